"""Blocks other than problems that ask something: as the question of the model that comes nearest."""

from __future__ import annotations

import html
from typing import Any

from bivouac.courses.model import AnyQuestion, Essay, Matching, Pair
from bivouac.courses.olx.source import inner_html
from bivouac.courses.olx.titles import best_title
from bivouac.courses.olx.tree import Block, json_or_none
from bivouac.courses.olx.writing import Writing, as_block, escaped_text
from bivouac.courses.report import Report
from bivouac.errors import InputError

ASKING = frozenset({"poll", "poll_question", "survey", "openassessment", "drag-and-drop-v2", "word_cloud"})


def convert_asking(block: Block, id: str, writing: Writing, report: Report) -> AnyQuestion:
    """The question that a block of one of the kinds `ASKING` becomes.

    Raises:
        InputError: there is none; the sentence says why, for the author.
    """
    match block.kind:
        case "poll" | "poll_question":
            return _poll(block, id, writing, report)
        case "survey":
            return _survey(block, id, writing, report)
        case "word_cloud":
            return _word_cloud(block, id, writing, report)
        case "openassessment":
            return _open_assessment(block, id, writing, report)
    return _drag_and_drop(block, id, writing, report)


def _poll(block: Block, id: str, writing: Writing, report: Report) -> Essay:
    """A poll is a question without a right answer: it is asked as an open one."""
    question = block.attributes.get("question", "")
    answers = [_label(answer) for answer in _list(block.json("answers"))]
    if block.kind == "poll_question":
        answers = [inner_html(answer) for answer in block.element.iter("answer")]
        question = inner_html(block.element).split("<answer")[0]
    report.changed(
        block.where,
        block.kind,
        "A poll needs everybody's votes, so it is asked as an open question; no results are shown.",
    )
    return _essay(block, id, writing, question, answers)


def _survey(block: Block, id: str, writing: Writing, report: Report) -> Essay:
    questions = [_label(question) for question in _list(block.json("questions"))]
    answers = [_label(answer) for answer in _list(block.json("answers"))]
    report.changed(
        block.where,
        block.kind,
        "A survey needs everybody's votes, so it is asked as an open question; no results are shown.",
    )
    listed = "".join(f"<li>{question}</li>" for question in questions if question)
    return _essay(block, id, writing, f"<ol>{listed}</ol>" if listed else "", answers)


def _word_cloud(block: Block, id: str, writing: Writing, report: Report) -> Essay:
    report.changed(
        block.where,
        block.kind,
        "A word cloud needs everybody's words, so it is asked as an open question; no cloud is shown.",
    )
    asked = block.attributes.get("instructions") or html.escape(block.title, quote=False)
    return _essay(block, id, writing, asked, [])


def _essay(block: Block, id: str, writing: Writing, question: str, answers: list[str]) -> Essay:
    listed = "".join(f"<li>{answer}</li>" for answer in answers if answer)
    prompt = writing.page(f"<div>{question}</div>" + (f"<ul>{listed}</ul>" if listed else ""))
    if not prompt:
        raise InputError("It asks nothing: its question is empty. Write one in Studio and export again.")
    return Essay(id=id, title=best_title(block.title, block.place[-1] if block.place else ""), prompt=prompt)


def _open_assessment(block: Block, id: str, writing: Writing, report: Report) -> Essay:
    """The task and, for afterwards, what it is judged by."""
    prompts = [
        one.findtext("description", "") for one in block.element.iter("prompt") if one.find("description") is not None
    ]
    rubric = block.element.find("rubric")
    if not prompts and rubric is not None:
        prompts = [rubric.findtext("prompt", "")]
    prompt = "".join(as_block(writing.page(_paragraphs(text))) for text in prompts)
    if not prompt:
        raise InputError("It asks nothing: its question is empty. Write one in Studio and export again.")
    report.changed(
        block.where,
        block.kind,
        "The answer is kept and sent to the school; learners do not assess each other's here. What it is judged by is shown as the explanation.",
    )
    title = best_title(block.title, block.element.findtext("title", ""), block.place[-1] if block.place else "")
    criteria = "".join(_criterion(one) for one in block.element.iter("criterion"))
    return Essay(
        id=id, title=title, prompt=prompt, explanation=writing.page(f"<ul>{criteria}</ul>") if criteria else ""
    )


def _criterion(element: Any) -> str:
    options = "".join(
        f"<li><b>{_said(option, 'label', 'name')}</b> {_said(option, 'explanation')}</li>"
        for option in element.iter("option")
    )
    return f"<li>{_said(element, 'label', 'name')} – {_said(element, 'prompt')}<ul>{options}</ul></li>"


def _said(element: Any, *names: str) -> str:
    """The text of the first child of these names that has any, as HTML."""
    return html.escape(
        next((text for name in names if (text := (element.findtext(name) or "").strip())), ""), quote=False
    )


def _paragraphs(text: str) -> str:
    """Text as an author typed it: HTML stays, plain lines become paragraphs."""
    if "<" in text:
        return text
    return "".join(f"<p>{html.escape(line, quote=False)}</p>" for line in text.split("\n\n") if line.strip())


def _drag_and_drop(block: Block, id: str, writing: Writing, report: Report) -> Matching:
    """Items to drop on zones are pairs to match; zones without an item are further answers."""
    data = json_or_none(block.attributes.get("data", ""))
    data = data if isinstance(data, dict) else {}
    zones = {
        str(zone.get("uid") or zone.get("title")): str(zone.get("title", ""))
        for zone in _list(data, "zones")
        if isinstance(zone, dict)
    }
    pairs, left_out = [], 0
    for item in _list(data, "items"):
        target = _zone_of(item)
        if target in zones and zones[target].strip():
            pairs.append(Pair(left=_item_text(item, writing), right=" ".join(zones[target].split())))
        else:
            left_out += 1
    if len(pairs) < 2:
        raise InputError("It has fewer than two items with a place to go, so no matching can be made of it.")
    used = {pair.right for pair in pairs}
    picture = html.escape(str(data.get("targetImg") or ""), quote=True)
    about = html.escape(str(data.get("targetImgDescription") or ""), quote=True)
    prompt = str(data.get("question_text") or block.attributes.get("question_text", ""))
    prompt += f'<p><img src="{picture}" alt="{about}"></p>' if picture else ""
    report.changed(
        block.where, block.kind, "Dragging items onto a picture became matching each item with the name of its place."
    )
    if left_out:
        report.lost(
            block.where,
            block.kind,
            "{n} item to drag had no place and was left out.|{n} items to drag had no place and were left out.",
            n=left_out,
        )
    return Matching(
        id=id,
        title=best_title(block.title, block.place[-1] if block.place else ""),
        prompt=writing.inline(prompt) or escaped_text(block.title),
        pairs=tuple(pairs),
        distractors=tuple(
            dict.fromkeys(
                " ".join(name.split()) for name in zones.values() if name.strip() and " ".join(name.split()) not in used
            )
        ),
    )


def _zone_of(item: Any) -> str:
    """The first zone that an item may be dropped on."""
    if not isinstance(item, dict):
        return ""
    zones = item.get("zones") or ([item["zone"]] if item.get("zone") else [])
    return str(zones[0]) if isinstance(zones, list) and zones else ""


def _item_text(item: dict[str, Any], writing: Writing) -> str:
    text = str(item.get("displayName") or "")
    if picture := item.get("imageURL") or item.get("backgroundImage"):
        text += f' <img src="{html.escape(str(picture), quote=True)}" alt="{html.escape(str(item.get("imageDescription") or ""), quote=True)}">'
    return writing.inline(text) or "–"


def _label(entry: Any) -> str:
    """The label of `["R", {"label": "Red", "img": "…"}]` or `["R", "Red"]`, as HTML."""
    value = entry[1] if isinstance(entry, list) and len(entry) > 1 else entry
    if not isinstance(value, dict):
        return str(value)
    picture = (
        f' <img src="{html.escape(str(value["img"]), quote=True)}" alt="{html.escape(str(value.get("img_alt") or ""), quote=True)}">'
        if value.get("img")
        else ""
    )
    return str(value.get("label") or "") + picture


def _list(value: Any, key: str = "") -> list[Any]:
    if key:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, list) else []
