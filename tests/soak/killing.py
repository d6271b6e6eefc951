"""A program that is killed (kill -9) after a while, wherever it is then."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]


def run_or_kill(program: str, *arguments: object, seconds: float) -> float:
    """Run a Python program in a process, from when it has said that it is ready; how long it took when it was quicker than that, else 0.

    Args:
        program: its text; it prints a line when it is ready, reads one, and begins.
    """
    command = [sys.executable, "-c", program, *map(str, arguments)]
    with subprocess.Popen(
        command, cwd=REPOSITORY, env=os.environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin and process.stdout
        process.stdout.readline()
        began = time.monotonic()
        process.stdin.write("\n")
        process.stdin.flush()
        try:
            assert process.wait(seconds) == 0
        except subprocess.TimeoutExpired:
            process.kill()
            return 0.0
        return time.monotonic() - began
