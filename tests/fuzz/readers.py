"""Every reader of bytes from outside, each with samples that are genuine and what it may raise: our own errors."""

from __future__ import annotations

import io
import itertools
import os
import tempfile
from pathlib import Path

from bivouac.courses.bundle import oci
from bivouac.courses.bundle.archive import Archive, write_archive
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.pack import END_BYTES, Pack, directory_of, write_pack
from bivouac.courses.bundle.part import MAP_SUFFIX, SUFFIX, Part, landed
from bivouac.courses.bundle.pieces import decode_pieces, encode_pieces, piece_digests
from bivouac.courses.captions import parse_captions
from bivouac.courses.check import check_course
from bivouac.courses.clean.resources import Resources
from bivouac.courses.gift import parse_gift
from bivouac.courses.model import decode_course
from bivouac.courses.page import clean_page
from bivouac.courses.report import Report
from bivouac.sync.hub.class_list import read_list
from bivouac.sync.journal import acts
from bivouac.sync.journal.clock import Reading
from bivouac.sync.journal.record import make_record
from bivouac.sync.protocol import carried, signing
from bivouac.sync.protocol.pages import decode_page, encode_page, open_page
from tests.fuzz.protocol import readers_of_protocol
from tests.fuzz.reader import Reader


def readers() -> dict[str, Reader]:
    """All of them, by name."""
    return {**_of_journals(), **readers_of_protocol(), **_of_courses(), **_of_staff()}


def _of_journals() -> dict[str, Reader]:
    from tests.sync.hub.reports.school import ACTS

    every = [
        *(act for some in ACTS.values() for act in some),
        *(
            acts.Posted("p1", "hello", "", "Title"),
            acts.Announced("p2", "Monday"),
            acts.NoteShared("p3", "a note", 5, "quote"),
        ),
        *(acts.PersonKept("x", "Awa", "learner", "fr", 1), acts.DeviceAdmitted("d" * 20, bytes(32), "x")),
        *(
            acts.PasswordKept("x", "$argon2id$", True),
            acts.MemberKept("c", "x", "teacher"),
            acts.CohortKept("c", "Finance"),
        ),
    ]
    stream, feed = "learner:" + "0" * 13, "d" * 20
    records = [
        make_record(stream, feed, at, Reading(1 << 30 | at, 5 + at), "course", "activity", act)
        for at, act in enumerate(every, 1)
    ]
    pages = tuple(encode_page(records[:count]) for count in (1, 5, len(records)))
    signed = tuple(signing.sign_page(page, lambda content: bytes(64)) for page in pages)
    passed_on = tuple(carried.pack(carried.Carried(feed, 1, 1, page)) for page in signed)

    def read_act(data: bytes) -> object:
        kind, _, body = data.partition(b" ")
        return acts.act_of(kind.decode("utf-8", "replace"), body)

    def read_carried(data: bytes) -> object:
        return open_page(signing.page_of(carried.unpack(data).page))

    return {
        "act": Reader(read_act, tuple(acts.kind_of(act).encode() + b" " + acts.body_of(act) for act in every)),
        "page": Reader(lambda data: encode_page(decode_page(data)), pages),
        "signed page": Reader(lambda data: open_page(signing.page_of(data)), signed),
        "carried page": Reader(read_carried, passed_on),
    }


def _of_courses() -> dict[str, Reader]:
    from tests.sync.campus import store_two_lessons

    counter = itertools.count()
    with tempfile.TemporaryDirectory() as folder:
        layout = Layout.create(Path(folder) / "layout")
        descriptor = store_two_lessons(layout, {"240p": bytes(5_000_000)})
        layout.switch({"trade": descriptor})
        manifest = layout.blob_path(descriptor.digest).read_bytes()
        config = layout.blob_path(oci.decode_manifest(manifest).config.digest).read_bytes()
        index = (layout.folder / "index.json").read_bytes()
        small = Layout.create(Path(folder) / "small")
        small.switch({"trade": store_two_lessons(small, {"240p": b"film"})})
        write_archive(small, Path(folder) / "small.bivouac")
        bundle = (Path(folder) / "small.bivouac").read_bytes()
        with Part(Path(folder), oci.digest_of(bytes(3_000_000)), 3_000_000) as part:
            part.land(0, bytes(1000))
            part.land(2_000_000, bytes(5000))
        landed_map = part.path.with_suffix(MAP_SUFFIX).read_bytes()
    packed = io.BytesIO()
    write_pack(
        {"page.html": b"<h1>Plan</h1>" * 200, "p.png": bytes(range(256)), "dossier/\u00e9t\u00e9.txt": b"x"}, packed
    )
    digest = oci.digest_of(bytes(3_000_000))
    pieces = encode_pieces({digest: piece_digests(io.BytesIO(bytes(3_000_000)))})

    def read_pack(data: bytes) -> object:
        with Pack(io.BufferedReader(io.BytesIO(data))) as pack:  # type: ignore[arg-type]
            assert all(0 <= one.start < one.end for one in pack.extents().values())
            return [pack.read(name) for name in ("page.html", "p.png") if pack.size(name) is not None]

    def read_bundle(data: bytes) -> object:
        path = Path(tempfile.gettempdir()) / f"bivouac-fuzz-{os.getpid()}-{next(counter) % 4}.bivouac"
        path.write_bytes(data)
        try:
            with Archive(path) as archive:
                return archive.references()
        finally:
            path.unlink()

    def read_map(data: bytes) -> object:
        path = Path(tempfile.gettempdir()) / f"bivouac-fuzz-{os.getpid()}-{next(counter) % 4}{MAP_SUFFIX}"
        path.write_bytes(data)
        try:
            return landed(path.with_suffix(SUFFIX), 3_000_000)
        finally:
            path.unlink()

    def read_course(data: bytes) -> object:
        course = decode_course(data)
        check_course(course)
        return course

    return {
        "index": Reader(oci.decode_index, (index,)),
        "manifest": Reader(oci.decode_manifest, (manifest,)),
        "course.json": Reader(read_course, (config,)),
        "pieces": Reader(lambda data: decode_pieces(data, {digest: 3_000_000}), (pieces,)),
        "pack": Reader(read_pack, (packed.getvalue(),)),
        "end of a pack": Reader(directory_of, (packed.getvalue()[-END_BYTES:],)),
        "bundle": Reader(read_bundle, (bundle,)),
        "map of a part": Reader(read_map, (landed_map,)),
    }


def _of_staff() -> dict[str, Reader]:
    def read_gift(data: bytes) -> object:
        return parse_gift(data.decode("utf-8", "replace"), resources=Resources({}), report=Report(), where="q.gift")

    def read_page(data: bytes) -> object:
        return clean_page(data.decode("utf-8", "replace"), resources=Resources({}), report=Report(), where="p.html")

    captions = (
        b"WEBVTT\n\nSTYLE\n::cue {}\n\n1\n00:00.000 --> 00:01.000 align:left\n<v Awa>Bonjour &amp; merci\n",
        b"1\r\n00:00:00,000 --> 00:00:01,000\r\nHello\r\n\r\n2\r\n00:00:02,000 --> 00:00:03,500\r\nyou\r\n",
    )
    gift = "// Triangle\n::Q1:: Coût {=délai#oui ~%50%prix ~%-50%x}\n\n::Q2:: 2+2 {#4:0.1 =%50%5:1}\n\nVrai ? {T#oui#non}\n\nA {=a -> b =c -> d}\n"
    page = '<h1 id="a">Plan</h1><p>Le <b>coût</b> <a href="#a">x</a> \\(x^2\\)</p><table><tr><td>1</td></tr></table><script>x</script>'
    people = "nom;rôle;classe\nAwa Koné;;Finance 1\nIbrahim Touré;apprenant;Finance 1\n".encode()
    return {
        "captions": Reader(parse_captions, captions),
        "gift": Reader(read_gift, (gift.encode(),)),
        "html": Reader(read_page, (page.encode(),)),
        "class list": Reader(
            read_list, (people, people.decode().encode("latin-1"), people.replace(b";", b",").replace(b"\n", b"\r\n"))
        ),
    }
