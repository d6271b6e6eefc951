"""Who is at work in a hub's folder: commands many at once, beside the hub that serves; a repair alone.

A repair puts a new database in the old one's place. What a command noted in the old one meanwhile, a code that somebody wrote down, would be lost.
"""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path

from bivouac import machine
from bivouac.errors import InputError

_FOLDER = ".at-work"
_PLACES = 16
"""So many may be at work at once. A repair takes all places, a command any; the system gives them back, however who has one ends."""

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EROFS) if hasattr(errno, "EDQUOT") else (errno.ENOSPC, errno.EROFS)
"""Where no place can be made there is no repair either, which needs more room; what can be read is read."""


class _TakenError(Exception):
    """Somebody has this place."""


@contextlib.contextmanager
def at_work(folder: Path) -> Iterator[None]:
    """Be one of those who use a hub's database until the block ends.

    Raises:
        InputError: it is being mended.
    """
    with contextlib.ExitStack() as held:
        if not any(_take(held, folder, number) for number in range(_PLACES)):
            raise InputError(
                "This hub is being mended just now (bivouac hub check --repair). Wait until that is done, then try again; nothing was done."
            )
        yield


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Be the only one who uses it.

    Raises:
        InputError: others are at work.
    """
    with contextlib.ExitStack() as held:
        if not all(_take(held, folder, number) for number in range(_PLACES)):
            raise InputError(
                "Another command of this hub is at work (bivouac hub …). Wait until it is done, or stop it, then mend the hub; nothing was done."
            )
        yield


def _take(held: contextlib.ExitStack, folder: Path, number: int) -> bool:
    try:
        held.enter_context(machine.only_one(folder / _FOLDER / str(number), _taken))
    except _TakenError:
        return False
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
    return True


def _taken() -> None:
    raise _TakenError
