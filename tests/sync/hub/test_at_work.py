"""Commands beside a repair: what they noted meanwhile would be lost, so one of the two waits."""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from bivouac.errors import InputError
from bivouac.sync.cli import main
from bivouac.sync.hub.at_work import alone, at_work
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.journal.acts import Reached
from bivouac.sync.protocol import invite
from tests.sync.campus import COMMAND, REPOSITORY, Campus
from tests.sync.conftest import MakeLaptop


@pytest.fixture
def hub(tmp_path: Path) -> HubFolder:
    return HubFolder.create(tmp_path / "hub", "Campus Abidjan")


def run(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["--lang", "en", "hub", *map(str, arguments)])
    return done.exit_code, done.output


@pytest.mark.parametrize(
    "command",
    [
        ("invite",),
        ("learners",),
        ("class", "Finance 1"),
        ("import", "list.csv"),
        ("backup", "copy"),
        ("serve", "--port", "0"),
        ("export", "--csv", "out.csv"),
    ],
)
def test_a_command_waits_for_a_repair(
    hub: HubFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: Sequence[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("list.csv").write_text("name\nAwa\n")
    before = (hub.folder / "hub.sqlite").read_bytes()
    with alone(hub.folder):
        status, said = run(command[0], hub.folder, *command[1:])
    assert status == 1 and "being mended" in said and "try again" in said
    assert (hub.folder / "hub.sqlite").read_bytes() == before and hub.newest_backup() is None


def test_a_repair_waits_for_commands(hub: HubFolder) -> None:
    with at_work(hub.folder), at_work(hub.folder):
        status, said = run("check", hub.folder, "--repair")
        assert status == 1 and "Another command of this hub is at work" in said
        assert run("invite", hub.folder)[0] == 0, "they do not wait for each other"
    assert not (hub.folder / "damaged").exists()
    assert run("check", hub.folder, "--repair")[0] == 0


def test_whoever_is_killed_holds_nobody_up(hub: HubFolder) -> None:
    told = "import sys; from pathlib import Path; from bivouac.sync.hub.at_work import alone\n"
    told += "with alone(Path(sys.argv[1])): print('there', flush=True); sys.stdin.read()"
    for _ in range(2):
        one = subprocess.Popen(
            [COMMAND[0], "-c", told, str(hub.folder)], cwd=REPOSITORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert one.stdout is not None and one.stdout.readline().strip() == b"there"
        with pytest.raises(InputError, match="being mended"), at_work(hub.folder):
            pass
        one.kill()
        one.communicate()
    with at_work(hub.folder):
        pass


def test_every_code_that_was_printed_while_a_hub_was_mended_is_good(
    campus: Campus, laptop_of: MakeLaptop, tmp_path: Path
) -> None:
    """Codes are made without end while a repair goes on: none of them in the database that is put aside."""
    laptop = laptop_of(campus)
    for _ in range(40):
        laptop.journal.record("course", "page", *(Reached(at) for at in range(30)))
        laptop.exchange()
    campus.stop()
    mending = subprocess.Popen(
        [*COMMAND, "hub", "check", str(campus.hub.folder), "--repair"], cwd=REPOSITORY, stdout=subprocess.DEVNULL
    )
    codes, refused = list[str](), 0
    while mending.poll() is None:
        status, said = run("invite", campus.hub.folder)
        if status:
            refused += 1
        else:
            codes.append(said.splitlines()[0])
    if mending.returncode:  # a code was being made when it began: it said so
        assert run("check", campus.hub.folder, "--repair")[0] == 0
    assert codes or refused
    with contextlib.closing(campus.hub.storage()) as storage:
        for code in codes:
            assert storage.invite(invite.selector_of(invite.clean_code(code)), 0), "it was lost"
