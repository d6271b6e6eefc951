"""The tree in the order that is written down in one place (`outlines.py`)."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable, Iterator
from pathlib import Path

from bivouac.courses.ids import make_id
from bivouac.courses.markdown import languages
from bivouac.courses.markdown.outlines import SUMMARY, Entry
from bivouac.courses.markdown.reading import Document, Settings
from bivouac.courses.markdown.tree import NOT_YET, PAGES, Branch, Leaf, TreeReader

_REST = "..."
_LONGEST_PATTERN = 200


def arrange(tree: Branch, outline: list[Entry], reader: TreeReader) -> Branch:
    """The tree as the outline has it. What the outline does not name is left out and named in the report."""
    arranged = _Arranger(tree, outline, reader)
    children = list(arranged.children(outline, tree.path))
    if not children:
        return tree
    for leaf in tree.leaves():
        if leaf.path.resolve() not in arranged.taken and leaf.path != tree.path / SUMMARY:
            name = reader.where(leaf.path)
            reader.report.note(name, "page", "“{name}” is not named in the order of pages and was left out.", name=name)
    return Branch(tree.path, tree.name, tree.pages, tree.index, children)


class _Arranger:
    def __init__(self, tree: Branch, outline: list[Entry], reader: TreeReader) -> None:
        self.tree = tree
        self.reader = reader
        self.taken: set[Path] = set()
        self.leaves = {_key(leaf.path): leaf for leaf in tree.leaves()}
        self.branches = {branch.path.resolve(): branch for branch in _branches(tree)}
        self.named = {_key(reader.root / _plain(entry.path)) for entry in _all(outline) if entry.path}

    def children(self, entries: list[Entry], folder: Path) -> Iterator[Branch | Leaf]:
        for entry in entries:
            if (inside := self._several(entry)) is not None:
                yield from inside
                continue
            page = self._page(entry)
            title = entry.title or (page.title if page else "")
            path = folder / make_id(title)
            below = list(self.children(entry.children, path))
            if below:
                inside = [*([page] if page else []), *below]
                yield Branch(path, title, Settings({"title": title}), Document(path / "index.md"), inside)
            elif page:
                yield page

    def _several(self, entry: Entry) -> list[Branch | Leaf] | None:
        """What an entry stands for that names a folder or a pattern; None for one of a page or a part."""
        named = _plain(entry.path)
        if named == _REST:
            return self._left(self.tree.children)
        if "*" in named:
            return self._matching(named)
        branch = self.branches.get((self.reader.root / named).resolve()) if entry.path and not entry.children else None
        if branch is None or self._leaf(named):
            return None
        inside = self._left(branch.children)
        if not inside or entry.spread:
            return inside
        pages = Settings({**branch.pages, "title": entry.title}) if entry.title else branch.pages
        index = Document(branch.index.path) if entry.title else branch.index
        return [Branch(branch.path, branch.name, pages, index, inside)]

    def _left(self, children: Iterable[Branch | Leaf]) -> list[Branch | Leaf]:
        """Of these what stands nowhere yet and is named nowhere, which is taken."""
        found: list[Branch | Leaf] = []
        for child in children:
            if isinstance(child, Branch):
                if inside := self._left(child.children):
                    found.append(Branch(child.path, child.name, child.pages, child.index, inside))
            elif child.path.resolve() not in self.taken and _key(child.path) not in self.named:
                self.taken.add(child.path.resolve())
                found.append(child)
        return found

    def _matching(self, pattern: str) -> list[Branch | Leaf]:
        """The pages whose path fits a pattern of names: `*` within a folder, `**` in any below it."""
        wanted = pattern[:_LONGEST_PATTERN].split("/")
        if wanted.count("**") > 2:  # each is tried in every folder
            return []
        fits = (
            leaf
            for leaf in self.tree.leaves()
            if any(
                _fits(name.split("/"), wanted)
                for name in (self.reader.where(leaf.path), self.reader.where(leaf.path).rsplit(".", 1)[0])
            )
        )
        return self._left(fits)

    def _leaf(self, named: str) -> Leaf | None:
        path = self.reader.root / named
        if leaf := self.leaves.get(_key(path)) or self.reader.leaf(path):
            return leaf
        written = (self.reader.leaf(path.parent / f"{path.name}{ending}") for ending in sorted(PAGES) if named)
        return next(filter(None, written), None)

    def _page(self, entry: Entry) -> Leaf | None:
        if not entry.path or "://" in entry.path:
            return None
        named = _plain(entry.path)
        path = self.reader.root / named
        leaf = self._leaf(named)
        if leaf is None and any((path.parent / f"{path.name}{ending}").is_file() for ending in NOT_YET):
            return None  # it is in the report
        if leaf is None:
            self.reader.report.lost(
                named[:200], "page", "“{name}” is named in the order of pages and is not there.", name=named[:200]
            )
        elif leaf.path.resolve() in self.taken:
            return None
        else:
            self.taken.add(leaf.path.resolve())
            leaf.title = entry.title or leaf.title
        return leaf


def _fits(parts: list[str], wanted: list[str]) -> bool:
    """Whether the parts of a path fit those of a pattern."""
    if not wanted or not parts:
        return not parts and all(part == "**" for part in wanted)
    if wanted[0] == "**":
        return len(wanted) == 1 or any(_fits(parts[at:], wanted[1:]) for at in range(len(parts)))
    return fnmatch.fnmatchcase(parts[0], wanted[0]) and _fits(parts[1:], wanted[1:])


def _plain(path: str) -> str:
    return path.split("#")[0].strip("/").removeprefix("./")


def _all(entries: list[Entry]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        yield from _all(entry.children)


def _branches(branch: Branch) -> Iterator[Branch]:
    for child in branch.children:
        if isinstance(child, Branch):
            yield child
            yield from _branches(child)


def _key(path: Path) -> tuple[Path, str]:
    """A page in whatever language and by whatever ending."""
    name = path.name.removesuffix(path.suffix) if path.suffix.lower() in PAGES else path.name
    return path.parent.resolve(), languages.split_language(name)[0].lower()
