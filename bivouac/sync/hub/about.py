"""What a hub says of itself and of the hubs above it, and the mark by which a laptop sees whether that changed since it asked."""

from __future__ import annotations

from pathlib import Path

from bivouac.sync.catalogue.files import FOLDER, newest_root
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.hub.storage import Storage
from bivouac.sync.protocol.messages import HubInfo

_Stamp = tuple[int, int, int]


class About:
    """Told to those who belong to the hub. Its own name and keys stay the same for as long as it runs."""

    def __init__(self, folder: HubFolder, storage: Storage) -> None:
        self._folder, self._storage = folder, storage
        self._marked: tuple[tuple[_Stamp, _Stamp], bytes] | None = None

    def info(self) -> HubInfo:
        """All of it, as it is now."""
        settings = self._folder.settings
        keys = {**self._storage.above(), settings.id: dict(self._storage.author.keys)}
        return HubInfo(settings.id, settings.name, keys, self._folder.recipients(), newest_root(self._folder.content))

    def mark(self) -> bytes:
        """The mark of `info`. It goes out with every exchange, so it is made anew only after news were written."""
        # Looked at first: what changes while the mark is made is seen the next time.
        stamps = _stamp(self._folder.recipients_file), _stamp(self._folder.content / FOLDER)
        if self._marked is None or self._marked[0] != stamps:
            self._marked = stamps, self.info().mark()
        return self._marked[1]


def _stamp(path: Path) -> _Stamp:
    try:
        found = path.stat()
    except FileNotFoundError:
        return (0, 0, 0)
    return (found.st_ino, found.st_mtime_ns, found.st_size)
