"""The words that stand under a film: as high as they need, up to a limit from which they scroll."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSizeF

from bivouac.desktop.widgets.page.style import PageStyle
from bivouac.desktop.widgets.page.view import PageView
from bivouac.language import tr

_HIGHEST = 130
"""Pixels at text scale 1."""


class FilmText(PageView):
    """A page without a ground of its own."""

    def __init__(self, read: Callable[[str], bytes], style: PageStyle, html: str) -> None:
        super().__init__(read, style)
        self._highest = round(_HIGHEST * style.scale)
        self.setAccessibleName(tr("About this film"))
        self.setStyleSheet("QTextBrowser { background: transparent; border: none; padding: 0; }")
        self.setFixedHeight(self._highest)
        self.page_shown.connect(self._watch_height)
        self.show_page(html)

    def _watch_height(self) -> None:
        layout = self.document().documentLayout()
        layout.documentSizeChanged.connect(self._fit_height)
        self._fit_height(layout.documentSize())

    def _fit_height(self, size: QSizeF) -> None:
        self.setFixedHeight(min(round(size.height()) + 2, self._highest))
