"""Work beside the window: its order, where its outcome arrives, and how it ends."""

from __future__ import annotations

import sqlite3
import threading
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from bivouac.desktop.tasks import Task, Tasks
from bivouac.errors import InputError, StoreError
from bivouac.sync.store.library import Library
from bivouac.sync.store.settings import SCHEME
from tests.desktop.laptop import live, turn_counter, until


@pytest.fixture
def tasks(qapp: QApplication, tmp_path: Path):
    made = Tasks(tmp_path / "home")
    yield made
    made.close()


def test_the_database_works_in_order_on_one_thread(tasks: Tasks) -> None:
    threads: set[int] = set()
    results: list[int] = []

    def work(library: Library, number: int) -> int:
        threads.add(threading.get_ident())
        return number

    for number in range(50):
        tasks.database(work, number).then(results.append)
    until(lambda: len(results) == 50)
    assert results == list(range(50))
    assert len(threads) == 1 and threading.get_ident() not in threads


def test_results_progress_and_ends_come_on_the_window_s_thread(tasks: Tasks) -> None:
    seen: list[tuple[str, object, int]] = []

    def note(what: str):
        return lambda *values: seen.append((what, values, threading.get_ident()))

    def work(task: Task[str]) -> str:
        tasks.report(task, 1, 2)
        return "done"

    tasks.background(work).progressed(note("progress")).then(note("result")).finally_(note("end"))
    until(lambda: len(seen) == 3)
    here = threading.get_ident()
    assert seen == [("progress", (1, 2), here), ("result", ("done",), here), ("end", (), here)]


def test_outcomes_that_came_together_are_taken_one_in_each_turn(tasks: Tasks) -> None:
    """What several of them show would else be one long pause of the window."""
    turn = turn_counter(tasks)
    taken: list[int] = []
    last = [tasks.database(lambda library: None).then(lambda _: taken.append(turn())) for _ in range(5)][-1]
    last.wait(10)
    until(lambda: len(taken) == 5)
    assert len(set(taken)) == 5


def test_what_comes_with_an_outcome_that_asks_something_does_not_wait_for_the_answer(tasks: Tasks) -> None:
    """A dialog has a loop of its own, in which the window lives on."""
    told: list[str] = []
    tasks.database(lambda library: None).then(lambda _: (until(lambda: "other" in told, 5), told.append("answered")))
    tasks.database(lambda library: None).then(lambda _: told.append("other")).wait(10)
    until(lambda: "answered" in told)
    assert told == ["other", "answered"]


@pytest.mark.expects_log("a task met an error of the system")
def test_what_the_system_refuses_reaches_the_person_as_a_sentence(tasks: Tasks, tmp_path: Path) -> None:
    said: list[str] = []
    tasks.background(lambda task: (tmp_path / "none").read_bytes()).failed(lambda error: said.append(error.sentence()))
    until(lambda: bool(said))
    assert said == [f"“{tmp_path / 'none'}” does not exist. Check the name and try again."]


def test_an_error_goes_to_whoever_asked_and_else_to_the_person(tasks: Tasks) -> None:
    said: list[str] = []
    handled: list[str] = []
    ends: list[int] = []
    tasks.problem.connect(lambda error: said.append(error.sentence()))

    def work(task: Task[None]) -> None:
        raise InputError("This is not a joining code. A code has {n} letters and digits, like 7K3QX-9M2TB.", n=10)

    tasks.background(work).finally_(lambda: ends.append(1))
    tasks.background(work).failed(lambda error: handled.append(error.sentence())).finally_(lambda: ends.append(1))
    until(lambda: len(ends) == 2)
    assert said == handled and said[0].startswith("This is not a joining code. A code has 10")


@pytest.mark.expects_log("a task failed")
def test_a_bug_is_logged_and_told_and_the_thread_lives_on(tasks: Tasks) -> None:
    bugs: list[str] = []
    results: list[int] = []
    tasks.bug.connect(bugs.append)
    tasks.database(lambda library: {}["missing"])
    tasks.database(lambda library: 7).then(results.append)
    until(lambda: results)
    assert bugs == ["KeyError: 'missing'"] and results == [7]


def test_cancelled_work_brings_no_result_but_an_end(tasks: Tasks) -> None:
    results: list[int] = []
    ends: list[str] = []
    begun, go_on = threading.Event(), threading.Event()

    def work(task: Task[int]) -> int:
        begun.set()
        go_on.wait(10)
        task.check()
        return 1

    task = tasks.background(work).then(results.append).finally_(lambda: ends.append("stopped"))
    begun.wait(10)
    task.cancel()
    go_on.set()
    ended = tasks.database(lambda library: 2).then(results.append).finally_(lambda: ends.append("ended"))
    ended.cancel()
    until(lambda: len(ends) == 2)
    assert results == []


def test_what_waited_until_nobody_wanted_it_is_not_begun(tasks: Tasks) -> None:
    begun: list[int] = []
    ends: list[int] = []
    busy = threading.Event()
    for _ in range(3):
        tasks.background(lambda task: busy.wait(10))
    late = tasks.background(lambda task: begun.append(1)).finally_(lambda: ends.append(1))
    late.cancel()
    busy.set()
    until(lambda: ends)
    assert begun == []


def test_closing_lets_the_database_finish(qapp: QApplication, tmp_path: Path) -> None:
    tasks = Tasks(tmp_path / "home")
    for value in ("dark", "light", "dark"):
        tasks.database(lambda library, value=value: library.settings.set(SCHEME, value))
    tasks.close()
    library = Library(tmp_path / "home")
    assert library.settings.get(SCHEME) == "dark"
    library.close()


def test_a_library_that_cannot_be_opened_is_an_error_of_each_task(qapp: QApplication, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "library.sqlite").mkdir()
    tasks = Tasks(home)
    errors: list[object] = []
    ends: list[int] = []
    task = tasks.database(lambda library: 1).failed(errors.append).finally_(lambda: ends.append(1))
    assert task.wait(5) is None
    until(lambda: ends)
    assert isinstance(errors[0], StoreError)
    tasks.close()


def test_a_result_for_what_is_gone_is_dropped(tasks: Tasks) -> None:
    class Reader(QObject):
        def take(self, value: int) -> None:
            self.setObjectName(str(value))  # raises when the object is gone

    reader = Reader()
    ends: list[int] = []
    go_on = threading.Event()
    tasks.background(lambda task: go_on.wait(10)).then(reader.take).finally_(lambda: ends.append(1))
    reader.deleteLater()
    live(0.05)
    go_on.set()
    until(lambda: ends)


def test_work_with_a_library_of_its_own(tasks: Tasks) -> None:
    seen: list[Library] = []

    def work(task: Task[int], library: Library, number: int) -> int:
        seen.append(library)
        return number + len(library.people.learners())

    results: list[int] = []
    tasks.with_library(work, 7).then(results.append)
    until(lambda: results == [7])
    with pytest.raises(sqlite3.ProgrammingError):
        seen[0].people.learners()  # it is closed


def test_what_callbacks_hold_is_let_go_of_on_the_window_s_thread(tasks: Tasks) -> None:
    """A worker keeps its last piece of work until the next; what is Qt's would be destroyed there."""
    gone: list[threading.Thread] = []
    held = QObject()
    weakref.finalize(held, lambda: gone.append(threading.current_thread()))
    done: list[bool] = []
    task = tasks.background(lambda task: True)
    task.then(lambda _, held=held: done.append(True)).finally_(lambda held=held: None)
    del held, task
    until(lambda: done)
    until(lambda: gone)
    assert gone == [threading.main_thread()]
