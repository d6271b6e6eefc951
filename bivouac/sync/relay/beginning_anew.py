"""A catalogue made anew in the place of one that laptops may go by already."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Iterator
from pathlib import Path

from bivouac.courses.bundle.layout import Layout
from bivouac.errors import InputError
from bivouac.sync.catalogue.files import FOLDER
from bivouac.sync.hub import signed
from bivouac.sync.relay.school import SCHOOL


def require_unsigned(folder: Path, layout: Layout) -> None:
    """Raise InputError where laptops may go by a catalogue of this hub already."""
    kept = [path for path in _of_before(folder, layout) if path.exists()]
    if not kept and not signed.read(folder).ever:
        return
    raise InputError(
        "Laptops that joined got the root of a catalogue from “{path}” and go by no other, for good: of one with new keys they refuse every course, from the hub and from sticks, and joining it again changes nothing. Nothing was done. Bring the keys back from a copy, the catalogue too (also from a stick: bivouac hub fill HUB STICK --adopt-catalogue), and go on with: bivouac catalogue publish. If the keys are lost, make a new hub (bivouac hub init) that every laptop joins. Only if nobody has joined this one yet: --begin-anew",
        path=str(folder),
    )


@contextlib.contextmanager
def put_aside(folder: Path, layout: Layout) -> Iterator[Path | None]:
    """Put the catalogue that is there aside, beside the hub's database or the courses; where it is now, None where there was none.

    All of it comes back where no other takes its place, or a part of it cannot be moved.
    """
    before = [path for path in _of_before(folder, layout) if path.exists()]
    number = next(n for n in itertools.count(1) if not (folder / f"catalogue.before-{n}").exists())
    aside = folder / f"catalogue.before-{number}"
    with contextlib.ExitStack() as back:
        if before:
            aside.mkdir(mode=0o700)
            back.callback(aside.rmdir)
        for path in before:
            path.rename(aside / path.name)
            back.callback((aside / path.name).rename, path)
        yield aside if before else None
        back.pop_all()


def _of_before(folder: Path, layout: Layout) -> tuple[Path, ...]:
    return layout.folder / FOLDER, folder / SCHOOL
