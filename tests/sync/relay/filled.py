"""What tests of filled hubs share: courses, sticks as `bivouac preload` fills them, and a look at every byte of the hub."""

from __future__ import annotations

import random
from pathlib import Path

from bivouac.courses.bundle import oci
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.verify import verify_course
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.relay.filling import Outcome, fill_hub, stock_at
from bivouac.sync.transfer.preload import order, preload
from tests.courses.bundle.conftest import WEBM, store_course

FILMS = {"240p": random.Random(1).randbytes(700_000), "480p": random.Random(2).randbytes(1_900_000)}
SMALL, LARGE = (oci.digest_of(WEBM + content) for content in FILMS.values())


def two_courses(folder: Path) -> Layout:
    """A folder with the courses `planning` and `trade`."""
    layout = Layout.create(folder)
    store_course(layout, "planning", films=FILMS)
    store_course(layout, "trade", film=b"trade")
    return layout


def stick_of(source: Layout, stick: Path) -> Path:
    """A stick as `bivouac preload` fills it."""
    stick.mkdir(exist_ok=True)
    (filled,) = preload(order(source), [stick])
    assert filled.complete, filled.error
    return stick


def fill(hub: HubFolder, place: Path, *courses: str, **more: object) -> Outcome:
    with stock_at(place) as stock:
        return fill_hub(hub, stock, courses or None, **more)  # type: ignore[arg-type]


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def whole(hub: HubFolder) -> list[str]:
    """Ids of the hub's courses, every byte of which was read; nothing half-written lies about, but for a large film that goes on from there."""
    layout = hub.layout()
    for descriptor in layout.references().values():
        verify_course(layout, descriptor)
    assert not [path for path in hub.folder.rglob(".part-*") if path.name != ".part-begun"]
    return sorted(layout.references())
