"""Other servers that a mirror or a registry sends the asker to for bytes: they are told nothing of who asks, and digests prove what they give."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from bivouac.errors import InputError
from bivouac.sync.protocol.line import Line, is_loopback, is_private
from bivouac.sync.transfer.web import not_a_course

MOST_HOPS = 4


class Elsewhere:
    """The lines to them.

    Args:
        line: to the place that sends the asker on.
    """

    def __init__(self, line: Line) -> None:
        self._line = line
        self._lines: dict[str, Line] = {}

    def close(self) -> None:
        """Let go of the connections; they open again when something is fetched."""
        for line in self._lines.values():
            line.close()

    def follow(self, line: Line, path: str, location: str) -> tuple[Line, str]:
        """The line and the path that a redirect leads to. Raises LineError where it leads nowhere that may be asked."""
        target = urljoin(f"{line.url}/{path}", location)
        try:
            place = urlsplit(target)
            there = self.line_to(f"{place.scheme}://{place.netloc}")
        except (InputError, ValueError):
            raise not_a_course() from None
        return there, place.path.lstrip("/") + (f"?{place.query}" if place.query else "")

    def line_to(self, url: str) -> Line:
        """The line to another server.

        Raises:
            InputError: it is none, or a protected one would lead to an open one, or another machine to this one.
        """
        here, there = self._line.url, urlsplit(url).hostname or ""
        if (is_private(here) and not is_private(url)) or (
            is_loopback(there) and not is_loopback(urlsplit(here).hostname or "")
        ):
            raise InputError("“{url}” is not a protected address. Use one that begins with https://.", url=url)
        if url not in self._lines:
            self._lines[url] = Line(url, stall=self._line.stall)
        return self._lines[url]
