import io
import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from bivouac.courses.bundle import oci
from bivouac.courses.bundle.archive import Archive, write_archive
from bivouac.courses.bundle.copy import copy_courses
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.verify import verify_course
from bivouac.errors import BundleError, InputError, SpaceError
from tests.courses.bundle.conftest import WEBM, import_archive, listing, store_course


def test_there_and_back(source: Layout, target: Layout, tmp_path: Path) -> None:
    store_course(source, "other", film=os.urandom(5_000_000))
    told: list[tuple[int, int]] = []
    write_archive(source, tmp_path / "two.bivouac", progress=lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] > 5_000_000
    with Archive(tmp_path / "two.bivouac") as archive:
        for descriptor in archive.references().values():
            verify_course(archive, descriptor)
    assert [course.id for course in import_archive(tmp_path / "two.bivouac", target)] == ["other", "planning"]
    assert listing(target.folder) == listing(source.folder)


def test_one_course_and_one_rendition_of_it(source: Layout, target: Layout, tmp_path: Path) -> None:
    store_course(source, "other", films={"240p": b"small", "480p": b"large"})
    write_archive(source, tmp_path / "one.bivouac", ["other"], rendition="240p")
    import_archive(tmp_path / "one.bivouac", target)
    assert set(target.references()) == {"other"}
    assert target.has(oci.digest_of(WEBM + b"small")) and not target.has(oci.digest_of(WEBM + b"large"))


def test_the_same_courses_give_the_same_bytes(tmp_path: Path) -> None:
    for place, order in (("a", ("x", "y")), ("b/elsewhere", ("y", "x"))):
        layout = Layout.create(tmp_path / place / "layout")
        for name in order:
            store_course(layout, name, film=name.encode())
        for path in layout.folder.rglob("*"):
            os.utime(path, (len(place), len(place)))
        write_archive(layout, tmp_path / place / "c.bivouac")
    assert (tmp_path / "a/c.bivouac").read_bytes() == (tmp_path / "b/elsewhere/c.bivouac").read_bytes()


def test_it_is_a_plain_tar_of_the_folder(source: Layout, tmp_path: Path) -> None:
    path = tmp_path / "c.bivouac"
    write_archive(source, path)
    with tarfile.open(path) as archive:
        members = {member.name: member for member in archive.getmembers()}
        assert {(one.mtime, one.uid, one.gid, one.uname, one.type) for one in members.values()} == {
            (0, 0, 0, "", tarfile.REGTYPE)
        }
        assert list(members)[:2] == ["oci-layout", "index.json"]
        unpacked = {name: archive.extractfile(name).read() for name in members}  # type: ignore[union-attr]
    assert unpacked == {name: data for name, data in listing(source.folder).items() if name != "lock"}


@pytest.mark.parametrize("form", ["gnu", "pax", "ustar", "v7"])
def test_a_folder_that_somebody_tarred_by_hand_is_read(
    source: Layout, target: Layout, tmp_path: Path, form: str
) -> None:
    subprocess.run(["tar", f"--format={form}", "-cf", tmp_path / "c.bivouac", "-C", source.folder, "."], check=True)
    import_archive(tmp_path / "c.bivouac", target)
    verify_course(target, target.references()["planning"])


def test_a_folder_tarred_by_python_is_read_in_any_order(source: Layout, target: Layout, tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "c.bivouac", "w", format=tarfile.PAX_FORMAT) as archive:
        for name in reversed(list(listing(source.folder))):
            archive.add(source.folder / name, name)  # with dates in pax headers
    import_archive(tmp_path / "c.bivouac", target)
    verify_course(target, target.references()["planning"])


def test_a_damaged_source_is_not_written(source: Layout, tmp_path: Path) -> None:
    source.blob_path(oci.digest_of(WEBM)).write_bytes(b"XXXX")
    with pytest.raises(BundleError, match="damaged"):
        write_archive(source, tmp_path / "c.bivouac")
    assert [path.name for path in tmp_path.iterdir()] == ["source"]


def test_a_drive_that_takes_no_large_files_is_said(source: Layout, tmp_path: Path) -> None:
    store_course(source, film=bytes(200_000))
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(SpaceError, match="to a folder"):
            write_archive(source, tmp_path / "c.bivouac")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert [path.name for path in tmp_path.iterdir()] == ["source"]


@pytest.mark.parametrize("road", ["stick", "file"])
def test_a_drive_of_one_s_own_that_takes_no_large_files_is_said(source: Layout, tmp_path: Path, road: str) -> None:
    store_course(source, film=bytes(200_000))
    write_archive(source, tmp_path / "c.bivouac")
    target = Layout.create(tmp_path / "here")
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(SpaceError, match="at most 4 GB"):
            if road == "stick":
                copy_courses(source, target)
            else:
                import_archive(tmp_path / "c.bivouac", target)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert target.references() == {} and not list(target.folder.rglob(".part-*"))


def test_what_is_no_bundle_is_said(target: Layout, tmp_path: Path) -> None:
    (tmp_path / "photo.bivouac").write_bytes(os.urandom(2000))
    with pytest.raises(InputError, match=r"photo.bivouac.*not a bundle"):
        import_archive(tmp_path / "photo.bivouac", target)
    with pytest.raises(InputError, match="does not exist"):
        import_archive(tmp_path / "absent.bivouac", target)


def test_members_are_read_where_they_are(source: Layout, tmp_path: Path) -> None:
    store_course(source, film=b"0123456789")
    write_archive(source, tmp_path / "c.bivouac")
    with Archive(tmp_path / "c.bivouac") as archive, archive.open_blob(oci.digest_of(WEBM + b"0123456789")) as film:
        assert (film.seek(-3, 2), film.read(100)) == (11, b"789")
        assert (film.seek(4), film.read(2), film.tell()) == (4, b"01", 6)
        assert (film.seek(100), film.read()) == (100, b"")
        assert isinstance(film, io.BufferedReader)


def test_killed_in_the_middle_the_old_course_stays_and_the_next_attempt_completes(
    source: Layout, target: Layout, tmp_path: Path
) -> None:
    import_archive(_archive_of(source, tmp_path), target)
    old = target.references()
    store_course(source, version="2", films={"240p": os.urandom(2_000_000), "480p": os.urandom(3_000_000)})
    path = _archive_of(source, tmp_path)
    code = (
        "import os, sys; from pathlib import Path; from bivouac.courses.bundle.archive import Archive;"
        "from bivouac.courses.bundle.copy import copy_courses;"
        "from bivouac.courses.bundle.layout import Layout;"
        "copy_courses(Archive(Path(sys.argv[1])), Layout.open(Path(sys.argv[2])),"
        " progress=lambda done, total: done > 4_000_000 and os.kill(os.getpid(), 9))"
    )
    killed = subprocess.run([sys.executable, "-c", code, path, target.folder], cwd=Path(__file__).resolve().parents[3])
    assert killed.returncode == -9
    assert target.references() == old
    verify_course(target, old["planning"])
    import_archive(path, target)
    verify_course(target, target.references()["planning"])
    assert target.references() != old


def _archive_of(source: Layout, folder: Path) -> Path:
    write_archive(source, folder / "c.bivouac")
    return folder / "c.bivouac"
