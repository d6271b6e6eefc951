"""A field for a password: hidden, or shown at a press, and it says when Caps Lock is on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from bivouac.desktop.desk import Look
from bivouac.desktop.icons import icon
from bivouac.desktop.theme import SPACE
from bivouac.desktop.widgets.labels import label
from bivouac.language import tr


class PasswordField(QWidget):
    """A labelled field; `line` is where one types."""

    def __init__(self, name: str, look: Look) -> None:
        super().__init__()
        self._look = look
        self.line = _Line(name)
        self._eye = QAction(self)
        self._eye.triggered.connect(self._toggle)
        self.line.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)
        self.caps = label(tr("Caps Lock is on."), "warn")
        self.caps.hide()
        self.line.on_caps = self.caps.setVisible
        self.caption = label(name, "small")
        self.caption.setBuddy(self.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        column.addWidget(self.caption)
        column.addWidget(self.line)
        column.addWidget(self.caps)
        self.setFocusProxy(self.line)
        look.changed.connect(self._dress)
        self._dress()

    def text(self) -> str:
        return self.line.text()

    def rename(self, name: str) -> None:
        """Say which password is asked for."""
        self.caption.setText(name)
        self.line.setAccessibleName(name)

    def clear(self) -> None:
        """Forget what was typed, and hide what will be."""
        self.line.clear()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.caps.hide()
        self._dress()

    def _toggle(self) -> None:
        hidden = self.line.echoMode() is QLineEdit.EchoMode.Password
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self._dress()

    def _dress(self) -> None:
        hidden = self.line.echoMode() is QLineEdit.EchoMode.Password
        self._eye.setIcon(icon("eye" if hidden else "eye-off", self._look.theme.text, round(20 * self._look.scale)))
        self._eye.setToolTip(tr("Show the password") if hidden else tr("Hide the password"))
        self._eye.setText(self._eye.toolTip())


class _Line(QLineEdit):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setAccessibleName(name)
        self.setMaxLength(200)
        self.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhNoAutoUppercase)
        self.on_caps = lambda on: None  # Qt does not tell of Caps Lock: a letter tells, typed with or without Shift

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_CapsLock:
            self.on_caps(False)
        elif event.text().isalpha() and event.text().lower() != event.text().upper():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.on_caps(event.text().isupper() != shifted)
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.on_caps(False)
