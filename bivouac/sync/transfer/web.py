"""A course's source over HTTP: a hub's `content/`, or the same folder on any web server, with byte ranges or without."""

from __future__ import annotations

import contextlib
import re

from bivouac.errors import LineError, RefusedError
from bivouac.sync.protocol.line import Line, Stream
from bivouac.sync.transfer.source import Chunks, MissingError

HUB_CONTENT = "content/"
"""Where a hub has its layout."""

_CONTENT_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+|\*)")


class WebSource:
    """An OCI image layout on a web server.

    Args:
        line: the way to the server; with a token for a hub.
        base: where the layout is on it: `HUB_CONTENT`, or empty where the line's own address is the layout's.
    """

    def __init__(self, line: Line, base: str = "") -> None:
        self._line = line
        self._base = base

    def fetch(self, path: str, start: int, end: int) -> Chunks:
        """See `source.Source`."""
        asked = {"Range": f"bytes={start}-{end - 1}"}
        with self._line.open("GET", self._base + path, headers=asked) as answer:
            at = _first_byte(answer, start)
            with contextlib.closing(answer.chunks) as chunks:
                for chunk in chunks:
                    wanted = chunk[max(0, start - at) : max(0, end - at)]
                    at += len(chunk)
                    if wanted:
                        yield wanted
                    if at >= end:
                        return


def _first_byte(answer: Stream, start: int) -> int:
    """Where in the file the answer's body begins, once it is sure that it is the file."""
    kind = answer.headers.get("content-type", "")
    if answer.status in (404, 410, 416):
        raise MissingError
    if answer.status in (401, 403):
        raise RefusedError("The hub does not let this computer fetch courses. Join the campus again, or ask the staff.")
    if answer.status not in (200, 206) or kind.startswith("text/html"):
        raise _not_a_course()
    if answer.status == 200:  # a server without ranges sends all of it
        return 0
    found = _CONTENT_RANGE.fullmatch(answer.headers.get("content-range", ""))
    if not found or int(found[1]) != start:
        raise _not_a_course()
    return start


def _not_a_course() -> LineError:
    return LineError(
        "What answered is not a course. If the network wants you to sign in first, open a web browser, sign in there, then try again."
    )
