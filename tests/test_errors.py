"""What the system refuses, as sentences of our own: what it says itself is English, and says nothing to do."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from bivouac.errors import SpaceError, system_error, system_reason
from bivouac.language import use_language
from bivouac.sync.cli import main

USUAL = (
    *(errno.ENOENT, errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOSPC, errno.EDQUOT),
    *(errno.ENOTDIR, errno.EISDIR, errno.EIO, errno.ENXIO, errno.ENODEV),
)


@pytest.fixture(params=["en", "fr"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    use_language(request.param)
    yield request.param
    use_language("en")


def refused(deed: Callable[[], object]) -> OSError:
    with pytest.raises(OSError, match=r".") as caught:
        deed()
    return caught.value


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell a file in a path from nothing there")
def test_what_the_system_refuses_is_a_sentence(tmp_path: Path, language: str) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"")
    said = {
        system_error(refused(deed)).sentence().replace("\xa0", " ").replace(str(tmp_path), "")
        for deed in (tmp_path.read_bytes, (file / "in").read_bytes, (tmp_path / "none").read_bytes)
    }
    english = {
        "“” is a folder, where a file is needed. Check the name and try again.",
        "“/file/in” leads through a file, where a folder is needed. Check the name and try again.",
        "“/none” does not exist. Check the name and try again.",
    }
    french = {
        "« » est un dossier, alors qu’il faut un fichier. Vérifiez le nom et réessayez.",
        "« /file/in » passe par un fichier là où il faut un dossier. Vérifiez le nom et réessayez.",
        "« /none » n’existe pas. Vérifiez le nom et réessayez.",
    }
    assert {one.replace("«  »", "« »") for one in said} == (french if language == "fr" else english)


@pytest.mark.skipif(sys.platform != "linux", reason="needs a drive that is always full")
def test_a_full_disk_is_one_that_wants_room() -> None:
    def write() -> None:
        with Path("/dev/full").open("wb", buffering=0) as full:
            full.write(b"x")

    error = refused(write)
    assert isinstance(system_error(error), SpaceError) and system_reason(error) == "no room left"


@pytest.mark.parametrize("number", USUAL)
def test_none_of_the_usual_is_said_in_the_system_s_words(number: int, language: str) -> None:
    own = os.strerror(number)
    for error in (OSError(number, own, "/a/place"), OSError(number, own)):
        said = system_error(error)
        assert own not in said.sentence() and own not in system_reason(error)
        if error.filename and not isinstance(said, SpaceError):
            assert "/a/place" in said.sentence()
    english = OSError(number, own, "/a/place")
    before = system_error(english).sentence(), system_reason(english)
    use_language("fr" if language == "en" else "en")
    assert all(
        one != other
        for one, other in zip(before, (system_error(english).sentence(), system_reason(english)), strict=True)
    )


def test_what_is_not_usual_is_said_as_the_system_says_it() -> None:
    error = OSError(errno.ELOOP, "Too many levels of symbolic links", "/a/place")
    assert system_error(error).sentence() == "“/a/place” cannot be used: Too many levels of symbolic links."
    nameless = system_error(OSError(errno.ELOOP, "Too many levels of symbolic links")).sentence()
    assert nameless == "The system refused something of this computer: Too many levels of symbolic links."


def test_the_terminal_speaks_one_language(tmp_path: Path) -> None:
    line = ["--lang", "fr", "hub", "import", str(tmp_path), str(tmp_path / "none.csv")]
    result = CliRunner().invoke(main, line)
    use_language("en")
    assert result.exit_code == 1 and "n’existe pas" in result.output and "No such file" not in result.output


@pytest.mark.parametrize(
    ("winerror", "reason"),
    [
        (32, "open in another program"),
        (19, "protected against writing"),
        (1167, "the drive does not answer"),
        (112, "no room left"),
        (5, "no permission"),
    ],
)
def test_what_windows_says_exactly_is_heard(winerror: int, reason: str) -> None:
    error = PermissionError(errno.EACCES, "Permission denied", "C:/a/place")
    error.winerror = winerror  # type: ignore[attr-defined]
    assert system_reason(error) == reason


def test_a_folder_that_windows_forbids_to_read_as_a_file_is_called_a_folder(tmp_path: Path) -> None:
    error = PermissionError(errno.EACCES, "Permission denied", str(tmp_path))
    assert system_reason(error) == "no permission" or sys.platform == "win32", "of somebody else, on Linux"
    error.winerror = None  # type: ignore[attr-defined]
    assert system_reason(error) == "a folder, not a file"


def test_what_is_too_long_for_windows_is_not_called_missing() -> None:
    error = FileNotFoundError(errno.ENOENT, "No such file or directory", "C:/" + "n" * 257)
    assert system_reason(error) == "not found" or sys.platform == "win32"
    error.winerror = 3  # type: ignore[attr-defined]
    assert system_reason(error) == "the name is too long"


def test_letters_that_a_terminal_does_not_have_end_no_command(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a file or a pipe Windows writes in an alphabet of its own."""
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, "cp1252"))
    main.main(["--lang", "en", "--version"], standalone_mode=False)
    click.echo("Awa Koné, 李")
    sys.stdout.flush()
    assert written.getvalue().splitlines()[-1] == "Awa Koné, ?".encode("cp1252")
