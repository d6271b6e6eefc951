"""An update of a lesson takes from its old pack what is in the new one, too."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest

from bivouac.courses.bundle import oci
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.pack import Pack, write_pack
from bivouac.courses.bundle.pieces import encode_pieces, piece_digests
from bivouac.courses.bundle.verify import verify_course
from bivouac.courses.limits import LIMITS
from bivouac.courses.model import Course, Lesson, Module, Page
from bivouac.errors import LineError
from bivouac.sync.transfer.source import Chunks, Place
from bivouac.sync.transfer.wishes import Wishes
from tests.courses.bundle.conftest import store_manifest
from tests.sync.transfer.downloading import download_course
from tests.sync.transfer.test_download import NO_WAIT, Folder

PAGE = b"<p>What a porject needs first.</p>" + random.Random(9).randbytes(3_000).hex().encode()
HEADS = 6_000
"""Bytes of a version's manifest, description and list of pieces, and of the pack's directory, more or less."""

Files = dict[str, bytes]


def pictures(count: int, size: int = 100_000, seed: int = 1) -> Files:
    chance = random.Random(seed)
    return {f"z{number:03}.png": chance.randbytes(size) for number in range(count)}


def put(layout: Layout, files: Files, version: str) -> oci.Descriptor:
    """A course of one lesson with these files."""
    packed = io.BytesIO()
    write_pack(dict(files), packed)
    pack = packed.getvalue()
    digest = oci.digest_of(pack)
    lesson = Lesson(
        id="l", title="L", activities=(Page(id="p", title="P", file="page.html"),), pack=digest, pack_size=len(pack)
    )
    course = Course(
        id="c", title="C", language="en", version=version, modules=(Module(id="m", title="M", lessons=(lesson,)),)
    )
    layers = [(oci.PACK, pack)]
    if len(pack) >= LIMITS.pieced_from:
        layers.append((oci.PIECES, encode_pieces({digest: piece_digests(io.BytesIO(pack))})))
    return store_manifest(layout, course, layers)


def pack_of(layout: Layout) -> Path:
    (lesson,) = verify_course(layout, layout.references()["c"]).lessons()
    return layout.blob_path(lesson.pack)


@pytest.fixture
def there(tmp_path: Path) -> Layout:
    return Layout.create(tmp_path / "there")


@pytest.fixture
def here(tmp_path: Path) -> Layout:
    return Layout.create(tmp_path / "here")


def update(there: Layout, here: Layout, files: Files, version: str = "2", source: Folder | None = None) -> int:
    """Bring a new version; the bytes that came."""
    descriptor = put(there, files, version)
    source = source or Folder(there)
    assert download_course(here, source, descriptor, wishes=Wishes(waits=NO_WAIT))
    assert verify_course(here, here.references()["c"]).version == version
    with Pack(pack_of(here)) as pack:
        assert {name: pack.read(name) for name in pack.names()} == files
    return source.given


@pytest.mark.parametrize("count", [3, 60], ids=["one piece", "a list of pieces"])
def test_a_word_that_was_corrected_brings_its_page_and_no_picture(there: Layout, here: Layout, count: int) -> None:
    files = {"page.html": PAGE, **pictures(count)}
    whole = update(there, here, files, "1")
    assert whole > count * 100_000
    came = update(there, here, files | {"page.html": PAGE.replace(b"porject", b"project", 1)})
    assert came < len(PAGE) + HEADS + count * 200


def test_files_that_were_added_taken_out_and_moved_cost_what_is_new(there: Layout, here: Layout) -> None:
    old = pictures(40)
    update(there, here, {"page.html": PAGE, **old}, "1")
    new = {name: data for name, data in old.items() if name not in ("z003.png", "z017.png")}
    added = {
        f"z005-{at:03}.txt": random.Random(at).randbytes(40) for at in range(100)
    }  # a longer directory than before
    came = update(there, here, {"page.html": PAGE, **new, **added, "zz.png": b"z" * 50_000})
    assert came < 50_000 + 100 * 300 + HEADS + 40 * 200


def test_nothing_is_reused_of_a_lesson_that_is_all_new(there: Layout, here: Layout) -> None:
    update(there, here, {"page.html": PAGE, **pictures(3)}, "1")
    came = update(there, here, {"page.html": PAGE, **pictures(3, seed=2)})
    assert 300_000 < came < 300_000 + len(PAGE) + HEADS


@pytest.mark.parametrize("count", [3, 60], ids=["one piece", "a list of pieces"])
def test_an_old_pack_that_has_rotted_costs_bytes_and_does_no_harm(there: Layout, here: Layout, count: int) -> None:
    files = {"page.html": PAGE, **pictures(count)}
    update(there, here, files, "1")
    old = pack_of(here)
    rotten = bytearray(old.read_bytes())
    rotten[150_000] ^= 1
    old.chmod(0o644)
    old.write_bytes(rotten)
    came = update(there, here, files | {"page.html": PAGE.replace(b"porject", b"project", 1)})
    piece = min(LIMITS.piece, count * 100_000)
    assert piece / 2 < came < 1.5 * piece + len(PAGE) + HEADS + count * 200


def test_a_place_that_lies_about_the_directory_is_found_out(there: Layout, here: Layout) -> None:
    """The end of the pack that comes first names other files than those that are in it."""
    files = {"page.html": PAGE, **pictures(3)}
    update(there, here, files, "1")
    lies = [True]

    def spoil(path: str, start: int, chunk: bytes) -> bytes:
        if start > 200_000 and lies:
            lies.pop()
            return chunk.replace(b"z001.png", b"z002.png")
        return chunk

    update(there, here, files | {"page.html": PAGE.replace(b"porject", b"project", 1)}, source=Folder(there, spoil))
    assert not lies


def test_a_line_that_breaks_in_an_update_costs_nothing_again(there: Layout, here: Layout) -> None:
    files = {"page.html": PAGE, **pictures(3)}
    update(there, here, files, "1")
    broken = False

    def spoil(path: str, start: int, chunk: bytes) -> bytes:
        nonlocal broken
        if broken:
            raise LineError("cut")
        broken = start > 200_000  # the directory has come
        return chunk

    new = files | {"page.html": PAGE.replace(b"porject", b"project", 1)}
    descriptor, cut = put(there, new, "2"), Folder(there, spoil)
    with pytest.raises(LineError):
        download_course(here, cut, descriptor, wishes=Wishes(waits=()))
    assert broken and verify_course(here, here.references()["c"]).version == "1"
    assert update(there, here, new) + cut.given < len(PAGE) + HEADS + 1_000


class NoRanges(Folder):
    """A server that always begins at the beginning; what comes before is passed over."""

    def __init__(self, layout: Layout) -> None:
        super().__init__(layout)
        self.whole_only = True

    def fetch(self, path: str, start: int, end: int) -> Chunks:
        self.given += start
        yield from super().fetch(path, start, end)


def test_a_server_without_ranges_sends_the_whole_once(there: Layout, here: Layout) -> None:
    files = {"page.html": PAGE, **pictures(3), "zzz.png": PAGE}
    update(there, here, files, "1")
    new = files | {"zzz.png": PAGE.replace(b"porject", b"project", 1)}
    assert update(there, here, new, source=NoRanges(there)) < 300_000 + 2 * (len(PAGE) + HEADS)


def test_several_places_bring_what_is_new_together(there: Layout, here: Layout) -> None:
    files = {"page.html": PAGE, **pictures(60)}
    update(there, here, files, "1")
    descriptor = put(there, files | pictures(20, seed=3), "2")
    sources = [Folder(there), Folder(there)]
    both = [Place(lambda source=source: source, flows=3) for source in sources]  # type: ignore[misc]
    assert download_course(here, both, descriptor, wishes=Wishes(waits=NO_WAIT))
    assert verify_course(here, here.references()["c"]).version == "2"
    assert sum(one.given for one in sources) < 20 * 100_000 + 2 * HEADS + 60 * 200
