"""A hub with PostgreSQL, lost and made again as the guide tells it: from `bivouac hub backup`, and from `pg_dump`."""

from __future__ import annotations

import contextlib
import itertools
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from bivouac.errors import InputError, RefusedError, StoreError
from bivouac.sync.hub.backup import back_up, restore
from bivouac.sync.hub.checking import look_at
from bivouac.sync.hub.engine import Database
from bivouac.sync.hub.folder import DATABASE_VARIABLE, HubFolder
from bivouac.sync.hub.joining import Offer
from bivouac.sync.hub.tables import metadata
from bivouac.sync.journal.acts import Reached
from bivouac.sync.protocol.messages import NewPassword
from tests.sync.campus import Campus, Laptop
from tests.sync.conftest import MakeLaptop
from tests.sync.hub.postgresql import Server
from tests.terminal import run

_number = itertools.count(1)


@pytest.fixture
def campus(tmp_path: Path, url: str) -> Iterator[Campus]:
    campus = Campus(tmp_path / "hub", database=url)
    yield campus
    campus.stop()


def everything(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    with contextlib.closing(database), database.read() as connection:
        return {table.name: sorted(map(tuple, connection.execute(select(table)))) for table in metadata.sorted_tables}


def work(laptop: Laptop, acts: int) -> None:
    laptop.journal.record("c", "a", *(Reached(at) for at in range(acts)))
    laptop.exchange()


def go_on(campus: Campus, again: HubFolder, laptops: list[Laptop]) -> None:
    """The restored hub answers where the old one did."""
    campus.stop()
    campus.hub = again
    campus.start(campus.port)
    for laptop in laptops:
        laptop.line.close()


def require_all_there(campus: Campus, laptop: Laptop, acts: int) -> None:
    """Every act of a laptop is at the hub once, and its numbers are those that it had."""
    mine = [(feed, seq) for stream, feed, seq in campus.records() if stream == laptop.journal.stream]
    assert sorted(mine) == [(laptop.device.id, seq) for seq in range(1, acts + 1)]
    assert laptop.journal.standing().waiting == 0


@pytest.mark.parametrize("to", ["another database", "a file", "the variable's database"])
def test_from_a_backup_the_hub_serves_the_same_and_laptops_go_on(
    campus: Campus, server: Server, laptop_of: MakeLaptop, tmp_path: Path, to: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also those who sent more after the copy, and what came from a second laptop meanwhile."""
    awa, ali = laptop_of(campus, "awa"), laptop_of(campus, "ali", name="Ali")
    with contextlib.closing(campus.hub.storage()) as storage:
        cohort = storage.add_cohort("Finance 1")
        storage.keep_member(cohort.id, ali.joined.learner, "learner")
    kept = awa.client.new_password(NewPassword("une phrase à moi"))
    work(awa, 500)
    work(ali, 20)
    run("hub", "backup", campus.hub.folder, tmp_path / "monday")
    before = everything(campus.hub.database_as_it_is())
    monday = HubFolder(tmp_path / "monday")
    assert monday.database_file() and not monday.settings.database, "no address, no password in a copy"
    assert everything(monday.database_as_it_is()) == before
    assert all(before[table] for table in ("people", "segments", "members", "passwords", "tokens"))
    work(awa, 30)  # the hub said that it has these, and they are not in the copy
    second = laptop_of(campus, "second", campus.code(Offer(learner=awa.joined.learner)))
    assert second.exchange().fetched == 530
    ali.journal.record("c", "a", Reached(1))  # not sent yet

    campus.stop()
    server.drop(campus.hub.settings.database.rpartition("/")[2])
    fresh = server.database(f"kept{next(_number)}")
    more = ["--database", fresh] if to == "another database" else []
    if to == "the variable's database":
        monkeypatch.setenv(DATABASE_VARIABLE, fresh)
    run("hub", "restore", tmp_path / "monday", tmp_path / "again", *more)
    again = HubFolder(tmp_path / "again")
    assert again.settings.database == (fresh if more else "")
    assert (again.database_file() is None) is (to != "a file")
    assert everything(again.database_as_it_is()) == before

    go_on(campus, again, [awa, ali, second])
    assert awa.client.lock() == kept
    assert awa.exchange().complete
    assert ali.exchange().complete
    with pytest.raises(RefusedError, match="Join the campus again"):
        second.exchange()  # who joined since then joins again
    require_all_there(campus, awa, 530)
    require_all_there(campus, ali, 21)
    with contextlib.closing(campus.hub.storage()) as storage:
        assert [one.name for one in storage.members(cohort.id)] == ["Ali"]
        storage.add_cohort("Finance 2")  # the hub writes on, under a new name
        assert len(storage.feeds(f"campus:{campus.hub.settings.id}")) == 2
    third = laptop_of(campus, "third", campus.code(Offer(learner=awa.joined.learner)))
    assert third.exchange().fetched == 530
    assert third.journal.states("c") == awa.journal.states("c")
    assert list(look_at(campus.hub)) == []


def test_a_backup_is_of_one_moment_while_pushes_come_in(campus: Campus, laptop_of: MakeLaptop, tmp_path: Path) -> None:
    laptop = laptop_of(campus)
    work(laptop, 300)
    done = threading.Event()

    def study() -> None:
        with contextlib.closing(laptop.open_journal()) as journal:
            while not done.is_set():
                journal.record("c", "a", Reached(1))
                laptop.exchange(journal=journal)

    busy = threading.Thread(target=study)
    busy.start()
    try:
        for number in range(5):
            back_up(campus.hub, tmp_path / f"copy{number}")
    finally:
        done.set()
        busy.join()
    for number in range(5):
        copy = restore(tmp_path / f"copy{number}", tmp_path / f"hub{number}")
        assert list(look_at(copy)) == [], "feeds and pages fit each other"
        with contextlib.closing(copy.storage()) as storage:
            assert storage.feeds(laptop.journal.stream)[laptop.device.id] >= 300


def test_a_file_that_became_too_small_moves_to_postgresql(tmp_path: Path, url: str, laptop_of: MakeLaptop) -> None:
    campus = Campus(tmp_path / "small")
    try:
        laptop = laptop_of(campus)
        work(laptop, 50)
        campus.stop()
        run("hub", "backup", campus.hub.folder, tmp_path / "copy", "--with-courses")
        before = everything(campus.hub.database_as_it_is())
        run("hub", "restore", tmp_path / "copy", tmp_path / "large", "--database", url)
        assert everything(Database(url)) == before
        go_on(campus, HubFolder(tmp_path / "large"), [laptop])
        work(laptop, 5)
        require_all_there(campus, laptop, 55)
    finally:
        campus.stop()


def test_nothing_is_put_over_another_hub_and_nothing_half_is_left(
    campus: Campus, server: Server, url: str, tmp_path: Path
) -> None:
    back_up(campus.hub, tmp_path / "copy")
    before = everything(campus.hub.database_as_it_is())
    with pytest.raises(InputError, match=r"already\. Make a new, empty one"):
        restore(tmp_path / "copy", tmp_path / "again", url)
    assert everything(campus.hub.database_as_it_is()) == before
    nobody = url.replace(f":{server.port}", ":9")
    with pytest.raises(StoreError, match="port 9 failed: Connection refused"):
        restore(tmp_path / "copy", tmp_path / "again", nobody)
    assert not (tmp_path / "again").exists() and not list(tmp_path.glob(".part-*"))


def test_a_backup_while_postgresql_is_away_is_a_sentence(tmp_path: Path) -> None:
    server = Server()
    try:
        hub = HubFolder.create(tmp_path / "hub", "Hub", server.database("hub"))
        server.stop()
        with pytest.raises(StoreError, match="away just now"):
            back_up(hub, tmp_path / "copy")
        assert not (tmp_path / "copy").exists() and not list(tmp_path.glob(".part-*"))
        server.start()
        back_up(hub, tmp_path / "copy")
    finally:
        server.close()


def test_from_a_dump_and_a_copy_of_the_folder(
    campus: Campus, server: Server, laptop_of: MakeLaptop, tmp_path: Path
) -> None:
    """PostgreSQL's own way: first the dump, then the folder, set back in a new place."""
    url, name = campus.hub.settings.database, campus.hub.settings.database.rpartition("/")[2]
    laptop = laptop_of(campus)
    work(laptop, 200)
    server.dump(url, tmp_path / "monday.dump")
    shutil.copytree(campus.hub.folder, tmp_path / "monday")
    before = everything(campus.hub.database_as_it_is())
    work(laptop, 30)
    with contextlib.closing(campus.hub.storage()) as storage:
        storage.add_cohort("Noted after the dump")
    campus.stop()
    server.drop(name)
    server.database(name)
    server.restore(tmp_path / "monday.dump", url)
    with pytest.raises(InputError, match="pg_restore"):
        restore(tmp_path / "monday", tmp_path / "again")
    again = HubFolder(shutil.copytree(tmp_path / "monday", tmp_path / "again"))
    assert everything(again.database_as_it_is()) == before
    go_on(campus, again, [laptop])
    assert laptop.exchange().complete
    require_all_there(campus, laptop, 230)
    with contextlib.closing(campus.hub.storage()) as storage:
        storage.add_cohort("Noted by the restored one")
        feeds = storage.feeds(f"campus:{campus.hub.settings.id}")
    assert len(feeds) == 2, "under a new name: what the old one noted after the dump may be at the hub above"
    assert list(look_at(campus.hub)) == []
