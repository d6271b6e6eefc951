"""What can still be read of a hub's damaged database: as SQLite reads it, table by table, and then page by page, whatever has become of its order.

Nothing here is believed yet: repairing.py keeps pages that are signed, and rows that make sense.
"""

from __future__ import annotations

import contextlib
import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Table

from bivouac.errors import BivouacError
from bivouac.sync.hub import carrying, former
from bivouac.sync.hub.directory import ROLES, name_key
from bivouac.sync.hub.tables import (
    above,
    admissions,
    cohorts,
    devices,
    feeds,
    former_feeds,
    forwards,
    invites,
    members,
    passwords,
    people,
    segments,
    sent_up,
    set_asides,
    tokens,
)
from bivouac.sync.journal.feeds import split_feed, split_stream
from bivouac.sync.protocol.carried import Carried
from bivouac.sync.protocol.pages import MAX_PAGE
from bivouac.sync.store.device import device_id
from bivouac.sync.store.salvage import Page, cells_of, pages_of, values_at

Row = dict[str, Any]

_READ = (
    *(people, devices, admissions, passwords, cohorts, members, tokens, invites, above, feeds, segments, sent_up),
    *(former_feeds, forwards, set_asides),
)
_ID = re.compile(r"[0-9a-z]{1,40}")
_STREAM = re.compile(rb"learner:|cohort:|campus:")
_LATEST = 1 << 62
_TOKEN_BYTES, _KEY_BYTES = 32, 32


@dataclass(frozen=True)
class Candidate:
    """A page that may be one of a feed's, and when it was received."""

    carried: Carried
    received_at: int


@dataclass
class Salvage:
    """What was found: pages by stream and feed, the latest version of each row by table and key, and feeds' last numbers as told.

    `whole` names the tables of which SQLite read everything.
    """

    pages: dict[tuple[str, str], dict[Carried, Candidate]] = field(default_factory=dict)
    rows: dict[Table, dict[tuple[Any, ...], Row]] = field(default_factory=dict)
    heads: dict[tuple[str, str], int] = field(default_factory=dict)
    whole: set[str] = field(default_factory=set)

    def rows_of(self, table: Table) -> list[Row]:
        return list(self.rows.get(table, {}).values())

    def take(self, table: Table, row: Row) -> None:
        """Note a row if it makes sense, unless a later version of it is known."""
        if not _makes_sense(table, row):
            return
        if table is segments:
            carried = Carried(
                row["feed"], row["first_seq"], row["last_seq"], row["payload"], row["skew"], bool(row["cut"])
            )
            if _is_page(row["stream"], carried):
                found = self.pages.setdefault((row["stream"], row["feed"]), {})
                found.setdefault(carried, Candidate(carried, row["received_at"]))
        elif table is feeds:
            at = row["stream"], row["feed"]
            self.heads[at] = max(self.heads.get(at, 0), row["last_seq"])
        else:
            known = self.rows.setdefault(table, {})
            key = tuple(row[column.name] for column in table.primary_key)
            if key not in known or _stamp(row) > _stamp(known[key]):
                known[key] = row


def salvage(path: Path, found: Salvage) -> None:
    """Add everything that can be read of the database at `path` and of its log. Raises OSError where the disk cannot be read at all."""
    for table in _READ:
        if _read_by_sqlite(path, table, found):
            found.whole.add(table.name)
    for page in pages_of(path):
        for table, row in _rows_in(page):
            found.take(table, row)


def _read_by_sqlite(path: Path, table: Table, found: Salvage) -> bool:
    """From both ends, as far as it goes; whether that was all."""
    names = [column.name for column in table.columns]
    keys = [column.name for column in table.primary_key]
    with contextlib.closing(_connect(path)) as db:
        for order in ("ASC", "DESC"):
            ordered = ", ".join(f"{key} {order}" for key in keys)
            try:
                for values in db.execute(f"SELECT {', '.join(names)} FROM {table.name} ORDER BY {ordered}"):  # noqa: S608 (our own names)
                    found.take(table, dict(zip(names, values, strict=True)))
                return order == "ASC"
            except (sqlite3.Error, OverflowError):
                continue
    return False


def _connect(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    db.text_factory = lambda text: text.decode("utf-8", "replace")
    return db


def _rows_in(page: Page) -> Iterator[tuple[Table, Row]]:
    for match in _STREAM.finditer(page.data):
        for head in range(6, 24):
            start = match.start() - head
            if start >= 0 and page.data[start] == head:
                for table in (segments, feeds):
                    count = len(table.columns)
                    for values in values_at(page, start, (count,), MAX_PAGE):
                        yield table, _named(table, values)
    for values in cells_of(page, _SHAPES):
        for table in _SHAPES[len(values)]:
            yield table, _named(table, values)


def _named(table: Table, values: Sequence[Any]) -> Row:
    return dict(zip((column.name for column in table.columns), values, strict=True))


_SHAPES: dict[int, tuple[Table, ...]] = {
    3: (admissions, above),
    4: (former_feeds,),
    5: (passwords, members, cohorts),
    6: (devices, tokens),
    9: (people,),
}
"""Tables by the number of their columns; which of them a row is of its values say."""


def _stamp(row: Row) -> tuple[int, str]:
    return row.get("hlc", 0), row.get("feed", "")


def _makes_sense(table: Table, row: Row) -> bool:
    for column in table.columns:
        value = row[column.name]
        if value is None and column.nullable:
            continue
        kind = column.type.python_type
        if kind is int and not (isinstance(value, int) and -_LATEST < value < _LATEST):
            return False
        if kind is bool and value not in (0, 1):
            return False
        if kind in (str, bytes) and not isinstance(value, kind):
            return False
        if kind is str and ("\ufffd" in value or (value and not value.isprintable() and table is not set_asides)):
            return False
    rule = _RULES.get(table)
    return rule is None or rule(row)


def _is_page(stream: str, carried: Carried) -> bool:
    """Whether it can be read, and is of the feed under whose name it stands."""
    try:
        carrying.read(stream, carried)
    except (BivouacError, ValueError):
        return False
    return True


def _is_feed(row: Row) -> bool:
    try:
        split_stream(row["stream"])
        split_feed(row["feed"])
    except BivouacError:
        return False
    return True


def _is_id(*values: str) -> bool:
    return all(_ID.fullmatch(value) for value in values)


_RULES: dict[Table, Callable[[Row], bool]] = {
    **dict.fromkeys((segments, feeds, sent_up, forwards, set_asides), _is_feed),
    people: lambda row: (
        _is_id(row["id"], row["campus"])
        and row["role"] in ROLES
        # Once more: the key may be of an earlier manner.
        and name_key(row["name_key"]) == name_key(row["name"])
    ),
    devices: lambda row: len(row["public_key"]) == _KEY_BYTES and row["id"] == device_id(row["public_key"]),
    above: lambda row: len(row["public_key"]) == _KEY_BYTES and row["device"] == device_id(row["public_key"]),
    admissions: lambda row: _is_id(row["person"], row["device"]),
    passwords: lambda row: _is_id(row["person"]) and (not row["hashed"] or row["hashed"].startswith("$argon2")),
    cohorts: lambda row: _is_id(row["id"], row["campus"]) and row["name"] not in ("teacher", "learner", ""),
    members: lambda row: _is_id(row["cohort"], row["person"]) and row["role"] in ("teacher", "learner", ""),
    former_feeds: lambda row: _is_id(row["cohort"], row["person"]) and former.is_theirs(row["feed"], row["person"]),
    tokens: lambda row: len(row["token_hash"]) == _TOKEN_BYTES and _is_id(row["learner"], row["device"]),
    invites: lambda row: (
        row["role"] in ROLES and len(row["selector"]) <= 8 and row["expires"] - row["created"] < 366 * 86_400_000
    ),
}
