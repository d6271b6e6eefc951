"""Notes that are shown to a class, over a real hub: two laptops of one learner, a classmate, a teacher, and who was taken out of the class."""

from __future__ import annotations

import contextlib
import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from bivouac.sync.exchange.courier import believe, pack_journal
from bivouac.sync.exchange.side import JournalSide
from bivouac.sync.hub.courier import take_parcel
from bivouac.sync.hub.joining import Offer
from bivouac.sync.hub.policy import Readers
from bivouac.sync.hub.storage import Storage
from bivouac.sync.journal.acts import Noted, NoteRemoved, Posted, PostRemoved
from bivouac.sync.journal.clock import Reading, wall_milliseconds
from bivouac.sync.journal.feeds import cohort_stream, feed_name
from bivouac.sync.journal.record import make_record
from bivouac.sync.journal.showing import Place
from bivouac.sync.store.showing import show_note, stop_showing
from tests.sync.campus import Campus, Laptop
from tests.sync.conftest import MakeLaptop

PLACE = Place("trade", "read")


@dataclass
class School:
    """A class of Awa, who has two laptops, of Ali and of their teacher."""

    campus: Campus
    cohort: str
    awa: Laptop
    other: Laptop
    ali: Laptop
    teacher: Laptop

    @property
    def stream(self) -> str:
        return cohort_stream(self.cohort)

    @contextlib.contextmanager
    def storage(self) -> Iterator[Storage]:
        with contextlib.closing(self.campus.hub.storage()) as storage:
            yield storage

    def meet(self, *laptops: Laptop) -> None:
        """Each exchanges as the app does, twice, so that each has what the others brought."""
        for laptop in (laptops or (self.awa, self.other, self.ali, self.teacher)) * 2:
            assert laptop.exchange().complete
            if laptop.journal.tell_classes():
                assert laptop.exchange().complete

    def seen(self, laptop: Laptop) -> list[str]:
        return [post.text for post in laptop.journal.shared(self.stream).notes()]


@pytest.fixture
def school(campus: Campus, laptop_of: MakeLaptop) -> School:
    with contextlib.closing(campus.hub.storage()) as storage:
        cohort = storage.add_cohort("Finance 1").id
        code = campus.code(Offer(uses=10, cohort=cohort))
        awa = laptop_of(campus, "awa", code=code)
        other = laptop_of(campus, "other", code=campus.code(Offer(learner=awa.joined.learner)))
        ali = laptop_of(campus, "ali", code=code, name="Ali Sy")
        teacher = laptop_of(campus, "teacher", code=code, name="Mme Diop")
        storage.keep_member(cohort, teacher.joined.learner, "teacher")
    school = School(campus, cohort, awa, other, ali, teacher)
    school.meet()
    return school


def note(laptop: Laptop, text: str) -> None:
    laptop.journal.record(*PLACE, Noted("n1", text, 400, "a start"))


def shown(school: School) -> None:
    note(school.awa, "Ask Koffi")
    show_note(school.awa.journal, school.stream, PLACE, "n1")


def test_a_note_is_shown_without_a_line_changed_and_taken_away_with_it(school: School) -> None:
    shown(school)
    assert school.seen(school.awa) == ["Ask Koffi"] and school.seen(school.ali) == []
    school.meet()
    (post,) = school.ali.journal.shared(school.stream).notes()
    assert (post.text, post.at, post.quote, post.course, post.activity) == ("Ask Koffi", 400, "a start", *PLACE)
    note(school.awa, "Ask Koffi and Ali")
    school.meet()
    (changed,) = school.ali.journal.shared(school.stream).notes()
    assert (changed.id, changed.text) == (post.id, "Ask Koffi and Ali")
    school.awa.journal.record(*PLACE, NoteRemoved("n1"))
    assert school.seen(school.awa) == []
    school.meet()
    assert school.seen(school.ali) == []


def test_a_note_that_nobody_sees_stays_with_its_writer(school: School) -> None:
    note(school.awa, "mine")
    note(school.awa, "still mine")
    school.awa.journal.record(*PLACE, NoteRemoved("n1"))
    assert school.awa.journal.held(school.stream) == school.ali.journal.held(school.stream)
    assert school.awa.journal.tell_classes() == 0


def test_two_laptops_show_it_once_and_both_may_take_it_back(school: School) -> None:
    note(school.awa, "Ask Koffi")
    school.meet()
    for laptop in (school.awa, school.other):
        show_note(laptop.journal, school.stream, PLACE, "n1")
        show_note(laptop.journal, school.stream, PLACE, "n1")
    school.meet()
    assert school.seen(school.ali) == ["Ask Koffi"]
    stop_showing(school.other.journal, school.stream, PLACE, "n1")
    school.meet()
    assert [school.seen(one) for one in (school.awa, school.ali)] == [[], []]
    show_note(school.awa.journal, school.stream, PLACE, "n1")
    school.meet()
    assert [school.seen(one) for one in (school.other, school.ali)] == [["Ask Koffi"]] * 2


@pytest.mark.parametrize("first", ["shown", "changed"])
@pytest.mark.parametrize("removed", [False, True])
def test_a_laptop_that_did_not_know_it_was_shown(school: School, removed: bool, first: str) -> None:
    """It was shown on one laptop and changed, or removed, on the other, both without a line, in whatever order."""
    note(school.awa, "Ask Koffi")
    school.meet()
    if first == "shown":
        show_note(school.awa.journal, school.stream, PLACE, "n1")
    if removed:
        school.other.journal.record(*PLACE, NoteRemoved("n1"))
    else:
        note(school.other, "Ask Ali")
    if first == "changed":
        show_note(school.awa.journal, school.stream, PLACE, "n1")
    school.meet()
    assert school.seen(school.ali) == school.seen(school.other) == ([] if removed else ["Ask Ali"])
    before = school.campus.records()
    school.meet()
    assert school.campus.records() == before, "and then there is peace"


def test_what_was_taken_back_is_not_shown_by_a_laptop_that_had_not_heard_of_it(school: School) -> None:
    shown(school)
    school.meet()
    stop_showing(school.awa.journal, school.stream, PLACE, "n1")
    note(school.other, "private by now")
    school.meet()
    assert school.seen(school.ali) == [] and [one.text for one in school.awa.journal.notes()] == ["private by now"]


def one_clock(school: School) -> None:
    """Each act happens a second after the one before, on whichever laptop."""
    seconds = itertools.count(wall_milliseconds() // 1000)
    for laptop in (school.awa, school.other, school.ali, school.teacher):
        laptop.journal._wall = lambda: next(seconds) * 1000


def test_a_stop_takes_back_what_another_laptop_had_shown_anew(school: School) -> None:
    one_clock(school)
    shown(school)
    school.meet()
    stop_showing(school.awa.journal, school.stream, PLACE, "n1")
    show_note(school.awa.journal, school.stream, PLACE, "n1")
    stop_showing(school.other.journal, school.stream, PLACE, "n1")
    school.meet()
    for laptop in (school.awa, school.other, school.ali):
        assert school.seen(laptop) == []
    show_note(school.other.journal, school.stream, PLACE, "n1")
    school.meet()
    assert school.seen(school.ali) == school.seen(school.awa) == ["Ask Koffi"], "and it can be shown once more"


@pytest.mark.parametrize("seed", range(8))
def test_two_laptops_a_classmate_and_any_schedule(school: School, seed: int) -> None:
    """All show the same in the end, never a note that was stopped last, and then there is peace."""
    one_clock(school)
    chance = random.Random(seed)
    last = "stop"
    note(school.awa, "first")
    school.meet(school.awa, school.other)
    for step in range(16):
        laptop = chance.choice([school.awa, school.other])
        deed = chance.choice(["show", "show", "stop", "stop", "change", "meet", "remove"])
        stands = school.seen(laptop)
        if deed == "show" and not stands:
            show_note(laptop.journal, school.stream, PLACE, "n1")
            last = "show" if school.seen(laptop) else last
        elif deed == "stop" and stands:
            stop_showing(laptop.journal, school.stream, PLACE, "n1")
            last = "stop"
        elif deed == "change":
            note(laptop, f"step {step}")
        elif deed == "meet":
            school.meet(laptop)
        elif deed == "remove" and step > 12:
            laptop.journal.record(*PLACE, NoteRemoved("n1"))
    school.meet()
    school.meet()
    now = [one.text for one in school.awa.journal.notes()]
    for laptop in (school.awa, school.other, school.ali):
        assert school.seen(laptop) in ([], now)
        assert last == "show" or school.seen(laptop) == []
        assert school.seen(laptop) == school.seen(school.ali)
    before = school.campus.records()
    school.meet()
    assert school.campus.records() == before


def test_a_teacher_takes_it_back_for_good(school: School) -> None:
    shown(school)
    school.meet()
    (post,) = school.teacher.journal.shared(school.stream).notes()
    school.ali.journal.share(school.stream, *PLACE, PostRemoved(post.id))
    school.meet()
    assert school.seen(school.ali) == ["Ask Koffi"], "a classmate does not"
    school.teacher.journal.share(school.stream, *PLACE, PostRemoved(post.id))
    school.meet()
    note(school.awa, "and again")
    show_note(school.awa.journal, school.stream, PLACE, "n1")
    school.meet()
    assert school.seen(school.ali) == [] and [one.text for one in school.awa.journal.notes()] == ["and again"]


def test_who_was_taken_out_of_the_class_shows_it_nothing_more(school: School) -> None:
    shown(school)
    school.meet()
    with school.storage() as storage:
        storage.keep_member(school.cohort, school.awa.joined.learner, "")
    note(school.awa, "from outside")
    school.meet()
    state = school.ali.journal.shared(school.stream)
    assert [post.text for post in state.notes()] == ["Ask Koffi"], "what they had shown stands, as their posts do"
    assert not state.belongs(school.awa.joined.learner) and state.name_of(school.awa.joined.learner) == "Awa Koné"
    school.teacher.journal.share(school.stream, *PLACE, PostRemoved(state.notes()[0].id))
    school.meet()
    assert school.seen(school.ali) == []


def test_who_was_taken_out_of_the_class_hears_of_it_and_what_they_wrote_is_received(school: School) -> None:
    shown(school)
    school.meet()
    with school.storage() as storage:
        storage.keep_member(school.cohort, school.awa.joined.learner, "")
    school.awa.journal.share(school.stream, "", "", Posted("p1", "Wait for me", title="Bus"))
    assert school.awa.journal.standing().waiting == 1 and not school.awa.journal.has_left(school.stream)
    school.meet()
    assert school.awa.journal.has_left(school.stream) and not school.ali.journal.has_left(school.stream)
    assert school.awa.journal.standing().waiting == 0
    assert school.awa.journal.shared(school.stream).threads()[0][0].text == "Wait for me", "nothing is lost here"
    assert (
        not school.ali.journal.shared(school.stream).threads()
        and school.teacher.journal.shared(school.stream).threads()
    )
    with school.storage() as storage:
        storage.keep_member(school.cohort, school.awa.joined.learner, "learner")
    school.meet()
    assert not school.awa.journal.has_left(school.stream) and school.awa.journal.standing().waiting == 0
    assert [root.text for root, _ in school.ali.journal.shared(school.stream).threads()] == ["Wait for me"]


def test_what_is_behind_a_gap_of_a_class_that_was_left_is_written_again_and_received(school: School) -> None:
    school.awa.journal.share(school.stream, "", "", Posted("p0", "Wait for me", title="Bus"))
    school.meet()
    feed, late = feed_name(school.stream, school.awa.device.id, school.awa.joined.learner), Posted("p9", "late")
    school.awa.journal.restore([], [make_record(school.stream, feed, 9, Reading(1 << 60, 5), "", "", late)], {}, [])
    assert school.awa.journal.standing().waiting == 1
    with school.storage() as storage:
        storage.keep_member(school.cohort, school.awa.joined.learner, "")
    school.awa.exchange()
    assert school.awa.journal.has_left(school.stream) and school.awa.journal.standing().waiting == 1
    assert school.awa.journal.adopt() == 1 and school.awa.journal.standing().waiting == 1
    school.meet()
    assert school.awa.journal.standing().waiting == 0
    assert [thread.text for thread, _ in school.teacher.journal.shared(school.stream).threads()] == [
        "late",
        "Wait for me",
    ]


def test_two_who_share_a_computer_write_to_their_class(campus: Campus, laptop_of: MakeLaptop) -> None:
    """Each finds in the class what the other wrote on this very computer, and does not bring it as their own."""
    with contextlib.closing(campus.hub.storage()) as storage:
        cohort = storage.add_cohort("Finance 1").id
    code = campus.code(Offer(uses=10, cohort=cohort))
    koffi = laptop_of(campus, "shared", code=code, name="Koffi")
    mariam = laptop_of(campus, "shared", code=code, name="Mariam", journal="mariam.sqlite")
    stream = cohort_stream(cohort)
    for turn in range(3):
        for one in (koffi, mariam):
            assert one.exchange().complete
            one.journal.share(stream, "", "", Posted(f"{one.joined.name}-{turn}", "Hello", title="Hi"))
    for one in (koffi, mariam) * 2:
        assert one.exchange().complete and one.journal.standing().waiting == 0
    for one in (koffi, mariam):
        assert len(one.journal.shared(stream).threads()) == 6
        assert set(one.journal.own_feeds(stream)) == {f"{one.device.id}.{one.joined.learner}"}


def _parcel(laptop: Laptop) -> bytes | None:
    return next(pack_journal(laptop.journal, laptop.joined.learner, laptop.client.hub(), laptop.device.sign_as), None)


def test_a_class_that_was_left_travels_by_stick_and_an_old_receipt_changes_nothing(school: School) -> None:
    school.awa.journal.share(school.stream, "", "", Posted("p0", "By stick", title="Bus"))
    parcel = _parcel(school.awa)
    assert parcel
    with school.storage() as storage:
        taken = take_parcel(storage, Readers(), school.campus.hub.courier_key(), parcel, 1)
        storage.keep_member(school.cohort, school.awa.joined.learner, "")
    school.awa.journal.share(school.stream, "", "", Posted("p1", "Too late", title="Bus"))
    school.awa.journal.mark_left(school.stream, True)
    assert _parcel(school.awa) is not None
    believe(JournalSide(school.awa.journal, school.awa.device.sign_as), taken.receipt)
    assert school.awa.journal.has_left(school.stream) and school.awa.journal.standing().waiting == 1
