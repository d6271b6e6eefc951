"""The way to the hub of the learner's campus, for work on a network thread."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from bivouac.desktop.desk import Desk
from bivouac.desktop.tasks import Task
from bivouac.errors import LineError, RefusedError
from bivouac.sync.store.device import Device
from bivouac.sync.store.library import Library
from bivouac.sync.store.people import Campus

if TYPE_CHECKING:
    from bivouac.sync.exchange.client import HubClient
    from bivouac.sync.protocol.line import Line
    from bivouac.sync.protocol.nearby import Nearby

T = TypeVar("T")
_LOOK_SECONDS = 3.0
_SEARCH_SECONDS = 30.0
"""For trying what was found: strangers who announce the campus's name at dead addresses must not hold a laptop up."""

_SEARCH_EVERY = 60.0
searched: dict[str, float] = {}
"""Campus to when it was looked for last; emptied when the network is another."""

_searching = threading.Lock()
_MOST_SHOWN, _MOST_URLS = 6, 8
_HEALTH_BYTES = 4096


def at_hub(library: Library, campus: Campus, learner: str, work: Callable[[HubClient], T]) -> T:
    """Run `work` with the hub of the campus, as `on_line` does with the line to it."""
    from bivouac.sync.exchange.client import HubClient  # the network is loaded when it is first needed

    return on_line(library, campus, learner, lambda line: work(HubClient(line, library.device().sign)))


def on_line(library: Library, campus: Campus, learner: str, work: Callable[[Line], T]) -> T:
    """Run `work` with a line to the first of the campus's addresses that answers, in the learner's name.

    A campus that answers at none of them may have moved: it is looked for on this network, and its new address is kept.

    Raises:
        LineError: none answers. RefusedError: the hub says no.
    """
    silent: LineError | None = None
    for url in campus.urls:
        try:
            with _line_to(library, campus, learner, url) as line:
                return work(line)
        except LineError as error:
            silent = silent or error
    if moved := _found_again(campus):
        library.people.keep_urls(campus.id, (moved, *campus.urls)[:_MOST_URLS])
        with _line_to(library, campus, learner, moved) as line:
            return work(line)
    raise silent or LineError("The hub cannot be reached just now. Bivouac will try again later.")


def look_around(desk: Desk) -> Task[list[Nearby]]:
    """The campuses that announce themselves on this network; what is known so far is reported on the way."""

    def work(task: Task[list[Nearby]]) -> list[Nearby]:
        from bivouac.sync.protocol.nearby import look

        found: dict[str, Nearby] = {}
        for one in look(_LOOK_SECONDS):
            task.check()
            if one.hub not in found and len(found) < _MOST_SHOWN:
                found[one.hub] = one
                desk.tasks.report(task, sorted(found.values(), key=lambda each: (each.name, each.hub)))
        return sorted(found.values(), key=lambda each: (each.name, each.hub))

    return desk.tasks.background(work)


def _found_again(campus: Campus) -> str | None:
    """Where else on this network the campus's hub answers. Whoever says that it does has to show its certificate, and is told nothing."""
    lately = time.monotonic() - searched.get(campus.id, -math.inf) < _SEARCH_EVERY
    if not campus.certificate or lately or not _searching.acquire(blocking=False):
        return None  # whoever waits for an answer is not kept by a search that others have just made in vain
    try:
        return _search(campus)
    finally:
        searched[campus.id] = time.monotonic()
        _searching.release()


def _search(campus: Campus) -> str | None:
    from bivouac.sync.protocol.line import der_of
    from bivouac.sync.protocol.nearby import fingerprint_of, look

    seal, tried = fingerprint_of(der_of(campus.certificate)), set(campus.urls)
    end = time.monotonic() + _SEARCH_SECONDS
    for one in look(_LOOK_SECONDS):
        for url in one.urls:
            if one.hub == campus.id and one.fingerprint == seal and url not in tried and time.monotonic() < end:
                tried.add(url)
                if _is_at(campus, url):
                    return url
    return None


def _is_at(campus: Campus, url: str) -> bool:
    """Whether the campus's hub answers at an address, asked without saying who asks."""
    from bivouac.sync.protocol.line import Line

    line = Line(url, campus.certificate)
    try:
        return line.ask("GET", "v1/health", limit=_HEALTH_BYTES).status == 200
    except LineError:
        return False
    finally:
        line.close()


@contextmanager
def _line_to(library: Library, campus: Campus, learner: str, url: str) -> Iterator[Line]:
    """A line to one address of the campus, in the learner's name and in that of this computer as it is now."""
    from bivouac.sync.protocol.line import Line

    token, of = library.people.token(learner)
    device = library.device()
    old = of or [device.id, *device.former][-1]
    if token and old not in (
        device.id,
        *device.former,
    ):  # both files of the identity were damaged: nobody can sign for it
        raise RefusedError(
            "This computer's name at the campus is lost. Your work waits here: ask the campus staff for a code for your own account, and join the campus again with it."
        )
    if token and old != device.id:
        token = _succeed(Line(url, campus.certificate, token), device, old)
        library.people.keep_token(learner, token, device.id)
    line = Line(url, campus.certificate, token)
    try:
        yield line
    finally:
        line.close()


def _succeed(line: Line, device: Device, old: str) -> str:
    """Tell the hub who this computer is now; its answer may have been lost before, and then it is told again."""
    from bivouac.sync.exchange import join
    from bivouac.sync.exchange.client import HubClient

    try:
        client = HubClient(line, partial(device.sign_as, old))
        return join.succeed(client, old=old, new=device.id, public_key=device.public_key(), sign=device.sign)
    finally:
        line.close()
