"""A hub's end of the road by stick: a parcel is opened, proved and kept like a push over the network, and a receipt goes back."""

from __future__ import annotations

from dataclasses import dataclass

from bivouac.errors import InputError
from bivouac.sync.hub import carrying, pushing
from bivouac.sync.hub.policy import Access, Readers, access, readable
from bivouac.sync.hub.storage import Session, Storage
from bivouac.sync.protocol.courier import Receipt, open_parcel
from bivouac.sync.protocol.messages import Offered
from bivouac.sync.protocol.signing import is_parcel_signed


@dataclass(frozen=True)
class Taken:
    """A parcel that was taken in: whose it was, how many records were new, and the receipt."""

    name: str
    new: int
    receipt: Receipt


def take_parcel(storage: Storage, readers: Readers, identity: str, data: bytes, now: int) -> Taken:
    """Take in a sealed parcel. What is here already changes nothing, so that it may come twice, late, and out of order.

    Args:
        identity: the hub's age identity.

    Raises:
        InputError: it is damaged, for another school, from somebody who is not known here (yet), or from a computer that was shut out.
        RefusedError, RecordError: something in it is not what it should be. What came before that in the parcel is kept.
    """
    parcel, signature, content = open_parcel(data, identity)
    account = storage.find_account(parcel.writer)
    if account is None or account.id != parcel.writer:
        raise InputError(
            "This hub does not know yet who packed this file: their campus has not told it. Keep the file, and bring it again after the campus's own."
        )
    key = storage.key_of(account.id, parcel.device)
    if key is None or not is_parcel_signed(signature, content, key):
        raise InputError(
            "This file is from a computer of {name} that this hub does not know, or that was shut out. Nothing of it was taken in.",
            name=account.name,
        )
    session = Session(account.id, account.name, account.role, account.campus, parcel.device, key)
    streams = list(dict.fromkeys(offered.stream for offered in parcel.streams))
    before = _count(storage, streams)
    for offered in sorted(parcel.streams, key=lambda offered: not offered.stream.startswith("campus:")):
        _keep(storage, readers, session, offered, now)
    received = {stream: _heads(storage, readers, session, stream) for stream in streams}
    receipt = Receipt(storage.author.hub, account.id, parcel.device, received, now, part=parcel.part)
    return Taken(account.name, _count(storage, streams) - before, receipt)


def _keep(storage: Storage, readers: Readers, session: Session, offered: Offered, now: int) -> None:
    """As over the network; a feed that other records stand under stays as it is, and the network will tell the laptop of the fork."""
    may = access(storage, readers, session, offered.stream)
    if may is Access.CARRY or (may is Access.OWN and session.role == "hub"):
        carrying.take_in(storage, offered, now)
    elif may in (Access.WRITE, Access.OWN):
        pushing.push(storage, session, offered, now, 0)


def _heads(storage: Storage, readers: Readers, session: Session, stream: str) -> dict[str, tuple[int, bytes]]:
    """Where feeds end, of those that their bringer reads to the end."""
    may = access(storage, readers, session, stream)
    if may is Access.NONE:
        return {}
    heads = {
        feed: (last, storage.head(stream, feed))
        for feed, last in readable(storage, readers, session, stream, may).items()
    }
    return {feed: (head.last, head.mark) for feed, (last, head) in heads.items() if head and head.last == last}


def _count(storage: Storage, streams: list[str]) -> int:
    return sum(sum(storage.feeds(stream).values()) for stream in streams)
