"""Bundles made to do harm: each is refused with a named error, and the folder it was meant for stays as it was."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import random
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bivouac.courses.bundle import oci
from bivouac.courses.bundle.archive import Archive, write_archive
from bivouac.courses.bundle.copy import copy_courses
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.verify import verify_course
from bivouac.courses.limits import LIMITS
from bivouac.courses.model import Course, decode_course, encode_course
from bivouac.errors import BundleError, InputError
from tests.courses.bundle.conftest import WEBM, import_archive, listing, store_course, store_manifest

Members = dict[str, bytes]


def members_of(layout: Layout) -> Members:
    return {name: data for name, data in listing(layout.folder).items() if name != "lock"}


def tarred(members: Members, *extra: tuple[tarfile.TarInfo, bytes]) -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        for info, data in extra:
            info.size = info.size or len(data)
            archive.addfile(info, io.BytesIO(data) if data else None)
    return target.getvalue()


def special(name: str, kind: bytes, link: str = "", size: int = 0) -> tuple[tarfile.TarInfo, bytes]:
    info = tarfile.TarInfo(name)
    info.type, info.linkname, info.size = kind, link, size
    return info, b""


def plain(name: str, data: bytes) -> tuple[tarfile.TarInfo, bytes]:
    return tarfile.TarInfo(name), data


def claiming(size: int) -> tuple[tarfile.TarInfo, bytes]:
    return special("blobs/sha256/" + "a" * 64, tarfile.REGTYPE, size=size)


def refused(content: bytes, target: Layout, path: Path, damaged: bool = False) -> str:
    """Import `content`, see that nothing came of it, and return the sentence."""
    path.write_bytes(content)
    before = listing(target.folder)
    with pytest.raises((BundleError, InputError)) as error:
        import_archive(path, target)
    assert (without_sound_blobs if damaged else dict)(listing(target.folder)) == before
    return error.value.sentence()


def without_sound_blobs(files: dict[str, bytes]) -> dict[str, bytes]:
    """What is sound of a damaged course stays, for another try."""
    return {name: data for name, data in files.items() if name != f"blobs/sha256/{hashlib.sha256(data).hexdigest()}"}


BLOB = "blobs/sha256/" + "b" * 64
TARS: dict[str, tuple[tarfile.TarInfo, bytes]] = {
    "traversal": plain("../../../etc/cron.d/bivouac", b"x"),
    "traversal below blobs": plain("blobs/sha256/../../x", b"x"),
    "absolute": plain("/etc/cron.d/bivouac", b"x"),
    "symlink": special(BLOB, tarfile.SYMTYPE, "/etc/passwd"),
    "symlink folder": special("blobs/sha256", tarfile.SYMTYPE, "/etc"),
    "hard link": special(BLOB, tarfile.LNKTYPE, "index.json"),
    "character device": special(BLOB, tarfile.CHRTYPE),
    "block device": special(BLOB, tarfile.BLKTYPE),
    "pipe": special(BLOB, tarfile.FIFOTYPE),
    "sparse": special(BLOB, tarfile.GNUTYPE_SPARSE),
    "other name": plain("autorun.inf", b"x"),
    "other folder": special("elsewhere", tarfile.DIRTYPE),
    "name in capitals": plain("BLOBS/SHA256/" + "b" * 64, b"x"),
    "sha512": plain("blobs/sha512/" + "b" * 128, b"x"),
    "long name": plain("blobs/sha256/" + "b" * 500, b"x"),
    "duplicate": plain("index.json", b"{}"),
    "10 GB": claiming(10 * 1024**3),
    "8 EiB": claiming(8 * 1024**6 - 1),
    "below zero": claiming(-512),
}


@pytest.mark.parametrize("name", TARS)
def test_hostile_tars(source: Layout, target: Layout, tmp_path: Path, name: str) -> None:
    refused(tarred(members_of(source), TARS[name]), target, tmp_path / "c.bivouac")


def test_a_name_twice_is_refused_even_with_the_same_bytes(source: Layout, target: Layout, tmp_path: Path) -> None:
    members = members_of(source)
    content = tarred(members, plain("index.json", members["index.json"]))
    assert "two parts named" in refused(content, target, tmp_path / "c.bivouac")


def test_pax_headers_cannot_rename(source: Layout, target: Layout, tmp_path: Path) -> None:
    for note in (b"20 path=/etc/passwd\n", b"16 size=9999999\n", b"26 GNU.sparse.name=/etc/x\n", b"9" * 70_000):
        content = tarred(members_of(source), (special("x", tarfile.XHDTYPE)[0], note))
        assert "plain tar" in refused(content, target, tmp_path / "c.bivouac")


def test_a_tar_of_no_end_is_cut_off(source: Layout, target: Layout, tmp_path: Path) -> None:
    whole = tarred(members_of(source))
    for length in (100, 512, 700, 1024, 3000, len(whole) // 2, whole.rindex(b"\0" * 1024 + b"\0" * 512) // 2):
        refused(whole[:length], target, tmp_path / "c.bivouac")


def test_compressed_bundles_are_no_bundles(source: Layout, target: Layout, tmp_path: Path) -> None:
    assert "not a bundle" in refused(gzip.compress(tarred(members_of(source))), target, tmp_path / "c.bivouac")


def changed(path: str, change: Callable[[bytes], bytes]) -> Callable[[Members], Members]:
    return lambda members: {**members, path: change(members[path])}


def changed_index(change: Callable[[dict[str, Any]], Any]) -> Callable[[Members], Members]:
    def apply(data: bytes) -> bytes:
        index = json.loads(data)
        return json.dumps(change(index) or index).encode()

    return changed("index.json", apply)


def entry(**fields: Any) -> Callable[[dict[str, Any]], None]:
    return lambda index: index["manifests"][0].update(fields)


FILM = "blobs/sha256/" + oci.digest_of(WEBM).removeprefix("sha256:")
INDEXES: dict[str, Callable[[Members], Members]] = {
    "no index": lambda members: {name: data for name, data in members.items() if name != "index.json"},
    "no layout": lambda members: {name: data for name, data in members.items() if name != "oci-layout"},
    "no film": lambda members: {name: data for name, data in members.items() if name != FILM},
    "other bytes": changed(FILM, lambda data: b"XXXX"),
    "more bytes": changed(FILM, lambda data: data + b"x"),
    "fewer bytes": changed(FILM, lambda data: data[:-1]),
    "newer layout": changed("oci-layout", lambda data: b'{"imageLayoutVersion":"9.0.0"}'),
    "not JSON": changed("index.json", lambda data: b"\xff\xfe"),
    "deep JSON": changed("index.json", lambda data: b"[" * 1_000_000),
    "deep JSON inside": changed("index.json", lambda data: b'{"x":' * 500_000),
    "huge JSON": changed("index.json", lambda data: data + b" " * LIMITS.index),
    "null": changed("index.json", lambda data: b"null"),
    "index in an index": changed_index(entry(mediaType=oci.INDEX)),
    "itself": changed("index.json", lambda data: nested(data)),
    "unknown manifest": changed_index(entry(mediaType="application/vnd.docker.distribution.manifest.v2+json")),
    "sha512": changed_index(entry(digest="sha512:" + "0" * 128)),
    "digest with a path": changed_index(entry(digest="sha256:../../../../etc/passwd")),
    "wrong digest": changed_index(entry(digest="sha256:" + "0" * 64)),
    "wrong size": changed_index(entry(size=1)),
    "huge size": changed_index(entry(size=2**70)),
    "negative size": changed_index(entry(size=-1)),
    "large manifest": changed_index(entry(size=LIMITS.manifest + 1)),
    "name with a path": changed_index(entry(annotations={oci.REFERENCE: "../../x"})),
    "another's name": changed_index(entry(annotations={oci.REFERENCE: "another-course"})),
    "one name twice": changed_index(lambda index: index["manifests"].append(index["manifests"][0])),
    "no courses": changed_index(lambda index: {**index, "manifests": []}),
}


DAMAGED = {"no film", "other bytes", "more bytes", "fewer bytes"}


def nested(index: bytes) -> bytes:
    """An index that names itself, as far as checksums let it."""
    descriptor = {
        "mediaType": oci.INDEX,
        "digest": oci.digest_of(index),
        "size": len(index),
        "annotations": {oci.REFERENCE: "planning"},
    }
    return json.dumps({"schemaVersion": 2, "mediaType": oci.INDEX, "manifests": [descriptor]}).encode()


@pytest.mark.parametrize("name", INDEXES)
def test_hostile_indexes(source: Layout, target: Layout, tmp_path: Path, name: str) -> None:
    refused(tarred(INDEXES[name](members_of(source))), target, tmp_path / "c.bivouac", damaged=name in DAMAGED)


def test_an_archive_and_a_stick_refuse_the_same(source: Layout, target: Layout) -> None:
    (source.folder / "index.json").write_bytes(INDEXES["one name twice"](members_of(source))["index.json"])
    with pytest.raises(BundleError, match="two courses of the same name"):
        copy_courses(source, target)


# --- manifests and descriptions whose checksums are all right ---------------------------------------------------------


def the_course(layout: Layout) -> tuple[Course, list[tuple[str, bytes]]]:
    manifest = oci.decode_manifest(layout.blob_path(layout.references()["planning"].digest).read_bytes())
    layers = [(layer.media_type, layout.blob_path(layer.digest).read_bytes()) for layer in manifest.layers]
    return decode_course(layout.blob_path(manifest.config.digest).read_bytes()), layers


def with_activity(course: Course, **fields: Any) -> Course:
    data = json.loads(encode_course(course))
    data["modules"][0]["lessons"][0]["activities"][1].update(fields)
    return msgspec.convert(data, Course)


def twice(course: Course) -> Course:
    return msgspec.structs.replace(course, modules=course.modules * 2)


LIES: dict[str, Callable[[Course, list[tuple[str, bytes]]], tuple[Course, list[tuple[str, bytes]]]]] = {
    "ids twice": lambda course, layers: (twice(course), layers),
    "no activity": lambda course, layers: (msgspec.structs.replace(course, modules=()), []),
    "a layer too few": lambda course, layers: (course, layers[:1]),
    "a layer too many": lambda course, layers: (course, [*layers, (oci.FILM, WEBM + b"advertising")]),
    "a layer of another kind": lambda course, layers: (course, [(oci.FILM, layers[0][1]), layers[1]]),
    "a layer of an unknown kind": lambda course, layers: (course, [*layers, ("application/x-msdownload", b"MZ")]),
    "a list of pieces that nobody needs": lambda course, layers: (
        course,
        [*layers, (oci.PIECES, b'{"pieceSize":1048576,"blobs":{}}')],
    ),
    "a pack that is none": lambda course, layers: replaced_pack(course, layers, b"PK\x05\x06 and so on"),
    "an empty pack": lambda course, layers: replaced_pack(course, layers, b"PK\x05\x06" + bytes(18)),
    "a film that is none": lambda course, layers: replaced_film(course, layers, b"MZ\x90\0"),
    "captions elsewhere": lambda course, layers: (
        with_activity(course, captions=[{"language": "fr", "file": "../x.vtt"}]),
        layers,
    ),
    "captions that are none": lambda course, layers: (
        with_activity(course, captions=[{"language": "fr", "file": "p.jpg"}]),
        layers,
    ),
    "a poster that is missing": lambda course, layers: (with_activity(course, poster="absent.jpg"), layers),
    "a script": lambda course, layers: (with_activity(course, text="<SCRIPT>alert(1)</SCRIPT>"), layers),
    "a newer format": lambda course, layers: (msgspec.structs.replace(course, format=99), layers),
}


def replaced_pack(
    course: Course, layers: list[tuple[str, bytes]], pack: bytes
) -> tuple[Course, list[tuple[str, bytes]]]:
    data = json.loads(encode_course(course))
    data["modules"][0]["lessons"][0].update(pack=oci.digest_of(pack), pack_size=len(pack))
    return msgspec.convert(data, Course), [(oci.PACK, pack), *layers[1:]]


def replaced_film(
    course: Course, layers: list[tuple[str, bytes]], film: bytes
) -> tuple[Course, list[tuple[str, bytes]]]:
    rendition = {"name": "240p", "blob": oci.digest_of(film), "size": len(film)}
    return with_activity(course, renditions=[rendition]), [layers[0], (oci.FILM, film)]


@pytest.mark.parametrize("name", LIES)
def test_courses_that_lie(source: Layout, target: Layout, tmp_path: Path, name: str) -> None:
    course, layers = LIES[name](*the_course(source))
    descriptor = store_manifest(source, course, layers, name="planning")
    with pytest.raises(BundleError):
        verify_course(source, descriptor)
    refused(tarred(members_of(source)), target, tmp_path / "c.bivouac")


def test_labels_that_say_other_than_the_course(source: Layout) -> None:
    course, layers = the_course(source)
    descriptor = store_manifest(source, msgspec.structs.replace(course, title="Free money"), layers)
    lying = source.blob_path(descriptor.digest).read_bytes().replace(b"Free money", b"Planning!!")
    stored = oci.Descriptor(media_type=oci.MANIFEST, digest=source.put(lying), size=len(lying))
    with pytest.raises(BundleError, match="label"):
        verify_course(source, stored)


def test_pieces_of_other_bytes_are_found_out(source: Layout) -> None:
    descriptor = store_course(source, film=bytes(5_000_000))
    verify_course(source, descriptor)
    course, layers = the_course(source)
    kind, pieces = layers[-1]
    lists = json.loads(pieces)
    blob = next(iter(lists["blobs"]))
    lists["blobs"][blob] = "AAAA" + lists["blobs"][blob][4:]
    lying = store_manifest(source, course, [*layers[:-1], (kind, json.dumps(lists).encode())])
    with pytest.raises(BundleError, match="damaged"):
        verify_course(source, lying)


# --- any byte ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[bytes]:
    folder = tmp_path_factory.mktemp("bundle")
    layout = Layout.create(folder / "layout")
    store_course(layout, film=b"film")
    write_archive(layout, folder / "c.bivouac")
    yield (folder / "c.bivouac").read_bytes()


@given(
    flips=st.lists(st.tuples(st.integers(min_value=0), st.integers(1, 255)), min_size=1, max_size=4),
    cut=st.integers(0, 3000),
)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_damage_gives_a_named_error_or_the_same_course(
    bundle: bytes, flips: list[tuple[int, int]], cut: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    damaged = bytearray(bundle[: len(bundle) - (cut if cut > 2000 else 0)])
    for at, change in flips:
        damaged[at % len(damaged)] ^= change
    folder = tmp_path_factory.mktemp("fuzz")
    (folder / "whole.bivouac").write_bytes(bundle)
    (folder / "damaged.bivouac").write_bytes(damaged)
    target = Layout.create(folder / "target")
    before = listing(target.folder)
    try:
        (course,) = import_archive(folder / "damaged.bivouac", target)
    except (BundleError, InputError):
        assert without_sound_blobs(listing(target.folder)) == before
    else:
        with Archive(folder / "whole.bivouac") as whole:
            assert verify_course(whole, whole.references()["planning"]) == course
            assert whole.references()["planning"].digest == target.references()["planning"].digest


def test_each_kilobyte_damaged_in_turn(bundle: bytes, target: Layout, tmp_path: Path) -> None:
    """Headers and padding of every member are met, whatever the fuzz above happens to draw."""
    chance = random.Random(7)
    before = listing(target.folder)
    for start in range(0, len(bundle), 512):
        damaged = bytearray(bundle)
        damaged[start + chance.randrange(512)] ^= 1 << chance.randrange(8)
        (tmp_path / "c.bivouac").write_bytes(damaged)
        try:
            with Archive(tmp_path / "c.bivouac") as archive:
                for descriptor in archive.references().values():
                    verify_course(archive, descriptor)
        except (BundleError, InputError):
            continue
    assert listing(target.folder) == before
