"""The way to the hub of the learner's campus, for work on a network thread."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from bivouac.desktop.desk import Desk
from bivouac.desktop.tasks import Task
from bivouac.errors import LineError, RefusedError, StrangerError
from bivouac.sync.protocol.nearby import Lookout, Nearby, fingerprint_of
from bivouac.sync.store.library import Library
from bivouac.sync.store.people import Campus

if TYPE_CHECKING:
    from bivouac.sync.exchange.client import HubClient
    from bivouac.sync.protocol.line import Line

log = logging.getLogger(__name__)

T = TypeVar("T")
_LOOK_SECONDS = 3.0
_KEPT, _KEPT_SHORTLY = 60.0, 5.0
"""Seconds for which a look around counts: for a campus that does not answer; for who wants to see which are here."""

_TRY_SECONDS, _QUICK_SECONDS, _LONG_SECONDS = 3.0, 4.0, 30.0
"""To reach one address that was heard; for all of them, while somebody waits for an answer, and while nobody does: strangers may announce
the campus's name at dead addresses."""

lookout = Lookout(_LOOK_SECONDS)
_in_vain: dict[tuple[str, str], float] = {}
"""Campus and address to until when (monotonic) it is not tried there again."""

_MOST_SHOWN, _MOST_URLS = 6, 8
_HEALTH_BYTES = 4096


def at_hub(library: Library, campus: Campus, learner: str, work: Callable[[HubClient], T]) -> T:
    """Run `work` with the hub of the campus, as `on_line` does with the line to it."""
    from bivouac.sync.exchange.client import HubClient  # the network is loaded when it is first needed

    return on_line(library, campus, learner, lambda line: work(HubClient(line, library.device().sign)))


def on_line(library: Library, campus: Campus, learner: str, work: Callable[[Line], T]) -> T:
    """Run `work` with a line to the first of the campus's addresses that answers, in the learner's name.

    A campus that answers at none of them may have moved: if it was heard of on this network, it is asked there, and its new address is
    kept. Nobody waits for a look around, which begins here; what it finds is for the next who ask, and for `find_again`.
    Where another certificate is shown the hub may have a new one, which it proves by a key that it had.

    Raises:
        LineError: none answers. RefusedError: the hub says no.
    """
    silent: LineError | None = None
    strange = list[str]()
    known = library.people.campus(campus.id) or campus  # it may have moved since the session began
    for url in known.urls:
        try:
            with _line_to(library, known, learner, url) as line:
                return work(line)
        except LineError as error:
            silent = silent or error
            strange += [url] if isinstance(error, StrangerError) else []
    if again := _under_another_certificate(library, known, strange) or (
        known.certificate and _moved_to(library, known, lookout.so_far(_KEPT), _QUICK_SECONDS)
    ):
        with _line_to(library, library.people.campus(known.id) or known, learner, again) as line:
            return work(line)
    raise silent or LineError("The hub cannot be reached just now. Bivouac will try again later.")


def find_again(desk: Desk, campus: Campus) -> Task[bool]:
    """Look around for a campus that answers nowhere; whether it was found at an address of this network, which is kept."""

    def work(task: Task[bool], library: Library) -> bool:
        known = library.people.campus(campus.id)
        if known is None or not known.certificate:
            return False
        return _moved_to(library, known, lookout.until_the_end(_KEPT), _LONG_SECONDS) is not None

    return desk.tasks.with_library(work)


def look_around(desk: Desk) -> Task[list[Nearby]]:
    """The campuses that announce themselves on this network; what is known so far is reported on the way."""

    def work(task: Task[list[Nearby]]) -> list[Nearby]:
        found: dict[str, Nearby] = {}
        for one in lookout.until_the_end(_KEPT_SHORTLY):
            task.check()
            if one.hub not in found and len(found) < _MOST_SHOWN:
                found[one.hub] = one
                desk.tasks.report(task, sorted(found.values(), key=lambda each: (each.name, each.hub)))
        return sorted(found.values(), key=lambda each: (each.name, each.hub))

    return desk.tasks.background(work)


def forget_the_network() -> None:
    """It is another than before: who was heard on the old one, and who was not, says nothing any more."""
    lookout.forget()
    _in_vain.clear()


def _moved_to(library: Library, campus: Campus, heard: Iterable[Nearby], seconds: float) -> str | None:
    """Where else the campus's hub answers, of what was heard. Whoever says that it does has to show its certificate, or to prove another one, and is
    told nothing."""
    from bivouac.sync.protocol.line import der_of

    seal, end = fingerprint_of(der_of(campus.certificate)), time.monotonic() + seconds
    said = ((url, one.fingerprint == seal) for one in heard if one.hub == campus.id for url in one.urls)
    for url, shows_it in said:
        if url in campus.urls or time.monotonic() > end:
            continue
        is_it = partial(_is_at, campus) if shows_it else partial(_proves_another, library, campus)
        if _once_in_a_while(campus, url, is_it):
            library.people.keep_urls(campus.id, (url, *campus.urls)[:_MOST_URLS])
            return url
    return None


def with_another_certificate(library: Library, campus: Campus) -> Campus | None:
    """The campus as it is known now, where its hub answers at one of its addresses with a certificate that is believed from now on."""
    url = _under_another_certificate(library, campus, campus.urls)
    return library.people.campus(campus.id) if url else None


def _under_another_certificate(library: Library, campus: Campus, strange: Iterable[str]) -> str | None:
    """Where the hub answers with a certificate that is believed from now on, of the addresses at which another was shown."""
    proves = partial(_proves_another, library, campus)
    return next((url for url in strange if _once_in_a_while(campus, url, proves)), None)


def _once_in_a_while(campus: Campus, url: str, is_it: Callable[[str], bool]) -> bool:
    """Whether the campus's hub is at an address; not asked again for a while where it was not."""
    if time.monotonic() < _in_vain.get((campus.id, url), 0.0):
        return False
    if is_it(url):
        return True
    _in_vain[campus.id, url] = time.monotonic() + _KEPT
    return False


def _proves_another(library: Library, campus: Campus, url: str) -> bool:
    """Whether the hub at an address proves by a key of the campus's that its certificate is the campus's now, asked without saying who asks."""
    from bivouac.sync.exchange import join

    try:
        certificate, word = join.hear_word(url, _TRY_SECONDS)
    except (LineError, RefusedError):
        return False
    if not certificate or not library.people.is_proved(campus.id, word):
        return False
    library.people.keep_certificate(campus.id, certificate)
    log.info("“%s” has another certificate, and proved by its key that it is the same", campus.name)
    return True


def _is_at(campus: Campus, url: str) -> bool:
    """Whether the campus's hub answers at an address, asked without saying who asks."""
    from bivouac.sync.protocol.line import Line

    line = Line(url, campus.certificate)
    line.connect = _TRY_SECONDS
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
    since = device.since(of or device.first)
    if token and not since:  # both files of the identity were damaged: nobody can sign for it
        raise RefusedError(
            "This computer's name at the campus is lost. Your work waits here: ask the campus staff for a code for your own account, and join the campus again with it."
        )
    if token and len(since) > 1:
        from bivouac.sync.exchange import join

        token = join.succeed_each(
            since,
            token,
            lambda token: Line(url, campus.certificate, token),
            public_keys=device.public_keys(),
            sign_as=device.sign_as,
            keep=partial(library.people.keep_token, learner),
        )
    line = Line(url, campus.certificate, token)
    try:
        yield line
    finally:
        line.close()
