"""What a download is asked for, and what it reports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Report:
    """How a download stands.

    Attributes:
        done, total: bytes of the course; what was here before counts as done.
        speed: bytes a second, over the last seconds.
        places: names of those that bring it just now.
        paid: bytes that came since the last report from places that are not near.
    """

    done: int
    total: int
    speed: float
    places: tuple[str, ...]
    paid: int


@dataclass
class Wishes:
    """How a download behaves. What is told is told on the caller's thread; what is asked is asked from any.

    Attributes:
        progress: told how it stands, some times a second.
        on_blob: told the digest of each blob as it becomes visible.
        cancelled: when true, what has come stays for the next time.
        first: the lesson that somebody waits for, whose blobs come before all others; empty for none.
        cap: bytes a second from places that are not near, at most; 0: as many as come.
        waits: seconds to wait before each new try while nothing arrives; a try that brings bytes begins anew.
    """

    progress: Callable[[Report], None] = lambda report: None
    on_blob: Callable[[str], None] = lambda digest: None
    cancelled: Callable[[], bool] = lambda: False
    first: Callable[[], str] = lambda: ""
    cap: Callable[[], int] = lambda: 0
    waits: tuple[float, ...] = (0.3, 0.5, 1, 1, 2, 4, 8)


class StoppedError(Exception):
    """The person wants to pause or stop."""
