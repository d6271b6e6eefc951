"""The parts of a story: a hub in a process of its own, and laptops whose app a robot works at."""

from __future__ import annotations

import contextlib
import functools
import json
import os
import select
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, Any

from bivouac.sync.protocol.pages import decode_page
from bivouac.sync.protocol.signing import page_of

REPOSITORY = Path(__file__).resolve().parent.parent.parent
_START_SECONDS = 60.0


def run_bivouac(*arguments: str | Path) -> str:
    """Run the `bivouac` command and return what it prints."""
    command = [sys.executable, "-m", "bivouac.sync.cli", *map(str, arguments)]
    done = subprocess.run(command, cwd=REPOSITORY, env=_environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        raise AssertionError(f"bivouac {' '.join(map(str, arguments))}: {done.stdout}{done.stderr}")
    return done.stdout


class Hub:
    """A campus hub. It keeps its port over restarts, as a real one does."""

    def __init__(self, folder: Path, name: str = "Campus Abidjan", new: bool = True) -> None:
        self.folder = folder
        self.port = 0
        self._process: subprocess.Popen[bytes] | None = None
        if new:
            run_bivouac("hub", "init", folder, "--name", name)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def add(self, bundle: Path) -> None:
        run_bivouac("hub", "add", self.folder, bundle)

    def invite(self, file: Path, *options: str) -> Path:
        """Write an invite file for this hub's address."""
        run_bivouac("hub", "invite", self.folder, "--url", self.url, "--file", file, *options)
        return file

    def start(self) -> None:
        ready = self.folder / "ready.json"
        ready.unlink(missing_ok=True)
        command = [sys.executable, "-m", "bivouac.sync.cli", "hub", "serve", str(self.folder)]
        command += ["--host", "127.0.0.1", "--port", str(self.port), "--ready-file", str(ready)]
        log = (self.folder.parent / f"{self.folder.name}.log").open("ab")
        with log:
            self._process = subprocess.Popen(command, cwd=REPOSITORY, env=_environment(), stdout=log, stderr=log)
        end = time.monotonic() + _START_SECONDS
        while not ready.exists():
            if self._process.poll() is not None or time.monotonic() > end:
                raise AssertionError(f"the hub did not start; see {log.name}")
            time.sleep(0.02)
        self.port = json.loads(ready.read_text())["port"]

    @property
    def is_gone(self) -> bool:
        return self._process is None

    def kill(self) -> None:
        """SIGKILL: a power cut."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def stop(self) -> None:
        """SIGTERM: asked to stop."""
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(20)
            self._process = None

    def status(self) -> str:
        return run_bivouac("hub", "status", self.folder)

    def records(self) -> list[tuple[str, int]]:
        """(feed, number) of every record of learners that the hub holds; pages that came twice in part are kept whole, and count once."""
        with contextlib.closing(sqlite3.connect(self.folder / "hub.sqlite")) as db:
            segments = db.execute("SELECT payload FROM segments").fetchall()
        found = [record for (payload,) in segments for record in decode_page(page_of(payload))]
        by_number = {(record.stream, record.device, record.seq): record for record in found}
        assert all(record == by_number[record.stream, record.device, record.seq] for record in found)
        return [(feed, seq) for stream, feed, seq in by_number if stream.startswith("learner:")]


class RobotError(AssertionError):
    """What the robot looked for did not come."""


class Laptop:
    """The app on one laptop, with a robot at the keyboard."""

    def __init__(self, home: Path, shots: Path | None = None, language: str = "en") -> None:
        self.home = home
        self.shots = shots
        self.language = language
        self._process: subprocess.Popen[bytes] | None = None
        self._log: IO[bytes] | None = None

    def open(self, *files: Path) -> None:
        """Start the app."""
        compile_app()
        self.home.mkdir(parents=True, exist_ok=True)
        self._log = (self.home.parent / f"{self.home.name}.log").open("ab")
        command = [sys.executable, "-m", "tests.stories.robot", str(self.home), self.language, *map(str, files)]
        self._process = subprocess.Popen(
            command,
            cwd=REPOSITORY,
            env=_environment() | {"LANG": self.language},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
        )

    @property
    def is_open(self) -> bool:
        return self._process is not None

    def do(self, deed: str, **values: Any) -> Any:
        """Have the robot do something; returns its answer."""
        assert self._process is not None and self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps({"do": deed, **values}).encode() + b"\n")
        self._process.stdin.flush()
        ready, _, _ = select.select([self._process.stdout], [], [], values.get("wait", 20.0) + _START_SECONDS)
        line = self._process.stdout.readline() if ready else b""
        if not line:
            raise RobotError(f"{deed} {values}: the app is gone or hangs; see {self._log.name if self._log else ''}")
        answer = json.loads(line)
        if "error" in answer:
            if self.shots:
                self.shot("failure")
            raise RobotError(f"{deed} {values}: {answer['error']}")
        return answer.get("answer", answer)

    def click(self, name: str, **values: Any) -> None:
        self.do("click", name=name, **values)

    def type(self, name: str, text: str) -> None:
        self.do("type", name=name, text=text)

    def key(self, keys: str) -> None:
        self.do("key", keys=keys)

    def see(self, text: str, **values: Any) -> str:
        return str(self.do("see", text=text, **values))

    def shot(self, name: str) -> None:
        """Keep a picture of the window, where pictures are wanted."""
        if self.shots is not None:
            self.shots.mkdir(parents=True, exist_ok=True)
            self.do("shot", path=str(self.shots / f"{name}.png"))

    def pull_the_plug(self) -> None:
        """SIGKILL, while somebody else may wait for an answer; `kill` then tidies up."""
        if self._process is not None:
            self._process.kill()

    def kill(self) -> None:
        """SIGKILL: the plug is pulled."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._forget()

    def close(self) -> int:
        """Close the window; the app's exit code."""
        if self._process is None:
            return 0
        with contextlib.suppress(RobotError, BrokenPipeError):
            self.do("close")
        code = self._process.wait(20)
        self._forget()
        return code

    def _forget(self) -> None:
        assert self._process is not None
        for pipe in (self._process.stdin, self._process.stdout, self._log):
            if pipe is not None:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()
        self._process = None


@functools.cache
def compile_app() -> None:
    """Keep the app's bytecode, which an installation has: a window would else stand still while a thread beside it compiles."""
    command = [sys.executable, "-m", "compileall", "-q", "bivouac", "tests/stories"]
    subprocess.run(command, cwd=REPOSITORY, env=_environment(), check=True)


def _environment() -> dict[str, str]:
    """This process's environment, but with bytecode kept, and with Qt off the screen unless a screen (also a virtual one) was chosen."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    if not (environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")):
        environment["QT_QPA_PLATFORM"] = "offscreen"
    return environment
