"""Journals and a hub, the real ones, until both hold the same."""

from __future__ import annotations

import base64
import random
import shutil

import pytest

from bivouac.errors import LineError, RecordError, RefusedError
from bivouac.sync.exchange.exchange import exchange_stream
from bivouac.sync.hub.joining import Offer
from bivouac.sync.journal.acts import Noted, Reached
from bivouac.sync.protocol.messages import Exchange, Exchanged
from bivouac.sync.protocol.pages import encode_page
from tests.sync.campus import Campus, Laptop
from tests.sync.conftest import MakeLaptop


def write(laptop: Laptop, count: int, first: int = 0) -> None:
    laptop.journal.record("course", "activity", *(Reached(first + at) for at in range(count)))


def second_laptop(campus: Campus, laptop_of: MakeLaptop, first: Laptop, folder: str = "second") -> Laptop:
    return laptop_of(campus, folder, code=campus.code(Offer(learner=first.joined.learner)))


def test_what_is_done_on_one_laptop_comes_to_the_other(campus: Campus, laptop_of: MakeLaptop) -> None:
    first = laptop_of(campus)
    first.journal.record("course", "page", Noted("n1", "la marge n'est pas le profit"))
    write(first, 30)
    sent = exchange_stream(first.journal, first.client)
    assert (sent.sent, sent.fetched, sent.complete) == (31, 0, True)
    assert sent.received == {first.device.id: 31}
    assert first.journal.standing().waiting == 0

    second = second_laptop(campus, laptop_of, first)
    assert second.joined.learner == first.joined.learner
    fetched = exchange_stream(second.journal, second.client)
    assert (fetched.sent, fetched.fetched) == (0, 31)
    assert [note.text for note in second.journal.notes()] == ["la marge n'est pas le profit"]

    write(second, 2)
    exchange_stream(second.journal, second.client)
    assert exchange_stream(first.journal, first.client).fetched == 2
    assert first.journal.held() == second.journal.held() == {first.device.id: 31, second.device.id: 2}


@pytest.mark.parametrize("new", [0, 20])
def test_little_new_takes_one_small_request(campus: Campus, laptop_of: MakeLaptop, new: int) -> None:
    laptop = laptop_of(campus)
    write(laptop, 5)
    exchange_stream(laptop.journal, laptop.client)
    write(laptop, new)
    client = Counting(laptop)
    exchange_stream(laptop.journal, client)
    assert client.requests == 1


class Counting:
    """Counts round trips of a laptop; `broken` of them lose their answer on the way."""

    def __init__(self, laptop: Laptop, broken: tuple[int, ...] = ()) -> None:
        self.requests = 0
        self.sent: list[bytes] = []
        self._client = laptop.client
        self._broken = broken

    def exchange(self, exchange: Exchange) -> Exchanged:
        self.requests += 1
        self.sent += exchange.pages
        answer = self._client.exchange(exchange)
        if self.requests in self._broken:
            raise LineError("cut")
        return answer


def test_a_lost_answer_costs_one_page_again_and_nothing_else(campus: Campus, laptop_of: MakeLaptop) -> None:
    laptop = laptop_of(campus)
    write(laptop, 10)
    client = Counting(laptop, broken=(2,))
    with pytest.raises(LineError):
        exchange_stream(laptop.journal, client, page_records=4)
    assert laptop.journal.standing().waiting == 6
    outcome = exchange_stream(laptop.journal, client, page_records=4)
    assert outcome.complete and outcome.received == {laptop.device.id: 10}
    assert len(client.sent) == 4 and len(set(client.sent)) == 3  # records 5 to 8 went twice


def test_many_small_segments_come_back_as_few_pages(campus: Campus, laptop_of: MakeLaptop) -> None:
    first = laptop_of(campus)
    for at in range(60):
        write(first, 1, at)
        exchange_stream(first.journal, first.client)
    second = second_laptop(campus, laptop_of, first)
    answer = second.client.exchange(Exchange(second.journal.stream, {}))
    assert len(answer.pages) == 1 and not answer.more
    assert exchange_stream(second.journal, second.client).fetched == 60


def test_an_answer_is_bounded_and_the_rest_follows(campus: Campus, laptop_of: MakeLaptop) -> None:
    first = laptop_of(campus)
    chance = random.Random(1)
    for at in range(22):  # texts that do not pack: 15 kB each
        text = base64.b64encode(chance.randbytes(15_000)).decode()
        first.journal.record("course", "page", Noted(f"n{at}", text))
    exchange_stream(first.journal, first.client)
    second = second_laptop(campus, laptop_of, first)
    answer = second.client.exchange(Exchange(second.journal.stream, {}))
    assert answer.more and sum(map(len, answer.pages)) < 1_000_000
    steps: list[tuple[int, int]] = []
    outcome = exchange_stream(
        second.journal, second.client, progress=lambda done, waiting: steps.append((done, waiting))
    )
    assert outcome.fetched == 22 and len(steps) > 1


def test_cancelled_between_pages_it_goes_on_later(campus: Campus, laptop_of: MakeLaptop) -> None:
    laptop = laptop_of(campus)
    write(laptop, 10)
    rounds: list[int] = []
    outcome = exchange_stream(
        laptop.journal,
        laptop.client,
        page_records=3,
        progress=lambda done, waiting: rounds.append(done),
        cancelled=lambda: len(rounds) == 2,
    )
    assert not outcome.complete and outcome.sent == 9  # one page, then two
    assert exchange_stream(laptop.journal, laptop.client).sent == 1


def test_a_journal_that_was_set_back_is_not_continued(campus: Campus, laptop_of: MakeLaptop) -> None:
    laptop = laptop_of(campus)
    write(laptop, 3)
    laptop.journal.close()
    shutil.copy(laptop.folder / "journal.sqlite", laptop.folder / "backup.sqlite")
    laptop.journal = laptop.open_journal()
    write(laptop, 3)
    exchange_stream(laptop.journal, laptop.client)
    laptop.journal.close()
    laptop.journal = laptop.open_journal("backup.sqlite")
    with pytest.raises(RecordError, match="older copy"):
        exchange_stream(laptop.journal, laptop.client)


def test_two_laptops_under_one_name_are_told_apart_and_the_hub_keeps_what_it_has(
    campus: Campus, laptop_of: MakeLaptop
) -> None:
    laptop = laptop_of(campus)
    clone = laptop.open_journal("clone.sqlite")
    write(laptop, 3)
    exchange_stream(laptop.journal, laptop.client)
    clone.record("course", "activity", *(Reached(1000 + at) for at in range(5)))
    with pytest.raises(RefusedError, match="other acts under this computer's name"):
        exchange_stream(clone, laptop.client)
    clone.close()
    assert laptop.client.exchange(Exchange(laptop.journal.stream, {})).received == {laptop.device.id: 3}
    write(laptop, 1)
    assert exchange_stream(laptop.journal, laptop.client).complete


def test_a_hub_that_was_restored_from_an_older_copy_gets_everything_again(
    campus: Campus, laptop_of: MakeLaptop
) -> None:
    laptop = laptop_of(campus)
    write(laptop, 4)
    exchange_stream(laptop.journal, laptop.client)
    campus.stop()
    database = campus.hub.folder / "hub.sqlite"
    shutil.copy(database, database.with_suffix(".copy"))
    campus.start()
    laptop.line.close()
    laptop.client.line.url = campus.url
    write(laptop, 6)
    exchange_stream(laptop.journal, laptop.client)
    campus.stop()
    shutil.copy(database.with_suffix(".copy"), database)
    campus.start(campus.port)
    laptop.line.close()
    write(laptop, 5)
    outcome = exchange_stream(laptop.journal, laptop.client)
    assert outcome.complete and outcome.received == {laptop.device.id: 15}


class Lying:
    """A hub that answers what it likes."""

    def __init__(self, *answers: Exchanged) -> None:
        self._answers = iter(answers)

    def exchange(self, exchange: Exchange) -> Exchanged:
        return next(self._answers)


def test_a_hub_that_keeps_nothing_is_not_asked_for_ever(campus: Campus, laptop_of: MakeLaptop) -> None:
    laptop = laptop_of(campus)
    write(laptop, 3)
    nothing = Exchanged({}, [], False, 0)
    with pytest.raises(RecordError, match="did not keep"):
        exchange_stream(laptop.journal, Lying(nothing))
    with pytest.raises(RecordError, match="none that are new"):
        exchange_stream(laptop.journal, Lying(Exchanged({laptop.device.id: 3}, [], True, 0)))


def test_pages_that_are_not_ours_or_leave_a_gap_are_not_kept(campus: Campus, laptop_of: MakeLaptop) -> None:
    laptop, stranger = laptop_of(campus), laptop_of(campus, "stranger", name="Ibrahim")
    write(stranger, 3)
    records = stranger.journal.own_records(0, 10)
    with pytest.raises(RecordError, match="another person"):
        exchange_stream(laptop.journal, Lying(Exchanged({}, [encode_page(records)], False, 0)))
    second = second_laptop(campus, laptop_of, laptop)
    write(second, 3)
    page = encode_page(second.journal.own_records(1, 10))
    with pytest.raises(RecordError, match="do not follow"):
        exchange_stream(laptop.journal, Lying(Exchanged({}, [page], False, 0)))
    with pytest.raises(RecordError, match="damaged"):
        exchange_stream(laptop.journal, Lying(Exchanged({}, [b"\x28\xb5\x2f\xfdnonsense"], False, 0)))
    assert laptop.journal.held() == {}
