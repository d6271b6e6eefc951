"""What the hub's own description allows, and what it does not, asked by a generator: no answer is the hub's fault, all are as described.

A long run: `BIVOUAC_EXAMPLES=1000 make test TESTS=tests/sync/hub/test_openapi.py`.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from bivouac.sync.hub.openapi import document
from bivouac.sync.journal.acts import Reached
from bivouac.sync.protocol import messages, signing
from bivouac.sync.protocol.messages import MEDIA_TYPE
from tests.sync.campus import Campus, Laptop

EXAMPLES = int(os.environ.get("BIVOUAC_EXAMPLES", "8"))
BODIES: dict[str, type[msgspec.Struct]] = {
    "/v1/hello": messages.Hello,
    "/v1/join": messages.Join,
    "/v1/sign-in": messages.SignIn,
    "/v1/password": messages.NewPassword,
    "/v1/device": messages.Succeed,
    "/v1/exchange": messages.Exchange,
}
ANSWERS: dict[str, type[msgspec.Struct]] = {
    "/v1/health": messages.Health,
    "/v1/hello": messages.HelloAnswer,
    "/v1/join": messages.Joined,
    "/v1/sign-in": messages.Joined,
    "/v1/password": messages.Lock,
    "/v1/lock": messages.Lock,
    "/v1/invite": messages.PersonalCode,
    "/v1/device": messages.Succeeded,
    "/v1/exchange": messages.Exchanged,
    "/v1/hub": messages.HubInfo,
    "/v1/catalogue": messages.Catalogue,
}
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


def described() -> dict[str, Any]:
    """The hub's description; byte strings are generated as the Base64 that it speaks of."""
    raw = document("Campus Abidjan").replace(b'"contentEncoding": "base64"', b'"format": "base64"')
    found: dict[str, Any] = json.loads(raw)
    return found


SCHEMA = schemathesis.openapi.from_dict(described())
OPERATIONS = [found.ok() for found in SCHEMA.get_all_operations()]
schemathesis.openapi.format("base64", st.binary(max_size=100).map(lambda data: base64.b64encode(data).decode()))


@schemathesis.serializer(MEDIA_TYPE)
def packed(ctx: schemathesis.SerializationContext, value: Any) -> bytes:
    """A body as laptops write it, where what was generated is such a message; else as it is, for the hub to refuse."""
    kind = BODIES.get(ctx.case.operation.path)
    if kind is not None:
        with contextlib.suppress(msgspec.DecodeError, TypeError, ValueError, OverflowError):
            return messages.encode(msgspec.json.decode(json.dumps(value), type=kind))
    return msgspec.msgpack.encode(_small(value))


def _small(value: Any) -> Any:
    """What msgpack can say: JSON knows larger numbers."""
    if isinstance(value, dict):
        return {str(name): _small(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_small(one) for one in value]
    return max(-(1 << 63), min(value, (1 << 63) - 1)) if isinstance(value, int) else value


@schemathesis.deserializer(MEDIA_TYPE)
def unpacked(ctx: schemathesis.DeserializationContext, response: schemathesis.Response) -> Any:
    """An answer as its description has it."""
    kind = ANSWERS[ctx.operation.path] if response.status_code == 200 else messages.Refusal
    return msgspec.to_builtins(messages.decode(response.content, kind))


class Signed(requests.auth.AuthBase):
    """Signs what is sent with a laptop's key and shows its token: so far a real laptop comes."""

    def __init__(self, laptop: Laptop) -> None:
        self._laptop = laptop

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        body = request.body or b""
        body = body.encode() if isinstance(body, str) else body
        request.headers["Authorization"] = f"Bearer {self._laptop.joined.token}"
        if signing.HEADER in request.headers or request.method == "POST":
            request.headers[signing.HEADER] = signing.header_of(self._laptop.device.sign(body))
        return request


@pytest.fixture(scope="module")
def campus_with_people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Campus, dict[str, Laptop]]]:
    folder: Path = tmp_path_factory.mktemp("asked")
    campus = Campus(folder / "hub")
    from bivouac.sync.hub.joining import Offer

    laptops = {
        role: Laptop(folder / role, campus.url, campus.code(Offer(role=role)), name=role)  # type: ignore[arg-type]
        for role in ("learner", "administrator")
    }
    for laptop in laptops.values():
        laptop.journal.record("c", "a", Reached(1))
        laptop.exchange()
    yield campus, laptops
    for laptop in laptops.values():
        laptop.close()
    campus.stop()


@pytest.mark.parametrize("role", ["nobody", "learner", "administrator"])
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: f"{one.method.upper()} {one.path}")
def test_every_answer_is_as_described(
    campus_with_people: tuple[Campus, dict[str, Laptop]], operation: schemathesis.APIOperation, role: str
) -> None:
    campus, laptops = campus_with_people
    auth = Signed(laptops[role]) if role in laptops else None
    seen: set[int] = set()

    @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy())
    def ask(case: schemathesis.Case) -> None:
        answer = case.call(base_url=campus.url, auth=auth, timeout=20)
        seen.add(answer.status_code)
        part_of_it = answer.status_code == 206  # of a JSON document, which is then none
        case.validate_response(answer, checks=CHECKS[:3] if part_of_it else CHECKS)
        if (
            answer.status_code >= 400
            and case.method != "HEAD"
            and answer.headers.get("content-type", [""])[0].startswith(MEDIA_TYPE)
        ):
            assert messages.decode(answer.content, messages.Refusal).source

    ask()
    assert seen, "something was asked"
    if role == "learner" and operation.method == "get" and "hex" not in operation.path:
        assert seen & {200, 206, 304, 416}, "who belongs to the campus is answered"


@pytest.fixture(scope="module")
def campus_without_its_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Campus, Laptop]]:
    folder: Path = tmp_path_factory.mktemp("away")
    campus = Campus(folder / "hub")
    laptop = Laptop(folder / "laptop", campus.url, campus.code())
    campus.stop()
    campus.start()
    (campus.hub.folder / "hub.sqlite").rename(folder / "taken away")
    yield campus, laptop
    laptop.close()
    campus.stop()


@pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody take a file away that is open")
@pytest.mark.expects_log("The hub could not answer", always=False)
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: f"{one.method.upper()} {one.path}")
def test_every_answer_is_as_described_while_the_database_is_away(
    campus_without_its_database: tuple[Campus, Laptop], operation: schemathesis.APIOperation
) -> None:
    campus, laptop = campus_without_its_database
    seen: set[int] = set()

    @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy())
    def ask(case: schemathesis.Case) -> None:
        answer = case.call(base_url=campus.url, auth=Signed(laptop), timeout=20)
        seen.add(answer.status_code)
        case.validate_response(answer, checks=CHECKS[1:])
        if answer.status_code == 503:
            assert answer.headers["retry-after"] == ["30"]
            assert case.method == "HEAD" or messages.decode(answer.content, messages.Refusal).source

    ask()
    wants_none = operation.path in ("/", "/metrics", "/schema/openapi.json")
    assert seen == {200} if wants_none else 503 in seen or seen <= {400, 403, 405, 413, 415}


def test_bodies_reach_the_deeds() -> None:
    """What is generated is not only refused by the decoder."""
    for operation in OPERATIONS:
        if operation.path not in BODIES:
            continue
        kind, good = BODIES[operation.path], 0

        @settings(max_examples=30, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy())
        def count(case: schemathesis.Case) -> None:
            nonlocal good
            with contextlib.suppress(msgspec.DecodeError, TypeError, ValueError):
                msgspec.json.decode(json.dumps(case.body), type=kind)  # noqa: B023 (called at once)
                good += 1

        count()
        assert good, operation.path
