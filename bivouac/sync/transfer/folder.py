"""A course's source in a folder of this machine: a stick that is in, or any other copy of an OCI image layout."""

from __future__ import annotations

from pathlib import Path

from bivouac import machine
from bivouac.courses.bundle.oci import require_digest
from bivouac.errors import LineError
from bivouac.sync.transfer.source import Chunks, MissingError

_CHUNK = 256 * 1024
_BLOBS = "blobs/sha256/"


class FolderSource:
    """An OCI image layout in a folder, which may go away at any moment."""

    def __init__(self, folder: Path) -> None:
        self.whole_only = False
        self._folder = folder

    def fetch(self, path: str, start: int, end: int) -> Chunks:
        """See `source.Source`."""
        if path.startswith(_BLOBS):
            require_digest(f"sha256:{path.removeprefix(_BLOBS)}")
        else:
            machine.require_safe_path(path)
        try:
            with (self._folder / path).open("rb") as file:
                file.seek(start)
                while start < end and (chunk := file.read(min(_CHUNK, end - start))):
                    start += len(chunk)
                    yield chunk
        except OSError as error:
            if not self._folder.is_dir():
                raise LineError("The stick is not there any more. Put it in again to go on.") from error
            if isinstance(error, FileNotFoundError):
                raise MissingError from error
            raise LineError(
                "The stick cannot be read just now. Take it out, put it in again, then try again."
            ) from error

    def close(self) -> None:
        """See `source.Source`; there is nothing to let go of."""
