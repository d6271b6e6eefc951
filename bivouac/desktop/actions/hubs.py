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
    """A line to one address of the campus, in the learner's name."""
    from bivouac.sync.protocol.line import Line

    line = Line(url, campus.certificate, library.people.token(learner))
    try:
        yield line
    finally:
        line.close()
