"""What is known about a course before its pages are read: where it is, its settings, its language.

Folders of other tools are read for what they say: MkDocs (`mkdocs.yml`, https://www.mkdocs.org/user-guide/configuration/)
and the Carpentries' Workbench (`config.yaml`, https://carpentries.github.io/sandpaper-docs/).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from bivouac.courses.markdown import languages
from bivouac.courses.markdown.reading import Settings, as_line, read_document, read_settings, read_text
from bivouac.courses.markdown.tree import INDEX, PAGES
from bivouac.courses.report import Report
from bivouac.errors import InputError
from bivouac.language import best_language, translate

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


@dataclass
class Project:
    """A course's folder.

    Attributes:
        root: below it are the modules.
        settings: `course.yaml`, else the front matter of the index, else what another tool's settings say.
        language: BCP 47.
        several: whether the folder has pages in more than one language.
        folders: settings of folders in place of their `.pages`, by path below the root.
    """

    root: Path
    settings: Settings
    language: str
    several: bool
    folders: dict[str, Settings] = field(default_factory=dict)


def open_project(folder: Path, wanted: str, report: Report) -> Project:
    """Find out about the course in `folder`.

    Args:
        wanted: the language to take of several; empty for the course's own.

    Raises:
        InputError: it is not there in the language that is wanted.
    """
    root, settings = _mkdocs(folder, report)
    settings = Settings({**settings, **read_settings(folder / "course.yaml", "course.yaml", report)})
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
    language = tag or settings.text("language", "lang") or wanted or "en"
    if not _LANGUAGE_TAG.fullmatch(language) or len(language) > 35:
        report.changed(
            "course.yaml",
            "language",
            "“{language}” is no language tag such as fr or zh-Hans; en was taken.",
            language=language,
        )
        language = "en"
    workbench, folders = _workbench(root, language, report)
    index = _index_settings(root, language, report)
    return Project(root, Settings({**workbench, **index, **settings}), language, bool(tag), folders)


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


def _mkdocs(folder: Path, report: Report) -> tuple[Path, Settings]:
    """The folder of the pages of a MkDocs site, and what `mkdocs.yml` says (its YAML has tags of Python's: read by line)."""
    path = folder / "mkdocs.yml"
    text = read_text(path, "mkdocs.yml", report) if path.is_file() else ""
    values = {
        found.group(1): as_line(found.group(2).strip("\"' "))
        for found in re.finditer(r"^(\w+):[ \t]+(\S.*)$", text, re.M)
    }
    docs = folder / values.get("docs_dir", "docs")
    inside = docs.is_dir() and docs.resolve().is_relative_to(folder.resolve())
    names = {"title": "site_name", "summary": "site_description", "authors": "site_author"}
    settings = Settings({key: values[name] for key, name in names.items() if name in values})
    return (docs if text and inside else folder), settings


def _workbench(root: Path, language: str, report: Report) -> tuple[Settings, dict[str, Settings]]:
    """What the Carpentries' `config.yaml` says about the lesson and the order of its folders."""
    config = read_settings(root / "config.yaml", "config.yaml", report)
    if "episodes" not in config or not (root / "episodes").is_dir():
        return Settings(), {}
    for folder in ("instructors", "profiles"):
        if (root / folder).is_dir():
            report.note(folder, "folder", "The pages for teachers are not in the learners' course.")
    order: dict[str, object] = {"nav": ["episodes", "...", "learners"]}
    learners = translate("To look things up", best_language(language))
    folders = {
        ".": Settings(order),
        "episodes": Settings({"title": config.text("title"), **_nav(config, "episodes")}),
        "learners": Settings({"title": learners, **_nav(config, "learners")}),
        "instructors": Settings({"hide": True}),
        "profiles": Settings({"hide": True}),
    }
    course = {"title": config.text("title"), "licence": config.text("license"), "language": config.text("lang")}
    return Settings({key: value for key, value in course.items() if value}), folders


def _nav(config: Settings, key: str) -> dict[str, object]:
    listed = config.get(key)
    return {"nav": [*listed, "..."]} if isinstance(listed, list) else {}
