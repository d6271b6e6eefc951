"""Statements and the forwarder against a real learning record store."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bivouac.errors import LineError, RefusedError
from bivouac.sync.hub.reports.lrs import Lrs, NotTakenError
from bivouac.sync.hub.reports.reading import Entry
from bivouac.sync.hub.reports.scene import Telling
from bivouac.sync.hub.reports.shelf import Place
from bivouac.sync.hub.reports.statements import encode, statement
from bivouac.sync.journal.acts import OF_A_PERSON, Answered
from bivouac.sync.journal.record import Record
from tests.sync.hub.reports.ralph import USER, Ralph, judged
from tests.sync.hub.reports.records import records, texts
from tests.sync.hub.reports.school import School
from tests.sync.hub.reports.sending import Sending, lines

BY_THE_STORE = ("stored", "authority", "version")


@pytest.mark.parametrize("shelved", [True, False])
def test_its_validator_takes_a_statement_of_every_kind(school: School, lrs_python: Path, shelved: bool) -> None:
    if shelved:
        school.shelve()
    everything = school.everything()
    in_class = school.class_records()
    assert {one.kind for one in [*everything, *in_class]} >= set(OF_A_PERSON)
    school.bring(everything)
    school.bring(in_class)
    everything = [*in_class, *everything]
    for telling in (Telling(), Telling("https://school.example/x", lambda learner: "Awa Koné", notes=True)):
        models = judged(lrs_python, b"\n".join(lines(school, telling)))
        by_profile = [one.kind for one, model in zip(everything, models, strict=True) if model == "VideoPlayed"]
        assert by_profile == ["watched"] and set(models) == {"VideoPlayed", "-"}


def test_its_validator_takes_statements_of_strange_records(lrs_python: Path) -> None:
    """Whatever laptops of another version, or hostile ones, can bring past the hub's checks."""
    said: list[bytes] = []

    @settings(max_examples=300, deadline=None, database=None, derandomize=True)
    @given(records(), texts(), st.booleans())
    def collect(record: Record, name: str, notes: bool) -> None:
        telling = Telling(name_of=lambda learner: name, notes=notes)
        said.append(encode(statement(Entry(record, 1, 1), Place(), telling)))

    collect()
    assert len(judged(lrs_python, b"\n".join(said))) == len(said) >= 300


def test_everything_arrives_once_in_batches(school: School, ralph: Ralph, lrs: Lrs) -> None:
    school.shelve()
    school.bring(school.everything())
    school.bring(school.pages(230, "other"))
    sending, expected = Sending(school, lrs), lines(school)
    assert sending.once() == len(expected)
    assert [one.taken for one in sending.tallies] == [100, 100, len(expected) - 200]
    kept = [{name: value for name, value in one.items() if name not in BY_THE_STORE} for one in ralph.held()]
    assert kept == [json.loads(one) for one in expected]
    assert sending.once() == 0


def test_what_comes_later_follows(school: School, ralph: Ralph, lrs: Lrs) -> None:
    school.bring(school.pages(5))
    assert Sending(school, lrs).once() == 5
    school.bring(school.records([("quiz", Answered("true", True, 1000))], first=6))
    assert Sending(school, lrs).once() == 1
    assert len({one["id"] for one in ralph.held()}) == len(ralph.held()) == 6


def test_a_batch_whose_answer_was_lost_changes_nothing_when_it_comes_again(
    school: School, ralph: Ralph, lrs: Lrs
) -> None:
    school.bring(school.pages(120))
    lrs.send(lines(school)[:100])  # the hub was killed before it kept that it was taken
    sending = Sending(school, lrs)
    sending.once()
    assert len({one["id"] for one in ralph.held()}) == len(ralph.held()) == 120
    assert not any(one.refused or one.there for one in sending.tallies)


def test_another_statement_of_the_same_id_holds_nothing_up(school: School, ralph: Ralph, lrs: Lrs) -> None:
    """As after a course was replaced: the store has the act already, told with an old title."""
    school.bring(school.pages(30))
    lrs.send([lines(school)[7].replace(b'"progressed"', b'"went on"')])
    sending = Sending(school, lrs)
    assert sending.once() == 29
    assert sum(one.there for one in sending.tallies) == 1 and not any(one.refused for one in sending.tallies)
    assert school.storage.waiting(lrs.url, 10) == [] and school.storage.set_aside(lrs.url, 10) == []


class Spoiling:
    """A line that makes statements of some acts invalid on their way."""

    def __init__(self, lrs: Lrs, numbers: set[int]) -> None:
        self.url, self.requests = lrs.url, 0
        self._lrs, self._numbers = lrs, numbers

    def send(self, statements: list[bytes]) -> None:
        self.requests += 1
        self._lrs.send([self._spoilt(one) for one in statements])

    def _spoilt(self, body: bytes) -> bytes:
        number = json.loads(body)["context"]["extensions"]["https://bivouac.invalid/xapi/extensions/number"]
        return body.replace(b'"Agent"', b'"Spy"') if number in self._numbers else body


def test_what_it_refuses_is_set_aside_alone_and_tried_again_later(school: School, ralph: Ralph, lrs: Lrs) -> None:
    school.bring(school.pages(250))
    line = Spoiling(lrs, {1, 77, 78, 250})
    sending = Sending(school, line)
    assert sending.once() == 246
    assert line.requests < 50
    aside = school.storage.set_aside(lrs.url, 10)
    assert [one.seq for one in aside] == [1, 77, 78, 250]
    assert all(one.reason.startswith("422 ") and "actor" in one.reason for one in aside)
    assert len(ralph.held()) == 246

    mended = Sending(school, Spoiling(lrs, {78}))
    assert mended.once() == 3
    assert [one.seq for one in school.storage.set_aside(lrs.url, 10)] == [78]
    assert len({one["id"] for one in ralph.held()}) == len(ralph.held()) == 249


def test_a_wrong_password_gets_a_sentence_and_everything_goes_on_waiting(school: School, ralph: Ralph) -> None:
    school.bring(school.pages(3))
    stranger = Lrs(ralph.url, USER, "wrong")
    sending = Sending(school, stranger)
    with pytest.raises(RefusedError, match="does not let the hub in"):
        sending.once()
    stranger.close()
    assert len(sending.pauses) == 3 and len(sending.troubles) == 1
    assert school.storage.waiting(ralph.url, 10) and not ralph.held()


def test_a_store_that_is_away_is_tried_again_until_it_is_back(school: School, ralph: Ralph, lrs: Lrs) -> None:
    school.bring(school.pages(3))
    ralph.stop()
    sending = Sending(school, lrs, patience=8)

    def come_back() -> None:
        if len(sending.pauses) == 7:
            ralph.start()

    sending.at_pause = come_back
    with pytest.raises(KeyboardInterrupt):
        sending.forwarder.run(once=False)
    assert sending.taken == len(ralph.held()) == 3
    assert len(sending.troubles) == 1 and isinstance(sending.troubles[0], LineError)
    for number, waited in enumerate(sending.pauses[:7]):
        assert 2**number / 2 <= waited <= 2**number


def test_a_statement_that_it_cannot_take_is_named(lrs: Lrs) -> None:
    with pytest.raises(NotTakenError) as refused:
        lrs.send([b'{"verb": {"id": "http://adlnet.gov/expapi/verbs/answered"}}'])
    assert refused.value.status == 422 and "actor" in refused.value.reason
