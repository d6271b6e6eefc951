"""The words that stand under a film: as high as they need, up to a limit from which they scroll."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSizeF

from bivouac.desktop.widgets.page.style import PageStyle
from bivouac.desktop.widgets.page.view import PageView
from bivouac.language import tr

_HIGHEST = 130
"""Pixels at text scale 1, from which the film comes first."""


class FilmText(PageView):
    """A page without a ground of its own."""

    def __init__(self, read: Callable[[str], bytes], style: PageStyle, html: str) -> None:
        super().__init__(read, style)
        self._highest = self._room = round(_HIGHEST * style.scale)
        self._known = False  # how high the words are
        self.setAccessibleName(tr("About this film"))
        self.setStyleSheet("QTextBrowser { background: transparent; border: none; padding: 0; }")
        self.setFixedHeight(self._highest)
        self.page_shown.connect(self._watch_height)
        self.show_page(html)

    def _watch_height(self) -> None:
        self._known = True
        layout = self.document().documentLayout()
        layout.documentSizeChanged.connect(self._fit_height)
        self._fit_height(layout.documentSize())

    def take_room(self, least: int, left: int) -> None:
        """Be no higher than what the film leaves, or where it leaves less, than what words have at its cost.

        Args:
            least: pixels that words may have in any case.
            left: pixels that the film leaves.
        """
        self._room = max(left, min(least, self._highest))
        size = self.document().documentLayout().documentSize()
        self._fit_height(size if self._known else QSizeF(0, self._highest))

    def _fit_height(self, size: QSizeF) -> None:
        whole = round(size.height()) + 2
        self.setFixedHeight(whole if whole <= self._room else self._whole_lines())

    def _whole_lines(self) -> int:
        """The room, less what would show but half of a line: that looks broken, where a scroll bar says that more follows."""
        layout, block, fits = self.document().documentLayout(), self.document().begin(), 0
        while block.isValid():
            lines = block.layout()
            top = layout.blockBoundingRect(block).top()
            for at in range(lines.lineCount()):
                line = lines.lineAt(at)
                bottom = round(top + line.y() + line.height()) + 2
                if bottom > self._room:
                    return fits or self._room
                fits = bottom
            block = block.next()
        return fits or self._room
