"""The hub's memory in SQLite."""

from __future__ import annotations

import contextlib
import sqlite3
import stat
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from bivouac.errors import SpaceError, StoreError
from bivouac.sync.hub.engine import Database
from bivouac.sync.hub.sql import SqlStorage
from bivouac.sync.hub.storage import Segment
from bivouac.sync.hub.tables import metadata
from tests.sync.hub.storage_suite import HUB, StorageSuite


class TestSqlite(StorageSuite):
    @pytest.fixture
    def storage(self, tmp_path: Path) -> Iterator[SqlStorage]:
        storage = SqlStorage(Database.of_file(tmp_path / "hub.sqlite"), HUB)
        yield storage
        storage.close()

    @pytest.fixture
    def other(self, tmp_path: Path) -> Iterator[SqlStorage]:
        author = replace(HUB, hub="other", device="o" * 20)
        storage = SqlStorage(Database.of_file(tmp_path / "other.sqlite"), author)
        yield storage
        storage.close()


def test_names_that_were_kept_in_an_earlier_manner_are_found(tmp_path: Path) -> None:
    path = tmp_path / "hub.sqlite"
    with contextlib.closing(SqlStorage(Database.of_file(path), HUB)) as storage:
        awa = storage.add_account("Awa N’Diaye", "learner", "fr", 1)
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE people SET name_key = 'awa n’diaye'")
        db.execute("DELETE FROM facts WHERE key = 'name-keys'")
        db.commit()
    with contextlib.closing(SqlStorage(Database.of_file(path), HUB)) as storage:
        assert storage.find_account("awa n'diaye") == awa


def test_what_was_kept_is_there_when_it_opens_again(tmp_path: Path) -> None:
    for _ in range(2):
        storage = SqlStorage(Database.of_file(tmp_path / "hub.sqlite"), HUB)
        storage.append("s", "d", None, Segment(1, 1, b"x"), b"m", 1)
        assert storage.feeds("s") == {"d": 1}
        storage.close()


def test_a_commit_waits_for_the_disk(tmp_path: Path) -> None:
    database = Database.of_file(tmp_path / "hub.sqlite")
    with database.write() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    database.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody take a file away that is open")
def test_nothing_is_kept_in_a_file_that_was_taken_away(tmp_path: Path) -> None:
    """Though it is open and would take it: it would be gone with the process."""
    storage = SqlStorage(Database.of_file(tmp_path / "hub.sqlite"), HUB)
    storage.append("s", "d", None, Segment(1, 1, b"x"), b"m", 1)
    assert storage.feeds("s") == {"d": 1}
    (tmp_path / "hub.sqlite").unlink()
    with pytest.raises(StoreError, match="gone from its folder"):
        storage.append("s", "e", None, Segment(1, 1, b"x"), b"m", 1)
    with pytest.raises(StoreError, match="gone from its folder"):
        storage.learners()
    assert not (tmp_path / "hub.sqlite").exists(), "and no empty one stands in its place"
    storage.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file modes")
def test_nobody_else_reads_the_file(tmp_path: Path) -> None:
    Database.of_file(tmp_path / "hub.sqlite").close()
    assert stat.S_IMODE((tmp_path / "hub.sqlite").stat().st_mode) == 0o600


def test_a_file_that_is_no_database_gets_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "hub.sqlite").write_bytes(b"not a database" * 100)
    with pytest.raises(StoreError, match="is damaged"):
        Database.of_file(tmp_path / "hub.sqlite")


def test_a_full_disk_gets_a_sentence_and_what_is_kept_stays(tmp_path: Path) -> None:
    database = Database.of_file(tmp_path / "hub.sqlite")
    storage = SqlStorage(database, HUB)
    storage.add_account("Awa", "learner", "fr", 1)
    with database.read() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")  # SQLite's own way to say that there is no more room
    with pytest.raises(SpaceError, match="disk is full"):
        for number in range(1000):
            storage.add_account(f"Learner {number} {'x' * 500}", "learner", "fr", 1)
    with database.read() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    assert storage.find_account("Awa") is not None
    storage.add_account("Kofi", "learner", "en", 1)
    storage.close()


def test_every_table_can_be_made_in_postgresql(tmp_path: Path) -> None:
    for table in metadata.sorted_tables:
        assert "WITHOUT ROWID" not in str(CreateTable(table).compile(dialect=postgresql.dialect()))
    Database.of_file(tmp_path / "hub.sqlite").close()
    with sqlite3.connect(tmp_path / "hub.sqlite") as plain:
        names = {name for (name,) in plain.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    plain.close()
    assert names == set(metadata.tables)
