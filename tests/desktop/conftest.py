"""What tests of the window may use: a screen that nobody sees, our own fonts, and films made on the spot."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.multimedia.*=false")

from PySide6.QtWidgets import QApplication

from bivouac import drives, language
from bivouac.courses.bundle.archive import Archive
from bivouac.courses.bundle.copy import copy_courses
from bivouac.desktop import theme
from bivouac.desktop.actions import hubs
from bivouac.sync.protocol import invite
from bivouac.sync.transfer.wishes import Wishes
from tests.desktop.filming import make_colour_film
from tests.desktop.laptop import Laptop, copy_home, stock
from tests.sync.campus import Campus


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The application in our own look, so that every machine measures the same."""
    theme.load_fonts(language.assets() / "fonts")
    theme.apply(qapp, theme.LIGHT)
    return qapp


@pytest.fixture(scope="session")
def colour_film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A film of eight seconds, each in one of `filming.COLOURS`, VP9 and Opus, under a name without ending as blobs have."""
    return make_colour_film(tmp_path_factory.mktemp("films") / "e3b0c44298fc1c14")


@pytest.fixture(scope="session")
def stocked(tmp_path_factory: pytest.TempPathFactory, demo_bundles: list[Path]) -> Path:
    """A library with the demo courses and one guest, to be copied."""
    home = tmp_path_factory.mktemp("stocked") / "home"
    stock(home, demo_bundles)
    return home


@pytest.fixture
def laptop(qapp: QApplication, tmp_path: Path, stocked: Path) -> Iterator[Laptop]:
    """A laptop with the demo courses; not open yet."""
    laptop = Laptop(copy_home(stocked, tmp_path / "home"))
    yield laptop
    laptop.close()
    theme.apply(qapp, theme.LIGHT)


@pytest.fixture
def empty_laptop(qapp: QApplication, tmp_path: Path) -> Iterator[Laptop]:
    """A laptop as it comes; not open yet."""
    laptop = Laptop(tmp_path / "home")
    yield laptop
    laptop.close()
    theme.apply(qapp, theme.LIGHT)


@pytest.fixture
def campus(tmp_path: Path, demo_bundles: list[Path], _stopping: list[Campus]) -> Iterator[Campus]:
    """A campus hub on loopback, in this process, that offers the demo courses."""
    campus = Campus(tmp_path / "hub")
    for bundle in demo_bundles:
        with Archive(bundle) as archive:
            copy_courses(archive, campus.hub.layout())
    yield campus
    campus.stop_soon()
    _stopping.append(campus)


@pytest.fixture(scope="session")
def _stopping() -> Iterator[list[Campus]]:
    """Hubs that are on their way out; a stop takes longer than most tests."""
    stopping: list[Campus] = []
    yield stopping
    for campus in stopping:
        campus.wait()


@pytest.fixture(autouse=True)
def _short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """A download gives a line that is away half a minute before it says so; here it need not."""
    *before, _ = Wishes.__init__.__defaults__ or ()
    monkeypatch.setattr(Wishes.__init__, "__defaults__", (*before, (0.05,)))


@pytest.fixture(autouse=True)
def _no_other_drives(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is plugged into the machine that runs the tests is not theirs."""
    monkeypatch.setattr(drives, "places", list)


@pytest.fixture(autouse=True)
def _no_search_before() -> None:
    """Who is on the network, and who is not, is remembered for a minute; no test inherits that."""
    hubs.forget_the_network()


@pytest.fixture(scope="session", autouse=True)
def _quick_codes() -> Iterator[None]:
    """Making a key from a code is slow on purpose; here it need not be."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(invite, "_COST", 1 << 4)
        yield


@pytest.fixture
def small_drive(tmp_path: Path) -> Iterator[Path]:
    """A drive of 32 MB."""
    drive = tmp_path / "drive"
    drive.mkdir()
    if sys.platform != "linux":
        pytest.skip("a small drive can be made on Linux only")
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", str(drive)], capture_output=True)
    if made.returncode:
        pytest.skip("only root can make a small drive")
    yield drive
    subprocess.run(["umount", "-l", str(drive)], check=True)
