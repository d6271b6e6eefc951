"""A campus's disk spoils a part of a course that it follows: the part comes anew from the school by itself, and nothing else."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result

from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.oci import digest_of
from bivouac.courses.bundle.verify import verify_course
from bivouac.courses.bundle.version import read_version
from bivouac.courses.limits import LIMITS
from bivouac.errors import BundleError
from bivouac.sync.cli import main
from bivouac.sync.exchange.join import greet
from bivouac.sync.hub.joining import Offer
from bivouac.sync.relay import loop, mending
from bivouac.sync.relay.courses import Followed, fetch_followed, keep_followed
from bivouac.sync.relay.mending import READ_OFTEN, Mending
from bivouac.sync.relay.upstream import join_upstream
from tests.courses.bundle.conftest import WEBM
from tests.sync.campus import Campus, store_two_lessons
from tests.sync.relay.conftest import MakeCampus
from tests.sync.transfer.rig import BadLine, Trouble

FILM = random.Random(9).randbytes(12 * LIMITS.piece + 777)
SMALL = digest_of(WEBM + FILM[: 6 * LIMITS.piece])
LARGE = digest_of(WEBM + FILM)
ANSWERS = 100_000
"""Bytes of what is said beside films in a test: heads, lists, descriptions."""


@pytest.fixture
def school(hub_of: MakeCampus) -> Campus:
    school = hub_of("School")
    store_two_lessons(school.hub.layout(), {"240p": FILM[: 6 * LIMITS.piece], "480p": FILM})
    return school


@pytest.fixture
def line(school: Campus) -> Iterator[BadLine]:
    line = BadLine(school.port)
    yield line
    line.close()


@pytest.fixture
def campus(hub_of: MakeCampus, school: Campus, line: BadLine) -> Campus:
    """It has all that the school has."""
    campus = hub_of("Campus")
    join_upstream(campus.hub, greet(f"http://127.0.0.1:{line.port}", school.code(Offer(role="hub"))))
    keep_followed(campus.hub, Followed(everything=True))
    assert fetch_followed(campus.hub) == 1
    return campus


def check(campus: Campus) -> Result:
    return CliRunner().invoke(main, ["--lang", "en", "hub", "check", str(campus.hub.folder), "--content"])


def flip(layout: Layout, digest: str, *places: int) -> Path:
    path = layout.blob_path(digest)
    content = bytearray(path.read_bytes())
    for at in places:
        content[at] ^= 0xFF
    path.write_bytes(content)
    return path


def pack_of(layout: Layout) -> str:
    return next(iter(read_version(layout, layout.references()["trade"]).course.lessons())).pack


def is_whole(campus: Campus) -> bool:
    layout = campus.hub.layout()
    return verify_course(layout, layout.references()["trade"]).id == "trade"


def grow_old(campus: Campus) -> None:
    """As if all courses had been read a week ago."""
    path = campus.hub.folder / "courses-read.json"
    known = json.loads(path.read_bytes())
    path.write_text(json.dumps({one: at - READ_OFTEN - 1 for one, at in known.items()}))


def test_what_a_check_found_comes_anew_from_above_and_only_its_wrong_pieces(campus: Campus, line: BadLine) -> None:
    flip(campus.hub.layout(), LARGE, 3 * LIMITS.piece, 9 * LIMITS.piece + 5)
    said = check(campus)
    assert said.exit_code == 1 and "comes anew from the hub above, while this one serves: trade." in said.output
    before, mended = line.down, list[str]()
    assert fetch_followed(campus.hub, mended=mended.append) == 0
    assert len(mended) == 1 and is_whole(campus)
    assert line.down - before < 2 * LIMITS.piece + ANSWERS
    assert check(campus).exit_code == 0


def test_what_nobody_looked_for_is_found_when_its_course_is_read_again(campus: Campus, line: BadLine) -> None:
    flip(campus.hub.layout(), SMALL, 100)
    before = line.down
    assert fetch_followed(campus.hub) == 0
    assert line.down - before < ANSWERS, "all of it was right lately, and it is not its turn"
    grow_old(campus)
    assert fetch_followed(campus.hub) == 0 and is_whole(campus)
    (at,) = json.loads((campus.hub.folder / "courses-read.json").read_bytes()).values()
    assert time.time() - 60 < at <= time.time()


@pytest.mark.parametrize("lost", ["pack", "description", "end"])
def test_what_is_gone_or_cut_off_is_found_at_once(campus: Campus, lost: str) -> None:
    layout = campus.hub.layout()
    version = read_version(layout, layout.references()["trade"])
    digest = {"pack": pack_of(layout), "description": version.manifest.config.digest, "end": LARGE}[lost]
    path = layout.blob_path(digest)
    content = path.read_bytes()
    path.unlink()
    if lost == "end":
        path.write_bytes(content[:-9000])
    assert fetch_followed(campus.hub) == 0 and is_whole(campus)


def test_a_size_of_films_that_is_not_here_does_not_come(campus: Campus, line: BadLine) -> None:
    layout = campus.hub.layout()
    layout.delete_blob(LARGE)
    path = flip(layout, pack_of(layout), 60)
    check(campus)
    before = line.down
    assert fetch_followed(campus.hub) == 0
    assert digest_of(path.read_bytes()) == f"sha256:{path.name}"
    assert not layout.has(LARGE) and line.down - before < ANSWERS


@pytest.mark.expects_log("did not come from the hub above")
def test_what_the_school_does_not_have_right_either_is_said_and_asked_for_seldom(
    campus: Campus, school: Campus, monkeypatch: pytest.MonkeyPatch
) -> None:
    for hub in (campus, school):
        flip(hub.hub.layout(), LARGE, 100)
    check(campus)
    known = Mending(campus.hub)
    with pytest.raises(BundleError, match="no place has it right"):
        fetch_followed(campus.hub, mending=known)
    assert fetch_followed(campus.hub, mending=known) == 0, "left alone for a while"
    flip(school.hub.layout(), LARGE, 100)
    later = SimpleNamespace(monotonic=lambda: time.monotonic() + 2 * 3600.0, time=time.time)
    monkeypatch.setattr(mending, "time", later)  # its own alone: hubs that are stopped go by the clock, too
    assert fetch_followed(campus.hub, mending=known) == 0 and is_whole(campus)


def test_it_goes_on_after_a_kill(campus: Campus, line: BadLine) -> None:
    flip(campus.hub.layout(), LARGE, *(number * LIMITS.piece for number in range(2, 10)))
    check(campus)
    line.trouble = Trouble(rate=1_000_000)
    before = line.down
    command = [sys.executable, "-c", _FETCH, str(campus.hub.folder)]
    with subprocess.Popen(command) as process:
        deadline = time.monotonic() + 60
        while line.down - before < 4 * LIMITS.piece:
            assert time.monotonic() < deadline and process.poll() is None
            time.sleep(0.01)
        process.kill()
    assert flawed(campus), "what is here stays until all of it has come"
    line.trouble = Trouble()
    assert fetch_followed(campus.hub) == 0 and is_whole(campus)
    assert line.down - before < 8 * LIMITS.piece + 8 * 256 * 1024 + ANSWERS
    assert not list((campus.hub.content / "downloads").glob("*.*"))


def flawed(campus: Campus) -> bool:
    content = campus.hub.layout().blob_path(LARGE).read_bytes()
    return len(content) == len(WEBM + FILM) and digest_of(content) != LARGE


_FETCH = """
import sys
from pathlib import Path
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.relay.courses import fetch_followed
fetch_followed(HubFolder(Path(sys.argv[1])))
"""


def test_the_hub_that_serves_does_it_by_itself_and_says_so(
    campus: Campus, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(loop, "LOOK_OFTEN", 0.05)
    caplog.set_level("INFO")
    loops = loop.begin_loops(campus.hub)
    try:
        flip(campus.hub.layout(), LARGE, 77)
        check(campus)
        deadline = time.monotonic() + 30
        while "came anew from the hub above" not in caplog.text:
            assert time.monotonic() < deadline
            time.sleep(0.02)
    finally:
        for one in loops:
            one.stop()
    assert is_whole(campus)
