"""Courses from the hub above: those that this hub follows are fetched once, kept up to date, and passed on while they come.

`followed.json` in the hub's folder says which; a version that the hub above has withdrawn stays until it is removed here.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Collection, Iterator, Sequence

import msgspec
from msgspec import Struct

from bivouac import machine
from bivouac.courses.bundle import oci
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.oci import Descriptor
from bivouac.courses.bundle.version import read_version
from bivouac.decoding import from_json, from_msgpack
from bivouac.errors import BivouacError, BundleError, InputError, LineError, TrustError
from bivouac.language import tr
from bivouac.sync.catalogue.trusted import Verified
from bivouac.sync.exchange.catalogue import NOTHING
from bivouac.sync.exchange.client import HubClient
from bivouac.sync.hub.arriving import keep_arriving
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.protocol.line import Line
from bivouac.sync.protocol.messages import Catalogue, CatalogueEntry
from bivouac.sync.relay.mending import Mending
from bivouac.sync.relay.school import verify_above
from bivouac.sync.relay.upstream import as_this_device, told_to_join_anew
from bivouac.sync.store.device import open_device
from bivouac.sync.transfer.download import ALL, descriptor_of, drop_parts, fetch_course
from bivouac.sync.transfer.mirrors import places_at
from bivouac.sync.transfer.source import Place
from bivouac.sync.transfer.web import HUB_CONTENT, WebSource
from bivouac.sync.transfer.wishes import Wishes

log = logging.getLogger(__name__)

_FILE, _OFFERED = "followed.json", "above.catalogue"


class Followed(Struct, frozen=True):
    """`followed.json`. `everything`: whatever the hub above has; `cap`: bytes a second, 0 for as many as come."""

    courses: tuple[str, ...] = ()
    everything: bool = False
    cap: int = 0

    def has(self, course: str) -> bool:
        return self.everything or course in self.courses


class Offer:
    """What the hub above had when it was last asked, kept in the hub's folder."""

    def __init__(self, folder: HubFolder) -> None:
        self._path = folder.folder / _OFFERED
        self._last: Catalogue | None = None

    def renew(self, client: HubClient) -> Catalogue:
        """What the hub above has now. Raises LineError, RefusedError: as an exchange."""
        known = self._last or self._read()
        fresh = client.catalogue(known)
        if fresh is not None:
            machine.write_whole(self._path, msgspec.msgpack.encode(fresh))
        self._last = fresh or known
        return self._last

    def _read(self) -> Catalogue:
        # A damaged one is fetched anew.
        with contextlib.suppress(FileNotFoundError, msgspec.DecodeError, UnicodeDecodeError):
            return from_msgpack(self._path.read_bytes(), Catalogue)
        return NOTHING


def read_followed(folder: HubFolder) -> Followed:
    """What this hub follows. Raises InputError when the file is damaged."""
    try:
        return from_json((folder.folder / _FILE).read_bytes(), Followed)
    except FileNotFoundError:
        return Followed()
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(
            "The settings of the hub ({path}) are damaged. Restore them from a copy.", path=_FILE
        ) from error


def keep_followed(folder: HubFolder, followed: Followed) -> None:
    """Follow these from now on."""
    machine.write_whole(folder.folder / _FILE, msgspec.json.encode(followed))


def offered_above(folder: HubFolder) -> list[CatalogueEntry]:
    """What the hub above has. Raises InputError: there is none. LineError, RefusedError: as an exchange."""
    with _line(folder) as line:
        return list(Offer(folder).renew(HubClient(line, open_device(folder.folder).sign)).courses)


def fetch_followed(
    folder: HubFolder,
    cancelled: Callable[[], bool] = lambda: False,
    said: Callable[[str], None] = lambda title: None,
    known: Offer | None = None,
    failed: Callable[[CatalogueEntry, BivouacError], None] | None = None,
    mending: Mending | None = None,
    mended: Callable[[str], None] = lambda title: None,
) -> int:
    """Bring what this hub follows and does not have in the version of the hub above, and what its disk has spoiled of the rest; how many courses came.

    The school's signed catalogue comes first, where there is one: nothing comes that is not in it.

    Args:
        said: told the title of each course that is here.
        known: what the hub above had the last time, renewed here.
        failed: told of each that did not come, and why; a line in the log when left out.
        mending: what is known of the state of the courses that are here.
        mended: told the title of each course of which something was damaged here, and is right again.

    Raises:
        LineError, RefusedError, SpaceError, BundleError, TrustError: what stood in the way of the last that did not come; the others are here.
    """
    followed, layout, came = read_followed(folder), folder.layout(), 0
    if not followed.courses and not followed.everything:
        keep_arriving(layout, [])
        return 0
    known, mending = known or Offer(folder), mending or Mending(folder)
    troubles: list[BivouacError] = []
    with _line(folder) as line:
        client = HubClient(line, open_device(folder.folder).sign)
        signed = verify_above(folder, client, line)
        offer = known.renew(client)
        missing = _missing(layout, followed, offer.courses)
        if not missing:
            keep_arriving(layout, [])  # what was on its way and is not followed any more, or came by stick
            drop_parts(layout, mending.unfinished(layout))
        coming = [_version(entry) for entry in missing]
        for entry in missing:
            with _tried(entry, failed or _log, troubles):
                _require_signed(signed, entry)
                if not _fetch(layout, line, offer.mirrors, entry, followed.cap, cancelled, coming):
                    break
                came += 1
                mending.note_sound(_version(entry))
                said(entry.title)
        here = {one.manifest: one for one in offer.courses if followed.has(one.id) and one not in missing}
        for version in mending.due(layout, [_version(entry) for entry in here.values()]):
            entry = here[version.digest]
            with _tried(entry, failed or _log, troubles):
                if mending.mend(layout, version, _places(line, offer.mirrors), followed.cap, cancelled):
                    mended(entry.title)
    if troubles:
        raise troubles[-1]
    return came


def _require_signed(signed: Verified | None, entry: CatalogueEntry) -> None:
    """Raise TrustError unless the school's catalogue, where there is one, has this version."""
    if signed is not None and not signed.has(entry.manifest):
        raise TrustError(
            "The school has not published “{title}” in this version yet: it must do so (bivouac catalogue publish). Nothing of it came.",
            title=entry.title,
        )
    if signed is not None:
        signed.require(entry.id, entry.manifest, entry.manifest_size, entry.title)


@contextlib.contextmanager
def _tried(
    entry: CatalogueEntry, failed: Callable[[CatalogueEntry, BivouacError], None], troubles: list[BivouacError]
) -> Iterator[None]:
    """What stands in the way of one course keeps no other from coming; a line that broke does."""
    try:
        yield
    except LineError:
        raise
    except BivouacError as error:
        failed(entry, error)
        troubles.append(error)


def _version(entry: CatalogueEntry) -> Descriptor:
    return oci.course_entry(entry.id, descriptor_of(entry.manifest, entry.manifest_size))


def _places(line: Line, mirrors: Sequence[str]) -> list[Place]:
    above = Place(lambda: WebSource(line.another(), HUB_CONTENT), near=False)
    return [above, *places_at(mirrors, lambda: None)]


def _log(entry: CatalogueEntry, error: BivouacError) -> None:
    log.warning(tr("The course “{id}” did not come from the hub above: {reason}", id=entry.id, reason=error.sentence()))


def _fetch(
    layout: Layout,
    line: Line,
    mirrors: Sequence[str],
    entry: CatalogueEntry,
    cap: int,
    cancelled: Callable[[], bool],
    coming: Sequence[Descriptor],
) -> bool:
    """Bring one course; false when it was cancelled. What has come of the others in `coming` stays, whatever goes."""
    descriptor = _version(entry)
    before = layout.reference(entry.id)
    named = False

    def pass_on(digest: str = "") -> None:
        """Once its description is here, laptops may ask for what the course consists of."""
        nonlocal named
        with contextlib.suppress(BundleError):
            if not named and read_version(layout, descriptor):
                keep_arriving(layout, [descriptor])
                named = True

    pass_on()
    wishes = Wishes(cancelled=cancelled, cap=lambda: cap, on_blob=pass_on)
    version = fetch_course(layout, _places(line, mirrors), descriptor, ALL, wishes)
    if version is None:
        return False
    layout.switch({entry.id: descriptor}, required=version.small_blobs())
    keep_arriving(layout, [])
    if before is not None:
        with contextlib.suppress(BundleError, InputError):  # what cannot go now goes with the next update
            layout.sweep(coming, at_once=layout.needed_by(before))
    return True


def _missing(layout: Layout, followed: Followed, entries: Collection[CatalogueEntry]) -> list[CatalogueEntry]:
    here = {course: one.digest for course, one in layout.references().items()}
    return [entry for entry in entries if followed.has(entry.id) and here.get(entry.id) != entry.manifest]


@contextlib.contextmanager
def _line(folder: HubFolder) -> Iterator[Line]:
    with told_to_join_anew(folder):
        upstream = as_this_device(folder)
        with contextlib.closing(Line(upstream.url, upstream.certificate, upstream.token)) as line:
            yield line
