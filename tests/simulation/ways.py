"""A simulated world at rest: how it begins, which ways there are between its parties, and what of all that was confirmed can still arrive."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from bivouac.errors import RefusedError
from bivouac.sync.exchange import exchange as exchanging
from bivouac.sync.hub import journals
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.hub.joining import Joining, new_token, token_hash
from bivouac.sync.hub.storage import Newcomer
from bivouac.sync.journal.feeds import cohort_stream, split_feed
from bivouac.sync.journal.record import Record
from bivouac.sync.protocol import messages
from bivouac.sync.protocol.messages import Exchange, HubInfo, Succeed
from bivouac.sync.protocol.signing import sign_succession
from bivouac.sync.relay.side import HubSide
from bivouac.sync.store.device import open_device, renew
from tests.simulation.alike import (
    BrokenPromiseError,
)
from tests.simulation.parties import NOW, Hub, Laptop, Wire
from tests.simulation.power import Power
from tests.simulation.writing import word_of

FAULTS = ("", "", "", "request lost", "answer lost", "request twice", "answer cut")


class Ways:
    """The parties and the ways between them.

    Args:
        folder: for its files; a fast disk makes it fast.
        seed: everything that is left to chance follows from it.
        plain: as worlds were before there were notes, announcements and files in them, so that the seeds of those that found something go on
            to tell the same story.
        moves: Awa is taken out of the class at times, and put back; a world of its own, for the same reason.
    """

    def __init__(self, folder: Path, seed: int, *, plain: bool = False, moves: bool = False) -> None:
        self.chance = random.Random(seed)
        self.folder = folder
        self.plain, self.moves = plain, moves
        self.before: set[str] = set()
        """What the class may read of Awa while she is not in it."""

        self.power = Power(files=not plain)
        self.log: list[str] = []
        self.sent: list[tuple[str, str, bytes]] = []
        self.sticks: list[tuple[str, bytes]] = []
        self.receipts: list[bytes] = []
        self.confirmed: dict[str, set[str]] = {}
        self.unsure: set[str] = set()
        self.hubs_set_back = False
        self.count = 0
        self.shares = bool(seed % 2)
        self.school = Hub("school", HubFolder.create(folder / "school", "School"))
        self.campus = Hub("campus", HubFolder.create(folder / "campus", "Campus"))
        self.hubs = {"school": self.school, "campus": self.campus}
        self.backups: dict[str, Path] = {}
        self.laptops: list[Laptop] = []
        self._begin()

    def _begin(self) -> None:
        campus, school = self.campus, self.school
        with school.storage._db.write() as connection:
            account = school.storage._add_account(connection, "Campus", "hub", "", NOW, campus.folder.settings.id)
        device = open_device(campus.folder.folder)
        self.up = new_token()
        school.storage.let_in(account, Newcomer(device.id, device.public_key(), token_hash(self.up), "", ""), NOW)
        campus.storage.keep_above({school.folder.settings.id: dict(school.storage.author.keys)})
        campus.folder.keep_recipients(school.folder.recipients())
        self.cohort = campus.storage.add_cohort("Finance 1")
        names = ("Awa", "Ibrahim", *(("Eva",) if self.moves else ()))
        self.people = [campus.storage.add_account(name, "learner", "fr", NOW) for name in names]
        for person in self.people:
            teaches = person.name == "Ibrahim" and not self.plain
            campus.storage.keep_member(self.cohort.id, person.id, "teacher" if teaches else "learner")
            self.confirmed[person.id] = set()
        for name, person in (("a1", 0), ("a2", 0), ("b1", 1)):
            self._join(name, self.people[person].id, self.folder / name)
        if self.shares:
            self._join("a1b", self.people[1].id, self.folder / "a1", "ibrahim.sqlite")
        if self.moves:
            self._join("c1", self.people[2].id, self.folder / "c1")
        self.relay([])

    def is_out(self) -> bool:
        """Whether Awa is not in the class just now."""
        return self.cohort.id not in self.campus.storage.cohorts_of(self.people[0].id)

    def told_by_awa(self, records: Iterable[Record]) -> set[str]:
        """What of these Awa wrote to the class."""
        return {
            word_of(record)
            for record in records
            if record.stream == cohort_stream(self.cohort.id) and split_feed(record.device).learner == self.people[0].id
        }

    def _join(self, name: str, learner: str, folder: Path, file: str = "journal.sqlite") -> None:
        folder.mkdir(exist_ok=True)
        device = open_device(folder)
        token = new_token()
        account = self.campus.storage.find_account(learner)
        assert account
        newcomer = Newcomer(device.id, device.public_key(), token_hash(token), "", "")
        self.campus.storage.let_in(account, newcomer, NOW)
        self.laptops.append(Laptop(name, folder, learner, {"campus": (token, device.id)}, file=file))

    @contextlib.contextmanager
    def _switched_off(self, folder: Path) -> Iterator[None]:
        """Nobody has anything open on a machine whose disk is copied, replaced or given another name."""
        users = [one for one in self.laptops if one.folder == folder]
        for one in users:
            one.journal.close()
        yield
        for one in users:
            one.open()

    def close(self) -> None:
        for laptop in self.laptops:
            laptop.journal.close()
        for hub in self.hubs.values():
            hub.storage.close()

    def _exchange(self, laptop: Laptop, hub: Hub, faults: list[str], page_records: int = 1000) -> int:
        token = self._token(laptop, hub)
        outcome = exchanging.exchange_journal(
            laptop.journal, Wire(self, hub, token, faults), laptop.device.sign_as, page_records=page_records
        )
        if laptop.lost:
            raise BrokenPromiseError(f"{laptop.name} was shut out and exchanges with {hub.name}")
        if outcome.copied:
            with self._switched_off(laptop.folder):
                renew(laptop.folder, outcome.copied)
        elif outcome.complete and not self.plain:  # as the app does (desktop/actions/sync.py)
            laptop.journal.adopt()
            return laptop.journal.tell_classes()
        return 0

    def _token(self, laptop: Laptop, hub: Hub) -> str:
        """The token, after the hub was told of a new identity."""
        token, good_for = laptop.hubs[hub.name]
        if good_for != laptop.device.id:
            session = hub.storage.session(token_hash(token))
            if session is None:
                raise RefusedError("The hub does not know this computer any more.")
            joining = Joining(hub.storage, hub.folder.settings, b"", b"", lambda: NOW)
            proof = sign_succession(good_for, laptop.device.id, laptop.device.sign)
            asked = Succeed(laptop.device.id, laptop.device.public_key(), proof)
            token = joining.succeed(session, asked).token
            laptop.hubs[hub.name] = (token, laptop.device.id)
        return token

    def relay(self, faults: list[str] | None = None) -> str:
        """The campus exchanges with the school."""
        if faults is None:
            faults = [self.chance.choice(FAULTS) for _ in range(self.chance.randrange(3))]
        side, storage = HubSide(self.campus.storage, lambda: NOW), self.campus.storage
        wire = Wire(self, self.school, self.up, faults)
        exchanging.exchange(side, wire, [storage.author.stream], told=False)
        exchanging.exchange(side, wire, storage.streams())
        return str(faults)

    def answer(self, hub: Hub, token: str, data: bytes) -> bytes:
        """What a hub answers to a request: the real one but for HTTP."""
        session = hub.storage.session(token_hash(token))
        if session is None:
            raise RefusedError("The hub does not know this computer any more.")
        asked = messages.decode(data, Exchange)
        return messages.encode(journals.exchange(hub.storage, hub.folder.settings.readers, session, asked, NOW))

    def info(self) -> HubInfo:
        keys = {hub.folder.settings.id: dict(hub.storage.author.keys) for hub in self.hubs.values()}
        return HubInfo(self.campus.folder.settings.id, "Campus", keys, self.campus.folder.recipients())

    def _stick(self) -> Path:
        stick = self.folder / "lies about"
        stick.mkdir(exist_ok=True)
        return stick

    def at_hubs(self) -> set[str]:
        return {word for hub in self.hubs.values() for record in hub.records() if (word := word_of(record))}

    def _at_their_writers(self, out: Collection[str] = ()) -> set[str]:
        """What laptops that are not lost still have to bring, or brought, of their own; `out`: names that are shut out."""
        return {
            word_of(record)
            for one in self.laptops
            if not one.lost
            for stream in one.journal.streams()
            for feed in one.journal.own_feeds(stream)
            if split_feed(feed).device not in out
            for record in one.journal.records(stream, feed, 0, -1)
        }

    def _join_again(self) -> None:
        """Those whom the campus has forgotten get a new code from the staff."""
        for laptop in self.laptops:
            token, good_for = laptop.hubs["campus"]
            if laptop.lost or self.campus.storage.session(token_hash(token)):
                continue
            account = self.campus.storage.find_account(laptop.learner)
            assert account
            keys, token = laptop.device.public_keys(), new_token()
            good_for = good_for if good_for in keys else laptop.device.id  # it was set back to before it had that name
            self.campus.storage.let_in(account, Newcomer(good_for, keys[good_for], token_hash(token), "", ""), NOW)
            laptop.hubs["campus"] = (token, good_for)

    def _forget_what_is_gone(self) -> None:
        """What was only on a disk that was set back is nowhere any more, and nobody can say otherwise.

        A laptop brings what was written on it, and not what it was told of the person's other laptops: that it goes on to show.
        """
        somewhere = self.at_hubs() | self._at_their_writers()
        for words in self.confirmed.values():
            gone = words - somewhere
            self.unsure |= gone
            words -= gone

    def _note_lost(self) -> None:
        """The laptop that is shut out, and copies of it that go by the same name."""
        out = {one.id for one in self.campus.storage.computers() if one.out}
        for laptop in self.laptops:
            _, good_for = laptop.hubs["campus"]
            laptop.lost = laptop.lost or bool({laptop.device.id, good_for} & out)
        if out:
            self._lost_words(out)

    def _lost_words(self, out: set[str]) -> None:
        """What only a laptop that is shut out has, or what was written under its name and no hub has yet, need not arrive."""
        reachable = self.at_hubs() | self._at_their_writers(out)
        for words in self.confirmed.values():
            gone = words - reachable
            self.unsure |= gone
            words -= gone
