"""`bivouac …`: the campus from a terminal. One file a noun, imported only when it is asked for.

To add a command group `x`, write `x.py` here with a click group called `x`, and add its name to `_GROUPS`.
"""

from __future__ import annotations

import importlib
import importlib.util
import io
import os
import sys
from typing import Any

import click

from bivouac import __version__
from bivouac.errors import BivouacError, system_error
from bivouac.language import LANGUAGES, speaks, tr, use_language
from bivouac.sync.cli.words import translate_click

translate_click()

_GROUPS = ("catalogue", "course", "courier", "hub", "journal", "preload")


class _Campus(click.Group):
    """The command `bivouac`: speaks the person's language and says every error as one sentence."""

    def make_context(self, info_name: str | None, args: list[str], *rest: Any, **extra: Any) -> click.Context:
        use_language(os.environ.get("BIVOUAC_LANG", ""))  # until --lang says otherwise
        for stream in (sys.stdout, sys.stderr):
            if isinstance(
                stream, io.TextIOWrapper
            ):  # in a file or a pipe Windows writes cp1252, which has not all letters of names
                stream.reconfigure(errors="replace")
        return super().make_context(info_name, _language_first(args), *rest, **extra)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for name in _GROUPS if importlib.util.find_spec(f"{__name__}.{name}")]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        command = getattr(importlib.import_module(f"{__name__}.{cmd_name}"), cmd_name)
        return command if isinstance(command, click.Command) else None

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        helps = {
            "--lang": tr("The language to speak."),
            "--version": tr("Say which version this is."),
            "--help": tr("Show this message and exit."),
        }
        parameters = super().get_params(ctx)
        for parameter in parameters:  # made before anybody knew the language
            if isinstance(parameter, click.Option):
                parameter.help = helps.get(parameter.opts[0])
        return parameters

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.indentation():
            formatter.write_text(tr("Bivouac, the campus that travels: courses and the hub from a terminal."))

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BivouacError as error:
            click.echo(error.sentence(), err=True)
        except OSError as error:
            if isinstance(error, BrokenPipeError):  # click's: the reader of a pipe has gone
                raise
            click.echo(system_error(error).sentence(), err=True)
        raise click.exceptions.Exit(1)


def _speak(ctx: click.Context, parameter: click.Parameter, language: str | None) -> None:
    if not language:
        return
    if not speaks(language):
        raise click.BadParameter(
            tr(
                "Bivouac does not speak “{language}”. It speaks: {names}.",
                language=language,
                names=", ".join(LANGUAGES),
            ),
            ctx,
            parameter,
        )
    use_language(language)


def _language_first(args: list[str]) -> list[str]:
    """`--lang fr` in front, wherever it was typed: it concerns every command."""
    for at, one in enumerate(args):
        if one == "--":
            break
        if one == "--lang" and at + 1 < len(args):
            return [*args[at : at + 2], *args[:at], *args[at + 2 :]]
        if one.startswith("--lang="):
            return [one, *args[:at], *args[at + 1 :]]
    return args


main = _Campus(
    name="bivouac",
    params=[
        click.Option(["--lang"], expose_value=False, is_eager=True, callback=_speak, metavar="|".join(LANGUAGES)),
        click.Option(
            ["--version"],
            is_flag=True,
            expose_value=False,
            is_eager=True,
            callback=lambda ctx, _, value: _version(ctx, value),
        ),
    ],
)
"""The command `bivouac`. `--lang`, else `BIVOUAC_LANG`, else the system, says in which language it speaks."""


def _version(ctx: click.Context, wanted: bool) -> None:
    if wanted:
        click.echo(f"bivouac {__version__}")
        ctx.exit()
