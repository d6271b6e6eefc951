"""The Python in problems, read and never run: only names that get one plain value are known, everything else is not."""

from __future__ import annotations

import ast
import re

from lxml import etree

from bivouac.courses.olx.arithmetic import IncomputableError, parsed, value_of

_LONGEST = 200_000
_NAME = re.compile(r"\$(?:\{(\w+)\}|([A-Za-z_]\w*))")


class Variables:
    """What the `<script>` elements of a problem say about its `$names`.

    Attributes:
        known: name to the text that stands for it.
        computed: names that only running the script would tell.
    """

    def __init__(self, problem: etree._Element) -> None:
        self.known: dict[str, str] = {}
        self.computed: set[str] = set()
        for script in problem.iter("script"):
            if "python" in str(script.get("type", "")).lower():
                self._read(script.text or "")

    def missing(self, text: str) -> list[str]:
        """The names in a text that only running the script would tell, in order."""
        names = [braced or plain for braced, plain in _NAME.findall(text)]
        return list(dict.fromkeys(f"${name}" for name in names if self._longest(name) in self.computed))

    def filled(self, text: str) -> str:
        """The text with the known names replaced by their values; a `$` before anything else stays."""
        return _NAME.sub(self._value, text) if self.known else text

    def _value(self, found: re.Match[str]) -> str:
        name = found[1] or found[2]
        known = self._longest(name)
        return self.known[known] + name[len(known) :] if known in self.known else found[0]

    def _longest(self, name: str) -> str:
        """The longest name of the script that a name in a text begins with: `$costs` may be `$cost` and an s."""
        names = self.known.keys() | self.computed
        return max((one for one in names if name.startswith(one)), key=len, default="")

    def _read(self, script: str) -> None:
        try:
            if len(script) > _LONGEST:
                raise ValueError
            tree = parsed(_unindented(script), "exec")
        except ValueError:
            self.computed |= set(re.findall(r"\b([A-Za-z_]\w*)\s*=", script))  # what looks like an assignment
            return
        assigned = [
            node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        ]
        for statement in tree.body:  # type: ignore[attr-defined]
            match statement:
                case ast.Assign(targets=[ast.Name(id=name)], value=value) if assigned.count(name) == 1:
                    self._assign(name, value)
        self.computed |= set(assigned) - self.known.keys()

    def _assign(self, name: str, node: ast.expr) -> None:
        if isinstance(node, ast.Constant) and isinstance(node.value, str | bool | int | float):
            self.known[name] = str(node.value)
            return
        numbers = {one: float(text) for one, text in self.known.items() if re.fullmatch(r"-?[\d.]+(e-?\d+)?", text)}
        try:
            value = value_of(ast.unparse(node).replace("**", "^"), numbers)
        except (IncomputableError, ValueError, RecursionError):
            return
        self.known[name] = repr(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


def _unindented(script: str) -> str:
    lines = script.expandtabs(4).strip("\n").splitlines()
    indent = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return "\n".join(line[indent:] for line in lines)
