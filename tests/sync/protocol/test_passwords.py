from __future__ import annotations

import unicodedata

import argon2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bivouac.errors import InputError
from bivouac.sync.protocol import passwords

pytestmark = pytest.mark.usefixtures("real_passwords")


def test_a_password_is_kept_as_a_hash_and_known_again() -> None:
    hashed = passwords.hash_password("Médiation 7")
    assert hashed.startswith("$argon2id$v=19$m=65536,t=3,p=4$") and "diation" not in hashed
    assert passwords.is_password(hashed, "Médiation 7")
    assert passwords.is_password(hashed, unicodedata.normalize("NFD", "Médiation 7")), "as another system types it"
    assert not passwords.is_password(hashed, "médiation 7")
    assert hashed != passwords.hash_password("Médiation 7"), "with salt"
    assert not passwords.is_outdated(hashed)
    assert passwords.is_outdated(argon2.PasswordHasher(time_cost=1, memory_cost=8192).hash("x"))


@pytest.mark.parametrize(
    "hashed", ["", "no hash", "$argon2id$v=19$m=65536,t=3,p=4$YWFh", "$2b$12$abcdefghijklmnopqrstuv"]
)
def test_what_is_no_hash_opens_nothing(hashed: str) -> None:
    assert not passwords.is_password(hashed, "anything")
    assert not passwords.is_password(hashed, "")


@pytest.mark.parametrize(
    ("asked", "too_much"),
    [("m=65536", "m=4194304"), ("t=3", "t=1000"), ("p=4", "p=200"), ("m=65536,", ""), ("argon2id", "argon2i")],
)
def test_a_hash_that_costs_too_much_is_not_tried(asked: str, too_much: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may come from a hub that was taken over, and a try would take the memory of the school's."""
    dear = passwords._TRIES_AT_NONE.replace(asked, too_much)
    assert passwords.is_affordable(passwords._TRIES_AT_NONE) and not passwords.is_affordable(dear)
    tried: list[str] = []
    hasher = passwords._hasher()
    monkeypatch.setattr(argon2.PasswordHasher, "verify", lambda self, hashed, word: tried.append(hashed) or True)
    monkeypatch.setattr(passwords, "_hasher", lambda: hasher)
    assert not passwords.is_password(dear, "x") and tried == [passwords._TRIES_AT_NONE]


@settings(max_examples=300)
@given(st.text(max_size=120).map("$argon2id$".__add__) | st.text(max_size=400))
def test_any_text_may_come_as_a_hash(text: str) -> None:
    assert passwords.is_affordable(text) in (True, False)


@pytest.mark.parametrize("password", ["short", "x" * 201, "Awa Koné", " awa koné"])
def test_what_is_no_password_is_said(password: str) -> None:
    with pytest.raises(InputError):
        passwords.clean_password(password, "Awa Koné")


def test_one_that_is_made_up_can_be_used() -> None:
    made = {passwords.new_password() for _ in range(50)}
    assert len(made) == 50
    assert all(passwords.clean_password(one, "Awa") == one and not set("01ilo") & set(one) for one in made)


def test_marks_tell_hashes_apart() -> None:
    assert passwords.mark_of_password("") == b""
    assert len(passwords.mark_of_password("a")) == 4
    assert passwords.mark_of_password("a") != passwords.mark_of_password("b")
