"""What somebody wrote who is in a class no more: nothing of it is lost, the class's teachers read it, and the class does not, until they are put back."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import delete, func, select

from bivouac.sync.exchange.courier import believe, pack_journal
from bivouac.sync.exchange.side import JournalSide
from bivouac.sync.hub import former
from bivouac.sync.hub.backup import back_up, restore
from bivouac.sync.hub.checking import look_at
from bivouac.sync.hub.courier import take_parcel
from bivouac.sync.hub.joining import Offer
from bivouac.sync.hub.policy import Readers
from bivouac.sync.hub.repairing import repair
from bivouac.sync.hub.sql import SqlStorage
from bivouac.sync.hub.tables import facts, former_feeds
from bivouac.sync.journal.acts import Posted
from bivouac.sync.journal.feeds import cohort_stream
from bivouac.sync.protocol.messages import Exchange, Exchanged, Offered
from tests.sync.campus import Campus, Laptop
from tests.sync.conftest import MakeLaptop


class Counting:
    """A hub's client that counts the ways to it."""

    def __init__(self, laptop: Laptop) -> None:
        self._client, self.asked = laptop.client, list[Exchange]()

    def exchange(self, exchange: Exchange) -> Exchanged:
        self.asked.append(exchange)
        return self._client.exchange(exchange)


@dataclass
class Class:
    """Awa, Ali and their teacher, at one campus."""

    campus: Campus
    cohort: str
    laptops: dict[str, Laptop] = field(default_factory=dict)

    @property
    def stream(self) -> str:
        return cohort_stream(self.cohort)

    def say(self, name: str, *texts: str) -> None:
        for text in texts:
            self.laptops[name].journal.share(self.stream, "", "", Posted(text, text))

    def meet(self, *names: str) -> None:
        for name in (names or tuple(self.laptops)) * 2:
            assert self.laptops[name].exchange().complete

    def read(self, name: str) -> list[str]:
        """All that somebody's laptop has of what was written, by text."""
        state = self.laptops[name].journal.shared(self.stream)
        return sorted(post.text for post in state.posts.values())

    def keep(self, name: str, role: str) -> None:
        with contextlib.closing(self.campus.hub.storage()) as storage:
            storage.keep_member(self.cohort, self.laptops[name].joined.learner, role)


@pytest.fixture
def room(campus: Campus, laptop_of: MakeLaptop) -> Iterator[Class]:
    with contextlib.closing(campus.hub.storage()) as storage:
        cohort = storage.add_cohort("Finance 1").id
    made = Class(campus, cohort)
    for name, role in (("awa", "learner"), ("ali", "learner"), ("teacher", "teacher")):
        made.laptops[name] = laptop_of(campus, name, name=name)
        made.keep(name, role)
    made.meet()
    yield made


def someone_new(room: Class, laptop_of: MakeLaptop, name: str, role: str = "learner") -> None:
    """One more of the class."""
    room.laptops[name] = laptop_of(room.campus, name, name=name)
    room.keep(name, role)
    room.meet(name)


def again(room: Class, laptop_of: MakeLaptop, name: str, folder: str) -> None:
    """One more laptop of somebody."""
    code = room.campus.code(Offer(learner=room.laptops[name].joined.learner))
    room.laptops[folder] = laptop_of(room.campus, folder, code=code)


def test_what_was_written_before_hearing_of_the_removal_reaches_the_teacher_alone(
    room: Class, laptop_of: MakeLaptop
) -> None:
    room.say("awa", "before")
    room.meet()
    room.say("awa", "late", "later")
    room.keep("awa", "")
    awa = room.laptops["awa"].journal
    assert awa.standing().waiting == 2
    room.meet()
    assert awa.has_left(room.stream) and awa.standing().waiting == 0
    assert room.read("teacher") == ["before", "late", "later"]
    assert room.read("ali") == ["before"], "what stood there before stays"
    someone_new(room, laptop_of, "eva")
    assert room.read("eva") == ["before"]
    again(room, laptop_of, "awa", "awa's other")
    room.meet("awa's other")
    assert room.read("awa's other") == [], "the class is not told to who is not in it"
    room.keep("awa", "learner")
    room.meet()
    everything = ["before", "late", "later"]
    assert all(room.read(name) == everything for name in room.laptops)
    assert not awa.has_left(room.stream)


def test_what_waited_when_they_had_heard_of_it_goes_too(room: Class) -> None:
    """As of a laptop whose older Bivouac brought nothing more."""
    room.keep("awa", "")
    room.meet()
    room.say("awa", "late")
    awa = room.laptops["awa"].journal
    assert awa.has_left(room.stream) and awa.standing().waiting == 1
    room.meet()
    assert awa.standing().waiting == 0 and room.read("teacher") == ["late"] and room.read("ali") == []


def test_with_nothing_new_it_stays_one_way_to_the_hub_for_everybody(room: Class) -> None:
    room.say("awa", *(f"before {number}" for number in range(3)))
    room.say("ali", "mine")
    room.meet()
    room.say("awa", "late")
    room.keep("awa", "")
    room.meet()
    for name in ("awa", "ali", "teacher"):
        counting = Counting(room.laptops[name])
        room.laptops[name].exchange(counting)
        assert len(counting.asked) == 1, name


def test_of_a_laptop_that_they_got_later_the_class_reads_nothing(room: Class, laptop_of: MakeLaptop) -> None:
    room.say("awa", "before")
    room.meet()
    again(room, laptop_of, "awa", "awa's other")
    room.meet("awa's other")
    room.keep("awa", "")
    room.say("awa's other", "from a new feed")
    room.meet()
    assert room.read("ali") == ["before"] and room.read("teacher") == ["before", "from a new feed"]
    assert "from a new feed" in room.read("awa"), "what they wrote themselves comes to all laptops of theirs"
    room.keep("awa", "learner")
    room.meet()
    assert room.read("ali") == ["before", "from a new feed"]


def test_a_page_that_reaches_over_the_removal_is_cut(room: Class, laptop_of: MakeLaptop) -> None:
    """A hub keeps one whole of which it has a part."""
    awa = room.laptops["awa"]
    room.say("awa", "before")
    first = room.laptops["awa"].journal.own_feeds(room.stream)
    room.meet()
    room.keep("awa", "")
    room.say("awa", "late")

    class Forgetful(JournalSide):
        """As if the answer had been lost: it brings all of it again, in one page."""

        def own_feeds(self, stream: str) -> dict[str, int]:
            return {feed: first.get(feed, 0) for feed in awa.journal.own_feeds(stream)} if stream == room.stream else {}

    page = Forgetful(awa.journal, awa.device.sign_as).next_page(
        room.stream, f"{awa.device.id}.{awa.joined.learner}", 0, 1000, 1 << 20
    )[0]
    answer = awa.client.exchange(Exchange([Offered(room.stream, {}, [page])], 1, True))
    assert answer.streams[0].former and list(answer.streams[0].received.values()) == [2]
    someone_new(room, laptop_of, "eva")
    room.meet()
    assert room.read("eva") == room.read("ali") == ["before"] and room.read("teacher") == ["before", "late"]
    room.keep("awa", "learner")
    room.meet()
    assert room.read("eva") == room.read("ali") == ["before", "late"]


def test_staff_of_the_class_read_what_the_policy_lets_them(room: Class, laptop_of: MakeLaptop) -> None:
    code = room.campus.code(Offer(role="staff"))
    room.laptops["staff"] = laptop_of(room.campus, "staff", code=code, name="staff")
    room.keep("staff", "learner")
    room.keep("awa", "")
    room.say("awa", "late")
    room.meet()
    assert room.read("staff") == ["late"] and room.read("ali") == []


def test_removed_twice_the_class_reads_no_more_than_before(room: Class) -> None:
    room.keep("awa", "")
    room.say("awa", "late")
    room.meet()
    room.keep("awa", "")
    room.meet()
    assert room.read("ali") == []


def test_by_stick_it_goes_the_same_way(room: Class) -> None:
    awa = room.laptops["awa"]
    room.keep("awa", "")
    room.meet("awa")
    room.say("awa", "by stick")
    (parcel,) = pack_journal(awa.journal, awa.joined.learner, awa.client.hub(), awa.device.sign_as)
    with contextlib.closing(room.campus.hub.storage()) as storage:
        taken = take_parcel(storage, Readers(), room.campus.hub.courier_key(), parcel, 1)
    assert {feed for of in taken.receipt.received.values() for feed in of} == {f"{awa.device.id}.{awa.joined.learner}"}
    believe(JournalSide(awa.journal, awa.device.sign_as), taken.receipt)
    assert awa.journal.standing().waiting == 0
    room.meet("ali", "teacher")
    assert room.read("ali") == [] and room.read("teacher") == ["by stick"]


def removed(room: Class) -> None:
    """Awa wrote, was taken out, and wrote again."""
    room.say("awa", "before")
    room.meet()
    room.say("awa", "late")
    room.keep("awa", "")
    room.meet()


def test_a_restored_and_a_mended_hub_keep_it(room: Class, laptop_of: MakeLaptop, tmp_path: Path) -> None:
    removed(room)
    campus = room.campus
    back_up(campus.hub, tmp_path / "copy")
    campus.stop()
    restored = restore(tmp_path / "copy", tmp_path / "restored")
    with contextlib.closing(restored.storage()) as storage, contextlib.closing(campus.hub.storage()) as known:
        assert storage.formers(room.cohort) == known.formers(room.cohort) != {}
        before = known.formers(room.cohort)
    repair(campus.hub)
    with contextlib.closing(campus.hub.storage()) as storage:
        assert storage.formers(room.cohort) == before
    campus.start(campus.port)
    assert list(look_at(campus.hub)) == []
    someone_new(room, laptop_of, "eva")
    room.meet()
    assert room.read("eva") == room.read("ali") == ["before"] and room.read("teacher") == ["before", "late"]
    room.keep("awa", "learner")
    room.meet()
    assert room.read("eva") == ["before", "late"]


def test_who_was_taken_out_under_an_older_bivouac_wrote_what_is_here_before_that(
    room: Class, laptop_of: MakeLaptop
) -> None:
    room.say("awa", "before")
    room.meet()
    room.keep("awa", "")
    room.campus.stop()
    with contextlib.closing(room.campus.hub.storage()) as storage:
        assert isinstance(storage, SqlStorage)
        with storage._db.write() as connection:  # as it would have left it
            connection.execute(delete(former_feeds))
            connection.execute(delete(facts).where(facts.c.key == "former"))
    room.campus.start(room.campus.port)
    room.say("awa", "late")
    someone_new(room, laptop_of, "eva")
    room.meet()
    assert room.read("eva") == ["before"] and room.read("teacher") == ["before", "late"]


def test_what_a_hub_says_again_and_again_of_somebody_is_no_more_than_one_record_holds(room: Class) -> None:
    awa = room.laptops["awa"].joined.learner
    room.keep("awa", "")
    with contextlib.closing(room.campus.hub.storage()) as storage:
        assert isinstance(storage, SqlStorage)
        with storage._db.write() as connection:
            for turn in range(3):
                said = {f"{turn}x{number}.{awa}": 1 for number in range(900)}
                former.leave(connection, room.cohort, awa, said, again=True)
            assert connection.execute(select(func.count()).select_from(former_feeds)).scalar_one() <= 1000
