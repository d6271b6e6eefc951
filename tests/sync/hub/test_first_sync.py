"""A campus that joined a school late: what the school does for all that it brings at once, counted."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event

from bivouac.errors import InputError, StoreError
from bivouac.sync.exchange.exchange import exchange as talk
from bivouac.sync.hub import carrying
from bivouac.sync.hub.checking import look_at
from bivouac.sync.hub.class_list import plan, read_list
from bivouac.sync.hub.engine import Database
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.hub.journals import exchange
from bivouac.sync.hub.policy import Readers
from bivouac.sync.hub.sql import SqlStorage
from bivouac.sync.hub.storage import Newcomer, Session, Storage
from bivouac.sync.journal import acts
from bivouac.sync.journal.acts import Act
from bivouac.sync.journal.clock import Reading
from bivouac.sync.journal.record import make_record
from bivouac.sync.protocol.carried import pack
from bivouac.sync.protocol.messages import MAX_PAGES, Exchange, Exchanged, Offered
from bivouac.sync.relay.side import HubSide
from bivouac.sync.store.device import device_id, open_device

Hubs = tuple[SqlStorage, SqlStorage, Session]


@pytest.fixture
def hubs(tmp_path: Path) -> Iterator[Hubs]:
    """A school, a campus that joined it, and as whom the campus speaks there."""
    folders = [HubFolder.create(tmp_path / name, name) for name in ("school", "campus")]
    school, campus = (folder.storage() for folder in folders)
    assert isinstance(school, SqlStorage) and isinstance(campus, SqlStorage)
    with school._db.write() as connection:
        account = school._add_account(connection, "campus", "hub", "", 1, campus.author.hub)
    device = open_device(folders[1].folder)
    school.let_in(account, Newcomer(device.id, device.public_key(), b"t" * 32, "", ""), 1)
    yield school, campus, Session(account.id, "campus", "hub", school.author.hub, device.id, device.public_key())
    school.close()
    campus.close()


def pages_of(campus: SqlStorage) -> list[bytes]:
    """What the campus noted, as it travels."""
    feed = campus.author.feed
    return [
        pack(carrying.carried_of(feed, segment)) for segment in campus.segments(campus.author.stream, feed, 0, 1 << 30)
    ]


def bring(hubs: Hubs, pages: Sequence[bytes]) -> None:
    """One request of the campus."""
    school, campus, session = hubs
    exchange(school, Readers(), session, Exchange([Offered(campus.author.stream, {}, list(pages))], some=True), 9)


@contextmanager
def commits(storage: SqlStorage) -> Iterator[list[object]]:
    """How often a storage's database waits for the disk in the block."""
    done: list[object] = []

    def note(connection: object) -> None:
        done.append(connection)

    event.listen(storage._db._engine, "commit", note)
    yield done
    event.remove(storage._db._engine, "commit", note)


def test_a_request_is_one_commit_and_nothing_is_folded_twice(hubs: Hubs, monkeypatch: pytest.MonkeyPatch) -> None:
    school, campus, _ = hubs
    for number in range(MAX_PAGES * 3):
        campus.add_account(f"Person {number}", "learner", "fr", 1)
    pages, folded, real = pages_of(campus), list[int](), SqlStorage.refold

    def refold(storage: SqlStorage, campus: str, records: Sequence[object], now: int, *, whole: bool = False) -> None:
        folded.append(len(records))
        real(storage, campus, records, now, whole=whole)  # type: ignore[arg-type]

    monkeypatch.setattr(SqlStorage, "refold", refold)
    with commits(school) as done:
        for at in range(0, len(pages), MAX_PAGES):
            bring(hubs, pages[at : at + MAX_PAGES])
    assert len(done) == 3
    assert sum(folded) == len(pages) + MAX_PAGES, "all at once only after the first request, of which nothing was known"
    assert len(school.learners()) == 1 + len(pages)


def test_what_a_hub_gets_back_from_above_is_kept_at_once(
    hubs: Hubs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After it was set back to an empty backup."""
    school, campus, session = hubs
    for number in range(40):
        campus.add_account(f"Person {number}", "learner", "fr", 1)
    pages = pages_of(campus)
    for at in range(0, len(pages), MAX_PAGES):
        bring(hubs, pages[at : at + MAX_PAGES])
    refolded, real = list[str](), carrying.refold

    def refold(storage: Storage, campus: str, now: int) -> None:
        refolded.append(campus)
        real(storage, campus, now)

    monkeypatch.setattr(carrying, "refold", refold)

    answers = list[Exchanged]()

    class Above:
        def exchange(self, asked: Exchange) -> Exchanged:
            answers.append(exchange(school, Readers(), session, asked, 9))
            return answers[-1]

    with contextlib.closing(SqlStorage(Database.of_file(tmp_path / "back.sqlite"), campus.author)) as back:
        with commits(back) as done:
            outcome = talk(HubSide(back), Above(), [campus.author.stream], told=False)
        assert (outcome.fetched, outcome.complete) == (40, True)
        assert len(back.learners()) == 40 and back.feeds(campus.author.stream) == campus.feeds(campus.author.stream)
        brought = [answer for answer in answers if any(handed.pages for handed in answer.streams)]
        assert len(done) <= len(brought) + len(answers) < 10, "the pages, and what the hub above said that it has"
        assert refolded == [campus.author.hub]


@pytest.mark.expects_log("not signed")
def test_what_came_before_an_unproved_page_stays_and_nothing_after_it_in_its_feed(hubs: Hubs) -> None:
    school, campus, _ = hubs
    for name in ("Awa", "Ali", "Eva"):
        campus.add_account(name, "learner", "fr", 1)
    first, second, third = pages_of(campus)
    bring(hubs, [first, _forged(campus), third])
    assert [(one.stream, one.feed) for one in school.unproved()] == [(campus.author.stream, campus.author.feed)]
    assert school.feeds(campus.author.stream) == {campus.author.feed: 1}
    assert [one.account.name for one in school.learners()] == ["Awa", "campus"]
    bring(hubs, [second, third])
    assert len(school.learners()) == 4 and school.unproved() == []


def _forged(campus: SqlStorage) -> bytes:
    """The campus's second page under a signature of nobody."""
    segment = campus.segments(campus.author.stream, campus.author.feed, 1, 1)[0]
    payload = bytes(64) + segment.payload[64:]
    return pack(carrying.carried_of(campus.author.feed, replace(segment, payload=payload)))


def test_nothing_of_a_request_stays_that_a_full_disk_cut_short(hubs: Hubs) -> None:
    school, campus, _ = hubs
    for name in ("Awa", "Ali"):
        campus.add_account(name, "learner", "fr", 1)
    with pytest.raises(StoreError), school.together():
        bring(hubs, pages_of(campus))
        assert len(school.learners()) == 3, "who asks within it sees it"
        raise StoreError("The disk is gone.")
    assert school.feeds(campus.author.stream) == {} and len(school.learners()) == 1


def test_what_hangs_on_what_comes_later_is_known_in_the_end(hubs: Hubs, tmp_path: Path) -> None:
    """As a hub notes it that was mended. What has come is read whole once, not again for each page of its people."""
    school, campus, _ = hubs
    key = b"k" * 32
    noted: list[Act] = [
        acts.DeviceShutOut(device_id(key), True),
        acts.MemberKept("c1", "awa", "teacher"),
        acts.PasswordKept("awa", "hash"),
        acts.DeviceAdmitted(device_id(key), key, "awa"),
        acts.CohortKept("c1", "Finance"),
        acts.PersonKept("awa", "Awa", "learner", "fr", 1),
    ]
    for at, act in enumerate(noted, start=1):
        record = make_record(campus.author.stream, campus.author.feed, at, Reading(at << 20, 5), "", "", act)
        campus.say_again(campus.author.stream, [record])
    for page in pages_of(campus):
        bring(hubs, [page])
        assert school.is_settled(campus.author.hub)
    assert [(one.name, one.role) for one in school.members("c1")] == [("Awa", "teacher")]
    assert school.password("awa").hashed == "hash" and school.key_of("awa", device_id(key)) is None
    assert any(one.out for one in school.computers())
    assert list(look_at(HubFolder(tmp_path / "school"))) == []


def test_a_class_list_travels_in_few_pages(hubs: Hubs) -> None:
    school, campus, _ = hubs
    names = "".join(f"Person {number:03},Class {number % 2}\n" for number in range(300))
    with commits(campus) as done:
        plan(campus, read_list(f"name,class\n{names}".encode()).rows, "").carry_out(campus, 1)
    pages = pages_of(campus)
    assert len(pages) <= 4 and len(done) == 2
    assert sum(len(campus.segments(f"cohort:{one.id}", campus.author.feed, 0, 99)) for one in campus.cohorts()) <= 4
    bring(hubs, pages)
    assert [one.account.name for one in school.learners()][1:] == [f"Person {number:03}" for number in range(300)]
    for one in campus.cohorts():
        assert len(school.members(one.id)) == 150


def test_what_is_noted_together_is_noted_wholly_or_not_at_all(hubs: Hubs) -> None:
    _, campus, _ = hubs
    with pytest.raises(InputError), campus.noting():
        campus.add_account("Awa", "learner", "fr", 1)
        raise InputError("No.")
    assert campus.learners() == [] and campus.feeds(campus.author.stream) == {}
    campus.add_account("Ali", "learner", "fr", 1)
    with campus.noting():
        assert campus.add_account("Ali", "learner", "fr", 1).name == "Ali (2)"
    assert campus.feeds(campus.author.stream) == {campus.author.feed: 2}
