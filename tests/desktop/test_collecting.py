"""Garbage that refers to itself is found, and destroyed on the window's thread."""

from __future__ import annotations

import gc
import threading
import weakref

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from bivouac.desktop.tasks import Task
from tests.desktop.laptop import Laptop, until


def make_much(task: Task[int]) -> int:
    """So much that Python searches for garbage on the thread that does this, if it may."""
    return len([[number] for number in range(100_000)])


def test_what_is_qt_s_is_destroyed_on_the_window_s_thread_while_others_work(laptop: Laptop) -> None:
    laptop.open()
    where: list[threading.Thread] = []
    done: list[int] = []
    for _ in range(10):
        timer = QTimer()
        timer.itself = timer  # type: ignore[attr-defined]
        weakref.finalize(timer, lambda: where.append(threading.current_thread()))
        del timer
        work = laptop.app.tasks.background(make_much).then(done.append)
        work.wait(30)  # the window's thread does nothing meanwhile
    until(lambda: len(done) == 10)
    until(lambda: len(where) == 10)
    assert set(where) == {threading.main_thread()}


def test_what_was_made_long_ago_is_found_too(laptop: Laptop) -> None:
    laptop.open()
    until(gc.get_freeze_count)  # what there was before that stays
    gone: list[bool] = []
    timer = QTimer()
    timer.itself = timer  # type: ignore[attr-defined]
    weakref.finalize(timer, lambda: gone.append(True))
    gc.collect(0)
    gc.collect(1)
    del timer
    much: list[object] = []
    usual = gc.get_threshold()
    gc.set_threshold(usual[0], 0, 0)
    try:
        until(lambda: gone or much.append([[number] for number in range(usual[0])]))
    finally:
        gc.set_threshold(*usual)


def test_python_searches_by_itself_again_once_the_window_is_closed(laptop: Laptop, qapp: QApplication) -> None:
    laptop.open()
    assert not gc.isenabled()
    laptop.close()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
