"""Who made a page: the box “Metadata” that some MkDocs courses put on top of every page, and front matter.

The box is for catalogues. Learners see its authors and licence in small print below the page, where credit is due.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from bivouac.courses.markdown.reading import Settings, as_line
from bivouac.language import best_language, translate

_BOX = re.compile(
    r'^\?\?\?\+?[ \t]+\w+[ \t]+"(?:Metadata|Métadonnées|Metadonnées|Metadaten|Metadatos)"[ \t]*\n((?:(?:[ \t]+.*)?\n)*)',
    re.M,
)


@dataclass(frozen=True)
class Credits:
    authors: tuple[str, ...] = ()
    licence: str = ""
    subject: str = ""

    def html(self, language: str) -> str:
        """A line in small print; empty when there is nothing to say."""
        parts = []
        if self.authors:
            parts.append(translate("Authors: {names}.", best_language(language), names=", ".join(self.authors)))
        if self.licence:
            parts.append(translate("Licence: {name}.", best_language(language), name=self.licence))
        return f"<p><small>{html.escape(' '.join(parts), quote=False)}</small></p>" if parts else ""


def take_credits(text: str, settings: Settings) -> tuple[str, Credits]:
    """The page without its box of metadata, and what box and front matter say about its makers."""
    box = _BOX.search(text[:5000])
    if not box:
        return text, Credits(settings.texts("authors", "author"), settings.text("licence", "license"))
    fields: dict[str, list[str]] = {}
    name = ""
    for line in box.group(1).split("\n"):
        if found := re.match(r"\s*[-*]\s+([^:]{1,30}?)\s*:\s*(.*)", line):
            name = found.group(1).lower()
            fields.setdefault(name, []).append(as_line(found.group(2)))
        elif name and (found := re.match(r"\s*[-*]\s+(.*\S)", line)):
            fields[name].append(as_line(found.group(1)))
    values = {key: tuple(filter(None, found)) for key, found in fields.items()}
    first = {key: found[0] for key, found in values.items() if found}
    authors = values.get("authors") or values.get("auteurs") or values.get("author") or ()
    return text[: box.start()] + text[box.end() :], Credits(authors, first.get("licence", ""), first.get("subject", ""))
