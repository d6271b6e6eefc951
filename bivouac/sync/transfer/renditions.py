"""Which size of films a laptop takes, where the person leaves that to Bivouac."""

from __future__ import annotations

from collections.abc import Callable

from bivouac import machine
from bivouac.sync.store.library import Library
from bivouac.sync.store.settings import RENDITION

AUTO = "auto"
_PATIENCE_SECONDS = 3600
_SHARE_OF_DRIVE = 4
STICK_SPEED = 20_000_000
"""Bytes a second that any stick brings, as good as."""


def chooser(library: Library, speed: int) -> Callable[[dict[str, int]], str]:
    """Tells of any course, by `choose_rendition`'s sizes, the rendition to take: the one that the settings name, or the one that suits.

    Args:
        speed: bytes a second that the line brings, or is thought to bring.
    """
    chosen = str(library.settings.get(RENDITION))
    if chosen != AUTO:
        return lambda sizes: chosen
    free = machine.free_space(library.shelf.layout.drive)
    return lambda sizes: choose_rendition(sizes, free, speed)


def size_of(sizes: dict[str, int], rendition: str) -> int:
    """Bytes of a course with films in a rendition, or in the smallest where it has none of that name."""
    return sizes.get(rendition) or min(sizes.values(), default=0)


def choose_rendition(sizes: dict[str, int], free: int, speed: int) -> str:
    """The largest rendition of a course that comes within an hour and takes no more than a quarter of what is free on the drive.

    Args:
        sizes: name to bytes of the whole course with films in it.
        free: bytes on the drive.
        speed: bytes a second.

    Returns:
        The smallest where none suits; empty where there are no films.
    """
    most = min(free // _SHARE_OF_DRIVE, speed * _PATIENCE_SECONDS)
    by_size = sorted(sizes, key=lambda name: sizes[name])
    return next((name for name in reversed(by_size) if sizes[name] <= most), next(iter(by_size), ""))
