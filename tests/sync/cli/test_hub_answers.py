"""`bivouac hub answers`, as typed."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from bivouac.sync.journal import acts
from bivouac.sync.journal.feeds import learner_stream
from tests.sync.hub.reports.school import School
from tests.terminal import bivouac


@pytest.fixture
def kofi(school: School) -> str:
    """The id of a second learner, who is alone in a class."""
    made = school.storage.add_account("Kofi", "learner", "fr", 1).id
    school.storage.keep_member(school.storage.add_cohort("Finance 1").id, made, "learner")
    return made


def _essay(school: School, *texts: str, person: str = "", device: str = "", first: int = 1) -> None:
    done = [("quiz", acts.Answered("essay", text, -1)) for text in texts]
    stream = learner_stream(person) if person else ""
    school.bring(school.records(done, device or "0123456789abcdef0123", first, stream))


def test_a_teacher_reads_who_wrote_what_when_and_where(school: School) -> None:
    school.shelve()
    school.bring(school.everything())
    shown = bivouac("hub", "answers", school.hub.folder)
    assert shown.exit_code == 0
    name, place, question, text, end = shown.stdout.splitlines()
    assert name.startswith("Awa Koné, 2026-09-21 ")
    assert " > " in place and question == "Question: Essay" and (text, end) == ("    Because.", "")
    assert "margin" not in shown.stdout and "9,75" not in shown.stdout, "what is graded is no text to read"
    assert shown.stderr == "1 text.\n"


def test_the_newest_stands_last_and_a_text_that_was_changed_as_it_stands(school: School, kofi: str) -> None:
    school.shelve()
    _essay(school, "of Kofi", person=kofi, device="fedcba98765432100123", first=1)
    _essay(school, "begun", "begun\nand ended")
    lines = bivouac("hub", "answers", school.hub.folder).stdout.splitlines()
    assert [line.strip() for line in lines if line.startswith("    ")] == ["of Kofi", "begun", "and ended"]


def test_a_class_a_course_or_an_activity_alone(school: School, kofi: str) -> None:
    school.shelve()
    _essay(school, "of Awa")
    _essay(school, "of Kofi", person=kofi, device="fedcba98765432100123")

    def shown(*arguments: str) -> list[str]:
        done = bivouac("hub", "answers", school.hub.folder, *arguments)
        assert done.exit_code == 0, done.output
        return [line.strip() for line in done.stdout.splitlines() if line.startswith("    ")]

    assert shown("Finance 1") == ["of Kofi"]
    assert shown("--course", "TRADE") == shown("--activity", "quiz") == shown() == ["of Awa", "of Kofi"]
    assert shown("--course", "other") == shown("--activity", "page") == []
    assert "No class here is called" in bivouac("hub", "answers", school.hub.folder, "Finance 2").stderr


def test_no_text_commands_the_terminal_and_long_ones_are_folded(school: School) -> None:
    _essay(school, f"\x1b[2Jgone\x07 {'word ' * 60}")
    shown = bivouac("hub", "answers", school.hub.folder).stdout
    assert "\x1b" not in shown and "\x07" not in shown and "gone" in shown
    assert max(map(len, shown.splitlines())) <= 100
    assert "trade > quiz" in shown and "Question: essay" in shown, "ids where the course is not on the hub"


def test_a_table_for_a_spreadsheet(school: School, tmp_path: Path) -> None:
    school.shelve()
    _essay(school, "=1+1")
    file = tmp_path / "textes.csv"
    assert bivouac("hub", "answers", school.hub.folder, "--csv", file, language="fr").exit_code == 0
    (row,) = csv.DictReader(file.read_text("utf-8-sig").splitlines(), delimiter=";")
    assert row["Nom"] == "Awa Koné" and row["Texte"] == "'=1+1"
