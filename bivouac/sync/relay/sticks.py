"""A stick at a hub: parcels that are on it are taken in, receipts put beside them, and what the hub above lacks is packed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bivouac.errors import BivouacError
from bivouac.sync.exchange.courier import believe, pack
from bivouac.sync.hub.courier import take_parcel
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.hub.storage import Storage
from bivouac.sync.journal.clock import wall_milliseconds
from bivouac.sync.protocol.courier import MAX_PARCEL, MAX_RECEIPT, read_receipt, write_receipt
from bivouac.sync.protocol.sticks import (
    parcels_on,
    read_file,
    receipt_file,
    receipts_on,
    require_stick,
    write_file,
    write_parcels,
)
from bivouac.sync.relay.side import HubSide
from bivouac.sync.store.device import open_device


@dataclass(frozen=True)
class Visit:
    """What came of one file on a stick.

    Attributes:
        name: whose it was; empty for a receipt, and where it could not be taken in.
        new: records of a parcel that were new here, or of which a receipt was the first to say that they arrived.
        error: why it was not taken in; with a name: why no receipt for it could be written.
    """

    file: str
    name: str = ""
    new: int = 0
    error: BivouacError | None = None


def take_all(folder: HubFolder, storage: Storage, stick: Path) -> list[Visit]:
    """Take in every parcel on a stick, and write a receipt for each. One that cannot be taken in keeps no other from it.

    Raises:
        InputError: no stick is there.
    """
    require_stick(stick)
    own = f"{folder.settings.id}-"  # on its way up
    return [_take(folder, storage, stick, file) for file in parcels_on(stick) if not file.name.startswith(own)]


def _take(folder: HubFolder, storage: Storage, stick: Path, file: Path) -> Visit:
    try:
        data = read_file(file, MAX_PARCEL)
        taken = take_parcel(storage, folder.settings.readers, folder.courier_key(), data, wall_milliseconds())
    except BivouacError as error:
        return Visit(file.name, error=error)
    receipt = taken.receipt
    try:
        signed = write_receipt(receipt, open_device(folder.folder).sign)
        write_file(receipt_file(stick, receipt.writer, receipt.device, receipt.hub, receipt.part), signed)
    except BivouacError as error:
        return Visit(file.name, taken.name, taken.new, error)
    return Visit(file.name, taken.name, taken.new)


def pack_for_above(folder: HubFolder, storage: Storage, stick: Path) -> list[Path]:
    """Write parcels with all that the hub above lacks; none when it has all, or there is no hub above.

    Raises:
        InputError: no stick is there, or it cannot be written. SpaceError: the stick is full; the parcels that found room on it arrive by
            themselves.
    """
    require_stick(stick)
    above = folder.recipients()[1:]
    if not above:
        return []
    device, side = open_device(folder.folder), HubSide(storage)
    people = storage.author.stream
    streams = sorted(storage.streams(), key=lambda stream: (stream != people, stream))
    own = folder.settings.id
    return write_parcels(stick, own, device.id, pack(side, streams, own, own, device.sign_as, above))


def hear_receipts(folder: HubFolder, storage: Storage, stick: Path) -> list[Visit]:
    """Note what the hubs above say on a stick that they hold. A receipt that cannot be used keeps no other from it."""
    keys = [key for of_hub in storage.above().values() for key in of_hub.values()]
    visits = []
    for file in receipts_on(stick, folder.settings.id):
        try:
            newly = believe(HubSide(storage), read_receipt(read_file(file, MAX_RECEIPT), keys))
            visits.append(Visit(file.name, new=newly))
        except BivouacError as error:
            visits.append(Visit(file.name, error=error))
    return visits
