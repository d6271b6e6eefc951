"""From the start of the process to the first painted window, with 1,000 courses in the library, against a bare window."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from bench.courses import make_library
from bench.figures import Figure, Run, median
from bench.processes import Child, anki_python

_LIMIT = 2.5
_TIMES = 9


def measure(run: Run) -> list[Figure]:
    """Starts in turn, each in a process of its own, disk warm."""
    count = run.size(1_000, 5)
    home = run.folder / "library"
    make_library(home, count)
    content: list[float] = []

    def bivouac() -> float:
        window, home_painted = _start("bivouac", home)
        content.append(home_painted)
        return window

    sides = [bivouac, lambda: _start("bare")[0]]
    python = None if run.quick else anki_python("aqt")
    if python:
        os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"  # Chromium refuses to run as root otherwise
        sides.append(lambda: _start("anki", run.folder / "anki", python=python)[0])
    ours, bare, *anki = (median(times) for times in run.alternate(_TIMES, *sides))
    shown = median(content[-_TIMES:])
    beside = f"Anki {anki[0]:.2f} s in the same run" if anki else "Anki was not there to compare"
    return [
        Figure(
            "start",
            f"first painted window, {count:,} courses, to a bare window",
            ours / bare,
            "x",
            _LIMIT,
            note=f"{ours:.2f} s to {bare:.2f} s; {beside}",
        ),
        Figure(
            "start",
            f"Home painted with its {count:,} courses, to a bare window",
            shown / bare,
            "x",
            note=f"{shown:.2f} s",
        ),
    ]


def _start(side: str, *home: Path, python: str = sys.executable) -> tuple[float, float]:
    """Seconds until the window was painted, and until its content was."""
    child = Child("bench.windows", side, *home, python=python, silent=python != sys.executable)
    told = child.answer()
    child.end()
    return told["painted"] - child.began, told.get("content", told["painted"]) - child.began
