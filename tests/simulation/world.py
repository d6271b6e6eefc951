"""A small world in which everything that can go wrong does: two learners, their laptops, of which they share one in every second world, a campus
hub, a school hub, a stick, three activities.

All parts are the real ones, on real files; only the wires between them are made here, so that they can lose, repeat, delay and cut. What was
confirmed on a screen is kept in a model, and `World.settle` compares: nothing confirmed is lost, everybody shows the same, nobody
reads what is not theirs, and nothing counts twice.
"""

from __future__ import annotations

import contextlib
import random
import shutil
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bivouac import machine
from bivouac.errors import BivouacError, InputError, LineError, RecordError, RefusedError
from bivouac.sync.exchange import exchange as exchanging
from bivouac.sync.exchange.courier import believe, pack_journal
from bivouac.sync.exchange.side import JournalSide
from bivouac.sync.exchange.stick import carry_journal
from bivouac.sync.hub import journals
from bivouac.sync.hub.courier import take_parcel
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.hub.joining import Joining, new_token, token_hash
from bivouac.sync.hub.sql import SqlStorage
from bivouac.sync.hub.storage import Newcomer
from bivouac.sync.hub.tails import records_of
from bivouac.sync.journal import acts
from bivouac.sync.journal.clock import Reading
from bivouac.sync.journal.feeds import base_of, cohort_stream, learner_stream, split_feed
from bivouac.sync.journal.folds import ActivityState
from bivouac.sync.journal.record import Record, make_record
from bivouac.sync.journal.shared import ClassState
from bivouac.sync.protocol import messages
from bivouac.sync.protocol.carried import Carried, pack
from bivouac.sync.protocol.courier import open_parcel, read_receipt, write_receipt
from bivouac.sync.protocol.messages import Exchange, Exchanged, HubInfo, Offered, Succeed
from bivouac.sync.protocol.pages import encode_page
from bivouac.sync.protocol.signing import sign_page, sign_succession
from bivouac.sync.protocol.sticks import parcels_on
from bivouac.sync.relay.side import HubSide
from bivouac.sync.relay.sticks import hear_receipts, pack_for_above, take_all
from bivouac.sync.store.device import damaged_files, open_device, renew
from bivouac.sync.store.journal import Journal
from bivouac.sync.store.people import Learner
from tests.simulation.alike import (
    BrokenPromiseError,
    class_of,
    require_notes_in_step,
    require_same_at_hubs,
    require_same_of_class,
    require_same_of_learner,
    states_of,
)
from tests.simulation.power import CrashError, Power, unreliable
from tests.simulation.writing import ACTIVITIES, COURSE, Writer, counts_once, word_of

NOW = 1_700_000_000_000
CLOCKS = (0, -5, NOW, NOW + 3_600_000, 3_786_912_000_000)
"""What a laptop may believe: 1970, before it, now, an hour on, 2090."""


@dataclass
class Hub:
    """A hub's folder, opened."""

    name: str
    folder: HubFolder
    storage: SqlStorage = field(init=False)

    def __post_init__(self) -> None:
        self.open()

    def open(self) -> None:
        self.storage = self.folder.storage()

    def reopen(self) -> None:
        self.storage.close()
        self.folder = HubFolder(self.folder.folder)
        self.open()

    def records(self) -> Iterator[Record]:
        for stream in self.storage.streams():
            for feed, last in self.storage.feeds(stream).items():
                found = {
                    record.seq: record
                    for segment in self.storage.segments(stream, feed, base_of(feed), 1 << 30)
                    for record in records_of(feed, segment)
                }
                if sorted(found) != list(range(base_of(feed) + 1, last + 1)):
                    raise BrokenPromiseError(f"{self.name} has a gap in {feed}")
                yield from found.values()


@dataclass
class Laptop:
    """A laptop's folder, opened for one of those who use it; `hubs` are the tokens with which it speaks, and the device for which each is good."""

    name: str
    folder: Path
    learner: str
    hubs: dict[str, tuple[str, str]]
    clock: int = NOW
    lost: bool = False
    """Stolen, and shut out."""
    file: str = "journal.sqlite"

    def __post_init__(self) -> None:
        self.open()

    def open(self) -> None:
        self.device = open_device(self.folder)
        self.journal = Journal(
            self.folder / self.file, self.learner, self.device.id, self.device.former, lambda: self.clock
        )

    def reopen(self) -> None:
        self.journal.close()
        self.open()

    def tokens(self) -> set[str]:
        """What its learner wrote, as far as it is on this laptop's disk."""
        return {
            answer
            for feed in self.journal.held(self.journal.stream)
            for record in self.journal.records(self.journal.stream, feed, 0, -1)
            if (answer := word_of(record))
        }


def opened_by(parcel: bytes, keys: Collection[str]) -> None:
    """Raise InputError unless one of the keys opens a parcel."""
    for last, key in enumerate(keys, start=1):
        try:
            open_parcel(parcel, key)
            return
        except InputError:
            if last == len(keys):
                raise


class Wire:
    """The way from an end to a hub, for one exchange: what it does to the messages is said in advance."""

    def __init__(self, world: World, hub: Hub, token: str, faults: list[str]) -> None:
        self._world, self._hub, self._token, self._faults = world, hub, token, faults

    def exchange(self, asked: Exchange) -> Exchanged:
        fault = self._faults.pop(0) if self._faults else ""
        data = messages.encode(asked)
        if fault == "request lost":
            raise LineError("cut")
        self._world.sent.append((self._hub.name, self._token, data))
        answer = self._answer(data)
        if fault == "request twice":
            answer = self._answer(data)
        if fault == "answer lost":
            raise LineError("cut")
        if fault == "answer cut":
            answer = answer[: len(answer) // 2]
        return messages.decode(answer, Exchanged)

    def _answer(self, data: bytes) -> bytes:
        return self._world.answer(self._hub, self._token, data)


class World:
    """See above.

    Args:
        folder: for its files; a fast disk makes it fast.
        seed: everything that is left to chance follows from it.
        plain: as worlds were before there were notes, announcements and files in them, so that the seeds of those that found something go on
            to tell the same story.
    """

    def __init__(self, folder: Path, seed: int, *, plain: bool = False) -> None:
        self.chance = random.Random(seed)
        self.folder = folder
        self.plain = plain
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

    # --- how it begins -------------------------------------------------------------------------------------------------

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
        self.people = [campus.storage.add_account(name, "learner", "fr", NOW) for name in ("Awa", "Ibrahim")]
        for person in self.people:
            teaches = person.name == "Ibrahim" and not self.plain
            campus.storage.keep_member(self.cohort.id, person.id, "teacher" if teaches else "learner")
            self.confirmed[person.id] = set()
        for name, person in (("a1", 0), ("a2", 0), ("b1", 1)):
            self._join(name, self.people[person].id, self.folder / name)
        if self.shares:
            self._join("a1b", self.people[1].id, self.folder / "a1", "ibrahim.sqlite")
        self.relay([])

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

    # --- what may happen ----------------------------------------------------------------------------------------------

    def step(self) -> None:
        """Something happens; the power may go in the middle of it."""
        deed = self.chance.choice(_PLAIN_DEEDS if self.plain else _DEEDS)
        if self.chance.random() < 0.15:
            self.power.left = self.chance.randrange(1, 7)
        try:
            self.log.append(f"{deed.__name__} {deed(self) or ''} {'~' if self.power.left else ''}")
        except CrashError:
            self.log.append(f"{deed.__name__} and the power went")
            self._power_comes_back()
        except (LineError, RefusedError, RecordError, BivouacError) as error:
            self.log.append(f"{deed.__name__}: {error}")
        self.power.left = None
        self.check()

    def _power_comes_back(self) -> None:
        """Whatever stands under a file's name is whole: settings, keys, and what a stick carries."""
        for hub in self.hubs.values():
            hub.reopen()
        for folder in (*(hub.folder.folder for hub in self.hubs.values()), *(one.folder for one in self.laptops)):
            if half := damaged_files(folder):
                raise BrokenPromiseError(f"half of {half} is there, since the power went")
        self._require_whole_stick()
        for laptop in self.laptops:
            laptop.reopen()
            if laptop.journal.differences():
                raise BrokenPromiseError(f"{laptop.name} does not show what its own records say, since the power went")
        self._note_lost()

    def _require_whole_stick(self) -> None:
        stick, keys = self._stick(), [hub.folder.courier_key() for hub in self.hubs.values()]
        signers = [key for hub in self.hubs.values() for key in hub.storage.author.keys.values()]
        try:
            for file in parcels_on(stick):
                # The campus's own is for the school alone; there is nothing that neither can open.
                opened_by(file.read_bytes(), keys)
            for file in (stick / "Bivouac").glob("*.bivouac-receipt"):
                read_receipt(file.read_bytes(), signers)
        except InputError as error:
            raise BrokenPromiseError(f"half of {file.name} is on the stick: {error.sentence()}") from error

    def act(self) -> str:
        laptop = self.chance.choice(self.laptops)
        self.count += 1
        word = f"{laptop.name}-{self.count}"
        writer = Writer(laptop.journal, cohort_stream(self.cohort.id), word, self.count, self.chance)
        write, word = writer.choose(), writer.said
        self.unsure.add(word)
        write()
        if not laptop.lost:
            self.unsure.discard(word)
            self.confirmed[laptop.learner] |= {word} - {""}
        return f"{laptop.name} {word or 'shows a note, or stops it'}"

    def act_plainly(self) -> str:
        """An answer or a post, and nothing else."""
        laptop = self.chance.choice(self.laptops)
        self.count += 1
        word = f"{laptop.name}-{self.count}"
        activity = self.chance.choice(ACTIVITIES)
        self.unsure.add(word)
        if self.chance.random() < 0.2:
            laptop.journal.share(cohort_stream(self.cohort.id), COURSE, activity, acts.Posted(word, word))
        else:
            laptop.journal.record(COURSE, activity, acts.Answered("q", word, 1000))
        if not laptop.lost:
            self.unsure.discard(word)
            self.confirmed[laptop.learner].add(word)
        return word

    def exchange(self) -> str:
        laptop = self.chance.choice(self.laptops)
        hub = self.campus
        faults = [self.chance.choice(_FAULTS) for _ in range(self.chance.randrange(3))]
        self._exchange(laptop, hub, faults, page_records=self.chance.choice((1, 2, 1000)))
        return f"{laptop.name} {hub.name} {faults}"

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
            faults = [self.chance.choice(_FAULTS) for _ in range(self.chance.randrange(3))]
        side, storage = HubSide(self.campus.storage, lambda: NOW), self.campus.storage
        wire = Wire(self, self.school, self.up, faults)
        exchanging.exchange(side, wire, [storage.author.stream], told=False)
        exchanging.exchange(side, wire, storage.streams())
        return str(faults)

    def old_request_again(self) -> str:
        """A request that was sent long ago arrives once more."""
        if self.sent:
            name, token, data = self.chance.choice(self.sent)
            self.answer(self.hubs[name], token, data)
        return ""

    def answer(self, hub: Hub, token: str, data: bytes) -> bytes:
        """What a hub answers to a request: the real one but for HTTP."""
        session = hub.storage.session(token_hash(token))
        if session is None:
            raise RefusedError("The hub does not know this computer any more.")
        asked = messages.decode(data, Exchange)
        return messages.encode(journals.exchange(hub.storage, hub.folder.settings.readers, session, asked, NOW))

    def pack(self) -> str:
        laptop = self.chance.choice(self.laptops)
        parcels = pack_journal(laptop.journal, laptop.learner, self.info(), laptop.device.sign_as)
        self.sticks += [(laptop.name, parcel) for parcel in parcels]
        return laptop.name

    def info(self) -> HubInfo:
        keys = {hub.folder.settings.id: dict(hub.storage.author.keys) for hub in self.hubs.values()}
        return HubInfo(self.campus.folder.settings.id, "Campus", keys, self.campus.folder.recipients())

    def take(self) -> str:
        """A hub takes in some parcel, new or old, whole or not."""
        if not self.sticks:
            return ""
        hub = self.chance.choice((self.campus, self.school))
        name, parcel = self.chance.choice(self.sticks)
        if self.chance.random() < 0.2:
            parcel = parcel[: self.chance.randrange(len(parcel))]
        laptop = next(one for one in self.laptops if one.name == name)
        before = {record.stream: record for record in hub.records()} if laptop.lost else {}
        taken = take_parcel(hub.storage, hub.folder.settings.readers, hub.folder.courier_key(), parcel, NOW)
        if laptop.lost and hub is self.campus and taken.new and before is not None:
            raise BrokenPromiseError(f"{name} was shut out and its stick is taken in")
        self.receipts.append(write_receipt(taken.receipt, open_device(hub.folder.folder).sign))
        return f"{name} at {hub.name}"

    def hear(self) -> str:
        if not self.receipts:
            return ""
        laptop, data = self.chance.choice(self.laptops), self.chance.choice(self.receipts)
        keys = [key for of in self.info().keys.values() for key in of.values()]
        believe(JournalSide(laptop.journal, laptop.device.sign_as), read_receipt(data, keys))
        return laptop.name

    def campus_stick(self) -> str:
        """The campus's own stick goes to the school and comes back."""
        stick = self.folder / "stick"
        shutil.rmtree(stick, ignore_errors=True)
        stick.mkdir()
        pack_for_above(self.campus.folder, self.campus.storage, stick)
        take_all(self.school.folder, self.school.storage, stick)
        if self.chance.random() < 0.7:
            hear_receipts(self.campus.folder, self.campus.storage, stick)
        return ""

    def stick_at_laptop(self) -> str:
        """A stick that lies about: it carries what others packed, and receipts for it."""
        laptop, stick = self.chance.choice(self.laptops), self._stick()
        learner = Learner(laptop.learner, laptop.name, self.campus.folder.settings.id, "learner")
        carried = carry_journal(laptop.journal, laptop.device, learner, self.info(), stick)
        return f"{laptop.name} {carried.packed} {[error.sentence() for error in carried.problems]}"

    def stick_at_hub(self) -> str:
        hub = self.chance.choice((self.campus, self.school))
        visits = take_all(hub.folder, hub.storage, self._stick())
        if hub is self.campus:
            hear_receipts(hub.folder, hub.storage, self._stick())
            pack_for_above(hub.folder, hub.storage, self._stick())
        return f"{hub.name} {[visit.error.sentence() if visit.error else visit.new for visit in visits]}"

    def _stick(self) -> Path:
        stick = self.folder / "lies about"
        stick.mkdir(exist_ok=True)
        return stick

    def name_mirror(self) -> str:
        """The staff change a hub's settings."""
        self.count += 1
        hub = self.chance.choice((self.campus, self.school))
        hub.folder.keep_mirrors((f"https://mirror-{self.count}.org",))
        return hub.name

    def wrong_clock(self) -> str:
        laptop = self.chance.choice(self.laptops)
        laptop.clock = self.chance.choice(CLOCKS)
        return f"{laptop.name} {laptop.clock}"

    def clone(self) -> str:
        """A disk is copied; mostly that is noticed, sometimes not."""
        if len(self.laptops) >= 6:
            return "no"
        original = self.chance.choice([one for one in self.laptops if not one.lost])
        name = f"{original.name}+{len(self.laptops)}"
        noticed = self.chance.random() < 0.5
        shutil.rmtree(self.folder / name, ignore_errors=True)  # of a copying during which the power went
        with self._switched_off(original.folder):
            shutil.copytree(original.folder, self.folder / name)
        if noticed:
            renew(self.folder / name, original.device.id)
        copy = Laptop(
            name, self.folder / name, original.learner, dict(original.hubs), original.clock, file=original.file
        )
        self.laptops.append(copy)
        return f"{name} {'noticed' if noticed else 'unnoticed'}"

    def back_up(self) -> str:
        laptop = self.chance.choice(self.laptops)
        target = self.folder / "backups" / laptop.name
        with self._switched_off(laptop.folder):
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(laptop.folder, target)
        self.backups[laptop.name] = target
        return laptop.name

    def set_back(self) -> str:
        """A laptop is set back to its backup: what was only on it since then is gone, and nobody can say otherwise."""
        laptop = self.chance.choice(self.laptops)
        if laptop.name not in self.backups:
            return ""
        with self._switched_off(laptop.folder):
            shutil.rmtree(laptop.folder)
            shutil.copytree(self.backups[laptop.name], laptop.folder)
        self._forget_what_is_gone()
        return laptop.name

    def at_hubs(self) -> set[str]:
        return {word for hub in self.hubs.values() for record in hub.records() if (word := word_of(record))}

    def back_up_hub(self) -> str:
        hub = self.chance.choice((self.campus, self.school))
        hub.storage.close()
        target = self.folder / "backups" / hub.name
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(hub.folder.folder, target)
        hub.open()
        self.backups[hub.name] = target
        return hub.name

    def set_back_hub(self) -> str:
        """A hub is set back to its backup. What laptops have they bring again; who joined since then joins again."""
        hub = self.chance.choice((self.campus, self.school))
        if hub.name not in self.backups or any(laptop.lost for laptop in self.laptops):
            return ""
        self.hubs_set_back = True
        hub.storage.close()
        shutil.rmtree(hub.folder.folder)
        shutil.copytree(self.backups[hub.name], hub.folder.folder)
        hub.open()
        self._forget_what_is_gone()
        self.relay([])
        self._join_again()
        return hub.name

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

    def shut_out(self) -> str:
        """One laptop is stolen; the campus shuts it out. What it did and nobody else has is out of reach."""
        if any(laptop.lost for laptop in self.laptops) or self.chance.random() < 0.7:
            return "no"
        laptop = self.laptops[1]
        self.campus.storage.shut_out(laptop.device.id, True)
        self._note_lost()
        return laptop.name

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

    def pry(self) -> str:
        """Ibrahim's laptop asks for what is Awa's, and says that it wrote it."""
        thief = next(one for one in self.laptops if one.name == "b1")
        stream = learner_stream(self.people[0].id)
        token, _ = thief.hubs["campus"]
        victim = self.laptops[0].device.id
        held = self.campus.storage.feeds(stream)
        for offered in (
            Offered(stream, {}),
            Offered(stream, {}, [self._forged(thief, stream, thief.device.id, 1)]),
            Offered(stream, {}, [self._forged(thief, stream, victim, held.get(victim, 0) + 1)]),
        ):
            try:
                answer = messages.decode(
                    self.answer(self.campus, token, messages.encode(Exchange([offered], some=True))), Exchanged
                )
            except (RefusedError, RecordError):
                continue
            if not all(one.gone and not one.pages for one in answer.streams):
                raise BrokenPromiseError("somebody reads or writes what is another's")
        self._pry_as_campus(thief, stream, victim)
        return ""

    def _pry_as_campus(self, thief: Laptop, stream: str, victim: str) -> None:
        """Somebody between the campus and the school puts in a page that Awa did not write."""
        head = self.school.storage.head(stream, victim)
        seq = head.last + 1 if head else 1
        record = make_record(stream, victim, seq, Reading(NOW << 16, NOW), "c", "quiz", acts.Answered("q", "forged", 0))
        page = sign_page(encode_page([record], head.mark if head else b""), thief.device.sign)
        carried = pack(Carried(victim, seq, seq, page))
        asked = messages.encode(Exchange([Offered(stream, {}, [carried])], some=True))
        with contextlib.suppress(RefusedError):
            self.answer(self.school, self.up, asked)

    def _forged(self, thief: Laptop, stream: str, feed: str, seq: int) -> bytes:
        record = make_record(stream, feed, seq, Reading(NOW << 16, NOW), "c", "quiz", acts.Answered("q", "forged", 0))
        head = self.campus.storage.head(stream, feed)
        return sign_page(encode_page([record], head.mark if head and seq > 1 else b""), thief.device.sign)

    # --- what must hold -----------------------------------------------------------------------------------------------

    def check(self) -> None:
        """What holds at every moment."""
        at_hubs = self.at_hubs()
        for laptop in self.laptops:
            for feed in laptop.journal.held(laptop.journal.stream):
                numbers = [one.seq for one in laptop.journal.records(laptop.journal.stream, feed, 0, -1)]
                if numbers != list(range(base_of(feed) + 1, base_of(feed) + 1 + len(numbers))):
                    raise BrokenPromiseError(f"{laptop.name} has a gap in {feed}")
            if not self.hubs_set_back and not laptop.lost:
                self._require_truth(laptop, at_hubs)
            if "forged" in laptop.tokens():
                raise BrokenPromiseError(f"{laptop.name} holds what was forged")
        if "forged" in at_hubs:
            raise BrokenPromiseError("a hub holds what was forged")

    def _require_truth(self, laptop: Laptop, at_hubs: set[str]) -> None:
        """What the laptop says the school has received, a hub has."""
        journal = laptop.journal
        said = {
            word
            for stream in journal.streams()
            for feed, received in journal.own_feeds(stream).items()
            for one in journal.records(stream, feed, 0, -1)
            if one.seq <= received and (word := word_of(one))
        }
        if untrue := said - at_hubs:
            raise BrokenPromiseError(f"{laptop.name} says that the school has {sorted(untrue)}")

    def settle(self) -> None:
        """All lines are good for a while; then everybody has heard everything."""
        self.power.left = None
        self._join_again()
        rounds, told = 0, 1
        while rounds < 4 or told:
            rounds, told = rounds + 1, 0
            for laptop in self.laptops:
                with contextlib.suppress(RefusedError):
                    told += self._exchange(laptop, self.campus, [])
            self.relay([])
            if rounds > 8:
                raise BrokenPromiseError("laptops never end telling their class the same")
        self.check()
        school = list(self.school.records())
        require_same_at_hubs(self.campus.records(), school, self.campus.storage.streams())
        for person in self.people:
            self._require_whole(person.id, school)
            self._require_alike(person.id, school)

    def _require_whole(self, learner: str, school: list[Record]) -> None:
        words = [word for record in school if (word := word_of(record))]
        once = [word for word in words if counts_once(word)]
        missing = self.confirmed[learner] - set(words)
        if missing:
            raise BrokenPromiseError(f"confirmed and not at the school: {sorted(missing)}")
        if len(once) != len(set(once)):
            raise BrokenPromiseError(f"counted twice: {sorted(word for word in once if once.count(word) > 1)}")

    def _require_alike(self, learner: str, school: list[Record]) -> None:
        states, of_class = states_of(school, learner), class_of(school, self.cohort.id)
        known = {(record.stream, record.device, record.seq): record for record in school}
        everybody = [one for one in self.laptops if one.learner == learner and not one.lost]
        for laptop in everybody:
            self._require_shown(laptop, known, states, of_class)
            if any(not stream.endswith((learner, self.cohort.id)) for stream in laptop.journal.streams()):
                raise BrokenPromiseError(f"{laptop.name} holds what is not its learner's")
            if laptop.journal.differences():  # which adds everything up anew, so it comes last
                raise BrokenPromiseError(f"{laptop.name} does not show what its own records say")
        if any(not self._is_alone(laptop, known) for laptop in everybody):
            require_notes_in_step(learner, states, of_class, only_known=self._forgot())

    def _require_shown(
        self,
        laptop: Laptop,
        known: dict[tuple[str, str, int], Record],
        states: dict[str, ActivityState],
        of_class: ClassState,
    ) -> None:
        if self._is_alone(laptop, known):
            return
        if laptop.journal.standing().waiting:
            raise BrokenPromiseError(f"{laptop.name} still waits")
        require_same_of_learner(laptop.name, laptop.journal, states)
        require_same_of_class(laptop.name, laptop.journal, self.cohort.id, of_class)

    def _forgot(self) -> bool:
        return self.hubs_set_back or any(one.out for one in self.campus.storage.computers())

    def _is_alone(self, laptop: Laptop, known: dict[tuple[str, str, int], Record]) -> bool:
        """Whether it holds what was written under a name that is shut out, or what hubs have forgotten that were set back: only it shows that."""
        return self._forgot() and any(
            known.get((stream, feed, record.seq)) != record
            for stream in laptop.journal.streams()
            for feed in laptop.journal.held(stream)
            for record in laptop.journal.records(stream, feed, 0, -1)
        )

    def close(self) -> None:
        for laptop in self.laptops:
            laptop.journal.close()
        for hub in self.hubs.values():
            hub.storage.close()


_FAULTS = ("", "", "", "request lost", "answer lost", "request twice", "answer cut")
_DEEDS: list[Callable[[World], str]] = [
    *[World.act] * 12,
    *[World.exchange] * 9,
    *[World.relay] * 3,
    World.old_request_again,
    World.pack,
    World.take,
    World.take,
    World.hear,
    World.campus_stick,
    World.stick_at_laptop,
    World.stick_at_laptop,
    World.stick_at_hub,
    World.stick_at_hub,
    World.name_mirror,
    World.wrong_clock,
    World.clone,
    World.back_up,
    World.set_back,
    World.back_up_hub,
    World.set_back_hub,
    World.shut_out,
    World.pry,
]
_PLAIN_DEEDS: list[Callable[[World], str]] = [
    *[World.act_plainly] * 8,
    *[World.exchange] * 8,
    *[World.relay] * 3,
    World.old_request_again,
    World.pack,
    World.take,
    World.take,
    World.hear,
    World.campus_stick,
    World.wrong_clock,
    World.clone,
    World.back_up,
    World.set_back,
    World.back_up_hub,
    World.set_back_hub,
    World.shut_out,
    World.pry,
]


@contextlib.contextmanager
def simulated(world: Callable[[], World]) -> Iterator[World]:
    """A world whose power may go (power.py), and in which a copied folder is noticed only where a deed says so."""
    real_place, real_marks = machine.place_of, machine.marks
    power: list[Power] = []
    machine.place_of, machine.marks = lambda folder: "", frozenset
    try:
        with unreliable(power):
            made = world()
            power.append(made.power)
            try:
                yield made
            finally:
                power.clear()
                made.close()
    finally:
        machine.place_of, machine.marks = real_place, real_marks


def live(folder: Path, seed: int, steps: int, *, plain: bool = False) -> None:
    """One world's life, and what must hold at its end. Raises BrokenPromiseError with all that happened."""
    log: list[str] = []
    try:
        with simulated(lambda: World(folder, seed, plain=plain)) as world:
            log = world.log
            for _ in range(steps):
                world.step()
            world.settle()
    except (BrokenPromiseError, BivouacError) as error:
        story = "\n".join(f"  {number}. {line}" for number, line in enumerate(log, start=1))
        raise BrokenPromiseError(f"seed {seed}: {error}\n{story}") from error
