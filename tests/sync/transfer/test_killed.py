"""Downloads whose process, or whose hub's process, is killed at any moment."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.part import landed
from bivouac.courses.bundle.verify import verify_course
from bivouac.courses.limits import LIMITS
from bivouac.sync.protocol.line import Line
from bivouac.sync.transfer.download import DOWNLOADS, offered
from bivouac.sync.transfer.source import Place
from bivouac.sync.transfer.web import HUB_CONTENT, WebSource
from bivouac.sync.transfer.wishes import Report, Wishes
from tests.soak import downloads, imports
from tests.sync.campus import REPOSITORY, Campus, Laptop, store_two_lessons, wait_until
from tests.sync.conftest import MakeHub, MakeLaptop
from tests.sync.transfer.downloading import download_course

FILM = random.Random(3).randbytes(12 * LIMITS.piece)

DOWNLOADER = """
import sys
from pathlib import Path
from bivouac.courses.bundle.layout import Layout
from bivouac.sync.protocol.line import Line
from bivouac.sync.transfer.download import offered
from bivouac.sync.transfer.wishes import Wishes
from bivouac.sync.transfer.source import Place
from bivouac.sync.transfer.web import HUB_CONTENT, WebSource
from tests.sync.transfer.downloading import download_course
url, token, folder = sys.argv[1:]
connect = lambda: WebSource(Line(url, token=token), HUB_CONTENT)
slow = Wishes(cap=lambda: 3_000_000)
places = [Place(connect, near=False)]
download_course(Layout.create(Path(folder)), places, offered(connect())["trade"], wishes=slow)
"""


class Counting(WebSource):
    """Counts what it fetches."""

    got = 0

    def fetch(self, path: str, start: int, end: int):  # type: ignore[no-untyped-def]
        for chunk in super().fetch(path, start, end):
            self.got += len(chunk)
            yield chunk


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")
def test_a_killed_download_goes_on_where_it_was(campus: Campus, laptop_of: MakeLaptop, tmp_path: Path) -> None:
    store_two_lessons(campus.hub.layout(), {"240p": FILM})
    laptop, folder = laptop_of(campus), tmp_path / "here"
    arguments = [campus.url, laptop.joined.token, str(folder)]
    kept = 0
    for share in (0.3, 0.7):
        process = subprocess.Popen(
            [sys.executable, "-c", DOWNLOADER, *arguments], cwd=REPOSITORY, env=os.environ, stderr=subprocess.PIPE
        )
        wait_until(lambda share=share: arrived(folder) > share * len(FILM), process)  # type: ignore[misc]
        process.kill()
        process.communicate()
        assert arrived(folder) >= kept
        kept = arrived(folder)
        assert Layout.open(folder).references() == {}
    source = Counting(laptop.line, HUB_CONTENT)
    layout = Layout.open(folder)
    assert download_course(layout, source, offered(source)["trade"])
    assert source.got <= len(FILM) - kept + 100_000
    assert verify_course(layout, layout.references()["trade"]).id == "trade"


def arrived(folder: Path) -> int:
    """Bytes of the film that its part is known to have."""
    with contextlib.suppress(FileNotFoundError):  # complete this very moment
        return max((landed(path, path.stat().st_size).total for path in (folder / DOWNLOADS).glob("*.part")), default=0)
    return 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")
def test_a_hub_that_is_killed_and_started_again_goes_on_serving(tmp_path: Path, hub_of: MakeHub) -> None:
    campus = Campus(tmp_path / "hub")
    store_two_lessons(campus.hub.layout(), {"240p": FILM})
    campus.stop()
    hub = hub_of(campus.hub.folder)
    laptop = Laptop(tmp_path / "laptop", hub.url, campus.code())
    sources: list[Counting] = []

    def connect() -> Counting:
        sources.append(Counting(Line(hub.url, token=laptop.joined.token), HUB_CONTENT))
        return sources[-1]

    killed = threading.Event()

    def kill_once(report: Report) -> None:
        if report.done > report.total // 2 and not killed.is_set():
            killed.set()
            hub.end(signal.SIGKILL)
            threading.Thread(target=hub.start).start()

    layout = Layout.create(tmp_path / "here")
    descriptor = offered(connect())["trade"]
    wishes = Wishes(progress=kill_once, cap=lambda: 8_000_000, waits=(0.2,) * 100)
    assert download_course(layout, [Place(connect, near=False)], descriptor, wishes=wishes)
    assert verify_course(layout, descriptor).id == "trade"
    assert killed.is_set() and len(sources) > 2 and sum(one.got for one in sources) < 1.2 * len(FILM)
    laptop.close()
    ended, said = hub.end()
    assert ended == 0 and said.startswith(f"{hub.url}\n")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")
def test_downloads_and_updates_killed_at_any_moment_leave_a_whole_version(tmp_path: Path) -> None:
    found = downloads.campaign(tmp_path, 4, seed=3)
    assert found["killed"] >= 4 and found["bytes sent"] < 1.5 * found["bytes needed"]
    (tmp_path / "anew").mkdir()
    found = downloads.campaign(tmp_path / "anew", 2, seed=3, anew=True)
    assert found["killed"] >= 2 and not found["had the old version"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")
def test_courses_from_sticks_and_files_killed_at_any_moment_are_there_whole(tmp_path: Path) -> None:
    assert imports.campaign(tmp_path, 4, seed=1)["killed"] >= 1
