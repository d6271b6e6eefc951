"""What a place to fetch a course from can do; a hub, a web server and later others are downloaded from alike."""

from __future__ import annotations

from collections.abc import Generator
from typing import Protocol

Chunks = Generator[bytes, None, None]
"""Bytes as they come. Close it when leaving it early."""


class Source(Protocol):
    """An OCI image layout that is not on this machine. Nothing it gives is trusted before it is checked."""

    def fetch(self, path: str, start: int, end: int) -> Chunks:
        """Bytes `start` to `end` (excluded) of one file of the layout (`index.json`, `blobs/sha256/…`).

        May give fewer, never more: whoever asks goes on from there.

        Raises (while it is read):
            MissingError: the place does not have the file, or has it shorter than `start`.
            LineError: the line broke, or something else answered; trying again later is right.
            RefusedError: the place does not let this laptop in.
        """


class MissingError(Exception):
    """A source does not have a file. The download says what follows from that; it never reaches a person."""
