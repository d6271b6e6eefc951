"""Files that a person has written for themselves, outside the library."""

from __future__ import annotations

from pathlib import Path

from bivouac.desktop.desk import Desk
from bivouac.desktop.tasks import Task
from bivouac.machine import safe_name, write_whole

_LONGEST_NAME = 120


def file_name(title: str, ending: str) -> str:
    """A title as the name of a file that every system takes."""
    kept = "".join(letter if safe_name(f"_{letter}_") else " " for letter in title[:_LONGEST_NAME])
    name = " ".join(kept.split()).rstrip(".") + ending
    return name if safe_name(name) else f"_{name}"


def save_file(desk: Desk, path: Path, content: bytes) -> Task[None]:
    """Write a file, whole or not at all."""
    return desk.tasks.background(lambda task: write_whole(path, content))
