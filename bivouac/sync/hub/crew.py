"""What the processes that serve one hub count together: memory that all of them map, or that one process has alone."""

from __future__ import annotations

import contextlib
import mmap
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bivouac import machine


@dataclass(frozen=True)
class Crew:
    """One process among those that serve a hub; without arguments, the only one.

    Attributes:
        folder: where they share files, empty when the hub starts and gone when it ends; None for a process that is alone.
        number: which of them this is, from 0. size: how many there are.
        seed: of their hashes, so that nobody outside knows which names fall together.
        began: when the hub was started, in seconds since 1970.
    """

    folder: Path | None = None
    number: int = 0
    size: int = 1
    seed: bytes = field(default_factory=lambda: os.urandom(16))
    began: float = field(default_factory=time.time)

    def memory(self, name: str, size: int) -> mmap.mmap:
        """So many bytes that all of them see, zeros at first.

        Raises:
            OSError: there is no room for them.
        """
        if self.folder is None:
            return mmap.mmap(-1, size)
        with (self.folder / name).open("a+b") as file:
            # The room is taken now: a disk that is full later would end whoever writes there first (SIGBUS).
            machine.take_room(file.fileno(), size)
            return mmap.mmap(file.fileno(), size)

    def turn(self, name: str) -> Turn:
        """What lets one of them at a time at something."""
        return Turn(self.folder / f"{name}.lock" if self.folder else None)


ALONE = Crew()
"""The one process of a hub that has no others."""


class Turn:
    """A lock between threads, and between processes where there are several. It goes with the process that holds it, however that ends."""

    def __init__(self, path: Path | None) -> None:
        self._threads = threading.Lock()
        self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600) if path else None  # open as long as the process

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        with self._threads:
            if self._file is None:
                yield
                return
            with machine.locked(self._file):
                yield
