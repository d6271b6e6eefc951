"""A copy made while the hub works, and a hub made of it again."""

from __future__ import annotations

import contextlib
import shutil
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner

from bivouac.errors import InputError, StoreError
from bivouac.sync.cli import main
from bivouac.sync.hub.backup import back_up, restore
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.hub.signed import SIGNED, read
from bivouac.sync.journal.acts import Reached
from tests.sync.campus import Campus, store_two_lessons
from tests.sync.conftest import MakeLaptop
from tests.terminal import run


def test_what_laptops_were_told_before_is_in_a_copy_made_while_more_comes_in(
    campus: Campus, laptop_of: MakeLaptop, tmp_path: Path
) -> None:
    laptop = laptop_of(campus)
    laptop.journal.record("c", "a", *(Reached(at) for at in range(300)))
    laptop.exchange()
    done = threading.Event()

    def study() -> None:
        journal = laptop.open_journal()
        for at in range(1000):
            if done.is_set():
                break
            journal.record("c", "a", Reached(at))
            laptop.exchange(journal=journal)
        journal.close()

    busy = threading.Thread(target=study)
    busy.start()
    for number in range(3):
        back_up(campus.hub, tmp_path / f"copy{number}")
    done.set()
    busy.join()
    campus.stop()
    for number in range(3):
        again = restore(tmp_path / f"copy{number}", tmp_path / f"hub{number}")
        with contextlib.closing(again.storage()) as storage:
            assert storage.feeds(laptop.journal.stream)[laptop.device.id] >= 300
    campus.hub = HubFolder(tmp_path / "hub0")
    campus.start(campus.port)
    laptop.line.close()
    assert laptop.exchange().complete
    with contextlib.closing(campus.hub.storage()) as storage:
        assert storage.feeds(laptop.journal.stream) == laptop.journal.held(laptop.journal.stream)


def test_courses_come_along_where_they_are_wanted(campus: Campus, tmp_path: Path) -> None:
    store_two_lessons(campus.hub.layout(), {"240p": b"film"})
    back_up(campus.hub, tmp_path / "without")
    back_up(campus.hub, tmp_path / "with", with_courses=True)
    assert not HubFolder(tmp_path / "without").layout().references()
    assert HubFolder(tmp_path / "with").layout().references() == campus.hub.layout().references()


def test_a_restored_hub_names_the_courses_that_the_backup_left_out(campus: Campus, tmp_path: Path) -> None:
    store_two_lessons(campus.hub.layout(), {"240p": b"film"})
    store_two_lessons(campus.hub.layout(), {"240p": b"film"}, course_id="finance")
    assert "missing here" not in run("hub", "status", campus.hub.folder)
    run("hub", "backup", campus.hub.folder, tmp_path / "monday")
    said = run("hub", "restore", tmp_path / "monday", tmp_path / "new")
    for text in (said, run("hub", "status", tmp_path / "new")):
        assert "2 courses were not in the backup and are missing here" in text
        assert "“Trade” (trade)" in text and "(finance)" in text and "bivouac hub fill" in text
    said = CliRunner().invoke(main, ["--lang", "fr", "hub", "status", str(tmp_path / "new")]).output
    assert "«\N{NO-BREAK SPACE}Trade\N{NO-BREAK SPACE}» (trade)" in said
    run("hub", "backup", tmp_path / "new", tmp_path / "tuesday")
    said = run("hub", "restore", tmp_path / "tuesday", tmp_path / "again")
    assert "2 courses were not" in said, "a copy of a hub that lacks them says so, too"
    again = HubFolder(tmp_path / "again")
    store_two_lessons(again.layout(), {"240p": b"film"})
    said = run("hub", "status", again.folder)
    assert "1 course was not in the backup" in said and "trade" not in said
    run("hub", "remove", again.folder, "finance")
    assert "missing here" not in run("hub", "status", again.folder)
    back_up(campus.hub, tmp_path / "whole", with_courses=True)
    assert "missing here" not in run("hub", "restore", tmp_path / "whole", tmp_path / "with")


def test_no_copy_is_made_in_the_hubs_own_folder(campus: Campus, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(campus.hub.folder, target_is_directory=True)
    for place in (campus.hub.folder / "monday", campus.hub.folder / "content" / "monday", tmp_path / "link" / "monday"):
        with pytest.raises(InputError, match="own folder"):
            back_up(campus.hub, place)
        assert not place.exists()


def test_people_do_not_go_into_another_database_than_the_one_that_is_named(
    campus: Campus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(campus.hub, tmp_path / "copy")
    monkeypatch.setenv("BIVOUAC_HUB_DATABASE", f"sqlite:///{tmp_path / 'variable'}")
    with pytest.raises(InputError, match="the same database"):
        restore(tmp_path / "copy", tmp_path / "new", f"sqlite:///{tmp_path / 'option'}")
    assert not [name for name in ("new", "variable", "option") if (tmp_path / name).exists()]


def test_nothing_is_written_over_and_nothing_half_is_left(campus: Campus, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    with pytest.raises(InputError, match="there already"):
        back_up(campus.hub, tmp_path / "there")
    with pytest.raises(InputError, match="no backup of a hub"):
        restore(tmp_path / "there", tmp_path / "new")
    back_up(campus.hub, tmp_path / "copy")
    database = tmp_path / "copy" / "hub.sqlite"
    database.write_bytes(database.read_bytes()[:4096] + b"x" * 4096 * 20)
    with pytest.raises(StoreError, match="older one"):
        restore(tmp_path / "copy", tmp_path / "new")
    assert not (tmp_path / "new").exists() and not list(tmp_path.glob(".part-*"))
    shutil.rmtree(tmp_path / "copy")


def test_no_folder_is_made_where_a_stick_is_not_in(campus: Campus, tmp_path: Path) -> None:
    """A copy in a folder of that name would be on the hub's own disk, and the school without one."""
    stick = tmp_path / "stick" / "monday"
    with pytest.raises(InputError, match="Is the stick in"):
        back_up(campus.hub, stick)
    assert not stick.parent.exists()
    back_up(campus.hub, tmp_path / "copy")
    with pytest.raises(InputError, match="Is the stick in"):
        restore(tmp_path / "copy", stick)
    assert not stick.parent.exists()
    with pytest.raises(InputError, match="no backup of a hub"):
        restore(tmp_path / "nothing", tmp_path / "new")


def test_a_hub_knows_that_it_was_restored_before_it_is_a_hub(campus: Campus, tmp_path: Path) -> None:
    """After a power cut between the two it would sign under numbers that laptops hold with other content."""
    back_up(campus.hub, tmp_path / "copy")
    restored = restore(tmp_path / "copy", tmp_path / "restored").folder
    assert read(restored).restored
    assert (restored / SIGNED).stat().st_mtime_ns <= (restored / "hub.json").stat().st_mtime_ns
