"""A class's stream: the same for everybody in whatever order it comes, and nobody speaks for another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bivouac.sync.journal import acts
from bivouac.sync.journal.clock import Reading
from bivouac.sync.journal.record import Record, make_record
from bivouac.sync.journal.shared import ClassState

HUB = "d0.hubcampus"


def record(feed: str, seq: int, act: acts.Act, clock: int | None = None) -> Record:
    reading = clock if clock is not None else seq * 10
    return make_record("cohort:c", feed, seq, Reading(reading, 1000 + reading), "", "", act)


def fold(*records: Record) -> ClassState:
    state = ClassState()
    for one in records:
        state.add(one)
    return state


CLASS = (
    record(HUB, 1, acts.CohortNamed("Finance 1")),
    record(HUB, 2, acts.MemberNamed("awa", "Awa Koné", "learner")),
    record(HUB, 3, acts.MemberNamed("diop", "Mme Diop", "teacher")),
)


def test_a_discussion_has_questions_and_answers() -> None:
    state = fold(
        *CLASS,
        record("d1.awa", 1, acts.Posted("p1", "What is a margin?", title="Margins"), 50),
        record("d2.diop", 1, acts.Posted("p2", "What is left of the price.", to="p1"), 60),
        record("d1.awa", 2, acts.Posted("p3", "Thank you", to="p2"), 70),
        record("d1.awa", 3, acts.Posted("p4", "Who studies tonight?", title="Tonight"), 65),
    )
    assert (state.name, state.name_of("awa")) == ("Finance 1", "Awa Koné")
    threads = [(root.title, [answer.text for answer in answers]) for root, answers in state.threads()]
    assert threads == [("Margins", ["What is left of the price.", "Thank you"]), ("Tonight", [])]


def test_what_is_changed_stands_as_it_was_last_written() -> None:
    first = record("d1.awa", 1, acts.Posted("p1", "fisrt", title="T"), 50)
    second = record("d1.awa", 2, acts.Posted("p1", "first", title="T"), 60)
    for order in ((first, second), (second, first)):
        ((root, _),) = fold(*CLASS, *order).threads()
        assert (root.text, root.began, root.changed, root.seq) == ("first", 1050, 1060, 2)


def test_nobody_changes_or_takes_back_what_another_wrote_but_teachers() -> None:
    post = record("d1.awa", 1, acts.Posted("p1", "mine", title="T"), 50)
    state = fold(*CLASS, post, record("d3.ali", 1, acts.Posted("p1", "changed", title="T"), 60))
    assert sorted(root.text for root, _ in state.threads()) == ["changed", "mine"]
    assert len(fold(*CLASS, post, record("d3.ali", 1, acts.PostRemoved("p1"), 60)).threads()) == 1
    for remover in ("d1.awa", "d2.diop"):
        assert fold(*CLASS, post, record(remover, 2, acts.PostRemoved("p1"), 60)).threads() == []


def test_only_teachers_and_the_campus_announce_and_only_the_hub_says_who_is_who() -> None:
    state = fold(
        *CLASS,
        record("d1.awa", 1, acts.Announced("a1", "No school tomorrow"), 50),
        record("d2.diop", 1, acts.Announced("a2", "Exam on Friday"), 60),
        record(HUB, 4, acts.Announced("a3", "The power is back"), 70),
        record("d1.awa", 2, acts.MemberNamed("awa", "The director", "teacher"), 80),
        record("d1.awa", 3, acts.CohortNamed("Chaos"), 90),
    )
    assert [post.text for post in state.announcements()] == ["The power is back", "Exam on Friday"]
    assert (state.name, state.name_of("awa"), state.teaches("awa")) == ("Finance 1", "Awa Koné", False)


def test_an_answer_without_its_question_is_not_hidden_and_a_circle_ends() -> None:
    lost = record("d1.awa", 1, acts.Posted("p1", "yes, me too", to="gone"), 50)
    circle = [
        record("d3.ali", 1, acts.Posted("p2", "a", to="p3"), 60),
        record("d3.ali", 2, acts.Posted("p3", "b", to="p2"), 70),
        record("d3.ali", 3, acts.Posted("p4", "c", to="p4"), 80),
    ]
    shown = {post.text for root, answers in fold(lost, *circle).threads() for post in (root, *answers)}
    assert shown == {"yes, me too", "a", "b", "c"}


@given(st.permutations(range(9)))
def test_in_any_order_it_is_the_same(order: list[int]) -> None:
    records = [
        *CLASS,
        record("d1.awa", 1, acts.Posted("p1", "one", title="T"), 50),
        record("d1.awa", 2, acts.Posted("p1", "two", title="T"), 60),
        record("d2.diop", 1, acts.Announced("a1", "x"), 55),
        record("d2.diop", 2, acts.PostRemoved("p9"), 56),
        record("d3.ali", 1, acts.Posted("p9", "rude", to="p1"), 57),
        record(HUB, 4, acts.MemberNamed("diop", "Mme Diop-Sy", "staff"), 99),
    ]
    shuffled = fold(*(records[at] for at in order))
    plain = fold(*records)
    assert (shuffled.name, shuffled.members) == (plain.name, plain.members)
    assert shuffled.threads() == plain.threads() and shuffled.announcements() == plain.announcements()
