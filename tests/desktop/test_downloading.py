"""Downloads in the app: by which rules, in which order, from where, and what stays meanwhile."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path

import pytest

from bivouac import drives, machine
from bivouac.courses.bundle.archive import Archive
from bivouac.courses.bundle.copy import copy_courses
from bivouac.courses.model import Video
from bivouac.desktop import downloading, fetching
from bivouac.desktop.actions import catalogue, downloads
from bivouac.desktop.changes import Change
from bivouac.desktop.network import Network
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.protocol import nearby
from bivouac.sync.protocol.line import Line
from bivouac.sync.store.downloads import Download, DownloadState
from bivouac.sync.store.library import Library
from bivouac.sync.store.settings import BUDGET, CAP, METERED
from bivouac.sync.transfer.allowance import week_of
from bivouac.sync.transfer.mirrors import places_at
from bivouac.sync.transfer.preload import order, preload
from tests.desktop.laptop import AWAY, ENGLISH, FRENCH, Laptop, entry, join_away, join_here, live, until
from tests.sync.campus import Campus

LAST = "closing"


@pytest.fixture
def far(empty_laptop: Laptop, campus: Campus, monkeypatch: pytest.MonkeyPatch) -> Laptop:
    """A laptop whose campus is beyond the internet, so that caps and budgets concern it; its offer is known."""
    monkeypatch.setattr(nearby, "is_near", lambda url: False)
    join_here(empty_laptop, campus)
    empty_laptop.open()
    known = []
    catalogue.refresh(empty_laptop.app.desk)

    def offered() -> bool:
        known[:] = empty_laptop.library(lambda library: library.people.catalogue(at(library)).courses)
        return len(known) == 2

    until(offered)
    return empty_laptop


def at(library: Library) -> str:
    return library.people.campuses()[0].id


def want(laptop: Laptop, course: str, rendition: str = "480p") -> None:
    downloads.want(laptop.app.desk, laptop.library(at), course, rendition)


def used(laptop: Laptop) -> int:
    return laptop.library(lambda library: library.traffic.used(week_of(datetime.now().astimezone())))


def download(laptop: Laptop, course: str = ENGLISH) -> Download | None:
    return laptop.library(lambda library: library.downloads.find(course))


def is_here(laptop: Laptop, course: str = ENGLISH) -> bool:
    found = laptop.library(lambda library: library.shelf.find(course))
    return found is not None and found.size > 0 and download(laptop, course) is None


def allow(laptop: Laptop, cap: float) -> None:
    """Kilobytes a second from now on; 0 for as many as come."""
    laptop.library(lambda library: library.settings.set(CAP, cap))


def films(library: Library) -> dict[str, int]:
    """Name of a rendition to how many films of the course are here in it."""
    names = [
        one.name
        for _, film in library.shelf.course(ENGLISH).activities()
        if isinstance(film, Video)
        for one in film.renditions
        if library.shelf.layout.has(one.blob)
    ]
    return {name: names.count(name) for name in names}


# --- what a person allows ----------------------------------------------------------------------------------------------


def test_no_more_comes_in_a_second_than_the_person_allows(far: Laptop) -> None:
    allow(far, 1000.0)
    began = time.monotonic()
    want(far, ENGLISH)
    until(lambda: is_here(far), 60)
    took = time.monotonic() - began  # only the shortest time is asked for: a slow machine takes longer
    assert used(far) > 3_000_000 and took > used(far) / 1_000_000 * 0.8


def test_what_came_over_the_internet_is_counted_once_and_to_the_end(far: Laptop) -> None:
    want(far, ENGLISH)
    until(lambda: is_here(far), 60)
    size = far.library(lambda library: library.shelf.courses()[0].size)
    assert size <= used(far) < size * 1.05
    want(far, ENGLISH, "240p")
    until(lambda: far.library(films).keys() == {"240p"} and download(far) is None)
    small = far.library(lambda library: sum(library.shelf.course(ENGLISH).blobs("240p").values()))
    assert used(far) < size + small


def test_a_week_that_is_used_up_stops_a_download_on_its_way(far: Laptop) -> None:
    week = week_of(datetime.now().astimezone())

    def nearly(library: Library) -> None:
        library.settings.set(BUDGET, 200.0)
        library.traffic.count(week, 199_000_000)

    far.library(nearly)
    allow(far, 1000.0)
    want(far, ENGLISH)
    until(lambda: bool((one := download(far)) and "week" in one.problem))
    stopped = download(far)
    assert stopped is not None and stopped.state is DownloadState.WAITING
    assert 200_000_000 <= used(far) < 202_500_000, "looked at while it comes, not at its end"
    far.library(lambda library: library.settings.set(BUDGET, 500.0))
    downloads.go_on(far.app.desk, ENGLISH)
    until(lambda: is_here(far), 60)


def test_what_comes_from_the_same_building_costs_nothing(empty_laptop: Laptop, campus: Campus) -> None:
    join_here(empty_laptop, campus)
    empty_laptop.set(CAP, 30.0).open()  # would take minutes
    catalogue.refresh(empty_laptop.app.desk)
    until(lambda: len(empty_laptop.library(lambda library: library.people.catalogue(at(library)).courses)) == 2)
    want(empty_laptop, ENGLISH)
    until(lambda: is_here(empty_laptop), 40)
    assert used(empty_laptop) == 0


# --- while the line is away --------------------------------------------------------------------------------------------


def test_pauses_between_tries_grow_up_to_a_limit_and_begin_anew_with_a_new_network(
    laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloading, "_FIRST_WAIT", 20)
    monkeypatch.setattr(downloading, "_LONGEST_WAIT", 160)
    trade = entry("trade", "Trade")

    def prepare(library: Library) -> None:
        join_away(library, trade)
        library.downloads.want(AWAY.id, trade, "240p")

    laptop.library(prepare)
    laptop.open()
    loop, pauses = laptop.app.downloads, []
    monkeypatch.setattr(
        loop._timer, "start", lambda pause: (pauses.append(pause), type(loop._timer).start(loop._timer, pause))
    )
    until(lambda: len([one for one in pauses if one]) >= 6)
    asked = [one for one in pauses if one]
    for pause, least in zip(asked[-2:], (160, 160), strict=True):
        assert least <= pause <= least * 1.4
    assert asked[:3] == sorted(asked[:3]) and loop._wait == 160
    monkeypatch.setattr(downloading, "_LONGEST_WAIT", 3_600_000)
    monkeypatch.setattr(downloading, "_FIRST_WAIT", 3_600_000)
    until(lambda: loop._task is None and loop._wait > 160)
    laptop.app.network.changed.emit()
    assert loop._wait == 3_600_000


def test_a_course_that_does_not_come_keeps_no_other_waiting(far: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloading, "_FIRST_WAIT", 3_600_000)
    trade, here = entry("trade", "Trade"), far.library(at)

    def dead_first(library: Library) -> None:
        join_away(library, trade)
        library.downloads.want(AWAY.id, trade, "240p")

    far.library(dead_first)
    for course in (ENGLISH, FRENCH):
        downloads.want(far.app.desk, here, course, "240p")
    until(lambda: is_here(far) and is_here(far, FRENCH), 60)
    stopped = download(far, "trade")
    assert stopped is not None and stopped.state is DownloadState.WAITING and stopped.problem
    until(lambda: far.app.downloads._timer.isActive())


def test_bytes_that_are_paid_for_from_now_on_do_not_come(far: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    paid: list[bool] = []
    monkeypatch.setattr(Network, "is_metered", lambda self: bool(paid))
    far.library(lambda library: library.settings.set(METERED, "wait"))
    allow(far, 300.0)
    want(far, ENGLISH)
    until(lambda: used(far) > 200_000)
    paid.append(True)
    far.app.network.changed.emit()
    until(lambda: bool((one := download(far)) and one.problem))
    came = used(far)
    assert came < 1_500_000
    paid.clear()
    allow(far, 0)
    far.app.network.changed.emit()
    until(lambda: is_here(far), 60)


def test_a_full_disk_is_tried_again_by_itself(far: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloading, "_FIRST_WAIT", 50)
    monkeypatch.setattr(downloading, "_LONGEST_WAIT", 200)
    room = machine.free_space
    monkeypatch.setattr(machine, "free_space", lambda path: 1_000_000)
    want(far, ENGLISH, "240p")
    until(lambda: bool((one := download(far)) and "not enough room" in one.problem))
    live(0.3)
    monkeypatch.setattr(machine, "free_space", room)
    until(lambda: is_here(far), 60)


# --- the order ---------------------------------------------------------------------------------------------------------


def test_courses_come_as_they_stand_there_and_the_one_that_is_read_before_all(far: Laptop) -> None:
    allow(far, 300.0)
    want(far, ENGLISH)
    want(far, FRENCH)
    loop = far.app.downloads
    until(lambda: loop._task is not None and loop._course == ENGLISH)
    far.app.desk.reading.turn_to(FRENCH, "project")
    until(lambda: loop._task is not None and loop._course == FRENCH)
    far.app.desk.reading.turn_to("", "")
    until(lambda: loop._task is not None and loop._course == ENGLISH)
    downloads.put_first(far.app.desk, FRENCH)
    until(lambda: loop._task is not None and loop._course == FRENCH)
    allow(far, 0.0)
    until(lambda: is_here(far, FRENCH) and is_here(far, ENGLISH), 60)


def test_the_lesson_that_is_read_comes_before_the_first(far: Laptop) -> None:
    allow(far, 300.0)
    want(far, ENGLISH)
    until(lambda: far.library(lambda library: library.shelf.find(ENGLISH)) is not None)
    lessons = [one.id for one in far.library(lambda library: library.shelf.course(ENGLISH)).lessons()]
    complete: set[str] = set()

    def look() -> set[str]:
        complete.update(far.library(lambda library: library.shelf.complete_lessons(library.shelf.course(ENGLISH))))
        return complete

    far.app.desk.reading.turn_to(ENGLISH, lessons[-1])
    until(lambda: lessons[-1] in look(), 60)
    assert len(complete) < len(lessons) / 2, "the others come after it"
    allow(far, 0.0)
    until(lambda: is_here(far), 60)


def test_a_stick_comes_before_the_hub_and_the_hub_before_mirrors(
    far: Laptop, tmp_path: Path, demo_bundles: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    with Archive(demo_bundles[0]) as first, Archive(demo_bundles[1]) as second:
        for archive in (first, second):
            assert preload(order(archive), [stick])[0].complete
    monkeypatch.setattr(drives, "sticks", lambda: [drives.Drive(stick, "STICK", 0, machine.free_space(stick))])
    want(far, ENGLISH)
    until(lambda: is_here(far), 60)
    assert used(far) == 0, "all of it came from the stick"

    def ranks(library: Library) -> list[int]:
        campus = library.people.campuses()[0]
        hub = fetching._hub(Line(campus.urls[0]), campus, fetching.Rules(library, metered=False))
        [mirror] = places_at(["https://mirror.example.org/courses"], lambda: None)
        return [*(one.rank for one in fetching.sticks()), hub.rank, mirror.rank]

    found = far.library(ranks)
    assert found == sorted(set(found)) and len(found) == 3


def test_a_course_comes_from_the_school_while_the_campus_is_off(
    empty_laptop: Laptop, campus: Campus, demo_bundles: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloading, "_FIRST_WAIT", 50)
    school = Campus(tmp_path / "school", secured=True, name="School")
    for bundle in demo_bundles:
        with Archive(bundle) as archive:
            copy_courses(archive, school.hub.layout())
    campus.stop()
    campus.join(school)
    campus.hub = HubFolder(campus.hub.folder)
    campus.start()
    join_here(empty_laptop, campus)
    empty_laptop.open()
    catalogue.refresh(empty_laptop.app.desk)
    until(lambda: len(empty_laptop.library(lambda library: library.people.catalogue(at(library)).courses)) == 2)
    campus.exchange()
    campus.stop()
    want(empty_laptop, ENGLISH)
    until(lambda: is_here(empty_laptop), 60)
    school.stop()


# --- films in another size ---------------------------------------------------------------------------------------------


def test_films_stay_until_all_of_those_in_the_other_size_are_here(far: Laptop) -> None:
    want(far, ENGLISH)
    until(lambda: is_here(far), 60)
    before = far.library(films)
    assert set(before) == {"480p"}
    allow(far, 300.0)
    want(far, ENGLISH, "240p")
    seen: list[dict[str, int]] = []

    def watch() -> bool:
        now, going = far.library(films), download(far) is not None
        if going and download(far) is not None:
            seen.append(now)
        return any(one.get("240p", 0) for one in seen)

    until(watch, 60)
    assert all(one["480p"] == before["480p"] for one in seen), "what can be watched goes last"
    allow(far, 0.0)
    until(lambda: far.library(films) == {"240p": before["480p"]}, 60)


def test_nothing_is_fetched_while_the_courses_are_moved_to_another_drive(far: Laptop) -> None:
    allow(far, 300.0)
    want(far, ENGLISH)
    loop = far.app.downloads
    until(lambda: loop._task is not None)
    far.app.desk.reading.moving = True
    far.app.changes.say(Change.DOWNLOADS)
    until(lambda: loop._task is None)
    far.app.changes.say(Change.DOWNLOADS)
    live(0.3)
    far.settle()
    assert loop._task is None and download(far) is not None
    far.app.desk.reading.moving = False
    far.app.changes.say(Change.DOWNLOADS)
    until(lambda: loop._task is not None)
