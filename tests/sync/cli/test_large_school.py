"""Commands at a hub of many people: none reads everybody to show a few, or how many there are."""

from __future__ import annotations

import contextlib
import sqlite3
import tracemalloc
from pathlib import Path

import pytest

from bivouac.sync.hub.directory import name_key
from bivouac.sync.hub.folder import HubFolder
from tests.terminal import run

_SPARE = 1_000_000
"""Bytes that may differ: a page of people takes half of it, and all 5,000 read at once take three times as much."""


def school_of(folder: Path, number: int) -> HubFolder:
    """A hub at which so many people are, each with a journal and an invitation."""
    hub = HubFolder.create(folder, "School")
    people = [f"p{one:019}" for one in range(number)]
    with contextlib.closing(sqlite3.connect(folder / "hub.sqlite")) as db, db:
        db.executemany(
            "INSERT INTO people (id, campus, name, name_key, role, language, created, hlc, feed) VALUES (?, ?, ?, ?, 'learner', 'fr', 1, 1, 'x')",
            [(id, hub.settings.id, f"Person {one}", name_key(f"Person {one}")) for one, id in enumerate(people)],
        )
        db.executemany(
            "INSERT INTO feeds (stream, feed, last_seq, mark, received_at) VALUES (?, 'd', 3, x'00', 1)",
            [(f"learner:{id}",) for id in people],
        )
        db.executemany(
            "INSERT INTO invites (id, selector, salt, stretched, role, learner, uses_left, expires, created) VALUES (?, ?, x'', x'', 'learner', ?, 1, 1 << 50, 1)",
            [(f"i{one}", f"{one:08}", id) for one, id in enumerate(people)],
        )
    return hub


@pytest.mark.parametrize(
    "command", [("status",), ("import", "list.csv", "--dry-run"), ("invite", "--learner", "Person 7")]
)
def test_what_a_command_takes_does_not_follow_from_how_many_people_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("list.csv").write_text("name,class\nPerson 7,\nSomebody new,Finance 1\n")
    used = []
    for number in (50, 5000):
        hub = school_of(tmp_path / f"hub{number}", number)
        run("hub", command[0], hub.folder, *command[1:])  # what Python keeps for the next time
        tracemalloc.start()
        run("hub", command[0], hub.folder, *command[1:])
        used.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert used[1] < used[0] + _SPARE


def test_everybody_is_listed_and_read_a_page_at_a_time(tmp_path: Path) -> None:
    used, number = [], 5000
    for many in (600, number):
        hub = school_of(tmp_path / f"hub{many}", many)
        run("hub", "learners", hub.folder)
        tracemalloc.start()
        said = run("hub", "learners", hub.folder)
        used.append(tracemalloc.get_traced_memory()[1] - 3 * len(said))  # what the test itself keeps of it
        tracemalloc.stop()
    heads, *lines = said.splitlines()
    assert [line.split()[1] for line in lines] == sorted(map(str, range(number)))
    assert len({line.index("learner") for line in lines} | {heads.index("Role")}) == 1, "columns stay where they are"
    assert used[1] < used[0] + _SPARE
    assert "More follow, from Person 1898 on" in run("hub", "learners", hub.folder, "--limit", 999)


def test_a_school_counted(tmp_path: Path) -> None:
    hub = school_of(tmp_path / "hub", 40)
    said = run("hub", "status", hub.folder)
    assert "Learners: 40\n" in said and "Acts received: 120\n" in said and "Last received: 1970-01-01" in said
