import io
import stat
import struct
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bivouac.courses.bundle.pack import Pack, write_pack
from bivouac.courses.limits import LIMITS
from bivouac.errors import BundleError, InputError

FILES = {"page.html": b"<h1>Plan</h1>" * 50, "images/plan.png": b"\x89PNG" * 20, "médias/été.vtt": b"WEBVTT\n"}


def packed(files: dict[str, bytes | Path]) -> bytes:
    target = io.BytesIO()
    write_pack(files, target)
    return target.getvalue()


def raw_zip(
    *members: tuple[zipfile.ZipInfo | str, bytes], compression: int = zipfile.ZIP_DEFLATED, comment: bytes = b""
) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as archive:
        for info, content in members:
            archive.writestr(info, content)
        archive.comment = comment
    return target.getvalue()


def with_mode(name: str, mode: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = mode << 16
    return info


def test_members_come_back() -> None:
    with Pack(io.BytesIO(packed(dict(FILES)))) as pack:
        assert pack.names() == sorted(FILES)
        assert {name: pack.read(name) for name in FILES} == FILES
        assert pack.size("page.html") == 650
        assert pack.size("absent") is None
        with pytest.raises(BundleError, match="missing"):
            pack.read("absent")
        with pytest.raises(BundleError, match="larger"):
            pack.read("page.html", limit=100)


def test_the_same_files_give_the_same_bytes_wherever_they_come_from(tmp_path: Path) -> None:
    paths: dict[str, bytes | Path] = {}
    for number, (name, content) in enumerate(reversed(FILES.items())):
        paths[name] = tmp_path / str(number)
        (tmp_path / str(number)).write_bytes(content)
    assert packed(paths) == packed(dict(FILES))


def test_any_unzip_reads_it() -> None:
    with zipfile.ZipFile(io.BytesIO(packed(dict(FILES)))) as archive:
        assert archive.testzip() is None
        kinds = {info.filename: info.compress_type for info in archive.infolist()}
    assert kinds["page.html"] == zipfile.ZIP_DEFLATED
    assert kinds["images/plan.png"] == zipfile.ZIP_STORED


def test_an_empty_pack_is_one() -> None:
    with Pack(io.BytesIO(packed({}))) as pack:
        assert pack.names() == []


def test_what_shrinks_like_a_bomb_is_stored_so_that_readers_take_it(tmp_path: Path) -> None:
    (tmp_path / "empty.bmp").write_bytes(bytes(3_000_000))
    with Pack(io.BytesIO(packed({"empty.bmp": tmp_path / "empty.bmp"}))) as pack:
        assert pack.read("empty.bmp") == bytes(3_000_000)


def test_many_threads_read_at_once() -> None:
    with (
        Pack(io.BytesIO(packed({f"{n}.txt": str(n).encode() * 5000 for n in range(40)}))) as pack,
        ThreadPoolExecutor(8) as pool,
    ):
        assert list(pool.map(pack.read, (f"{n}.txt" for n in range(40)))) == [str(n).encode() * 5000 for n in range(40)]


@pytest.mark.parametrize("name", ["../up", "/root", "a/../b", "C:\\x", "nul", "a\0b", "", "x" * 300])
def test_unsafe_names_are_not_written(name: str) -> None:
    with pytest.raises(InputError):
        packed({name: b""})


HOSTILE = {
    "nothing": b"",
    "no zip": b"hello" * 100,
    "traversal": raw_zip(("../../etc/passwd", b"x")),
    "absolute": raw_zip(("/etc/passwd", b"x")),
    "backslash": raw_zip(("..\\x", b"x")),
    "folder": raw_zip(("folder/", b"")),
    "symlink": raw_zip((with_mode("link", stat.S_IFLNK | 0o777), b"/etc/passwd")),
    "device": raw_zip((with_mode("tty", stat.S_IFCHR | 0o666), b"")),
    "comment": raw_zip(("a", b"x"), comment=b"hello"),
    "prefix": b"#!/bin/sh\n" + raw_zip(("a", b"x")),
    "bomb": raw_zip(("zeros", bytes(5_000_000))),
    "other method": raw_zip(("a", b"x" * 100), compression=zipfile.ZIP_BZIP2),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_packs_are_refused(name: str) -> None:
    with pytest.raises(BundleError):
        Pack(io.BytesIO(HOSTILE[name]))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_refused() -> None:
    with pytest.raises(BundleError, match="two files"):
        Pack(io.BytesIO(raw_zip(("a", b"1"), ("a", b"2"))))


def test_encrypted_members_are_refused() -> None:
    data = bytearray(raw_zip(("a", b"x")))
    central = data.index(b"PK\x01\x02")
    data[central + 8] |= 1
    with pytest.raises(BundleError, match="plain"):
        Pack(io.BytesIO(data))


def test_overlapping_members_are_refused() -> None:
    data = bytearray(raw_zip(("a", b"x" * 100), ("b", b"y" * 100)))
    second = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 1)
    data[second + 42 : second + 46] = struct.pack("<L", 10)
    with pytest.raises(BundleError):
        Pack(io.BytesIO(data))


def test_a_member_that_unpacks_to_more_than_it_says_is_refused() -> None:
    data = bytearray(raw_zip(("a", b"x" * 1000)))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(mark)
        data[at + offset : at + offset + 4] = struct.pack("<L", 10)
    with Pack(io.BytesIO(data)) as pack, pytest.raises(BundleError, match="damaged"):
        pack.read("a")


def test_names_in_old_code_pages_are_refused() -> None:
    data = bytearray(raw_zip(("été", b"x")))
    data[data.index(b"PK\x01\x02") + 9] &= ~8
    with pytest.raises(BundleError):
        Pack(io.BytesIO(data))


def test_a_claim_of_many_members_is_refused_before_they_are_read() -> None:
    data = bytearray(raw_zip(("a", b"x")))
    data[-14:-10] = struct.pack("<2H", 65535, 65535)
    with pytest.raises(BundleError, match=str(LIMITS.pack_members)):
        Pack(io.BytesIO(data))
