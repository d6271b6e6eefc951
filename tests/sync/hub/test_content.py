"""The bytes of courses over HTTP, and the list of them."""

from __future__ import annotations

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests

from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.oci import Descriptor
from bivouac.courses.bundle.version import CourseVersion, read_version
from bivouac.errors import BusyError, RefusedError
from bivouac.sync.hub import catalogue, content
from bivouac.sync.hub.catalogue import CatalogueReader
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.protocol import bins, messages
from bivouac.sync.protocol.line import Line
from bivouac.sync.protocol.messages import Catalogue, Refusal
from tests.sync.campus import Campus, Laptop, store_two_lessons
from tests.sync.conftest import MakeLaptop
from tests.sync.hub.test_http import ask

BLOB = bytes(range(256)) * 40


@pytest.fixture(scope="module")
def token(lasting: Campus, tmp_path_factory: pytest.TempPathFactory) -> str:
    laptop = Laptop(tmp_path_factory.mktemp("reader"), lasting.url, lasting.code())
    laptop.close()
    return laptop.joined.token


@pytest.fixture
def campus(lasting: Campus) -> Campus:
    return lasting


@pytest.fixture
def blob(campus: Campus, token: str) -> tuple[str, dict[str, str], str]:
    """The path of a blob, the headers that open it, and its tag."""
    hexadecimal = campus.hub.layout().put(BLOB).removeprefix("sha256:")
    return (
        f"/content/blobs/sha256/{hexadecimal}",
        {"Authorization": f"Bearer {token}"},
        f'"{hexadecimal}"',
    )


def test_a_blob_comes_whole_and_may_be_kept_for_ever(campus: Campus, blob: tuple[str, dict[str, str], str]) -> None:
    path, token, tag = blob
    status, headers, content = ask(campus, "GET", path, headers=token)
    assert (status, content, headers["etag"], headers["accept-ranges"]) == (200, BLOB, tag, "bytes")
    assert "immutable" in headers["cache-control"] and headers["content-length"] == str(len(BLOB))
    status, head, content = ask(campus, "HEAD", path, headers=token)
    assert (status, content, head) == (200, b"", headers)


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=5-9", 5, 10),
        ("bytes=10200-", 10200, 10240),
        ("bytes=10200-99999", 10200, 10240),
        ("bytes=-40", 10200, 10240),
        ("bytes=-99999", 0, 10240),
    ],
)
def test_a_range_comes_as_asked(
    campus: Campus, blob: tuple[str, dict[str, str], str], asked: str, start: int, end: int
) -> None:
    path, token, tag = blob
    for extra in ({}, {"If-Range": tag}):
        status, headers, content = ask(campus, "GET", path, headers=token | {"Range": asked} | extra)
        assert (status, content) == (206, BLOB[start:end])
        assert headers["content-range"] == f"bytes {start}-{end - 1}/{len(BLOB)}"
        assert headers["content-length"] == str(end - start)
    status, _, content = ask(campus, "GET", path, headers=token | {"Range": asked, "If-Range": '"another"'})
    assert (status, content) == (200, BLOB)


@pytest.mark.parametrize("asked", ["bytes=10240-", "bytes=99999-100000", "bytes=-0"])
def test_a_range_that_is_not_there(campus: Campus, blob: tuple[str, dict[str, str], str], asked: str) -> None:
    path, token, _ = blob
    status, headers, _ = ask(campus, "GET", path, headers=token | {"Range": asked})
    assert (status, headers["content-range"]) == (416, f"bytes */{len(BLOB)}")


@pytest.mark.parametrize("asked", ["bytes=9-5", "bytes=-", "bytes=0-1,5-6", "lines=1-2", "bytes=a-b", "bytes=١-٢"])
def test_what_is_no_single_range_is_ignored(campus: Campus, blob: tuple[str, dict[str, str], str], asked: str) -> None:
    path, token, _ = blob
    headers = token | {"Range": asked.encode().decode("latin-1")}
    assert ask(campus, "GET", path, headers=headers)[::2] == (200, BLOB)


def test_nothing_without_a_token(campus: Campus, blob: tuple[str, dict[str, str], str]) -> None:
    for headers in ({}, {"Authorization": "Bearer no"}):
        for path in (blob[0], "/content/index.json", "/content/oci-layout", "/v1/catalogue"):
            assert ask(campus, "GET", path, headers=headers)[0] == 401


def test_nothing_but_the_layouts_own_files(campus: Campus, blob: tuple[str, dict[str, str], str]) -> None:
    path, token, _ = blob
    here = campus.hub.content / "blobs" / "sha256"
    (here / ("0" * 64)).symlink_to(campus.hub.key_file)
    (here / ("1" * 64)).mkdir()
    for wrong in (
        "/content/blobs/sha256/" + "0" * 64,
        "/content/blobs/sha256/" + "1" * 64,
        "/content/blobs/sha256/" + "2" * 64,
        path.upper(),
        path[:-1],
        "/content/../key.pem",
        "/content/%2e%2e/key.pem",
        "/content/blobs/sha256/../../../key.pem",
        "/content/blobs/sha256/..%2f..%2f..%2fkey.pem",
        "/content/blobs/sha512/" + "0" * 64,
        "/content/lock",
        "/content/",
        "/contentindex.json",
    ):
        status, _, content = ask(campus, "GET", wrong, headers=token)
        assert status == 404 and b"PRIVATE" not in content, wrong
    assert ask(campus, "POST", "/content/index.json", headers=token)[0] == 405


def test_a_large_blob_comes_in_chunks(campus: Campus, token: str) -> None:
    path = campus.hub.content / "blobs" / "sha256" / ("3" * 64)
    with path.open("wb") as file:
        file.truncate(40_000_000)
    line = Line(campus.url, token=token)
    with line.open("GET", f"content/blobs/sha256/{path.name}") as answer:
        sizes = [len(chunk) for chunk in answer.chunks]
    line.close()
    assert sum(sizes) == 40_000_000 and max(sizes) <= 64 * 1024


# --- the catalogue ---------------------------------------------------------------------------------------------------


def test_the_catalogue_says_what_there_is_once(campus: Campus, laptop_of: MakeLaptop) -> None:
    laptop, layout = laptop_of(campus), campus.hub.layout()
    empty = laptop.client.catalogue()
    assert empty and empty.courses == []
    descriptor = store_two_lessons(layout, {"240p": bytes(1000), "480p": bytes(3000)})
    full = laptop.client.catalogue(empty)
    assert full and full.state != empty.state
    entry = full.courses[0]
    assert (entry.id, entry.title, entry.language, entry.lessons) == ("trade", "Trade", "en", 2)
    assert (entry.manifest, entry.manifest_size) == (descriptor.digest, descriptor.size)
    assert entry.sizes["480p"] - entry.sizes["240p"] == 2000
    assert laptop.client.catalogue(full) is None
    store_two_lessons(layout, {"240p": bytes(1000)}, version="2")
    newer = laptop.client.catalogue(full)
    assert newer and [one.version for one in newer.courses] == ["2"]


def test_of_many_courses_those_in_changed_bins_come(campus: Campus, laptop_of: MakeLaptop) -> None:
    laptop, layout = laptop_of(campus), campus.hub.layout()
    for number in range(50):
        store_two_lessons(layout, {"240p": bytes(1000)}, course_id=f"trade-{number}")
    token = {"Authorization": f"Bearer {laptop.joined.token}"}

    def ask(path: str) -> Catalogue:
        answer = requests.get(f"{campus.url}/v1/catalogue{path}", headers=token, timeout=20)
        found = messages.decode(answer.content, Catalogue)
        assert answer.headers["ETag"] == f'"{found.state}"'
        return found

    whole = ask("")
    assert len(whole.courses) >= 50 and whole.bins == b"", "as laptops ask that know of no bins"
    assert laptop.client.catalogue() == whole
    digests = ask("?bins=")
    assert digests.courses == [] and len(digests.bins) == 4 * bins.DIGEST
    one = ask("?bins=2&of=4")
    assert 0 < len(one.courses) < 50 and one.told == (2,) and {bins.bin_of(one.id, 4) for one in one.courses} == {2}
    assert ask("?bins=2&of=8").told == () and ask("?bins=9&of=4").told == ()
    for path in ("?bins=x", "?bins=1..2", "?bins=-1", "?bins=" + "1." * 300 + "1", "?bins=1&of=many"):
        assert requests.get(f"{campus.url}/v1/catalogue{path}", headers=token, timeout=20).status_code == 400, path
    store_two_lessons(layout, {"240p": bytes(1000)}, course_id="trade-7", version="2")
    newer = laptop.client.catalogue(whole)
    assert newer and newer == ask("") and newer != whole


def test_the_catalogue_is_for_members(campus: Campus, laptop_of: MakeLaptop) -> None:
    laptop = laptop_of(campus)
    laptop.client.line._token = "no"
    laptop.client.line.close()
    with pytest.raises(RefusedError, match="does not know this computer"):
        laptop.client.catalogue()


def test_sizes_are_of_what_is_here(tmp_path: Path) -> None:
    layout = Layout.create(tmp_path / "content")
    store_two_lessons(layout, {"240p": bytes(1000), "480p": bytes(3000)})
    version = CatalogueReader(layout).read().courses[0]
    assert set(version.sizes) == {"240p", "480p"}
    for path in (tmp_path / "content" / "blobs" / "sha256").iterdir():
        if path.stat().st_size == 3004:
            path.unlink()
    assert set(CatalogueReader(layout).read().courses[0].sizes) == {"240p"}


@pytest.mark.expects_log("A course is not offered")
def test_a_damaged_course_is_not_offered(tmp_path: Path) -> None:
    layout = Layout.create(tmp_path / "content")
    descriptor = store_two_lessons(layout, {"240p": bytes(1000)})
    layout.blob_path(descriptor.digest).write_bytes(b"x" * descriptor.size)
    assert CatalogueReader(layout).read().courses == []


def test_the_list_reads_what_changed_and_sees_films_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    layout = Layout.create(tmp_path / "content")
    store_two_lessons(layout, {"240p": bytes(1000), "480p": bytes(3000)})
    reader, read = CatalogueReader(layout), list[str]()
    (first,) = reader.read().courses
    monkeypatch.setattr(
        catalogue, "read_version", lambda layout, one: read.append(one.digest) or read_version(layout, one)
    )
    os.utime(layout.folder / "index.json", ns=(1000, 1000))  # the list may have changed, the course did not
    assert reader.read().courses[0] == first and read == []
    next(one for one in (tmp_path / "content/blobs/sha256").iterdir() if one.stat().st_size == 3004).unlink()
    os.utime(layout.folder / "index.json", ns=(2000, 2000))
    assert set(reader.read().courses[0].sizes) == {"240p"} and read


def test_a_hub_that_reads_thousands_of_courses_goes_on_with_all_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It begins by itself as soon as it serves; more laptops than it has threads ask meanwhile."""
    begun, go_on = threading.Event(), threading.Event()

    def slowly(layout: Layout, one: Descriptor) -> CourseVersion:
        begun.set()
        assert go_on.wait(60)
        return read_version(layout, one)

    monkeypatch.setattr(catalogue, "read_version", slowly)
    hub = HubFolder.create(tmp_path / "hub", "Campus")
    store_two_lessons(hub.layout(), {"240p": b"film"})
    campus = Campus.of(hub.folder)
    laptop = Laptop(tmp_path / "laptop", campus.url, campus.code())
    try:
        assert begun.wait(20), "nobody had asked for the list"
        head = {"Authorization": f"Bearer {laptop.joined.token}", "Accept": "application/json"}
        with ThreadPoolExecutor(20) as many:
            ask_list = [many.submit(requests.get, f"{campus.url}/v1/catalogue", headers=head) for _ in range(20)]
            laptop.client.health()
            answers = [one.result() for one in ask_list]
        assert {one.status_code for one in answers} == {503} and {one.headers["retry-after"] for one in answers} == {
            "5"
        }
        with pytest.raises(BusyError, match="is reading its courses"):
            laptop.client.catalogue()
        go_on.set()
        while requests.get(f"{campus.url}/v1/catalogue", headers=head).status_code != 200:
            time.sleep(0.01)
        found = laptop.client.catalogue()
        assert found and [one.id for one in found.courses] == ["trade"]
        go_on.clear()
        store_two_lessons(hub.layout(), {"240p": b"film"}, "2")
        begun.clear()
        with ThreadPoolExecutor(1) as other:
            reading = other.submit(requests.get, f"{campus.url}/v1/catalogue", headers=head)
            assert begun.wait(20)
            before = laptop.client.catalogue()
            assert before and [one.version for one in before.courses] == ["1"], "the list as it was"
            go_on.set()
            assert reading.result().status_code == 200
    finally:
        go_on.set()
        laptop.close()
        campus.stop()


@pytest.mark.expects_log("The hub failed at /content/blobs/sha256/")
def test_a_bug_is_logged_and_is_not_the_learners_fault(
    campus: Campus, blob: tuple[str, dict[str, str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(*anything: object) -> None:
        raise ZeroDivisionError

    path, token, _ = blob
    with monkeypatch.context() as patch:
        patch.setattr(content, "open_served", wrong)
        answered = requests.get(campus.url + path, headers=token, timeout=20)
    assert answered.status_code == 500 and "problem of its own" in messages.decode(answered.content, Refusal).source
    assert ask(campus, "GET", path, headers=token)[0] == 200
