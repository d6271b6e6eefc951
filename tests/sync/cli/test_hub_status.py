"""What `bivouac hub status` and `add` say of a signed catalogue."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from bivouac.courses.bundle.layout import Layout
from bivouac.sync.catalogue import keys
from bivouac.sync.catalogue.repository import Repository
from bivouac.sync.cli import main
from bivouac.sync.hub.folder import HubFolder
from tests.sync.campus import store_two_lessons


def status(hub: HubFolder) -> str:
    result = CliRunner().invoke(main, ["hub", "status", str(hub.folder)])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> HubFolder:
    monkeypatch.setattr(keys, "_COST", 1 << 10)
    return HubFolder.create(tmp_path / "hub", "Campus Abidjan")


def sign(hub: HubFolder, folder: Path, now: datetime.datetime) -> Repository:
    repository = Repository.create(hub.layout(), folder / "keys", "a tent in the rain", now=now)
    repository.publish()
    return repository


def test_a_hub_that_signs_nothing_says_nothing_of_it(hub: HubFolder) -> None:
    store_two_lessons(hub.layout(), {"240p": b"film"})
    assert "catalogue" not in status(hub)


def test_until_when_it_is_good_and_what_is_not_in_it(hub: HubFolder, tmp_path: Path) -> None:
    now = datetime.datetime.now(datetime.UTC)
    store_two_lessons(hub.layout(), {"240p": b"film"})
    repository = sign(hub, tmp_path, now)
    said = status(hub)
    assert f"good until {(now + datetime.timedelta(days=365)).date()}" in said and "not shown" not in said
    store_two_lessons(hub.layout(), {"240p": b"film"}, version="2")
    assert "not shown “trade”" in status(hub)
    repository.publish()
    assert "not shown" not in status(hub)


def test_one_that_runs_out_soon_is_said_early(hub: HubFolder, tmp_path: Path) -> None:
    sign(hub, tmp_path, datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=310))
    assert "runs out on" in status(hub)


def test_a_version_that_was_withdrawn_is_not_to_be_published(hub: HubFolder, tmp_path: Path) -> None:
    store_two_lessons(hub.layout(), {"240p": b"film"})
    sign(hub, tmp_path, datetime.datetime.now(datetime.UTC)).revoke("trade", "Two figures in it are wrong.")
    assert "not shown" not in status(hub), "publish would refuse it"


def test_whoever_adds_a_course_hears_that_laptops_are_not_shown_it(hub: HubFolder, tmp_path: Path) -> None:
    sign(hub, tmp_path, datetime.datetime.now(datetime.UTC))
    store_two_lessons(Layout.create(tmp_path / "courses"), {"240p": b"film"})
    added = CliRunner().invoke(main, ["hub", "add", str(hub.folder), str(tmp_path / "courses")])
    assert added.exit_code == 0, added.output
    assert "is on the hub" in added.output and "not shown “trade”" in added.output and "good until" not in added.output


def test_a_damaged_catalogue_is_said_and_the_rest_stands(hub: HubFolder, tmp_path: Path) -> None:
    sign(hub, tmp_path, datetime.datetime.now(datetime.UTC))
    (hub.content / "catalogue" / "timestamp.json").write_bytes(b"{")
    said = status(hub)
    assert "Campus Abidjan" in said and "catalogue" in said
