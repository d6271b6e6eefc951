"""A school to report of, and a learning record store to report to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bivouac.sync.hub.reports.lrs import Lrs
from tests.sync.hub.reports.ralph import PASSWORD, USER, Ralph, environment
from tests.sync.hub.reports.school import School


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    school = School(tmp_path / "hub")
    yield school
    school.close()


@pytest.fixture(scope="session")
def lrs_python() -> Path:
    """The Python of an environment that has Ralph."""
    return environment()


@pytest.fixture(scope="session")
def _running_ralph(lrs_python: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ralph]:
    ralph = Ralph(lrs_python, tmp_path_factory.mktemp("ralph"))
    yield ralph
    ralph.stop()


@pytest.fixture
def ralph(_running_ralph: Ralph) -> Ralph:
    """A learning record store on loopback, empty."""
    _running_ralph.empty()
    return _running_ralph


@pytest.fixture
def lrs(ralph: Ralph) -> Iterator[Lrs]:
    """The line to it."""
    lrs = Lrs(ralph.url, USER, PASSWORD)
    yield lrs
    lrs.close()
