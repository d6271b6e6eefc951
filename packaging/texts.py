"""Finds the texts for people in the source code, without running it.

A text is the English literal given to `tr`, `tr_later`, `translate`, to an error of `bivouac.errors` or its kin, or to a
report of an import. It has to be a literal, because that is what makes it findable.
"""

from __future__ import annotations

import ast
import string
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
PACKAGE = REPOSITORY / "bivouac"

_POSITIONS = {"tr": 0, "tr_later": 0, "translate": 0, "lost": 2, "changed": 2, "note": 2, "Finding": 3}
"""Which argument of a call is a text, by the name that is called. Of errors it is the one that their class calls `source`."""
_REPORT_METHODS = ("lost", "changed", "note")


@dataclass(frozen=True)
class Use:
    """One place where a text stands.

    Attributes:
        source: the English text; `singular|plural` when it is counted.
        values: the names that fill its fields, or None where they are given later or elsewhere.
    """

    file: Path
    line: int
    source: str
    values: frozenset[str] | None

    @property
    def where(self) -> str:
        return f"{self.file.relative_to(REPOSITORY).as_posix()}:{self.line}"

    @property
    def module(self) -> str:
        parts = self.file.relative_to(REPOSITORY).with_suffix("").parts
        return ".".join(part for part in parts if part != "__init__")


@dataclass(frozen=True)
class Made:
    """A text that is put together where it is used (an f-string, a sum, a call), so that nobody can translate it."""

    where: str
    code: str


def fields(text: str) -> frozenset[str]:
    """Names of the `{name}` fields of a text."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name and name.isidentifier())


def find() -> tuple[list[Use], list[Made]]:
    """Every text of the package, in the order of files and lines, and those that cannot be found so."""
    trees = {file: ast.parse(file.read_text("utf-8")) for file in sorted(PACKAGE.rglob("*.py"))}
    positions = _POSITIONS | _errors(trees.values())
    uses: list[Use] = []
    made: list[Made] = []
    for file, tree in trees.items():
        for call, values in _calls(tree):
            for text in _texts(call, positions):
                if isinstance(text, ast.Constant):
                    if isinstance(text.value, str) and text.value:
                        uses.append(Use(file, text.lineno, text.value, values))
                elif isinstance(text, ast.JoinedStr | ast.BinOp | ast.Call) and not _looked_up(text):
                    where = f"{file.relative_to(REPOSITORY).as_posix()}:{text.lineno}"
                    made.append(Made(where, ast.unparse(text)))
    return sorted(uses, key=lambda use: (use.file, use.line)), made


def _errors(trees: Iterable[ast.Module]) -> dict[str, int]:
    """Position of the text in the call of each class that comes from BivouacError."""
    classes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    positions = {"BivouacError": 0}
    before = 0
    while before < len(positions):
        before = len(positions)
        for node in classes:
            for base in node.bases:
                if isinstance(base, ast.Name) and base.id in positions:
                    positions.setdefault(node.name, _position_of_source(node, positions[base.id]))
    return positions


def _position_of_source(node: ast.ClassDef, inherited: int) -> int:
    for statement in node.body:
        if isinstance(statement, ast.FunctionDef) and statement.name == "__init__":
            names = [argument.arg for argument in statement.args.posonlyargs + statement.args.args]
            return names.index("source") - 1 if "source" in names else inherited
    return inherited


def _calls(tree: ast.Module) -> Iterator[tuple[ast.Call, frozenset[str] | None]]:
    """Every call with the names of the values it gives; those of `tr(…).format(…)` are the outer call's."""
    formatted = {
        id(node.func.value): node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format"
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            keywords = [keyword.arg for keyword in formatted.get(id(node), node).keywords]
            later = None in keywords or _called(node) == "tr_later"
            yield node, None if later else frozenset(name for name in keywords if name)


def _texts(call: ast.Call, positions: Mapping[str, int]) -> Iterator[ast.expr]:
    """The expressions of a call that are texts: none for most calls, two for a choice between two."""
    name = _called(call)
    position = positions.get(name)
    method = isinstance(call.func, ast.Attribute)
    if position is None or len(call.args) <= position or method != (name in _REPORT_METHODS):
        return
    waiting = [call.args[position]]
    while waiting:
        text = waiting.pop(0)
        if isinstance(text, ast.IfExp):
            waiting += [text.body, text.orelse]
        else:
            yield text


def _looked_up(text: ast.expr) -> bool:
    """Whether a text comes out of a table by `get`; in the table it is marked with `tr_later`."""
    return isinstance(text, ast.Call) and _called(text) == "get"


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""
