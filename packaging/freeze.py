"""Freezes the app into dist/bivouac, packs it, starts it as a stranger would, and says how large and how quick it is.

The demo courses go in as bundles (`make demo`). What was measured is written to out/package.json.
"""

from __future__ import annotations

import json
import lzma
import os
import subprocess
import sys
import tarfile
import tempfile
import time
from pathlib import Path

import icu

ROOT = Path(__file__).resolve().parent.parent
APP = ROOT / "dist" / "bivouac"
MEASURED = ROOT / "out" / "package.json"
STARTS = 3
PACKED = APP.with_suffix(".tar.xz")
# What installers use, too: machine code told apart from data, and a window that holds all of it.
XZ: list[dict[str, int]] = [{"id": lzma.FILTER_X86}, {"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME}]


def main() -> None:
    freeze()
    strip()
    icu.thin(APP)
    starts = [start() for _ in range(STARTS)]
    figures = {
        "files": sum(1 for _ in APP.rglob("*")),
        "bytes": sum(file.stat().st_size for file in APP.rglob("*") if file.is_file() and not file.is_symlink()),
        "bytes_xz": pack(),
        "self_test_seconds": [took for took, _ in starts],
        "window_seconds": [said.get("window_seconds") for _, said in starts],
    }
    MEASURED.parent.mkdir(exist_ok=True)
    MEASURED.write_text(json.dumps(figures, indent=2) + "\n", "utf-8")
    print(
        f"{APP.relative_to(ROOT)}: {figures['bytes'] / 1e6:.0f} MB, packed {figures['bytes_xz'] / 1e6:.1f} MB; self-test in {starts[-1][0]} s"
    )


def freeze() -> None:
    """Run PyInstaller on the spec beside this file."""
    spec = ROOT / "packaging" / "bivouac.spec"
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "--distpath", str(APP.parent)]
    subprocess.run([*command, "--workpath", str(ROOT / "build" / "frozen"), str(spec)], check=True)


def strip() -> None:
    """Take out what debuggers read: a third of Python's own library and of some packages. Qt's libraries have none, and strip breaks them without a word."""
    for library in APP.rglob("*.so*"):
        if "PySide6" not in library.parts and not library.is_symlink() and sys.platform == "linux":
            subprocess.run(["strip", "--strip-debug", library], check=True)


def start() -> tuple[float, dict[str, float]]:
    """Start the frozen app on an empty home: it opens the demo course, plays a second of film and ends.

    Returns:
        Seconds the process took, and what the app itself says it measured (desktop/selftest.py).
    """
    with tempfile.TemporaryDirectory() as home:
        empty = {"HOME": home, "BIVOUAC_HOME": f"{home}/library", "QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8"}
        environment = {**os.environ, **empty} if sys.platform == "win32" else empty
        begun = time.monotonic()
        run = subprocess.run(
            [APP / "bivouac-desktop", "--self-test"],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
            timeout=120,
            check=False,
        )
        took = time.monotonic() - begun
    if run.returncode:
        sys.exit(f"The frozen app failed its self-test (exit code {run.returncode}).")
    return round(took, 2), json.loads(run.stdout.splitlines()[-1]) if run.stdout else {}


def pack() -> int:
    """Pack the app into dist/bivouac.tar.xz, which is what is downloaded.

    Returns:
        Its bytes.
    """
    with lzma.open(PACKED, "wb", filters=XZ) as packed, tarfile.open(fileobj=packed, mode="w|") as archive:
        archive.add(APP, APP.name)
    return PACKED.stat().st_size


if __name__ == "__main__":
    main()
