"""The long run: `make simulate`, or `python -m tests.simulation --worlds 2000 --steps 120 --seed 0 [--bug NAME]`."""

from __future__ import annotations

import argparse
import contextlib
import sys
import tempfile
import time
from pathlib import Path

from tests.simulation.bugs import BUGS
from tests.simulation.world import BrokenPromiseError, live

_MEMORY = Path("/dev/shm")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--worlds", type=int, default=1000, help="how many worlds to let live (1000)")
    parser.add_argument("--steps", type=int, default=100, help="how much happens in each (100)")
    parser.add_argument("--seed", type=int, default=0, help="the first world's; the next one's is one more (0)")
    parser.add_argument("--bug", choices=sorted(BUGS), help="put this bug in, and say in which world it is found")
    parser.add_argument("--moves", action="store_true", help="let somebody be taken out of the class and put back")
    wanted = parser.parse_args()
    began = time.monotonic()
    with BUGS[wanted.bug]() if wanted.bug else contextlib.nullcontext():
        for seed in range(wanted.seed, wanted.seed + wanted.worlds):
            try:
                with tempfile.TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as folder:
                    live(Path(folder), seed, wanted.steps, moves=wanted.moves)
            except BrokenPromiseError as error:
                print(error)
                return 1
            done = seed - wanted.seed + 1
            if done % 50 == 0:
                print(f"{done} worlds, {time.monotonic() - began:.0f} s", flush=True)
    print(f"Every promise held in {wanted.worlds} worlds of {wanted.steps} steps, seeds from {wanted.seed}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
