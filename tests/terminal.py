"""`bivouac …` as a person types it into a terminal, run in this process."""

from __future__ import annotations

from collections.abc import Mapping

from click.testing import CliRunner, Result

from bivouac.sync.cli import main


def bivouac(*words: object, language: str = "en", env: Mapping[str, str | None] | None = None) -> Result:
    """What comes of a command. It may say no; a traceback is no answer."""
    result = CliRunner().invoke(main, ["--lang", language, *map(str, words)], env=env)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def run(*words: object) -> str:
    """What a command says that goes well."""
    result = bivouac(*words)
    assert result.exit_code == 0, result.output
    return result.output


def refused(*words: object) -> str:
    """What a command says that says no."""
    result = bivouac(*words)
    assert result.exit_code == 1, result.output
    return result.output
