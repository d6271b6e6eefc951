"""A hub filled where the school signs its courses, and a laptop that becomes a hub of its school."""

from __future__ import annotations

import shutil
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bivouac.courses.bundle.archive import write_archive
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.verify import verify_course
from bivouac.errors import TrustError
from bivouac.sync.catalogue import keys
from bivouac.sync.catalogue.files import newest_root
from bivouac.sync.catalogue.repository import Repository
from bivouac.sync.catalogue.trusted import TrustedCatalogue, fetch_from
from bivouac.sync.hub.backup import back_up
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.store.library import Library
from bivouac.sync.store.people import Campus as Known
from bivouac.sync.store.people import Learner
from bivouac.sync.transfer.bundles import take_in_bundle
from bivouac.sync.transfer.download import offered
from bivouac.sync.transfer.signed import refresh_over, require_download
from bivouac.sync.transfer.web import HUB_CONTENT, WebSource
from tests.courses.bundle.conftest import store_course
from tests.sync.campus import Campus
from tests.sync.conftest import MakeLaptop
from tests.sync.relay.filled import FILMS, LARGE, SMALL, fill, flip, stick_of, whole
from tests.sync.transfer.downloading import download_course
from tests.terminal import bivouac

SECRET = "a tent in the rain"


@pytest.fixture(autouse=True)
def _quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "_COST", 1 << 10)


# --- what the school signed ---------------------------------------------------------------------------------------------


def sign(layout: Layout, folder: Path) -> Repository:
    repository = Repository.create(layout, folder, SECRET)
    repository.publish()
    return repository


def test_a_hub_takes_what_its_school_signed_and_a_newer_catalogue(
    source: Layout, hub: HubFolder, tmp_path: Path
) -> None:
    held = tmp_path / "keys"
    sign(source, held)
    early = stick_of(source, tmp_path / "early")
    unused = fill(hub, early, "trade")
    assert unused.unused and newest_root(hub.content) == b"", "a hub that signs nothing goes by no stick's word"
    assert bivouac("hub", "fill", hub.folder, early, "--adopt-catalogue").exit_code == 0
    assert newest_root(hub.content) == newest_root(source.folder) and whole(hub) == ["planning", "trade"]
    store_course(source, "planning", version="2", films=FILMS)
    store_course(source, "unsigned", film=b"unsigned")
    Repository(source, held, SECRET).rotate("timestamp")
    Repository(source, held, SECRET).publish(["planning"])
    said = bivouac("hub", "fill", hub.folder, stick_of(source, tmp_path / "late"))
    assert said.exit_code == 1 and "newer catalogue came along" in said.stdout
    assert "is not in the school's catalogue" in said.stderr and "another stick;" not in said.stderr
    assert whole(hub) == ["planning", "trade"]
    assert hub.layout().references()["planning"] == source.references()["planning"]
    laptop = TrustedCatalogue(tmp_path / "laptop")
    laptop.begin((hub.content / "catalogue" / "1.root.json").read_bytes())
    assert {one.id: one.version for one in laptop.refresh(fetch_from(hub.content)).entries}["planning"] == "2"
    older = bivouac("hub", "fill", hub.folder, early)
    assert older.exit_code == 1 and "left there. This catalogue is from before" in older.stderr
    assert "“Planning” did not come" in older.stderr and "was on the hub already" in older.stdout
    assert hub.layout().references()["planning"] == source.references()["planning"], "no way back"


def test_only_what_its_school_signed_is_put_on_a_hub(source: Layout, hub: HubFolder, tmp_path: Path) -> None:
    held = tmp_path / "keys"
    sign(source, held)
    fill(hub, stick_of(source, tmp_path / "early"), adopt=True)
    store_course(source, "planning", version="2", films=FILMS)
    store_course(source, "unsigned", film=b"unsigned")
    write_archive(source, tmp_path / "one.bivouac", ["unsigned"])
    said = bivouac("hub", "add", hub.folder, tmp_path / "one.bivouac")
    assert said.exit_code == 1 and said.stderr.count("is not in the school's catalogue") == 1
    assert whole(hub) == ["planning", "trade"]
    Repository(source, held, SECRET).publish(["planning"])
    said = bivouac("hub", "add", hub.folder, source.folder)
    assert said.exit_code == 1 and "“Planning” is on the hub." in said.stdout and "It was not added" in said.stderr
    assert whole(hub) == ["planning", "trade"]
    assert hub.layout().references()["planning"] == source.references()["planning"]
    laptop = TrustedCatalogue(tmp_path / "laptop")
    laptop.begin((hub.content / "catalogue" / "1.root.json").read_bytes())
    assert {one.id: one.version for one in laptop.refresh(fetch_from(hub.content)).entries}["planning"] == "2"


def test_a_hub_that_signs_for_itself_takes_courses_before_it_publishes_them(
    source: Layout, hub: HubFolder, tmp_path: Path
) -> None:
    sign(hub.layout(), tmp_path / "keys")
    said = bivouac("hub", "add", hub.folder, source.folder)
    assert said.exit_code == 0 and whole(hub) == ["planning", "trade"]
    assert "Laptops are not shown “planning”" in said.stdout


def test_a_schools_own_hub_goes_by_its_own_catalogue(source: Layout, hub: HubFolder, tmp_path: Path) -> None:
    fill(hub, source.folder)
    sign(hub.layout(), tmp_path / "keys")
    shutil.copytree(hub.content, tmp_path / "copy")
    Repository(Layout(tmp_path / "copy"), tmp_path / "keys", SECRET).revoke("trade", "The figures are wrong.")
    before = Path(shutil.copytree(hub.content, tmp_path / "before"))
    assert fill(hub, tmp_path / "copy").newer
    older = fill(hub, before).refused
    assert older and "is older than" in older.sentence()
    other = HubFolder.create(tmp_path / "other", "Other")
    shutil.copytree(hub.content / "catalogue", other.content / "catalogue")
    left = fill(other, source.folder).left
    assert len(left) == 1 and "withdrawn" in left[0].reasons[0] and whole(other) == ["planning"]
    Repository(hub.layout(), tmp_path / "keys", SECRET).renew()  # the school's keys go on from there


def test_a_foreign_catalogue_and_its_courses_are_refused(source: Layout, hub: HubFolder, tmp_path: Path) -> None:
    sign(source, tmp_path / "keys")
    fill(hub, source.folder, "trade", adopt=True)
    foreign = Layout.create(tmp_path / "foreign")
    store_course(foreign, "trade", version="forged", film=b"forged")
    store_course(foreign, "planning", films=FILMS)
    foreign_root = sign(foreign, tmp_path / "other keys") and newest_root(foreign.folder)
    before = newest_root(hub.content)
    for more in ({}, {"adopt": True}):
        found = fill(hub, stick_of(foreign, tmp_path / "stick"), **more)
        assert found.refused and "did not sign" in found.refused.sentence() and not found.newer
        assert found.came == ["Planning"] and len(found.left) == 1, "what the school signed comes from any stick"
        shutil.rmtree(hub.content / "blobs")
        shutil.copytree(source.folder / "blobs", hub.content / "blobs")
        hub.layout().forget("planning")
    assert newest_root(hub.content) == before != foreign_root
    assert hub.layout().references()["trade"] == source.references()["trade"]


def test_a_stick_whose_catalogue_is_not_whole_gives_no_root(source: Layout, hub: HubFolder, tmp_path: Path) -> None:
    sign(source, tmp_path / "keys")
    shutil.copytree(source.folder, tmp_path / "bare", ignore=shutil.ignore_patterns("catalogue"))
    with pytest.raises(TrustError, match="no signed catalogue"):
        fill(hub, tmp_path / "bare", adopt=True)
    stick = stick_of(source, tmp_path / "stick")
    for file in (stick / "Bivouac" / "courses" / "catalogue").glob("*.targets.json"):
        flip(file)
    with pytest.raises(TrustError):
        fill(hub, stick, adopt=True)
    assert not (hub.folder / "school.catalogue").exists() and newest_root(hub.content) == b"" and whole(hub) == []


# --- while it serves, and from a laptop -----------------------------------------------------------------------------------


def test_it_is_filled_while_it_serves_and_laptops_see_whole_courses_only(
    campus: Campus, laptop_of: MakeLaptop, source: Layout, tmp_path: Path
) -> None:
    sign(source, tmp_path / "keys")
    stick, laptop = stick_of(source, tmp_path / "stick"), laptop_of(campus)
    seen: list[list[str]] = []

    def look(title: str, stage: str, done: int, total: int) -> None:
        offer = laptop.client.catalogue()
        seen.append([one.id for one in offer.courses] if offer else [])

    fill(campus.hub, stick, adopt=True, progress=look)
    assert seen[0] == [] and seen[-1] == ["planning"]
    offer = laptop.client.catalogue()
    assert offer and len(offer.courses) == 2
    trusted, web = TrustedCatalogue(tmp_path / "trusted"), WebSource(laptop.line, HUB_CONTENT)
    trusted.begin(laptop.client.hub().root)
    refresh_over(trusted, web)
    for entry in offer.courses:
        require_download(trusted, entry.id, entry.manifest, entry.manifest_size, entry.title)
    layout = Layout.create(tmp_path / "here")
    assert download_course(layout, web, offered(web)["planning"])
    assert verify_course(layout, layout.references()["planning"]).renditions() == ["240p", "480p"]


@pytest.fixture
def library(source: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    """A laptop of the school that has taken in a stick."""
    sign(source, tmp_path / "keys")
    for _ in range(2):
        Repository(source, tmp_path / "keys", SECRET).rotate("timestamp")
    library = Library(tmp_path / "laptop")
    monkeypatch.setenv("BIVOUAC_HOME", str(library.folder))
    library.people.join(Known("c", "Abidjan", ("http://127.0.0.1:1",), ""), Learner("l", "Awa", "c", "learner"), "", "")
    library.catalogue("c").begin((source.folder / "catalogue" / "2.root.json").read_bytes())
    take_in_bundle(library, stick_of(source, tmp_path / "stick"))
    yield library
    library.close()


def test_a_laptop_becomes_a_hub_of_its_school_without_a_second_copy(
    library: Library, source: Layout, tmp_path: Path, laptop_of: MakeLaptop
) -> None:
    folder = tmp_path / "campus"
    made = bivouac("hub", "init", folder, "--name", "Campus Bouaké", "--from-library")
    assert made.exit_code == 0, made.output
    assert made.stdout.splitlines() == [
        f"The hub of “Campus Bouaké” is in {folder}.",
        "“Planning” is on the hub.",
        "“Planning” is on the hub.",
        "2.6 MB of it are shared with the library and take no room twice.",
        "The hub goes by the catalogue that came with them, and gives it to laptops that join.",
    ]
    hub, films = HubFolder(folder), library.shelf.layout.blob_path(LARGE)
    assert whole(hub) == ["planning", "trade"] and films.samefile(hub.layout().blob_path(LARGE))
    for version in (2, 3):  # who knows an older root follows it
        other = TrustedCatalogue(tmp_path / f"other-{version}")
        other.begin((source.folder / "catalogue" / f"{version}.root.json").read_bytes())
        assert len(other.refresh(fetch_from(hub.content)).entries) == 2
    assert newest_root(hub.content) == newest_root(source.folder)
    assert library.shelf.remove("planning") == 0, "the hub has it: nothing is free again"
    assert whole(hub) == ["planning", "trade"], "the hub keeps what the laptop lets go"
    assert "good until" in bivouac("hub", "status", folder).stdout


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_a_web_server_of_another_user_may_read_what_is_shared(library: Library, hub: HubFolder) -> None:
    blobs = [*(library.shelf.layout.folder / "blobs" / "sha256").iterdir()]
    for path in blobs:
        path.chmod(0o600)  # as older programs wrote what they downloaded
    assert fill(hub, library.folder).linked > 2_600_000
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (hub.content / "blobs" / "sha256").iterdir()}
    assert modes == {0o644}
    assert stat.S_IMODE(library.folder.stat().st_mode) == 0o700, (
        "others of this laptop still have no way to the library"
    )


def test_a_stick_filled_by_a_laptop_brings_a_hub_the_catalogue(
    library: Library, hub: HubFolder, tmp_path: Path
) -> None:
    stick = tmp_path / "another stick"
    stick.mkdir()
    assert bivouac("preload", stick).exit_code == 0
    said = bivouac("hub", "fill", hub.folder, stick, "--adopt-catalogue")
    assert said.exit_code == 0 and "goes by the catalogue" in said.stdout and whole(hub) == ["planning", "trade"]
    back_up(hub, tmp_path / "backup")
    again = HubFolder(tmp_path / "backup")
    foreign = Layout.create(tmp_path / "foreign")
    store_course(foreign, "trade", version="forged")
    assert len(fill(again, foreign.folder).left) == 1, "a copy of the hub goes by it, too"
    assert fill(again, stick).came == ["Planning", "Planning"] and newest_root(again.content)


def test_a_blob_that_a_laptop_has_damaged_gets_no_second_name(library: Library, hub: HubFolder) -> None:
    flip(library.shelf.layout.blob_path(SMALL))
    found = bivouac("hub", "fill", hub.folder)
    assert found.exit_code == 1 and "Damaged: film “Film” (240p)" in found.stderr
    assert whole(hub) == ["trade"] and not hub.layout().has(SMALL)


def test_where_no_second_names_are_given_it_is_copied(
    library: Library, hub: HubFolder, monkeypatch: pytest.MonkeyPatch, small_disk: Path
) -> None:
    there = HubFolder.create(small_disk / "hub", "Campus Abidjan")
    found = fill(there, library.folder)
    assert (found.linked, found.copied > 2_600_000, whole(there)) == (0, True, ["planning", "trade"])


def test_a_laptop_without_courses_makes_no_hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BIVOUAC_HOME", str(tmp_path / "nothing"))
    made = bivouac("hub", "init", tmp_path / "campus", "--name", "Campus", "--from-library")
    assert made.exit_code == 1 and "no courses" in made.stderr and not (tmp_path / "campus").exists()
