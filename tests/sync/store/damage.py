"""Damage to a library's files for tests: a record whose bytes are not what they were, beyond what one bit can be."""

from __future__ import annotations

from pathlib import Path


def destroy(path: Path, *words: bytes) -> None:
    """Write over some words wherever they stand in a file that nobody has open."""
    content = path.read_bytes()
    for word in words:
        assert word in content
        content = content.replace(word, b"\xff" * len(word))
    path.write_bytes(content)


def destroy_page(path: Path, page: int) -> None:
    """Make a page (from 1) of a database nothing."""
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = bytes(4096)
    path.write_bytes(content)


def lose_keys(folder: Path) -> None:
    """Both files of the machine's identity are unreadable."""
    for name in ("device.json", "device.copy.json"):
        (folder / name).write_bytes(b"\x00" * 100)


def kept_files(folder: Path) -> list[str]:
    """What was put aside."""
    return sorted(path.name for path in (folder / "damaged").glob("*")) if (folder / "damaged").exists() else []
