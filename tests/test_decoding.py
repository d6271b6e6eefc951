"""Bytes into structs: what several threads do at once."""

from __future__ import annotations

import re
import subprocess
import sys
import textwrap
from pathlib import Path

import bivouac

ROOT = Path(bivouac.__file__).parent

CROWD = """
    import sys, threading
    from msgspec import Struct, defstruct, msgpack
    from bivouac.decoding import from_msgpack

    sys.setswitchinterval(1e-6)
    for number in range(60):
        inner = defstruct("Inner", [(f"n{at}", int) for at in range(40)])
        kind = defstruct("Outer", [("one", inner), ("many", list[inner])])
        data = msgpack.encode(kind(inner(*range(40)), [inner(*range(40))]))
        together, read = threading.Barrier(4), []

        def go():
            together.wait()
            read.append(from_msgpack(data, kind).many[0].n39)

        threads = [threading.Thread(target=go) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert read == [39] * 4
    print("whole")
"""


def test_threads_that_are_the_first_to_read_a_kind_at_the_same_moment_all_read_it() -> None:
    """Without the lock, the program ends (or reads nonsense) within a few kinds."""
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(CROWD)], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.returncode) == ("whole", 0), done.stderr


def test_nothing_else_asks_msgspec_for_a_struct() -> None:
    asking = re.compile(r"msgspec\.(json|msgpack)\.Decoder\(|msgspec\.convert\(|\bdecode\([^#\n]*\btype=")
    found = {
        f"{path.relative_to(ROOT)}:{number}"
        for path in ROOT.rglob("*.py")
        if path.name != "decoding.py"
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if asking.search(line)
    }
    assert not found, "use bivouac/decoding.py"
