"""The first page of a stick: what is on it and how to begin, for a teacher who has no Bivouac yet, in French and in English.

HTML that any browser shows, without script or anything from elsewhere, and the same as plain text.
"""

from __future__ import annotations

import datetime
import html
from dataclasses import dataclass
from pathlib import Path

from bivouac import machine
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.version import CourseVersion
from bivouac.language import LANGUAGES, decimal, translate, written_day
from bivouac.sync.protocol.sticks import FOLDER, INSTALLERS, INVITES
from bivouac.sync.transfer.readback import blobs_on, read_versions

PAGES = {"fr": "LISEZ-MOI", "en": "README"}
"""Names of the pages, without ending, by language."""

_MARK = "Bivouac"
_LOOKED_AT = 4096
_STYLE = (
    "body{font:17px/1.5 system-ui,sans-serif;max-width:46em;margin:2em auto;padding:0 1em;color:#1d2433;background:#fff}"
    "h1{font-size:1.6em;margin-bottom:.2em}h2{font-size:1.15em;margin-top:1.8em}table{border-collapse:collapse;width:100%}"
    "th,td{text-align:left;padding:.4em .8em .4em 0;border-bottom:1px solid #d5dae3;vertical-align:top}"
    "td.n,th.n{text-align:right;white-space:nowrap;padding-right:0}code{background:#eef1f6;padding:.1em .3em}.q{color:#5a6478}"
    "@media (prefers-color-scheme:dark){body{color:#e7eaf0;background:#161a22}th,td{border-color:#39414f}code{background:#262c38}.q{color:#a3adbd}}"
)


@dataclass(frozen=True)
class OnStick:
    """What the page says is there. `courses` are title, language, version and size in bytes."""

    title: str
    day: datetime.date
    courses: tuple[tuple[str, str, str, int], ...]
    invites: int
    installers: tuple[str, ...]


def write_first_pages(stick: Path, layout: Layout, title: str = "") -> None:
    """Write the pages of a stick, each whole or not at all; a page of the same name that somebody else wrote stays."""
    seen = _look(stick, layout, title)
    for language, name in PAGES.items():
        _write(stick / f"{name}.html", _page(seen, language).encode())
        text = "\r\n".join(_lines(seen, language)) + "\r\n"
        _write(stick / f"{name}.txt", text.encode("utf-8-sig"))  # by which Notepad knows accents


def _look(stick: Path, layout: Layout, title: str) -> OnStick:
    versions, _ = read_versions(layout)
    installers = stick / FOLDER / INSTALLERS
    invites = stick / FOLDER / INVITES
    return OnStick(
        title,
        datetime.datetime.now().astimezone().date(),
        tuple(_row(layout, version) for version in versions),
        sum(1 for path in invites.iterdir() if path.is_file()) if invites.is_dir() else 0,
        tuple(sorted(path.name for path in installers.iterdir() if path.is_file())) if installers.is_dir() else (),
    )


def _row(layout: Layout, version: CourseVersion) -> tuple[str, str, str, int]:
    course = version.course
    return course.title, course.language, course.version, sum(blobs_on(layout, version).values())


def _write(path: Path, data: bytes) -> None:
    if path.is_file():
        with path.open("rb") as file:
            if _MARK.encode() not in file.read(_LOOKED_AT):
                path = path.with_stem(f"{path.stem}-{_MARK}")
    machine.write_whole(path, data)


def _page(seen: OnStick, language: str) -> str:
    said, safe = _said(seen, language), html.escape
    rows = "".join(
        f"<tr><td>{safe(title)}<td>{safe(LANGUAGES.get(spoken, spoken))}<td>{safe(version)}<td class=n>{_megabytes(size, language)}"
        for title, spoken, version, size in seen.courses
    )
    heads = "".join(
        f"<th{' class=n' if last else ''}>{safe(head)}" for head, last in zip(said.heads, (0, 0, 0, 1), strict=True)
    )
    steps = "".join(f"<li>{safe(step)}" for step in said.steps)
    notes = "".join(f"<p>{safe(note)}" for note in said.notes)
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8"><meta name="generator" content="{_MARK}">'
        f'<meta name="viewport" content="width=device-width"><title>{safe(said.heading)}</title><style>{_STYLE}</style>'
        f"<h1>{safe(said.heading)}</h1><p class=q>{safe(said.under)}</p>"
        f"<table><tr>{heads}{rows}</table><h2>{safe(said.begin)}</h2><ol>{steps}</ol>{notes}</html>\n"
    )


def _lines(seen: OnStick, language: str) -> list[str]:
    said = _said(seen, language)
    lines = [said.heading, said.under, ""]
    for title, spoken, version, size in seen.courses:
        lines.append(f"- {title} ({LANGUAGES.get(spoken, spoken)}, {version}), {_megabytes(size, language)}")
    lines += ["", said.begin, ""]
    lines += [f"{number}. {step}" for number, step in enumerate(said.steps, 1)]
    return [*lines, "", *said.notes]


@dataclass(frozen=True)
class _Said:
    """The page's sentences in one language."""

    heading: str
    under: str
    heads: tuple[str, ...]
    begin: str
    steps: tuple[str, ...]
    notes: tuple[str, ...]


def _said(seen: OnStick, language: str) -> _Said:
    heading = translate("Courses on this stick", language)
    under = translate(
        "{n} course, {size}. Prepared with Bivouac on {day}.|{n} courses, {size}. Prepared with Bivouac on {day}.",
        language,
        n=len(seen.courses),
        size=_megabytes(sum(size for *_, size in seen.courses), language),
        day=written_day(seen.day, language),
    )
    return _Said(
        translate("{name}: {text}", language, name=seen.title, text=f"{heading[:1].lower()}{heading[1:]}")
        if seen.title
        else heading,
        under,
        (
            translate("Course", language),
            translate("Language", language),
            translate("Version", language),
            translate("Size", language),
        ),
        translate("How to begin", language),
        tuple(_steps(seen, language)),
        tuple(_notes(seen, language)),
    )


def _steps(seen: OnStick, language: str) -> list[str]:
    place = f"{FOLDER}/{INSTALLERS}"
    steps = [translate("Leave the stick in the computer.", language)]
    if seen.installers:
        steps.append(
            translate(
                "If Bivouac is not on the computer yet: open the folder {place} on this stick. On Windows, double-click the file that ends in .exe or .msi. On Linux, unpack the file that ends in .tar.gz, or open the .deb or .AppImage. What is there: {names}.",
                language,
                place=place,
                names=", ".join(seen.installers),
            )
        )
    else:
        steps.append(translate("If Bivouac is not on the computer yet: ask the campus staff for it.", language))
    steps.append(
        translate(
            "Start Bivouac: on Windows from the Start menu, on Linux from the list of applications. It notices the stick and offers the courses that the computer does not have.",
            language,
        )
    )
    if seen.invites:
        steps.append(
            translate(
                "To join the campus, open the file with your own name in the folder {place} on this stick.",
                language,
                place=f"{FOLDER}/{INVITES}",
            )
        )
    return steps


def _notes(seen: OnStick, language: str) -> list[str]:
    return [
        translate(
            "The stick may be used in as many computers as you like, and pulled out at any moment: nothing is lost, and copying goes on when it is back.",
            language,
        ),
        translate("Please do not rename or move anything in the folder {place}.", language, place=FOLDER),
    ]


def _megabytes(size: int, language: str) -> str:
    return translate("{size} MB", language, size=decimal(max(size, 50_000) / 1_000_000, language))
