"""What comes in from the network, honest or not: an answer that the hub's own description announces, never a 5xx."""

from __future__ import annotations

import http.client
import json
import socket
from typing import Any

import msgspec
import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bivouac.sync.journal.acts import Noted, Reached
from bivouac.sync.journal.clock import Reading
from bivouac.sync.journal.feeds import digest_of, mark_of
from bivouac.sync.journal.record import Record, make_record
from bivouac.sync.protocol import messages, signing
from bivouac.sync.protocol.messages import (
    MAX_FIRST_REQUEST,
    MAX_REQUEST,
    MEDIA_TYPE,
    Exchange,
    Exchanged,
    Handed,
    Offered,
    Refusal,
)
from bivouac.sync.protocol.pages import decode_page, encode_page
from bivouac.sync.protocol.signing import sign_page
from tests.sync.campus import Campus, Laptop
from tests.sync.conftest import MakeLaptop


@pytest.fixture
def campus(lasting: Campus) -> Campus:
    return lasting


quick = settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)


def ask(
    campus: Campus, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
) -> tuple[int, dict[str, str], bytes]:
    """One request; the answer's status must be among those that the OpenAPI description gives for it."""
    connection = http.client.HTTPConnection("127.0.0.1", campus.port, timeout=20)
    connection.request(method, path, body, headers or {})
    response = connection.getresponse()
    content = response.read()
    connection.close()
    found = {name.lower(): value for name, value in response.getheaders()}
    _require_described(campus, method, path, response.status, found, content)
    return response.status, found, content


def _require_described(
    campus: Campus, method: str, path: str, status: int, headers: dict[str, str], content: bytes
) -> None:
    assert status < 500
    described = _description(campus)["paths"].get(path, {}).get(method.lower())
    if described:
        assert str(status) in described["responses"], f"{method} {path} answers {status}"
        kinds = described["responses"][str(status)].get("content", {})
        assert not content or headers["content-type"] in kinds
    elif status >= 400 and content:
        msgspec.json.decode(content, type=Refusal) if headers[
            "content-type"
        ] == "application/json" else messages.decode(content, Refusal)


def _description(campus: Campus) -> Any:
    if not hasattr(campus, "description"):
        connection = http.client.HTTPConnection("127.0.0.1", campus.port, timeout=20)
        connection.request("GET", "/schema/openapi.json")
        campus.description = json.loads(connection.getresponse().read())  # type: ignore[attr-defined]
        connection.close()
    return campus.description  # type: ignore[attr-defined]


def signed(laptop: Laptop, body: bytes, **changed: str) -> dict[str, str]:
    return {
        "Authorization": f"Bearer {laptop.joined.token}",
        signing.HEADER: signing.header_of(laptop.device.sign(body)),
        "Content-Type": MEDIA_TYPE,
        **{name.replace("_", "-"): value for name, value in changed.items()},
    }


def push(campus: Campus, laptop: Laptop, body: bytes, **changed: str) -> tuple[int, Any]:
    status, _, content = ask(campus, "POST", "/v1/exchange", body, signed(laptop, body, **changed))
    return status, messages.decode(content, Exchanged if status == 200 else Refusal)


def records(laptop: Laptop, first: int, last: int, value: int = 0, device: str = "") -> list[Record]:
    return [
        make_record(
            laptop.journal.stream,
            device or laptop.device.id,
            seq,
            Reading((seq + 9) << 16, seq + 9),
            "c",
            "a",
            Reached(seq + value),
        )
        for seq in range(first, last + 1)
    ]


def page_of(laptop: Laptop, wanted: list[Record], before: bytes | None = None) -> bytes:
    """A page as the laptop signs it, continuing what `records` makes unless `before` says otherwise."""
    first = wanted[0].seq
    if before is None:
        before = mark_of(records(laptop, first - 1, first - 1)[0]) if first > 1 else b""
    return sign_page(encode_page(wanted, before), laptop.device.sign)


def exchange_of(laptop: Laptop, *pages: bytes, held: dict[str, int] | None = None, stream: str = "") -> bytes:
    return messages.encode(Exchange([Offered(stream or laptop.journal.stream, held or {}, list(pages))]))


def handed(campus: Campus, laptop: Laptop, *pages: bytes) -> Handed:
    status, answer = push(campus, laptop, exchange_of(laptop, *pages))
    assert status == 200
    (found,) = answer.streams
    assert isinstance(found, Handed)
    return found


# --- the description -------------------------------------------------------------------------------------------------


def test_every_route_is_described_and_every_description_is_a_route(campus: Campus) -> None:
    paths = _description(campus)["paths"]
    for path, operations in paths.items():
        for method in operations:
            assert ask(campus, method.upper(), path.replace("{hex}", "0" * 64))[0] not in (405,), path
        assert ask(campus, "DELETE", path.replace("{hex}", "0" * 64))[0] in (401, 405)
    routes = {route.path for route in campus._server.config.app.messages.routes}
    assert routes == {path for path in paths if not path.startswith("/content/")}


def test_refusals_are_json_for_whoever_wants_that(campus: Campus) -> None:
    status, headers, content = ask(campus, "GET", "/v1/catalogue", headers={"Accept": "application/json"})
    assert (status, headers["content-type"]) == (401, "application/json")
    assert json.loads(content)["source"].startswith("The hub does not know this computer")
    status, headers, content = ask(campus, "GET", "/nothing")
    assert status == 404 and "nothing at this address" in messages.decode(content, Refusal).source


def test_answers_carry_no_needless_headers(campus: Campus, laptop_of: MakeLaptop) -> None:
    body = exchange_of(laptop_of(campus))
    _, headers, _ = ask(campus, "POST", "/v1/exchange", body)
    assert set(headers) == {"content-type", "content-length"}


# --- pushing ---------------------------------------------------------------------------------------------------------


def test_a_page_is_kept_once_whatever_overlaps(campus: Campus, laptop_of: MakeLaptop) -> None:
    laptop, me = laptop_of(campus), None
    me = laptop.device.id
    for first, last, held in ((1, 5, 5), (1, 5, 5), (3, 8, 8), (2, 4, 8), (8, 8, 8), (9, 9, 9), (1, 12, 12)):
        assert handed(campus, laptop, page_of(laptop, records(laptop, first, last))).received == {me: held}
    storage = campus.hub.storage()
    found = [(one.first, one.last) for one in storage.segments(laptop.journal.stream, me, 0, 100)]
    storage.close()
    assert found == [(1, 5), (3, 8), (9, 9), (1, 12)], "a page stays whole, because so it is signed"
    told = [record for page in handed(campus, laptop).pages for record in decode_page(page)]
    assert told == records(laptop, 1, 12)


def test_several_pages_come_at_once_and_those_before_a_bad_one_stay(campus: Campus, laptop_of: MakeLaptop) -> None:
    laptop = laptop_of(campus)
    good = [page_of(laptop, records(laptop, first, first + 9)) for first in (1, 11, 21)]
    assert handed(campus, laptop, *good).received == {laptop.device.id: 30}
    broken = sign_page(b"nonsense", laptop.device.sign)
    body = exchange_of(laptop, page_of(laptop, records(laptop, 31, 32)), broken)
    assert push(campus, laptop, body)[0] == 400
    assert handed(campus, laptop).received == {laptop.device.id: 32}
    assert push(campus, laptop, exchange_of(laptop, *good * 6))[0] == 400


def test_a_gap_is_not_kept_and_the_answer_says_what_is(campus: Campus, laptop_of: MakeLaptop) -> None:
    laptop = laptop_of(campus)
    assert handed(campus, laptop, page_of(laptop, records(laptop, 2, 3))).received == {}


def test_a_fork_is_told_wherever_it_begins_and_nothing_of_it_is_kept(campus: Campus, laptop_of: MakeLaptop) -> None:
    laptop = laptop_of(campus)
    me = laptop.device.id
    for first, last in ((1, 3), (4, 4), (5, 9)):
        handed(campus, laptop, page_of(laptop, records(laptop, first, last)))
    for first, last in ((1, 1), (3, 5), (9, 12)):
        answer = handed(campus, laptop, page_of(laptop, records(laptop, first, last, value=1)))
        assert (answer.forked, answer.received) == ([me], {me: 9})
    unlike = page_of(laptop, records(laptop, 10, 12), before=b"other")
    assert handed(campus, laptop, unlike).forked == [me], "it continues other records than those that are here"
    mixed = [*records(laptop, 8, 8), *records(laptop, 9, 9, value=1), *records(laptop, 10, 10)]
    after = page_of(laptop, records(laptop, 10, 11))
    assert handed(campus, laptop, page_of(laptop, mixed), after).forked == [me]
    assert handed(campus, laptop).received == {me: 9}, "nor what follows the fork in the same request"


def test_a_laptop_pushes_only_its_own_acts_into_its_own_stream(campus: Campus, laptop_of: MakeLaptop) -> None:
    laptop, other = laptop_of(campus), laptop_of(campus, "other", name="Ali")
    page = page_of(laptop, records(laptop, 1, 2))
    assert push(campus, other, exchange_of(other, page))[0] == 403
    assert push(campus, other, exchange_of(laptop))[0] == 403
    forged = page_of(laptop, records(laptop, 1, 2, device=other.device.id))
    named = page_of(laptop, records(laptop, 1, 2, device=f"{laptop.device.id}.{other.joined.learner}"))
    for page in (forged, named):
        assert push(campus, laptop, exchange_of(laptop, page))[0] == 403
    for device in ("", "x" * 90, "D", "d~0~0123456789", "d~1~", "d.", f"{laptop.device.id}~5~0123456789"):
        page = page_of(laptop, records(laptop, 5 if "~5" in device else 1, 5, device=device or "?"))
        status, _ = push(campus, laptop, exchange_of(laptop, page))
        assert status == (200 if "~5" in device else 400), device
    assert laptop.device.id not in handed(campus, laptop).received


def test_a_page_must_be_signed_by_the_computer_that_wrote_it(campus: Campus, laptop_of: MakeLaptop) -> None:
    laptop, other = laptop_of(campus), laptop_of(campus, "other", name="Ali")
    page = encode_page(records(laptop, 1, 2))
    for signature in (b"", bytes(64), other.device.sign(page), laptop.device.sign(page), laptop.device.sign(b"x")):
        assert push(campus, laptop, exchange_of(laptop, signature + page))[0] in (400, 403)
    assert handed(campus, laptop).received == {}
    body = exchange_of(laptop, page_of(laptop, records(laptop, 1, 2)))
    for token in ("", "Bearer", "Bearer x", f"Basic {laptop.joined.token}", "Bearer \xff"):
        assert push(campus, laptop, body, Authorization=token)[0] == 401
    assert push(campus, laptop, body)[0] == 200


def test_of_many_feeds_a_digest_is_enough(campus: Campus, laptop_of: MakeLaptop) -> None:
    laptop = laptop_of(campus)
    me, stream = laptop.device.id, laptop.journal.stream
    page = page_of(laptop, records(laptop, 1, 3))

    def ask_with(held: dict[str, int], *pages: bytes) -> Handed:
        body = messages.encode(Exchange([Offered(stream, digest_of(held), list(pages))]))
        found = push(campus, laptop, body)[1].streams[0]
        assert isinstance(found, Handed)
        return found

    assert ask_with({me: 3}, page) == Handed(stream, {me: 3})
    assert ask_with({me: 3}) == Handed(stream)
    assert ask_with({me: 2}).unlike


@pytest.mark.parametrize("fault", ["body", "kind", "place", "feeds", "seq"])
def test_what_no_laptop_could_read_is_not_kept(campus: Campus, laptop_of: MakeLaptop, fault: str) -> None:
    laptop = laptop_of(campus)
    record = records(laptop, 1, 1)[0]
    held: dict[str, int] = {}
    if fault == "body":
        record = msgspec.structs.replace(record, body=msgspec.msgpack.encode(["not a number"]))
    elif fault == "kind":
        record = msgspec.structs.replace(record, kind="k" * 41)
    elif fault == "place":
        record = msgspec.structs.replace(record, activity="a" * 129)
    elif fault == "feeds":
        held = {f"d{at}": 1 for at in range(1001)}
    else:
        held = {"d": -1}
    assert push(campus, laptop, exchange_of(laptop, page_of(laptop, [record]), held=held))[0] == 400
    assert handed(campus, laptop).received == {}


def test_kinds_of_the_future_are_kept(campus: Campus, laptop_of: MakeLaptop) -> None:
    laptop = laptop_of(campus)
    record = msgspec.structs.replace(records(laptop, 1, 1)[0], kind="dreamt", body=msgspec.msgpack.encode([{"a": 1}]))
    assert handed(campus, laptop, page_of(laptop, [record])).received == {laptop.device.id: 1}


# --- hostile ---------------------------------------------------------------------------------------------------------


@quick
@given(
    data=st.binary(max_size=200), path=st.sampled_from(["hello", "join", "exchange", "invite"]), packed=st.booleans()
)
def test_any_bytes_get_a_described_refusal(shared: tuple[Campus, Laptop], data: bytes, path: str, packed: bool) -> None:
    campus, laptop = shared
    body = zstandard.ZstdCompressor().compress(data) if packed else data
    status, *_ = ask(campus, "POST", f"/v1/{path}", body, signed(laptop, body))
    assert status in ((200, 429) if path == "invite" else (400, 403, 429))


@quick
@given(
    value=st.dictionaries(
        st.sampled_from(
            ["streams", "clock", "pages", "selector", "nonce", "code", "device", "public_key", "name", "x"]
        ),
        st.none()
        | st.integers()
        | st.text(max_size=30)
        | st.binary(max_size=30)
        | st.dictionaries(st.text(), st.integers()),
    ),
    path=st.sampled_from(["hello", "join", "exchange"]),
)
def test_any_fields_get_a_described_answer(shared: tuple[Campus, Laptop], value: dict[str, Any], path: str) -> None:
    campus, laptop = shared
    value = {"stream": laptop.journal.stream, "held": {}} | value if path == "exchange" else value
    try:
        body = msgspec.msgpack.encode(value)
    except OverflowError:
        return
    ask(campus, "POST", f"/v1/{path}", body, signed(laptop, body))


@quick
@given(
    path=st.text(st.characters(max_codepoint=255), max_size=30),
    range_=st.text(st.characters(codec="ascii"), max_size=20),
)
def test_any_path_and_range_get_an_answer(shared: tuple[Campus, Laptop], path: str, range_: str) -> None:
    campus, laptop = shared
    headers = {"Authorization": f"Bearer {laptop.joined.token}", "Range": "".join(filter(str.isprintable, range_))}
    quoted = "".join(
        letter if (letter.isalnum() and letter.isascii()) or letter in "./-" else f"%{ord(letter):02x}"
        for letter in path
    )
    for begin in ("/", "/v1/", "/content/", "/content/blobs/sha256/"):
        ask(campus, "GET", begin + quoted, headers=headers)
    assert ask(campus, "GET", "/content/index.json", headers=headers)[0] in (200, 206, 416)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("shared")
    campus = Campus(folder / "hub")
    laptop = Laptop(folder / "laptop", campus.url, campus.code())
    yield campus, laptop
    laptop.close()
    campus.stop()


def test_bombs_and_giants_are_refused(campus: Campus, laptop_of: MakeLaptop) -> None:
    laptop = laptop_of(campus)
    bomb = zstandard.ZstdCompressor(level=19).compress(bytes(500_000_000))
    assert push(campus, laptop, bomb)[0] == 400
    assert push(campus, laptop, exchange_of(laptop, bomb))[0] == 400
    giant = bytes(MAX_REQUEST + 1)
    assert push(campus, laptop, giant)[0] == 413
    assert ask(campus, "POST", "/v1/hello", b"x", {"Content-Type": "text/plain"})[0] == 415


@pytest.mark.parametrize("path", ["hello", "join", "invite"])
def test_what_needs_no_token_is_refused_when_it_is_large(campus: Campus, laptop_of: MakeLaptop, path: str) -> None:
    headers = signed(laptop_of(campus), b"")
    for size in (MAX_FIRST_REQUEST + 1, 3 * MAX_FIRST_REQUEST):
        assert _large(campus, path, size, headers) == 413
    assert _large(campus, path, MAX_FIRST_REQUEST, headers) in (400, 403)
    if path != "invite":  # which reads nothing
        bomb = zstandard.ZstdCompressor().compress(bytes(MAX_FIRST_REQUEST + 1))
        status, _, content = ask(campus, "POST", f"/v1/{path}", bomb, headers)
        assert (status, messages.decode(content, Refusal).source) == (400, "A message is too large.")


def _large(campus: Campus, path: str, size: int, headers: dict[str, str]) -> int:
    return ask(campus, "POST", f"/v1/{path}", bytes(size), headers)[0]


def test_an_exchange_without_a_known_token_is_refused_and_nothing_of_it_is_kept(
    campus: Campus, laptop_of: MakeLaptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = laptop_of(campus)
    body = bytes(MAX_REQUEST)

    async def keep(*arguments: object) -> bytes:
        raise AssertionError("the body was kept")

    monkeypatch.setattr("bivouac.sync.hub.routes._read", keep)
    status, refusal = push(campus, laptop, body, Authorization="Bearer unknown")
    assert status == 401 and "Join the campus again" in refusal.source


@pytest.mark.parametrize(
    "raw",
    [
        b"POST /v1/exchange HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n",
        b"POST /v1/hello HTTP/1.1\r\nHost: a\r\nContent-Length: 50\r\n\r\nshort",
        b"POST /v1/hello HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        b"POST /v1/hello HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"GET /../../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET http://elsewhere/v1/health HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET /%00%ff%2e%2e/ HTTP/1.1\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET /v1/health HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 3000 + b"\r\n",
    ],
)
def test_raw_nonsense_leaves_the_hub_standing(campus: Campus, raw: bytes) -> None:
    with socket.create_connection(("127.0.0.1", campus.port), 5) as connection:
        connection.sendall(raw)
        connection.shutdown(socket.SHUT_WR)
        answer = b""
        connection.settimeout(5)
        try:
            while chunk := connection.recv(65536):
                answer += chunk
        except (ConnectionError, TimeoutError):
            pass
    assert not answer or 200 <= int(answer.split()[1]) < 500
    assert b"Traceback" not in answer
    assert ask(campus, "GET", "/v1/health")[0] == 200


@pytest.mark.expects_log("The hub failed at /v1/exchange")
def test_a_bug_is_logged_and_says_nothing_of_itself(
    campus: Campus, laptop_of: MakeLaptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = laptop_of(campus)
    body = exchange_of(laptop)

    def fail(*arguments: object) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr("bivouac.sync.hub.journals.exchange", fail)
    connection = http.client.HTTPConnection("127.0.0.1", campus.port, timeout=20)
    connection.request("POST", "/v1/exchange", body, signed(laptop, body))
    response = connection.getresponse()
    content = response.read()
    connection.close()
    assert response.status == 500 and b"secret" not in content
    assert "problem of its own" in messages.decode(content, Refusal).source


def test_a_long_note_passes(campus: Campus, laptop_of: MakeLaptop) -> None:
    laptop = laptop_of(campus)
    reading = Reading(1 << 16, 1)
    record = make_record(laptop.journal.stream, laptop.device.id, 1, reading, "c", "a", Noted("n", "é" * 20_000))
    assert push(campus, laptop, exchange_of(laptop, page_of(laptop, [record])))[0] == 200
