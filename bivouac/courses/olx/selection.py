"""Which blocks a learner sees here, where the platform would choose: experiments, banks, groups, staff."""

from __future__ import annotations

from collections.abc import Iterator

from bivouac.courses.olx.tree import CONTAINERS, Block
from bivouac.courses.report import Report

_BANKS = frozenset({"library_content", "itembank"})


def chosen(blocks: list[Block], report: Report) -> Iterator[Block]:
    """The blocks that a learner sees, with what stands in containers; who would see others is told."""
    for block in blocks:
        if block.flag("visible_to_staff_only"):
            report_staff_only(block, report)
            continue
        if block.attributes.get("group_access") not in (None, "", "{}", "null"):
            report.note(
                block.where,
                block.kind,
                "Only some groups of learners saw this on the platform; here everybody does.",
            )
        if block.kind not in CONTAINERS:
            yield block
        elif not block.children and block.kind not in _BANKS:
            report.note(block.where, block.kind, "This unit is empty, so it was left out.")
        else:
            yield from chosen(_children(block, report), report)


def _children(block: Block, report: Report) -> list[Block]:
    """The children of a container that everybody gets here, where the platform would choose for each learner."""
    children, kind, where = block.children, block.kind, block.where
    if kind in ("split_test", "randomize"):
        if children:
            report.changed(
                where,
                kind,
                "The platform shows each learner one of {n} variants; here everybody sees the first.",
                n=len(children),
            )
        for other in children[1:]:
            report.lost(
                other.where,
                other.kind,
                "This variant of an experiment was left out, with all that is in it; the first is shown.",
            )
        return children[:1]
    if kind in _BANKS:
        library = block.attributes.get("source_library_id") or block.attributes.get("display_name", "")
        if not children:
            report.lost(
                where,
                kind,
                "Its questions come from the library “{library}”, which is not in the export. Export the library and import it by itself.",
                library=library,
            )
        else:
            report.changed(
                where,
                kind,
                "The platform draws some of these {n} questions for each learner; here everybody gets all of them.",
                n=len(children),
            )
    if kind == "conditional":
        report.changed(where, kind, "What the platform shows only under a condition is shown to everybody here.")
        return [child for child in children if child.kind != "show"]
    return children


def report_staff_only(block: Block, report: Report) -> None:
    """Say that a block only staff sees is left out, with what is in it."""
    inside = sum(1 for _ in block.walk()) - 1
    report.note(
        block.where,
        block.kind,
        "Only staff sees this on the platform, so it was left out, with the {n} blocks in it.",
        n=inside,
    )
