"""One of Anki's learners in a process of its own: `BENCH_ANKI_PYTHON -m bench.anki_learner FOLDER URL NAME CARDS`.

Anki's own client (its package `anki`): signs in, uploads its new collection whole, as a first sync does, and settles. Then each line `review N` writes
as many answers down, and each line `sync` is a sync as the app's button does it. Runs where only Anki is, so it uses nothing of the benches.
"""

from __future__ import annotations

import json
import random
import sys
import time
from pathlib import Path
from typing import Any

_MONDAY = 1_767_600_000_000
PASSWORD = "learner"


class Learner:
    """A collection of `cards` cards that is on the server."""

    def __init__(self, folder: Path, url: str, name: str, cards: int) -> None:
        from anki.collection import Collection

        folder.mkdir(parents=True)
        self._collection: Any = Collection(str(folder / "collection.anki2"))
        self._chance, self._now = random.Random(name), _MONDAY
        kind, deck = self._collection.models.by_name("Basic"), self._collection.decks.id("Default")
        for number in range(cards):
            note = self._collection.new_note(kind)
            note["Front"], note["Back"] = f"Question {number}", f"Réponse {number}"
            self._collection.add_note(note, deck)
        self._cards = self._collection.db.list("select id from cards")
        self._access = self._collection.sync_login(name, PASSWORD, url)
        self.sync()
        self._collection.close_for_full_sync()
        self._collection.full_upload_or_download(auth=self._access, server_usn=None, upload=True)
        self._collection.reopen(after_full_sync=True)
        self.sync()

    def review(self, count: int) -> None:
        """Rows of the review log, some seconds apart; the cards themselves, which Anki would send as well, stay as they are.

        None touches the collection all the same, as opening a deck does.
        """
        chance, rows = self._chance, []
        for _ in range(count):
            took = chance.randrange(1_500, 40_000)
            self._now += took + chance.randrange(100, 3_000)
            before, factor = chance.randrange(1, 40), chance.choice((2150, 2300, 2500, 2500, 2650))
            ease = chance.choice((1, 2, 3, 3, 3, 3, 4))
            after = 1 if ease == 1 else before * factor // 1000
            rows.append((self._now, chance.choice(self._cards), -1, ease, after, before, factor, took, 1))
        self._collection.db.executemany("insert into revlog values (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        self._collection.db.execute("update col set mod = ?", time.time_ns() // 1_000_000)

    def sync(self) -> None:
        self._collection.sync_collection(self._access, False)

    def unsent(self) -> int:
        """Rows that the server has not taken."""
        count: int = self._collection.db.scalar("select count() from revlog where usn = -1")
        return count


def main() -> None:
    folder, url, name, cards = sys.argv[1:]
    learner = Learner(Path(folder), url, name, int(cards))
    print(json.dumps({"unsent": learner.unsent()}), flush=True)
    for line in sys.stdin:
        what, *count = line.split()
        if what == "review":
            learner.review(int(count[0]))
        else:
            learner.sync()
        print(json.dumps({"unsent": learner.unsent()}), flush=True)


if __name__ == "__main__":
    main()
