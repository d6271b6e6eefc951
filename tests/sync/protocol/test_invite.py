"""Codes as people type them, what both ends make of them, and invite files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bivouac.errors import InputError
from bivouac.sync.protocol import invite
from bivouac.sync.protocol.messages import Invitation

CODE = "7K3QX9M2TB"
NONCE, SALT = bytes(range(16)), bytes(16)


def test_a_code_is_read_as_people_type_it() -> None:
    for typed in ("7K3QX-9M2TB", "7k3qx9m2tb", " 7k3qx - 9m2tb ", "7K3QX 9M2TB"):
        assert invite.clean_code(typed) == CODE
    assert invite.clean_code("OIL00-00000") == "0110000000"
    assert invite.show_code(CODE) == "7K3QX-9M2TB"
    assert invite.selector_of(CODE) == "7K3"


def test_a_link_is_read_as_it_is_written_and_typed() -> None:
    url, shown = "https://192.168.1.20:8484", "7K3QX-9M2TB"
    assert invite.write_link(url, CODE) == f"{url}/#{shown}"
    for typed in (f"{url}/#{shown}", f" {url}#7k3qx9m2tb\n", f"{url}/ # {shown}"):
        assert invite.read_link(typed) == (url, shown)
    for other in ("", url, shown, f"#{shown}", f"{url}/#", f"{url}/#{shown[:-1]}", f"{url}/#{shown}X"):
        assert invite.read_link(other) is None


@pytest.mark.parametrize(
    "typed", ["", "7K3QX", "7K3QX-9M2TBA", "7K3QX-9M2TU", "7K3QX-9M2T!", "７K3QX-9M2TB", "ﬁK3QX9M2TB"]
)
def test_what_is_no_code_gets_a_sentence(typed: str) -> None:
    with pytest.raises(InputError, match="not a joining code"):
        invite.clean_code(typed)


@given(st.text(max_size=40))
def test_any_text_is_a_code_or_an_input_error(typed: str) -> None:
    try:
        code = invite.clean_code(typed)
    except InputError:
        return
    assert invite.clean_code(invite.show_code(code)) == code


def test_new_codes_can_be_read_back_and_differ() -> None:
    codes = {invite.new_code() for _ in range(50)}
    assert len(codes) == 50
    assert all(invite.clean_code(invite.show_code(code)) == code for code in codes)


def test_the_key_is_what_docs_protocol_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real cost, against values that another implementation of scrypt and HMAC gives (docs/protocol.md#joining)."""
    monkeypatch.setattr(invite, "_COST", 1 << 16)
    key = invite.stretch(CODE, SALT)
    assert key.hex() == "762664c8e59e928b17ff5ee9a63a23dcfbf0c4a009760fda26399933486bfc3c"
    assert (
        invite.make_proof(key, NONCE, b"").hex() == "f83204664f98c133bf621d92e8fc5397e64a5722dc10f5d5c5525a24d91548d7"
    )
    assert (
        invite.make_proof(key, NONCE, b"certificate").hex()
        == "5497a2f88977ce31ea70edde2b3b3f19139eb7a1788e8b567513210600968c68"
    )


def test_a_proof_is_for_one_code_one_nonce_and_one_certificate() -> None:
    key = invite.stretch(CODE, SALT)
    proof = invite.make_proof(key, NONCE, b"der")
    assert invite.proof_is_right(proof, key, NONCE, b"der")
    assert not invite.proof_is_right(proof, key, NONCE, b"")
    assert not invite.proof_is_right(proof, key, NONCE, b"another")
    assert not invite.proof_is_right(proof, key, bytes(16), b"der")
    assert not invite.proof_is_right(proof, invite.stretch("7K3QX9M2TC", SALT), NONCE, b"der")


def test_an_invite_file_comes_back_as_it_was(tmp_path: Path) -> None:
    invitation = Invitation("Campus Abidjan", ("https://10.0.0.2:8484",), "7K3QX-9M2TB", "-----BEGIN…")
    path = tmp_path / f"campus{invite.SUFFIX}"
    invite.write_invitation(path, invitation)
    assert invite.read_invitation(path) == invitation


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "not an invitation"),
        (b"\xff\xfe", "not an invitation"),
        (b'{"campus_name":"A","urls":[],"code":"7K3QX-9M2TB"}', "not an invitation"),
        (b'{"campus_name":"A","urls":["https://a"],"code":"nothing"}', "not a joining code"),
        (b'{"campus_name":"A","urls":["https://a"],"code":"7K3QX-9M2TB","format":2}', "newer Bivouac"),
        (b"[" * 40_000, "not an invitation"),
        (b" " * 70_000, "not an invitation"),
    ],
)
def test_a_damaged_invite_file_gets_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        invite.decode_invitation(content)


@given(st.binary(max_size=400))
def test_any_bytes_are_an_invitation_or_an_input_error(content: bytes) -> None:
    with pytest.raises(InputError):
        invite.decode_invitation(content)
