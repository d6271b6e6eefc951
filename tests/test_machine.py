"""The operating system's manners, as far as they differ from one to the other."""

from __future__ import annotations

from pathlib import Path

import pytest

from bivouac import machine
from tests import windows


def test_what_is_marked_as_read_only_is_replaced_and_removed(tmp_path: Path) -> None:
    """As files are that came from a disc."""
    old = tmp_path / "old"
    for _ in range(2):
        machine.write_whole(old, b"old")
        old.chmod(0o444)
        with windows.manners(tmp_path):
            machine.write_whole(old, b"new")
        assert old.read_bytes() == b"new"
        old.chmod(0o444)
        with windows.manners(tmp_path):
            machine.remove(old)
            machine.remove(old)
        assert not old.exists()


def test_what_is_open_is_waited_for_and_then_said(tmp_path: Path) -> None:
    old = tmp_path / "old"
    machine.write_whole(old, b"old")
    with windows.manners(tmp_path), old.open("rb"):
        with pytest.raises(PermissionError):
            machine.write_whole(old, b"new")
        with pytest.raises(PermissionError):
            machine.remove(old)
    assert old.read_bytes() == b"old" and list(tmp_path.iterdir()) == [old]


def test_the_room_on_a_drive_that_has_gone_is_not_looked_for_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows' drives are roots, and even they go."""
    monkeypatch.setattr(Path, "exists", lambda path: False)
    machine.free_space(tmp_path)
