"""What came of filling sticks, to keep and to print: one page of HTML without anything from elsewhere, or JSON."""

from __future__ import annotations

import datetime
import html
import json
from collections.abc import Sequence
from pathlib import Path

from bivouac import drives, machine
from bivouac.errors import InputError
from bivouac.language import LANGUAGES, current_language, tr, written_day, written_size
from bivouac.sync.transfer.preload import Filled, Order

_STYLE = (
    "body{font:12pt/1.45 system-ui,sans-serif;max-width:46em;margin:2em auto;padding:0 1em}h1{font-size:1.5em}h2{font-size:1.1em;margin-top:1.6em}"
    "table{border-collapse:collapse;width:100%}td,th{text-align:left;border-bottom:1px solid #bbb;padding:.35em .8em .35em 0;vertical-align:top}"
)


def write_report(file: Path, order: Order, outcomes: Sequence[Filled]) -> None:
    """Write a report, `.html` or `.json`. Raises InputError for another ending."""
    require_report_name(file)
    text = as_json(order, outcomes) if file.suffix == ".json" else as_page(order, outcomes)
    machine.write_whole(file, text.encode())


def require_report_name(file: Path) -> None:
    """Raise InputError unless a report can be written under this name."""
    if file.suffix not in (".html", ".json"):
        raise InputError("A report is written as .html or .json, not “{name}”.", name=file.name)


def as_json(order: Order, outcomes: Sequence[Filled]) -> str:
    """The report for programs: sizes in bytes, times in milliseconds since 1970."""
    report = {
        "title": order.title,
        "rendition": order.rendition,
        "courses": [
            {
                "id": one.course.id,
                "title": one.course.title,
                "version": one.course.version,
                "manifest": one.descriptor.digest,
            }
            for one in order.versions
        ],
        "sticks": [
            {
                "path": str(one.stick),
                "complete": one.complete,
                "copied": one.copied,
                "read_back": one.checked,
                "repaired": list(one.repaired),
                "invites": one.invites,
                "used": list(one.used),
                "installers": list(one.installers),
                "freed": one.freed,
                "free": one.free,
                "unsigned": one.unsigned.sentence() if one.unsigned else None,
                "error": one.error.sentence() if one.error else None,
                "cancelled": one.stopped,
                "ended": one.ended,
            }
            for one in outcomes
        ],
    }
    return json.dumps(report, indent=2, ensure_ascii=False) + "\n"


def as_page(order: Order, outcomes: Sequence[Filled]) -> str:
    """The report as a page of its own."""
    return (
        f'<!doctype html><html lang="{current_language()}"><meta charset="utf-8"><title>{html.escape(heading(order))}</title>'
        f"<style>{_STYLE}</style>{as_fragment(order, outcomes)}</html>\n"
    )


def heading(order: Order) -> str:
    """What the report is called."""
    title = tr("Sticks filled")
    return tr("{name}: {text}", name=title, text=order.title) if order.title else title


def as_fragment(order: Order, outcomes: Sequence[Filled]) -> str:
    """The report's content in the clean page form, for a page or a PDF."""
    safe, names = html.escape, stick_names([one.stick for one in outcomes])
    courses = "".join(
        f"<tr><td>{safe(one.course.title)}</td><td>{safe(LANGUAGES.get(one.course.language, one.course.language))}</td><td>{safe(one.course.version)}</td></tr>"
        for one in order.versions
    )
    heads = "".join(f"<th>{safe(one)}</th>" for one in (tr("Course"), tr("Language"), tr("Version")))
    sticks = "".join(
        f"<tr><td>{safe(names[one.stick])}</td><td>{safe(' '.join(sentences(one)))}</td></tr>" for one in outcomes
    )
    result = "".join(f"<th>{safe(one)}</th>" for one in (tr("Stick"), tr("Result")))
    complete = sum(one.complete for one in outcomes)
    summary = tr(
        "{complete} of {n} stick is complete.|{complete} of {n} sticks are complete.",
        n=len(outcomes),
        complete=complete,
    )
    return (
        f"<h1>{safe(heading(order))}</h1><p>{safe(_moment(outcomes))}</p><p>{safe(summary)}</p>"
        f"<h2>{safe(tr('Sticks'))}</h2><table><thead><tr>{result}</tr></thead><tbody>{sticks}</tbody></table>"
        f"<h2>{safe(tr('Courses'))}</h2><table><thead><tr>{heads}</tr></thead><tbody>{courses}</tbody></table>"
    )


def stick_names(sticks: Sequence[Path]) -> dict[Path, str]:
    """What people call these sticks and folders: the drive's name; where two have the same, where they are."""
    names = {stick: drives.name_of(stick) for stick in sticks}
    same = list(names.values())
    return {stick: name if same.count(name) == 1 else str(stick) for stick, name in names.items()}


def sentences(filled: Filled) -> list[str]:
    """What came of one stick, as people say it."""
    if filled.error:
        return [tr("Not complete."), filled.error.sentence()]
    if filled.stopped:
        return [tr("Not complete: it was cancelled. What was copied stays.")]
    said = [_complete(filled)]
    if filled.unsigned:
        said.append(filled.unsigned.sentence())
    if filled.repaired:
        said.append(tr("Was damaged and is mended: {names}.", names="; ".join(filled.repaired)))
    if filled.invites:
        said.append(tr("{n} invitation.|{n} invitations.", n=filled.invites))
        said.append(
            tr(
                "Each invitation works once. Which were used already only the campus knows: who is refused asks there for a new one."
            )
        )
    if filled.used:
        said.append(
            tr(
                "{n} invitation was used from this stick and left out: {names}.|{n} invitations were used from this stick and left out: {names}.",
                n=len(filled.used),
                names=", ".join(filled.used),
            )
        )
    if filled.installers:
        said.append(
            tr("Installer: {names}.|Installers: {names}.", n=len(filled.installers), names=", ".join(filled.installers))
        )
    if filled.freed:
        said.append(tr("{size} of older courses were removed.", size=written_size(filled.freed)))
    return said


def _complete(filled: Filled) -> str:
    copied, checked = written_size(filled.copied), written_size(filled.checked)
    if not filled.copied:
        return tr(
            "Complete: {checked}, read back from the stick and found right; all of it was there.", checked=checked
        )
    if filled.copied < filled.checked:
        return tr(
            "Complete: {checked}, read back from the stick and found right ({copied} copied now, the rest was there).",
            copied=copied,
            checked=checked,
        )
    return tr("Complete: {checked} copied, read back from the stick and found right.", checked=checked)


def _moment(outcomes: Sequence[Filled]) -> str:
    ended = max(one.ended for one in outcomes) / 1000
    moment = datetime.datetime.fromtimestamp(ended).astimezone()
    return f"{written_day(moment.date())} {moment:%H:%M}"
