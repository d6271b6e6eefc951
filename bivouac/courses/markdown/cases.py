"""A page whose sections are scenes, as a branching case study."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markdown_it.token import Token

from bivouac.courses.ids import make_id, unique_id
from bivouac.courses.markdown.reading import as_line
from bivouac.courses.markdown.rendering import render_tokens, tokens
from bivouac.courses.markdown.spelling import nearest_outcome
from bivouac.courses.model import Case, CaseChoice, Scene
from bivouac.courses.report import Report

_OUTCOMES = ("good", "fair", "poor")

Clean = Callable[[str, bool], str]
"""HTML soup to the clean page form; with True, a single paragraph loses its `<p>`."""


@dataclass
class _Section:
    """A heading with the tokens up to the next of its level."""

    name: str
    title: str
    outcome: str
    body: list[Token]


def make_case(name: str, title: str, text: str, clean: Clean, report: Report, where: str) -> Case | None:
    """The case that a page tells; None when it has no scenes.

    A choice that leads to no scene is left out and named in `report`.
    """
    introduction, sections = _sections(tokens(text), report, where)
    if not sections:
        report.lost(
            where,
            "case",
            "The page is a case study without scenes: no heading has a name such as {name}.",
            name="{#monday}",
        )
        return None
    taken: set[str] = set()
    ids = [unique_id(section.name, taken) for section in sections]
    scenes = tuple(
        _scene(scene_id, section, set(ids), clean, report, where)
        for scene_id, section in zip(ids, sections, strict=True)
    )
    _check(scenes, report, where)
    return Case(id=name, title=title, scenes=scenes, introduction=clean(render_tokens(introduction), False))


def _sections(page: list[Token], report: Report, where: str) -> tuple[list[Token], list[_Section]]:
    """What stands before the first scene, and the scenes: headings of the level of the first that has a name."""
    level = next((token.tag for token in page if token.type == "heading_open" and token.attrGet("id")), "")
    starts = [position for position, token in enumerate(page) if token.type == "heading_open" and token.tag == level]
    if not level:
        return page, []
    sections = []
    for start, end in zip(starts, [*starts[1:], len(page)], strict=True):
        heading, inline = page[start], page[start + 1]
        title = as_line("".join(child.content for child in inline.children or []))
        outcome = _outcome(str(heading.attrGet("class") or "").split(), title, report, where)
        name = str(heading.attrGet("id") or " ".join(title.split()))  # no-break spaces change no id
        sections.append(_Section(name, title, outcome, page[start + 3 : end]))
    return page[: starts[0]], sections


def _outcome(classes: list[str], scene: str, report: Report, where: str) -> str:
    """The first class that is an outcome; one that is nearly so is named."""
    for word in classes:
        if word in _OUTCOMES:
            return word
        if meant := nearest_outcome(word, _OUTCOMES):
            report.note(
                where,
                "case",
                "In the scene “{scene}”, “{word}” is no outcome and was passed over. Is “{meant}” meant?",
                scene=scene,
                word=word[:100],
                meant=meant,
            )
    return ""


def _scene(scene_id: str, section: _Section, ids: set[str], clean: Clean, report: Report, where: str) -> Scene:
    body, items = _with_choices(section.body)
    choices = []
    for item in items:
        choice = _choice(item, clean)
        if choice.to in ids:
            choices.append(choice)
        else:
            report.lost(
                where,
                "case",
                "In the scene “{scene}” a choice leads to “{name}”, which is no scene.",
                scene=section.title,
                name=choice.to,
            )
    return Scene(
        id=scene_id,
        title=section.title or scene_id,
        text=clean(render_tokens(body), False),
        choices=tuple(choices),
        outcome=section.outcome if not choices else "",
    )


def _with_choices(body: list[Token]) -> tuple[list[Token], list[list[Token]]]:
    """A scene's text, and the items of the list at its end if every one begins with a link to a scene."""
    if not body or body[-1].type not in ("bullet_list_close", "ordered_list_close") or body[-1].level:
        return body, []
    opening = body[-1].type.replace("close", "open")
    start = max(position for position, token in enumerate(body) if token.type == opening and not token.level)
    items: list[list[Token]] = []
    for token in body[start + 1 : -1]:
        if token.type == "list_item_open" and token.level == 1:
            items.append([])
        items[-1].append(token)
    return (body[:start], items) if all(_leads_to(item) for item in items) else (body, [])


def _leads_to(item: list[Token]) -> str:
    """The name after `#` in the link that an item begins with; empty when it begins with none."""
    inline = next((token for token in item if token.type == "inline"), None)
    first = inline.children[0] if inline and inline.children else None
    href = str(first.attrGet("href") or "") if first and first.type == "link_open" else ""
    return href[1:] if href.startswith("#") else ""


def _choice(item: list[Token], clean: Clean) -> CaseChoice:
    position = next(number for number, token in enumerate(item) if token.type == "inline")
    children = item[position].children or []
    end = next(number for number, child in enumerate(children) if child.type == "link_close")
    said, told = children[1:end], children[end + 1 :]
    rest = [token for token in item[position + 1 :] if token.type not in ("list_item_close", "paragraph_close")]
    after = render_tokens([Token("inline", "", 0, children=told)]).strip() + _later_blocks(rest)
    return CaseChoice(
        text=clean(render_tokens([Token("inline", "", 0, children=said)]), True),
        to=make_id(_leads_to(item)),
        consequence=clean(after, True),
    )


def _later_blocks(rest: list[Token]) -> str:
    """What stands below the link in the same item."""
    return "\n" + render_tokens([token for token in rest if token.type == "inline"]) if rest else ""


def _check(scenes: tuple[Scene, ...], report: Report, where: str) -> None:
    """Name scenes that nobody reaches, and a case without an ending."""
    links = {scene.id: [choice.to for choice in scene.choices] for scene in scenes}
    reached, waiting = set(), [scenes[0].id]
    while waiting:
        scene = waiting.pop()
        if scene not in reached:
            reached.add(scene)
            waiting += links[scene]
    for one in scenes:
        if one.id not in reached:
            report.note(where, "case", "No choice leads to the scene “{scene}”.", scene=one.title)
    if all(links[name] for name in reached):
        report.note(where, "case", "The case has no ending: every scene that is reached leads on.")
