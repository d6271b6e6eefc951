"""A folder of blobs and references: an OCI image layout (image-layout.md of the OCI image specification 1.1).

    oci-layout             {"imageLayoutVersion":"1.0.0"}
    index.json             course id to manifest; replaced whole, so that a course is there or is not
    blobs/sha256/<hex>     bytes under their checksum; none appears before it is verified and on the disk

Writing order makes every moment safe: blobs first, then the reference. What is cut short leaves blobs that no
reference needs, which the next attempt finds in place and `sweep` removes.
"""

from __future__ import annotations

import contextlib
import io
import shutil
import stat
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path

from bivouac import machine
from bivouac.courses.bundle import oci
from bivouac.courses.bundle.intake import PART, Intake
from bivouac.courses.bundle.oci import Descriptor, Index
from bivouac.courses.bundle.source import can_be_read, missing_blob, read_blob
from bivouac.courses.limits import LIMITS
from bivouac.errors import BundleError, InputError

WORK_PREFIX = ".work-"
"""Start of the names of folders in a layout where a build keeps films until they are blobs."""

_LOCK_SECONDS = 10.0
FRESH_SECONDS = 24 * 3600.0
_UNDESCRIBED_SECONDS = 30 * FRESH_SECONDS


_NAMES = {"lock", "blobs", "index.json", "oci-layout"}


class Layout:
    """Courses in a folder. Several processes may read and write it at once.

    Args:
        drive: the folder with the blobs, where it is another (sync/store/keeping.py).
    """

    def __init__(self, folder: Path, drive: Path | None = None) -> None:
        self.folder = folder
        self.keep_at(drive or folder)

    def keep_at(self, drive: Path) -> None:
        """The blobs are in this folder from now on."""
        self.drive = drive
        self._blobs = drive / "blobs" / "sha256"

    @classmethod
    def create(cls, folder: Path) -> Layout:
        """The layout in `folder`, made where there is none.

        Raises:
            InputError: the folder holds other things.
        """
        if not (folder / "oci-layout").is_file():
            if folder.exists() and (not folder.is_dir() or any(not _of_a_layout(path) for path in folder.iterdir())):
                raise InputError(
                    "“{path}” holds other things than courses. Choose an empty folder or a new name.", path=str(folder)
                )
            cls(folder)._make()
        return cls.open(folder)

    @classmethod
    def open(cls, folder: Path) -> Layout:
        """The layout in `folder`.

        Raises:
            InputError: there is none.
            BundleError: it is of a newer kind, or damaged.
        """
        if not (folder / "oci-layout").is_file():
            raise InputError("There are no courses of Bivouac in “{path}”.", path=str(folder))
        layout = cls(folder)
        oci.decode_layout(layout._small_file("oci-layout", LIMITS.manifest))
        return layout

    # --- reading (source.Source) --------------------------------------------------------------------------------------

    def index(self) -> Index:
        """`index.json`, checked."""
        return oci.decode_index(self._small_file("index.json", LIMITS.index))

    def references(self) -> dict[str, Descriptor]:
        """Course id to the descriptor of its manifest."""
        return {
            manifest.annotations[oci.REFERENCE]: manifest
            for manifest in self.index().manifests
            if oci.REFERENCE in manifest.annotations
        }

    def reference(self, course_id: str) -> Descriptor | None:
        """The manifest of one course; None when it is not here."""
        return self.references().get(course_id)

    def blob_path(self, digest: str) -> Path:
        """Where the bytes of `digest` are, or would be."""
        return self._blobs / oci.require_digest(digest).removeprefix("sha256:")

    def size(self, digest: str) -> int | None:
        """Size in bytes of a blob; None when it is not here."""
        try:
            status = self.blob_path(digest).lstat()
        except FileNotFoundError:
            return None
        return status.st_size if stat.S_ISREG(status.st_mode) else None

    def has(self, digest: str) -> bool:
        """Whether the blob is here. What is here was verified when it came."""
        return self.size(digest) is not None

    def digests(self) -> list[str]:
        """The digests of all blobs that are here."""
        return [f"sha256:{path.name}" for path in self._blobs.glob("*") if oci.is_digest(f"sha256:{path.name}")]

    def open_blob(self, digest: str) -> io.BufferedReader:
        """The bytes of a blob."""
        if not self.has(digest):  # also keeps links and devices on a foreign stick from being opened
            raise missing_blob(digest)
        return self.blob_path(digest).open("rb")

    def is_gone(self) -> bool:
        """Whether the drive with the folder is away."""
        return not can_be_read(self.folder / "oci-layout")

    # --- writing ------------------------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def intake(self, mark: str = "") -> Iterator[Intake]:
        """Take in blobs: each is under its name only once verified and on the disk, all are when the block ends.

        Args:
            mark: tells what this leaves half-written from what others do (`clear_leavings`).
        """
        intake = Intake(self._blobs, mark)
        with intake:
            yield intake

    def put(self, data: bytes) -> str:
        """Store `data` and return its digest."""
        with self.intake() as intake:
            return intake.take(io.BytesIO(data))[0]

    def put_file(self, path: Path, progress: Callable[[int], None] = lambda _: None) -> tuple[str, int]:
        """Store a copy of a file; return its digest and size in bytes."""
        with self.intake() as intake, path.open("rb") as file:
            return intake.take(file, progress)

    def switch(self, references: Mapping[str, Descriptor], required: Iterable[str] = ()) -> None:
        """Make each course id name the manifest it is mapped to, all at once.

        Args:
            references: course id to descriptor; courses that are not in it stay as they are.
            required: digests that must be here for the switch to happen.

        Raises:
            BundleError: a required blob is not here (another program removed it meanwhile).
        """
        with self._alone():
            for digest in (*required, *(descriptor.digest for descriptor in references.values())):
                if not self.has(digest):
                    raise missing_blob(digest)
            self._rewrite(references, dropped=())

    def forget(self, course_id: str) -> None:
        """Take a course from the list; its blobs stay until `sweep`."""
        with self._alone():
            self._rewrite({}, dropped=(course_id,))

    def delete_blob(self, digest: str) -> int:
        """Remove one blob (a rendition nobody wants here any more) and return the bytes that this frees: none where another folder has it, too."""
        size, path = self.size(digest) or 0, self.blob_path(digest)
        try:
            shared = size > 0 and path.lstat().st_nlink > 1  # linked by `Intake.link`
            machine.remove(path)
        except FileNotFoundError:
            return 0
        except PermissionError:  # Windows, while somebody reads it; the next sweep takes it
            return 0
        return 0 if shared else size

    def needed_by(self, descriptor: Descriptor) -> set[str]:
        """Digests of all that a course version is made of, its manifest included; nothing when the manifest is not here.

        Raises:
            BundleError: the manifest is damaged.
        """
        if not self.has(descriptor.digest):
            return set()
        manifest = oci.decode_manifest(read_blob(self, descriptor, LIMITS.manifest))
        return {descriptor.digest, manifest.config.digest, *(layer.digest for layer in manifest.layers)}

    def garbage(self, keep: Iterable[Descriptor] = ()) -> dict[str, int]:
        """Digest to size of the blobs that no reference needs, nor any of the manifests `keep`.

        Raises:
            BundleError: a manifest cannot be read, so nobody can say what it needs.
        """
        needed = set[str]().union(*(self.needed_by(descriptor) for descriptor in (*self.index().manifests, *keep)))
        here = {f"sha256:{path.name}": path for path in self._blobs.iterdir() if len(path.name) == 64}
        return {digest: path.lstat().st_size for digest, path in here.items() if digest not in needed}

    def sweep(
        self, keep: Iterable[Descriptor] = (), spare: float = FRESH_SECONDS, at_once: Collection[str] = ()
    ) -> int:
        """Remove garbage and return the bytes that this frees.

        Blobs younger than `spare` seconds stay: they may belong to a copy that is under way or will be taken up again. While a manifest of `keep` is
        not here nobody knows what it needs: what came for it (`salvage.py`) stays for a month.

        Args:
            keep: manifests that no reference names and whose blobs stay all the same.
            at_once: digests that go however young they are, when they are garbage.
        """
        keep = tuple(keep)
        if not all(self.has(one.digest) for one in keep):
            spare = max(spare, _UNDESCRIBED_SECONDS)
        now, freed = time.time(), 0
        with self._alone():
            self._remove_leavings(now - FRESH_SECONDS)
            for digest in self.garbage(keep):
                if digest in at_once or self.blob_path(digest).lstat().st_mtime <= now - spare:
                    freed += self.delete_blob(digest)
        return freed

    def clear_leavings(self, mark: str = "") -> None:
        """Remove all that is half-written, however young: for whoever knows that nobody else is writing here.

        Args:
            mark: only blobs that an intake with this mark left.
        """
        with self._alone():
            if mark:
                for path in self._blobs.glob(f"{PART}{mark}*"):
                    path.unlink(missing_ok=True)
            else:
                self._remove_leavings(float("inf"))

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else changes which courses there are, or removes anything, while this block runs."""
        with self._alone():
            yield

    # --- inside -------------------------------------------------------------------------------------------------------

    def _small_file(self, name: str, limit: int) -> bytes:
        path = self.folder / name
        try:
            if not stat.S_ISREG(path.lstat().st_mode):
                raise BundleError("“{name}” in this folder of courses is not a file.", name=name)
            with path.open("rb") as file:
                return file.read(limit + 1)
        except FileNotFoundError as error:
            raise BundleError("This folder of courses is damaged: “{name}” is missing.", name=name) from error

    def _remove_leavings(self, horizon: float) -> None:
        """Remove what a power cut left half-written before `horizon`; younger ones may be in somebody's hands."""
        for path in (*self._blobs.glob(".part-*"), *self.folder.glob(".part-*"), *self.folder.glob(f"{WORK_PREFIX}*")):
            if path.lstat().st_mtime < horizon:
                if path.is_dir():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    with contextlib.suppress(PermissionError):  # Windows, while a virus scanner looks at it
                        path.unlink(missing_ok=True)

    def _make(self) -> None:
        """Make what is missing of a layout. Another may be making it, too, or have been cut off in the middle."""
        with self._alone():
            self._blobs.mkdir(parents=True, exist_ok=True)
            if not (self.folder / "index.json").exists():
                self._write("index.json", Index())
            self._write("oci-layout", oci.LayoutFile())

    def _rewrite(self, references: Mapping[str, Descriptor], dropped: Iterable[str]) -> None:
        index = self.index()
        named = self.references() | {
            name: oci.course_entry(name, descriptor) for name, descriptor in references.items()
        }
        for name in dropped:
            named.pop(name, None)
        unnamed = [manifest for manifest in index.manifests if oci.REFERENCE not in manifest.annotations]
        manifests = (*unnamed, *(named[name] for name in sorted(named)))
        self._write("index.json", Index(manifests=manifests))

    def _write(self, name: str, document: Index | oci.LayoutFile) -> None:
        machine.write_whole(self.folder / name, oci.encode(document))
        with contextlib.suppress(PermissionError):  # FAT, which knows no such thing
            (self.folder / name).chmod(0o644)  # a web server run by another user may serve this folder

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold this folder's lock: reading `index.json` and writing it again must not cross another's."""
        deadline = time.monotonic() + _LOCK_SECONDS

        def wait() -> None:
            if time.monotonic() > deadline:
                raise InputError(
                    "Another program is changing the courses in “{path}”. Try again in a moment.", path=str(self.folder)
                )
            time.sleep(0.02)

        with machine.only_one(self.folder, wait):
            yield


def _of_a_layout(path: Path) -> bool:
    """Whether a file may be there before `oci-layout` is: a layout is being made, or its making was cut off."""
    return path.name in _NAMES or path.name.startswith(".part-")
