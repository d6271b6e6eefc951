"""One source read for many sticks at once: what one of them has just asked for, the others find in memory.

Sticks that keep pace with each other cost one reading of the source. One that falls further behind than the memory reaches reads for
itself, so that a slow stick never holds up a fast one, and memory stays bounded whatever happens.
"""

from __future__ import annotations

import io
import threading
from collections import OrderedDict
from collections.abc import Iterable
from concurrent.futures import Future
from typing import TYPE_CHECKING

from bivouac.courses.bundle.oci import Descriptor
from bivouac.courses.bundle.source import Source, missing_blob

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

CHUNK = 512 * 1024
ROOM = 128
"""Chunks that are remembered: 64 MiB."""

_Key = tuple[str, int]


class SharedSource:
    """A `source.Source` that several threads read at once.

    Attributes:
        read: bytes that were read from the source itself.
    """

    def __init__(self, source: Source) -> None:
        self.read = 0
        self._source = source
        self._lock = threading.Lock()
        self._chunks: OrderedDict[_Key, Future[bytes]] = OrderedDict()

    def references(self) -> dict[str, Descriptor]:
        """Course id to the descriptor of its manifest."""
        return self._source.references()

    def size(self, digest: str) -> int | None:
        """Size in bytes of a blob; None when it is not here."""
        return self._source.size(digest)

    def digests(self) -> Iterable[str]:
        """The digests of all blobs that are here."""
        return self._source.digests()

    def open_blob(self, digest: str) -> io.BufferedIOBase:
        """The bytes of a blob, from memory where they are in it. Forward only."""
        size = self._source.size(digest)
        if size is None:
            raise missing_blob(digest)
        return _SharedBlob(self, digest, size)

    def is_gone(self) -> bool:
        """Whether the source itself is away."""
        return self._source.is_gone()

    def chunk(self, digest: str, number: int, opened: _SharedBlob) -> bytes:
        """The bytes of one chunk; whoever asks first reads it, the others wait for that one."""
        key = (digest, number)
        with self._lock:
            known = self._chunks.get(key)
            if known is None:
                mine: Future[bytes] = Future()
                self._chunks[key] = mine
                while len(self._chunks) > ROOM:
                    self._chunks.popitem(last=False)
            else:
                self._chunks.move_to_end(key)
        if known is not None:
            return known.result()
        try:
            data = opened.read_source(number)
        except BaseException as error:
            with self._lock:
                self._chunks.pop(key, None)  # the next who asks tries for themselves
            mine.set_exception(error)
            raise
        with self._lock:
            self.read += len(data)
        mine.set_result(data)
        return data

    def open_source(self, digest: str) -> io.BufferedIOBase:
        """The blob as the source itself opens it."""
        return self._source.open_blob(digest)


class _SharedBlob(io.BufferedIOBase):
    """One stick's place in a blob."""

    def __init__(self, shared: SharedSource, digest: str, size: int) -> None:
        super().__init__()
        self._shared = shared
        self._digest = digest
        self._size = size
        self._at = 0
        self._file: io.BufferedIOBase | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """As much as stands in one chunk from here on."""
        if self._at >= self._size:
            return 0
        number, offset = divmod(self._at, CHUNK)
        view = memoryview(buffer).cast("B")
        part = memoryview(self._shared.chunk(self._digest, number, self))[offset : offset + len(view)]
        view[: len(part)] = part
        self._at += len(part)
        return len(part)

    def read_source(self, number: int) -> bytes:
        """One chunk as the source has it."""
        if self._file is None:
            self._file = self._shared.open_source(self._digest)
        self._file.seek(number * CHUNK)
        return self._file.read(CHUNK)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        super().close()
