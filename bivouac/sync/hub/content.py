"""The bytes of courses: the hub's OCI image layout over HTTP, with byte ranges (RFC 9110, 14), straight from the files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from bivouac import machine
from bivouac.courses.bundle.layout import Layout
from bivouac.sync.hub.arriving import ArrivingCourses
from bivouac.sync.hub.refusals import RefusalError

CHUNK = 256 * 1024
"""Bytes that are read at once where they pass through this process."""

SEND_FILE = "http.response.zerocopysend"
"""The event with which the server is asked to send of a file (ASGI's extension “zero copy send”); ours knows it (`sending.py`)."""

DOCUMENTS = ("oci-layout", "index.json")
_BLOB = re.compile(r"blobs/sha256/([0-9a-f]{64})")
_SIGNED = re.compile(r"catalogue/(timestamp|[1-9][0-9]{0,8}\.(root|snapshot|targets|bin-[0-9a-f]{1,3}))\.json")
_RANGE = re.compile(r"bytes=(\d{0,19})-(\d{0,19})")
_FOR_EVER = "private, max-age=31536000, immutable"


@dataclass(frozen=True)
class Served:
    """A part of a file that is about to be sent."""

    file: IO[bytes]
    status: int
    headers: dict[str, str]
    start: int
    length: int

    def read_cached(self) -> bytes | None:
        """All of it, where it is small and no disk has to be waited for: going to a thread costs ten times as much as reading does."""
        return machine.read_cached(self.file.fileno(), self.start, self.length) if self.length <= CHUNK else None


class ComingError(Exception):
    """Bytes that are still on their way to this hub."""


def opens_with_pass(path: str) -> bool:
    """Whether a path names a blob by its digest, which tells nothing of what else there is, or a file of the signed catalogue, which every campus
    below passes on unchanged.
    """
    return bool(_BLOB.fullmatch(path) or _SIGNED.fullmatch(path))


def open_served(layout: Layout, arriving: ArrivingCourses, path: str, headers: dict[str, str]) -> Served:
    """What to answer to GET or HEAD of a path of the layout; the caller closes the file.

    Of a blob that is on its way to this hub, what is here of the range that is asked for (RFC 9110, 15.3.7, lets a server send a part of it).

    Only names that a layout has are looked up, so nothing else on the disk can be reached.

    Raises:
        RefusalError: there is no such file (404), or it has no such range (416).
        ComingError: nothing of it is here yet.
    """
    blob = _BLOB.fullmatch(path)
    if blob:
        tag, kind, kept = f'"{blob[1]}"', "application/octet-stream", _FOR_EVER
    elif path in DOCUMENTS or _SIGNED.fullmatch(path):
        tag, kind, kept = "", "application/json", "no-cache"
    else:
        raise _not_here()
    try:
        file = _open(layout.folder / path)
    except RefusalError:
        if blob and arriving.expects(f"sha256:{blob[1]}"):
            return _open_arriving(arriving, blob[1], headers)
        raise
    size = file.seek(0, 2)
    sent = {"content-type": kind, "cache-control": kept, "accept-ranges": "bytes"}
    if tag:
        sent["etag"] = tag
    try:
        span = _span(headers, tag, size)
    except RefusalError:
        file.close()
        raise
    if span is None:
        return Served(file, 200, sent | {"content-length": str(size)}, 0, size)
    start, end = span
    sent |= {"content-length": str(end - start), "content-range": f"bytes {start}-{end - 1}/{size}"}
    return Served(file, 206, sent, start, end - start)


def _open_arriving(arriving: ArrivingCourses, name: str, headers: dict[str, str]) -> Served:
    asked = _RANGE.fullmatch(headers.get("range", "").replace(" ", ""))
    found = arriving.here(f"sha256:{name}", int(asked[1])) if asked and asked[1] else None
    if found is None:
        raise ComingError
    path, size, until = found
    start, end = _span(headers, f'"{name}"', size) or (0, 0)
    end = min(end, until)
    if start >= end:
        raise ComingError
    sent = {"content-type": "application/octet-stream", "cache-control": "no-store", "accept-ranges": "bytes"}
    sent |= {"content-length": str(end - start), "content-range": f"bytes {start}-{end - 1}/{size}"}
    try:
        return Served(_open(path), 206, sent, start, end - start)
    except RefusalError as error:  # it is complete, and has its name, since this moment
        raise ComingError from error


def _open(path: Path) -> IO[bytes]:
    try:
        return machine.open_itself(path)
    except FileNotFoundError as error:
        raise _not_here() from error


def _span(headers: dict[str, str], tag: str, size: int) -> tuple[int, int] | None:
    """First byte and end of the range that is asked for; None for the whole: no range, several, or none that we know."""
    match = _RANGE.fullmatch(headers.get("range", "").replace(" ", ""))
    if not match or match[0] == "bytes=-" or headers.get("if-range", tag) != tag:
        return None
    first, last = match.groups()
    if not first:
        start, end = max(0, size - int(last)), size
    else:
        start, end = int(first), min(size, int(last) + 1) if last else size
        if last and int(last) < int(first):
            return None  # no range at all (RFC 9110, 14.1.1): to be ignored
    if start >= end:
        raise RefusalError(416, "The file has {size} bytes; none are there.", size=size)
    return start, end


def _not_here() -> RefusalError:
    return RefusalError(404, "The hub does not have this part of a course (any more). Look at its courses again.")
