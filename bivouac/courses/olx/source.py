"""The files of an unpacked export: found by the names that blocks use, never outside its folder."""

from __future__ import annotations

import html
import html.entities
import re
import unicodedata
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from bivouac.courses.limits import LIMITS
from bivouac.courses.unpack import safe_path
from bivouac.errors import BundleError, InputError

_ROOTS = ("course.xml", "library.xml")
_DEEPEST_ROOT = 4
_OTHER_FORMATS = ("moodle_backup.xml", "imsmanifest.xml", "tincan.xml", "cmi5.xml")
_XML_ENTITIES = {"amp", "lt", "gt", "quot", "apos"}


def root_among(names: list[str]) -> str | None:
    """Of relative file names, the `course.xml` or `library.xml` that an export starts from; None where there is none."""
    if any(name.rpartition("/")[2] in _OTHER_FORMATS for name in names):
        return None
    roots = [name for name in names if name.rpartition("/")[2] in _ROOTS and name.count("/") < _DEEPEST_ROOT]
    return min(roots, key=lambda name: (name.count("/"), name), default=None)


def root_names(folder: Path) -> list[str]:
    """Of the files in the upper levels of a folder, by relative name, those that tell what kind of course it holds."""
    return [
        path.relative_to(folder).as_posix()
        for depth in range(_DEEPEST_ROOT)
        for name in (*_ROOTS, *_OTHER_FORMATS)
        for path in sorted(folder.glob("*/" * depth + name))
        if path.is_file()
    ]


class Source:
    """An unpacked export.

    Args:
        start: its `course.xml` or `library.xml`.
    """

    def __init__(self, start: Path) -> None:
        self.root = start.parent.resolve()
        self.start = start.name
        self._found: dict[str, Path | None] = {}

    def file(self, name: str) -> Path | None:
        """The file of a relative name as blocks write it; None when it is not there or not in the export's folder."""
        if name not in self._found:
            self._found[name] = self._find(name)
        return self._found[name]

    def _find(self, name: str) -> Path | None:
        for spelling in (name, _unpacked_name(name)):
            try:
                path = (self.root / spelling).resolve()
                if path.is_relative_to(self.root) and path.is_file():
                    return path
            except (OSError, ValueError):
                continue  # a name that no file can have
        return None

    def relative(self, path: Path) -> str:
        """A file's name as the author knows it."""
        return path.relative_to(self.root).as_posix()

    def files(self, folder: str, ending: str = "") -> list[Path]:
        """The files below a folder whose names end so, in order; links that lead out of the export are left out."""
        found = (self.root / folder).rglob(f"*{ending}")
        return sorted(path for path in found if path.is_file() and path.resolve().is_relative_to(self.root))

    def text(self, name: str) -> str:
        """A text file; empty when it is not there. Bytes that are not UTF-8 are read as Windows wrote them."""
        path = self.file(name)
        return decoded(limited_bytes(path)) if path else ""

    def static(self, reference: str) -> Path | None:
        """The uploaded file that a page means, however the platform spelled it.

        Studio writes `_` for spaces and other characters of the file's own name, and `_` for `/`.
        """
        name = unquote(reference.split("?")[0].split("#")[0]).lstrip("/")
        return self.file(f"static/{name}") or self._static.get(_studio_name(name))

    @cached_property
    def _static(self) -> dict[str, Path]:
        """Uploaded files by the name Studio gives them."""
        base = self.root / "static"
        return {_studio_name(path.relative_to(base).as_posix()): path for path in reversed(self.files("static"))}


def limited_bytes(path: Path) -> bytes:
    """The content of a page, a definition or a policy.

    Raises:
        InputError: it is larger than any such file is.
    """
    if path.stat().st_size > LIMITS.page:
        raise InputError("The file “{name}” is larger than any page is; nothing of it was taken over.", name=path.name)
    return path.read_bytes()


def decoded(data: bytes) -> str:
    """Text in UTF-8, with or without mark, or else as Windows wrote it."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def parse_xml(data: bytes) -> tuple[etree._Element | None, bool]:
    """An XML document without entities, DTD or network, and whether it had to be mended; None when nothing can be read."""
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", decoded(data))
    text = re.sub(r"&(\w+);", _named_character, text)
    text = "".join(c for c in text if c in "\t\n\r" or unicodedata.category(c) not in ("Cc", "Cs"))
    for mend in (False, True):
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
            recover=mend,
            encoding="utf-8",
        )
        try:
            root = etree.fromstring(text.encode("utf-8"), parser)
        except (etree.XMLSyntaxError, ValueError):
            continue
        if root is not None:
            return root, mend
    return None, True


def inner_html(element: etree._Element) -> str:
    """What stands inside an element, as HTML."""
    return html.escape(str(element.text or ""), quote=False) + "".join(outer_html(child) for child in element)


def outer_html(element: etree._Element) -> str:
    """An element and the text behind it, as HTML."""
    if not isinstance(element.tag, str):  # an entity that nobody defined
        return html.escape(element.tail or "", quote=False)
    return str(etree.tostring(element, encoding="unicode", method="html", with_tail=True))


def _named_character(found: re.Match[str]) -> str:
    """HTML's names for characters, which XML does not know: `&nbsp;` and the like."""
    name = found[1]
    return found[0] if name in _XML_ENTITIES else html.entities.html5.get(f"{name};", f"&amp;{name};")


def _unpacked_name(name: str) -> str:
    """The name that `unpack` gave to a file of this name."""
    try:
        return safe_path(name)
    except BundleError:
        return ""


def _studio_name(name: str) -> str:
    """A name as Studio compares it: only letters, figures and `.-`, all else an underscore; case does not matter here."""
    return re.sub(r"[^\w.-]", "_", unicodedata.normalize("NFC", name)).casefold()
