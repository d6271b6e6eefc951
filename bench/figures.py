"""What a bench returns, and how it keeps a noisy machine from deciding: sides in turn, medians."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct


class NotMeasured(Exception):  # noqa: N818 (no error: this machine or this checkout lacks something)
    """The bench cannot run here; the message says what it needs."""


class Figure(Struct, frozen=True):
    """One figure.

    Attributes:
        bar: key of the bar it belongs to (bars.py); empty for one that only tells more.
        limit: what the bar asks for, in the same unit; None where no bar is set.
        at_least: whether the bar is a lower limit.
        note: what the reader must know to judge it.
    """

    bar: str
    what: str
    value: float
    unit: str
    limit: float | None = None
    at_least: bool = False
    note: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the bar is met; None where there is none."""
        if self.limit is None:
            return None
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    def shown(self) -> str:
        """Value and unit, with three digits that count."""
        return f"{shown_number(self.value)} {self.unit}".strip()


class Run(Struct, frozen=True):
    """One run of one bench: an empty folder to work in, whether it only proves that it runs, and how many learners have a weekend."""

    folder: Path
    quick: bool = False
    learners: int = 16_000

    def size(self, full: int, quick: int) -> int:
        """How large to make something."""
        return quick if self.quick else full

    def alternate(self, times: int, *sides: Callable[[], float]) -> list[list[float]]:
        """Run the sides in turn (A B A B …) and return what each gave `times` times; a first turn warms up and is not counted.

        A quick run is one turn.
        """
        given: list[list[float]] = [[] for _ in sides]
        for turn in range(1 if self.quick else times + 1):
            for results, side in zip(given, sides, strict=True):
                result = side()
                if turn or self.quick:
                    results.append(result)
        return given


Bench = Callable[[Run], list[Figure]]


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0 to 1) of the values lie."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


median = statistics.median


@contextmanager
def stopwatch() -> Iterator[Callable[[], float]]:
    """Gives a function that says how many seconds have gone by since the block began, and stops with the block."""
    began, ended = time.perf_counter(), 0.0
    yield lambda: (ended or time.perf_counter()) - began
    ended = time.perf_counter()


def shown_number(value: float) -> str:
    """A number for people: three digits that count, thousands apart."""
    if value == 0 or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"
