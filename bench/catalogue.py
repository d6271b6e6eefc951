"""What a list of ten thousand courses costs a laptop: the first time, when nothing is new, when one course changed; told whole beside it.

The hub is a process of its own; a relay counts the bytes. What the school signs (TUF) is measured as well.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from contextlib import closing
from typing import NamedTuple

import msgspec

from bench.campus import Laptop, let_in, make_hub, serving
from bench.courses import put_manifest
from bench.deeds import memory_of
from bench.figures import Figure, Run, stopwatch
from bench.processes import peak_megabytes
from bench.relay import Relay, relay_to
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.version import read_version
from bivouac.courses.bundle.write import write_course
from bivouac.courses.draft import CourseDraft, LessonDraft, ModuleDraft
from bivouac.courses.model import Page
from bivouac.sync.catalogue.files import newest_root
from bivouac.sync.catalogue.repository import Repository
from bivouac.sync.catalogue.trusted import TrustedCatalogue
from bivouac.sync.exchange.catalogue import NOTHING
from bivouac.sync.exchange.client import HubClient
from bivouac.sync.protocol.line import Line
from bivouac.sync.protocol.messages import Catalogue
from bivouac.sync.store.device import open_device
from bivouac.sync.transfer.signed import refresh_over
from bivouac.sync.transfer.web import HUB_CONTENT, WebSource

_PASSPHRASE = "a tent in the rain"


class _Cost(NamedTuple):
    requests: int
    bytes: int
    seconds: float


def measure(run: Run) -> list[Figure]:
    """The plain list first, then what is signed."""
    count = run.size(10_000, 60)
    hub = make_hub(run.folder / "hub")
    layout = hub.layout()
    _write(layout, range(1, count), "1")
    laptop = let_in(hub, run.folder, 1)[0]
    with serving(hub) as (child, port), relay_to(port) as relay:
        line = Line(f"http://127.0.0.1:{relay.port}", token=laptop.token)
        with closing(line):
            figures = _plain(layout, laptop, line, relay, count)
            memory = memory_of("list_courses", f"http://127.0.0.1:{port}", laptop.token, laptop.folder)
            what = f"memory of the laptop’s process that takes in a list of {count:,} courses, at most (RSS)"
            figures.append(Figure("catalogue", what, memory.most, "MB", note=memory.note()))
            figures.append(
                Figure("catalogue", "memory of the hub by then, at most (RSS)", peak_megabytes(child.pid), "MB")
            )
            return [*figures, *_signed(run, layout, line, relay, count)]


def _plain(layout: Layout, laptop: Laptop, line: Line, relay: Relay, count: int) -> list[Figure]:
    client = HubClient(line, open_device(laptop.folder).sign)
    held = NOTHING

    def visit() -> Catalogue | None:
        nonlocal held
        found = client.catalogue(held)
        held = found or held
        return found

    first_read = _cost(relay, visit)
    assert len(held.courses) == count, "the whole list"
    held = NOTHING
    first = _cost(relay, visit)
    nothing = _cost(relay, visit)
    _write(layout, range(1, 2), "2")
    changed = _cost(relay, visit)
    assert "2" in {one.version for one in held.courses}, "the change came"
    whole = _cost(relay, lambda: line.ask("GET", "v1/catalogue", limit=64 << 20))
    title = f"a list of {count:,} courses"
    return [
        _figure(f"{title}, first visit", first, f"{first_read.seconds:.1f} s when the hub has to read them first"),
        _figure(f"{title}, nothing new", nothing),
        _figure(
            f"{title}, one course new",
            changed,
            f"told whole {whole.bytes / 1000:,.0f} kB: {changed.bytes / whole.bytes:.4f} x; the hub reads what changed within these seconds",
        ),
    ]


def _signed(run: Run, layout: Layout, line: Line, relay: Relay, count: int) -> list[Figure]:
    """The school's signed catalogue, refreshed as a laptop does."""
    with stopwatch() as signing:
        school = Repository.create(layout, run.folder / "keys", _PASSPHRASE)
        school.publish()
    trusted = TrustedCatalogue(run.folder / "trusted")
    trusted.begin(newest_root(layout.folder))
    source = WebSource(line, HUB_CONTENT)

    def refresh() -> object:
        return refresh_over(trusted, source, lambda: datetime.datetime.now(datetime.UTC))

    first, nothing = _cost(relay, refresh), _cost(relay, refresh)
    _write(layout, range(1, 2), "3")
    school.publish()
    changed = _cost(relay, refresh)
    title = f"the signed catalogue of {count:,} courses"
    return [
        _figure(f"{title}, first visit", first, f"signing them took {signing():.0f} s"),
        _figure(f"{title}, nothing new", nothing),
        _figure(f"{title}, one course new", changed, f"of the whole {changed.bytes / first.bytes:.3f} x"),
    ]


def _cost(relay: Relay, deed: Callable[[], object]) -> _Cost:
    relay.reset()
    with stopwatch() as seconds:
        deed()
    return _Cost(relay.requests, relay.up + relay.down, seconds())


def _figure(what: str, cost: _Cost, note: str = "") -> Figure:
    plural = "request" if cost.requests == 1 else "requests"
    told = f"{cost.requests} {plural}, {cost.seconds:.2f} s" + (f"; {note}" if note else "")
    return Figure("catalogue", what, cost.bytes / 1000, "kB", note=told)


def _write(layout: Layout, numbers: range, version: str) -> None:
    """Courses of one page; they differ in id and title, so each has a description and a manifest of its own."""
    page = Page(id="page", title="Part 1", file="page.html")
    lesson = LessonDraft("lesson", "First steps", files={"page.html": b"<h1>Part 1</h1>"})
    lesson.activities = [page]
    module = ModuleDraft("module", "Beginning", lessons=[lesson])
    draft = CourseDraft("course-0", "Project management", "en", modules=[module])
    model = read_version(layout, write_course(draft, layout))
    references = {}
    for number in numbers:
        title = f"{('Project management', 'Négocier et convaincre', '供应链管理')[number % 3]} {number}"
        summary = f"What course {number} is about, in a sentence as long as such sentences are, for people who choose."
        course = msgspec.structs.replace(
            model.course, id=f"course-{number}", title=title, summary=summary, version=version
        )
        references[course.id] = put_manifest(layout, course, list(model.manifest.layers))
    layout.switch(references)
