"""Everything that can go wrong and has a name, split by who must act.

    BivouacError
    ├── PersonError     the person: a wrong code, a file that is not what it should be, no space left
    │   ├── InputError      what was given cannot be used as it is
    │   │   └── GoneError       it was pulled out while it was read
    │   ├── SpaceError      the disk has no room
    │   │   └── LargeFileError  it has, and takes no file as large as this
    │   ├── TrustError      what is offered is not what the school signed, or not any more
    │   │   ├── WithdrawnError  the school signed it, and has withdrawn it since
    │   │   └── NotOfferedError it is not in the catalogue, or in another version
    │   └── RefusedError    the hub knows who asks and says no
    ├── LineError       nobody: the line or the hub is away; what waits is sent later by itself
    │   ├── StrangerError   who answers there does not show the certificate that is believed; nothing was sent
    │   ├── AwayError       the drive with the courses is not plugged in
    │   ├── SpoiledError    what the campus has of a course is damaged there
    │   └── BusyError       the hub, or a part of this computer, is there and cannot just now: its disk is full, it was asked too often, another is at it
    └── DataError       who made the data: it is damaged or hostile, nothing of it was used
        ├── BundleError     a course bundle or one of its blobs
        ├── RecordError     a record, a page of records or a journal
        └── StoreError      a file of this machine's own library
            └── DamagedError    which sync/store/repair.py can mend

A bug has no class here: it stays what Python raised, is logged, and the window survives it (desktop/tasks.py).
"""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

from bivouac.language import SOURCE_LANGUAGE, tr, tr_later, translate


class BivouacError(Exception):
    """An error a person can act on.

    Args:
        source: one English sentence or two, saying what happened and what to do; the key of its translation.
        values: fill the `{name}` fields of the sentence.
    """

    code = "error"

    def __init__(self, source: str, /, **values: Any) -> None:
        super().__init__(translate(source, SOURCE_LANGUAGE, **values))
        self.source = source
        self.values = values

    def sentence(self) -> str:
        """The sentence in the current language, for the person."""
        return tr(self.source, **self.values)


class PersonError(BivouacError):
    """The person can mend it."""

    code = "person"


class InputError(PersonError):
    """What was given cannot be used as it is."""

    code = "input"


class GoneError(InputError):
    """The drive that is read was pulled out; what was copied stays."""


class SpaceError(PersonError):
    """The disk has no room for what was asked.

    Attributes:
        missing: bytes that would have to be freed, as far as somebody counted; else 0.
    """

    code = "space"

    def __init__(self, source: str, /, *, missing: int = 0, **values: Any) -> None:
        super().__init__(source, **values)
        self.missing = missing


class LargeFileError(SpaceError):
    """The drive takes no file of this size, however much room it has (FAT32)."""

    def __init__(self) -> None:
        super().__init__(
            tr_later(
                "This drive takes no file as large as one of these films (FAT32: at most 4 GB). Take smaller films, or another drive."
            )
        )


class TrustError(PersonError):
    """What is offered does not follow from the root of the school's catalogue; nothing of it was used."""

    code = "trust"


class WithdrawnError(TrustError):
    """The school has withdrawn this version: no other road brings it either."""


class NotOfferedError(TrustError):
    """A catalogue that proves itself does not have this version; a newer catalogue may."""


class RefusedError(PersonError):
    """The hub answered and said no: a wrong code, a device it does not know, a role that may not."""

    code = "refused"


class LineError(BivouacError):
    """The line or the other end is away; trying again later is right and is done without asking."""

    code = "line"


class StrangerError(LineError):
    """Who answers at the address shows another certificate than the one that is believed: another computer, or the hub with a new one."""

    code = "stranger"


class AwayError(LineError):
    """The drive on which the courses are kept is not plugged in; `name` is the drive's."""

    code = "away"

    def __init__(self, name: str) -> None:
        super().__init__(
            tr_later(
                "The courses are kept on the drive “{name}”, which is not plugged in. Plug it in to go on: nothing is lost."
            ),
            name=name,
        )


class SpoiledError(LineError):
    """What a campus has of a course is damaged or missing there. Once staff have mended it, it comes; asking often would cost bytes and bring none."""

    code = "spoiled"


class BusyError(LineError):
    """The other end is there and cannot answer just now, or another program holds what is needed.

    Attributes:
        wait: seconds after which it wants to be asked again; at most `LONGEST_WAIT`, whatever it said.
    """

    code = "busy"
    LONGEST_WAIT = 600.0

    def __init__(self, source: str, /, *, wait: float = 0.0, **values: Any) -> None:
        super().__init__(source, **values)
        self.wait = min(max(wait, 0.0), self.LONGEST_WAIT)

    @staticmethod
    def seconds_of(retry_after: str) -> float:
        """Seconds that a Retry-After header asks for (RFC 9110, 10.2.3); 0 for a date, for nothing and for nonsense."""
        return float(retry_after) if retry_after.isascii() and retry_after.isdigit() and len(retry_after) < 7 else 0.0


class DataError(BivouacError):
    """Data from elsewhere is damaged or hostile; nothing of it was used."""

    code = "data"


class BundleError(DataError):
    """A course bundle, a manifest or a blob does not hold what it promises."""

    code = "bundle"


class RecordError(DataError):
    """A record, a page of records or a feed breaks its rules."""

    code = "record"


class StoreError(DataError):
    """A file of this machine's own library cannot be read as it should."""

    code = "store"


class DamagedError(StoreError):
    """What stands in a file of this machine's library is not what was written there.

    Attributes:
        path: the file; None where it has none.
    """

    code = "damaged"

    def __init__(self, path: Path | None) -> None:
        super().__init__(
            tr_later("The file “{name}” is damaged, perhaps by a power cut. Nothing was deleted; ask staff for help."),
            name=path.name if path else "",
        )
        self.path = path


_REASONS = {
    errno.ENOENT: tr_later("not found"),
    errno.EROFS: tr_later("protected against writing"),
    errno.EACCES: tr_later("no permission"),
    errno.ENOSPC: tr_later("no room left"),
    errno.ENOTDIR: tr_later("not a folder"),
    errno.EISDIR: tr_later("a folder, not a file"),
    errno.EIO: tr_later("the drive does not answer"),
    errno.ENAMETOOLONG: tr_later("the name is too long"),
    errno.EBUSY: tr_later("open in another program"),
    errno.EADDRINUSE: tr_later("another program listens there already"),
    errno.EADDRNOTAVAIL: tr_later("this machine has no such address"),
}
_SENTENCES = {
    errno.ENOENT: tr_later("“{path}” does not exist. Check the name and try again."),
    errno.EROFS: tr_later(
        "“{path}” cannot be written: its drive is protected against that. Take the protection away, or choose another place."
    ),
    errno.EACCES: tr_later(
        "“{path}” may not be used from this account of the computer. Let the account read and write it, or choose another place."
    ),
    errno.ENOTDIR: tr_later("“{path}” leads through a file, where a folder is needed. Check the name and try again."),
    errno.EISDIR: tr_later("“{path}” is a folder, where a file is needed. Check the name and try again."),
    errno.EIO: tr_later(
        "“{path}” cannot be read or written: its drive does not answer. Plug it in again, then try again."
    ),
    errno.ENAMETOOLONG: tr_later(
        "“{path}” is a longer name than this system takes. Choose a place with a shorter one, and try again."
    ),
    errno.EBUSY: tr_later("“{path}” is open in another program. Close that program, then try again."),
}
_WINDOWS = {
    **dict.fromkeys((21, 23, 31, 55, 433, 1006, 1117, 1167), errno.EIO),
    **dict.fromkeys((32, 33), errno.EBUSY),
    **dict.fromkeys((39, 112), errno.ENOSPC),
    19: errno.EROFS,
}
"""What Windows says more exactly than the number that Python makes of it, which is EACCES or EINVAL for most of them (winerror.h)."""
_WINDOWS_LONGEST = 259
_ALIKE = {errno.EPERM: errno.EACCES, errno.EDQUOT: errno.ENOSPC, errno.ENXIO: errno.EIO, errno.ENODEV: errno.EIO}


def system_reason(error: OSError) -> str:
    """What the system says is wrong, in a few words for a sentence, in the current language where it is one of the usual things."""
    known = _REASONS.get(_number(error))
    return tr(known) if known else error.strerror or str(error)


def system_error(error: OSError) -> PersonError:
    """What the system says is wrong, as a sentence for a person: the system's own are in its language, and say nothing to do."""
    number = _number(error)
    if number == errno.ENOSPC:
        return SpaceError("The disk is full. Make room, then try again; nothing that was saved is lost.")
    if error.filename is None:
        return PersonError("The system refused something of this computer: {reason}.", reason=system_reason(error))
    path = str(error.filename)
    if number in _SENTENCES:
        return PersonError(_SENTENCES[number], path=path)
    return PersonError("“{path}” cannot be used: {reason}.", path=path, reason=system_reason(error))


def _number(error: OSError) -> int:
    said_by_windows = getattr(
        error, "winerror", 0
    )  # None where its C library says EACCES and no more; no such attribute elsewhere
    number = _WINDOWS.get(said_by_windows or 0, error.errno or 0)
    if said_by_windows is None and number == errno.EACCES and Path(str(error.filename)).is_dir():
        return errno.EISDIR  # as it does of a folder that is opened as a file
    if said_by_windows != 0 and number == errno.ENOENT and len(str(error.filename)) > _WINDOWS_LONGEST:
        return errno.ENAMETOOLONG
    return _ALIKE.get(number, number)
