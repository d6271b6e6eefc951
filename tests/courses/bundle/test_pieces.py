import hashlib
import io

import pytest

from bivouac.courses.bundle.pieces import decode_pieces, encode_pieces, piece_digests
from bivouac.errors import BundleError

MIB = 1024 * 1024
BLOB = "sha256:" + "a" * 64
CONTENT = bytes(range(256)) * 4096 * 2 + b"tail"  # two whole pieces and four bytes


def test_pieces_are_those_of_the_format() -> None:
    pieces = decode_pieces(encode_pieces({BLOB: piece_digests(io.BytesIO(CONTENT))}), {BLOB: len(CONTENT)})
    assert pieces == {
        BLOB: tuple(hashlib.sha256(part).digest() for part in (CONTENT[:MIB], CONTENT[MIB : 2 * MIB], b"tail"))
    }


def test_a_list_that_does_not_fit_is_refused() -> None:
    data = encode_pieces({BLOB: piece_digests(io.BytesIO(CONTENT))})
    for sizes in ({}, {BLOB: 3 * MIB + 1}, {BLOB: 2 * MIB}, {BLOB: len(CONTENT), "sha256:" + "b" * 64: 1}):
        with pytest.raises(BundleError, match="does not fit"):
            decode_pieces(data, sizes)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[" * 100_000,
        b'{"pieceSize":1048576}',
        b'{"pieceSize":1048576,"blobs":{"sha256:../x":""}}',
        b'{"pieceSize":1048576,"blobs":{"%s":"not base 64"}}' % BLOB.encode(),
        b'{"pieceSize":1024,"blobs":{"%s":""}}' % BLOB.encode(),
    ],
)
def test_damaged_lists_are_refused(data: bytes) -> None:
    with pytest.raises(BundleError):
        decode_pieces(data, {BLOB: 5_000_000})
