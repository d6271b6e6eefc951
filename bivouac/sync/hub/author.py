"""A hub as somebody who writes: what it notes about its campus are records in feeds of its own, signed by its own key, like everybody's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bivouac.sync.journal.clock import wall_milliseconds
from bivouac.sync.journal.feeds import campus_stream, hub_writer
from bivouac.sync.protocol.signing import Signer


@dataclass(frozen=True)
class Author:
    """Who writes for a hub.

    Attributes:
        hub: the hub's id.
        device: its device (store/device.py), and `sign` what signs with the device's key.
        keys: the public keys of all devices that it is and was.
        wall: the wall clock, in milliseconds.
        signers: what signs with each of the keys, the latest device first.
    """

    hub: str
    device: str
    sign: Signer
    keys: Mapping[str, bytes]
    wall: Callable[[], int] = wall_milliseconds
    signers: Mapping[str, Signer] = field(default_factory=dict)

    @property
    def feed(self) -> str:
        """Name of its feed, in every stream."""
        return f"{self.device}.{hub_writer(self.hub)}"

    @property
    def stream(self) -> str:
        """The stream that says who belongs to its campus."""
        return campus_stream(self.hub)
