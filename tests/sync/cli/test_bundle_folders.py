"""A folder of `.bivouac` files where courses are taken from: `preload --from`, `hub fill` and `hub add`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from bivouac.courses.bundle.archive import write_archive
from bivouac.courses.bundle.archives import opened_folder
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.verify import verify_course
from bivouac.errors import InputError
from tests.courses.bundle.conftest import store_course
from tests.sync.relay.filled import FILMS, two_courses
from tests.terminal import bivouac


@pytest.fixture
def source(tmp_path: Path) -> Layout:
    return two_courses(tmp_path / "source")


@pytest.fixture
def folder(source: Layout, tmp_path: Path) -> Path:
    """What an author has who built two courses, and what lies about beside them."""
    folder = tmp_path / "my-courses"
    folder.mkdir()
    for name in ("planning", "trade"):
        write_archive(source, folder / f"{name}.bivouac", [name])
    (folder / "._trade.bivouac").write_bytes(b"\0\5\x16\7")  # as macOS leaves it
    (folder / "notes.txt").write_text("to do")
    (folder / "drafts.bivouac").mkdir()
    if sys.platform != "win32":
        os.mkfifo(folder / "pipe.bivouac")
    return folder


def whole(layout: Layout) -> list[str]:
    for descriptor in layout.references().values():
        verify_course(layout, descriptor)
    return sorted(layout.references())


def test_sticks_are_filled_from_it(folder: Path, source: Layout, tmp_path: Path) -> None:
    sticks = [tmp_path / "one", tmp_path / "two"]
    for stick in sticks:
        stick.mkdir()
    filled = bivouac("preload", "--from", folder, "--rendition", "240p", *sticks)
    assert filled.exit_code == 0 and filled.stdout.count("Complete: ") == 2, filled.output
    for stick in sticks:
        layout = Layout(stick / "Bivouac" / "courses")
        assert whole(layout) == ["planning", "trade"] and layout.references().keys() == source.references().keys()
    assert bivouac("preload", "--check", "--repair", "--from", folder, *sticks).exit_code == 0


def test_hubs_are_filled_from_it(folder: Path, tmp_path: Path) -> None:
    for deed in ("fill", "add"):
        hub = tmp_path / deed
        bivouac("hub", "init", hub, "--name", "Campus")
        came = bivouac("hub", deed, hub, folder)
        assert came.exit_code == 0 and came.stdout.count("is on the hub.") == 2, came.output
        assert whole(Layout(hub / "content")) == ["planning", "trade"]


def test_one_course_in_two_files_is_taken_once_and_two_of_one_name_are_refused(
    folder: Path, source: Layout, tmp_path: Path
) -> None:
    write_archive(source, folder / "again.bivouac", ["trade"])
    with opened_folder(folder) as archives:
        assert archives.references() == source.references()
        assert archives.size("sha256:" + "0" * 64) is None
    other = Layout.create(tmp_path / "other")
    store_course(other, "trade", version="2", films=FILMS)
    write_archive(other, folder / "new.bivouac")
    hub = tmp_path / "hub"
    bivouac("hub", "init", hub, "--name", "Campus")
    (tmp_path / "one").mkdir()
    for command in (("preload", tmp_path / "one", "--from"), ("hub", "fill", hub), ("hub", "add", hub)):
        refused = bivouac(*command, folder)
        assert refused.exit_code == 1
        assert "“again.bivouac” and “new.bivouac” both have the course “trade”, and not the same." in refused.stderr
    assert whole(Layout(hub / "content")) == []


def test_a_folder_of_neither_is_none(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("nothing")
    with pytest.raises(InputError, match="no courses"), opened_folder(tmp_path):
        pass
