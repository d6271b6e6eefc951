"""A small world in which everything that can go wrong does: two learners, their laptops, of which they share one in every second world, a campus
hub, a school hub, a stick, three activities.

All parts are the real ones, on real files; only the wires between them are made here, so that they can lose, repeat, delay and cut. What was
confirmed on a screen is kept in a model, and `World.settle` compares: nothing confirmed is lost, everybody shows the same, nobody
reads what is not theirs, and nothing counts twice.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from bivouac import machine
from bivouac.errors import BivouacError, LineError, RecordError, RefusedError
from bivouac.sync.exchange.courier import believe, pack_journal
from bivouac.sync.exchange.side import JournalSide
from bivouac.sync.exchange.stick import carry_journal
from bivouac.sync.hub.courier import take_parcel
from bivouac.sync.journal import acts
from bivouac.sync.journal.clock import Reading
from bivouac.sync.journal.feeds import cohort_stream, learner_stream
from bivouac.sync.journal.record import make_record
from bivouac.sync.protocol import messages
from bivouac.sync.protocol.carried import Carried, pack
from bivouac.sync.protocol.courier import read_receipt, write_receipt
from bivouac.sync.protocol.messages import Exchange, Exchanged, Offered
from bivouac.sync.protocol.pages import encode_page
from bivouac.sync.protocol.signing import sign_page
from bivouac.sync.relay.sticks import hear_receipts, pack_for_above, take_all
from bivouac.sync.store.device import open_device, renew
from bivouac.sync.store.people import Learner
from tests.simulation.alike import (
    BrokenPromiseError,
)
from tests.simulation.parties import CLOCKS, NOW, Laptop
from tests.simulation.power import CrashError, Power, unreliable
from tests.simulation.promises import Promises
from tests.simulation.ways import FAULTS
from tests.simulation.writing import ACTIVITIES, COURSE, Writer


class World(Promises):
    """What may happen in it. Its arguments are those of `Ways`."""

    def step(self) -> None:
        """Something happens; the power may go in the middle of it."""
        deed = self.chance.choice(_PLAIN_DEEDS if self.plain else _MOVING_DEEDS if self.moves else _DEEDS)
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
        faults = [self.chance.choice(FAULTS) for _ in range(self.chance.randrange(3))]
        self._exchange(laptop, hub, faults, page_records=self.chance.choice((1, 2, 1000)))
        return f"{laptop.name} {hub.name} {faults}"

    def old_request_again(self) -> str:
        """A request that was sent long ago arrives once more."""
        if self.sent:
            name, token, data = self.chance.choice(self.sent)
            self.answer(self.hubs[name], token, data)
        return ""

    def pack(self) -> str:
        laptop = self.chance.choice(self.laptops)
        parcels = pack_journal(laptop.journal, laptop.learner, self.info(), laptop.device.sign_as)
        self.sticks += [(laptop.name, parcel) for parcel in parcels]
        return laptop.name

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

    def shut_out(self) -> str:
        """One laptop is stolen; the campus shuts it out. What it did and nobody else has is out of reach."""
        if any(laptop.lost for laptop in self.laptops) or self.chance.random() < 0.7:
            return "no"
        laptop = self.laptops[1]
        self.campus.storage.shut_out(laptop.device.id, True)
        self._note_lost()
        return laptop.name

    def move(self) -> str:
        """Awa is taken out of the class, or put back."""
        awa, cohort = self.people[0].id, self.cohort.id
        is_in = not self.is_out()
        self.before = self.told_by_awa(self.campus.records())
        self.campus.storage.keep_member(cohort, awa, "" if is_in else "learner")
        return "out" if is_in else "in"

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
_MOVING_DEEDS = [*(one for one in _DEEDS if one is not World.set_back_hub), *[World.move] * 3]
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


def live(folder: Path, seed: int, steps: int, *, plain: bool = False, moves: bool = False) -> None:
    """One world's life, and what must hold at its end. Raises BrokenPromiseError with all that happened."""
    log: list[str] = []
    try:
        with simulated(lambda: World(folder, seed, plain=plain, moves=moves)) as world:
            log = world.log
            for _ in range(steps):
                world.step()
            world.settle()
    except (BrokenPromiseError, BivouacError) as error:
        story = "\n".join(f"  {number}. {line}" for number, line in enumerate(log, start=1))
        raise BrokenPromiseError(f"seed {seed}: {error}\n{story}") from error
