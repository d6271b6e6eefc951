"""What a school does for one campus does not grow with what it holds of the others."""

from __future__ import annotations

import contextlib
from pathlib import Path

from sqlalchemy import insert

from bivouac.sync.hub.engine import Database
from bivouac.sync.hub.journals import exchange
from bivouac.sync.hub.policy import Readers
from bivouac.sync.hub.sql import SqlStorage
from bivouac.sync.hub.storage import Session
from bivouac.sync.hub.tables import feeds, people
from bivouac.sync.protocol.messages import Exchange
from tests.sync.hub.storage_suite import HUB

_STEPS = 10


def _settle(database: Database, campus: str, first: int, last: int) -> None:
    """People of a campus from one number to another, of each of whom something is held."""
    person = {"campus": campus, "name": "x", "name_key": "x", "role": "learner", "language": "", "created": 1, "hlc": 1}
    feed = {"feed": "d" * 20, "last_seq": 5, "mark": b"m", "received_at": 1}
    with database.write() as connection:
        connection.execute(insert(people), [person | {"id": f"p{n}", "feed": "x"} for n in range(first, last)])
        connection.execute(insert(feeds), [feed | {"stream": f"learner:p{n}"} for n in range(first, last)])


def _work(storage: SqlStorage, database: Database) -> int:
    """Steps of SQLite's machine in one exchange of a campus that has nobody and nothing new."""
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += _STEPS
        return 0

    session = Session("west", "West", "hub", HUB.hub, "d" * 20, b"k" * 32)
    with database.read() as connection:
        pooled = connection.connection.driver_connection
    assert pooled is not None
    machines = (pooled, database._direct())
    for one in machines:
        one.set_progress_handler(count, _STEPS)
    assert exchange(storage, Readers(), session, Exchange([]), 1).streams == []
    for one in machines:
        one.set_progress_handler(None, 0)
    return steps


def test_an_exchange_does_not_look_at_the_streams_of_other_campuses(tmp_path: Path) -> None:
    database = Database.of_file(tmp_path / "hub.sqlite")
    with contextlib.closing(SqlStorage(database, HUB)) as storage:
        hub = {"campus": HUB.hub, "role": "hub", "language": "", "created": 1, "hlc": 1, "feed": "x"}
        with database.write() as connection:
            of_hubs = [hub | {"id": id, "name": id, "name_key": id} for id in ("west", "east")]
            connection.execute(insert(people), of_hubs)
        _settle(database, "east", 0, 20)
        few = _work(storage, database)
        _settle(database, "east", 20, 4000)
        assert 0 < _work(storage, database) <= few + 200
