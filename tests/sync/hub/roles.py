"""A school with somebody in every role, whom the tests of what each may do send."""

from __future__ import annotations

import contextlib
import http.client
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from bivouac.sync.hub.joining import Offer
from bivouac.sync.hub.storage import Password
from bivouac.sync.journal.acts import Reached
from bivouac.sync.journal.feeds import campus_stream, cohort_stream, learner_stream
from bivouac.sync.protocol import messages, passwords, signing
from bivouac.sync.protocol.messages import MEDIA_TYPE, Exchange, Exchanged, Offered, Refusal
from bivouac.sync.store.device import Device, open_device
from tests.sync.campus import Campus, Laptop

ROLES = (
    "awa",  # the learner whose work it is, in the class
    "classmate",
    "stranger",  # another learner of the campus
    "teacher",  # of the class
    "other teacher",  # of another class; in this one they learn
    "staff",
    "administrator",
    "former",  # a learner who was taken out of the class
    "hub",  # below: its campus is another
    "shut out",  # Awa's other laptop, which was stolen
    "nobody",
)

SIGNED_IN = set(ROLES) - {"shut out", "nobody"}
WORD = "the word of someone"
BLOB = b"a part of a course"


@dataclass
class School:
    """A hub with people in every role."""

    campus: Campus
    laptops: dict[str, Laptop]
    streams: dict[str, str]
    code: str
    """A class's."""

    unknown: Device
    blob: str
    """The hexadecimal digest of a part of a course."""

    def token(self, role: str) -> str:
        return self.laptops[role].joined.token if role in self.laptops else "no token"

    def ask(
        self, method: str, path: str, role: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> tuple[int, bytes]:
        sent = {"Authorization": f"Bearer {self.token(role)}", "Content-Type": MEDIA_TYPE}
        sent[signing.HEADER] = signing.header_of(self.device(role).sign(body))
        connection = http.client.HTTPConnection("127.0.0.1", self.campus.port, timeout=20)
        connection.request(method, path, body or None, sent | (headers or {}))
        response = connection.getresponse()
        content = response.read()
        connection.close()
        return response.status, content

    def device(self, role: str) -> Device:
        """The computer on which somebody in that role sits; of nobody, one that nobody knows."""
        return self.laptops[role].device if role in self.laptops else self.unknown

    def reads(self, role: str, kind: str) -> bool:
        answer = self.exchange(role, Offered(self.streams[kind], {}))
        return isinstance(answer, Exchanged) and bool(answer.streams[0].pages) and not answer.streams[0].gone

    def exchange(self, role: str, offered: Offered) -> Exchanged | Refusal:
        body = messages.encode(Exchange([offered], some=True))
        status, content = self.ask("POST", "/v1/exchange", role, body)
        return messages.decode(content, Exchanged if status == 200 else Refusal)


@contextlib.contextmanager
def school_with_every_role(folder: Path) -> Iterator[School]:
    """The school: a campus with a class, one below it, and a computer that was stolen."""
    campus, below = Campus(folder / "hub"), Campus(folder / "below", name="Below")
    below.join(campus)
    laptops = {}

    def join(role: str, kind: str = "learner", at: Campus = campus, learner: str | None = None) -> Laptop:
        code = at.code(Offer(role=kind, learner=learner))  # type: ignore[arg-type]
        laptops[role] = Laptop(folder / role.replace(" ", "-"), at.url, code, name=role)
        return laptops[role]

    awa = join("awa")
    for role in ("classmate", "stranger", "former"):
        join(role)
    for role, kind in (("teacher", "teacher"), ("other teacher", "teacher"), ("staff", "staff")):
        join(role, kind)
    join("administrator", "administrator")
    join("shut out", learner=awa.joined.learner)
    down = join("down", at=below)
    with contextlib.closing(campus.hub.storage()) as storage:
        cohort, other = storage.add_cohort("Finance 1"), storage.add_cohort("Finance 2")
        for role, kind in (("awa", "learner"), ("classmate", "learner"), ("teacher", "teacher")):
            storage.keep_member(cohort.id, laptops[role].joined.learner, kind)
        for kind in ("learner", ""):
            storage.keep_member(cohort.id, laptops["former"].joined.learner, kind)
        storage.keep_member(other.id, laptops["other teacher"].joined.learner, "teacher")
        storage.keep_member(cohort.id, laptops["other teacher"].joined.learner, "learner")
        storage.shut_out(laptops["shut out"].device.id, True)
    with contextlib.closing(below.hub.storage()) as storage:
        cohort_below = storage.add_cohort("Below 1")
        storage.keep_member(cohort_below.id, down.joined.learner, "learner")
    for laptop in (awa, down):
        laptop.journal.record("c", "a", Reached(1))
        laptop.exchange()
    below.exchange()
    streams = {
        "learner": learner_stream(awa.joined.learner),
        "cohort": cohort_stream(cohort.id),
        "campus": campus_stream(campus.hub.settings.id),
        "learner below": learner_stream(down.joined.learner),
        "cohort below": cohort_stream(cohort_below.id),
        "campus below": campus_stream(below.hub.settings.id),
        "another's": learner_stream("0" * 13),
        "another class": cohort_stream(other.id),
    }
    blob = campus.hub.layout().put(BLOB).removeprefix("sha256:")
    with contextlib.closing(campus.hub.storage()) as storage:
        someone = storage.add_account("someone", "learner", "", 1)
        storage.keep_password(someone.id, Password(passwords.hash_password(WORD)))
    (folder / "unknown").mkdir()
    made = School(campus, laptops, streams, campus.code(Offer(uses=1000)), open_device(folder / "unknown"), blob)
    made.laptops["hub"] = _hub_as_laptop(below)
    yield made
    for laptop in laptops.values():
        laptop.close()
    for hub in (campus, below):
        hub.stop()


def _hub_as_laptop(below: Campus) -> Laptop:
    """What the hub below asks with."""
    upstream = msgspec.json.decode((below.hub.folder / "upstream.json").read_bytes())
    laptop = Laptop.__new__(Laptop)
    laptop.device = open_device(below.hub.folder)
    laptop.joined = messages.Joined(below.hub.settings.id, "Below", "hub", upstream["token"], "", "x")
    laptop.close = lambda: None  # type: ignore[method-assign]
    return laptop
