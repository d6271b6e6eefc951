"""Figures as a page: docs/benchmarks.md."""

from __future__ import annotations

import datetime
import os
import platform
from pathlib import Path

from msgspec import Struct

from bench.bars import BARS, Bar
from bench.figures import Figure

_SIGNS = {True: "met", False: "**missed**", None: ""}

_HEAD = """# Benchmarks

The bars of the design, and today's figures. `make bench` measures them all and writes this page; `python -m bench NAME` measures one
and prints it, and with `--write` puts its rows into this page, where the others stay as they were. Figures are ratios or counts from one run: what is compared runs in turn (A B A B …), each in a process of its own where it
is a program, and the median counts. What is timed still depends on the machine; what is counted (bytes, requests, syncs) does not.

"""

_NOTES = """
## How to read them

- **The first window**: from the start of the process to the first painting, disk warm, on Qt's offscreen platform. The 1,000 courses are
  made of 20 written from drafts; the others are copies of these under ids, titles, descriptions and manifests of their own, sharing the
  20's covers and packs. All were taken in the way courses are.
- **Memory** is PSS: pages that several programs share count by share, so other Qt programs on the machine make it look smaller. The film
  plays without sound output.
- **Memory of a download, an update, an import, a list** is the most that a process of its own had (RSS, `VmHWM`), libraries shared with others counted whole; beside it what it had before it began.
- **Bytes on the wire** are counted by a relay between a real laptop and a real hub, HTTP headers and answers included, TCP, IP and TLS
  not. The records are a made-up week of study (`bench/week.py`): films recorded every five seconds, pages, quizzes, cases, notes.
- **Ingest a core** is records by CPU seconds of the hub's process. The class's requests are those of the real client, signed, recorded
  once and repeated over forty connections by a light client on the same cores.
- **Ingest with PostgreSQL** counts the CPU seconds of the database's processes and of the hub's together, because with a file they are one. The
  server is one of its own with Debian's settings, on the same cores as the hub and the laptops.
- **Beside Anki**: its own sync server (`python -m anki.syncserver`) and its own client, the package `anki`, in turn with a hub and laptops, each side
  through a relay. A record of Anki's is a row of its review log; the cards, which it sends with them after real reviews, are left out, and so are
  media. A record of ours is an act of study. Both send their largest portions: pages of 1,000 ours, chunks of 250 rows Anki's. Without records Anki asks once, or seven times if its collection was touched
  since (a deck opened). What counts is records by CPU seconds of each server; by the clock the clients, which
  share the cores, count as well. Anki is no dependency: `BENCH_ANKI_PYTHON=/tmp/anki/bin/python python -m bench anki` after `python3 -m venv /tmp/anki`
  and `/tmp/anki/bin/pip install anki`.
- **The weekend** comes to a hub with a file: made-up lessons of some sixty records a learner, one signed page and one request each, made,
  signed and sent by two programs on the same cores. The school's size takes minutes: `python -m bench weekend --learners 160000`; `make bench`
  takes 16,000. The bytes are those of a light client's requests, headers included. The list of learners is read as `bivouac hub learners` does.
- **The weekend with PostgreSQL** (`python -m bench weekend_postgresql --learners 160000`, which takes longer still) is the same at a hub with a
  server of its own with Debian's settings, on the same cores. Beside a file: the same thousand learners in turn at either hub, both running. The database is
  counted with its indexes and what an empty one has (8 MB), without its log; the server's memory with what it holds of the files.
  Where other programs are at work as well, records a second of the CPU and ratios hold; milliseconds and records by the clock are those of a busy machine.
- **The bad line** runs between two network namespaces, packet by packet (`bench/badline.py`): 2 Mbit/s, 300 ms, 3 % of packets lost; with
  outages, ten seconds of each thirty are away, and no flow from before goes on after. All sides fetch at the same time, each over a line of
  its own, from an nginx of its own, under the usual congestion control (cubic). What was sent again is what the line brought in TCP streams beyond
  the film's size, heads of answers and the course's other files included, but not what was on the line when a program was killed. aria2 has 4 connections, splits of 1 MB and timeouts of 8 s; curl goes
  on (`-C -`) in a loop, with timeouts of 8 s.
- **The exchange over it** is with a hub that speaks TLS, from the beginning of the connection, and tried again a second after each failure. What a
  cut costs is the bytes of the laptop's streams beyond those of the exchange that was not cut.
- **Fetching**: forty connections of one light client, on the same cores as the servers, in turn from the hub and from nginx with the hub's folder.
- **Course update**: bytes of both directions between a real laptop and a real hub; rsync has the unpacked files before it.
- **Import** reads the bundle from the disk on both sides (it leaves the cache first, where the file system lets it).
- **Opening** takes a journal of made-up weeks from a closed file to what Home and one course show of it.
- **Search** asks each side the same questions on the same table, in turn.
"""


class Told(Struct, frozen=True):
    """What one bench brought: figures, or why there are none."""

    figures: list[Figure]
    missing: str = ""


def page(told: dict[str, Told], before: str = "") -> str:
    """The whole page, from what each bench told; rows of a bench that told nothing are those of the page before, if there is one."""
    kept = _rows_of(before)
    rows = [
        "| what | bar | today | | best peer | measured by |",
        "|---|---|---|---|---|---|",
        *(
            row
            for bar in BARS
            for row in (kept if bar.bench not in told else {}).get(bar.what) or _rows(bar, told.get(bar.bench))
        ),
    ]
    return _HEAD + _machine() + "\n\n" + "\n".join(rows) + "\n" + _NOTES


def _rows_of(before: str) -> dict[str, list[str]]:
    """The rows of each bar in a page, by what it asks for."""
    rows: dict[str, list[str]] = {}
    what = ""
    for line in before.splitlines():
        if line.startswith("| "):
            what = line.split(" | ")[0][2:] if not line.startswith("| | ") else what
            rows.setdefault(what, []).append(line)
    return rows


def lines(figures: list[Figure]) -> list[str]:
    """Figures as a terminal shows them."""
    return [f"{one.what}: {one.shown()}{_judged(one)}{f'  ({one.note})' if one.note else ''}" for one in figures]


def _judged(figure: Figure) -> str:
    return "" if figure.met is None else f", {'met' if figure.met else 'MISSED'}"


def _rows(bar: Bar, told: Told | None) -> list[str]:
    """A row for the bar, and one for each further figure of it."""
    command = f"`python -m bench {bar.bench}`" if bar.bench else ""
    figures = [one for one in told.figures if one.bar == bar.key] if told else []
    if not figures:
        missing = (told.missing if told else "") or bar.missing or "failed; its output says why"
        if not missing.startswith(("needs", "failed")):
            missing = f"needs {missing}"
        return [f"| {bar.what} | {bar.asked} | not measured: {missing} | | {bar.peer} | {command} |"]
    first = f"| {bar.what} | {bar.asked} | {_today(figures[0])} | {_SIGNS[figures[0].met]} | {bar.peer} | {command} |"
    return [first, *(f"| | | {_today(one)} | {_SIGNS[one.met]} | | |" for one in figures[1:])]


def _today(figure: Figure) -> str:
    note = f"<br>{figure.note}" if figure.note else ""
    return f"{figure.what}: **{figure.shown()}**{note}"


def _machine() -> str:
    """When and on what it was measured."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    busy = os.getloadavg()[2]
    return (
        f"Last measured on {today}, rows of single benches perhaps at other times: {os.cpu_count()} cores ({_processor()}), {memory:.0f} GB of memory, {platform.system()}, "
        f"Python {platform.python_version()}; {busy:.1f} programs at work on average in the last quarter of an hour, the bench among them."
    )


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()
