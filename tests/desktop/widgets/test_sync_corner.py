"""The sync corner never says more than is known."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from bivouac.desktop.background import SyncState
from bivouac.desktop.desk import Look
from bivouac.desktop.widgets.sync_corner import SyncCorner, describe
from bivouac.sync.store.standing import Standing

HOUR = 3_600_000
NOW = round(time.time() * 1000)


def state(
    reached: bool | None,
    waiting: int,
    *,
    received: bool = True,
    heard: bool = True,
    busy: bool = False,
    problem: str = "",
) -> SyncState:
    standing = Standing(waiting, NOW - 5 * HOUR if received else 0, NOW - 5 * HOUR if heard else 0)
    return SyncState("Campus Abidjan", reached, busy, standing, problem)


@pytest.mark.parametrize(
    ("known", "icon", "first", "second"),
    [
        (state(True, 0), "cloud-check", "The school has all you did", "Received up to"),
        (state(True, 0, received=False), "cloud-check", "The school has all you did", "Nothing to send yet."),
        (state(True, 2), "sync", "Will be sent shortly", "2 acts wait here, safe. Received up to"),
        (state(True, 1, busy=True), "sync", "Sending to the school…", "1 act waits here, safe. Received up to"),
        (state(None, 0), "sync", "Looking for the campus…", "Received up to"),
        (state(None, 3, busy=True, received=False), "sync", "Sending to the school…", "3 acts wait here, safe."),
        (state(False, 0), "cloud-off", "Offline for 5 hours", "The school has all you did. Received up to"),
        (state(False, 4), "cloud-off", "Offline for 5 hours", "4 acts wait here, safe. Received up to"),
        (state(False, 4, received=False, heard=False), "cloud-off", "Campus not reached yet", "4 acts wait here, safe."),
        (state(False, 0, received=False, heard=False), "cloud-off", "Campus not reached yet", "Nothing to send yet."),
        (state(True, 1, problem="No."), "warning", "The campus refuses", "No. 1 act waits here, safe."),
        (state(True, 0, problem="No."), "warning", "The campus refuses", "No."),
    ],
)  # fmt: skip
def test_what_it_says(known: SyncState, icon: str, first: str, second: str) -> None:
    said = describe(known)
    assert (said[0], said[2]) == (icon, first)
    assert said[3].startswith(second)
    assert ("Received up to" in said[3]) == ("Received up to" in second)


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_it_is_seen_with_a_campus_only_and_can_be_pressed(qtbot) -> None:
    corner = SyncCorner(Look())
    qtbot.addWidget(corner)
    corner.show_state(SyncState("", None, False, Standing(0, 0, 0)))
    assert not corner.isVisible()
    corner.show_state(state(False, 1, heard=False))
    assert corner.isVisible()
    assert corner.accessibleName().startswith("Campus not reached yet. 1 act waits here, safe.")
    with qtbot.waitSignal(corner.clicked):
        QTest.keyClick(corner, Qt.Key.Key_Space)
    with qtbot.waitSignal(corner.clicked):
        QTest.mouseClick(corner, Qt.MouseButton.LeftButton)
    corner.set_narrow(True)
    assert not corner.first.isVisible() and corner.toolTip().startswith("Campus not reached yet.")


@pytest.mark.qt_log_ignore("propagateSizeHints", "support raise")
def test_what_has_no_room_ends_in_dots_and_is_whole_in_the_tooltip(qtbot) -> None:
    corner = SyncCorner(Look())
    qtbot.addWidget(corner)
    corner.show_state(
        state(True, 0, problem="This computer was shut out. Join again with a new code, or ask the staff.")
    )
    hover = QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), QPoint(5, 5))
    corner.resize(190, 400)
    qtbot.waitUntil(lambda: not corner.second.is_cut())
    QApplication.sendEvent(corner, hover)
    assert "shut out" not in corner.toolTip()
    whole = corner.second.grab().toImage()
    corner.resize(190, 90)
    qtbot.waitUntil(corner.second.is_cut)
    short = corner.second.grab().toImage()
    QApplication.sendEvent(corner, hover)
    assert corner.toolTip().startswith("The campus refuses. This computer was shut out. Join again")
    last = range(short.height() - corner.second.fontMetrics().lineSpacing(), short.height())
    rows = [[image.pixel(x, y) for y in last for x in range(short.width())] for image in (whole, short)]
    assert rows[0] != rows[1], "its last line ends otherwise than where more stands below it"
    QToolTip.hideText()
