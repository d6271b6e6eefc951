"""Runs inside the app's process and does what a person at the keyboard would: `python -m tests.stories.robot HOME`.

Commands come as one JSON object a line on standard input, answers go to standard output. What a command looks for it waits
for, and it acts with real mouse and key events on what can be seen, found by its text or by what a screen reader says.
"""

from __future__ import annotations

import json
import queue
import re
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QImage, QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QTextEdit,
    QWidget,
)

from bivouac.desktop.app import App, make_application
from bivouac.language import use_language
from tests.stories.stalls import StallMeter

WAIT_SECONDS = 20.0


class Robot(QObject):
    """Carries out commands on the GUI thread."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self.app = app
        self.stalls = StallMeter()
        self._commands: queue.SimpleQueue[str] = queue.SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(10)
        self._waiting: tuple[dict[str, Any], float] | None = None

    def _listen(self) -> None:
        for line in sys.stdin:
            self._commands.put(line)
        self._commands.put('{"do": "close"}')

    def _look(self) -> None:
        """Take up the next command, or try the one that waits for something again."""
        if self._waiting is None:
            if self._commands.empty():
                return
            self._waiting = (json.loads(self._commands.get()), time.monotonic())
        command, since = self._waiting
        try:
            answer = getattr(self, f"do_{command['do']}")(
                **{k: v for k, v in command.items() if k not in ("do", "wait")}
            )
        except LookupError as error:
            if time.monotonic() - since < command.get("wait", WAIT_SECONDS):
                return
            answer = {"error": f"{error}; to be seen: {self.seen()}"}
        self._waiting = None
        print(json.dumps(answer if isinstance(answer, dict) else {"answer": answer}), flush=True)

    # --- commands --------------------------------------------------------------------------------------------------------

    def do_click(self, name: str) -> None:
        """Click a button, or an item of a list."""
        widget, place = self._target(name)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)

    def do_type(self, name: str, text: str) -> None:
        """Replace the text of a field."""
        field = self._first(
            lambda one: _is_field(one) and one.accessibleName() == name and one.isEnabled(), f"field {name!r}"
        )
        field.setFocus()
        assert isinstance(field, QLineEdit | QPlainTextEdit | QTextEdit)
        field.selectAll()
        typed = QInputMethodEvent()  # as an input method does it: QTest's key events know ASCII only
        typed.setCommitString(text)
        QApplication.sendEvent(field, typed)

    def do_key(self, keys: str) -> None:
        """Press a key combination in what has the focus."""
        combination = QKeySequence(keys)[0]
        target = QApplication.focusWidget() or self.app.window.focusWidget() or self.app.window
        QTest.keyClick(target, combination.key(), combination.keyboardModifiers())

    def do_see(self, text: str) -> str:
        """Wait until a text can be seen; the whole text of the widget that shows it."""
        for shown in self.seen():
            if text in shown:
                return shown
        raise LookupError(f"nothing shows {text!r}")

    def do_not_see(self, text: str) -> None:
        """Wait until a text is gone."""
        if any(text in shown for shown in self.seen()):
            raise LookupError(f"{text!r} is still shown")

    def do_seen(self) -> list[str]:
        return self.seen()

    def do_shot(self, path: str) -> None:
        """Save a picture of the window."""
        with self.stalls.left_out():
            self.app.window.grab().save(path)

    def do_click_first(self, start: str) -> None:
        """Click the first button whose text begins so."""
        found = self._first(
            lambda one: isinstance(one, QAbstractButton) and one.text().strip().startswith(start), f"button {start!r}…"
        )
        QTest.mouseClick(found, Qt.MouseButton.LeftButton)

    def do_open_card(self, title: str, grid: str) -> None:
        """Click a course's card in one of Home's rows."""
        from bivouac.desktop.widgets.cards import CardGrid

        cards = self._first(lambda one: isinstance(one, CardGrid) and one.accessibleName() == grid, f"row {grid!r}")
        assert isinstance(cards, CardGrid)
        for row in range(cards.model().rowCount()):
            index = cards.model().index(row, 0)
            if title in str(index.data()):
                place = cards.visualRect(index).center()
                _bring_into_view(cards, place)
                QTest.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
                return
        raise LookupError(f"{title!r} is not in the row {grid!r}")

    def do_pause(self, seconds: float) -> None:
        """Let the window live for a moment."""
        loop = QEventLoop()
        QTimer.singleShot(round(seconds * 1000), loop.quit)
        loop.exec()

    def do_film(self) -> dict[str, Any]:
        """How the film stands: its position (ms), whether it plays, and how many different colours its picture has."""
        from bivouac.desktop.activities.video import VideoPane

        pane = self._first(lambda one: isinstance(one, VideoPane), "film")
        assert isinstance(pane, VideoPane)
        if pane.film is None or not pane.film.duration:
            raise LookupError("the film is not loaded yet")
        with self.stalls.left_out():
            colours = _colours(pane.view.surface.grab().toImage())
        return {"position": pane.position(), "playing": pane.film.is_playing, "colours": colours}

    def do_start_quiz(self) -> None:
        """Go on from a quiz's introduction to its first question."""
        from bivouac.desktop.activities.quiz import QuizPane  # here, so that the app itself has to import what it shows

        self._first(lambda one: isinstance(one, QuizPane), "quiz")
        begin = self._first(
            lambda one: isinstance(one, QAbstractButton) and one.property("look") == "main" and one.isEnabled(),
            "button",
        )
        QTest.mouseClick(begin, Qt.MouseButton.LeftButton)

    def do_answer_choice(self, number: int) -> None:
        """Choose an option of the question that is shown and have it checked."""
        from bivouac.desktop.activities.quiz import QuizPane

        pane = self._first(lambda one: isinstance(one, QuizPane), "quiz")
        options = [
            one
            for one in pane.findChildren(QAbstractButton)
            if isinstance(one, QRadioButton | QCheckBox) and one.isVisible()
        ]
        if len(options) <= number:
            raise LookupError("there is nothing to choose")
        options[number].click()
        check = self._first(
            lambda one: isinstance(one, QPushButton) and one.property("look") == "main" and one.isEnabled(), "button"
        )
        QTest.mouseClick(check, Qt.MouseButton.LeftButton)

    def do_code(self) -> str:
        """The joining code that People shows."""
        for shown in self.seen():
            if re.fullmatch(r"[0-9A-Z]{5}-[0-9A-Z]{5}", shown):
                return shown
        raise LookupError("no code is shown")

    def do_progress(self) -> str:
        """How far the course is, as its screen says."""
        from bivouac.desktop.screens.course.screen import CourseScreen

        for screen in (one for one in self._visible() if isinstance(one, CourseScreen)):
            return screen.view.progress.text()
        raise LookupError("no course is shown")

    def do_pauses(self) -> list[list[float]]:
        """The longest pause of the GUI thread since last asked and the one of most work, each in seconds by the clock and of its own work."""
        return [list(stall) for stall in self.stalls.reset()]

    def do_resize(self, width: int, height: int) -> None:
        self.app.window.resize(width, height)

    def do_close(self) -> None:
        self.app.window.close()
        QTimer.singleShot(0, QApplication.quit)

    # --- looking ---------------------------------------------------------------------------------------------------------

    def seen(self) -> list[str]:
        """Every text in the window that is not hidden."""
        with self.stalls.left_out():
            return [text for widget in self._visible() for text in _texts(widget)]

    def _visible(self) -> Iterator[QWidget]:
        window = self.app.window
        if window.isVisible():
            yield window
            yield from (one for one in window.findChildren(QWidget) if one.isVisible())
        modal = QApplication.activeModalWidget()
        if modal is not None and modal is not window:
            yield from (one for one in modal.findChildren(QWidget) if one.isVisible())

    def _first(self, fits: Callable[[QWidget], bool], what: str) -> QWidget:
        with self.stalls.left_out():
            for widget in self._visible():
                if fits(widget):
                    return widget
        raise LookupError(f"there is no {what}")

    def _target(self, name: str) -> tuple[QWidget, QPoint]:
        for widget in self._visible():
            if isinstance(widget, QAbstractItemView):
                for row in range(widget.model().rowCount()):
                    index = widget.model().index(row, 0)
                    if name in str(index.data() or ""):
                        widget.scrollTo(index)
                        _bring_into_view(widget, widget.visualRect(index).center())
                        return widget.viewport(), widget.visualRect(index).center()
            elif isinstance(widget, QAbstractButton) and _is_called(widget, name):
                if not widget.isEnabled():
                    raise LookupError(f"{name!r} cannot be clicked now")
                _bring_into_view(widget, widget.rect().center())
                return widget, _click_point(widget)
        raise LookupError(f"there is no {name!r} to click")


def _colours(image: QImage) -> int:
    """How many different colours a picture has, looked at coarsely."""
    small = image.scaled(64, 36)
    return len({small.pixel(x, y) & 0xF8F8F8 for x in range(64) for y in range(36)})


def _click_point(widget: QAbstractButton) -> QPoint:
    """Where a press counts: a radio button's label and mark are at its left."""
    return QPoint(min(12, widget.width() // 2), widget.height() // 2)


def _is_called(widget: QAbstractButton, name: str) -> bool:
    names = {widget.text().strip().replace("&", ""), widget.accessibleName()}
    return name in names or any(
        one.startswith((f"{name}.", f"{name} ", f"{name}\u00a0", f"{name}\u202f")) for one in names
    )


def _bring_into_view(widget: QWidget, place: QPoint) -> None:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            spot = widget.mapTo(parent.widget(), place)
            parent.ensureVisible(spot.x(), spot.y(), 60, 60)
        parent = parent.parentWidget()


def _is_field(widget: QWidget) -> bool:
    return isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit)


def _texts(widget: QWidget) -> list[str]:
    if isinstance(widget, QAbstractItemView):
        model = widget.model()
        roles = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole)
        return (
            [str(model.index(row, 0).data(role) or "") for row in range(model.rowCount()) for role in roles]
            if model
            else []
        )
    if isinstance(widget, QLabel | QAbstractButton):
        return [text for text in (widget.text().strip(), widget.accessibleName()) if text]
    if isinstance(widget, QPlainTextEdit | QTextEdit) and widget.isReadOnly():  # what is being typed is not yet kept
        return [widget.toPlainText()]
    return [widget.accessibleName()] if widget.accessibleName() else []


def main() -> int:
    home, language, *files = sys.argv[1:]
    application = make_application(sys.argv[:1])
    use_language(language)
    app = App(Path(home), mute=True)
    app.start([Path(file) for file in files])
    robot = Robot(app)
    application.setQuitOnLastWindowClosed(True)
    code = application.exec()
    del robot
    return code


if __name__ == "__main__":
    sys.exit(main())
