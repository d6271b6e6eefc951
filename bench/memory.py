"""Memory of the app's process tree (PSS): at home, reading a page, playing a film of 480 lines; a bare window beside them."""

from __future__ import annotations

import time
from pathlib import Path

from bench.courses import demo_bundle, make_library
from bench.figures import Figure, Run, median
from bench.processes import Child, pss_megabytes
from bivouac.sync.store.library import Library
from bivouac.sync.transfer.bundles import take_in_bundle

_PLACES = {"home": ("at home", 90.0), "page": ("reading a page", 110.0), "film": ("playing 480p", 160.0)}


def measure(run: Run) -> list[Figure]:
    """Each place in a process of its own, in turn."""
    home = run.folder / "library"
    _make_home(home, demo_bundle())
    count = run.size(1_000, 5)
    make_library(run.folder / "many", count)
    sides = {place: (place, home) for place in _PLACES} | {
        "bare": ("bare", home),
        "many": ("home", run.folder / "many"),
    }
    measured = run.alternate(3, *(lambda side=side: _megabytes(run, *side) for side in sides.values()))
    middle = dict(zip(sides, map(median, measured), strict=True))
    figures = [
        Figure(
            "memory",
            what,
            middle[place],
            "MB",
            limit,
            note=f"{middle[place] / middle['bare']:.2f} x a bare window ({middle['bare']:.0f} MB)",
        )
        for place, (what, limit) in _PLACES.items()
    ]
    return [*figures, Figure("memory", f"at home with {count:,} courses", middle["many"], "MB")]


def _make_home(home: Path, bundle: Path) -> None:
    """A library with the demo course and one learner."""
    library = Library(home)
    take_in_bundle(library, bundle)
    library.journal(library.people.add_guest("Awa Koné").id)  # as on every day but the first
    library.close()


def _megabytes(run: Run, place: str, home: Path) -> float:
    child = Child("bench.seated", place, str(run.size(1_500, 50)), home)
    child.answer()
    looks = []
    for _ in range(run.size(3, 1)):
        looks.append(pss_megabytes(child.pid))
        time.sleep(0.3)
    child.end()
    return median(looks)
