"""A school's signed catalogue in which one file after the other is damaged, with the right signatures over it or without."""

from __future__ import annotations

import atexit
import contextlib
import datetime
import itertools
import json
import tempfile
from pathlib import Path
from unittest.mock import patch

from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata, MetaFile, Snapshot, Timestamp
from tuf.api.serialization.json import CanonicalJSONSerializer

from bivouac.courses.bundle.layout import Layout
from bivouac.sync.catalogue import keys
from bivouac.sync.catalogue.files import FOLDER, TIMESTAMP, Parts, newest_root, older_roots
from bivouac.sync.catalogue.repository import Repository
from bivouac.sync.catalogue.trusted import TrustedCatalogue, Verified

BIN = "bin-0"
"""Where the course is that the laptops are told of."""

_PASSPHRASE = "a tent in the rain"


class SignedCatalogue:
    """A folder of courses whose catalogue is signed, and laptops that know its root.

    Attributes:
        now: the clock of school and laptops.
        folder: for files, gone at the end.
    """

    def __init__(self) -> None:
        from tests.sync.campus import store_two_lessons

        self.now = datetime.datetime(2026, 9, 1, tzinfo=datetime.UTC)
        self._gone = tempfile.TemporaryDirectory()
        atexit.register(self._gone.cleanup)
        self.folder, self._numbers = Path(self._gone.name), itertools.count()
        self._layout = Layout.create(self.folder / "courses")
        for course in ("trade", "tailoring", "budget", "sales"):
            store_two_lessons(self._layout, {"240p": b"small"}, "1", course)
        with self._quick_keys():
            school = Repository.create(self._layout, self.folder / "keys", _PASSPHRASE, now=self.now)
            school.publish()
            school.revoke("trade", "It was wrong.")
            self._root = newest_root(self._layout.folder)
            school.renew_root()
            held = keys.open_keys(self.folder / "keys", set(school.root.signed.keys), _PASSPHRASE)
        self._signers = {role: self._signer(school, held, role) for role in ("targets", "snapshot", "timestamp")}
        self._files = Parts(self._layout.folder / FOLDER).files

    @staticmethod
    def _quick_keys() -> contextlib.AbstractContextManager[object]:
        return patch.object(keys, "_COST", 1 << 4)

    def file(self, part: str) -> bytes:
        """The genuine file of a part: `root` (the newest), `timestamp`, `snapshot`, `targets` or a bin."""
        return self._files[self._name(part)]

    def signed(self, part: str) -> bytes:
        """What the school signs of a part, without the signatures."""
        return json.dumps(json.loads(self.file(part))["signed"]).encode()

    def place(self, data: bytes) -> Path:
        """A file with these bytes."""
        path = self.folder / f"read-{next(self._numbers) % 4}"
        path.write_bytes(data)
        return path

    def kept(self) -> bytes:
        """What a laptop keeps of it."""
        path = self.folder / "kept"
        self._laptop(path).refresh(lambda name, limit: self._files.get(name))
        return path.read_bytes()

    def key_file(self) -> bytes:
        """One of the school's keys."""
        return next((self.folder / "keys").iterdir()).read_bytes()

    def open_key(self, data: bytes) -> object:
        """Who signs puts in a key that was damaged; its name is what it says, so that it is wanted."""
        folder = self.folder / f"keys-{next(self._numbers) % 4}"
        folder.mkdir(exist_ok=True)
        (folder / f"one{keys.SUFFIX}").write_bytes(data)
        with self._quick_keys():
            return keys.open_keys(folder, _Everything(), _PASSPHRASE)

    def older_root(self, data: bytes) -> set[str]:
        """A folder that holds these bytes as the root before the newest."""
        folder = self.folder / "older"
        (folder / FOLDER).mkdir(parents=True, exist_ok=True)
        (folder / FOLDER / "1.root.json").write_bytes(data)
        return older_roots(folder, {"2.root.json": self.file("root")})

    def begin(self, root: bytes) -> object:
        """A laptop is given this root on joining."""
        return self._laptop(self.folder / f"begun-{next(self._numbers) % 4}", root)

    def refresh_with(self, part: str, data: bytes) -> Verified:
        """A laptop asks, and is handed these bytes in place of one part; a root comes as one that is newer."""
        return self._refresh(self._files | {self._name(part): data})

    def of_before(self, timestamp: bytes) -> bool:
        """A laptop that followed the school to a new root looks whether the keys before it signed this."""
        laptop = self._laptop(self.folder / f"asks-{next(self._numbers) % 4}")
        laptop.refresh(lambda name, limit: self._files.get(name))
        return laptop._is_of_before(laptop._read(), lambda name, limit: timestamp)

    def parts_with(self, data: bytes) -> object:
        """A folder that holds these bytes as its targets, as who fills sticks of it reads it."""
        folder = self.folder / "copy" / FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in (self._files | {self._name("targets"): data}).items():
            (folder / name).write_bytes(content)
        return Parts(folder).names()

    def refresh_signed(self, part: str, data: bytes) -> Verified:
        """The same, where the school itself signed these bytes as its targets or as a bin, in whatever state they are."""
        signed = self._sign("targets", data)
        snapshot = Metadata[Snapshot].from_bytes(self.file("snapshot"))
        version = snapshot.signed.meta[f"{part}.json"].version
        snapshot.signed.meta[f"{part}.json"] = MetaFile.from_data(version, signed, ["sha256"])
        named = self._sign("snapshot", CanonicalJSONSerializer().serialize(snapshot.signed))
        timestamp = Metadata[Timestamp].from_bytes(self.file("timestamp"))
        timestamp.signed.snapshot_meta = MetaFile.from_data(snapshot.signed.version, named, ["sha256"])
        said = self._sign("timestamp", CanonicalJSONSerializer().serialize(timestamp.signed))
        return self._refresh(self._files | {self._name(part): signed, self._name("snapshot"): named, TIMESTAMP: said})

    def _sign(self, role: str, signed: bytes) -> bytes:
        """As `Metadata.to_bytes`; what is no JSON is signed as it is, and what is, in the form in which signatures are looked at."""
        try:
            content = CanonicalJSONSerializer().serialize(_Said(json.loads(signed)))  # type: ignore[arg-type]
        except Exception:  # noqa: BLE001 (no JSON that anybody could sign)
            content = signed
        signature = self._signers[role].sign(content).to_dict()
        return b'{"signatures": [' + json.dumps(signature).encode() + b'], "signed": ' + signed + b"}"

    def _refresh(self, files: dict[str, bytes]) -> Verified:
        laptop = self._laptop(self.folder / f"asks-{next(self._numbers) % 4}")
        return laptop.refresh(lambda name, limit: files.get(name))

    def _laptop(self, path: Path, root: bytes | None = None) -> TrustedCatalogue:
        path.unlink(missing_ok=True)
        trusted = TrustedCatalogue(path, lambda: self.now)
        trusted.begin(self._root if root is None else root)
        return trusted

    def _name(self, part: str) -> str:
        return next(name for name in reversed(self._files) if name.endswith(f"{part}.json"))

    @staticmethod
    def _signer(school: Repository, held: dict[str, CryptoSigner], role: str) -> CryptoSigner:
        return next(held[key] for key in school.root.signed.roles[role].keyids)


class _Said:
    """What the serializer asks of signed metadata."""

    def __init__(self, said: object) -> None:
        self._said = said

    def to_dict(self) -> object:
        return self._said


class _Everything(set[str]):
    """Every key is wanted."""

    def __contains__(self, key: object) -> bool:
        return True
