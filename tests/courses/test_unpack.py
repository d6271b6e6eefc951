"""Archives from outside: what comes out, what is refused, and that nothing is left behind when it is."""

import dataclasses
import io
import random
import tarfile
import warnings
import zipfile
from pathlib import Path

import pytest

from bivouac.courses.limits import LIMITS, MIB
from bivouac.courses.unpack import is_archive, names, safe_path, unpack
from bivouac.errors import BivouacError, BundleError, InputError

FILES = {"course/course.xml": b"<course/>", "course/static/a b.txt": b"x" * 3000, "readme.md": b"# Hello\n"}
TAR_MODES = ["w", "w:gz", "w:xz", "w:bz2"]


def make_tar(path: Path, files: dict[str, bytes], mode: str = "w", extra: tuple[tarfile.TarInfo, ...] = ()) -> Path:
    with tarfile.open(path, mode) as tar:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
        for info in extra:
            tar.addfile(info)
    return path


def make_zip(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # that a name is there twice
        for name, data in files.items():
            packed.writestr(name, data)
    return path


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def refused(archive: Path, into: Path, error: type[BivouacError] = BundleError) -> str:
    """The sentence of the refusal; nothing is left."""
    with pytest.raises(error) as caught:
        unpack(archive, into)
    assert not into.exists()
    return caught.value.sentence()


@pytest.mark.parametrize("mode", [*TAR_MODES, "zip"])
def test_each_kind_is_known_by_its_content(tmp_path: Path, mode: str) -> None:
    archive = tmp_path / "course.dat"
    make_zip(archive, FILES) if mode == "zip" else make_tar(archive, FILES, mode)
    assert is_archive(archive)
    assert set(names(archive)) == set(FILES)
    assert unpack(archive, tmp_path / "out") == ()
    assert tree(tmp_path / "out") == FILES


def test_a_dot_in_front_and_empty_folders_are_no_trouble(tmp_path: Path) -> None:
    folder = tarfile.TarInfo("./course/")
    folder.type = tarfile.DIRTYPE
    archive = make_tar(tmp_path / "a.tar", {"./course/./course.xml": b"x"}, extra=(folder,))
    unpack(archive, tmp_path / "out")
    assert tree(tmp_path / "out") == {"course/course.xml": b"x"}


@pytest.mark.parametrize("name", ["../evil", "a/../../evil", "/etc/evil", "C:/evil", "a/.."])
def test_names_that_leave_the_folder_are_refused(tmp_path: Path, name: str) -> None:
    assert "outside" in refused(make_tar(tmp_path / "a.tar", {"good": b"x", name: b"x"}), tmp_path / "out")
    assert "outside" in refused(make_zip(tmp_path / "a.zip", {"good": b"x", name: b"x"}), tmp_path / "out")
    assert not (tmp_path / "evil").exists()


def test_backslashes_of_a_zip_are_folders_and_cannot_leave_either(tmp_path: Path) -> None:
    unpack(make_zip(tmp_path / "a.zip", {"course\\static\\x.png": b"x"}), tmp_path / "out")
    assert tree(tmp_path / "out") == {"course/static/x.png": b"x"}
    refused(make_zip(tmp_path / "b.zip", {"..\\evil": b"x"}), tmp_path / "out2")


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE])
def test_links_and_devices_are_never_made_and_are_named(tmp_path: Path, kind: bytes) -> None:
    info = tarfile.TarInfo("link")
    info.type = kind
    info.linkname = "/etc/passwd"
    archive = make_tar(tmp_path / "a.tar", {"file": b"x"}, extra=(info,))
    assert unpack(archive, tmp_path / "out") == ("link",)
    assert tree(tmp_path / "out") == {"file": b"x"}


def test_a_file_cannot_be_written_through_a_link(tmp_path: Path) -> None:
    link = tarfile.TarInfo("folder")
    link.type, link.linkname = tarfile.SYMTYPE, str(tmp_path)
    with tarfile.open(tmp_path / "a.tar", "w") as tar:
        tar.addfile(link)
        tar.addfile(tarfile.TarInfo("folder/evil"))
    unpack(tmp_path / "a.tar", tmp_path / "out")
    assert not (tmp_path / "evil").exists()
    assert (tmp_path / "out" / "folder" / "evil").is_file()


def test_a_link_in_a_zip_is_left_out(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("link")
    info.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        packed.writestr(info, "/etc/passwd")
    assert unpack(tmp_path / "a.zip", tmp_path / "out") == ("link",)


def test_rubbish_of_other_systems_is_skipped(tmp_path: Path) -> None:
    rubbish = {
        f"{name}": b"\x00\x05" for name in ("._course", "c/._x.xml", "__MACOSX/c/x", "c/.DS_Store", "c/Thumbs.db")
    }
    unpack(make_zip(tmp_path / "a.zip", {**rubbish, "c/x.xml": b"x"}), tmp_path / "out")
    assert tree(tmp_path / "out") == {"c/x.xml": b"x"}


@pytest.mark.parametrize("kind", ["zip", *TAR_MODES])
def test_a_name_given_twice_is_refused(tmp_path: Path, kind: str) -> None:
    archive = tmp_path / "a"
    if kind == "zip":
        with zipfile.ZipFile(archive, "w") as packed:
            packed.writestr("x", "one")
            with pytest.warns(UserWarning, match="Duplicate"):
                packed.writestr("x", "two")
    else:
        make_tar(archive, {"x": b"one", "./x": b"two"}, kind)
    assert "twice" in refused(archive, tmp_path / "out")


def test_names_that_become_the_same_are_both_there(tmp_path: Path) -> None:
    unpack(make_tar(tmp_path / "a.tar", {"s/who?.png": b"1", "s/who*.png": b"2"}), tmp_path / "out")
    assert tree(tmp_path / "out") == {"s/who_.png": b"1", "s/who_-2.png": b"2"}


@pytest.mark.parametrize("files", [{"a": b"x", "a/b": b"x"}, {"a/b": b"x", "a": b"x"}])
def test_a_name_that_is_file_and_folder_is_refused(tmp_path: Path, files: dict[str, bytes]) -> None:
    assert "both" in refused(make_tar(tmp_path / "a.tar", files), tmp_path / "out")


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("a/b.txt", "a/b.txt"),
        ("e\u0301te\u0301.png", "été.png"),
        ("what?.png", "what_.png"),
        ('a:b"<>|*.png', "a_b_____.png"),
        ("con.txt", "_con.txt"),
        ("dots. ", "dots"),
        ("tab\there", "tab_here"),
        ("/".join(["a"] * 3) + "/", "a/a/a"),
        ("...", "_"),
    ],
)
def test_names_become_safe(name: str, safe: str) -> None:
    assert safe_path(name) == safe


def test_a_path_too_long_for_any_system_is_refused(tmp_path: Path) -> None:
    assert "too long" in refused(make_tar(tmp_path / "a.tar", {"d/" * 3000 + "x": b""}), tmp_path / "out")


def test_long_names_keep_their_ending_and_stay_apart() -> None:
    one, two = safe_path("a" * 300 + "1.png"), safe_path("a" * 300 + "2.png")
    assert one != two
    assert one.endswith(".png")
    assert len(one) <= 200


def test_names_in_odd_encodings(tmp_path: Path) -> None:
    def zip_named(raw: bytes) -> Path:
        path = make_zip(tmp_path / "a.zip", {"N" * len(raw): b"x"})
        path.write_bytes(path.read_bytes().replace(b"N" * len(raw), raw))
        return path

    assert list(names(zip_named("été.md".encode()))) == ["été.md"]  # UTF-8 that does not say so
    assert list(names(zip_named("été.md".encode("cp437")))) == ["été.md"]
    with tarfile.open(tmp_path / "a.tar", "w", format=tarfile.GNU_FORMAT, encoding="latin-1") as tar:
        tar.addfile(tarfile.TarInfo("été.md"))
    assert list(names(tmp_path / "a.tar")) == ["été.md"]
    unpack(tmp_path / "a.tar", tmp_path / "out")
    assert tree(tmp_path / "out") == {"été.md": b""}


@pytest.mark.parametrize("mode", ["w:gz", "w:xz", "w:bz2"])
def test_a_tar_that_unpacks_to_far_more_than_it_is_is_refused(tmp_path: Path, mode: str) -> None:
    archive = make_tar(tmp_path / "a", {"zeros": bytes(66 * MIB)}, mode)
    assert archive.stat().st_size < MIB
    assert "more than it should" in refused(archive, tmp_path / "out")


def test_a_zip_bomb_is_refused_member_by_member(tmp_path: Path) -> None:
    archive = make_zip(tmp_path / "a", {str(n): bytes(17 * MIB) for n in range(4)})
    assert "more than it should" in refused(archive, tmp_path / "out")


def test_a_zip_that_lies_about_sizes_is_refused(tmp_path: Path) -> None:
    archive = make_zip(tmp_path / "a.zip", {"x": b"y" * 1000})
    archive.write_bytes(archive.read_bytes().replace((1000).to_bytes(4, "little"), (10).to_bytes(4, "little")))
    assert "damaged" in refused(archive, tmp_path / "out")


def test_too_many_members_are_refused(tmp_path: Path) -> None:
    archive = make_tar(tmp_path / "a.tar", {str(n): b"" for n in range(11)})
    with pytest.raises(BundleError, match="more than 10 files"):
        unpack(archive, tmp_path / "out", dataclasses.replace(LIMITS, archive_members=10))
    assert not (tmp_path / "out").exists()


def test_a_header_that_claims_gigabytes_is_not_read(tmp_path: Path) -> None:
    info = tarfile.TarInfo("pax")
    info.type, info.size = tarfile.XHDTYPE, 8 * 1024 * MIB - 1
    (tmp_path / "a.tar").write_bytes(info.tobuf(tarfile.USTAR_FORMAT) + bytes(4096))
    refused(tmp_path / "a.tar", tmp_path / "out", BivouacError)


def test_a_locked_zip_says_so(tmp_path: Path) -> None:
    archive = make_zip(tmp_path / "a.zip", {"x": b"y"})
    data = bytearray(archive.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    archive.write_bytes(data)
    assert "password" in refused(archive, tmp_path / "out", InputError)


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04rubbish", bytes(300) + b"x" * 900, b"\x1f\x8brubbish"])
def test_what_is_no_archive_says_so(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.tar.gz").write_bytes(content)
    refused(tmp_path / "a.tar.gz", tmp_path / "out", BivouacError)
    assert list(names(tmp_path / "a.tar.gz")) == []


@pytest.mark.parametrize("kind", ["zip", *TAR_MODES])
def test_cut_and_corrupted_archives_give_a_sentence_or_files_never_anything_else(tmp_path: Path, kind: str) -> None:
    chance = random.Random(kind)
    archive = tmp_path / "a"
    files = {**FILES, "noise": chance.randbytes(2000), "d" * 120 + "/long": b"x"}
    make_zip(archive, files) if kind == "zip" else make_tar(archive, files, kind)
    whole = archive.read_bytes()
    for turn in range(80):
        data = bytearray(whole[: chance.randrange(len(whole))] if turn % 3 == 0 else whole)
        for _ in range(chance.randrange(1, 6)):
            if data:
                data[chance.randrange(len(data))] = chance.randrange(256)
        archive.write_bytes(data)
        into = tmp_path / f"out{turn}"
        try:
            unpack(archive, into)
        except BivouacError:
            assert not into.exists()
        list(names(archive))
    assert sorted(p.name for p in tmp_path.iterdir() if not p.name.startswith("out")) == ["a"]


def test_real_archives_unpack(tmp_path: Path, shared_courses: Path) -> None:
    archives = [path for path in sorted(shared_courses.rglob("*")) if is_archive(path)]
    assert len(archives) > 10
    for number, archive in enumerate(archives):
        unpack(archive, tmp_path / str(number))
        assert sorted(tree(tmp_path / str(number))) == sorted(names(archive))
