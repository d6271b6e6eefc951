"""Films: those whose file is in the export come along, the others leave what they say and where they can be seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bivouac.courses import media
from bivouac.courses.captions import Cue, parse_captions, to_webvtt
from bivouac.courses.olx.resources import asset_name
from bivouac.courses.olx.source import Source, limited_bytes
from bivouac.courses.olx.tree import Block, json_or_none
from bivouac.courses.olx.writing import escaped_text
from bivouac.courses.report import Report
from bivouac.errors import InputError
from bivouac.language import translate

_PAUSE = 2.0  # seconds without a word that end a paragraph
_LONG_PARAGRAPH = 600  # characters after which the next full stop does
_ENDINGS = (".", "!", "?", "…", "。", "؟")


@dataclass
class Film:
    """What a video block says.

    Attributes:
        file: the film in the export, if it is there.
        address: where it can be watched, if anywhere.
        cues: language (as the export writes it) to what is said when.
    """

    title: str
    file: Path | None = None
    address: str = ""
    cues: dict[str, list[Cue]] = field(default_factory=dict)


def read_film(block: Block, title: str, source: Source, report: Report) -> Film:
    """Read a video block; a film or captions that cannot be used are reported."""
    addresses = list(_addresses(block))
    film = Film(title)
    for address in addresses:
        name = asset_name(address)
        path = source.static(name) if name and not film.file else None
        if path and _is_film(path, block, report):
            film.file = path
    youtube = next(_youtube_ids(block), "")
    web = [address for address in addresses if address.startswith(("http://", "https://", "//"))]
    film.address = f"https://www.youtube.com/watch?v={youtube}" if youtube else next(iter(web), "")
    if film.address.startswith("//"):
        film.address = f"https:{film.address}"
    for language, path in _caption_files(block, source):
        try:
            cues = read_cues(path)
        except InputError as error:
            report.lost(block.where, "video/transcript", error.source, **error.values)
            continue
        if cues:
            film.cues.setdefault(language, cues)
    return film


def captions(film: Film, name: str) -> dict[str, tuple[str, bytes]]:
    """Language to the path in the pack and the content of the film's captions."""
    return {
        language: (f"captions/{name}.{language.lower()}.vtt", to_webvtt(cues)) for language, cues in film.cues.items()
    }


def online_note(film: Film, language: str) -> str:
    """What a page says in place of a film that is not in the export, in clean form."""
    title = translate("Film: {title}", language, title=film.title)
    if film.address:
        address = escaped_text(film.address).replace('"', "%22")
        said = escaped_text(
            translate(
                "This film is not in the course. With a connection to the internet it can be watched here:", language
            )
        )
        said += f' <a href="{address}">{address}</a>'
    else:
        said = escaped_text(
            translate(
                "This film is not in the course; it can only be watched on the school's online platform.", language
            )
        )
    return f'<div class="note"><p class="title">{escaped_text(title)}</p><p>{said}</p></div>'


def said_in(film: Film, wanted: str) -> str:
    """The language of its transcripts that is wanted, or else the first there is; empty where there is none."""
    named = (one for one in film.cues if one.split("-")[0].lower() == wanted.split("-")[0].lower())
    return next(named, next(iter(film.cues), ""))


def transcript(film: Film, wanted: str) -> str:
    """What is said in the film, as paragraphs in clean form, in the language wanted or else in the first there is."""
    cues = film.cues.get(said_in(film, wanted), [])
    paragraphs: list[str] = []
    words: list[str] = []
    end = 0.0
    for cue in cues:
        long = sum(map(len, words)) > _LONG_PARAGRAPH and words[-1].endswith(_ENDINGS)
        if words and (cue.start - end > _PAUSE or long):
            paragraphs.append(" ".join(words))
            words = []
        words.append(" ".join(cue.text.split()))
        end = cue.end
    paragraphs.append(" ".join(words))
    return "".join(f"<p>{escaped_text(text)}</p>" for text in paragraphs if text.strip())


def _is_film(path: Path, block: Block, report: Report) -> bool:
    try:
        media.probe(path)
    except InputError as error:
        report.lost(block.where, "video", error.source, **error.values)
        return False
    return True


def _addresses(block: Block) -> Iterator[str]:
    listed = block.json("html5_sources")
    yield from (one for one in listed if isinstance(one, str)) if isinstance(listed, list) else ()
    for element in block.element.iter("source", "encoded_video"):
        if address := element.get("src") or element.get("url"):
            yield str(address).strip()
    yield from (block.attributes[name] for name in ("source", "video_url") if block.attributes.get(name))


def _youtube_ids(block: Block) -> Iterator[str]:
    if one := block.attributes.get("youtube_id_1_0"):
        yield one
    for speed in block.attributes.get("youtube", "").split(","):
        rate, _, name = speed.partition(":")
        if name and rate.strip() in ("1.00", "1.0", "1"):
            yield name.strip()
    for element in block.element.iter("encoded_video"):
        if element.get("profile") == "youtube" and element.get("url"):
            yield str(element.get("url"))


def _caption_files(block: Block, source: Source) -> Iterator[tuple[str, Path]]:
    """Language and file of each transcript that is in the export."""
    named: list[tuple[str, str]] = []
    listed = block.json("transcripts")
    if isinstance(listed, dict):
        named += [(str(language), name) for language, name in listed.items() if isinstance(name, str)]
    video = block.attributes.get("edx_video_id", "")
    for element in block.element.iter("transcript"):
        language = str(element.get("language") or element.get("language_code") or "en")
        named.append((language, str(element.get("src") or f"{video}-{language}.{element.get('file_format', 'srt')}")))
    if sub := block.attributes.get("sub"):
        named.append(("en", f"subs_{sub}.srt.sjson"))
    for language, name in named:
        path = source.static(name) or source.static(f"subs_{name}.sjson")
        if path:
            yield language.replace("_", "-"), path


def read_cues(path: Path) -> list[Cue]:
    """What a file of captions or a transcript of the platform says when.

    Raises:
        InputError: it is neither.
    """
    data = limited_bytes(path)
    if path.suffix != ".sjson":
        return parse_captions(data)
    said = json_or_none(data.decode("utf-8", "replace"))
    try:
        return [
            Cue(float(start) / 1000, float(end) / 1000, str(text))
            for start, end, text in zip(said["start"], said["end"], said["text"], strict=True)
            if text
        ]
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise InputError("The transcript “{name}” is damaged, so it was left out.", name=path.name) from error
