"""Taking in a bundle of a gigabyte, every byte hashed, against copying the same file and waiting for the disk."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from bench.courses import write_large_bundle
from bench.deeds import memory_of
from bench.figures import Figure, Run, median, stopwatch
from bivouac.sync.store.library import Library
from bivouac.sync.transfer.bundles import take_in_bundle

_LIMIT = 1.25
_MIB = 1024 * 1024


def measure(run: Run) -> list[Figure]:
    """Import and copy in turn. Before each, the bundle leaves the cache as far as the system lets it (posix_fadvise)."""
    films, film_bytes = run.size(16, 2), run.size(64 * _MIB, 64 * 1024)
    bundle = run.folder / "films.bivouac"
    write_large_bundle(bundle, run.folder / "work", films, film_bytes)
    shutil.rmtree(run.folder / "work")
    os.sync()
    ours, copy = map(median, run.alternate(5, lambda: _import(bundle), lambda: _copy(bundle)))
    memory = memory_of("take_in", run.folder / "library", bundle)
    size = bundle.stat().st_size / 1e6
    note = f"{ours:.2f} s ({size / ours:,.0f} MB/s) to {copy:.2f} s ({size / copy:,.0f} MB/s)"
    return [
        Figure(
            "bundles",
            f"import of {size / 1000:.2g} GB, to `cp` and `sync` of the file",
            ours / copy,
            "x",
            _LIMIT,
            note=note,
        ),
        Figure(
            "bundles", "memory of the process while it imports, at most (RSS)", memory.most, "MB", note=memory.note()
        ),
    ]


def _import(bundle: Path) -> float:
    home = bundle.parent / "library"
    library = Library(home)
    _uncache(bundle)
    with stopwatch() as seconds:
        take_in_bundle(library, bundle)
    library.close()
    shutil.rmtree(home)
    return seconds()


def _copy(bundle: Path) -> float:
    target = bundle.parent / "copy"
    _uncache(bundle)
    with stopwatch() as seconds:
        subprocess.run(["cp", bundle, target], check=True)
        subprocess.run(["sync", target], check=True)
    target.unlink()
    return seconds()


def _uncache(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(handle)
