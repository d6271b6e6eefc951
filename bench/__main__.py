"""`python -m bench`: measure all bars and write docs/benchmarks.md; `python -m bench NAME [--quick] [--write]`: measure one and print it."""

from __future__ import annotations

import argparse
import importlib
import subprocess
import sys
import tempfile
from pathlib import Path

import msgspec

from bench.bars import BENCHES
from bench.figures import Bench, NotMeasured, Run
from bench.processes import REPOSITORY, environment
from bench.report import Told, lines, page

PAGE = REPOSITORY / "docs" / "benchmarks.md"


def main() -> int:
    """Returns the exit code: 1 when a bench failed; a missed bar is a figure like any other."""
    options = _options()
    if options.name:
        told = measure(options.name, options.folder, options.quick, options.learners)
        if options.into:
            options.into.write_bytes(msgspec.json.encode(told))
        _print(options.name, told)
        if options.write and told.figures:
            PAGE.write_text(page({options.name: told}, PAGE.read_text("utf-8")), "utf-8")
        return 0
    found = {name: one for name in BENCHES if (one := _in_own_process(name, options))}
    if not options.quick:
        PAGE.write_text(page(found), "utf-8")
        print(f"\nwritten: {PAGE.relative_to(REPOSITORY)}")
    return int(len(found) < len(BENCHES))


def measure(name: str, folder: Path | None, quick: bool, learners: int = 16_000) -> Told:
    """Run a bench in an empty folder (below `folder`, if one is given) that is gone afterwards."""
    bench: Bench = importlib.import_module(f"bench.{name}").measure
    with tempfile.TemporaryDirectory(prefix="bivouac-bench-", dir=folder, ignore_cleanup_errors=True) as work:
        try:
            return Told(bench(Run(Path(work), quick, learners)))
        except NotMeasured as reason:
            return Told([], str(reason))


def _in_own_process(name: str, options: argparse.Namespace) -> Told | None:
    """None when it failed; its output has said why."""
    with tempfile.TemporaryDirectory() as folder:
        into = Path(folder) / "figures.json"
        command = [sys.executable, "-m", "bench", name, "--into", str(into)]
        command += ["--quick"] * options.quick + (["--folder", str(options.folder)] if options.folder else [])
        if subprocess.run(command, cwd=REPOSITORY, env=environment(), check=False).returncode:
            print(f"{name}: failed", flush=True)
            return None
        return msgspec.json.decode(into.read_bytes(), type=Told)


def _print(name: str, told: Told) -> None:
    print(f"\n{name}")
    for line in lines(told.figures) or [f"not measured: {told.missing}"]:
        print(f"  {line}", flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="Measure Bivouac against the bars of its design."
    )
    parser.add_argument("name", nargs="?", choices=BENCHES, help="one bench; all when left out")
    parser.add_argument("--quick", action="store_true", help="so small that it only proves that it runs")
    parser.add_argument("--learners", type=int, default=16_000, help="how many have a weekend (default: 16,000)")
    parser.add_argument(
        "--write",
        action="store_true",
        help="put the rows of this one bench, if it could measure, into docs/benchmarks.md",
    )
    parser.add_argument(
        "--folder", type=Path, help="where to work: a disk with 4 GB free (default: the system's place)"
    )
    parser.add_argument("--into", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
