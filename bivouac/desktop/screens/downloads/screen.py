"""Downloads: what is on its way, how far it is, what stands against it, and what is kept of those that were cancelled."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from bivouac.desktop.actions import downloads, space
from bivouac.desktop.actions.kept import Kept, load_kept
from bivouac.desktop.changes import Change
from bivouac.desktop.desk import Desk
from bivouac.desktop.screens.downloads.view import DownloadCard, DownloadsView, KeptCard
from bivouac.desktop.screens.screen import Screen
from bivouac.desktop.widgets.labels import relook
from bivouac.desktop.wording import how_long, megabytes, percent, small_size
from bivouac.language import tr
from bivouac.machine import free_space
from bivouac.sync.store.downloads import Download, DownloadState
from bivouac.sync.store.library import Library

if TYPE_CHECKING:
    from bivouac.sync.transfer.allowance import Allowance

_STILL = 100
"""Bytes a second below which nothing is said of speed."""


class DownloadsScreen(Screen):
    """The download queue."""

    shows = Change.DOWNLOADS | Change.COURSES

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.view = DownloadsView(desk.look)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self.view.space.clicked.connect(lambda: desk.go("space"))
        self._cards: dict[str, DownloadCard] = {}
        self._kept: list[KeptCard] = []

    def refresh(self) -> None:
        campus = self.desk.session.campus
        self.desk.tasks.database(_load, campus.id if campus else None).then(self._show)

    def _show(self, loaded: tuple[list[Download], list[Kept], int, Allowance]) -> None:
        queue, kept, free, rules = loaded
        self.view.room.setText(_room(free, rules))
        self.view.empty.setVisible(not queue and not kept)
        self._show_kept(kept)
        for gone in self._cards.keys() - {download.course for download in queue}:
            card = self._cards.pop(gone)
            card.hide()
            card.deleteLater()
        for place, download in enumerate(queue):
            if download.course not in self._cards:
                self._add_card(download)
            card = self._cards[download.course]
            if self.view.cards.indexOf(card) != place:
                self.view.cards.insertWidget(place, card)
            self._update_card(card, download)
            card.first.setVisible(place > 0)

    def _add_card(self, download: Download) -> None:
        card = DownloadCard(download.title)
        course = download.course
        card.cancel.clicked.connect(lambda: downloads.cancel(self.desk, course).then(self._tell_kept))
        card.pause.clicked.connect(lambda: self._pause_or_go_on(card, course))
        card.first.clicked.connect(lambda: downloads.put_first(self.desk, course))
        self._cards[course] = card
        self.view.cards.addWidget(card)

    def _show_kept(self, kept: list[Kept]) -> None:
        self.view.kept_heading.setVisible(bool(kept))
        if [card.kept for card in self._kept] == kept:
            return
        for gone in self._kept:
            gone.hide()
            gone.deleteLater()
        self._kept = [KeptCard(one) for one in kept]
        for card in self._kept:
            course = card.kept.course
            card.go_on.clicked.connect(lambda _=False, course=course: self._want_again(course))
            card.free.clicked.connect(
                lambda _=False, course=course: space.let_go(self.desk, course).then(self._tell_freed)
            )
            self.view.kept.addWidget(card)

    def _want_again(self, course: str) -> None:
        if self.desk.session.campus:
            downloads.want(self.desk, self.desk.session.campus.id, course)

    def _tell_freed(self, freed: int) -> None:
        self.desk.tell(tr("Removed. {size} are free again.", size=megabytes(freed)), "good")

    def _tell_kept(self, kept: int) -> None:
        if kept:
            self.desk.tell(
                tr("Cancelled. {size} of it are kept: downloading goes on from there.", size=megabytes(kept)),
                "good",
            )

    def _update_card(self, card: DownloadCard, download: Download) -> None:
        share = download.done / download.total if download.total else 0.0
        going = download.state is DownloadState.WAITING
        card.bar.setValue(round(share * 100))
        card.problem.setText(download.problem)
        relook(card.problem, "warn" if going else "bad")  # what goes on by itself is no failure
        card.problem.setVisible(bool(download.problem))
        card.state.setText(" · ".join(self._facts(download, share)))
        card.pause.setText(tr("Pause") if going else tr("Go on"))
        card.pause.setProperty("going", going)

    def _facts(self, download: Download, share: float) -> list[str]:
        """How far it is, how fast, and from where."""
        facts = [tr("{percent} of {size}", percent=percent(share), size=megabytes(download.total))]
        report = self.desk.reading.reports.get(download.course)
        if download.state is not DownloadState.WAITING:
            facts.append(tr("Stopped") if download.state is DownloadState.FAILED else tr("Paused"))
        elif report is None and not download.problem:  # which says what it waits for
            facts.append(tr("Waits its turn"))
        elif report is not None and report.speed > _STILL:
            facts.append(tr("{size} a second", size=small_size(report.speed)))
            facts.append(tr("{time} left", time=how_long((report.total - report.done) / report.speed)))
            facts += [tr("from {place}", place=", ".join(report.places))] if any(report.places) else []
        return facts

    def _pause_or_go_on(self, card: DownloadCard, course: str) -> None:
        deed = downloads.pause if card.pause.property("going") else downloads.go_on
        deed(self.desk, course)


def _room(free: int, rules: Allowance) -> str:
    """What is left: of the drive, and of what a week may bring over the internet."""
    room = tr("{size} free on this computer", size=megabytes(free))
    if not rules.budget:
        return room
    week = tr("Internet this week: {used} of {budget}", used=megabytes(rules.used), budget=megabytes(rules.budget))
    return f"{room} · {week}"


def _load(library: Library, campus: str | None) -> tuple[list[Download], list[Kept], int, Allowance]:
    from bivouac.sync.transfer.allowance import allowance

    now = datetime.now().astimezone()
    free = free_space(library.shelf.layout.drive)
    return library.downloads.queue(), load_kept(library, campus), free, allowance(library, now)
