"""What a hub does with the hub above while it serves, again and again: at once, often while the line is good, and never for the last time."""

from __future__ import annotations

import logging
import random
import threading
from collections.abc import Callable

from bivouac.errors import BivouacError, BusyError, LineError
from bivouac.language import tr
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.hub.refusals import A_BUG
from bivouac.sync.relay.courses import Offer, fetch_followed
from bivouac.sync.relay.mending import Mending
from bivouac.sync.relay.upstream import exchange_upstream

log = logging.getLogger(__name__)

EXCHANGE_OFTEN = 30.0
"""Seconds between exchanges while the hub above answers."""

LOOK_OFTEN = 300.0
"""Seconds between looks at its courses; one costs some hundred bytes while nothing is new there."""

_FIRST_WAIT, _LONGEST_WAIT = 5.0, 600.0
"""Between tries that did not go well, at first and at last."""

_LONGEST_AWAY = 40.0
"""The same where nobody answers at all: trying costs nothing then, and a line may be there for two minutes a day."""


class UpstreamLoop:
    """A thread that does something with the hub above until it is stopped.

    Args:
        often: seconds between two turns that went well.
        turn: is given what tells whether it is to stop, and raises what went wrong; that is said in the log, and tried again.
    """

    def __init__(self, name: str, often: float, turn: Callable[[Callable[[], bool]], None]) -> None:
        self._often, self._turn = often, turn
        self._said = ""
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End it; a turn under way is cut off, which harms nothing."""
        self._stop.set()
        self._thread.join(2.0)

    def _run(self) -> None:
        wait = _FIRST_WAIT
        while not self._stop.is_set():
            bounds = self._try()
            if bounds is None:
                wait, pause = _FIRST_WAIT, self._often
            else:
                least, most = bounds
                pause, wait = max(min(wait, most), least), min(2 * wait, most)
            self._stop.wait(pause * random.uniform(1.0, 1.4))  # noqa: S311 (spreads hubs, guards nothing)

    def _try(self) -> tuple[float, float] | None:
        """One turn.

        Returns:
            None when it went well; else the seconds after which it is tried again, at least and at most.
        """
        try:
            self._turn(self._stop.is_set)
        except BivouacError as error:
            self._say(error)
            if isinstance(error, BusyError):
                return error.wait, _LONGEST_WAIT
            return 0.0, _LONGEST_AWAY if isinstance(error, LineError) else _LONGEST_WAIT
        except Exception:
            log.exception(tr("With the hub above something failed. {why}", why=tr(A_BUG)))
            return 0.0, _LONGEST_WAIT
        self._said = ""
        return None

    def _say(self, error: BivouacError) -> None:
        """What went wrong, in the log: once, however often it is tried again."""
        if self._said != (said := error.sentence()):
            self._said = said
            log.warning(tr("With the hub above it did not work: {reason}", reason=said))


def begin_loops(folder: HubFolder) -> list[UpstreamLoop]:
    """All that a serving hub does with the one above; stop them when it ends."""
    known, mending = Offer(folder), Mending(folder)

    def exchange(stopped: Callable[[], bool]) -> None:
        storage = folder.storage()
        try:
            outcome = exchange_upstream(folder, storage)
        finally:
            storage.close()
        if outcome.sent or outcome.fetched:
            log.info("The hub above received %d acts and sent %d", outcome.sent, outcome.fetched)

    def fetch(stopped: Callable[[], bool]) -> None:
        fetch_followed(
            folder,
            stopped,
            lambda title: log.info("“%s” is here", title),
            known,
            mending=mending,
            mended=lambda title: log.info("What the disk had spoiled of “%s” came anew from the hub above", title),
        )

    return [UpstreamLoop("upstream", EXCHANGE_OFTEN, exchange), UpstreamLoop("courses", LOOK_OFTEN, fetch)]
