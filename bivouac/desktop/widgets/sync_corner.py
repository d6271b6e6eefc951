"""The sync corner: always the truth about what the school has received."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout

from bivouac.desktop.background import SyncState
from bivouac.desktop.desk import Look
from bivouac.desktop.icons import icon
from bivouac.desktop.theme import SPACE
from bivouac.desktop.widgets.labels import label
from bivouac.desktop.wording import ago, day_and_time
from bivouac.language import tr

_MINUTE = 60_000


class SyncCorner(QPushButton):
    """An icon and two lines; a click tries again at once."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.state: SyncState | None = None
        self._narrow = False
        self.setProperty("look", "corner")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.picture = QLabel()
        self.first = label("", "")
        self.second = _Words()
        self.second.setWordWrap(True)
        self.second.setProperty("look", "small")
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addWidget(self.first)
        lines.addWidget(self.second)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(SPACE + 2, SPACE, SPACE, SPACE)
        row.setSpacing(SPACE)
        row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(lines, 1)
        for part in (self.picture, self.first, self.second):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        look.changed.connect(self._draw)
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._draw)
        self._clock.start(_MINUTE)
        self.hide()

    def show_state(self, state: SyncState) -> None:
        self.state = state
        self.setVisible(bool(state.campus))
        self._draw()

    def set_narrow(self, narrow: bool) -> None:
        """Show the icon alone; its words are the tooltip then, and what a screen reader says."""
        self._narrow = narrow
        self.first.setVisible(not narrow)
        self.second.setVisible(not narrow)
        self._draw()

    def _draw(self) -> None:
        if self.state is None:
            return
        icon_name, colour, first, second = describe(self.state)
        size = round(20 * self._look.scale)
        self.picture.setPixmap(icon(icon_name, getattr(self._look.theme, colour), size).pixmap(QSize(size, size)))
        self.first.setText(first)
        self.second.setText(second)
        self.setAccessibleName(f"{first}. {second}")
        self._hint()

    def _hint(self) -> None:
        """What has no room is in the tooltip."""
        if self.state is not None:
            _, _, first, second = describe(self.state)
            words = f"{first}. {second}\n" if self._narrow or self.second.is_cut() else ""
            words += f"{self.state.damage}\n" if self.state.damage else ""
            self.setToolTip(words + tr("{campus}. Click to try now.", campus=self.state.campus))

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip:
            self._hint()
        return super().event(event)

    def sizeHint(self) -> QSize:
        return self._row.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._row.minimumSize()


class _Words(QLabel):
    """Plain words in as many lines as they need; where there is no room for all of them, the last line says by … that more follow."""

    def is_cut(self) -> bool:
        return self.isVisible() and self.height() + 1 < self.heightForWidth(self.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.is_cut():
            super().paintEvent(event)
            return
        metrics, text = self.fontMetrics(), self.text()
        with QPainter(self) as painter:
            painter.setPen(self.palette().color(self.foregroundRole()))
            lines = max(1, (self.height() + 2) // metrics.lineSpacing())
            layout = QTextLayout(text, self.font())
            layout.beginLayout()
            for at in range(lines):
                line = layout.createLine()
                line.setLineWidth(self.width())
                start = line.textStart()
                shown = text[start : start + line.textLength()] if at < lines - 1 else text[start:]
                shown = metrics.elidedText(shown.rstrip(), Qt.TextElideMode.ElideRight, self.width())
                painter.drawText(0, at * metrics.lineSpacing() + metrics.ascent(), shown)
            layout.endLayout()


def describe(state: SyncState) -> tuple[str, str, str, str]:
    """(icon, colour, first line, second line): what is known, never more."""
    standing = state.standing
    waiting = tr("{n} act waits here, safe.|{n} acts wait here, safe.", n=standing.waiting)
    until = tr("Received up to {time}.", time=day_and_time(standing.received_until)) if standing.received_until else ""
    if state.problem:
        return (
            "warning",
            "bad",
            tr("The campus refuses"),
            f"{state.problem} {waiting if standing.waiting else ''}".strip(),
        )
    if state.reached is False:
        since = tr("Offline for {time}", time=ago(standing.heard)) if standing.heard else tr("Campus not reached yet")
        nothing = tr("The school has all you did.") if standing.received_until else tr("Nothing to send yet.")
        rest = waiting if standing.waiting else nothing
        return "cloud-off", "warn", since, f"{rest} {until}".strip()
    if standing.waiting:
        return (
            "sync",
            "accent",
            tr("Sending to the school…") if state.busy else tr("Will be sent shortly"),
            f"{waiting} {until}".strip(),
        )
    if state.reached is None:
        return "sync", "quiet", tr("Looking for the campus…"), until
    return "cloud-check", "good", tr("The school has all you did"), until or tr("Nothing to send yet.")
