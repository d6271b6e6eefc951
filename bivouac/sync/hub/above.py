"""Where the hub above is, told to laptops among the mirrors: they fetch courses from it while this one does not answer."""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct

from bivouac.decoding import from_json
from bivouac.errors import InputError
from bivouac.sync.hub.arriving import Mark, mark_of
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.protocol.line import der_of
from bivouac.sync.protocol.passes import School, seal_of


class _Above(Struct):
    """What of `upstream.json` (relay/upstream.py) laptops are told."""

    url: str
    certificate: str
    hub: str


class SchoolAddresses:
    """The address of the hub above, as it is now: a hub may join one, and hear of another address, while it serves."""

    def __init__(self, folder: HubFolder) -> None:
        self._file = folder.folder / "upstream.json"
        self._mark: Mark | None = None
        self._read: tuple[str, ...] = ()

    def __call__(self) -> tuple[str, ...]:
        """None where there is none. Whoever exchanges with it says what is wrong with the file."""
        mark = mark_of(self._file)
        if mark != self._mark:
            self._read, self._mark = _addresses(self._file), mark
        return self._read


def _addresses(file: Path) -> tuple[str, ...]:
    try:
        above = from_json(file.read_bytes(), _Above)
        certificate = der_of(above.certificate) if above.certificate else b""
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, InputError):
        return ()
    return (School(above.url, above.hub, seal_of(certificate)).address(),)
