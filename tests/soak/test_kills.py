"""A few of the kills of the long campaign (`python -m tests.soak.kills`)."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.soak.kills import campaign


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")
def test_whatever_is_killed_what_was_confirmed_is_everywhere_once(tmp_path: Path) -> None:
    assert "5 kills" in campaign(tmp_path, 5, seed=3)
