"""Child processes of a bench: started offscreen, and what Linux tells of their memory and CPU time."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from bench.figures import NotMeasured

REPOSITORY = Path(__file__).resolve().parent.parent
_SECONDS = 60.0
ANKI_PYTHON = "BENCH_ANKI_PYTHON"
"""Name of the environment variable with a Python that has Anki, where this one has not."""


def environment() -> dict[str, str]:
    """For processes that are measured: offscreen, in English, and with their bytecode kept, as an installation has it."""
    ours = {
        "QT_QPA_PLATFORM": "offscreen",
        "QT_LOGGING_RULES": "*=false",
        "LANG": "C.UTF-8",
        "PYTHONPYCACHEPREFIX": str(REPOSITORY / ".cache" / "bench-bytecode"),
    }
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | ours


def anki_python(module: str) -> str | None:
    """The Python that has this module of Anki's (`anki`; `aqt` is its window); None when none has.

    Raises:
        NotMeasured: the one that was named is not there.
    """
    python = os.environ.get(ANKI_PYTHON) or sys.executable
    try:
        has = subprocess.run([python, "-c", f"import {module}"], stderr=subprocess.DEVNULL, check=False)
    except OSError as error:
        raise NotMeasured(f"needs the Python that {ANKI_PYTHON} names, {python}") from error
    return None if has.returncode else python


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
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # one that has just ended has none
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += tree(int(child))
    return found


def pss_megabytes(pid: int) -> float:
    """Proportional set size of a process and its descendants, in MB (10^6 bytes)."""
    return sum(map(_pss, tree(pid))) * 1024 / 1e6


def _pss(pid: int) -> int:
    """In KiB; none of a process that has just ended."""
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
    return 0


def peak_megabytes(pid: int | str = "self") -> float:
    """The most that a process has had in memory (RSS), in MB (10^6 bytes); `ru_maxrss` would count what the process that started it had."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("VmHWM"))


def cpu_seconds(pid: int) -> float:
    """CPU time that a process has used, its threads and the kernel's work for it included.

    Of the process's own clock (Linux: `clock_getcpuclockid`), which is finer than the hundredths of a second in /proc.
    """
    return time.clock_gettime(~pid << 3 | 2)


def tree_seconds(pid: int) -> float:
    """CPU time of a process and of all that it started, those that have ended included."""
    total = 0.0
    for one in tree(pid):
        with contextlib.suppress(OSError):  # one that has just ended: counted with the process that started it
            total += cpu_seconds(one) + _seconds_of_ended(one)
    return total


def _seconds_of_ended(pid: int) -> float:
    """CPU time of the children that a process has waited for, their own and the kernel's."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")
