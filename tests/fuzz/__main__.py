"""`python -m tests.fuzz [--seconds N] [--seed S] [reader …]`: each reader for some seconds. Inputs that break one are kept in tests/fuzz/found/."""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path

from tests.fuzz.campaign import attack
from tests.fuzz.readers import readers

FOUND = Path(__file__).parent / "found"


def main() -> int:
    known = readers()
    parser = argparse.ArgumentParser(
        prog="python -m tests.fuzz", description="Damaged bytes for every reader of what comes from outside."
    )
    parser.add_argument("reader", nargs="*", choices=[*known, []], help="all when left out")
    parser.add_argument("--seconds", type=float, default=20.0, help="for each reader (20)")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    broken = 0
    for name in options.reader or known:
        done, found = attack(name, known[name], options.seed, seconds=options.seconds)
        print(f"{name}: {done:,} inputs, {len(found)} findings", flush=True)
        for finding in found:
            file = FOUND / f"{name.replace(' ', '-')}.{hashlib.sha256(finding.data).hexdigest()[:12]}"
            file.write_bytes(finding.data)
            print(f"  {file.name}\n{finding.what}")
        broken += len(found)
    return int(broken > 0)


if __name__ == "__main__":
    sys.exit(main())
