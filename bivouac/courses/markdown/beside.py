"""What a page plays or leads to and is no page: films, recordings and PDF documents become activities beside it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import unquote

from bivouac.courses import media
from bivouac.courses.clean.films import FILMS, RECORDINGS
from bivouac.courses.clean.resources import Made, Played
from bivouac.courses.draft import FilmDraft
from bivouac.courses.ids import unique_id
from bivouac.courses.limits import LIMITS
from bivouac.courses.markdown import languages, titles
from bivouac.courses.markdown.films import film_files, film_stem, find_film, make_film
from bivouac.courses.markdown.layout import path_name
from bivouac.courses.markdown.reading import Settings
from bivouac.courses.markdown.resources import PageFiles
from bivouac.courses.markdown.tree import DOCUMENT, Leaf
from bivouac.courses.model import Document
from bivouac.errors import InputError

_PDF = b"%PDF-"


@dataclass
class Beside:
    """What all pages of a course know of the films and documents that are no pages.

    Attributes:
        ids: of all activities.
        loose: films and recordings that no front matter names and that stand nowhere yet, by path, with their ids.
        titles: of films and documents that were made, by id.
        led_to: ids of loose films that a page leads to already.
    """

    ids: set[str] = field(default_factory=set)
    loose: dict[Path, tuple[str, Leaf]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    led_to: set[str] = field(default_factory=set)


class LessonFiles(PageFiles):
    """The resources of the activity `owner`; `made` are the activities that came of them, to stand beside it."""

    owner: str
    beside: Beside
    made: list[FilmDraft | Document]

    def take_over(self, owner: str, beside: Beside) -> LessonFiles:
        """These resources, for the activity `owner`."""
        self.owner, self.beside, self.made = owner, beside, []
        return self

    def film(self, played: Played) -> Made | None:
        """As `Resources.film`: the first page that plays a film has it, others lead to it."""
        films = self._films(unquote(played.src.split("#")[0].split("?")[0]))
        if not films:
            return None
        path = films[min(films)].resolve()
        name = self.index.activities.get(path, "")
        if name == self.owner:
            return Made("", "")
        if not name or path in self.beside.loose:
            film = self._film(path, films, played, name)
            if film is None:
                return None
            name = self._add(path, film)
        return Made(name, self.beside.titles.get(name) or played.title or titles.from_name(path.stem))

    def link(self, href: str) -> str | None:
        """As `PageFiles.link`; films, recordings and PDF documents that are nowhere in the course come along."""
        if target := super().link(href):
            self.beside.led_to.add(target.removeprefix("activity:"))
            return target
        path = self.file(href)
        if path is None or path.suffix.lower() not in FILMS | RECORDINGS | {DOCUMENT}:
            return None
        if path.suffix.lower() == DOCUMENT:
            name = self._document(path) if is_document(path) else ""
        else:
            made = self.film(Played(href))
            name = made.activity if made else ""
        return f"activity:{name}" if name else None

    def _films(self, named: str) -> dict[str, Path]:
        """The files of a film by rendition, or the one of a recording."""
        path = self.file(named)
        if path is None:
            return find_film(named, self)
        if path.suffix.lower() not in FILMS:
            return {"": path}
        there = film_files(one for one in sorted(path.parent.iterdir()) if one.suffix.lower() in FILMS)
        return {name: one for name, one in there[film_stem(path.name)].items() if self.inside(one)}

    def _film(self, path: Path, films: dict[str, Path], played: Played, name: str) -> FilmDraft | None:
        try:
            is_sound = _is_sound(path)
        except InputError as error:
            self.report.lost(self.where, path.suffix, error.source, **error.values)
            return None
        leaf = self.beside.loose[path][1] if name else None
        stem = languages.split_language(film_stem(path.name))[0]
        title = played.title or (leaf.title if leaf else titles.from_name(stem))
        settings = Settings({"poster": played.poster} if played.poster else {})
        if played.captions:
            settings["captions"] = dict(played.captions)
        name = name or unique_id(path_name(self.index.root, path.parent, stem), self.beside.ids)
        film = make_film(name, title[:300], films, settings, "", self)
        return replace(film, pictures=False) if is_sound else film

    def _document(self, path: Path) -> str:
        name = unique_id(path_name(self.index.root, path.parent, path.stem), self.beside.ids)
        document = Document(id=name, title=titles.from_name(path.stem)[:300], file=f"documents/{name}.pdf")
        self.files[document.file] = path
        self.report.note(
            self.where,
            "a",
            "The document “{name}” that the page leads to became an activity of its own beside the page.",
            name=path.name,
        )
        return self._add(path, document)

    def _add(self, path: Path, activity: FilmDraft | Document) -> str:
        self.made.append(activity)
        self.beside.loose.pop(path, None)
        self.beside.titles[activity.id] = activity.title
        self.index.activities[path] = activity.id
        return activity.id


def is_document(path: Path) -> bool:
    """Whether a file is a PDF that a laptop can open."""
    with path.open("rb") as file:
        return file.read(len(_PDF)) == _PDF and path.stat().st_size <= LIMITS.document


def _is_sound(path: Path) -> bool:
    """Whether there is nothing to see in it.

    Raises:
        InputError: nor to hear.
    """
    if path.suffix.lower() in RECORDINGS:
        media.probe_sound(path)
        return True
    try:
        media.probe(path)
    except InputError as no_film:
        try:
            media.probe_sound(path)
        except InputError:
            raise no_film from None
        return True
    return False
