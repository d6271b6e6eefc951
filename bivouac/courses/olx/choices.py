"""Questions of a problem that are answered by choosing: radio buttons, checkboxes, menus.

A checkbox question earns its points in parts here: every right tick an equal share, every wrong one takes an equal
share away. The platform gives all or nothing unless the author chose otherwise.
"""

from __future__ import annotations

import ast
import re

from lxml import etree

from bivouac.courses.model import Choice, Html, Option
from bivouac.courses.olx.asking import PARTLY, Asking, explanation_of, labelled, prompt_of
from bivouac.courses.olx.problem import Part
from bivouac.courses.olx.writing import as_block, escaped_text
from bivouac.errors import InputError
from bivouac.language import translate


def one_of(part: Part, asking: Asking) -> Choice:
    """Radio buttons: one may be chosen, several may be right."""
    choices = list(part.response.iter("choice"))
    shares = [_share(choice, asking) for choice in choices]
    _require_right(shares)
    options = tuple(_option(choice, share, asking) for choice, share in zip(choices, shares, strict=True))
    group = next(part.response.iter("choicegroup", "radiogroup"), part.response)
    pinned = any(choice.get("fixed") == "true" for choice in choices)
    return _choice(part, asking, options, multiple=False, shuffle=group.get("shuffle") == "true" and not pinned)


def several_of(part: Part, asking: Asking) -> Choice:
    """Checkboxes; where no box is right, an option is added that says so."""
    choices = list(part.response.iter("choice"))
    if next(part.response.iter("radiogroup"), None) is not None:
        return one_of(part, asking)
    right = [_truth(choice, asking) for choice in choices]
    if not choices:
        _require_right([])
    wrong_costs = -1.0 / max(1, right.count(False))
    earns = 1.0 / max(1, right.count(True))
    options = [
        _option(choice, earns if is_right else wrong_costs, asking)
        for choice, is_right in zip(choices, right, strict=True)
    ]
    if not any(right):
        options.append(Option(text=translate("None of these", asking.language), share=1.0))
    asking.moved += [asking.text(hint) for hint in part.response.iter("compoundhint")]
    return _choice(part, asking, tuple(options), multiple=True, shuffle=False)


def from_menu(part: Part, asking: Asking) -> Choice:
    """A menu to drop down, its options in an attribute or as elements."""
    menu = (
        part.chosen_input if part.chosen_input is not None else next(part.response.iter("optioninput"), part.response)
    )
    if menu.get("options") is None:
        options = tuple(_option(option, float(_truth(option, asking)), asking) for option in menu.iter("option"))
    else:
        correct = asking.plain(menu.get("correct"))
        texts = [asking.plain(text) for text in _menu_texts(menu.get("options") or "")]
        options = tuple(Option(text=escaped_text(text), share=float(text == correct)) for text in dict.fromkeys(texts))
    _require_right([option.share for option in options])
    return _choice(part, asking, options, multiple=False, shuffle=False)


def _menu_texts(options: str) -> list[str]:
    """The texts of `('one','it\\'s two')`."""
    try:
        texts = ast.literal_eval(options) if len(options) < 20_000 else ()
        if isinstance(texts, tuple | list) and all(isinstance(text, str) for text in texts):
            return list(texts)
        if isinstance(texts, str):
            return [texts]
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        pass
    inside = options.strip().removeprefix("(").removesuffix(")")
    return [text.strip(" '\"") for text in re.split(r"""(?<=['"])\s*,\s*(?=['"])""", inside) if text.strip(" '\"")]


def _choice(part: Part, asking: Asking, options: tuple[Option, ...], *, multiple: bool, shuffle: bool) -> Choice:
    return Choice(
        id=asking.id,
        title=asking.title,
        points=asking.points,
        hints=asking.hints,
        prompt=prompt_of(part, asking),
        explanation=explanation_of(part, asking),
        options=options,
        multiple=multiple,
        shuffle=shuffle,
    )


def _option(choice: etree._Element, share: float, asking: Asking) -> Option:
    text = asking.text(choice, "choicehint", "optionhint") or escaped_text(choice.get("name") or "–")
    feedback: list[Html] = []
    for hint in choice.iter("choicehint", "optionhint"):
        said = labelled(hint, asking)
        if hint.get("selected", "true").lower() == "false":
            asking.moved.append(_about_option(text, said))
        else:
            feedback.append(said)
    targeted = asking.targeted.get(choice.get("explanation-id", ""))
    if targeted:
        feedback.append(asking.html(targeted))
    return Option(
        text=text, share=share, feedback=feedback[0] if len(feedback) == 1 else "".join(map(as_block, feedback))
    )


def _about_option(text: Html, said: Html) -> Html:
    """What is said about an option where the option itself is not in sight."""
    if as_block(text) == text or as_block(said) == said:
        return as_block(text) + as_block(said)
    return f"<p><b>{text}</b> – {said}</p>"


def _truth(choice: etree._Element, asking: Asking) -> bool:
    return asking.plain(choice.get("correct")).lower() in ("true", "1", "yes")


def _share(choice: etree._Element, asking: Asking) -> float:
    """What choosing it earns: all, nothing, or the part the author set."""
    if asking.plain(choice.get("correct")).lower() not in ("partial", "partially-correct"):
        return float(_truth(choice, asking))
    try:
        return min(1.0, max(0.0, float(choice.get("point_value", PARTLY))))
    except ValueError:
        return PARTLY


def _require_right(shares: list[float]) -> None:
    if not shares:
        raise InputError("This question has no answers to choose from. Add some in Studio and export again.")
    if max(shares) <= 0:
        raise InputError("None of its answers is marked as the right one. Mark one in Studio and export again.")
