"""Several processes that serve one hub on one socket, and the one that looks after them: whoever dies is started again.

They are started anew rather than forked, for the one that looks after them has threads. A worker ends when that one does, however it ends:
it watches the other's end of a pipe.
"""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import signal
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from multiprocessing import connection
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING

from bivouac import machine
from bivouac.errors import BivouacError, StoreError
from bivouac.language import current_language, tr, use_language
from bivouac.sync.hub.crew import Crew
from bivouac.sync.hub.folder import HubFolder

if TYPE_CHECKING:
    from bivouac.sync.hub.serve import HubServer

log = logging.getLogger(__name__)

_SHARED = 8 * 1024 * 1024
"""Bytes that the processes want for what they share, and some to spare."""

_ENDING_SECONDS = 10.0
_STEADY_SECONDS, _LONGEST_PAUSE = 30.0, 60.0
"""Who worked so long is started again at once; the others after a pause that grows."""


@dataclass
class _Worker:
    """One of the processes; `again` is when to start it again once it has died (monotonic seconds)."""

    crew: Crew
    process: BaseProcess | None = None
    ready: Connection | None = None
    began: float = 0.0
    pause: float = 1.0
    again: float = 0.0


class Workers:
    """The processes of a hub.

    Args:
        listening: the socket that they share.
        secured: whether they speak TLS.
        count: how many.
    """

    def __init__(self, folder: HubFolder, listening: socket.socket, secured: bool, count: int) -> None:
        self._folder, self._listening, self._secured, self._count = folder, listening, secured, count
        self._spawn = multiprocessing.get_context("spawn")

    def run(self, on_ready: Callable[[], None]) -> None:
        """Serve until SIGTERM or Ctrl-C; `on_ready` is called when all of them serve.

        Raises:
            StoreError: they do not start.
            InputError, SpaceError: the hub's folder or database cannot be used, or there is no room for what they share.
        """
        self._folder.storage().close()  # tables are made, and troubles said, once
        self._folder.layout()
        with tempfile.TemporaryDirectory(prefix="bivouac-hub-") as shared, _asked_to_end() as ending:
            machine.require_space(Path(shared), _SHARED)
            crew = Crew(Path(shared), size=self._count)
            workers = [_Worker(replace(crew, number=number)) for number in range(self._count)]
            try:
                for worker in workers:
                    self._start(worker)
                if self._wait_until_ready(workers, ending):
                    on_ready()
                    self._look_after(workers, ending)
            finally:
                _end(workers)

    def _start(self, worker: _Worker) -> None:
        if sys.platform == "win32":  # `serve` starts none there, where pipes are of another kind
            raise NotImplementedError
        worker.ready, said = self._spawn.Pipe(duplex=False)
        worker.process = self._spawn.Process(
            target=work,
            args=(self._folder.folder, self._listening, self._secured, worker.crew, said, current_language()),
            name=f"worker-{worker.crew.number}",
        )
        worker.began = time.monotonic()
        worker.process.start()
        said.close()

    def _wait_until_ready(self, workers: list[_Worker], ending: socket.socket) -> bool:
        """False when the hub is to end before that."""
        for worker in workers:
            assert worker.ready is not None
            if ending in connection.wait([worker.ready, ending]):
                return False
            try:
                worker.ready.recv_bytes()
            except EOFError as error:
                raise StoreError("The hub does not start. The lines above say why.") from error
        return True

    def _look_after(self, workers: list[_Worker], ending: socket.socket) -> None:
        while True:
            running = [worker.process.sentinel for worker in workers if worker.process]
            waits = [worker.again - time.monotonic() for worker in workers if not worker.process]
            if ending in connection.wait([ending, *running], max(0.0, min(waits)) if waits else None):
                return
            for worker in workers:
                if worker.process is None:
                    if worker.again <= time.monotonic():
                        self._start(worker)
                elif not worker.process.is_alive():
                    _note_death(worker, worker.process)


def _note_death(worker: _Worker, process: BaseProcess) -> None:
    now = time.monotonic()
    steady = now - worker.began > _STEADY_SECONDS
    worker.pause = 1.0 if steady else min(2 * worker.pause, _LONGEST_PAUSE)
    worker.again = now if steady else now + worker.pause / 2
    log.error(tr("A process of the hub ended ({code}); another takes its place.", code=process.exitcode))
    process.close()
    if worker.ready:
        worker.ready.close()
    worker.process = worker.ready = None


def _end(workers: list[_Worker]) -> None:
    """Let each answer what it has begun, then go."""
    running = [worker.process for worker in workers if worker.process]
    for process in running:
        process.terminate()
    until = time.monotonic() + _ENDING_SECONDS
    for process in running:
        process.join(max(0.0, until - time.monotonic()))
        if process.is_alive():
            process.kill()
            process.join()


@contextlib.contextmanager
def _asked_to_end() -> Iterator[socket.socket]:
    """Something to wait on that is told when this process is asked to end."""
    told, tell = socket.socketpair()
    with told, tell:
        before = {
            number: signal.signal(number, lambda number, frame: tell.send(b"."))
            for number in (signal.SIGINT, signal.SIGTERM)
        }
        try:
            yield told
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def work(folder: Path, listening: socket.socket, secured: bool, crew: Crew, said: Connection, language: str) -> None:
    """What a worker does in a process of its own: serve, until it is asked to end or the one that looks after it is gone."""
    from bivouac.sync.hub.serve import HubServer  # the web server, which the other process has no need of

    use_language(language)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, frame: None)  # the server ends in order, then raises the signal again
    try:
        server = HubServer(HubFolder(folder), secured, lambda: said.send_bytes(b"."), crew)
    except BivouacError as error:
        log.error(tr("A process of the hub cannot start: {reason}", reason=error.sentence()))
        sys.exit(1)
    threading.Thread(target=_end_with_the_other, args=(server,), daemon=True).start()
    server.run([listening])


def _end_with_the_other(server: HubServer) -> None:
    other = multiprocessing.parent_process()
    assert other is not None, "a worker is started by another process"
    connection.wait([other.sentinel])
    server.should_exit = True
