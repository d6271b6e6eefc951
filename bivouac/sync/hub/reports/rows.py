"""Records as rows of a table for analysts, one row a record: CSV and Parquet with the same columns (docs/xapi.md#tables)."""

from __future__ import annotations

import csv
import datetime
import io
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import IO, Any

import msgspec

from bivouac.errors import InputError
from bivouac.language import current_language, tr
from bivouac.sync.hub.reports.reading import Entry
from bivouac.sync.hub.reports.scene import Telling, class_of
from bivouac.sync.hub.reports.shelf import Place
from bivouac.sync.hub.reports.statements import act_of, body_of, learner_of, moment, statement_id
from bivouac.sync.journal import acts

COLUMNS = {
    "time": "time",
    "received": "time",
    "learner": "text",
    "name": "text",
    "course": "text",
    "course_title": "text",
    "lesson": "text",
    "lesson_title": "text",
    "activity": "text",
    "activity_title": "text",
    "activity_kind": "text",
    "act": "text",
    "question": "text",
    "question_title": "text",
    "response": "text",
    "share": "number",
    "start": "count",
    "end": "count",
    "position": "count",
    "scene": "text",
    "choice": "count",
    "hints": "count",
    "on": "truth",
    "note": "text",
    "text": "text",
    "quote": "text",
    "class": "text",
    "post": "text",
    "to": "text",
    "title": "text",
    "body": "text",
    "device": "text",
    "number": "count",
    "statement": "text",
}
"""Column to what it holds, in order. `time`: milliseconds since 1970 in a row."""

SAID_OTHERWISE = {"at": "position", "count": "hints"}
"""Fields of acts whose column has another name; every other field has a column of its own."""

Row = dict[str, Any]

_BATCH = 5000
"""Rows that Parquet takes at a time, and so all that is held."""

_LARGE = 1 << 63
"""Of a count in Parquet. A greater one is a hostile record's, and goes without."""

_FORMULA = re.compile(r"[\t\r\n ]*[=+\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")


def row(entry: Entry, place: Place, telling: Telling) -> Row:
    """The row of a record; columns that do not belong to its kind are absent."""
    record, course, lesson, activity = entry.record, place.course, place.lesson, place.activity
    learner = learner_of(record)
    told: Row = {
        "time": entry.time,
        "received": entry.received_at,
        "learner": learner,
        "name": telling.name_of(learner) or None,
        "course": record.course or None,
        "activity": record.activity or None,
        "act": record.kind,
        "class": class_of(record) or None,
        "device": record.device,
        "number": record.seq,
        "statement": statement_id(record),
    }
    if course:
        told["course_title"] = course.title
    if lesson:
        told |= {"lesson": lesson.id, "lesson_title": lesson.title}
    if activity:
        told |= {"activity_title": activity.title, "activity_kind": activity.kind}
    act = act_of(record)
    return told | (_particulars(act, place, telling) if act else {"body": _json(body_of(record))})


def write_csv(
    rows: Iterable[Row], file: IO[bytes], *, local: bool = False, heads: Mapping[str, str] = MappingProxyType({})
) -> None:
    """Write rows as CSV (RFC 4180) in UTF-8 with a mark at its beginning, by which spreadsheets know it.

    A text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, “CSV Injection”).

    Args:
        local: for a spreadsheet in the language in use: times by this machine's clock, in French semicolons and decimal commas.
        heads: what columns are called, where that is not their own name.
    """
    cells_of = {**_CELLS, "time": _local_time, "number": _local_number, "truth": _local_truth} if local else _CELLS
    text = io.TextIOWrapper(file, "utf-8-sig", newline="")
    writer = csv.writer(text, delimiter=";" if local and current_language() == "fr" else ",")
    writer.writerow(heads.get(name, name) for name in COLUMNS)
    cells = [(name, cells_of[kind]) for name, kind in COLUMNS.items()]
    for one in rows:
        writer.writerow([_cell(one.get(name), cell) for name, cell in cells])
    text.flush()
    text.detach()  # the file is not ours to close


def write_parquet(rows: Iterable[Row], file: IO[bytes]) -> None:
    """Write rows as Parquet, some thousand at a time.

    Raises:
        InputError: the library for it is not installed.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise InputError(
            "Parquet needs a library that is not installed here. Install it with: pip install bivouac[parquet]. Or choose --csv."
        ) from error
    types = {
        "time": pyarrow.timestamp("ms", tz="UTC"),
        "text": pyarrow.string(),
        "number": pyarrow.float64(),
        "count": pyarrow.int64(),
        "truth": pyarrow.bool_(),
    }
    schema = pyarrow.schema([(name, types[kind]) for name, kind in COLUMNS.items()])
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        for some in _batches(rows):
            writer.write_batch(pyarrow.RecordBatch.from_pylist(some, schema=schema))


def _particulars(act: acts.Act, place: Place, telling: Telling) -> Row:
    """The columns of one kind of act: its fields, by their names, but for those that are said otherwise here."""
    told: Row = msgspec.structs.asdict(act)
    for field, column in SAID_OTHERWISE.items():
        if field in told:
            told[column] = told.pop(field)
    if "share" in told:
        told["share"] = told["share"] / 1000 if told["share"] >= 0 else None
    if isinstance(act, acts.Answered):
        given = act.response
        told["response"] = given if given is None or isinstance(given, str) else _json(given)
        question = place.question(act.question)
        told["question_title"] = question.title if question else None
    if not telling.notes:
        told |= {name: None for name in ("text", "quote", "title") if name in told}
    return {name: one for name, one in told.items() if COLUMNS[name] != "count" or -_LARGE <= one < _LARGE}


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def text_cell(text: str) -> str:
    """A text for a spreadsheet, with an apostrophe in front of what it would run as a formula."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def _cell(value: Any, cell: Callable[[Any], str]) -> str:
    """A value as its column writes it; words that stand for it (spoken.py) as a text."""
    if value is None:
        return ""
    return text_cell(value) if isinstance(value, str) else cell(value)


def _local_truth(truth: bool) -> str:
    return tr("yes") if truth else tr("no")


def _truth_cell(truth: bool) -> str:
    return "true" if truth else "false"


def _local_time(milliseconds: int) -> str:
    try:
        at = datetime.datetime.fromtimestamp(milliseconds / 1000).astimezone()
    except (OverflowError, ValueError, OSError):
        return moment(milliseconds)  # a clock of year 10000 or so
    return at.strftime("%Y-%m-%d %H:%M:%S")


def _local_number(number: float) -> str:
    return str(number).replace(".", ",") if current_language() == "fr" else str(number)


_CELLS: dict[str, Callable[[Any], str]] = {
    "text": text_cell,
    "time": moment,
    "truth": _truth_cell,
    "number": str,
    "count": str,
}


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    waiting = iter(rows)
    while some := list(itertools.islice(waiting, _BATCH)):
        yield some
