"""What happens to bytes on bad disks and in bad hands: bits turn over, ends are missing, parts are swapped, lengths lie."""

from __future__ import annotations

import random
import struct

_STRANGE = (0, 1, 0x7F, 0x80, 0xC1, 0xFF, 0xD9, 0xDB, 0xDD, 0xDF)
_TEXTS = (
    b"\x00",
    b"\xff\xfe",
    b"../",
    b"{",
    b"]",
    b'"',
    b"&#0;",
    b"-->",
    b"%s",
    b"\xed\xa0\x80",
    b"9" * 30,
    b"[" * 2000,
)


def damaged(sample: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """A sample with one to four damages; `others` lend their parts."""
    data = bytearray(sample)
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        chance.choice(_DAMAGES)(data, others, chance)
    return bytes(data)


def _flip(data: bytearray, others: list[bytes], chance: random.Random) -> None:
    if data:
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _strange_byte(data: bytearray, others: list[bytes], chance: random.Random) -> None:
    if data:
        data[chance.randrange(len(data))] = chance.choice(_STRANGE)


def _cut(data: bytearray, others: list[bytes], chance: random.Random) -> None:
    del data[chance.randrange(len(data) + 1) :]


def _lose(data: bytearray, others: list[bytes], chance: random.Random) -> None:
    start = chance.randrange(len(data) + 1)
    del data[start : start + chance.choice((1, 2, 8, 200))]


def _repeat(data: bytearray, others: list[bytes], chance: random.Random) -> None:
    start = chance.randrange(len(data) + 1)
    data[start:start] = data[start : start + chance.choice((1, 4, 64))] * chance.choice((1, 3, 50))


def _splice(data: bytearray, others: list[bytes], chance: random.Random) -> None:
    other = chance.choice(others)
    start, at = chance.randrange(len(other) + 1), chance.randrange(len(data) + 1)
    data[at : at + chance.randrange(64)] = other[start : start + chance.randrange(1, 300)]


def _length(data: bytearray, others: list[bytes], chance: random.Random) -> None:
    """A number where a length may stand, as msgpack, ZIP, tar and SQLite write them."""
    number = chance.choice((0, 1, 127, 255, 65_535, 1 << 31, (1 << 32) - 1))
    form = chance.choice((">I", "<I", ">H", "<H"))
    packed = struct.pack(form, number & (0xFFFF if form[1] == "H" else 0xFFFFFFFF))
    at = chance.randrange(len(data) + 1)
    data[at : at + len(packed)] = packed


def _text(data: bytearray, others: list[bytes], chance: random.Random) -> None:
    at = chance.randrange(len(data) + 1)
    data[at:at] = chance.choice(_TEXTS)


def _number(data: bytearray, others: list[bytes], chance: random.Random) -> None:
    """Another number in place of one that is written in digits."""
    digits = [at for at, byte in enumerate(data) if 48 <= byte < 58]
    if digits:
        at = chance.choice(digits)
        data[at : at + 1] = chance.choice((b"-1", b"1e999", b"99999999999999999999", b"0x10", b"NaN", b"3.5"))


_DAMAGES = (_flip, _flip, _strange_byte, _cut, _lose, _repeat, _splice, _length, _text, _number)
