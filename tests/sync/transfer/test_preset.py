"""Presets for sticks: kept and read back, and what one from elsewhere may not do."""

from __future__ import annotations

from pathlib import Path

import pytest

from bivouac.errors import BivouacError, InputError
from bivouac.sync.transfer.extras import Extras
from bivouac.sync.transfer.preset import Preset, extras_of, keep_preset, read_preset, write_preset


def test_presets_are_kept_and_handed_on(tmp_path: Path) -> None:
    file = tmp_path / "abidjan.toml"
    preset = Preset("Abidjan “1”", ("planning",), "240p", ("invites",), ("setup.exe",))
    write_preset(file, preset)
    assert read_preset(file) == preset
    write_preset(file, Preset("All"))
    assert read_preset(file) == Preset("All")
    assert extras_of(Preset("All"), file) == Extras()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "name = 1",
        'name = "x"\ncourses = ["Not an id"]',
        'name = "x"\ninvites = ["../secret"]',
        'name = "x"\nwhat = 1',
        'name = "x"\ncourses = ' + "[" * 50_000,
        "\0",
    ],
)
def test_what_is_no_preset_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "it.toml").write_text(text)
    with pytest.raises(BivouacError):
        read_preset(tmp_path / "it.toml")


def test_a_preset_reaches_for_nothing_that_its_new_owner_has_elsewhere(tmp_path: Path) -> None:
    """A drive that is handed on may have links on it."""
    handed, own = tmp_path / "handed", tmp_path / "own"
    for folder in (handed / "invites", own):
        folder.mkdir(parents=True)
    (own / "key").write_text("private")
    file = handed / "first.toml"
    write_preset(file, Preset("First", installers=("setup.exe",)))
    (handed / "setup.exe").symlink_to(own / "key")
    with pytest.raises(InputError, match="is a link to another folder"):
        read_preset(file)
    write_preset(file, Preset("First", invites=("invites",)))
    (handed / "invites" / "Awa.bivouac-invite").symlink_to(own / "key")
    with pytest.raises(InputError, match="is a link to another folder"):
        read_preset(file)
    (handed / "first-files").symlink_to(own)
    (tmp_path / "App.exe").write_bytes(b"MZ")
    with pytest.raises(InputError, match="is a link to another folder"):
        keep_preset(file, Preset("First"), [], [tmp_path / "App.exe"])
    assert [one.name for one in own.iterdir()] == ["key"]


def test_a_preset_that_was_kept_can_be_read_whatever_it_is_called(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "App.exe").write_bytes(b"MZ")
    file = tmp_path / "kept" / "Été, n°1.toml"
    kept = keep_preset(file, Preset("a\x7fb"), [], [tmp_path / "App.exe"])
    assert read_preset(file) == kept.preset
    with pytest.raises(InputError, match="cannot be used for a file"):
        keep_preset(tmp_path / "kept" / "Bouaké: 1.toml", Preset("B"), [], [tmp_path / "App.exe"])
    assert not list((tmp_path / "kept").glob("Bouak*")), "nothing is written that cannot be read again"
