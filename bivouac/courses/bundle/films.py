"""Which renditions a film or a recording will have, and from which file each comes: decided before the long work starts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from bivouac.courses import media
from bivouac.courses.draft import FilmDraft
from bivouac.courses.media import Film, Recipe
from bivouac.courses.model import SOUND
from bivouac.errors import InputError

_NAME = re.compile(r"[1-9][0-9]{1,3}p")


@dataclass(frozen=True)
class Planned:
    """One rendition: `path` as it is when `recipe` is None, else transcoded from it. `film` is what `path` is."""

    name: str
    path: Path
    film: Film
    recipe: Recipe | None = None

    @property
    def milliseconds(self) -> int:
        """How much film has to be transcoded."""
        return round(self.film.duration * 1000) if self.recipe else 0


def plan_film(draft: FilmDraft) -> tuple[Planned, ...]:
    """The renditions of a film, smallest first.

    Raises:
        InputError: the draft has no film, or one that cannot be used.
    """
    if not draft.pictures:
        return (_plan_recording(draft),)
    planned = {name: _ready(name, path) for name, path in draft.ready.items()}
    if draft.source:
        film = media.probe(draft.source)
        ready = media.is_ready(draft.source)
        if ready:
            planned.setdefault(f"{film.height}p", Planned(f"{film.height}p", draft.source, film))
        for recipe in media.recipes_for(film):
            if not ready or recipe.height < film.height // 2 * 2:
                planned.setdefault(f"{recipe.height}p", Planned(f"{recipe.height}p", draft.source, film, recipe))
    if not planned:
        raise InputError("The film “{title}” has no file.", title=draft.title)
    return tuple(sorted(planned.values(), key=lambda one: int(one.name[:-1])))


def _plan_recording(draft: FilmDraft) -> Planned:
    if draft.source is None:
        raise InputError("The recording “{title}” has no file.", title=draft.title)
    recipe = None if media.is_ready_sound(draft.source) else media.SOUND_RECIPE
    return Planned(SOUND, draft.source, media.probe_sound(draft.source), recipe)


def _ready(name: str, path: Path) -> Planned:
    if not _NAME.fullmatch(name):
        raise InputError(
            "“{name}” is not the name of a rendition. Write the height with a p, as in 240p.", name=name[:40]
        )
    film = media.probe(path)
    if not media.is_ready(path):
        raise InputError(
            "“{name}” cannot be used as it is: it has to be WebM with VP9 and Opus, at most 480 lines high. Give the original film instead, and Bivouac converts it.",
            name=path.name,
        )
    return Planned(name, path, film)
