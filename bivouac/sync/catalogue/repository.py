"""The school's side of the catalogue: a TUF repository in `catalogue/` of a folder of courses (TUF specification 1.0, 6).

New files come first and `timestamp.json`, which makes them count, last: every moment is a valid repository, and what a power cut
leaves is written over by the next change.
"""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata, MetaFile, Root, Snapshot, TargetFile, Targets, Timestamp
from tuf.api.serialization.json import JSONSerializer

from bivouac import machine
from bivouac.courses.bundle.layout import Layout
from bivouac.errors import InputError
from bivouac.sync.catalogue import bins, keys
from bivouac.sync.catalogue.entries import ISSUED, PREFIX, REVOKED, Revoked, entry_in, entry_of, revoked_in, target_of
from bivouac.sync.catalogue.files import FOLDER, TIMESTAMP, Parts, part_files
from bivouac.sync.protocol.messages import CatalogueEntry

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
        self._changed: set[str] = set()
        self._floor = 0
        if keys.any_in(keys_folder) and not (self._folder / TIMESTAMP).exists():
            raise InputError(
                "The catalogue that the keys in “{keys}” signed is not in “{path}”. Bring it back from a stick, a copy of the hub or the old hub's folder, with: bivouac hub fill HUB SOURCE --adopt-catalogue. (Only for a school that never signed: bivouac catalogue init, with a new folder of keys.)",
                keys=str(keys_folder),
                path=str(layout.folder),
            )
        parts = Parts(self._folder)
        self.root, self.timestamp, self.snapshot, self.targets = (
            parts.root,
            parts.timestamp,
            parts.snapshot,
            parts.targets,
        )
        self.bins = parts.bins
        self._named = self._files()

    @classmethod
    def create(
        cls, layout: Layout, keys_folder: Path, passphrase: str, root_keys: int = 3, threshold: int = 2,
        lasting: Lasting = Lasting(), now: datetime.datetime | None = None,
    ) -> Repository:  # fmt: skip
        """Make keys and an empty catalogue.

        Raises:
            InputError: there is one already, the folder holds keys of another, or the numbers or the passphrase will not do.
        """
        folder = layout.folder / FOLDER
        if (folder / "timestamp.json").exists():
            raise InputError(
                "There is a catalogue in “{path}” already, and laptops that joined go by no other. Go on with it (bivouac catalogue publish); if its keys are lost, bring them back from a copy.",
                path=str(layout.folder),
            )
        if keys.any_in(keys_folder):
            raise InputError(
                "In “{keys}” are the keys of a catalogue that exists already, and laptops that joined go by no other. Nothing was done. Bring that one back into the hub (bivouac hub fill HUB SOURCE --adopt-catalogue) and go on with: bivouac catalogue publish. Only for a school that never signed: choose a new folder for the keys.",
                keys=str(keys_folder),
            )
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
        repository.root, repository.targets, repository.bins = made, Metadata(Targets()), {}
        repository.snapshot, repository.timestamp = Metadata(Snapshot(meta={})), Metadata(Timestamp())
        repository._changed, repository._named, repository._floor = {"targets"}, [], 0
        repository._publish()
        return repository

    def go_above(self, number: int) -> None:
        """Let all that is signed next have a number above this one: laptops hold other content under the numbers up to there.

        There are more bins from then on, because a laptop that has seen them takes no catalogue that names fewer.
        """
        self._floor = max(self._floor, number)
        delegated = self.targets.signed.delegations and self.targets.signed.delegations.succinct_roles
        self._split(min(delegated.bit_length + 1, bins.MOST_BITS) if delegated else bins.bits_for(0))

    def can_sign(self) -> bool:
        """Whether a key that signs its list of courses is in the folder. Raises InputError: the passphrase does not open it."""
        return bool(self._open(set(self.root.signed.roles["targets"].keyids)))

    def entries(self) -> list[CatalogueEntry]:
        """The courses that the catalogue has, by id."""
        parts = {name: part.signed for name, part in self.bins.items()}
        return [entry_in(target) for target in bins.courses_in(self.targets.signed, parts)]

    def good_until(self) -> datetime.datetime:
        """When the first of its parts runs out."""
        bins_too = min(part.signed.expires for part in (self.targets, *self.bins.values()))
        return min(bins_too, *(part.signed.expires for part in (self.root, self.snapshot, self.timestamp)))

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
        self._make_room(len(references))
        for course_id in references if course_ids is None else course_ids:
            if course_id not in references:
                raise InputError("The course “{name}” is not there.", name=course_id[:128])
            entry = entry_of(self._layout, references[course_id])
            if entry.manifest in revoked:
                if course_ids is None:
                    continue
                raise InputError("This version of “{title}” was withdrawn. Publish another one.", title=entry.title)
            target = target_of(entry)
            listed = self._listed(target.path)
            if listed.get(target.path) != target:
                listed[target.path] = target
                self._changed.add(bins.bin_of(self.targets.signed, target.path))
                new.append(entry)
        if new or self._floor:
            self._publish()
        return new

    def revoke(self, course_id: str, reason: str) -> Revoked:
        """Withdraw the version of a course that the catalogue has.

        Raises:
            InputError: it has none, or no reason is given.
        """
        reason = " ".join(reason.split())
        if reason and reason[-1] not in ".!?…":
            reason += "."  # more sentences follow where learners read it
        if not 0 < len(reason) <= MAX_REASON:
            raise InputError("Learners will read why: give a reason of at most {n} letters.", n=MAX_REASON)
        path = f"{PREFIX}{course_id}"
        target = self._listed(path).pop(path, None)
        if target is None:
            raise InputError("The course “{name}” is not in the catalogue.", name=course_id[:128])
        entry = entry_in(target)
        revoked = Revoked(course_id, entry.manifest, entry.title, self._now.date().isoformat(), reason)
        listed = self.targets.signed.unrecognized_fields.setdefault(REVOKED, [])
        listed.append({name: getattr(revoked, name) for name in revoked.__struct_fields__})
        self._changed |= {"targets", bins.bin_of(self.targets.signed, path)}
        self._publish()
        return revoked

    def renew(self) -> None:
        """Sign everything but the root once more, so that it is good from today on."""
        self._changed |= {"targets", *self.bins}
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
        if role == "targets":
            self._changed |= {"targets", *self.bins}
        if role != "root":
            self._publish(leaving=old)
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

    def _publish(self, leaving: str = "") -> None:
        """Sign what changed, and what has half its time behind it; the snapshot and the timestamp always.

        Args:
            leaving: the id of a key that is about to be replaced: bins are not delegated to it any more.
        """
        snapshot, timestamp = self.snapshot.signed, self.timestamp.signed
        step = int(bool(snapshot.meta))
        self._delegate(leaving)
        for name, part in (*self.bins.items(), ("targets", self.targets)):
            if name in self._changed or part.signed.expires < _in_days(self._now, self._lasting("targets") // 2):
                self._sign_part(name, part)
        for name, known in snapshot.meta.items():
            if known.version <= self._floor:  # of a bin that is no more
                snapshot.meta[name] = MetaFile(self._floor + 1)
        snapshot.version = max(snapshot.version + step, self._floor + 1)
        snapshot.expires = _in_days(self._now, self._lasting("snapshot"))
        data = self._sign("snapshot", self.snapshot)
        _write(self._folder, f"{snapshot.version}.snapshot.json", data)
        timestamp.version = max(timestamp.version + step, self._floor + 1)
        timestamp.expires = _in_days(self._now, self._lasting("timestamp"))
        timestamp.snapshot_meta = MetaFile.from_data(snapshot.version, data, ["sha256"])
        timestamp.unrecognized_fields[ISSUED] = int(self._now.timestamp())
        _write(self._folder, TIMESTAMP, self._sign("timestamp", self.timestamp))
        self._changed, self._floor = set(), 0
        before, self._named = self._named, self._files()
        self._sweep({*before, *self._named})

    def _files(self) -> list[str]:
        return part_files(self.snapshot.signed, ["targets", *self.bins])

    def _sweep(self, keep: set[str]) -> None:
        """Remove what nobody can come upon any more: not even who began to read before the last change."""
        for path in self._folder.glob("*.*.json"):
            if path.name not in keep and not path.name.endswith(".root.json"):
                with contextlib.suppress(PermissionError):  # Windows, while somebody reads it
                    path.unlink(missing_ok=True)

    def _sign_part(self, name: str, part: Metadata[Targets]) -> None:
        """The targets or a bin, of a new version, named in the snapshot."""
        known = self.snapshot.signed.meta.get(f"{name}.json")
        part.signed.version = max(known.version if known else 0, self._floor) + 1
        part.signed.expires = _in_days(self._now, self._lasting("targets"))
        data = self._sign("targets", part)
        _write(self._folder, f"{part.signed.version}.{name}.json", data)
        self.snapshot.signed.meta[f"{name}.json"] = MetaFile.from_data(part.signed.version, data, ["sha256"])

    def _delegate(self, leaving: str) -> None:
        """Let the bins be signed by the keys that sign the targets; all of them anew where that changes."""
        root, targets = self.root.signed, self.targets.signed
        role = root.roles["targets"]
        held = {key: root.keys[key] for key in role.keyids if key != leaving}
        delegated = targets.delegations and targets.delegations.succinct_roles
        if not delegated:
            self._split(bins.bits_for(0))
        elif set(delegated.keyids) != set(held):
            bins.delegate(targets, held.values(), role.threshold, delegated.bit_length)
            self._changed |= {"targets", *self.bins}

    def _make_room(self, courses: int) -> None:
        """More bins where there are many more courses than there were. They never become fewer: that would sign all anew for little."""
        delegated = self.targets.signed.delegations and self.targets.signed.delegations.succinct_roles
        if not delegated or bins.bits_for(courses) > delegated.bit_length:
            self._split(bins.bits_for(courses))

    def _split(self, bits: int) -> None:
        """Put all courses into 2^`bits` bins. The snapshot goes on to name bins that are no more: laptops take no less."""
        root, targets = self.root.signed, self.targets.signed
        every = [
            *targets.targets.values(),
            *(one for part in self.bins.values() for one in part.signed.targets.values()),
        ]
        role = root.roles["targets"]
        bins.delegate(targets, [root.keys[key] for key in role.keyids], role.threshold, bits)
        targets.targets = {}
        self.bins = {name: Metadata(Targets()) for name in bins.bin_names(targets)}
        for one in every:
            self._listed(one.path)[one.path] = one
        self._changed |= {"targets", *self.bins}

    def _listed(self, path: str) -> dict[str, TargetFile]:
        """The targets of the bin in which one belongs."""
        return self.bins[bins.bin_of(self.targets.signed, path)].signed.targets

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
