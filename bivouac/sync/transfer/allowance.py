"""What a person allows for bytes that cost something: whether courses may come over the internet now, how fast, and how much a week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bivouac.errors import LineError
from bivouac.sync.store.library import Library
from bivouac.sync.store.settings import BUDGET, CAP, METERED, NIGHT

NIGHT_BEGINS, NIGHT_ENDS = 22, 6
"""Hours of the day, local time, between which networks are quiet and often cheaper."""


@dataclass
class Allowance:
    """The person's rules for places that are not near, with what was used so far.

    Attributes:
        cap: bytes a second, at most; 0 for as many as come.
        budget, used: bytes a week; a budget of 0 is none.
    """

    metered_waits: bool
    night_only: bool
    cap: int
    budget: int
    used: int

    def refusal(self, metered: bool, now: datetime) -> LineError | None:
        """What speaks against fetching over the internet now; none when nothing does.

        Args:
            metered: whether the system says that bytes are paid for on this network.
            now: local time.
        """
        if self.metered_waits and metered:
            return LineError(
                "Every byte on this network is paid for: the course waits for another. Settings can change that."
            )
        if self.night_only and NIGHT_ENDS <= now.hour < NIGHT_BEGINS:
            return LineError(
                "Courses come over the internet at night, from {begin}:00 to {end}:00. Settings can change that.",
                begin=NIGHT_BEGINS,
                end=NIGHT_ENDS,
            )
        if self.budget and self.used >= self.budget:
            return LineError(
                "This week's {size} MB for courses over the internet are used up. It goes on next week, or from a stick or a campus. Settings can change that.",
                size=self.budget // 1_000_000,
            )
        return None


def week_of(now: datetime) -> str:
    """The week of a day, as ISO 8601 writes it: `2026-W48`."""
    year, week, _ = now.isocalendar()
    return f"{year}-W{week:02}"


def allowance(library: Library, now: datetime) -> Allowance:
    """The rules as they are set on this machine, and what this week has used."""
    settings = library.settings
    return Allowance(
        metered_waits=settings.get(METERED) == "wait",
        night_only=settings.get(NIGHT) == "night",
        cap=int(settings.get(CAP)) * 1000,
        budget=int(settings.get(BUDGET)) * 1_000_000,
        used=library.traffic.used(week_of(now)),
    )
