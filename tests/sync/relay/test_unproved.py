"""Pages that cannot be proved to be their writer's: they are put aside and named, all else flows, and nothing is lost."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import delete, insert, select, update

from bivouac.sync.cli import main
from bivouac.sync.hub import carrying
from bivouac.sync.hub.joining import Offer
from bivouac.sync.hub.sql import SqlStorage
from bivouac.sync.hub.tables import admissions, segments
from bivouac.sync.hub.unproved import Unproved, sentences
from bivouac.sync.journal.feeds import learner_stream
from bivouac.sync.protocol.carried import Carried, pack
from bivouac.sync.protocol.messages import Offered
from tests.sync.campus import Campus, Laptop
from tests.sync.conftest import MakeLaptop
from tests.sync.relay.conftest import MakeCampus
from tests.sync.relay.test_upstream import write

ASIDE = "not signed by the computer|cannot tell"


def storage_of(campus: Campus) -> contextlib.closing[SqlStorage]:
    return contextlib.closing(campus.hub.storage())  # type: ignore[arg-type]


def unproved(campus: Campus) -> list[Unproved]:
    with storage_of(campus) as storage:
        return storage.unproved()


def acts_of(campus: Campus, laptop: Laptop) -> int:
    with storage_of(campus) as storage:
        return sum(storage.feeds(learner_stream(laptop.joined.learner)).values())


def alter(campus: Campus, laptop: Laptop) -> bytes:
    """Turn over a bit of the first page that a hub has of a laptop; the page as it was."""
    wanted = (segments.c.stream == laptop.journal.stream, segments.c.first_seq == 1)
    with storage_of(campus) as storage, storage._db.write() as connection:
        page: bytes = connection.execute(select(segments.c.payload).where(*wanted)).scalar_one()
        changed = page[:8] + bytes([page[8] ^ 1]) + page[9:]
        connection.execute(update(segments).where(*wanted).values(payload=changed))
    return page


def put_back(campus: Campus, laptop: Laptop, page: bytes) -> None:
    wanted = (segments.c.stream == laptop.journal.stream, segments.c.first_seq == 1)
    with storage_of(campus) as storage, storage._db.write() as connection:
        connection.execute(update(segments).where(*wanted).values(payload=page))


def patient(campus: Campus) -> None:
    """As if what was in vain had waited for long."""
    with storage_of(campus) as storage:
        for one in storage.unproved():
            storage.forget_unproved(one.stream, one.feed, above=one.above)
            storage.keep_unproved(one.stream, one.feed, one.last, one.reason, 1, above=one.above)


def say_status(campus: Campus) -> str:
    return CliRunner().invoke(main, ["hub", "status", str(campus.hub.folder)]).output


@pytest.mark.expects_log(ASIDE)
def test_an_altered_page_on_its_way_up_keeps_no_other_from_it(hub_of: MakeCampus, laptop_of: MakeLaptop) -> None:
    school, campus = hub_of("School"), hub_of("Campus")
    campus.join(school)
    first, second = laptop_of(campus), laptop_of(campus, "second", name="Ibrahim")
    for laptop in (first, second):
        write(laptop, 2)
        laptop.exchange()
        write(laptop, 3)
        laptop.exchange()
    page = alter(campus, first)
    assert campus.exchange().complete
    assert (acts_of(school, first), acts_of(school, second)) == (0, 5)
    assert [(one.stream, one.above) for one in unproved(school)] == [(first.journal.stream, False)]
    assert [(one.stream, one.above) for one in unproved(campus)] == [(first.journal.stream, True)]
    for hub in (school, campus):
        assert "“Awa Koné”" in say_status(hub) and first.device.id in say_status(hub)
    write(second, 1)
    second.exchange()
    campus.exchange()
    assert acts_of(school, second) == 6
    put_back(campus, first, page)
    patient(campus)
    assert campus.exchange().complete
    assert acts_of(school, first) == 5
    assert unproved(school) == unproved(campus) == []


@pytest.mark.expects_log(ASIDE)
def test_a_page_of_a_computer_that_nobody_above_knows_comes_once_it_is_known(
    hub_of: MakeCampus, laptop_of: MakeLaptop
) -> None:
    school, campus = hub_of("School"), hub_of("Campus")
    campus.join(school)
    first, second = laptop_of(campus), laptop_of(campus, "second", name="Ibrahim")
    campus.exchange()
    with storage_of(school) as storage, storage._db.write() as connection:
        wanted = admissions.c.person == first.joined.learner
        row = connection.execute(select(admissions).where(wanted)).one()._mapping
        connection.execute(delete(admissions).where(wanted))
    for laptop in (first, second):
        write(laptop, 4)
        laptop.exchange()
    assert campus.exchange().complete
    assert (acts_of(school, first), acts_of(school, second)) == (0, 4)
    with storage_of(school) as storage, storage._db.write() as connection:
        connection.execute(insert(admissions).values(**row))
    campus.exchange()
    assert acts_of(school, first) == 4 and unproved(school) == []


@pytest.mark.expects_log(ASIDE)
def test_what_came_by_another_road_is_named_no_more(hub_of: MakeCampus, laptop_of: MakeLaptop) -> None:
    school, campus = hub_of("School"), hub_of("Campus")
    campus.join(school)
    laptop = laptop_of(campus)
    write(laptop, 2)
    laptop.exchange()
    alter(campus, laptop)
    campus.exchange()
    assert "“Awa Koné”" in say_status(school)
    straight = Laptop(
        laptop.folder, school.url, school.code(Offer(learner=laptop.joined.learner)), journal="other.sqlite"
    )
    straight.exchange(journal=laptop.journal)
    assert acts_of(school, laptop) == 2 and "“Awa Koné”" not in say_status(school)
    straight.close()


@pytest.mark.expects_log(ASIDE)
def test_an_altered_page_on_its_way_down_keeps_no_other_from_it(hub_of: MakeCampus, laptop_of: MakeLaptop) -> None:
    school, campus = hub_of("School"), hub_of("Campus")
    campus.join(school)
    here = [laptop_of(campus), laptop_of(campus, "second", name="Ibrahim")]
    campus.exchange()
    at_school = [
        laptop_of(school, f"at school {at}", code=school.code(Offer(learner=one.joined.learner)))
        for at, one in enumerate(here)
    ]
    for laptop in at_school:
        for _ in range(3):  # a page each
            write(laptop, 2)
            laptop.exchange()
    page = alter(school, at_school[0])
    assert campus.exchange().complete
    assert (acts_of(campus, here[0]), acts_of(campus, here[1])) == (0, 6)
    assert [(one.stream, one.above, one.last) for one in unproved(campus)] == [(here[0].journal.stream, False, 6)]
    assert "“Awa Koné”" in say_status(campus)
    put_back(school, at_school[0], page)
    assert campus.exchange().complete
    assert acts_of(campus, here[0]) == 6 and unproved(campus) == []


MINUTE = 60_000


def test_each_pause_is_as_long_as_all_before_it_up_to_six_hours() -> None:
    ten = Unproved("learner:a", "b", True, 1, "", since=0, tried=10 * MINUTE)
    assert ten.rests(20 * MINUTE - 1) and not ten.rests(20 * MINUTE)
    long = Unproved("learner:a", "b", True, 1, "", since=0, tried=10_000 * MINUTE)
    assert long.rests(10_360 * MINUTE - 1) and not long.rests(10_360 * MINUTE)


@pytest.mark.expects_log(ASIDE)
@pytest.mark.parametrize("up", [True, False])
def test_what_was_in_vain_rests(hub_of: MakeCampus, laptop_of: MakeLaptop, up: bool) -> None:
    """The page is right again, and stays where it is until its time has come."""
    school, campus = hub_of("School"), hub_of("Campus")
    campus.join(school)
    laptop, at = laptop_of(campus), campus
    campus.exchange()
    if not up:
        laptop = laptop_of(at := school, "at school", code=school.code(Offer(learner=laptop.joined.learner)))
    write(laptop, 2)
    laptop.exchange()
    page = alter(at, laptop)
    campus.exchange()
    put_back(at, laptop, page)
    with storage_of(campus) as storage:
        (one,) = storage.unproved()
        storage.forget_unproved(one.stream, one.feed, above=up)
        for moment in (one.since - 10 * MINUTE, one.since):
            storage.keep_unproved(one.stream, one.feed, one.last, one.reason, moment, above=up)
    other = school if up else campus
    write(laptop, 1)
    laptop.exchange()
    assert campus.exchange().complete and acts_of(other, laptop) == 0
    patient(campus)
    assert campus.exchange().complete and acts_of(other, laptop) == 3


def test_of_much_that_waits_the_oldest_is_named(campus: Campus) -> None:
    with storage_of(campus) as storage:
        for at in range(25):
            storage.keep_unproved("learner:awa", f"d{at}", 1, "These acts were not signed.", at)
        said = sentences(storage)
    assert len(said) == 21 and "computer d0 " in said[0] and said[-1] == "5 more wait in the same way."


def test_a_database_of_before_is_sound_and_takes_what_is_new(tmp_path: Path, campus: Campus) -> None:
    campus.stop()
    with storage_of(campus) as storage, storage._db.write() as connection:
        connection.exec_driver_sql("DROP TABLE unproved")
    assert CliRunner().invoke(main, ["hub", "check", str(campus.hub.folder)]).exit_code == 0
    campus.start()
    assert unproved(campus) == []


@pytest.mark.expects_log("not signed|written by nobody|damaged")
def test_names_that_cost_a_liar_nothing_fill_no_table(campus: Campus) -> None:
    with storage_of(campus) as storage:
        person = storage.add_account("Awa", "learner", "fr", 1).id
        pages = [pack(Carried(f"d{at}", 1, 1, b"nothing")) for at in range(1200)]
        done = carrying.take_in(storage, Offered(learner_stream(person), {}, pages), 1)
        assert len(done.barred) == 1200, "none of them is taken"
        assert len(storage.unproved()) == 1000, "and so many are named"


@pytest.mark.expects_log("not signed|written by nobody|damaged")
@pytest.mark.parametrize("feed", ["A", "~", "a b", "\0"])
def test_a_feed_whose_name_is_none_is_named_all_the_same(campus: Campus, feed: str) -> None:
    with storage_of(campus) as storage:
        person = storage.add_account("Awa", "learner", "fr", 1).id
        done = carrying.take_in(storage, Offered(learner_stream(person), {}, [pack(Carried(feed, 1, 1, b""))]), 1)
        assert done.barred == [feed]
        assert "“Awa”" in sentences(storage)[0]
