"""The way to the hub of the learner's campus, for work on a network thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from bivouac.errors import LineError
from bivouac.sync.store.library import Library
from bivouac.sync.store.people import Campus

if TYPE_CHECKING:
    from bivouac.sync.exchange.client import HubClient
    from bivouac.sync.protocol.line import Line

T = TypeVar("T")


def at_hub(library: Library, campus: Campus, learner: str, work: Callable[[HubClient], T]) -> T:
    """Run `work` with the first of the campus's addresses that answers.

    Raises:
        LineError: none answers. RefusedError: the hub says no.
    """
    from bivouac.sync.exchange.client import HubClient  # the network is loaded when it is first needed

    silent: LineError | None = None
    for url in campus.urls:
        try:
            with line_to(library, campus, learner, url) as line:
                return work(HubClient(line, library.device().sign))
        except LineError as error:
            silent = silent or error
    raise silent or LineError("The hub cannot be reached just now. Bivouac will try again later.")


@contextmanager
def line_to(library: Library, campus: Campus, learner: str, url: str) -> Iterator[Line]:
    """A line to one address of the campus, in the learner's name."""
    from bivouac.sync.protocol.line import Line

    line = Line(url, campus.certificate, library.people.token(learner))
    try:
        yield line
    finally:
        line.close()
