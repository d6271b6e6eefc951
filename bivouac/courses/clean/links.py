"""Links and anchors of a page."""

from __future__ import annotations

import re
from urllib.parse import unquote

import lxml.html

from bivouac.courses.ids import make_id, unique_id

WEB = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_KNOWN = re.compile(r"#|https?://|mailto:|activity:", re.IGNORECASE)
_MOST_HEADINGS = 1_000
"""Headings of one page that get an id."""

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")


def address(written: str) -> str:
    """A reference as HTML means it: no space around it, none of the control characters that hide a scheme."""
    plain = re.sub(r"[\x00-\x1f\x7f]", "", written).strip()
    plain = re.sub(r"^(https?):/(?=[^/])", r"\1://", plain, flags=re.IGNORECASE)  # browsers take one slash for two
    return f"https:{plain}" if plain.startswith("//") else plain


def is_complete(href: str) -> bool:
    """Whether a link needs no importer to say where it leads."""
    return _KNOWN.match(href) is not None


def names_scheme(href: str) -> bool:
    """Whether a link is of some scheme (`javascript:`, `tel:`, `file:`) and so no path in the source."""
    return _SCHEME.match(href) is not None


def anchor(name: str) -> str:
    """The id that an anchor of this name has on the clean page."""
    plain = unquote(name).strip()
    return plain if re.fullmatch(r"[A-Za-z0-9][\w.:-]{0,99}", plain, re.ASCII) else make_id(plain)


class Anchors:
    """The ids of one page: those that links of the page lead to, and one for each heading."""

    def __init__(self, root: lxml.html.HtmlElement) -> None:
        hrefs = [address(link.get("href", "")) for link in root.iter("a")]
        self._wanted = {anchor(href[1:]) for href in hrefs if href.startswith("#") and len(href) > 1}
        self._taken = {anchor(name) for part in root.iter() if (name := _own_name(part))}
        self._by_slug = {make_id(name): name for name in sorted(self._wanted - self._taken)}
        self._given: set[str] = set()

    def of(self, part: lxml.html.HtmlElement) -> str:
        """The id to keep on an element: empty when nothing leads there, or another element has it already."""
        name = anchor(_own_name(part))
        return self._give(name) if name in self._wanted else ""

    def of_heading(self, part: lxml.html.HtmlElement, text: str) -> str:
        """The heading's own id, else one made from its text; the same on every build."""
        if (name := _own_name(part)) and (given := self._give(anchor(name))):
            return given
        led_to = self._by_slug.get(
            make_id(text), ""
        )  # `#The-End`, `#the--end`: other tools make other ids of a heading
        if led_to and (given := self._give(led_to)):
            return given
        return self._give(unique_id(text, self._taken)) if len(self._given) < _MOST_HEADINGS else ""

    def _give(self, name: str) -> str:
        if name in self._given:
            return ""
        self._given.add(name)
        return name


def _own_name(part: lxml.html.HtmlElement) -> str:
    """What the page's links may call an element: its id, or the name of an old anchor."""
    return (part.get("id") or (part.get("name") if part.tag == "a" else "") or "").strip()
