"""The way to the hubs above the learner's campus, while the campus is away, for work on a network thread."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from bivouac.errors import LineError, TrustError
from bivouac.sync.store.library import Library
from bivouac.sync.store.people import Campus

if TYPE_CHECKING:
    from bivouac.sync.catalogue.trusted import Verified
    from bivouac.sync.protocol.passes import Bearer
    from bivouac.sync.transfer.school import SchoolSource

T = TypeVar("T")
Closed = Callable[[], LineError | None]
"""Says what speaks against using the internet just now."""


def at_school(
    library: Library, campus: Campus, learner: str, closed: Closed, work: Callable[[SchoolSource], T]
) -> T | None:
    """Run `work` with the first hub above the campus that answers, where it may be asked; None where none does, or what it says proves nothing."""
    from bivouac.sync.protocol.nearby import is_near
    from bivouac.sync.protocol.passes import read_address
    from bivouac.sync.transfer.school import SchoolSource

    bearer = bearer_of(library, learner)
    for school in filter(None, map(read_address, library.people.catalogue(campus.id).mirrors)):
        if closed() and not is_near(school.url):
            continue
        # What is wrong there is no news: it is the campus that is asked again.
        with contextlib.closing(SchoolSource(school, bearer)) as source, contextlib.suppress(LineError, TrustError):
            return work(source)
    return None


def verify_at_school(library: Library, campus: Campus, learner: str, closed: Closed) -> Verified | None:
    """What the school has signed, asked of the hubs above the campus and kept from now on; None where none says anything that proves itself."""
    from bivouac.sync.transfer.signed import refresh_over

    trusted = library.catalogue(campus.id)
    if not trusted.has_root():
        return None
    return at_school(library, campus, learner, closed, lambda source: refresh_over(trusted, source, source.heard))


def bearer_of(library: Library, learner: str) -> Bearer:
    """Who asks the school's hub: this computer, under the name by which the campus knows it."""
    from bivouac.sync.protocol.passes import Bearer

    device = library.device()
    name = library.people.token(learner)[1] or device.first
    return Bearer(learner, name, partial(device.sign_as, name))
