"""A hub in a process of its own, and laptops that belong to it: the real programs, plain HTTP on loopback."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec
from msgspec import Struct

from bench.processes import Child
from bivouac.sync.exchange.client import HubClient
from bivouac.sync.exchange.exchange import exchange_journal
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.hub.joining import new_token, token_hash
from bivouac.sync.hub.serve import serve
from bivouac.sync.hub.storage import Invite, Newcomer, Storage
from bivouac.sync.journal.record import new_id
from bivouac.sync.protocol.line import Line
from bivouac.sync.store.device import open_device
from bivouac.sync.store.journal import Journal

_NAME = "Campus Abidjan"
_DAY = 86_400_000


class Laptop(Struct, frozen=True):
    """A device with one learner. `folder` holds its identity and its journals."""

    folder: Path
    learner: str
    token: str

    def journal(self) -> Journal:
        """The learner's journal on this device."""
        return Journal(self.folder / "journal.sqlite", self.learner, open_device(self.folder).id)

    def exchange(
        self, url: str, page_records: int = 1000, journal: Journal | None = None, certificate: str = ""
    ) -> None:
        """Exchange with the hub at `url` until both hold the same, over a connection of its own."""
        line = Line(url, certificate, self.token)
        try:
            device = open_device(self.folder)
            client = HubClient(line, device.sign)
            if journal is not None:
                exchange_journal(journal, client, device.sign_as, page_records=page_records)
            else:
                with closing(self.journal()) as own:
                    exchange_journal(own, client, device.sign_as, page_records=page_records)
        finally:
            line.close()


def make_hub(folder: Path, database: str = "") -> HubFolder:
    """An empty hub; `database` is the URL of a PostgreSQL database, empty for a file."""
    return HubFolder.create(folder, _NAME, database)


def let_in(hub: HubFolder, folder: Path, count: int) -> list[Laptop]:
    """`count` laptops of the hub, each with a learner of its own. The code's slow hash, which joining costs once, is left out."""
    with closing(hub.storage()) as storage:
        return [_join(storage, folder / f"laptop-{number}", f"Learner {number}", None) for number in range(count)]


def second_laptop(hub: HubFolder, first: Laptop, folder: Path) -> Laptop:
    """Another laptop of the same learner, on which there is nothing yet."""
    with closing(hub.storage()) as storage:
        return _join(storage, folder, "", first.learner)


def _join(storage: Storage, folder: Path, name: str, learner: str | None) -> Laptop:
    folder.mkdir(parents=True)
    device, token, now = open_device(folder), new_token(), time.time_ns() // 1_000_000
    invite = Invite(new_id(), new_id(8), b"", b"", "learner", learner, 1, now + _DAY, now)
    storage.add_invite(invite)
    account = storage.take_up(invite, Newcomer(device.id, device.public_key(), token_hash(token), name, "fr"), now)
    if account is None:
        raise RuntimeError("the hub did not let a laptop in")
    return Laptop(folder, account.id, token)


@contextmanager
def serving(hub: HubFolder, host: str = "127.0.0.1", before: tuple[str, ...] = ()) -> Iterator[tuple[Child, int]]:
    """The hub's process and its port, as long as the block lasts; `before` is what it is started with, and it keeps to itself then."""
    child = Child("bench.campus", str(hub.folder), host, before=before, silent=bool(before))
    try:
        yield child, child.answer()["port"]
    finally:
        child.terminate()


def main() -> None:
    """Serve the hub in a folder as `bivouac hub serve` does, and print where."""
    serve(
        HubFolder(Path(sys.argv[1])),
        sys.argv[2],
        0,
        lambda told: print(msgspec.json.encode(told).decode(), flush=True),
        None,
        announce=False,
    )


if __name__ == "__main__":
    main()
