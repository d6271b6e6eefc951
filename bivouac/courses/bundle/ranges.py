"""Which bytes of something are there: ranges that do not touch each other, in order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

Range = tuple[int, int]
"""From a byte to before another."""


class Ranges:
    """A set of bytes, as the few ranges that it consists of.

    Attributes:
        total: bytes in it.
    """

    def __init__(self, ranges: Iterable[Range] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self.total = 0
        for start, end in ranges:
            self.add(start, end)

    def __iter__(self) -> Iterator[Range]:
        return iter(list(zip(self._starts, self._ends, strict=True)))

    def add(self, start: int, end: int) -> None:
        """Put bytes in; those that are in it already stay."""
        if start >= end:
            return
        first, last = bisect_left(self._ends, start), bisect_right(self._starts, end)
        if first < last:
            start, end = min(start, self._starts[first]), max(end, self._ends[last - 1])
        self._put(first, last, [(start, end)])

    def cut(self, start: int, end: int) -> None:
        """Take bytes out, where they are in it."""
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end)
        if start >= end or first >= last:
            return
        ends = ((self._starts[first], start), (end, self._ends[last - 1]))
        self._put(first, last, [(one, other) for one, other in ends if one < other])

    def covers(self, start: int, end: int) -> bool:
        """Whether all of these bytes are in it."""
        at = bisect_right(self._starts, start) - 1
        return start >= end or (at >= 0 and self._ends[at] >= end)

    def gaps(self, start: int, end: int) -> Iterator[Range]:
        """The ranges between two places that are not in it, in order."""
        for one, other in self:
            if one >= end:
                break
            if start < one:
                yield start, one
            start = max(start, other)
        if start < end:
            yield start, end

    def _put(self, first: int, last: int, ranges: list[Range]) -> None:
        gone = sum(self._ends[first:last]) - sum(self._starts[first:last])
        self._starts[first:last] = [start for start, _ in ranges]
        self._ends[first:last] = [end for _, end in ranges]
        self.total += sum(end - start for start, end in ranges) - gone
