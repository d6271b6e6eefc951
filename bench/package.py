"""The frozen app, as `make package` measured it: its size, packed and unpacked, and how quickly it starts."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from bench.figures import Figure, NotMeasured, Run, median
from bench.processes import REPOSITORY

_PACKED = 60.0


class _Measured(Struct, frozen=True):
    """out/package.json (packaging/freeze.py)."""

    files: int
    bytes: int
    bytes_xz: int
    self_test_seconds: list[float]
    window_seconds: list[float]


def measure(run: Run) -> list[Figure]:
    """Reads what is there; nothing is frozen for it."""
    path = REPOSITORY / "out" / "package.json"
    try:
        told = msgspec.json.decode(path.read_bytes(), type=_Measured)
    except (FileNotFoundError, msgspec.DecodeError) as error:
        raise NotMeasured("needs the app frozen: make package") from error
    unpacked = f"{told.files:,} files, {told.bytes / 1e6:,.0f} MB unpacked"
    whole = f"{median(told.self_test_seconds):.1f} s with the demo course taken in and a second of film played"
    return [
        Figure("package", "packed", told.bytes_xz / 1e6, "MB", _PACKED, note=unpacked),
        Figure("package", "start to its window", median(told.window_seconds), "s", note=whole),
    ]
