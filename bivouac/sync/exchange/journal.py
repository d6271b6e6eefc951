"""What an exchange needs of a journal; `sync.store` has the real one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from bivouac.sync.journal.record import Record


class JournalPort(Protocol):
    """One person's journal on this device: their own stream, and those that they share with others."""

    @property
    def stream(self) -> str:
        """Name of the person's own stream (`learner:…`)."""

    @property
    def device(self) -> str:
        """Id of this device, under which it writes now."""

    def streams(self) -> list[str]:
        """All streams here, the person's own first."""

    def held(self, stream: str) -> dict[str, int]:
        """For each feed of a stream, the last record of the gap-free prefix held here."""

    def own_feeds(self, stream: str) -> dict[str, int]:
        """The feeds written here, each with the last record that the hub has said it holds."""

    def records(self, stream: str, feed: str, after: int, limit: int) -> list[Record]:
        """Records of a feed from number `after + 1` on, in order, `limit` at most."""

    def is_branch(self, records: Sequence[Record]) -> bool:
        """Whether records that come under a feed's name are known here as a branch of it."""

    def take_in(self, stream: str, records: Sequence[Record]) -> int:
        """Keep records that came from the hub: consecutive, of one feed. Those held already change nothing; others under the
        same numbers make a branch of what is here.

        Returns once they are durable, how many were new.
        """

    def mark_left(self, stream: str, left: bool, shown: Mapping[str, int] | None = None) -> None:
        """Remember, durably, whether the hub said just now that a class is not the person's any more, and up to which record it reads each of their feeds,
        where that was said."""

    def has_left(self, stream: str) -> bool:
        """Whether the hub said so last."""

    def mark_received(self, stream: str, received: dict[str, int], *, answered: bool = True) -> None:
        """Remember, durably, what the hub said it holds; `answered`: just now, not by a receipt."""
