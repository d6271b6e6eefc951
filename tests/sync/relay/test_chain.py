"""Laptop, campus, region, school: acts go up, and what the school writes comes down two levels."""

from __future__ import annotations

import contextlib
import dataclasses
import signal
import sys
import threading
import time
from collections.abc import Iterator
from functools import partial

import pytest

from bivouac.errors import InputError, LineError, RefusedError
from bivouac.sync.cli.hub_people import person_of
from bivouac.sync.exchange.join import sign_in
from bivouac.sync.hub.checking import look_at
from bivouac.sync.hub.joining import Offer
from bivouac.sync.hub.storage import Password, Storage
from bivouac.sync.journal.acts import Announced, CohortNamed, MemberNamed, Reached
from bivouac.sync.journal.feeds import cohort_stream
from bivouac.sync.protocol import invite
from bivouac.sync.protocol.passwords import hash_password
from tests.sync.campus import Campus, HubProcess, Laptop, wait_until
from tests.sync.conftest import REAL_COST, MakeLaptop
from tests.sync.relay.conftest import MakeCampus


@dataclasses.dataclass
class Chain:
    school: Campus
    region: Campus
    campus: Campus

    def exchange(self) -> None:
        """Once each, from below: what comes down takes a turn more for each level."""
        for hub in (self.campus, self.region):
            assert hub.exchange().complete

    def settle(self) -> None:
        for _ in range(3):
            self.exchange()


@pytest.fixture
def chain(hub_of: MakeCampus) -> Chain:
    school, region, campus = hub_of("School"), hub_of("Region"), hub_of("Campus")
    region.join(school)
    campus.join(region)
    return Chain(school, region, campus)


@contextlib.contextmanager
def memory(hub: Campus) -> Iterator[Storage]:
    with contextlib.closing(hub.hub.storage()) as storage:
        yield storage


def acts_of(laptop: Laptop, stream: str) -> list[object]:
    held = laptop.journal.held(stream)
    return [record.act() for feed in held for record in laptop.journal.records(stream, feed, 0, 1000)]


def write(laptop: Laptop, count: int) -> None:
    laptop.journal.record("course", "activity", *(Reached(at) for at in range(count)))


def test_after_weeks_without_a_line_everything_arrives_at_both_ends(chain: Chain, laptop_of: MakeLaptop) -> None:
    school, campus = chain.school, chain.campus
    awa, lost = laptop_of(campus), laptop_of(campus, "lost", name="Ibrahim")
    with memory(campus) as storage:
        cohort = storage.add_cohort("Finance 1")
        storage.keep_member(cohort.id, awa.joined.learner, "learner")
    chain.settle()
    for _ in range(20):
        write(awa, 100)
        awa.exchange()
    with memory(campus) as storage:
        storage.keep_password(awa.joined.learner, Password(hash_password("the campus's own word")))
    with memory(school) as storage:
        account = storage.find_account(awa.joined.learner)
        assert account is not None
        for name in ("Awa K.", "Awa Koné-Diallo"):
            storage.change_account(dataclasses.replace(account, name=name, role="teacher"))
        storage.rename_cohort(dataclasses.replace(cohort, name="Finance, second year"))
        storage.keep_member(cohort.id, awa.joined.learner, "teacher")
        storage.keep_password(awa.joined.learner, Password(hash_password("a word of the school"), temporary=True))
        storage.shut_out(lost.device.id, True)
    chain.settle()
    assert set(campus.records()) <= set(chain.region.records()) <= set(school.records())
    stream = awa.journal.stream
    assert len([one for one in school.records() if one[0] == stream]) == 2000
    for hub in (campus, chain.region):
        with memory(hub) as storage:
            found = storage.find_account(awa.joined.learner)
            assert found and (found.name, found.role) == ("Awa Koné-Diallo", "teacher")
            assert storage.password(awa.joined.learner).temporary
            assert [(one.name, len(storage.members(one.id))) for one in storage.cohorts()] == [
                ("Finance, second year", 1)
            ]
    awa.exchange()
    told = acts_of(awa, cohort_stream(cohort.id))
    assert CohortNamed("Finance, second year") in told
    assert MemberNamed(awa.joined.learner, "Awa Koné-Diallo", "teacher") in told
    with pytest.raises(RefusedError, match="shut out"):
        lost.exchange()
    device = {"device": awa.device.id, "public_key": awa.device.public_key(), "sign": awa.device.sign}
    joined = sign_in([campus.url], "", "Awa Koné-Diallo", "a word of the school", **device)
    assert joined.learner == awa.joined.learner and joined.must_change


@pytest.mark.parametrize("whose", ["campus", "school", "school, and their laptop joined before"])
def test_what_a_teacher_tells_a_class_from_the_school_comes_down(
    chain: Chain, laptop_of: MakeLaptop, whose: str
) -> None:
    """Whether the teacher is one of the campus's people, or one of the school's."""
    school, campus = chain.school, chain.campus
    awa = laptop_of(campus)
    with memory(campus) as storage:
        cohort = storage.add_cohort("Finance 1")
        storage.keep_member(cohort.id, awa.joined.learner, "learner")
        if whose == "campus":
            teacher = storage.add_account("Eva", "teacher", "fr", 1)
    chain.settle()
    with memory(school) as storage:
        if whose != "campus":
            teacher = storage.add_account("Eva", "teacher", "fr", 1)
        if "before" not in whose:
            storage.keep_member(cohort.id, teacher.id, "teacher")
    eva = laptop_of(school, "eva", code=school.code(Offer(learner=teacher.id)), name="Eva")
    with memory(school) as storage:
        if "before" in whose:
            storage.keep_member(cohort.id, teacher.id, "teacher")
    stream = cohort_stream(cohort.id)
    eva.exchange()
    eva.journal.share(stream, "", "", Announced("n1", "The exam is on Monday."))
    eva.exchange()
    chain.settle()
    awa.exchange()
    assert Announced("n1", "The exam is on Monday.") in acts_of(awa, stream)
    write(awa, 3)
    awa.exchange()
    chain.settle()
    assert set(campus.records()) <= set(school.records())
    for hub in (campus, chain.region, school):
        assert list(look_at(hub.hub)) == []
    if whose != "campus":
        with memory(campus) as storage, pytest.raises(InputError, match="No computer"):
            storage.shut_out(eva.device.id, True)  # that is the school's to say


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_region_that_is_killed_over_and_over_loses_nothing_either_way(
    chain: Chain, laptop_of: MakeLaptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed as soon as something new has come to it from below or above, before or while it goes on."""
    monkeypatch.setattr(invite, "_COST", REAL_COST)  # as in the process
    school, region, campus = chain.school, chain.region, chain.campus
    awa = laptop_of(campus)
    with memory(campus) as storage:
        cohort = storage.add_cohort("Finance 1")
    chain.settle()
    region.stop()
    serving = HubProcess(region.hub.folder, port=region.port)
    for turn in range(6):
        write(awa, 400)
        awa.exchange()
        with memory(school) as storage:
            storage.keep_member(cohort.id, awa.joined.learner, "" if turn % 2 else "learner")
            storage.rename_cohort(dataclasses.replace(cohort, name=f"Finance {turn}"))
        before = len(region.records())
        bringing = threading.Thread(target=_try, args=(campus,))
        bringing.start()
        wait_until(partial(_has_more, region, before), serving.process)
        time.sleep(0.02 * turn)
        serving.process.kill()
        bringing.join()
        serving.process.communicate()
        serving.start()
    serving.end(signal.SIGTERM)
    region.start(region.port)
    chain.settle()
    assert set(campus.records()) <= set(region.records()) <= set(school.records())
    for hub in (school, region, campus):
        records = hub.records()
        assert len(records) == len(set(records))
        assert len([one for one in records if one[0] == awa.journal.stream]) == 2400
        with memory(hub) as storage:
            assert [one.name for one in storage.cohorts()] == ["Finance 5"] and storage.sizes() == {}


def _has_more(hub: Campus, than: int) -> bool:
    return len(hub.records()) > than


def _try(campus: Campus) -> None:
    with contextlib.suppress(LineError):
        campus.exchange()


def test_a_campus_that_is_asked_for_somebody_of_another_says_who_invites_them(chain: Chain) -> None:
    chain.settle()
    with memory(chain.campus) as storage, pytest.raises(InputError, match="the school makes the code"):
        person_of(storage, "Awa Koné")
    with memory(chain.school) as storage, pytest.raises(InputError, match="Nobody here"):
        person_of(storage, "Awa Koné")
