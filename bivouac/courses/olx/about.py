"""What an export says about the course itself: its name, language, licence, cover, and its pages outside the units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bivouac.courses import media
from bivouac.courses.limits import LIMITS
from bivouac.courses.olx.resources import asset_name, is_document
from bivouac.courses.olx.source import Source
from bivouac.courses.olx.titles import short
from bivouac.courses.olx.tree import Block, json_or_none
from bivouac.courses.report import Report
from bivouac.courses.text import plain_text
from bivouac.errors import InputError

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_SUMMARY = 600
_STUDIO_OVERVIEW = "Include your long course description here"
_STUDIO_COVERS = {"images_course_image.jpg", "course_image.jpg", ""}
_HANDOUTS_OF_STUDIO = re.compile(r"\s*(<ol>\s*</ol>|<p>There are no course handouts\.</p>)?\s*")


@dataclass(frozen=True)
class AboutPage:
    """A page of the course outside its units. `where` is its file."""

    slug: str
    title: str
    html: str
    where: str


def course_title(root: Block, source: Source) -> str:
    """Its display name, or what stands nearest to one."""
    title = root.title.strip('"') or _plain(source.text("about/title.html"))
    return short(title or root.attributes.get("course") or root.attributes.get("library") or root.url_name) or "–"


def course_key(root: Block) -> str:
    """Organisation, number and run: what the platform knows the course by."""
    names = ("org", "course", "library")
    parts = [root.attributes.get(name, "") for name in names] + [root.url_name if root.kind == "course" else ""]
    return ".".join(part for part in parts if part) or root.title or "course"


def course_language(root: Block, report: Report) -> str:
    """A BCP 47 tag; English when the course says none."""
    language = root.attributes.get("language", "").strip().strip('"').replace("_", "-")
    if _LANGUAGE.fullmatch(language):
        return language
    if root.kind == "course":  # a library has nowhere to say it
        report.note(
            root.where,
            root.kind,
            "The course does not say its language, so English is taken. Set it in Studio under “Schedule & Details”.",
        )
    return "en"


def course_summary(source: Source) -> str:
    """The short description, or the beginning of the long one; empty where both are the platform's own."""
    text = _plain(source.text("about/short_description.html"))
    if not text:
        overview = source.text("about/overview.html")
        text = "" if _STUDIO_OVERVIEW in overview else _plain(overview)
    return text if len(text) <= _SUMMARY else text[:_SUMMARY].rsplit(" ", 1)[0] + "…"


def course_licence(root: Block) -> str:
    """`CC BY-NC-SA 4.0` from the platform's `creative-commons: ver=4.0 BY NC SA`."""
    licence = root.attributes.get("license", "").strip()
    kind, _, rest = licence.partition(":")
    if kind != "creative-commons":
        return "" if licence in ("", "all-rights-reserved", "null") else licence
    version = re.search(r"ver=([\d.]+)", rest)
    parts = [word for word in rest.split() if not word.startswith("ver=")]
    name = "CC0" if parts == ["0"] else f"CC {'-'.join(parts)}"
    return f"{name} {version[1] if version else '4.0'}".strip()


def course_cover(root: Block, source: Source, report: Report) -> Path | None:
    """The course's picture, if it is there and is one."""
    name = root.attributes.get("course_image", "")
    path = source.static(name) if name else None
    if path is None and name not in _STUDIO_COVERS:
        report.lost(root.where, "course_image", "The picture of the course, “{name}”, is not in the export.", name=name)
    try:
        if path and path.stat().st_size <= LIMITS.pack_member:
            media.cover(path.read_bytes(), path.name)
            return path
    except InputError as error:
        report.lost(root.where, "course_image", error.source, **error.values)
    return None


def pass_mark(root: Block, source: Source, otherwise: float) -> float:
    """The lowest grade with which the course is passed."""
    policy = json_or_none(source.text(f"policies/{root.url_name}/grading_policy.json"))
    cutoffs = policy.get("GRADE_CUTOFFS") if isinstance(policy, dict) else None
    marks = [mark for mark in cutoffs.values() if type(mark) in (int, float)] if isinstance(cutoffs, dict) else []
    return float(min(marks)) if marks and 0 < min(marks) <= 1 else otherwise


def about_pages(root: Block, source: Source, report: Report) -> Iterator[AboutPage]:
    """The pages learners find beside the course: its description, the author's own tabs, handouts."""
    overview = source.text("about/overview.html")
    if overview.strip() and _STUDIO_OVERVIEW not in overview:
        yield AboutPage("overview", "", overview, "about/overview.html")
    listed = set()
    for tab in _tabs(root):
        slug, name = str(tab.get("url_slug") or ""), str(tab.get("name") or "")
        path = source.file(f"tabs/{slug}.html")
        if path is None:
            continue
        listed.add(path)
        if tab.get("course_staff_only") is True or tab.get("is_hidden") is True:
            report.note(
                source.relative(path),
                "static_tab",
                "Learners do not see the page “{name}” on the platform, so it was left out.",
                name=name,
            )
        else:
            yield AboutPage(slug, name, source.text(source.relative(path)), source.relative(path))
    for path in source.files("tabs", ".html"):
        if path not in listed:
            report.note(
                source.relative(path), "static_tab", "No tab of the course shows this page, so it was left out."
            )
    handouts = source.text("info/handouts.html")
    if not _HANDOUTS_OF_STUDIO.fullmatch(handouts):
        yield AboutPage("handouts", "", handouts, "info/handouts.html")


def note_what_stays(root: Block, source: Source, report: Report) -> None:
    """Say what an export has that is not for learners offline: news and drafts."""
    news = json_or_none(source.text("info/updates.items.json"))
    if news or _plain(source.text("info/updates.html")):
        report.note(
            "info/updates.html",
            "course_info",
            "News about the course does not come along; it belongs to the run on the platform.",
        )
    if drafts := [path for path in source.files("drafts", ".xml") if path.parent != source.root / "drafts"]:
        report.note(
            "drafts/",
            "draft",
            "{n} drafts are in the export that were never published; they were left out. Publish them in Studio to take them along.",
            n=len(drafts),
        )


def textbooks(root: Block, source: Source, report: Report) -> Iterator[tuple[str, Path]]:
    """The chapters of PDF textbooks, with their titles; those that are not in the export are named."""
    for book in root.json("pdf_textbooks") or []:
        if not isinstance(book, dict):
            continue
        chapters = book.get("chapters")
        named = chapters if isinstance(chapters, list) and chapters else [book]
        for chapter in (one for one in named if isinstance(one, dict)):
            title = str(chapter.get("title") or book.get("tab_title") or "")
            name = asset_name(str(chapter.get("url") or ""))
            path = source.static(name) if name else None
            if path and is_document(path):
                yield title, path
                continue
            report.lost(
                root.where,
                "pdf_textbook",
                "The PDF “{title}” of the textbooks is not in the export, or is too large; it was left out. Upload it in Studio.",
                title=title[:200],
            )


def _tabs(root: Block) -> list[dict[str, Any]]:
    tabs = root.json("tabs")
    return (
        [tab for tab in tabs if isinstance(tab, dict) and tab.get("type") == "static_tab"]
        if isinstance(tabs, list)
        else []
    )


def _plain(html: str) -> str:
    return " ".join(plain_text(html).split())
