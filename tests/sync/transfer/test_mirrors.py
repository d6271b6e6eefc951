"""Other servers that have the courses, named by a hub, and used by its laptops for what it lacks."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from click.testing import CliRunner

from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.verify import verify_course
from bivouac.courses.limits import LIMITS
from bivouac.errors import InputError
from bivouac.sync.cli import main
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.transfer.download import descriptor_of
from bivouac.sync.transfer.mirrors import RANK, clean_mirror, places_at
from bivouac.sync.transfer.source import Place
from bivouac.sync.transfer.web import HUB_CONTENT, WebSource
from bivouac.sync.transfer.wishes import Wishes
from tests.sync.campus import Campus, store_two_lessons
from tests.sync.conftest import MakeLaptop
from tests.sync.transfer.downloading import download_course
from tests.sync.transfer.test_download import web_server

FILM = random.Random(9).randbytes(5 * LIMITS.piece)


def test_a_laptop_hears_of_mirrors_and_fetches_from_them_what_the_hub_lost(
    campus: Campus, laptop_of: MakeLaptop, tmp_path: Path
) -> None:
    layout = campus.hub.layout()
    descriptor = store_two_lessons(layout, {"240p": FILM})
    whole = Layout.create(tmp_path / "mirror")
    store_two_lessons(whole, {"240p": FILM})
    film = max(layout.needed_by(descriptor), key=lambda digest: layout.size(digest) or 0)
    with web_server(whole.folder) as url:
        campus.stop()
        done = CliRunner().invoke(main, ["--lang", "en", "hub", "mirrors", str(campus.hub.folder), url])
        assert done.exit_code == 0 and done.stdout == f"{url}\n"
        campus.hub = HubFolder(campus.hub.folder)
        campus.start()
        laptop = laptop_of(campus)
        catalogue = laptop.client.catalogue()
        assert catalogue and catalogue.mirrors == (url,)
        layout.delete_blob(film)
        (entry,) = catalogue.courses
        hub = Place(lambda: WebSource(laptop.line.another(), HUB_CONTENT), "campus", rank=1)
        here = Layout.create(tmp_path / "here")
        places = [hub, *places_at(catalogue.mirrors, lambda: None)]
        assert download_course(
            here, places, descriptor_of(entry.manifest, entry.manifest_size), "240p", Wishes(waits=(0.1,) * 3)
        )
    assert verify_course(here, here.references()["trade"]).id == "trade"


def test_addresses_of_mirrors() -> None:
    assert clean_mirror(" https://courses.example.org/content/ ") == "https://courses.example.org/content"
    assert (
        clean_mirror("registry://courses.example.org/school/courses") == "registry://courses.example.org/school/courses"
    )
    for wrong in ("ftp://a.example", "registry://", "https://user@a.example", "https://a.example/?x"):
        with pytest.raises(InputError):
            clean_mirror(wrong)
    places = places_at(
        ["nonsense://x", "https://courses.example.org", "registry://192.168.1.9/school/courses:trade"], lambda: None
    )
    assert [(one.name, one.near, one.rank) for one in places] == [
        ("courses.example.org", False, RANK),
        ("192.168.1.9", True, RANK),
    ]
