"""A problem cut into its questions: which text belongs to which response, hints, solutions.

A problem is HTML with responses in it, in any depth. The text before a response is its prompt, what follows the last one
belongs to that; a response within a sentence or a table is a blank in it.
"""

from __future__ import annotations

import copy
import html
from dataclasses import dataclass, field

from lxml import etree

from bivouac.courses.olx.source import inner_html, outer_html
from bivouac.courses.olx.writing import is_empty

_INPUTS = frozenset({
    "choicegroup", "checkboxgroup", "radiogroup", "optioninput", "textline", "formulaequationinput", "numericalinput",
})  # fmt: skip
_NOT_TEXT = frozenset({
    "script", "style", "answer", "responseparam", "additional_answer", "correcthint", "stringequalhint", "regexphint", "stringhint",
    "compoundhint", "choicehint", "optionhint", "hintgroup", "hintpart", "startouttext", "endouttext", "demandhint", "solution", "solutionset",
    "targetedfeedback", "targetedfeedbackset", "codeparam", "meta",
})  # fmt: skip
_TRANSPARENT = frozenset({
    "div", "section", "article", "fieldset", "form", "center", "text", "ol", "ul", "li", "question", "problem", "span", "main",
})  # fmt: skip
"""What may stand around responses without being part of a sentence."""

_AS_PARAGRAPH = {
    "label": "p",
    "legend": "p",
    "description": "p",
    "question": "div",
    "text": "span",
    "clarification": "small",
}
_HEADINGS_OF_SOLUTIONS = {"explanation", "solution", "answer", "explication", "réponse", "explicación"}
_BLANK = "____"


@dataclass
class Part:
    """One question, still XML.

    Attributes:
        number: its place among the problem's questions, from 1; it stays when others cannot be converted.
        response: the `…response` element.
        prompt: what is to be read before answering, as HTML.
        chosen_input: of an `optionresponse` with several menus, this one.
        solution: as HTML.
    """

    number: int
    response: etree._Element
    prompt: str
    chosen_input: etree._Element | None = None
    solution: str = ""

    @property
    def kind(self) -> str:
        """The response's tag."""
        return str(self.response.tag)


@dataclass
class Problem:
    """A problem's parts; `text` is all of it where it asks nothing. `targeted` is feedback by its `explanation-id`."""

    parts: list[Part] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    targeted: dict[str, str] = field(default_factory=dict)
    text: str = ""


def split_problem(element: etree._Element) -> Problem:
    """Cut a `<problem>` into its questions."""
    element = copy.deepcopy(element)
    problem = Problem(
        hints=[inner_html(hint) for group in element.iter("demandhint") for hint in group.iter("hint")],
        targeted={
            str(one.get("explanation-id")): inner_html(one)
            for one in element.iter("targetedfeedback")
            if one.get("explanation-id")
        },
    )
    _Splitter(problem).split(element)
    return problem


class _Splitter:
    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._text: list[str] = []
        self._early_solution = ""

    def split(self, element: etree._Element) -> None:
        self._walk(element, None)
        rest = "".join(self._text)
        if self._problem.parts:
            self._problem.parts[-1].prompt += rest if not is_empty(rest) else ""
            self._problem.parts[-1].solution += self._early_solution
        else:
            self._problem.text = rest + self._early_solution

    def _walk(self, element: etree._Element, response: etree._Element | None) -> None:
        """Take up what is in `element`; inside a response with several menus, `response` is that one."""
        self._text.append(html.escape(element.text or "", quote=False))
        for child in element:
            if isinstance(child.tag, str):
                self._child(child, response)
            self._text.append(html.escape(child.tail or "", quote=False))

    def _child(self, child: etree._Element, response: etree._Element | None) -> None:
        tag = str(child.tag)
        if tag == "solution":
            self._solve(solution_html(child))
        elif tag == "solutionset":
            self._walk(child, response)
        elif tag in _NOT_TEXT:
            return
        elif _asks(child, response):
            self._ask(child, response, "".join(self._text))
        elif tag == "optionresponse":
            self._walk(child, child)
        elif not _askers(child, response):
            self._text.append(_as_html(child))
        elif tag in _TRANSPARENT:
            self._walk(child, response)
        else:
            self._fill_blanks(child, response)

    def _solve(self, solution: str) -> None:
        """A solution belongs to the question before it."""
        if self._problem.parts and is_empty("".join(self._text)):
            self._problem.parts[-1].solution += solution
        else:
            self._early_solution += solution

    def _ask(self, asker: etree._Element, response: etree._Element | None, prompt: str) -> None:
        self._text = []
        number = len(self._problem.parts) + 1
        if response is not None:
            self._problem.parts.append(Part(number, response, prompt, asker))
            return
        solutions = "".join(solution_html(one) for one in asker.iter("solution"))
        self._problem.parts.append(
            Part(number, asker, prompt + _own_text(asker), None, self._early_solution + solutions)
        )
        self._early_solution = ""

    def _fill_blanks(self, child: etree._Element, response: etree._Element | None) -> None:
        """Each response in a sentence or table asks for one blank of it."""
        askers = _askers(child, response)
        marks = [f"{_BLANK} ({n})" if len(askers) > 1 else _BLANK for n in range(1, len(askers) + 1)]
        sentence = "".join(self._text) + _with_blanks(child, askers, marks)
        for number, asker in enumerate(askers, 1):
            parent = next((one for one in asker.iterancestors() if one.tag == "optionresponse"), response)
            which = f"<p><b>({number})</b></p>" if len(askers) > 1 else ""
            self._ask(asker, parent if asker.tag == "optioninput" else None, sentence + which)


def _is_response(element: etree._Element) -> bool:
    return isinstance(element.tag, str) and element.tag.endswith("response")


def _asks(element: etree._Element, response: etree._Element | None) -> bool:
    """Whether an element is one question by itself: a response, or one menu of a response with several."""
    if element.tag == "optioninput":
        return response is not None
    return _is_response(element) and (element.tag != "optionresponse" or len(list(element.iter("optioninput"))) < 2)


def _askers(element: etree._Element, response: etree._Element | None) -> list[etree._Element]:
    """The questions inside an element, in order."""
    found = [one for one in element.iter() if one is not element and _asks(one, response)]
    for several in element.iter("optionresponse"):
        if not _asks(several, None):
            found += [one for one in several.iter("optioninput") if one not in found]
    order = {one: place for place, one in enumerate(element.iter())}
    return sorted(found, key=lambda one: order[one])


def _with_blanks(element: etree._Element, askers: list[etree._Element], marks: list[str]) -> str:
    """An element as HTML, with a mark in place of each question; the questions themselves are left as they are."""
    places = {one: place for place, one in enumerate(element.iter())}
    sentence = copy.deepcopy(element)
    sentence.tail = None
    copies = list(sentence.iter())
    for asker, mark in zip(askers, marks, strict=True):
        _replace(copies[places[asker]], mark)
    return _as_html(sentence)


def _own_text(response: etree._Element) -> str:
    """What a response itself has to read: label, description, paragraphs; an input in the middle of it is a blank."""
    own = copy.deepcopy(response)
    for one in list(own.iter(*_INPUTS)):
        if one.getparent() is not None:
            _replace(one, "" if one.getparent() is own else _BLANK)
    for one in list(own.iter(*_NOT_TEXT)):
        if one.getparent() is not None:
            _replace(one, "")
    return html.escape(own.text or "", quote=False) + "".join(
        _as_html(child) + html.escape(child.tail or "", quote=False) for child in own if isinstance(child.tag, str)
    )


def _replace(element: etree._Element, text: str) -> None:
    """Put text in the place of an element; what follows the element stays."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    text += element.tail or ""
    if before is None:
        parent.text = (parent.text or "") + text
    else:
        before.tail = (before.tail or "") + text
    parent.remove(element)


def _as_html(element: etree._Element) -> str:
    """An element without its tail, the problem's own tags as HTML's."""
    shown = copy.deepcopy(element)
    shown.tail = None
    for one in list(shown.iter(*_NOT_TEXT)):
        _replace(one, "")
    if shown.tag == "description":
        shown.tag = "em"
        return f"<p>{outer_html(shown)}</p>"
    for one in shown.iter(*_AS_PARAGRAPH):
        one.tag = _AS_PARAGRAPH[str(one.tag)]
    return outer_html(shown)


def solution_html(element: etree._Element) -> str:
    """A solution without the heading that Studio puts in: the reader has its own."""
    element = copy.deepcopy(element)
    first = next((one for one in element.iter("p", "h1", "h2", "h3", "h4", "h5") if _text(one)), None)
    if first is not None and _text(first).strip(" :").casefold() in _HEADINGS_OF_SOLUTIONS:
        _replace(first, "")
    inside = inner_html(element)
    return inside if not is_empty(inside) else ""


def _text(element: etree._Element) -> str:
    return "".join(map(str, element.itertext())).strip()


def html_without(element: etree._Element, *tags: str) -> str:
    """What stands inside an element, as HTML, without some of its children."""
    element = copy.deepcopy(element)
    for one in list(element.iter(*tags)) if tags else []:
        _replace(one, "")
    return inner_html(element)
