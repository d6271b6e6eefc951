"""The school's hub as a place for courses: where a laptop that joined a campus below it goes while the campus does not answer."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from urllib.parse import urlsplit

from bivouac.errors import LineError, RefusedError
from bivouac.sync.protocol import messages
from bivouac.sync.protocol.line import Line, der_of, shown_certificate
from bivouac.sync.protocol.messages import Health
from bivouac.sync.protocol.nearby import is_near
from bivouac.sync.protocol.passes import PASS_SECONDS, Bearer, School, make_pass, read_address, seal_of
from bivouac.sync.transfer.source import Chunks, Place
from bivouac.sync.transfer.web import HUB_CONTENT, WebSource

RANK = 2
"""After sticks and the campus's hub, before other servers."""

_HEALTH_BYTES = 4096


def schools_at(addresses: Iterable[str], bearer: Bearer, closed: Callable[[], LineError | None]) -> list[Place]:
    """A place for each school's hub among the addresses of mirrors.

    Args:
        closed: what speaks against using those that are not near just now.
    """
    return [_place(school, bearer, closed) for one in addresses if (school := read_address(one))]


def _place(school: School, bearer: Bearer, closed: Callable[[], LineError | None]) -> Place:
    near = is_near(school.url)
    name = urlsplit(school.url).hostname or school.url
    closed = (lambda: None) if near else closed
    return Place(lambda: SchoolSource(school, bearer), name, rank=RANK, near=near, closed=closed)


class SchoolSource(WebSource):
    """A source that speaks with the very server that the campus named, and shows it a pass, made anew before it runs out by the hub's clock."""

    def __init__(self, school: School, bearer: Bearer) -> None:
        super().__init__(Line(school.url), HUB_CONTENT)
        self._school, self._bearer = school, bearer
        self._pass, self._made = "", 0.0

    def fetch(self, path: str, start: int, end: int) -> Chunks:
        """See `source.Source`."""
        try:
            with contextlib.closing(super().fetch(path, start, end)) as chunks:
                yield from chunks
        except RefusedError as error:
            self._pass = ""
            raise LineError(
                "The school's hub does not know this computer yet: it will once it has heard from the campus."
            ) from error

    def proof(self) -> Mapping[str, str]:
        """See `WebSource`. Raises LineError: nobody, or another, answers there."""
        if not self._pass or time.monotonic() - self._made > PASS_SECONDS / 2:
            self._pass, self._made = make_pass(self._school, self._bearer, self._clock()), time.monotonic()
        return {"Authorization": self._pass}

    def heard(self) -> datetime:
        """What the school's clock says. Raises LineError: nobody, or another, answers there."""
        return datetime.fromtimestamp(self._clock() / 1000, UTC)

    def _clock(self) -> int:
        """The school's, over a line that is sure to lead there."""
        self._line.close()
        certificate = shown_certificate(self._school.url)
        if seal_of(der_of(certificate) if certificate else b"") != self._school.seal:
            raise LineError("Another computer answered in place of the school's hub. Bivouac will try again later.")
        self._line = Line(self._school.url, certificate).another()
        answer = self._line.ask("GET", "v1/health", limit=_HEALTH_BYTES)
        if answer.status != 200:
            raise LineError("The hub cannot be reached just now. Bivouac will try again later.")
        return messages.decode(answer.body, Health, _HEALTH_BYTES).clock
