"""A school that was set back to a copy from before a campus joined it: the campus is told, and joins again where it is."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from bivouac.errors import RefusedError
from bivouac.sync.cli import main
from bivouac.sync.relay.courses import offered_above
from bivouac.sync.relay.upstream import read_upstream
from bivouac.sync.store.device import open_device, renew
from tests.sync.campus import Campus
from tests.sync.conftest import MakeLaptop
from tests.sync.relay.conftest import MakeCampus

FORGOTTEN = "does not know this hub any more"


def run(*words: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["--lang", "en", "hub", *map(str, words)])
    return result.exit_code, result.output


def invitation(school: Campus, file: Path, *whose: str) -> Path:
    wanted = whose or ("--role", "hub", "--uses", "1")
    code, said = run("invite", school.hub.folder, *wanted, "--url", school.url, "--file", file)
    assert code == 0, said
    return file


def test_a_campus_that_its_school_forgot_joins_again_with_a_new_invite_file(
    hub_of: MakeCampus, laptop_of: MakeLaptop, tmp_path: Path
) -> None:
    school, campus = hub_of("School"), hub_of("Campus")
    set_back = _keep(school, tmp_path)
    first = invitation(school, tmp_path / "first.bivouac-invite")
    assert run("sync", campus.hub.folder, "--upstream", first)[0] == 0
    laptop = laptop_of(campus)
    laptop.exchange()
    set_back()
    for asked in (campus.exchange, lambda: offered_above(campus.hub)):
        with pytest.raises(
            RefusedError, match=f"“School” {FORGOTTEN}.* --learner {campus.hub.settings.id} .*--role hub"
        ):
            asked()
    before = read_upstream(campus.hub)
    code, said = run("sync", campus.hub.folder, "--upstream", first)
    assert (code, FORGOTTEN in said) == (1, True)
    assert read_upstream(campus.hub) == before, "a spent code takes nothing away"
    second = invitation(school, tmp_path / "second.bivouac-invite")
    code, said = run("sync", campus.hub.folder, "--upstream", second)
    assert code == 0, said
    assert set(campus.records()) <= set(school.records())
    joined = read_upstream(campus.hub)
    assert run("sync", campus.hub.folder, "--upstream", second)[0] == 0, "the same file again, as a service names it"
    assert read_upstream(campus.hub) == joined


def test_a_campus_that_was_restored_after_the_schools_copy_was_made_joins_with_a_code_of_its_own(
    hub_of: MakeCampus, tmp_path: Path
) -> None:
    """The school knows the campus then, and not the name under which it writes since."""
    school, campus = hub_of("School"), hub_of("Campus")
    folder, own = campus.hub.folder, campus.hub.settings.id
    campus.join(school)
    assert campus.exchange().complete
    set_back = _keep(school, tmp_path)
    renew(folder, open_device(folder).id)
    assert campus.exchange().complete
    set_back()
    code, said = run("sync", folder, "--upstream", invitation(school, tmp_path / "any.bivouac-invite"))
    assert (
        code == 1
        and f"needs an invite file of its own. Make one there: bivouac hub invite FOLDER --learner {own} " in said
    )
    code, said = run(
        "sync", folder, "--upstream", invitation(school, tmp_path / "its.bivouac-invite", "--learner", own)
    )
    assert code == 0, said
    assert set(campus.records()) <= set(school.records())


def test_an_invite_file_of_a_school_that_is_away_stops_no_campus(hub_of: MakeCampus, tmp_path: Path) -> None:
    school, campus = hub_of("School"), hub_of("Campus")
    assert run("sync", campus.hub.folder, "--upstream", invitation(school, tmp_path / "first.bivouac-invite"))[0] == 0
    second = invitation(school, tmp_path / "second.bivouac-invite")
    before = read_upstream(campus.hub)
    school.stop()
    code, said = run("sync", campus.hub.folder, "--upstream", second)
    assert code == 1 and "cannot be reached" in said
    assert read_upstream(campus.hub) == before


def _keep(school: Campus, tmp_path: Path) -> Callable[[], None]:
    """Keeps the school's database as it is; what is returned sets it back to that."""
    port = school.port
    school.stop()
    shutil.copy(school.hub.folder / "hub.sqlite", tmp_path / "old.sqlite")
    school.start(port)

    def set_back() -> None:
        school.stop()
        for left in school.hub.folder.glob("hub.sqlite*"):
            left.unlink()
        shutil.copy(tmp_path / "old.sqlite", school.hub.folder / "hub.sqlite")
        school.start(port)

    return set_back
