"""Other servers that have the courses, named by a hub, and used by its laptops for what it lacks."""

from __future__ import annotations

import datetime
import random
from pathlib import Path

import pytest
from click.testing import CliRunner

from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.oci import Descriptor
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
from tests.sync.transfer.bad_server import Answer, BadServer, certificate_until
from tests.sync.transfer.downloading import download_course
from tests.sync.transfer.rig import bad_road
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


def _sends_to(mirror: BadServer, url: str) -> None:
    mirror.manner = lambda good: Answer(302, b"", {"Location": f"{url}/{mirror.asked[-1][0]}?signed=1"})


def _reached(mirror: str, here: Layout, descriptor: Descriptor) -> bool:
    return bool(download_course(here, places_at([mirror], lambda: None), descriptor, wishes=Wishes(waits=(0.0,))))


@pytest.mark.parametrize("secured", [False, True])
def test_a_mirror_that_sends_the_asker_to_another_server_is_followed_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, secured: bool
) -> None:
    """As those behind a CDN do."""
    certificate = certificate_until(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=1))
    (tmp_path / "authorities.pem").write_bytes(certificate[0])
    monkeypatch.setattr("requests.adapters.DEFAULT_CA_BUNDLE_PATH", str(tmp_path / "authorities.pem"))
    store = Layout.create(tmp_path / "store")
    descriptor = store_two_lessons(store, {"240p": FILM})
    (tmp_path / "empty").mkdir()
    tls, scheme = (certificate, "https") if secured else (None, "http")
    with bad_road(tmp_path / "empty", tls) as (mirror, _), bad_road(store.folder, tls) as (other, line):
        _sends_to(mirror, f"{scheme}://127.0.0.1:{line.port}")
        here = Layout.create(tmp_path / "here")
        assert _reached(f"{scheme}://127.0.0.1:{mirror.port}", here, descriptor)
        assert verify_course(here, descriptor).id == "trade"
        assert len(FILM) < line.down < 1.1 * len(FILM)
        assert not any("authorization" in head for head in other.heads)


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
