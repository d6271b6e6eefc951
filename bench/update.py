"""Bytes that an update of a course costs, counted between a real laptop and a real hub; rsync of the same files beside it.

Two updates: one as schools make them (a film made anew, a word corrected, a lesson added), and one of a single word in a lesson with
pictures, of which the pack's directory and that page come. rsync has the plain files before it, which is its best case.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from bench.campus import Laptop, let_in, make_hub, serving
from bench.courses import put_course
from bench.deeds import Memory, memory_of
from bench.figures import Figure, Run
from bench.relay import Relay, relay_to

_LESSONS, _PICTURES = 8, 3

Lessons = list[tuple[dict[str, bytes], list[bytes]]]


def measure(run: Run) -> list[Figure]:
    """Every count is exact; nothing here depends on how busy the machine is."""
    film, picture = run.size(5_000_000, 50_000), run.size(100_000, 10_000)
    first = [_lesson(film, picture) for _ in range(_LESSONS)]
    hub = make_hub(run.folder / "hub")
    laptop = let_in(hub, run.folder, 1)[0]
    here = run.folder / "here"
    with serving(hub) as (_, port), relay_to(port) as relay:

        def update(lessons: Lessons, version: str) -> tuple[int, Memory]:
            put_course(hub.layout(), "course", lessons, version)
            relay.reset()
            memory = _download(relay, laptop, here)
            return relay.up + relay.down, memory

        whole, downloading = update(first, "1")
        second = [*first, _lesson(film, picture)]
        second[2] = (first[2][0], [os.urandom(film)])
        second[4] = _corrected(first[4])
        third = [*second[:6], _corrected(second[6]), *second[7:]]
        changed = film + len(_page(second[4])) + film + sum(map(len, second[-1][0].values()))
        (cost, updating), (small, _) = update(second, "2"), update(third, "3")
    rsync = _rsync(run.folder / "files", [first, second, third])
    word = len(_page(third[6]))
    return [
        Figure(
            "update",
            "an update, to the changed bytes",
            cost / changed,
            "x",
            1.1,
            note=_note(cost, changed, rsync, 0),
        ),
        Figure(
            "update",
            "one page of a lesson with pictures, to the page’s bytes",
            small / word,
            "x",
            note=f"{_note(small, word, rsync, 1)}",
        ),
        Figure(
            "update",
            f"memory of the laptop’s process while it downloads a course of {whole / 1e6:.0f} MB, at most (RSS)",
            downloading.most,
            "MB",
            note=downloading.note(),
        ),
        Figure("update", "memory while it updates that, at most (RSS)", updating.most, "MB", note=updating.note()),
    ]


def _note(cost: int, changed: int, rsync: list[int], at: int) -> str:
    beside = f"rsync {rsync[at] / 1000:,.0f} kB" if rsync else "rsync was not there"
    return f"{cost / 1000:,.0f} kB to {changed / 1000:,.0f} kB; {beside}"


def _lesson(film: int, picture: int) -> tuple[dict[str, bytes], list[bytes]]:
    files = {f"{number}.png": os.urandom(picture) for number in range(_PICTURES)}
    return {"page.html": b"<p>What a porject needs first.</p>" * 120, **files}, [os.urandom(film)]


def _corrected(lesson: tuple[dict[str, bytes], list[bytes]]) -> tuple[dict[str, bytes], list[bytes]]:
    return lesson[0] | {"page.html": _page(lesson).replace(b"porject", b"project", 1)}, lesson[1]


def _page(lesson: tuple[dict[str, bytes], list[bytes]]) -> bytes:
    return lesson[0]["page.html"]


def _download(relay: Relay, laptop: Laptop, here: Path) -> Memory:
    return memory_of("download", f"http://127.0.0.1:{relay.port}", laptop.token, "", here, "course")


def _rsync(folder: Path, versions: list[Lessons]) -> list[int]:
    """Bytes that rsync sends, both ways, from each version to the next; none where it is not installed."""
    if not shutil.which("rsync"):
        return []
    for number, lessons in enumerate(versions):
        for at, (files, films) in enumerate(lessons):
            lesson = folder / str(number) / str(at)
            lesson.mkdir(parents=True)
            for name, data in [*files.items(), *((f"film-{one}.webm", data) for one, data in enumerate(films))]:
                (lesson / name).write_bytes(data)
    here = folder / "here"
    shutil.copytree(folder / "0", here)
    sent = []
    for number in range(1, len(versions)):
        command = ["rsync", "-r", "--checksum", "--no-whole-file", "--stats", f"{folder / str(number)}/", f"{here}/"]
        told = subprocess.run(
            command, check=True, capture_output=True, text=True, env={"LC_ALL": "C", "PATH": os.defpath}
        )
        sent.append(sum(int(one.replace(",", "")) for one in re.findall(r"Total bytes \w+: ([\d,]+)", told.stdout)))
    return sent
