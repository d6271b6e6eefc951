"""The frozen app, as `make package` measured it: its size, packed and unpacked, and how long its self-test took."""

from __future__ import annotations

import json

from bench.figures import Figure, NotMeasured, Run, median
from bench.processes import REPOSITORY

_PACKED = 60.0


def measure(run: Run) -> list[Figure]:
    """Reads out/package.json."""
    path = REPOSITORY / "out" / "package.json"
    if not path.is_file():
        raise NotMeasured("needs the frozen app: make package")
    told = json.loads(path.read_text("utf-8"))
    return [
        Figure(
            "package",
            "download (packed)",
            told["bytes_xz"] / 1e6,
            "MB",
            _PACKED,
            note=f"{told['files']:,} files, {told['bytes'] / 1e6:,.0f} MB unpacked",
        ),
        Figure(
            "package", "start, demo course taken in, one second of film played", median(told["self_test_seconds"]), "s"
        ),
    ]
