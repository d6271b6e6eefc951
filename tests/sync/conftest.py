"""A running hub for every test of the road between laptops and hubs."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bivouac.sync.hub.reports.lrs import Lrs
from bivouac.sync.protocol import invite
from tests.sync.campus import Campus, HubProcess, Laptop
from tests.sync.hub.reports.ralph import PASSWORD, USER, Ralph, environment
from tests.sync.hub.reports.school import School

MakeLaptop = Callable[..., Laptop]
MakeHub = Callable[..., HubProcess]

REAL_COST = invite._COST


@pytest.fixture(scope="session", autouse=True)
def _quick_codes() -> Iterator[None]:
    """Making a key from a code is slow on purpose; here it need not be. `test_invite` looks at the real cost."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(invite, "_COST", 1 << 4)
        yield


@pytest.fixture(scope="session")
def _stopping() -> Iterator[list[Campus]]:
    """Hubs that are on their way out; a stop takes longer than most tests."""
    stopping: list[Campus] = []
    yield stopping
    for campus in stopping:
        campus.wait()


@pytest.fixture
def campus(tmp_path: Path, _stopping: list[Campus]) -> Iterator[Campus]:
    """A hub on loopback without TLS."""
    campus = Campus(tmp_path / "hub")
    yield campus
    campus.stop_soon()
    _stopping.append(campus)


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory, _stopping: list[Campus]) -> Iterator[Campus]:
    """A hub for all tests of a file, for those that do not mind each other."""
    campus = Campus(tmp_path_factory.mktemp("lasting") / "hub")
    yield campus
    campus.stop_soon()
    _stopping.append(campus)


@pytest.fixture
def secured(tmp_path: Path, _stopping: list[Campus]) -> Iterator[Campus]:
    """A hub with TLS."""
    campus = Campus(tmp_path / "hub", secured=True)
    yield campus
    campus.stop_soon()
    _stopping.append(campus)


@pytest.fixture
def laptop_of(tmp_path: Path) -> Iterator[MakeLaptop]:
    """Makes laptops that have joined a campus: `laptop_of(campus, "name of its folder", code=…, name=…)`."""
    made: list[Laptop] = []

    def make(
        campus: Campus, folder: str = "laptop", code: str = "", name: str = "Awa Koné", journal: str = "journal.sqlite"
    ) -> Laptop:
        made.append(Laptop(tmp_path / folder, campus.url, code or campus.code(), name, journal))
        return made[-1]

    yield make
    for laptop in made:
        laptop.close()


@pytest.fixture
def hub_of(monkeypatch: pytest.MonkeyPatch) -> Iterator[MakeHub]:
    """Starts hubs in processes of their own: `hub_of(folder, host=…, workers=…)`. Their codes have the real cost."""
    monkeypatch.setattr(invite, "_COST", REAL_COST)
    made: list[HubProcess] = []

    def make(folder: Path, host: str = "127.0.0.1", workers: int = 1) -> HubProcess:
        made.append(HubProcess(folder, host, workers))
        return made[-1]

    yield make
    for hub in made:
        hub.process.kill()
        hub.process.communicate()


# --- reports (tests/sync/hub/reports, tests/sync/cli) -------------------------------------------------------------------


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    school = School(tmp_path / "hub")
    yield school
    school.close()


@pytest.fixture(scope="session")
def lrs_python() -> Path:
    """The Python of an environment that has Ralph."""
    return environment()


@pytest.fixture(scope="session")
def _running_ralph(lrs_python: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ralph]:
    ralph = Ralph(lrs_python, tmp_path_factory.mktemp("ralph"))
    yield ralph
    ralph.stop()


@pytest.fixture
def ralph(_running_ralph: Ralph) -> Ralph:
    """A learning record store on loopback, empty."""
    _running_ralph.empty()
    return _running_ralph


@pytest.fixture
def lrs(ralph: Ralph) -> Iterator[Lrs]:
    """The line to it."""
    lrs = Lrs(ralph.url, USER, PASSWORD)
    yield lrs
    lrs.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of sixteen megabytes."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("a small disk can be made by the administrator of a Linux system only")
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(disk)], capture_output=True, text=True
    )
    if made.returncode:
        pytest.skip(f"a small disk cannot be made here: {made.stderr.strip()}")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)
