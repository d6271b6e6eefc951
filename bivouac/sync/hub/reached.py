"""From which other machines a hub was reached, so that whoever looks after it knows whether the network and the firewall let laptops through.

`reached.json` in the hub's folder: address to milliseconds since 1970, the latest twenty.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import msgspec

from bivouac import machine
from bivouac.sync.protocol.line import is_loopback

FILE = "reached.json"
_KEPT = 20
_OFTEN = 10 * 60 * 1000


def read_reached(folder: Path) -> dict[str, int]:
    """Address to when it was last seen (milliseconds since 1970, within ten minutes)."""
    try:
        return msgspec.json.decode((folder / FILE).read_bytes(), type=dict[str, int])
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return {}


class Reached:
    """Notes who reaches the hub, and writes it when that is news."""

    def __init__(self, folder: Path, now: Callable[[], int]) -> None:
        self._folder, self._now = folder, now
        self._lock = threading.Lock()
        self._known = read_reached(folder)

    def is_news(self, address: str) -> bool:
        """Whether an address has not been seen for ten minutes; cheap, asked with every request."""
        return not is_loopback(address) and self._now() - self._known.get(address, 0) > _OFTEN

    def note(self, address: str) -> None:
        """Keep that it was here."""
        with self._lock:
            latest = sorted({**read_reached(self._folder), address: self._now()}.items(), key=lambda one: -one[1])
            self._known = dict(latest[:_KEPT])
            machine.write_whole(self._folder / FILE, msgspec.json.encode(self._known))
