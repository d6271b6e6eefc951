"""A serving hub's pauses: they grow while the hub above is away, and no two hubs keep the same time."""

from __future__ import annotations

import itertools
import random
import threading
from collections.abc import Callable

import pytest

from bivouac.errors import BusyError, LineError, RefusedError
from bivouac.sync.relay import loop
from bivouac.sync.relay.loop import UpstreamLoop


class _Clock(threading.Event):
    """Notes how long somebody would wait, and ends it after so many times."""

    def __init__(self, turns: int) -> None:
        super().__init__()
        self.waits: list[float] = []
        self._turns = turns

    def wait(self, timeout: float | None = None) -> bool:
        assert timeout is not None
        self.waits.append(timeout)
        if len(self.waits) == self._turns:
            self.set()
        return self.is_set()


def pauses(turn: Callable[[Callable[[], bool]], None], turns: int, often: float = 30.0) -> list[float]:
    """Seconds between the turns of a loop, which are not waited for."""
    made = UpstreamLoop.__new__(UpstreamLoop)
    made._often, made._turn, made._said, made._stop = often, turn, "", (clock := _Clock(turns))
    made._run()
    return clock.waits


@pytest.fixture(autouse=True)
def _always_the_same_chance() -> None:
    random.seed(5)


def require_spread(waits: list[float], least: float) -> None:
    """That hubs which began together come at quite different moments, none before its time and none much after it."""
    assert all(least <= one <= 1.4 * least for one in waits)
    assert max(waits) - min(waits) > 0.3 * least
    assert len({round(one, 3) for one in waits}) > 0.9 * len(waits)


def test_hubs_that_began_together_do_not_come_together() -> None:
    require_spread(pauses(lambda stopped: None, 60), 30.0)


@pytest.mark.expects_log("With the hub above it did not work")
def test_hubs_whose_school_is_away_spread_more_and_more() -> None:
    def away(stopped: Callable[[], bool]) -> None:
        raise LineError("The line is away.")

    each = [pauses(away, 9) for _ in range(60)]
    for turn in range(9):
        require_spread([waits[turn] for waits in each], min(loop._FIRST_WAIT * 2**turn, loop._LONGEST_AWAY))


@pytest.mark.expects_log("With the hub above it did not work")
def test_a_line_that_is_there_for_two_minutes_is_found_however_long_it_was_away(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """And the log says once that it is away, not every minute of three weeks; after it was there, again."""
    turns = itertools.count()

    def away(stopped: Callable[[], bool]) -> None:
        if next(turns) != 500:
            raise LineError("The line is away.")

    assert max(pauses(away, 1000)) < 60
    said = "With the hub above it did not work: The line is away."
    assert caplog.messages == [said, said]


@pytest.mark.expects_log("With the hub above it did not work")
def test_a_school_that_says_no_is_asked_more_and_more_seldom() -> None:
    def refuses(stopped: Callable[[], bool]) -> None:
        raise RefusedError("Not you.")

    assert 600.0 <= pauses(refuses, 9)[-1] <= 1.4 * 600.0


@pytest.mark.expects_log("With the hub above it did not work")
def test_hubs_that_were_told_when_to_come_do_not_all_come_then() -> None:
    def busy(stopped: Callable[[], bool]) -> None:
        raise BusyError("Not now.", wait=40)

    require_spread([pauses(busy, 1)[0] for _ in range(60)], 40.0)


@pytest.mark.expects_log("With the hub above something failed")
def test_a_bug_in_one_turn_ends_no_loop() -> None:
    turns: list[int] = []

    def turn(stopped: Callable[[], bool]) -> None:
        turns.append(len(turns))
        if turns[-1] < 2:
            raise RuntimeError("a bug")

    first, second, third = pauses(turn, 3)
    assert turns == [0, 1, 2] and first < second, "it tries again, later and later"
    assert first <= 1.4 * loop._FIRST_WAIT and 30.0 <= third <= 1.4 * 30.0
