"""Who may use which route, with a token, with a pass, or with neither. What the table does not grant is refused."""

from __future__ import annotations

import json
from collections.abc import Callable

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bivouac.sync.hub.openapi import document
from bivouac.sync.journal.clock import wall_milliseconds
from bivouac.sync.protocol import messages, signing
from bivouac.sync.protocol.invite import clean_code, selector_of
from bivouac.sync.protocol.messages import Exchange, Refusal
from bivouac.sync.protocol.passes import Bearer, make_pass
from bivouac.sync.protocol.passes import School as SchoolAt
from bivouac.sync.store.device import device_id
from tests.sync.hub.roles import BLOB, ROLES, SIGNED_IN, WORD, School
from tests.sync.hub.test_front_page import asked

NEW_WORD = messages.encode(messages.NewPassword("a new word"))

# What each role sends there, as far as the message goes rightly made, and with which status it is answered.

Ask = Callable[[School, str], bytes]
Status = Callable[[str], int]


def open_to_all(role: str) -> int:
    return 200


def signed_in(role: str) -> int:
    return 200 if role in SIGNED_IN else 401


def but_for_the_stolen(role: str) -> int:
    """Who proves something else than a token is let in again, but not on a computer that was shut out."""
    return 403 if role == "shut out" else 200


def nothing(school: School, role: str) -> bytes:
    return b""


def hello(school: School, role: str) -> bytes:
    return messages.encode(messages.Hello(selector_of(clean_code(school.code)), bytes(16)))


def join(school: School, role: str) -> bytes:
    device = school.device(role)
    return messages.encode(messages.Join(school.code, device.id, device.public_key(), f"{role} again"))


def sign_in(school: School, role: str) -> bytes:
    device = school.device(role)
    return messages.encode(messages.SignIn("someone", WORD, device.id, device.public_key()))


def succeed(school: School, role: str) -> bytes:
    key = Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes_raw()
    proof = signing.sign_succession(school.device(role).id, device_id(public), key.sign)
    return messages.encode(messages.Succeed(device_id(public), public, proof))


def exchange(school: School, role: str) -> bytes:
    return messages.encode(Exchange([], some=True))


ROUTES: dict[tuple[str, str], tuple[Ask, Status]] = {
    ("GET", "/v1/health"): (nothing, open_to_all),
    ("GET", "/schema/openapi.json"): (nothing, open_to_all),
    ("GET", "/"): (nothing, open_to_all),
    ("GET", "/metrics"): (nothing, open_to_all),  # from the hub's own machine, where these tests are
    ("POST", "/v1/hello"): (hello, open_to_all),
    ("POST", "/v1/join"): (join, but_for_the_stolen),
    ("POST", "/v1/sign-in"): (sign_in, but_for_the_stolen),
    ("POST", "/v1/device"): (succeed, signed_in),
    ("POST", "/v1/invite"): (nothing, signed_in),
    ("GET", "/v1/lock"): (nothing, signed_in),
    ("POST", "/v1/exchange"): (exchange, signed_in),  # of what streams: `test_policy.STREAMS`
    ("GET", "/v1/catalogue"): (nothing, signed_in),
    ("GET", "/v1/hub"): (nothing, signed_in),
    ("GET", "/content/oci-layout"): (nothing, signed_in),
    ("GET", "/content/index.json"): (nothing, signed_in),
    ("GET", "/content/blobs/sha256/{hex}"): (nothing, signed_in),
    ("HEAD", "/content/oci-layout"): (nothing, signed_in),
    ("HEAD", "/content/index.json"): (nothing, signed_in),
    ("HEAD", "/content/blobs/sha256/{hex}"): (nothing, signed_in),
}
ELSEWHERE = {("POST", "/v1/password")}  # which changes what is asked next: `test_passwords`


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("method", "path"), ROUTES, ids=lambda one: str(one))
def test_routes(school: School, method: str, path: str, role: str) -> None:
    body, status = ROUTES[method, path]
    answered, content = school.ask(method, path.format(hex=school.blob), role, body(school, role))
    assert answered == status(role)
    if "{hex}" in path:
        assert (content == BLOB) is (answered == 200 and method == "GET"), "a course's bytes, or none of them"


@pytest.mark.parametrize("role", ROLES)
def test_a_range_of_a_course(school: School, role: str) -> None:
    path = f"/content/blobs/sha256/{school.blob}"
    status, content = school.ask("GET", path, role, headers={"Range": "bytes=2-3"})
    assert (status, content == BLOB[2:4]) == ((206, True) if role in SIGNED_IN else (401, False))


def pass_of(school: School, role: str, **other: object) -> str:
    """What the computer of somebody in a role shows a hub that gave it no token, rightly made but for what is `other`."""
    known = school.laptops.get(role)
    person = known.joined.learner if known else "nobody"
    hub = str(other.get("hub", school.campus.hub.settings.id))
    asked = SchoolAt(school.campus.url, hub, str(other.get("seal", "")))
    shown = Bearer(
        str(other.get("person", person)), school.device(role).id, school.device(str(other.get("by", role))).sign
    )
    clock = wall_milliseconds() + 1000 * int(str(other.get("later", 0)))
    return make_pass(asked, shown, clock)


PASSING = SIGNED_IN | {"down"}
"""Whose computers the school knows; one of the campus below, which has no token, among them."""


@pytest.mark.parametrize("role", [*ROLES, "down"])
@pytest.mark.parametrize(("method", "path"), ROUTES, ids=lambda one: str(one))
def test_a_pass_opens_blobs_and_what_the_school_signed_and_nothing_else(
    school: School, method: str, path: str, role: str
) -> None:
    body, status = ROUTES[method, path]
    shown = {"Authorization": pass_of(school, role)}
    answered, content = school.ask(method, path.format(hex=school.blob), role, body(school, role), shown)
    if "{hex}" in path:
        assert answered == (200 if role in PASSING else 401)
        assert (content == BLOB) is (answered == 200 and method == "GET")
    elif status is signed_in:
        assert answered == 401
    else:
        assert answered == status(role), "who it is does not matter there, or something else proves it"


@pytest.mark.parametrize("role", [*ROLES, "down"])
@pytest.mark.parametrize("name", ["timestamp", "1.root", "2.bin-0"])
def test_a_pass_opens_what_the_school_signed(school: School, name: str, role: str) -> None:
    path, shown = f"/content/catalogue/{name}.json", {"Authorization": pass_of(school, role)}
    assert school.ask("GET", path, role, headers=shown)[0] == (404 if role in PASSING else 401), (
        "this school signs nothing"
    )
    for other in ("/content/catalogue/../index.json", "/content/catalogue/", "/content/catalogue/1.root.json/x"):
        assert school.ask("GET", other, role, headers=shown)[0] == 401


@pytest.mark.parametrize(
    "other",
    [
        {"hub": "another"},
        {"seal": "0" * 64},
        {"by": "stranger"},
        {"person": "nobody"},
        {"later": -700},  # it has run out
        {"later": 100_000},  # good for longer than any
    ],
    ids=str,
)
def test_a_pass_is_for_one_computer_of_one_person_at_one_hub_and_for_minutes(
    school: School, other: dict[str, object]
) -> None:
    path = f"/content/blobs/sha256/{school.blob}"
    for role in ("down", "awa"):
        assert school.ask("GET", path, role, headers={"Authorization": pass_of(school, role)})[0] == 200
        assert school.ask("GET", path, role, headers={"Authorization": pass_of(school, role, **other)})[0] == 401
    good = pass_of(school, "down").split(" ")
    for wrong in (good[:4], [*good[:4], "!"], [*good, "x"], [*good[:3], "-1", good[4]], [*good[:3], "9" * 40, good[4]]):
        assert school.ask("GET", path, "down", headers={"Authorization": " ".join(wrong)})[0] == 401, wrong


@pytest.mark.parametrize("role", [role for role in ROLES if role != "shut out"])
def test_a_code_and_a_password_give_what_they_are_for_and_not_the_askers_role(school: School, role: str) -> None:
    for path, body in (("/v1/join", join), ("/v1/sign-in", sign_in)):
        status, content = school.ask("POST", path, role, body(school, role))
        joined = messages.decode(content, messages.Joined)
        assert (status, joined.role) == (200, "learner")
        assert joined.learner != (school.laptops[role].joined.learner if role in school.laptops else "")


@pytest.mark.parametrize("role", ROLES)
def test_nobody_is_let_in_with_what_is_not_right(school: School, role: str) -> None:
    device = school.device(role)
    other = Ed25519PrivateKey.generate()
    public = other.public_key().public_bytes_raw()
    wrong_code = school.code[:-1] + ("A" if school.code[-1] != "A" else "B")
    named = "someone" if role in SIGNED_IN else role  # ten wrong ones for a name are answered, and no more
    tries: list[tuple[str, msgspec.Struct]] = [
        ("join", messages.Join(wrong_code, device.id, device.public_key(), "Somebody")),
        ("join", messages.Join(school.code, device_id(public), public, "Somebody")),  # signed with another key
        ("sign-in", messages.SignIn(named, "not the word", device.id, device.public_key())),
        ("sign-in", messages.SignIn("someone", WORD, device_id(public), public)),
        ("device", messages.Succeed(device_id(public), public, bytes(64))),
    ]
    for path, message in tries:
        status, content = school.ask("POST", f"/v1/{path}", role, messages.encode(message))
        assert status == (401 if path == "device" and role not in SIGNED_IN else 403), path
        assert messages.decode(content, Refusal).source


def test_what_the_devices_key_must_sign_is_refused_from_another(school: School) -> None:
    """A token that somebody read along is not enough for what lets others in."""
    for path, body in (("invite", nothing), ("device", succeed), ("password", lambda *_: NEW_WORD)):
        sent = body(school, "classmate")
        stolen = {"Authorization": f"Bearer {school.token('classmate')}"}
        assert school.ask("POST", f"/v1/{path}", "stranger", sent, stolen)[0] == 403, path


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


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("address", ["192.168.1.77", "10.0.0.1", "2001:db8::7", ""])
def test_metrics_are_for_the_hubs_own_machine_whoever_asks(school: School, role: str, address: str) -> None:
    authorization = f"Bearer {school.token(role)}"
    asked_here = asked(school.campus.hub, "127.0.0.1", "/metrics", authorization=authorization)
    assert asked_here[0] == 200 and "bivouac_build_info" in asked_here[1]
    at_its_address = asked(school.campus.hub, "192.168.1.20", "/metrics", authorization=authorization)
    assert at_its_address[0] == 200, "a hub that serves one address has no loopback"
    status, said, _ = asked(school.campus.hub, address, "/metrics", authorization=authorization)
    assert status == 403 and "bivouac_" not in said


def test_every_route_is_in_the_table(school: School) -> None:
    """Each method of each: a new one is tried with every role before it can be there."""
    app = school.campus._server.config.app
    made = {(method, route.path) for route in app.messages.routes for method in route.methods}
    tried = {(method, path) for method, path in ROUTES if not path.startswith("/content/")}
    asked_by_browsers = {("OPTIONS", path) for _, path in made}  # the framework's own
    assert made - asked_by_browsers == tried | ELSEWHERE
    for path in {path for _, path in made}:
        assert school.ask("OPTIONS", path, "nobody") == (204, b""), path


def test_every_route_that_is_described_is_in_the_table(school: School) -> None:
    described = json.loads(document("Campus"))["paths"]
    assert {
        (method.upper(), path) for path, methods in described.items() for method in methods
    } == ROUTES.keys() | ELSEWHERE
