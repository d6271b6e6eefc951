"""The places where passwords are looked at."""

from __future__ import annotations

import threading

import anyio
import pytest

from bivouac.sync.hub import hashing
from bivouac.sync.hub.hashing import Hashing
from bivouac.sync.hub.refusals import RefusalError


def test_a_burst_that_comes_in_one_turn_of_the_loop_finds_no_more_places_than_there_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(hashing, "_MAY_WAIT", 3)
    goes_on, done, refused = threading.Event(), [], []

    async def guess(places: Hashing, at: int) -> None:
        try:
            done.append(await places.work(lambda: goes_on.wait(20) and at))
        except RefusalError as error:
            refused.append(error.status)
            if len(refused) == 7:
                goes_on.set()

    async def class_signs_in() -> None:
        places = Hashing(2)
        async with anyio.create_task_group() as group:
            for at in range(12):
                group.start_soon(guess, places, at)
        await guess(places, 12)  # the places are free again

    anyio.run(class_signs_in)
    assert refused == [429] * 7 and len(done) == 6
