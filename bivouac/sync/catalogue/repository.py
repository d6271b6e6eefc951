"""The school's side of the catalogue: a TUF repository in `catalogue/` of a folder of courses (TUF specification 1.0, 6).

New files come first and `timestamp.json`, which makes them count, last: every moment is a valid repository, and what a power cut
leaves is written over by the next change.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from securesystemslib.signer import CryptoSigner
from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, MetaFile, Root, Snapshot, Targets, Timestamp
from tuf.api.serialization import DeserializationError
from tuf.api.serialization.json import JSONSerializer

from bivouac import machine
from bivouac.courses.bundle.layout import Layout
from bivouac.errors import InputError
from bivouac.sync.catalogue import keys
from bivouac.sync.catalogue.entries import ISSUED, PREFIX, REVOKED, Revoked, entry_in, entry_of, revoked_in, target_of
from bivouac.sync.protocol.messages import CatalogueEntry

FOLDER = "catalogue"
ROLES = ("root", "targets", "snapshot", "timestamp")
MAX_REASON = 300

Kind = TypeVar("Kind", Root, Targets, Snapshot, Timestamp)


@dataclass(frozen=True)
class Lasting:
    """For how many days each role's metadata is good once signed: campuses are off the grid for months."""

    root: int = 4 * 365
    targets: int = 2 * 365
    snapshot: int = 2 * 365
    timestamp: int = 365


class Repository:
    """The school's catalogue, to be changed.

    Args:
        layout: the folder of courses.
        keys_folder: where the keys are that sign; not in the folder of courses, which is handed out.
        passphrase: opens the keys.
        now: the school's clock.

    Raises:
        InputError: there is no catalogue, or it is damaged.
    """

    def __init__(
        self, layout: Layout, keys_folder: Path, passphrase: str, now: datetime.datetime | None = None
    ) -> None:
        self._layout = layout
        self._folder = layout.folder / FOLDER
        self._keys_folder = keys_folder
        self._passphrase = passphrase
        self._now = (now or datetime.datetime.now(datetime.UTC)).replace(microsecond=0)
        self._signers: dict[str, CryptoSigner] = {}
        self.root, self.timestamp, self.snapshot, self.targets = _read_all(self._folder)

    @classmethod
    def create(
        cls, layout: Layout, keys_folder: Path, passphrase: str, root_keys: int = 3, threshold: int = 2,
        lasting: Lasting = Lasting(), now: datetime.datetime | None = None,
    ) -> Repository:  # fmt: skip
        """Make keys and an empty catalogue.

        Raises:
            InputError: there is one already, or the numbers or the passphrase will not do.
        """
        folder = layout.folder / FOLDER
        if (folder / "timestamp.json").exists():
            raise InputError("There is a catalogue in “{path}” already.", path=str(layout.folder))
        if not 1 <= threshold <= root_keys <= 20:
            raise InputError("The root needs at least one key, and no more signatures than it has keys.")
        if keys_folder.resolve().is_relative_to(layout.folder.resolve()):
            raise InputError(
                "The keys must not be in the folder of courses, which is handed out. Choose another folder."
            )
        now = (now or datetime.datetime.now(datetime.UTC)).replace(microsecond=0)
        signers = {"root": [keys.make_key(keys_folder, "root", passphrase) for _ in range(root_keys)]}
        signers |= {role: [keys.make_key(keys_folder, role, passphrase)] for role in ROLES[1:]}
        root = Root(expires=_in_days(now, lasting.root))
        for role, of_role in signers.items():
            for signer in of_role:
                root.add_key(signer.public_key, role)
        root.roles["root"].threshold = threshold
        root.unrecognized_fields["x-bivouac-lasting"] = {role: getattr(lasting, role) for role in ROLES}
        made = Metadata(root)
        _write(folder, "1.root.json", _signed(made, signers["root"]))
        repository = cls.__new__(cls)
        repository._layout, repository._folder, repository._now = layout, folder, now
        repository._keys_folder, repository._passphrase = keys_folder, passphrase
        repository._signers = {one.public_key.keyid: one for of_role in signers.values() for one in of_role}
        repository.root, repository.targets = made, Metadata(Targets())
        repository.snapshot, repository.timestamp = Metadata(Snapshot()), Metadata(Timestamp())
        repository._publish(first=True)
        return repository

    def entries(self) -> list[CatalogueEntry]:
        """The courses that the catalogue has, by id."""
        return [entry_in(target) for _, target in sorted(self.targets.signed.targets.items())]

    def good_until(self) -> datetime.datetime:
        """When the first of its parts runs out."""
        parts = (self.root, self.targets, self.snapshot, self.timestamp)
        return min(part.signed.expires for part in parts)

    def unsigned(self) -> set[str]:
        """Ids of the courses that are in the folder in a version that was never signed; one that was withdrawn is not among them."""
        signed = {(entry.id, entry.manifest) for entry in self.entries()}
        signed |= {(one.course, one.manifest) for one in self.revoked()}
        return {course for course, one in self._layout.references().items() if (course, one.digest) not in signed}

    def revoked(self) -> list[Revoked]:
        """The versions that were withdrawn."""
        return list(revoked_in(self.targets.signed).values())

    def publish(self, course_ids: Iterable[str] | None = None) -> list[CatalogueEntry]:
        """Sign courses as they are in the folder now (None: all of it); returns what is new.

        Raises:
            InputError: one is not there, or its version was withdrawn. BundleError: it is damaged.
        """
        references = self._layout.references()
        revoked, new = revoked_in(self.targets.signed), []
        for course_id in references if course_ids is None else course_ids:
            if course_id not in references:
                raise InputError("The course “{name}” is not there.", name=course_id[:128])
            entry = entry_of(self._layout, references[course_id])
            if entry.manifest in revoked:
                if course_ids is None:
                    continue
                raise InputError("This version of “{title}” was withdrawn. Publish another one.", title=entry.title)
            target = target_of(entry)
            if self.targets.signed.targets.get(target.path) != target:
                self.targets.signed.targets[target.path] = target
                new.append(entry)
        if new:
            self._publish()
        return new

    def revoke(self, course_id: str, reason: str) -> Revoked:
        """Withdraw the version of a course that the catalogue has.

        Raises:
            InputError: it has none, or no reason is given.
        """
        reason = " ".join(reason.split())
        if not 0 < len(reason) <= MAX_REASON:
            raise InputError("Learners will read why: give a reason of at most {n} letters.", n=MAX_REASON)
        target = self.targets.signed.targets.pop(f"{PREFIX}{course_id}", None)
        if target is None:
            raise InputError("The course “{name}” is not in the catalogue.", name=course_id[:128])
        entry = entry_in(target)
        revoked = Revoked(course_id, entry.manifest, entry.title, self._now.date().isoformat(), reason)
        listed = self.targets.signed.unrecognized_fields.setdefault(REVOKED, [])
        listed.append({name: getattr(revoked, name) for name in revoked.__struct_fields__})
        self._publish()
        return revoked

    def renew(self) -> None:
        """Sign everything but the root once more, so that it is good from today on."""
        self._publish()

    def renew_root(self) -> None:
        """Sign the root once more, with as many of its keys as it asks for."""
        self._write_root(set(self.root.signed.roles["root"].keyids))

    def rotate(self, role: str, lost: str = "") -> str:
        """Give a role a new key in place of one of its keys; returns the new key's id.

        Everything is signed with old and new keys before the new root counts, so that a laptop finds a valid catalogue at each moment.

        Args:
            lost: the id (or its beginning) of the key to replace; empty: the role's first.

        Raises:
            InputError: there is no such key, or too few of the root's keys are in the folder.
        """
        held = self.root.signed.roles[role].keyids
        old = next((key for key in held if key.startswith(lost)), None)
        if old is None:
            raise InputError("The role has no key “{name}”.", name=lost[:64])
        before = set(self.root.signed.roles["root"].keyids)
        self._require_root({*before} - ({old} if role == "root" and lost else set()))
        new = keys.make_key(self._keys_folder, role, self._passphrase)
        identity = new.public_key.keyid
        self._signers[identity] = new
        self.root.signed.add_key(new.public_key, role)
        if role != "root":
            self._publish()
        self.root.signed.revoke_key(old, role)
        self._write_root(before)
        return identity

    def _require_root(self, usable: set[str]) -> None:
        """Raise InputError unless enough keys are here to sign a root."""
        if len(self._open(usable)) < self.root.signed.roles["root"].threshold:
            raise InputError(
                "The root needs {n} signatures, and there are too few of its keys in “{path}”. Bring the others, too.",
                n=self.root.signed.roles["root"].threshold,
                path=str(self._keys_folder),
            )

    def _write_root(self, before: set[str]) -> None:
        """A new root: signed by enough of the keys before it, and of its own."""
        self._require_root(before)
        root = self.root.signed
        root.version += 1
        root.expires = _in_days(self._now, self._lasting("root"))
        signers = self._open(before | set(root.roles["root"].keyids))
        _write(self._folder, f"{root.version}.root.json", _signed(self.root, signers))

    def _publish(self, first: bool = False) -> None:
        targets, snapshot, timestamp = self.targets.signed, self.snapshot.signed, self.timestamp.signed
        for role, signed in (("targets", targets), ("snapshot", snapshot), ("timestamp", timestamp)):
            signed.version += not first
            signed.expires = _in_days(self._now, self._lasting(role))
        data = self._sign("targets", self.targets)
        _write(self._folder, f"{targets.version}.targets.json", data)
        snapshot.meta["targets.json"] = MetaFile.from_data(targets.version, data, ["sha256"])
        data = self._sign("snapshot", self.snapshot)
        _write(self._folder, f"{snapshot.version}.snapshot.json", data)
        timestamp.snapshot_meta = MetaFile.from_data(snapshot.version, data, ["sha256"])
        timestamp.unrecognized_fields[ISSUED] = int(self._now.timestamp())
        _write(self._folder, "timestamp.json", self._sign("timestamp", self.timestamp))

    def _sign(self, role: str, metadata: Metadata[Kind]) -> bytes:
        signers = self._open(set(self.root.signed.roles[role].keyids))
        if not signers:
            raise InputError(
                "The key for “{role}” is not in “{path}”. Bring it, or replace it with: bivouac catalogue rotate-keys",
                role=role,
                path=str(self._keys_folder),
            )
        return _signed(metadata, signers)

    def _open(self, wanted: set[str]) -> list[CryptoSigner]:
        """Signers for those of the wanted keys that are at hand."""
        missing = wanted - self._signers.keys()
        if missing:
            self._signers |= keys.open_keys(self._keys_folder, missing, self._passphrase)
        return [self._signers[key] for key in sorted(wanted) if key in self._signers]

    def _lasting(self, role: str) -> int:
        said = self.root.signed.unrecognized_fields.get("x-bivouac-lasting", {})
        return int(said.get(role, getattr(Lasting, role)))


def newest_root(folder: Path) -> bytes:
    """The newest root in a folder of courses, for who joins; empty where there is no catalogue."""
    version = 0
    while (folder / FOLDER / f"{version + 1}.root.json").is_file():
        version += 1
    return (folder / FOLDER / f"{version}.root.json").read_bytes() if version else b""


def _read_all(folder: Path) -> tuple[Metadata[Root], Metadata[Timestamp], Metadata[Snapshot], Metadata[Targets]]:
    try:
        timestamp = Metadata[Timestamp].from_bytes((folder / "timestamp.json").read_bytes())
        root = Metadata[Root].from_bytes(newest_root(folder.parent))
        version = timestamp.signed.snapshot_meta.version
        snapshot = Metadata[Snapshot].from_bytes((folder / f"{version}.snapshot.json").read_bytes())
        version = snapshot.signed.meta["targets.json"].version
        targets = Metadata[Targets].from_bytes((folder / f"{version}.targets.json").read_bytes())
    except FileNotFoundError as error:
        raise InputError(
            "There is no whole catalogue in “{path}”. Make one with: bivouac catalogue init", path=str(folder.parent)
        ) from error
    except (RepositoryError, DeserializationError, KeyError) as error:
        raise InputError(
            "The catalogue in “{path}” is damaged. Bring it back from a copy.", path=str(folder)
        ) from error
    return root, timestamp, snapshot, targets


def _signed(metadata: Metadata[Kind], signers: Iterable[CryptoSigner]) -> bytes:
    metadata.signatures.clear()
    for signer in signers:
        metadata.sign(signer, append=True)
    return metadata.to_bytes(JSONSerializer(compact=True))


def _write(folder: Path, name: str, data: bytes) -> None:
    machine.write_whole(folder / name, data)
    (folder / name).chmod(0o644)  # a web server run by another user may serve this folder


def _in_days(now: datetime.datetime, days: int) -> datetime.datetime:
    return now + datetime.timedelta(days=days)
