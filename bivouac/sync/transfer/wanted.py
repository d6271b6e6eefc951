"""What a download wants, and which flow may fetch which bytes of it next.

Bytes are given out as spans in the order of the list. A span is as long as its flow needs some seconds for, so that a dead flow holds
little up. At the end, when all is given out, idle flows take half of what a slow one still has before it.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from bivouac.courses.bundle.part import Part
from bivouac.courses.bundle.ranges import Ranges
from bivouac.courses.limits import LIMITS
from bivouac.sync.transfer.reuse import Reuse, SoundPieces

_SPAN_SECONDS = 6.0
_FIRST_SPAN, _SHORTEST_SPAN, _LONGEST_SPAN = 256 * 1024, 64 * 1024, 1024 * 1024
_STEAL_SECONDS, _STEAL_BYTES = 2.0, 32 * 1024
_SILENT_SECONDS = 2.5
MOST_BLAMES = 3
"""Of one piece, before a place counts as not having a blob; of several, before others are rather asked."""

_BEFORE = -1
"""The giver of bytes that an earlier attempt left."""


@dataclass
class Choice:
    """One blob: its digest, its size in bytes, the SHA-256 of its pieces where it has a list."""

    digest: str
    size: int
    pieces: tuple[bytes, ...] = ()


@dataclass
class Wanted:
    """A blob on the list.

    Attributes:
        blob: what is fetched now.
        others: what does as well where no place has that.
        lesson: whose blob it is.
        spare: the course is whole without it.
        begun: bytes that an earlier attempt brought, as long as nobody has looked.
        reuse: what is here of it already, where that may be: in the version of the course that is here, or in the spoiled blob itself.
        lacking: numbers of the places that do not have it, or have it wrong.
        wrong: some place had it wrong.
    """

    blob: Choice
    others: list[Choice] = field(default_factory=list)
    lesson: str = ""
    spare: bool = False
    begun: int = 0
    reuse: Reuse | SoundPieces | None = None
    part: Part | None = None
    opening: bool = False
    finishing: bool = False
    finished: bool = False
    lacking: set[int] = field(default_factory=set)
    wrong: bool = False
    _flying: Ranges = field(default_factory=Ranges)
    _givers: defaultdict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    _blames: Counter[tuple[int, int]] = field(default_factory=Counter)
    _blamed: float = 0.0
    _alone: dict[int, int | None] = field(default_factory=dict)

    @property
    def piece(self) -> int:
        """Bytes of a piece: a blob without a list is one."""
        return LIMITS.piece if self.blob.pieces else max(1, self.blob.size)

    def open(self, part: Part) -> None:
        """Go on with what an earlier attempt left."""
        self.part, self.opening = part, False
        for start, end in part.gaps():
            for at in (start - 1, end):
                if 0 <= at < self.blob.size:
                    self._givers[at // self.piece].add(_BEFORE)

    def may_reuse(self) -> bool:
        """Whether it can be seen by now what is here of it already."""
        reuse = self.reuse
        if reuse is None or reuse.done or self.part is None or self.finishing:  # all of it may be here already
            return False
        return not self.part.gaps(reuse.tail)

    def turn_to(self, other: Choice) -> None:
        """Fetch another blob in its place, from anywhere."""
        self.blob, self.part, self.reuse = other, None, None
        self.lacking.clear()
        self._flying, self._givers = Ranges(), defaultdict(set)

    def give(self, place: int, most: int, *, alone: bool, others: bool) -> Span | None:
        """The next bytes that nobody has or fetches, `most` of them at most; none when all is given out.

        Args:
            alone: the place may have pieces that came wrong before: no other was right about this blob more often.
            others: it may have the others.
        """
        assert self.part is not None
        first = self.reuse.tail if self.reuse is not None and not self.reuse.done else 0
        for start, end in self.part.gaps(first):
            for one, other in list(self._flying.gaps(start, end)):
                if (found := self._cut_to_size(place, one, other, most, alone, others)) is not None:
                    self._flying.add(*found)
                    return Span(self, place, *found)
        return None

    def came(self, span: Span, count: int) -> None:
        """Some bytes of a span have landed."""
        self._givers[span.at // self.piece].add(span.place)
        self._givers[(span.at + count - 1) // self.piece].add(span.place)
        self._flying.cut(span.at, span.at + count)
        span.at += count
        span.heard = time.monotonic()

    def give_back(self, span: Span) -> None:
        """A flow has ended; what it has not brought is for others. Of a piece that has to come from one place nothing is kept then."""
        self._flying.cut(span.at, span.end)
        piece = span.start // self.piece * self.piece
        if self._alone.get(piece) == span.place:
            self._alone[piece] = None
            if self.part is not None and span.at < min(piece + self.piece, self.blob.size):
                self.part.forget(piece, piece + self.piece)
                self._givers.pop(piece // self.piece, None)

    def blame(self, span: Span, piece: int) -> None:
        """A piece (its first byte) came wrong. Where several places gave of it, it comes from one of them the next time.

        Flows that go wrong together count once.
        """
        place = span.place
        givers = self._givers.pop(piece // self.piece, set())
        self._alone[piece] = None
        if givers == {place} and span.began >= self._blamed:
            self._blamed = time.monotonic()
            self._blames[place, piece] += 1
            if self._blames[place, piece] >= MOST_BLAMES:
                self.lacking.add(place)
                self.wrong = True

    def blames(self, place: int) -> int:
        """How often a place was wrong about this blob."""
        return sum(count for (one, _), count in self._blames.items() if one == place)

    def shared(self, at: int) -> bool:
        """Whether bytes there may come from several places: those that came wrong before come from one."""
        return at // self.piece * self.piece not in self._alone

    def _cut_to_size(
        self, place: int, start: int, end: int, most: int, alone: bool, others: bool
    ) -> tuple[int, int] | None:
        """As much of a gap as may go to a place at once; none where it is left to another."""
        piece = start // self.piece * self.piece
        if piece in self._alone:
            if not alone or self._alone[piece] is not None:
                return None
            self._alone[piece] = place
            return start, min(end, piece + self.piece)
        if not others:
            return None
        limit = min([end, start + most, *(other for other in self._alone if start < other)])
        return start, limit


@dataclass
class Span:
    """Bytes that one flow fetches: from `at`, which moves, to before `end`, which others may move closer."""

    wanted: Wanted
    place: int
    at: int
    end: int
    began: float = field(default_factory=time.monotonic)
    start: int = 0
    heard: float = 0.0

    def __post_init__(self) -> None:
        self.start, self.heard = self.at, self.began

    @property
    def speed(self) -> float:
        """Bytes a second so far."""
        return (self.at - self.start) / max(0.001, time.monotonic() - self.began)

    def split(self, place: int) -> Span | None:
        """What an idle flow may take over: half of what is left where this one needs long for it, all where it has gone silent."""
        left, now = self.end - self.at, time.monotonic()
        if left <= 0 or not self.wanted.shared(self.at):
            return None
        silent = now - self.heard > _SILENT_SECONDS
        slow = now - self.began > 1 and left > max(2 * _STEAL_BYTES, _STEAL_SECONDS * self.speed)
        if not silent and not slow:
            return None
        middle = self.at if silent else self.at + left // 2
        half = Span(self.wanted, place, middle, self.end)
        self.end = middle
        return half


def span_size(speed: float) -> int:
    """Bytes to give to a flow of a speed in bytes a second; 0 when it is not known yet."""
    return min(_LONGEST_SPAN, max(_SHORTEST_SPAN, int(speed * _SPAN_SECONDS))) if speed else _FIRST_SPAN


def in_order(wanted: list[Wanted], first: str) -> Iterator[Wanted]:
    """Those of the lesson that somebody has open, then the others in their order."""
    if first:
        yield from (one for one in wanted if one.lesson == first)
    yield from (one for one in wanted if not first or one.lesson != first)
