"""One row that a disk turned over or lost, on a campus or at its school: it is said, keeps nobody else's acts from their way, and nobody asks for ever."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

import pytest
from sqlalchemy import Connection, delete, update

from bivouac.errors import RecordError
from bivouac.sync.hub import carrying, tails
from bivouac.sync.hub.checking import look_at
from bivouac.sync.hub.joining import Offer
from bivouac.sync.hub.sql import SqlStorage
from bivouac.sync.hub.tables import feeds, segments
from bivouac.sync.hub.unproved import Unproved
from bivouac.sync.journal.acts import Posted
from bivouac.sync.journal.feeds import cohort_stream
from tests.sync.campus import Campus, Laptop
from tests.sync.conftest import MakeLaptop
from tests.sync.relay.conftest import MakeCampus
from tests.sync.relay.test_unproved import acts_of, say_status
from tests.sync.relay.test_upstream import write

Harm = Callable[[Connection, str], None]

SAID = "are damaged. All else goes on|are not taken in|does not take in"


def lose(connection: Connection, stream: str) -> None:
    connection.execute(delete(segments).where(segments.c.stream == stream, segments.c.first_seq == 1))


def shorten(connection: Connection, stream: str) -> None:
    connection.execute(
        update(segments).where(segments.c.stream == stream, segments.c.first_seq == 1).values(last_seq=1)
    )


def begin_at_none(connection: Connection, stream: str) -> None:
    connection.execute(
        update(segments).where(segments.c.stream == stream, segments.c.first_seq == 1).values(first_seq=0)
    )


def promise_more(connection: Connection, stream: str) -> None:
    connection.execute(update(feeds).where(feeds.c.stream == stream).values(last_seq=feeds.c.last_seq + 64))


def make_text(connection: Connection, stream: str) -> None:
    connection.exec_driver_sql("UPDATE segments SET payload = 'text' WHERE stream = ?", (stream,))


def misname_feed(connection: Connection, stream: str) -> None:
    for table in (segments, feeds):
        connection.execute(update(table).where(table.c.stream == stream).values(feed="~" + table.c.feed))


def misname_stream(connection: Connection, stream: str) -> None:
    for table in (segments, feeds):
        connection.execute(update(table).where(table.c.stream == stream).values(stream="Learner:x"))


HARMS = [lose, shorten, begin_at_none, promise_more, make_text]


def storage_of(campus: Campus) -> contextlib.closing[SqlStorage]:
    return contextlib.closing(campus.hub.storage())


def harm_of(campus: Campus, laptop: Laptop, harm: Harm) -> None:
    with storage_of(campus) as storage, storage._db.write() as connection:
        harm(connection, laptop.journal.stream)


def write_two_pages(*laptops: Laptop) -> None:
    for laptop in laptops:
        for _ in range(2):
            write(laptop, 2)
            laptop.exchange()


@pytest.mark.expects_log(SAID)
@pytest.mark.timeout(60)
@pytest.mark.parametrize("harm", HARMS)
def test_a_damaged_row_of_a_campus_keeps_nobody_else_from_the_school(
    hub_of: MakeCampus, laptop_of: MakeLaptop, harm: Harm
) -> None:
    school, campus = hub_of("School"), hub_of("Campus")
    campus.join(school)
    laptops = sorted(
        (laptop_of(campus), laptop_of(campus, "second", name="Ibrahim")), key=lambda one: one.journal.stream
    )
    write_two_pages(*laptops)
    harm_of(campus, laptops[0], harm)  # the one that comes first on the way
    assert campus.exchange().complete
    assert acts_of(school, laptops[1]) == 4
    write(laptops[1], 1)
    laptops[1].exchange()
    assert campus.exchange().complete
    assert acts_of(school, laptops[1]) == 5
    for hub in (school, campus):
        assert "Learners" in say_status(hub)


@pytest.mark.expects_log("are damaged. All else goes on")
@pytest.mark.parametrize("harm", [misname_feed, misname_stream])
def test_a_name_that_is_none_keeps_nobody_else_from_the_school(
    hub_of: MakeCampus, laptop_of: MakeLaptop, harm: Harm
) -> None:
    school, campus = hub_of("School"), hub_of("Campus")
    campus.join(school)
    first, second = laptop_of(campus), laptop_of(campus, "second", name="Ibrahim")
    write_two_pages(first, second)
    harm_of(campus, first, harm)
    assert campus.exchange().complete and acts_of(school, second) == 4
    assert "Learners" in say_status(campus)
    assert list(look_at(campus.hub)), "and it is said by who looks for damage"


@pytest.mark.expects_log(SAID)
@pytest.mark.timeout(60)
@pytest.mark.parametrize("harm", HARMS)
def test_a_damaged_row_of_a_school_keeps_nobody_else_from_a_campus(
    hub_of: MakeCampus, laptop_of: MakeLaptop, harm: Harm
) -> None:
    school, campus = hub_of("School"), hub_of("Campus")
    campus.join(school)
    here = sorted((laptop_of(campus), laptop_of(campus, "second", name="Ibrahim")), key=lambda one: one.journal.stream)
    campus.exchange()
    away = [
        laptop_of(school, f"away {at}", code=school.code(Offer(learner=one.joined.learner)))
        for at, one in enumerate(here)
    ]
    write_two_pages(*away)
    harm_of(school, away[0], harm)
    assert campus.exchange().complete
    assert acts_of(campus, here[1]) == 4


def turn_over(connection: Connection, stream: str, feed: str) -> None:
    wanted = (segments.c.stream == stream, segments.c.feed == feed)
    connection.execute(update(segments).where(*wanted).values(payload=b"nothing that anybody wrote" * 5))


@pytest.mark.timeout(60)
@pytest.mark.parametrize("pages", [1, pytest.param(2, marks=pytest.mark.expects_log(SAID))])
def test_a_damaged_page_of_a_class_keeps_no_work_of_its_people_from_the_hub(
    hub_of: MakeCampus, laptop_of: MakeLaptop, pages: int
) -> None:
    """Of one page the laptop sees that it is damaged, of several the hub, which puts them together."""
    campus = hub_of("Campus")
    writer, reader = laptop_of(campus), laptop_of(campus, "second", name="Ibrahim")
    with storage_of(campus) as storage:
        cohort = storage.add_cohort("Finance 1").id
        for laptop in (writer, reader):
            storage.keep_member(cohort, laptop.joined.learner, "learner")
    stream = cohort_stream(cohort)
    writer.exchange()
    for at in range(pages):
        writer.journal.share(stream, "", "", Posted(f"p{at}", "Bonjour"))
        writer.exchange()
    with storage_of(campus) as storage, storage._db.write() as connection:
        turn_over(connection, stream, f"{writer.device.id}.{writer.joined.learner}")
    write(reader, 900)
    for _ in range(2):
        with pytest.raises(RecordError):
            reader.exchange(page_records=100)
    assert acts_of(campus, reader) == 900


@pytest.mark.expects_log(SAID)
@pytest.mark.timeout(20)
@pytest.mark.parametrize("lacking", [tails.lacking, carrying.lacking])
def test_a_number_beyond_what_is_there_is_not_looked_for_for_ever(
    hub_of: MakeCampus, laptop_of: MakeLaptop, lacking: Callable[..., tuple[list[bytes], bool]]
) -> None:
    campus = hub_of("Campus")
    laptop = laptop_of(campus)
    write_two_pages(laptop)
    harm_of(campus, laptop, promise_more)
    with storage_of(campus) as storage:
        here = storage.feeds(laptop.journal.stream)
        pages, more = lacking(storage, laptop.journal.stream, {}, here, tails.Room())
    assert pages and not more and list(here.values()) == [4], "what it says it has is what it can hand out"


def test_what_was_tried_while_the_clock_was_ahead_does_not_rest_until_then() -> None:
    in_2090, now = 3_786_912_000_000, 1_795_000_000_000
    ahead = Unproved("learner:a", "b", True, 1, "", since=in_2090, tried=in_2090 + 60_000)
    assert not ahead.rests(now)
