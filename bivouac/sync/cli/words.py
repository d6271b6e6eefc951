"""The words that click itself says (Usage, Options, what is wrong with a command line), in the person's language.

click marks them for gettext, whose compiled files for click nobody ships; here they go through our own translations, as all that people read.
"""

from __future__ import annotations

from typing import Any

import click

from bivouac.language import tr, tr_later

SAID = (
    tr_later("Usage:"),
    tr_later("Options"),
    tr_later("Positional arguments"),
    tr_later("Commands"),
    tr_later("Show this message and exit."),
    tr_later("default: {default}"),
    tr_later("env var: {var}"),
    tr_later("required"),
    tr_later("Error: {message}"),
    tr_later("Error: invalid input"),
    tr_later("Aborted!"),
    tr_later("Try '{command} {option}' for help."),
    tr_later("Missing command."),
    tr_later("Missing argument"),
    tr_later("Missing option"),
    tr_later("Missing parameter"),
    tr_later("Missing parameter: {param_name}"),
    tr_later("Missing {param_type}"),
    tr_later("No such command {name!r}."),
    tr_later("No such option {name!r}."),
    tr_later("Did you mean {possibility}?"),
    tr_later("(Did you mean one of: {possibilities}?)"),
    tr_later("Got unexpected extra argument ({args})"),
    tr_later("Got unexpected extra arguments ({args})"),
    tr_later("Option {name!r} does not take a value."),
    tr_later("Option {name!r} requires an argument."),
    tr_later("Option {name!r} requires {nargs} arguments."),
    tr_later("Argument {name!r} takes {nargs} values."),
    tr_later("Takes {nargs} values but 1 was given."),
    tr_later("Takes {nargs} values but {len} were given."),
    tr_later("Invalid value: {message}"),
    tr_later("Invalid value for {param_hint}: {message}"),
    tr_later("Could not open file {filename!r}: {message}"),
    tr_later("unknown error"),
    tr_later("Choose from:\n\t{choices}"),
    tr_later("{value!r} is not {choice}."),
    tr_later("{value!r} is not one of {choices}."),
    tr_later("{value} is not in the range {range}."),
    tr_later("{value!r} is not a valid {number_type}."),
    tr_later("{value!r} is not a valid boolean. Recognized values: {states}"),
    tr_later("{name} {filename!r} does not exist."),
    tr_later("{name} {filename!r} is a file."),
    tr_later("{name} {filename!r} is a directory."),
    tr_later("{name} {filename!r} is not readable."),
    tr_later("{name} {filename!r} is not writable."),
    tr_later("{len_type} values are required, but {len_value} was given."),
    tr_later("{len_type} values are required, but {len_value} were given."),
    tr_later("file"),
    tr_later("directory"),
    tr_later("path"),
    tr_later("Do you want to continue?"),
    tr_later("Repeat for confirmation"),
    tr_later("Error: The two entered values do not match."),
)
"""What our commands can make click say, in its own English, which is the key of the translation."""

KINDS: dict[type[click.ParamType[Any]], str] = {
    click.types.StringParamType: tr_later("text"),
    click.types.IntParamType: tr_later("integer"),
    click.types.IntRange: tr_later("integer range"),
    click.types.FloatParamType: tr_later("float"),
    click.types.FloatRange: tr_later("float range"),
}
"""What click calls the kinds of values, which it asks nobody to translate."""

_MODULES = (click.core, click.decorators, click.exceptions, click.formatting, click.parser, click.termui, click.types)


def translate_click() -> None:
    """Let click look its words up where ours are."""
    for module in _MODULES:
        for name, look_up in (("_", tr), ("ngettext", _one_or_more)):
            if hasattr(module, name):
                setattr(module, name, look_up)
    for kind, name in KINDS.items():
        setattr(kind, "name", _said(name))  # noqa: B010 (to mypy a kind's name is a plain text)


def _said(name: str) -> property:
    """An attribute that is said in the language of the moment."""
    return property(lambda _: tr(name))


def _one_or_more(one: str, more: str, count: int) -> str:
    return tr(one if count == 1 else more)
