"""Which drives can be pulled out, told from what the system says of them."""

from __future__ import annotations

import struct
import sys
from pathlib import Path

import pytest

from bivouac import drives

MOUNTS = """\
/dev/vda1 / ext4 rw 0 0
tmpfs /media/ram tmpfs rw 0 0
/dev/sdb1 /media/awa/KINGSTON\\040DT vfat rw 0 0
/dev/sdc1 /mnt/usb exfat rw 0 0
/dev/sdd1 /mnt/disk ext4 rw 0 0
/dev/mmcblk0p1 /mnt/card vfat rw 0 0
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells by itself")
def test_sticks_are_told_from_disks(tmp_path: Path) -> None:
    for disk, part, removable in (
        ("usb1/sdc", "sdc1", "0"),
        ("ata1/sdd", "sdd1", "0"),
        ("mmc/mmcblk0", "mmcblk0p1", "1"),
    ):
        folder = tmp_path / "devices" / disk
        (folder / part).mkdir(parents=True)
        (folder / "removable").write_text(f"{removable}\n")
        (tmp_path / part).symlink_to(folder / part)
    found = drives.mounted_sticks(MOUNTS, tmp_path)
    assert found == [Path("/media/awa/KINGSTON DT"), Path("/mnt/usb"), Path("/mnt/card")]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells by itself")
def test_other_disks_are_offered_each_once_and_the_systems_own_never() -> None:
    mounts = MOUNTS + (
        "/dev/vda1 /run/bound ext4 rw 0 0\n/dev/sde1 /boot/efi vfat rw 0 0\n/dev/sdf1 /mnt/archive ext4 ro,relatime 0 0\n"
        "/dev/loop3 /snap/core squashfs rw 0 0\n/dev/sdd1 /run/again ext4 rw 0 0\n"
    )
    found = [str(path) for path in drives.mounted_disks(mounts)]
    assert found == ["/media/awa/KINGSTON DT", "/mnt/usb", "/mnt/disk", "/mnt/card"]


def test_windows_letters_stand_in_bits() -> None:
    assert drives.letters(0b10100) == ["C", "E"]
    assert drives.letters(0) == []


def test_a_disk_of_linux_takes_large_files(tmp_path: Path) -> None:
    assert drives.largest_file(tmp_path) is None
    assert tmp_path not in [drive.path for drive in drives.sticks()]
    assert tmp_path not in [drive.path for drive in drives.places()]


@pytest.mark.skipif(sys.platform != "linux", reason="Windows tells by itself")
def test_the_file_system_is_that_of_the_nearest_mount_point(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stick, inside, beside = tmp_path / "MY STICK", tmp_path / "MY STICK" / "disk", tmp_path / "MY STICK 2"
    for folder in (stick / "Bivouac", inside, beside):
        folder.mkdir(parents=True)
    lines = [
        ("/dev/sdb1", stick, "vfat"),
        ("/dev/vda1", Path("/"), "ext4"),
        ("/dev/sdc1", inside, "ext4"),
        ("/dev/sdd1", tmp_path / "card", "exfat"),
        ("/dev/sde1", tmp_path / "old", "msdos"),
    ]
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "".join(f"{one} {str(place).replace(' ', chr(92) + '040')} {kind} rw 0 0\n" for one, place, kind in lines)
    )
    monkeypatch.setattr(drives, "_MOUNTS", mounts)
    assert drives.largest_file(stick) == drives.largest_file(stick / "Bivouac") == drives.FAT_LARGEST == 4_294_967_295
    assert drives.largest_file(tmp_path / "old" / "new") == drives.FAT_LARGEST
    assert [drives.largest_file(one) for one in (inside, beside, tmp_path / "card", tmp_path)] == [None] * 4
    (tmp_path / "link").symlink_to(stick / "Bivouac")
    assert drives.largest_file(tmp_path / "link") == drives.FAT_LARGEST
    mounts.unlink()
    assert drives.largest_file(stick) is None


@pytest.mark.skipif(sys.platform != "linux", reason="looks into Linux's cache")
def test_a_file_leaves_the_cache(tmp_path: Path) -> None:
    import ctypes
    import mmap
    import os

    file = tmp_path / "film"
    with file.open("wb") as stream:
        stream.write(os.urandom(1 << 20))
        os.fsync(stream.fileno())

    def cached() -> int:
        """Pages of the file that are in memory (mincore(2))."""
        with file.open("r+b") as stream, mmap.mmap(stream.fileno(), 0) as pages:
            seen = (ctypes.c_ubyte * (len(pages) // mmap.PAGESIZE))()
            begin = ctypes.c_char.from_buffer(pages)
            ctypes.CDLL(None, use_errno=True).mincore(
                ctypes.c_void_p(ctypes.addressof(begin)), ctypes.c_size_t(len(pages)), seen
            )
            del begin
            return sum(one & 1 for one in seen)

    before = cached()
    drives.read_past_cache(file)
    assert before > 0
    if cached() == before:
        pytest.skip("this file system keeps its cache")
    assert cached() < before


def test_a_disk_on_a_cable_is_told_from_one_in_the_machine() -> None:
    """Windows' STORAGE_DEVICE_DESCRIPTOR, whose BusType stands behind seven other fields."""
    for bus, pulled in ((7, True), (11, False), (17, False)):
        fields = struct.pack("<II4BIIIII", 1, 40, 0, 0, 0, 1, 0, 0, 0, 0, bus)
        assert drives.is_on_usb(fields) is pulled
    assert not drives.is_on_usb(b"")
