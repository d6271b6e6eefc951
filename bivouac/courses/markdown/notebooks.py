"""Jupyter notebooks as Markdown: texts, code, and what the code printed, drew or listed (https://nbformat.readthedocs.io/en/latest/format_description.html)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from bivouac.courses.report import Report

ENDING = ".ipynb"

_LEFT_OUT = {"remove-cell", "remove_cell"}
_NO_CODE = {"remove-input", "remove_input"}
_NO_OUTPUT = {"remove-output", "remove_output"}
_RAW = {"", "text/markdown", "text/html", "text/latex", "text/x-python", "markdown", "html"}
_INTERACTIVE = re.compile(r"application/(?:vnd\.(?:jupyter\.widget|plotly|bokeh|vega|vegalite|holoviews)|javascript)")
_PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")
_TERMINAL = re.compile(r"\x1b\[[0-9;]*m")
_MOST_LINES = 200
"""Lines of one output that are shown."""


def notebook_text(written: str, where: str, report: Report) -> str:
    """A notebook as a page of Markdown; empty, and named in the report, where it is none."""
    try:
        notebook = msgspec.json.decode(written)
        cells = notebook["cells"]
    except (msgspec.DecodeError, RecursionError, KeyError, TypeError):
        cells = None
    if not isinstance(cells, list):
        report.lost(where, ENDING, "The notebook is damaged, or older than version 4 of its format, and was left out.")
        return ""
    language = _language(notebook.get("metadata"))
    notes = _Notes(where, report)
    text = "\n\n".join(part for cell in cells if isinstance(cell, dict) for part in _cell(cell, language, notes))
    if notes.removed:
        report.note(
            where,
            "remove-cell",
            "{n} cell that the notebook marks as removed is not in the page.|{n} cells that the notebook marks as removed are not in the page.",
            n=notes.removed,
        )
    return f"{text}\n"


@dataclass
class _Notes:
    """What is told of a notebook."""

    where: str
    report: Report
    removed: int = 0


def _language(metadata: Any) -> str:
    """What the code is written in, for a block of code."""
    about = metadata if isinstance(metadata, dict) else {}
    for key, name in (("language_info", "name"), ("kernelspec", "language")):
        found = about.get(key)
        if isinstance(found, dict) and re.fullmatch(r"[\w+#-]{1,20}", str(found.get(name, ""))):
            return str(found[name])
    return ""


def _cell(cell: dict[str, Any], language: str, notes: _Notes) -> Iterator[str]:
    metadata = cell.get("metadata")
    tags = metadata.get("tags") if isinstance(metadata, dict) else None
    marks = {str(tag) for tag in tags} if isinstance(tags, list) else set()
    text = _text(cell.get("source"))
    if not (text.strip() or cell.get("outputs")):
        return
    if marks & _LEFT_OUT:
        notes.removed += 1
        return
    if cell.get("cell_type") == "raw":
        yield from _raw(text, metadata, notes)
    if cell.get("cell_type") == "markdown":
        yield _with_attachments(text, cell.get("attachments"))
    elif cell.get("cell_type") == "code":
        if text.strip() and not marks & _NO_CODE:
            yield _fenced(text, language)
        outputs = cell.get("outputs")
        for output in outputs if isinstance(outputs, list) and not marks & _NO_OUTPUT else []:
            if isinstance(output, dict) and (shown := _output(output, notes)):
                yield shown


def _raw(text: str, metadata: Any, notes: _Notes) -> Iterator[str]:
    """A cell that goes as it is to the format that it names."""
    named = str(metadata.get("raw_mimetype") or metadata.get("format") or "") if isinstance(metadata, dict) else ""
    if named in _RAW:
        yield text
    else:
        notes.report.note(
            notes.where, "raw", "A raw cell for another format ({kind}) is not in the page.", kind=named[:60]
        )


def _output(output: dict[str, Any], notes: _Notes) -> str:
    """What one output shows in the best form that a page has."""
    if output.get("output_type") == "stream":
        return _fenced(_text(output.get("text")), "") if output.get("name") != "stderr" else ""
    if output.get("output_type") == "error":
        return _fenced(f"{output.get('ename', '')}: {output.get('evalue', '')}", "")
    data = output.get("data")
    forms = data if isinstance(data, dict) else {}
    for kind in _PICTURES:
        if kind in forms:
            return _picture(kind, _text(forms[kind]))
    if any(_INTERACTIVE.match(kind) for kind in forms) and "image/svg+xml" not in forms:
        notes.report.lost(
            notes.where,
            "output",
            "An interactive output (a diagram or a control that a script draws) cannot be shown. Save it as a picture in the notebook.",
        )
        return ""
    if "image/svg+xml" in forms:
        return _block(re.sub(r"<\?xml.*?\?>|<!DOCTYPE.*?>", "", _text(forms["image/svg+xml"]), flags=re.DOTALL))
    if "text/html" in forms:
        return _block(_text(forms["text/html"]))
    if "text/markdown" in forms:
        return _text(forms["text/markdown"])
    if "text/latex" in forms:
        return _text(forms["text/latex"])
    return _fenced(_text(forms.get("text/plain")), "")


def _with_attachments(text: str, attachments: Any) -> str:
    """Pictures that are kept in the cell (`attachment:name`) as pictures of the page."""
    for name, forms in attachments.items() if isinstance(attachments, dict) else ():
        kind = next((one for one in _PICTURES if isinstance(forms, dict) and one in forms), "")
        if kind:
            text = text.replace(f"(attachment:{name})", f"(data:{kind};base64,{_base64(_text(forms[kind]))})")
    return text


def _picture(kind: str, data: str) -> str:
    return f'<figure><img src="data:{kind};base64,{_base64(data)}" alt=""></figure>'


def _base64(data: str) -> str:
    return re.sub(r"[^A-Za-z0-9+/=]", "", data)


def _block(soup: str) -> str:
    """HTML that stays one block for Markdown."""
    return "<div>\n" + "\n".join(line for line in soup.split("\n") if line.strip()) + "\n</div>"


def _fenced(text: str, language: str) -> str:
    lines = _TERMINAL.sub("", text).rstrip().split("\n")
    if not any(lines):
        return ""
    shown = [*lines[:_MOST_LINES], "…"] if len(lines) > _MOST_LINES and not language else lines
    marks = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return "\n".join([marks + language, *shown, marks])


def _text(written: Any) -> str:
    """A text, which notebooks keep as one or as a list of lines."""
    return "".join(str(line) for line in written) if isinstance(written, list) else str(written or "")
