"""What is sound of courses whose descriptions are damaged where they come from: the blobs are taken all the same, for a description from elsewhere."""

from __future__ import annotations

import contextlib
from collections.abc import Collection

from bivouac import machine
from bivouac.courses.bundle import oci
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.oci import Descriptor
from bivouac.courses.bundle.source import Progress, Source, is_damage, lost, opened_blob, read_blob
from bivouac.courses.limits import LIMITS
from bivouac.errors import BundleError, InputError


def salvage(
    source: Source,
    target: Layout,
    damaged: Collection[Descriptor],
    at_most: int,
    progress: Progress = lambda done, total: None,
) -> int:
    """Bring what may belong to courses that `source` has and cannot describe; returns the bytes of it that `target` has now.

    That is what their manifests name, where these can still be read; else all that no other course of `source` needs. Each blob is verified as
    any other; in `target` nothing names it.

    Args:
        damaged: the manifests of these courses.
        at_most: bytes that these courses may have in all; the largest blobs beyond that stay where they are.

    Raises:
        GoneError: `source` was pulled out; what came stays. SpaceError: the drive of `target` has no room.
    """
    sizes, left = dict[str, int](), at_most
    for digest, size in sorted(_parts(source, damaged).items(), key=lambda one: one[1]):
        if size <= left:
            sizes[digest], left = size, left - size
    absent = {digest: size for digest, size in sizes.items() if target.size(digest) != size}
    machine.require_space(target.drive, sum(absent.values()))
    here, done, total = sum(sizes.values()) - sum(absent.values()), 0, sum(absent.values())
    with target.intake() as intake:
        for digest, size in absent.items():
            try:
                with opened_blob(source, digest, size) as file:
                    intake.receive(digest, size, file)
                here += size
            except (BundleError, InputError) as error:
                if source.is_gone():
                    raise lost() from error
                if not is_damage(error):
                    raise
            done += size
            progress(done, total)
    return here


def _parts(source: Source, damaged: Collection[Descriptor]) -> dict[str, int]:
    """Digest to size of what the damaged ones may be made of."""
    parts, unknown = dict[str, int](), False
    for descriptor in damaged:
        try:
            manifest = oci.decode_manifest(read_blob(source, descriptor, LIMITS.manifest))
        except (BundleError, OSError):
            unknown = True
        else:
            parts |= {one.digest: one.size for one in (descriptor, manifest.config, *manifest.layers)}
    if unknown:
        others = set[str]()
        for descriptor in source.references().values():
            with contextlib.suppress(BundleError, OSError):
                manifest = oci.decode_manifest(read_blob(source, descriptor, LIMITS.manifest))
                others |= {descriptor.digest, manifest.config.digest, *(layer.digest for layer in manifest.layers)}
        parts |= {digest: source.size(digest) or 0 for digest in source.digests() if digest not in others}
    return {digest: size for digest, size in parts.items() if source.size(digest) == size}
