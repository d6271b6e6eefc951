"""Values that a site's settings or a page's own give to names, `{{ version }}` or `{{< var version >}}`, put where the page names them.

- MkDocs' macros: `extra` (https://mkdocs-macros-plugin.readthedocs.io/en/latest/pages/)
- Jekyll: `site.…`, `page.…` (https://jekyllrb.com/docs/variables/)
- Quarto: `_variables.yml` (https://quarto.org/docs/authoring/variables.html)
- MyST: `substitutions` (https://myst-parser.readthedocs.io/en/latest/syntax/optional.html#substitutions-with-jinja2)
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bivouac.courses.report import Report

_NAMED = re.compile(
    r"(?P<code>(?<!`)`+(?!`)[^`\n]*`+|\$(?=\S)[^$\n]+(?<=\S)\$(?!\d))"
    r"|\{\{-?\s*(?P<name>[A-Za-z_][\w.-]*)\s*-?\}\}(?!\})"
    r"|\{\{<\s*(?:var|meta)\s+(?P<quarto>[\w.-]+)\s*>\}\}|(?P<call>\{\{\s*[A-Za-z_][\w.]*\([^{}]*\)\s*\}\})"
)
_ADDRESSES = {"site.baseurl", "site.url"}
"""Where the site is: nowhere here."""

_DEEPEST, _MOST, _LONGEST = 4, 2_000, 2_000


def values(found: Any, prefix: str = "", depth: int = 0) -> dict[str, str]:
    """The texts and numbers in a mapping by their names, those inside of others with a dot between: `team.lead`."""
    named: dict[str, str] = {}
    for key, value in found.items() if isinstance(found, dict) and depth < _DEEPEST else ():
        name = f"{prefix}{key}"
        if isinstance(value, dict):
            named |= values(value, f"{name}.", depth + 1)
        elif isinstance(value, str | int | float) and len(str(value)) <= _LONGEST and len(named) < _MOST:
            named[name] = str(value).strip()
    return named


def of_page(settings: Mapping[str, Any], site: Mapping[str, str]) -> dict[str, str]:
    """What a page may name: the site's values, and those of its own front matter."""
    return {**site, **values(settings), **values(settings, "page."), **values(settings.get("substitutions"))}


def filled(line: str, known: Mapping[str, str], report: Report, where: str) -> str:
    """A line outside of code with the values in it; a name without one stays, and is in the report."""

    def one(found: re.Match[str]) -> str:
        name = found["name"] or found["quarto"]
        if found["code"] or name in _ADDRESSES:
            return found[0]
        if name in known and len(name) > 1:  # `\frac{{a}}{{b}}` is a formula
            return known[name]
        named_there = bool(name) and name.startswith(("site.", "page.", "include."))  # in `dialects.py`
        if (found["call"] or " " in found[0]) and not named_there:
            report.note(
                where,
                "{{ }}",
                "“{command}” is filled in by a program of the web site; it stands in the page as it is written. Write its value in its place.",
                command=found[0][:60],
            )
        return found[0]

    return _NAMED.sub(one, line) if "{{" in line else line
