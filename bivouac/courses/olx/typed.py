"""Questions of a problem that are answered by typing: words and numbers."""

from __future__ import annotations

from lxml import etree

from bivouac.courses.model import AcceptedRange, AcceptedText, Html, Numerical, ShortAnswer
from bivouac.courses.olx.arithmetic import IncomputableError, accepted_range
from bivouac.courses.olx.asking import PARTLY, Asking, explanation_of, labelled, prompt_of
from bivouac.courses.olx.patterns import NotPlainError, escaped, spelled_out
from bivouac.courses.olx.problem import Part
from bivouac.errors import InputError


def words(part: Part, asking: Asking) -> ShortAnswer:
    """A `stringresponse`; texts it only has a hint for earn nothing and are answered with that."""
    response = part.response
    flags = response.get("type", "").lower().split()
    accepted: list[AcceptedText] = []
    for text, hint in _answers(response, asking):
        feedback = labelled(hint, asking) if hint is not None else ""
        accepted += [AcceptedText(text=one, feedback=feedback) for one in _spellings(text, "regexp" in flags)]
    if not accepted:
        raise InputError("This question names no right answer. Add one in Studio and export again.")
    for hint in response.iter("stringequalhint", "regexphint"):
        for one in _spellings(asking.plain(hint.get("answer")), hint.tag == "regexphint"):
            accepted.append(AcceptedText(text=one, share=0.0, feedback=labelled(hint, asking)))
    return ShortAnswer(
        id=asking.id,
        title=asking.title,
        points=asking.points,
        hints=asking.hints,
        prompt=prompt_of(part, asking),
        explanation=explanation_of(part, asking),
        accepted=tuple(accepted),
        case_sensitive="ci" not in flags,
    )


def _answers(response: etree._Element, asking: Asking) -> list[tuple[str, etree._Element | None]]:
    """Each right answer, with what is said to who gives it."""
    main = response.get("answer", "")
    own_hint = next((child for child in response if child.tag == "correcthint"), None)
    answers = [(one, own_hint) for one in (main.split("_or_") if "_or_" in main else [main])]
    for more in response.iter("additional_answer"):
        hint = next(more.iter("correcthint"), None)
        answers.append((more.get("answer") or more.text or "", own_hint if hint is None else hint))
    filled = [(asking.plain(text), hint) for text, hint in answers]
    return [(text, hint) for text, hint in filled if text]


def _spellings(text: str, is_pattern: bool) -> list[str]:
    if not is_pattern:
        return [escaped(text)] if text else []
    try:
        return [one for one in spelled_out(text) if one]
    except NotPlainError as error:
        raise InputError(
            "Its right answer is a regular expression that cannot be written as a list of texts: “{pattern}”. List the accepted answers in Studio instead.",
            pattern=text[:200],
        ) from error


def number(part: Part, asking: Asking) -> Numerical:
    """A `numericalresponse`, or a `formularesponse` whose answer is a number; what is partly right earns half."""
    response = part.response
    tolerance, partial = "", ""
    for parameter in response.iter("responseparam"):
        partial = parameter.get("partial_answers") or partial
        if parameter.get("type") == "tolerance" or parameter.get("default"):
            tolerance = asking.plain(parameter.get("default"))
    answers = _answers(response, asking)
    if not answers:
        raise InputError("This question names no right answer. Add one in Studio and export again.")
    accepted = [
        _range(text, tolerance, 1.0, labelled(hint, asking) if hint is not None else "", part.kind)
        for text, hint in answers
    ]
    accepted += [
        _range(text, tolerance, PARTLY, "", part.kind) for text in asking.plain(partial).split(",") if text.strip()
    ]
    return Numerical(
        id=asking.id,
        title=asking.title,
        points=asking.points,
        hints=asking.hints,
        prompt=prompt_of(part, asking),
        explanation=explanation_of(part, asking),
        accepted=tuple(accepted),
        unit=_unit(response, asking),
    )


def _range(answer: str, tolerance: str, share: float, feedback: Html, kind: str) -> AcceptedRange:
    try:
        return accepted_range(answer, tolerance, share, feedback)
    except IncomputableError as error:
        if kind == "formularesponse":
            raise InputError(
                "Its answer is a formula with variables (“{answer}”), which Bivouac cannot compare. Ask for a number, or let learners choose between formulas.",
                answer=answer[:200],
            ) from error
        raise InputError(
            "Its answer “{answer}” is not a real number that Bivouac can compute. Write it as a number in Studio.",
            answer=answer[:200],
        ) from error


def _unit(response: etree._Element, asking: Asking) -> str:
    """What stands behind the field."""
    field_ = next(response.iter("formulaequationinput", "textline"), None)
    return asking.plain(field_.get("trailing_text")) if field_ is not None else ""
