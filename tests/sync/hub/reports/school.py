"""A hub for tests of reports: a course with one of everything on its shelf, and acts as laptops bring them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from bivouac.courses.bundle import oci
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.pack import write_pack
from bivouac.courses.model import (
    AcceptedRange,
    AcceptedText,
    Case,
    CaseChoice,
    Choice,
    Course,
    Essay,
    Lesson,
    Matching,
    Module,
    Numerical,
    Option,
    Ordering,
    Page,
    Pair,
    Quiz,
    Rendition,
    Scene,
    ShortAnswer,
    TrueFalse,
    Video,
)
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.hub.sql import SqlStorage
from bivouac.sync.hub.storage import Segment
from bivouac.sync.journal import acts
from bivouac.sync.journal.clock import COUNTER_BITS, Reading
from bivouac.sync.journal.feeds import learner_stream, mark_of
from bivouac.sync.journal.record import Record, make_record
from bivouac.sync.protocol.pages import encode_page
from bivouac.sync.protocol.signing import sign_page
from tests.courses.bundle.conftest import WEBM, store_manifest

NOON = 1_790_000_000_000
"""2026-09-21, 14:13:20 UTC, in milliseconds."""

DEVICE = "0123456789abcdef0123"

QUESTIONS = (
    Choice(
        id="which",
        title="Which",
        prompt="<p>Which are <b>costs</b>?</p>",
        options=(Option(text="rent", share=0.5), Option(text="<p>sales</p>"), Option(text="wages", share=0.5)),
        multiple=True,
    ),
    TrueFalse(id="true", title="True", prompt="<p>Cash is king.</p>", answer=True),
    ShortAnswer(id="short", title="Short", prompt="Word?", accepted=(AcceptedText(text="margin"),)),
    Numerical(id="much", title="How much", prompt="How much?", accepted=(AcceptedRange(low=9.5, high=10.0),)),
    Matching(
        id="match",
        title="Match",
        prompt="Match.",
        pairs=(Pair(left="<p>A</p>", right="cost of sales"), Pair(left="B", right="x < y")),
        distractors=("profit",),
    ),
    Ordering(id="order", title="Order", prompt="Order.", items=("first", "second", "third")),
    Essay(id="essay", title="Essay", prompt='<p><img src="a.png"></p>'),
)

ACTS: dict[str, tuple[acts.Act, ...]] = {
    "film": (
        acts.Watched(0, 61_500),
        acts.Reached(61_500),
        acts.Completed(),
        acts.Bookmarked(9),
        acts.Bookmarked(9, False),
    ),
    "page": (
        acts.Reached(503),
        acts.Noted("n1", "My own words", 12, "the words"),
        acts.NoteRemoved("n1"),
        acts.Completed(),
    ),
    "quiz": (
        acts.Answered("which", [0, 2], 1000),
        acts.Answered("true", False, 0),
        acts.Answered("short", "", 0),
        acts.Answered("much", "9,75", 1000),
        acts.Answered("match", ["cost of sales", None], 500),
        acts.Answered("order", [2, 0, 1], 500),
        acts.Answered("essay", "Because.", -1),
        acts.Hinted("short", 1),
        acts.Reached(3),
        acts.Completed(640),
    ),
    "case": (acts.Chose("start", 0), acts.Restarted(), acts.Completed()),
}
"""Every kind of act, at the activities of the course `trade` that it belongs to."""


CLASS_ACTS: tuple[tuple[str, str, acts.Act], ...] = (
    ("trade", "page", acts.Posted("p1", "What is a margin?", title="Margins")),
    ("", "", acts.Posted("p2", "Hello everybody", title="Hello")),
    ("trade", "page", acts.Posted("p3", "What is left.", to="p1")),
    ("", "", acts.Announced("p4", "No lesson tomorrow.", "Tomorrow")),
    ("trade", "film", acts.NoteShared("p5", "My own words", 12, "the words")),
    ("trade", "page", acts.PostRemoved("p3")),
)
"""Every kind of act in a class, with its course and activity."""

COHORT = "cohort:k1"


def at_noon(after: int = 0) -> Reading:
    """A reading of a clock that is right, so many milliseconds after noon."""
    return Reading((NOON + after) << COUNTER_BITS, NOON + after)


class School:
    """A hub's folder with one learner, Awa."""

    def __init__(self, folder: Path) -> None:
        self.hub = HubFolder.create(folder, "Campus Abidjan")
        self.storage: SqlStorage = self.hub.storage()
        self.awa = self.storage.add_account("Awa Koné", "learner", "fr", 1)
        self.stream = learner_stream(self.awa.id)

    def close(self) -> None:
        self.storage.close()

    def shelve(self) -> None:
        """Put the course `trade` on the shelf."""
        store_trade(self.hub.layout())

    def bring(self, records: Sequence[Record], at: int = NOON + 3_600_000, skew: int = 0) -> None:
        """Keep records as the hub does that receives them as one page; `skew`: by how many milliseconds its clock is ahead of the laptop's."""
        first, last = records[0], records[-1]
        end = self.storage.head(first.stream, first.device)
        segment = Segment(first.seq, last.seq, sign_page(encode_page(records), lambda content: bytes(64)), skew)
        assert self.storage.append(first.stream, first.device, end, segment, mark_of(last), at)

    def records(
        self, done: Sequence[tuple[str, acts.Act]], device: str = DEVICE, first: int = 1, stream: str = ""
    ) -> list[Record]:
        """Records of acts, each with the id of its activity, a second from each other."""
        return [
            make_record(stream or self.stream, device, seq, at_noon(seq * 1000), "trade", activity, act)
            for seq, (activity, act) in enumerate(done, first)
        ]

    def class_records(self, stream: str = COHORT) -> list[Record]:
        """Of each kind that Awa writes to her class."""
        feed = f"{DEVICE}.{self.awa.id}"
        return [
            make_record(stream, feed, seq, at_noon(seq * 1000), course, activity, act)
            for seq, (course, activity, act) in enumerate(CLASS_ACTS, 1)
        ]

    def everything(self) -> list[Record]:
        """A record of each kind in her own stream, known and unknown."""
        records = self.records([(activity, act) for activity, some in ACTS.items() for act in some])
        at = len(records) + 1
        body = b"\x93\x01\xc4\x02\xff\xfe\x81\xa1k\xcb\x7f\xf8\x00\x00\x00\x00\x00\x00"  # [1, bytes, {"k": NaN}]
        return [*records, Record(self.stream, DEVICE, at, NOON << COUNTER_BITS, "juggled", "trade", "film", body, NOON)]

    def pages(self, number: int, device: str = DEVICE) -> list[Record]:
        """That many records of reading."""
        return self.records([("page", acts.Reached(at % 1000)) for at in range(number)], device)


def store_trade(layout: Layout) -> oci.Descriptor:
    """A course with a film, a page, a quiz with every type of question, and a case."""
    target = io.BytesIO()
    write_pack({"page.html": b"<h1>Read</h1>"}, target)
    pack, film = target.getvalue(), WEBM + b"film"
    activities = (
        Video(
            id="film",
            title="Le film",
            duration=123.4567,
            renditions=(Rendition(name="240p", blob=oci.digest_of(film), size=len(film), height=240),),
        ),
        Page(id="page", title="La page", file="page.html"),
        Quiz(id="quiz", title="Le quiz", questions=QUESTIONS),
        Case(
            id="case",
            title="Le cas",
            scenes=(
                Scene(id="start", title="Start", text="x", choices=(CaseChoice(text="<b>Sell</b>", to="end"),)),
                Scene(id="end", title="End", text="y"),
            ),
        ),
    )
    lesson = Lesson(id="l1", title="La leçon", activities=activities, pack=oci.digest_of(pack), pack_size=len(pack))
    modules = (Module(id="m", title="M", lessons=(lesson,)),)
    course = Course(id="trade", title="Commerce", language="fr", modules=modules)
    return store_manifest(layout, course, [(oci.PACK, pack), (oci.FILM, film)])
