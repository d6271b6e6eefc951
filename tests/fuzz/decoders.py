"""Where bytes become something else: found in the code itself, so that none is left out that somebody adds."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import bivouac

ROOT = Path(bivouac.__file__).parent
ROOMS = ("sync/protocol", "sync/catalogue", "courses/bundle")
"""What others wrote is read in these."""

_OPENING = {"decompress", "decrypt", "b64decode", "from_bytes", "convert", "unpack", "decoded_properties"}
_OURS = ("from_json", "from_msgpack", "from_values")
"""Of `bivouac/decoding.py`."""
_OF_BYTES = {"msgspec", "json", "msgpack"}
_WRITING = ("sign_", "seal_name", "seal_id", "new_session", "header_of", "fingerprint_of", "digest_of", "seal_of")
"""Begin names of what takes bytes and reads nothing in them."""

Place = tuple[str, str]
"""A file below `bivouac/`, and the name of a function in it (of a method: `Class.method`)."""


def decoders() -> set[Place]:
    """Functions that call a decoder of a library, and public ones of the protocol that are given bytes first."""
    found = set[Place]()
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            file = path.relative_to(ROOT).as_posix()
            tree = ast.parse(path.read_text("utf-8"))
            for name, function in _functions(tree):
                if any(_opens(node) for node in ast.walk(function)) or (
                    room == "sync/protocol" and _is_given_bytes(function)
                ):
                    found.add((file, name))
    return found


def run_by(reading: Callable[[], object]) -> set[Place]:
    """The functions below `bivouac/` that are run while something is read."""
    found, root = set[Place](), f"{ROOT}/"

    def note(frame: FrameType, event: str, _: object) -> None:
        code = frame.f_code
        if event == "call" and code.co_filename.startswith(root):
            found.add((code.co_filename.removeprefix(root), code.co_qualname))

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        reading()
    finally:
        sys.setprofile(before)
    return found


def _functions(tree: ast.Module) -> list[tuple[str, ast.FunctionDef]]:
    found = [(node.name, node) for node in tree.body if isinstance(node, ast.FunctionDef)]
    for of in tree.body:
        if isinstance(of, ast.ClassDef):
            found += [(f"{of.name}.{node.name}", node) for node in of.body if isinstance(node, ast.FunctionDef)]
    return found


def _opens(node: ast.AST) -> bool:
    if isinstance(node, ast.Attribute) and node.attr == "decoded_properties":
        return True
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Name):
        return node.func.id.startswith(("_decode", *_OURS))
    if not isinstance(node.func, ast.Attribute):
        return False
    of = ast.unparse(node.func.value)
    if node.func.attr == "decode":
        return of.split(".")[0] in _OF_BYTES or of.endswith("decoder")
    return node.func.attr in _OPENING and of != "int"


def _is_given_bytes(function: ast.FunctionDef) -> bool:
    first = function.args.args[0].annotation if function.args.args else None
    public = not function.name.startswith(("_", *_WRITING))
    return public and first is not None and ast.unparse(first) == "bytes"
