"""Blobs from several places over several connections at once: who fetches what, how fast, and what happens when somebody fails.

Each flow is a thread with a connection of its own, which asks for its next bytes when it has brought the last. A place that fails is
left alone for growing pauses while others go on. The call ends when all is here, or when there is no hope left for now.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from bivouac import machine
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.part import Part
from bivouac.courses.bundle.source import damaged_blob, missing_blob
from bivouac.errors import BivouacError, LineError, RefusedError
from bivouac.sync.transfer.source import MissingError, Place, Source
from bivouac.sync.transfer.standing import Standing
from bivouac.sync.transfer.throttle import Throttle
from bivouac.sync.transfer.wanted import MOST_BLAMES, Span, Wanted, in_order, span_size
from bivouac.sync.transfer.wishes import Report, StoppedError, Wishes

_BLINK_SECONDS = 0.1
_IDLE_SECONDS = 0.5
_END_SECONDS = 1.0
_SPEED_SECONDS = 2.0
_SMALL = 64 * 1024


class Flows:
    """Brings blobs into a layout; use as a context manager.

    Args:
        folder: where they arrive.
        places: in any order; their ranks say which comes first.
        floor: bytes that stay free on the drive whatever else fills it meanwhile.
    """

    def __init__(self, layout: Layout, folder: Path, places: Sequence[Place], wishes: Wishes, floor: int = 0) -> None:
        self._layout = layout
        self._folder = folder
        self._wishes = wishes
        self._floor = floor
        self._throttle = Throttle(wishes.cap)
        self._places = [Standing(number, place) for number, place in enumerate(places)]
        self._turn = threading.Condition()
        self._wanted: list[Wanted] = []
        self._spans: list[Span] = []
        self._arrived: list[str] = []
        self._held: list[Wanted] = []
        self._failure: BaseException | None = None
        self._stopped = False
        self._began = self._looked = time.monotonic()

    def __enter__(self) -> Flows:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End all flows. One that waits for a dead line ends by itself later; it can bring nothing in any more."""
        with self._turn:
            self._stopped = True
            self._turn.notify_all()
        end = time.monotonic() + _END_SECONDS
        for thread in [one for standing in self._places for one in standing.threads]:
            thread.join(max(0.0, end - time.monotonic()))
        with self._turn:
            for wanted in self._wanted:
                if wanted.part is not None:
                    wanted.part.close()

    def bring(self, wanted: list[Wanted], here: int = 0) -> None:
        """See to it that all of these are in the layout.

        Args:
            here: bytes of the course that are here already, for the reports; 0 while nobody knows how many there are in all.

        Raises:
            StoppedError: the person wants no more. What has come stays, here and below.
            LineError: no place answers.
            RefusedError: no place lets this laptop in.
            BundleError: no place has one of them, or has it right.
            SpaceError: the disk is full.
        """
        self._begin(wanted)
        while True:
            with self._turn:
                self._turn.wait_for(lambda: self._arrived or self._failure, _BLINK_SECONDS)
                arrived, self._arrived = self._arrived, []
                failure = self._failure
                left = [one for one in wanted if not one.finished]
            for digest in arrived:
                self._wishes.on_blob(digest)
            if self._wishes.cancelled():
                raise StoppedError
            if here and (arrived or not left or time.monotonic() - self._looked > _BLINK_SECONDS):
                self._tell(wanted, here)
                machine.require_space(self._folder, 0, self._floor)
            if failure:
                raise failure
            if not left and not self._arrived:
                return
            self._look_at_places()
            self._look_at_hope()
            self._finish_held()

    # --- the caller's thread ---------------------------------------------------------------------------------------------

    def _begin(self, wanted: list[Wanted]) -> None:
        with self._turn:
            self._wanted = [one for one in wanted if not one.finished]
            self._turn.notify_all()
        self._began = time.monotonic()
        self._look_at_places()

    def _look_at_places(self) -> None:
        """Who may be asked just now, and over how many flows."""
        alone = len(self._wanted) == 1 and self._wanted[0].blob.size <= _SMALL
        for standing in self._places:
            closed = standing.place.closed()
            with self._turn:
                standing.closed = closed
                standing.allowed = standing.flows(alone, time.monotonic() - self._began)
                while len(standing.threads) < standing.allowed and not standing.out:
                    number = len(standing.threads)
                    flow = threading.Thread(target=self._run, args=(standing, number), name="download", daemon=True)
                    standing.threads.append(flow)
                    flow.start()

    def _look_at_hope(self) -> None:
        """Whether what is wanted can still come, now or from elsewhere; raise when it cannot."""
        with self._turn:
            for wanted in list(self._wanted):
                asked = [one for one in self._places if one.refused is None]
                nobody = asked and all(one.number in wanted.lacking for one in asked)
                if nobody and not wanted.opening and not self._in_flight(wanted):
                    self._turn_to_another(wanted)
            hopeful = [one for one in self._places if not one.out and one.quiet <= len(self._wishes.waits)]
            if self._wanted and not hopeful:
                raise self._hopeless()

    def _turn_to_another(self, wanted: Wanted) -> None:
        if wanted.wrong:
            raise damaged_blob(wanted.blob.digest)
        if not wanted.others and not wanted.spare:
            raise missing_blob(wanted.blob.digest)
        if wanted.part is not None:
            wanted.part.close()
        if not wanted.others:
            self._finished(wanted)
            return
        wanted.turn_to(wanted.others.pop(0))
        if self._layout.size(wanted.blob.digest) == wanted.blob.size:
            self._finished(wanted)
        self._turn.notify_all()

    def _hopeless(self) -> BivouacError:
        troubles = [one.trouble for one in self._places if one.trouble is not None and one.refused is None]
        reasons = [one.closed for one in self._places if one.closed is not None]
        refusals = [one.refused for one in self._places if one.refused is not None]
        return next(iter([*troubles, *reasons, *refusals]), _nothing_comes())

    def _finish_held(self) -> None:
        """On Windows a film that is being watched cannot be given its name before it is closed."""
        with self._turn:
            held, self._held = self._held, []
        for wanted in held:
            self._finish(wanted)

    def _tell(self, wanted: list[Wanted], here: int) -> None:
        now = time.monotonic()
        passed, self._looked = max(0.001, now - self._looked), now
        paid = 0
        with self._turn:
            for standing in self._places:
                new, standing.told = standing.taken - standing.told, standing.taken
                paid += 0 if standing.place.near else new
                standing.speed += (new / passed - standing.speed) * min(1.0, passed / _SPEED_SECONDS)
            done = sum(_done(one) for one in wanted)
            places = {self._places[one.place].place.name: None for one in self._spans if one.at > one.start}
        total = here + sum(one.blob.size for one in wanted)
        speed = sum(one.speed for one in self._places)
        self._wishes.progress(Report(min(here + done, total), total, speed, tuple(places), paid))

    # --- a flow's thread -------------------------------------------------------------------------------------------------

    def _run(self, standing: Standing, number: int) -> None:
        try:
            source = standing.place.connect()
            with contextlib.closing(source):
                speed = 0.0
                while (span := self._next(standing, number, span_size(speed))) is not None:
                    self._fetch(standing, source, span)
                    speed = span.speed
        except BaseException as error:  # noqa: BLE001 (whatever it is, the caller raises it)
            with self._turn:
                self._failure = self._failure or error
                self._turn.notify_all()

    def _next(self, standing: Standing, number: int, most: int) -> Span | None:
        """What to fetch, once there is something and the place may be asked; none when the flow is to end."""
        while True:
            with self._turn:
                if self._stopped or self._failure:
                    return None
                wait = standing.resume - time.monotonic()
                if number < standing.allowed and not standing.out and wait <= 0:
                    found = self._choose(standing, most)
                    if isinstance(found, Span):
                        self._spans.append(found)
                        return found
                    if found is not None:
                        found.opening = True
                else:
                    found = None
                if found is None:
                    self._turn.wait(min(_IDLE_SECONDS, wait) if wait > 0 else _IDLE_SECONDS)
                    continue
            self._open(found)

    def _choose(self, standing: Standing, most: int) -> Span | Wanted | None:
        """A span, or something on the list that has to be opened first, or of which to see what is here already."""
        me = standing.number
        for wanted in in_order(self._wanted, self._wishes.first()):
            if wanted.opening or me in wanted.lacking or self._is_shunned(standing, wanted):
                continue
            left = self._left_to_better(standing, wanted)
            if wanted.part is None and not left:
                return wanted
            if wanted.part is None:
                continue
            if standing.whole_only:
                wanted.reuse = None
            if wanted.may_reuse():
                return wanted
            righter = all(wanted.blames(one.number) >= wanted.blames(me) for one in self._others(wanted))
            size = wanted.blob.size if standing.whole_only else most
            if span := wanted.give(me, size, alone=righter, others=not left):
                return span
        for span in sorted(self._spans, key=lambda one: one.at - one.end):
            lacks = me in span.wanted.lacking or self._left_to_better(standing, span.wanted)
            if not standing.whole_only and not lacks and (half := span.split(me)):
                return half
        return None

    def _left_to_better(self, standing: Standing, wanted: Wanted) -> bool:
        return any(
            one.place.rank < standing.place.rank and not self._is_shunned(one, wanted) for one in self._others(wanted)
        )

    def _is_shunned(self, standing: Standing, wanted: Wanted) -> bool:
        """Whether a place has so much of a blob wrong that others are better asked."""
        blames = wanted.blames(standing.number)
        return blames >= MOST_BLAMES and any(wanted.blames(one.number) < blames for one in self._others(wanted))

    def _others(self, wanted: Wanted) -> list[Standing]:
        """The places that answer and may have a blob."""
        return [one for one in self._places if one.healthy and one.number not in wanted.lacking]

    def _open(self, wanted: Wanted) -> None:
        """See what is here of a blob; that takes time when it is much."""
        part = wanted.part
        if part is None:
            part = Part(self._folder, wanted.blob.digest, wanted.blob.size, wanted.blob.pieces)
            part.__enter__()
        elif wanted.reuse is not None:
            wanted.reuse.take(part)
        with self._turn:
            wanted.open(part)
            self._turn.notify_all()
            complete = wanted.finishing = part.complete
        if complete:
            self._finish(wanted)

    def _fetch(self, standing: Standing, source: Source, span: Span) -> None:
        """Bring one span, as far as it comes."""
        path = f"blobs/sha256/{span.wanted.blob.digest.removeprefix('sha256:')}"
        trouble: LineError | None = None
        try:
            with contextlib.closing(source.fetch(path, span.at, span.end)) as chunks:
                for chunk in filter(None, chunks):
                    if not self._land(standing, source, span, chunk):
                        break
                else:
                    trouble = _nothing_comes() if span.at == span.start else None
        except MissingError:
            with self._turn:
                span.wanted.lacking.add(standing.number)
        except LineError as error:
            trouble = error
        except RefusedError as error:
            with self._turn:
                standing.refused = error
        finally:
            with self._turn:
                self._spans.remove(span)
                span.wanted.give_back(span)
                if trouble is not None:
                    standing.look_back(span, trouble, self._wishes.waits)
                self._turn.notify_all()

    def _land(self, standing: Standing, source: Source, span: Span, chunk: bytes) -> bool:
        """Bring in what has come; false when no more of the span is wanted from this flow."""
        wanted = span.wanted
        cancelled = self._wishes.cancelled()
        with self._turn:
            self._stopped = self._stopped or cancelled
            room = span.end - span.at
            if self._stopped or standing.out or room <= 0 or wanted.part is None:
                return False
            standing.whole_only = standing.whole_only or source.whole_only
            at, piece = span.at, memoryview(chunk)[:room]
        wrong = wanted.part.land(at, piece)
        if wrong:
            wanted.part.forget(span.start, at + len(piece))  # what came with them
        with self._turn:
            wanted.came(span, len(piece))
            standing.taken += len(piece)
            standing.quiet, standing.trouble, standing.fed = 0, None, time.monotonic()
            for start, _ in wrong:
                wanted.blame(span, start)
            complete = wanted.part is not None and wanted.part.complete and not wanted.finishing
            wanted.finishing = wanted.finishing or complete
            go_on = span.at < span.end and not wrong
        if complete:
            self._finish(wanted)
        elif not standing.place.near:
            self._pause(self._throttle.took(len(piece)))
        return go_on

    def _pause(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        with self._turn:
            self._turn.wait_for(lambda: self._stopped, max(0.0, end - time.monotonic()))

    def _in_flight(self, wanted: Wanted) -> bool:
        return any(one.wanted is wanted for one in self._spans)

    def _finish(self, wanted: Wanted) -> None:
        """Give a complete blob its name."""
        assert wanted.part is not None
        try:
            wanted.part.finish(self._layout.blob_path(wanted.blob.digest))
        except PermissionError:
            with self._turn:
                self._held.append(wanted)
            return
        with self._turn:
            self._finished(wanted)
            self._arrived.append(wanted.blob.digest)
            self._turn.notify_all()

    def _finished(self, wanted: Wanted) -> None:
        wanted.finished, wanted.part = True, None
        self._wanted = [one for one in self._wanted if one is not wanted]


def _done(wanted: Wanted) -> int:
    if wanted.finished:
        return wanted.blob.size
    return wanted.part.done if wanted.part is not None else wanted.begun


def _nothing_comes() -> LineError:
    return LineError("The hub sends nothing. Bivouac will try again later; nothing that arrived is lost.")
