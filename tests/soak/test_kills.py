"""A few of the kills of the long campaigns (`python -m tests.soak.kills`, `python -m tests.soak.app`)."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.sync.campus import REPOSITORY

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")


def test_whatever_is_killed_what_was_confirmed_is_everywhere_once() -> None:
    """In a process of its own: what other tests make cheap in this one, the hub's process would not know of."""
    _run("tests.soak.kills", "5", "3", "5 kills")


def test_what_the_window_showed_as_kept_is_kept_when_the_app_is_killed() -> None:
    if not (REPOSITORY / "assets/demo/demo.en.bivouac").exists():
        pytest.skip("the demo course is not made (make demo)")
    _run("tests.soak.app", "2", "5", "exactly once")


def _run(module: str, times: str, seed: str, said: str) -> None:
    command = [sys.executable, "-m", module, "--times", times, "--seed", seed]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=110, check=False)
    assert done.returncode == 0 and said in done.stdout, done.stdout + done.stderr
