"""One reader after the other, for a while: what is neither an answer nor one of our errors is a finding."""

from __future__ import annotations

import random
import time
import traceback
import tracemalloc
from dataclasses import dataclass

from bivouac.errors import BivouacError
from tests.fuzz.damage import damaged
from tests.fuzz.reader import Reader

SLOW_SECONDS = 5.0
MOST_MEMORY = 200_000_000
"""Bytes that one small input may take while it is read."""


@dataclass(frozen=True)
class Finding:
    """What a reader did with some bytes that it must not do."""

    reader: str
    data: bytes
    what: str


def try_one(name: str, reader: Reader, data: bytes) -> Finding | None:
    """Read some bytes once."""
    began = time.perf_counter()
    try:
        reader.read(data)
    except BivouacError as error:
        if not error.sentence():
            return Finding(name, data, "an error without a sentence")
    except Exception:  # noqa: BLE001 (that is what is looked for)
        return Finding(name, data, traceback.format_exc(limit=-4))
    took = time.perf_counter() - began
    return Finding(name, data, f"{took:.1f} s") if took > SLOW_SECONDS else None


def attack(name: str, reader: Reader, seed: int, seconds: float = 0.0, tries: int = 0) -> tuple[int, list[Finding]]:
    """Damage the reader's samples again and again, for some seconds or so many times; stops after five findings."""
    chance, found, done = random.Random(f"{name} {seed}"), list[Finding](), 0
    until = time.monotonic() + seconds
    samples = list(reader.samples)
    while len(found) < 5 and (done < tries if tries else time.monotonic() < until):
        finding = try_one(name, reader, damaged(chance.choice(samples), samples, chance))
        done += 1
        if finding:
            found.append(finding)
    return done, found


def memory_of(reader: Reader, data: bytes) -> int:
    """Bytes that Python took at most while it read."""
    tracemalloc.start()
    try:
        reader.read(data)
    except BivouacError:
        pass
    finally:
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    return most
