"""What goes wrong in a file of the library is said as our errors, also by a statement that stands alone."""

from pathlib import Path

import pytest

from bivouac.errors import SpaceError, StoreError
from bivouac.sync.store.database import connect, transaction
from bivouac.sync.store.journal_schema import STEPS
from bivouac.sync.store.library import Library


def test_a_full_disk_is_said_by_a_statement_alone(tmp_path: Path) -> None:
    """SQLite's own limit stands for the disk's: it is met by the same path in it."""
    library = Library(tmp_path)
    library._db.execute(f"PRAGMA max_page_count = {library._db.execute('PRAGMA page_count').fetchone()[0]}")
    with pytest.raises(SpaceError):
        for number in range(500):
            library.people.add_guest(f"Awa {number}" * 50)
    assert library.people.learners(), "what was saved before is there"
    library.close()


def test_a_file_that_is_damaged_while_it_is_open_is_named(tmp_path: Path) -> None:
    path = tmp_path / "one.sqlite"
    connect(path, "journal", STEPS).close()
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))
    with pytest.raises(StoreError, match=r"one\.sqlite"):
        connect(path, "journal", STEPS).execute("SELECT * FROM records").fetchall()


def test_a_disk_that_takes_nothing_is_said(tmp_path: Path) -> None:
    connection = connect(tmp_path / "one.sqlite", "journal", STEPS)
    connection.execute("PRAGMA query_only = 1")
    with pytest.raises(StoreError, match="disk cannot be"), transaction(connection):
        connection.execute("INSERT INTO facts (key, value) VALUES ('a', 1)")
    connection.close()
    (tmp_path / "folder.sqlite").mkdir()
    with pytest.raises(StoreError, match="disk cannot be"):
        connect(tmp_path / "folder.sqlite", "journal", STEPS)


def test_a_transaction_that_fails_keeps_nothing(tmp_path: Path) -> None:
    connection = connect(tmp_path / "one.sqlite", "journal", STEPS)
    with pytest.raises(ZeroDivisionError), transaction(connection):
        connection.executemany("INSERT INTO facts (key, value) VALUES (?, ?)", [("a", 1), ("b", 2)])
        raise ZeroDivisionError
    assert connection.execute("SELECT count(*) FROM facts").fetchone() == (0,)
    connection.close()
