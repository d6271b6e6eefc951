"""A hub filled from sticks, folders and a laptop's library: what verifies and is vouched for comes, whatever stops it."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bivouac.courses.bundle import oci
from bivouac.courses.bundle.layout import FRESH_SECONDS, Layout
from bivouac.courses.bundle.verify import verify_course
from bivouac.errors import InputError, SpaceError, TrustError
from bivouac.sync.catalogue import keys
from bivouac.sync.catalogue.files import newest_root
from bivouac.sync.catalogue.repository import Repository
from bivouac.sync.catalogue.trusted import TrustedCatalogue, fetch_from
from bivouac.sync.hub.arriving import keep_arriving
from bivouac.sync.hub.backup import back_up
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.relay.filling import FLOOR, Outcome, fill_hub, stock_at
from bivouac.sync.store.library import Library
from bivouac.sync.store.people import Campus as Known
from bivouac.sync.store.people import Learner
from bivouac.sync.transfer.bundles import take_in_bundle
from bivouac.sync.transfer.download import offered
from bivouac.sync.transfer.preload import order, preload
from bivouac.sync.transfer.signed import refresh_over, require_download
from bivouac.sync.transfer.web import HUB_CONTENT, WebSource
from tests.courses.bundle.conftest import WEBM, store_course
from tests.sync.campus import COMMAND, REPOSITORY, Campus, wait_until
from tests.sync.cli.test_course import bivouac
from tests.sync.conftest import MakeLaptop
from tests.sync.transfer.downloading import download_course

SECRET = "a tent in the rain"
FILMS = {"240p": random.Random(1).randbytes(700_000), "480p": random.Random(2).randbytes(1_900_000)}
SMALL, LARGE = (oci.digest_of(WEBM + content) for content in FILMS.values())
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")


@pytest.fixture(autouse=True)
def _quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "_COST", 1 << 10)


@pytest.fixture
def source(tmp_path: Path) -> Layout:
    layout = Layout.create(tmp_path / "source")
    store_course(layout, "planning", films=FILMS)
    store_course(layout, "trade", film=b"trade")
    return layout


@pytest.fixture
def hub(tmp_path: Path) -> HubFolder:
    return HubFolder.create(tmp_path / "hub", "Campus Abidjan")


def stick_of(source: Layout, stick: Path) -> Path:
    """A stick as `bivouac preload` fills it."""
    stick.mkdir(exist_ok=True)
    (filled,) = preload(order(source), [stick])
    assert filled.complete, filled.error
    return stick


def fill(hub: HubFolder, place: Path, *courses: str, **more: object) -> Outcome:
    with stock_at(place) as stock:
        return fill_hub(hub, stock, courses or None, **more)  # type: ignore[arg-type]


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def whole(hub: HubFolder) -> list[str]:
    """Ids of the hub's courses, every byte of which was read; nothing half-written lies about."""
    layout = hub.layout()
    for descriptor in layout.references().values():
        verify_course(layout, descriptor)
    assert not list(hub.folder.rglob(".part-*"))
    return sorted(layout.references())


# --- what comes ---------------------------------------------------------------------------------------------------------


def test_a_stick_fills_a_hub_and_the_second_time_costs_nothing(source: Layout, hub: HubFolder, tmp_path: Path) -> None:
    stick, said = stick_of(source, tmp_path / "stick"), list[str]()
    first = fill(hub, stick, said=said.append)
    assert first.came == said == ["Planning", "Planning"] and first.left == [] and first.copied > 2_600_000
    assert whole(hub) == ["planning", "trade"] and hub.layout().references() == source.references()
    again = fill(hub, stick)
    assert (again.came, len(again.known), again.copied) == ([], 2, 0)
    hub.layout().delete_blob(LARGE)
    assert fill(hub, stick).came == ["Planning"] and hub.layout().has(LARGE), "a size of a film that the hub lacked"


def test_only_what_is_asked_for_comes(source: Layout, hub: HubFolder, tmp_path: Path) -> None:
    fill(hub, source.folder, "trade")
    assert whole(hub) == ["trade"]
    with pytest.raises(InputError, match="nothing"):
        fill(hub, source.folder, "nothing")
    with pytest.raises(InputError, match="own courses"):
        fill(hub, hub.folder)
    other = HubFolder.create(tmp_path / "other", "Other")
    assert fill(other, hub.folder).came == ["Planning"], "from hub to hub"


def test_an_update_replaces_the_old_version_and_spares_what_is_on_its_way(
    source: Layout, hub: HubFolder, tmp_path: Path
) -> None:
    layout = hub.layout()
    fill(hub, source.folder)
    old = layout.references()["planning"]
    coming = store_course(layout, "coming", film=b"coming")
    layout.forget("coming")
    keep_arriving(layout, [coming])
    left = layout.put(b"of nobody")
    needed = layout.needed_by(coming)
    for digest in (*needed, left):
        os.utime(layout.blob_path(digest), (0, time.time() - 2 * FRESH_SECONDS))
    store_course(source, "planning", version="2", films=FILMS)
    assert fill(hub, source.folder).came == ["Planning"]
    assert not layout.has(old.digest) and not layout.has(left)
    assert all(layout.has(digest) for digest in needed), "the hub above is still bringing it"
    assert layout.has(SMALL) and "planning" in whole(hub)


def test_damaged_parts_are_named_and_the_rest_comes(source: Layout, hub: HubFolder, tmp_path: Path) -> None:
    stick = stick_of(source, tmp_path / "stick")
    flip(Layout(stick / "Bivouac" / "courses").blob_path(LARGE))
    said = bivouac("hub", "fill", hub.folder, stick)
    assert said.exit_code == 1 and said.stdout == "“Planning” is on the hub.\n"
    assert said.stderr.splitlines() == [
        "“Planning” did not come. Damaged: film “Film” (480p) of “Planning”.",
        "1 course is missing. Fill the hub again from another stick; what came stays.",
    ]
    assert whole(hub) == ["trade"] and not hub.layout().has(LARGE) and hub.layout().has(SMALL)
    other = fill(hub, stick_of(source, tmp_path / "other"))
    assert other.came == ["Planning"] and other.copied == len(WEBM) + len(FILMS["480p"]), "what was sound stayed"
    assert whole(hub) == ["planning", "trade"]
    assert bivouac("hub", "fill", hub.folder, tmp_path / "other").exit_code == 0


def test_a_damaged_description_keeps_one_course_away(source: Layout, hub: HubFolder) -> None:
    flip(source.blob_path(source.references()["planning"].digest))
    found = fill(hub, source.folder)
    assert [one.title for one in found.left] == ["planning"] and whole(hub) == ["trade"]


def test_what_the_disk_does_not_keep_is_written_again(
    source: Layout, hub: HubFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bit that turns over between writing and reading back."""

    def turn(title: str, stage: str, done: int, total: int) -> None:
        if stage == "checking" and not done and not turned:
            turned.append(flip(hub.layout().blob_path(SMALL)))

    turned: list[None] = []
    assert fill(hub, source.folder, "planning", progress=turn).left == [] and turned
    assert whole(hub) == ["planning"]


# --- whatever stops it --------------------------------------------------------------------------------------------------

SLOWLY = """
import sys, time
from pathlib import Path
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.relay.filling import fill_hub, stock_at
def told(title, stage, done, total):
    print(stage, done, flush=True)
    time.sleep(0.02)
with stock_at(Path(sys.argv[2])) as stock:
    fill_hub(HubFolder(Path(sys.argv[1])), stock, progress=told)
"""


@posix
def test_a_filling_that_is_killed_shows_nothing_half_and_goes_on(
    source: Layout, hub: HubFolder, tmp_path: Path
) -> None:
    source = Layout.create(tmp_path / "large")
    store_course(source, "a", film=random.Random(3).randbytes(9_000_000))
    store_course(source, "b", film=random.Random(4).randbytes(9_000_000))
    stick = stick_of(source, tmp_path / "stick")
    seen = set[tuple[str, ...]]()
    for lines in (3, 12, 24, 40, 55):
        command = [sys.executable, "-c", SLOWLY, str(hub.folder), str(stick)]
        with subprocess.Popen(command, cwd=REPOSITORY, env=os.environ, stdout=subprocess.PIPE) as process:
            assert process.stdout
            for _ in range(lines):
                process.stdout.readline()
            process.kill()
        references = hub.layout().references()
        for descriptor in references.values():
            verify_course(hub.layout(), descriptor)
        seen.add(tuple(sorted(references)))
    assert () in seen, "the first was killed before anything was whole"
    before = sum(hub.layout().garbage().values())
    last = fill(hub, stick)
    assert whole(hub) == ["a", "b"] and last.copied <= 18_100_000 - before


@posix
def test_ctrl_c_ends_it_with_a_sentence(source: Layout, hub: HubFolder, tmp_path: Path) -> None:
    store_course(source, "large", film=random.Random(5).randbytes(150_000_000))
    process = subprocess.Popen(
        [*COMMAND, "--lang", "en", "hub", "fill", str(hub.folder), str(source.folder), "--course", "large"],
        cwd=REPOSITORY,
        env=os.environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    blobs = hub.content / "blobs" / "sha256"
    wait_until(lambda: any(one.stat().st_size > 1_000_000 for one in blobs.glob(".part-*")), process)
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=30)
    assert (process.returncode, said.decode()) == (
        130,
        "Stopped. What was copied stays: the same command goes on from there.\n",
    )
    assert whole(hub) == []
    assert fill(hub, source.folder, "large").came == ["Planning"]


def test_a_stick_that_is_pulled_out_can_be_put_in_again(source: Layout, hub: HubFolder, tmp_path: Path) -> None:
    stick = stick_of(source, tmp_path / "stick")

    def pull(title: str, stage: str, done: int, total: int) -> None:
        if done and stick.exists():
            stick.rename(tmp_path / "in a pocket")

    with pytest.raises(InputError, match="not there any more"):
        fill(hub, stick, progress=pull)
    assert whole(hub) == []
    (tmp_path / "in a pocket").rename(stick)
    assert len(fill(hub, stick).came) == 2 and whole(hub) == ["planning", "trade"]


def test_one_filling_at_a_time(source: Layout, hub: HubFolder) -> None:
    def again(title: str, stage: str, done: int, total: int) -> None:
        with pytest.raises(InputError, match="Another Bivouac"):
            fill(hub, source.folder)
        tried.append(title)

    tried: list[str] = []
    fill(hub, source.folder, progress=again)
    assert tried


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of forty megabytes."""
    disk = tmp_path / "small"
    disk.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("a small disk can be made by the administrator of a Linux system only")
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", str(disk)], capture_output=True)
    if made.returncode:
        pytest.skip(f"a small disk cannot be made here: {made.stderr.decode().strip()}")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_full_disk_is_said_before_and_meanwhile(source: Layout, small_disk: Path) -> None:
    hub = HubFolder.create(small_disk / "hub", "Campus Abidjan")
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(shutil.disk_usage(small_disk).free - FLOOR - 2_000_000))
    with pytest.raises(SpaceError, match="on the hub's disk"):
        fill(hub, source.folder)
    assert whole(hub) == [] and not hub.layout().garbage(), "nothing was begun"
    said = bivouac("hub", "fill", hub.folder, source.folder)
    assert said.exit_code == 1 and "--course" in said.stderr
    ballast.unlink()

    rooms = [FLOOR, 1_000_000, 0]  # what was free is taken meanwhile: down to the floor, and beyond it

    def eat(title: str, stage: str, done: int, total: int) -> None:
        if done > 600_000 and not ballast.exists():
            ballast.write_bytes(bytes(shutil.disk_usage(small_disk).free - rooms.pop()))

    while rooms:
        with pytest.raises(SpaceError):
            fill(hub, source.folder, "planning", progress=eat)
        assert whole(hub) == []
        ballast.unlink()
        for digest in hub.layout().garbage():
            hub.layout().delete_blob(digest)
    assert len(fill(hub, source.folder).came) == 2 and whole(hub) == ["planning", "trade"]


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
    assert "is not in the school's catalogue" in said.stderr and "1 course is missing" in said.stderr
    assert whole(hub) == ["planning", "trade"]
    assert hub.layout().references()["planning"] == source.references()["planning"]
    laptop = TrustedCatalogue(tmp_path / "laptop")
    laptop.begin((hub.content / "catalogue" / "1.root.json").read_bytes())
    assert {one.id: one.version for one in laptop.refresh(fetch_from(hub.content)).entries}["planning"] == "2"
    older = bivouac("hub", "fill", hub.folder, early)
    assert older.exit_code == 1 and "left there. This catalogue is from before" in older.stderr
    assert "“Planning” did not come" in older.stderr and "was on the hub already" in older.stdout
    assert hub.layout().references()["planning"] == source.references()["planning"], "no way back"


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
