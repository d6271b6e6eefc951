"""A school for all tests of a file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.sync.hub.roles import School, school_with_every_role


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    """One with somebody in every role."""
    with school_with_every_role(tmp_path_factory.mktemp("school")) as made:
        yield made
