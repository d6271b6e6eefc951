"""Messages and pages from anywhere: read, or refused by name."""

from __future__ import annotations

import tracemalloc

import msgspec
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from bivouac.errors import BivouacError, RecordError
from bivouac.sync.journal.acts import Noted, Reached
from bivouac.sync.journal.clock import Reading
from bivouac.sync.journal.record import Record, make_record
from bivouac.sync.protocol import messages
from bivouac.sync.protocol.messages import Catalogue, Exchange, Exchanged, Hello, HelloAnswer, Join, Joined, Refusal
from bivouac.sync.protocol.pages import FULL_PAGE, MAX_RECORDS, decode_page, encode_page, fitting

KINDS = [Hello, HelloAnswer, Join, Joined, Exchange, Exchanged, Catalogue, Refusal]


def records(count: int, text: str = "") -> list[Record]:
    acts = (Noted("n", text) if text else Reached(at) for at in range(count))
    return [
        make_record("learner:a", "d" * 20, at + 1, Reading((5000 + at) << 16, 5000 + at), "course", "page", act)
        for at, act in enumerate(acts)
    ]


PAGE = encode_page(records(20))


@given(st.sampled_from(KINDS), st.binary(max_size=300))
def test_any_bytes_are_a_message_or_a_record_error(kind: type, data: bytes) -> None:
    for sent in (data, zstandard.ZstdCompressor().compress(data)):
        try:
            messages.decode(sent, kind)
        except RecordError:
            continue


json_like = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats()
    | st.text(max_size=8)
    | st.binary(max_size=8),
    lambda inner: st.lists(inner, max_size=12) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=30,
)


@given(json_like)
def test_any_structure_is_a_page_or_a_record_error(value: object) -> None:
    page = zstandard.ZstdCompressor(write_content_size=True).compress(msgspec.msgpack.encode(value))
    with pytest.raises(RecordError):
        decode_page(page)


@given(st.integers(0, len(PAGE) - 1), st.integers(1, 255))
def test_a_flipped_byte_is_an_error_or_harmless(at: int, mask: int) -> None:
    damaged = bytearray(PAGE)
    damaged[at] ^= mask
    try:
        decoded = decode_page(bytes(damaged))
    except RecordError:
        return
    for record in decoded:
        try:
            record.act()
        except BivouacError:
            continue


@given(st.integers(0, 13), json_like)
def test_a_page_with_one_strange_column_is_an_error_or_records(column: int, value: object) -> None:
    raw = msgspec.msgpack.decode(zstandard.decompress(PAGE))
    raw[column] = value
    page = zstandard.ZstdCompressor(write_content_size=True).compress(msgspec.msgpack.encode(raw))
    try:
        decoded = decode_page(page)
    except RecordError:
        return
    assert 0 < len(decoded) <= MAX_RECORDS


def test_bombs_are_refused_before_they_unfold() -> None:
    bomb = zstandard.ZstdCompressor(level=19).compress(bytes(200_000_000))
    assert len(bomb) < 20_000
    with pytest.raises(RecordError):
        messages.decode(bomb, Exchange)
    with pytest.raises(RecordError):
        decode_page(bomb)
    silent = zstandard.ZstdCompressor(write_content_size=False).compressobj().compress(bytes(200_000_000))
    with pytest.raises(RecordError):
        messages.decode(silent, Exchange)
    with pytest.raises(RecordError):
        decode_page(silent)


def test_a_page_takes_records_until_it_is_full() -> None:
    assert len(fitting(records(MAX_RECORDS + 5))) == MAX_RECORDS
    long = fitting(records(40, "x" * 20_000))
    assert 1 < len(long) < 40
    assert sum(len(record.body) for record in long) <= 3 * FULL_PAGE
    assert len(fitting(records(40, "x" * 20_000), 100)) == 1


def test_a_few_bytes_cannot_name_millions_of_things() -> None:
    """Four million empty lists are 200 bytes on the wire and would be 300 MB in memory."""
    many = b"\xdd" + (3_900_000).to_bytes(4, "big") + b"\x90" * 3_900_000
    fields = msgspec.msgpack.decode(zstandard.decompress(PAGE), type=list[msgspec.Raw])
    in_bodies = msgspec.Raw(msgspec.msgpack.encode([[[[msgspec.Raw(many)]]]]))
    for place, value in ((4, many), (5, many), (6, many), (8, many), (12, many), (13, many), (13, in_bodies)):
        strange = [*fields[:place], msgspec.Raw(value), *fields[place + 1 :]]
        page = zstandard.ZstdCompressor(write_content_size=True).compress(msgspec.msgpack.encode(strange))
        assert len(page) < 1000
        tracemalloc.start()
        try:
            with pytest.raises(RecordError):
                decode_page(page)
            assert tracemalloc.get_traced_memory()[1] < 10_000_000
        finally:
            tracemalloc.stop()


def test_a_body_of_an_unknown_kind_is_passed_on_byte_by_byte() -> None:
    """Single precision and a type that this program never writes: another version of it may."""
    body = b"\x93\xca\x3f\x80\x00\x00\xd4\x05\x01\xcd\x00\x01"
    record = Record("learner:a", "d" * 20, 1, 5000 << 16, "sketched", "course", "page", body, 7)
    assert decode_page(encode_page([record])) == [record]


def test_a_clock_leaves_room_for_the_clocks_that_see_it() -> None:
    """A reading at the end of what SQLite can count would be the last that its learner could ever make."""
    record = Record("learner:a", "d" * 20, 1, (1 << 46) << 16, "reached", "course", "page", b"\x91\x01", 0)
    with pytest.raises(RecordError):
        decode_page(encode_page([record]))


@given(
    st.lists(st.tuples(st.integers(0, 1 << 45), st.integers(0, 65535), st.integers(0, 4 << 40)), min_size=1, max_size=9)
)
def test_order_and_time_travel_apart(times: list[tuple[int, int, int]]) -> None:
    body = b"\x91\x01"
    sent = [
        Record("learner:a", "d" * 20, at, time << 16 | counter, "reached", "c", "a", body, wall)
        for at, (time, counter, wall) in enumerate(times, start=1)
    ]
    assert decode_page(encode_page(sent)) == sent
