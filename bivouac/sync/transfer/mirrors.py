"""Other servers that have a school's courses, by their addresses: a static web server, or an OCI registry. Digests prove what they give."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from bivouac.errors import InputError, LineError
from bivouac.sync.protocol.line import Line, clean_url
from bivouac.sync.protocol.nearby import is_near
from bivouac.sync.transfer.registry import SCHEME, RegistrySource, registry_address
from bivouac.sync.transfer.source import Place, Source
from bivouac.sync.transfer.web import WebSource

RANK = 3
"""After sticks, the campus's hub and the school's."""


def clean_mirror(address: str) -> str:
    """An address as a person types it, checked.

    Raises:
        InputError: it is neither `https://…` nor `registry://…`.
    """
    if address.strip().startswith(SCHEME):
        registry_address(address)
        return address.strip()
    return clean_url(address)


def places_at(addresses: Iterable[str], closed: Callable[[], LineError | None]) -> list[Place]:
    """A place for each mirror; an address that is none is left out.

    Args:
        closed: what speaks against using those that are not near just now.
    """
    found = []
    for address in addresses:
        try:
            found.append(_place(clean_mirror(address), closed))
        except InputError:
            continue
    return found


def _place(address: str, closed: Callable[[], LineError | None]) -> Place:
    if address.startswith(SCHEME):
        url, name, tag = registry_address(address)
    else:
        url, name, tag = address, "", ""
    near = is_near(url)

    def connect() -> Source:
        line = Line(url).another()
        return RegistrySource(line, name, tag) if name else WebSource(line)

    shown = urlsplit(url).hostname or address
    return Place(connect, shown, rank=RANK, near=near, closed=(lambda: None) if near else closed)
