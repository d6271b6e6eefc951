"""A hub whose database is damaged: named by a check, mended, and whole again once the laptops came."""

from __future__ import annotations

import contextlib
import random
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bivouac import machine
from bivouac.sync.cli import main
from bivouac.sync.hub.backup import back_up
from bivouac.sync.hub.checking import look_at
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.hub.repairing import repair
from bivouac.sync.journal.acts import Reached
from tests.soak.hub_flips import HubBench, campaign
from tests.sync.campus import Campus, Laptop, store_two_lessons
from tests.sync.conftest import MakeLaptop


def _check(campus: Campus, *options: str) -> Result:
    return CliRunner().invoke(main, ["--lang", "en", "hub", "check", str(campus.hub.folder), *options])


def _study(laptop: Laptop, times: int) -> None:
    for _ in range(times):
        laptop.journal.record("course", "page", *(Reached(at) for at in range(30)))
        laptop.exchange()


def _tear(path: Path, first: int, last: int | None = None) -> None:
    """Pages from `first` on become something else."""
    content = bytearray(path.read_bytes())
    part = slice(first * 4096, None if last is None else last * 4096)
    content[part] = random.Random(1).randbytes(len(content[part]))
    path.write_bytes(content)


def _come_back(campus: Campus, laptop: Laptop) -> None:
    campus.start(campus.port)
    laptop.line.close()
    assert laptop.exchange().complete
    mine = [one for one in campus.records() if one[0] == laptop.journal.stream]
    held = laptop.journal.held(laptop.journal.stream)
    assert len(mine) == len(set(mine)) == sum(held.values())


def test_a_sound_hub_is_said_to_be_while_it_runs(campus: Campus, laptop_of: MakeLaptop) -> None:
    store_two_lessons(campus.hub.layout(), {"240p": b"film"})
    _study(laptop_of(campus), 3)
    said = _check(campus, "--content")
    assert (said.exit_code, said.output) == (0, "The hub of “Campus Abidjan” is sound.\n")


def test_names_kept_in_an_earlier_manner_are_no_damage_and_survive_a_repair(campus: Campus) -> None:
    with contextlib.closing(campus.hub.storage()) as storage:
        awa = storage.add_account("Awa N’Diaye", "learner", "fr", 1)
    campus.stop()
    with contextlib.closing(sqlite3.connect(campus.hub.folder / "hub.sqlite")) as db:
        db.execute("UPDATE people SET name_key = 'awa n’diaye'")
        db.execute("DELETE FROM facts WHERE key = 'name-keys'")
        db.commit()
    assert list(look_at(campus.hub)) == []
    repair(campus.hub)
    with contextlib.closing(campus.hub.storage()) as storage:
        assert storage.find_account("awa n'diaye") == awa


def test_a_sound_hub_is_not_mended(campus: Campus, laptop_of: MakeLaptop) -> None:
    _study(laptop_of(campus), 2)
    campus.stop()
    before = (campus.hub.folder / "hub.sqlite").read_bytes()
    said = _check(campus, "--repair")
    assert said.exit_code == 0 and said.output.startswith("The database needed no repair, and nothing was changed.")
    assert (campus.hub.folder / "hub.sqlite").read_bytes() == before


def test_hubs_above_and_below_are_sound(campus: Campus, laptop_of: MakeLaptop, tmp_path: Path) -> None:
    school = Campus(tmp_path / "school", name="School")
    try:
        campus.join(school)
        _study(laptop_of(campus), 2)
        campus.exchange()
        assert list(look_at(school.hub)) == [] and list(look_at(campus.hub)) == []
    finally:
        school.stop()


def test_records_and_names_that_nobody_wrote_are_named(campus: Campus, laptop_of: MakeLaptop) -> None:
    _study(laptop_of(campus), 2)
    campus.stop()
    with contextlib.closing(sqlite3.connect(campus.hub.folder / "hub.sqlite", isolation_level=None)) as db:
        db.execute("UPDATE people SET name = 'Awa Kona'")
        db.execute("UPDATE segments SET payload = zeroblob(200) WHERE stream LIKE 'learner:%' AND last_seq = 60")
    said = _check(campus)
    assert said.exit_code == 1
    assert "The acts of “Awa Kona” are damaged from number 31 on" in said.output
    assert "is not what was noted: people" in said.output


def test_a_course_and_a_file_that_are_damaged_are_named(campus: Campus) -> None:
    store_two_lessons(campus.hub.layout(), {"240p": b"film"})
    blob = max(campus.hub.content.glob("blobs/sha256/*"), key=lambda path: path.stat().st_size)
    blob.write_bytes(blob.read_bytes()[:-1] + b"?")
    (campus.hub.folder / "key.pem").write_bytes(b"nothing")
    campus.hub.courier_key()
    (campus.hub.folder / "courier.key").write_text("AGE-SECRET-KEY-1Q")
    assert _check(campus).output.count("\n") == 3
    said = _check(campus, "--content")
    assert said.exit_code == 1 and "key.pem is damaged" in said.output
    assert said.output.splitlines()[-2:] == [
        "Damaged: the description of “trade”.",
        f"To bring that anew from a stick or a file that has it, also while the hub runs: bivouac hub fill {campus.hub.folder} STICK --course trade",
    ]


def test_what_a_hub_lost_comes_again_from_a_laptop_that_was_told_that_all_is_there(
    campus: Campus, laptop_of: MakeLaptop
) -> None:
    laptop = laptop_of(campus)
    _study(laptop, 9)
    assert laptop.journal.standing().waiting == 0
    campus.stop()
    with contextlib.closing(sqlite3.connect(campus.hub.folder / "hub.sqlite", isolation_level=None)) as db:
        db.execute("UPDATE segments SET payload = zeroblob(200) WHERE stream LIKE 'learner:%' AND last_seq = 90")
    said = _check(campus, "--repair")
    assert said.exit_code == 0, said.output
    assert "come again from the laptops" in said.output and "is sound" in said.output
    assert list((campus.hub.folder / "damaged").glob("*/hub*.sqlite"))
    with contextlib.closing(campus.hub.storage()) as storage:
        assert storage.feeds(laptop.journal.stream) == {laptop.device.id: 60}
    _come_back(campus, laptop)


def test_of_a_file_that_has_lost_its_order_everything_in_its_pages_comes_back(
    campus: Campus, laptop_of: MakeLaptop
) -> None:
    laptop = laptop_of(campus)
    _study(laptop, 9)
    campus.stop()
    _tear(campus.hub.folder / "hub.sqlite", 0, 1)
    assert _check(campus).exit_code == 1
    done = repair(campus.hub)
    assert (done.missing, done.again, done.nameless) == (0, (), 0) and done.codes
    _come_back(campus, laptop)


@pytest.mark.parametrize("everything", [False, True])
def test_what_is_gone_is_taken_from_the_newest_copy(
    campus: Campus, laptop_of: MakeLaptop, tmp_path: Path, everything: bool
) -> None:
    laptop = laptop_of(campus)
    _study(laptop, 5)
    back_up(campus.hub, tmp_path / "monday")
    _study(laptop, 2)
    campus.stop()
    path = campus.hub.folder / "hub.sqlite"
    path.unlink() if everything else _tear(path, 1)
    assert _check(campus).exit_code == 1
    done = repair(HubFolder(campus.hub.folder))
    assert done.backup == tmp_path / "monday" and done.again == ()
    assert list(look_at(campus.hub)) == []
    _come_back(campus, laptop)


def test_without_a_copy_people_whose_rows_are_gone_join_again(campus: Campus, laptop_of: MakeLaptop) -> None:
    _study(laptop_of(campus), 2)
    campus.stop()
    _tear(campus.hub.folder / "hub.sqlite", 0)
    assert repair(campus.hub).records == 0
    assert list(look_at(campus.hub)) == []


def test_a_name_that_no_feed_has_stops_no_repair(campus: Campus, laptop_of: MakeLaptop) -> None:
    laptop = laptop_of(campus)
    _study(laptop, 2)
    campus.stop()
    with contextlib.closing(sqlite3.connect(campus.hub.folder / "hub.sqlite", isolation_level=None)) as db:
        db.execute("UPDATE segments SET feed = 'B!' || feed WHERE last_seq = 60")
        db.execute("UPDATE feeds SET feed = 'B!' || feed WHERE stream LIKE 'learner:%'")
    assert _check(campus).exit_code == 1
    repair(campus.hub)
    assert list(look_at(campus.hub)) == []
    _come_back(campus, laptop)


def test_a_hub_that_runs_is_not_mended(campus: Campus) -> None:
    with machine.only_one(campus.hub.folder, lambda: None):
        said = _check(campus, "--repair")
    assert said.exit_code == 1 and "Stop it" in said.output


@pytest.mark.parametrize("cut", range(6))
def test_power_that_fails_leaves_the_old_file_or_a_whole_new_one(
    campus: Campus, laptop_of: MakeLaptop, monkeypatch: pytest.MonkeyPatch, cut: int
) -> None:
    laptop = laptop_of(campus)
    _study(laptop, 3)
    campus.stop()
    path = campus.hub.folder / "hub.sqlite"
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("UPDATE segments SET payload = zeroblob(200) WHERE stream LIKE 'learner:%' AND last_seq = 60")
    damaged = path.read_bytes()
    moves, real = [0], machine.replace

    def replace(source: Path, target: Path, *, durable: bool = True) -> None:
        moves[0] += 1
        if moves[0] > cut:
            raise KeyboardInterrupt
        real(source, target, durable=durable)

    monkeypatch.setattr(machine, "replace", replace)
    with contextlib.suppress(KeyboardInterrupt):
        repair(campus.hub)
    monkeypatch.undo()
    repaired = (campus.hub.folder / "hub.repaired.sqlite").exists()
    kept = list((campus.hub.folder / "damaged").glob("*/hub*.sqlite"))
    assert damaged in [one.read_bytes() for one in [path, *kept] if one.exists()]
    campus.hub.storage().close()  # as the hub does when it next starts
    if repaired or kept:
        assert list(look_at(campus.hub)) == []
    else:
        assert path.read_bytes()[:4096] == damaged[:4096]
        repair(campus.hub)
    _come_back(campus, laptop)


def test_whatever_is_hit_it_is_named_and_mended(tmp_path: Path) -> None:
    """Some; `python -m tests.soak.hub_flips` runs as many as one has patience for."""
    bench = HubBench(tmp_path)
    try:
        found = campaign(bench, 12, seed=1)
        assert any("mended" in what for what in found), "not one of them hit anything"
    finally:
        bench.close()
