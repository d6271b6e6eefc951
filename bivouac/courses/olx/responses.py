"""One question of a problem as a question of the model: the response types that can be judged without the platform."""

from __future__ import annotations

from bivouac.courses.model import AnyQuestion
from bivouac.courses.olx.asking import Asking
from bivouac.courses.olx.choices import from_menu, one_of, several_of
from bivouac.courses.olx.problem import Part
from bivouac.courses.olx.typed import number, words
from bivouac.courses.olx.unconverted import refuse_response


def convert_part(part: Part, asking: Asking) -> AnyQuestion:
    """The question of the model for one part of a problem.

    Raises:
        InputError: there is none; the sentence says why, for the author.
    """
    match part.kind:
        case "multiplechoiceresponse":
            return one_of(part, asking)
        case "choiceresponse" | "truefalseresponse":
            return several_of(part, asking)
        case "optionresponse":
            return from_menu(part, asking)
        case "stringresponse":
            return words(part, asking)
        case "numericalresponse" | "formularesponse":
            return number(part, asking)
    raise refuse_response(part.kind, part.response)
