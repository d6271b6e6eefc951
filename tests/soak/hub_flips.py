"""`python -m tests.soak.hub_flips --count N [--seed S]`: bytes of a hub's database changed, pages torn; the hub is checked, mended, and laptops exchange with it.

Whatever was hit: what laptops hold is at the hub afterwards, each record once, and the hub is sound. What no check finds has changed nothing that
is asked of a hub here: people, classes, passwords, computers and records.
"""

from __future__ import annotations

import argparse
import collections
import contextlib
import logging
import random
import sys
import tempfile
from pathlib import Path
from typing import Any

from bivouac.errors import RefusedError
from bivouac.sync.hub.checking import look_at
from bivouac.sync.hub.joining import Offer, make_invite
from bivouac.sync.hub.repairing import repair
from bivouac.sync.hub.storage import Password, Storage
from bivouac.sync.journal.acts import Posted, Reached
from bivouac.sync.journal.clock import wall_milliseconds
from bivouac.sync.journal.feeds import cohort_stream
from tests.soak.noting import KEPT, noted, sentence
from tests.sync.campus import Campus, Laptop

_PAGE = 4096
_NAMES = ("Awa Koné", "Kofi Mensah", "Zoé Traoré")


class HubBench:
    """A hub and three laptops whose acts it has all acknowledged; its files are put back as they were after each try."""

    def __init__(self, folder: Path) -> None:
        self.campus = Campus(folder / "hub")
        self.hub = self.campus.hub
        with contextlib.closing(self.hub.storage()) as storage:
            self.cohort = storage.add_cohort("Finance 1").id
            code = make_invite(storage, Offer(uses=50, cohort=self.cohort), wall_milliseconds())[0]
        self.laptops = [Laptop(folder / f"laptop{at}", self.campus.url, code, name) for at, name in enumerate(_NAMES)]
        for laptop in self.laptops:
            laptop.exchange()
            for round_ in range(12):
                laptop.journal.record("course", "page", *(Reached(at) for at in range(20 * round_ % 77 + 1)))
                laptop.journal.share(cohort_stream(self.cohort), "", "", Posted(f"p{round_}", "un mot " * 40))
                laptop.exchange()
        with contextlib.closing(self.hub.storage()) as storage:
            for laptop in self.laptops[:2]:
                storage.keep_password(laptop.joined.learner, Password("$argon2id$v=19$m=8,t=1,p=1$c2FsdA$aGFzaA"))
            for at in range(60):
                storage.add_account(f"Inscrit {at}", "learner", "fr", 1)
        self.campus.stop()
        self.expected = self.seen()
        self.files = {path: path.read_bytes() for path in self.hub.folder.rglob("*") if path.is_file()}
        self.database = self.hub.folder / "hub.sqlite"

    def seen(self) -> dict[str, Any]:
        """What is asked of a hub."""
        with contextlib.closing(self.hub.storage()) as storage:
            return _seen(storage) | {"records": sorted(self.campus.records())}

    def restore(self) -> None:
        for path in [path for path in self.hub.folder.rglob("*") if path.is_file() and path not in self.files]:
            path.unlink()
        for path, content in self.files.items():
            path.write_bytes(content)

    def harm(self, chance: random.Random) -> str:
        """Change something, and see that it is named or nothing; then mend it and let the laptops come."""
        self.restore()
        content = bytearray(self.files[self.database])
        what = chance.choice(("bit", "bytes", "page"))
        at = chance.randrange(len(content))
        if what == "bit":
            content[at] ^= 1 << chance.randrange(8)
        elif what == "bytes":
            content[at : at + 40] = chance.randbytes(len(content[at : at + 40]))
        else:
            at -= at % _PAGE
            content[at + 512 : at + _PAGE] = bytes(len(content[at + 512 : at + _PAGE]))
        self.database.write_bytes(content)
        try:
            return f"{what}: {self._outcome()}"
        except BaseException:
            print(f"{what} at {at}", file=sys.stderr)
            raise

    def _outcome(self) -> str:
        wrong = list(look_at(self.hub))
        if not wrong:
            assert self.seen() == self.expected, "something else is there, and no check finds out"
            return "harmless"
        done = repair(self.hub)
        left = list(look_at(self.hub))
        assert left == [], f"the mended hub is not sound: {left}"
        self.campus.start(self.campus.port)
        try:
            again = sum(not self._come(laptop) for laptop in self.laptops)
        finally:
            self.campus.stop()
        assert again <= len(done.again) + done.nameless, "somebody has to join again, and nobody said so"
        records = [one for one in self.campus.records() if not one[1].split("~")[0].split(".")[-1].startswith("hub")]
        assert len(records) == len(set(records)), "a record is there twice"
        if not again:
            due = [one for one in self.expected["records"] if ".hub" not in one[1]]
            assert sorted(records) == due, "what laptops hold is not all there"
        return "mended" + ", somebody joins again" * bool(again)

    def _come(self, laptop: Laptop) -> bool:
        """An exchange with the hub where it listens now; false where the hub does not know the laptop any more."""
        laptop.line.close()
        try:
            assert laptop.exchange().complete
        except RefusedError:
            return False
        return True

    def close(self) -> None:
        for laptop in self.laptops:
            laptop.close()


def _seen(storage: Storage) -> dict[str, Any]:
    learners = storage.learners()
    return {
        "people": sorted(
            (one.account.id, one.account.name, one.account.role, one.account.language) for one in learners
        ),
        "computers": sorted((one.id, one.out, one.people) for one in storage.computers()),
        "passwords": [storage.password(one.account.id) for one in learners],
        "classes": [(one, storage.members(one.id)) for one in storage.cohorts()],
    }


def campaign(bench: HubBench, count: int, seed: int) -> collections.Counter[str]:
    """How many tries came to what."""
    chance = random.Random(seed)
    return collections.Counter(bench.harm(chance) for _ in range(count))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.soak.hub_flips", description="Damage a hub and look on.")
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--note", nargs="?", type=Path, const=KEPT, help="add a line to docs/campaigns.md, or to this file"
    )
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as folder:
        bench = HubBench(Path(folder))
        noted(
            "hub_flips",
            options.seed,
            options.count,
            lambda: sentence(campaign(bench, options.count, options.seed)),
            options.note,
        )
        bench.close()


if __name__ == "__main__":
    main()
