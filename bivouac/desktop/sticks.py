"""Sticks that are put in while the window is open: what is new on one is offered, taken, and taken up again when it comes back; receipts are
heard, and invitations shown to whoever joins.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from bivouac import drives
from bivouac.desktop.actions import invitations, sticks
from bivouac.desktop.actions.courses import Taken
from bivouac.desktop.actions.invitations import Invited
from bivouac.desktop.changes import Change
from bivouac.desktop.desk import Desk
from bivouac.desktop.tasks import Task
from bivouac.desktop.widgets.stick_bar import StickBar
from bivouac.errors import BivouacError, BundleError, GoneError, TrustError
from bivouac.language import tr
from bivouac.sync.store.library import Library

if TYPE_CHECKING:
    from bivouac.sync.transfer.offers import Offer
    from bivouac.sync.transfer.taking import Damaged

OFTEN = 3_000
"""Milliseconds between looks; one costs two small files of the system and one for each stick that was there before."""


def plugged_in() -> list[Path]:
    """The removable drives that are in."""
    return [drive.path for drive in drives.sticks()]


@dataclass(frozen=True)
class _Found:
    """A drive, whether it has courses, and the invite files on it."""

    place: Path
    has_courses: bool
    invites: tuple[Path, ...] = ()


@dataclass(frozen=True)
class _Seen:
    """All drives that are in, and the invitations on them by name."""

    found: list[_Found]
    invited: tuple[Invited, ...]


class StickLoop(QObject):
    """Looks for sticks, and keeps one offer at a time.

    Signals:
        offered: an `Offer` that nobody has answered yet.
        copying: what an answered one brings is being copied (the titles).
        progressed: bytes done, bytes in all.
        ended: there is nothing to show any more.
        invited: the invitations (`Invited`) on all sticks that are in, whenever they are others than before.

    Attributes:
        invitations: the same, as they are now.
    """

    offered = Signal(object)
    copying = Signal(str)
    progressed = Signal(object, object)
    ended = Signal()
    invited = Signal(object)

    def __init__(self, desk: Desk, find: Callable[[], list[Path]] = plugged_in) -> None:
        super().__init__()
        self._desk = desk
        self._find = find
        self.invitations: tuple[Invited, ...] = ()
        self._known: set[Path] = set()
        self._listed: dict[Path, tuple[Path, ...]] = {}
        self._offer: Offer | None = None
        self._task: Task[Taken] | None = None
        self._wanted: set[str] = set()
        self._looking = False
        self._list_anew = False
        desk.changes.happened.connect(self._on_change)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)

    def watch(self) -> None:
        """Look now, and from now on."""
        self._timer.start(OFTEN)
        self.look()

    def look(self) -> None:
        """See which sticks are in, on a thread that may wait for one that is slow."""
        if self._looking:
            return
        self._looking = True
        listed, invited = {} if self._list_anew else dict(self._listed), self.invitations
        self._list_anew = False

        def work(task: Task[_Seen]) -> _Seen:
            from bivouac.sync.protocol.sticks import is_stick  # after the first paint

            places = self._find()
            found = [
                _Found(place, is_stick(place), listed[place] if place in listed else _invites(place))
                for place in places
            ]
            same = {one.place: one.invites for one in found} == listed
            return _Seen(found, invited if same else _invited(found))

        self._desk.tasks.background(work).then(self._on_found).failed(lambda _: None).finally_(self._on_looked)

    def take(self) -> None:
        """The person wants what is offered."""
        if self._offer is not None and self._task is None:
            self._begin(self._offer)

    def decline(self) -> None:
        """The person does not; it is not offered again."""
        offer, self._offer = self._offer, None
        if offer is not None:
            self._desk.tasks.database(_decline, offer)
        self.ended.emit()

    def cancel(self) -> None:
        """Stop copying. What was copied stays, and is offered when the stick is next put in."""
        self._wanted.clear()
        if self._task is not None:
            self._task.cancel()

    def ask_with(self, bar: StickBar) -> None:
        """Ask the person with this bar, which a new window brings; what there is now is said there at once."""
        bar.taken.connect(self.take)
        bar.declined.connect(self.decline)
        bar.cancelled.connect(self.cancel)
        self.offered.connect(bar.offer)
        self.copying.connect(bar.begin)
        self.progressed.connect(bar.progress)
        self.ended.connect(bar.hide)
        if self._task is not None and self._offer is not None:
            self.copying.emit(", ".join(self._offer.titles))
        elif self._offer is not None:
            self.offered.emit(self._offer)

    # --- inside -------------------------------------------------------------------------------------------------------

    def _on_change(self, change: Change, source: object) -> None:
        if change & Change.PEOPLE:
            self._list_anew = True  # who has joined may have used an invitation of a stick

    def _on_looked(self) -> None:
        self._looking = False

    def _on_found(self, seen: _Seen) -> None:
        found = seen.found
        here, before = {one.place for one in found}, self._listed.keys()
        self._hear(here - before)
        self._listed = {one.place: one.invites for one in found}
        if here != before:
            self._desk.changes.say(Change.STICKS)
        if seen.invited != self.invitations:
            self.invitations = seen.invited
            self.invited.emit(seen.invited)
        with_courses = [one.place for one in found if one.has_courses]
        self._known &= set(with_courses)
        if self._offer is not None and self._offer.stick not in with_courses and self._task is None:
            self._offer = None
            self.ended.emit()
        new = next((stick for stick in with_courses if stick not in self._known), None)
        if new is None or self._offer is not None:
            return
        self._known.add(new)
        self._desk.tasks.with_library(_look, new).then(self._on_offer).failed(self._on_unreadable)

    def _hear(self, new: set[Path]) -> None:
        """Hear the receipts on what was just put in. One that is damaged is named when somebody carries progress with that stick."""
        for place in new:
            told = sticks.hear(self._desk, place, lambda heard: self._desk.tell(sticks.say_heard(heard), "good"))
            told.failed(lambda _: None)

    def _on_offer(self, offer: Offer | None) -> None:
        if offer is None or self._offer is not None:
            return
        self._offer = offer
        if self._wanted & set(offer.manifests):
            self._begin(offer)  # it was pulled out in the middle
        else:
            self.offered.emit(offer)

    def _on_unreadable(self, error: BivouacError) -> None:
        """A stick that is damaged, or of which the school signed nothing that is new, is said each time that it is put in; one that went meanwhile is no news."""
        if isinstance(error, BundleError | TrustError):
            self._desk.tell(error.sentence(), "bad" if isinstance(error, BundleError) else "warn")

    def _begin(self, offer: Offer) -> None:
        self._wanted = set(offer.manifests)
        self.copying.emit(", ".join(offer.titles))
        task = self._task = self._desk.tasks.with_library(_take, self._desk, offer)
        task.then(self._on_taken).failed(self._on_failed).progressed(self.progressed.emit)
        task.finally_(self._on_end)

    def _on_taken(self, taken: Taken) -> None:
        self._wanted.clear()
        if self._offer is not None and self._offer.more:
            self._known.discard(self._offer.stick)  # the rest is asked by itself
        taken.tell(self._desk)

    def _on_failed(self, error: BivouacError) -> None:
        # What goes wrong with a stick that was pulled out is that; its folder may stay a moment longer than it.
        if self._offer and self._offer.stick.is_dir() and not isinstance(error, GoneError):
            self._wanted.clear()
            self._desk.tell(error.sentence(), "bad")
            return
        self._desk.tell(
            tr(
                "The stick is not there any more. Nothing is lost: what was copied stays, and the rest is copied when you put it in again."
            ),
            "warn",
        )

    def _on_end(self) -> None:
        self._task = self._offer = None
        self.ended.emit()
        self._desk.changes.say(
            Change.COURSES | Change.DOWNLOADS
        )  # what is damaged on the stick may come from the campus


def _invites(place: Path) -> tuple[Path, ...]:
    from bivouac.sync.protocol.sticks import invites_on

    try:
        return tuple(invites_on(place))
    except OSError:  # it is being pulled out, or cannot be read there
        return ()


def _invited(found: list[_Found]) -> tuple[Invited, ...]:
    places = {file: one.place for one in found for file in one.invites}
    return invitations.tell_apart(list(places), lambda file: places[file])


def _look(task: Task[Offer | None], library: Library, stick: Path) -> Offer | None:
    from bivouac.sync.transfer import offers

    return offers.look(library, stick)


def _decline(library: Library, offer: Offer) -> None:
    from bivouac.sync.transfer import offers

    offers.decline(library, offer)


def _take(task: Task[Taken], library: Library, desk: Desk, offer: Offer) -> Taken:
    from bivouac.sync.transfer import offers

    def told(done: int, total: int) -> None:
        task.check()
        desk.tasks.report(task, done, total)

    left_out: list[TrustError] = []
    damaged: list[Damaged] = []
    titles = offers.take(library, offer, told, lambda course, why: left_out.append(why), damaged.append)
    return Taken(titles, left_out, damaged)
