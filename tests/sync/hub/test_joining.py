"""Codes taken up over the network, honestly and otherwise."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from bivouac.errors import InputError, LineError, RefusedError
from bivouac.sync.exchange.client import HubClient
from bivouac.sync.exchange.join import greet, greet_invitation, join
from bivouac.sync.hub.brakes import Brake
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.hub.joining import Offer
from bivouac.sync.hub.refusals import RefusalError
from bivouac.sync.protocol.invite import clean_code, selector_of, show_code, stretch
from bivouac.sync.protocol.line import Line, shown_certificate
from bivouac.sync.protocol.messages import Exchange, Hello, Invitation, Join, Offered
from bivouac.sync.protocol.whose import open_id, open_name, seal_name
from bivouac.sync.store.device import open_device
from tests.sync.campus import Campus, Laptop
from tests.sync.conftest import MakeLaptop


def again(laptop: Laptop, url: str, code: str, name: str = "", folder: Path | None = None) -> str:
    """The learner's id when a laptop joins (once more)."""
    device = open_device(folder or laptop.folder)
    return join(greet(url, code), device=device.id, public_key=device.public_key(), sign=device.sign, name=name).learner


def test_a_class_code_makes_an_account_for_each_name(campus: Campus, laptop_of: MakeLaptop) -> None:
    code = campus.code()
    first = laptop_of(campus, "one", show_code(code).lower(), "  Awa   Koné ")
    second = laptop_of(campus, "two", code, "Awa Koné")
    assert (first.joined.name, first.joined.role, first.joined.campus_name) == ("Awa Koné", "learner", "Campus Abidjan")
    assert second.joined.name == "Awa Koné (2)"
    assert first.joined.learner != second.joined.learner
    assert first.joined.campus == second.joined.campus == campus.hub.settings.id


def test_joining_again_after_a_lost_answer_is_the_same_account(campus: Campus, laptop_of: MakeLaptop) -> None:
    code = campus.code(Offer(uses=1))
    laptop = laptop_of(campus, code=code)
    assert again(laptop, campus.url, code, "Awa Koné") == laptop.joined.learner
    with pytest.raises(RefusedError, match="used already"):
        again(laptop, campus.url, code, "Ibrahim")


def test_the_hub_says_whether_it_wants_a_name(campus: Campus, laptop_of: MakeLaptop) -> None:
    laptop = laptop_of(campus)
    assert greet(campus.url, campus.code()).asks_name
    own = laptop.client.new_invite()
    assert own.expires / 1000 > time.time()
    greeting = greet(campus.url, own.code)
    assert not greeting.asks_name and greeting.campus_name == "Campus Abidjan"
    assert greeting.whose == "Awa Koné" and greet(campus.url, campus.code()).whose == ""


def test_whose_a_code_is_is_told_to_nobody_without_it(campus: Campus, laptop_of: MakeLaptop) -> None:
    """Whoever has the selector, which is no secret, learns no name, and not even how long it is."""
    code = clean_code(laptop_of(campus).client.new_invite().code)
    nonce = bytes(16)
    client = HubClient(Line(campus.url), lambda body: b"")
    real = client.hello(Hello(selector_of(code), nonce))
    answers = [client.hello(Hello(f"ZZ{letter}", nonce)) for letter in "0123456789"]
    client.line.close()
    assert {len(one.whose) for one in answers if not one.asks_name} == {len(real.whose)}
    assert all(one.whose == one.who == b"" for one in answers if one.asks_name)
    assert {len(one.who) for one in answers if not one.asks_name} == {len(real.who)}
    assert open_id(stretch(code, real.salt), nonce, real.who) != "" == open_id(bytes(32), nonce, real.who)
    assert open_name(stretch(code, real.salt), nonce, real.who) == "", "each is sealed for itself"
    assert open_name(stretch(code, real.salt), nonce, real.whose) == "Awa Koné"
    other = code[:-1] + ("A" if code[-1] != "A" else "B")
    assert open_name(stretch(other, real.salt), nonce, real.whose) == ""
    assert b"Awa" not in real.whose and open_name(bytes(32), nonce, b"") == ""
    assert seal_name(bytes(32), nonce, "Awa")[:12] != seal_name(bytes(32), nonce, "Ali")[:12], "never one nonce for two"


def test_a_learners_own_code_opens_their_account_elsewhere_once(
    campus: Campus, laptop_of: MakeLaptop, tmp_path: Path
) -> None:
    laptop = laptop_of(campus)
    earlier, code = laptop.client.new_invite().code, laptop.client.new_invite().code
    (tmp_path / "third").mkdir()
    with pytest.raises(RefusedError):  # the newer replaced it
        again(laptop, campus.url, earlier, folder=tmp_path / "third")
    second = laptop_of(campus, "second", code)
    assert second.joined.learner == laptop.joined.learner
    with pytest.raises(RefusedError, match="used already"):
        again(laptop, campus.url, code, folder=tmp_path / "third")


def test_staff_stay_staff(campus: Campus, laptop_of: MakeLaptop) -> None:
    laptop = laptop_of(campus, code=campus.code(Offer(role="staff")), name="Directrice")
    assert laptop.joined.role == "staff"
    assert laptop_of(campus, "second", laptop.client.new_invite().code).joined.role == "staff"


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "a\x00b", "a\u202eb"])
def test_a_class_code_wants_a_proper_name(campus: Campus, laptop_of: MakeLaptop, name: str) -> None:
    with pytest.raises(RefusedError, match="your name"):
        laptop_of(campus, name=name)


def test_a_wrong_code_is_found_out_before_it_is_told(campus: Campus) -> None:
    code = campus.code()
    wrong = code[:-1] + ("A" if code[-1] != "A" else "B")
    for typed in (wrong, "ZZZZZ-ZZZZZ"):
        with pytest.raises(RefusedError, match="does not know this code"):
            greet(campus.url, typed)


def test_a_code_nobody_has_gets_an_answer_like_any_other(campus: Campus) -> None:
    client = HubClient(Line(campus.url), lambda body: b"")
    hello = Hello("ZZZ", bytes(16))
    first, second = client.hello(hello), client.hello(hello)
    assert first == second
    real = client.hello(Hello(selector_of(campus.code()), bytes(16)))
    assert (len(first.salt), len(first.proof), first.name) == (len(real.salt), len(real.proof), real.name)
    assert first.proof != client.hello(Hello("ZZZ", bytes(15) + b"1")).proof
    assert len({client.hello(Hello(f"ZZ{letter}", bytes(16))).asks_name for letter in "0123456789"}) == 2
    client.line.close()


def test_a_code_runs_out(campus: Campus) -> None:
    with pytest.raises(RefusedError):
        greet(campus.url, campus.code(Offer(days=0)))


def test_a_join_must_be_signed_by_the_key_it_brings(campus: Campus, tmp_path: Path) -> None:
    one, other = open_device(tmp_path), None
    (tmp_path / "other").mkdir()
    other = open_device(tmp_path / "other")
    code = campus.code()
    line = Line(campus.url)
    for device, key, sign in (
        (one.id, one.public_key(), other.sign),
        (one.id, other.public_key(), other.sign),
        (one.id, b"short", one.sign),
        ("0" * 20, one.public_key(), one.sign),
    ):
        with pytest.raises(RefusedError, match="did not prove"):
            HubClient(line, sign).join(Join(code, device, key, "Awa"))
    line.close()


def test_guessing_is_braked_and_the_brake_lets_go(campus: Campus, tmp_path: Path) -> None:
    device = open_device(tmp_path)
    code = campus.code()
    wrong = code[:-1] + ("A" if code[-1] != "A" else "B")
    client = HubClient(Line(campus.url), device.sign)
    with pytest.raises(LineError, match="too many attempts"):
        for _ in range(40):
            with pytest.raises(RefusedError):
                client.join(Join(wrong, device.id, device.public_key(), "Awa"))
    with pytest.raises(LineError):
        client.join(Join(code, device.id, device.public_key(), "Awa"))
    client.line.close()


def test_a_brake_counts_each_asker_and_fills_again() -> None:
    now = 0.0
    brake = Brake("codes", burst=2, rate=0.5, clock=lambda: now)
    brake.spend("a")
    brake.spend("a")
    brake.spend("b")
    with pytest.raises(RefusalError) as caught:
        brake.spend("a")
    assert caught.value.values == {"seconds": 2}
    now = 2.0
    brake.check("a")
    brake.spend("a")
    with pytest.raises(RefusalError):
        brake.check("a")


def test_who_did_not_ask_for_long_may_ask_no_more_often_than_others() -> None:
    now = 0.0
    brake = Brake("codes", burst=2, rate=0.5, clock=lambda: now)
    brake.spend("a")
    now = 1000.0
    brake.spend("a")
    brake.spend("a")
    with pytest.raises(RefusalError):
        brake.spend("a")


def test_many_askers_make_a_brake_forget_those_who_asked_least() -> None:
    """Or whoever guesses would have as many tries as they please, by asking under other names meanwhile."""
    brake = Brake("codes", burst=10, rate=0.001, clock=lambda: 0.0)
    guessing = [f"guessing {number}" for number in range(200)]
    for asker in guessing:
        for _ in range(10):
            brake.spend(asker)
    for number in range(40_000):
        brake.spend(f"somebody {number}")
    for asker in guessing:
        with pytest.raises(RefusalError):
            brake.check(asker)


# --- TLS -------------------------------------------------------------------------------------------------------------


def test_the_certificate_is_pinned_from_the_first_moment(secured: Campus, laptop_of: MakeLaptop) -> None:
    laptop = laptop_of(secured)
    assert (
        laptop.line.certificate
        and laptop.client.exchange(Exchange([Offered(laptop.journal.stream, {})])).streams[0].received == {}
    )


def test_somebody_in_the_middle_is_found_out(secured: Campus, tmp_path: Path) -> None:
    """The middle has a hub of its own with the very same invitations, so it knows salt and key: only the certificate differs."""
    code = secured.code()
    middle = Campus(tmp_path / "middle", secured=True)
    middle.stop()
    for name in ("hub.sqlite", "hub.sqlite-wal", "hub.json"):
        if (secured.hub.folder / name).exists():
            shutil.copy(secured.hub.folder / name, middle.hub.folder / name)
    middle.hub = HubFolder(middle.hub.folder)
    middle.start()
    try:
        nonce = bytes(16)
        relayed = HubClient(Line(secured.url, shown_certificate(secured.url)), lambda body: b"").hello(
            Hello(selector_of(code), nonce)
        )
        own = HubClient(Line(middle.url, shown_certificate(middle.url)), lambda body: b"").hello(
            Hello(selector_of(code), nonce)
        )
        assert (
            relayed.salt == own.salt and relayed.proof != own.proof
        )  # relaying the real proof would not fit its certificate
        with pytest.raises(LineError, match="Another computer answered"):
            greet_invitation(Invitation("Campus", (middle.url,), code, secured.hub.certificate()))
    finally:
        middle.stop()


def test_after_joining_another_certificate_is_refused(secured: Campus, laptop_of: MakeLaptop, tmp_path: Path) -> None:
    laptop = laptop_of(secured)
    port = secured.port
    secured.stop()
    impostor = Campus(tmp_path / "impostor", secured=True)
    impostor.stop()
    impostor.start(port)
    laptop.line.close()
    try:
        with pytest.raises(LineError, match="Another computer answered"):
            laptop.client.exchange(Exchange([Offered(laptop.journal.stream, {})]))
    finally:
        impostor.stop()
        secured.start(port)


def test_an_invite_file_tries_each_address(secured: Campus) -> None:
    certificate, code = secured.hub.certificate(), secured.code()
    greeting = greet_invitation(Invitation("C", ("https://127.0.0.1:1", secured.url), code, certificate))
    assert greeting.url == secured.url
    with pytest.raises(LineError):
        greet_invitation(Invitation("C", ("https://127.0.0.1:1",), code, certificate))
    with pytest.raises(InputError):
        greet_invitation(Invitation("C", (secured.url,), code, "no certificate"))
