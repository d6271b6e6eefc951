"""A hub's own word for which hub it is: anybody may say an id, and whoever was told a hub's keys believes their signatures alone (docs/protocol.md#joining)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from bivouac.sync.protocol import signing


@dataclass(frozen=True)
class Word:
    """What was answered to a hello.

    Attributes:
        hub: the id that is claimed.
        content: what the hub has to have signed (`content_of`), made of what was asked and of the certificate that was shown.
        signatures: of that, by device.
    """

    hub: str
    content: bytes
    signatures: Mapping[str, bytes]

    def is_by(self, keys: Mapping[str, bytes]) -> bool:
        """Whether one of these keys, by device, signed it. A hub that was restored has a new one, and those that it had before."""
        return any(
            signing.is_word_signed(signature, self.content, keys[device])
            for device, signature in self.signatures.items()
            if device in keys
        )


def content_of(hub: str, nonce: bytes, certificate: bytes) -> bytes:
    """What a hub signs to prove its id: with the asker's nonce, so that it is of no use later, and the certificate, so that nobody passes it on as theirs.

    Args:
        nonce: the asker's 16 random bytes.
        certificate: DER of the certificate on the connection; empty on plain HTTP within one machine.
    """
    seal = hashlib.sha256(certificate).hexdigest() if certificate else ""
    return f"{hub} {seal} {nonce.hex()}".encode()
