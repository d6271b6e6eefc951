"""A course's source over HTTP: a hub's `content/`, or the same folder on any web server, with byte ranges or without."""

from __future__ import annotations

import contextlib
import math
import re
import time
from collections.abc import Mapping

from bivouac.errors import LineError, RefusedError
from bivouac.sync.protocol.line import Line, Stream
from bivouac.sync.transfer.source import Chunks, MissingError

HUB_CONTENT = "content/"
"""Where a hub has its layout."""

_DRIP = 1024
"""Bytes that a flow has to bring in the time in which silence would count as dead."""

_CONTENT_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+|\*)")


class WebSource:
    """An OCI image layout on a web server.

    Args:
        line: the way to the server, this flow's own; with a token for a hub.
        base: where the layout is on it: `HUB_CONTENT`, or empty where the line's own address is the layout's.
    """

    def __init__(self, line: Line, base: str = "") -> None:
        self.whole_only = False
        self._line = line
        self._base = base

    def close(self) -> None:
        """See `source.Source`."""
        self._line.close()

    def proof(self) -> Mapping[str, str]:
        """Headers that prove who asks, where the line's token does not."""
        return {}

    def fetch(self, path: str, start: int, end: int) -> Chunks:
        """See `source.Source`."""
        asked = {"Range": f"bytes={start}-{end - 1}", **self.proof()}
        with self._line.open("GET", self._base + path, headers=asked) as answer:
            self.whole_only = answer.status == 200
            yield from body(answer, start, end, end if path.startswith("blobs/") else 0, self._line.stall)


def body(answer: Stream, start: int, end: int, least: int, stall: float) -> Chunks:
    """Bytes `start` to `end` of a file of `least` bytes or more, out of the answer to a request for them; raises as `Source.fetch`.

    Args:
        stall: seconds of silence, or of a few bytes, after which a flow counts as dead.
    """
    at = _first_byte(answer, start, least)
    with contextlib.closing(_steady(answer.chunks, end - at, stall)) as chunks:
        for chunk in chunks:
            wanted = chunk[max(0, start - at) : max(0, end - at)]
            at += len(chunk)
            if wanted:
                yield wanted
            if at >= end:
                return


def _first_byte(answer: Stream, start: int, least: int) -> int:
    """Where in the file the answer's body begins, once it is sure that it is the file and has `least` bytes or does not say."""
    kind = answer.headers.get("content-type", "")
    if answer.status in (404, 410, 416):
        raise MissingError
    if answer.status in (401, 403):
        raise RefusedError("The hub does not let this computer fetch courses. Join the campus again, or ask the staff.")
    if answer.status not in (200, 206) or kind.startswith("text/html"):
        raise not_a_course()
    if answer.status == 200:  # a server without ranges sends all of it
        if _number(answer.headers.get("content-length", "")) < least:
            raise not_a_course()
        return 0
    found = _CONTENT_RANGE.fullmatch(answer.headers.get("content-range", ""))
    if not found or int(found[1]) != start or _number(found[3]) < least:
        raise not_a_course()
    return start


def _number(text: str) -> float:
    """A size in bytes; infinite where none is said."""
    return int(text) if text.isascii() and text.isdigit() else math.inf


def _steady(chunks: Chunks, wanted: int, seconds: float) -> Chunks:
    """The chunks of a flow that brings something: one that only drips is as dead as one that is silent, and brings nothing."""
    held, since, came = b"", time.monotonic(), 0
    with contextlib.closing(chunks):
        for chunk in chunks:
            held += chunk
            came += len(chunk)
            if came >= min(_DRIP, wanted):
                yield held
                held = b""
            if (now := time.monotonic()) - since > seconds:
                if came < _DRIP:
                    raise LineError("The line is too slow just now. Bivouac will try again later.")
                since, came = now, 0
        yield held


def not_a_course() -> LineError:
    """Something else answered."""
    return LineError(
        "What answered is not a course. If the network wants you to sign in first, open a web browser, sign in there, then try again."
    )
