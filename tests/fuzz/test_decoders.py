"""No decoder is left out: whatever reads bytes in the protocol, the catalogue and the bundle is run by some reader of the campaign."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from bivouac.sync.protocol import messages
from tests.fuzz import decoders
from tests.fuzz.protocol import SAMPLES
from tests.fuzz.readers import readers


def test_every_decoder_is_given_damaged_bytes() -> None:
    known = readers()

    def read_all() -> None:
        for reader in known.values():
            for sample in reader.samples:
                reader.read(sample)

    left_out = decoders.decoders() - decoders.run_by(read_all)
    assert not left_out, f"give {sorted(left_out)} a reader in tests/fuzz"


def test_every_message_is_given_damaged_bytes() -> None:
    every = {
        kind
        for kind in vars(messages).values()
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct) and kind.__module__ == messages.__name__
    }
    assert {type(one) for one in SAMPLES} == every


def test_a_decoder_that_nobody_runs_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sync" / "protocol").mkdir(parents=True)
    (tmp_path / "sync" / "protocol" / "new.py").write_text(
        "from bivouac.decoding import from_json\n\n"
        "def _count(text: str) -> int:\n    return len(text.encode())\n\n"
        "class Box:\n    def open(self, path):\n        return from_json(path.read_bytes(), int)\n\n"
        "def is_sound(data: bytes) -> bool:\n    return data[:1] == b'x'\n"
    )
    monkeypatch.setattr(decoders, "ROOT", tmp_path)
    new = "sync/protocol/new.py"
    assert decoders.decoders() == {(new, "Box.open"), (new, "is_sound")}
    assert not decoders.run_by(lambda: None)
