"""What a hub is on disk: one folder, which is all there is to back up.

hub.json                    its id and name
hub.sqlite                  learners, devices, invitations, journals
content/                    the courses: an OCI image layout (courses/bundle)
certificate.pem, key.pem    who it is on the network
device.json                 who it is where it writes: what it notes about its campus is signed
courier.key                 opens what was sealed to this hub and travelled by stick
upstream.json, recipients.json   the hub above, and to whom its campus seals
followed.json, school.catalogue   which of its courses come here, and what of its signed catalogue was verified
signed.json                 that it signed a catalogue itself once, and whether it was made of a backup since (signed.py)
damaged/                    databases that were repaired, as they were; backups.json where copies of the hub were put
above.catalogue, courses-read.json   what the hub above offered when it was last asked, and when each course from there was last read through
.at-work/                   which commands are at work in it (at_work.py)
serving.json, reached.json  where the running hub listens, and from where it was reached
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from bivouac import machine
from bivouac.courses.bundle.layout import Layout
from bivouac.decoding import from_json
from bivouac.errors import InputError
from bivouac.sync.hub.author import Author
from bivouac.sync.hub.certificate import make_certificate
from bivouac.sync.hub.engine import Database, require_file
from bivouac.sync.hub.policy import Readers
from bivouac.sync.hub.sql import SqlStorage
from bivouac.sync.journal.record import new_id
from bivouac.sync.protocol import courier
from bivouac.sync.store.device import open_device
from bivouac.sync.store.files import put_database_aside

FORMAT = 1
T = TypeVar("T")
MAX_NAME = 80
DATABASE_VARIABLE = "BIVOUAC_HUB_DATABASE"

_SETTINGS = "hub.json"
_SERVING = "serving.json"
_DATABASE = "hub.sqlite"
REPAIRED = "hub.repaired.sqlite"
"""A whole new database that has only to take the old one's name."""

_BACKUPS = "backups.json"
_KNOWN_BACKUPS = 20
_COURIER_KEY = "courier.key"
_RECIPIENTS = "recipients.json"
_IN_A_HUB = {
    "device.json",
    ".update",
    ".filling",
    _COURIER_KEY,
    _SETTINGS,
    _SERVING,
    _DATABASE,
    "content",
    "certificate.pem",
    "key.pem",
    "lock",
}
_LEFT_BEHIND = {f"{_DATABASE}-wal", f"{_DATABASE}-shm", f"{_DATABASE}-journal"}
"""What SQLite leaves beside its file when the power goes; it takes them up when it next opens the file."""


class Settings(Struct, frozen=True):
    """`hub.json`. `readers` says who reads the private streams of learners (policy.py); what is left out stands as it is there.

    `database` is the URL of a PostgreSQL database (SQLAlchemy's form, `postgresql://…`); empty for the file in the folder. The variable
    BIVOUAC_HUB_DATABASE says another, so that no password need stand on the disk. `mirrors` are other servers that have the courses.
    """

    id: str
    name: str
    format: int = FORMAT
    readers: Readers = Readers()
    database: str = ""
    mirrors: tuple[str, ...] = ()


class Serving(Struct, frozen=True):
    """`serving.json`, and the file that `--ready-file` asks for: where the hub listens."""

    urls: tuple[str, ...]
    port: int
    pid: int


class HubFolder:
    """A hub's folder. Raises InputError when there is no hub in it, or one of a newer Bivouac."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.content = folder / "content"
        self.certificate_file = folder / "certificate.pem"
        self.key_file = folder / "key.pem"
        self.recipients_file = folder / _RECIPIENTS
        try:
            self.settings = from_json((folder / _SETTINGS).read_bytes(), Settings)
        except (FileNotFoundError, NotADirectoryError) as error:
            raise InputError(
                "There is no hub in “{path}”. Make one with: bivouac hub init", path=str(folder)
            ) from error
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise InputError(
                "The settings of the hub ({path}) are damaged. Restore them from a copy.", path=_SETTINGS
            ) from error
        if self.settings.format > FORMAT:
            raise InputError("This hub was made with a newer Bivouac. Update Bivouac on this computer to run it.")

    @classmethod
    def create(cls, folder: Path, name: str, database: str = "") -> HubFolder:
        """Make a hub. `hub.json` comes last, so that one that was cut short is simply made again.

        Args:
            database: URL of a PostgreSQL database; empty for a file in the folder.

        Raises:
            InputError: there is a hub already, or the folder holds other things, or the name is none.
        """
        name = " ".join(name.split())
        if not 0 < len(name) <= MAX_NAME or not name.isprintable():
            raise InputError("A campus needs a name of 1 to {n} letters.", n=MAX_NAME)
        if (folder / _SETTINGS).exists():
            raise InputError("There is a hub in “{path}” already.", path=str(folder))
        if folder.exists() and (not folder.is_dir() or not all(_of_a_hub(entry.name) for entry in folder.iterdir())):
            raise InputError("“{path}” holds other things. Choose an empty folder or a new name.", path=str(folder))
        Layout.create(folder / "content")
        certificate, key = make_certificate(name)
        machine.write_whole(folder / "key.pem", key)
        machine.write_whole(folder / "certificate.pem", certificate)
        settings = Settings(new_id(), name, database=database)
        opened = _database(folder, settings)
        try:
            if opened.near and (begun := opened.owner()):  # a making that was cut short
                settings = msgspec.structs.replace(settings, id=begun)
            opened.belong_to(settings.id)
        finally:
            opened.close()
        machine.write_whole(folder / _SETTINGS, msgspec.json.encode(settings))  # readable by its owner alone
        return cls(folder)

    def keep_mirrors(self, mirrors: Sequence[str]) -> None:
        """Name other servers that have the courses; a hub that runs tells of them when it is next started."""
        self.settings = msgspec.structs.replace(self.settings, mirrors=tuple(mirrors))
        machine.write_whole(self.folder / _SETTINGS, msgspec.json.encode(self.settings))

    def storage(self) -> SqlStorage:
        """What the hub remembers; close it after use.

        Raises:
            StoreError: it is gone, damaged or away.
            InputError: it is another hub's.
        """
        database = _database(self.folder, self.settings, used=True)
        try:
            database.belong_to(self.settings.id)
        except BaseException:
            database.close()
            raise
        return SqlStorage(database, self.author())

    def require_database(self) -> None:
        """Raise StoreError where people and journals are gone, or away. Nothing is written."""
        path = self.database_file()
        if path:
            require_file(path)
        with contextlib.closing(self.database_as_it_is()) as database:
            database.require_used()

    def database_file(self) -> Path | None:
        """The file of its database; None where it keeps people and journals in PostgreSQL."""
        return None if os.environ.get(DATABASE_VARIABLE, self.settings.database) else self.folder / _DATABASE

    def database_as_it_is(self) -> Database:
        """The database, only to be looked at: nothing is made or mended."""
        path = self.database_file()
        if path:
            return Database.of_file_as_it_is(path)
        return Database(os.environ.get(DATABASE_VARIABLE, self.settings.database), only_read=True)

    def author(self) -> Author:
        """The hub as somebody who writes. A folder that was copied goes on under a name of its own, like a laptop."""
        device = open_device(self.folder)
        keys = device.public_keys()
        signers = {one: partial(device.sign_as, one) for one in keys}
        return Author(self.settings.id, device.id, device.sign, keys, signers=signers)

    def layout(self) -> Layout:
        """The hub's courses."""
        return Layout.open(self.content)

    def certificate(self) -> str:
        """The certificate in PEM, for laptops to pin."""
        return self.certificate_file.read_text("ascii")

    def renew_certificate(self) -> list[Path]:
        """Make a new key and certificate; the files of the old are in `damaged/`, and returned. A hub that runs shows the old until it is started again.

        Power may fail between the two files: then they do not go together, and the hub says so when it is started.
        """
        old = [
            machine.put_aside(path, self.folder / "damaged")
            for path in (self.certificate_file, self.key_file)
            if path.exists()
        ]
        certificate, key = make_certificate(self.settings.name)
        machine.write_whole(self.key_file, key)
        machine.write_whole(self.certificate_file, certificate)
        return old

    def secret(self) -> bytes:
        """32 bytes that only this hub knows, always the same."""
        return hashlib.sha256(b"bivouac hub secret\0" + self.key_file.read_bytes()).digest()

    def recipients(self) -> tuple[str, ...]:
        """To whom progress is sealed that travels by stick (protocol/courier.py): this hub, then those above it."""
        above = _read(self.recipients_file, list[str]) or []
        return (courier.recipient_of(self.courier_key()), *above)

    def courier_key(self) -> str:
        """The age identity that opens what was sealed to this hub, made when first asked for."""
        path = self.folder / _COURIER_KEY
        if not path.exists():
            with machine.only_one(self.folder / ".update", lambda: time.sleep(0.02)):
                if not path.exists():
                    machine.write_whole(path, courier.new_identity().encode())
        return path.read_text("ascii")

    def keep_recipients(self, above: Sequence[str], *, anew: bool = False) -> None:
        """Keep to whom the hubs above want progress sealed; `anew` writes it in any case, which tells the hub that runs of other news (about.py)."""
        if anew or list(above) != _read(self.recipients_file, list[str]):
            machine.write_whole(self.recipients_file, msgspec.json.encode(above))

    def keep_backup(self, backup: Path) -> None:
        """Remember where a copy of the hub was put: a repair takes from the newest."""
        known = [str(backup.resolve()), *(_read(self.folder / _BACKUPS, list[str]) or [])]
        machine.write_whole(self.folder / _BACKUPS, msgspec.json.encode(known[:_KNOWN_BACKUPS]))

    def newest_backup(self) -> Path | None:
        """The newest copy of the hub that is where it was put."""
        known = _read(self.folder / _BACKUPS, list[str]) or []
        return next((Path(one) for one in known if (Path(one) / _DATABASE).is_file()), None)

    def keep_serving(self, serving: Serving) -> None:
        """Write where the hub listens."""
        machine.write_whole(self.folder / _SERVING, msgspec.json.encode(serving))

    def serving(self) -> Serving | None:
        """Where the hub listens, or did when it last ran; None when it never did."""
        return _read(self.folder / _SERVING, Serving)


def finish_repair(folder: Path) -> None:
    """Let a repaired database (repairing.py) take the place of the damaged one, which a power cut may have come before."""
    if not (folder / REPAIRED).exists():
        return
    with machine.only_one(folder / ".update", lambda: time.sleep(0.02)):
        if (folder / REPAIRED).exists():
            put_database_aside(folder / _DATABASE, folder / "damaged" / time.strftime("%Y-%m-%d"))
            machine.replace(folder / REPAIRED, folder / _DATABASE)


def _database(folder: Path, settings: Settings, *, used: bool = False) -> Database:
    url = os.environ.get(DATABASE_VARIABLE, settings.database)
    if not url:
        finish_repair(folder)
    return Database(url, used=used) if url else Database.of_file(folder / _DATABASE, used=used)


def _read(path: Path, kind: type[T]) -> T | None:
    """What a file says that can be made anew; None when it is not there or damaged."""
    try:
        return from_json(path.read_bytes(), kind)
    except (FileNotFoundError, msgspec.DecodeError, UnicodeDecodeError):
        return None


def _of_a_hub(name: str) -> bool:
    """Whether a hub's folder may hold an entry of this name while it is made: `.part-` begins that of a file being written."""
    return name in _IN_A_HUB or name in _LEFT_BEHIND or name.startswith(".part-")
