"""The power, which may go at every moment after which something is on a disk: a database's commit, and a file that takes its name."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bivouac import machine
from bivouac.sync.hub.engine import Database
from bivouac.sync.store import journal as journal_module

_HALF = ".part-halfdone"
"""What a power cut leaves of a file that was being written: a name as `machine.whole_file` gives it."""


class CrashError(BaseException):
    """The power went."""


class Power:
    """Goes after so many moments, on whichever machine.

    Args:
        files: also when a file is given its name, and not only at a commit.
    """

    def __init__(self, *, files: bool) -> None:
        self.left: int | None = None
        self._files = files

    def moment(self) -> None:
        """Raise CrashError if it is time."""
        if self.left is not None:
            self.left -= 1
            if self.left <= 0:
                self.left = None
                raise CrashError

    def renamed(self) -> None:
        """As `moment`, for a file that has its name now."""
        if self._files:
            self.moment()

    def before_renaming(self, written: Path) -> None:
        """The file is written and has not its name yet; of what the disk had not taken, half is left."""
        try:
            self.renamed()
        except CrashError:
            if written.is_file():
                content = written.read_bytes()
                written.with_name(_HALF).write_bytes(content[: len(content) // 2])
            raise


@contextlib.contextmanager
def unreliable(power: list[Power]) -> Iterator[None]:
    """While it lasts, the power (none yet where the list is empty) may go between any two commits, and before and after any renaming."""
    real_transaction, real_write, real_replace = journal_module.transaction, Database.write, machine.replace

    def moment() -> None:
        for one in power:
            one.moment()

    @contextlib.contextmanager
    def transaction(*arguments: Any) -> Iterator[None]:
        with real_transaction(*arguments):
            yield
        moment()

    @contextlib.contextmanager
    def write(database: Database) -> Iterator[Any]:
        with real_write(database) as connection:
            yield connection
        moment()

    def replace(source: Path, target: Path, *, durable: bool = True) -> None:
        for one in power:
            one.before_renaming(source)
        real_replace(source, target, durable=durable)
        for one in power:
            one.renamed()

    journal_module.transaction, Database.write = transaction, write  # type: ignore[assignment, method-assign]
    machine.replace = replace
    try:
        yield
    finally:
        journal_module.transaction, Database.write = real_transaction, real_write  # type: ignore[method-assign]
        machine.replace = real_replace
