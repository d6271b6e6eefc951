"""Films and recordings: the files that are one film, and the film or recording as an activity."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from bivouac.courses.captions import caption_language, parse_captions, to_webvtt
from bivouac.courses.clean.films import FILMS, RECORDINGS
from bivouac.courses.draft import FilmDraft
from bivouac.courses.ids import make_id
from bivouac.courses.limits import LIMITS
from bivouac.courses.markdown.languages import is_language, matches
from bivouac.courses.markdown.reading import Settings
from bivouac.courses.markdown.resources import PageFiles
from bivouac.courses.model import Captions
from bivouac.errors import InputError

_RENDITION = re.compile(r"(.+)\.(\d{3,4}p)", re.IGNORECASE)


def film_stem(name: str) -> str:
    """What the files of one film are called: `film.240p.webm`, `film.mp4` and `film` give `film`."""
    path = Path(name)
    stem = path.name.removesuffix(path.suffix) if path.suffix.lower() in FILMS | RECORDINGS else path.name
    found = _RENDITION.fullmatch(stem)
    return found.group(1) if found else stem


def film_files(paths: Iterable[Path]) -> dict[str, dict[str, Path]]:
    """Films by stem, each with its files by rendition (`240p`; an empty name for one to be transcoded)."""
    films: dict[str, dict[str, Path]] = {}
    for path in paths:
        found = _RENDITION.fullmatch(path.stem)
        ready = found.group(2).lower() if found and path.suffix.lower() == ".webm" else ""
        films.setdefault(film_stem(path.name), {}).setdefault(ready, path)
    return films


def find_film(named: str, files: PageFiles) -> dict[str, Path]:
    """The files of the film that front matter names, by rendition; empty when there are none."""
    *folders, last = named.replace("\\", "/").split("/")
    beside = files.folder.joinpath(*folders)
    if not files.inside(beside) or not beside.is_dir():
        return {}
    there = film_files(path for path in sorted(beside.iterdir()) if path.suffix.lower() in FILMS and files.inside(path))
    stem = film_stem(last)
    return there.get(stem) or there.get(f"{stem}.{files.language.split('-')[0]}") or {}


def find_recording(named: str, files: PageFiles) -> Path | None:
    """The file of the recording that front matter names; `talk.mp3` also finds `talk.fr.mp3`."""
    stem, dot, ending = named.rpartition(".")
    variants = (named, f"{stem}.{files.language}.{ending}", f"{stem}.{files.language.split('-')[0]}.{ending}")
    found = next((path for variant in variants if (path := files.file(variant))), None) if dot else None
    return found if found and found.suffix.lower() in RECORDINGS else None


def make_recording(name: str, title: str, path: Path, settings: Settings, text: str, files: PageFiles) -> FilmDraft:
    """The recording as an activity: a film without pictures, but with its captions, which are the transcript."""
    return replace(make_film(name, title, {"": path}, settings, text, files), pictures=False)


def make_film(
    name: str, title: str, films: dict[str, Path], settings: Settings, text: str, files: PageFiles
) -> FilmDraft:
    """The film as an activity, with its captions as WebVTT in the lesson's files."""
    any_file = films[min(films)]
    files.index.used.update(films.values())
    return FilmDraft(
        id=name,
        title=title,
        source=films.get(""),
        ready={rendition: path for rendition, path in sorted(films.items()) if rendition},
        captions=tuple(_captions(film_stem(any_file.name), any_file.parent, settings, files)),
        poster=_poster(settings, files),
        text=text,
    )


def _captions(stem: str, folder: Path, settings: Settings, files: PageFiles) -> Iterable[Captions]:
    """Captions that front matter names, else those beside the film."""
    named = settings.get("captions")
    if isinstance(named, dict):
        found = {str(tag): files.file(str(name)) for tag, name in named.items()}
    else:
        tags = {path: caption_language(path.name, stem) for path in sorted(folder.iterdir()) if files.inside(path)}
        found = {tag or files.language: path for path, tag in tags.items() if tag is not None}
    files.index.used.update(filter(None, found.values()))
    for tag, path in sorted(found.items(), key=lambda item: (not matches(item[0], files.language), item[0])):
        if path is None or not is_language(tag):
            files.report.lost(
                files.where, "captions", "The captions in “{language}” that the page names are not there.", language=tag
            )
        elif (data := _webvtt(path, files)) is not None:
            member, count = f"captions/{make_id(stem)}.{tag}.vtt", 1
            while files.files.get(member, data) != data:  # films of one name from two folders
                member, count = f"captions/{make_id(stem)}-{count + 1}.{tag}.vtt", count + 1
            files.files[member] = data
            yield Captions(language=tag, file=member)


def _webvtt(path: Path, files: PageFiles) -> bytes | None:
    try:
        if path.stat().st_size > LIMITS.captions:
            raise InputError("The captions are too large ({n} bytes) to be captions.", n=path.stat().st_size)
        cues = parse_captions(path.read_bytes())
    except InputError as error:
        files.report.lost(
            files.where,
            "captions",
            "The captions “{name}” were left out. {reason}",
            name=path.name,
            reason=error.sentence(),
        )
        return None
    if not cues:
        files.report.lost(files.where, "captions", "The captions “{name}” are empty and were left out.", name=path.name)
        return None
    return to_webvtt(cues)


def _poster(settings: Settings, files: PageFiles) -> str | None:
    named = settings.text("poster")
    if not named:
        return None
    poster = files.picture(named)
    if poster is None:
        files.report.lost(
            files.where,
            "poster",
            "The picture “{name}” before the film is not there or is not a picture.",
            name=named[:200],
        )
    return poster
