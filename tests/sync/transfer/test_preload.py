"""Filling sticks: what is missing, verified and read back; whatever stops it loses nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from bivouac import drives
from bivouac.courses.bundle import oci
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.verify import verify_course
from bivouac.errors import BivouacError, InputError, SpaceError
from bivouac.language import written_day
from bivouac.sync.protocol.invite import write_invitation
from bivouac.sync.protocol.messages import Invitation
from bivouac.sync.store.library import Library
from bivouac.sync.transfer import first_page
from bivouac.sync.transfer.bundles import take_in_bundle
from bivouac.sync.transfer.extras import gather
from bivouac.sync.transfer.filling import CHECKING, COPYING
from bivouac.sync.transfer.preload import Filled, order, plan, preload
from bivouac.sync.transfer.preload_report import sentences
from bivouac.sync.transfer.readback import check_stick, mend_stick
from bivouac.sync.transfer.shared import CHUNK, SharedSource
from tests.courses.bundle.conftest import WEBM, store_course
from tests.soak import preloads

FILMS = {"240p": os.urandom(700_000), "480p": os.urandom(1_900_000)}
SMALL, LARGE = (oci.digest_of(WEBM + content) for content in FILMS.values())


@pytest.fixture
def source(tmp_path: Path) -> Layout:
    layout = Layout.create(tmp_path / "source")
    store_course(layout, "planning", films=FILMS)
    store_course(layout, "trade", film=b"trade")
    return layout


@pytest.fixture
def sticks(tmp_path: Path) -> list[Path]:
    found = [tmp_path / f"stick {number}" for number in (1, 2)]
    for stick in found:
        stick.mkdir()
    return found


def courses(stick: Path) -> Layout:
    return Layout.open(stick / "Bivouac" / "courses")


def only(outcomes: list[Filled]) -> Filled:
    (outcome,) = outcomes
    return outcome


def complete(outcomes: list[Filled]) -> bool:
    assert [one.error for one in outcomes] == [None] * len(outcomes)
    return all(one.complete for one in outcomes)


def test_sticks_are_filled_at_once_and_hold_what_was_ordered(source: Layout, sticks: list[Path]) -> None:
    ordered = order(source, ["planning"], "240p")
    assert plan(ordered, sticks[0]).missing == plan(ordered, sticks[0]).total == ordered.size()
    told: list[tuple[Path, str, int, int]] = []
    outcomes = preload(ordered, sticks, lambda *what: told.append(what))
    assert complete(outcomes)
    for stick, outcome in zip(sticks, outcomes, strict=True):
        layout = courses(stick)
        assert list(layout.references()) == ["planning"] and (layout.has(SMALL), layout.has(LARGE)) == (True, False)
        assert verify_course(layout, layout.references()["planning"]).title == "Planning"
        assert outcome.copied == outcome.checked == ordered.size() and outcome.titles == ("Planning",)
        assert (stick, CHECKING, ordered.size(), ordered.size()) in told
        assert sorted(path.name for path in stick.iterdir()) == [
            "Bivouac",
            "LISEZ-MOI.html",
            "LISEZ-MOI.txt",
            "README.html",
            "README.txt",
        ]
        assert not [path for path in stick.rglob("*") if path.name.startswith(".part-") or ":" in path.name]


def test_the_same_stick_again_costs_no_writing(source: Layout, sticks: list[Path]) -> None:
    preload(order(source), sticks[:1])
    again = only(preload(order(source), sticks[:1]))
    assert again.complete and (again.copied, again.checked > 2_600_000) == (0, True)


def test_the_first_page_tells_a_teacher_what_is_there(source: Layout, sticks: list[Path], tmp_path: Path) -> None:
    (tmp_path / "Bivouac-Setup.exe").write_bytes(b"MZ")
    invitation = tmp_path / "Awa Diallo.bivouac-invite"
    write_invitation(invitation, Invitation("Campus", ("https://10.0.0.1:8484",), "7K3QX-9M2TB"))
    extras = gather([invitation], [tmp_path / "Bivouac-Setup.exe"])
    (sticks[0] / "README.txt").write_text("shopping list")
    outcome = only(preload(order(source, extras=extras, title="Abidjan <1>"), sticks[:1]))
    assert outcome.complete and outcome.invites == 1
    french, english = ((sticks[0] / f"{name}.html").read_text("utf-8") for name in ("LISEZ-MOI", "README"))
    assert "Planning" in french and "2,6" in french and "Abidjan &lt;1&gt;" in french and "Bivouac-Setup.exe" in french
    assert "Abidjan &lt;1&gt;\N{NO-BREAK SPACE}: cours" in french and "Abidjan &lt;1&gt;: courses" in english
    assert "2.6 MB" in english and "Bivouac/invites" in english and "<script" not in english and "http" not in english
    assert (sticks[0] / "README.txt").read_text() == "shopping list", "somebody else's file stays"
    assert "Planning (English, 1)" in (sticks[0] / "README-Bivouac.txt").read_text("utf-8-sig")
    assert (sticks[0] / "Bivouac" / "invites" / invitation.name).read_bytes() == invitation.read_bytes()
    assert (sticks[0] / "Bivouac" / "installers" / "Bivouac-Setup.exe").read_bytes() == b"MZ"


def test_the_figures_of_a_filling_agree_and_the_installer_is_named(
    source: Layout, sticks: list[Path], tmp_path: Path
) -> None:
    """The total that was asked for is what was copied and read back; the second time it was there, and nothing is written again."""
    setup, invitation = tmp_path / "Bivouac-Setup.exe", tmp_path / "Awa.bivouac-invite"
    setup.write_bytes(b"MZ" + bytes(7_000_000))
    write_invitation(invitation, Invitation("Campus", ("https://10.0.0.1:8484",), "7K3QX-9M2TB"))
    wanted = order(source, extras=gather([invitation], [setup]))
    first = only(preload(wanted, sticks[:1]))
    assert first.copied == first.checked == wanted.size()
    said, size = " ".join(sentences(first)), f"{wanted.size() / 1e6:.1f}"
    assert f"Complete: {size} MB copied, read back" in said and "Installer: Bivouac-Setup.exe." in said
    assert "1 invitation. Each invitation works once." in said and "asks there for a new one" in said
    there = sticks[0] / "Bivouac" / "installers" / setup.name
    before = there.stat().st_mtime_ns
    again = only(preload(wanted, sticks[:1]))
    assert (again.copied, again.checked, there.stat().st_mtime_ns) == (0, wanted.size(), before)
    said = " ".join(sentences(again))
    assert f"Complete: {size} MB, read back from the stick and found right; all of it was there." in said
    (sticks[0] / "Bivouac" / "invites" / invitation.name).unlink()
    said = " ".join(sentences(only(preload(wanted, sticks[:1]))))
    assert (
        f"Complete: {size} MB, read back from the stick and found right (1 kB copied now, the rest was there)." in said
    )
    there.write_bytes(b"ZZ" + bytes(7_000_000))
    mended = only(preload(wanted, sticks[:1]))
    assert mended.copied == setup.stat().st_size and there.read_bytes() == setup.read_bytes()


def test_the_first_page_says_titles_sizes_languages_and_the_day_of_each_filling(
    source: Layout, sticks: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, day in enumerate((28, 2)):
        moment = datetime(2026 + number, 2, day, 23, 30).astimezone()
        monkeypatch.setattr(first_page, "datetime", SimpleNamespace(datetime=SimpleNamespace(now=lambda at=moment: at)))
        assert complete(preload(order(source), sticks[:1]))
        for name, language, large, small in (
            ("LISEZ-MOI", "fr", "2,6\u00a0Mo", "0,1\u00a0Mo"),
            ("README", "en", "2.6 MB", "0.1 MB"),
        ):
            for ending in ("html", "txt"):
                text = (sticks[0] / f"{name}.{ending}").read_text("utf-8-sig")
                told = [
                    written_day(moment.date(), language),
                    "Planning",
                    "English",
                    large,
                    small,
                    "2 cours" if language == "fr" else "2 courses",
                ]
                assert not [one for one in told if one not in text], (name, ending, text)
                assert text.count("2026") == (number == 0), "the day of the last filling, and no other"


def test_an_update_keeps_the_old_version_until_the_new_one_is_whole(source: Layout, sticks: list[Path]) -> None:
    preload(order(source), sticks[:1])
    old = courses(sticks[0]).references()["planning"]
    store_course(source, "planning", version="2", films={"240p": os.urandom(3_000_000)})
    stopped = threading.Event()

    def stop(stick: Path, stage: str, done: int, total: int) -> None:
        if stage == CHECKING or done > 1_000_000:
            stopped.set()

    outcome = only(preload(order(source), sticks[:1], stop, stopped.is_set))
    assert outcome.stopped and not outcome.complete
    assert courses(sticks[0]).references()["planning"] == old
    verify_course(courses(sticks[0]), old)
    kept = only(preload(order(source), sticks[:1]))
    assert kept.complete and kept.freed == 0 and courses(sticks[0]).has(old.digest), "there is room: nobody asked"
    tidied = only(preload(order(source, ["planning"], tidy=True), sticks[:1]))
    assert tidied.freed > 2_600_000 and not courses(sticks[0]).has(old.digest)
    assert list(courses(sticks[0]).references()) == ["planning"]


def test_all_sticks_are_written_at_the_same_time(source: Layout, sticks: list[Path], tmp_path: Path) -> None:
    """Each waits, in the middle of its copying and of its reading back, until all others are there, too."""
    (tmp_path / "stick 3").mkdir()
    together = {stage: threading.Barrier(3) for stage in (COPYING, CHECKING)}
    waited: set[tuple[Path, str]] = set()

    def wait(stick: Path, stage: str, done: int, total: int) -> None:
        if 0 < done < total and (stick, stage) not in waited:
            waited.add((stick, stage))
            together[stage].wait(20)

    assert complete(preload(order(source), [*sticks, tmp_path / "stick 3"], wait))
    assert len(waited) == 6


def test_a_stick_that_fails_holds_up_no_other(source: Layout, sticks: list[Path], tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()

    def pull(stick: Path, stage: str, done: int, total: int) -> None:
        if stick.name == "gone" and done:
            shutil.rmtree(stick, ignore_errors=True)

    gone, left = preload(order(source), [tmp_path / "gone", sticks[0]], pull)
    assert left.complete
    assert isinstance(gone.error, BivouacError) and not gone.complete


def test_each_byte_is_read_once_for_sticks_that_keep_pace(source: Layout) -> None:
    shared = SharedSource(source)
    readers = [shared.open_blob(LARGE) for _ in range(4)]
    got = [bytearray() for _ in readers]
    buffer = bytearray(CHUNK)
    while counts := [reader.readinto(buffer) and got[at].extend(buffer[:CHUNK]) for at, reader in enumerate(readers)]:
        if counts == [0] * len(readers):
            break
    assert shared.read == source.size(LARGE)


def test_a_stick_far_behind_reads_for_itself(source: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bivouac.sync.transfer.shared.ROOM", 2)
    shared = SharedSource(source)
    for _ in range(2):
        with shared.open_blob(LARGE) as file:
            read = bytearray()
            buffer = bytearray(100_000)
            while count := file.readinto(buffer):
                read += buffer[:count]
        assert oci.digest_of(bytes(read)) == LARGE
    assert shared.read == 2 * (source.size(LARGE) or 0)


def test_a_film_too_large_for_fat_gives_way_to_a_smaller_one(
    source: Layout, sticks: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drives, "largest_file", lambda folder: 1_000_000)  # FAT32, made smaller
    assert only(preload(order(source, ["planning"], "480p"), sticks[:1])).complete
    assert (courses(sticks[0]).has(SMALL), courses(sticks[0]).has(LARGE)) == (True, False)
    monkeypatch.setattr(drives, "largest_file", lambda folder: 100_000)
    refused = only(preload(order(source, ["planning"]), sticks[1:]))
    assert isinstance(refused.error, InputError) and "exFAT" in refused.error.sentence()


def test_one_stick_is_not_named_twice(source: Layout, sticks: list[Path]) -> None:
    with pytest.raises(InputError, match="only once"):
        preload(order(source), [sticks[0], sticks[0] / ".." / sticks[0].name])
    with pytest.raises(InputError, match="is not there"):
        order(source, ["nothing"])


def test_flipped_bits_are_found_named_and_brought_again(source: Layout, sticks: list[Path]) -> None:
    preload(order(source), sticks[:1])
    layout = courses(sticks[0])
    flip(layout.blob_path(LARGE), 1_000_000)
    versions, damages = check_stick(layout, lambda done, total: None)
    assert [one.sentence() for one in damages] == ["Damaged: film “Film” (480p) of “Planning”."]
    mended, left = mend_stick(layout, damages, lambda digest, size: source.open_blob(digest), lambda _: None)
    assert (len(mended), left) == (1, [])
    assert check_stick(layout, lambda done, total: None)[1] == []
    assert len(versions) == 2


def test_a_damaged_part_is_written_anew_by_the_next_filling(source: Layout, sticks: list[Path]) -> None:
    preload(order(source), sticks[:1])
    flip(courses(sticks[0]).blob_path(SMALL), 5)
    manifest = courses(sticks[0]).references()["trade"]
    flip(courses(sticks[0]).blob_path(manifest.digest), 5)
    outcome = only(preload(order(source), sticks[:1]))
    assert outcome.complete
    assert sorted(outcome.repaired) == ["Planning: film “Film” (240p)", "Planning: the description"]
    verify_course(courses(sticks[0]), manifest)


def flip(path: Path, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)


def test_a_laptop_takes_what_is_on_a_stick_and_can_fill_another(
    source: Layout, sticks: list[Path], tmp_path: Path
) -> None:
    preload(order(source), sticks[:1])
    library = Library(tmp_path / "laptop")
    take_in_bundle(library, sticks[0])
    assert only(preload(order(library.shelf.layout), sticks[1:])).complete
    library.close()
    assert courses(sticks[1]).references() == courses(sticks[0]).references()


def test_a_folder_without_invitations_is_said(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    with pytest.raises(InputError, match="There is no invitation in"):
        gather([tmp_path / "photos"], [])


def test_an_installer_that_is_gone_since_it_was_chosen_is_said(tmp_path: Path) -> None:
    (tmp_path / "Setup.exe").write_bytes(b"MZ")
    extras = gather([], [tmp_path / "Setup.exe"])
    (tmp_path / "Setup.exe").unlink()
    with pytest.raises(InputError, match=r"Setup\.exe” does not exist"):
        extras.size()


def test_names_that_differ_in_case_only_are_refused(tmp_path: Path) -> None:
    for folder, name in (("one", "Awa.bivouac-invite"), ("two", "AWA.bivouac-invite")):
        (tmp_path / folder).mkdir()
        write_invitation(tmp_path / folder / name, Invitation("C", ("https://10.0.0.1:8484",), "7K3QX-9M2TB"))
    with pytest.raises(InputError, match="are called"):
        gather([tmp_path / "one", tmp_path / "two"], [])


# --- whatever stops it -----------------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")
def test_what_a_power_cut_left_of_the_first_pages_goes(tmp_path: Path) -> None:
    source, stick = Layout.create(tmp_path / "source"), tmp_path / "stick"
    store_course(source, "course")
    stick.mkdir()
    (stick / ".part-h3oms3aw").write_text("half a page")
    (stick / ".part-of-somebody-else").write_text("theirs")
    (filled,) = preload(order(source), [stick])
    assert filled.complete and [path.name for path in stick.glob(".part-*")] == [".part-of-somebody-else"]


def test_a_filling_killed_at_any_moment_loses_nothing_and_is_taken_up(tmp_path: Path) -> None:
    assert preloads.campaign(tmp_path, 3, seed=1)["killed"] >= 1


@pytest.fixture
def small_stick(tmp_path: Path) -> Iterator[Path]:
    """A stick of eight megabytes."""
    stick = tmp_path / "small"
    stick.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("a small disk can be made by the administrator of a Linux system only")
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(stick)], capture_output=True, text=True
    )
    if made.returncode:
        pytest.skip(f"a small disk cannot be made here: {made.stderr.strip()}")
    yield stick
    subprocess.run(["umount", "-l", str(stick)], check=True)


def test_a_stick_that_is_full_at_every_stage(
    source: Layout, small_stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert only(preload(order(source, ["trade"]), [small_stick])).complete
    before = courses(small_stick).references()
    told = plan(order(source), small_stick)
    ballast = small_stick / "ballast"
    ballast.write_bytes(bytes(told.free - told.missing + 500_000))
    early = only(preload(order(source), [small_stick]))
    assert isinstance(early.error, SpaceError) and "on the stick" in early.error.sentence(), (
        "it is said before the start"
    )
    monkeypatch.setattr("bivouac.machine.free_space", lambda folder: 1 << 40)  # what was free is taken meanwhile
    full = 0
    for room in (0, 8, 20, 100, 300, 720, 1500, 1844, 0, 4, 8, 12):
        ballast.unlink()
        ballast.write_bytes(bytes(max(0, shutil.disk_usage(small_stick).free - room * 1024)))
        outcome = only(preload(order(source), [small_stick]))
        assert outcome.complete or isinstance(outcome.error, SpaceError), outcome.error
        full += not outcome.complete
        now = courses(small_stick).references()
        assert now == before or now == source.references(), "one or the other, whole"
        for descriptor in now.values():
            verify_course(courses(small_stick), descriptor)
    assert full >= 7
    ballast.unlink()
    assert only(preload(order(source), [small_stick])).complete
