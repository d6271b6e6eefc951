"""The files of a catalogue in a folder of courses: which count now, and in which order they are written.

`timestamp.json` names a snapshot, the snapshot the targets and bins, by versions that stand before their names; roots form a chain from the
first on. Everything that is named comes before what names it, so that every moment is a valid catalogue.
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Mapping
from pathlib import Path

from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, Root, Snapshot, Targets, Timestamp
from tuf.api.serialization import DeserializationError

from bivouac.errors import InputError
from bivouac.sync.catalogue.bins import bin_names

FOLDER = "catalogue"
TIMESTAMP = "timestamp.json"

MAX_ROOTS = 256
"""How many changes of the school's keys are followed at a time."""

_MAX_DIGITS = 6


class Parts:
    """A catalogue as it lies in a folder; nothing of it is verified.

    Attributes:
        files: the bytes of every file that counts, as they were when it was read, by name; what names others after them. The school
            may publish at any moment, and files that are read later belong to another catalogue.

    Raises:
        InputError: there is none, or it is damaged.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read = dict[str, bytes]()
        try:
            self.timestamp = Metadata[Timestamp].from_bytes(self._bytes(TIMESTAMP))
            roots = [f"{version}.root.json" for version in root_versions(folder.parent)]
            self._read |= {name: self._bytes(name) for name in roots}
            self.root = Metadata[Root].from_bytes(self._read[roots[-1]] if roots else b"")
            version = self.timestamp.signed.snapshot_meta.version
            self.snapshot = Metadata[Snapshot].from_bytes(self._bytes(f"{version}.snapshot.json"))
            self.targets = self._part("targets")
            self.bins = {name: self._part(name) for name in bin_names(self.targets.signed)}
            names = [*roots, *part_files(self.snapshot.signed, ["targets", *self.bins]), TIMESTAMP]
            self.files = {name: self._read[name] for name in names}
        except FileNotFoundError as error:
            raise InputError(
                "There is no whole catalogue in “{path}”. Make one with: bivouac catalogue init",
                path=str(folder.parent),
            ) from error
        except (RepositoryError, DeserializationError, KeyError) as error:
            raise InputError(
                "The catalogue in “{path}” is damaged. Bring it back from a copy.", path=str(folder)
            ) from error

    def names(self) -> list[str]:
        """Every file that counts, what names others after them."""
        return [*self.files]

    def _part(self, name: str) -> Metadata[Targets]:
        version = self.snapshot.signed.meta[f"{name}.json"].version
        return Metadata[Targets].from_bytes(self._bytes(f"{version}.{name}.json"))

    def _bytes(self, name: str) -> bytes:
        self._read[name] = (self._folder / name).read_bytes()
        return self._read[name]


def part_files(snapshot: Snapshot, names: list[str]) -> list[str]:
    """The files of targets and bins, the snapshot's own after them."""
    versions = [(name, snapshot.meta[f"{name}.json"].version) for name in names]
    return [*(f"{version}.{name}.json" for name, version in versions), f"{snapshot.version}.snapshot.json"]


def older_roots(folder: Path, files: Mapping[str, bytes]) -> set[str]:
    """Names of the roots in `folder` that the oldest root of `files` follows from: who knows one of those finds the way to it."""
    version, found = min(int(name.split(".")[0]) for name in files if name.endswith(".root.json")), set[str]()
    with contextlib.suppress(OSError, RepositoryError):  # none, or another school's
        newer = Metadata[Root].from_bytes(files[f"{version}.root.json"])
        while version > 1 and len(found) < MAX_ROOTS:
            version -= 1
            name = f"{version}.root.json"
            older = Metadata[Root].from_bytes((folder / name).read_bytes())
            older.signed.verify_delegate("root", newer.signed_bytes, newer.signatures)
            found.add(name)
            newer = older
    return found


def newest_root(folder: Path) -> bytes:
    """The newest root in a folder of courses, for who joins; empty where there is no catalogue."""
    version = max(root_versions(folder), default=0)
    return (folder / FOLDER / f"{version}.root.json").read_bytes() if version else b""


def root_versions(folder: Path) -> list[int]:
    """Of which roots there are files in a folder of courses: not from the first on where somebody brought them who came later."""
    names = [path.name.removesuffix(".root.json") for path in (folder / FOLDER).glob("*.root.json")]
    numbers = [name for name in names if name.isascii() and name.isdecimal() and len(name) <= _MAX_DIGITS]
    return sorted(int(name) for name in numbers if not name.startswith("0"))


def first_of_chain(versions: Collection[int]) -> int:
    """The oldest root from which one follows another to the newest, among so many of the newest as are followed at a time."""
    first = newest = max(versions)
    while first - 1 in versions and newest - first < MAX_ROOTS - 1:
        first -= 1
    return first
