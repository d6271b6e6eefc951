"""Links between blocks, settled when it is known what became of each block."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

import msgspec

from bivouac.courses.draft import CourseDraft, FilmDraft
from bivouac.courses.report import Report

_LINK = re.compile(r'<a href="activity:([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)

_Part = TypeVar("_Part")


def settle_links(draft: CourseDraft, made: Mapping[str, str], report: Report) -> None:
    """Point each link to a block at the activity made of it; where there is none, the link's text stays.

    Args:
        made: id of a block to the id of the activity it is in.
    """

    def settled(where: str) -> Callable[[str], str]:
        def one(found: re.Match[str]) -> str:
            if activity := made.get(found[1]):
                return found[0].replace(f"activity:{found[1]}", f"activity:{activity}", 1)
            report.note(
                where,
                "a",
                "The link “{text}” leads to a block that is not in the course, so only its text is shown.",
                text=re.sub(r"<[^>]*>", "", found[2])[:80],
            )
            return found[2]

        return lambda text: _LINK.sub(one, text) if "activity:" in text else text

    for module in draft.modules:
        for lesson in module.lessons:
            change = settled(" › ".join([module.title, lesson.title]))
            for name, content in lesson.files.items():
                if name.endswith(".html") and isinstance(content, bytes):
                    lesson.files[name] = change(content.decode()).encode()
            lesson.activities = [_changed(activity, change) for activity in lesson.activities]


def _changed(part: _Part, change: Callable[[str], str]) -> _Part:
    """A struct with all its texts changed, in any depth."""
    if isinstance(part, str):
        return change(part)  # type: ignore[return-value]
    if isinstance(part, tuple):
        return tuple(_changed(one, change) for one in part)  # type: ignore[return-value]
    if isinstance(part, msgspec.Struct):
        old = {name: getattr(part, name) for name in part.__struct_fields__}
        new = {name: _changed(value, change) for name, value in old.items()}
        return msgspec.structs.replace(part, **new) if new != old else part
    if isinstance(part, FilmDraft):
        part.text = change(part.text)
    return part


def page_file(files: Mapping[str, bytes | Path], activity: str) -> str:
    """The name of a page's file in its lesson's pack."""
    name, number = f"pages/{activity}.html", 1
    while name in files:
        number += 1
        name = f"pages/{activity}-{number}.html"
    return name
