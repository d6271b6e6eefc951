"""Courses from the school's hub for a laptop that joined a campus below it, while the campus does not answer."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.verify import verify_course
from bivouac.courses.limits import LIMITS
from bivouac.errors import LineError
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.protocol.messages import Catalogue
from bivouac.sync.protocol.passes import PASS_SECONDS, Bearer, School, read_address
from bivouac.sync.transfer.download import descriptor_of
from bivouac.sync.transfer.mirrors import RANK, places_at
from bivouac.sync.transfer.school import SchoolSource, schools_at
from bivouac.sync.transfer.source import Place
from bivouac.sync.transfer.web import HUB_CONTENT, WebSource
from bivouac.sync.transfer.wishes import Wishes
from tests.sync.campus import Campus, Laptop, store_two_lessons
from tests.sync.conftest import MakeLaptop
from tests.sync.transfer.downloading import download_course

FILM = random.Random(9).randbytes(3 * LIMITS.piece)


@pytest.fixture
def school(tmp_path: Path) -> Iterator[Campus]:
    made = Campus(tmp_path / "school", secured=True, name="School")
    store_two_lessons(made.hub.layout(), {"240p": FILM})
    yield made
    made.stop()


@pytest.fixture
def campus(school: Campus, tmp_path: Path) -> Iterator[Campus]:
    """Below the school, with the same course; nothing was exchanged yet."""
    made = Campus(tmp_path / "campus", secured=True)
    store_two_lessons(made.hub.layout(), {"240p": FILM})
    made.stop()
    made.join(school)
    made.hub = HubFolder(made.hub.folder)
    made.start()
    yield made
    made.stop()


def catalogue_of(laptop: Laptop) -> Catalogue:
    found = laptop.client.catalogue()
    assert found is not None
    return found


def bearer(laptop: Laptop) -> Bearer:
    return Bearer(laptop.joined.learner, laptop.device.id, laptop.device.sign)


def fetched(laptop: Laptop, catalogue: Catalogue, into: Path) -> Layout:
    """The course, from the campus or from the school, as the app asks for it."""
    hub = Place(lambda: WebSource(laptop.line.another(), HUB_CONTENT), "campus", rank=1)
    places = [hub, *schools_at(catalogue.mirrors, bearer(laptop), lambda: None)]
    assert [one.rank for one in places] == [1, 2] and RANK > 2 and places_at(catalogue.mirrors, lambda: None) == []
    (entry,) = catalogue.courses
    here = Layout.create(into)
    wanted = descriptor_of(entry.manifest, entry.manifest_size)
    download_course(here, places, wanted, "240p", Wishes(waits=(0.05,) * 2))
    return here


def test_it_comes_from_the_school_while_the_campus_is_off(
    campus: Campus, laptop_of: MakeLaptop, tmp_path: Path
) -> None:
    laptop = laptop_of(campus)
    catalogue = catalogue_of(laptop)
    campus.exchange()
    laptop.line.close()
    campus.stop()
    here = fetched(laptop, catalogue, tmp_path / "here")
    assert verify_course(here, here.references()["trade"]).id == "trade"


def test_a_hub_that_joins_the_school_while_it_serves_names_it_from_then_on(
    school: Campus, laptop_of: MakeLaptop, tmp_path: Path
) -> None:
    campus = Campus(tmp_path / "campus", secured=True)
    laptop = laptop_of(campus)
    try:
        before = catalogue_of(laptop)
        assert before.mirrors == ()
        campus.join(school)
        after = laptop.client.catalogue(before)
        assert after and [one.hub for one in map(read_address, after.mirrors) if one] == [school.hub.settings.id]
        assert laptop.client.catalogue(after) is None, "and says it once"
    finally:
        laptop.line.close()
        campus.stop()


def test_the_school_gives_nothing_to_a_computer_that_no_campus_has_told_of_or_that_was_shut_out(
    campus: Campus, laptop_of: MakeLaptop, tmp_path: Path
) -> None:
    laptop = laptop_of(campus)
    catalogue = catalogue_of(laptop)
    (address,) = catalogue.mirrors
    school = read_address(address)
    assert school
    path = f"blobs/sha256/{catalogue.courses[0].manifest.removeprefix('sha256:')}"

    def manifest() -> bytes:
        with contextlib.closing(SchoolSource(school, bearer(laptop))) as source:
            return b"".join(source.fetch(path, 0, catalogue.courses[0].manifest_size))

    with pytest.raises(LineError, match="does not know this computer yet"):
        manifest()
    campus.exchange()
    assert len(manifest()) == catalogue.courses[0].manifest_size
    with contextlib.closing(campus.hub.storage()) as storage:
        storage.shut_out(laptop.device.id, True)
    campus.exchange()
    with pytest.raises(LineError, match="does not know this computer yet"):
        manifest()


def test_another_server_at_the_schools_address_hears_nothing(
    campus: Campus, laptop_of: MakeLaptop, tmp_path: Path
) -> None:
    laptop = laptop_of(campus)
    (address,) = catalogue_of(laptop).mirrors
    school = read_address(address)
    assert school
    campus.exchange()
    signed: list[bytes] = []
    asks = Bearer(laptop.joined.learner, laptop.device.id, lambda data: signed.append(data) or laptop.device.sign(data))
    for other in (School(campus.url, school.hub, school.seal), School(school.url, school.hub, "0" * 64)):
        with (
            contextlib.closing(SchoolSource(other, asks)) as source,
            pytest.raises(LineError, match="Another computer"),
        ):
            list(source.fetch("blobs/sha256/" + "0" * 64, 0, 10))
    assert signed == []


def test_a_download_that_takes_long_shows_a_new_pass(campus: Campus, laptop_of: MakeLaptop) -> None:
    laptop = laptop_of(campus)
    found = read_address(catalogue_of(laptop).mirrors[0])
    assert found
    with contextlib.closing(SchoolSource(found, bearer(laptop))) as source:
        first = source.proof()
        source._made -= PASS_SECONDS / 2 - 60
        assert source.proof() == first
        source._made -= 61
        assert source.proof() != first, "half of its time is over"


def test_addresses_of_schools() -> None:
    seal = "ab" * 32
    school = School("https://school.example.org:8484", "k3h", seal)
    assert read_address(school.address()) == school
    plain = School("http://127.0.0.1:8484", "k3h", "")
    assert read_address(plain.address()) == plain
    for wrong in (
        "https://school.example.org:8484",
        f"hub+http://school.example.org#k3h.{seal}",
        "hub+http://school.example.org#k3h.",
        "hub+https://school.example.org#k3h.",
        f"hub+https://user@school.example.org#k3h.{seal}",
        f"hub+https://school.example.org#.{seal}",
        f"hub+ftp://school.example.org#k3h.{seal}",
    ):
        assert read_address(wrong) is None, wrong
