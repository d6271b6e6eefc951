"""What a campaign did, as a dated line that can be kept (docs/campaigns.md): also where it found that a promise does not hold."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.soak.killing import REPOSITORY

KEPT = REPOSITORY / "docs" / "campaigns.md"


def noted(name: str, seed: int, times: int, run: Callable[[], str], file: Path | None) -> None:
    """Run a campaign, say what it did, and add a line to a file.

    Args:
        times: how many kills were asked for.
        run: returns a sentence once nothing was found lost and nothing twice, and raises AssertionError with what was.
        file: the table's; None where nothing is to be kept.

    Raises:
        AssertionError: a promise does not hold. Anything else: the campaign broke off. Both are noted, too.
    """
    began = time.monotonic()
    try:
        found = run()
    except Exception as error:
        what = "a promise is broken" if isinstance(error, AssertionError) else "broken off"
        _add(file, (name, seed, times, f"{what}: {error}"[:300], "?", "?"), began)
        raise
    print(found)
    _add(file, (name, seed, times, found, 0, 0), began)


def sentence(found: Mapping[str, int]) -> str:
    """What was counted, as the table has it."""
    return ", ".join(f"{what} {times:,}" for what, times in sorted(found.items()))


def _add(file: Path | None, cells: tuple[object, ...], began: float) -> None:
    if file is None:
        return
    day = datetime.datetime.now(datetime.UTC).date()
    minutes = max(1, round((time.monotonic() - began) / 60))
    row = " | ".join(" ".join(str(cell).replace("|", "/").split()) for cell in (day, *cells, minutes))
    with file.open("a", encoding="utf-8") as table:
        table.write(f"| {row} |\n")
