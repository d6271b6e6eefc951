"""Search results and notes as a Qt list model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

RESULT = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Result:
    """One line of results, and the place it leads to.

    Attributes:
        where: course and activity, as people read them; `where_marks` (start, end) are the words that were found in it.
        text: what was found; `marks` are the words in it.
        position: as in acts.Reached, or empty; `find`: a text to show in the page, or empty.
    """

    where: str
    text: str
    marks: tuple[tuple[int, int], ...]
    icon: str
    course: str
    activity: str
    position: str = ""
    find: str = ""
    where_marks: tuple[tuple[int, int], ...] = ()


class ResultModel(QAbstractListModel):
    """Lines of results."""

    def __init__(self) -> None:
        super().__init__()
        self._results: list[Result] = []

    def show_results(self, results: Sequence[Result]) -> None:
        self.beginResetModel()
        self._results = list(results)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self._results)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._results):
            return None
        result = self._results[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return result.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{result.where}. {result.text}"
            case _ if role == RESULT:
                return result
        return None
