"""A hub whose database is gone begins no empty one in its place, unless it is told to."""

from __future__ import annotations

import contextlib
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import create_engine, inspect

from bivouac.errors import InputError, StoreError
from bivouac.sync.cli import main
from bivouac.sync.hub.backup import back_up, restore
from bivouac.sync.hub.engine import Database
from bivouac.sync.hub.folder import DATABASE_VARIABLE, HubFolder
from bivouac.sync.hub.repairing import repair
from bivouac.sync.journal.acts import Reached
from tests.sync.campus import Campus
from tests.sync.conftest import MakeLaptop
from tests.sync.hub.postgresql import Server


@pytest.fixture
def hub(tmp_path: Path) -> HubFolder:
    return HubFolder.create(tmp_path / "hub", "Campus Abidjan")


def _run(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["--lang", "en", "hub", *map(str, arguments)])
    return done.exit_code, done.output


def remove(database: Path) -> None:
    database.unlink()


def empty(database: Path) -> None:
    """As a power cut leaves a file whose content did not come to the disk."""
    database.write_bytes(b"")


def begin_another(database: Path) -> None:
    """Tables, and no hub in them: what a program before this one put there."""
    database.unlink()
    Database.of_file(database).close()


HARMS = [remove, empty, begin_another]


@pytest.mark.parametrize("harm", HARMS)
def test_it_is_said_and_nothing_new_is_begun(hub: HubFolder, harm: Callable[[Path], None]) -> None:
    database = hub.folder / "hub.sqlite"
    harm(database)
    before = database.read_bytes() if database.exists() else None
    for command in (("status", hub.folder), ("invite", hub.folder), ("learners", hub.folder)):
        status, said = _run(*command)
        assert status == 1 and "The hub's database is gone" in said and "bivouac hub check --repair" in said
    assert (database.read_bytes() if database.exists() else None) == before
    assert _run("check", hub.folder)[0] == 1


@pytest.mark.parametrize(
    "workers",
    [1, pytest.param(2, marks=pytest.mark.skipif(sys.platform == "win32", reason="a hub is one process there"))],
)
def test_it_is_not_served(hub: HubFolder, workers: int) -> None:
    (hub.folder / "hub.sqlite").unlink()
    where = ["--port", "0", "--workers", str(workers)]
    command = [sys.executable, "-m", "bivouac.sync.cli", "--lang", "en", "hub", "serve", str(hub.folder), *where]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith("The hub's database is gone") and "Traceback" not in ended.stderr
    assert not (hub.folder / "hub.sqlite").exists()


@pytest.mark.parametrize("harm", HARMS)
def test_an_empty_copy_is_never_the_newest(hub: HubFolder, tmp_path: Path, harm: Callable[[Path], None]) -> None:
    back_up(hub, tmp_path / "monday")
    harm(hub.folder / "hub.sqlite")
    with pytest.raises(StoreError, match="gone"):
        back_up(hub, tmp_path / "tuesday")
    assert hub.newest_backup() == tmp_path / "monday" and not (tmp_path / "tuesday").exists()
    assert not list(tmp_path.glob(".part-*"))


def test_a_copy_without_a_hub_is_not_restored(hub: HubFolder, tmp_path: Path) -> None:
    back_up(hub, tmp_path / "monday")
    begin_another(tmp_path / "monday" / "hub.sqlite")
    with pytest.raises(StoreError, match="older one"):
        restore(tmp_path / "monday", tmp_path / "again")


@pytest.mark.parametrize("harm", [remove, empty])
def test_it_begins_anew_only_when_told_to(campus: Campus, laptop_of: MakeLaptop, harm: Callable[[Path], None]) -> None:
    laptop_of(campus).exchange()
    campus.stop()
    database = campus.hub.folder / "hub.sqlite"
    for ending in ("-wal", "-shm"):
        database.with_name(database.name + ending).unlink(missing_ok=True)
    harm(database)
    status, said = _run("check", campus.hub.folder, "--repair")
    assert status == 1 and "--anew" in said
    with pytest.raises(StoreError, match="gone"):
        campus.hub.storage()
    status, said = _run("check", campus.hub.folder, "--repair", "--anew")
    assert status == 0, said
    campus.start(campus.port)
    again = laptop_of(campus)
    again.journal.record("course", "page", Reached(1))
    assert again.exchange().complete


def test_what_is_there_is_not_begun_anew(campus: Campus, laptop_of: MakeLaptop, tmp_path: Path) -> None:
    """The word is for where nothing is left: it takes nothing away."""
    laptop = laptop_of(campus)
    laptop.journal.record("course", "page", Reached(1))
    laptop.exchange()
    campus.stop()
    assert repair(campus.hub, anew=True).records > 0
    back_up(campus.hub, tmp_path / "monday")
    (campus.hub.folder / "hub.sqlite").unlink()
    assert repair(campus.hub, anew=True).records > 0


def test_a_making_that_was_cut_off_anywhere_is_done_again(tmp_path: Path) -> None:
    """A hub's folder is one once `hub.json` is there, and then its database is."""
    folder = HubFolder.create(tmp_path / "hub", "Campus").folder
    (folder / "hub.json").unlink()
    for harm in (lambda database: None, begin_another, empty, remove):
        harm(folder / "hub.sqlite")
        HubFolder.create(folder, "Campus").require_database()
        (folder / "hub.json").unlink()
    HubFolder.create(folder, "Campus").storage().close()


# --- PostgreSQL ------------------------------------------------------------------------------------------------------


def test_an_empty_database_of_a_server_is_said_too(server: Server, tmp_path: Path) -> None:
    hub = HubFolder.create(tmp_path / "hub", "School", server.database("school"))
    back_up(hub, tmp_path / "monday")
    server.drop("school")
    url = server.database("school")
    for ask in (lambda: hub.storage().close(), lambda: back_up(hub, tmp_path / "tuesday")):
        with pytest.raises(StoreError, match="in PostgreSQL is empty"):
            ask()
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    assert inspect(engine).get_table_names() == []  # pg_restore finds it as empty as it was
    engine.dispose()
    with contextlib.closing(restore(tmp_path / "monday", tmp_path / "again", url).storage()) as storage:
        assert storage.learners() == []


def test_a_hub_whose_database_nobody_names_begins_no_file(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Started by hand, without what the service sets."""
    monkeypatch.setenv(DATABASE_VARIABLE, server.database("named"))
    hub = HubFolder.create(tmp_path / "hub", "School")
    monkeypatch.delenv(DATABASE_VARIABLE)
    with pytest.raises(StoreError, match=DATABASE_VARIABLE):
        hub.storage()
    with pytest.raises(InputError, match="no backup of it is known"):
        repair(hub)
    assert not (hub.folder / "hub.sqlite").exists()


def test_a_file_that_is_a_database_of_others_is_left_as_it_is(hub: HubFolder) -> None:
    database = hub.folder / "hub.sqlite"
    database.unlink()
    with contextlib.closing(sqlite3.connect(database)) as other:
        other.execute("CREATE TABLE letters (text)")
    with pytest.raises(StoreError, match="gone"):
        hub.storage()
    with contextlib.closing(sqlite3.connect(database)) as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("letters",)]
