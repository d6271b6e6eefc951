"""Downloads: what is on its way, how far it is, and what stands against it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from bivouac.desktop.actions import downloads
from bivouac.desktop.changes import Change
from bivouac.desktop.desk import Desk
from bivouac.desktop.screens.downloads.view import DownloadCard, DownloadsView
from bivouac.desktop.screens.screen import Screen
from bivouac.desktop.wording import megabytes, percent
from bivouac.language import tr
from bivouac.machine import free_space
from bivouac.sync.store.downloads import Download, DownloadState
from bivouac.sync.store.library import Library


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

    def refresh(self) -> None:
        self.desk.tasks.database(_load).then(self._show)

    def _show(self, loaded: tuple[list[Download], int]) -> None:
        queue, free = loaded
        self.view.room.setText(tr("{size} free on this computer", size=megabytes(free)))
        self.view.empty.setVisible(not queue)
        for gone in self._cards.keys() - {download.course for download in queue}:
            card = self._cards.pop(gone)
            card.hide()
            card.deleteLater()
        for download in queue:
            if download.course not in self._cards:
                self._add_card(download)
            self._update_card(self._cards[download.course], download)

    def _add_card(self, download: Download) -> None:
        card = DownloadCard(download.title)
        course = download.course
        card.cancel.clicked.connect(lambda: downloads.cancel(self.desk, course))
        card.pause.clicked.connect(lambda: self._pause_or_go_on(card, course))
        self._cards[course] = card
        self.view.cards.addWidget(card)

    def _update_card(self, card: DownloadCard, download: Download) -> None:
        share = download.done / download.total if download.total else 0.0
        going = download.state is DownloadState.WAITING
        card.bar.setValue(round(share * 100))
        card.problem.setText(download.problem)
        card.problem.setVisible(bool(download.problem))
        text = tr("{percent} of {size}", percent=percent(share), size=megabytes(download.total))
        card.state.setText(text if going else f"{text} · {tr('Paused')}")
        card.pause.setText(tr("Pause") if going else tr("Go on"))
        card.pause.setProperty("going", going)

    def _pause_or_go_on(self, card: DownloadCard, course: str) -> None:
        deed = downloads.pause if card.pause.property("going") else downloads.go_on
        deed(self.desk, course)


def _load(library: Library) -> tuple[list[Download], int]:
    return library.downloads.all(), free_space(library.folder)
