"""Readers of what laptops, hubs and sticks bring each other: every message, what is signed with the key of somebody who means ill, announcements."""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bivouac.sync.catalogue.trusted import TrustedCatalogue
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.protocol import bins, courier, messages, nearby, passes, passwords, signing, whose, word
from bivouac.sync.protocol.invite import decode_invitation, proof_is_right, read_invitation
from bivouac.sync.protocol.line import der_of
from bivouac.sync.protocol.sticks import invites_on, parcels_on, read_file, receipts_on
from bivouac.sync.relay.courses import Offer
from tests.fuzz.reader import Reader
from tests.fuzz.signed_catalogue import BIN, SignedCatalogue

_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
_PUBLIC = _KEY.public_key().public_bytes_raw()
_DEVICE, _STREAM = "d" * 20, "learner:" + "0" * 13
_OFFERED = messages.Offered(_STREAM, {_DEVICE: 3}, [b"page" * 40])
_HANDED = messages.Handed(
    _STREAM, {_DEVICE: 1}, [b"page"], True, True, [_DEVICE], False, {_DEVICE: b"mark"}, ["e" * 20]
)
_ENTRY = messages.CatalogueEntry(
    "trade", "2", "Commerce", "fr", "Vendre", "sha256:" + "0" * 64, 900, 3, {"240p": 5}, "sha256:" + "1" * 64, 7
)

SAMPLES: tuple[Any, ...] = (
    messages.Refusal("input", "Wait {n} days.", {"n": 3}),
    messages.Health("hub", "Campus", 5),
    messages.Hello("ABC", bytes(16)),
    messages.HelloAnswer(bytes(16), bytes(32), "Campus", True, b"", b"", "hub", {_DEVICE: bytes(64)}),
    messages.Join("7K3QX9M2TB", _DEVICE, bytes(32), "Awa", "fr", "hub0"),
    messages.Joined("x", "Awa", "learner", "token", "hub", "Campus", True),
    messages.SignIn("Awa", "une phrase", _DEVICE, bytes(32)),
    messages.NewPassword("une phrase", "une autre"),
    messages.Lock("$argon2id$", True),
    messages.PersonalCode("7K3QX9M2TB", 5),
    messages.Succeed(_DEVICE, bytes(32), bytes(64)),
    messages.Succeeded("token"),
    messages.Invitation("Campus", ("https://192.168.1.10:8484",), "7K3QX-9M2TB", "PEM"),
    _OFFERED,
    messages.Exchange([_OFFERED, messages.Offered("cohort:f", bytes(16))], 5, True, "a", "b"),
    _HANDED,
    messages.Exchanged([_HANDED], 5, b"lock", b"mark"),
    messages.HubInfo("hub", "Campus", {"hub": {"d": bytes(32)}}, ("age1",), b"root"),
    _ENTRY,
    messages.Catalogue("state", [_ENTRY], ("https://a.org",), bytes(8), (0, 1)),
)
"""One of every message."""


def readers_of_protocol() -> dict[str, Reader]:
    """All of them, by name."""
    return {
        **_of_messages(),
        **_of_sticks(),
        **_of_codes(),
        **_of_passes(),
        **_of_signatures(),
        **_of_network(),
        **_of_catalogue(),
    }


def _of_messages() -> dict[str, Reader]:
    return {
        f"message {kind.__name__}": Reader(lambda data, kind=kind: messages.decode(data, kind), (messages.encode(one),))
        for kind, one in ((type(one), one) for one in SAMPLES)
    }


def _of_sticks() -> dict[str, Reader]:
    identity = courier.new_identity()
    parcel = msgspec.msgpack.encode(courier.Parcel("campus", "writer", _DEVICE, [_OFFERED]))
    seal = [courier.recipient_of(identity)]
    sealed = courier.seal(courier.Parcel("campus", "writer", _DEVICE, [_OFFERED]), _KEY.sign, seal)
    receipt = msgspec.msgpack.encode(courier.Receipt("hub", "writer", _DEVICE, {"s": {"f": (1, b"mark")}}, 5))
    numbers = itertools.count()

    def read_sealed(data: bytes) -> object:
        """What somebody wrote whom the hub knows: the seal and the signature are right, whatever is in it."""
        opened = courier.open_parcel(_sealed(data, seal), identity)
        assert signing.is_parcel_signed(opened.signature, opened.content, _PUBLIC)
        return opened.parcel

    def read_stick(data: bytes) -> object:
        """Files as they lie on a stick."""
        stick = Path(tempfile.gettempdir()) / f"bivouac-fuzz-stick-{os.getpid()}-{next(numbers) % 4}"
        (stick / "Bivouac").mkdir(parents=True, exist_ok=True)
        for name in (
            f"writer-{_DEVICE}.bivouac-progress",
            f"writer-{_DEVICE}-hub.bivouac-receipt",
            "Awa.bivouac-invite",
        ):
            (stick / "Bivouac" / name).write_bytes(data)
        assert all(read_file(file, 1 << 20) == data for file in (*parcels_on(stick), *receipts_on(stick, "writer")))
        try:
            return [read_invitation(file) for file in invites_on(stick)]
        finally:
            shutil.rmtree(stick)

    return {
        "parcel": Reader(lambda data: courier.open_parcel(data, identity), (sealed,)),
        "parcel within its seal": Reader(read_sealed, (parcel,)),
        "receipt": Reader(
            lambda data: courier.read_receipt(data, [_PUBLIC]), (signing.sign_receipt(receipt, _KEY.sign) + receipt,)
        ),
        "receipt under its signature": Reader(
            lambda data: courier.read_receipt(signing.sign_receipt(data, _KEY.sign) + data, [_PUBLIC]), (receipt,)
        ),
        "invitation": Reader(decode_invitation, (msgspec.json.encode(SAMPLES[12]),)),
        "stick": Reader(read_stick, (msgspec.json.encode(SAMPLES[12]),)),
    }


def _of_codes() -> dict[str, Reader]:
    key, nonce = bytes(32), bytes(16)
    sealed, content = whose.seal_name(key, nonce, "Awa Koné"), word.content_of("hub", nonce, b"certificate")
    return {
        "name under a code": Reader(lambda data: whose.open_name(key, nonce, data), (sealed, b"")),
        "name under another code": Reader(lambda data: whose.open_name(data, data, sealed), (key,)),
        "id under a code": Reader(
            lambda data: whose.open_id(key, nonce, data), (whose.seal_id(key, nonce, "0" * 13), b"")
        ),
        "word of a hub": Reader(
            lambda data: word.Word("hub", content, {_DEVICE: data}).is_by({_DEVICE: _PUBLIC}),
            (signing.sign_word(content, _KEY.sign),),
        ),
    }


def _of_passes() -> dict[str, Reader]:
    school = passes.School("https://192.168.1.10:8484", "hub", passes.seal_of(b"certificate"))
    made = passes.make_pass(school, passes.Bearer("writer", _DEVICE, _KEY.sign), 5)

    def read_pass(data: bytes) -> object:
        """A header comes as latin-1, whatever is in it."""
        opened = passes.open_pass(data.decode("latin-1"))
        return opened and opened.is_good(school.hub, school.seal, _PUBLIC, 5)

    return {
        "pass": Reader(read_pass, (made.encode(),)),
        "address of a school": Reader(
            lambda data: passes.read_address(data.decode("utf-8", "replace")), (school.address().encode(),)
        ),
    }


def _sealed(content: bytes, recipients: list[str]) -> bytes:
    """As `courier.seal` does with a parcel."""
    import pyrage
    import zstandard

    signed = signing.sign_parcel(content, _KEY.sign) + content
    packed = zstandard.ZstdCompressor(write_content_size=True).compress(signed)
    return bytes(pyrage.encrypt(packed, [pyrage.x25519.Recipient.from_str(one) for one in recipients]))


def _of_signatures() -> dict[str, Reader]:
    signed = signing.sign_page(b"page", _KEY.sign)
    proof = signing.sign_succession("old", "new", _KEY.sign)

    def read_signed(data: bytes) -> object:
        header = signing.header_of(signing.SIGNATURE_BYTES * b"s")
        return (
            signing.is_page_signed(data, _PUBLIC),
            signing.is_page_signed(signed, data),
            signing.is_succession(data, "old", "new", _PUBLIC),
            signing.is_signed(b"body", data.decode("latin-1"), _PUBLIC),
            signing.is_signed(data, header, _PUBLIC),
        )

    def read_password(data: bytes) -> object:
        hashed = data.decode("utf-8", "replace")
        assert not proof_is_right(data, bytes(32), bytes(16), data)
        return passwords.is_affordable(hashed), passwords.mark_of_password(hashed)

    return {
        "signature": Reader(read_signed, (signed, proof, signing.header_of(proof).encode(), _PUBLIC)),
        "password": Reader(
            read_password, (b"$argon2id$v=19$m=65536,t=3,p=4$GLhhlJKWa8Dn0Z+D2CzPEQ$1j1Cj3l1HMLyXB66iVIqsA",)
        ),
    }


def _of_network() -> dict[str, Reader]:
    says = (b"id=hub0", b"name=Campus de Kolda", b"path=/bivouac", b"v=1", b"fp=" + b"0f" * 16)
    said = b"".join(bytes([len(one)]) + one for one in says)
    from bivouac.sync.hub.certificate import make_certificate

    certificate, _ = make_certificate("Campus")

    def read_announcement(data: bytes) -> object:
        from zeroconf import ServiceInfo

        addresses = [bytes([192, 168, 1, 10]), (data[2:18] + bytes(16))[:16]]
        port = int.from_bytes(data[:2], "big")
        return nearby._read(
            ServiceInfo(nearby.SERVICE, f"x.{nearby.SERVICE}", port, properties=data[2:], addresses=addresses)
        )

    return {
        "announcement": Reader(read_announcement, (b"\x21\x24" + said,)),
        "certificate": Reader(lambda data: der_of(data.decode("latin-1")), (certificate,)),
        "bins": Reader(bins.split, (bytes(range(12)),)),
    }


def _of_catalogue() -> dict[str, Reader]:
    school = SignedCatalogue()

    def kept(data: bytes) -> object:
        catalogue = TrustedCatalogue(school.place(data), lambda: school.now)
        return catalogue.read(), catalogue.files()

    hub = HubFolder.create(school.folder / "hub", "Campus")

    def from_above(data: bytes) -> object:
        (hub.folder / "above.catalogue").write_bytes(data)
        return Offer(hub)._read()

    parts = ("root", "timestamp", "snapshot", "targets", BIN)
    by_name: dict[str, Callable[[bytes], object]] = {
        part: lambda data, part=part: school.refresh_with(part, data) for part in parts
    }
    return {
        **{f"catalogue {part}": Reader(read, (school.file(part),)) for part, read in by_name.items()},
        "catalogue parts": Reader(school.parts_with, (school.file("targets"),)),
        "catalogue older root": Reader(school.older_root, (school.file("1.root"),)),
        "catalogue of before": Reader(school.of_before, (school.file("timestamp"),)),
        "signed targets": Reader(lambda data: school.refresh_signed("targets", data), (school.signed("targets"),)),
        "signed bin": Reader(lambda data: school.refresh_signed(BIN, data), (school.signed(BIN),)),
        "catalogue kept": Reader(kept, (school.kept(),)),
        "catalogue key": Reader(school.open_key, (school.key_file(),)),
        "offer from above": Reader(from_above, (msgspec.msgpack.encode(SAMPLES[-1]),)),
        "first root": Reader(school.begin, (school.file("root"),)),
    }
