"""How large anything from outside may be before it is refused: one place for all length limits."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Sizes in bytes unless named otherwise."""

    index: int = 16 * MIB
    manifest: int = 4 * MIB  # what registries take
    course_json: int = 32 * MIB
    pieces: int = 64 * MIB
    blob: int = 64 * 1024 * MIB
    pack: int = 512 * MIB
    pack_members: int = 20_000
    pack_member: int = 256 * MIB
    pack_unpacked: int = 2 * 1024 * MIB
    pack_ratio: int = 200  # unpacked to packed, of a member over 1 MiB
    blobs: int = 100_000  # of one course
    archive_members: int = 200_000  # of a file given to an importer
    archive_unpacked: int = 64 * 1024 * MIB
    page: int = 8 * MIB
    captions: int = 8 * MIB
    document: int = 64 * MIB  # a laptop opens it in memory
    piece: int = MIB  # unit of verification of a large blob
    pieced_from: int = 4 * MIB  # blobs from this size on have a list of pieces


LIMITS = Limits()
