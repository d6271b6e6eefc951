"""What the school has of a learner's work."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Standing:
    """What the school has of a learner's work, as this computer knows.

    Attributes:
        waiting: acts made here that the school has not received.
        received_until: when the last act was made that the school has, milliseconds since 1970; 0 for none.
        heard: when a hub last answered, by this computer's clock, milliseconds since 1970; 0 for never.
    """

    waiting: int
    received_until: int
    heard: int
