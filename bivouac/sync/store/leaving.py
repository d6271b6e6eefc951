"""Classes that the learner was taken out of, as a hub said: what they wrote there goes to the hub all the same, for the teacher, and nothing of it comes.

The hub tells nothing more of such a class, so that the record which says that somebody left does not reach them.
"""

from __future__ import annotations

from collections.abc import Callable

_LEFT = "left "
"""Begins the name of the fact; then the stream."""


def keep_left(stream: str, at: int, keep: Callable[[str, int], None]) -> None:
    """Remember when a hub said so (milliseconds since 1970); 0: it is the learner's class, again."""
    keep(_LEFT + stream, at)


def has_left(stream: str, fact: Callable[[str], int]) -> bool:
    """Whether the last hub that was asked said that this class is not the learner's."""
    return bool(fact(_LEFT + stream))
