"""The hub's memory in PostgreSQL: all that it does in a file, and what a server can do that a file cannot."""

from __future__ import annotations

import contextlib
import itertools
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine, delete, insert, text

from bivouac.errors import BusyError, InputError, StoreError
from bivouac.sync.hub.checking import look_at
from bivouac.sync.hub.engine import Database
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.hub.former import begin_former
from bivouac.sync.hub.joining import Offer
from bivouac.sync.hub.sql import SqlStorage
from bivouac.sync.hub.storage import Segment
from bivouac.sync.hub.tables import facts, feeds, former_feeds, members, metadata
from bivouac.sync.journal.acts import Reached
from tests.sync.campus import Campus, Laptop
from tests.sync.hub.postgresql import Server
from tests.sync.hub.storage_suite import HUB, StorageSuite

_number = itertools.count(1)


class TestPostgresql(StorageSuite):
    @pytest.fixture
    def storage(self, url: str) -> Iterator[SqlStorage]:
        storage = SqlStorage(Database(url), HUB)
        yield storage
        storage.close()

    @pytest.fixture
    def other(self, server: Server) -> Iterator[SqlStorage]:
        author = replace(HUB, hub="other", device="o" * 20)
        storage = SqlStorage(Database(server.database(f"hub{next(_number)}")), author)
        yield storage
        storage.close()


class TestPartitioned(TestPostgresql):
    """With what grows divided by stream, as a school of many campuses would."""

    @pytest.fixture
    def url(self, server: Server) -> str:
        url = server.database(f"hub{next(_number)}")
        engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
        with engine.begin() as connection:
            metadata.create_all(connection)
            for table in ("feeds", "segments"):
                connection.execute(text(f"ALTER TABLE {table} RENAME TO whole"))
                connection.execute(
                    text(f"CREATE TABLE {table} (LIKE whole INCLUDING DEFAULTS) PARTITION BY HASH (stream)")
                )
                last = ", last_seq" if table == "segments" else ""
                connection.execute(text(f"ALTER TABLE {table} ADD PRIMARY KEY (stream, feed{last})"))
                for part in range(4):
                    connection.execute(
                        text(
                            f"CREATE TABLE {table}_{part} PARTITION OF {table}"
                            f" FOR VALUES WITH (MODULUS 4, REMAINDER {part})"
                        )
                    )
                connection.execute(text("DROP TABLE whole"))
        engine.dispose()
        return url


def test_a_database_belongs_to_one_hub(tmp_path: Path, url: str) -> None:
    HubFolder.create(tmp_path / "one", "One", url).storage().close()
    with pytest.raises(InputError, match="another hub"):
        HubFolder.create(tmp_path / "two", "Two", url)
    assert not (tmp_path / "two" / "hub.json").exists()
    HubFolder(tmp_path / "one").storage().close()


def test_the_variable_goes_before_the_file(tmp_path: Path, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BIVOUAC_HUB_DATABASE", url)
    folder = HubFolder.create(tmp_path / "hub", "Hub")
    with contextlib.closing(folder.storage()) as storage:
        assert not storage.near and folder.settings.database == ""


@pytest.mark.parametrize("address", ["nonsense", "postgresql://", "mysql://x/y"])
def test_what_is_no_database_gets_a_sentence(address: str) -> None:
    with pytest.raises((InputError, StoreError)):
        Database(address)


@pytest.mark.expects_log("The hub could not answer")
def test_laptops_and_hubs_on_it_and_a_server_that_goes_down_in_the_middle(tmp_path: Path) -> None:
    """Nothing is lost, laptops are told to wait, and the hub goes on without being started anew."""
    server = Server()
    campus = Campus(tmp_path / "hub", database=server.database("campus"))
    try:
        laptop = Laptop(tmp_path / "laptop", campus.url, campus.code())
        laptop.journal.record("c", "a", *(Reached(at) for at in range(500)))
        assert laptop.exchange().sent == 500
        laptop.journal.record("c", "a", Reached(1))
        server.stop()
        for ask in (laptop.exchange, laptop.client.health):
            with pytest.raises(BusyError, match="away just now") as caught:
                ask()
            assert caught.value.wait == 30
        assert laptop.journal.standing().waiting == 1
        server.start()
        assert laptop.client.health().hub == campus.hub.settings.id
        assert laptop.exchange().sent == 1
        code = campus.code(Offer(learner=laptop.joined.learner))
        second = Laptop(tmp_path / "second", campus.url, code)
        assert second.exchange().fetched == 501
        assert second.journal.states("c") == laptop.journal.states("c")
        second.close()
        laptop.close()
    finally:
        campus.stop()
        server.close()


def test_a_database_that_takes_no_writing_makes_clients_wait(url: str) -> None:
    storage = SqlStorage(Database(url), HUB)
    storage.append("s", "d", None, Segment(1, 1, b"x"), b"m", 1)
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        name = url.rpartition("/")[2]
        connection.execute(text(f"ALTER DATABASE {name} SET default_transaction_read_only = on"))
    engine.dispose()
    storage.close()
    storage = SqlStorage(Database(url), HUB)
    assert storage.feeds("s") == {"d": 1}
    with pytest.raises(StoreError, match="away just now"):
        storage.append("s", "e", None, Segment(1, 1, b"x"), b"m", 1)
    storage.close()


def test_a_hub_with_postgresql_is_checked_too(server: Server, tmp_path: Path) -> None:
    campus = Campus(tmp_path / "hub", database=server.database(f"hub{next(_number)}"))
    laptop = Laptop(tmp_path / "laptop", campus.url, campus.code())
    try:
        for _ in range(2):
            laptop.journal.record("c", "a", *(Reached(at) for at in range(30)))
            laptop.exchange()
        assert list(look_at(campus.hub)) == []
        engine = create_engine(campus.hub.settings.database.replace("postgresql:", "postgresql+psycopg:"))
        with engine.begin() as connection:
            connection.execute(
                text("UPDATE segments SET payload = 'x' WHERE stream LIKE 'learner:%' AND last_seq = 60")
            )
            connection.execute(text("UPDATE people SET name = 'Awa Kona'"))
        engine.dispose()
        said = "\n".join(look_at(campus.hub))
        assert "The acts of “Awa Kona” are damaged from number 31 on" in said
        assert "is not what was noted: people" in said
    finally:
        laptop.close()
        campus.stop()


def test_two_processes_that_begin_with_an_older_database_note_once_who_was_taken_out(url: str) -> None:
    """Each looks for who is in classes no more; the one that comes second waits for the first, and goes on with what that noted."""
    stamp = {"hlc": 1, "feed": "d.hub"}
    with contextlib.closing(Database(url)) as one, contextlib.closing(Database(url)) as two:
        with one.write() as connection:
            connection.execute(delete(facts).where(facts.c.key == "former"))
            connection.execute(insert(members).values(cohort="c1", person="awa", role="", **stamp))
            row = {"stream": "cohort:c1", "feed": "d.awa", "last_seq": 3, "mark": b"", "received_at": 0}
            connection.execute(insert(feeds).values(**row))
        wrong = list[BaseException]()

        def begin() -> None:
            try:
                with two.write() as connection:
                    connection.execute(text("SET application_name = 'second'"))
                    begin_former(connection)
            except BaseException as error:  # noqa: BLE001 - told to the test
                wrong.append(error)

        with one.write() as connection:
            begin_former(connection)
            second = threading.Thread(target=begin)
            second.start()
            waits = text(
                "SELECT 1 FROM pg_stat_activity WHERE application_name = 'second' AND wait_event_type = 'Lock'"
            )
            while second.is_alive():
                with one.read() as asking:
                    if asking.execute(waits).first():
                        break
        second.join()
        assert wrong == []
        with one.read() as connection:
            assert [tuple(row) for row in connection.execute(former_feeds.select())] == [("c1", "awa", "d.awa", 3)]
