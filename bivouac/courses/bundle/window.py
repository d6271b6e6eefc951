"""A part of a file, as a file of its own."""

from __future__ import annotations

import io


class Window(io.RawIOBase):
    """The `size` bytes of `file` from `start` on, as a file of their own."""

    def __init__(self, file: io.FileIO, start: int, size: int) -> None:
        self._file, self.start, self.size = file, start, size
        file.seek(start)

    def fileno(self) -> int:
        return self._file.fileno()

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._file.tell() - self.start

    def seek(self, offset: int, whence: int = 0) -> int:
        base = {0: 0, 1: self.tell(), 2: self.size}[whence]
        return self._file.seek(self.start + max(0, base + offset)) - self.start

    def readinto(self, buffer: bytearray | memoryview, /) -> int | None:  # type: ignore[override]
        left = max(0, self.size - self.tell())
        return self._file.readinto(memoryview(buffer)[:left])

    def close(self) -> None:
        self._file.close()
        super().close()
