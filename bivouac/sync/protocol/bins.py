"""Courses in bins, so that who has an older list fetches those alone in which something changed (docs/protocol.md#the-list-of-courses).

A course falls into a bin by the hash of its id; of a bin one tells the digest. Both ends compute the same from what they have, and nobody
remembers what another had before.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from bivouac.sync.protocol.messages import CatalogueEntry

MAX_ASKED = 256
"""Bins that one request names."""

DIGEST = 4
"""Bytes of a bin's digest: of a bin that changed, one in 2^32 is missed until it changes again."""

_FULL = 20
"""Courses in a bin, about, before there are more bins."""

MOST = 4096
"""Bins that a list has at most."""

Bin = dict[str, CatalogueEntry]
"""Course id to entry."""


def count_for(courses: int) -> int:
    """How many bins so many courses want: a power of two."""
    count = 1
    while count < MOST and count * _FULL < courses:
        count *= 2
    return count


def bin_of(course: str, count: int) -> int:
    """The bin of a course among `count`, from 0 on."""
    return int.from_bytes(hashlib.sha256(course.encode()).digest()[:4], "big") % count


def sort_into(entries: Iterable[CatalogueEntry], count: int) -> list[Bin]:
    """The courses in their bins."""
    found: list[Bin] = [{} for _ in range(count)]
    for entry in entries:
        found[bin_of(entry.id, count)][entry.id] = entry
    return found


def digest_of(one: Bin) -> bytes:
    """What a bin holds, in `DIGEST` bytes. The manifest stands for all that comes from it; the sizes are of what the hub has of the films."""
    lines = hashlib.sha256()
    for course in sorted(one):
        sizes = " ".join(f"{name}={size}" for name, size in sorted(one[course].sizes.items()))
        lines.update(f"{course} {one[course].manifest} {sizes}\n".encode())
    return lines.digest()[:DIGEST]


def split(digests: bytes) -> list[bytes]:
    """The digests of bins as they travel, one after the other."""
    return [digests[at : at + DIGEST] for at in range(0, len(digests), DIGEST)]


def in_order(entries: Iterable[CatalogueEntry]) -> list[CatalogueEntry]:
    """Courses in the order in which they are listed: by title."""
    return sorted(entries, key=lambda entry: (entry.title, entry.id))


def all_in(bins: Iterable[Bin]) -> list[CatalogueEntry]:
    """The courses of all bins, in order."""
    return in_order(entry for one in bins for entry in one.values())
