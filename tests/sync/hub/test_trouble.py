"""A hub whose own database is damaged, held or taken away: laptops are told to come again, lose nothing, and send it once it is mended."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bivouac.errors import BusyError, LineError
from bivouac.sync.hub import engine
from bivouac.sync.journal.acts import Reached
from tests.sync.campus import Campus
from tests.sync.conftest import MakeLaptop

pytestmark = pytest.mark.expects_log(r"The hub could not answer", always=False)


@pytest.fixture(autouse=True)
def _short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_WAIT_SECONDS", 0.3)
    monkeypatch.setattr(engine, "_PRAGMAS", (*engine._PRAGMAS[:-1], "PRAGMA busy_timeout = 300"))


def damage(folder: Path) -> None:
    """As a dying disk does it: what stands in the middle of the file is something else."""
    path = folder / "hub.sqlite"
    with path.open("r+b") as file:
        file.seek(100)
        file.write(bytes(path.stat().st_size - 100))


@contextlib.contextmanager
def held(folder: Path) -> Iterator[None]:
    """Another program keeps the file locked."""
    other = sqlite3.connect(folder / "hub.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.close()


def test_held_by_another_program(campus: Campus, laptop_of: MakeLaptop) -> None:
    laptop = laptop_of(campus)
    laptop.journal.record("course", "page", Reached(1))
    with held(campus.hub.folder), pytest.raises(BusyError, match="held by another program") as caught:
        laptop.exchange()
    assert caught.value.wait > 0
    laptop.exchange()
    assert laptop.journal.standing().waiting == 0 and len(campus.records()) > 0


@pytest.mark.parametrize("harm", [damage, lambda folder: (folder / "hub.sqlite").write_bytes(b"not a database" * 999)])
def test_damaged_and_restored(
    campus: Campus, laptop_of: MakeLaptop, tmp_path: Path, harm: Callable[[Path], object]
) -> None:
    laptop = laptop_of(campus)
    laptop.journal.record("course", "page", *(Reached(at) for at in range(30)))
    laptop.exchange()
    port = campus.port
    campus.stop()
    copy = shutil.copytree(campus.hub.folder, tmp_path / "copy")
    campus.start(port)
    laptop.journal.record("course", "page", *(Reached(at) for at in range(30)))
    for name in ("hub.sqlite-wal", "hub.sqlite-shm"):
        (campus.hub.folder / name).unlink(missing_ok=True)
    harm(campus.hub.folder)
    with pytest.raises(LineError) as caught:
        laptop.exchange()
    assert "damaged" in str(caught.value) or "does not take or give" in str(caught.value)
    assert laptop.journal.standing().waiting == 30
    campus.stop()
    shutil.copy(copy / "hub.sqlite", campus.hub.folder / "hub.sqlite")
    for name in ("hub.sqlite-wal", "hub.sqlite-shm"):
        (campus.hub.folder / name).unlink(missing_ok=True)
    campus.start(port)
    laptop.exchange()
    mine = [one for one in campus.records() if one[0] == laptop.journal.stream]
    assert len(mine) == len(set(mine)) == 60 and laptop.journal.standing().waiting == 0
