"""What a place to fetch a course from can do; a hub, a web server, a registry and a stick are downloaded from alike."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Protocol

from bivouac.errors import LineError

Chunks = Generator[bytes, None, None]
"""Bytes as they come. Close it when leaving it early."""


class Source(Protocol):
    """An OCI image layout that is not on this machine, as one flow reads it. Nothing it gives is trusted before it is checked.

    Attributes:
        whole_only: the place sends each file from its first byte on, whatever it is asked for: parts of it cost as much as all.
    """

    whole_only: bool

    def fetch(self, path: str, start: int, end: int) -> Chunks:
        """Bytes `start` to `end` (excluded) of one file of the layout (`index.json`, `blobs/sha256/…`).

        May give fewer, never more: whoever asks goes on from there.

        Raises (while it is read):
            MissingError: the place does not have the file, or has it shorter than `start`.
            LineError: the line broke, or something else answered; trying again later is right.
            RefusedError: the place does not let this laptop in.
        """

    def close(self) -> None:
        """Let go of the connection; it opens again when something is fetched."""


class MissingError(Exception):
    """A source does not have a file. The download says what follows from that; it never reaches a person."""


@dataclass(frozen=True)
class Place:
    """Somewhere that may have a course.

    Attributes:
        connect: makes the source of one flow; each flow has its own.
        name: for the person.
        rank: a place is asked for what those of a lower rank lack, and while they do not answer; those of one rank all at once.
        near: its bytes cost nothing: a stick, a hub in the same building. Cap, budget and night concern the others.
        flows: at once, at most. Several fill a line that loses packets, where each of them alone would not.
        closed: asked now and then; what speaks against fetching there just now.
    """

    connect: Callable[[], Source]
    name: str = ""
    rank: int = 0
    near: bool = True
    flows: int = 8
    closed: Callable[[], LineError | None] = lambda: None
