"""Numbers, sizes and times as people say them."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QDateTime

from bivouac.desktop import wording
from bivouac.language import use_language


@pytest.mark.parametrize(
    ("size", "english", "french"),
    [(0, "0 kB", "0 ko"), (39_400, "40 kB", "40 ko"), (100_000, "0.1 MB", "0,1 Mo"), (4_739_044, "4.7 MB", "4,7 Mo"), (340_000_000, "340 MB", "340 Mo"), (3_400_000_000, "3.4 GB", "3,4 Go")],
)  # fmt: skip
def test_sizes(size: int, english: str, french: str) -> None:
    assert wording.megabytes(size) == english
    use_language("fr")
    assert wording.megabytes(size).replace("\u00a0", " ").replace("\u202f", " ") == french


@pytest.mark.parametrize(
    ("milliseconds", "text"),
    [(0, "0:00"), (999, "0:00"), (65_000, "1:05"), (3_599_000, "59:59"), (3_723_000, "1:02:03")],
)
def test_places_in_a_film(milliseconds: int, text: str) -> None:
    assert wording.clock(milliseconds) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(-500, "a moment"), (30, "a moment"), (601, "10 minutes"), (3 * 3600 + 1, "3 hours"), (24 * 3600 + 1, "24 hours"), (5 * 86_400 + 1, "5 days")],
)  # fmt: skip
def test_how_long_ago(seconds: float, text: str) -> None:
    assert wording.ago(round((time.time() - seconds) * 1000)) == text


def test_moments() -> None:
    now = QDateTime.currentDateTime()
    assert wording.day_and_time(now.toMSecsSinceEpoch()) == now.toString("HH:mm")
    moment = QDateTime.fromString("2021-11-22T14:32:00", "yyyy-MM-ddTHH:mm:ss")
    assert wording.day_and_time(moment.toMSecsSinceEpoch()) == "22 Nov 14:32"
    use_language("fr")
    assert wording.day_and_time(moment.toMSecsSinceEpoch()).startswith("22 nov")


def test_shares() -> None:
    assert [wording.percent(share) for share in (0, 0.154, 1)] == ["0%", "15%", "100%"]
