"""A page of records on the wire: one feed's consecutive records, by columns, so that it packs tightly.

The page is zstd over a msgpack array (docs/protocol.md#pages):

    [version, stream, feed, first seq, before, kinds, places, kind of each, place of each, clock, clock steps, counters, walls, bodies]

`before` is the mark (journal/feeds.py) of the record before the first: it ties a page to what it continues, so that pages of two copies of a disk
never mix. `kinds` and `places` (pairs of course and activity) are each named once and then pointed at by index. The clock is the first
reading and then the difference to the one before, its counter kept apart from its milliseconds; the wall clock stands there only where it
says something else. Bodies stand together by kind, field by field, because neighbours in a column resemble each other.

Where it leaves the machine that wrote its records a page is *signed*: the device's signature stands before it (signing.py).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Annotated, NamedTuple

import msgspec
import zstandard
from msgspec import Meta, Raw, Struct

from bivouac.decoding import from_msgpack, msgpack_decoder
from bivouac.errors import RecordError
from bivouac.sync.journal.clock import COUNTER_BITS
from bivouac.sync.journal.record import Record

VERSION = 2
MAX_RECORDS = 1000
MAX_PAGE = 4 * 1024 * 1024
"""Bytes of an unpacked page."""

FULL_PAGE = 64 * 1024
"""Bytes of a page from which on it takes no more records: a cut line costs one page again."""

_PACKED = 3
"""Bytes of records' bodies that become one of a page, about."""

_LEVEL = 9
_COUNTER = (1 << COUNTER_BITS) - 1
_MAX_KINDS = 256
_MAX_FIELDS = 64
_END_OF_TIME = 1 << 46
"""Milliseconds since 1970 that no clock says: a reading has to leave the clocks that see it room to go on in 63 bits."""

# A few bytes can name millions of things. So lists are measured before they are read, and a field of a body stays the bytes that it is.
_Numbers = Annotated[list[int], Meta(max_length=MAX_RECORDS)]
_Column = Annotated[list[Raw], Meta(max_length=MAX_RECORDS)]
_NIL = Raw(b"\xc0")


class _Bodies(Struct, array_like=True):
    """Bodies of one kind, field by field; `lengths` only where versions of the program wrote different numbers of fields."""

    columns: Annotated[list[_Column], Meta(max_length=_MAX_FIELDS)]
    lengths: _Numbers | None = None


class _Head(Struct, array_like=True):
    version: int


class _Packed(Struct, array_like=True):
    version: int
    stream: str
    feed: str
    first: int
    before: Annotated[bytes, Meta(max_length=16)]
    kinds: Annotated[list[str], Meta(max_length=_MAX_KINDS)]
    places: Annotated[list[tuple[str, str]], Meta(max_length=MAX_RECORDS)]
    kind_of: bytes
    place_of: _Numbers
    clock: int
    milliseconds: _Numbers
    counters: _Numbers | None
    walls: _Numbers | None
    bodies: Annotated[list[Raw], Meta(max_length=_MAX_KINDS)]
    """Each a `_Bodies`, to be read once it is known how many of them there are."""


class Page(NamedTuple):
    """What a page holds: consecutive records of one feed, and the mark of the record before them (empty at the beginning of a feed)."""

    records: list[Record]
    before: bytes


def encode_page(records: Sequence[Record], before: bytes = b"") -> bytes:
    """Consecutive records of one feed as a page.

    Args:
        before: the mark of the record before them (journal/feeds.py); empty at the beginning of a feed.

    Raises:
        RecordError: there are none, too many, or they are not consecutive records of one feed.
    """
    _require_run(records)
    kinds = list(dict.fromkeys(record.kind for record in records))
    places = list(dict.fromkeys((record.course, record.activity) for record in records))
    kind_index = {kind: index for index, kind in enumerate(kinds)}
    place_index = {place: index for index, place in enumerate(places)}
    times = [record.hlc >> COUNTER_BITS for record in records]
    counters = [record.hlc & _COUNTER for record in records]
    offsets = [record.wall - time for record, time in zip(records, times, strict=True)]
    by_kind: list[list[list[Raw]]] = [[] for _ in kinds]
    for record in records:
        by_kind[kind_index[record.kind]].append(_decode_body(record.body))
    page = _Packed(
        VERSION,
        records[0].stream,
        records[0].device,
        records[0].seq,
        before,
        kinds,
        places,
        bytes(kind_index[record.kind] for record in records),
        [place_index[record.course, record.activity] for record in records],
        times[0],
        [after - before for before, after in itertools.pairwise(times)],
        counters if any(counters) else None,
        offsets if any(offsets) else None,
        [Raw(_encode(_by_field(bodies))) for bodies in by_kind],
    )
    return zstandard.ZstdCompressor(level=_LEVEL, write_content_size=True).compress(_encode(page))


def fitting(records: Sequence[Record], size: int = FULL_PAGE) -> Sequence[Record]:
    """As many of the first records as fit one page of about so many bytes, at least one."""
    bodies = 0
    for count, record in enumerate(records[:MAX_RECORDS]):
        bodies += len(record.body)
        if count and bodies > _PACKED * min(size, FULL_PAGE):
            return records[:count]
    return records[:MAX_RECORDS]


def decode_page(data: bytes) -> list[Record]:
    """The records of a page; raises as `open_page`."""
    return open_page(data).records


def open_page(data: bytes) -> Page:
    """What a page holds.

    Raises:
        RecordError: the page is damaged, too large or of a newer version.
    """
    try:
        if zstandard.frame_content_size(data) > MAX_PAGE:
            raise RecordError("A page of records is too large.")
        raw = zstandard.ZstdDecompressor().decompress(data, max_output_size=MAX_PAGE, allow_extra_data=False)
        if from_msgpack(raw, _Head).version != VERSION:
            raise RecordError("This was sent by a newer Bivouac. Update Bivouac here to read it.")
        packed = from_msgpack(raw, _Packed)
        return Page(_records(packed), packed.before)
    except (zstandard.ZstdError, msgspec.DecodeError, ValueError, IndexError, OverflowError, RecursionError) as error:
        raise RecordError("A page of records arrived damaged; it will be sent again.") from error


def _records(page: _Packed) -> list[Record]:
    count = len(page.kind_of)
    counters = page.counters if page.counters is not None else [0] * count
    offsets = page.walls if page.walls is not None else [0] * count
    if not 0 < count <= MAX_RECORDS or page.first < 1:
        raise ValueError("count")
    bodies = [_one_by_one(group, page.kind_of.count(index)) for index, group in enumerate(page.bodies)]
    records = []
    time = page.clock
    for index, (kind, place, counter, offset) in enumerate(
        zip(page.kind_of, page.place_of, counters, offsets, strict=True)
    ):
        time += page.milliseconds[index - 1] if index else 0
        wall = time + offset
        if not (0 <= time < _END_OF_TIME and 0 <= wall < _END_OF_TIME and 0 <= counter <= _COUNTER and place >= 0):
            raise ValueError("clock")
        course, activity = page.places[place]
        body = _encode(next(bodies[kind]))
        hlc = time << COUNTER_BITS | counter
        records.append(
            Record(page.stream, page.feed, page.first + index, hlc, page.kinds[kind], course, activity, body, wall)
        )
    if len(page.milliseconds) != count - 1:
        raise ValueError("clock")
    return records


def _by_field(bodies: list[list[Raw]]) -> _Bodies:
    lengths = [len(body) for body in bodies]
    longest = max(lengths)
    if min(lengths) == longest:
        return _Bodies([list(column) for column in zip(*bodies, strict=True)])
    padded = [body + [_NIL] * (longest - len(body)) for body in bodies]
    return _Bodies([list(column) for column in zip(*padded, strict=True)], lengths)


def _one_by_one(data: Raw, count: int) -> Iterator[list[Raw]]:
    """`count` bodies from their columns."""
    group = from_msgpack(data, _Bodies)
    if not group.columns:
        return iter([[] for _ in range(count)])
    if len(group.columns[0]) != count:
        raise ValueError("bodies")
    rows = [list(row) for row in zip(*group.columns, strict=True)]
    if group.lengths is not None:
        rows = [row[:length] for row, length in zip(rows, group.lengths, strict=True)]
    return iter(rows)


def _require_run(records: Sequence[Record]) -> None:
    if not 0 < len(records) <= MAX_RECORDS:
        raise RecordError("A page holds from 1 to {limit} records.", limit=MAX_RECORDS)
    stream, device, first = records[0].stream, records[0].device, records[0].seq
    for offset, record in enumerate(records):
        if (record.stream, record.device, record.seq) != (stream, device, first + offset):
            raise RecordError("A page holds consecutive records of one feed.")


_encode = msgspec.msgpack.Encoder().encode
_decode_body = msgpack_decoder(list[Raw]).decode
