"""Where the bytes of this machine's courses are: at home, or on another drive that the person chose.

Only blobs and half-arrived downloads go elsewhere. `library.sqlite`, the journals and `content/index.json` always stay at home, so that
progress and notes need no other drive, and a list of courses is there while the drive is not.

    content/place.json          at home: which drive, and what a move is about to do or has left behind; `place.copy.json` is the same once more
    <drive>/Bivouac/courses…    the chosen folder: `blobs/`, `downloads/`, and `bivouac-place.json`, which says whose it is

The mark tells the chosen folder from an empty mount point, and finds the drive again under another letter.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from bivouac import drives, machine
from bivouac.courses.bundle.intake import Intake
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.oci import Descriptor
from bivouac.decoding import from_json
from bivouac.errors import AwayError, InputError, system_reason

PLACE = "place.json"
_COPY = "place.copy.json"
MARK = "bivouac-place.json"
_FOLDER = "Bivouac/courses"
_MOST_TRIED = 20


class Place(msgspec.Struct, frozen=True):
    """A folder for courses on another drive. `id` is written in it, too; `name` is the drive's, for the person. All empty: at home."""

    path: str = ""
    id: str = ""
    name: str = ""


HOME = Place()


class Keeping(msgspec.Struct, frozen=True):
    """Where the blobs are.

    Attributes:
        moving: a move has begun to there and has not ended.
        left: a move from there has ended, and what was there is still to be removed.
    """

    place: Place = HOME
    moving: Place | None = None
    left: Place | None = None


class KeptLayout(Layout):
    """The layout of a library, whose blobs may be on another drive.

    Args:
        folder: at home, where a layout is.
    """

    def __init__(self, folder: Path) -> None:
        self.keeping = read_keeping(folder)
        super().__init__(folder, self.folder_of(self.keeping.place, folder))

    @property
    def away(self) -> bool:
        """Whether the drive with the courses is not where it was when it was last looked for (`look_again`)."""
        place = self.keeping.place
        return place != HOME and not _is_marked(self.drive, place.id)

    def look_again(self) -> None:
        """Look where the courses are now: they were moved, or their drive has another letter."""
        self.keeping = read_keeping(self.folder)
        self.keep_at(self.folder_of(self.keeping.place, self.folder))

    def has_place(self, place: Place) -> bool:
        """Whether a place is plugged in, and ours; home always is."""
        return place == HOME or _is_marked(self.folder_of(place, self.folder), place.id)

    @staticmethod
    def folder_of(place: Place, home: Path) -> Path:
        """The folder of a place: where it was, or on whatever drive has it now; where it was, when none has."""
        if place == HOME:
            return home
        path = Path(place.path)
        if _is_marked(path, place.id):
            return path
        others = (drive.path / path.parent.name / path.name for drive in drives.places())
        return next((one for one in others if _is_marked(one, place.id)), path)

    def require_here(self) -> None:
        """Raise AwayError where the drive with the courses is not plugged in."""
        if self.away:
            raise AwayError(self.keeping.place.name)

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        self.require_here()
        with super()._alone():
            self._require_unmoved()
            yield

    def _require_unmoved(self) -> None:
        if read_keeping(self.folder).place != self.keeping.place:
            raise InputError("The courses were moved to another drive meanwhile. Try again.")

    @contextlib.contextmanager
    def intake(self, mark: str = "") -> Iterator[Intake]:
        """As `Layout.intake`. Raises AwayError, also where the drive is pulled out meanwhile; InputError where the courses were moved away."""
        self.require_here()
        try:
            with super().intake(mark) as intake:
                yield intake
            self._require_unmoved()  # where a file that is being written cannot be removed (Windows), it came all the same
        except OSError:
            self._require_unmoved()
            self.require_here()
            raise

    def garbage(self, keep: Iterable[Descriptor] = ()) -> dict[str, int]:
        """As `Layout.garbage`. Raises AwayError: of what is not there nobody can say what needs it."""
        found = super().garbage(keep) if not self.away else {}
        self.require_here()  # also when it was pulled out meanwhile
        return found

    def do_without_drive(self) -> bool:
        """Keep courses at home from now on, where the drive that they are on is lost: they leave the list. False where it is plugged in.

        What is on it is removed when it comes back after all, as after a move.
        """
        self.look_again()
        with super()._alone():
            if not self.away:
                return False
            self._rewrite({}, dropped=self.references())  # first: cut off here, it can be done once more
            self.keep(Keeping(left=self.keeping.place))
        return True

    def keep(self, keeping: Keeping) -> None:
        """Write down where the courses are, whole and durable; and go by it."""
        for name in (_COPY, PLACE):
            machine.write_whole(self.folder / name, msgspec.json.encode(keeping))
        self.look_again()


def read_keeping(folder: Path) -> Keeping:
    """What a library's content says of where its blobs are, or its copy where that is damaged or gone.

    Raises:
        InputError: neither can be read.
    """
    damage: Exception | None = None
    for name in (PLACE, _COPY):
        try:
            return from_json((folder / name).read_bytes(), Keeping)
        except FileNotFoundError:
            continue
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            damage = error
    if damage is None:
        return Keeping()
    raise InputError(
        "“{path}” is damaged: it says on which drive the courses are. Ask staff for help; nothing was changed.",
        path=str(folder / PLACE),
    ) from damage


def new_place(drive: drives.Drive, id: str) -> Place:
    """A folder on a drive that nobody else uses, with the mark in it.

    Raises:
        InputError: the drive cannot be written on.
    """
    for number in range(1, _MOST_TRIED):
        folder = drive.path / (_FOLDER if number == 1 else f"{_FOLDER}-{number}")
        if folder.exists() and any(folder.iterdir()):
            continue
        try:
            machine.write_whole(folder / MARK, msgspec.json.encode({"id": id}))
        except OSError as error:
            raise InputError(
                "Nothing can be written on “{name}” ({reason}). Choose another drive.",
                name=drive.name,
                reason=system_reason(error),
            ) from error
        return Place(str(folder), id, drive.name)
    raise InputError("There is no room for one more folder of courses on “{name}”.", name=drive.name)


def _is_marked(folder: Path, id: str) -> bool:
    try:
        data = (folder / MARK).read_bytes()
        return from_json(data, dict[str, str]).get("id") == id
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):  # what is on a drive is anybody's
        return False
