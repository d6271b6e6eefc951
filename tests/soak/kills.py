"""`python -m tests.soak.kills --times N [--seed S]`: a hub of two processes, two laptops, and newcomers who join, killed at random moments, again and again.

A laptop's process acts, exchanges, and makes backups by turns, and says on a pipe what was confirmed, after it was: `{"done": id}`. After each kill the
process that died is started again. At the end everything that was confirmed is on the hub exactly once and on both laptops, and every journal is sound.
Each newcomer has a code for one person. Whoever was killed while joining joins with the same code, and is one person, whose laptop the hub knows.
"""

from __future__ import annotations

import argparse
import collections
import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import msgspec

from bivouac import machine
from bivouac.errors import LineError
from bivouac.sync.exchange.client import HubClient
from bivouac.sync.exchange.exchange import exchange_journal
from bivouac.sync.exchange.join import greet, join
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.hub.joining import Offer, make_invite
from bivouac.sync.hub.tails import records_of
from bivouac.sync.journal.acts import Noted, Reached
from bivouac.sync.journal.clock import wall_milliseconds
from bivouac.sync.journal.feeds import base_of, learner_stream
from bivouac.sync.journal.record import Record
from bivouac.sync.protocol.line import Line
from bivouac.sync.store.backup import backup_people
from bivouac.sync.store.device import open_device
from bivouac.sync.store.library import Library
from bivouac.sync.store.people import Campus, Learner
from bivouac.sync.store.upkeep import open_library
from tests.soak.noting import KEPT, noted

REPOSITORY = Path(__file__).resolve().parents[2]
LAPTOPS = ("first", "second")
NEWCOMERS = "newcomers"
PEOPLE = (*LAPTOPS, NEWCOMERS)
_PATIENCE = 60.0


# --- what a laptop's process does --------------------------------------------------------------------------------------


def work(home: Path, seed: int) -> None:
    """Act, exchange and make backups by turns, until killed or until standard input ends; says each confirmed act."""
    library, _ = open_library(home)
    person = library.people.learners()[0]
    campus = library.people.campus(person.campus)
    assert campus is not None
    device, chance, ended = library.device(), random.Random(seed), threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
    line = Line(campus.urls[0], token=library.people.token(person.id)[0])
    client, journal = HubClient(line, device.sign), library.journal(person.id)
    print(json.dumps({"ready": True}), flush=True)
    while not ended.is_set():
        name = f"{seed}-{chance.getrandbits(64):x}"
        journal.record("c", f"a{chance.randrange(20)}", Noted(name, "un mot " * chance.randrange(1, 60)), Reached(1))
        print(json.dumps({"done": name}), flush=True)
        deed = chance.random()
        if deed < 0.25:
            with contextlib.suppress(LineError):
                exchange_journal(journal, client, device.sign_as)
        elif deed < 0.28:
            backup_people(home)
    library.close()


def welcome(folder: Path, hub: Path, url: str) -> None:
    """Join as one new person after the other, until killed or until standard input ends; whoever was joining goes on."""
    ended = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
    number = max((int(one.name) for one in folder.iterdir()), default=0) if folder.is_dir() else 0
    while not ended.is_set():
        home = folder / str(number)
        home.mkdir(parents=True, exist_ok=True)
        if not (home / "code").exists():
            with contextlib.closing(HubFolder(hub).storage()) as storage:
                code = make_invite(storage, Offer(uses=1), wall_milliseconds())[0]
            machine.write_whole(home / "code", code.encode())
        with contextlib.closing(Library(home)) as library:
            if not library.people.learners():
                _join(library, home, url, (home / "code").read_text(), f"Ali {number}")
            print(json.dumps({"joined": [library.people.learners()[0].id, number]}), flush=True)
            number += 1


def _join(library: Library, home: Path, url: str, code: str, name: str) -> str:
    """Join, as the app does: again and again while the hub is away."""
    device = open_device(home)
    while True:
        with contextlib.suppress(LineError):
            greeting = greet(url, code)
            joined = join(
                greeting, device=device.id, public_key=device.public_key(), sign=device.sign, name=name, language="fr"
            )
            break
        time.sleep(0.1)
    campus = Campus(joined.campus, joined.campus_name, (url,), "")
    person = Learner(joined.learner, joined.name, joined.campus, joined.role)
    library.people.join(campus, person, joined.token, device.id)
    return joined.learner


# --- those that are killed ---------------------------------------------------------------------------------------------


class Killed:
    """A process that is started again each time that it was killed."""

    def __init__(self, arguments: list[str], log: Path) -> None:
        self._arguments = arguments
        self._log = log
        self.done: list[str] = []
        self.joined: list[tuple[str, int]] = []
        self.start()

    def start(self) -> None:
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, *self._arguments],
                cwd=REPOSITORY,
                env=os.environ,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
            )
        self._listening = threading.Thread(target=self._listen, args=(self.process,))
        self._listening.start()

    def _listen(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            with contextlib.suppress(json.JSONDecodeError):  # what a kill cut off confirms nothing
                told = json.loads(line)
                if isinstance(told, dict) and "done" in told:
                    self.done.append(told["done"])
                if isinstance(told, dict) and "joined" in told:
                    self.joined.append(tuple(told["joined"]))

    def kill(self) -> None:
        """SIGKILL. Raises AssertionError when it had ended by itself."""
        assert self.process.poll() is None, f"it ended by itself: {self._log.read_text()}"
        self.process.send_signal(signal.SIGKILL)
        self.end()

    def end(self) -> None:
        """Let it end, and hear the rest of what it said."""
        assert self.process.stdin is not None and self.process.stdout is not None
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()
        self.process.wait(_PATIENCE)
        self._listening.join()
        self.process.stdout.close()


class World:
    """A hub's folder and two homes of one learner, and their processes."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.chance = random.Random(seed)
        self.kills: collections.Counter[str] = collections.Counter()
        self.hub = HubFolder.create(folder / "hub", "Campus Abidjan")
        self._ready = folder / "ready.json"
        self.processes: dict[str, Killed] = {}
        self._start_hub()
        self.learner = self._join("first", Offer(uses=1))
        self._join("second", Offer(learner=self.learner))
        for name in PEOPLE:
            self._start(name)

    def _start_hub(self) -> None:
        port = str(json.loads(self._ready.read_bytes())["port"]) if self._ready.exists() else "0"
        self._ready.unlink(missing_ok=True)
        where = ["--host", "127.0.0.1", "--port", port, "--ready-file", str(self._ready), "--workers", "2"]
        arguments = ["-m", "bivouac.sync.cli", "hub", "serve", str(self.hub.folder), *where]
        self.processes["hub"] = Killed(arguments, self.folder / "hub.log")
        until = time.monotonic() + _PATIENCE
        while not self._ready.exists():
            assert self.processes["hub"].process.poll() is None, (self.folder / "hub.log").read_text()
            assert time.monotonic() < until
            time.sleep(0.01)
        self.url = f"http://127.0.0.1:{json.loads(self._ready.read_bytes())['port']}"

    def _join(self, name: str, offer: Offer) -> str:
        home = self.folder / name
        with contextlib.closing(self.hub.storage()) as storage:
            code = make_invite(storage, offer, wall_milliseconds())[0]
        with contextlib.closing(Library(home)) as library:
            return _join(library, home, self.url, code, "Awa Koné")

    def _start(self, name: str) -> None:
        arguments = [
            "-m",
            "tests.soak.kills",
            "--work",
            str(self.folder / name),
            "--seed",
            str(self.chance.getrandbits(30)),
        ]
        if name == NEWCOMERS:
            arguments += ["--hub", str(self.hub.folder), "--url", self.url]
        before = self.processes.get(name)
        self.processes[name] = Killed(arguments, self.folder / f"{name}.log")
        if before:
            self.processes[name].done[:0], self.processes[name].joined[:0] = before.done, before.joined

    def kill_one(self) -> None:
        """Let them work a while, kill one, and start it again."""
        time.sleep(self.chance.uniform(0.05, 1.2))
        name = self.chance.choice(("hub", *PEOPLE))
        self.processes[name].kill()
        self.kills[name] += 1
        self._start_hub() if name == "hub" else self._start(name)

    def stop(self) -> None:
        """End all processes, the hub's as well."""
        for name in PEOPLE:
            self.processes[name].end()
        self.processes["hub"].process.terminate()
        self.processes["hub"].end()

    def settle(self) -> None:
        """Let all but the hub end, and exchange until both laptops have all."""
        for name in PEOPLE:
            self.processes[name].end()
        for name in (*LAPTOPS, *LAPTOPS):
            library, repair = open_library(self.folder / name)
            assert repair is None, f"{name} was damaged by a kill: {repair}"
            device = library.device()
            line = Line(self.url, token=library.people.token(self.learner)[0])
            exchange_journal(library.journal(self.learner), HubClient(line, device.sign), device.sign_as)
            line.close()
            library.close()

    def require_all(self) -> int:
        """That each confirmed act is on the hub and on both laptops exactly once, and that the journals are sound; how many there are."""
        confirmed = {name for process in self.processes.values() for name in process.done}
        places = {"hub": records_on_hub(self.hub, self.learner)}
        places |= {name: records_on_laptop(self.folder / name, self.learner) for name in LAPTOPS}
        for place, records in places.items():
            counts = collections.Counter(_name_of(record) for record in records if record.kind == "noted")
            lost = confirmed - counts.keys()
            twice = [name for name, times in counts.items() if times > 1]
            assert not lost, f"{place}: {len(lost)} confirmed acts are lost"
            assert not twice, f"{place}: {len(twice)} acts are there twice"
        numbers = {place: {(one.device, one.seq) for one in records} for place, records in places.items()}
        assert numbers["hub"] == numbers["first"] == numbers["second"], "they do not hold the same"
        return len(confirmed)

    def require_newcomers(self) -> int:
        """That each code made one person, whom the hub knows under the name of that laptop; how many there are."""
        joined = {f"Ali {number}": learner for learner, number in self.processes[NEWCOMERS].joined}
        with contextlib.closing(self.hub.storage()) as storage:
            known = [(one.account.name, one.account.id) for one in storage.learners()]
        assert len(known) == len(dict(known)), "somebody is there twice"
        assert joined.items() <= dict(known).items(), "the hub does not know somebody who joined"
        for _, number in self.processes[NEWCOMERS].joined:
            with contextlib.closing(Library(self.folder / NEWCOMERS / str(number))) as library:
                person = library.people.learners()[0]
                with contextlib.closing(Line(self.url, token=library.people.token(person.id)[0])) as line:
                    device = library.device()
                    exchange_journal(library.journal(person.id), HubClient(line, device.sign), device.sign_as)
        return len(joined)


def records_on_hub(hub: HubFolder, learner: str) -> list[Record]:
    """A learner's own records at a hub, each once, however many pages tell it."""
    stream = learner_stream(learner)
    with contextlib.closing(hub.storage()) as storage:
        found = {
            (record.device, record.seq): record
            for feed in storage.feeds(stream)
            for segment in storage.segments(stream, feed, base_of(feed), 1 << 30)
            for record in records_of(feed, segment)
        }
    return list(found.values())


def records_on_laptop(home: Path, learner: str) -> list[Record]:
    """The same on a laptop, whose library and journal are sound and show what they hold."""
    with contextlib.closing(Library(home)) as library:
        journal = library.journal(learner)
        assert journal.health().sound and library.health().sound, f"{home.name} is not sound"
        assert journal.differences() == [], f"{home.name} shows other things than its journal says"
        return [
            one for feed in journal.held(journal.stream) for one in journal.records(journal.stream, feed, 0, 1 << 30)
        ]


def _name_of(record: Record) -> str:
    return str(msgspec.msgpack.decode(record.body)[0])


def campaign(folder: Path, times: int, seed: int) -> str:
    """Kill `times` times; what came of it. Raises AssertionError for a broken promise."""
    world = World(folder, seed)
    try:
        for count in range(1, times + 1):
            world.kill_one()
            if count % 25 == 0:
                print(f"{count} kills", flush=True)
        world.settle()
        joined = world.require_newcomers()
    finally:
        world.stop()
    acts = world.require_all()
    killed = ", ".join(f"{name} {times}" for name, times in sorted(world.kills.items()))
    return f"{times} kills ({killed}): each of {acts:,} confirmed acts is on the hub and on both laptops exactly once; all journals are sound. {joined} people joined, each once."


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.soak.kills", description="Kill processes and look on.")
    parser.add_argument("--times", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--hub", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--url", help=argparse.SUPPRESS)
    parser.add_argument(
        "--note", nargs="?", type=Path, const=KEPT, help="add a line to docs/campaigns.md, or to this file"
    )
    options = parser.parse_args()
    if options.hub:
        welcome(options.work, options.hub, options.url)
        return
    if options.work:
        work(options.work, options.seed)
        return
    with tempfile.TemporaryDirectory() as folder:
        noted(
            "kills",
            options.seed,
            options.times,
            lambda: campaign(Path(folder), options.times, options.seed),
            options.note,
        )


if __name__ == "__main__":
    main()
