"""Campuses and schools that know each other."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bivouac.courses.bundle.layout import Layout
from bivouac.sync.hub.folder import HubFolder
from tests.sync.campus import Campus
from tests.sync.relay.filled import two_courses

MakeCampus = Callable[[str], Campus]


@pytest.fixture
def hub_of(tmp_path: Path) -> Iterator[MakeCampus]:
    """Makes hubs of these names, which serve until the test ends."""
    made: list[Campus] = []

    def make(name: str) -> Campus:
        made.append(Campus(tmp_path / name, name=name))
        return made[-1]

    yield make
    for campus in made:
        campus.stop_soon()
    for campus in made:
        campus.wait()


@pytest.fixture
def source(tmp_path: Path) -> Layout:
    return two_courses(tmp_path / "source")


@pytest.fixture
def hub(tmp_path: Path) -> HubFolder:
    return HubFolder.create(tmp_path / "hub", "Campus Abidjan")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of forty megabytes."""
    disk = tmp_path / "small"
    disk.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("a small disk can be made by the administrator of a Linux system only")
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", str(disk)], capture_output=True)
    if made.returncode:
        pytest.skip(f"a small disk cannot be made here: {made.stderr.decode().strip()}")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)
