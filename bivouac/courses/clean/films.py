"""Films and recordings that a page plays inside its text: the importer makes activities of them, and the page leads there."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from urllib.parse import parse_qs, unquote, urlsplit

from bivouac.courses.clean.links import WEB, address
from bivouac.courses.clean.pieces import Piece, block, element
from bivouac.courses.clean.resources import Played
from bivouac.courses.clean.soup import Reader, Soup, Walker
from bivouac.language import best_language, translate

FILMS = {".mp4", ".webm", ".mkv", ".mov", ".m4v", ".avi", ".ogv", ".mpg", ".mpeg"}
RECORDINGS = {".mp3", ".m4a", ".ogg", ".oga", ".opus", ".wav", ".flac", ".aac"}

_ENDING = re.compile(r"[^?#]*(\.\w{2,4})(?:[?#].*)?", re.DOTALL)
_ON_SITES = re.compile(
    r"https?://(?:(?:www|m|player)\.)?(?:youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com)/(?!vi/)", re.IGNORECASE
)
_YOUTUBE = re.compile(r"(?:^|\.)(?:youtube(?:-nocookie)?\.com|youtu\.be)$")


def is_played(reference: str) -> bool:
    """Whether a reference names a film or a recording, by its ending."""
    found = _ENDING.fullmatch(reference)
    return found is not None and found[1].lower() in FILMS | RECORDINGS


def is_film_online(reference: str) -> bool:
    """Whether an address of the internet is that of a film."""
    return WEB.match(reference) is not None and (is_played(reference) or _ON_SITES.match(reference) is not None)


def only_leads_to(page: str, activity: str) -> bool:
    """Whether nothing stands on a clean page but what leads to the film with this id."""
    return re.fullmatch(rf'\s*<p><a href="activity:{re.escape(activity)}">[^<]*</a></p>\s*', page) is not None


def played(walk: Walker, tag: str, sources: Iterable[str], film: Played) -> list[Piece]:
    """What stands where a page plays a film: what leads to the activity that the importer made of the first source that is there.

    Args:
        sources: the references, in the order of the page.
        film: what else the page says of it.
    """
    named = [src for src in map(address, sources) if src]
    for src in (one for one in named if not WEB.match(one)):
        made = walk.resources.film(Played(src, film.title, film.poster, film.captions))
        if made is not None:
            return _leads_to(walk, tag, src, *made)
    online = next((src for src in named if WEB.match(src)), "")
    if online:
        return on_the_internet(walk, tag, watch_page(online), film.title)
    walk.report.lost(
        walk.where,
        tag,
        "The film or recording “{address}” that is played inside the text is not there, or cannot be played.",
        address=unquote(named[0])[:200] if named else tag,
    )
    return missing(
        translate("A recording that stood here could not be brought along.", best_language(walk.resources.language))
    )


def _leads_to(walk: Walker, tag: str, src: str, activity: str, title: str) -> list[Piece]:
    if not activity:  # the page is that of the film
        return []
    walk.report.changed(
        walk.where,
        tag,
        "“{address}” is played inside the text; it became an activity of its own beside the page, which leads there.",
        address=unquote(src)[:200],
    )
    language = best_language(walk.resources.language)
    is_sound = tag == "audio" or any(src.split("?")[0].lower().endswith(ending) for ending in RECORDINGS)
    words = (
        translate("Recording: {title}", language, title=title)
        if is_sound
        else translate("Film: {title}", language, title=title)
    )
    return [block(element("p", element("a", html.escape(words, quote=False), {"href": f"activity:{activity}"})))]


def on_the_internet(walk: Walker, tag: str, src: str, title: str) -> list[Piece]:
    """A link in place of what a page shows from the internet."""
    walk.report.lost(
        walk.where,
        tag,
        "“{address}” is shown from the internet inside the page; learners see a link in its place.",
        address=src[:200],
    )
    intro = translate("This part needs the internet:", best_language(walk.resources.language))
    link = element("a", html.escape(" ".join(title.split()) or src[:120]), {"href": src})
    return [block(element("p", f"{html.escape(intro)} {link}"))]


def missing(sentence: str) -> list[Piece]:
    """A sentence in place of what could not be brought along."""
    return [block(element("p", element("em", html.escape(sentence))))]


def watch_page(src: str) -> str:
    """The page of a film for people, in place of the address made for frames."""
    try:
        parts = urlsplit(src)
    except ValueError:
        return src
    name = parts.path.rstrip("/").rsplit("/", 1)[-1]
    if _YOUTUBE.search(parts.netloc) and "/embed/" in parts.path and re.fullmatch(r"[\w-]{6,20}", name):
        return f"https://www.youtube.com/watch?v={name}"
    if parts.netloc == "player.vimeo.com" and name.isdigit():
        key = parse_qs(parts.query).get("h", [""])[0]
        return f"https://vimeo.com/{name}" + (f"/{key}" if key.isalnum() else "")
    return src


def _film(walk: Walker, part: Soup) -> list[Piece]:
    """`video` and `audio` inside a text."""
    sources = [part.get("src"), part.get("data-src"), *(source.get("src") for source in part.iter("source"))]
    captions = {
        track.get("srclang") or walk.resources.language: address(track.get("src", ""))
        for track in part.iter("track")
        if track.get("src") and track.get("kind", "subtitles").lower() in ("subtitles", "captions")
    }
    title = " ".join((part.get("title") or part.get("aria-label") or "").split())
    film = Played("", title, address(part.get("poster", "")), captions)
    return played(walk, str(part.tag), (source for source in sources if source), film)


READERS: dict[str, Reader] = dict.fromkeys(("audio", "video"), _film)
