"""Learners and campuses that this machine knows."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from bivouac.decoding import from_json, from_msgpack
from bivouac.errors import InputError, RefusedError
from bivouac.sync.journal.clock import wall_milliseconds
from bivouac.sync.journal.record import new_id
from bivouac.sync.protocol import bins
from bivouac.sync.protocol.messages import Catalogue, CatalogueEntry, HubInfo
from bivouac.sync.store.database import transaction

if TYPE_CHECKING:  # what reads signatures is not loaded at the start
    from bivouac.sync.protocol.word import Word


@dataclass(frozen=True)
class Campus:
    """A hub that somebody here joined. `certificate` (PEM) is the only one that is believed; empty on loopback."""

    id: str
    name: str
    urls: tuple[str, ...]
    certificate: str


@dataclass(frozen=True)
class Learner:
    """A person who learns on this machine; `campus` is None for one who only tries Bivouac out."""

    id: str
    name: str
    campus: str | None
    role: str


class Withdrawn(msgspec.Struct, frozen=True):
    """A version of a course that a school has withdrawn; `date` as YYYY-MM-DD, `reason` in the school's words."""

    manifest: str
    date: str
    reason: str


class _Kept(Catalogue, frozen=True):
    """A catalogue as it is kept here; `apart` is what the hub told and nobody is shown."""

    apart: tuple[CatalogueEntry, ...] | None = None
    withdrawn: tuple[Withdrawn, ...] = ()


class _KeptWithdrawn(msgspec.Struct, frozen=True):
    """The part of it that a course's page looks at."""

    withdrawn: tuple[Withdrawn, ...] = ()


class People:
    """The learners and campuses of this machine."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def learners(self) -> list[Learner]:
        """All learners, the one who used this machine last first."""
        rows = self._db.execute("SELECT id, name, campus, role FROM learners ORDER BY used DESC, added DESC")
        return [Learner(*row) for row in rows]

    def learner(self, learner: str) -> Learner | None:
        row = self._db.execute("SELECT id, name, campus, role FROM learners WHERE id = ?", (learner,)).fetchone()
        return Learner(*row) if row else None

    def add_guest(self, name: str) -> Learner:
        """A learner of this machine alone."""
        guest = Learner(new_id(), name, None, "learner")
        self._add_learner(guest, "", "")
        return guest

    def join(self, campus: Campus, learner: Learner, token: str, device: str, word: Word | None = None) -> None:
        """Keep a learner who joined a campus, and the token that speaks for them on this device.

        Who comes to another hub of their school, as the person that they are, belongs to that one from now on: the token is good there alone.

        Args:
            word: the hub's for its id, as it was given on the line with the campus's certificate; None where it gave none.

        Raises:
            RefusedError: as `require_may_join`, and nothing was kept.
        """
        with transaction(self._db):
            before = self.learner(learner.id)
            self.require_may_join(campus, learner.id, word)
            self._db.execute(
                "INSERT INTO campuses (id, name, urls, certificate) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE"
                " SET name = excluded.name, urls = excluded.urls, certificate = excluded.certificate",
                (campus.id, campus.name, msgspec.json.encode(campus.urls).decode(), campus.certificate),
            )
            self._add_learner(learner, token, device)
            if before and before.campus not in (None, campus.id):
                self._keep_came_from(learner.id, str(before.campus))
                self._take_downloads_along(str(before.campus), campus.id)

    def require_may_join(self, campus: Campus, learner: str, word: Word | None) -> None:
        """See that a hub may be given what is here of the campus that it says it is, and of the person that it names: any hub may say any id.

        Args:
            campus: with the certificate that the hub shows.
            learner: whom it names; empty for somebody new.
            word: as for `join`.

        Raises:
            RefusedError: the campus is known here with another certificate, and no key that it had proves that it is the same; or the person is here of
                another hub, and this one is neither proved to be above that nor one that they came from; or somebody else is at the machine, and
                theirs has a password.
        """
        known = self.campus(campus.id)
        if known and not _is_same(known.certificate, campus.certificate) and not self.is_proved(campus.id, word):
            raise RefusedError(
                "“{campus}” is known on this computer with another certificate, and what answers there now does not prove that it is the same. Nothing was given to it. Show this to the campus staff: somebody may pose as them.",
                campus=known.name,
            )
        before = self.learner(learner) if learner else None
        if before and before.campus not in (None, campus.id):
            self._require_may_follow(before, campus, word)

    def is_proved(self, campus: str, word: Word | None) -> bool:
        """Whether a word is that of a campus that is known here, by a key of which the campus itself told."""
        return self._is_by(campus, campus, word)

    def use(self, learner: str) -> None:
        """The learner is the one at the machine now."""
        self._db.execute("UPDATE learners SET used = ? WHERE id = ?", (self._latest() + 1, learner))

    def token(self, learner: str) -> tuple[str, str]:
        """What the learner's hub asks for, and the device for which that is good (empty: the first that this machine was); empty for a guest."""
        row = self._db.execute("SELECT token, device FROM learners WHERE id = ?", (learner,)).fetchone()
        return (row[0], row[1]) if row else ("", "")

    def keep_token(self, learner: str, token: str, device: str) -> None:
        """Keep another token, which is good for another device."""
        self._db.execute("UPDATE learners SET token = ?, device = ? WHERE id = ?", (token, device, learner))

    def lock(self, learner: str) -> str:
        """The hash of the learner's password (protocol/passwords.py); empty where they have none."""
        row = self._db.execute("SELECT hashed FROM locks WHERE learner = ?", (learner,)).fetchone()
        return row[0] if row else ""

    def keep_lock(self, learner: str, hashed: str) -> None:
        """Keep the hash of the learner's password as it is now."""
        self._db.execute("INSERT OR REPLACE INTO locks (learner, hashed) VALUES (?, ?)", (learner, hashed))

    def must_change(self, learner: str) -> bool:
        """Whether the learner's password was made up for them, and they have yet to choose their own."""
        key = f"must_change.{learner}"
        return self._db.execute("SELECT 1 FROM settings WHERE key = ?", (key,)).fetchone() is not None

    def keep_must_change(self, learner: str, must: bool) -> None:
        """Keep whether they have to."""
        key = f"must_change.{learner}"
        if must:
            self._db.execute("INSERT OR REPLACE INTO settings (key, value) VALUES (?, 'true')", (key,))
        else:
            self._db.execute("DELETE FROM settings WHERE key = ?", (key,))

    def campus(self, campus: str) -> Campus | None:
        row = self._db.execute("SELECT id, name, urls, certificate FROM campuses WHERE id = ?", (campus,)).fetchone()
        return Campus(row[0], row[1], tuple(from_json(row[2], list[str])), row[3]) if row else None

    def keep_urls(self, campus: str, urls: tuple[str, ...]) -> None:
        """Keep where a campus answers now."""
        self._db.execute("UPDATE campuses SET urls = ? WHERE id = ?", (msgspec.json.encode(urls).decode(), campus))

    def campuses(self) -> list[Campus]:
        """All that somebody here joined, by name."""
        ids = self._db.execute("SELECT id FROM campuses ORDER BY name COLLATE NOCASE, id").fetchall()
        return [campus for row in ids if (campus := self.campus(row[0]))]

    def info(self, campus: str) -> HubInfo | None:
        """What the campus said of itself when it was last asked; None before that."""
        row = self._db.execute("SELECT info FROM campuses WHERE id = ?", (campus,)).fetchone()
        return from_msgpack(row[0], HubInfo) if row and row[0] else None

    def keep_info(self, campus: str, info: HubInfo) -> None:
        """Keep what the campus says of itself, for when it is away."""
        self._db.execute("UPDATE campuses SET info = ? WHERE id = ?", (msgspec.msgpack.encode(info), campus))

    def keep_certificate(self, campus: str, certificate: str) -> None:
        """Believe another certificate (PEM) from now on, in place of the one that the campus had."""
        self._db.execute("UPDATE campuses SET certificate = ? WHERE id = ?", (certificate, campus))

    def catalogue(self, campus: str) -> Catalogue:
        """What the campus offered when it was last heard; empty before that."""
        kept = self._catalogue(campus)
        return from_msgpack(kept, Catalogue) if kept else Catalogue("", [])

    def offered(self, campus: str) -> Catalogue:
        """The same with what the school has not signed: all that the hub told. Its state is empty where an older Bivouac kept it, without that."""
        kept = self._catalogue(campus)
        if not kept:
            return Catalogue("", [])
        known = from_msgpack(kept, _Kept)
        state = "" if known.apart is None else known.state
        # In the hub's order: what the school signs later stands in its place among the others.
        return Catalogue(state, bins.in_order([*known.courses, *(known.apart or ())]), known.mirrors)

    def withdrawn(self, campus: str) -> tuple[Withdrawn, ...]:
        """What the school of a campus has withdrawn, as it was last heard."""
        kept = self._catalogue(campus)
        return from_msgpack(kept, _KeptWithdrawn).withdrawn if kept else ()

    def keep_catalogue(
        self,
        campus: str,
        catalogue: Catalogue,
        apart: Sequence[CatalogueEntry] = (),
        withdrawn: Sequence[Withdrawn] = (),
    ) -> None:
        """Keep what the campus offers now, for when it is away; `apart` what the hub told and nobody is shown."""
        kept = _Kept(
            catalogue.state, catalogue.courses, catalogue.mirrors, apart=tuple(apart), withdrawn=tuple(withdrawn)
        )
        self._db.execute("UPDATE campuses SET catalogue = ? WHERE id = ?", (msgspec.msgpack.encode(kept), campus))

    def keep_withdrawn(self, campus: str, withdrawn: Sequence[Withdrawn]) -> None:
        """Keep what the school of a campus has withdrawn; what the campus offers stays as it was last heard."""
        kept = self._catalogue(campus)
        known = from_msgpack(kept, _Kept) if kept else _Kept("", [])
        if known.withdrawn != tuple(withdrawn):
            changed = msgspec.structs.replace(known, withdrawn=tuple(withdrawn))
            self._db.execute(
                "UPDATE campuses SET catalogue = ? WHERE id = ?", (msgspec.msgpack.encode(changed), campus)
            )

    def _catalogue(self, campus: str) -> bytes:
        row = self._db.execute("SELECT catalogue FROM campuses WHERE id = ?", (campus,)).fetchone()
        return row[0] if row and row[0] else b""

    def _latest(self) -> int:
        """`used` of who was last at the machine: a count, because the computer's clock may be wrong or stand still."""
        latest: int = self._db.execute("SELECT coalesce(max(used), 0) FROM learners").fetchone()[0]
        return latest

    def _require_may_follow(self, learner: Learner, to: Campus, word: Word | None) -> None:
        """Raise as `require_may_join`, to which the campus's certificate is right, where it is known."""
        at = str(learner.campus)
        old, back = self.campus(at), to.id in self._came_from(learner.id)
        named = {"campus": to.name, "name": learner.name, "old": old.name if old else ""}
        if not back and not self._is_above(to.id, at):
            raise RefusedError(
                "“{campus}” is not known to be of {name}'s school, and gets nothing that {name} did. Ask the staff of “{old}”, or try again after meeting that campus.",
                **named,
            )
        # A hub that somebody else here joined first is known, and may pose as the school all the same.
        if not back and not self._is_by(at, to.id, word):
            raise RefusedError(
                "“{campus}” does not prove that it belongs to the school of “{old}”, and gets nothing that {name} did. Let this computer meet “{old}” once more, then use the code again. If that changes nothing, show this to the staff: Bivouac is too old there, or somebody poses as them.",
                **named,
            )
        if self.lock(learner.id) and self.learners()[0].id != learner.id:
            raise RefusedError(
                "This is for {name}, whose profile on this computer has a password. Open that profile first, then ask the staff for a new code.",
                name=learner.name,
            )

    def _is_above(self, hub: str, below: str) -> bool:
        """Whether a hub is above another, as that one said over a line that proved itself."""
        info = self.info(below)
        return info is not None and hub != below and hub in info.keys

    def _is_by(self, teller: str, hub: str, word: Word | None) -> bool:
        """Whether a word for a hub's id is signed with a key of which the teller, a campus here, told over a line that proved itself."""
        info = self.info(teller)
        return info is not None and word is not None and word.hub == hub and word.is_by(info.keys.get(hub, {}))

    def _came_from(self, learner: str) -> list[str]:
        """The hubs to which a learner belonged on this machine before the present one."""
        row = self._db.execute("SELECT value FROM settings WHERE key = ?", (f"came_from.{learner}",)).fetchone()
        return from_json(row[0], list[str]) if row else []

    def _keep_came_from(self, learner: str, campus: str) -> None:
        came = msgspec.json.encode(sorted({*self._came_from(learner), campus})).decode()
        self._db.execute("INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)", (f"came_from.{learner}", came))

    def _take_downloads_along(self, old: str, new: str) -> None:
        """What is wanted of a campus to which nobody here belongs any more is asked of the other from now on."""
        nobody = "NOT EXISTS (SELECT 1 FROM learners WHERE learners.campus = downloads.campus)"
        self._db.execute(f"UPDATE downloads SET campus = ? WHERE campus = ? AND {nobody}", (new, old))  # noqa: S608

    def _add_learner(self, learner: Learner, token: str, device: str) -> None:
        self._db.execute(
            "INSERT INTO learners (id, name, campus, role, token, device, added, used) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET name = excluded.name, campus = excluded.campus, role = excluded.role,"
            " token = excluded.token, device = excluded.device, used = excluded.used",
            (
                learner.id,
                learner.name,
                learner.campus,
                learner.role,
                token,
                device,
                wall_milliseconds(),
                self._latest() + 1,
            ),
        )


def _is_same(one: str, other: str) -> bool:
    """Whether two texts are the same certificate (PEM): an invite file has it as the hub's file does, a line as it was shown."""
    if one == other or not one or not other:
        return one == other
    from bivouac.sync.protocol.line import der_of

    with contextlib.suppress(InputError):
        return der_of(one) == der_of(other)
    return False
