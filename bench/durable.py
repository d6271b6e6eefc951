"""How often saving an answer waits for the disk: system calls counted by strace, which no other program on the machine can blur."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from bench.figures import Figure, NotMeasured, Run
from bench.processes import REPOSITORY, environment
from bivouac.sync.journal.acts import Answered
from bivouac.sync.store.library import Library

_SYNC = re.compile(r"\b(?:fsync|fdatasync|sync_file_range|syncfs)\(")


def measure(run: Run) -> list[Figure]:
    """Syncs of a process that saves many answers, less those of one that saves a single one."""
    if not shutil.which("strace"):
        raise NotMeasured("needs strace")
    answers = run.size(101, 6)
    one, many = _syncs(run.folder / "one", 1), _syncs(run.folder / "many", answers)
    return [
        Figure(
            "durable",
            "syncs of the disk for an answer",
            (many - one) / (answers - 1),
            "",
            1.0,
            note=f"of {answers - 1} answers",
        )
    ]


def _syncs(home: Path, answers: int) -> int:
    log = home.with_suffix(".strace")
    command = [sys.executable, "-m", "bench.durable", str(home), str(answers)]
    traced = ["strace", "-f", "-e", "trace=fsync,fdatasync,sync_file_range,syncfs", "-o", str(log), *command]
    subprocess.run(traced, cwd=REPOSITORY, env=environment(), check=True)
    return len(_SYNC.findall(log.read_text()))


def save(home: Path, answers: int) -> None:
    """Save answers one by one, as the quiz does."""
    library = Library(home)
    journal = library.journal(library.people.add_guest("Awa Koné").id)
    for number in range(answers):
        journal.record("course", "quiz", Answered(f"q{number}", "médiation", 1000))
    library.close()


if __name__ == "__main__":
    save(Path(sys.argv[1]), int(sys.argv[2]))
