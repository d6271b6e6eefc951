"""Courses in an OCI registry: Debian's docker-registry, and folders that look like one, with all that goes wrong."""

from __future__ import annotations

import contextlib
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bivouac.courses.bundle import oci
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.verify import verify_course
from bivouac.courses.limits import LIMITS
from bivouac.errors import BivouacError, BundleError, BusyError, InputError, LineError, RefusedError
from bivouac.sync.protocol.line import Line
from bivouac.sync.transfer.download import offered
from bivouac.sync.transfer.elsewhere import Elsewhere
from bivouac.sync.transfer.registry import RegistrySource, registry_address
from bivouac.sync.transfer.wishes import Wishes
from tests.sync.campus import store_two_lessons
from tests.sync.transfer import manners
from tests.sync.transfer.bad_server import BadServer, Manner
from tests.sync.transfer.docker_registry import HERE, Registry, TokenServer, registry
from tests.sync.transfer.downloading import download_course
from tests.sync.transfer.rig import BadLine, Trouble, bad_road

NAME = "school/courses"
FILM = random.Random(6).randbytes(4 * LIMITS.piece + 1000)
HEADS = 30_000

real = pytest.mark.skipif(
    not HERE, reason="docker-registry or skopeo is not installed (Debian packages of these names)"
)


@pytest.fixture
def there(tmp_path: Path) -> Layout:
    layout = Layout.create(tmp_path / "there")
    store_two_lessons(layout, {"240p": FILM})
    return layout


@pytest.fixture
def here(tmp_path: Path) -> Layout:
    return Layout.create(tmp_path / "here")


@pytest.fixture
def filled(there: Layout, tmp_path: Path) -> Iterator[Registry]:
    with registry(tmp_path / "registry") as running:
        running.push(there, "trade", NAME)
        yield running


@contextlib.contextmanager
def source_at(port: int, tag: str = "", name: str = NAME) -> Iterator[RegistrySource]:
    source = RegistrySource(Line(f"http://127.0.0.1:{port}", stall=2), name, tag)
    with contextlib.closing(source):
        yield source


# --- a real registry --------------------------------------------------------------------------------------------------


@real
def test_a_course_comes_from_a_registry(filled: Registry, there: Layout, here: Layout) -> None:
    with source_at(filled.port) as source:
        courses = offered(source)
        assert courses == there.references()  # digest, size and kind survive skopeo and the registry
        assert download_course(here, source, courses["trade"])
    assert verify_course(here, here.references()["trade"]).id == "trade"


@real
def test_only_tags_that_are_the_ids_of_courses_are_offered(filled: Registry, there: Layout, tmp_path: Path) -> None:
    filled.push(there, "trade", NAME, "latest")
    filled.push(there, "trade", NAME, "1.2")
    filled.push(there, "trade", "school/trade", "Newest")
    with source_at(filled.port) as source:
        assert list(offered(source)) == ["trade"]
    with source_at(filled.port, "Newest", "school/trade") as source:
        assert offered(source) == there.references()
    with source_at(filled.port, "absent") as source, pytest.raises(BundleError, match="no courses"):
        offered(source)
    with source_at(filled.port, name="nobody") as source, pytest.raises(BundleError, match="no courses"):
        offered(source)


@real
@pytest.mark.parametrize("ending", ["close", "reset"])
def test_a_cut_line_costs_nothing_twice(filled: Registry, there: Layout, here: Layout, ending: str) -> None:
    with contextlib.closing(BadLine(filled.port)) as line, source_at(line.port) as source:
        descriptor = offered(source)["trade"]
        line.trouble = Trouble(cut_at=700_001, ending=ending)  # type: ignore[arg-type]
        assert download_course(here, source, descriptor, wishes=Wishes(waits=(0.0,) * 3))
        assert line.down < sum(path.stat().st_size for path in (there.folder / "blobs" / "sha256").iterdir()) + HEADS


@real
def test_an_update_brings_what_changed(filled: Registry, there: Layout, here: Layout) -> None:
    with contextlib.closing(BadLine(filled.port)) as line, source_at(line.port) as source:
        assert download_course(here, source, offered(source)["trade"])
        store_two_lessons(there, {"240p": FILM}, version="2")
        filled.push(there, "trade", NAME)
        line.down = 0
        assert download_course(here, source, offered(source)["trade"])
        assert line.down < HEADS
    assert here.references() == there.references()


@real
def test_a_registry_that_sends_the_asker_elsewhere_for_blobs(there: Layout, here: Layout, tmp_path: Path) -> None:
    (tmp_path / "registry").mkdir()
    with bad_road(tmp_path / "registry") as (store, line):
        to = [{"name": "redirect", "options": {"baseurl": f"http://127.0.0.1:{line.port}"}}]
        with (
            contextlib.closing(TokenServer(tmp_path)) as tokens,
            registry(tmp_path / "registry") as filling,
            registry(tmp_path / "registry", middleware={"storage": to}, auth=tokens.auth) as sending,
        ):
            filling.push(there, "trade", NAME)
            line.trouble = Trouble(cut_at=700_001)
            with source_at(sending.port) as source:
                descriptor = offered(source)["trade"]
                assert download_course(here, source, descriptor, wishes=Wishes(waits=(0.0,) * 3))
    assert verify_course(here, descriptor).id == "trade"
    assert len(FILM) < line.down < len(FILM) + HEADS
    assert tokens.given and not any("authorization" in head for head in store.heads)


@real
def test_a_registry_that_wants_a_token_which_anybody_gets(there: Layout, here: Layout, tmp_path: Path) -> None:
    with (
        contextlib.closing(TokenServer(tmp_path)) as tokens,
        registry(tmp_path / "registry") as filling,
        registry(tmp_path / "registry", auth=tokens.auth) as asking,
    ):
        filling.push(there, "trade", NAME)
        with source_at(asking.port) as source:
            assert download_course(here, source, offered(source)["trade"])
            assert len(tokens.given) == 1
            source._token = "one that ran out"
            assert list(offered(source)) == ["trade"]
        tokens.good = False
        with source_at(asking.port) as source, pytest.raises(RefusedError, match="let everybody read"):
            offered(source)
    assert verify_course(here, here.references()["trade"]).id == "trade"


@real
def test_a_registry_that_wants_a_password_refuses(there: Layout, tmp_path: Path) -> None:
    (tmp_path / "passwords").write_text("")
    with (
        registry(tmp_path / "registry", auth={"htpasswd": {"realm": "x", "path": str(tmp_path / "passwords")}}) as shut,
        source_at(shut.port) as source,
        pytest.raises(RefusedError, match="Ask whoever keeps it"),
    ):
        offered(source)


# --- folders that look like a registry --------------------------------------------------------------------------------


@pytest.fixture
def road(there: Layout, tmp_path: Path) -> Iterator[BadServer]:
    folder = tmp_path / "static"
    repository = folder / "v2" / NAME
    shutil.copytree(there.folder / "blobs" / "sha256", repository / "blobs")
    for path in (repository / "blobs").iterdir():
        path.rename(path.with_name(f"sha256:{path.name}"))
    descriptor = there.references()["trade"]
    (repository / "manifests").mkdir()
    manifest = (repository / "blobs" / descriptor.digest).rename(repository / "manifests" / descriptor.digest)
    shutil.copy(manifest, repository / "manifests" / "trade")
    (repository / "tags").mkdir()
    (repository / "tags" / "list").write_text(
        '{"name": "school/courses", "tags": ["trade", "../secret", "a?b", "gone"]}'
    )
    with bad_road(folder) as (server, _):
        yield server


def test_what_tags_stand_for_is_looked_at(road: BadServer, here: Layout) -> None:
    with source_at(road.port) as source:
        assert list(offered(source)) == ["trade"]
        assert download_course(here, source, offered(source)["trade"])
    assert not any("secret" in path or "?" in path for path, _ in road.asked)


WRONG: dict[str, tuple[Manner, type[BivouacError], str]] = {
    "portal": (manners.portal, LineError, "open a web browser, sign in there"),
    "portal elsewhere": (manners.portal_elsewhere, LineError, "try again later"),
    "for ever elsewhere": (manners.refuses(307, Location="x"), LineError, "in place of|not a course"),
    "nowhere": (manners.refuses(307), LineError, "not a course"),
    "to a file": (manners.refuses(307, Location="file:///etc/passwd"), LineError, "not a course"),
    "nonsense": (manners.portal_as_bytes, LineError, "open a web browser, sign in there"),
    "not there": (manners.refuses(404), BundleError, "missing|no courses"),
    "forbidden": (manners.refuses(403), RefusedError, "let everybody read"),
    "a password": (manners.refuses(401, WWW_Authenticate='Basic realm="x"'), RefusedError, "let everybody read"),
    "a bad realm": (manners.refuses(401, WWW_Authenticate='Bearer realm="nowhere"'), RefusedError, "let everybody"),
    "asked too often": (manners.refuses(429), BusyError, "asked too often"),
    "a bug": (manners.refuses(500), BusyError, "try again later"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_goes_wrong_ends_with_a_sentence(road: BadServer, there: Layout, here: Layout, name: str) -> None:
    road.manner, kind, sentence = WRONG[name]
    with source_at(road.port) as source:
        with pytest.raises(kind, match=sentence):
            offered(source)
        with pytest.raises(kind, match=sentence):
            download_course(here, source, there.references()["trade"], wishes=Wishes(waits=(0.0,)))
        assert here.references() == {}
        road.manner = manners.as_text
        assert download_course(here, source, offered(source)["trade"])


def test_a_protected_registry_leads_to_no_open_server_and_no_other_machine_to_this_one() -> None:
    protected = Elsewhere(Line("https://courses.example.org"))
    for url in ("http://store.example.org", "http://127.0.0.1:8000", "https://localhost", "ftp://x", "://"):
        with pytest.raises(InputError):
            protected.line_to(url)
    assert protected.line_to("https://store.example.org").url == "https://store.example.org"
    assert Elsewhere(Line("http://192.168.1.5:5000")).line_to("http://192.168.1.6:9000")


# --- addresses --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("registry://courses.example.org/school/courses", ("https://courses.example.org", "school/courses", "")),
        ("registry://courses.example.org/trade:v1.2", ("https://courses.example.org", "trade", "v1.2")),
        ("registry://192.168.1.5:5000/a/b-c/d:x", ("https://192.168.1.5:5000", "a/b-c/d", "x")),
        (" registry://127.0.0.1:5000/a ", ("http://127.0.0.1:5000", "a", "")),
    ],
)
def test_addresses(address: str, found: tuple[str, str, str]) -> None:
    assert registry_address(address) == found


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://courses.example.org/a",
        "registry://",
        "registry://host",
        "registry://host/",
        "registry://host//a",
        "registry://host/../a",
        "registry://host/A",
        "registry://me:secret@host/a",
        "registry://host/a:",
        "registry://host/a:b/c",
        "registry://host:99999/a",
        "registry://ho st/a",
        "registry://[::1/a",
    ],
)
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(InputError):
        registry_address(address)


def test_the_index_that_is_made_is_one_that_is_read(road: BadServer) -> None:
    with source_at(road.port) as source:
        data = b"".join(source.fetch("index.json", 0, 1 << 20))
        assert b"".join(source.fetch("index.json", 5, 17)) == data[5:17]
    assert oci.decode_index(data).manifests[0].artifact_type == oci.COURSE
