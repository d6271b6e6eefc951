"""PostgreSQL goes down under several processes of a hub that are in the middle of writing, and comes back: nobody starts anything anew."""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text

from bivouac.errors import BivouacError, BusyError
from bivouac.sync.hub.checking import look_at
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.hub.joining import Offer, make_invite
from bivouac.sync.journal.acts import Reached
from bivouac.sync.journal.clock import wall_milliseconds
from tests.sync.campus import Laptop
from tests.sync.conftest import MakeHub
from tests.sync.hub.postgresql import Server
from tests.sync.hub.test_workers import received, until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="on Windows a hub is one process")

WORKERS, LAPTOPS, ACTS = 3, 8, 20

# Each page takes a moment to be written, so that there are always some who write.
SLOW = """
CREATE FUNCTION linger() RETURNS trigger AS $$ BEGIN PERFORM pg_sleep(0.15); RETURN NEW; END $$ LANGUAGE plpgsql;
CREATE TRIGGER linger BEFORE INSERT ON segments FOR EACH ROW WHEN (NEW.stream LIKE 'learner:%') EXECUTE FUNCTION linger();
"""
WRITERS = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND backend_xid IS NOT NULL"


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.close()


@contextlib.contextmanager
def asked(url: str) -> Iterator[Engine]:
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT")
    yield engine
    engine.dispose()


def writers(engine: Engine) -> int:
    """How many are inside a transaction that has written something."""
    with engine.connect() as connection:
        return int(connection.execute(text(WRITERS)).scalar_one())


class Learner:
    """Works without end, in a thread of its own, and keeps what the hub said when it could not."""

    def __init__(self, laptop: Laptop) -> None:
        self.laptop, self.acts, self.troubles = laptop, 0, list[BivouacError]()

    def work(self, done: threading.Event) -> None:
        while not done.is_set():
            self.laptop.journal.record("c", "a", *(Reached(self.acts + at) for at in range(ACTS)))
            self.acts += ACTS
            self.send(done)

    def send(self, done: threading.Event) -> None:
        try:
            self.laptop.exchange()
        except BivouacError as error:
            self.troubles.append(error)
            done.wait(0.3)  # as a laptop does, and for longer


def test_each_act_arrives_once_and_laptops_are_told_how_long_to_wait(
    server: Server, tmp_path: Path, hub_of: MakeHub
) -> None:
    url = server.database("campus")
    folder = HubFolder.create(tmp_path / "hub", "Campus Abidjan", url).folder
    with contextlib.closing(HubFolder(folder).storage()) as storage:
        code = make_invite(storage, Offer(uses=LAPTOPS), wall_milliseconds())[0]
    hub = hub_of(folder, workers=WORKERS)
    learners = [
        Learner(Laptop(tmp_path / f"laptop{number}", hub.url, code, f"Awa {number}")) for number in range(LAPTOPS)
    ]
    with asked(url) as engine, engine.connect() as connection:
        connection.execute(text(SLOW))
    done = threading.Event()
    threads = [threading.Thread(target=learner.work, args=(done,)) for learner in learners]
    for thread in threads:
        thread.start()
    try:
        for _ in range(2):
            with asked(url) as engine:
                until(lambda: writers(engine) >= WORKERS)
            before = [len(learner.troubles) for learner in learners]
            server.stop()
            until(lambda: all(len(one.troubles) > had for one, had in zip(learners, before, strict=True)))  # noqa: B023
            server.start()
            acts = [learner.acts for learner in learners]
            until(lambda: all(one.acts > had + ACTS for one, had in zip(learners, acts, strict=True)))  # noqa: B023
    finally:
        done.set()
        for thread in threads:
            thread.join(30)
    for learner in learners:
        learner.laptop.exchange()
        assert learner.laptop.journal.standing().waiting == 0
        for trouble in learner.troubles:
            assert isinstance(trouble, BusyError) and "away just now" in str(trouble), repr(trouble)
            assert trouble.wait == 30
    assert received(folder, [one.laptop for one in learners]) == [one.acts for one in learners]
    for learner in learners:  # each act once, also for who reads them
        with contextlib.closing(HubFolder(folder).storage()) as storage:
            offer = Offer(learner=learner.laptop.joined.learner)
            code = make_invite(storage, offer, wall_milliseconds())[0]
        second = Laptop(learner.laptop.folder.with_suffix(".second"), hub.url, code)
        assert second.exchange().fetched == learner.acts
        assert second.journal.states("c") == learner.laptop.journal.states("c")
        second.close()
    assert list(look_at(HubFolder(folder))) == []
    code_of_end, said = hub.end()
    assert code_of_end == 0 and "Traceback" not in said, said
    for learner in learners:
        learner.laptop.close()
