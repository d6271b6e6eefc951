"""The files of an activity, read before its pane is made: on the GUI thread nobody waits for the disk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bivouac.courses.check import html_texts, pack_paths
from bivouac.courses.model import AnyActivity, Page, Video
from bivouac.errors import BundleError
from bivouac.sync.store.arriving import ComingFilm
from bivouac.sync.store.shelf import DiskFiles


@dataclass(frozen=True)
class ActivityFiles:
    """What a pane may ask for.

    Attributes:
        members: each member of the pack that the activity names, or what is wrong with it.
        film_here: the film's file that is on this disk.
        film_coming: where none is, the one that is arriving.
        damaged: whether something that the activity names is not here as it came.
    """

    members: dict[str, bytes | BundleError]
    film_here: Path | None = None
    film_coming: ComingFilm | None = None
    damaged: bool = False

    def read(self, path: str) -> bytes:
        """A member of the lesson's pack. Raises BundleError when it is damaged or not there."""
        found = self.members.get(path)
        if isinstance(found, bytes):
            return found
        raise found or BundleError("The file “{name}” of a lesson is missing.", name=path[:120])

    def film(self, video: Video) -> Path | None:
        """The file of the rendition that is on this disk, or None."""
        return self.film_here

    def coming(self, video: Video) -> ComingFilm | None:
        """The rendition that is arriving, where none is on this disk."""
        return self.film_coming


def read_ahead(files: DiskFiles, activity: AnyActivity) -> ActivityFiles:
    """Read every file that an activity names, and close `files`. Takes as long as the disk does."""
    members: dict[str, bytes | BundleError] = {}
    damaged = False

    def read(paths: Iterator[str] | list[str], *, checked: bool = False) -> None:
        nonlocal damaged
        for path in paths:
            if path not in members:
                try:
                    members[path] = files.read(path)
                except BundleError as error:
                    members[path] = error
                    damaged = damaged or checked or files.has(path)  # a picture may never have been there

    try:
        read(pack_paths(activity), checked=True)
        for html in html_texts(activity):
            read(_pictures(html))
        if isinstance(activity, Page) and isinstance(page := members[activity.file], bytes):
            read(_pictures(page.decode("utf-8", "replace")))
        if not isinstance(activity, Video):
            return ActivityFiles(members, damaged=damaged)
        film = files.film(activity)
        coming = None if film else files.coming(activity)
        return ActivityFiles(members, film, coming, damaged or (film is None and coming is None))
    finally:
        files.close()


def _pictures(html: str) -> Iterator[str]:
    """Names of the pictures in a text, however broken it is."""
    if not html:
        return
    import lxml.etree  # 7 MB, for who reads; also where there is no picture, for the pane would load it in the window's time

    if "<img" not in html.lower():
        return
    parser = lxml.etree.HTMLParser(encoding="utf-8", no_network=True)
    root = lxml.etree.fromstring(b"<html><body>" + html.encode("utf-8", "replace"), parser)
    if root is not None:
        yield from (src for picture in root.iter("img") if (src := picture.get("src")))
