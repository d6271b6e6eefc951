"""What click itself says, in French; and that a click of another version says nothing that nobody translated."""

from __future__ import annotations

import ast
import inspect

import click
import pytest
from click.testing import CliRunner

from bivouac.sync.cli import main, words

NEVER_SAID = (
    "deprecated", "(dynamic)", "Value must be an iterable.", "Confirm the action without prompting.", "Choice({choices})",
    "Show the version and exit.", "%(prog)s, version %(version)s", "Press any key to continue...", "Unknown color {colour!r}",
    "Name '{name}' defined twice", "Invalid start character for option ({option})", "{value!r} is not a valid UUID.",
    "{name} {filename!r} is not executable.", "{value!r} does not match the format {format}.",
    "{value!r} does not match the formats {formats}.", "DeprecationWarning: The command {name!r} is deprecated.{extra_message}",
    "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}",
    "Could not determine name for option with declarations {decls!r}",
    "No options defined but a name was passed ({name}). Did you mean to declare an argument instead? Did you mean to pass '--{name}'?",
    "Arguments take exactly one parameter declaration, got {length}: {decls}.",
    "Boolean option {decl!r} cannot use the same flag for true/false.",
)  # fmt: skip
"""For programmers, or of what no command of ours has."""


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("hub serve", "Il manque l’argument 'FOLDER'."),
        ("hub frob", "La commande « frob » n’existe pas."),
        ("hub serve here --prot 1", "L’option « --prot » n’existe pas."),
        ("hub serve here --port many", "La valeur de '--port' ne convient pas"),
        ("hub serve here --port", "L’option « --port » demande une valeur."),
        ("hub serve a b c", "Il y a des arguments de trop (b c)."),
        ("hub --help", "Utilisation : bivouac"),
        ("hub serve --help", "--port NOMBRE"),
    ],
)
def test_a_command_line_that_is_wrong_is_said_in_french(line: str, says: str) -> None:
    said = CliRunner().invoke(main, ["--lang", "fr", *line.split()]).output.replace("\xa0", " ")
    assert says in said
    assert not any(word in said for word in ("Error", "Usage", "Try ", "Missing", "No such"))
    assert "Error" not in CliRunner().invoke(main, ["--lang", "en", "hub", "--help"]).output


def test_everything_that_click_can_say_is_known() -> None:
    marked = set[str]()
    for module in words._MODULES:
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
                marked |= {
                    one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)
                }
    assert marked - set(words.SAID) == set(NEVER_SAID)
    assert set(words.SAID) - marked == {"required"}
    assert {kind.name for kind in (click.STRING, click.INT, click.FLOAT)} == {"text", "integer", "float"}
