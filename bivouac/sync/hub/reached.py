"""From which other machines a hub was reached, so that whoever looks after it knows whether the network and the firewall let laptops through.

`reached.json` in the hub's folder: address to milliseconds since 1970, the latest twenty.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from pathlib import Path

import msgspec

from bivouac import machine
from bivouac.decoding import from_json
from bivouac.errors import SpaceError
from bivouac.sync.protocol.line import is_loopback
from bivouac.sync.protocol.nearby import is_own

FILE = "reached.json"
_KEPT = 20
_OFTEN, _AT_MOST = 10 * 60 * 1000, 5 * 1000
"""Milliseconds after which an address is news again, and between two notes at least: strangers must not keep the disk busy."""


def read_reached(folder: Path) -> dict[str, int]:
    """Address to when it was last seen (milliseconds since 1970, within ten minutes); those that are this machine's own prove nothing and are left out."""
    try:
        kept = from_json((folder / FILE).read_bytes(), dict[str, int])
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return {}
    return {address: seen for address, seen in kept.items() if not is_own(address)}


class Reached:
    """Notes who reaches the hub, and writes it when that is news."""

    def __init__(self, folder: Path, now: Callable[[], int]) -> None:
        self._folder, self._now = folder, now
        self._lock = threading.Lock()
        self._known = read_reached(folder)
        self._noted = 0

    def is_news(self, address: str) -> bool:
        """Whether an address has not been seen for ten minutes; cheap, asked with every request."""
        now = self._now()
        news = now - self._known.get(address, 0) > _OFTEN and now - self._noted > _AT_MOST
        return news and not is_loopback(address)

    def note(self, address: str) -> None:
        """Keep that it was here, where the disk takes it: whoever asks the hub is answered in any case."""
        with self._lock, contextlib.suppress(OSError, SpaceError):
            self._noted = self._now()
            if is_own(address):
                self._known[address] = self._noted  # no news for a while, and nothing to keep
                return
            latest = sorted({**read_reached(self._folder), address: self._now()}.items(), key=lambda one: -one[1])
            self._known = dict(latest[:_KEPT])
            machine.write_whole(self._folder / FILE, msgspec.json.encode(self._known))
