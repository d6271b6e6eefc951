"""A copy of a hub while it runs, and a hub made of such a copy again, with a file or with PostgreSQL whichever it had."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import msgspec

from bivouac import machine
from bivouac.courses.bundle.layout import Layout
from bivouac.errors import InputError, StoreError
from bivouac.machine import space_errors
from bivouac.sync.catalogue.files import FOLDER, TIMESTAMP, Parts
from bivouac.sync.hub.engine import Database
from bivouac.sync.hub.folder import DATABASE_VARIABLE, HubFolder
from bivouac.sync.hub.left_out import LEFT_OUT, keep_left_out
from bivouac.sync.hub.moving import move_all
from bivouac.sync.hub.signed import SIGNED, note_restored

_DATABASE = "hub.sqlite"
_SETTINGS = "hub.json"
_FILES = (
    *("certificate.pem", "key.pem", "device.json", "courier.key", "upstream.json", "recipients.json"),
    *("school.catalogue", "followed.json", LEFT_OUT, SIGNED),
)
"""Before `hub.json`: a folder is a hub's once that is there."""


def back_up(hub: HubFolder, target: Path, *, with_courses: bool = False) -> None:
    """Copy a hub to a new folder, whole or not at all; it may take in pushes meanwhile.

    What laptops were told that it has before this began is in the copy. It has the form of a hub with a file, where people and journals are
    in PostgreSQL, too.

    Args:
        with_courses: its courses as well, which are static files that any copy has.

    Raises:
        InputError: the target is there already, or in the hub's own folder.
        SpaceError: there is no room for it. StoreError: the database is away, or gone: an empty copy would be the newest.
    """
    hub.require_database()
    if target.resolve().is_relative_to(hub.folder.resolve()):
        raise InputError(
            "“{path}” is in the hub's own folder: whatever happens to that happens to the copy. Choose a place outside it, best on another disk.",
            path=str(target),
        )
    _make(hub.folder, target, with_courses, lambda part: _copy_database(hub, part), database="")
    hub.keep_backup(target)


def restore(backup: Path, folder: Path, database: str = "") -> HubFolder:
    """Make a hub of a backup, in a new folder. Laptops send again what the backup lacks.

    It goes on under a new name where it writes (store/device.py), because what the old one wrote after the backup stands under the old.

    Args:
        database: URL of an empty PostgreSQL database for people and journals, whatever the backup is of; empty for a file, unless the
            variable BIVOUAC_HUB_DATABASE names one.

    Raises:
        InputError: there is no backup, or the folder is there already, or something is in the database, or the variable names another one.
        StoreError: the backup is damaged, or the database is away.
    """
    if not (backup / _SETTINGS).is_file():
        raise InputError(
            "“{path}” is no backup of a hub. Name the folder that “bivouac hub backup” made; the stick that it is on has to be in.",
            path=str(backup),
        )
    source = HubFolder(backup)
    if not (backup / _DATABASE).exists():
        raise InputError(
            "People and journals are not in this copy of a hub. Where they are in a dump of PostgreSQL, put that back with pg_restore and copy the folder to a new place; bivouac hub backup copies both."
        )
    if not _is_sound(backup / _DATABASE):
        raise StoreError("This backup is damaged. Take an older one.")
    url = os.environ.get(DATABASE_VARIABLE, database)
    if database and url != database:
        raise InputError(
            "BIVOUAC_HUB_DATABASE and --database do not name the same database. The hub would write into one and look for it in the other: unset the variable, or name the same."
        )

    def put(part: Path) -> None:
        note_restored(part)
        if url:
            _move_database(backup, url)
        else:
            _copy_file(backup / _DATABASE, part)

    _make(source.folder, folder, True, put, database)
    return HubFolder(folder)


def _is_sound(path: Path) -> bool:
    with contextlib.closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as copy:
        try:
            sound = bool(copy.execute("PRAGMA quick_check").fetchone()[0] == "ok")
            return sound and copy.execute("SELECT hub FROM owner").fetchone() is not None  # or it is of an empty place
        except sqlite3.DatabaseError:
            return False


def _make(source: Path, target: Path, with_courses: bool, put_database: Callable[[Path], None], database: str) -> None:
    if target.exists():
        raise InputError("“{path}” is there already. Choose a new name.", path=str(target))
    if (
        not target.parent.is_dir()
    ):  # made here, the copy would be on this machine's own disk, and look like one on a stick
        raise InputError(
            "There is no folder “{path}”, in which it would be. Is the stick in? Check the name and try again.",
            path=str(target.parent),
        )
    part = target.with_name(f".part-{target.name}")
    shutil.rmtree(part, ignore_errors=True)
    try:
        with space_errors():
            part.mkdir(mode=0o700, parents=True)
            if with_courses and (source / "content").is_dir():
                unread = shutil.ignore_patterns("lock")  # while somebody holds it nobody may read it (Windows)
                shutil.copytree(source / "content", part / "content", ignore=unread)
            else:
                Layout.create(part / "content")
                _copy_catalogue(source, part)
                keep_left_out(source, part)
            for name in _FILES:
                if (source / name).exists() and not (part / name).exists():
                    machine.write_whole(part / name, (source / name).read_bytes())
            put_database(part)
            settings = msgspec.structs.replace(HubFolder(source).settings, database=database)
            machine.write_whole(part / _SETTINGS, msgspec.json.encode(settings))
        machine.replace(part, target)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise


def _copy_catalogue(source: Path, part: Path) -> None:
    """What the school has signed, without its courses: it is small, and laptops that joined believe no other."""
    folder = source / "content" / FOLDER
    if not (folder / TIMESTAMP).exists():
        return
    try:
        files = Parts(folder).files  # of one moment: the school may publish meanwhile
    except (InputError, OSError):  # people and journals are copied, whatever has become of it
        files = {path.name: path.read_bytes() for path in folder.glob("*.json")}
    for name, content in files.items():
        machine.write_whole(part / "content" / FOLDER / name, content)
        (part / "content" / FOLDER / name).chmod(0o644)  # as a web server may serve it


def _copy_database(hub: HubFolder, part: Path) -> None:
    path = hub.database_file()
    if path:
        _copy_file(path, part)
        return
    source, target = hub.database_as_it_is(), Database.of_file(part / _DATABASE)
    with contextlib.closing(source), contextlib.closing(target):
        move_all(source, target)


def _move_database(backup: Path, url: str) -> None:
    source = Database.of_file_as_it_is(backup / _DATABASE)
    with contextlib.closing(source), contextlib.closing(Database(url)) as target:
        move_all(source, target)


def _copy_file(source: Path, part: Path) -> None:
    """SQLite's own way to copy a file that is being written."""
    target = part / _DATABASE
    with contextlib.closing(sqlite3.connect(source)) as from_, contextlib.closing(sqlite3.connect(target)) as to:
        try:
            from_.backup(to)
        except sqlite3.OperationalError as error:
            if "full" in str(error):
                raise OSError(28, "no space") from error
            raise
    target.chmod(0o600)
    with target.open("rb+") as file:
        machine.sync_file(file)
