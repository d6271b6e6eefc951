"""The way to the hub of the learner's campus, for work on a network thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from bivouac.errors import LineError, RefusedError
from bivouac.sync.store.device import Device
from bivouac.sync.store.library import Library
from bivouac.sync.store.people import Campus

if TYPE_CHECKING:
    from bivouac.sync.exchange.client import HubClient
    from bivouac.sync.protocol.line import Line

T = TypeVar("T")


def at_hub(library: Library, campus: Campus, learner: str, work: Callable[[HubClient], T]) -> T:
    """Run `work` with the hub of the campus, as `on_line` does with the line to it."""
    from bivouac.sync.exchange.client import HubClient  # the network is loaded when it is first needed

    return on_line(library, campus, learner, lambda line: work(HubClient(line, library.device().sign)))


def on_line(library: Library, campus: Campus, learner: str, work: Callable[[Line], T]) -> T:
    """Run `work` with a line to the first of the campus's addresses that answers, in the learner's name.

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
    raise silent or LineError("The hub cannot be reached just now. Bivouac will try again later.")


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
