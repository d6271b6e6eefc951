"""Ralph, a real learning record store (https://openfun.github.io/ralph), in a process and an environment of its own."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from tests.sync.campus import REPOSITORY, wait_until

_SECONDS = 100
"""For its installation: a test has no more. What was fetched until then is in pip's cache."""

USER, PASSWORD = "hub", "sesame"

# Its file backend opens its file anew for each batch and, as shipped, refuses when it is there already.
_SERVE = """
import socket, sys, uvicorn
from ralph.backends.data.base import BaseOperationType
from ralph.backends.data.fs import FSDataBackend
FSDataBackend.default_operation_type = BaseOperationType.APPEND
listening = socket.create_server(("127.0.0.1", int(sys.argv[1])))
print(listening.getsockname()[1], flush=True)
uvicorn.Server(uvicorn.Config("ralph.api:app", log_level="warning")).run([listening])
"""
_SIGN_UP = """
import json, sys, bcrypt
hashed = bcrypt.hashpw(sys.argv[2].encode(), bcrypt.gensalt(4)).decode()
agent = {"mbox": "mailto:hub@example.org"}
print(json.dumps([{"username": sys.argv[1], "hash": hashed, "scopes": ["all"], "agent": agent, "target": None}]))
"""
_JUDGE = """
import json, sys
from ralph.exceptions import UnknownEventException
from ralph.models.selector import ModelSelector
from ralph.models.validator import Validator
from ralph.models.xapi.base.statements import BaseXapiStatement
validator = Validator(ModelSelector("ralph.models.xapi"))
for line in sys.stdin:
    statement = json.loads(line)
    BaseXapiStatement(**statement)
    try:
        print(type(validator.get_first_valid_model(statement)).__name__)
    except UnknownEventException:
        print("-")
"""


def environment() -> Path:
    """The Python of an environment with what requirements-lrs.lock names, made when the lock or ours is another; skips without network."""
    lock = REPOSITORY / "requirements-lrs.lock"
    mark = hashlib.sha256(lock.read_bytes() + sys.version.encode()).hexdigest()[:12]
    folder = REPOSITORY / ".cache" / f"lrs-{mark}"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not (folder / "ready").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
        try:
            subprocess.run([*pip, "--require-hashes", "-r", lock], capture_output=True, check=True, timeout=_SECONDS)
        except subprocess.SubprocessError:
            pytest.skip(
                "the learning record store of requirements-lrs.lock could not be installed; is there a network?"
            )
        (folder / "ready").touch()
    return python


def judged(python: Path, statements: bytes) -> list[str]:
    """Ralph's verdict on statements, one a line: the name of its model for each, `-` where it has none but the general one.

    Fails the test when one is not valid.
    """
    done = subprocess.run([python, "-c", _JUDGE], input=statements, capture_output=True, check=False, cwd=python.parent)
    assert done.returncode == 0, done.stderr.decode()[-3000:]
    return done.stdout.decode().split()


class Ralph:
    """A running store that keeps statements in a file."""

    def __init__(self, python: Path, folder: Path) -> None:
        self._python, self._folder = python, folder
        (folder / "data").mkdir(parents=True)
        self._file = folder / "data" / "fs_lrs.jsonl"
        signed = subprocess.run([python, "-c", _SIGN_UP, USER, PASSWORD], capture_output=True, check=True)
        (folder / "auth.json").write_bytes(signed.stdout)
        self.port = 0
        self.start()

    def start(self) -> None:
        """Start (again, at the same port)."""
        settings = {
            "RALPH_APP_DIR": str(self._folder),
            "RALPH_AUTH_FILE": str(self._folder / "auth.json"),
            "RALPH_RUNSERVER_BACKEND": "fs",
            "RALPH_BACKENDS__LRS__FS__DEFAULT_DIRECTORY_PATH": str(self._folder / "data"),
        }
        self._process = subprocess.Popen(
            [self._python, "-c", _SERVE, str(self.port)],
            env=os.environ | settings,
            cwd=self._folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        assert self._process.stdout is not None
        self.port = int(self._process.stdout.readline() or b"0")
        self.url = f"http://127.0.0.1:{self.port}/xAPI"
        wait_until(self._answers, self._process)

    def stop(self) -> None:
        self._process.send_signal(signal.SIGTERM)
        self._process.communicate(timeout=20)

    def empty(self) -> None:
        """Forget every statement."""
        self._file.unlink(missing_ok=True)

    def held(self) -> list[dict[str, Any]]:
        """The statements that it has, in the order in which they came; not the one that it is just writing."""
        whole = self._file.read_bytes().rpartition(b"\n")[0] if self._file.exists() else b""
        return [json.loads(line) for line in whole.splitlines()]

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/__lbheartbeat__", timeout=5):
                return True
        except OSError:
            return False
