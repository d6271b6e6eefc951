"""Where things stand on a stick, and how its files are found and read: what is on a stick is anybody's.

LISEZ-MOI.html, README.html, …     what is on it, for a teacher without Bivouac (transfer/first_page.py)
Bivouac/courses/                   the courses: an OCI image layout; catalogue/ in it has what the school signed
Bivouac/invites/                   invite files, one a person
Bivouac/installers/                the app's installers
Bivouac/*.bivouac-progress         progress on its way, and receipts for it
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from bivouac import machine
from bivouac.errors import InputError
from bivouac.language import tr_later
from bivouac.sync.protocol.invite import SUFFIX as INVITE

FOLDER = "Bivouac"
"""The folder on a stick."""

COURSES, INVITES, INSTALLERS = "courses", "invites", "installers"
"""Folders in it."""

USED = "used"
"""In the folder of invitations: those that somebody joined with, which are good for nothing any more."""

PARCEL, RECEIPT = ".bivouac-progress", ".bivouac-receipt"
"""How the names of sealed progress and of receipts for it end (courier.py)."""

_UNREADABLE = tr_later("“{path}” cannot be read. Is the stick still there? If it is, try again, or take another one.")

MOST_INVITES = 10_000
"""Invitations that one stick takes."""


def is_stick(place: Path) -> bool:
    """Whether there are courses of Bivouac on a drive."""
    return (place / FOLDER / COURSES / "oci-layout").is_file()


def courses_at(place: Path) -> Path:
    """The folder of courses that a person means by `place`: the stick's own where it is a stick, a hub's where it is a hub, else `place` itself."""
    if (place / "hub.json").is_file() and (place / "content" / "oci-layout").is_file():
        return place / "content"
    return place / FOLDER / COURSES if is_stick(place) else place


def require_stick(stick: Path) -> None:
    """Raise InputError unless there is a drive or folder: what is mistyped must not be made and written into."""
    if not stick.is_dir():
        raise InputError(
            "“{path}” is no drive or folder. A stick: put it in and choose it again. A folder: make it first.",
            path=str(stick),
        )


def write_parcels(stick: Path, writer: str, device: str, parcels: Iterable[bytes]) -> list[Path]:
    """Write somebody's parcels from a device, in the order of their parts: newer ones take the older's places, because together they hold all of
    it, and older ones beyond the last are removed.

    Raises:
        InputError: the stick cannot be written. SpaceError: it is full; what was written before is whole, and arrives by itself.
    """
    files = []
    for part, parcel in enumerate(parcels, 1):
        files.append(stick / FOLDER / f"{writer}-{device}{_numbered(part)}{PARCEL}")
        write_file(files[-1], parcel)
    beyond = re.compile(re.escape(f"{writer}-{device}") + r"(_\d+)?" + re.escape(PARCEL))
    for file in _progress_on(stick, PARCEL, f"{writer}-{device}"):
        if file.parent.name == FOLDER and file not in files and beyond.fullmatch(file.name):
            # All that is in it has arrived, or stands in the new ones. Where nothing can be written it stays, which harms nothing.
            with contextlib.suppress(OSError):
                file.unlink(missing_ok=True)
    return files


def receipt_file(stick: Path, writer: str, device: str, hub: str, part: int) -> Path:
    """Where a hub's receipt for one of them stands."""
    return stick / FOLDER / f"{writer}-{device}-{hub}{_numbered(part)}{RECEIPT}"


def _numbered(part: int) -> str:
    """What tells parts apart; in the order of names, in which a hub takes them in, each comes after those before it."""
    return f"_{part:04}" if part > 1 else ""


def parcels_on(stick: Path) -> Iterator[Path]:
    """All parcels on a stick. Raises InputError when it cannot be read."""
    yield from _progress_on(stick, PARCEL, "")


def receipts_on(stick: Path, writer: str) -> Iterator[Path]:
    """Receipts on a stick for what somebody packed, on any device. Raises InputError when it cannot be read."""
    yield from _progress_on(stick, RECEIPT, f"{writer}-")


def invites_on(stick: Path) -> Iterator[Path]:
    """Invite files on a stick, as many as one stick is given."""
    yield from islice(_files_on(stick, INVITE, "", (stick / FOLDER / INVITES, stick / FOLDER, stick)), MOST_INVITES)


def put_used(file: Path) -> None:
    """Put an invitation that is worth nothing any more where nobody is offered it, where it lies as filling a stick puts it and the stick can be written."""
    if (file.parent.name, file.parent.parent.name) == (INVITES, FOLDER):
        with contextlib.suppress(OSError):
            (file.parent / USED).mkdir(exist_ok=True)
            file.replace(file.parent / USED / file.name)


def is_used(stick: Path, invitation: Path) -> bool:
    """Whether somebody joined with this very invitation from this stick."""
    try:
        return (stick / FOLDER / INVITES / USED / invitation.name).read_bytes() == invitation.read_bytes()
    except OSError:
        return False


def read_file(file: Path, limit: int) -> bytes:
    """The bytes of a file, one more than `limit` at most, so that who reads them sees that they are too many.

    Raises:
        InputError: the stick does not give them.
    """
    try:
        with file.open("rb") as stream:
            return stream.read(limit + 1)
    except OSError as error:
        raise InputError(_UNREADABLE, path=str(file)) from error


def write_file(file: Path, data: bytes) -> None:
    """Write a file on a stick, whole or not at all.

    Raises:
        InputError: the stick cannot be written. SpaceError: it is full.
    """
    try:
        machine.write_whole(file, data)
    except OSError as error:
        raise InputError(
            "“{path}” cannot be written. Is the stick still there, and not protected against writing?",
            path=str(file.parent),
        ) from error


def _progress_on(stick: Path, suffix: str, prefix: str) -> Iterator[Path]:
    try:
        files = list(_files_on(stick, suffix, prefix))
    except OSError as error:  # it is being pulled out, or wears out
        raise InputError(_UNREADABLE, path=str(stick)) from error
    yield from files


def _files_on(stick: Path, suffix: str, prefix: str, places: tuple[Path, ...] = ()) -> Iterator[Path]:
    """Files of a kind: in Bivouac's folder, or loose beside it, as people put them; elsewhere where `places` says so."""
    for place in places or (stick / FOLDER, stick):
        if place.is_dir():
            names = (file.name for file in place.iterdir())
            for name in sorted(name for name in names if name.startswith(prefix) and name.endswith(suffix)):
                file = place / name
                if (
                    not name.startswith(".") and file.is_file() and not file.is_symlink()
                ):  # macOS writes `._name` beside each
                    yield file
