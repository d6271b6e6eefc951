"""`python -m tests.soak.flips --count N [--seed S]`: bits turned over, one at a time, in the files of a laptop.

After each one the program shows exactly what was there, or notices, says so and mends; what it shows then is what it can prove. The quick tests
(tests/sync/store/test_flips.py) run some dozens of the same; hub_flips.py does it to a hub.
"""

from __future__ import annotations

import argparse
import collections
import logging
import random
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.week import Wall, fill
from bivouac.errors import DamagedError, StoreError
from bivouac.sync.journal.acts import Noted
from bivouac.sync.journal.record import Record
from bivouac.sync.store.backup import backup_people
from bivouac.sync.store.files import LIBRARY, journal_file
from bivouac.sync.store.journal import Journal
from bivouac.sync.store.library import Library
from bivouac.sync.store.people import Campus, Learner
from bivouac.sync.store.settings import SCHEME
from bivouac.sync.store.upkeep import look_after, mend, open_library
from tests.courses.bundle.conftest import store_course
from tests.soak.noting import KEPT, noted, sentence

RECORDS = 700
LEARNER = "awa"
CAMPUS = Campus("campus", "Campus Abidjan", ("https://10.0.0.1:8484",), "PEM")

Seen = dict[str, Any]


class Bench:
    """A laptop's library, put back as it was after each flip. It is not copied: a copy is another machine."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        library = Library(folder)
        library.people.join(CAMPUS, Learner(LEARNER, "Awa Koné", CAMPUS.id, "learner"), "a token", library.device().id)
        library.settings.set(SCHEME, "dark")
        wall = Wall()
        device = library.device()
        journal = Journal(journal_file(folder, LEARNER), LEARNER, device.id, device.former, wall)
        fill(journal, wall, RECORDS)
        journal.record("gestion-de-projet-0", "01-lecon.lire", Noted("long", "un mot après l’autre " * 300))
        journal.close()
        store_course(library.shelf.layout)
        library.shelf.mend()
        library.close()
        backup_people(folder)
        self.files = {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
        self.expected = self._look()

    def restore(self) -> None:
        """Everything as it was."""
        for path in [path for path in self.folder.rglob("*") if path.is_file() and path not in self.files]:
            path.unlink()
        for path, content in self.files.items():
            if not path.exists() or path.read_bytes() != content:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)

    def flip(self, path: Path, at: int, bit: int) -> str:
        """Turn a bit over, and see that nothing wrong is shown; what came of it, in a word."""
        self.restore()
        content = bytearray(self.files[path])
        content[at] ^= 1 << bit
        path.write_bytes(content)
        try:
            return self._outcome()
        except BaseException:
            print(f"{path.name}: byte {at}, bit {bit}", file=sys.stderr)
            raise

    def _outcome(self) -> str:
        """As the program goes about it (desktop/tasks.py): what is damaged is mended and read once more, at the next start where need be."""
        library, repair = open_library(self.folder)
        came = "mended at the start" if repair else "harmless"
        try:
            try:
                seen = _see(library)
                if not repair:
                    assert _shown(seen) == _shown(self.expected), "something else is shown, and nothing was said"
                    look_after(self.folder, unclean=True)
                    assert seen == self.expected, "a search finds something else, and no check finds out"
            except DamagedError as error:
                came = "mended"
                try:
                    mend(library, error.path)
                except StoreError:
                    came = "mended at the next start"
                    library.close()
                    library, repair = open_library(self.folder)
                    assert repair, "it was to be mended now"
            if repair:
                library.shelf.mend()  # the window does so at every start
            if came != "harmless":
                came += self._require_right(library, _see(library))
        finally:
            library.close()
        return came

    def _require_right(self, library: Library, seen: Seen) -> str:
        """What is there after a repair is what was there before, but for an act that the bit stood in; whether there is one."""
        before = {_content(record) for record in self.expected["records"]}
        after = [_content(record) for record in [*seen["records"], *seen["kept"]]]
        assert len(after) == len(set(after)), "an act counts twice"
        assert set(after) <= before, "there is an act that nobody did"
        assert len(after) >= len(before) - 1, f"{len(before) - len(after)} acts are lost to one bit"
        assert library.journal(LEARNER).differences() == []
        if set(after) == before:
            assert seen["states"] == self.expected["states"] and seen["notes"] == self.expected["notes"]
        assert seen["people"] == self.expected["people"] and seen["courses"] == self.expected["courses"]
        assert library.journal(LEARNER).health().sound and library.health().sound
        return ", but for an act" * (len(after) < len(before))

    def _look(self) -> Seen:
        library = Library(self.folder)
        try:
            return _see(library)
        finally:
            library.close()


def _see(library: Library) -> Seen:
    """Everything that the program shows and sends, read as it reads it."""
    journal = library.journal(LEARNER)
    courses = [course for course, _ in journal.last_places()]
    feeds = journal.held(journal.stream)
    standing = journal.standing()
    return {
        "states": {course: journal.states(course) for course in courses},
        "places": sorted(journal.last_places()),
        "completed": journal.completed(),
        "notes": journal.notes(),
        "found": journal.find_notes("médiation"),
        "records": [one for feed in feeds for one in journal.records(journal.stream, feed, 0, 10_000)],
        "kept": journal.kept_records(),
        "waiting": standing.waiting,
        "people": [(one, library.people.token(one.id)) for one in library.people.learners()],
        "campus": library.people.campus(CAMPUS.id),
        "scheme": library.settings.get(SCHEME),
        "courses": [course.id for course in library.shelf.courses()],
        "hits": library.passages.find("plan"),
    }


def _shown(seen: Seen) -> Seen:
    """Without what a search finds: a damaged index may miss words until the next check of everything."""
    return {key: value for key, value in seen.items() if key not in ("hits", "found")}


def _content(record: Record) -> tuple[object, ...]:
    return record.hlc, record.wall, record.kind, record.course, record.activity, record.body


def campaign(bench: Bench, paths: list[Path], count: int, seed: int) -> collections.Counter[str]:
    """`count` flips in each of some files; how many came to what."""
    found: collections.Counter[str] = collections.Counter()
    for path in paths:
        chance = random.Random(f"{seed} {path.name}")
        for _ in range(count):
            came = bench.flip(path, chance.randrange(len(bench.files[path])), chance.randrange(8))
            found[f"{path.name}: {came}"] += 1
    return found


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.soak.flips", description="Turn bits over and look on.")
    parser.add_argument("--count", type=int, default=1000, help="flips in each file")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--note", nargs="?", type=Path, const=KEPT, help="add a line to docs/campaigns.md, or to this file"
    )
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        paths = [journal_file(bench.folder, LEARNER), bench.folder / LIBRARY, bench.folder / "device.json"]
        noted(
            "flips",
            options.seed,
            options.count,
            lambda: sentence(campaign(bench, paths, options.count, options.seed)),
            options.note,
        )


if __name__ == "__main__":
    main()
