"""The source as a folder: one is taken as it is, a zip of one is unpacked, checked before anything is written."""

from __future__ import annotations

import shutil
import stat
import zipfile
import zlib
from pathlib import Path

from bivouac.courses.limits import LIMITS
from bivouac.courses.report import Report
from bivouac.errors import InputError
from bivouac.machine import require_space, safe_name, space_errors

_JUNK = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")


def open_folder(source: Path, work: Path, report: Report) -> Path:
    """The folder of the course.

    Args:
        work: an empty folder to unpack into.

    Raises:
        InputError: the zip is damaged, hostile or too large.
    """
    if source.is_dir():
        return source
    try:
        with zipfile.ZipFile(source) as archive:
            members = _checked(archive, report)
            require_space(work, sum(member.file_size for member, _ in members))
            for member, parts in members:
                _unpack(archive, member, work.joinpath(*parts))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise InputError("“{name}” is not a zip file or is damaged. Make it again.", name=source.name) from error
    return _without_wrapping(work)


def _checked(archive: zipfile.ZipFile, report: Report) -> list[tuple[zipfile.ZipInfo, list[str]]]:
    """Members to unpack, with the parts of their paths."""
    infos = archive.infolist()
    if len(infos) > LIMITS.archive_members or sum(info.file_size for info in infos) > LIMITS.archive_unpacked:
        raise InputError("This zip file is too large for a course.")
    members, seen = [], set()
    for info in infos:
        parts = info.filename.replace("\\", "/").split("/")
        if info.is_dir() or any(part in _JUNK or part.startswith("._") for part in parts):
            continue
        if ".." in parts or info.filename.startswith(("/", "\\")) or stat.S_ISLNK(info.external_attr >> 16):
            raise InputError(
                "This zip file would write outside its folder (“{name}”). It was not opened.", name=info.filename[:120]
            )
        if info.file_size > LIMITS.pack_ratio * max(info.compress_size, 1) and info.file_size > LIMITS.pack_member:
            raise InputError(
                "“{name}” in this zip file is unreasonably large. It was not opened.", name=info.filename[:120]
            )
        if not all(safe_name(part) for part in parts) or "/".join(parts).lower() in seen:
            report.lost(
                info.filename[:200],
                "file",
                "The name “{name}” cannot be used on every computer; the file was left out. Rename it.",
                name=info.filename[:120],
            )
            continue
        seen.add("/".join(parts).lower())
        members.append((info, parts))
    return members


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path) -> None:
    """zipfile stops at the size the directory promises, and checks the CRC."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with space_errors(), archive.open(member) as packed, target.open("wb") as file:
            shutil.copyfileobj(packed, file, 1024 * 1024)
    except (FileExistsError, NotADirectoryError, IsADirectoryError) as error:
        raise InputError(
            "This zip file holds a file and a folder of the same name (“{name}”).", name=member.filename[:120]
        ) from error


def _without_wrapping(folder: Path) -> Path:
    """The folder in which the course is, where the zip wraps it in one."""
    while len(inside := sorted(folder.iterdir())) == 1 and inside[0].is_dir():
        folder = inside[0]
    return folder
