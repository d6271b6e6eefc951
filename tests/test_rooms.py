"""The rooms stand alone: courses and sync work on a machine where Qt is not installed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent

IMPORT_ALL = """
import importlib, pkgutil, sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {absent}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Absent())
import bivouac
for module in pkgutil.walk_packages(bivouac.__path__, "bivouac."):
    if module.name.startswith({rooms}) and not module.name.startswith({but}) and not module.name.endswith("__main__"):
        importlib.import_module(module.name)
        print(module.name)
"""

QT = ("PySide6", "shiboken6")
HUB = ("litestar", "uvicorn", "sqlalchemy")


def modules_imported(rooms: tuple[str, ...], but: tuple[str, ...], absent: tuple[str, ...]) -> list[str]:
    """Import every module of `rooms` in a fresh Python that cannot find `absent`; the names that were imported."""
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", IMPORT_ALL.format(absent=absent, rooms=rooms, but=but)],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.split()


def test_core_does_without_qt() -> None:
    imported = modules_imported(("bivouac.courses", "bivouac.sync"), ("bivouac.desktop",), QT)
    files = [*(REPOSITORY / "bivouac/courses").rglob("*.py"), *(REPOSITORY / "bivouac/sync").rglob("*.py")]
    assert len(imported) == len([file for file in files if file.name != "__main__.py"])


def test_a_learner_s_machine_does_without_the_hub_s_libraries() -> None:
    rooms = ("bivouac.courses", "bivouac.sync.journal", "bivouac.sync.store", "bivouac.sync.protocol")
    assert modules_imported((*rooms, "bivouac.sync.transfer", "bivouac.sync.exchange"), ("bivouac.sync.hub",), HUB)


def test_the_command_line_does_without_the_hub_s_libraries_until_a_hub_is_wanted() -> None:
    assert modules_imported(("bivouac.sync.cli",), ("bivouac.sync.cli.hub",), (*HUB, *QT))


def test_what_is_absent_is_really_absent() -> None:
    """The proof of the proofs above: the blocker blocks."""
    with pytest.raises(AssertionError, match="No module named 'msgspec'"):
        modules_imported(("bivouac.courses",), ("bivouac.desktop",), ("msgspec",))
