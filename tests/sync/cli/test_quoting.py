"""A command that is shown can be copied into a terminal, wherever the hub's folder is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path, PureWindowsPath

import pytest

from bivouac import machine
from bivouac.sync.cli.quoting import quoted
from bivouac.sync.hub.folder import HubFolder
from tests.sync.campus import store_two_lessons
from tests.terminal import run

NAMES = ("hub", "Campus d'Abidjan", "l’école $HOME", "R&D (2)", "a;b", "*")


@pytest.mark.parametrize("name", NAMES)
def test_a_path_is_one_word_for_this_systems_shell(name: str, tmp_path: Path) -> None:
    program = f'{quoted(Path(sys.executable))} -c "import sys; print(ascii(sys.argv[1:]))"'
    done = subprocess.run(
        f"{program} {quoted(tmp_path / name)}", shell=True, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ascii([str(tmp_path / name)])


def test_what_needs_no_quotes_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "WINDOWS", True)
    for path, shown in (
        (r"C:\Users\awa\hub", r"C:\Users\awa\hub"),
        (r"C:\Écoles\hub-2", r"C:\Écoles\hub-2"),
        (r"C:\Program Files\hub", r'"C:\Program Files\hub"'),
        (r"D:\R&D", r'"D:\R&D"'),
    ):
        assert quoted(PureWindowsPath(path)) == shown  # type: ignore[arg-type]


def test_a_restored_hub_says_commands_that_can_be_copied(tmp_path: Path) -> None:
    hub, again = HubFolder.create(tmp_path / "campus", "Campus Abidjan"), tmp_path / "Campus of Abidjan"
    store_two_lessons(hub.layout(), {"240p": b"film"})
    run("hub", "backup", hub.folder, tmp_path / "monday")
    said = run("hub", "restore", tmp_path / "monday", again)
    assert f"with: bivouac hub fill {quoted(again)} SOURCE" in said and quoted(again) != str(again)
