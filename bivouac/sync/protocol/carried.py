"""A page on its way between hubs, or on a stick: as its writer signed it, with what the hub that took it in knew about it."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from bivouac.decoding import from_msgpack
from bivouac.errors import RecordError


class Carried(Struct, frozen=True, array_like=True):
    """A signed page. Of its records those from `first` to `last` count, as records of `feed`.

    `skew` is by how many milliseconds the clock of the hub that took it in was ahead of the writer's; `cut` says that the page holds other
    records as well or stands under another name, because its feed is a branch or has one.
    """

    feed: Annotated[str, Meta(max_length=80)]
    first: Annotated[int, Meta(ge=1, le=1 << 40)]
    last: Annotated[int, Meta(ge=1, le=1 << 40)]
    page: bytes
    skew: Annotated[int, Meta(ge=-(1 << 50), le=1 << 50)] = 0
    cut: bool = False


def pack(carried: Carried) -> bytes:
    """A carried page as bytes: the page is packed already."""
    return msgspec.msgpack.encode(carried)


def unpack(data: bytes) -> Carried:
    """The carried page in `data`. Raises RecordError when it is damaged."""
    try:
        return from_msgpack(data, Carried)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise RecordError("A page of records arrived damaged; it will be sent again.") from error
