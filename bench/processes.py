"""Child processes of a bench: started offscreen, and what Linux tells of their memory and CPU time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parent.parent
_SECONDS = 60.0


def environment() -> dict[str, str]:
    """For processes that are measured: offscreen, in English, and with their bytecode kept, as an installation has it."""
    ours = {
        "QT_QPA_PLATFORM": "offscreen",
        "QT_LOGGING_RULES": "*=false",
        "LANG": "C.UTF-8",
        "PYTHONPYCACHEPREFIX": str(REPOSITORY / ".cache" / "bench-bytecode"),
    }
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | ours


class Child:
    """A Python module run as a process of its own. It answers in lines of JSON and ends when its standard input does.

    Args:
        python: the interpreter.
        silent: what it says on standard error is lost.
        before: what it is started with (`ip netns exec …`).
    """

    def __init__(
        self,
        module: str,
        *arguments: str | Path,
        python: str = sys.executable,
        silent: bool = False,
        before: tuple[str, ...] = (),
    ) -> None:
        self.began = time.monotonic()
        self._process = subprocess.Popen(
            [*before, python, "-m", module, *map(str, arguments)],
            cwd=REPOSITORY,
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL if silent else None,
        )

    @property
    def pid(self) -> int:
        return self._process.pid

    def ask(self, line: str = "") -> None:
        """Give it a line."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n".encode())
        self._process.stdin.flush()

    def answer(self) -> Any:
        """The next line of JSON that it prints; other lines are passed over.

        Raises:
            RuntimeError: it ended without one, or was ended because it took too long.
        """
        assert self._process.stdout is not None
        patience = threading.Timer(_SECONDS, self._process.kill)
        patience.start()
        try:
            for line in self._process.stdout:
                if line.startswith((b"{", b"[")):
                    return json.loads(line)
        finally:
            patience.cancel()
        raise RuntimeError(f"{self._process.args!r} ended with {self._process.wait()}")

    def end(self) -> None:
        """Close its standard input and wait for it."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        try:
            self._process.wait(_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def terminate(self) -> None:
        """Ask it to end (SIGTERM) and wait for it."""
        self._process.terminate()
        self.end()


def tree(pid: int) -> list[int]:
    """A process and all its descendants."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            found += tree(int(child))
    return found


def pss_megabytes(pid: int) -> float:
    """Proportional set size of a process and its descendants, in MB (10^6 bytes)."""
    total = 0
    for one in tree(pid):
        lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
        total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total * 1024 / 1e6


def cpu_seconds(pid: int) -> float:
    """CPU time that a process has used, its threads and the kernel's work for it included."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
