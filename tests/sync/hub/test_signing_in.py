"""Names and passwords: at the campus, at the school above it, and when somebody guesses."""

from __future__ import annotations

import contextlib
import http.client
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import argon2
import pytest
from click.testing import CliRunner

from bivouac.errors import LineError, RefusedError
from bivouac.sync.cli import main
from bivouac.sync.exchange.client import HubClient
from bivouac.sync.exchange.join import sign_in
from bivouac.sync.hub import hashing
from bivouac.sync.hub.brakes import Brake
from bivouac.sync.hub.joining import Offer
from bivouac.sync.hub.storage import Password
from bivouac.sync.journal.acts import Reached
from bivouac.sync.protocol import messages, passwords, signing
from bivouac.sync.protocol.line import Line
from bivouac.sync.protocol.messages import MEDIA_TYPE, Joined, NewPassword, Refusal, SignIn
from bivouac.sync.store.device import Device, open_device
from tests.sync.campus import Campus, Laptop

WORD = "une phrase à moi"


def signed_in(campus: Campus, device: Device, name: str, password: str) -> Joined:
    return sign_in([campus.url], "", name, password, device=device.id, public_key=device.public_key(), sign=device.sign)


def handed_over(campus: Campus, person: str, *options: str) -> str:
    """The last line that staff see when they give somebody a password."""
    result = CliRunner().invoke(main, ["--lang", "en", "hub", "password", str(campus.hub.folder), person, *options])
    assert result.exit_code == 0, result.output
    return result.output.strip().splitlines()[-1]


@pytest.fixture
def other(tmp_path: Path) -> Device:
    (tmp_path / "other").mkdir()
    return open_device(tmp_path / "other")


@pytest.fixture
def awa(campus: Campus, tmp_path: Path) -> Iterator[Laptop]:
    laptop = Laptop(tmp_path / "awa", campus.url, campus.code())
    yield laptop
    laptop.close()


def test_a_password_opens_the_account_on_another_laptop(campus: Campus, awa: Laptop, other: Device) -> None:
    awa.journal.record("c", "a", Reached(3))
    awa.exchange()
    kept = awa.client.new_password(NewPassword(WORD))
    assert passwords.is_password(kept.hashed, WORD) and awa.client.lock() == kept
    joined = signed_in(campus, other, "awa  KONÉ", WORD)
    assert (joined.learner, joined.name, joined.must_change) == (awa.joined.learner, "Awa Koné", False)
    with contextlib.closing(Line(campus.url, "", joined.token)) as line:
        assert HubClient(line, other.sign).lock() == kept
    assert signed_in(campus, other, "Awa Koné", WORD).learner == joined.learner, "after a lost answer, once more"


def test_of_two_of_one_name_each_password_opens_its_own_account(campus: Campus, other: Device) -> None:
    with contextlib.closing(campus.hub.storage()) as storage:
        one, two = (storage.add_account(name, "learner", "fr", 1) for name in ("Zoé", "Zoé Diop"))
        storage.change_account(replace(two, name="Zoé"))
    words = {person.id: handed_over(campus, person.id) for person in (one, two)}
    for person, word in words.items():
        assert signed_in(campus, other, "Zoé", word).learner == person
    with contextlib.closing(campus.hub.storage()) as storage:
        for person in words:
            storage.keep_password(person, Password(passwords.hash_password(WORD)))
    with pytest.raises(RefusedError, match="name or the password is not right"):
        signed_in(campus, other, "Zoé", WORD)  # whose it is, nobody knows


def test_every_exchange_says_whether_the_password_is_another_now(campus: Campus, awa: Laptop) -> None:
    assert awa.exchange().lock == b""
    first = awa.client.new_password(NewPassword(WORD))
    assert awa.exchange().lock == passwords.mark_of_password(first.hashed)
    second = awa.client.new_password(NewPassword("another one", WORD))
    assert awa.exchange().lock == passwords.mark_of_password(second.hashed) != passwords.mark_of_password(first.hashed)


def test_a_classmate_does_not_get_in_by_the_class_code(campus: Campus, tmp_path: Path) -> None:
    """On the laptop that they share, the code that both have and the other's name are not enough once there is a password."""
    code = campus.code()
    awa = Laptop(tmp_path / "shared", campus.url, code)
    awa.client.new_password(NewPassword(WORD))
    awa.close()
    with pytest.raises(RefusedError, match="has a password"):
        Laptop(tmp_path / "shared", campus.url, code, "AWA KONÉ")
    assert signed_in(campus, awa.device, "Awa Koné", WORD).learner == awa.joined.learner


def test_guesses_wait_in_a_queue_that_has_an_end(
    campus: Campus, other: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While every place for passwords is taken, others join and exchange; who would wait too long is told so at once."""
    goes_on = threading.Event()
    monkeypatch.setattr(passwords, "is_password", lambda hashed, word: goes_on.wait(20) and False)
    monkeypatch.setattr(hashing, "_MAY_WAIT", 3)
    refused: list[str] = []

    def guess(at: int) -> None:
        try:
            signed_in(campus, other, f"name {at}", "wrong words")
        except (LineError, RefusedError) as error:
            refused.append(str(error))

    threads = [threading.Thread(target=guess, args=(at,)) for at in range(12)]
    for thread in threads:
        thread.start()
    end = time.monotonic() + 20
    while not refused and time.monotonic() < end:
        time.sleep(0.01)
    assert "too many attempts" in refused[0]
    laptop = Laptop(campus.hub.folder.parent / "ali", campus.url, campus.code(), "Ali")
    assert laptop.exchange().complete
    laptop.close()
    goes_on.set()
    for thread in threads:
        thread.join(30)


def test_a_wrong_name_and_a_wrong_password_are_refused_alike(campus: Campus, awa: Laptop, other: Device) -> None:
    said = set()
    with pytest.raises(RefusedError) as none_yet:
        signed_in(campus, other, "Awa Koné", WORD)
    awa.client.new_password(NewPassword(WORD))
    for name, password in (("Awa Koné", "wrong word"), ("Nobody", WORD), ("Awa Koné", WORD.upper())):
        with pytest.raises(RefusedError) as refused:
            signed_in(campus, other, name, password)
        said.add(str(refused.value))
    assert said == {str(none_yet.value)}


def test_guessing_is_slowed_down_for_the_name_and_for_nobody_else(
    campus: Campus, awa: Laptop, other: Device, tmp_path: Path
) -> None:
    awa.client.new_password(NewPassword(WORD))
    for _ in range(10):
        with pytest.raises(RefusedError):
            signed_in(campus, other, "Awa Koné", "wrong word")
    with pytest.raises(LineError, match="too many attempts"):
        signed_in(campus, other, "Awa Koné", WORD)
    ibrahim = Laptop(tmp_path / "ibrahim", campus.url, campus.code(), "Ibrahim")
    ibrahim.client.new_password(NewPassword(WORD))
    assert signed_in(campus, other, "Ibrahim", WORD).name == "Ibrahim"
    awa.exchange()  # who is signed in goes on
    ibrahim.close()


def test_the_brakes_let_a_name_be_tried_again() -> None:
    time = [0.0]
    brake = Brake("names", burst=10, rate=1 / 30, clock=lambda: time[0])
    for _ in range(10):
        brake.spend("awa")
    with pytest.raises(RefusedError):
        brake.check("awa")
    time[0] += 31
    brake.check("awa")


def test_another_password_takes_the_old_one(campus: Campus, awa: Laptop) -> None:
    awa.client.new_password(NewPassword(WORD))
    for old in ("", "wrong word"):
        with pytest.raises(RefusedError, match="old password"):
            awa.client.new_password(NewPassword("another one", old))
    with pytest.raises(RefusedError, match="8 to 200"):
        awa.client.new_password(NewPassword("short", WORD))
    awa.client.new_password(NewPassword("another one", WORD))


def test_staff_help_who_forgot_theirs(campus: Campus, awa: Laptop, other: Device) -> None:
    awa.client.new_password(NewPassword(WORD))
    made = handed_over(campus, "Awa Koné")
    with pytest.raises(RefusedError):
        signed_in(campus, other, "Awa Koné", WORD)
    joined = signed_in(campus, other, "Awa Koné", made)
    assert joined.must_change
    with contextlib.closing(Line(campus.url, "", joined.token)) as line:
        HubClient(line, other.sign).new_password(NewPassword("her own again", made))
    assert not signed_in(campus, other, "Awa Koné", "her own again").must_change
    assert "no password" in handed_over(campus, "Awa Koné", "--remove")
    with pytest.raises(RefusedError):
        signed_in(campus, other, "Awa Koné", "her own again")
    awa.client.new_password(NewPassword(WORD))  # with none, one that is signed in chooses one


def test_a_computer_that_was_shut_out_stays_out(campus: Campus, awa: Laptop) -> None:
    awa.client.new_password(NewPassword(WORD))
    with contextlib.closing(campus.hub.storage()) as storage:
        storage.shut_out(awa.device.id, True)
    with pytest.raises(RefusedError, match="shut out"):
        signed_in(campus, awa.device, "Awa Koné", WORD)


def test_who_signs_in_proves_which_computer_it_is(campus: Campus, awa: Laptop, other: Device) -> None:
    awa.client.new_password(NewPassword(WORD))
    body = messages.encode(SignIn("Awa Koné", WORD, other.id, other.public_key()))
    connection = http.client.HTTPConnection("127.0.0.1", campus.port)
    headers = {"Content-Type": MEDIA_TYPE, signing.HEADER: signing.header_of(awa.device.sign(body))}
    connection.request("POST", "/v1/sign-in", body, headers)
    response = connection.getresponse()
    assert response.status == 403 and "prove" in messages.decode(response.read(), Refusal).source
    connection.close()


def test_old_hashes_are_made_anew(campus: Campus, awa: Laptop, other: Device) -> None:
    weak = argon2.PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(WORD)
    with contextlib.closing(campus.hub.storage()) as storage:
        storage.keep_password(awa.joined.learner, Password(weak))
        signed_in(campus, other, "Awa Koné", WORD)
        kept = storage.password(awa.joined.learner).hashed
    assert kept != weak and not passwords.is_outdated(kept) and passwords.is_password(kept, WORD)
    with contextlib.closing(campus.hub.storage()) as storage:
        storage.keep_password(awa.joined.learner, Password(weak, temporary=True))
        signed_in(campus, other, "Awa Koné", WORD)
        assert storage.password(awa.joined.learner).temporary, "who was given one is still to choose their own"


def test_passwords_go_where_hubs_meet_and_the_later_one_holds(campus: Campus, tmp_path: Path, other: Device) -> None:
    """The campus is off the grid: its staff help at once, and the school learns of it later."""
    below = Campus(tmp_path / "below", name="Below")
    below.join(campus)
    laptop = Laptop(tmp_path / "awa-below", below.url, below.code())
    try:
        laptop.client.new_password(NewPassword(WORD))
        with pytest.raises(RefusedError):
            signed_in(campus, other, "Awa Koné", WORD)
        below.exchange()
        assert signed_in(campus, other, "Awa Koné", WORD).learner == laptop.joined.learner
        at_school = handed_over(campus, laptop.joined.learner)
        at_campus = handed_over(below, "Awa Koné")
        below.exchange()
        for hub in (campus, below):
            with pytest.raises(RefusedError):
                signed_in(hub, other, "Awa Koné", at_school)
            assert signed_in(hub, other, "Awa Koné", at_campus).must_change
    finally:
        laptop.close()
        below.stop()


def test_hubs_have_none(campus: Campus, tmp_path: Path) -> None:
    below = Campus(tmp_path / "below", name="Below")
    below.join(campus)
    result = CliRunner().invoke(main, ["--lang", "en", "hub", "password", str(campus.hub.folder), "Below"])
    assert result.exit_code and "no password" in str(result.output) + str(result.exception)
    below.stop()


@pytest.mark.usefixtures("real_passwords")
def test_a_class_signs_in_at_once_and_nobody_waits_long(campus: Campus, awa: Laptop, tmp_path: Path) -> None:
    """Forty at once take a while to hash, two by two; an exchange is answered meanwhile."""
    import concurrent.futures
    import time

    awa.client.new_password(NewPassword(WORD))
    devices = []
    for at in range(12):
        (tmp_path / f"d{at}").mkdir()
        devices.append(open_device(tmp_path / f"d{at}"))
    with concurrent.futures.ThreadPoolExecutor(12) as pool:
        waiting = [pool.submit(signed_in, campus, device, "Awa Koné", WORD) for device in devices]
        time.sleep(0.1)
        awa.exchange()
        still = sum(not one.done() for one in waiting)
        assert {one.result().learner for one in waiting} == {awa.joined.learner}
    assert still, "the exchange did not wait for the class"


def test_a_code_still_lets_in_who_has_a_password(campus: Campus, awa: Laptop, tmp_path: Path) -> None:
    awa.client.new_password(NewPassword(WORD))
    again = Laptop(tmp_path / "again", campus.url, campus.code(Offer(learner=awa.joined.learner)))
    assert again.joined.learner == awa.joined.learner
    again.close()
