"""The documentation keeps up: links lead somewhere; commands, settings and dependencies are all named."""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from bivouac.language import SOURCE_LANGUAGE, use_language
from bivouac.sync.cli import main
from bivouac.sync.store.settings import SETTINGS

REPOSITORY = Path(__file__).resolve().parent.parent
PAGES = sorted([*REPOSITORY.glob("*.md"), *REPOSITORY.glob("docs/**/*.md")])

_LINK = re.compile(r"\]\(([^)\s]+)\)|src=\"([^\"]+)\"")
_FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_NOT_A_LETTER = re.compile(r"[^\w\- ]")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(REPOSITORY).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    lost = [link for link in _links(page) if not _is_there(page, link)]
    assert lost == []


def _links(page: Path) -> Iterator[str]:
    for match in _LINK.finditer(_FENCED.sub("", page.read_text("utf-8"))):
        link = match[1] or match[2]
        if not re.match(r"[a-z]+:", link):
            yield link


def _is_there(page: Path, link: str) -> bool:
    name, _, anchor = link.partition("#")
    target = (page.parent / name).resolve() if name else page
    return target.exists() and (not anchor or target.suffix != ".md" or anchor in _anchors(target))


def _anchors(page: Path) -> set[str]:
    """Names of a page's headings, as web views of a repository make them."""
    headings = re.findall(r"^#+ (.*)$", _FENCED.sub("", page.read_text("utf-8")), re.MULTILINE)
    return {_NOT_A_LETTER.sub("", heading.lower()).replace(" ", "-") for heading in headings}


def _commands() -> list[tuple[str, click.Command]]:
    """Every command with its name as typed, groups included."""
    use_language(SOURCE_LANGUAGE)
    waiting: list[tuple[str, click.Command]] = [("bivouac", main)]
    found = []
    while waiting:
        name, command = waiting.pop()
        found.append((name, command))
        if isinstance(command, click.Group):
            context = click.Context(command)
            for part in command.list_commands(context):
                inner = command.get_command(context, part)
                assert inner is not None
                waiting.append((f"{name} {part}", inner))
    return found


@pytest.mark.parametrize(("name", "command"), _commands(), ids=lambda value: value if isinstance(value, str) else "")
def test_commands_and_their_options_are_documented(name: str, command: click.Command) -> None:
    pages = "\n".join(
        page.read_text("utf-8") for page in PAGES if "docs" in page.parts and "decisions" not in page.parts
    )
    sections = [part for part in re.split(r"^#+ ", pages, flags=re.MULTILINE) if re.search(rf"{name}\b", part)]
    assert sections, f"no page of docs/ names “{name}”"
    options = [option.opts[-1] for option in command.params if isinstance(option, click.Option) and not option.hidden]
    assert [one for one in options if not any(f"{one}" in part for part in sections)] == []


def _typed(page: str) -> list[str]:
    """The lines of a page that are commands of ours to be typed."""
    lines = (REPOSITORY / page).read_text("utf-8").splitlines()
    return [line.strip() for line in lines if re.match(r"( {4,})?bivouac [a-z]", line)]


@pytest.mark.parametrize("line", [*_typed("README.md"), *_typed("docs/staff-guide.md")])
def test_a_command_to_be_typed_has_all_that_it_wants(line: str) -> None:
    """Its arguments are there and its options known; nothing is done."""
    words = shlex.split(line, comments=True)[1:]
    command: click.Command = main
    while isinstance(command, click.Group):
        found = command.get_command(click.Context(command), words.pop(0))
        assert found, line
        command = found
    command.make_context(command.name, words)


def test_settings_are_documented() -> None:
    """docs/settings.md has a row for each, made of the same sentences as the dialog."""
    page = (REPOSITORY / "docs" / "settings.md").read_text("utf-8")
    for setting in SETTINGS:
        choices = ", ".join(name for _, name in setting.choices)
        assert f"| {setting.name} | `{setting.key}` | {setting.sentence} | {choices} |" in page


def test_dependencies_have_their_reasons() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["build"]]
    for extra in project["project"]["optional-dependencies"].values():
        wanted += extra
    page = (REPOSITORY / "docs" / "decisions" / "0002-dependencies.md").read_text("utf-8")
    names = {re.split(r"[<>=~\[; ]", one)[0] for one in wanted}
    named = set(re.findall(r"`([\w-]+)`", page.split("## Not taken")[0]))
    assert names <= named, f"without a reason: {sorted(names - named)}"


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock", "requirements-lrs.lock"])
def test_locks_name_no_place(lock: str) -> None:
    """Every line is a version with hashes; whoever installs chooses where from."""
    text = (REPOSITORY / lock).read_text("utf-8")
    assert "--hash=sha256:" in text
    assert not re.search(r"://|--(extra-)?index|--find-links", text)


def test_locks_hold_what_the_project_asks_for() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
    extras = project["project"]["optional-dependencies"]
    to_run = [*project["project"]["dependencies"], *extras["hub"], *extras["desktop"]]
    to_develop = [*to_run, *extras["parquet"], *extras["dev"]]
    lrs = project["dependency-groups"]["lrs"]
    locks = {"requirements.lock": to_run, "requirements-dev.lock": to_develop, "requirements-lrs.lock": lrs}
    for lock, wanted in locks.items():
        locked = set(re.findall(r"^([\w.-]+)==", (REPOSITORY / lock).read_text("utf-8"), re.MULTILINE))
        names = {re.split(r"[<>=~\[; ]", one)[0].lower().replace("_", "-") for one in wanted}
        assert sorted(names - locked) == [], f"run make lock: {lock}"
