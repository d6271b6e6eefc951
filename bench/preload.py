"""Filling four sticks at once, each read back, against `cp` and `sync` of the same folder onto four such sticks at once.

The sticks are images mounted by loop devices, where this machine lets us (root on Linux), so that each is a drive of its own to the system; else folders.
All lie on one disk, so the ratio is what counts. `python -m bench.preload SOURCE STICK…` is the process that fills, and prints what it took.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.courses import put_films
from bench.figures import Figure, Run, median, stopwatch
from bench.processes import REPOSITORY, environment, peak_megabytes
from bivouac.courses.bundle.layout import Layout
from bivouac.sync.transfer.filling import CHECKING
from bivouac.sync.transfer.preload import order, preload

_STICKS = 4
_MIB = 1024 * 1024


def measure(run: Run) -> list[Figure]:
    """In turn; the sticks are emptied before each, and the content leaves the cache as far as the system lets it."""
    films = run.size(8, 2)
    content = _write(run.folder / "content", films, run.size(64 * _MIB, _MIB))
    size = sum(one.stat().st_size for one in content.rglob("*") if one.is_file())
    with _sticks(run.folder, 2 * size + 64 * _MIB) as (sticks, mounted):
        copying, whole, peaks = list[float](), list[float](), list[float]()

        def ours() -> float:
            told = _fill(content, sticks)
            copying.append(told["copied"])
            peaks.append(told["megabytes"])
            whole.append(told["seconds"])
            return told["seconds"]

        _, plain = run.alternate(3, ours, lambda: _copy(content, sticks))
    copied, all_of_it, theirs = median(copying), median(whole), median(plain)
    kind = "mounted images" if mounted else "folders: this machine mounts none"
    note = f"{copied:.1f} s to {theirs:.1f} s for {_STICKS} x {size / 1e6:,.0f} MB; {kind}"
    return [
        Figure("preload", "four sticks at once, copied, hashed and on the medium, to `cp` and `sync`", copied / theirs, "x", note=note),
        Figure("preload", "the same with every byte read back from the medium", all_of_it / theirs, "x", note=f"{all_of_it:.1f} s"),
        Figure("preload", "memory of the process at most (RSS)", max(peaks), "MB"),
    ]  # fmt: skip


def _write(folder: Path, films: int, film_bytes: int) -> Path:
    layout = Layout.create(folder)
    put_films(layout, [os.urandom(film_bytes) for _ in range(films)])
    return folder


@contextmanager
def _sticks(folder: Path, size: int) -> Iterator[tuple[list[Path], bool]]:
    """Drives to fill, and whether they are real mounts."""
    places = [folder / f"stick-{number}" for number in range(_STICKS)]
    mounted: list[Path] = []
    for place in places:
        place.mkdir()
    try:
        for place in places:
            image = folder / f"{place.name}.img"
            with image.open("wb") as file:
                file.truncate(size)
            if not _mount(image, place):
                break
            mounted.append(place)
        yield places, len(mounted) == len(places)
    finally:
        for place in mounted:
            subprocess.run(["umount", place], check=False)


def _mount(image: Path, place: Path) -> bool:
    if sys.platform == "win32" or os.geteuid() != 0:
        return False
    made = subprocess.run(["mkfs.ext4", "-q", "-m", "0", image], capture_output=True, check=False)
    return (
        made.returncode == 0
        and subprocess.run(["mount", "-o", "loop", image, place], capture_output=True, check=False).returncode == 0
    )


def _fill(content: Path, sticks: list[Path]) -> dict[str, float]:
    _empty(content, sticks)
    command = [sys.executable, "-m", "bench.preload", str(content), *map(str, sticks)]
    done = subprocess.run(command, cwd=REPOSITORY, env=environment(), check=True, capture_output=True, text=True)
    told: dict[str, float] = json.loads(done.stdout)
    return told


def _copy(content: Path, sticks: list[Path]) -> float:
    """All at once, as somebody with four terminals would."""
    _empty(content, sticks)
    with stopwatch() as seconds:
        running = [subprocess.Popen(["sh", "-c", 'cp -r "$0" "$1/copy" && sync -f "$1"', content, one]) for one in sticks]  # fmt: skip
        if any(one.wait() for one in running):
            raise RuntimeError("a copy failed")
    return seconds()


def _empty(content: Path, sticks: list[Path]) -> None:
    for stick in sticks:
        for one in stick.iterdir():
            if one.name != "lost+found":
                shutil.rmtree(one) if one.is_dir() else one.unlink()
    os.sync()
    for blob in (content / "blobs" / "sha256").iterdir():
        handle = os.open(blob, os.O_RDONLY)
        try:
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(handle)


def _fill_here(content: Path, sticks: list[Path]) -> dict[str, float]:
    began, checking = time.monotonic(), dict[Path, float]()

    def progress(stick: Path, stage: str, done: int, total: int) -> None:
        if stage == CHECKING:
            checking.setdefault(stick, time.monotonic() - began)

    filled = preload(order(Layout.open(content)), sticks, progress)
    seconds = time.monotonic() - began
    for one in filled:
        if not one.complete:
            raise RuntimeError(f"a stick was not filled: {one.error}")
    return {"copied": max(checking.values()), "seconds": seconds, "megabytes": peak_megabytes()}


if __name__ == "__main__":
    print(json.dumps(_fill_here(Path(sys.argv[1]), list(map(Path, sys.argv[2:])))))
