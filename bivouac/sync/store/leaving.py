"""Classes that the learner was taken out of, as a hub said: what they wrote there goes to the hub all the same, for the teacher, and nothing of it comes.

The hub tells nothing more of such a class, so that the record which says that somebody left does not reach them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

_LEFT, _SHOWN = "left ", "shown "
"""Begin the names of the facts; then the stream, and the feed."""


def keep_left(stream: str, at: int, upto: Mapping[str, int], keep: Callable[[str, int], None]) -> None:
    """Remember when a hub said so (milliseconds since 1970); 0: it is the learner's class, again.

    Args:
        upto: the last record that the class reads of each feed of the learner's; of none, if the hub did not say.
    """
    keep(_LEFT + stream, at)
    for feed, last in upto.items():
        keep(f"{_SHOWN}{stream} {feed}", last + 1)  # 0 is what a fact is that nobody kept


def is_news(stream: str, left: bool, upto: Mapping[str, int], fact: Callable[[str], int]) -> bool:
    """Whether `keep_left` would change anything."""
    return has_left(stream, fact) != left or any(_upto(stream, feed, fact) != last for feed, last in upto.items())


def has_left(stream: str, fact: Callable[[str], int]) -> bool:
    """Whether the last hub that was asked said that this class is not the learner's."""
    return bool(fact(_LEFT + stream))


def read_by_class(stream: str, sent: Mapping[str, int], fact: Callable[[str], int]) -> dict[str, int]:
    """Of each feed that the learner wrote here, up to where the class reads it: what the school has of it (`sent`), or had when they were taken out."""
    upto = {feed: _upto(stream, feed, fact) if has_left(stream, fact) else None for feed in sent}
    return {feed: last if (most := upto[feed]) is None else min(last, most) for feed, last in sent.items()}


def _upto(stream: str, feed: str, fact: Callable[[str], int]) -> int | None:
    kept = fact(f"{_SHOWN}{stream} {feed}")
    return kept - 1 if kept else None
