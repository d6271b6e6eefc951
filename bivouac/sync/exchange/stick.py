"""A stick at a laptop: receipts that are on it are heard, and what the schools of the laptop's learners lack is packed on it."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from bivouac.errors import BivouacError, InputError, PersonError
from bivouac.sync.exchange.courier import believe, pack_journal
from bivouac.sync.exchange.side import JournalSide
from bivouac.sync.protocol.courier import MAX_RECEIPT, NOT_SAID, read_receipt
from bivouac.sync.protocol.messages import HubInfo
from bivouac.sync.protocol.sticks import read_file, receipts_on, require_stick, write_parcels
from bivouac.sync.store.device import Device
from bivouac.sync.store.journal import Journal
from bivouac.sync.store.library import Library
from bivouac.sync.store.people import Learner

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Carried:
    """What came of a stick for one learner.

    Attributes:
        confirmed: acts that a receipt says the school has, and nobody had said before.
        packed: acts that the stick carries now; 0 when the school has all, or when receipts were only heard.
        problems: files on the stick that could not be used.
        error: why nothing was packed for them, or not all of it.
    """

    learner: Learner
    confirmed: int
    packed: int
    problems: tuple[BivouacError, ...] = ()
    error: BivouacError | None = None


def carry(library: Library, stick: Path) -> list[Carried]:
    """Hear the receipts on a stick, then pack on it what waits, for every learner of this machine who has a campus.

    What keeps one of them from it keeps no other: a campus that has not said yet to whom one seals, a journal that is damaged, a stick on
    which there is no more room (what it carried before is still on it).

    Raises:
        InputError: no stick is there.
    """
    require_stick(stick)
    return [_carry(library, learner, stick) for learner in library.people.learners() if learner.campus]


def hear(library: Library, stick: Path) -> list[Carried]:
    """Hear the receipts on a stick and change nothing on it; who has new ones. A receipt that cannot be used is left for `carry` to name."""
    heard = []
    for learner in library.people.learners():
        info = library.people.info(learner.campus) if learner.campus else None
        if info is not None and any(receipts_on(stick, learner.id)):
            try:
                side = JournalSide(library.journal(learner.id), library.device().sign_as)
                confirmed, _ = _hear(side, learner, info, stick)
            except BivouacError as error:
                log.info("the receipts for a learner of this computer were not heard: %s", error)
                continue
            if confirmed:
                heard.append(Carried(learner, confirmed, packed=0))
    return heard


def _carry(library: Library, learner: Learner, stick: Path) -> Carried:
    info = library.people.info(learner.campus or "")
    try:
        if info is None:
            raise InputError(NOT_SAID)
        return carry_journal(library.journal(learner.id), library.device(), learner, info, stick)
    except BivouacError as error:
        return Carried(learner, 0, 0, error=error)


def carry_journal(journal: Journal, device: Device, learner: Learner, info: HubInfo, stick: Path) -> Carried:
    """The same for one learner's journal; `info` is what their campus said of itself when it was last heard.

    Raises:
        InputError: the stick cannot be read. StoreError: the journal is damaged.
    """
    confirmed, problems = _hear(JournalSide(journal, device.sign_as), learner, info, stick)
    try:
        return Carried(learner, confirmed, _pack(journal, device, learner, info, stick), problems)
    except PersonError as error:
        return Carried(learner, confirmed, 0, problems, error)


def _pack(journal: Journal, device: Device, learner: Learner, info: HubInfo, stick: Path) -> int:
    parcels = pack_journal(journal, learner.id, info, device.sign_as)
    return journal.standing().waiting if write_parcels(stick, learner.id, device.id, parcels) else 0


def _hear(side: JournalSide, learner: Learner, info: HubInfo, stick: Path) -> tuple[int, tuple[BivouacError, ...]]:
    keys = [key for of_hub in info.keys.values() for key in of_hub.values()]
    confirmed, problems = 0, list[BivouacError]()
    for file in receipts_on(stick, learner.id):
        try:
            confirmed += believe(side, read_receipt(read_file(file, MAX_RECEIPT), keys))
        except BivouacError as error:
            problems.append(error)
    return confirmed, tuple(problems)
