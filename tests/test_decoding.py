"""What several threads decode."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize("module", ["bivouac.courses.bundle.oci", "bivouac.sync.protocol.messages"])
def test_what_threads_decode_is_known_before_any_of_them_begins(module: str) -> None:
    """msgspec looks at the annotations of a class when it first meets it; two threads that do so at the same moment end the program."""
    program = f"""
import importlib, sys
import msgspec

module = importlib.import_module({module!r})
kinds = [one for one in vars(module).values() if isinstance(one, type(msgspec.Struct)) and one is not msgspec.Struct]
looked = []
sys.setprofile(lambda frame, event, arg: looked.append(event) if frame.f_code.co_name == "get_class_annotations" else None)
for kind in kinds:
    msgspec.json.Decoder(kind)
sys.setprofile(None)
print(len(kinds) > 2, looked)

class New(msgspec.Struct):
    number: int

sys.setprofile(lambda frame, event, arg: looked.append(event) if frame.f_code.co_name == "get_class_annotations" else None)
msgspec.json.Decoder(New)
sys.setprofile(None)
print(bool(looked))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.stdout.split("\n")[:2], done.returncode) == (["True []", "True"], 0), done.stdout + done.stderr
