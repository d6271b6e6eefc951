"""The words that click itself says (Usage, Options, what is wrong with a command line), in the person's language.

click marks them for gettext, whose compiled files for click nobody ships; here they go through our own translations, as all that people read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NoReturn

import click
import click._textwrap

from bivouac.language import LANGUAGES, tr, tr_later, translate

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

ARGUMENTS = (
    tr_later("BACKUP"),
    tr_later("BUNDLES"),
    tr_later("COMPUTER"),
    tr_later("COURSE"),
    tr_later("COURSES"),
    tr_later("FILE"),
    tr_later("FOLDER"),
    tr_later("IDS"),
    tr_later("NAME"),
    tr_later("OUTPUT"),
    tr_later("PATH"),
    tr_later("PERSON"),
    tr_later("SOURCE"),
    tr_later("STICK"),
    tr_later("STICKS"),
    tr_later("TARGET"),
    tr_later("URLS"),
)
"""What our commands want, as usage lines call it: the names of arguments, which click takes from the code."""

_REST = (tr_later("[OPTIONS]"), tr_later("COMMAND [ARGS]..."))
"""What else stands in a usage line."""

_MODULES = (click.core, click.decorators, click.exceptions, click.formatting, click.parser, click.termui, click.types)


def translate_click() -> None:
    """Let click look its words up where ours are."""
    for module in _MODULES:
        for name, look_up in (("_", tr), ("ngettext", _one_or_more)):
            if hasattr(module, name):
                setattr(module, name, look_up)
    for kind, name in KINDS.items():
        setattr(kind, "name", _said(name))  # noqa: B010 (to mypy a kind's name is a plain text)
    setattr(click.Argument, "make_metavar", _named(click.Argument.make_metavar))  # noqa: B010
    for command in (click.Command, click.Group):
        setattr(command, "collect_usage_pieces", _translated(command.collect_usage_pieces))  # noqa: B010
    for number in (click.types.IntRange, click.types.FloatRange):
        setattr(number, "_describe_range", _range)  # noqa: B010
    setattr(click._textwrap, "TextWrapper", _Lines)  # noqa: B010


class OneOf(click.Choice[str]):
    """One of a few words, said in the person's language and understood in every one.

    Args:
        also: other words, in lower case, and what they mean.
    """

    def __init__(self, choices: Sequence[str], also: Mapping[str, str] = MappingProxyType({})) -> None:
        super().__init__(choices)
        self._also = also

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        words = "|".join(tr(word) for word in self.choices)
        return f"{{{words}}}" if param.required and param.param_type_name == "argument" else f"[{words}]"

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        return tr(
            "{value!r} is not one of {choices}.", value=value, choices=", ".join(tr(word) for word in self.choices)
        )

    def fail(self, message: str, param: click.Parameter | None = None, ctx: click.Context | None = None) -> NoReturn:
        """An argument is called by all that it may be, which the sentence says already."""
        if isinstance(param, click.Argument):
            raise click.UsageError(message, ctx)
        super().fail(message, param, ctx)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        known = dict(self._also)
        known |= {translate(word, language).casefold(): word for word in self.choices for language in LANGUAGES}
        return super().convert(known.get(str(value).casefold(), value), param, ctx)


class _Lines(click._textwrap.TextWrapper):
    """Breaks lines at spaces only: half a name behind a hyphen is none."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **{"break_on_hyphens": False, "break_long_words": False, **more})


def _named(real: Callable[[click.Argument, click.Context], str]) -> Callable[[click.Argument, click.Context], str]:
    """The name of an argument in a usage line, with its brackets and dots."""

    def metavar(argument: click.Argument, ctx: click.Context) -> str:
        name = str(argument.name).upper()
        return real(argument, ctx).replace(name, tr(name))

    return metavar


def _translated(real: Callable[[Any, click.Context], list[str]]) -> Callable[[Any, click.Context], list[str]]:
    return lambda command, ctx: [tr(piece) if piece in _REST else piece for piece in real(command, ctx)]


def _range(number: click.types.IntRange | click.types.FloatRange) -> str:
    """What a number may be. Ours include their ends."""
    if number.min is None:
        return tr("at most {most}", most=number.max)
    return tr("at least {least}", least=number.min) if number.max is None else f"{number.min}–{number.max}"


def _said(name: str) -> property:
    """An attribute that is said in the language of the moment."""
    return property(lambda _: tr(name))


def _one_or_more(one: str, more: str, count: int) -> str:
    return tr(one if count == 1 else more)
