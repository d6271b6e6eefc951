"""A course from a hub, and from servers that are worse than a hub."""

from __future__ import annotations

import http.server
import itertools
import os
import random
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from bivouac import drives, machine
from bivouac.courses.bundle.layout import FRESH_SECONDS, Layout
from bivouac.courses.bundle.oci import Descriptor, digest_of
from bivouac.courses.bundle.verify import verify_course
from bivouac.courses.bundle.version import read_version
from bivouac.courses.limits import LIMITS
from bivouac.courses.model import Video
from bivouac.errors import BundleError, BusyError, LargeFileError, LineError, RefusedError, SpaceError
from bivouac.sync.protocol.line import Line
from bivouac.sync.transfer.download import (
    ALL,
    DOWNLOADS,
    Spoiled,
    descriptor_of,
    drop_parts,
    fetch_course,
    offered,
)
from bivouac.sync.transfer.source import Chunks, MissingError, Place
from bivouac.sync.transfer.web import HUB_CONTENT, WebSource
from bivouac.sync.transfer.wishes import Report, Wishes
from tests.courses.bundle.conftest import WEBM
from tests.sync.campus import Campus, store_two_lessons
from tests.sync.conftest import MakeLaptop
from tests.sync.transfer.downloading import download_course, places

FILM = random.Random(2).randbytes(5 * LIMITS.piece + 1000)
NO_WAIT = (0.0, 0.0)


@pytest.fixture
def there(tmp_path: Path) -> Layout:
    """A layout with a course that has a film in two renditions, the smaller one large enough for pieces."""
    layout = Layout.create(tmp_path / "there")
    store_two_lessons(layout, {"240p": FILM, "480p": FILM * 2})
    return layout


@pytest.fixture
def here(tmp_path: Path) -> Layout:
    return Layout.create(tmp_path / "here")


def course(layout: Layout) -> Descriptor:
    return layout.references()["trade"]


class Folder:
    """A source straight from a layout's folder, that counts, and can be told to misbehave.

    `spoil(path, start, chunk)` returns what comes instead of a chunk, or raises.
    """

    def __init__(
        self, layout: Layout, spoil: Callable[[str, int, bytes], bytes] = lambda path, start, chunk: chunk
    ) -> None:
        self.whole_only = False
        self.asked: list[tuple[str, int]] = []
        self.given = 0
        self._layout = layout
        self._spoil = spoil

    def close(self) -> None:
        pass

    def fetch(self, path: str, start: int, end: int) -> Chunks:
        self.asked.append((path, start))
        file = self._layout.folder / path
        if not file.is_file():
            raise MissingError
        content = file.read_bytes()[start:end]
        for at in range(0, len(content), 100_000):
            chunk = self._spoil(path, start + at, content[at : at + 100_000])
            self.given += len(chunk)
            yield chunk


# --- the whole way ---------------------------------------------------------------------------------------------------


def test_a_course_comes_from_a_hub_lesson_by_lesson(campus: Campus, laptop_of: MakeLaptop, here: Layout) -> None:
    store_two_lessons(campus.hub.layout(), {"240p": FILM, "480p": FILM * 2})
    laptop = laptop_of(campus)
    catalogue = laptop.client.catalogue()
    assert catalogue
    entry = catalogue.courses[0]
    steps: list[tuple[int, int]] = []
    arrived: list[str] = []
    version = download_course(
        here,
        WebSource(laptop.line, HUB_CONTENT),
        descriptor_of(entry.manifest, entry.manifest_size),
        "240p",
        Wishes(progress=lambda report: steps.append((report.done, report.total)), on_blob=arrived.append),
    )
    assert version and here.references()["trade"].digest == entry.manifest
    assert verify_course(here, here.references()["trade"]).id == "trade"
    lessons = [lesson.pack for lesson in version.course.lessons()]
    assert [digest for digest in arrived if digest in lessons] == lessons
    assert steps[-1] == (entry.sizes["240p"], entry.sizes["240p"])
    assert all(before <= after for before, after in itertools.pairwise(steps))
    assert not list((here.folder / DOWNLOADS).glob("*.part"))


def test_a_course_comes_from_any_web_server(there: Layout, here: Layout) -> None:
    with web_server(there.folder) as url:
        source = WebSource(Line(url))
        assert download_course(here, source, offered(source)["trade"], "480p")
    assert verify_course(here, course(here)).id == "trade"


def test_what_is_here_is_not_fetched_again(there: Layout, here: Layout) -> None:
    fetch_course(here, places(Folder(there)), course(there), "240p")
    again = Folder(there)
    assert fetch_course(here, places(again), course(there), "240p") and not again.asked
    store_two_lessons(there, {"240p": FILM, "480p": FILM * 2}, version="2")
    update = Folder(there)
    download_course(here, update, course(there), "240p")
    assert update.given < 10_000  # manifest, description and one lesson's pack


@pytest.mark.parametrize("part", ["pack", "manifest", "description", "pieces", "film"])
def test_what_the_disk_has_spoiled_since_it_came_comes_anew(there: Layout, here: Layout, part: str) -> None:
    """Of an earlier version, or of a download that was cut off."""
    download_course(here, Folder(there), course(there), "240p")
    old = course(here)
    descriptor = store_two_lessons(there, {"240p": FILM, "480p": FILM * 2}, version="2")
    version = read_version(there, descriptor)
    (same,) = [one.pack for one in version.course.lessons() if here.has(one.pack)]
    film = digest_of(WEBM + FILM)
    pieces = version.pieces()
    assert pieces is not None
    digest = {
        "pack": same,
        "manifest": descriptor.digest,
        "description": version.manifest.config.digest,
        "pieces": pieces.digest,
        "film": film,
    }[part]
    if not here.has(digest):
        here.put(there.blob_path(digest).read_bytes())
    spoiled = here.blob_path(digest)
    spoiled.write_bytes(b"?" + spoiled.read_bytes()[1:] if part != "film" else spoiled.read_bytes()[:-1] + b"?")
    for path in spoiled.parent.iterdir():
        os.utime(path, (0, time.time() - 2 * FRESH_SECONDS))
    assert here.references()["trade"] == old
    source = Folder(there)
    assert download_course(here, source, descriptor, "240p")
    assert verify_course(here, course(here)).id == "trade" and course(here) == descriptor
    assert source.given < (there.size(digest) or 0) + 10_000, "and nothing else that is here"


@pytest.mark.parametrize("damage", ["a byte", "the end", "gone"])
def test_of_a_film_that_the_disk_has_spoiled_only_the_wrong_pieces_come_again(
    there: Layout, here: Layout, damage: str
) -> None:
    """It came just now; and what is here of it can be read until it has come."""
    descriptor = course(there)
    download_course(here, Folder(there), descriptor, "480p")
    path = here.blob_path(digest_of(WEBM + FILM * 2))
    content = bytearray(path.read_bytes())
    content[3 * LIMITS.piece] ^= 1
    content[7 * LIMITS.piece + 5] ^= 1
    path.write_bytes(content if damage == "a byte" else content[: 9 * LIMITS.piece])
    if damage == "gone":
        path.unlink()
    steps: list[tuple[int, int]] = []
    seen: list[bool] = []

    def told(report: Report) -> None:
        steps.append((report.done, report.total))
        seen.append(path.is_file())

    source = Folder(there)
    assert fetch_course(here, places(source), descriptor, "480p", Wishes(progress=told), Spoiled())
    assert verify_course(here, course(here)).id == "trade"
    most = {"a byte": 2 * LIMITS.piece, "the end": 4 * LIMITS.piece, "gone": 2 * len(FILM) + 10}[damage]
    assert source.given <= most
    assert steps[-1][0] == steps[-1][1]
    assert damage == "gone" or (all(seen) and steps[0][0] < steps[-1][0])


def test_a_film_whose_pieces_had_all_come_when_the_process_ended_is_finished_once(there: Layout, here: Layout) -> None:
    """By one of several flows, while another might look what can be reused."""
    descriptor = course(there)
    download_course(here, Folder(there), descriptor, "480p")
    film = WEBM + FILM * 2
    path = here.blob_path(digest_of(film))
    folder = here.folder / DOWNLOADS
    for _ in range(5):
        path.write_bytes(film[:-1] + b"?")
        folder.mkdir(exist_ok=True)
        (folder / f"{path.name}.part").write_bytes(film)
        source = Folder(there)
        four = [Place(lambda source=source: source, flows=4)]  # type: ignore[misc]
        assert fetch_course(here, four, descriptor, "480p", Wishes(), Spoiled())
        assert path.read_bytes() == film and not source.given


def test_looking_for_what_is_spoiled_is_not_done_again_with_each_try(there: Layout, here: Layout) -> None:
    descriptor = course(there)
    download_course(here, Folder(there), descriptor, "240p")
    packs = [lesson.pack for lesson in read_version(there, descriptor).course.lessons()]
    for pack in packs:
        here.blob_path(pack).write_bytes(b"?" * (there.size(pack) or 0))
    spoiled = Spoiled()

    def gone(path: str, start: int, chunk: bytes) -> bytes:
        raise LineError("Gone.")

    with pytest.raises(LineError):
        fetch_course(here, places(Folder(there, gone)), descriptor, "240p", Wishes(waits=NO_WAIT), spoiled)
    assert spoiled.blobs == set(packs)
    read: list[int] = []
    wishes = Wishes(progress=lambda report: read.append(report.done))
    assert fetch_course(here, places(Folder(there)), descriptor, "240p", wishes, spoiled)
    assert spoiled.blobs == set()
    assert len(FILM) < read[0], "the film was not read once more, from its first byte on"


def test_a_lesson_that_came_lately_and_is_spoiled_before_its_course_is_whole_comes_anew(
    there: Layout, here: Layout
) -> None:
    """The end of the download finds it, and not that the campus has it wrong."""
    descriptor = course(there)
    version = read_version(there, descriptor)
    pack = next(iter(version.course.lessons())).pack
    here.put(there.blob_path(pack).read_bytes())
    path = here.blob_path(pack)
    path.write_bytes(b"?" * len(path.read_bytes()))
    assert download_course(here, Folder(there), descriptor, "240p")
    assert verify_course(here, course(here)).id == "trade"


def test_reading_again_what_is_here_can_be_cancelled(there: Layout, here: Layout) -> None:
    download_course(here, Folder(there), course(there), "240p")
    for path in here.blob_path(course(there).digest).parent.iterdir():
        os.utime(path, (0, time.time() - 2 * FRESH_SECONDS))
    descriptor = store_two_lessons(there, {"240p": FILM, "480p": FILM * 2}, version="2")
    lessons = [one.pack for one in read_version(there, descriptor).course.lessons()]
    wishes = Wishes(cancelled=lambda: all(here.has(pack) for pack in lessons))
    assert fetch_course(here, places(Folder(there)), descriptor, "240p", wishes) is None
    assert fetch_course(here, places(Folder(there)), descriptor, "240p")


def test_without_the_wanted_rendition_another_comes(there: Layout, here: Layout) -> None:
    for path in (there.folder / "blobs" / "sha256").iterdir():
        if path.stat().st_size > 2 * len(FILM) - 10:
            path.unlink()
    steps: list[tuple[int, int]] = []
    version = download_course(
        here,
        Folder(there),
        course(there),
        "480p",
        Wishes(progress=lambda report: steps.append((report.done, report.total))),
    )
    assert version and here.has(version.course.renditions() and next(iter(version.films(here))))
    assert steps[-1][0] == steps[-1][1]


def test_films_that_the_drive_takes_in_no_file_come_in_the_sharpest_size_that_it_takes(
    tmp_path: Path, here: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = Layout.create(tmp_path / "more")
    store_two_lessons(there, {"240p": FILM[:1000], "480p": FILM, "720p": FILM * 2})
    monkeypatch.setattr(drives, "largest_file", lambda folder: len(FILM) + 10)  # FAT32, made smaller
    for rendition in ("720p", ALL):
        source = Folder(there)
        version = fetch_course(here, places(source), course(there), rendition)
        assert version is not None
        film = next(one for _, one in version.course.activities() if isinstance(one, Video))
        sizes = {one.name: here.size(one.blob) for one in film.renditions}
        assert sizes["480p"] == len(FILM) + 4 and sizes["720p"] is None
        assert (sizes["240p"] is None) is (rendition == "720p")
        assert source.given < len(FILM) + 20_000
    monkeypatch.setattr(drives, "largest_file", lambda folder: 500)
    empty, source = Layout.create(tmp_path / "empty"), Folder(there)
    with pytest.raises(LargeFileError):
        fetch_course(empty, places(source), course(there), "720p")
    assert source.given < 20_000, "it is said before anything large is fetched"


def test_a_course_gets_its_name_last(there: Layout, here: Layout) -> None:
    named: list[bool] = []
    download_course(
        here,
        Folder(there),
        course(there),
        wishes=Wishes(on_blob=lambda digest: named.append("trade" in here.references())),
    )
    assert named and not any(named) and "trade" in here.references()


def test_paused_it_goes_on_byte_by_byte(there: Layout, here: Layout) -> None:
    first = Folder(there)
    assert (
        fetch_course(here, places(first), course(there), wishes=Wishes(cancelled=lambda: first.given > 2_345_678))
        is None
    )
    second = Folder(there)
    assert fetch_course(here, places(second), course(there))
    whole = sum(path.stat().st_size for path in (here.folder / "blobs" / "sha256").iterdir())
    assert first.given + second.given - whole <= 100_000  # the chunk in which it was paused


def test_a_second_download_waits_for_the_first(there: Layout, here: Layout) -> None:
    def second(digest: str) -> None:
        with pytest.raises(BusyError, match="already"):
            fetch_course(here, places(Folder(there)), course(there))

    assert fetch_course(here, places(Folder(there)), course(there), wishes=Wishes(on_blob=second))


def test_parts_of_what_nobody_wants_go(there: Layout, here: Layout) -> None:
    source = Folder(there)
    fetch_course(here, places(source), course(there), wishes=Wishes(cancelled=lambda: source.given > 2_000_000))
    assert drop_parts(here, [course(there)]) == 0
    assert drop_parts(here) > 1_000_000
    assert not list((here.folder / DOWNLOADS).glob("*.part"))


# --- space -----------------------------------------------------------------------------------------------------------


def test_without_room_it_does_not_begin(there: Layout, here: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "free_space", lambda folder: 203 * 1024 * 1024)
    source = Folder(there)
    with pytest.raises(SpaceError, match="not enough room"):
        fetch_course(here, places(source), course(there))
    assert source.given < 10_000


# --- bad lines -------------------------------------------------------------------------------------------------------


def test_a_line_that_breaks_and_comes_back(there: Layout, here: Layout) -> None:
    breaks = iter(range(1000))

    def broken(path: str, start: int, chunk: bytes) -> bytes:
        if next(breaks) % 7 == 6:
            raise LineError("cut")
        return chunk

    source = Folder(there, broken)
    assert download_course(here, source, course(there), wishes=Wishes(waits=NO_WAIT))
    whole = sum(path.stat().st_size for path in (here.folder / "blobs" / "sha256").iterdir())
    assert source.given == whole  # not one byte twice


def test_a_line_that_stays_away_ends_with_a_sentence(there: Layout, here: Layout) -> None:
    def dead(path: str, start: int, chunk: bytes) -> bytes:
        raise LineError("The line went silent.")

    source = Folder(there, dead)
    with pytest.raises(LineError, match="silent"):
        fetch_course(here, places(source), course(there), wishes=Wishes(waits=NO_WAIT))
    assert len(source.asked) == 3
    empty = Folder(there, lambda path, start, chunk: b"")
    with pytest.raises(LineError, match="sends nothing"):
        fetch_course(here, places(empty), course(there), wishes=Wishes(waits=NO_WAIT))


def test_a_pause_ends_the_waiting(there: Layout, here: Layout) -> None:
    calls = iter(range(1000))
    dead = Folder(there, lambda path, start, chunk: b"")
    wishes = Wishes(waits=(60.0,), cancelled=lambda: next(calls) > 2)
    assert fetch_course(here, places(dead), course(there), wishes=wishes) is None


def test_a_wrong_byte_costs_its_piece(there: Layout, here: Layout) -> None:
    spoiled = iter([True])

    def once(path: str, start: int, chunk: bytes) -> bytes:
        if start <= 2_200_000 < start + len(chunk) and next(spoiled, False):
            return bytes(len(chunk))
        return chunk

    source = Folder(there, once)
    assert download_course(here, source, course(there), wishes=Wishes(waits=NO_WAIT))
    whole = sum(path.stat().st_size for path in (here.folder / "blobs" / "sha256").iterdir())
    assert whole < source.given <= whole + LIMITS.piece + 100_000
    assert verify_course(here, course(here)).id == "trade"


def test_bytes_that_stay_wrong_end_with_a_sentence(there: Layout, here: Layout) -> None:
    source = Folder(there, lambda path, start, chunk: bytes(len(chunk)) if start > 2_000_000 else chunk)
    with pytest.raises(BundleError, match="damaged"):
        download_course(here, source, course(there), wishes=Wishes(waits=NO_WAIT))
    assert here.references() == {}


def test_a_course_that_went_away_ends_with_a_sentence(there: Layout, here: Layout) -> None:
    for path in (there.folder / "blobs" / "sha256").iterdir():
        if path.stat().st_size > 1_000_000:
            path.unlink()
    with pytest.raises(BundleError, match="missing"):
        download_course(here, Folder(there), course(there))
    shutil.rmtree(there.folder / "blobs")
    with pytest.raises(BundleError, match="missing"):
        download_course(Layout.create(here.folder.parent / "fresh"), Folder(there), course(there))


# --- bad servers -----------------------------------------------------------------------------------------------------


@contextmanager
def web_server(folder: Path, answer: Callable[[Any, bytes], bool] = lambda handler, content: False) -> Iterator[str]:
    """A plain web server without ranges; `answer(handler, content)` may answer in its place."""

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = folder / self.path.lstrip("/")
            if not path.is_file():
                self.send_error(404)
                return
            content = path.read_bytes()
            if not answer(self, content):
                self.send(200, content)

        def send(self, status: int, content: bytes, **headers: str) -> None:
            self.send_response(status)
            for name, value in ({"Content-Length": str(len(content))} | headers).items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            try:
                self.wfile.write(content)
            except OSError:
                self.close_connection = True

        def log_message(self, *arguments: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def asked_from(handler: Any) -> int:
    return int(handler.headers["Range"].removeprefix("bytes=").split("-")[0])


def truncated(handler: Any, content: bytes) -> bool:
    """Promises everything from where it was asked, gives a third of a megabyte, hangs up."""
    start = asked_from(handler)
    handler.send_response(206)
    handler.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
    handler.send_header("Content-Length", str(len(content) - start))
    handler.end_headers()
    handler.wfile.write(content[start : start + 333_333])
    handler.close_connection = True
    return True


def too_much(handler: Any, content: bytes) -> bool:
    """Gives more than was asked for."""
    start = asked_from(handler)
    handler.send(206, content[start:] + b"and more", Content_Range=f"bytes {start}-{len(content) - 1}/*")
    return True


def without_length(handler: Any, content: bytes) -> bool:
    """Ends answers by hanging up, like servers of another age."""
    handler.send_response(200)
    handler.end_headers()
    handler.wfile.write(content)
    handler.close_connection = True
    return True


@pytest.mark.parametrize("manner", [truncated, too_much, without_length])
def test_servers_with_bad_manners_are_borne(there: Layout, here: Layout, manner: Callable[[Any, bytes], bool]) -> None:
    with web_server(there.folder, manner) as url:
        line = Line(url)
        source = WebSource(line)
        assert download_course(here, source, course(there), "240p", Wishes(waits=NO_WAIT))
        line.close()
    assert verify_course(here, course(here)).id == "trade"


def portal(handler: Any, content: bytes) -> bool:
    handler.send(200, b"<html>Please sign in</html>", Content_Type="text/html; charset=utf-8")
    return True


def elsewhere(handler: Any, content: bytes) -> bool:
    handler.send(302, b"", Location="http://127.0.0.2:9/login")
    return True


def wrong_range(handler: Any, content: bytes) -> bool:
    handler.send(206, content[:10], Content_Range="bytes 77-86/99")
    return True


def no_range(handler: Any, content: bytes) -> bool:
    handler.send(206, content)
    return True


def squeezed(handler: Any, content: bytes) -> bool:
    handler.send(200, content, Content_Encoding="gzip")
    return True


@pytest.mark.parametrize("manner", [portal, elsewhere, wrong_range, no_range, squeezed])
def test_somebody_elses_answers_are_told_apart_from_a_course(
    there: Layout, here: Layout, manner: Callable[[Any, bytes], bool]
) -> None:
    with web_server(there.folder, manner) as url:
        line = Line(url)
        with pytest.raises(LineError, match=r"not a course|in place of the hub"):
            download_course(here, WebSource(line), course(there), "240p", Wishes(waits=NO_WAIT))
        line.close()
    assert list((here.folder / "blobs" / "sha256").iterdir()) == []
    assert not list((here.folder / DOWNLOADS).glob("*.part"))


def test_a_hub_that_shuts_the_door(there: Layout, here: Layout) -> None:
    def shut(handler: Any, content: bytes) -> bool:
        handler.send(401, b"")
        return True

    with web_server(there.folder, shut) as url:
        line = Line(url)
        with pytest.raises(RefusedError, match="does not let this computer"):
            download_course(here, WebSource(line), course(there))
        line.close()


def test_a_place_without_courses(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with web_server(tmp_path / "empty") as url:
        line = Line(url)
        with pytest.raises(BundleError, match="no courses"):
            offered(WebSource(line))
        line.close()
