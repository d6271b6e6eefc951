"""Journals looked at and mended from a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bivouac import machine
from bivouac.sync.cli import main
from bivouac.sync.journal.acts import Answered
from bivouac.sync.store.files import journal_file
from bivouac.sync.store.library import Library
from tests.sync.store.damage import destroy, kept_files


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["--lang", "en", "journal", *arguments])


@pytest.fixture
def home(tmp_path: Path) -> Path:
    library = Library(tmp_path)
    for learner in ("awa", "kofi"):
        for number in range(30):
            library.journal(learner).record("course", "quiz", Answered(f"q{number}", f"answer-{number:03}", 1000))
    library.close()
    return tmp_path


def test_sound_journals_are_said_to_be(home: Path) -> None:
    said = _run("check", str(home))
    assert (said.exit_code, said.output) == (0, "awa: sound.\nkofi: sound.\n")
    assert _run("rebuild", str(home), "--learner", "awa").output == "awa: nothing was different.\n"


def test_a_fold_that_is_wrong_is_named_and_right_afterwards(home: Path) -> None:
    library = Library(home)
    library.journal("awa")._db.execute("UPDATE states SET completed = 77")
    library.close()
    assert _run("check", str(home)).exit_code == 1
    assert "awa: course, quiz was different" in _run("rebuild", str(home)).output
    assert _run("check", str(home)).exit_code == 0


@pytest.mark.expects_log("takes its place")
@pytest.mark.expects_log("sync.store.repair")
def test_a_damaged_journal_is_mended(home: Path) -> None:
    destroy(journal_file(home, "kofi"), b"answer-010")
    said = _run("check", str(home))
    assert said.exit_code == 1 and "awa: sound" in said.output and "kofi: damaged" in said.output
    assert "29 acts of yours are here again" in _run("rebuild", str(home)).output
    assert _run("check", str(home)).exit_code == 0
    assert [name for name in kept_files(home) if name.startswith("kofi")]


def test_what_cannot_be_done_is_said(home: Path, tmp_path: Path) -> None:
    assert "no journal of" in _run("check", str(home), "--learner", "nobody").output
    (tmp_path / "elsewhere").mkdir()
    assert "no journals in" in _run("check", str(tmp_path / "elsewhere")).output
    with machine.only_one(home / "running", lambda: None):
        assert "Close its window" in _run("check", str(home)).output
