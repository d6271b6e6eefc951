"""A film of 20 MB over a line that is slow, far and lossy, and away for ten seconds of each thirty: Bivouac beside aria2 and curl.

Each has a line of its own, all at the same time, to an nginx of its own with the same folder. One more Bivouac is killed (SIGKILL) when half has
come, and started again.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.badline import SERVER, BadLine, Weather, bad_line, require_lines
from bench.courses import put_films
from bench.figures import Figure, NotMeasured, Run
from bench.nginx import NGINX, nginx_of
from bench.processes import REPOSITORY, environment
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.verify import verify_course
from bivouac.errors import LineError
from bivouac.sync.protocol.line import Line
from bivouac.sync.transfer.download import fetch_course, offered
from bivouac.sync.transfer.source import Place
from bivouac.sync.transfer.web import WebSource

_PORT = 8080
_PATIENCE = 900.0
_LOOK_SECONDS = 0.5
_FLIGHT_SECONDS = 1.5
_CURL = "curl -sS -C - -y 8 -Y 1 --connect-timeout 8 -o"
_ARIA = "aria2c -q -c -x 4 -s 4 -k 1M --connect-timeout 8 -t 8 -m 0 --retry-wait 1 --file-allocation none"


@dataclass(frozen=True)
class _Result:
    """How it went: seconds (infinite: not in time), bytes of streams that the line brought, and how many of them to a program that was killed."""

    seconds: float
    arrived: int
    too_late: int


def measure(run: Run) -> list[Figure]:
    if NGINX is None:
        raise NotMeasured("needs nginx (Debian: nginx-light)")
    require_lines()
    film_bytes = run.size(20_000_000, 200_000)
    weather = Weather(rate=8e6, round_trip=0.02, loss=0.01) if run.quick else Weather(every=30, outage=10)
    there = Layout.create(run.folder / "there")
    film = put_films(there, [os.urandom(film_bytes)])[0]
    sides: dict[str, Callable[[BadLine, Path], int | None]] = {"Bivouac": _ours}
    if not run.quick:
        sides["killed"] = _ours_killed
    for name, does in (("aria2c", _aria), ("curl", _curl)):
        if shutil.which(name):
            sides[name] = partial(does, f"http://{SERVER}:{_PORT}/blobs/sha256/{film.digest.removeprefix('sha256:')}")
    with ThreadPoolExecutor(len(sides)) as threads:
        begun = {name: threads.submit(_side, does, there, weather, run.folder / name) for name, does in sides.items()}
        results = {name: one.result() for name, one in begun.items()}
    own = film.size * 8 / weather.rate * (weather.every / (weather.every - weather.outage) if weather.every else 1)
    return _figures(results, film.size, own)


def _figures(results: dict[str, _Result], size: int, own: float) -> list[Figure]:
    def twice(name: str) -> float:
        return max(0.01, ((results[name].arrived - results[name].too_late) / size - 1) * 100)

    others = "; ".join(
        f"{name} {results[name].seconds:,.0f} s, {twice(name):.1f} % again"
        for name in ("aria2c", "curl")
        if name in results
    )
    note = f"{results['Bivouac'].seconds:,.0f} s to the line’s own {own:,.0f} s; {others or 'aria2c and curl were not there'}"
    what = f"{size / 1e6:.3g} MB over the bad line, to the line’s own time"
    figures = [
        Figure("film", what, results["Bivouac"].seconds / own, "x", 1.15, note=note),
        Figure("film", "sent again, heads of answers included", twice("Bivouac"), "%", 2.0),
    ]
    if "killed" in results:
        killed = f"{results['killed'].seconds:,.0f} s; {results['killed'].too_late / 1000:,.0f} kB more were on the line just then"
        figures.append(Figure("film", "sent again with one SIGKILL on the way", twice("killed"), "%", 2.0, note=killed))
    return figures


def _side(does: Callable[[BadLine, Path], int | None], there: Layout, weather: Weather, work: Path) -> _Result:
    work.mkdir()
    with bad_line(weather) as line, nginx_of(there.folder, work / "nginx", at=(SERVER, _PORT), command=line.server):
        began = time.monotonic()
        too_late = does(line, work)
        seconds = time.monotonic() - began
        return _Result(seconds if too_late is not None else float("inf"), line.told()["arrived"], too_late or 0)


# --- Bivouac ----------------------------------------------------------------------------------------------------------


def _ours(line: BadLine, work: Path) -> int | None:
    return 0 if _start(line, work).wait(_PATIENCE) == 0 else None


def _ours_killed(line: BadLine, work: Path) -> int | None:
    """Killed in the middle. What was on the line then comes for nobody."""
    process = _start(line, work)
    while line.told()["arrived"] < 10_000_000 and process.poll() is None:
        time.sleep(_LOOK_SECONDS)
    process.kill()
    process.wait()
    before: int = line.told()["arrived"]
    time.sleep(_FLIGHT_SECONDS)
    too_late: int = line.told()["arrived"] - before
    return too_late if _ours(line, work) is not None else None


def _start(line: BadLine, work: Path) -> subprocess.Popen[bytes]:
    command = [*line.client, sys.executable, "-m", "bench.film", f"http://{SERVER}:{_PORT}", str(work / "here")]
    return subprocess.Popen(command, cwd=REPOSITORY, env=environment())


def _download(url: str, folder: Path) -> None:
    """As the app does it: again and again as long as only the line is in the way."""
    layout = Layout.create(folder)
    place = Place(lambda: WebSource(Line(url).another()), near=False)
    while True:
        try:
            with closing(place.connect()) as source:
                descriptor = offered(source)["films"]
            version = fetch_course(layout, [place], descriptor)
        except LineError:
            continue
        assert version is not None
        layout.switch({version.course.id: descriptor})
        verify_course(layout, descriptor)
        return


# --- peers ------------------------------------------------------------------------------------------------------------


def _aria(url: str, line: BadLine, work: Path) -> int | None:
    return _again(line, work, [*_ARIA.split(), "-d", str(work), "-o", "film", url])


def _curl(url: str, line: BadLine, work: Path) -> int | None:
    return _again(line, work, [*_CURL.split(), str(work / "film"), url])


def _again(line: BadLine, work: Path, command: list[str]) -> int | None:
    """Run a command until it succeeds; None when that takes too long."""
    end = time.monotonic() + _PATIENCE
    while (left := end - time.monotonic()) > 0:
        try:
            if subprocess.run([*line.client, *command], timeout=left, capture_output=True, check=False).returncode == 0:
                return 0
        except subprocess.TimeoutExpired:
            break
        time.sleep(_LOOK_SECONDS)
    return None


if __name__ == "__main__":
    _download(sys.argv[1], Path(sys.argv[2]))
