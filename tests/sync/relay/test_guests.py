"""Who is in a class of one campus and belongs to another is named where the class is kept."""

from __future__ import annotations

import contextlib

from tests.sync.campus import Campus
from tests.sync.conftest import MakeLaptop
from tests.sync.relay.conftest import MakeCampus
from tests.terminal import run


def said(hub: Campus, *words: str) -> str:
    command, *more = words
    return run("hub", command, hub.hub.folder, *more)


def test_who_of_another_campus_is_in_a_class_is_named_where_it_is_kept(
    hub_of: MakeCampus, laptop_of: MakeLaptop
) -> None:
    school, one, two = hub_of("School"), hub_of("One"), hub_of("Two")
    one.join(school)
    two.join(school)
    awa, eva = laptop_of(one, "awa", name="Awa Koné"), laptop_of(two, "eva", name="Eva")
    said(two, "class", "Commerce 2", "--add", "Eva")
    for hub in (one, two):
        assert hub.exchange().complete
    said(school, "class", "Commerce 2", "--add", "Awa Koné")
    assert two.exchange().complete
    rows = said(two, "classes", "Commerce 2").splitlines()
    assert [row.split("  ")[0] for row in rows if row.strip()] == ["Name", "Eva", "Awa Koné"]
    assert "learner, of another campus" in rows[2] and awa.joined.learner in rows[2]
    assert "Of another campus, so that the school shows how far they are: Awa Koné" in said(
        two, "progress", "Commerce 2"
    )
    assert "another campus" not in said(school, "classes", "Commerce 2") + said(school, "progress", "Commerce 2")
    with contextlib.closing(school.hub.storage()) as storage:
        (cohort,) = storage.cohorts()
        storage.keep_member(cohort.id, awa.joined.learner, "")
    assert two.exchange().complete
    assert "Awa" not in said(two, "classes", "Commerce 2") and eva.joined.name in said(two, "classes", "Commerce 2")


def test_a_school_says_of_which_campus_a_class_is(hub_of: MakeCampus) -> None:
    school, campus = hub_of("School"), hub_of("Campus Abidjan")
    campus.join(school)
    said(school, "class", "Finance 1")
    assert "Campus" not in said(school, "classes")
    said(campus, "class", "Finance 1")
    assert campus.exchange().complete
    rows = said(school, "classes").splitlines()
    assert sorted("Campus Abidjan" in row for row in rows) == [False, False, True]
