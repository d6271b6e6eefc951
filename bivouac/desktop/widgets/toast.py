"""A sentence at the window's lower edge that goes away by itself; errors stay until they are closed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from bivouac.desktop.desk import Look
from bivouac.desktop.theme import SPACE
from bivouac.desktop.widgets.buttons import icon_button
from bivouac.desktop.widgets.labels import label
from bivouac.language import tr

_SHOWN = 6_000
_WIDEST = 640


class Toast(QFrame):
    """Says one thing at a time over the lower edge of its parent."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.text = label("")
        self._parent = parent
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(SPACE * 2, SPACE, SPACE, SPACE)
        row.addWidget(self.text, 1)
        row.addWidget(icon_button("close", tr("Close this message"), look, self.hide))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def say(self, text: str, kind: str) -> None:
        """Show a sentence; `kind` is good, warn or bad."""
        self.setProperty("look", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self.text.setText(text)
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        self._timer.stop()
        if kind == "good":
            self._timer.start(_SHOWN)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        parent = self._parent
        width = min(_WIDEST, parent.width() - 4 * SPACE)
        self.setFixedWidth(width)
        height = max(self.sizeHint().height(), self._row.heightForWidth(width))
        self.setFixedHeight(height)
        self.move((parent.width() - width) // 2, parent.height() - height - 3 * SPACE)
