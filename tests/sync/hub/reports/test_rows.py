"""Records as rows, in CSV and Parquet."""

from __future__ import annotations

import contextlib
import csv
import datetime
import io
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from pyarrow import parquet

from bivouac.sync.exchange import exchange
from bivouac.sync.hub.reports.reading import Entry, entries
from bivouac.sync.hub.reports.rows import COLUMNS, SAID_OTHERWISE, row, write_csv, write_parquet
from bivouac.sync.hub.reports.scene import Telling
from bivouac.sync.hub.reports.shelf import Place, Shelf
from bivouac.sync.hub.reports.spoken import ACTS, HEADS
from bivouac.sync.hub.reports.statements import statement
from bivouac.sync.journal import acts
from bivouac.sync.journal.clock import wall_milliseconds
from bivouac.sync.journal.record import Record
from tests.sync.campus import REPOSITORY, Campus
from tests.sync.conftest import MakeLaptop
from tests.sync.hub.reports.records import records
from tests.sync.hub.reports.school import DEVICE, NOON, School


def rows(school: School, telling: Telling | None = None) -> Iterator[dict[str, Any]]:
    shelf = Shelf(school.hub.layout())
    for one in entries(school.storage):
        yield row(one, shelf.place(one.record.course, one.record.activity), telling or Telling())


def as_csv(school: School, telling: Telling | None = None) -> list[dict[str, str]]:
    """What a spreadsheet reads."""
    file = io.BytesIO()
    write_csv(rows(school, telling), file)
    assert file.getvalue().startswith(b"\xef\xbb\xbftime,received,")
    return list(csv.DictReader(io.StringIO(file.getvalue().decode("utf-8-sig"), newline="")))


def as_parquet(school: School) -> list[dict[str, Any]]:
    file = io.BytesIO()
    write_parquet(rows(school), file)
    found: list[dict[str, Any]] = parquet.read_table(io.BytesIO(file.getvalue())).to_pylist()
    return found


def test_an_answer_in_both_forms(school: School) -> None:
    school.shelve()
    school.bring(school.records([("quiz", acts.Answered("which", [0, 2], 500))]))
    (told,) = as_csv(school)
    expected = {
        "time": "2026-09-21T14:13:21.000Z",
        "received": "2026-09-21T15:13:20.000Z",
        "learner": school.awa.id,
        "name": "",
        "course": "trade",
        "course_title": "Commerce",
        "lesson": "l1",
        "lesson_title": "La leçon",
        "activity": "quiz",
        "activity_title": "Le quiz",
        "activity_kind": "quiz",
        "act": "answered",
        "question": "which",
        "question_title": "Which",
        "response": "[0,2]",
        "share": "0.5",
        "device": DEVICE,
        "number": "1",
    }
    assert list(told) == list(COLUMNS)
    assert {name: told[name] for name in expected} == expected
    assert not any(told[name] for name in set(told) - set(expected) - {"statement"})
    (typed,) = as_parquet(school)
    assert typed["time"] == datetime.datetime(2026, 9, 21, 14, 13, 21, tzinfo=datetime.UTC)
    assert (typed["share"], typed["number"], typed["hints"]) == (0.5, 1, None)
    assert typed["statement"] == told["statement"]


DAY = 24 * 3600 * 1000


@pytest.mark.parametrize(
    ("skew", "received", "time"),
    [
        (0, 3_600_000, 1000),
        (20_000 * DAY, 20_000 * DAY + 5000, 20_000 * DAY + 1000),
        (-20_000 * DAY, -20_000 * DAY + 5000, -20_000 * DAY + 1000),
        (DAY + 1, 3 * DAY, DAY + 1001),
        (DAY, 3 * DAY, 1000),
        (-DAY, 0, 0),
        (2 * DAY, DAY, DAY),
        (-21_000 * DAY, DAY, -NOON),
    ],
    ids=[
        "right",
        "in 1971",
        "in 2081",
        "just far off",
        "a day behind",
        "a day ahead",
        "not later than received",
        "not before 1970",
    ],
)
def test_a_clock_that_was_far_off_is_set_right(school: School, skew: int, received: int, time: int) -> None:
    """In rows and statements; a laptop whose clock is off by no more than a day is taken at its word."""
    school.shelve()
    school.bring(school.records([("page", acts.Completed())]), NOON + received, skew)
    ((told,), (entry,)) = as_csv(school), entries(school.storage)
    expected = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC) + datetime.timedelta(milliseconds=NOON + time)
    for said in (told["time"], statement(entry, Place(), Telling())["timestamp"]):
        assert datetime.datetime.fromisoformat(said) == expected


def test_a_laptop_in_1971_dates_nothing_to_1971(
    campus: Campus, laptop_of: MakeLaptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From its clock, over the line, to the row."""
    laptop, late = laptop_of(campus), 20_000 * DAY

    def behind() -> int:
        return wall_milliseconds() - late

    monkeypatch.setattr(exchange, "wall_milliseconds", behind)
    monkeypatch.setattr(laptop.journal, "_wall", behind)
    before = wall_milliseconds()
    laptop.journal.record("trade", "page", acts.Reached(1))
    laptop.exchange()
    with contextlib.closing(campus.hub.storage()) as storage:
        (entry,) = entries(storage, learner=laptop.joined.learner)
    assert entry.record.wall < before - late + 60_000, "what the laptop believed stays in its record"
    assert before - 60_000 < entry.time <= entry.received_at


def test_every_kind_fills_its_columns(school: School) -> None:
    made = {one.kind for one in [*school.everything(), *school.class_records()]}
    assert made >= set(acts.OF_A_PERSON), "give the new kind a record in ACTS, or in CLASS_ACTS (school.py)"
    school.shelve()
    school.bring(school.everything())
    told = {(one["act"], one["question"] or one["on"]): one for one in as_parquet(school)}
    assert (told["watched", None]["start"], told["watched", None]["end"]) == (0, 61_500)
    assert told["reached", None]["position"] == 3
    assert told["hinted", "short"]["hints"] == 1
    assert (told["chose", None]["scene"], told["chose", None]["choice"]) == ("start", 0)
    assert told["bookmarked", False]["position"] == 9
    assert told["noted", None]["note"] == told["note-removed", None]["note"] == "n1"
    assert told["answered", "essay"]["share"] is None and told["answered", "essay"]["response"] == "Because."
    assert told["juggled", None]["body"] == '[1,"//4=",{"k":null}]'


def test_what_is_written_to_a_class_has_columns_of_its_own(school: School) -> None:
    school.bring(school.class_records())
    told = as_csv(school)
    assert {(one["learner"], one["class"]) for one in told} == {(school.awa.id, "k1")}
    assert [(one["act"], one["post"], one["to"]) for one in told][:3] == [
        ("posted", "p1", ""),
        ("posted", "p2", ""),
        ("posted", "p3", "p1"),
    ]
    assert not any(one["text"] or one["title"] or one["quote"] for one in told)
    opened = as_csv(school, Telling(notes=True))
    assert (opened[0]["text"], opened[0]["title"]) == ("What is a margin?", "Margins")
    forged = Record(
        "cohort:k1", f"{DEVICE}.x1", 1, 1, "member-named", "", "", acts.body_of(acts.MemberNamed("x", "X", "staff")), 1
    )
    school.bring([forged])
    (untold,) = (one for one in as_csv(school) if one["act"] == "member-named")
    assert untold["body"] == '["x","X","staff"]'


def test_what_is_private_stays_unless_it_is_asked_for(school: School) -> None:
    school.bring(school.records([("page", acts.Noted("n1", "My own words", 12, "the words"))]))
    (told,) = as_csv(school)
    assert (told["name"], told["text"], told["quote"]) == ("", "", "")
    (told,) = as_csv(school, Telling(name_of=lambda learner: "Awa Koné", notes=True))
    assert (told["name"], told["text"], told["quote"]) == ("Awa Koné", "My own words", "the words")


@pytest.mark.parametrize(
    ("typed", "cell"),
    [
        ('=HYPERLINK("http://x")', '\'=HYPERLINK("http://x")'),
        ("+1+cmd|' /C calc'!A0", "'+1+cmd|' /C calc'!A0"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-2+3", "'-2+3"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\rx", "'\rx"),
        (" =1", "' =1"),
        ("＝1", "'＝1"),
        ("-5", "-5"),
        ("+3,5", "+3,5"),
        ('a=b, "c"\nd', 'a=b, "c"\nd'),
    ],
)
def test_no_cell_is_a_formula(school: School, typed: str, cell: str) -> None:
    school.bring(school.records([("quiz", acts.Answered("=q", typed, 0))]))
    (told,) = as_csv(school)
    assert (told["response"], told["question"]) == (cell, "'=q")
    assert as_parquet(school)[0]["response"] == typed


def test_large_tables_are_written_in_parts(school: School) -> None:
    for number in range(6):
        school.bring(school.pages(1000, f"device{number}"))
    file = io.BytesIO()
    write_parquet(rows(school), file)
    found = parquet.ParquetFile(io.BytesIO(file.getvalue()))
    assert (found.metadata.num_rows, found.metadata.num_row_groups) == (6000, 2)


def test_a_number_that_no_column_holds_is_left_out(school: School) -> None:
    school.bring(school.records([("quiz", acts.Hinted("which", (1 << 64) - 1)), ("quiz", acts.Hinted("which", 2))]))
    assert [one["hints"] for one in as_parquet(school)] == [None, 2]
    assert [one["hints"] for one in as_csv(school)] == ["", "2"]


def test_strange_records_have_rows_in_both_forms() -> None:
    @settings(max_examples=200, deadline=None, database=None, derandomize=True)
    @given(records())
    def write(record: Record) -> None:
        told = row(Entry(record, 1, 1), Place(), Telling(notes=True))
        assert set(told) <= set(COLUMNS)
        write_csv([told], io.BytesIO())
        write_parquet([told], io.BytesIO())

    write()


def test_every_field_of_an_act_has_a_column() -> None:
    for kind in acts.OF_A_PERSON:
        for field in acts.ACTS[kind].__struct_fields__:
            assert SAID_OTHERWISE.get(field, field) in COLUMNS, f"“{field}” of {kind}: a line in COLUMNS (rows.py)"


def test_every_column_is_in_the_documentation() -> None:
    tables = (REPOSITORY / "docs" / "xapi.md").read_text("utf-8").partition("## Tables")[2]
    assert [name for name in COLUMNS if f"`{name}`" not in tables] == []


def test_every_column_and_every_act_of_people_has_words() -> None:
    assert list(HEADS) == list(COLUMNS) and set(ACTS) == set(acts.OF_A_PERSON)
