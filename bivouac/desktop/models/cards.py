"""Course cards as a Qt list model."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from bivouac.desktop.actions.courses import Card
from bivouac.desktop.wording import megabytes, percent
from bivouac.language import tr
from bivouac.sync.store.downloads import DownloadState

CARD = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex


class CardModel(QAbstractListModel):
    """The cards of one row of Home."""

    def __init__(self) -> None:
        super().__init__()
        self._cards: list[Card] = []

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Replace the cards; those that stay in place are updated, so that the selection stays too."""
        if [card.id for card in cards] == [card.id for card in self._cards]:
            self._cards = list(cards)
            if cards:
                self.dataChanged.emit(self.index(0), self.index(len(cards) - 1))
            return
        self.beginResetModel()
        self._cards = list(cards)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self._cards)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._cards):
            return None
        card = self._cards[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return card.title
            case Qt.ItemDataRole.ToolTipRole:
                return _whole(card)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{card.title}. {state_text(card)}"
            case _ if role == CARD:
                return card
        return None


def _whole(card: Card) -> str:
    """The title, which may have had no room, and what the course is about; as HTML, so that a long one is in lines."""
    about = f"<p>{html.escape(card.summary)}</p>" if card.summary else ""
    return f"<p><b>{html.escape(card.title)}</b></p>{about}"


def state_text(card: Card) -> str:
    """The line under a card's title: how far the learner is, or what a download costs."""
    if card.download:
        done = card.download.done / card.download.total if card.download.total else 0.0
        if card.download.state is not DownloadState.WAITING:
            failed = card.download.state is DownloadState.FAILED
            return f"{tr('Stopped') if failed else tr('Paused')} · {percent(done)}"
        return tr("Downloading: {percent}", percent=percent(done))
    if card.kept:
        return tr("{size} of {total} kept here", size=megabytes(card.kept), total=megabytes(card.size))
    if card.share is None:
        return tr("Update: {size}", size=megabytes(card.size)) if card.update else megabytes(card.size)
    if card.share >= 1.0:
        return tr("Finished")
    if card.share > 0:
        return tr("{percent} done", percent=percent(card.share))
    return tr("Begun") if card.begun else tr("Not begun")
