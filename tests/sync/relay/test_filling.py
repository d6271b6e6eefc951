"""A hub filled from sticks and folders: what verifies comes, whatever stops it."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from io import BufferedReader
from pathlib import Path

import pytest

from bivouac.courses.bundle.layout import FRESH_SECONDS, Layout
from bivouac.courses.bundle.part import landed
from bivouac.courses.bundle.verify import verify_course
from bivouac.courses.bundle.version import read_version
from bivouac.errors import InputError, SpaceError
from bivouac.sync.hub.arriving import keep_arriving
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.relay.courses import Followed, fetch_followed, keep_followed
from bivouac.sync.relay.filling import FLOOR
from tests.courses.bundle.conftest import WEBM, store_course
from tests.courses.bundle.test_copy import UNREADABLE
from tests.sync.campus import COMMAND, REPOSITORY, Campus, wait_until
from tests.sync.relay.conftest import MakeCampus
from tests.sync.relay.filled import FILMS, LARGE, SMALL, fill, flip, stick_of, whole
from tests.terminal import bivouac

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")


# --- what comes ---------------------------------------------------------------------------------------------------------


def test_a_stick_fills_a_hub_and_the_second_time_costs_nothing(source: Layout, hub: HubFolder, tmp_path: Path) -> None:
    stick, said = stick_of(source, tmp_path / "stick"), list[str]()
    first = fill(hub, stick, said=lambda title, replaced: said.append(title))
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
    assert fill(hub, source.folder, "planning").came == ["Planning"]
    assert not layout.has(old.digest) and not layout.has(left)
    assert all(layout.has(digest) for digest in needed), "the hub above is still bringing it"
    assert layout.has(SMALL) and "planning" in whole(hub)


def test_an_older_stick_takes_no_course_back_unless_it_is_asked_to(
    source: Layout, hub: HubFolder, tmp_path: Path
) -> None:
    old = stick_of(source, tmp_path / "old")
    first = source.references()["planning"]
    second = store_course(source, "planning", version="2", films=FILMS)
    assert bivouac("hub", "fill", hub.folder, source.folder).exit_code == 0
    left = bivouac("hub", "fill", hub.folder, old)
    assert left.exit_code == 1 and left.stdout == "“Planning” was on the hub already.\n"
    assert left.stderr.splitlines() == [
        "“Planning” was left there: the hub has another version of it (2; there it is 1). To take it in its place: --course planning"
    ]
    assert hub.layout().references()["planning"] == second and whole(hub) == ["planning", "trade"]
    taken = bivouac("hub", "fill", hub.folder, old, "--course", "planning")
    assert (taken.exit_code, taken.stdout) == (0, "“Planning” is on the hub: version 1, in place of version 2.\n")
    assert hub.layout().references()["planning"] == first and whole(hub) == ["planning", "trade"]
    store_course(source, "trade", film=b"built anew")
    again = bivouac("hub", "fill", hub.folder, source.folder, "--course", "trade")
    assert again.stdout == "“Planning” is on the hub, in place of another version 1.\n"
    flip(hub.layout().blob_path(first.digest))
    assert fill(hub, source.folder).came == ["Planning"], "a hub whose description is damaged has no version to keep"


def test_damaged_parts_are_named_and_the_rest_comes(source: Layout, hub: HubFolder, tmp_path: Path) -> None:
    stick = stick_of(source, tmp_path / "stick")
    flip(Layout(stick / "Bivouac" / "courses").blob_path(LARGE))
    said = bivouac("hub", "fill", hub.folder, stick)
    assert said.exit_code == 1 and said.stdout == "“Planning” is on the hub.\n"
    assert said.stderr.splitlines() == [
        "“Planning” did not come. Damaged: film “Film” (480p) of “Planning”.",
        "1 course is damaged there. Fill the hub again from another stick; what came stays.",
    ]
    assert whole(hub) == ["trade"] and not hub.layout().has(LARGE) and hub.layout().has(SMALL)
    other = fill(hub, stick_of(source, tmp_path / "other"))
    assert other.came == ["Planning"] and other.copied == len(WEBM) + len(FILMS["480p"]), "what was sound stayed"
    assert whole(hub) == ["planning", "trade"]
    assert bivouac("hub", "fill", hub.folder, tmp_path / "other").exit_code == 0


@pytest.mark.parametrize("part", ["film", "manifest", "description"])
def test_what_rotted_on_the_hub_is_named_and_brought_anew_by_a_stick(
    source: Layout, hub: HubFolder, tmp_path: Path, part: str
) -> None:
    stick = stick_of(source, tmp_path / "stick")
    fill(hub, stick)
    manifest = source.references()["planning"]
    config = read_version(source, manifest).manifest.config
    digest, name = {
        "film": (LARGE, "film “Film” (480p) of “Planning”"),
        "manifest": (manifest.digest, "the description of “planning”"),
        "description": (config.digest, "the description of “planning”"),
    }[part]
    flip(hub.layout().blob_path(digest))
    found = bivouac("hub", "check", hub.folder, "--content")
    assert found.exit_code == 1 and f"Damaged: {name}.\n" in found.stdout
    advised = found.stdout.splitlines()[-1].partition(": bivouac ")[2].replace("STICK", str(stick)).split(" ")
    mended = bivouac(*advised)
    assert mended.exit_code == 0 and "Damaged on the hub, and brought anew: " in mended.stdout
    assert whole(hub) == ["planning", "trade"]
    assert bivouac("hub", "check", hub.folder, "--content").exit_code == 0
    assert bivouac(*advised).stdout == "“Planning” was on the hub already.\n"


def test_what_rotted_on_the_hub_stays_named_where_the_stick_has_it_damaged_too(
    source: Layout, hub: HubFolder, tmp_path: Path
) -> None:
    stick = stick_of(source, tmp_path / "stick")
    fill(hub, stick)
    for layout in (hub.layout(), Layout(stick / "Bivouac" / "courses")):
        flip(layout.blob_path(LARGE))
    said = bivouac("hub", "fill", hub.folder, stick, "--course", "planning")
    assert said.exit_code == 1 and "Damaged: film “Film” (480p) of “Planning”." in said.stderr
    assert sorted(hub.layout().references()) == ["planning", "trade"], "its lessons can still be had"


def test_a_damaged_description_keeps_one_course_away(source: Layout, hub: HubFolder) -> None:
    flip(source.blob_path(source.references()["planning"].digest))
    found = fill(hub, source.folder)
    assert [one.title for one in found.left] == ["planning"] and whole(hub) == ["trade"]


@pytest.mark.skipif(not UNREADABLE.exists(), reason="needs a file whose reading fails, as Linux has")
@pytest.mark.parametrize("what", ["description", "film"])
def test_a_sector_that_cannot_be_read_keeps_one_course_away(
    source: Layout, hub: HubFolder, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    bad = LARGE if what == "film" else source.references()["planning"].digest
    real = Layout.open_blob

    def open_blob(layout: Layout, digest: str) -> BufferedReader:
        there = layout.folder == source.folder
        return UNREADABLE.open("rb") if there and digest == bad else real(layout, digest)

    monkeypatch.setattr(Layout, "open_blob", open_blob)
    found = fill(hub, source.folder)
    assert len(found.left) == 1 and found.left[0].damaged and whole(hub) == ["trade"]


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
from io import BufferedReader
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


def is_under_way(hub: HubFolder) -> bool:
    """Whether the large film is just being copied."""
    for path in (hub.content / "blobs" / "sha256").glob(".part-*/*.part"):
        with contextlib.suppress(FileNotFoundError):
            if path.stat().st_size > 1_000_000:
                return True
    return False


def stops_under_way(process: subprocess.Popen[bytes], hub: HubFolder) -> bool:
    """Stop the process if it is just copying the large film; it goes on otherwise."""
    process.send_signal(signal.SIGSTOP)
    os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
    if is_under_way(hub):
        return True
    process.send_signal(signal.SIGCONT)
    return False


@posix
def test_ctrl_c_ends_it_with_a_sentence(source: Layout, hub: HubFolder, tmp_path: Path) -> None:
    store_course(source, "large", film=random.Random(5).randbytes(150_000_000))
    command = [*COMMAND, "--lang", "en", "hub", "fill", str(hub.folder), str(source.folder), "--course", "large"]
    process = subprocess.Popen(
        command, cwd=REPOSITORY, env=os.environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    wait_until(lambda: stops_under_way(process, hub), process)
    process.send_signal(signal.SIGINT)
    process.send_signal(signal.SIGCONT)
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


def test_a_stick_comes_while_the_hub_above_is_bringing_the_same(
    campus: Campus, hub_of: MakeCampus, source: Layout, tmp_path: Path
) -> None:
    school = hub_of("School")
    shutil.copytree(source.folder, school.hub.content, dirs_exist_ok=True)
    campus.join(school)
    keep_followed(campus.hub, Followed(everything=True, cap=1_500_000))
    came: list[int] = []
    above = threading.Thread(target=lambda: came.append(fetch_followed(campus.hub)))
    above.start()
    parts = campus.hub.content / "downloads"
    deadline = time.monotonic() + 30
    while not list(parts.glob("*.part")) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert fill(campus.hub, stick_of(source, tmp_path / "stick")).left == [] and above.is_alive()
    assert whole(campus.hub) == ["planning", "trade"]
    above.join(30)
    assert came == [2] and whole(campus.hub) == ["planning", "trade"] and not list(parts.glob("*.part"))
    assert fetch_followed(campus.hub) == 0


def test_what_was_cut_off_from_above_and_then_came_by_stick_leaves_nothing_behind(
    campus: Campus, hub_of: MakeCampus, source: Layout, tmp_path: Path
) -> None:
    school = hub_of("School")
    shutil.copytree(source.folder, school.hub.content, dirs_exist_ok=True)
    campus.join(school)
    keep_followed(campus.hub, Followed(everything=True, cap=1_000_000))
    parts = campus.hub.content / "downloads"
    fetch_followed(
        campus.hub, cancelled=lambda: any(landed(one, 1 << 30).total > 100_000 for one in parts.glob("*.part"))
    )
    assert list(parts.glob("*.part")) and "planning" not in campus.hub.layout().references()
    fill(campus.hub, stick_of(source, tmp_path / "stick"))
    assert fetch_followed(campus.hub) == 0 and not list(parts.glob("*.*"))
