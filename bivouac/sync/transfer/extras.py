"""What travels on a stick beside the courses: invitations for named people, the app's installers, what the school signed."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bivouac import machine
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.source import CHUNK, Source
from bivouac.errors import InputError
from bivouac.sync.catalogue.files import FOLDER as SIGNED
from bivouac.sync.catalogue.files import Parts, older_roots
from bivouac.sync.protocol.invite import MAX_FILE, SUFFIX, read_invitation
from bivouac.sync.protocol.sticks import FOLDER, INSTALLERS, INVITES, MOST_INVITES, is_used
from bivouac.sync.transfer.readback import file_digest


@dataclass(frozen=True)
class Extras:
    """Files that go on every stick: invite files and installers."""

    invites: tuple[Path, ...] = ()
    installers: tuple[Path, ...] = ()

    def size(self) -> int:
        """Bytes of all. Raises InputError: one is not there any more."""
        return sum(map(_size, (*self.invites, *self.installers)))

    def missing(self, stick: Path) -> int:
        """Bytes that a stick lacks of them; a file of the same size counts as there."""
        return sum(
            size
            for file, target in self.targets(stick)
            if (size := _size(file)) != (target.stat().st_size if target.is_file() else -1)
        )

    def unused_on(self, stick: Path) -> Extras:
        """The same without the invitations that somebody joined with from this stick."""
        return Extras(tuple(file for file in self.invites if not is_used(stick, file)), self.installers)

    def targets(self, stick: Path) -> Iterator[tuple[Path, Path]]:
        """Each file, and where it goes."""
        for folder, files in ((INVITES, self.invites), (INSTALLERS, self.installers)):
            for file in files:
                yield file, stick / FOLDER / folder / file.name


def gather(invites: Iterable[Path], installers: Iterable[Path]) -> Extras:
    """Files to put on sticks, checked: invite files, or folders of them; installers.

    Raises:
        InputError: one is not there, is no invitation, has a name that not every drive takes, or the same as another.
    """
    found = tuple(file for place in invites for file in invites_at(place))
    if len(found) > MOST_INVITES:
        raise InputError("These are more invitations than the {n} that one stick takes.", n=MOST_INVITES)
    extras = Extras(found, tuple(installers))
    for files in (extras.invites, extras.installers):
        _require_names(files)
    for file in extras.installers:
        if not file.is_file():
            raise _not_there(file)
    for file in extras.invites:
        read_invitation(file)
    return extras


def copy_extras(extras: Extras, stick: Path, check: Callable[[], None] = lambda: None) -> int:
    """Put them on a stick, each whole and read back; the bytes that were written: what is there already is only read.

    Raises:
        InputError: the stick does not keep what is written on it. SpaceError: it is full.
    """
    written = 0
    for file, target in extras.targets(stick):
        check()
        written += _copy(file, target)
    return written


def catalogue_with(source: Source) -> dict[str, bytes]:
    """The files of what the school signed, where `source` is a folder that has it, what names others after them; empty elsewhere.

    Raises:
        InputError: it is not whole.
    """
    place = source.folder / SIGNED if isinstance(source, Layout) else None
    if place is None or not any(place.glob("*.json")):
        return {}
    try:
        return Parts(place).files
    except (InputError, OSError) as error:
        raise InputError(
            "The signed catalogue in “{path}” is not whole, and does not go on the stick. Bring it back from a copy, then fill the stick again.",
            path=str(place),
        ) from error


def write_catalogue(files: Mapping[str, bytes], target: Layout) -> None:
    """Put a catalogue on a stick; whoever reads it checks it (TUF).

    Every file appears whole; one that makes others count comes after them. What is left of another catalogue then goes, a foreign root above
    all, which would make this one look forged.
    """
    place = target.folder / SIGNED
    for name, content in files.items():
        machine.write_whole(place / name, content)
    keep = files.keys() | older_roots(place, files)
    for path in [*place.glob("*.json")]:
        if path.name not in keep:
            path.unlink()


def invites_at(place: Path) -> list[Path]:
    """The invite files of a folder, or the file itself. Raises InputError: there is none, or it is too large for one."""
    if place.is_dir():
        found = sorted(path for path in place.iterdir() if path.name.endswith(SUFFIX) and path.is_file())
        if not found:
            raise InputError("There is no invitation in “{path}”. Choose the folder that has them.", path=str(place))
        return found
    if not place.is_file():
        raise _not_there(place)
    if place.stat().st_size > MAX_FILE:
        raise InputError("This file is not an invitation, or it was damaged on the way. Ask for it again.")
    return [place]


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError as error:  # it was there when it was chosen: the stick that it lies on was pulled out
        raise _not_there(file) from error


def _not_there(file: Path) -> InputError:
    return InputError("“{path}” does not exist. Check the name and try again.", path=str(file))


def _require_names(files: Iterable[Path]) -> None:
    taken: set[str] = set()
    for file in files:
        machine.require_safe_path(file.name)
        if file.name.casefold() in taken:  # FAT knows no large and small letters
            raise InputError("Two files for the stick are called “{name}”. Rename one and try again.", name=file.name)
        taken.add(file.name.casefold())


def _copy(source: Path, target: Path) -> int:
    if target.is_file() and target.stat().st_size == _size(source) and file_digest(target) == file_digest(source):
        return 0
    wanted, written = hashlib.sha256(), 0
    with source.open("rb") as file, machine.whole_file(target) as into:
        while chunk := file.read(CHUNK):
            wanted.update(chunk)
            written += into.write(chunk)
    with contextlib.suppress(PermissionError):
        shutil.copymode(source, target)  # an installer for Linux is run from the stick
    if file_digest(target) != wanted.hexdigest():
        raise InputError(
            "This stick does not keep what is written on it (“{name}”). Take another stick.", name=target.name
        )
    return written
