"""What click itself says, in French; and that a click of another version says nothing that nobody translated."""

from __future__ import annotations

import ast
import datetime
import inspect
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from bivouac.language import decimal, translate, use_language, written_day, written_size
from bivouac.sync.cli import main, words
from bivouac.sync.cli.table import labelled
from bivouac.sync.hub.class_list import ROLES
from tests.sync.campus import COMMAND

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
        ("hub serve", "Il manque l’argument 'DOSSIER'."),
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


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("hub role here awa boss", "Erreur : « boss » n’est pas parmi apprenant, enseignant, équipe, administrateur."),
        (
            "catalogue rotate-keys here --keys there boss",
            "Erreur : « boss » n’est pas parmi root, targets, snapshot, timestamp.",
        ),
        ("hub invite here --role boss", "Erreur : La valeur de '--role' ne convient pas : « boss » n’est pas parmi"),
    ],
)
def test_a_word_that_is_none_of_a_few_is_answered_with_them_once(tmp_path: Path, line: str, says: str) -> None:
    words = [str(tmp_path) if word in ("here", "there") else word for word in line.split()]
    answer = said("--lang", "fr", *words).splitlines()[-1]
    assert answer.startswith(says) and answer.count("apprenant") < 2 and answer.count("root") < 2


def said(*line: str) -> str:
    return CliRunner().invoke(main, list(line)).output.replace("\xa0", " ")


def test_the_language_may_be_named_anywhere_and_is_one_that_is_spoken() -> None:
    assert "Afficher cette aide." in said("--lang", "fr", "--help")
    for line in (("hub", "--lang", "fr", "serve"), ("hub", "serve", "--lang=fr"), ("hub", "serve", "--lang", "fr_CI")):
        assert "Il manque l’argument" in said(*line)
    assert "does not speak “de”. It speaks: en, fr." in said("--lang", "de", "hub", "--help")


def test_numbers_dates_and_commands_as_french_has_them() -> None:
    use_language("fr")
    assert (decimal(0.1), written_day(datetime.date(2026, 11, 2))) == ("0,1", "02/11/2026")
    assert labelled("cle1", "Complète") == "cle1\xa0: Complète"
    assert "« hier » n’est pas une date" in said("--lang", "fr", "hub", "export", "x", "--csv", "-", "--since", "hier")


@pytest.mark.parametrize("group", ["", "hub", "course", "catalogue", "courier"])
def test_commands_are_said_in_the_infinitive(group: str) -> None:
    line = [*COMMAND, "--lang", "fr", *group.split(), "--help"]
    page = subprocess.run(line, capture_output=True, text=True, check=True).stdout  # each group's file is read once
    found = [
        one[2:].split("  ", 1)[1].split()[0].rstrip(",")
        for one in page.partition("Commandes")[2].splitlines()[1:]
        if one.strip()
    ]
    assert found and all(word.endswith(("er", "ir", "re")) or word in ("Les", "Sur") for word in found), found


_WALK = """
import click
from bivouac.sync.cli import main

def walk(command, ctx):
    print(command.get_help(ctx))
    for name in command.list_commands(ctx) if isinstance(command, click.Group) else ():
        walk(command.get_command(ctx, name), click.Context(command.get_command(ctx, name), info_name=name, parent=ctx))

with main.make_context("bivouac", ["--lang", "fr", "hub"], terminal_width=80) as ctx:
    walk(main, ctx)
"""


def test_the_help_of_every_command_is_french_throughout() -> None:
    environment = {**os.environ, "BIVOUAC_LANG": "fr", "PYTHONIOENCODING": "utf-8"}
    line = [sys.executable, "-c", _WALK]
    pages = subprocess.run(line, capture_output=True, encoding="utf-8", check=True, env=environment).stdout
    assert pages.count("Utilisation") > 40, "all of them"
    by_click = (*words.SAID, *words.KINDS.values(), *words.ARGUMENTS, *words._REST)
    word = re.compile(r"[^\W\d_]{3,}")
    english = {one for text in by_click if translate(text, "fr") != text for one in word.findall(text)} - {"type"}
    french = {one for text in by_click for one in word.findall(translate(text, "fr"))}
    some = {"the", "and", "with", "this", "for", "are", "what", "only", "which", "learner", "teacher", "staff"}
    same = r"(bivouac|--)\S*( [a-z-]+)*|\{root[^}]*\}"  # names of commands and options, and of a catalogue's roles
    assert set(word.findall(re.sub(same, "", pages))) & (english | some) - french == set()
    assert "<=" not in pages
    assert [one for one in pages.splitlines() if one.endswith("-")] == [], "no name is broken at its hyphen"


def test_a_role_is_said_in_french_or_english() -> None:
    role = words.OneOf(["learner", "staff"], also=ROLES)
    said = ("staff", "Équipe", "apprenant", "Étudiante")
    assert [role.convert(one, None, None) for one in said] == ["staff", "staff", "learner", "learner"]
    with pytest.raises(click.BadParameter, match="chef"):
        role.convert("chef", None, None)


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


def test_sizes_are_written_in_what_people_can_picture() -> None:
    assert [written_size(one) for one in (1, 99_999, 2_600_000, 63_700_000_000)] == [
        "1 kB",
        "100 kB",
        "2.6 MB",
        "63.7 GB",
    ]
    use_language("fr")
    assert [written_size(one) for one in (2_600_000, 63_700_000_000)] == [
        "2,6\N{NO-BREAK SPACE}Mo",
        "63,7\N{NO-BREAK SPACE}Go",
    ]
