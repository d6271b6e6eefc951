"""Messages and pages from anywhere: read, or refused by name."""

from __future__ import annotations

import msgspec
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from bivouac.errors import BivouacError, RecordError
from bivouac.sync.journal.acts import Noted, Reached
from bivouac.sync.journal.record import Record, make_record
from bivouac.sync.protocol import messages
from bivouac.sync.protocol.messages import Catalogue, Exchange, Exchanged, Hello, HelloAnswer, Join, Joined, Refusal
from bivouac.sync.protocol.pages import FULL_PAGE, MAX_RECORDS, decode_page, encode_page, fitting

KINDS = [Hello, HelloAnswer, Join, Joined, Exchange, Exchanged, Catalogue, Refusal]


def records(count: int, text: str = "") -> list[Record]:
    acts = (Noted("n", text) if text else Reached(at) for at in range(count))
    return [
        make_record("learner:a", "d" * 20, at + 1, (5000 + at) << 16, "course", "page", act)
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


@given(st.integers(0, 11), json_like)
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
    assert sum(len(record.body) for record in long) <= FULL_PAGE
