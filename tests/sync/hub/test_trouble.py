"""A hub whose own database is damaged, held or taken away: laptops are told to come again, lose nothing, and send it once it is mended."""

from __future__ import annotations

import contextlib
import http.client
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bivouac.errors import BusyError, LineError
from bivouac.sync.hub import engine
from bivouac.sync.journal.acts import Reached
from bivouac.sync.protocol import messages
from bivouac.sync.protocol.messages import MEDIA_TYPE
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


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody touch a file that is open")
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


# --- what a monitor hears --------------------------------------------------------------------------------------------


def health(campus: Campus) -> tuple[int, str, str]:
    """Status, Retry-After and sentence of the hub's own word on itself."""
    connection = http.client.HTTPConnection("127.0.0.1", campus.port, timeout=20)
    connection.request("GET", "/v1/health", headers={"Accept": MEDIA_TYPE})
    response = connection.getresponse()
    content = response.read()
    connection.close()
    if response.status == 200:
        assert messages.decode(content, messages.Health).hub == campus.hub.settings.id
        return 200, "", ""
    return response.status, response.headers["Retry-After"], messages.decode(content, messages.Refusal).source


def overwrite(folder: Path) -> None:
    (folder / "hub.sqlite").write_bytes(b"not a database" * 999)


def remove(folder: Path) -> None:
    (folder / "hub.sqlite").unlink()


def put_another_in_its_place(folder: Path) -> None:
    shutil.copy(folder / "hub.sqlite", folder / "other")
    (folder / "other").replace(folder / "hub.sqlite")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody touch a file that is open")
@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        (damage, "damaged"),
        (overwrite, "damaged"),
        (remove, "gone from its folder"),
        (put_another_in_its_place, "gone from its folder"),
    ],
)
def test_health_says_that_the_database_is_no_more(
    campus: Campus, laptop_of: MakeLaptop, harm: Callable[[Path], object], sentence: str
) -> None:
    laptop_of(campus).exchange()  # connections are open, and remember
    assert health(campus)[0] == 200
    with contextlib.closing(sqlite3.connect(campus.hub.folder / "hub.sqlite")) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    harm(campus.hub.folder)
    status, wait, said = health(campus)
    assert (status, wait) == (503, "30") and sentence in said


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody touch a file that is open")
@pytest.mark.parametrize("harm", [remove, put_another_in_its_place])
def test_nothing_is_received_into_a_file_that_has_no_name_any_more(
    campus: Campus, laptop_of: MakeLaptop, harm: Callable[[Path], object]
) -> None:
    laptop = laptop_of(campus)
    laptop.exchange()
    harm(campus.hub.folder)
    laptop.journal.record("course", "page", Reached(1))
    with pytest.raises(BusyError, match="gone from its folder") as caught:
        laptop.exchange()
    assert caught.value.wait == 30 and laptop.journal.standing().waiting == 1


def test_health_waits_for_nobody_who_writes(campus: Campus) -> None:
    with held(campus.hub.folder):
        assert health(campus)[0] == 200
