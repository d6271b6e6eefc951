"""The blocks of a course: pointers followed to their files, policies applied, each knowing how an author finds it.

A block stands in its parent's file, or there is only a pointer to it (`<vertical url_name="x"/>`) and it stands in
`vertical/x.xml`. `policies/<run>/policy.json` has the last word about attributes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from bivouac.courses.olx.source import Source, limited_bytes, parse_xml
from bivouac.courses.report import Report
from bivouac.errors import BundleError, InputError

CONTAINERS = frozenset({
    "course", "library", "chapter", "section", "sequential", "subsection", "videosequence", "problemset", "vertical", "unit", "wrapper",
    "split_test", "conditional", "randomize", "library_content", "itembank",
})  # fmt: skip
_MOST_BLOCKS = 30_000
_DEEPEST = 40


@dataclass
class Block:
    """One block.

    Attributes:
        kind: its tag: `html`, `problem`, `vertical`…
        url_name: its name in the course; empty where an inline block has none.
        attributes: all that the block and the policy say about it, as text.
        element: what it is defined by.
        children: of a container; other blocks keep theirs in `element`.
        place: the titles of the blocks around it, from the chapter down.
    """

    kind: str
    url_name: str
    attributes: dict[str, str]
    element: etree._Element
    place: tuple[str, ...] = ()
    children: list[Block] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The name an author gave it, or the platform did; may be empty."""
        name = self.attributes.get("display_name") or self.attributes.get("name", "")  # `name` in exports of 2013
        return " ".join(name.split())

    @property
    def where(self) -> str:
        """How an author finds it: the titles on the way to it and its file."""
        titles = " › ".join([*self.place, *([self.title] if self.title else [])])
        name = f"{self.kind}/{self.url_name or '–'}"
        return f"{titles} ({name})" if titles else name

    def flag(self, name: str) -> bool:
        """An attribute that is true or false."""
        return self.attributes.get(name, "").strip().lower() in ("true", "1", "yes")

    def json(self, name: str) -> Any:
        """An attribute that holds JSON; None when it is missing or is none."""
        return json_or_none(self.attributes.get(name, ""))

    def walk(self) -> Iterator[Block]:
        """This block and all below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


def read_tree(source: Source, report: Report) -> Block:
    """The course or library, as a tree of blocks. What a pointer leads to and is not there is reported.

    Raises:
        InputError: its root cannot be read.
        BundleError: it is made to have endlessly many blocks.
    """
    reader = _Reader(source, report)
    start = source.file(source.start)
    root, mended = parse_xml(limited_bytes(start)) if start else (None, False)
    if root is None or root.tag not in ("course", "library"):
        raise InputError(
            "“{name}” in this export cannot be read as an Open edX course. Export the course again and try once more.",
            name=source.start,
        )
    if mended:
        report.changed(
            source.start,
            str(root.tag),
            "The file of this block is damaged; what could be read of it was taken over. Compare it with the original.",
        )
    return reader.block(root, (), ())


def json_or_none(text: str) -> Any:
    """The value of a JSON text; None when it is none."""
    try:
        if "\\ud" in text.lower():  # half a character, which nothing later could write down
            text = json.dumps(json.loads(text), ensure_ascii=False).encode("utf-8", "replace").decode()
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


class _Reader:
    def __init__(self, source: Source, report: Report) -> None:
        self._source = source
        self._report = report
        self._policy: dict[str, Any] = {}
        self._count = 0
        self._parsed: dict[Path, tuple[etree._Element | None, bool]] = {}  # a block may be used in several places

    def block(self, element: etree._Element, place: tuple[str, ...], above: tuple[str, ...]) -> Block:
        """The block that an element is or points to.

        Args:
            place: titles of the blocks around it.
            above: names of the blocks around it; a block inside itself is refused.
        """
        self._count += 1
        if self._count > _MOST_BLOCKS:
            raise BundleError("This course has more than {most} blocks, and was not opened.", most=_MOST_BLOCKS)
        block = self._defined(element, place)
        if block.kind in ("course", "library"):
            self._read_policy(block.url_name)
        block.attributes |= _as_text(self._policy.get(f"{block.kind}/{block.url_name}"))
        name = f"{block.kind}/{block.url_name}"
        if block.kind in CONTAINERS and self._may_have_children(block, name, above):
            inside = (*place, block.title) if block.title and above else place
            block.children = [
                self.block(child, inside, (*above, name)) for child in block.element if isinstance(child.tag, str)
            ]
        return block

    def _may_have_children(self, block: Block, name: str, above: tuple[str, ...]) -> bool:
        if (block.url_name and name in above) or len(above) > _DEEPEST:
            self._report.lost(block.where, block.kind, "This block contains itself; what is inside it was left out.")
            return False
        return True

    def _defined(self, element: etree._Element, place: tuple[str, ...]) -> Block:
        """The block with the definition its pointer leads to; where there is none, the element is all there is."""
        attributes = {str(key): str(value) for key, value in element.attrib.items()}
        kind = str(element.tag)
        url_name = attributes.get("url_name") or attributes.get("slug") or attributes.get("filename", "")
        block = Block(kind, url_name, attributes, element, place)
        if len(element) or (element.text or "").strip():
            return block
        names = dict.fromkeys(attributes[key] for key in ("url_name", "filename") if attributes.get(key))
        for name in names:
            path = self._source.file(f"{kind}/{name.replace(':', '/')}.xml")
            if path:
                return self._from_file(block, path)
        if url_name and set(attributes) <= {"url_name", "org", "course"}:
            self._report.lost(
                block.where,
                kind,
                "The export names this block and does not contain it. Check in Studio whether it is still there.",
            )
        return block

    def _from_file(self, block: Block, path: Path) -> Block:
        try:
            if path not in self._parsed:
                self._parsed[path] = parse_xml(limited_bytes(path))
            root, mended = self._parsed[path]
        except InputError as error:
            self._report.lost(block.where, block.kind, error.source, **error.values)
            return block
        if root is None:
            self._report.lost(
                block.where,
                block.kind,
                "The file of this block is empty or damaged. Open it in Studio, save it and export again.",
            )
            return block
        block.element = root
        block.attributes = {**block.attributes, **{str(key): str(value) for key, value in root.attrib.items()}}
        block.url_name = block.attributes.get("url_name") or block.url_name
        if mended:
            self._report.changed(
                block.where,
                block.kind,
                "The file of this block is damaged; what could be read of it was taken over. Compare it with the original.",
            )
        return block

    def _read_policy(self, run: str) -> None:
        for name in (f"policies/{run}/policy.json", f"policies/{run}.json", "policies/policy.json"):
            policy = json_or_none(self._source.text(name))
            if isinstance(policy, dict):
                self._policy = policy
                return


def _as_text(values: Any) -> dict[str, str]:
    """What a policy says, as attributes say it."""
    if not isinstance(values, dict):
        return {}
    return {
        str(key): value if isinstance(value, str) else json.dumps(value)
        for key, value in values.items()
        if value is not None
    }
