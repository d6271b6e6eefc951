import pytest

from bivouac.courses.completion import film_complete


@pytest.mark.parametrize(
    ("watched", "duration", "at_end", "complete"),
    [
        (90_000, 100_000, False, True),
        (89_999, 100_000, False, False),
        (89_999, 100_000, True, True),
        (80_000, 100_000, True, True),
        (79_999, 100_000, True, False),
        (0, 100_000, True, False),
        (5_000, 0, True, False),
    ],
)
def test_a_film_is_complete_when_most_of_it_was_seen(watched: int, duration: int, at_end: bool, complete: bool) -> None:
    assert film_complete(watched, duration, at_end=at_end) is complete
