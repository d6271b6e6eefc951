"""`python -m tests.soak.imports --count N [--seed S]`: courses from files and sticks onto a laptop, killed (kill -9) at random moments.

After each kill, and the start that follows it, the laptop shows each course in the old version whole or the new one whole, finds its own text and
no other, and the next attempt goes on from what was verified. On each fourth stick one bit of a second course is another. The quick test (tests/sync/transfer/test_killed.py) runs a few of the same.
"""

from __future__ import annotations

import argparse
import collections
import os
import random
import tempfile
from pathlib import Path

from bivouac.courses.bundle.archive import write_archive
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.oci import digest_of
from bivouac.courses.bundle.verify import verify_course
from bivouac.sync.protocol.sticks import COURSES, FOLDER
from bivouac.sync.store.upkeep import open_library
from bivouac.sync.transfer import offers
from bivouac.sync.transfer.bundles import take_in_bundle
from bivouac.sync.transfer.preload import order, preload
from tests.courses.bundle.conftest import WEBM, store_course
from tests.soak.killing import run_or_kill
from tests.soak.noting import KEPT, noted, sentence

_TAKER = """
import sys
from pathlib import Path
from bivouac.sync.store.upkeep import open_library
from bivouac.sync.transfer import offers
from bivouac.sync.transfer.bundles import take_in_bundle
library, _ = open_library(Path(sys.argv[1]))
library.shelf.mend()
place = Path(sys.argv[2])
print("ready", flush=True)
sys.stdin.readline()
if place.is_dir():
    offer = offers.look(library, place)
    assert offer
    offers.take(library, offer, damaged=lambda one: None)
else:
    take_in_bundle(library, place)
"""
_COURSES = 3
_FILM = 6_000_000


def campaign(folder: Path, count: int, seed: int) -> collections.Counter[str]:
    """`count` takings of a new version of a course, from a stick and from a file in turn, each killed at some moment; how each ended."""
    chance, found = random.Random(seed), collections.Counter[str]()
    source, home = Layout.create(folder / "killed-source"), folder / "killed-laptop"
    stick, file = folder / "killed-stick", folder / "killed.bivouac"
    stick.mkdir()
    for number in range(_COURSES):
        store_course(source, f"course-{number}", film=chance.randbytes(_FILM))
    write_archive(source, file)
    run_or_kill(_TAKER, home, file, seconds=60.0)
    versions = {f"course-{number}": "1" for number in range(_COURSES)}
    whole, leavings = 0.3, list[Path]()
    for turn in range(count):
        course, version = f"course-{turn % _COURSES}", str(turn + 2)
        store_course(source, course, version=version, film=chance.randbytes(_FILM))
        other, beside = f"course-{(turn + 1) % _COURSES}", chance.randbytes(_FILM)
        if damaged := turn % 4 == 3:  # a second course is new on the stick, and one bit of its film is another
            store_course(source, other, version=version, film=beside)
        source.sweep(spare=0)
        place = stick if turn % 2 else file
        if turn % 2:
            (filled,) = preload(order(source, tidy=True), [stick])
            assert filled.complete
            if damaged:
                _flip(stick, beside)
        else:
            write_archive(source, file)
        seconds = run_or_kill(_TAKER, home, place, seconds=chance.uniform(0, whole))
        whole = 1.1 * seconds if seconds else whole  # the machine may have been busy
        found["finished" if seconds else "killed"] += 1
        new = versions | {course: version}
        shown = _shown(home)
        assert shown in (versions, new), f"turn {turn}: {shown} is neither {versions} nor {new}"
        switched = shown == new and not seconds
        found["had switched"] += switched
        _take_to_the_end(home, place)
        assert _shown(home) == new
        if damaged:
            found["had a damaged course beside it"] += 1
            _flip(stick, beside)
            _take_to_the_end(home, place)
            new = new | {other: version}
            assert _shown(home) == new
        # One that was killed between switching and clearing away leaves that to the update after it.
        assert switched or not [path for path in leavings if path.exists()], (
            "what was half-written a day ago goes with the next update"
        )
        leavings = [
            path for path in home.rglob("*") if path.is_file() and ".part-" in str(path) and path.name != "lock"
        ]
        for path in leavings:
            os.utime(path, (0, 0))
        versions = new
    return found


def _flip(stick: Path, film: bytes) -> None:
    """Turn over one bit of a film on the stick."""
    path = Layout(stick / FOLDER / COURSES).blob_path(digest_of(WEBM + film))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def _shown(home: Path) -> dict[str, str]:
    """Start as the app does; course to version of all that it shows, each proved whole, and found by its own text alone."""
    library, repair = open_library(home)
    assert repair is None
    library.shelf.mend()
    shown = {}
    references = library.shelf.layout.references()
    for course in library.shelf.courses():
        assert library.shelf.manifest(course.id) == references[course.id].digest
        verify_course(library.shelf.layout, references[course.id])
        assert library.shelf.complete_lessons(library.shelf.course(course.id)), "every lesson can be opened"
        shown[course.id] = course.version
    found = [(hit.passage.course, hit.passage.title) for hit in library.passages.find("Plan")]
    assert sorted(found) == [(course, f"Plan {version}") for course, version in sorted(shown.items())], found
    library.close()
    return shown


def _take_to_the_end(home: Path, place: Path) -> None:
    library, _ = open_library(home)
    if place.is_dir():
        if offer := offers.look(library, place):
            offers.take(library, offer, damaged=lambda one: None)
    else:
        take_in_bundle(library, place)
    library.close()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.soak.imports", description="Kill the taking of courses.")
    parser.add_argument("--count", type=int, default=200, help="takings")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--note", nargs="?", type=Path, const=KEPT, help="add a line to docs/campaigns.md, or to this file"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        noted(
            "import",
            options.seed,
            options.count,
            lambda: sentence(campaign(Path(folder), options.count, options.seed)),
            options.note,
        )


if __name__ == "__main__":
    main()
