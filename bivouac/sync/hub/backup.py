"""A copy of a hub while it runs, and a hub made of such a copy again."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from pathlib import Path

from bivouac import machine
from bivouac.errors import InputError, StoreError
from bivouac.machine import space_errors
from bivouac.sync.hub.folder import HubFolder

_DATABASE = "hub.sqlite"
_FILES = (
    *("certificate.pem", "key.pem", "device.json", "courier.key", "upstream.json", "recipients.json"),
    *("school.catalogue", "followed.json", "hub.json"),
)
"""In this order: a folder is a hub's once `hub.json` is there."""


def back_up(hub: HubFolder, target: Path, *, with_courses: bool = False) -> None:
    """Copy a hub to a new folder, whole or not at all; it may take in pushes meanwhile.

    What laptops were told that it has before this began is in the copy.

    Args:
        with_courses: its courses as well, which are static files that any copy has.

    Raises:
        InputError: the target is there already, or the hub keeps its people in PostgreSQL.
        SpaceError: there is no room for it.
    """
    if hub.settings.database:
        raise InputError(
            "This hub keeps people and journals in PostgreSQL. Back that up with pg_dump, and the folder by copying it."
        )
    _make(hub.folder, target, with_courses)
    hub.keep_backup(target)


def restore(backup: Path, folder: Path) -> HubFolder:
    """Make a hub of a backup, in a new folder. Laptops send again what the backup lacks.

    It goes on under a new name where it writes (store/device.py), because what the old one wrote after the backup stands under the old.

    Raises:
        InputError: there is no backup, or the folder is there already. StoreError: the backup is damaged.
    """
    source = HubFolder(backup)
    with contextlib.closing(
        sqlite3.connect(f"{(backup / _DATABASE).resolve().as_uri()}?mode=ro", uri=True)
    ) as database:
        try:
            sound = database.execute("PRAGMA quick_check").fetchone()[0] == "ok"
        except sqlite3.DatabaseError:
            sound = False
    if not sound:
        raise StoreError("This backup is damaged. Take an older one.")
    _make(source.folder, folder, with_courses=True)
    return HubFolder(folder)


def _make(source: Path, target: Path, with_courses: bool) -> None:
    if target.exists():
        raise InputError("“{path}” is there already. Choose a new name.", path=str(target))
    part = target.with_name(f".part-{target.name}")
    shutil.rmtree(part, ignore_errors=True)
    try:
        with space_errors():
            part.mkdir(mode=0o700, parents=True)
            _copy_database(source / _DATABASE, part / _DATABASE)
            if with_courses and (source / "content").is_dir():
                shutil.copytree(source / "content", part / "content")
            else:
                from bivouac.courses.bundle.layout import Layout

                Layout.create(part / "content")
            for name in _FILES:
                if (source / name).exists():
                    machine.write_whole(part / name, (source / name).read_bytes())
        machine.replace(part, target)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise


def _copy_database(source: Path, target: Path) -> None:
    """SQLite's own way to copy a file that is being written."""
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
