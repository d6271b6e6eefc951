"""What a hub does with the hub above while it serves, again and again: at once, often while the line is good, and never for the last time."""

from __future__ import annotations

import logging
import random
import threading
from collections.abc import Callable

from bivouac.errors import BivouacError, BusyError
from bivouac.language import tr
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.hub.refusals import A_BUG
from bivouac.sync.relay.courses import Offer, fetch_followed
from bivouac.sync.relay.upstream import exchange_upstream

log = logging.getLogger(__name__)

EXCHANGE_OFTEN = 30.0
"""Seconds between exchanges while the hub above answers."""

LOOK_OFTEN = 300.0
"""Seconds between looks at its courses; one costs some hundred bytes while nothing is new there."""

_FIRST_WAIT, _LONGEST_WAIT = 5.0, 600.0


class UpstreamLoop:
    """A thread that does something with the hub above until it is stopped.

    Args:
        often: seconds between two turns that went well.
        turn: is given what tells whether it is to stop, and raises what went wrong; that is said in the log, and tried again.
    """

    def __init__(self, name: str, often: float, turn: Callable[[Callable[[], bool]], None]) -> None:
        self._often, self._turn = often, turn
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
            least = self._try()
            if least is None:
                wait, pause = _FIRST_WAIT, self._often
            else:
                pause, wait = max(wait, least), min(2 * wait, _LONGEST_WAIT)
            self._stop.wait(pause * random.uniform(1.0, 1.4))  # noqa: S311 (spreads hubs, guards nothing)

    def _try(self) -> float | None:
        """One turn.

        Returns:
            None when it went well; else the seconds after which the hub above wants to be asked again, 0 when it did not say.
        """
        try:
            self._turn(self._stop.is_set)
        except BivouacError as error:
            log.warning(tr("With the hub above it did not work: {reason}", reason=error.sentence()))
            return error.wait if isinstance(error, BusyError) else 0.0
        except Exception:
            log.exception(tr("With the hub above something failed. {why}", why=tr(A_BUG)))
            return 0.0
        return None


def begin_loops(folder: HubFolder) -> list[UpstreamLoop]:
    """All that a serving hub does with the one above; stop them when it ends."""
    known = Offer(folder)

    def exchange(stopped: Callable[[], bool]) -> None:
        storage = folder.storage()
        try:
            outcome = exchange_upstream(folder, storage)
        finally:
            storage.close()
        if outcome.sent or outcome.fetched:
            log.info("The hub above received %d acts and sent %d", outcome.sent, outcome.fetched)

    def fetch(stopped: Callable[[], bool]) -> None:
        fetch_followed(folder, stopped, lambda title: log.info("“%s” is here", title), known)

    return [UpstreamLoop("upstream", EXCHANGE_OFTEN, exchange), UpstreamLoop("courses", LOOK_OFTEN, fetch)]
