"""The answers of numerical problems, which authors write as sums: `9.3*10^7`, `sqrt(2)/2`, `5 %` of tolerance, `[1, 5)`.

What is computed is what Open edX's own calculator knows (docs: "Entering mathematical and scientific expressions"),
without variables and imaginary numbers. Nothing is executed: the expression is read and each step is checked.
"""

from __future__ import annotations

import ast
import math
import operator
import re
import warnings
from collections.abc import Callable, Mapping

from bivouac.courses.model import AcceptedRange

_LONGEST = 500
_DEFAULT_TOLERANCE = 1e-5  # of the answer: the platform's own when a problem names none
_JUST_OUTSIDE = 1e-9

_CONSTANTS = {
    "pi": math.pi,
    "e": math.e,
    "c": 299_792_458.0,
    "k": 1.3806488e-23,
    "q": 1.602176565e-19,
    "g": 9.80665,
    "t": 298.15,
}
_FUNCTIONS: dict[str, Callable[[float], float]] = {
    "sqrt": math.sqrt, "abs": abs, "ln": math.log, "log10": math.log10, "log2": math.log2, "exp": math.exp,
    "sin": math.sin, "cos": math.cos, "tan": math.tan, "arcsin": math.asin, "arccos": math.acos, "arctan": math.atan,
    "sinh": math.sinh, "cosh": math.cosh, "tanh": math.tanh, "factorial": lambda n: float(math.factorial(_small_whole(n))),
}  # fmt: skip
_FUNCTIONS["fact"] = _FUNCTIONS["factorial"]
_OPERATORS: dict[type[ast.AST], Callable[[float, float], float]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv, ast.Pow: math.pow,
}  # fmt: skip
_SUFFIXES = {
    "%": "e-2",
    "k": "e3",
    "M": "e6",
    "G": "e9",
    "T": "e12",
    "c": "e-2",
    "m": "e-3",
    "u": "e-6",
    "n": "e-9",
    "p": "e-12",
}


class IncomputableError(Exception):
    """It has no value as a real number, or is nothing that can be computed."""


def value_of(expression: str, variables: Mapping[str, float] | None = None) -> float:
    """The value of an expression.

    Raises:
        IncomputableError: it has none.
    """
    text = expression.strip().replace("^", "**").replace("−", "-").replace("×", "*").replace("·", "*")
    text = re.sub(
        r"(?<![\w.])(\d+\.?\d*|\.\d+)([%kMGTcmunp])(?!\w)", lambda found: found[1] + _SUFFIXES[found[2]], text
    )
    if not text or len(text) > _LONGEST:
        raise IncomputableError
    try:
        value = _value(parsed(text, "eval").body, variables or {})  # type: ignore[attr-defined]
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise IncomputableError from error
    if not math.isfinite(value):
        raise IncomputableError
    return value


def parsed(text: str, mode: str) -> ast.AST:
    """Python text as a tree that is only looked at.

    Raises:
        ValueError: it is none, or is too deep to be read.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the author's odd escapes are no trouble of ours
        try:
            return ast.parse(text, mode=mode)
        except (SyntaxError, RecursionError, MemoryError) as error:
            raise ValueError from error


def _value(node: ast.AST, variables: Mapping[str, float]) -> float:
    match node:
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            return float(number)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, variables)
        case ast.UnaryOp(op=ast.UAdd(), operand=operand):
            return _value(operand, variables)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            return _OPERATORS[type(op)](_value(left, variables), _value(right, variables))
        case ast.Name(id=name) if name in variables:
            return variables[name]
        case ast.Name(id=name) if name.lower() in _CONSTANTS:
            return _CONSTANTS[name.lower()]
        case ast.Call(func=ast.Name(id=name), args=[argument], keywords=[]) if name.lower() in _FUNCTIONS:
            return float(_FUNCTIONS[name.lower()](_value(argument, variables)))
    raise IncomputableError


def _small_whole(number: float) -> int:
    if number != int(number) or not 0 <= number <= 170:
        raise ValueError
    return int(number)


def accepted_range(answer: str, tolerance: str, share: float = 1.0, feedback: str = "") -> AcceptedRange:
    """The numbers that an answer with its tolerance accepts.

    Args:
        answer: an expression, or a range whose ends belong to it (`[1, 5]`) or not (`(1, 5)`).
        tolerance: an expression, absolute, or with `%` behind it a part of the answer; empty for the platform's own.

    Raises:
        IncomputableError: answer or tolerance has no value.
    """
    if ends := re.fullmatch(r"\s*([\[(])\s*([^,;]+)[,;]([^,;]+)([\])])\s*", answer):
        low, high = value_of(ends[2]), value_of(ends[3])
        low += _JUST_OUTSIDE * max(1.0, abs(low)) if ends[1] == "(" else 0.0
        high -= _JUST_OUTSIDE * max(1.0, abs(high)) if ends[4] == ")" else 0.0
        if low > high:
            raise IncomputableError
    else:
        value = value_of(answer)
        margin = _margin(value, tolerance)
        low, high = value - margin, value + margin
        if not math.isfinite(low) or not math.isfinite(high):
            raise IncomputableError
    return AcceptedRange(low=low, high=high, share=share, feedback=feedback)


def _margin(value: float, tolerance: str) -> float:
    tolerance = tolerance.strip()
    if not tolerance:
        return abs(value) * _DEFAULT_TOLERANCE
    if tolerance.endswith("%"):
        return abs(value * value_of(tolerance[:-1]) / 100)
    return abs(value_of(tolerance))
