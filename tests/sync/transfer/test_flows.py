"""Several places at once, some of them bad: a course comes whole, from whoever has it, and no byte comes twice without need."""

from __future__ import annotations

import random
import shutil
import threading
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from bivouac import machine
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.verify import verify_course
from bivouac.courses.limits import LIMITS
from bivouac.errors import BundleError, BusyError, LineError, RefusedError, SpaceError
from bivouac.sync.store.library import Library
from bivouac.sync.store.settings import BUDGET, METERED, NIGHT
from bivouac.sync.transfer.allowance import allowance, week_of
from bivouac.sync.transfer.download import DOWNLOADS, fetch_course
from bivouac.sync.transfer.folder import FolderSource
from bivouac.sync.transfer.renditions import choose_rendition
from bivouac.sync.transfer.source import Chunks, MissingError, Place
from bivouac.sync.transfer.throttle import Throttle
from bivouac.sync.transfer.wishes import Report, Wishes
from tests.sync.campus import store_two_lessons
from tests.sync.transfer.downloading import download_course
from tests.sync.transfer.test_download import course

FILM = random.Random(5).randbytes(9 * LIMITS.piece + 12_345)
NO_WAIT = (0.0, 0.0, 0.0)
Spoil = Callable[[str, int, bytes], bytes]


class There:
    """A place over a layout's folder that counts what it gives, and can be told to misbehave as each chunk is about to go."""

    def __init__(self, layout: Layout, spoil: Spoil = lambda path, start, chunk: chunk, pause: float = 0.002) -> None:
        self.given = 0
        self.asked: list[str] = []
        self._layout, self._spoil, self._pause = layout, spoil, pause
        self._lock = threading.Lock()

    def place(
        self,
        name: str = "there",
        *,
        rank: int = 0,
        near: bool = True,
        flows: int = 4,
        closed: Callable[[], LineError | None] = lambda: None,
    ) -> Place:
        return Place(lambda: _Flow(self), name, rank=rank, near=near, flows=flows, closed=closed)

    def chunks(self, path: str, start: int, end: int) -> Chunks:
        self.asked.append(path)
        file = self._layout.folder / path
        if not file.is_file():
            raise MissingError
        content = file.read_bytes()[start:end]
        for at in range(0, len(content), 50_000):
            chunk = self._spoil(path, start + at, content[at : at + 50_000])
            with self._lock:
                self.given += len(chunk)
            yield chunk
            time.sleep(self._pause)


class _Flow:
    """One flow's way to a place."""

    whole_only = False

    def __init__(self, there: There) -> None:
        self._there = there

    def fetch(self, path: str, start: int, end: int) -> Chunks:
        return self._there.chunks(path, start, end)

    def close(self) -> None:
        pass


@pytest.fixture
def origin(tmp_path: Path) -> Layout:
    layout = Layout.create(tmp_path / "origin")
    store_two_lessons(layout, {"240p": FILM, "480p": FILM * 2})
    return layout


@pytest.fixture
def here(tmp_path: Path) -> Layout:
    return Layout.create(tmp_path / "here")


def copy_of(origin: Layout, name: str, without: int = 0) -> Layout:
    """A copy of a layout; `without` blobs larger than so many bytes, if not 0."""
    folder = origin.folder.parent / name
    shutil.copytree(origin.folder, folder)
    for path in (folder / "blobs" / "sha256").iterdir():
        if without and path.stat().st_size > without:
            path.unlink()
    return Layout.open(folder)


def whole(here: Layout) -> int:
    return sum(path.stat().st_size for path in (here.folder / "blobs" / "sha256").iterdir())


def test_places_of_one_rank_bring_it_together_and_no_byte_twice(origin: Layout, here: Layout) -> None:
    one, other = There(origin), There(origin)
    reports: list[Report] = []
    places = [one.place("one"), other.place("other")]
    assert download_course(here, places, course(origin), "240p", Wishes(progress=reports.append))
    assert verify_course(here, course(here)).id == "trade"
    assert one.given + other.given == whole(here) and min(one.given, other.given) > 0
    assert {name for report in reports for name in report.places} <= {"one", "other"}
    assert reports[-1].done == reports[-1].total and not any(report.paid for report in reports)


def test_a_place_of_a_higher_rank_gives_what_the_first_lacks_and_no_more(origin: Layout, here: Layout) -> None:
    campus, school = There(copy_of(origin, "campus", without=1_000_000)), There(origin)
    reports: list[Report] = []
    places = [school.place("school", rank=1, near=False), campus.place("campus")]
    assert download_course(here, places, course(origin), "240p", Wishes(progress=reports.append))
    assert len(FILM) <= school.given == sum(report.paid for report in reports) < len(FILM) + 100
    assert campus.given + school.given == whole(here) and campus.given > 0


def test_while_the_first_does_not_answer_another_goes_on_and_then_it_is_asked_again(
    origin: Layout, here: Layout
) -> None:
    away = threading.Event()
    school = There(origin)

    def power_cut(path: str, start: int, chunk: bytes) -> bytes:
        if start > 1_000_000 and school.given < 2_000_000:
            away.set()
            raise LineError("The hub cannot be reached just now.")
        return chunk

    campus = There(origin, power_cut)
    places = [campus.place("campus"), school.place("school", rank=1, near=False, flows=1)]
    assert download_course(here, places, course(origin), "240p", Wishes(waits=(0.05,)))
    assert away.is_set() and 2_000_000 <= school.given < len(FILM) - 1_000_000
    assert campus.given + school.given <= whole(here) + 100_000
    assert verify_course(here, course(here)).id == "trade"


def test_a_place_that_lies_is_found_out_and_the_course_comes_from_another(origin: Layout, here: Layout) -> None:
    liar = There(origin, lambda path, start, chunk: bytes(len(chunk)))
    honest = There(origin)
    assert download_course(here, [liar.place(), honest.place(rank=1)], course(origin), "240p", Wishes(waits=NO_WAIT))
    assert verify_course(here, course(here)).id == "trade"
    assert liar.given < 0.8 * len(FILM)


def test_a_bit_that_a_stick_has_wrong_comes_from_elsewhere(origin: Layout, here: Layout) -> None:
    stick = copy_of(origin, "stick")
    film = max((stick.folder / "blobs" / "sha256").iterdir(), key=lambda path: path.stat().st_size // len(FILM) == 1)
    content = bytearray(film.read_bytes())
    content[3_500_000] ^= 4
    film.write_bytes(content)
    campus = There(origin)
    places = [Place(lambda: FolderSource(stick.folder), "stick", flows=1), campus.place(rank=1)]
    assert download_course(here, places, course(origin), "240p")
    assert verify_course(here, course(here)).id == "trade"
    assert campus.given <= 2 * LIMITS.piece


@pytest.mark.parametrize("seed", range(4))
def test_places_that_fail_in_every_way_at_once(origin: Layout, here: Layout, seed: int) -> None:
    """Whatever they do, what arrives is right, as long as one of them is honest now and then."""
    chance = random.Random(seed)
    lock = threading.Lock()

    def often_bad(path: str, start: int, chunk: bytes) -> bytes:
        with lock:
            what = chance.random()
        if what < 0.02:
            raise LineError("cut")
        if what < 0.03:
            raise BusyError("busy", wait=0.05)
        if what < 0.05:
            return chunk[: len(chunk) // 2]
        return bytes(len(chunk)) if what < 0.052 else chunk

    places = [There(origin, often_bad, 0).place(f"{n}", rank=n % 2) for n in range(3)]
    places.append(There(origin, pause=0).place("honest", rank=2, flows=1))
    wishes = Wishes(waits=(0.01,) * 50)
    for _ in range(20):
        version = download_course(here, places, course(origin), "240p", wishes)
        if version:
            break
    assert verify_course(here, course(here)).id == "trade"
    assert not list((here.folder / DOWNLOADS).glob("*.part")) and not list((here.folder / DOWNLOADS).glob("*.map"))


def test_the_lesson_that_somebody_has_open_comes_first(origin: Layout, here: Layout) -> None:
    arrived: list[str] = []
    version = download_course(
        here,
        [There(origin).place(flows=1)],
        course(origin),
        "240p",
        Wishes(first=lambda: "l1", on_blob=arrived.append),
    )
    assert version
    one, two = (lesson.pack for lesson in version.course.lessons())
    assert arrived.index(two) < arrived.index(one)


def test_who_is_refused_in_one_place_is_served_by_another(origin: Layout, here: Layout) -> None:
    def shut(path: str, start: int, chunk: bytes) -> bytes:
        raise RefusedError("The hub does not let this computer fetch courses.")

    there = There(origin)
    assert fetch_course(here, [There(origin, shut).place(), there.place(rank=1)], course(origin), "240p")
    with pytest.raises(RefusedError, match="does not let"):
        fetch_course(Layout.create(here.folder.parent / "none"), [There(origin, shut).place()], course(origin))


def test_a_place_that_may_not_be_asked_now_says_why(origin: Layout, here: Layout) -> None:
    reason = LineError("Every byte on this network is paid for.")
    school = There(origin)
    with pytest.raises(LineError, match="paid for"):
        fetch_course(here, [school.place(near=False, closed=lambda: reason)], course(origin))
    assert not school.asked
    campus = There(origin)
    places = [campus.place(), school.place(rank=1, near=False, closed=lambda: reason)]
    assert fetch_course(here, places, course(origin), "240p") and not school.asked


def test_a_budget_that_ends_on_the_way_ends_it_there(origin: Layout, here: Layout) -> None:
    school = There(origin)
    used = LineError("This week's MB are used up.")
    place = school.place(near=False, closed=lambda: used if school.given > 2_000_000 else None)
    with pytest.raises(LineError, match="used up"):
        fetch_course(here, [place], course(origin), "240p", Wishes(waits=NO_WAIT))
    assert school.given < 5_000_000
    again = There(origin)
    assert fetch_course(here, [again.place()], course(origin), "240p")
    assert again.given + school.given <= whole(here) + 4 * 50_000


def test_a_place_that_asks_to_be_left_alone_is_left_alone(origin: Layout, here: Layout) -> None:
    def busy(path: str, start: int, chunk: bytes) -> bytes:
        raise BusyError("The hub has a problem just now.", wait=300)

    full = There(origin, busy)
    with pytest.raises(BusyError) as caught:
        fetch_course(here, [full.place()], course(origin))
    assert caught.value.wait == 300 and len(full.asked) == 1


def test_a_flow_that_hangs_at_the_end_holds_little_up(origin: Layout, here: Layout) -> None:
    hung = threading.Event()
    over = threading.Event()
    lock = threading.Lock()

    def hang_once(path: str, start: int, chunk: bytes) -> bytes:
        with lock:
            mine = start > 2_000_000 and not hung.is_set()
            hung.set() if mine else None
        if mine:
            over.wait(20)
            raise LineError("The line went silent.")
        return chunk

    there = There(origin, hang_once)
    held: list[int] = []

    def watch(report: Report) -> None:
        if report.total == report.done:
            held.append(there.given)
            over.set()

    assert download_course(here, [there.place()], course(origin), "240p", Wishes(progress=watch))
    assert held, "idle flows took over all that the hanging one had before it"
    assert there.given <= whole(here) + 50_000


def test_a_full_disk_stops_it_and_what_has_come_stays(
    origin: Layout, here: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = There(origin)
    monkeypatch.setattr(machine, "free_space", lambda folder: 10**9 if there.given < 3_000_000 else 10_000_000)
    with pytest.raises(SpaceError, match="not enough room"):
        fetch_course(here, [there.place()], course(origin), "240p")
    monkeypatch.undo()
    again = There(origin)
    assert fetch_course(here, [again.place()], course(origin), "240p")
    assert again.given + there.given <= whole(here) + 4 * 50_000


def test_what_no_place_has_right_ends_with_a_sentence(origin: Layout, here: Layout) -> None:
    places = [There(origin, lambda path, start, chunk: bytes(len(chunk))).place() for _ in range(2)]
    with pytest.raises(BundleError, match="damaged"):
        fetch_course(here, places, course(origin), "240p", Wishes(waits=NO_WAIT))
    assert not list((here.folder / DOWNLOADS).glob("*.part"))


def test_a_stick_that_is_pulled_out_is_named_and_gone_on_from(origin: Layout, here: Layout) -> None:
    stick = copy_of(origin, "stick")
    gone = origin.folder.parent / "pulled out"

    def pull(report: Report) -> None:
        if report.done > 1_000_000 and stick.folder.exists():
            stick.folder.rename(gone)

    place = Place(lambda: FolderSource(stick.folder), "stick", near=False, flows=1)
    wishes = Wishes(progress=pull, cap=lambda: 6_000_000, waits=NO_WAIT)
    with pytest.raises(LineError, match="stick is not there"):
        fetch_course(here, [place], course(origin), "240p", wishes)
    gone.rename(stick.folder)
    assert fetch_course(here, [place], course(origin), "240p")


def test_a_cap_holds_over_all_flows_together() -> None:
    throttle = Throttle(lambda: 1000)
    waits = [throttle.took(500) for _ in range(4)]
    assert waits[0] <= 0.5 and 1.5 <= waits[3] <= 2.0
    assert Throttle(lambda: 0).took(10**9) == 0.0


NOON, NIGHT_TIME = datetime(2026, 11, 27, 12).astimezone(), datetime(2026, 11, 27, 23).astimezone()


@pytest.mark.parametrize(
    ("hour", "minute", "allowed"),
    [(21, 59, False), (22, 0, True), (23, 59, True), (0, 0, True), (5, 59, True), (6, 0, False), (6, 59, False)],
)
def test_the_night_begins_and_ends_on_the_hour(tmp_path: Path, hour: int, minute: int, allowed: bool) -> None:
    library = Library(tmp_path)
    library.settings.set(NIGHT, "night")
    now = datetime(2026, 11, 27, hour, minute).astimezone()
    assert (allowance(library, now).refusal(metered=False, now=now) is None) == allowed


def test_what_a_person_allows_over_the_internet(tmp_path: Path) -> None:
    library = Library(tmp_path)
    assert allowance(library, NOON).refusal(metered=False, now=NOON) is None
    assert "paid for" in str(allowance(library, NOON).refusal(metered=True, now=NOON))
    library.settings.set(METERED, "download")
    assert allowance(library, NOON).refusal(metered=True, now=NOON) is None
    library.settings.set(NIGHT, "night")
    assert "at night" in str(allowance(library, NOON).refusal(metered=False, now=NOON))
    assert allowance(library, NOON).refusal(metered=False, now=NIGHT_TIME) is None
    library.settings.set(BUDGET, 200.0)
    library.traffic.count(week_of(NOON), 150_000_000)
    assert allowance(library, NOON).refusal(metered=False, now=NIGHT_TIME) is None
    library.traffic.count(week_of(NOON), 50_000_000)
    assert "200 MB" in str(allowance(library, NOON).refusal(metered=False, now=NIGHT_TIME))
    later = datetime(2026, 12, 4, 23).astimezone()
    assert allowance(library, later).refusal(metered=False, now=later) is None, "a new week"
    library.close()


def test_films_as_suits_line_and_room() -> None:
    sizes = {"240p": 100, "480p": 1000}
    assert choose_rendition(sizes, free=10_000, speed=1) == "480p"
    assert choose_rendition(sizes, free=3_000, speed=1) == "240p", "it would take more than a quarter of what is free"
    assert choose_rendition({"240p": 3600, "480p": 7200}, free=10**9, speed=1) == "240p", "it would take two hours"
    assert choose_rendition({"240p": 10**12}, free=0, speed=0) == "240p" and choose_rendition({}, 1, 1) == ""


def test_the_line_to_a_campus_is_known_from_what_it_brought(tmp_path: Path) -> None:
    library = Library(tmp_path)
    assert library.traffic.speed("campus") == 0
    library.traffic.measured("campus", 1000)
    library.traffic.measured("campus", 2000)
    assert library.traffic.speed("campus") == 1300
    library.close()
