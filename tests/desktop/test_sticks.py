"""A stick that is put in: what is new on it is offered, taken once, remembered, and taken up again after it was pulled out."""

from __future__ import annotations

import contextlib
import errno
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from bivouac.courses.bundle.archive import Archive
from bivouac.desktop import theme
from bivouac.desktop.app import App
from bivouac.desktop.screens.home.screen import HomeScreen
from bivouac.desktop.screens.welcome.screen import WelcomeScreen
from bivouac.language import use_language
from bivouac.sync.exchange.stick import carry
from bivouac.sync.hub.joining import Offer
from bivouac.sync.journal.acts import Completed
from bivouac.sync.protocol.invite import show_code, write_invitation
from bivouac.sync.protocol.messages import Invitation
from bivouac.sync.relay.sticks import take_all
from bivouac.sync.store.settings import LANGUAGE
from bivouac.sync.transfer.extras import gather
from bivouac.sync.transfer.preload import order, preload
from bivouac.sync.transfer.preload_report import sentences
from tests.desktop.fitting import in_view
from tests.desktop.laptop import ENGLISH, FRENCH, Laptop, button_called, join_here, until
from tests.sync.campus import Campus


class Sticky(Laptop):
    """A laptop with a slot."""

    def __init__(self, home: Path, stick: Path) -> None:
        super().__init__(home)
        self.stick, self.aside = stick, stick.with_name("pulled out")
        self.stick.rename(self.aside)
        self.beside: Path | None = None

    def _plugged(self) -> list[Path]:
        """The slot, and what is in another one as long as something is in this."""
        return [one for one in (self.beside, self.stick) if one is not None] if self.stick.is_dir() else []

    def open(self, *files: Path) -> Laptop:
        use_language("en")
        self._app = App(self.home, mute=True, find_sticks=self._plugged)
        self._app.start(files)
        until(lambda: self.window.current is not None)
        self.settle()
        return self

    def plug(self) -> None:
        self.aside.rename(self.stick)
        self._look()

    def pull(self) -> None:
        self.stick.rename(self.aside)
        self._look()

    def _look(self) -> None:
        """Look now; a look that is under way may have passed the slot already."""
        until(lambda: not self.app.sticks._looking)
        self.app.sticks.look()

    def shelf(self) -> list[str]:
        return self.library(lambda library: [course.id for course in library.shelf.courses()])


def a_stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def new_laptop(qapp: QApplication, tmp_path: Path) -> Iterator[Sticky]:
    """One on which nobody is yet, and an empty stick."""
    laptop = Sticky(tmp_path / "home", a_stick(tmp_path))
    yield laptop
    laptop.close()
    theme.apply(qapp, theme.LIGHT)


@pytest.fixture
def laptop(qapp: QApplication, tmp_path: Path, demo_bundles: list[Path]) -> Iterator[Sticky]:
    stick = a_stick(tmp_path)
    for bundle in demo_bundles:
        with Archive(bundle) as archive:
            assert preload(order(archive), [stick])[0].complete
    laptop = Sticky(tmp_path / "home", stick)
    laptop.library(lambda library: library.people.add_guest("Awa Koné"))
    yield laptop
    laptop.close()
    theme.apply(qapp, theme.LIGHT)


def test_what_is_on_a_stick_is_offered_and_taken(laptop: Sticky) -> None:
    laptop.open()
    bar = laptop.window.stick_bar
    assert not bar.isVisible()
    laptop.plug()
    until(bar.isVisible)
    assert bar.heading.text() == "A stick with 2 courses" and "New here (" in bar.text.text()
    bar.take.click()
    until(lambda: "Added: " in laptop.said())
    until(lambda: not bar.isVisible())
    assert sorted(laptop.shelf()) == [ENGLISH, FRENCH]
    laptop.pull()
    laptop.plug()
    laptop.settle()
    assert not bar.isVisible(), "there is nothing new on it"


def test_what_was_declined_is_not_offered_again(laptop: Sticky) -> None:
    laptop.open()
    bar = laptop.window.stick_bar
    laptop.plug()
    until(bar.isVisible)
    button_called(bar, "Not now").click()
    assert not bar.isVisible()
    laptop.settle()
    laptop.close()
    looked: list[object] = []
    laptop.open()
    laptop.app.sticks.look()
    laptop.app.sticks.offered.connect(looked.append)
    done: list[bool] = []
    laptop.app.tasks.with_library(lambda task, library: True).then(done.append)
    until(lambda: done)
    laptop.settle()
    assert not looked and not laptop.window.stick_bar.isVisible() and laptop.shelf() == []


def test_an_offer_goes_with_its_stick(laptop: Sticky) -> None:
    laptop.open()
    laptop.plug()
    until(laptop.window.stick_bar.isVisible)
    laptop.pull()
    until(lambda: not laptop.window.stick_bar.isVisible())


def test_a_stick_pulled_out_in_the_middle_is_taken_up_when_it_is_back(laptop: Sticky) -> None:
    laptop.open()
    laptop.plug()
    until(laptop.window.stick_bar.isVisible)
    laptop.stick.rename(laptop.aside)
    laptop.window.stick_bar.take.click()
    until(lambda: "put it in again" in laptop.said())
    laptop.app.sticks.look()
    until(lambda: not laptop.app.sticks._known)
    laptop.plug()
    until(lambda: "Added: " in laptop.said())
    assert sorted(laptop.shelf()) == [ENGLISH, FRENCH]


def test_a_stick_whose_folder_outlives_it_is_taken_up_too(laptop: Sticky) -> None:
    """The system takes the folder away only a moment after the stick."""
    laptop.open()
    laptop.plug()
    until(laptop.window.stick_bar.isVisible)

    def pull() -> None:
        """Called by the copy itself, so that it is in the middle of it."""
        if (laptop.stick / "Bivouac").is_dir():
            (laptop.stick / "Bivouac").rename(laptop.stick / "away")

    told = laptop.app.tasks.report
    laptop.app.tasks.report = lambda task, *values: (pull(), told(task, *values))[1]  # type: ignore[method-assign]
    laptop.window.stick_bar.take.click()
    until(lambda: "put it in again" in laptop.said().lower())
    laptop.app.tasks.report = told  # type: ignore[method-assign]
    laptop.app.sticks.look()
    until(lambda: not laptop.app.sticks._known)
    (laptop.stick / "away").rename(laptop.stick / "Bivouac")
    laptop.app.sticks.look()
    until(lambda: "Added: " in laptop.said())
    assert sorted(laptop.shelf()) == [ENGLISH, FRENCH]


def test_what_was_copied_before_a_stick_was_pulled_out_is_not_copied_again(laptop: Sticky) -> None:
    laptop.open()
    laptop.plug()
    until(laptop.window.stick_bar.isVisible)
    blobs = laptop.home / "content" / "blobs" / "sha256"

    def copied() -> list[Path]:
        return [path for path in blobs.glob("*") if len(path.name) == 64]

    def pull(done: int, total: int) -> None:
        """Called by the copy itself, so that it is in the middle of it."""
        if len(copied()) >= 3 and laptop.stick.is_dir():
            laptop.stick.rename(laptop.aside)

    told = laptop.app.tasks.report
    laptop.app.tasks.report = lambda task, *values: (pull(*values), told(task, *values))[1]  # type: ignore[method-assign]
    laptop.window.stick_bar.take.click()
    until(lambda: "put it in again" in laptop.said())
    assert laptop.shelf() == [], "no course is there in part"
    before = {path: path.stat().st_mtime_ns for path in copied()}
    assert len(before) >= 3
    laptop.app.tasks.report = told  # type: ignore[method-assign]
    laptop.app.sticks.look()
    until(lambda: not laptop.app.sticks._known)
    laptop.plug()
    until(lambda: "Added: " in laptop.said())
    assert sorted(laptop.shelf()) == [ENGLISH, FRENCH]
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_invitations_on_a_stick_wait_for_whoever_joins(new_laptop: Sticky, campus: Campus) -> None:
    place = new_laptop.aside / "Bivouac" / "invites"
    place.mkdir(parents=True)
    for name in ("Émile Bo", "Awa Koné", "Zoé Ba"):
        offer = Invitation("Campus Abidjan", (campus.url,), show_code(campus.code()), "")
        write_invitation(place / f"{name}.bivouac-invite", offer)
    (place / "notes.txt").write_text("not an invitation")
    (place / "._Awa Koné.bivouac-invite").write_bytes(b"what macOS writes beside each file")
    (place / f"Zoé\u202e{'' if sys.platform == 'win32' else chr(9)}Ba.bivouac-invite").write_text("{}")
    (place / "Zoé Ba.bivouac-invite").unlink()
    new_laptop.open()
    screen = new_laptop.screen(WelcomeScreen)
    invited = screen.view.invited
    assert not invited.isVisible()
    new_laptop.plug()
    until(invited.isVisible)
    assert invited.caption.text() == "There are 3 invitations on the stick." and not invited.join.isEnabled()
    assert [invited.names.itemText(row) for row in range(4)] == ["Choose your name", "Awa Koné", "Zoé Ba", "Émile Bo"]
    invited.names.setCurrentIndex(1)
    invited.join.click()
    until(lambda: screen.view.steps.currentIndex() == 1)
    assert screen.view.campus.text() == "Campus Abidjan"
    screen.view.cancel_button.click()
    new_laptop.pull()
    until(lambda: not invited.isVisible())


def test_an_invitation_that_was_used_is_offered_to_nobody_any_more(
    new_laptop: Sticky, campus: Campus, tmp_path: Path, demo_bundles: list[Path]
) -> None:
    """Nor is it put on the stick again; one for whoever comes stays."""
    kept = tmp_path / "kept"
    kept.mkdir()
    with contextlib.closing(campus.hub.storage()) as storage:
        for name in ("Awa Koné", "Zoé Ba"):
            person = storage.add_account(name, "learner", "fr", 1)
            code = show_code(campus.code(Offer("learner", person.id, 1)))
            write_invitation(kept / f"{name}.bivouac-invite", Invitation("Campus Abidjan", (campus.url,), code))
    offer = Invitation("Campus Abidjan", (campus.url,), show_code(campus.code()))
    write_invitation(kept / "Visitors.bivouac-invite", offer)
    shutil.copytree(kept, new_laptop.aside / "Bivouac" / "invites")
    new_laptop.open()
    screen = new_laptop.screen(WelcomeScreen)
    new_laptop.plug()
    place = new_laptop.stick / "Bivouac" / "invites"
    until(screen.view.invited.isVisible)
    screen.open_invitation(place / "Awa Koné.bivouac-invite")
    until(lambda: screen.view.steps.currentIndex() == 1)
    assert (place / "Awa Koné.bivouac-invite").is_file(), "who only looks has used nothing"
    screen.view.confirm_button.click()
    until(lambda: isinstance(new_laptop.window.current, HomeScreen))
    until(lambda: [one.name for one in new_laptop.app.sticks.invitations] == ["Visitors", "Zoé Ba"])
    with Archive(demo_bundles[0]) as archive:
        (filled,) = preload(order(archive, extras=gather([kept], [])), [new_laptop.stick])
    said = " ".join(sentences(filled))
    assert filled.complete and "1 invitation was used from this stick and left out: Awa Koné." in said
    assert "2 invitations." in said
    assert sorted(path.name for path in place.iterdir()) == [
        "Visitors.bivouac-invite",
        "Zoé Ba.bivouac-invite",
        "used",
    ]


def test_every_button_is_seen_above_what_a_stick_offers(new_laptop: Sticky, demo_bundles: list[Path]) -> None:
    """In a low window, with invitations and courses on the stick and a campus nearby, nobody need guess that there is more below."""
    for bundle in demo_bundles:
        with Archive(bundle) as archive:
            assert preload(order(archive), [new_laptop.aside])[0].complete
    (new_laptop.aside / "Bivouac" / "invites").mkdir(parents=True)
    offer = Invitation("Campus Abidjan", ("http://127.0.0.1:9",), "7K3QX9M2TB")
    write_invitation(new_laptop.aside / "Bivouac" / "invites" / "Awa Koné.bivouac-invite", offer)
    new_laptop.set(LANGUAGE, "fr").open()
    new_laptop.window.resize(1000, 640)
    view = new_laptop.screen(WelcomeScreen).view
    new_laptop.plug()
    until(lambda: new_laptop.window.stick_bar.isVisible() and view.invited.isVisible())
    view.nearby.show_names([("Campus Abidjan", "http://192.168.1.20:8440")], -1)
    buttons = (
        view.invited.join,
        view.join_button,
        view.file_button,
        view.demo_button,
        new_laptop.window.stick_bar.take,
    )
    until(lambda: all(in_view(one) for one in (*buttons, view.code, view.address)))


def test_people_of_the_same_name_are_told_apart_by_what_differs(new_laptop: Sticky, campus: Campus) -> None:
    place = new_laptop.aside / "Bivouac" / "invites"

    def invite(file: Path, campus_name: str = "Campus Abidjan", class_name: str = "") -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        offer = Invitation(campus_name, (campus.url,), show_code(campus.code()), "", class_name=class_name)
        write_invitation(file.with_name(f"{file.name}.bivouac-invite"), offer)

    other = new_laptop.aside.with_name("other stick")
    for there, class_name in ((place, "Finance 1"), (other / "Bivouac" / "invites", "Finance 2")):
        invite(there / "Awa Koné", class_name=class_name)
    invite(place / "Kofi", "Campus Abidjan", "Finance 1")
    invite(other / "Bivouac" / "KOFI", "Campus Bouaké", "Finance 1")
    invite(place / "Émile Bo")
    invite(other / "Émile Bo")
    invite(place / "Zoé Ba")
    shutil.copy(place / "Zoé Ba.bivouac-invite", other)
    (place / "Yao.bivouac-invite").write_text("{}")
    (other / "Yao.bivouac-invite").write_text("{}")
    new_laptop.beside = other
    new_laptop.open()
    screen = new_laptop.screen(WelcomeScreen)
    invited = screen.view.invited
    new_laptop.plug()
    until(lambda: invited.names.count() == 10)
    assert [invited.names.itemText(row) for row in range(1, 10)] == [
        "Awa Koné (Finance 1)",
        "Awa Koné (Finance 2)",
        "Kofi (Campus Abidjan)",
        "KOFI (Campus Bouaké)",
        "Yao (other stick)",
        "Yao (stick)",
        "Zoé Ba",
        "Émile Bo (other stick)",
        "Émile Bo (stick)",
    ]
    invited.names.setCurrentIndex(2)
    invited.join.click()
    until(lambda: screen.view.steps.currentIndex() == 1)
    assert screen._invitations[1].file == other / "Bivouac" / "invites" / "Awa Koné.bivouac-invite"
    assert "“Awa Koné (Finance 2)”" in screen.view.whose.text() or not screen.view.whose.isVisible()


def test_an_invitation_that_is_gone_with_its_stick_is_a_sentence(new_laptop: Sticky, campus: Campus) -> None:
    place = new_laptop.aside / "Bivouac" / "invites"
    place.mkdir(parents=True)
    (place / "Awa.bivouac-invite").write_text("{}")
    new_laptop.open()
    screen = new_laptop.screen(WelcomeScreen)
    new_laptop.plug()
    until(screen.view.invited.isVisible)
    screen.view.invited.names.setCurrentIndex(1)
    screen.view.invited.join.click()
    until(lambda: "not an invitation" in screen.view.problem.text())
    new_laptop.stick.rename(new_laptop.aside)
    screen.view.invited.join.click()
    until(lambda: "does not exist" in screen.view.problem.text())


def test_a_receipt_is_heard_when_its_stick_is_put_in(new_laptop: Sticky, campus: Campus) -> None:
    join_here(new_laptop, campus)
    new_laptop.open()
    until(lambda: new_laptop.sees("The school has all you did"))
    campus.stop()
    (awa,) = new_laptop.library(lambda library: library.people.learners())
    new_laptop.library(lambda library: library.journal(awa.id).record(ENGLISH, "page", Completed()))
    new_laptop.library(lambda library: carry(library, new_laptop.aside))
    with contextlib.closing(campus.hub.storage()) as storage:
        assert [visit.new for visit in take_all(campus.hub, storage, new_laptop.aside)] == [1]
    heard = new_laptop.library(lambda library: library.journal(awa.id).standing().heard)
    new_laptop.plug()
    until(lambda: "Awa Koné: the school has received 1 more act." in new_laptop.said())
    assert new_laptop.library(lambda library: library.journal(awa.id).standing().heard) == heard, (
        "it is as offline as before"
    )
    new_laptop.pull()
    new_laptop.plug()
    new_laptop.settle()
    assert new_laptop.library(lambda library: library.journal(awa.id).standing().waiting) == 0


def test_invitations_that_cannot_be_read_hide_no_courses(laptop: Sticky, monkeypatch: pytest.MonkeyPatch) -> None:
    (laptop.aside / "Bivouac" / "invites").mkdir()
    real = Path.iterdir

    def iterdir(place: Path) -> Iterator[Path]:
        if place.name == "invites":
            raise OSError(errno.EIO, "Input/output error", str(place))
        return real(place)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    laptop.open()
    laptop.plug()
    until(laptop.window.stick_bar.isVisible)


def test_a_stick_is_listed_once_and_again_when_it_comes_back(
    new_laptop: Sticky, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed: list[Path] = []
    real = Path.iterdir

    def iterdir(place: Path) -> Iterator[Path]:
        listed.append(place)
        return real(place)

    new_laptop.open()
    new_laptop.plug()
    until(lambda: new_laptop.stick in new_laptop.app.sticks._listed)
    monkeypatch.setattr(Path, "iterdir", iterdir)
    for _ in range(3):
        new_laptop.app.sticks.look()
        until(lambda: not new_laptop.app.sticks._looking)
    assert new_laptop.stick not in listed
    new_laptop.pull()
    until(lambda: not new_laptop.app.sticks._listed)
    new_laptop.plug()
    until(lambda: new_laptop.stick in listed)
