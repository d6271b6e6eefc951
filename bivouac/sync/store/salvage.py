"""What can still be read of a damaged journal, byte by byte, whatever has become of the file's order.

SQLite gives up where a page's head or a pointer is wrong, though the rows are there. A record's check value says of itself whether it
is right, so the file, and the log beside it, are searched for everything that looks like one (SQLite's file format, "Record Format": a head that
gives each value's type and length, then the values). A row that was deleted may be found again; `repair.py` knows which records can be that.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from bivouac.sync.journal.record import Record
from bivouac.sync.store.seals import seal

_PAGE = 4096
"""Bytes of a page of SQLite; it takes as many since 2016."""

_LOCAL_MOST = (_PAGE - 12) * 64 // 255 - 23
_LOCAL_LEAST = (_PAGE - 12) * 32 // 255 - 23
"""Bytes of a row that stand in its page at most, and at least where more is too much (file format, "B-tree Cell Format")."""

_WAL_HEAD, _FRAME_HEAD = 32, 24
_STREAM = re.compile(rb"learner:|cohort:|campus:")
_HEADS = range(6, 40)
"""Bytes of the head of a record's or a feed's row."""

_RECORD, _FEED = 10, 5
"""How many values a row of each has, its seal included."""

_COLUMNS = (_RECORD, _FEED)
_LONG_HEAD = 128
_MOST = 1 << 20
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_MENDED = 300
"""Damaged rows that are tried with each bit turned over: a second or so."""

Key = tuple[str, str, int]
Value = int | str | bytes


@dataclass
class Salvage:
    """What was found: records by stream, feed and number, and for each feed the last records that were held and acknowledged."""

    records: dict[Key, Record] = field(default_factory=dict)
    feeds: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)


class Page(NamedTuple):
    """A page of a database, with all others, in which its rows may go on."""

    data: bytes
    overflow: dict[int, list[bytes]]
    """All pages by number, those of the log last."""


def salvage(path: Path) -> Salvage:
    """Everything that can be read of the journal at `path` and of its log. Raises OSError where the disk cannot be read at all."""
    found, left = Salvage(), _MENDED
    for page in pages_of(path):
        for match in _STREAM.finditer(page.data):
            for values, sound in _rows_at(page, match.start()):
                if sound:
                    _note(found, values)
                    break
            else:
                left -= _mend(found, page, match.start()) if left > 0 else 0
    return found


def pages_of(path: Path) -> Iterator[Page]:
    """Pages of the file in order, then those of the log: what was written later comes later."""
    main = path.read_bytes() if path.exists() else b""
    log_file = path.with_name(f"{path.name}-wal")
    log = log_file.read_bytes() if log_file.exists() else b""
    numbered = [(at // _PAGE + 1, main[at : at + _PAGE]) for at in range(0, len(main), _PAGE)]
    for at in range(_WAL_HEAD, len(log) - _FRAME_HEAD - _PAGE + 1, _FRAME_HEAD + _PAGE):
        frame = log[at : at + _FRAME_HEAD + _PAGE]
        if frame[8:16] == log[16:24]:  # else it is left from before the log began anew
            numbered.append((int.from_bytes(frame[:4], "big"), frame[_FRAME_HEAD:]))
    overflow: dict[int, list[bytes]] = {}
    for number, data in numbered:
        overflow.setdefault(number, []).append(data)
    yield from (Page(data, overflow) for _, data in numbered)


def values_at(page: Page, start: int, columns: Container[int], most: int = _MOST) -> Iterator[list[Value]]:
    """The values of the row whose head begins at a place in a page, as many as `columns` allows and `most` bytes long; none where there is no such row."""
    if 0 <= start < len(page.data) and 0 < page.data[start] < _LONG_HEAD:
        for row in _rows(page, start, columns, most):
            if (values := _values(row, columns, most)) is not None:
                yield values


def cells_of(page: Page, columns: Container[int]) -> Iterator[list[Value]]:
    """The rows to which a page of a table's rows points (file format, "B-tree Pages")."""
    for head in (0, 100):  # the first page begins with the file's own head
        count = int.from_bytes(page.data[head + 3 : head + 5], "big")
        for at in range(head + 8, min(head + 8 + 2 * count, len(page.data) - 1), 2):
            start = int.from_bytes(page.data[at : at + 2], "big")
            for _ in range(2):  # the row's length and its number, each of seven bits a byte
                while start < len(page.data) - 1 and page.data[start] >= 0x80:
                    start += 1
                start += 1
            yield from values_at(page, start, columns)


def _rows_at(page: Page, values_at: int) -> Iterator[tuple[list[Value], bool]]:
    """Rows whose values may begin at a place in a page, and whether each is what was written."""
    for head in _HEADS:
        start = values_at - head
        if start >= 0 and page.data[start] == head:
            for row in _rows(page, start):
                values = _values(row)
                if values is not None:
                    yield values, _is_sound(values)


def _rows(page: Page, start: int, columns: Container[int] = _COLUMNS, most: int = _MOST) -> Iterator[bytes]:
    """The bytes of the row that begins at a place, put together where it goes on in other pages."""
    lengths = _lengths(page.data[start : start + _LONG_HEAD], columns, most)
    if lengths is None:
        return
    whole = page.data[start] + sum(lengths)
    if whole <= _LOCAL_MOST:
        yield page.data[start : start + whole]
        return
    local = _LOCAL_LEAST + (whole - _LOCAL_LEAST) % (_PAGE - 4)
    local = local if local <= _LOCAL_MOST else _LOCAL_LEAST
    number = int.from_bytes(page.data[start + local : start + local + 4], "big")
    for newest in (True, False):
        yield page.data[start : start + local] + _overflow(page.overflow, number, whole - local, newest)


def _overflow(pages: dict[int, list[bytes]], number: int, left: int, newest: bool) -> bytes:
    parts = []
    while left > 0 and number in pages:
        page = pages[number][-1 if newest else 0]
        parts.append(page[4 : 4 + left])
        left -= _PAGE - 4
        number = int.from_bytes(page[:4], "big")
    return b"".join(parts)


def _lengths(row: bytes, columns: Container[int] = _COLUMNS, most: int = _MOST) -> list[int] | None:
    """Lengths of a row's values; None where its head is none of ours."""
    types = _types(row)
    if types is None or len(types) not in columns:
        return None
    lengths = [(kind - 12) // 2 if kind >= 12 else _INTEGERS.get(kind, 0) for kind in types]
    return lengths if sum(lengths) <= most else None


def _types(row: bytes) -> list[int] | None:
    """The types of a row's values (varints after the head's own length)."""
    types, value = [], 0
    for byte in row[1 : row[0]]:
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            types.append(value)
            value = 0
    return types if not value and types and all(kind not in (7, 10, 11) for kind in types) else None


def _values(row: bytes, columns: Container[int] = _COLUMNS, most: int = _MOST) -> list[Value] | None:
    types, lengths = _types(row), _lengths(row, columns, most)
    if types is None or lengths is None or len(row) < row[0] + sum(lengths):
        return None
    values: list[Value] = []
    at = row[0]
    try:
        for kind, length in zip(types, lengths, strict=True):
            part = row[at : at + length]
            at += length
            if kind >= 12:
                values.append(part.decode() if kind % 2 else part)
            else:
                values.append(kind - 8 if kind in (8, 9) else int.from_bytes(part, "big", signed=True))
    except UnicodeDecodeError:
        return None
    return values


def _is_sound(values: list[Value]) -> bool:
    return seal("records" if len(values) == _RECORD else "feeds", *values[:-1]) == values[-1]


def _note(found: Salvage, values: list[Value]) -> None:
    if len(values) == _RECORD:
        record = Record(*values[:-1])  # type: ignore[arg-type]
        found.records[record.stream, record.device, record.seq] = record
        return
    stream, feed, held, received, _ = values
    before = found.feeds.get((stream, feed), (0, 0))  # type: ignore[arg-type]
    found.feeds[stream, feed] = (max(held, before[0]), max(received, before[1]))  # type: ignore[index,assignment]


def _mend(found: Salvage, page: Page, values_at: int) -> bool:
    """Try whether one bit of a row that is not right was turned over, and note the row then. Whether there was anything to try."""
    for head in _HEADS:
        start = values_at - head
        lengths = _lengths(page.data[start : start + _PAGE]) if start >= 0 and page.data[start] == head else None
        if lengths is None or len(lengths) != _RECORD or head + sum(lengths) > _LOCAL_MOST:
            continue
        row = bytearray(page.data[start : start + head + sum(lengths)])
        for bit in range(8 * len(row)):
            row[bit // 8] ^= 1 << bit % 8
            values = _values(bytes(row))
            if values is not None and len(values) == _RECORD and _is_sound(values):
                _note(found, values)
                return True
            row[bit // 8] ^= 1 << bit % 8
        return True
    return False
