"""What is known about a course before its pages are read: where it is, its settings, its language."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from bivouac.courses.markdown import languages
from bivouac.courses.markdown.outlines import Entry
from bivouac.courses.markdown.reading import Settings, read_document, read_settings, read_text
from bivouac.courses.markdown.sites import open_site, read_summary, workbench
from bivouac.courses.markdown.spelling import COURSE_KEYS, note_misspelt
from bivouac.courses.markdown.tree import INDEX, PAGES
from bivouac.courses.report import Report
from bivouac.errors import InputError

_PAGES_READ, _READ_OF_PAGE = 50, 4_000
"""Pages, and letters of each, that are looked at to tell the language of a course."""

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


@dataclass
class Project:
    """A course's folder.

    Attributes:
        root: below it are the modules.
        settings: `course.yaml`, else the front matter of the index, else what another tool's settings say.
        language: BCP 47.
        several: whether the folder has pages in more than one language.
        folders: settings of folders in place of their `.pages`, by path below the root.
        static: a folder beside the root that pages take files from, too.
        outline: the order of the pages, where it is written down in one place.
        variables: values that pages may name.
    """

    root: Path
    settings: Settings
    language: str
    several: bool
    folders: dict[str, Settings] = field(default_factory=dict)
    outline: list[Entry] = field(default_factory=list)
    static: Path | None = None
    variables: dict[str, str] = field(default_factory=dict)


def open_project(folder: Path, wanted: str, report: Report) -> Project:
    """Find out about the course in `folder`.

    Args:
        wanted: the language to take of several; empty for the course's own.

    Raises:
        InputError: it is not there in the language that is wanted.
    """
    site = open_site(folder, report)
    root = site.root
    own = read_settings(folder / "course.yaml", "course.yaml", report)
    note_misspelt(own, COURSE_KEYS, "course.yaml", report)
    settings = Settings({**site.settings, **own})
    by_folder = {
        path.name: path for path in sorted(root.iterdir()) if path.is_dir() and languages.is_language(path.name)
    }
    pages = [path for path in _pages(root) if path.stem.lower() not in ("readme",)]
    first_parts = [
        path.relative_to(root).parts[0] for path in pages if path.parent != root or path.stem.lower() not in INDEX
    ]
    if first_parts and by_folder.keys() >= set(first_parts):
        tag = _choose(first_parts, wanted, settings, report)
        root = by_folder[tag]
    else:
        tag = _choose([languages.split_language(path.stem)[1] for path in pages], wanted, settings, report)
    language = tag or settings.text("language", "lang") or wanted or _written_in(pages, report)
    if not _LANGUAGE_TAG.fullmatch(language) or len(language) > 35:
        report.changed(
            "course.yaml",
            "language",
            "“{language}” is no language tag such as fr or zh-Hans; en was taken.",
            language=language,
        )
        language = "en"
    lesson, folders = workbench(root, language, report)
    index = _index_settings(root, language, report)
    outline = site.outline if root == site.root else read_summary(root, report)
    found = Settings({**lesson, **index, **settings})
    return Project(root, found, language, bool(tag), {**site.folders, **folders}, outline, site.static, site.variables)


def _written_in(pages: list[Path], report: Report) -> str:
    """The language of the pages' words, for a course that does not say its own; English where they do not tell."""
    texts = (read_text(path, path.name, Report())[:_READ_OF_PAGE] for path in pages[:_PAGES_READ])
    guessed = languages.guess(texts)
    if guessed in ("", "en"):
        return "en"
    report.note(
        "course.yaml",
        "language",
        "The course does not say its language. “{language}” was taken, as its pages read; write it into course.yaml.",
        language=guessed,
    )
    return guessed


def _pages(root: Path) -> list[Path]:
    found = (path for path in root.rglob("*") if path.suffix.lower() in PAGES and path.is_file())
    return sorted(path for path in found if not any(part[0] in "._" for part in path.relative_to(root).parts[:-1]))


def _choose(tags: list[str], wanted: str, settings: Settings, report: Report) -> str:
    """The language to take; empty when the pages name none."""
    there = sorted({tag for tag in tags if languages.is_language(tag)})
    own = settings.text("language", "lang")
    if not there:
        return ""
    for language in filter(None, (wanted, own)):
        if match := next((tag for tag in there if languages.matches(tag, language)), ""):
            chosen = match
            break
        if language == wanted and not ("" in tags and languages.matches(own, wanted)):
            raise InputError(
                "There are no pages in the language “{wanted}”. There are: {languages}.",
                wanted=wanted,
                languages=", ".join(there),
            )
    else:
        chosen = languages.most_complete(tag for tag in tags if tag in there)
    others = [tag for tag in there if not languages.matches(tag, chosen)]
    if others:
        report.note(
            ".",
            "language",
            "The pages in “{language}” were taken. There are pages in {others} too: make a course of each, with --language.",
            language=chosen,
            others=", ".join(others),
        )
    return chosen


def _index_settings(root: Path, language: str, report: Report) -> Settings:
    found = [path for path in sorted(root.iterdir()) if path.is_file() and path.suffix.lower() in PAGES]
    for name in INDEX:
        for path in found:
            base, tag = languages.split_language(path.stem.lower())
            if base == name and (not tag or languages.matches(tag, language)):
                return read_document(path, path.name, report).settings
    return Settings()
