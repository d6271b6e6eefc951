"""What an exchange needs of a journal; `sync.store` has the real one."""

from __future__ import annotations

from typing import Protocol

from bivouac.sync.journal.record import Record


class JournalPort(Protocol):
    """One stream's journal on this device."""

    @property
    def stream(self) -> str:
        """Name of the stream (`learner:…`)."""

    @property
    def device(self) -> str:
        """Id of this device, whose feed `own_records` are."""

    def held(self) -> dict[str, int]:
        """For each device's feed, this one's included, the last record of the gap-free prefix held here."""

    def received(self) -> dict[str, int]:
        """For each feed, the last record that the hub has said it holds; feeds it never spoke of are left out."""

    def own_records(self, after: int, limit: int) -> list[Record]:
        """This device's records from number `after + 1` on, in order, `limit` at most."""

    def take_in(self, records: list[Record]) -> int:
        """Keep records that came from the hub: consecutive, of one feed. Those held already change nothing.

        Returns once they are durable, how many were new.
        """

    def mark_received(self, received: dict[str, int]) -> None:
        """Remember, durably, what the hub said it holds."""
