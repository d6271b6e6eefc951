"""Manifests and indexes as the OCI image specification has them, 1.1, read with limits and checks.

Source: https://github.com/opencontainers/image-spec/blob/v1.1.0/ (manifest.md, image-index.md, descriptor.md, image-layout.md).
"""

from __future__ import annotations

import hashlib
import re
from typing import TypeVar

import msgspec
from msgspec import Struct

from bivouac.courses.limits import LIMITS
from bivouac.decoding import from_json
from bivouac.errors import BundleError

LAYOUT_VERSION = "1.0.0"
MANIFEST = "application/vnd.oci.image.manifest.v1+json"
INDEX = "application/vnd.oci.image.index.v1+json"
COURSE = "application/vnd.bivouac.course.v1"
CONFIG = "application/vnd.oci.image.config.v1+json"
PACK = "application/vnd.bivouac.pack.v1+zip"
PIECES = "application/vnd.bivouac.pieces.v1+json"
FILM = "video/webm"
COVERS = ("image/png", "image/jpeg")
LAYERS = (PACK, PIECES, FILM, *COVERS)
"""Media types that a layer of a course may have."""

REFERENCE = "org.opencontainers.image.ref.name"
TITLE = "org.opencontainers.image.title"
VERSION = "org.opencontainers.image.version"
COURSE_ID = "vnd.bivouac.course.id"
LANGUAGE = "vnd.bivouac.course.language"
SIZE = "vnd.bivouac.course.size"
"""Annotation: bytes of all layers; followed by `.240p`, bytes with films in that rendition only."""

_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_COURSE_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,127}")


class Descriptor(Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """Names a blob by its digest (`sha256:` and 64 hexadecimal digits) and size in bytes."""

    media_type: str
    digest: str
    size: int
    artifact_type: str = ""
    annotations: dict[str, str] = {}


class Manifest(Struct, frozen=True, kw_only=True, rename="camel"):
    """A course version: its description and the blobs it is made of."""

    media_type: str
    artifact_type: str
    config: Descriptor
    layers: tuple[Descriptor, ...]
    schema_version: int = 2
    annotations: dict[str, str] = {}


class Index(Struct, frozen=True, kw_only=True, rename="camel"):
    """`index.json`: the manifests that a layout has under a name."""

    manifests: tuple[Descriptor, ...] = ()
    schema_version: int = 2
    media_type: str = INDEX


class LayoutFile(Struct, frozen=True, kw_only=True, rename="camel"):
    """`oci-layout`."""

    image_layout_version: str = LAYOUT_VERSION


Decoded = TypeVar("Decoded")


def digest_of(data: bytes) -> str:
    """The digest that names `data`."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def is_digest(name: str) -> bool:
    """Whether it is a SHA-256 as blobs are named by."""
    return bool(_DIGEST.fullmatch(name))


def require_digest(digest: str) -> str:
    """`digest`, or BundleError unless it is a SHA-256 (and therefore safe as a file's name)."""
    if not is_digest(digest):
        raise BundleError("“{digest}” is not a checksum that Bivouac reads (SHA-256).", digest=digest[:80])
    return digest


def require_course_id(name: str) -> str:
    """`name`, or BundleError unless it may be a course's id (and therefore a reference)."""
    if not _COURSE_ID.fullmatch(name):
        raise BundleError("“{name}” cannot be the name of a course.", name=name[:80])
    return name


def course_entry(course_id: str, descriptor: Descriptor) -> Descriptor:
    """What `index.json` says of a course: its manifest, under its id."""
    return Descriptor(
        media_type=MANIFEST,
        digest=require_digest(descriptor.digest),
        size=descriptor.size,
        artifact_type=COURSE,
        annotations={REFERENCE: require_course_id(course_id)},
    )


def encode(document: Struct) -> bytes:
    """A manifest, an index or an `oci-layout` as JSON, the same bytes for the same document."""
    return msgspec.json.encode(document, order="deterministic")


def decode_manifest(data: bytes) -> Manifest:
    """Read the manifest of a course.

    Raises:
        BundleError: it is damaged, too large, not a course's, or has parts of a kind that this version does not know.
    """
    manifest = _decode(data, Manifest, LIMITS.manifest, "manifest")
    if manifest.media_type != MANIFEST or manifest.artifact_type != COURSE or manifest.schema_version != 2:
        raise BundleError("This is not a course of Bivouac: “{kind}”.", kind=manifest.artifact_type[:80])
    if manifest.config.media_type != CONFIG:
        raise _unknown_kind(manifest.config.media_type)
    if len(manifest.layers) > LIMITS.blobs:
        raise BundleError("This course has more parts than the {n} that Bivouac takes.", n=LIMITS.blobs)
    for descriptor in (manifest.config, *manifest.layers):
        _require_sound(descriptor)
    for layer in manifest.layers:
        if layer.media_type not in LAYERS:
            raise _unknown_kind(layer.media_type)
    return manifest


def decode_index(data: bytes) -> Index:
    """Read `index.json`.

    Raises:
        BundleError: it is damaged, too large, names two courses the same, or holds another index.
    """
    index = _decode(data, Index, LIMITS.index, "index.json")
    if index.media_type != INDEX or index.schema_version != 2:
        raise BundleError("The list of courses (index.json) is of a kind that Bivouac does not know.")
    for descriptor in index.manifests:
        _require_sound(descriptor)
        if descriptor.media_type != MANIFEST:
            raise BundleError(
                "The list of courses (index.json) may name courses only, not “{kind}”.", kind=descriptor.media_type[:80]
            )
    names = [descriptor.annotations[REFERENCE] for descriptor in index.manifests if REFERENCE in descriptor.annotations]
    for name in names:
        require_course_id(name)
    if len(set(names)) < len(names):
        raise BundleError("The list of courses (index.json) has two courses of the same name.")
    return index


def decode_layout(data: bytes) -> None:
    """Raise BundleError unless `data` is an `oci-layout` file of the version that Bivouac reads."""
    if _decode(data, LayoutFile, LIMITS.manifest, "oci-layout").image_layout_version != LAYOUT_VERSION:
        raise BundleError(
            "This folder of courses was made with a newer program. Update Bivouac on this computer to open it."
        )


def _decode(data: bytes, kind: type[Decoded], limit: int, name: str) -> Decoded:
    if len(data) > limit:
        raise BundleError("“{name}” is larger than the {limit} bytes that Bivouac takes.", name=name, limit=limit)
    try:
        return from_json(data, kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BundleError("“{name}” is damaged: {reason}.", name=name, reason=str(error)) from error


def _require_sound(descriptor: Descriptor) -> None:
    require_digest(descriptor.digest)
    if not 0 <= descriptor.size <= LIMITS.blob:
        raise BundleError("A part of this course claims an impossible size: {size} bytes.", size=descriptor.size)


def _unknown_kind(media_type: str) -> BundleError:
    return BundleError(
        "This course has a part of a kind that this Bivouac does not know: “{kind}”. Update Bivouac on this computer to open it.",
        kind=media_type[:80],
    )
