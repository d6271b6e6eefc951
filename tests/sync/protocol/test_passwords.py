from __future__ import annotations

import unicodedata

import argon2
import pytest

from bivouac.errors import InputError
from bivouac.sync.protocol import passwords


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
