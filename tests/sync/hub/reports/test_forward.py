"""The forwarder's own rules, where a real store cannot be made to misbehave as is needed (else test_against_ralph.py)."""

from __future__ import annotations

import sqlite3

import pytest

from bivouac.errors import LineError
from bivouac.sync.hub.reports.lrs import NotTakenError, busy
from bivouac.sync.hub.storage import Segment
from bivouac.sync.journal.acts import Completed
from tests.sync.hub.reports.school import School
from tests.sync.hub.reports.sending import Sending


class Store:
    """Takes statements, but fails over those with one of some numbers with a status."""

    url = "http://localhost/xapi"

    def __init__(self, status: int = 500, numbers: range | set[int] = range(0)) -> None:
        self.status, self.numbers = status, {b'/number":%d}' % one for one in numbers}
        self.held: list[bytes] = []
        self.sizes: list[int] = []

    def send(self, statements: list[bytes]) -> None:
        self.sizes.append(len(statements))
        if any(number in one for one in statements for number in self.numbers):
            raise NotTakenError(self.status, "because")
        self.held += statements


def test_a_statement_over_which_a_store_falls_is_found(school: School) -> None:
    school.bring(school.pages(60))
    store = Store(500, {31})
    assert Sending(school, store).once() == 59
    assert [one.seq for one in school.storage.set_aside(store.url, 9)] == [31]


def test_a_store_that_falls_over_everything_is_ill_and_no_act_is_set_aside(school: School) -> None:
    school.bring(school.pages(60))
    store = Store(500, range(100))
    sending = Sending(school, store)
    with pytest.raises(LineError, match="no time"):
        sending.once()
    assert not school.storage.set_aside(store.url, 9) and school.storage.waiting(store.url, 9)
    assert len(store.sizes) < 60
    store.numbers = set()
    assert sending.once() == 60


def test_the_only_act_that_waits_is_not_set_aside_for_a_store_that_is_ill(school: School) -> None:
    school.bring(school.pages(2))
    store = Store(500, range(9))
    with pytest.raises(LineError):
        Sending(school, store).once()
    assert not school.storage.set_aside(store.url, 9) and school.storage.waiting(store.url, 9)


def test_what_is_refused_again_stays_aside_behind_the_others(school: School) -> None:
    school.bring(school.pages(150))
    store = Store(400, range(1000))
    Sending(school, store).once()
    Sending(school, store).once()
    assert [one.seq for one in school.storage.set_aside(store.url, 1000)] == [*range(101, 151), *range(1, 101)]


def test_a_store_that_refuses_everything_is_given_time(school: School) -> None:
    school.bring(school.pages(250))
    store = Store(400, range(1000))
    sending = Sending(school, store)
    sending.once()
    assert len(school.storage.set_aside(store.url, 1000)) == 250 and sending.taken == 0
    assert len(sending.pauses) == 3
    store.numbers = set()
    school.bring(school.pages(10, "other"))
    assert Sending(school, store).once() == 110  # what is new, and some of what was set aside
    assert len(school.storage.set_aside(store.url, 1000)) == 150


def test_a_batch_that_is_too_large_is_made_smaller(school: School) -> None:
    class Small(Store):
        def send(self, statements: list[bytes]) -> None:
            if len(statements) > 30:
                raise NotTakenError(413, "too large")
            super().send(statements)

    school.bring(school.pages(90))
    store = Small()
    assert Sending(school, store).once() == 90
    assert max(store.sizes) <= 30 and len(set(store.held)) == 90


def test_a_store_says_how_long_it_wants_to_be_left_alone(school: School) -> None:
    class Busy(Store):
        def send(self, statements: list[bytes]) -> None:
            self.sizes.append(0)
            if len(self.sizes) == 1:
                raise busy(429, 77)
            super().send(statements)

    school.bring(school.pages(2))
    sending = Sending(school, Busy())
    assert sending.once() == 2 and sending.pauses == [77]


def test_it_never_stops_by_itself_and_waits_longer_and_longer(school: School) -> None:
    class Away(Store):
        def send(self, statements: list[bytes]) -> None:
            raise busy(503)

    school.bring(school.pages(2))
    sending = Sending(school, Away(), patience=40)
    with pytest.raises(KeyboardInterrupt):
        sending.forwarder.run(once=False)
    assert max(sending.pauses) <= 300 and min(sending.pauses[10:]) >= 150
    assert len(sending.troubles) == 1
    assert len(set(sending.pauses[10:])) > 20  # not in step with other hubs


def test_it_waits_for_what_comes(school: School) -> None:
    store = Store()
    sending = Sending(school, store, patience=3)
    sending.at_pause = lambda: len(sending.pauses) == 1 and school.bring(school.pages(4))  # type: ignore[assignment, return-value]
    with pytest.raises(KeyboardInterrupt):
        sending.forwarder.run(once=False)
    assert sending.taken == 4 and set(sending.pauses) == {5.0}


def test_each_store_has_its_own_place(school: School) -> None:
    school.bring(school.pages(4))
    one, other = Store(), Store()
    other.url = "http://localhost/other"
    assert Sending(school, one).once() == 4 and Sending(school, other).once() == 4
    assert Sending(school, one).once() == 0


def test_a_damaged_page_stands_in_nobodys_way(school: School) -> None:
    school.bring(school.pages(4))
    assert school.storage.append(school.stream, "torn", None, Segment(1, 5, b"rubbish"), b"", 1)
    school.bring(school.records([("page", Completed())] * 2, "torn", first=6))
    sending = Sending(school, Store())
    assert sending.once() == 6
    (aside,) = school.storage.set_aside(Store.url, 9)
    assert (aside.feed, aside.seq) == ("torn", 1) and "damaged" in aside.reason


def test_a_database_that_is_held_by_something_else_is_waited_for(school: School) -> None:
    school.bring(school.pages(4))
    sending = Sending(school, Store())
    with school.storage._db.read() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 0")
    holder = sqlite3.connect(school.hub.folder / "hub.sqlite", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    sending.at_pause = lambda: holder.in_transaction and holder.execute("COMMIT")  # type: ignore[assignment, return-value]
    sending.once()
    holder.close()
    assert [type(one).__name__ for one in sending.troubles] == ["StoreError"]
    assert not school.storage.waiting(Store.url, 9)
