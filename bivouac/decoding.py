"""Bytes into structs: the one place where msgspec is asked for that, for threads do it as they like.

msgspec looks at what a struct is made of when it first meets it, without a lock, and others see it half done: two threads that are the first to decode
a kind at the same moment end the program. So each kind is learnt here under a lock, once.
"""

from __future__ import annotations

import threading
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")

_known = set[Any]()
_learning = threading.Lock()


def from_json(data: bytes | str, kind: type[T]) -> T:
    """Raises msgspec.DecodeError (of which a wrong type is one), UnicodeDecodeError, RecursionError."""
    learn(kind)
    return msgspec.json.decode(data, type=kind)


def from_msgpack(data: bytes | memoryview, kind: type[T]) -> T:
    """Raises msgspec.DecodeError (of which a wrong type is one), UnicodeDecodeError, RecursionError."""
    learn(kind)
    return msgspec.msgpack.decode(data, type=kind)


def from_values(values: object, kind: type[T]) -> T:
    """A struct of what JSON, TOML or YAML gave. Raises msgspec.ValidationError, RecursionError."""
    learn(kind)
    return msgspec.convert(values, kind)


def msgpack_decoder(kind: type[T]) -> msgspec.msgpack.Decoder[T]:
    """One that is kept, for what is decoded by the hundred thousand."""
    with _learning:
        return msgspec.msgpack.Decoder(kind)


def learn(kind: Any) -> None:
    """Let msgspec know a type, and those within it."""
    if kind not in _known:
        with _learning:
            msgspec.msgpack.Decoder(kind)
            _known.add(kind)
