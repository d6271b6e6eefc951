"""A school and a PostgreSQL server for all tests of a file."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest

from tests.sync.hub.postgresql import Server
from tests.sync.hub.roles import School, school_with_every_role

_number = itertools.count(1)


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    """One with somebody in every role."""
    with school_with_every_role(tmp_path_factory.mktemp("school")) as made:
        yield made


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.close()


@pytest.fixture
def url(server: Server) -> str:
    """The address of a new, empty database."""
    return server.database(f"empty{next(_number)}")
