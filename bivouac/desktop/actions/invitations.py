"""Invite files on sticks as a person chooses among them: by name, and by what tells those of the same name apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bivouac import drives
from bivouac.errors import BivouacError


@dataclass(frozen=True)
class Invited:
    """An invite file, and who it is for, as it can be shown: what is on a stick is anybody's."""

    file: Path
    name: str


@dataclass(frozen=True)
class _Said:
    """What there is to tell an invitation from another of the same name: its class, its campus, its stick, its file; `code` is its own."""

    marks: tuple[str, ...]
    code: str


def tell_apart(files: Sequence[Path], stick_of: Callable[[Path], Path]) -> tuple[Invited, ...]:
    """These files by name, in the order of the names. Files of the same name are read, the others are not.

    Where two people have the same name, what differs is added: the class, else the campus, else the stick, else the file. A copy of an
    invitation on another stick is left out.
    """
    named: dict[str, list[Path]] = {}
    for file in sorted(files):
        named.setdefault(_clean(file.stem).casefold(), []).append(file)
    found = [one for same in named.values() for one in _apart(same, stick_of)]
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.file)))


def _apart(same: Sequence[Path], stick_of: Callable[[Path], Path]) -> list[Invited]:
    if len(same) == 1:
        return [Invited(same[0], _clean(same[0].stem))]
    said: dict[str, tuple[Path, _Said]] = {}
    for file in same:
        one = _read(file, stick_of(file))
        said.setdefault(one.code, (file, one))
    kept = list(said.values())
    marks = _marks([one.marks for _, one in kept])
    return [
        Invited(file, f"{_clean(file.stem)} ({mark})" if mark else _clean(file.stem))
        for (file, _), mark in zip(kept, marks, strict=True)
    ]


def _marks(of: Sequence[tuple[str, ...]]) -> list[str]:
    """A text for each that no other has: one kind of mark where that is enough, else all kinds in which they differ."""
    if len(of) == 1:
        return [""]
    kinds = list(zip(*of, strict=True))
    for kind in kinds:
        if len(set(kind)) == len(kind) and all(kind):
            return list(kind)
    differing = [kind for kind in kinds if len(set(kind)) > 1]
    joined = [_joined(row) for row in zip(*differing, strict=True)]
    return [f"{text} {number}" if joined.count(text) > 1 else text for number, text in enumerate(joined, 1)]


def _joined(marks: Iterable[str]) -> str:
    return ", ".join(mark for mark in marks if mark)


def _read(file: Path, stick: Path) -> _Said:
    from bivouac.sync.protocol.invite import read_invitation

    elsewhere = (_clean(drives.name_of(stick)), _clean(file.parent.name))
    try:
        invitation = read_invitation(file)
    except (BivouacError, OSError):  # said when somebody chooses it
        return _Said(("", "", *elsewhere), str(file))
    return _Said((_clean(invitation.class_name, ""), _clean(invitation.campus_name), *elsewhere), invitation.code)


def _clean(text: str, nothing: str = "?") -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split()) or nothing
