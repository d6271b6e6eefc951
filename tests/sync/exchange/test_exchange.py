"""Journals and a hub, the real ones, until both hold the same."""

from __future__ import annotations

import base64
import random
import shutil
from typing import Any

import pytest

from bivouac.errors import LineError, RecordError
from bivouac.sync.hub.joining import Offer
from bivouac.sync.journal.acts import Answered, Noted, Reached
from bivouac.sync.protocol.messages import Exchange, Exchanged, Handed, Offered
from bivouac.sync.protocol.pages import encode_page
from bivouac.sync.store.device import renew
from bivouac.sync.store.journal import Journal
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
    sent = first.exchange()
    assert (sent.sent, sent.fetched, sent.complete) == (31, 0, True)
    assert first.journal.own_feeds(first.journal.stream) == {first.device.id: 31}
    assert first.journal.standing().waiting == 0

    second = second_laptop(campus, laptop_of, first)
    assert second.joined.learner == first.joined.learner
    fetched = second.exchange()
    assert (fetched.sent, fetched.fetched) == (0, 31)
    assert [note.text for note in second.journal.notes()] == ["la marge n'est pas le profit"]

    write(second, 2)
    second.exchange()
    assert first.exchange().fetched == 2
    assert held(first) == held(second) == {first.device.id: 31, second.device.id: 2}


@pytest.mark.parametrize("new", [0, 20])
def test_little_new_takes_one_small_request(campus: Campus, laptop_of: MakeLaptop, new: int) -> None:
    laptop = laptop_of(campus)
    write(laptop, 5)
    laptop.exchange()
    write(laptop, new)
    client = Counting(laptop)
    laptop.exchange(client)
    assert client.requests == 1


def held(laptop: Laptop) -> dict[str, int]:
    return laptop.journal.held(laptop.journal.stream)


def ask(laptop: Laptop) -> Handed:
    """What the hub hands to one who holds nothing."""
    return laptop.client.exchange(Exchange([Offered(laptop.journal.stream, {})])).streams[0]


class Counting:
    """Counts round trips of a laptop; `broken` of them lose their answer on the way."""

    def __init__(self, laptop: Laptop, broken: tuple[int, ...] = ()) -> None:
        self.requests = 0
        self.sent: list[bytes] = []
        self._client = laptop.client
        self._broken = broken

    def exchange(self, exchange: Exchange) -> Exchanged:
        self.requests += 1
        self.sent += exchange.streams[0].pages
        answer = self._client.exchange(exchange)
        if self.requests in self._broken:
            raise LineError("cut")
        return answer


def test_a_lost_answer_costs_one_page_again_and_nothing_else(campus: Campus, laptop_of: MakeLaptop) -> None:
    laptop = laptop_of(campus)
    write(laptop, 10)
    client = Counting(laptop, broken=(2,))
    with pytest.raises(LineError):
        laptop.exchange(client, page_records=4)
    assert laptop.journal.standing().waiting == 6
    outcome = laptop.exchange(client, page_records=4)
    assert outcome.complete and laptop.journal.standing().waiting == 0
    assert len(client.sent) == 4 and len(set(client.sent)) == 3  # records 5 to 8 went twice


def test_many_small_segments_come_back_as_few_pages(campus: Campus, laptop_of: MakeLaptop) -> None:
    first = laptop_of(campus)
    for at in range(60):
        write(first, 1, at)
        first.exchange()
    second = second_laptop(campus, laptop_of, first)
    answer = ask(second)
    assert len(answer.pages) == 1 and not answer.more
    assert second.exchange().fetched == 60


def test_an_answer_is_bounded_and_the_rest_follows(campus: Campus, laptop_of: MakeLaptop) -> None:
    first = laptop_of(campus)
    chance = random.Random(1)
    for at in range(44):  # texts that do not pack: 15 kB each
        text = base64.b64encode(chance.randbytes(15_000)).decode()
        first.journal.record("course", "page", Noted(f"n{at}", text))
    first.exchange()
    second = second_laptop(campus, laptop_of, first)
    answer = ask(second)
    assert answer.more and sum(map(len, answer.pages)) < 1_000_000
    steps: list[tuple[int, int]] = []
    outcome = second.exchange(progress=lambda done, waiting: steps.append((done, waiting)))
    assert outcome.fetched == 44 and len(steps) > 1


def test_cancelled_between_pages_it_goes_on_later(campus: Campus, laptop_of: MakeLaptop) -> None:
    laptop = laptop_of(campus)
    write(laptop, 10)
    rounds: list[int] = []
    outcome = laptop.exchange(
        page_records=3,
        progress=lambda done, waiting: rounds.append(done),
        cancelled=lambda: len(rounds) == 2,
    )
    assert not outcome.complete and outcome.sent == 9  # one page, then two
    assert laptop.exchange().sent == 1


def test_a_journal_that_was_set_back_gets_back_what_the_school_has(campus: Campus, laptop_of: MakeLaptop) -> None:
    laptop = laptop_of(campus)
    write(laptop, 3)
    backup = copy_of(laptop)
    write(laptop, 3, 3)
    laptop.exchange()
    laptop.journal.close()
    laptop.journal = backup
    outcome = laptop.exchange()
    assert (outcome.fetched, outcome.complete, outcome.copied) == (3, True, laptop.device.id)
    assert backup.state("course", "activity").position == 5


class Beside:
    """A way to the hub on which, just before the first request, another window of the same laptop writes and sends."""

    def __init__(self, laptop: Laptop) -> None:
        self._laptop = laptop
        self._other: Journal | None = laptop.open_journal()

    def exchange(self, asked: Exchange) -> Exchanged:
        if self._other:
            self._other.record("course", "activity", Reached(70), Reached(71))
            assert not self._laptop.exchange(journal=self._other).copied
            self._other.close()
            self._other = None
        return self._laptop.client.exchange(asked)


@pytest.mark.parametrize("feeds", [1, 12])
@pytest.mark.parametrize("new", [0, 2])
def test_a_second_window_on_the_same_folder_is_no_copy_of_the_disk(
    campus: Campus, laptop_of: MakeLaptop, new: int, feeds: int
) -> None:
    """Whether this one brings something meanwhile, or nothing, and whether it names its feeds or a digest of them."""
    laptop = laptop_of(campus)
    for number in range(feeds - 1):
        other = second_laptop(campus, laptop_of, laptop, f"other {number}")
        write(other, 1)
        other.exchange()
    write(laptop, 3)
    laptop.exchange()
    write(laptop, new, 3)
    outcome = laptop.exchange(Beside(laptop))
    assert outcome.complete and not outcome.copied
    assert held(laptop)[laptop.device.id] == 5 + new
    assert laptop.journal.standing().waiting == 0


def test_two_laptops_under_one_name_keep_all_that_both_did(campus: Campus, laptop_of: MakeLaptop) -> None:
    """A copy of the disk goes on on another machine, and nobody noticed until both meet the hub."""
    laptop = laptop_of(campus)
    answer(laptop.journal, "before")
    clone = copy_of(laptop)
    for word in ("mine", "mine too"):
        answer(laptop.journal, word)
    laptop.exchange()
    for word in ("the copy's", "one more", "and one more"):
        answer(clone, word)
    outcome = laptop.exchange(journal=clone)
    assert outcome.complete and outcome.copied == laptop.device.id and clone.standing().waiting == 0
    laptop.exchange()
    third = second_laptop(campus, laptop_of, laptop)
    third.exchange()
    states = [one.state("course", "quiz") for one in (laptop.journal, clone, third.journal)]
    assert states[0] == states[1] == states[2]
    assert states[0].questions["q"].tries == 6
    assert laptop.journal.held(laptop.journal.stream) == clone.held(clone.stream) == held(third)
    assert not laptop.journal.differences() and not clone.differences()


def test_a_fork_is_told_apart_far_from_where_it_began(campus: Campus, laptop_of: MakeLaptop) -> None:
    """The copies share acts that neither had sent, and the fork stands in the middle of a page."""
    laptop = laptop_of(campus)
    write(laptop, 4)
    laptop.exchange()
    write(laptop, 7, 4)
    clone = copy_of(laptop)
    write(laptop, 5, 100)
    clone.record("course", "activity", *(Reached(200 + at) for at in range(9)))
    laptop.exchange(page_records=3)
    outcome = laptop.exchange(journal=clone, page_records=3)
    assert outcome.complete and outcome.copied
    laptop.exchange()
    feeds = clone.held(clone.stream)
    branch = next(feed for feed in feeds if "~" in feed)
    assert feeds == laptop.journal.held(clone.stream) == {laptop.device.id: 16, branch: 20}
    assert branch.startswith(f"{laptop.device.id}~12~")
    assert [one.seq for one in laptop.journal.records(clone.stream, branch, 0, 99)] == list(range(12, 21))


def test_a_laptop_that_knows_the_copys_acts_by_the_old_name_makes_the_same_branch(
    campus: Campus, laptop_of: MakeLaptop
) -> None:
    """The person's other laptop was told of the copy's acts under the first name, by a hub that was lost."""
    laptop = laptop_of(campus)
    write(laptop, 2)
    clone = copy_of(laptop)
    clone.record("course", "activity", Reached(7), Reached(8))
    other = second_laptop(campus, laptop_of, laptop)
    other.journal.take_in(clone.stream, clone.records(clone.stream, laptop.device.id, 0, 10))
    write(laptop, 1, 100)
    laptop.exchange()
    laptop.exchange(journal=clone)
    other.exchange()
    laptop.exchange()
    assert held(other) == held(laptop) == clone.held(clone.stream)
    assert other.journal.state("course", "activity") == laptop.journal.state("course", "activity")


def test_after_a_new_identity_what_was_written_under_the_old_one_is_still_sent(
    campus: Campus, laptop_of: MakeLaptop
) -> None:
    laptop = laptop_of(campus)
    write(laptop, 3)
    old = laptop.device.id
    laptop.device = renew(laptop.folder, old)
    laptop.journal.close()
    laptop.journal = laptop.open_journal()
    assert laptop.journal.standing().waiting == 3
    assert laptop.exchange().sent == 3
    assert ask(laptop).received == {old: 3}


def copy_of(laptop: Laptop) -> Journal:
    """The laptop's journal as it is now, opened from a copy of its file."""
    laptop.journal.close()
    shutil.copy(laptop.folder / "journal.sqlite", laptop.folder / "copy.sqlite")
    laptop.journal = laptop.open_journal()
    return laptop.open_journal("copy.sqlite")


def answer(journal: Journal, word: str) -> None:
    journal.record("course", "quiz", Answered("q", word, 1000))


def test_a_hub_that_was_restored_from_an_older_copy_gets_everything_again(
    campus: Campus, laptop_of: MakeLaptop
) -> None:
    laptop = laptop_of(campus)
    write(laptop, 4)
    laptop.exchange()
    campus.stop()
    database = campus.hub.folder / "hub.sqlite"
    shutil.copy(database, database.with_suffix(".copy"))
    campus.start()
    laptop.line.close()
    laptop.client.line.url = campus.url
    write(laptop, 6)
    laptop.exchange()
    campus.stop()
    shutil.copy(database.with_suffix(".copy"), database)
    campus.start(campus.port)
    laptop.line.close()
    write(laptop, 5)
    outcome = laptop.exchange()
    assert outcome.complete and not outcome.copied
    assert ask(laptop).received == {laptop.device.id: 15}


class Lying:
    """A hub that answers what it likes."""

    def __init__(self, *answers: Exchanged) -> None:
        self._answers = iter(answers)

    def exchange(self, exchange: Exchange) -> Exchanged:
        return next(self._answers)


def handed(laptop: Laptop, **what: Any) -> Exchanged:
    return Exchanged([Handed(laptop.journal.stream, **what)], 0)


def test_a_hub_that_keeps_nothing_is_not_asked_for_ever(campus: Campus, laptop_of: MakeLaptop) -> None:
    laptop = laptop_of(campus)
    write(laptop, 3)
    with pytest.raises(RecordError, match="did not keep"):
        laptop.exchange(Lying(handed(laptop)))
    with pytest.raises(RecordError, match="none that are new"):
        more = handed(laptop, received={laptop.device.id: 3}, more=True)
        laptop.exchange(Lying(more, more))
    forked = handed(laptop, received={laptop.device.id: 3}, forked=[laptop.device.id])
    with pytest.raises(RecordError):
        laptop.exchange(Lying(forked, forked))


def test_pages_that_are_not_ours_or_leave_a_gap_are_not_kept(campus: Campus, laptop_of: MakeLaptop) -> None:
    laptop, stranger = laptop_of(campus), laptop_of(campus, "stranger", name="Ibrahim")
    write(stranger, 3)
    records = stranger.journal.records(stranger.journal.stream, stranger.device.id, 0, 10)
    with pytest.raises(RecordError, match="another person"):
        laptop.exchange(Lying(handed(laptop, pages=[encode_page(records)])))
    second = second_laptop(campus, laptop_of, laptop)
    write(second, 3)
    page = encode_page(second.journal.records(second.journal.stream, second.device.id, 1, 10))
    with pytest.raises(RecordError, match="do not follow"):
        laptop.exchange(Lying(handed(laptop, pages=[page])))
    with pytest.raises(RecordError, match="damaged"):
        laptop.exchange(Lying(handed(laptop, pages=[b"\x28\xb5\x2f\xfdnonsense"])))
    assert held(laptop) == {}
