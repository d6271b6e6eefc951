"""Makes the data of ICU smaller in the frozen app, which has them on Linux only: 32 MB of every language's names, of which Qt reads next to nothing.

Qt has names of languages, countries, currencies, units and months of its own (CLDR, in QtCore), and Bivouac reads foreign
encodings by way of Python. What stays: how text is sorted, cased and broken into words and lines.
"""

from __future__ import annotations

import fnmatch
import subprocess
import tempfile
from pathlib import Path

DROPPED = ("curr/*", "lang/*", "region/*", "unit/*", "zone/*", "rbnf/*", "translit/*", "*.cnv")


def thin(app: Path) -> None:
    """Replace each `libicudata` below `app` by one with less in it. Needs icupkg (icu-devtools) and binutils."""
    for library in app.rglob("libicudata.so.*"):
        if not library.is_symlink():
            with tempfile.TemporaryDirectory() as folder:
                _thin(library, Path(folder))


def _thin(library: Path, folder: Path) -> None:
    name = f"icudt{library.suffix[1:]}"  # ICU finds its data by this symbol; `l` in a file's name: little-endian
    whole, less, dropped = folder / f"{name}l.dat", folder / "less.dat", folder / "dropped.txt"
    _run("objcopy", "-O", "binary", "--only-section=.rodata", library, whole)
    items = _run("icupkg", "-l", whole).splitlines()
    dropped.write_text("\n".join(item for item in items if any(fnmatch.fnmatch(item, pattern) for pattern in DROPPED)))
    _run("icupkg", "-r", dropped, whole, less)
    _run("ld", "-r", "-b", "binary", less.name, "-o", "less.o", folder=folder)
    section = [
        "--set-section-alignment=.data=16",
        "--rename-section=.data=.rodata,alloc,load,readonly,data,contents",
        f"--redefine-sym=_binary_less_dat_start={name}_dat",
    ]
    _run("objcopy", *section, "less.o", folder=folder)
    _run("ld", "-shared", "-z", "noexecstack", f"-soname={library.name}", "less.o", "-o", library, folder=folder)


def _run(*command: str | Path, folder: Path | None = None) -> str:
    return subprocess.run(command, cwd=folder, check=True, stdout=subprocess.PIPE, text=True).stdout
