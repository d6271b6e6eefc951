"""`python -m tests.soak.preloads --count N [--seed S]`: fillings of a stick that are killed (kill -9) at random moments.

After each one the stick has, for every course, the old version whole or the new one whole, and nothing in between; the next filling goes on
from what was verified. The quick test (tests/sync/transfer/test_preload.py) runs a few of the same.
"""

from __future__ import annotations

import argparse
import collections
import random
import tempfile
from pathlib import Path

from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.verify import verify_course
from bivouac.sync.protocol.sticks import COURSES, FOLDER
from bivouac.sync.transfer.preload import order, preload
from tests.courses.bundle.conftest import store_course
from tests.soak.killing import run_or_kill
from tests.soak.noting import KEPT, noted, sentence

_FILLER = """
import sys
from pathlib import Path
from bivouac.courses.bundle.layout import Layout
from bivouac.sync.transfer.preload import order, preload
source, stick = map(Path, sys.argv[1:])
print("ready", flush=True)
sys.stdin.readline()
(filled,) = preload(order(Layout.open(source), tidy=True), [stick])
sys.exit(not filled.complete)
"""
_COURSES = 3
_FILM = 6_000_000


def campaign(folder: Path, count: int, seed: int) -> collections.Counter[str]:
    """`count` fillings, each with a new version of a course, each killed at some moment, then taken up; how each ended."""
    chance, found = random.Random(seed), collections.Counter[str]()
    source, stick = Layout.create(folder / "killed-source"), folder / "killed-stick"
    stick.mkdir()
    for number in range(_COURSES):
        store_course(source, f"course-{number}", film=chance.randbytes(_FILM))
    (first,) = preload(order(source), [stick])
    assert first.complete
    whole = 0.3
    for turn in range(count):
        before = _on(stick).references()
        store_course(source, f"course-{turn % _COURSES}", version=str(turn + 2), film=chance.randbytes(_FILM))
        seconds = run_or_kill(_FILLER, source.folder, stick, seconds=chance.uniform(0, whole))
        whole = 1.1 * seconds if seconds else whole  # the machine may have been busy
        found["finished" if seconds else "killed"] += 1
        after = _on(stick).references()
        new = source.references()
        for name, descriptor in after.items():
            assert descriptor in (before[name], new[name]), (
                f"turn {turn}: {name} is neither the old nor the new version"
            )
            verify_course(_on(stick), descriptor)
        found["had switched"] += after == new and not seconds
        (taken_up,) = preload(order(source, tidy=True), [stick])
        assert taken_up.complete, taken_up.error
        assert _on(stick).references() == new
        leavings = [str(path) for path in stick.rglob(".part-*")]
        assert not leavings, leavings
        source.sweep(spare=0)
    return found


def _on(stick: Path) -> Layout:
    return Layout.open(stick / FOLDER / COURSES)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.soak.preloads", description="Kill fillings of a stick.")
    parser.add_argument("--count", type=int, default=200, help="fillings")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--note", nargs="?", type=Path, const=KEPT, help="add a line to docs/campaigns.md, or to this file"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        noted(
            "preload",
            options.seed,
            options.count,
            lambda: sentence(campaign(Path(folder), options.count, options.seed)),
            options.note,
        )


if __name__ == "__main__":
    main()
