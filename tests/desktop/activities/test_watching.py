import pytest

from bivouac.desktop.activities.watching import WatchLog, resume_at


def run(log: WatchLog, start: int, end: int, rate: float = 1.0, clock: float = 100.0) -> float:
    """The film runs from `start` to `end` with a report each 50 ms of clock time; returns the clock at the end."""
    position = float(start)
    while position <= end:
        log.moved(round(position), clock, rate)
        clock += 0.05
        position += 50 * rate
    return clock


def test_a_film_that_runs_is_one_interval() -> None:
    log = WatchLog()
    run(log, 1_000, 9_000)
    assert log.take() == [(1_000, 9_000)]


def test_what_was_taken_is_not_taken_again_and_the_next_goes_on_from_there() -> None:
    log = WatchLog()
    clock = run(log, 0, 5_000)
    assert log.take() == [(0, 5_000)]
    assert log.take() == []
    run(log, 5_050, 7_000, clock=clock)
    assert log.take() == [(5_000, 7_000)]


def test_a_jump_leaves_a_gap() -> None:
    log = WatchLog()
    clock = run(log, 0, 2_000)
    log.stopped()
    run(log, 60_000, 61_000, clock=clock)
    assert log.take() == [(0, 2_000), (60_000, 61_000)]


@pytest.mark.parametrize("to", [4_000, 300])
def test_a_jump_that_nobody_announced_is_seen_by_the_clock(to: int) -> None:
    log = WatchLog()
    clock = run(log, 0, 2_000)
    run(log, to, to + 1_000, clock=clock)
    assert log.take() == [(0, 2_000), (to, to + 1_000)]


@pytest.mark.parametrize("rate", [0.5, 2.0])
def test_film_time_counts_whatever_the_speed(rate: float) -> None:
    log = WatchLog()
    run(log, 0, 20_000, rate)
    assert log.take() == [(0, 20_000)]


def test_reports_that_come_late_are_no_jump() -> None:
    log = WatchLog()
    log.moved(0, 10.0, 2.0)
    log.moved(5_000, 12.0, 2.0)  # 4 s were due: the machine was busy
    assert log.take() == [(0, 5_000)]


def test_time_in_which_the_computer_slept_counts_for_nothing() -> None:
    log = WatchLog()
    clock = run(log, 0, 2_000)
    run(log, 2_050, 3_000, clock=clock + 3_600)
    assert log.take() == [(0, 2_000), (2_050, 3_000)]


def test_nothing_is_seen_while_the_film_stands() -> None:
    log = WatchLog()
    log.moved(4_000, 1.0, 1.0)
    log.stopped()
    assert log.take() == []


@pytest.mark.parametrize(
    ("left_at", "again_at"), [(0, 0), (2_999, 0), (3_000, 3_000), (57_000, 57_000), (57_001, 0), (60_000, 0)]
)
def test_a_film_is_continued_unless_it_was_left_near_an_edge(left_at: int, again_at: int) -> None:
    assert resume_at(left_at, 60_000) == again_at
