"""What every question of a problem has: id, points, prompt, hints, explanation, its texts in clean form."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from bivouac.courses.model import Html
from bivouac.courses.olx.problem import Part, html_without
from bivouac.courses.olx.scripts import Variables
from bivouac.courses.olx.writing import Writing, as_block, escaped_text
from bivouac.errors import InputError

PARTLY = 0.5
"""The share that the platform gives for an answer that is marked as partly right."""

_LONGEST_TEXT = 1_000_000  # half of what `model.Html` takes


@dataclass
class Asking:
    """What converting a question needs from around it.

    Attributes:
        id, title, points: of the question to make.
        language: one of `language.LANGUAGES`, the nearest to the course's, for the few words that are added.
        targeted: feedback that choices name by its id.
        moved: texts that had their own place on the platform and go to the explanation here.
    """

    id: str
    title: str
    points: float
    language: str
    writing: Writing
    variables: Variables
    targeted: dict[str, str] = field(default_factory=dict)
    hints: tuple[Html, ...] = ()
    moved: list[Html] = field(default_factory=list)

    def text(self, element: etree._Element, *without: str) -> Html:
        """What stands in an element, without some of its children, in clean form."""
        return self.html(html_without(element, *without))

    def html(self, fragment: str) -> Html:
        """A fragment of the problem in clean form, its variables filled in."""
        missing = self.variables.missing(fragment)
        if missing:
            raise _computed(missing)
        text = self.writing.inline(self.variables.filled(fragment))
        if len(text) > _LONGEST_TEXT:
            raise InputError("Its text is longer than a question may be. Put the text into a page before the question.")
        return text

    def plain(self, text: str | None) -> str:
        """An attribute with its variables filled in."""
        missing = self.variables.missing(text or "")
        if missing:
            raise _computed(missing)
        return " ".join(self.variables.filled(text or "").split())


def prompt_of(part: Part, asking: Asking) -> Html:
    """The text before the question; where there is none, the field's label or the problem's title."""
    prompt = asking.html(part.prompt)
    if prompt:
        return prompt
    labels = [one.get("label") for one in part.response.iter() if one.get("label")]
    return escaped_text(asking.plain(labels[0]) if labels else asking.title)


def explanation_of(part: Part, asking: Asking) -> Html:
    """The solution, then what the platform would have said at another moment."""
    try:
        solution = asking.html(part.solution)
    except InputError:
        asking.writing.report.lost(
            asking.writing.where,
            "problem/solution",
            "The solution of this question is computed by a program, so it is not shown. Write it out in Studio.",
        )
        solution = ""
    if not asking.moved:
        return solution
    asking.writing.report.changed(
        asking.writing.where,
        "problem/hint",
        "Feedback about answers that were not ticked, or about several together, is shown with the solution.",
    )
    return "".join(map(as_block, [solution, *asking.moved]))


def labelled(hint: etree._Element, asking: Asking) -> Html:
    """A hint with the label an author gave it ("Not quite"), where it has one."""
    label = asking.plain(hint.get("label"))
    said = asking.text(hint)
    return f"<p><b>{escaped_text(label)}</b></p>{as_block(said)}" if label else said


def _computed(names: list[str]) -> InputError:
    return InputError(
        "Its text or answers come from a Python program ({names}), which does not run here. Write the values out in Studio, or make several questions of it.",
        names=", ".join(names[:5]),
    )
