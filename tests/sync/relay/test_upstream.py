"""A campus, the school above it, and a hub below the campus: everything arrives everywhere it belongs, and nowhere else."""

from __future__ import annotations

import contextlib
import shutil
import sys
from pathlib import Path

import pytest

from bivouac.errors import LineError, RefusedError, StrangerError
from bivouac.sync.exchange.join import greet
from bivouac.sync.hub.joining import Offer
from bivouac.sync.journal.acts import Answered, CohortNamed, MemberNamed, Reached
from bivouac.sync.journal.feeds import campus_stream, cohort_stream, learner_stream
from bivouac.sync.protocol import invite
from bivouac.sync.relay import upstream
from bivouac.sync.relay.upstream import join_upstream
from tests.sync.campus import Campus, HubProcess, Laptop, wait_until
from tests.sync.conftest import REAL_COST, MakeLaptop
from tests.sync.relay.conftest import MakeCampus


def write(laptop: Laptop, count: int, first: int = 0) -> None:
    laptop.journal.record("course", "activity", *(Reached(first + at) for at in range(count)))


def names(campus: Campus) -> set[str]:
    with contextlib.closing(campus.hub.storage()) as storage:
        return {one.account.name for one in storage.learners()}


def test_what_a_campus_received_off_the_grid_arrives_at_the_school(hub_of: MakeCampus, laptop_of: MakeLaptop) -> None:
    school, campus = hub_of("School"), hub_of("Campus")
    campus.join(school)
    first, second = laptop_of(campus), laptop_of(campus, "second", name="Ibrahim")
    for laptop in (first, second):
        write(laptop, 1500)
        laptop.exchange()
    outcome = campus.exchange()
    assert outcome.complete and outcome.sent >= 3000
    assert {"Awa Koné", "Ibrahim", "Campus"} <= names(school)
    assert set(campus.records()) <= set(school.records())
    again = campus.exchange()
    assert (again.sent, again.fetched, again.complete) == (0, 0, True)


def test_a_chain_of_hubs_carries_all_the_way(hub_of: MakeCampus, laptop_of: MakeLaptop) -> None:
    school, campus, village = hub_of("School"), hub_of("Campus"), hub_of("Village")
    campus.join(school)
    village.join(campus)
    laptop = laptop_of(village)
    write(laptop, 20)
    laptop.exchange()
    for hub in (village, campus):
        assert hub.exchange().complete
    stream = laptop.journal.stream
    assert sorted(one for one in school.records() if one[0] == stream) == [
        (stream, laptop.device.id, seq) for seq in range(1, 21)
    ]
    assert {"Awa Koné", "Village"} <= names(school)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM")
def test_a_serving_campus_forwards_by_itself_and_brings_back_what_the_school_wrote(
    hub_of: MakeCampus, laptop_of: MakeLaptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`bivouac hub serve --upstream`, in a process: told once, and from then on without being asked."""
    monkeypatch.setattr(invite, "_COST", REAL_COST)  # as in the process
    school, campus = hub_of("School"), hub_of("Campus")
    laptop = laptop_of(campus)
    write(laptop, 30)
    laptop.exchange()
    with contextlib.closing(campus.hub.storage()) as storage:
        cohort = storage.add_cohort("Finance 1")
    campus.stop()
    told = ["--upstream", school.url, "--code", school.code(Offer(role="hub"))]
    serving = HubProcess(campus.hub.folder, more=told)
    wait_until(lambda: "Awa Koné" in names(school), serving.process)
    wait_until(lambda: set(campus.records()) <= set(school.records()), serving.process)
    assert serving.end()[0] == 0
    with contextlib.closing(school.hub.storage()) as storage:
        storage.keep_member(cohort.id, laptop.joined.learner, "learner")
    serving.more = ()
    serving.start()

    def is_in_the_class() -> bool:
        with contextlib.closing(campus.hub.storage()) as storage:
            return laptop.joined.learner in {one.person for one in storage.members(cohort.id)}

    wait_until(is_in_the_class, serving.process)
    assert serving.end()[0] == 0


def test_the_school_writes_and_the_laptop_reads_it(hub_of: MakeCampus, laptop_of: MakeLaptop) -> None:
    """The school puts somebody of the campus in a class, and shuts a laptop out."""
    school, campus = hub_of("School"), hub_of("Campus")
    campus.join(school)
    laptop, lost = laptop_of(campus), laptop_of(campus, "lost", name="Ibrahim")
    with contextlib.closing(campus.hub.storage()) as storage:
        cohort = storage.add_cohort("Finance 1")
    campus.exchange()
    with contextlib.closing(school.hub.storage()) as storage:
        storage.keep_member(cohort.id, laptop.joined.learner, "learner")
        storage.shut_out(lost.device.id, True)
    campus.exchange()
    laptop.exchange()
    told = [record.act() for record in stream_of(laptop, cohort_stream(cohort.id))]
    assert CohortNamed("Finance 1") in told and MemberNamed(laptop.joined.learner, "Awa Koné", "learner") in told
    with pytest.raises(RefusedError):
        lost.exchange()


def stream_of(laptop: Laptop, stream: str) -> list:  # type: ignore[type-arg]
    return [record for feed in laptop.journal.held(stream) for record in laptop.journal.records(stream, feed, 0, 1000)]


def test_each_campus_gets_its_own_and_nothing_else(hub_of: MakeCampus, laptop_of: MakeLaptop) -> None:
    school, one, two = hub_of("School"), hub_of("One"), hub_of("Two")
    for campus, name in ((one, "Awa"), (two, "Ibrahim")):
        campus.join(school)
        laptop = laptop_of(campus, name, name=name)
        write(laptop, 5)
        laptop.exchange()
    for _ in range(2):
        for campus in (one, two):
            campus.exchange()
    assert names(one) == {"Awa"} and names(two) == {"Ibrahim"}
    assert not {stream for stream, _, _ in one.records()} & {stream for stream, _, _ in two.records()}


def test_somebody_studies_on_two_campuses(hub_of: MakeCampus, laptop_of: MakeLaptop) -> None:
    """Awa's laptop at the campus and her other one, which speaks with the school itself, show the same."""
    school, campus = hub_of("School"), hub_of("Campus")
    campus.join(school)
    here = laptop_of(campus)
    write(here, 3)
    here.exchange()
    campus.exchange()
    there = laptop_of(school, "there", code=school.code(Offer(learner=here.joined.learner)))
    there.exchange()
    there.journal.record("course", "quiz", Answered("q", "at the school", 1000))
    there.exchange()
    campus.exchange()
    here.exchange()
    assert here.journal.states("course") == there.journal.states("course")
    assert here.journal.state("course", "quiz").questions["q"].tries == 1


def test_copies_of_a_disk_that_met_different_hubs_become_branches_everywhere(
    hub_of: MakeCampus, laptop_of: MakeLaptop
) -> None:
    """One copy spoke with the campus, the other with the school; the hubs find the fork between themselves."""
    school, campus = hub_of("School"), hub_of("Campus")
    campus.join(school)
    laptop = laptop_of(campus)
    write(laptop, 3)
    laptop.exchange()
    campus.exchange()
    token = laptop_at(school, laptop)
    token.journal.close()
    laptop.journal.close()
    shutil.copy(laptop.folder / "journal.sqlite", laptop.folder / "copy.sqlite")
    laptop.journal, copy = laptop.open_journal(), laptop.open_journal("copy.sqlite")
    laptop.journal.record("course", "quiz", Answered("q", "here", 1000))
    for word in ("there", "and there"):
        copy.record("course", "quiz", Answered("q", word, 1000))
    laptop.exchange()
    token.exchange(journal=copy)
    for _ in range(2):
        assert campus.exchange().complete
    for _ in range(2):
        laptop.exchange()
        token.exchange(journal=copy)
        campus.exchange()
    assert sorted(campus.records()) == sorted(one for one in school.records() if one in set(campus.records()))
    assert laptop.journal.held(laptop.journal.stream) == copy.held(copy.stream)
    assert laptop.journal.states("course") == copy.states("course")
    assert copy.state("course", "quiz").questions["q"].tries == 3


def laptop_at(school: Campus, laptop: Laptop) -> Laptop:
    """The same laptop, known to another hub too."""
    return Laptop(laptop.folder, school.url, school.code(Offer(learner=laptop.joined.learner)))


def test_a_hub_that_was_set_back_gets_its_own_words_again(
    hub_of: MakeCampus, laptop_of: MakeLaptop, tmp_path: Path
) -> None:
    school, campus = hub_of("School"), hub_of("Campus")
    campus.join(school)
    laptop_of(campus)
    campus.exchange()
    campus.stop()
    shutil.copy(campus.hub.folder / "hub.sqlite", tmp_path / "old.sqlite")
    campus.start()
    laptop_of(campus, "second", name="Ibrahim")
    campus.exchange()
    campus.stop()
    for left in campus.hub.folder.glob("hub.sqlite*"):
        left.unlink()
    shutil.copy(tmp_path / "old.sqlite", campus.hub.folder / "hub.sqlite")
    campus.start()
    third = laptop_of(campus, "third", name="Eva")
    write(third, 4)
    third.exchange()
    for _ in range(2):
        assert campus.exchange().complete
    assert names(campus) == {"Awa Koné", "Ibrahim", "Eva"}
    assert names(school) == {"Awa Koné", "Ibrahim", "Eva", "Campus"}
    assert set(campus.records()) <= set(school.records())


def test_a_hub_whose_folder_was_copied_goes_on_under_another_name(
    hub_of: MakeCampus, laptop_of: MakeLaptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    school, campus = hub_of("School"), hub_of("Campus")
    campus.join(school)
    laptop_of(campus)
    campus.exchange()
    campus.stop()
    monkeypatch.setattr("bivouac.machine.place_of", lambda folder: f"elsewhere {folder.name}")
    campus.start()
    laptop_of(campus, "second", name="Ibrahim")
    assert campus.exchange().complete
    assert names(school) == {"Awa Koné", "Ibrahim", "Campus"}
    with contextlib.closing(school.hub.storage()) as storage:
        feeds = storage.feeds(campus_stream(campus.hub.settings.id))
    assert len(feeds) == 2


@pytest.mark.parametrize("joins_after", [0, 1, 2], ids=["joined first", "joins after one", "joins after both"])
def test_what_a_hub_wrote_before_its_folder_was_copied_twice_is_proved_above(
    hub_of: MakeCampus, laptop_of: MakeLaptop, monkeypatch: pytest.MonkeyPatch, joins_after: int
) -> None:
    """Staff make a hub on one computer and take it to another, and perhaps to a third, before it meets the school."""
    school, campus = hub_of("School"), hub_of("Campus")
    for copies, name in enumerate(("Awa Koné", "Ibrahim", "Eva")):
        if copies:
            campus.stop()
            monkeypatch.setattr("bivouac.machine.place_of", lambda folder, at=copies: f"elsewhere {at} {folder.name}")
            campus.start()
        laptop_of(campus, name, name=name)
        if copies == joins_after:
            campus.join(school)
    assert campus.exchange().complete and campus.exchange().complete
    assert names(school) == {"Awa Koné", "Ibrahim", "Eva", "Campus"}
    with contextlib.closing(school.hub.storage()) as storage:
        assert len(storage.feeds(campus_stream(campus.hub.settings.id))) == 3


def test_a_learners_code_lets_no_hub_in_and_a_hubs_code_no_learner(hub_of: MakeCampus, laptop_of: MakeLaptop) -> None:
    school, campus = hub_of("School"), hub_of("Campus")
    with pytest.raises(RefusedError, match="another hub"):
        join_upstream(campus.hub, greet(school.url, school.code()))
    with pytest.raises(RefusedError, match="another hub"):
        laptop_of(school, code=school.code(Offer(role="hub")))
    campus.join(school)
    with pytest.raises(RefusedError, match="joined before"):
        campus.join(school)


def test_the_school_is_away_and_nothing_is_lost(hub_of: MakeCampus, laptop_of: MakeLaptop) -> None:
    school, campus = hub_of("School"), hub_of("Campus")
    campus.join(school)
    school.stop()
    laptop = laptop_of(campus)
    write(laptop, 5)
    laptop.exchange()
    with pytest.raises(LineError):
        campus.exchange()
    school.start(school.port)
    assert campus.exchange().complete
    assert set(campus.records()) <= set(school.records())


@pytest.mark.parametrize("size", [1, 2, 5])
def test_a_hub_with_more_streams_than_fit_into_one_exchange_leaves_none_out(
    hub_of: MakeCampus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    """Up goes all that the campus has, and down comes what the school wrote for it, whatever their names."""
    monkeypatch.setattr(upstream, "SLICE", size)
    school, campus = hub_of("school"), hub_of("campus")
    campus.join(school)
    laptops = [Laptop(tmp_path / f"l{at}", campus.url, campus.code(), f"Learner {at}") for at in range(5)]
    for laptop in laptops:
        laptop.journal.record("c", "a", Reached(1), Reached(2))
        laptop.exchange()
    campus.exchange()
    with contextlib.closing(school.hub.storage()) as storage:
        for laptop in laptops:
            assert sum(storage.feeds(learner_stream(laptop.joined.learner)).values()) == 2
    with contextlib.closing(campus.hub.storage()) as storage:
        classes = [storage.add_cohort(f"Class {at}").id for at in range(3)]
        storage.keep_member(classes[0], laptops[0].joined.learner, "learner")
    campus.exchange()
    laptops[1].journal.record("c", "a", Reached(3))
    laptops[1].exchange()
    assert campus.exchange().complete
    below = {one for one in campus.records()}
    assert below <= set(school.records()), "the school has all that the campus has"
    for laptop in laptops:
        laptop.close()


def test_a_campus_goes_on_by_itself_at_its_school_that_has_a_new_certificate(tmp_path: Path) -> None:
    """And stays away from whoever answers at the school's address and cannot prove that they are the school."""
    school, campus = Campus(tmp_path / "school", secured=True), Campus(tmp_path / "campus")
    poser = Campus(tmp_path / "poser", secured=True)
    poser.stop()
    try:
        campus.join(school)
        assert campus.exchange().complete
        port, before = school.port, upstream.read_upstream(campus.hub)
        school.stop()
        poser.start(port)
        with pytest.raises(StrangerError):
            campus.exchange()
        assert upstream.read_upstream(campus.hub) == before
        poser.stop()
        school.hub.renew_certificate()
        school.start(port)
        laptop = Laptop(tmp_path / "laptop", campus.url, campus.code())
        write(laptop, 3)
        laptop.exchange()
        assert campus.exchange().complete
        assert set(campus.records()) <= set(school.records())
        assert upstream.read_upstream(campus.hub) != before
        laptop.close()
    finally:
        school.stop()
        campus.stop()
