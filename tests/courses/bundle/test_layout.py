import os
import threading
from pathlib import Path

import pytest

from bivouac.courses.bundle import oci
from bivouac.courses.bundle.layout import Layout
from bivouac.errors import BundleError, InputError
from tests.courses.bundle.conftest import listing, store_course


def test_what_is_put_is_found_under_its_checksum(target: Layout) -> None:
    digest = target.put(b"hello")
    assert digest == "sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
    assert (target.size(digest), target.has(digest)) == (5, True)
    with target.open_blob(digest) as file:
        assert file.read() == b"hello"


def test_put_file_copies_and_counts(target: Layout, tmp_path: Path) -> None:
    content = os.urandom(3_000_001)
    (tmp_path / "film").write_bytes(content)
    counts: list[int] = []
    digest, size = target.put_file(tmp_path / "film", counts.append)
    assert (digest, size, sum(counts)) == (oci.digest_of(content), len(content), len(content))
    assert target.blob_path(digest).read_bytes() == content


def test_a_folder_with_other_things_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").write_bytes(b"")
    with pytest.raises(InputError):
        Layout.create(tmp_path)
    with pytest.raises(InputError):
        Layout.open(tmp_path)
    assert listing(tmp_path) == {"holiday.jpg": b""}


def test_a_layout_whose_making_was_cut_off_is_made_whole(tmp_path: Path, target: Layout) -> None:
    store_course(target)
    kept = target.references()
    (target.folder / "oci-layout").unlink()
    (target.folder / ".part-x").write_bytes(b"")
    assert Layout.create(target.folder).references() == kept
    (tmp_path / "cut" / "blobs").mkdir(parents=True)
    assert Layout.create(tmp_path / "cut").references() == {}


def test_several_may_make_a_layout_at_once(tmp_path: Path) -> None:
    made, failed = [], []

    def make() -> None:
        try:
            made.append(Layout.create(tmp_path / "new"))
        except InputError as error:
            failed.append(error)

    threads = [threading.Thread(target=make) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(made), failed) == (8, [])


def test_a_newer_layout_is_refused(target: Layout) -> None:
    (target.folder / "oci-layout").write_text('{"imageLayoutVersion":"2.0.0"}')
    with pytest.raises(BundleError, match="newer"):
        Layout.open(target.folder)


def test_an_update_switches_the_reference_and_keeps_the_rest(target: Layout) -> None:
    store_course(target, "other")
    old = store_course(target, version="1")
    new = store_course(target, version="2")
    assert old.digest != new.digest
    assert target.reference("planning") == new
    assert set(target.references()) == {"other", "planning"}
    assert target.has(old.digest), "the old version stays until it is swept"


def test_a_reference_to_what_is_not_here_is_refused(target: Layout) -> None:
    before = listing(target.folder)
    absent = oci.Descriptor(media_type=oci.MANIFEST, digest=oci.digest_of(b"absent"), size=6)
    with pytest.raises(BundleError, match="missing"):
        target.switch({"planning": absent})
    assert {**listing(target.folder), **before} == listing(target.folder) | {"lock": b""}
    assert target.references() == {}


@pytest.mark.parametrize("name", ["../../etc/cron.d/x", "/absolute", "UPPER", "", "a\n", "a" * 129])
def test_a_reference_cannot_have_a_dangerous_name(target: Layout, name: str) -> None:
    digest = target.put(b"{}")
    with pytest.raises(BundleError):
        target.switch({name: oci.Descriptor(media_type=oci.MANIFEST, digest=digest, size=2)})
    assert target.references() == {}


@pytest.mark.parametrize(
    "digest", ["sha256:../../../etc/passwd", "sha512:" + "0" * 128, "sha256:" + "0" * 64 + "\n", ""]
)
def test_a_checksum_cannot_be_a_path(target: Layout, digest: str) -> None:
    with pytest.raises(BundleError):
        target.blob_path(digest)


def test_sweeping_frees_what_only_the_old_version_needed(target: Layout) -> None:
    store_course(target, version="1", film=b"same")
    kept = store_course(target, version="2", film=b"same")
    garbage = target.garbage()
    assert len(garbage) == 3, "manifest, description and pack; the film is shared"
    assert target.sweep() == 0, "what is young may belong to a copy under way"
    assert target.sweep(spare=0) == sum(garbage.values())
    assert target.garbage() == {}
    assert target.reference("planning") == kept


def test_sweeping_keeps_what_is_asked_for(target: Layout) -> None:
    old = store_course(target, version="1")
    store_course(target, version="2")
    assert target.sweep(keep=[old], spare=0) == 0
    assert target.has(old.digest)


def test_nothing_is_swept_when_a_manifest_cannot_be_read(target: Layout) -> None:
    descriptor = store_course(target)
    orphan = target.put(b"orphan")
    target.blob_path(descriptor.digest).write_bytes(b"damaged")
    with pytest.raises(BundleError):
        target.sweep(spare=0)
    assert target.has(orphan)


def test_sweeping_removes_what_a_power_cut_left(target: Layout) -> None:
    left = [target.blob_path(target.put(b"x")).parent / ".part-1234", target.folder / ".work-abc" / "film.webm"]
    young = left[0].with_name(".part-young")
    for path in (*left, young):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"half")
    for path in (left[0], left[1].parent):
        os.utime(path, (0, 0))
    target.sweep(spare=0)
    assert not left[0].exists() and not left[1].parent.exists() and young.exists()


def test_forgetting_a_course_leaves_the_others(target: Layout) -> None:
    store_course(target, "a")
    store_course(target, "b")
    target.forget("a")
    assert set(target.references()) == {"b"}


def test_two_writers_lose_nothing(target: Layout) -> None:
    descriptor = store_course(target, "first")

    def name_many(prefix: str) -> None:
        for number in range(15):
            Layout(target.folder).switch({f"{prefix}{number}": descriptor})

    writers = [threading.Thread(target=name_many, args=(prefix,)) for prefix in "ab"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(target.references()) == 31


def test_links_and_devices_on_a_stick_are_not_followed(source: Layout, tmp_path: Path) -> None:
    descriptor = source.references()["planning"]
    path = source.blob_path(descriptor.digest)
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    assert source.size(descriptor.digest) is None
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(BundleError, match="missing"):
        source.open_blob(descriptor.digest)
    index = source.folder / "index.json"
    index.unlink()
    os.mkfifo(index)
    with pytest.raises(BundleError, match="not a file"):
        source.references()


def test_references_are_named_as_oci_tools_expect(source: Layout) -> None:
    index = source.index()
    assert index.manifests[0].annotations == {"org.opencontainers.image.ref.name": "planning"}
    assert (source.folder / "index.json").stat().st_mode & 0o444 == 0o444, "a web server can read it"
