"""The hub above this one: who it is (`upstream.json` in the hub's folder), how this one joins it, and one exchange with it."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator, Sequence
from functools import partial

import msgspec
from msgspec import Struct

from bivouac import machine
from bivouac.decoding import from_json
from bivouac.errors import InputError, LineError, RefusedError, StrangerError
from bivouac.sync.exchange import join as joining
from bivouac.sync.exchange.client import HubClient
from bivouac.sync.exchange.exchange import Outcome, exchange
from bivouac.sync.exchange.join import Greeting
from bivouac.sync.hub import tails
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.hub.storage import Storage
from bivouac.sync.journal.feeds import is_stream, split_stream
from bivouac.sync.protocol.line import Line
from bivouac.sync.protocol.messages import UNKNOWN_HERE, HubInfo, Invitation
from bivouac.sync.relay.side import HubSide
from bivouac.sync.store.device import open_device

log = logging.getLogger(__name__)

_FILE = "upstream.json"

SLICE = 4000
"""Streams of one exchange, which leaves room for those that are new to this hub."""


class Upstream(Struct, frozen=True):
    """`upstream.json`: the hub above. `device` is the identity of this hub for which `token` is good."""

    url: str
    certificate: str
    token: str
    device: str
    hub: str
    name: str


def read_upstream(folder: HubFolder) -> Upstream | None:
    """The hub above, if this one joined any. Raises InputError when the file is damaged."""
    try:
        return from_json((folder.folder / _FILE).read_bytes(), Upstream)
    except FileNotFoundError:
        return None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(
            "The settings of the hub ({path}) are damaged. Restore them from a copy.", path=_FILE
        ) from error


def join_upstream(folder: HubFolder, greeting: Greeting) -> Upstream:
    """Make this hub one of those below the hub that was greeted, with a code made for hubs.

    Raises:
        RefusedError: the code is not for a hub, or was used. LineError: the line is away.
    """
    device = open_device(folder.folder)
    # A folder that was copied before says so afterwards: what it wrote until then is to be proved.
    first = device.first
    joined = joining.join(
        greeting,
        device=first,
        public_key=device.public_keys()[first],
        sign=partial(device.sign_as, first),
        name=folder.settings.name,
        hub=folder.settings.id,
    )
    _write(
        folder,
        Upstream(greeting.url, greeting.certificate, joined.token, first, joined.campus, joined.campus_name),
    )
    return as_this_device(folder)


def wants_new_invitation(folder: HubFolder, invitation: Invitation) -> bool:
    """Whether an invite file for the hub above, which this one joined before, is to be taken up: it has forgotten this hub, or has another certificate.

    Where it cannot be asked just now it is not.
    """
    known = read_upstream(folder)
    if known is None or known.certificate != invitation.certificate:
        return True
    try:
        upstream = as_this_device(folder)
        with contextlib.closing(Line(upstream.url, upstream.certificate, upstream.token)) as line:
            HubClient(line, open_device(folder.folder).sign).hub()
    except RefusedError:
        return True
    except LineError:
        return False
    return False


@contextlib.contextmanager
def told_to_join_anew(folder: HubFolder) -> Iterator[None]:
    """Says of a hub above that has forgotten this one what is to be done here; its own sentence is for laptops."""
    try:
        yield
    except RefusedError as error:
        if error.source != UNKNOWN_HERE or (upstream := read_upstream(folder)) is None:
            raise
        raise RefusedError(
            "“{name}” does not know this hub any more, as after it was set back to an older copy. Everything waits here. Join it again, with an invite file made there (bivouac hub invite FOLDER --learner {id} --file FILE; where nobody has this id, --role hub in its place): bivouac hub serve FOLDER --upstream FILE",
            name=upstream.name,
            id=folder.settings.id,
        ) from error


def exchange_upstream(folder: HubFolder, storage: Storage) -> Outcome:
    """One exchange with the hub above, until both hold the same.

    Who belongs to the campus goes first: with that the hub above can prove the rest. Where the hub above has another certificate, and proves by a key
    that it told before that it is the same, that one is believed from then on.

    Raises:
        InputError: there is no hub above. LineError: the line is away. RefusedError: the hub above says no. RecordError: what it sent
            cannot be.
    """
    with told_to_join_anew(folder):
        try:
            return _exchange(folder, storage)
        except StrangerError:
            if not _has_another_certificate(folder, storage):
                raise
            return _exchange(folder, storage)


def _has_another_certificate(folder: HubFolder, storage: Storage) -> bool:
    upstream = read_upstream(folder)
    if upstream is None:
        return False
    try:
        certificate, word = joining.hear_word(upstream.url)
    except (LineError, RefusedError):
        return False
    keys = storage.above().get(upstream.hub, {})
    if not certificate or word is None or word.hub != upstream.hub or not word.is_by(keys):
        return False
    _write(folder, msgspec.structs.replace(upstream, certificate=certificate))
    log.info("The hub above has another certificate, and proved by its key that it is the same")
    return True


def _exchange(folder: HubFolder, storage: Storage) -> Outcome:
    upstream = as_this_device(folder)
    device = open_device(folder.folder)
    line = Line(upstream.url, upstream.certificate, upstream.token)
    try:
        client = HubClient(line, device.sign)
        _keep_info(folder, storage, client.hub())
        side = HubSide(storage)
        for stream in storage.streams():
            if not is_stream(stream):
                tails.note_damaged(ascii(stream))
        streams = _streams(storage)
        people = [stream for stream in streams if split_stream(stream)[0] == "campus"]
        people.sort(key=lambda stream: stream != storage.author.stream)
        done = [
            exchange(side, client, people[at : at + SLICE], told=False, shares=True)
            for at in range(0, len(people), SLICE)
        ]
        done += [
            exchange(side, client, part, within=within, shares=True) for part, within in _slices(_streams(storage))
        ]
    finally:
        line.close()
    return Outcome(
        sum(one.sent for one in done),
        sum(one.fetched for one in done),
        all(one.complete for one in done),
        next((one.copied for one in done if one.copied), ""),
    )


def _streams(storage: Storage) -> list[str]:
    """All streams but one whose name is none, because a disk turned a bit over in it: the hub above would take none with it."""
    return [stream for stream in storage.streams() if is_stream(stream)]


def _slices(streams: Sequence[str]) -> Iterator[tuple[list[str], tuple[str, str]]]:
    """All streams in parts that fit into one exchange each, with the range of names that the part is all of."""
    names, above = sorted(streams), ""
    for at in range(0, max(1, len(names)), SLICE):
        part = names[at : at + SLICE]
        upto = part[-1] if at + SLICE < len(names) else ""
        yield part, (above, upto)
        above = upto


def as_this_device(folder: HubFolder) -> Upstream:
    """The hub above as it knows this one: a folder that was copied goes on under a new name, and says so first."""
    upstream, device = read_upstream(folder), open_device(folder.folder)
    if upstream is None:
        raise InputError(
            "This hub has joined no other. Join it once, with an invite file made there: bivouac hub serve FOLDER --upstream FILE"
        )
    since = device.since(upstream.device)
    if not since:  # both files of the identity were damaged: nobody can sign for it
        raise RefusedError(
            "The name of this hub at the hub above is lost. Everything waits here: join it again, with an invite file made there: bivouac hub serve FOLDER --upstream FILE"
        )

    def keep(token: str, device_id: str) -> None:
        _write(folder, msgspec.structs.replace(upstream, token=token, device=device_id))

    token = joining.succeed_each(
        since,
        upstream.token,
        lambda token: Line(upstream.url, upstream.certificate, token),
        public_keys=device.public_keys(),
        sign_as=device.sign_as,
        keep=keep,
    )
    return msgspec.structs.replace(upstream, token=token, device=device.id)


def _keep_info(folder: HubFolder, storage: Storage, info: HubInfo) -> None:
    above = {hub: keys for hub, keys in info.keys.items() if hub != folder.settings.id}
    news = above != storage.above()
    if news:
        storage.keep_above(above)
    folder.keep_recipients(info.recipients, anew=news)


def _write(folder: HubFolder, upstream: Upstream) -> None:
    machine.write_whole(folder.folder / _FILE, msgspec.json.encode(upstream))
