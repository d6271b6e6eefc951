"""What an import lost or changed, as it is said in a terminal and kept in a file: one sentence for all the places that it is true of."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

import click

from bivouac.courses.report import Finding, Report, Severity
from bivouac.language import tr

_ID = re.compile(r" \([\w-]+/[^ ()]+\)(?=$|, \d+/\d+$)")
"""The file of a block, after the titles on the way to it; which of a problem's questions may follow."""


def print_report(report: Report) -> None:
    """Say what was found, in a terminal."""
    for heading, findings in _by_severity(report):
        click.echo(f"{heading} ({len(findings)})")
        for block, sentence, places in _summed(findings):
            if len(places) == 1:
                click.echo(f"  {places[0]} [{block}]: {sentence}")
                continue
            click.echo(f"  [{block}] {len(places)} ×: {sentence}")
            for place in places:
                click.echo(f"    {place}")
    if not report.findings:
        click.echo(tr("Everything came over as it was."))


def as_markdown(report: Report) -> str:
    """The same as a page."""
    lines: list[str] = []
    for heading, findings in _by_severity(report):
        lines += [f"## {heading} ({len(findings)})", ""]
        for block, sentence, places in _summed(findings):
            if len(places) == 1:
                lines.append(f"- **{places[0]}** (`{block}`): {sentence}")
            else:
                lines.append(f"- {len(places)} × (`{block}`): {sentence}")
                lines += [f"  - **{place}**" for place in places]
        lines.append("")
    return "\n".join(lines) or tr("Everything came over as it was.") + "\n"


def as_json(report: Report) -> str:
    """Each finding by itself, with the file of its block, for programs."""
    findings = [
        {"severity": one.severity.value, "where": one.where, "block": one.block, "sentence": one.sentence()}
        for one in report.findings
    ]
    return json.dumps(findings, indent=2, ensure_ascii=False) + "\n"


REPORT_WRITERS: dict[str, Callable[[Report], str]] = {".md": as_markdown, ".json": as_json}


def _by_severity(report: Report) -> Iterator[tuple[str, list[Finding]]]:
    headings = {
        Severity.LOST: tr("Not in the course"),
        Severity.CHANGED: tr("In the course in another form"),
        Severity.NOTE: tr("Worth a look"),
    }
    for severity, heading in headings.items():
        findings = [finding for finding in report.findings if finding.severity is severity]
        if findings:
            yield heading, findings


def _summed(findings: list[Finding]) -> list[tuple[str, str, list[str]]]:
    """Kind of block, sentence, and the places of which it is true, in the order in which they were first met."""
    places: dict[tuple[str, str], list[str]] = {}
    for one in findings:
        places.setdefault((one.block, one.sentence()), []).append(_ID.sub("", one.where))
    return [(block, sentence, where) for (block, sentence), where in places.items()]
