"""Sticks and other drives, as the operating system sees them: which are in, what they take, and how to read them past the cache.

Beside `machine.py`, with this one job.
"""

from __future__ import annotations

import contextlib
import os
import re
import string
import sys
from dataclasses import dataclass
from pathlib import Path

from bivouac import machine

FAT_LARGEST = 4 * 1024**3 - 1
"""Bytes of the largest file that FAT32 takes."""

_NO_LARGE_FILES = {"vfat", "msdos", "fat", "fat16", "fat32"}
_WHERE_STICKS_GO = ("/media/", "/run/media/")
_SYSTEMS_OWN = ("/boot", "/efi", "/home", "/nix", "/snap", "/usr", "/var", "/etc", "/proc", "/sys", "/dev")
_READ_ONLY = {"squashfs", "iso9660", "udf"}
_OCTAL = re.compile(r"\\([0-7]{3})")


@dataclass(frozen=True)
class Drive:
    """A drive that can be pulled out. `size` and `free` in bytes."""

    path: Path
    name: str
    size: int
    free: int


def sticks() -> list[Drive]:
    """The removable drives that are in, by name. Cheap: no drive is written to, and an empty slot is left out."""
    found = []
    for path in _removable():
        with contextlib.suppress(OSError):  # pulled out this very moment
            found.append(Drive(path, _name(path), machine.whole_space(path), machine.free_space(path)))
    return sorted(found, key=lambda drive: drive.name.casefold())


def name_of(path: Path) -> str:
    """What a person calls the drive that is mounted there, or a folder."""
    return _name(path) if path == Path(path.anchor) else path.name


def places() -> list[Drive]:
    """The drives on which courses can be kept, by name: removable ones and other disks, as far as this person may write there."""
    found = []
    for path in dict.fromkeys([*_removable(), *_others()]):
        with contextlib.suppress(OSError):
            if os.access(path, os.W_OK):
                found.append(Drive(path, _name(path), machine.whole_space(path), machine.free_space(path)))
    return sorted(found, key=lambda drive: drive.name.casefold())


def largest_file(folder: Path) -> int | None:
    """Bytes of the largest file that the drive of `folder` takes; None where there is no limit that matters."""
    return FAT_LARGEST if _file_system(folder).lower() in _NO_LARGE_FILES else None


def read_past_cache(path: Path) -> None:
    """See to it that what is next read of a file comes from the drive, as far as the system lets it; the file must be on the drive already."""
    with contextlib.suppress(OSError):
        _forget(path)


def mounted_sticks(mounts: str, devices: Path) -> list[Path]:
    """Where removable drives are mounted.

    Args:
        mounts: in the form of `/proc/mounts` (fstab(5)): spaces in names are written `\\040`.
        devices: a folder like `/sys/class/block`.
    """
    places = []
    for line in mounts.splitlines():
        device, place = (_unescaped(part) for part in line.split(" ")[:2])
        if device.startswith("/dev/") and (place.startswith(_WHERE_STICKS_GO) or _can_be_pulled(devices, device)):
            places.append(Path(place))
    return list(dict.fromkeys(places))


def mounted_disks(mounts: str) -> list[Path]:
    """Where other disks are mounted on which people keep things: not the system's own, and nothing that is read only; each disk once.

    Args:
        mounts: in the form of `/proc/mounts`.
    """
    found: dict[str, str] = {}
    for line in mounts.splitlines():
        device, place, kind, options = (_unescaped(part) for part in line.split(" ")[:4])
        if device.startswith("/dev/") and kind not in _READ_ONLY and "ro" not in options.split(","):
            found.setdefault(device, place)
    return [Path(place) for place in found.values() if place != "/" and not place.startswith(_SYSTEMS_OWN)]


def letters(mask: int) -> list[str]:
    """Drive letters in the bits of Windows' GetLogicalDrives: bit 0 is A."""
    return [letter for bit, letter in enumerate(string.ascii_uppercase) if mask >> bit & 1]


def is_on_usb(descriptor: bytes) -> bool:
    """Whether a drive hangs on USB, from what Windows tells of it (STORAGE_DEVICE_DESCRIPTOR in ntddstor.h): 7 at byte 28."""
    return descriptor[28:32] == (7).to_bytes(4, "little")


def _unescaped(name: str) -> str:
    """Only blanks and the backslash are written in octal; everything else stands there as it is."""
    return _OCTAL.sub(lambda code: chr(int(code[1], 8)), name)


def _can_be_pulled(devices: Path, device: str) -> bool:
    """Whether the disk under a partition says that it is removable, or hangs on USB."""
    found = (devices / Path(os.path.realpath(device)).name).resolve()
    disk = found if (found / "removable").exists() else found.parent
    try:
        removable = (disk / "removable").read_text("ascii").strip() == "1"
    except OSError:
        return False
    return removable or "/usb" in disk.as_posix()


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    _kernel.CreateFileW.restype = wintypes.HANDLE
    _kernel.SetErrorMode(
        _kernel.GetErrorMode() | 1
    )  # else Windows asks, in a window of its own, for a disk in each empty slot
    _DRIVE_REMOVABLE, _DRIVE_FIXED = 2, 3
    _READ, _SHARE_ALL, _OPEN_EXISTING, _NO_BUFFERING = 0x80000000, 7, 3, 0x20000000
    _INVALID = wintypes.HANDLE(-1).value
    _QUERY_PROPERTY = 0x2D1400

    def _of_kind(kind: int) -> list[Path]:
        roots = [f"{letter}:\\" for letter in letters(_kernel.GetLogicalDrives())]
        return [Path(root) for root in roots if _kernel.GetDriveTypeW(root) == kind and Path(root).is_dir()]

    def _removable() -> list[Path]:
        return [*_of_kind(_DRIVE_REMOVABLE), *(path for path in _others() if _hangs_on_usb(path))]

    def _others() -> list[Path]:
        return [path for path in _of_kind(_DRIVE_FIXED) if path.drive != os.environ.get("SYSTEMDRIVE", "C:")]

    def _hangs_on_usb(root: Path) -> bool:
        """Larger sticks and disks on a cable call themselves fixed."""
        handle = _kernel.CreateFileW(f"\\\\.\\{root.drive}", 0, _SHARE_ALL, None, _OPEN_EXISTING, 0, None)
        if handle == _INVALID:
            return False
        query, answer, count = (wintypes.DWORD * 3)(), ctypes.create_string_buffer(1024), wintypes.DWORD()
        told = _kernel.DeviceIoControl(
            wintypes.HANDLE(handle), _QUERY_PROPERTY, query, 12, answer, 1024, ctypes.byref(count), None
        )
        _kernel.CloseHandle(wintypes.HANDLE(handle))
        return bool(told) and is_on_usb(answer.raw[: count.value])

    def _volume(folder: Path) -> tuple[str, str]:
        """Label and file system of the drive of `folder`; empty where it does not say."""
        label, system = ctypes.create_unicode_buffer(261), ctypes.create_unicode_buffer(261)
        root = os.path.splitdrive(folder.resolve())[0] + "\\"
        if not _kernel.GetVolumeInformationW(root, label, 261, None, None, None, system, 261):
            return "", ""
        return label.value, system.value

    def _name(path: Path) -> str:
        label = _volume(path)[0]
        return f"{label} ({path.drive})" if label else path.drive

    def _file_system(folder: Path) -> str:
        return _volume(folder)[1]

    def _forget(path: Path) -> None:
        """Opening a file without buffering makes Windows let go of what it holds of it."""
        handle = _kernel.CreateFileW(str(path), _READ, _SHARE_ALL, None, _OPEN_EXISTING, _NO_BUFFERING, None)
        if handle != _INVALID:
            _kernel.CloseHandle(wintypes.HANDLE(handle))

else:
    _MOUNTS, _DEVICES = Path("/proc/mounts"), Path("/sys/class/block")

    def _mounts() -> str:
        try:
            return _MOUNTS.read_text("utf-8", "surrogateescape")
        except OSError:
            return ""

    def _removable() -> list[Path]:
        return mounted_sticks(_mounts(), _DEVICES)

    def _others() -> list[Path]:
        return mounted_disks(_mounts())

    def _name(path: Path) -> str:
        return path.name or str(path)

    def _file_system(folder: Path) -> str:
        """That of the longest mount point above `folder`."""
        best, system, folder = "", "", folder.resolve()
        for line in _mounts().splitlines():
            _, place, kind = line.split(" ")[:3]
            place = _unescaped(place)
            if len(place) >= len(best) and folder.is_relative_to(place):
                best, system = place, kind
        return system

    def _forget(path: Path) -> None:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(handle)
