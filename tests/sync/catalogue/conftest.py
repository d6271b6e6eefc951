"""A school that signs its courses, and a laptop that knows its root."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bivouac import machine
from bivouac.courses.bundle.layout import Layout
from bivouac.sync.catalogue import keys
from bivouac.sync.catalogue.files import newest_root
from bivouac.sync.catalogue.repository import Repository
from bivouac.sync.catalogue.trusted import TrustedCatalogue, fetch_from
from tests.sync.campus import store_two_lessons

SECRET = "a tent in the rain"
START = datetime.datetime(2026, 9, 1, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)
FILMS = {"240p": b"small"}


@pytest.fixture(autouse=True)
def _quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "_COST", 1 << 10)


class School:
    """A folder of courses with a catalogue, and what a laptop knows of it."""

    def __init__(self, folder: Path, now: datetime.datetime = START) -> None:
        self.layout, self.keys = Layout.create(folder / "courses"), folder / "keys"
        store_two_lessons(self.layout, FILMS)
        self.now = now
        Repository.create(self.layout, self.keys, SECRET, now=now).publish()

    def open(self) -> Repository:
        return Repository(self.layout, self.keys, SECRET, self.now)

    def laptop(self, path: Path) -> TrustedCatalogue:
        trusted = TrustedCatalogue(path, lambda: self.now)
        trusted.begin(newest_root(self.layout.folder))
        return trusted

    def refresh(self, trusted: TrustedCatalogue, **more: Callable[[], datetime.datetime]) -> list[str]:
        return [entry.version for entry in trusted.refresh(fetch_from(self.layout.folder), **more).entries]

    def copy(self, folder: Path) -> Path:
        return Path(shutil.copytree(self.layout.folder, folder))


@pytest.fixture
def school(tmp_path: Path) -> School:
    return School(tmp_path / "school")


@pytest.fixture
def laptop(school: School, tmp_path: Path) -> TrustedCatalogue:
    return school.laptop(tmp_path / "laptop" / "campus")


class PowerCutError(Exception):
    pass


def cut_power(patch: pytest.MonkeyPatch, at: int, folder: Path) -> None:
    """Let so many files be written in a folder, and fail at the next."""
    real, written = machine.write_whole, 0

    def write(path: Path, content: bytes) -> None:
        nonlocal written
        if path.is_relative_to(folder):
            if written == at:
                raise PowerCutError
            written += 1
        real(path, content)

    patch.setattr(machine, "write_whole", write)
