"""Somebody of one campus comes to another: the school, which knows both, invites them as the person that they are."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from bivouac.desktop.actions import people, sync
from bivouac.desktop.actions.people import Person
from bivouac.sync.hub.checking import look_at
from bivouac.sync.hub.joining import Offer
from bivouac.sync.journal.acts import Noted, Posted
from bivouac.sync.journal.feeds import cohort_stream
from bivouac.sync.protocol.messages import CatalogueEntry
from bivouac.sync.store.library import Library
from tests.desktop.laptop import Laptop, until
from tests.sync.campus import Campus


@dataclasses.dataclass
class School:
    """Two campuses below a school; Awa is of the first, in a class there, and the school put her in one of the second."""

    school: Campus
    first: Campus
    second: Campus

    def meet(self, *hubs: Campus) -> None:
        for hub in (hubs or (self.first, self.second)) * 2:
            assert hub.exchange().complete


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    hubs = [Campus(tmp_path / name, name=name) for name in ("School", "Abidjan", "Casablanca")]
    school = School(*hubs)
    school.first.join(school.school)
    school.second.join(school.school)
    yield school
    for hub in hubs:
        hub.stop_soon()
    for hub in hubs:
        hub.wait()


@pytest.fixture
def borrowed(tmp_path: Path) -> Iterator[Laptop]:
    laptop = Laptop(tmp_path / "borrowed")
    yield laptop
    laptop.close()


def joined(laptop: Laptop, hub: Campus, code: str, name: str = "") -> str:
    """Join with a code as the app does; the learner's id."""
    desk, found = laptop.app.desk, list[Person]()
    people.greet(desk, [hub.url], code).then(
        lambda greeting: people.join_campus(desk, greeting, name).then(found.append)
    )
    until(lambda: found)
    desk.session.begin(found[0].learner, found[0].campus)
    return found[0].learner.id


def note(laptop: Laptop, learner: str, *texts: str) -> None:
    def work(library: Library) -> None:
        library.journal(learner).record("course", "activity", *(Noted(text, text) for text in texts))

    laptop.library(work)


def exchanged(laptop: Laptop) -> None:
    done: list[sync.Exchanged] = []
    sync.exchange(laptop.app.desk).then(done.append)
    until(lambda: done)


def notes(laptop: Laptop, learner: str) -> list[str]:
    return laptop.library(lambda library: sorted(one.text for one in library.journal(learner).notes()))


def waiting(laptop: Laptop, learner: str) -> int:
    return laptop.library(lambda library: library.journal(learner).standing().waiting)


def test_who_comes_to_another_campus_stays_who_they_are_and_loses_nothing(
    school: School, empty_laptop: Laptop, borrowed: Laptop
) -> None:
    own = empty_laptop.open()
    awa = joined(own, school.first, school.first.code(), "Awa Koné")
    with contextlib.closing(school.first.hub.storage()) as storage:
        home = storage.add_cohort("Finance 1")
        storage.keep_member(home.id, awa, "learner")
    with contextlib.closing(school.second.hub.storage()) as storage:
        abroad = storage.add_cohort("Commerce 2")
        storage.keep_member(abroad.id, storage.add_account("Awa Koné", "learner", "fr", 1).id, "learner")  # a namesake
    school.meet()
    note(own, awa, "before", "of which the school has not heard")
    exchanged(own)  # the first campus is off the grid from here on
    with contextlib.closing(school.school.hub.storage()) as storage:
        storage.keep_member(abroad.id, awa, "learner")
    school.meet(school.second)

    assert joined(own, school.school, school.school.code(Offer(learner=awa))) == awa
    own.close()
    own.open()  # the next morning: what counts is what the laptop kept
    note(own, awa, "between")
    exchanged(own)
    assert waiting(own, awa) == 0
    borrowed.open()
    assert joined(borrowed, school.school, school.school.code(Offer(learner=awa))) == awa
    exchanged(borrowed)
    everything = ["before", "between", "of which the school has not heard"]
    assert notes(borrowed, awa) == everything, "though her campus has forwarded nothing"
    note(borrowed, awa, "on a borrowed laptop")
    borrowed.library(
        lambda library: [
            library.journal(awa).share(cohort_stream(one.id), "", "", Posted(one.name, one.name))
            for one in (home, abroad)
        ]
    )
    exchanged(borrowed)

    school.meet()  # weeks later the first campus has a line
    assert joined(own, school.first, school.first.code(Offer(learner=awa))) == awa
    note(own, awa, "home again")
    exchanged(own)
    school.meet()
    exchanged(borrowed)
    everything = sorted([*everything, "home again", "on a borrowed laptop"])
    assert notes(own, awa) == notes(borrowed, awa) == everything
    assert waiting(own, awa) == waiting(borrowed, awa) == 0
    for hub in (school.school, school.first):
        mine = {one for one in hub.records() if one[0] == f"learner:{awa}"}
        assert len(mine) == len(everything)
    for cohort, keeper in ((home, school.first), (abroad, school.second)):
        for hub in (school.school, keeper):
            streams = [one for one in hub.records() if one[0] == cohort_stream(cohort.id) and one[1].endswith(awa)]
            assert len(streams) == 1
    for hub in (school.school, school.first, school.second):
        assert list(look_at(hub.hub)) == []


def test_a_download_goes_on_at_the_hub_to_which_somebody_came(school: School, empty_laptop: Laptop) -> None:
    """What waited for the campus that they left would wait for ever; what others of that campus wait for stays there."""
    own = empty_laptop.open()
    awa = joined(own, school.first, school.first.code(), "Awa Koné")
    school.meet()
    entry = CatalogueEntry("course", "1", "Course", "fr", "", "sha256:" + "0" * 64, 10, 3, {"240p": 1000})
    first, above = school.first.hub.settings.id, school.school.hub.settings.id

    def asked() -> str:
        return own.library(lambda library: library.downloads.all()[0].campus)

    own.library(lambda library: library.downloads.want(first, entry, "240p"))
    ali = joined(own, school.first, school.first.code(), "Ali")
    joined(own, school.school, school.school.code(Offer(learner=awa)))
    assert asked() == first, "Ali is of it"
    school.meet()
    joined(own, school.school, school.school.code(Offer(learner=ali)))
    assert asked() == above
