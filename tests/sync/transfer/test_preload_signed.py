"""The school's catalogue on its way to sticks: as it was when the order was made, and nothing of another beside it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from bivouac import machine
from bivouac.courses.bundle.layout import Layout
from bivouac.sync.catalogue import keys
from bivouac.sync.catalogue.files import Parts
from bivouac.sync.catalogue.repository import Repository
from bivouac.sync.catalogue.trusted import TrustedCatalogue, fetch_from
from bivouac.sync.transfer.preload import order, preload
from tests.sync.relay.filled import stick_of, two_courses
from tests.sync.relay.test_filling_signed import SECRET, sign
from tests.terminal import bivouac


@pytest.fixture(autouse=True)
def _quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "_COST", 1 << 10)


@pytest.fixture
def source(tmp_path: Path) -> Layout:
    return two_courses(tmp_path / "source")


def believes(source: Layout, stick: Path, file: Path, root: str = "1.root.json") -> list[str]:
    """What a laptop that was given a root of the school's finds on a stick."""
    laptop = TrustedCatalogue(file)
    laptop.begin((source.folder / "catalogue" / root).read_bytes())
    return sorted(entry.id for entry in laptop.refresh(fetch_from(stick / "Bivouac" / "courses")).entries)


def names(stick: Path) -> list[str]:
    return sorted(path.name for path in (stick / "Bivouac" / "courses" / "catalogue").iterdir())


def test_a_school_that_publishes_while_a_stick_is_filled_spoils_nothing(
    source: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign(source, tmp_path / "keys")
    stick, real, published = tmp_path / "stick", machine.write_whole, list[Path]()
    stick.mkdir()

    def write(path: Path, content: bytes) -> None:
        if path.is_relative_to(stick) and path.name.endswith(".snapshot.json") and not published:
            published.append(path)
            Repository(source, tmp_path / "keys", SECRET).renew()
            Repository(source, tmp_path / "keys", SECRET).renew()
        real(path, content)

    monkeypatch.setattr(machine, "write_whole", write)
    (filled,) = preload(order(source), [stick])
    assert filled.complete and published
    assert believes(source, stick, tmp_path / "laptop") == ["planning", "trade"]


def test_the_keys_of_another_school_on_a_stick_do_not_make_it_look_forged(source: Layout, tmp_path: Path) -> None:
    other = two_courses(tmp_path / "other")
    sign(other, tmp_path / "other keys").renew_root()
    stick = stick_of(other, tmp_path / "stick")
    sign(source, tmp_path / "keys")
    (stick / "Bivouac" / "courses" / "catalogue" / "note.txt").write_text("mine")
    stick_of(source, stick)
    assert believes(source, stick, tmp_path / "laptop") == ["planning", "trade"]
    assert names(stick) == sorted([*Parts(source.folder / "catalogue").names(), "note.txt"])


def test_roots_that_a_laptop_does_not_have_stay_for_those_who_know_them(source: Layout, tmp_path: Path) -> None:
    sign(source, tmp_path / "keys").renew_root()
    stick = stick_of(source, tmp_path / "stick")
    kept = TrustedCatalogue(tmp_path / "staff")
    kept.begin((source.folder / "catalogue" / "2.root.json").read_bytes())
    kept.refresh(fetch_from(source.folder))
    bare = Layout(Path(shutil.copytree(source.folder, tmp_path / "b", ignore=shutil.ignore_patterns("catalogue"))))
    preload(order(bare, signed=kept.files()), [stick])
    assert "1.root.json" in names(stick) and believes(source, stick, tmp_path / "laptop") == ["planning", "trade"]
    (stick / "Bivouac" / "courses" / "catalogue" / "1.root.json").write_bytes(
        (source.folder / "catalogue" / "2.root.json").read_bytes()
    )
    preload(order(bare, signed=kept.files()), [stick])
    assert "2.root.json" in names(stick)


def test_a_catalogue_that_is_not_whole_is_said_and_the_courses_go_all_the_same(source: Layout, tmp_path: Path) -> None:
    sign(source, tmp_path / "keys")
    (source.folder / "catalogue" / "timestamp.json").unlink()
    stick, report = tmp_path / "stick", tmp_path / "report.json"
    stick.mkdir()
    done = bivouac("preload", stick, "--from", source.folder, "--report", report)
    assert done.exit_code == 0, done.output
    assert "is not whole, and does not go on the stick" in done.stderr and "does not go on the stick" in done.stdout
    assert sorted(Layout(stick / "Bivouac" / "courses").references()) == ["planning", "trade"]
    assert not (stick / "Bivouac" / "courses" / "catalogue").exists()
    (told,) = json.loads(report.read_text())["sticks"]
    assert told["complete"] and "does not go on the stick" in told["unsigned"]
