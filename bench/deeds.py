"""What a laptop does, each deed in a process of its own that says how much memory it took.

python -m bench.deeds DEED ARGUMENT…: the functions below that `_DEEDS` names, with their arguments in turn.
"""

from __future__ import annotations

import json
import sys
from contextlib import closing
from pathlib import Path

from msgspec import Struct, convert

from bench.processes import Child, peak_megabytes
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.verify import verify_course
from bivouac.errors import LineError
from bivouac.sync.exchange.catalogue import NOTHING
from bivouac.sync.exchange.client import HubClient
from bivouac.sync.protocol.line import Line
from bivouac.sync.store.device import open_device
from bivouac.sync.store.library import Library
from bivouac.sync.transfer.bundles import take_in_bundle
from bivouac.sync.transfer.download import fetch_course, offered
from bivouac.sync.transfer.source import Place
from bivouac.sync.transfer.web import HUB_CONTENT, WebSource


class Memory(Struct, frozen=True):
    """Of a process, in MB (RSS): at most while it was at its deed, and before it began."""

    most: float
    before: float

    def note(self) -> str:
        return f"{self.before:.0f} MB before it begins"


def memory_of(deed: str, *arguments: str | Path, before: tuple[str, ...] = ()) -> Memory:
    """Have a deed done. `before` is what the process is started with (`ip netns exec …`). Raises RuntimeError when it failed."""
    child = Child("bench.deeds", deed, *arguments, before=before)
    try:
        return convert(child.answer(), Memory)
    finally:
        child.end()


def download(url: str, token: str, certificate: str, folder: str, course: str) -> None:
    """A course, or its update, from a hub, read back; as the app does it: again and again as long as only the line is in the way.

    Args:
        certificate: name of the file with the hub's; empty where there is no TLS.
        folder: of the layout.
    """
    layout = Layout.create(Path(folder))
    line = Line(url, Path(certificate).read_text() if certificate else "", token)
    place = Place(lambda: WebSource(line.another(), HUB_CONTENT))
    while True:
        try:
            with closing(place.connect()) as source:
                descriptor = offered(source)[course]
            version = fetch_course(layout, [place], descriptor)
            break
        except LineError:
            continue
    assert version is not None
    layout.switch({course: descriptor})
    verify_course(layout, descriptor)


def take_in(home: str, bundle: str) -> None:
    """A file into a library."""
    with closing(Library(Path(home))) as library:
        take_in_bundle(library, Path(bundle))


def list_courses(url: str, token: str, laptop: str) -> None:
    """A hub's courses, all of them, as of a first visit."""
    with closing(Line(url, token=token)) as line:
        assert HubClient(line, open_device(Path(laptop)).sign).catalogue(NOTHING)


_DEEDS = {one.__name__: one for one in (download, take_in, list_courses)}


if __name__ == "__main__":
    begun = peak_megabytes()
    _DEEDS[sys.argv[1]](*sys.argv[2:])
    print(json.dumps({"most": peak_megabytes(), "before": begun}), flush=True)
