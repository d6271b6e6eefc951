"""Where the hub above is, told to laptops among the mirrors: they fetch courses from it while this one does not answer."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from bivouac.errors import InputError
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.protocol.line import der_of
from bivouac.sync.protocol.passes import School, seal_of


class _Above(Struct):
    """What of `upstream.json` (relay/upstream.py) laptops are told."""

    url: str
    certificate: str
    hub: str


def school_addresses(folder: HubFolder) -> tuple[str, ...]:
    """The address of the hub above; none where there is none. Whoever exchanges with it says what is wrong with the file."""
    try:
        above = msgspec.json.decode((folder.folder / "upstream.json").read_bytes(), type=_Above)
        certificate = der_of(above.certificate) if above.certificate else b""
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, InputError):
        return ()
    return (School(above.url, above.hub, seal_of(certificate)).address(),)
