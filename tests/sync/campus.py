"""A hub and laptops for tests: all the real thing, on loopback."""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bivouac.courses.bundle import oci
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.pack import write_pack
from bivouac.courses.bundle.pieces import encode_pieces, piece_digests
from bivouac.courses.limits import LIMITS
from bivouac.courses.model import Course, Lesson, Module, Page, Rendition, Video
from bivouac.sync.exchange.client import HubClient
from bivouac.sync.exchange.exchange import ExchangePort, Outcome, exchange_journal
from bivouac.sync.exchange.join import greet, join
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.hub.joining import Offer, make_invite
from bivouac.sync.hub.serve import HubServer, listen
from bivouac.sync.hub.tails import records_of
from bivouac.sync.journal.clock import wall_milliseconds
from bivouac.sync.journal.feeds import base_of
from bivouac.sync.protocol.line import Line
from bivouac.sync.relay.upstream import exchange_upstream, join_upstream
from bivouac.sync.store.device import Device, open_device
from bivouac.sync.store.journal import Journal
from tests.courses.bundle.conftest import WEBM, store_manifest

REPOSITORY = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-c", "from bivouac.sync.cli import main; main()"]


class Campus:
    """A hub that serves in a thread of this process."""

    def __init__(
        self, folder: Path, *, secured: bool = False, name: str = "Campus Abidjan", database: str = ""
    ) -> None:
        self.hub = HubFolder.create(folder, name, database)
        self.secured = secured
        self.start()

    @classmethod
    def of(cls, folder: Path, *, secured: bool = False) -> Campus:
        """A hub that was made before, as its settings are now."""
        campus = cls.__new__(cls)
        campus.hub, campus.secured = HubFolder(folder), secured
        campus.start()
        return campus

    def start(self, port: int = 0) -> None:
        ready = threading.Event()
        self._socket = listen("127.0.0.1", port)
        self.port = self._socket.getsockname()[1]
        self.url = f"{'https' if self.secured else 'http'}://127.0.0.1:{self.port}"
        self._server = HubServer(self.hub, self.secured, ready.set)
        self._thread = threading.Thread(target=self._server.run, args=([self._socket],), daemon=True)
        self._thread.start()
        assert ready.wait(20)

    def stop(self) -> None:
        self.stop_soon()
        self.wait()

    def stop_soon(self) -> None:
        """Stop, and let the next test begin meanwhile."""
        self._server.should_exit = True

    def wait(self) -> None:
        self._thread.join(20)
        self._socket.close()

    def join(self, above: Campus) -> None:
        """Become one of the hubs below another."""
        join_upstream(self.hub, greet(above.url, above.code(Offer(role="hub"))))

    def exchange(self) -> Outcome:
        """Exchange with the hub above."""
        with contextlib.closing(self.hub.storage()) as storage:
            return exchange_upstream(self.hub, storage)

    def records(self) -> list[tuple[str, str, int]]:
        """(stream, feed, number) of every record that the hub holds."""
        with contextlib.closing(self.hub.storage()) as storage:
            return [
                (stream, feed, record.seq)
                for stream in storage.streams()
                for feed, last in storage.feeds(stream).items()
                for segment in storage.segments(stream, feed, base_of(feed), 1 << 30)
                for record in records_of(feed, segment)
                if record.seq <= last
            ]

    def code(self, offer: Offer | None = None) -> str:
        """A code to join with: a class's, unless the offer says otherwise."""
        storage = self.hub.storage()
        try:
            return make_invite(storage, offer or Offer(uses=50), wall_milliseconds())[0]
        finally:
            storage.close()


class Laptop:
    """A machine on which one learner joined a campus."""

    def __init__(
        self, folder: Path, url: str, code: str, name: str = "Awa Koné", journal: str = "journal.sqlite"
    ) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.device: Device = open_device(folder)
        greeting = greet(url, code)
        self.joined = join(
            greeting,
            device=self.device.id,
            public_key=self.device.public_key(),
            sign=self.device.sign,
            name=name,
            language="fr",
        )
        self.line = Line(greeting.url, greeting.certificate, self.joined.token)
        self.client = HubClient(self.line, self.device.sign)
        self.journal = self.open_journal(journal)

    def open_journal(self, name: str = "journal.sqlite") -> Journal:
        return Journal(self.folder / name, self.joined.learner, self.device.id, self.device.former)

    def exchange(self, client: ExchangePort | None = None, journal: Journal | None = None, **options: Any) -> Outcome:
        """Exchange the laptop's journal with the hub; in the test's own manner where that gives a client or a journal."""
        return exchange_journal(journal or self.journal, client or self.client, self.device.sign_as, **options)

    def close(self) -> None:
        self.line.close()
        self.journal.close()


class HubProcess:
    """A hub in a process of its own, to be killed."""

    def __init__(
        self, folder: Path, host: str = "127.0.0.1", workers: int = 1, more: Sequence[str] = (), port: int = 0
    ) -> None:
        self.folder = folder
        self.host = host
        self.more = tuple(more)
        self.workers = workers
        self._ready = folder.parent / "ready.json"
        self.port = port
        self.start()

    def start(self) -> None:
        """Start (again, at the same port)."""
        self._ready.unlink(missing_ok=True)
        where = ["--host", self.host, "--port", str(self.port), "--ready-file", str(self._ready)]
        arguments = ["hub", "serve", str(self.folder), *where, "--workers", str(self.workers), *self.more]
        self.process = subprocess.Popen(
            [*COMMAND, *arguments], cwd=REPOSITORY, env=os.environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        wait_until(self._ready.exists, self.process)
        self.port = json.loads(self._ready.read_bytes())["port"]
        self.url = f"http://127.0.0.1:{self.port}"

    def end(self, how: int = signal.SIGTERM) -> tuple[int, str]:
        """Send a signal; the exit status and all that the process said."""
        self.process.send_signal(how)
        said, _ = self.process.communicate(timeout=20)
        return self.process.returncode, said.decode()


def wait_until(true: object, process: subprocess.Popen[bytes], seconds: float = 30) -> None:
    """Wait for something to become true while a process runs."""
    deadline = time.monotonic() + seconds
    while not true():  # type: ignore[operator]
        assert process.poll() is None, process.communicate()[0].decode()
        assert time.monotonic() < deadline
        time.sleep(0.01)


def store_two_lessons(
    layout: Layout, films: dict[str, bytes], version: str = "1", course_id: str = "trade"
) -> oci.Descriptor:
    """A course of a page and then a film, in one lesson each. `films`: rendition name to what follows the WebM mark."""
    contents = {name: WEBM + content for name, content in films.items()}
    packs = [_pack({"page.html": f"<h1>Edition {version}</h1>".encode()}), _pack({"note.txt": b"two"})]
    renditions = tuple(
        Rendition(name=name, blob=oci.digest_of(content), size=len(content), height=int(name[:-1]), width=2)
        for name, content in contents.items()
    )
    activities = (
        Page(id="read", title="Read", file="page.html"),
        Video(id="film", title="Film", duration=1.0, renditions=renditions),
    )
    lessons = tuple(
        Lesson(id=f"l{at}", title=f"L{at}", activities=(activity,), pack=oci.digest_of(pack), pack_size=len(pack))
        for at, (activity, pack) in enumerate(zip(activities, packs, strict=True))
    )
    course = Course(
        id=course_id,
        title="Trade",
        language="en",
        version=version,
        modules=(Module(id="m", title="M", lessons=lessons),),
    )
    layers = [*((oci.PACK, pack) for pack in packs), *((oci.FILM, content) for content in contents.values())]
    large = {
        oci.digest_of(data): piece_digests(io.BytesIO(data)) for _, data in layers if len(data) >= LIMITS.pieced_from
    }
    if large:
        layers.append((oci.PIECES, encode_pieces(large)))
    return store_manifest(layout, course, layers)


def _pack(files: dict[str, bytes | Path]) -> bytes:
    target = io.BytesIO()
    write_pack(files, target)
    return target.getvalue()
