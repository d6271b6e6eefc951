"""The only file with threads: one worker for the database, a few for the network, results always on the GUI thread."""

from __future__ import annotations

import contextlib
import logging
import queue
import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any, Generic, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from bivouac.errors import BivouacError, DamagedError, system_error
from bivouac.sync.store.library import Library
from bivouac.sync.store.upkeep import mend, open_library

log = logging.getLogger(__name__)

T = TypeVar("T")
_NETWORK_WORKERS = 3
_MENDED_AT_MOST = 20
"""Damaged files that are mended while the program runs."""


class CancelledError(Exception):
    """Raised by a piece of work that noticed that it is not wanted any more."""


class Task(Generic[T]):
    """One piece of work under way. `then`, `failed` and `progressed` are called on the GUI thread, or not at all once it is cancelled."""

    def __init__(self) -> None:
        self._cancelled = threading.Event()
        self._ended = threading.Event()
        self._outcome: T | None = None
        self.on_result: Callable[[T], None] | None = None
        self.on_error: Callable[[BivouacError], None] | None = None
        self.on_progress: Callable[..., None] | None = None
        self.on_end: Callable[[], object] | None = None
        self.ended_by_bug = False
        self.on_database = False

    def then(self, on_result: Callable[[T], None]) -> Task[T]:
        """Call `on_result` with what the work returned."""
        self.on_result = on_result
        return self

    def failed(self, on_error: Callable[[BivouacError], None]) -> Task[T]:
        """Call `on_error` in place of showing the error's sentence at the window's edge."""
        self.on_error = on_error
        return self

    def progressed(self, on_progress: Callable[..., None]) -> Task[T]:
        """Call `on_progress` with what the work reports on its way."""
        self.on_progress = on_progress
        return self

    def finally_(self, on_end: Callable[[], object]) -> Task[T]:
        """Call `on_end` after the result or the error, also when the work was cancelled."""
        self.on_end = on_end
        return self

    def cancel(self) -> None:
        """The work is not wanted any more; it stops at its next look at `cancelled`."""
        self._cancelled.set()

    def cancelled(self) -> bool:
        return self._cancelled.is_set()

    def check(self) -> None:
        """Raise CancelledError once the work is not wanted any more."""
        if self._cancelled.is_set():
            raise CancelledError

    def wait(self, seconds: float) -> T | None:
        """What the work returned if it ends within `seconds`, else None. Only for the first look at the disk before the first paint."""
        return self._outcome if self._ended.wait(seconds) else None


class Tasks(QObject):
    """Runs work off the GUI thread.

    Args:
        folder: of the library.

    Signals:
        problem: an error that nobody else handles, for the person.
        bug: an exception that should not happen; it has been logged.
        mended: a file of the library was damaged and is mended now (a `Repair`), for the person.
    """

    problem = Signal(object)
    bug = Signal(str)
    mended = Signal(object)
    _delivered = Signal(object, object)

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self._database: queue.SimpleQueue[Callable[[Callable[[], Library]], None] | None] = queue.SimpleQueue()
        self._network: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._running: set[Task[Any]] = set()
        self._mended: list[Path | None] = []
        self._delivered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._arrived: deque[Callable[[], None]] = deque()
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._take_one)
        self._start(self._serve_database, "database")
        for number in range(_NETWORK_WORKERS):
            self._start(self._serve_network, f"network-{number}")

    def database(self, work: Callable[..., T], *values: Any) -> Task[T]:
        """Run `work(library, *values)` on the database's thread, in the order of the calls.

        When it finds a file damaged, that is mended and the work done once more: each piece of it is whole by itself, or not done.
        """
        task: Task[T] = Task()
        task.on_database = True
        self._running.add(task)

        def begin(library: Callable[[], Library]) -> T:
            try:
                return work(library(), *values)
            except DamagedError as error:
                self._mend(library(), error)
                return work(library(), *values)

        self._database.put(lambda library: self._run(task, lambda: begin(library)))
        return task

    def background(self, work: Callable[..., T], *values: Any) -> Task[T]:
        """Run `work(task, *values)` on a thread for the network and for long work; it looks at `task.cancelled()`
        and reports with `self.report(task, …)`."""
        task: Task[T] = Task()
        self._running.add(task)

        def begin() -> T:
            task.check()  # it may have waited for its turn until nobody wanted it any more
            return work(task, *values)

        self._network.put(lambda: self._run(task, begin))
        return task

    def with_library(self, work: Callable[..., T], *values: Any) -> Task[T]:
        """As `background`, for `work(task, library, *values)` with a library of its own, closed when the work ends."""

        def begin(task: Task[T]) -> T:
            with contextlib.closing(Library(self.folder)) as library:
                return work(task, library, *values)

        return self.background(begin)

    def report(self, task: Task[Any], *values: Any) -> None:
        """From a worker: call the task's `progressed` on the GUI thread."""
        self._delivered.emit(task, lambda: self._tell(task, *values))

    def close(self, seconds: float = 5.0) -> bool:
        """Let what is queued for the database finish, cancel the rest, and end the threads, all in `seconds`; whether that was enough."""
        for task in list(self._running):
            task.cancel()
        self._database.put(None)
        for _ in range(_NETWORK_WORKERS):
            self._network.put(None)
        end = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, end - time.monotonic()))
        return not any(thread.is_alive() for thread in self._threads)

    def _start(self, serve: Callable[[], None], name: str) -> None:
        thread = threading.Thread(target=serve, name=name, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _serve_database(self) -> None:
        library: Library | None = None

        def opened() -> Library:
            """The library, opened by the first piece of work, which is told when that fails."""
            nonlocal library
            if library is None:
                library, repair = open_library(self.folder)
                if repair:
                    self.mended.emit(repair)
            return library

        while (work := self._database.get()) is not None:
            work(opened)
        if library is not None:
            library.close()

    def _serve_network(self) -> None:
        while (work := self._network.get()) is not None:
            work()

    def _run(self, task: Task[T], work: Callable[[], T]) -> None:
        """Run one piece of work and hand its outcome over. This is the outermost boundary of a task: nothing escapes it."""
        try:
            result = work()
        except CancelledError:
            self._delivered.emit(task, lambda: self._end(task))
        except BivouacError as error:
            failure = error
            self._delivered.emit(task, lambda: self._fail(task, failure))
        except OSError as error:
            log.warning("a task met an error of the system", exc_info=True)
            refused = system_error(error)
            self._delivered.emit(task, lambda: self._fail(task, refused))
        except Exception as error:
            log.exception("a task failed")
            name = f"{type(error).__name__}: {error}"
            self._delivered.emit(task, lambda: self._bug(task, name))
        else:
            task._outcome = result
            self._delivered.emit(task, lambda: self._succeed(task, result))
        finally:
            task._ended.set()

    def _mend(self, library: Library, error: DamagedError) -> None:
        """Mend a file on the database's thread; not for ever, for what is damaged again at once no repair will help."""
        if len(self._mended) == _MENDED_AT_MOST:
            raise error
        self._mended.append(error.path)
        if repair := mend(library, error.path):
            self.mended.emit(repair)

    @Slot(object, object)
    def _deliver(self, task: Task[Any], call: Callable[[], None]) -> None:
        """Outcomes that came together are taken one in each turn of the event loop: what is shown of one is short, of ten in a row it is not."""
        self._arrived.append(call)
        self._turn.start()

    def _take_one(self) -> None:
        call = self._arrived.popleft()
        if self._arrived:
            self._turn.start()  # anew: the timer that fires now does not again until the call is over, which may ask something in a dialog
        else:
            self._turn.stop()
        call()

    def _tell(self, task: Task[Any], *values: Any) -> None:
        if task.on_progress and not task.cancelled() and _lives(task.on_progress):
            task.on_progress(*values)

    def _succeed(self, task: Task[T], result: T) -> None:
        try:
            if task.on_result and not task.cancelled() and _lives(task.on_result):
                task.on_result(result)
        finally:
            self._end(task)

    def _fail(self, task: Task[Any], error: BivouacError) -> None:
        if isinstance(error, DamagedError) and not task.on_database:
            self.database(self._mend, error)  # work in the background is tried again by whoever began it
        try:
            if task.cancelled():
                return
            if task.on_error is None:
                self.problem.emit(error)
            elif _lives(task.on_error):
                task.on_error(error)
        finally:
            self._end(task)

    def _bug(self, task: Task[Any], name: str) -> None:
        task.ended_by_bug = True
        self.bug.emit(name)
        self._end(task)

    def _end(self, task: Task[Any]) -> None:
        self._running.discard(task)
        on_end = task.on_end
        task.on_result = task.on_error = task.on_progress = task.on_end = (
            None  # else the worker would be the last to let go of what they hold
        )
        if on_end and _lives(on_end):
            on_end()


def _lives(callback: Callable[..., object]) -> bool:
    """Whether whoever waits for a result is still there: a window that was made anew leaves callbacks of the old one behind."""
    owner = getattr(callback, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)
