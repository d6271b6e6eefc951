"""Campuses and schools that know each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.sync.campus import Campus

MakeCampus = Callable[[str], Campus]


@pytest.fixture
def hub_of(tmp_path: Path) -> Iterator[MakeCampus]:
    """Makes hubs of these names, which serve until the test ends."""
    made: list[Campus] = []

    def make(name: str) -> Campus:
        made.append(Campus(tmp_path / name, name=name))
        return made[-1]

    yield make
    for campus in made:
        campus.stop_soon()
    for campus in made:
        campus.wait()
