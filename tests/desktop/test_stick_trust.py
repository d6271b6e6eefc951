"""What a person reads when a stick or a file is not what the school signed: through the app, from the stick that is put in to the sentence."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox

from bivouac.courses.bundle.archive import write_archive
from bivouac.courses.bundle.layout import Layout
from bivouac.desktop import theme
from bivouac.desktop.screens.course.screen import CourseScreen
from bivouac.desktop.screens.home.screen import add_from_file
from bivouac.sync.catalogue import keys
from bivouac.sync.catalogue.files import newest_root
from bivouac.sync.catalogue.trusted import TrustedCatalogue, fetch_from
from bivouac.sync.store.library import Library
from bivouac.sync.transfer.bundles import take_in_bundle
from tests.desktop.laptop import AWAY, join_away, until
from tests.desktop.test_sticks import Sticky, a_stick
from tests.sync.campus import store_two_lessons
from tests.sync.catalogue.conftest import DAY, FILMS, School

TODAY = datetime.datetime.now(datetime.UTC)


class World:
    """A school, a stick of it, and a laptop that was given the school's root when it joined."""

    def __init__(self, folder: Path, laptop: Sticky) -> None:
        self.folder, self.laptop = folder, laptop
        self.school = School(folder / "school", TODAY - 30 * DAY)
        root = newest_root(self.school.layout.folder)
        laptop.library(join_away)
        laptop.library(lambda library: library.catalogue(AWAY.id).begin(root))

    @property
    def courses(self) -> Path:
        return self.laptop.aside / "Bivouac" / "courses"

    def fill(self, layout: Layout | None = None) -> None:
        """Put the school's courses (or others) on the stick as they are now."""
        shutil.rmtree(self.courses, ignore_errors=True)
        shutil.copytree((layout or self.school.layout).folder, self.courses)

    def edition(self, version: str, course: str = "trade") -> None:
        store_two_lessons(self.school.layout, FILMS, version, course)
        self.school.open().publish()

    def tell(self) -> None:
        """Let the laptop know the catalogue as it is now."""

        def learn(library: Library) -> None:
            library.catalogue(AWAY.id).refresh(fetch_from(self.school.layout.folder))

        self.laptop.library(learn)

    def shelf(self) -> list[tuple[str, str]]:
        return self.laptop.library(lambda library: [(one.id, one.version) for one in library.shelf.courses()])


@pytest.fixture
def world(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setattr(keys, "_COST", 1 << 10)
    laptop = Sticky(tmp_path / "home", a_stick(tmp_path))
    yield World(tmp_path, laptop)
    laptop.close()
    theme.apply(qapp, theme.LIGHT)


def set_clock(monkeypatch: pytest.MonkeyPatch, moment: datetime.datetime) -> None:
    """Let the laptop's clock say so whenever a catalogue is looked at."""
    monkeypatch.setattr(TrustedCatalogue.__init__, "__defaults__", (lambda: moment,))


def take(world: World) -> str:
    """Put the stick in, want what it offers, and read what the window says."""
    laptop = world.laptop
    if laptop._app is None:
        laptop.open()
    laptop.plug()
    until(lambda: laptop.window.stick_bar.isVisible() or laptop.said())
    if laptop.window.stick_bar.isVisible():
        laptop.window.stick_bar.take.click()
    until(laptop.said)
    until(lambda: not laptop.window.stick_bar.isVisible())
    return laptop.said()


def an_older_stick(world: World) -> None:
    world.fill()
    world.edition("2")
    world.tell()


def one_with_parts_of_two(world: World) -> None:
    world.edition("2")
    world.fill()
    before = {file.name: file.read_bytes() for file in (world.courses / "catalogue").glob("*.bin-*.json")}
    world.edition("3")
    world.fill()
    for file in (world.courses / "catalogue").glob("*.bin-*.json"):
        if file.name not in before:
            _, _, part = file.name.partition(".")
            file.write_bytes(next(data for name, data in before.items() if name.endswith(part)))


def one_with_a_withdrawn_course(world: World) -> None:
    world.fill()
    world.school.open().revoke("trade", "The figures are wrong")
    world.tell()


def one_from_before_the_keys_changed(world: World) -> None:
    world.fill()
    for role in ("timestamp", "snapshot", "targets"):
        world.school.open().rotate(role)
    world.edition("2")
    world.tell()


def one_of_a_thief(world: World) -> None:
    stolen = School.__new__(School)
    stolen.layout, stolen.now = Layout.open(world.school.copy(world.folder / "thief")), TODAY - DAY
    stolen.keys = Path(shutil.copytree(world.school.keys, world.folder / "stolen"))
    for role in ("timestamp", "snapshot", "targets"):
        world.school.open().rotate(role)
    world.tell()
    for _ in range(9):
        stolen.open().renew()
    store_two_lessons(stolen.layout, FILMS, "forged")
    stolen.open().publish()
    world.fill(stolen.layout)


def one_of_another_school(world: World) -> None:
    world.fill(School(world.folder / "other", TODAY - 30 * DAY).layout)


def one_that_ran_out(world: World) -> None:
    world.school.now = TODAY - 400 * DAY
    world.school.open().renew()
    world.fill()


def one_that_nobody_signed(world: World) -> None:
    plain = Layout.create(world.folder / "plain")
    store_two_lessons(plain, FILMS, "plain")
    world.tell()
    world.fill(plain)


def one_without_a_catalogue(world: World) -> None:
    world.fill()
    shutil.rmtree(world.courses / "catalogue")


NOT_ADDED = "“Trade” was not added. "
RUN_OUT = "The school's catalogue has run out (this computer's clock says {day}). Is the clock right? If it is, use the campus or a newer stick. What is on this computer can still be used."
REPLACED = "This catalogue was signed with keys that the school has replaced since. Nothing of it was used: it is old, or somebody made it with a stolen key. Use the campus, or a newer stick of the school's."
REFUSED: dict[Callable[[World], None], str] = {
    an_older_stick: NOT_ADDED
    + "This catalogue is older than the one that this computer knows. Use the campus, or a newer stick.",
    one_with_parts_of_two: NOT_ADDED
    + "The school's catalogue is not whole here: parts are missing or do not belong together. Copy the stick again, or try again later.",
    one_with_a_withdrawn_course: "The school has withdrawn “Trade” ({withdrawn}): The figures are wrong. It was not added. Ask the campus for a newer version.",
    one_from_before_the_keys_changed: NOT_ADDED + REPLACED,
    one_of_a_thief: NOT_ADDED + REPLACED,
    one_of_another_school: NOT_ADDED
    + "The school did not sign this catalogue. Nothing of it was used. Take courses from the campus or from a stick of the school's, and tell the campus staff.",
    one_that_ran_out: NOT_ADDED + RUN_OUT,
    one_that_nobody_signed: "“Trade” is not in the school's catalogue, or in another version. It was not added. Take it from the campus, or from a newer stick of the school's.",
    one_without_a_catalogue: "This computer has not yet had the school's catalogue. Connect to the campus once, or use a stick of the school's; then add the course.",
}


@pytest.mark.parametrize("stick", REFUSED, ids=lambda stick: stick.__name__)
def test_a_stick_that_is_refused_says_why_and_what_to_do(world: World, stick: Callable[[World], None]) -> None:
    """Before anything is offered."""
    stick(world)
    offered: list[object] = []
    world.laptop.open()
    world.laptop.app.sticks.offered.connect(offered.append)
    said = take(world)
    assert not offered
    withdrawn = (TODAY - 30 * DAY).date().isoformat()
    assert said == REFUSED[stick].replace("{day}", TODAY.date().isoformat()).replace("{withdrawn}", withdrawn)
    assert world.shelf() == []


@pytest.mark.parametrize("known", [False, True])
def test_a_laptop_whose_clock_says_2090_reads_that(world: World, monkeypatch: pytest.MonkeyPatch, known: bool) -> None:
    world.fill()
    if known:
        world.tell()
    set_clock(monkeypatch, datetime.datetime(2090, 1, 1, tzinfo=datetime.UTC))
    assert take(world) == NOT_ADDED + RUN_OUT.replace("{day}", "2090-01-01")
    assert world.shelf() == []


def test_a_laptop_whose_clock_says_1970_takes_the_stick_all_the_same(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is signed later than its clock tells it what time it is at least."""
    world.fill()
    set_clock(monkeypatch, datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC))
    assert take(world) == "Added: Trade"


def test_a_stick_with_new_keys_is_followed(world: World) -> None:
    world.tell()
    for role in ("root", "timestamp", "snapshot", "targets"):
        world.school.open().rotate(role)
    world.edition("2")
    world.fill()
    assert take(world) == "Added: Trade"
    assert world.shelf() == [("trade", "2")]


def test_what_was_withdrawn_keeps_nothing_else_from_being_taken_and_is_not_offered_again(world: World) -> None:
    world.edition("1", "planning")
    one_with_a_withdrawn_course(world)
    said = take(world)
    assert said.startswith("Added: Trade. The school has withdrawn “Trade” ("), "both are called so"
    assert world.shelf() == [("planning", "1")]
    world.laptop.pull()
    world.laptop.plug()
    world.laptop.settle()
    assert not world.laptop.window.stick_bar.isVisible()


def test_a_course_that_is_withdrawn_after_it_was_taken_from_an_old_stick_says_so(world: World) -> None:
    """A laptop that does not know better takes it; it learns of it from a newer stick, and what is there stays."""
    world.fill()
    assert take(world) == "Added: Trade"
    world.school.open().revoke("trade", "The figures are wrong.")
    world.edition("1", "planning")
    world.laptop.pull()
    world.fill()
    world.laptop.window.toast.hide()
    world.laptop.plug()
    until(world.laptop.window.stick_bar.isVisible)
    world.laptop.window.stick_bar.take.click()
    until(lambda: "Added: Trade" in world.laptop.said())
    world.laptop.go("course", CourseScreen, course="trade")
    until(lambda: world.laptop.sees("The school has withdrawn this version ("))
    assert world.laptop.sees("Ask your campus for a newer version.")


def test_a_file_says_the_same_as_a_stick(world: World) -> None:
    one_with_a_withdrawn_course(world)
    write_archive(Layout.open(world.courses), world.folder / "old.bivouac")
    laptop = world.laptop
    laptop.open()
    for file in (world.folder / "old.bivouac", world.courses / "index.json"):
        laptop.window.toast.hide()
        add_from_file(laptop.app.desk, str(file), laptop.window)
        until(lambda: "The school has withdrawn “Trade” (" in laptop.said())
        assert laptop.said().endswith("It was not added. Ask the campus for a newer version.")
    assert world.shelf() == []


def test_without_a_catalogue_a_file_asks_before_it_replaces_what_may_be_newer(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for version in ("2", "1"):
        layout = Layout.create(tmp_path / version)
        store_two_lessons(layout, FILMS, version)
        write_archive(layout, tmp_path / f"{version}.bivouac")
    laptop = Sticky(tmp_path / "home", a_stick(tmp_path))
    laptop.library(lambda library: library.people.add_guest("Awa Koné"))
    asked: list[str] = []
    answer = QMessageBox.StandardButton.No

    def question(parent: object, heading: str, text: str) -> QMessageBox.StandardButton:
        assert parent is laptop.window, "a question without a window may lie behind it"
        asked.append(text)
        return answer

    monkeypatch.setattr(QMessageBox, "question", question)
    laptop.open()
    add_from_file(laptop.app.desk, str(tmp_path / "2.bivouac"), laptop.window)
    until(lambda: "Added: Trade" in laptop.said())
    assert not asked
    add_from_file(laptop.app.desk, str(tmp_path / "1.bivouac"), laptop.window)
    until(lambda: asked)
    laptop.settle()
    shelf = lambda: laptop.library(lambda library: library.shelf.courses()[0].version)  # noqa: E731
    assert "older version (1)" in asked[0]
    assert shelf() == "2"
    answer = QMessageBox.StandardButton.Yes
    laptop.window.toast.hide()
    add_from_file(laptop.app.desk, str(tmp_path / "1.bivouac"), laptop.window)
    until(lambda: "Added: Trade" in laptop.said())
    assert shelf() == "1"
    laptop.close()


def test_what_may_be_older_is_asked_by_itself_after_the_rest_of_the_stick(qapp: QApplication, tmp_path: Path) -> None:
    laptop = Sticky(tmp_path / "home", a_stick(tmp_path))
    here = Layout.create(tmp_path / "here")
    store_two_lessons(here, FILMS)
    laptop.library(lambda library: (library.people.add_guest("Awa Koné"), take_in_bundle(library, here.folder)))
    other = Layout.create(laptop.aside / "Bivouac" / "courses")
    for course in ("trade", "planning"):
        store_two_lessons(other, {"240p": b"another"}, course_id=course)

    def version() -> str:
        return laptop.library(lambda library: library.shelf.manifest("trade"))

    before = version()
    bar = laptop.open().window.stick_bar
    laptop.plug()
    until(bar.isVisible)
    assert "New here" in bar.text.text()
    bar.take.click()
    until(lambda: "nothing says which is newer" in bar.text.text())
    assert bar.isVisible() and version() == before
    bar.take.click()
    until(lambda: not bar.isVisible())
    assert version() != before
    laptop.close()
