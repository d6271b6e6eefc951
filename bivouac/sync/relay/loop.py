"""The exchange with the hub above, again and again while a hub serves: at once, often while the line is good, and never for the last time."""

from __future__ import annotations

import logging
import random
import threading

from bivouac.errors import BivouacError, BusyError
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.relay.upstream import exchange_upstream

log = logging.getLogger(__name__)

OFTEN = 30.0
"""Seconds between exchanges while the hub above answers."""

_FIRST_WAIT, _LONGEST_WAIT = 5.0, 600.0


class UpstreamLoop:
    """A thread that exchanges with the hub above until it is stopped."""

    def __init__(self, folder: HubFolder) -> None:
        self._folder = folder
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="upstream", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End it; an exchange under way is cut off, which harms nothing."""
        self._stop.set()
        self._thread.join(2.0)

    def _run(self) -> None:
        wait = _FIRST_WAIT
        while not self._stop.is_set():
            least = self._exchange()
            if least is None:
                wait, pause = _FIRST_WAIT, OFTEN
            else:
                pause, wait = max(wait, least), min(2 * wait, _LONGEST_WAIT)
            self._stop.wait(pause * random.uniform(1.0, 1.4))  # noqa: S311 (spreads hubs, guards nothing)

    def _exchange(self) -> float | None:
        """One exchange. What goes wrong is said in the log, and tried again.

        Returns:
            None when the hub above answered; else the seconds after which it wants to be asked again, 0 when it did not say.
        """
        storage = self._folder.storage()
        try:
            outcome = exchange_upstream(self._folder, storage)
        except BivouacError as error:
            log.warning("The exchange with the hub above did not work: %s", error)
            return error.wait if isinstance(error, BusyError) else 0.0
        except Exception:
            log.exception("The exchange with the hub above failed")
            return 0.0
        finally:
            storage.close()
        if outcome.sent or outcome.fetched:
            log.info("The hub above received %d acts and sent %d", outcome.sent, outcome.fetched)
        return None
