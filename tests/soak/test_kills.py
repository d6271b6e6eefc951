"""A few of the kills of the long campaign (`python -m tests.soak.kills`)."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.sync.campus import REPOSITORY


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")
def test_whatever_is_killed_what_was_confirmed_is_everywhere_once() -> None:
    """In a process of its own: what other tests make cheap in this one, the hub's process would not know of."""
    command = [sys.executable, "-m", "tests.soak.kills", "--times", "5", "--seed", "3"]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=110, check=False)
    assert done.returncode == 0 and "5 kills" in done.stdout, done.stdout + done.stderr
