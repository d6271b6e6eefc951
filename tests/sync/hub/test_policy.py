"""Who may do what: every role on every kind of stream (every route: test_routes.py). What the table does not grant is refused."""

from __future__ import annotations

import contextlib
import itertools
from dataclasses import replace

import msgspec
import pytest

from bivouac.sync.hub.carrying import writers_key
from bivouac.sync.hub.journals import MAX_FEEDS
from bivouac.sync.hub.policy import Readers
from bivouac.sync.journal.acts import Posted, Reached
from bivouac.sync.journal.clock import Reading
from bivouac.sync.journal.feeds import feed_name, hub_writer
from bivouac.sync.journal.record import make_record
from bivouac.sync.protocol.carried import Carried, pack
from bivouac.sync.protocol.messages import Exchanged, Offered, Refusal
from bivouac.sync.protocol.pages import encode_page
from bivouac.sync.protocol.signing import sign_page
from tests.sync.campus import Campus
from tests.sync.hub.roles import ROLES, School

# What each may do with Awa's own stream, the class's, the campus's, and those of the campus below: r(ead), w(rite), bring their o(wn), c(arry).
STREAMS: dict[str, dict[str, str]] = {
    "awa": {"learner": "w", "cohort": "w"},
    "classmate": {"cohort": "w"},
    "stranger": {},
    "former": {"cohort": "o"},
    "teacher": {"learner": "r", "cohort": "w"},
    "other teacher": {"cohort": "w", "another class": "w"},
    "staff": {"learner": "r"},
    "administrator": {"learner": "r", "learner below": "r"},
    "hub": {"campus below": "c", "learner below": "c", "cohort below": "c"},
    "shut out": {},
    "nobody": {},
}


@pytest.mark.parametrize("role", ROLES)
def test_reading(school: School, role: str) -> None:
    for kind, stream in school.streams.items():
        answer = school.exchange(role, Offered(stream, {}))
        granted = STREAMS[role].get(kind, "")
        if granted == "o":
            assert isinstance(answer, Exchanged) and answer.streams[0].former is not None
            assert not answer.streams[0].pages and not answer.streams[0].received, f"{role} must not read {kind}"
        elif granted:
            assert isinstance(answer, Exchanged), f"{role} reads {kind}"
            (handed,) = answer.streams
            assert not handed.gone and handed.pages, f"{role} reads {kind}"
        else:
            refused = isinstance(answer, Refusal) or [one.gone for one in answer.streams] == [True]
            assert refused, f"{role} must not read {kind}"
            assert isinstance(answer, Refusal) or not answer.streams[0].pages


@pytest.mark.parametrize(
    "role", [pytest.param(one, marks=pytest.mark.expects_log("not signed")) if one == "hub" else one for one in ROLES]
)
def test_writing(school: School, role: str) -> None:
    """A page of one's own, in every stream: kept where that is granted and nowhere else."""
    laptop = school.laptops.get(role)
    if laptop is None:
        return
    for kind, stream in school.streams.items():
        granted = STREAMS[role].get(kind, "")
        before = held(school, stream)
        feed = feed_name(stream, laptop.device.id, laptop.joined.learner)
        act = Posted("p1", "hello") if stream.startswith("cohort") else Reached(5)
        record = make_record(stream, feed, 1, Reading(1 << 30, 5), "c", "a", act)
        page = sign_page(encode_page([record]), laptop.device.sign)
        if role == "hub":
            page = pack(Carried(feed, 1, 1, page))
        answer = school.exchange(role, Offered(stream, {}, [page]))
        kept = held(school, stream).get(feed, 0) > before.get(feed, 0)
        if granted in ("w", "o") and feed not in before:
            assert kept, f"{role} writes in {kind}: {answer}"
        else:
            assert not kept, f"{role} must not write in {kind}"


@pytest.mark.expects_log("not signed")
def test_nobody_writes_in_anothers_name(school: School) -> None:
    """Not the classmate on their own laptop, not the hub below, not with a signature of their own."""
    awa, classmate = school.laptops["awa"], school.laptops["classmate"]
    stream = school.streams["cohort"]
    for feed in (
        feed_name(stream, classmate.device.id, awa.joined.learner),
        feed_name(stream, awa.device.id, awa.joined.learner),
        feed_name(stream, classmate.device.id, f"hub{school.campus.hub.settings.id}"),
    ):
        record = make_record(stream, feed, 1, Reading(1 << 30, 5), "", "", Posted("p2", "forged"))
        page = sign_page(encode_page([record]), classmate.device.sign)
        before = held(school, stream)
        assert isinstance(school.exchange("classmate", Offered(stream, {}, [page])), Refusal), feed
        assert held(school, stream) == before
    stream = school.streams["learner below"]
    feed = school.laptops["down"].device.id
    record = make_record(stream, feed, 2, Reading(1 << 30, 5), "", "", Reached(9))
    page = pack(Carried(feed, 2, 2, sign_page(encode_page([record], b"xxxxx"), school.laptops["hub"].device.sign)))
    before = held(school, stream)
    assert barred(school.exchange("hub", Offered(stream, {}, [page]))) == [feed]
    assert held(school, stream) == before


def barred(answer: Exchanged | Refusal) -> list[str]:
    assert isinstance(answer, Exchanged)
    return answer.streams[0].barred


@pytest.mark.expects_log("arrived damaged")
def test_a_hub_below_puts_nothing_into_anothers_feed(school: School) -> None:
    """Its own signature proves what stands under its own name, whatever name stands in the page."""
    down, hub = school.laptops["down"], school.laptops["hub"]
    stream = school.streams["cohort below"]
    below = school.streams["campus below"].removeprefix("campus:")
    victim, own = (
        feed_name(stream, one.device.id, who) for one, who in ((down, down.joined.learner), (hub, f"hub{below}"))
    )
    before = held(school, stream)
    assert own in before and victim not in before
    record = make_record(stream, victim, 1, Reading(1 << 30, 5), "", "", Posted("p3", "forged"))
    page = pack(Carried(own, 1, 1, sign_page(encode_page([record]), hub.device.sign)))
    assert barred(school.exchange("hub", Offered(stream, {}, [page]))) == [own]
    assert held(school, stream) == before


def test_a_hubs_word_counts_for_its_own_campus_and_those_below(school: School) -> None:
    """Nobody speaks as a hub for a campus that does not lie below them: not another campus's hub, and no person."""
    awa, hub = school.laptops["awa"], school.laptops["hub"]
    with contextlib.closing(school.campus.hub.storage()) as storage:
        for kind in ("campus", "cohort", "campus below", "cohort below"):
            stream = school.streams[kind]
            by_awa = writers_key(storage, stream, f"{awa.device.id}.{hub_writer(awa.joined.learner)}")
            by_hub = writers_key(storage, stream, f"{hub.device.id}.{hub_writer(hub.joined.learner)}")
            assert by_awa is None
            assert by_hub == (hub.device.public_key() if "below" in kind else None)


def test_nothing_more_is_taken_of_an_identity_that_was_shut_out(school: School) -> None:
    """Though the same person brings it, under the name by which their computer goes on."""
    out = school.laptops["shut out"]
    stream = school.streams["learner"]
    first = make_record(stream, out.device.id, 1, Reading(1 << 30, 5), "c", "a", Reached(5))
    page = sign_page(encode_page([first]), out.device.sign)
    before = held(school, stream)
    answer = school.exchange("awa", Offered(stream, {}, [page]))
    assert isinstance(answer, Exchanged) and answer.streams[0].barred == [out.device.id]
    assert held(school, stream) == before and out.device.id not in before


def test_no_more_feeds_are_spoken_of_than_there_may_be(school: School) -> None:
    stream = school.streams["learner"]
    asked = {f"d{number}": 1 for number in range(MAX_FEEDS + 1)}
    refused = school.exchange("awa", Offered(stream, asked))
    assert isinstance(refused, Refusal) and "cannot be" in refused.source
    asked.popitem()
    assert isinstance(school.exchange("awa", Offered(stream, asked)), Exchanged)


def held(school: School, stream: str) -> dict[str, int]:
    with contextlib.closing(school.campus.hub.storage()) as storage:
        return storage.feeds(stream)


# What the school says in hub.json, set there and asked over HTTP.


@pytest.mark.parametrize("readers", [Readers(*on) for on in itertools.product((False, True), repeat=3)], ids=str)
def test_the_school_says_who_reads(school: School, readers: Readers) -> None:
    settings = school.campus.hub.folder / "hub.json"
    before = settings.read_bytes()
    said = msgspec.json.decode(before) | {"readers": msgspec.to_builtins(readers)}
    settings.write_bytes(msgspec.json.encode(said))
    try:
        campus = Campus.of(school.campus.hub.folder)
    finally:
        settings.write_bytes(before)
    strict = replace(school, campus=campus)
    try:
        granted = {"teacher": readers.teachers, "staff": readers.staff, "administrator": readers.administrators}
        for role in ROLES:
            reads = granted.get(role, role == "awa")
            assert strict.reads(role, "learner") is reads, role
            assert strict.reads(role, "learner below") is (role == "hub" or (role == "administrator" and reads)), role
            assert strict.reads(role, "cohort") is (role in ("awa", "classmate", "teacher", "other teacher")), role
    finally:
        campus.stop()
