"""A hub and a laptop whose catalogue was cut off, ran out or lies beside what is none."""

from __future__ import annotations

import datetime
import os
import shutil
import sys
from pathlib import Path

import pytest

from bivouac.courses.bundle.layout import Layout
from bivouac.errors import TrustError
from bivouac.sync.catalogue import keys
from bivouac.sync.catalogue.files import first_of_chain, newest_root
from bivouac.sync.catalogue.repository import Repository
from bivouac.sync.catalogue.trusted import TrustedCatalogue, fetch_from
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.relay.filling import verified_in
from bivouac.sync.relay.school import pass_on_kept
from tests.sync.campus import HubProcess
from tests.sync.catalogue.conftest import PowerCutError, cut_power
from tests.sync.relay.filled import fill, flip, stick_of, whole
from tests.sync.relay.test_filling_signed import SECRET, sign

LONG_AGO = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=500)


@pytest.fixture(autouse=True)
def _quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "_COST", 1 << 10)


def test_a_power_cut_while_a_catalogue_is_adopted_is_made_good_by_the_next_filling(
    source: Layout, tmp_path: Path
) -> None:
    sign(source, tmp_path / "keys")
    stick = stick_of(source, tmp_path / "stick")
    for at in range(20):
        hub, cut = HubFolder.create(tmp_path / f"hub-{at}", "Campus"), False
        with pytest.MonkeyPatch.context() as patch:
            cut_power(patch, at, hub.folder)
            try:
                fill(hub, stick, adopt=True)
            except PowerCutError:
                cut = True
        pass_on_kept(hub)  # as the hub does when it serves
        kept = TrustedCatalogue(hub.folder / "school.catalogue").has_root()
        assert newest_root(hub.content) == (newest_root(source.folder) if kept else b"")
        fill(hub, stick, adopt=True)
        assert whole(hub) == ["planning", "trade"] and newest_root(hub.content) == newest_root(source.folder)
        laptop = TrustedCatalogue(tmp_path / f"laptop-{at}")
        laptop.begin(newest_root(hub.content))
        assert len(laptop.refresh(fetch_from(hub.content)).entries) == 2
        if not cut:
            break
    assert 3 < at < 19, "each file was the one that was cut off"


def test_a_hub_that_serves_again_gives_the_catalogue_that_it_kept(
    source: Layout, hub: HubFolder, tmp_path: Path
) -> None:
    sign(source, tmp_path / "keys")
    fill(hub, stick_of(source, tmp_path / "stick"), adopt=True)
    shutil.rmtree(hub.content / "catalogue")  # the power went before it was there
    process = HubProcess(hub.folder)
    try:
        laptop = TrustedCatalogue(tmp_path / "laptop")
        laptop.begin(newest_root(hub.content))
        assert len(laptop.refresh(fetch_from(hub.content)).entries) == 2
    finally:
        process.end()


def own_catalogue(source: Layout, hub: HubFolder, held: Path) -> None:
    """A hub in whose folder the school's catalogue lies, which has run out."""
    Repository.create(source, held, SECRET, now=LONG_AGO).publish()
    fill(hub, source.folder)
    shutil.copytree(source.folder / "catalogue", hub.content / "catalogue")


def test_a_hub_whose_catalogue_ran_out_goes_on_with_a_newer_stick(
    source: Layout, hub: HubFolder, tmp_path: Path
) -> None:
    own_catalogue(source, hub, tmp_path / "keys")
    with pytest.raises(TrustError, match="has run out"):
        fill(hub, source.folder)
    Repository(source, tmp_path / "keys", SECRET).renew()
    outcome = fill(hub, stick_of(source, tmp_path / "stick"))
    assert outcome.newer and not outcome.left and len(outcome.known) == 2
    assert not fill(hub, source.folder).newer, "from now on it is as good as any"


def test_a_hub_whose_catalogue_is_cut_takes_none_that_is_older(source: Layout, hub: HubFolder, tmp_path: Path) -> None:
    sign(source, tmp_path / "keys")
    stick = stick_of(source, tmp_path / "stick")
    Repository(source, tmp_path / "keys", SECRET).renew()
    shutil.copytree(source.folder / "catalogue", hub.content / "catalogue")
    for file in (hub.content / "catalogue").glob("*.snapshot.json"):
        file.unlink()
    before = (hub.content / "catalogue" / "timestamp.json").read_bytes()
    with pytest.raises(TrustError, match="not whole"):
        fill(hub, stick)
    assert (hub.content / "catalogue" / "timestamp.json").read_bytes() == before and whole(hub) == []
    assert fill(hub, stick_of(source, tmp_path / "newer")).newer and whole(hub) == ["planning", "trade"]


def test_the_number_in_the_name_of_a_file_costs_nothing(source: Layout, hub: HubFolder, tmp_path: Path) -> None:
    sign(source, tmp_path / "keys")
    stick = stick_of(source, tmp_path / "stick")
    for number in ("30000000", "9" * 200, "007", "²"):
        (stick / "Bivouac" / "courses" / "catalogue" / f"{number}.root.json").write_bytes(b"x")
    assert len(fill(hub, stick, adopt=True).came) == 2
    assert first_of_chain([1, 3, 4]) == 3 and first_of_chain([7]) == 7
    assert first_of_chain(range(1, 5000)) == 4999 - 255, "as many as are followed"


def test_what_lies_beside_a_laptops_catalogues_is_none(source: Layout, hub: HubFolder, tmp_path: Path) -> None:
    sign(source, tmp_path / "keys")
    library = tmp_path / "library"
    (library / "catalogues").mkdir(parents=True)
    kept, damaged = TrustedCatalogue(library / "catalogues" / "abidjan"), library / "catalogues" / "bouaké"
    kept.begin(newest_root(source.folder))
    kept.refresh(fetch_from(source.folder))
    kept.hand_on(damaged)
    flip(damaged)
    kept.hand_on(library / "catalogues" / "snapshot")
    forged = (library / "catalogues" / "snapshot").read_bytes().replace(b'"snapshot"', b'"snapshat"')
    (library / "catalogues" / "snapshot").write_bytes(forged)
    (library / "catalogues" / "cut").write_bytes(b"\x82\xa4ro")
    (library / "catalogues" / ".part-k3x9").write_bytes(b"")
    (library / "catalogues" / "folder").mkdir()
    if sys.platform != "win32":
        os.mkfifo(library / "catalogues" / "pipe")
    assert kept.files() in [one.files() for one in verified_in(library)]
    assert len(verified_in(library)) <= 2, "the one whose bytes turned over in a signed text reads like one"
