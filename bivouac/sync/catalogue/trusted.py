"""A machine's verified copy of the school's catalogue, and its refresh by any road (TUF specification 1.0, 5).

One file holds root and metadata together, so that a power cut leaves the old copy or the new one. python-tuf's `Updater` writes many
files, links between them, and always asks the network; what verifies below it, `TrustedMetadataSet`, is used as it is.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import cast

import msgspec
from msgspec import Struct
from tuf.api import exceptions
from tuf.api.metadata import Metadata, Root, Snapshot, Targets, Timestamp
from tuf.ngclient._internal.trusted_metadata_set import TrustedMetadataSet
from tuf.ngclient.config import EnvelopeType

from bivouac import machine
from bivouac.decoding import from_msgpack
from bivouac.errors import LineError, NotOfferedError, StoreError, TrustError, WithdrawnError
from bivouac.language import written_day
from bivouac.sync.catalogue import bins
from bivouac.sync.catalogue.entries import ISSUED, PREFIX, Revoked, entry_in, revoked_in
from bivouac.sync.catalogue.files import FOLDER, MAX_ROOTS, TIMESTAMP, part_files

Fetch = Callable[[str, int], bytes | None]
"""Bytes of a file of `catalogue/` by its name, at most so many and one more; None when it is not there. May raise LineError."""

MAX_ROOT = 512 * 1024
MAX_TIMESTAMP = 16 * 1024
_MAX_SNAPSHOT = 2 * 1024 * 1024
_MAX_TARGETS = 16 * 1024 * 1024
_MAX_BIN = 1024 * 1024
_SLACK = datetime.timedelta(days=2)
"""By how much two clocks may differ before one of them is called wrong."""


class _Kept(Struct, frozen=True):
    """The file: the newest root, and the metadata that was verified last, bins by name.

    `seen` is the latest signed time, seconds since 1970; `coming` are bins of a newer catalogue that could not be fetched whole yet;
    `chain` are the roots that were followed to the newest, for those who know an older one.
    """

    root: bytes
    timestamp: bytes = b""
    snapshot: bytes = b""
    targets: bytes = b""
    seen: int = 0
    bins: dict[str, bytes] = {}
    coming: dict[str, bytes] = {}
    chain: tuple[bytes, ...] = ()


class Verified:
    """What the school says, proved down to the root."""

    def __init__(self, targets: Targets, parts: dict[str, Targets]) -> None:
        every = bins.courses_in(targets, parts)
        self.entries = [entry_in(one) for one in every if one.path.startswith(PREFIX)]
        self.revoked = revoked_in(targets)
        self._manifests = {entry.manifest: entry for entry in self.entries}

    def has(self, manifest: str) -> bool:
        """Whether the school offers this very manifest today, or has withdrawn it."""
        return manifest in self._manifests or manifest in self.revoked

    def require(self, course: str, manifest: str, size: int, title: str) -> None:
        """Raise WithdrawnError or NotOfferedError unless the school offers this very manifest under this course's id today."""
        if manifest in self.revoked:
            raise withdrawn(self.revoked[manifest])
        entry = self._manifests.get(manifest)
        if entry is None or entry.id != course or entry.manifest_size != size:
            raise NotOfferedError(
                "“{title}” is not in the school's catalogue, or in another version. It was not added. Take it from the campus, or from a newer stick of the school's.",
                title=title,
            )


@dataclass(frozen=True)
class _Loaded:
    """What was verified once more after it was read from the disk, and until when it is good."""

    kept: _Kept
    verified: Verified
    until: datetime.datetime


class TrustedCatalogue:
    """The catalogue of one campus on this machine.

    Args:
        now: this machine's clock, which may be wrong.
    """

    def __init__(self, path: Path, now: Callable[[], datetime.datetime] | None = None) -> None:
        self._path = path
        self._now = now or (lambda: datetime.datetime.now(datetime.UTC))
        self._loaded: _Loaded | None = None  # whoever asks about a hundred courses has it verified once

    def has_root(self) -> bool:
        """Whether a root was ever given: there is no way back to none."""
        return self._path.exists()

    def begin(self, root: bytes, timestamp: bytes = b"") -> None:
        """Keep the root that was given on joining; another one later changes nothing.

        Args:
            timestamp: the newest that is known to go with it, run out or not: what is older is not taken. One that does not follow from the root
                says nothing.

        Raises:
            TrustError: it is none.
        """
        if self.has_root():
            return
        try:
            TrustedMetadataSet(root[: MAX_ROOT + 1], EnvelopeType.METADATA)
        except exceptions.RepositoryError as error:
            raise _forged() from error
        self._write(_Kept(root, timestamp))

    def read(self) -> Verified | None:
        """What was verified last; None when nothing was yet.

        Raises:
            TrustError: it has run out: nothing is added by it any more.
        """
        kept = self._read()
        if not kept.targets:
            return None
        if self._loaded is None or self._loaded.kept != kept:
            self._loaded = self._load(kept)
        elif self._latest(kept) >= self._loaded.until:
            raise self._expired(None)
        return self._loaded.verified

    def refresh(self, fetch: Fetch, heard: Callable[[], datetime.datetime] | None = None) -> Verified:
        """Verify what a place has now and keep it.

        Args:
            heard: asks for what the hub's clock says, where there is a hub.

        Raises:
            TrustError: it does not follow from what is known, ran out, or a clock is wrong; what was kept stays.
            LineError: the line is away.
        """
        kept = self._read()
        trusted = self._trusted(kept)
        try:
            kept = self._refresh_root(trusted, kept, fetch)
            kept = self._refresh_rest(trusted, kept, fetch)
        except exceptions.ExpiredMetadataError as error:
            raise self._expired(heard() if heard else None) from error
        except (exceptions.BadVersionNumberError, exceptions.EqualVersionNumberError) as error:
            raise TrustError(
                "This catalogue is older than the one that this computer knows. Use the campus, or a newer stick."
            ) from error
        except exceptions.LengthOrHashMismatchError as error:
            raise _incomplete() from error
        except exceptions.RepositoryError as error:
            raise (_replaced() if self._is_of_before(self._read(), fetch) else _forged()) from error
        self._write(kept)
        return _verified(trusted)

    def hand_on(self, path: Path) -> TrustedCatalogue:
        """The same, kept in another file from now on, too."""
        self._write(self._read(), path)
        return TrustedCatalogue(path, self._now)

    def files(self) -> dict[str, bytes]:
        """What was verified last, under the names that it has in `catalogue/`, the timestamp last; empty when nothing was yet."""
        kept = self._read()
        if not kept.targets:
            return {}
        try:
            snapshot = Metadata[Snapshot].from_bytes(kept.snapshot)
            roots = [Metadata[Root].from_bytes(one) for one in (*kept.chain, kept.root)]
            names = part_files(snapshot.signed, ["targets", *kept.bins])
        except (exceptions.RepositoryError, KeyError) as error:
            raise _damaged() from error
        return {
            **{
                f"{one.signed.version}.root.json": data
                for one, data in zip(roots, (*kept.chain, kept.root), strict=True)
            },
            **dict(zip(names, [kept.targets, *kept.bins.values(), kept.snapshot], strict=True)),
            TIMESTAMP: kept.timestamp,
        }

    def _is_of_before(self, kept: _Kept, fetch: Fetch) -> bool:
        """Whether a place's timestamp is one that the school's keys signed before they were replaced; who has stolen one can make such."""
        data = (fetch(TIMESTAMP, MAX_TIMESTAMP) or b"")[:MAX_TIMESTAMP]
        return not _has_signed(kept.root, data) and any(_has_signed(root, data) for root in kept.chain)

    def _refresh_root(self, trusted: TrustedMetadataSet, kept: _Kept, fetch: Fetch) -> _Kept:
        """Follow the chain of roots; each step is kept at once, so that keys once replaced are never believed again."""
        for _ in range(MAX_ROOTS):
            data = fetch(f"{trusted.root.version + 1}.root.json", MAX_ROOT)
            if data is None:
                return kept
            trusted.update_root(_at_most(data, MAX_ROOT))
            kept = msgspec.structs.replace(kept, root=data, chain=(*kept.chain, kept.root))
            self._write(kept)
        return kept

    def _refresh_rest(self, trusted: TrustedMetadataSet, kept: _Kept, fetch: Fetch) -> _Kept:
        _load_known(trusted.update_timestamp, kept.timestamp)
        timestamp = _at_most(_there(fetch(TIMESTAMP, MAX_TIMESTAMP)), MAX_TIMESTAMP)
        try:
            trusted.update_timestamp(timestamp)
        except exceptions.EqualVersionNumberError:
            timestamp = kept.timestamp
        issued = trusted.timestamp.unrecognized_fields.get(ISSUED, 0)
        seen = max(kept.seen, issued if isinstance(issued, int) else 0)
        meta = trusted.timestamp.snapshot_meta
        snapshot = kept.snapshot
        if not _load_known(lambda data: trusted.update_snapshot(data, trusted=True), snapshot):
            snapshot = _there(fetch(f"{meta.version}.snapshot.json", meta.length or _MAX_SNAPSHOT))
            trusted.update_snapshot(_at_most(snapshot, _MAX_SNAPSHOT))
        meta = trusted.snapshot.meta["targets.json"]
        targets = kept.targets
        if not _load_known(trusted.update_targets, targets):
            targets = _there(fetch(f"{meta.version}.targets.json", meta.length or _MAX_TARGETS))
            trusted.update_targets(_at_most(targets, _MAX_TARGETS))
        parts = self._refresh_bins(trusted, kept, fetch)
        return _Kept(kept.root, timestamp, snapshot, targets, seen, parts, chain=kept.chain)

    def _refresh_bins(self, trusted: TrustedMetadataSet, kept: _Kept, fetch: Fetch) -> dict[str, bytes]:
        """The bins that the targets delegate to: those that are known, the others fetched. Where that fails, what came is kept for the next time."""
        known, found = kept.bins | kept.coming, dict[str, bytes]()
        try:
            for name in bins.bin_names(trusted.targets):
                if f"{name}.json" not in trusted.snapshot.meta:
                    raise _incomplete()
                load = partial(trusted.update_delegated_targets, role_name=name, delegator_name="targets")
                data = known.get(name, b"")
                if not _load_known(load, data):
                    meta = trusted.snapshot.meta[f"{name}.json"]
                    data = _there(fetch(f"{meta.version}.{name}.json", meta.length or _MAX_BIN))
                    load(_at_most(data, _MAX_BIN))
                found[name] = data
        except LineError:
            self._write(msgspec.structs.replace(kept, coming=kept.coming | found))
            raise
        return found

    def _trusted(self, kept: _Kept) -> TrustedMetadataSet:
        try:
            trusted = TrustedMetadataSet(kept.root, EnvelopeType.METADATA)
        except exceptions.RepositoryError as error:
            raise _damaged() from error
        trusted.reference_time = self._latest(kept)
        return trusted

    def _latest(self, kept: _Kept) -> datetime.datetime:
        """The time to judge by: this machine's, unless something was signed later than that."""
        return max(self._now(), _moment(kept.seen))

    def _load(self, kept: _Kept) -> _Loaded:
        """The copy, verified once more; a root that came after it may have dropped its keys."""
        trusted = self._trusted(kept)
        try:
            trusted.update_timestamp(kept.timestamp)
            trusted.update_snapshot(kept.snapshot)
            trusted.update_targets(kept.targets)
            for name, data in kept.bins.items():
                trusted.update_delegated_targets(data, name, "targets")
        except exceptions.ExpiredMetadataError as error:
            raise self._expired(None) from error
        except exceptions.RepositoryError as error:
            raise TrustError(
                "The school has changed its keys. Connect to the campus, or use a newer stick, before courses are added."
            ) from error
        parts = (
            trusted.root,
            trusted.timestamp,
            trusted.snapshot,
            *(trusted[name] for name in ("targets", *kept.bins)),
        )
        return _Loaded(kept, _verified(trusted), min(part.expires for part in parts))

    def _expired(self, heard: datetime.datetime | None) -> TrustError:
        now = self._now()
        if heard and abs(now - heard) > _SLACK:
            return TrustError(
                "The clock of this computer says {date}, and that of the campus says {other}. Set date and time of this computer, then try again.",
                date=written_day(now.date()),
                other=written_day(heard.date()),
            )
        return TrustError(
            "The school's catalogue has run out (this computer's clock says {date}). Is the clock right? If it is, use the campus or a newer stick. What is on this computer can still be used.",
            date=written_day(now.date()),
        )

    def _read(self) -> _Kept:
        try:
            return from_msgpack(self._path.read_bytes(), _Kept)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise _damaged() from error

    def _write(self, kept: _Kept, path: Path | None = None) -> None:
        machine.write_whole(path or self._path, msgspec.msgpack.encode(kept))


def fetch_from(folder: Path) -> Fetch:
    """Reads `catalogue/` of a folder of courses: a stick's, or any."""

    def fetch(name: str, limit: int) -> bytes | None:
        path = folder / FOLDER / name
        if path.is_symlink() or not path.is_file():
            return None
        with path.open("rb") as file:
            return file.read(limit + 1)

    return fetch


def withdrawn(revoked: Revoked) -> WithdrawnError:
    """The error for a version that the school has withdrawn."""
    return WithdrawnError(
        "The school has withdrawn “{title}” ({date}): {reason} It was not added. Ask the campus for a newer version.",
        title=revoked.title,
        date=revoked.date,
        reason=revoked.reason,
    )


def _verified(trusted: TrustedMetadataSet) -> Verified:
    names = bins.bin_names(trusted.targets)
    return Verified(trusted.targets, {name: cast(Targets, trusted[name]) for name in names})


def _load_known(load: Callable[[bytes], object], data: bytes) -> bool:
    """Load what was kept; whether it still is the newest. An older one guards against going back."""
    try:
        load(data)
    except exceptions.RepositoryError:
        return False
    return True


def _has_signed(root: bytes, timestamp: bytes) -> bool:
    """Whether the keys of a root signed it."""
    try:
        said = Metadata[Timestamp].from_bytes(timestamp)
        Metadata[Root].from_bytes(root).signed.verify_delegate(Timestamp.type, said.signed_bytes, said.signatures)
    except exceptions.RepositoryError:
        return False
    return True


def _there(data: bytes | None) -> bytes:
    if data is None:
        raise _incomplete()
    return data


def _at_most(data: bytes, limit: int) -> bytes:
    if len(data) > limit:
        raise _incomplete()
    return data


def _moment(seconds: int) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(min(max(seconds, 0), 32_503_680_000), datetime.UTC)


def _damaged() -> StoreError:
    return StoreError(
        "The school's keys on this computer are damaged. Ask the campus staff for help before adding courses."
    )


def _incomplete() -> TrustError:
    return TrustError(
        "The school's catalogue is not whole here: parts are missing or do not belong together. Copy the stick again, or try again later."
    )


def _replaced() -> TrustError:
    return TrustError(
        "This catalogue was signed with keys that the school has replaced since. Nothing of it was used: it is old, or somebody made it with a stolen key. Use the campus, or a newer stick of the school's."
    )


def _forged() -> TrustError:
    return TrustError(
        "The school did not sign this catalogue. Nothing of it was used. Take courses from the campus or from a stick of the school's, and tell the campus staff."
    )
