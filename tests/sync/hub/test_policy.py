"""Who may do what: every role on every route and on every kind of stream. What the table does not grant is refused."""

from __future__ import annotations

import contextlib
import http.client
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec
import pytest

from bivouac.sync.hub.joining import Offer
from bivouac.sync.hub.policy import Readers
from bivouac.sync.hub.storage import Session
from bivouac.sync.journal.acts import Posted, Reached
from bivouac.sync.journal.clock import Reading
from bivouac.sync.journal.feeds import campus_stream, cohort_stream, feed_name, learner_stream
from bivouac.sync.journal.record import make_record
from bivouac.sync.protocol import messages, signing
from bivouac.sync.protocol.carried import Carried, pack
from bivouac.sync.protocol.messages import MEDIA_TYPE, Exchange, Exchanged, Offered, Refusal
from bivouac.sync.protocol.pages import encode_page
from bivouac.sync.protocol.signing import sign_page
from tests.sync.campus import Campus, Laptop

ROLES = (
    "awa",  # the learner whose work it is, in the class
    "classmate",
    "stranger",  # another learner of the campus
    "teacher",  # of the class
    "other teacher",
    "staff",
    "administrator",
    "hub",  # below: its campus is another
    "shut out",  # Awa's other laptop, which was stolen
    "nobody",
)

# What each may do with Awa's own stream, the class's, the campus's, and those of the campus below: r(ead), w(rite), c(arry).
STREAMS: dict[str, dict[str, str]] = {
    "awa": {"learner": "w", "cohort": "w"},
    "classmate": {"cohort": "w"},
    "stranger": {},
    "teacher": {"learner": "r", "cohort": "w"},
    "other teacher": {"another class": "w"},
    "staff": {"learner": "r"},
    "administrator": {"learner": "r", "learner below": "r"},
    "hub": {"campus below": "c", "learner below": "c", "cohort below": "c"},
    "shut out": {},
    "nobody": {},
}
SIGNED_IN = set(ROLES) - {"shut out", "nobody"}


@dataclass
class School:
    """A hub with people in every role."""

    campus: Campus
    laptops: dict[str, Laptop]
    streams: dict[str, str]

    def token(self, role: str) -> str:
        return self.laptops[role].joined.token if role in self.laptops else "no token"

    def ask(self, method: str, path: str, role: str, body: bytes = b"") -> tuple[int, bytes]:
        laptop = self.laptops.get(role)
        headers = {"Authorization": f"Bearer {self.token(role)}", "Content-Type": MEDIA_TYPE}
        if laptop:
            headers[signing.HEADER] = signing.header_of(laptop.device.sign(body))
        connection = http.client.HTTPConnection("127.0.0.1", self.campus.port, timeout=20)
        connection.request(method, path, body or None, headers)
        response = connection.getresponse()
        content = response.read()
        connection.close()
        return response.status, content

    def exchange(self, role: str, offered: Offered) -> Exchanged | Refusal:
        body = messages.encode(Exchange([offered], some=True))
        status, content = self.ask("POST", "/v1/exchange", role, body)
        return messages.decode(content, Exchanged if status == 200 else Refusal)


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    folder = tmp_path_factory.mktemp("school")
    campus, below = Campus(folder / "hub"), Campus(folder / "below", name="Below")
    below.join(campus)
    laptops = {}

    def join(role: str, kind: str = "learner", at: Campus = campus, learner: str | None = None) -> Laptop:
        code = at.code(Offer(role=kind, learner=learner))  # type: ignore[arg-type]
        laptops[role] = Laptop(folder / role.replace(" ", "-"), at.url, code, name=role)
        return laptops[role]

    awa = join("awa")
    for role in ("classmate", "stranger"):
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
        storage.keep_member(other.id, laptops["other teacher"].joined.learner, "teacher")
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
    made = School(campus, laptops, streams)
    made.laptops["hub"] = _hub_as_laptop(below)
    yield made
    for laptop in laptops.values():
        laptop.close()
    for hub in (campus, below):
        hub.stop()


def _hub_as_laptop(below: Campus) -> Laptop:
    """What the hub below asks with."""
    upstream = msgspec.json.decode((below.hub.folder / "upstream.json").read_bytes())
    from bivouac.sync.store.device import open_device

    laptop = Laptop.__new__(Laptop)
    laptop.device = open_device(below.hub.folder)
    laptop.joined = messages.Joined(below.hub.settings.id, "Below", "hub", upstream["token"], "", "x")
    laptop.close = lambda: None  # type: ignore[method-assign]
    return laptop


@pytest.mark.parametrize("role", ROLES)
def test_reading(school: School, role: str) -> None:
    for kind, stream in school.streams.items():
        answer = school.exchange(role, Offered(stream, {}))
        granted = STREAMS[role].get(kind, "")
        if granted:
            assert isinstance(answer, Exchanged), f"{role} reads {kind}"
            (handed,) = answer.streams
            assert not handed.gone and handed.pages, f"{role} reads {kind}"
        else:
            refused = isinstance(answer, Refusal) or [one.gone for one in answer.streams] == [True]
            assert refused, f"{role} must not read {kind}"
            assert isinstance(answer, Refusal) or not answer.streams[0].pages


@pytest.mark.parametrize("role", ROLES)
def test_writing(school: School, role: str) -> None:
    """A page of one's own, in every stream: kept where that is granted and nowhere else."""
    laptop = school.laptops.get(role)
    if laptop is None:
        return
    for kind, stream in school.streams.items():
        granted = STREAMS[role].get(kind, "")
        before = held(school, stream)
        feed = feed_name(stream, laptop.device.id, laptop.joined.learner)
        act = Posted("p1", "hello") if stream.startswith("cohort") else Reached(5)
        record = make_record(stream, feed, 1, Reading(1 << 30, 5), "c", "a", act)
        page = sign_page(encode_page([record]), laptop.device.sign)
        if role == "hub":
            page = pack(Carried(feed, 1, 1, page))
        answer = school.exchange(role, Offered(stream, {}, [page]))
        kept = held(school, stream).get(feed, 0) > before.get(feed, 0)
        if granted == "w" and feed not in before:
            assert kept, f"{role} writes in {kind}: {answer}"
        else:
            assert not kept, f"{role} must not write in {kind}"


def test_nobody_writes_in_anothers_name(school: School) -> None:
    """Not the classmate on their own laptop, not the hub below, not with a signature of their own."""
    awa, classmate = school.laptops["awa"], school.laptops["classmate"]
    stream = school.streams["cohort"]
    for feed in (
        feed_name(stream, classmate.device.id, awa.joined.learner),
        feed_name(stream, awa.device.id, awa.joined.learner),
        feed_name(stream, classmate.device.id, f"hub{school.campus.hub.settings.id}"),
    ):
        record = make_record(stream, feed, 1, Reading(1 << 30, 5), "", "", Posted("p2", "forged"))
        page = sign_page(encode_page([record]), classmate.device.sign)
        before = held(school, stream)
        assert isinstance(school.exchange("classmate", Offered(stream, {}, [page])), Refusal), feed
        assert held(school, stream) == before
    stream = school.streams["learner below"]
    feed = school.laptops["down"].device.id
    record = make_record(stream, feed, 2, Reading(1 << 30, 5), "", "", Reached(9))
    page = pack(Carried(feed, 2, 2, sign_page(encode_page([record], b"xxxxx"), school.laptops["hub"].device.sign)))
    before = held(school, stream)
    assert isinstance(school.exchange("hub", Offered(stream, {}, [page])), Refusal)
    assert held(school, stream) == before


def held(school: School, stream: str) -> dict[str, int]:
    with contextlib.closing(school.campus.hub.storage()) as storage:
        return storage.feeds(stream)


ROUTES: dict[tuple[str, str], Callable[[str], bool]] = {
    ("GET", "/v1/health"): lambda role: True,
    ("GET", "/schema/openapi.json"): lambda role: True,
    ("GET", "/"): lambda role: True,
    ("GET", "/metrics"): lambda role: True,  # from the hub's own machine, where these tests are
    ("GET", "/v1/catalogue"): SIGNED_IN.__contains__,
    ("GET", "/v1/hub"): SIGNED_IN.__contains__,
    ("GET", "/v1/lock"): SIGNED_IN.__contains__,
    ("POST", "/v1/invite"): SIGNED_IN.__contains__,
    ("GET", "/content/index.json"): SIGNED_IN.__contains__,
}


@pytest.mark.parametrize("role", ROLES)
def test_routes(school: School, role: str) -> None:
    for (method, path), open_to in ROUTES.items():
        status, _ = school.ask(method, path, role)
        assert (status == 200) if open_to(role) else (status == 401), f"{role} at {path}"


def test_passwords(school: School) -> None:
    """Everybody chooses their own and nobody another's; the hash goes to the person's own computers alone."""
    hashes = {}
    for role in ROLES:
        body = messages.encode(messages.NewPassword(f"the word of {role}"))
        status, content = school.ask("POST", "/v1/password", role, body)
        assert status == (401 if role not in SIGNED_IN else 403 if role == "hub" else 200), role
        if status == 200:
            hashes[role] = messages.decode(content, messages.Lock).hashed
    for role in SIGNED_IN:
        status, content = school.ask("GET", "/v1/lock", role)
        assert status == 200 and messages.decode(content, messages.Lock).hashed == hashes.get(role, ""), role


def test_every_route_is_in_the_table(school: School) -> None:
    routes = {route.path for route in school.campus._server.config.app.routes}
    tried = {path for _, path in ROUTES} | {"/content"}
    let_in_by_proof = {"/v1/hello", "/v1/join", "/v1/sign-in", "/v1/password", "/v1/device", "/v1/exchange"}
    assert routes == (tried - {"/content/index.json"}) | let_in_by_proof


@pytest.mark.parametrize(
    ("readers", "role", "reads"),
    [
        (Readers(teachers=False), "teacher", False),
        (Readers(staff=False), "staff", False),
        (Readers(administrators=False), "administrator", False),
        (Readers(teachers=False, staff=False, administrators=False), "awa", True),
    ],
)
def test_the_school_says_who_reads(school: School, readers: Readers, role: str, reads: bool, tmp_path: Path) -> None:
    from bivouac.sync.hub.policy import Access, access

    laptop = school.laptops[role]
    with contextlib.closing(school.campus.hub.storage()) as storage:
        account = storage.find_account(laptop.joined.learner)
        assert account
        session = Session(account.id, account.name, account.role, account.campus, laptop.device.id, b"")
        assert (access(storage, readers, session, school.streams["learner"]) is not Access.NONE) is reads
        elsewhere = replace(session, campus="elsewhere")
        if role == "staff":
            assert access(storage, Readers(), elsewhere, school.streams["learner"]) is Access.NONE
