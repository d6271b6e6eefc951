"""A class that the school keeps, with people of a campus in it: what it shares comes down to the campus's laptops, and goes up from them."""

from __future__ import annotations

import contextlib

import pytest
from sqlalchemy import delete

from bivouac.errors import BivouacError
from bivouac.sync.exchange import exchange as exchanging
from bivouac.sync.exchange.client import HubClient
from bivouac.sync.exchange.exchange import exchange
from bivouac.sync.hub import carrying
from bivouac.sync.hub.checking import look_at
from bivouac.sync.hub.class_list import Row, plan
from bivouac.sync.hub.joining import Offer
from bivouac.sync.hub.storage import Cohort
from bivouac.sync.hub.tables import admissions, cohorts, facts, feeds, members, segments
from bivouac.sync.journal.acts import Announced, CohortNamed, MemberKept, MemberNamed, PasswordKept, Posted
from bivouac.sync.journal.feeds import campus_stream, cohort_stream
from bivouac.sync.protocol.line import Line
from bivouac.sync.protocol.messages import Exchange, Exchanged
from bivouac.sync.relay.side import HubSide
from bivouac.sync.relay.upstream import read_upstream
from bivouac.sync.store.device import open_device
from tests.sync.campus import Campus, Laptop
from tests.sync.conftest import MakeLaptop
from tests.sync.relay.conftest import MakeCampus
from tests.sync.relay.test_unproved import storage_of
from tests.sync.relay.test_upstream import stream_of


def class_of(school: Campus, *people: tuple[Laptop, str]) -> Cohort:
    with contextlib.closing(school.hub.storage()) as storage:
        cohort = storage.add_cohort("Finance 1")
        for laptop, role in people:
            storage.keep_member(cohort.id, laptop.joined.learner, role)
    return cohort


def told(laptop: Laptop, cohort: Cohort) -> list[object]:
    return [record.act() for record in stream_of(laptop, cohort_stream(cohort.id))]


def say(laptop: Laptop, cohort: Cohort, act: Posted | Announced) -> None:
    laptop.journal.share(cohort_stream(cohort.id), "", "", act)
    laptop.exchange()


def test_a_class_of_the_school_comes_down_to_a_campus(hub_of: MakeCampus, laptop_of: MakeLaptop) -> None:
    school, campus = hub_of("School"), hub_of("Campus")
    campus.join(school)
    awa, bystander = laptop_of(campus, "awa", name="Awa"), laptop_of(campus, "ali", name="Ali")
    teacher = laptop_of(school, "teacher", name="Madame Traoré")
    campus.exchange()
    cohort = class_of(school, (awa, "learner"), (teacher, "teacher"))
    teacher.exchange()
    say(teacher, cohort, Announced("a1", "Bienvenue"))
    campus.exchange()
    awa.exchange()
    here = told(awa, cohort)
    assert CohortNamed("Finance 1") in here and Announced("a1", "Bienvenue") in here
    assert MemberNamed(teacher.joined.learner, "Madame Traoré", "teacher") in here
    say(awa, cohort, Posted("p1", "Merci"))
    assert campus.exchange().complete
    teacher.exchange()
    assert Posted("p1", "Merci") in told(teacher, cohort)
    bystander.exchange()
    assert not told(bystander, cohort), "who is not in it hears nothing of it"
    with contextlib.closing(campus.hub.storage()) as storage:
        assert storage.unproved() == []


def test_people_of_two_campuses_and_a_village_meet_in_it(hub_of: MakeCampus, laptop_of: MakeLaptop) -> None:
    """Each proves what the others wrote, also on a laptop that somebody got later."""
    school, one, two, village = (hub_of(name) for name in ("School", "One", "Two", "Village"))
    one.join(school)
    two.join(school)
    village.join(one)
    hubs = (village, one, two)
    awa, eva = laptop_of(village, "awa", name="Awa"), laptop_of(two, "eva", name="Eva")
    for hub in hubs:
        hub.exchange()
    cohort = class_of(school, (awa, "learner"), (eva, "learner"))
    for hub in (one, village, two):
        hub.exchange()
    awa.exchange()
    say(awa, cohort, Posted("p1", "from the village"))
    with contextlib.closing(two.hub.storage()) as storage:
        found = storage.find_account("Eva")
        assert found
    later = laptop_of(two, "later", code=two.code(Offer(learner=found.id)))
    later.exchange()
    say(later, cohort, Posted("p2", "from a new laptop"))
    for _ in range(2):
        for hub in hubs:
            assert hub.exchange().complete
    village.exchange()
    awa.exchange()
    eva.exchange()
    for laptop in (awa, eva):
        assert {Posted("p1", "from the village"), Posted("p2", "from a new laptop")} <= set(told(laptop, cohort))
    for hub in (school, *hubs):
        with contextlib.closing(hub.hub.storage()) as storage:
            assert storage.unproved() == []
        assert list(look_at(hub.hub)) == []


def test_who_left_it_is_told_and_nothing_is_noted_twice(hub_of: MakeCampus, laptop_of: MakeLaptop) -> None:
    school, campus = hub_of("School"), hub_of("Campus")
    campus.join(school)
    awa = laptop_of(campus, "awa", name="Awa")
    campus.exchange()
    cohort = class_of(school, (awa, "learner"))
    campus.exchange()
    count = len(school.records())
    for _ in range(3):
        campus.exchange()
    assert len(school.records()) == count
    with contextlib.closing(school.hub.storage()) as storage:
        storage.keep_member(cohort.id, awa.joined.learner, "")
        storage.rename_cohort(Cohort(cohort.id, "Finance 2", cohort.campus))
    campus.exchange()
    with contextlib.closing(campus.hub.storage()) as storage:
        assert storage.cohorts() == [Cohort(cohort.id, "Finance 2", school.hub.settings.id)]
        assert storage.members(cohort.id) == []


def texts(laptop: Laptop, cohort: Cohort) -> list[str]:
    return sorted(post.text for post in laptop.journal.shared(cohort_stream(cohort.id)).posts.values())


def take_out(school: Campus, cohort: Cohort, laptop: Laptop, role: str = "") -> None:
    """Of a class of the school; or put back."""
    with contextlib.closing(school.hub.storage()) as storage:
        storage.keep_member(cohort.id, laptop.joined.learner, role)


def test_what_who_left_it_wrote_reaches_its_teachers_at_every_campus_and_nobody_else(
    hub_of: MakeCampus, laptop_of: MakeLaptop
) -> None:
    school, one, two, three = hub_of("School"), hub_of("One"), hub_of("Two"), hub_of("Three")
    for hub in (one, two, three):
        hub.join(school)
    awa, ali = laptop_of(one, "awa", name="Awa"), laptop_of(one, "ali", name="Ali")
    eva, teacher = laptop_of(two, "eva", name="Eva"), laptop_of(two, "teacher", name="Madame Traoré")
    late = laptop_of(three, "late", name="Koffi")

    def meet(*hubs: Campus) -> None:
        for laptop in (awa, ali, eva, teacher, late):
            laptop.exchange()
        for hub in (hubs or (one, two, three)) * 2:
            assert hub.exchange().complete
        for laptop in (awa, ali, eva, teacher, late):
            assert laptop.exchange().complete

    meet()
    people = ((awa, "learner"), (ali, "learner"), (eva, "learner"), (teacher, "teacher"))
    cohort = class_of(school, *people)
    meet()
    say(awa, cohort, Posted("p1", "before"))
    meet()
    take_out(school, cohort, awa)
    awa.journal.share(cohort_stream(cohort.id), "", "", Posted("p2", "late"))
    assert one.exchange().complete  # until it hears of that, she is of the class there
    meet(one, two)
    assert awa.journal.standing().waiting == 0
    take_out(school, cohort, late, "learner")
    meet()
    assert texts(teacher, cohort) == ["before", "late"]
    for laptop in (ali, eva, late):
        assert texts(laptop, cohort) == ["before"], "also at a campus to which the class came after that"
    take_out(school, cohort, awa, "learner")
    meet()
    for laptop in (awa, ali, eva, teacher, late):
        assert texts(laptop, cohort) == ["before", "late"]
    for hub in (school, one, two, three):
        with contextlib.closing(hub.hub.storage()) as storage:
            assert storage.unproved() == [] and storage.formers(cohort.id) == {}
        assert list(look_at(hub.hub)) == []


def test_a_class_that_one_campus_keeps_comes_down_to_another_whose_people_the_school_put_in_it(
    hub_of: MakeCampus, laptop_of: MakeLaptop
) -> None:
    """A to the school to B and a village below it, and back; also from a laptop that somebody got later."""
    university, school, one, two, village = (hub_of(name) for name in ("University", "School", "One", "Two", "Village"))
    school.join(university)
    one.join(school)
    two.join(school)
    village.join(two)
    hubs = (two, village, one, school)  # what is new of a campus's people a village below it hears from the school
    teacher, awa = laptop_of(one, "teacher", name="Madame Traoré"), laptop_of(one, "awa", name="Awa")
    eva, ali = laptop_of(two, "eva", name="Eva"), laptop_of(village, "ali", name="Ali")
    laptops = [teacher, awa, eva, ali]
    cohort = class_of(one, (teacher, "teacher"), (awa, "learner"))

    def meet() -> None:
        for _ in range(3):
            for hub in hubs:
                assert hub.exchange().complete
            for laptop in laptops:
                assert laptop.exchange().complete

    meet()
    say(teacher, cohort, Announced("a1", "Bienvenue"))
    for laptop in (eva, ali):
        take_out(school, cohort, laptop, "learner")
    meet()
    assert CohortNamed("Finance 1") in told(eva, cohort) and Announced("a1", "Bienvenue") in told(ali, cohort)
    with contextlib.closing(two.hub.storage()) as storage:
        found = storage.find_account("Eva")
        assert found
    laptops.append(laptop_of(two, "later", code=two.code(Offer(learner=found.id))))
    laptops[-1].exchange()
    say(laptops[-1], cohort, Posted("p1", "from two"))
    say(ali, cohort, Posted("p2", "from the village"))
    say(awa, cohort, Posted("p3", "from one"))
    meet()
    everything = ["Bienvenue", "from one", "from the village", "from two"]
    for laptop in laptops:
        assert texts(laptop, cohort) == everything
    with contextlib.closing(one.hub.storage()) as storage:
        storage.rename_cohort(Cohort(cohort.id, "Finance 2", cohort.campus))
    meet()
    assert ali.journal.shared(cohort_stream(cohort.id)).name == "Finance 2"
    count = len(school.records())
    meet()
    assert len(school.records()) == count, "nothing is noted twice"
    take_out(school, cohort, eva)
    take_out(school, cohort, ali)
    meet()
    say(teacher, cohort, Announced("a2", "Not for them"))
    meet()
    assert texts(eva, cohort) == texts(ali, cohort) == everything
    with contextlib.closing(two.hub.storage()) as storage:
        assert storage.left() == {cohort_stream(cohort.id)}
        with pytest.raises(BivouacError, match="hub above"):
            storage.rename_cohort(Cohort(cohort.id, "Ours", cohort.campus))
    for hub in (university, *hubs):
        with contextlib.closing(hub.hub.storage()) as storage:
            assert storage.unproved() == []
        assert list(look_at(hub.hub)) == []


def test_a_campus_brings_its_classes_to_nobody_of_another_by_its_own_word(
    hub_of: MakeCampus, laptop_of: MakeLaptop
) -> None:
    school, one, two = hub_of("School"), hub_of("One"), hub_of("Two")
    one.join(school)
    two.join(school)
    awa, eva = laptop_of(one, "awa", name="Awa"), laptop_of(two, "eva", name="Eva")
    one.exchange()
    two.exchange()
    cohort = class_of(one, (awa, "learner"))
    with storage_of(one) as storage, storage._db.write() as connection:
        storage._say(
            connection, campus_stream(storage.author.hub), MemberKept(cohort.id, eva.joined.learner, "learner")
        )
    for _ in range(2):
        one.exchange()
        two.exchange()
        eva.exchange()
    with contextlib.closing(two.hub.storage()) as storage:
        assert storage.cohorts() == [] and cohort_stream(cohort.id) not in storage.streams()
    assert not told(eva, cohort)


class Told:
    """A hub above, and how many pages of a stream it handed down."""

    def __init__(self, client: HubClient, stream: str) -> None:
        self._client, self._stream, self.pages, self.asked, self.brought = client, stream, 0, 0, 0

    def exchange(self, asked: Exchange) -> Exchanged:
        answer = self._client.exchange(asked)
        self.asked += 1
        self.pages += sum(len(one.pages) for one in answer.streams if one.stream == self._stream)
        self.brought += sum(len(one.pages) for one in asked.streams if one.stream == self._stream)
        return answer


def exchange_of(campus: Campus, cohort: Cohort) -> Told:
    """One exchange with the hub above of all streams, after that of who is who."""
    upstream = read_upstream(campus.hub)
    assert upstream
    with contextlib.closing(campus.hub.storage()) as storage:
        line = Line(upstream.url, upstream.certificate, upstream.token)
        told = Told(HubClient(line, open_device(campus.hub.folder).sign), cohort_stream(cohort.id))
        exchange(HubSide(storage), told, [storage.author.stream], told=False, shares=True)
        told.asked = 0
        assert exchange(HubSide(storage), told, storage.streams(), shares=True).complete
        line.close()
    return told


def test_a_campus_of_whose_people_nobody_is_in_it_any_more_gets_nothing_of_it(
    hub_of: MakeCampus, laptop_of: MakeLaptop
) -> None:
    school, campus = hub_of("School"), hub_of("Campus")
    campus.join(school)
    awa, teacher = laptop_of(campus, "awa", name="Awa"), laptop_of(school, "teacher", name="Madame Traoré")
    campus.exchange()
    cohort = class_of(school, (awa, "learner"), (teacher, "teacher"))
    others = [laptop_of(school, f"other {number}", name=f"Other {number}") for number in range(10)]
    for other in others:
        take_out(school, cohort, other, "learner")
        other.exchange()
        say(other, cohort, Posted(f"o{other.joined.name}", "hello"))
    first = exchange_of(campus, cohort)
    assert first.pages > 10 and first.brought == 0, "what came from the school is not brought back to it"
    awa.exchange()
    awa.journal.share(cohort_stream(cohort.id), "", "", Posted("p1", "late"))
    take_out(school, cohort, awa)
    teacher.exchange()
    say(teacher, cohort, Announced("a1", "Not for them"))
    assert exchange_of(campus, cohort).pages == 0
    awa.exchange()
    assert awa.journal.standing().waiting == 0
    assert exchange_of(campus, cohort).brought == 1, "what its people wrote before they heard of that goes up"
    teacher.exchange()
    assert "late" in texts(teacher, cohort)
    say(teacher, cohort, Announced("a2", "Nor this"))
    quiet = exchange_of(campus, cohort)
    assert (quiet.pages, quiet.brought, quiet.asked) == (0, 0, 1), "and it costs nothing"
    with contextlib.closing(campus.hub.storage()) as storage:
        assert len(storage.feeds(cohort_stream(cohort.id))) == 12, "of the hub, ten others and Awa"
    assert campus.exchange().complete
    take_out(school, cohort, awa, "learner")
    back = exchange_of(campus, cohort)
    assert back.brought == 0 and 0 < back.pages < 5, "what it missed, and nothing again"
    awa.exchange()
    assert {"Not for them", "Nor this", "late"} <= set(texts(awa, cohort))
    assert list(look_at(campus.hub)) == []


def test_a_campus_of_an_older_bivouac_gets_all_of_a_class_that_it_left_as_before(
    hub_of: MakeCampus, laptop_of: MakeLaptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would take what is kept from it for lost at the school, and bring all of it at every exchange."""
    school, campus = hub_of("School"), hub_of("Campus")
    campus.join(school)
    awa, teacher = laptop_of(campus, "awa", name="Awa"), laptop_of(school, "teacher", name="Madame Traoré")
    campus.exchange()
    cohort = class_of(school, (awa, "learner"), (teacher, "teacher"))
    campus.exchange()
    take_out(school, cohort, awa)
    teacher.exchange()
    say(teacher, cohort, Announced("a1", "Still there"))
    monkeypatch.setattr(exchanging, "Exchange", lambda *said, leaves, **more: Exchange(*said, **more))
    assert exchange_of(campus, cohort).pages
    assert exchange_of(campus, cohort).brought == 0


def test_a_campus_changes_no_class_of_the_school(hub_of: MakeCampus, laptop_of: MakeLaptop) -> None:
    school, campus = hub_of("School"), hub_of("Campus")
    campus.join(school)
    awa, ali = laptop_of(campus, "awa", name="Awa"), laptop_of(campus, "ali", name="Ali")
    campus.exchange()
    cohort = class_of(school, (awa, "learner"))
    campus.exchange()
    with contextlib.closing(campus.hub.storage()) as storage:
        with pytest.raises(BivouacError, match="hub above"):
            storage.keep_member(cohort.id, ali.joined.learner, "learner")
        with pytest.raises(BivouacError, match="hub above"):
            storage.rename_cohort(Cohort(cohort.id, "Ours", cohort.campus))
        rows = [Row("Ali", None, "", cohort.name, "")]
        with pytest.raises(BivouacError, match="hub above"):
            plan(storage, rows, "").carry_out(storage, 1)
        own = [storage.add_cohort(cohort.name) for _ in range(3)]
        plan(storage, rows, "").carry_out(storage, 1)
        assert set(storage.cohorts_of(ali.joined.learner)) <= {one.id for one in own}
        assert len(storage.cohorts_of(ali.joined.learner)) == 1
    assert campus.exchange().complete


def test_a_campus_of_an_older_bivouac_is_not_stopped_by_it(hub_of: MakeCampus, laptop_of: MakeLaptop) -> None:
    """It does not say `shares`, and would break off at the first page of a class that it knows nothing of."""
    school, campus = hub_of("School"), hub_of("Campus")
    campus.join(school)
    awa = laptop_of(campus, "awa", name="Awa")
    campus.exchange()
    cohort = class_of(school, (awa, "learner"))
    before = len(school.records())
    upstream = read_upstream(campus.hub)
    assert upstream
    with contextlib.closing(campus.hub.storage()) as storage:
        line = Line(upstream.url, upstream.certificate, upstream.token)
        done = exchange(HubSide(storage), HubClient(line, open_device(campus.hub.folder).sign), storage.streams())
        line.close()
        assert done.complete and cohort_stream(cohort.id) not in storage.streams()
    assert len(school.records()) == before, "nor is it told what it would pass over"
    campus.exchange()
    awa.exchange()
    assert CohortNamed("Finance 1") in told(awa, cohort)


def test_a_campus_that_was_told_before_it_was_updated_knows_it_then(hub_of: MakeCampus, laptop_of: MakeLaptop) -> None:
    """A village below a campus may get what it does not understand yet; it keeps it, and must not pass it over for ever."""
    school, campus = hub_of("School"), hub_of("Campus")
    campus.join(school)
    awa = laptop_of(campus, "awa", name="Awa")
    teacher = laptop_of(school, "teacher", name="Madame Traoré")
    campus.exchange()
    cohort = class_of(school, (awa, "learner"), (teacher, "teacher"))
    campus.exchange()
    campus.stop()
    with storage_of(campus) as storage, storage._db.write() as connection:  # as an older Bivouac would have left it
        for table in (members, cohorts):
            connection.execute(delete(table))
        connection.execute(delete(admissions).where(admissions.c.person == teacher.joined.learner))
        connection.execute(delete(facts).where(facts.c.key == "folds"))
        for table in (feeds, segments):
            connection.execute(delete(table).where(table.c.stream == cohort_stream(cohort.id)))
    campus.start(campus.port)
    teacher.exchange()
    say(teacher, cohort, Announced("a1", "Bienvenue"))
    assert campus.exchange().complete
    awa.exchange()
    assert Announced("a1", "Bienvenue") in told(awa, cohort)
    assert list(look_at(campus.hub)) == []


def test_what_waits_for_ever_is_not_a_reason_to_read_all_for_each_page(
    hub_of: MakeCampus, laptop_of: MakeLaptop
) -> None:
    campus = hub_of("Campus")
    laptop_of(campus, "awa", name="Awa")
    with storage_of(campus) as storage:
        home = storage.author.hub
        with storage._db.write() as connection:
            storage._say(connection, campus_stream(home), PasswordKept("nobody", "", True))
        assert not storage.is_settled(home)
        carrying.settle(storage, home, 1)
        assert storage.is_settled(home), "nothing came since"
        storage.add_account("Ali", "learner", "fr", 1)
        assert not storage.is_settled(home)
