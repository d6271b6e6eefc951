"""Files of the folder that no page, film or quiz uses: their author wants to know that learners do not get them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from bivouac.courses.clean.films import FILMS, RECORDINGS
from bivouac.courses.markdown.languages import matches, split_language
from bivouac.courses.markdown.project import Project
from bivouac.courses.markdown.tree import ABOUT_THE_SOURCE, NOT_YET, PAGES
from bivouac.courses.report import Report

_CAPTIONS = {".srt", ".vtt"}
_NO_MATERIAL = {
    *(".yml", ".yaml", ".toml", ".json", ".lock", ".cfg", ".ini", ".xml", ".bib", ".csl"),
    *(".css", ".scss", ".sass", ".less", ".js", ".mjs", ".ts", ".jsx", ".tsx", ".map"),
    *(".py", ".r", ".rb", ".sh", ".bat", ".ps1", ".rproj", ".db", ".bak", ".tmp"),
}
"""Settings and programs of those who make the course."""

_NAMED_AT_ONCE = 40


def report_unused(project: Project, used: Iterable[Path], report: Report) -> None:
    """Name each file that is nowhere in the course, folder by folder; captions one by one."""
    left: dict[str, list[str]] = {}
    known = {path.resolve() for path in used}
    for path in _material(project):
        if path.resolve() in known:
            continue
        where = path.relative_to(project.root)
        if path.suffix.lower() in _CAPTIONS:
            report.lost(
                where.as_posix(), "captions", "No film or recording has the name of these captions; they were left out."
            )
        else:
            left.setdefault(where.parent.as_posix(), []).append(path.name)
    for folder, names in left.items():
        for first in range(0, len(names), _NAMED_AT_ONCE):
            report.note(
                folder,
                "files",
                "Nothing in the course uses {names}: learners do not get it.",
                names=", ".join(f"“{name}”" for name in names[first : first + _NAMED_AT_ONCE]),
            )


def _material(project: Project) -> Iterator[Path]:
    """What could be in the course: nothing hidden, no pages, which are named elsewhere, and nothing of another language."""
    for path in sorted(project.root.rglob("*")):
        parts = path.relative_to(project.root).parts
        name, tag = split_language(path.stem)
        if (
            path.suffix
            and path.suffix.lower() not in _NO_MATERIAL | PAGES | NOT_YET
            and name.lower() not in ABOUT_THE_SOURCE
            and not any(part.startswith((".", "_")) or part == "node_modules" for part in parts)
            and (not tag or matches(tag, project.language) or _has_no_film(path, name))
            and path.is_file()
            and not path.is_symlink()
        ):
            yield path


def _has_no_film(path: Path, name: str) -> bool:
    """Whether captions in another language than the course's belong to no film beside them."""
    return path.suffix.lower() in _CAPTIONS and not any(
        other.suffix.lower() in FILMS | RECORDINGS and other.name.startswith(f"{name}.")
        for other in path.parent.iterdir()
    )
