"""When an activity counts as done."""

from __future__ import annotations

FILM_SHARE = 0.9
"""A film is done once this share of it was watched, each moment counted once."""

FILM_SHARE_AT_END = 0.8
"""Share that is enough for a learner who came to its end: credits and pauses are skipped."""


def film_complete(watched: int, duration: int, *, at_end: bool) -> bool:
    """Whether a film is done.

    Args:
        watched: milliseconds that were seen, each moment counted once.
        duration: of the film, in milliseconds; 0 when it isn't known, and the film is not done.
        at_end: whether it ran to its end.
    """
    return duration > 0 and watched >= duration * (FILM_SHARE_AT_END if at_end else FILM_SHARE)
