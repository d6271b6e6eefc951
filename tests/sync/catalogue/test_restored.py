"""A hub that was made of a backup goes on with the catalogue that its laptops know."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from bivouac.courses.bundle.layout import Layout
from bivouac.sync.catalogue.trusted import TrustedCatalogue, fetch_from
from bivouac.sync.cli import main
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.relay.school import pass_on_kept
from tests.sync.campus import store_two_lessons
from tests.sync.catalogue.conftest import SECRET
from tests.sync.hub.test_backup import run


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> HubFolder:
    """One that signs its course."""
    monkeypatch.setenv("BIVOUAC_CATALOGUE_PASSPHRASE", SECRET)
    made = HubFolder.create(tmp_path / "campus", "Campus Abidjan")
    store_two_lessons(made.layout(), {"240p": b"film"})
    for step in ("init", "publish"):
        run("catalogue", step, made.folder, "--keys", tmp_path / "keys")
    return made


@pytest.fixture
def laptop(hub: HubFolder, tmp_path: Path) -> TrustedCatalogue:
    """What a laptop that joined knows."""
    trusted = TrustedCatalogue(tmp_path / "laptop")
    trusted.begin((hub.content / "catalogue" / "1.root.json").read_bytes())
    trusted.refresh(fetch_from(hub.content))
    return trusted


def refused(*arguments: object) -> str:
    done = CliRunner().invoke(main, ["--lang", "en", *map(str, arguments)])
    assert done.exit_code == 1, done.output
    return done.output


def test_a_backup_brings_the_catalogue_and_the_school_goes_on_publishing(
    hub: HubFolder, laptop: TrustedCatalogue, tmp_path: Path
) -> None:
    run("hub", "backup", hub.folder, tmp_path / "monday")
    said = run("hub", "restore", tmp_path / "monday", tmp_path / "campus2")
    assert "1 course was not in the backup" in said and "No signed catalogue" not in said
    again = HubFolder(tmp_path / "campus2")
    assert [one.id for one in laptop.refresh(fetch_from(again.content)).entries] == ["trade"]
    run("hub", "fill", again.folder, hub.folder)
    store_two_lessons(again.layout(), {"240p": b"film"}, course_id="finance")
    run("catalogue", "publish", again.folder, "--keys", tmp_path / "keys")
    assert {one.id for one in laptop.refresh(fetch_from(again.content)).entries} == {"trade", "finance"}


def test_a_damaged_catalogue_keeps_no_backup_from_being_made(hub: HubFolder, tmp_path: Path) -> None:
    (hub.content / "catalogue" / "timestamp.json").write_bytes(b"x")
    run("hub", "backup", hub.folder, tmp_path / "monday")
    run("hub", "restore", tmp_path / "monday", tmp_path / "campus2")


def test_a_backup_of_before_says_how_the_catalogue_comes_back(
    hub: HubFolder, laptop: TrustedCatalogue, tmp_path: Path
) -> None:
    keys = ("--keys", tmp_path / "keys")
    run("hub", "backup", hub.folder, tmp_path / "monday")
    shutil.rmtree(tmp_path / "monday" / "content" / "catalogue")  # as they were
    assert "--adopt-catalogue" in run("hub", "restore", tmp_path / "monday", tmp_path / "campus2")
    again = HubFolder(tmp_path / "campus2")
    assert "--adopt-catalogue" in refused("catalogue", "publish", again.folder, *keys)
    held = sorted(path.name for path in (tmp_path / "keys").iterdir())
    said = refused("catalogue", "init", again.folder, *keys)
    assert "keys of a catalogue that exists already" in said and "--adopt-catalogue" in said
    assert sorted(path.name for path in (tmp_path / "keys").iterdir()) == held, "no second set of keys beside the first"
    run("hub", "fill", again.folder, hub.folder, "--adopt-catalogue")
    assert "has all of it already" in run("catalogue", "publish", again.folder, *keys)
    store_two_lessons(Layout.create(tmp_path / "other"), {"240p": b"film"}, course_id="finance")
    run("hub", "add", again.folder, tmp_path / "other")
    run("catalogue", "publish", again.folder, *keys)
    pass_on_kept(again)  # as `hub serve` does when it begins
    assert {one.id for one in laptop.refresh(fetch_from(again.content)).entries} == {"trade", "finance"}
