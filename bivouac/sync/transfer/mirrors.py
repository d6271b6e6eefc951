"""Other servers that have a school's courses, by their addresses: a static web server, or an OCI registry. Digests prove what they give."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from bivouac.errors import InputError, LineError
from bivouac.sync.protocol.line import Line, clean_url, is_private
from bivouac.sync.protocol.nearby import is_near
from bivouac.sync.transfer.elsewhere import MOST_HOPS, Elsewhere
from bivouac.sync.transfer.registry import SCHEME, RegistrySource, registry_address
from bivouac.sync.transfer.source import Chunks, Place, Source
from bivouac.sync.transfer.web import WebSource, body, not_a_course

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
        return RegistrySource(line, name, tag) if name else MirrorSource(line)

    shown = urlsplit(url).hostname or address
    return Place(connect, shown, rank=RANK, near=near, closed=(lambda: None) if near else closed)


class MirrorSource(WebSource):
    """A static web server, which may send the asker to another one for its files, as those behind a CDN do.

    Only a protected one is followed there: before an open one, a network that wants people to sign in may stand.
    """

    def __init__(self, line: Line) -> None:
        super().__init__(line)
        self._elsewhere = Elsewhere(line)

    def close(self) -> None:
        """See `source.Source`."""
        super().close()
        self._elsewhere.close()

    def fetch(self, path: str, start: int, end: int) -> Chunks:
        """See `source.Source`."""
        line, at, asked = self._line, path, {"Range": f"bytes={start}-{end - 1}"}
        for _ in range(MOST_HOPS):
            with line.open("GET", at, headers=asked, sent_away=is_private(self._line.url)) as answer:
                if not 300 <= answer.status < 400:
                    self.whole_only = answer.status == 200
                    yield from body(answer, start, end, end if path.startswith("blobs/") else 0, self._line.stall)
                    return
                line, at = self._elsewhere.follow(line, at, answer.headers.get("location", ""))
        raise not_a_course()
