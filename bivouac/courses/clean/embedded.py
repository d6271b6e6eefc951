"""What stands in a page and is no text: pictures, formulas in MathML, and what only a browser or the internet can show."""

from __future__ import annotations

import base64
import binascii
import hashlib
import html
import re
from urllib.parse import unquote, unquote_to_bytes

import lxml.etree

from bivouac.courses.clean import films
from bivouac.courses.clean.links import WEB, address, names_scheme
from bivouac.courses.clean.pieces import Piece, block, element, inline
from bivouac.courses.clean.resources import Played
from bivouac.courses.clean.soup import Reader, Soup, Walker
from bivouac.courses.pictures import add_picture
from bivouac.language import best_language, translate

# --- pictures --------------------------------------------------------------------------------------------------------


def _picture(walk: Walker, part: Soup) -> list[Piece]:
    src = address(part.get("src") or part.get("data-src") or "")
    alt = " ".join(part.get("alt", "").split())
    if not src:
        return []
    if films.is_film_online(src) or (films.is_played(src) and not WEB.match(src)):  # `![](film.mp4)`
        return films.played(walk, "video", (src,), Played("", _film_title(part)))
    if WEB.match(src):
        return [_picture_on_the_web(walk, src, alt)]
    path = _inline_picture(walk, src) if src.lower().startswith("data:") else walk.resources.picture(src)
    if path is None:
        name = unquote(src)  # as the file is called
        name = name if len(name) < 200 else name[:60] + "…"
        walk.report.lost(
            walk.where, "img", "The picture “{name}” is not there or is not a picture that can be shown.", name=name
        )
        return [inline(element("em", html.escape(alt)))] if alt else []
    attributes = {"src": path, "width": _pixels(part, "width"), "height": _pixels(part, "height")}
    written = "".join(f' {name}="{html.escape(value)}"' for name, value in attributes.items() if value)
    return [inline(f'<img{written} alt="{html.escape(alt)}">')]


def _film_title(part: Soup) -> str:
    """What `![…](film.mp4 "…")` says of the film; some tools want a word there that is none (`![type:video](…)`)."""
    words = " ".join((part.get("title") or part.get("alt") or "").split())
    return "" if words.lower().startswith("type:") or words.lower() in ("video", "audio", "film") else words


def _picture_on_the_web(walk: Walker, src: str, alt: str) -> Piece:
    walk.report.lost(
        walk.where,
        "img",
        "The picture “{address}” is on the internet, not in the course; learners see a link. Save it beside the page to bring it along.",
        address=src[:200],
    )
    shown = alt or translate("Picture on the internet", best_language(walk.resources.language))
    return inline(element("a", html.escape(shown), {"href": src}))


def _inline_picture(walk: Walker, src: str) -> str | None:
    """A picture that stands in the page itself as a `data:` address (RFC 2397)."""
    head, _, body = src.partition(",")
    data = unquote_to_bytes(body)
    if head.lower().endswith(";base64"):
        try:
            data = base64.b64decode(re.sub(rb"\s", b"", data) + b"==")
        except binascii.Error:
            return None
    return add_picture(walk.resources.files, f"inline-{hashlib.sha256(data).hexdigest()[:8]}", data)


def _pixels(part: Soup, side: str) -> str:
    """The width or height a page gives a picture, in pixels; empty when it gives none, or one relative to the window."""
    style = re.search(rf"(?:^|[;\s]){side}\s*:\s*([0-9]+)(?:\.[0-9]+)?px", part.get("style", "").lower())
    found = re.fullmatch(
        r"\s*([1-9][0-9]{0,3})(?:\.[0-9]+)?\s*(?:px)?\s*", style.group(1) if style else part.get(side, "")
    )
    return found.group(1) if found else ""


def _drawing(walk: Walker, part: Soup) -> list[Piece]:
    """SVG in the page becomes a picture of the pack."""
    tail, part.tail = part.tail, None
    data = lxml.etree.tostring(part)
    part.tail = tail
    path = add_picture(walk.resources.files, f"drawing-{hashlib.sha256(data).hexdigest()[:8]}", data)
    if path is None:
        walk.report.lost(walk.where, "svg", "A drawing in the page (SVG) is damaged and was left out.")
        return []
    title = part.find(".//title")
    alt = part.get("aria-label") or (str(title.text_content()) if title is not None else "")
    size = "".join(f' {side}="{value}"' for side in ("width", "height") if (value := _pixels(part, side)))
    return [inline(f'<img src="{path}"{size} alt="{html.escape(" ".join(alt.split()))}">')]


# --- formulas --------------------------------------------------------------------------------------------------------


def _mathml(walk: Walker, part: Soup) -> list[Piece]:
    latex = [str(note.text_content()) for note in part.iter("annotation") if "tex" in note.get("encoding", "").lower()]
    tail, part.tail = part.tail, None
    mathml = lxml.etree.tostring(part, encoding="unicode")
    part.tail = tail
    spoken = latex[0] if latex else part.get("alttext") or " ".join(str(part.text_content()).split())
    return [walk.formula(spoken, part.get("display") == "block", mathml)]


def _script(walk: Walker, part: Soup) -> list[Piece]:
    """MathJax keeps formulas in scripts; every other script goes."""
    kind = part.get("type", "").lower()
    if kind.startswith("math/tex"):
        return [walk.formula(part.text or "", "mode=display" in kind)]
    if "mathjax" not in kind and "mathjax" not in part.get("src", "").lower():
        walk.report.lost(
            walk.where, "script", "A script on the page was left out. What it showed or did is not in the course."
        )
    return []


# --- what needs a browser --------------------------------------------------------------------------------------------


def _frame(walk: Walker, part: Soup) -> list[Piece]:
    """`iframe`, `object`, `embed`: a page of the internet is linked to, anything else is named as missing."""
    src = address(part.get("src") or part.get("data") or part.get("data-src") or "")
    if WEB.match(src):
        return films.on_the_internet(walk, str(part.tag), films.watch_page(src), part.get("title", ""))
    if not src or src.startswith("about:"):
        return []
    title = " ".join(part.get("title", "").split())
    if films.is_played(src):
        return films.played(walk, str(part.tag), (src,), Played("", title))
    if not names_scheme(src) and (target := walk.resources.link(src)):  # a PDF, above all
        return [
            block(element("p", element("a", html.escape(title or unquote(src).rsplit("/", 1)[-1]), {"href": target})))
        ]
    walk.report.lost(
        walk.where,
        str(part.tag),
        "“{address}” is an interactive part shown inside the page; the reader cannot show it.",
        address=src[:200],
    )
    return films.missing(
        translate(
            "An interactive part that stood here could not be brought along.", best_language(walk.resources.language)
        )
    )


def _control(walk: Walker, part: Soup) -> list[Piece]:
    """A field to fill in; ticked and empty boxes of task lists are text."""
    kind = part.get("type", "text").lower()
    if part.tag == "input" and kind == "hidden":
        return []
    if part.tag == "input" and kind == "checkbox" and part.get("disabled") is not None:
        return [inline("☑ " if part.get("checked") is not None else "☐ ")]
    walk.report.lost(
        walk.where,
        str(part.tag),
        "A field to fill in (“{name}”) was left out: pages are only read. Use a quiz.",
        name=part.get("name", kind)[:80],
    )
    return []


def _canvas(walk: Walker, part: Soup) -> list[Piece]:
    walk.report.lost(walk.where, str(part.tag), "A picture that a script draws was left out.")
    return []


READERS: dict[str, Reader] = {
    "image": _picture,
    "img": _picture,
    "math": _mathml,
    "script": _script,
    "svg": _drawing,
    **dict.fromkeys(("applet", "embed", "frame", "iframe", "object"), _frame),
    **films.READERS,
    **dict.fromkeys(("button", "input", "select", "textarea"), _control),
    "canvas": _canvas,
}
