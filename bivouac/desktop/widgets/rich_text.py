"""A short text in the clean page form, as high as it needs to be: prompts, answers, hints, scenes."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from bivouac.desktop.widgets.page.style import PageStyle
from bivouac.desktop.widgets.page.view import PageView


class RichText(PageView):
    """Never scrolls: its layout asks it how high it is at a width.

    Args:
        interactive: links can be followed and text selected; in a button or card that is itself pressed, they cannot.
    """

    def __init__(
        self,
        html: str,
        read: Callable[[str], bytes],
        style: PageStyle,
        parent: QWidget | None = None,
        interactive: bool = True,
    ) -> None:
        super().__init__(read, style, parent)
        self._heights: dict[int, int] = {}
        self.setStyleSheet("background: transparent; border: none; padding: 0;")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if not interactive:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        elif "<a " in html:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.page_shown.connect(self._measure_again)
        self.show_page(html)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        width = max(1, width)
        if width not in self._heights:
            document, before = self.document(), self.document().textWidth()
            self._use_width(width)
            document.setTextWidth(width)
            self._heights[width] = math.ceil(document.size().height())
            if before > 0:
                self._use_width(int(before))
                document.setTextWidth(before)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        width = self.width() if self.testAttribute(Qt.WidgetAttribute.WA_Resized) else 400
        return QSize(min(width, 400), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, math.ceil(self.page_style.em(1.4)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._use_width(self.viewport().width())
        super().resizeEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _use_width(self, width: int) -> None:
        if self._shown:
            self._shown.objects.column = max(1, width)

    def _measure_again(self) -> None:
        self._heights.clear()
        self.updateGeometry()
