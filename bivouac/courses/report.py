"""What an import or a build has to tell its author: what was lost, what was changed, what should be looked at."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import Any

from bivouac.language import tr


class Severity(enum.Enum):
    """How much a finding matters to a learner."""

    LOST = "lost"  # a block is not in the course
    CHANGED = "changed"  # it is there, in another form
    NOTE = "note"  # worth a look


@dataclass(frozen=True)
class Finding:
    """One thing to say about one block.

    Attributes:
        where: how the author finds the block: a path in the source, with the block's title where it has one.
        block: the block's kind in its own format (`problem/customresponse`, `iframe`, `.gift`).
        source: an English sentence with `{name}` fields, translated when shown.
    """

    severity: Severity
    where: str
    block: str
    source: str
    values: dict[str, Any] = field(default_factory=dict)

    def sentence(self) -> str:
        """The finding in the current language."""
        return tr(self.source, **self.values)


class Report:
    """The findings of one import, in the order they were met."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def lost(self, where: str, block: str, source: str, **values: Any) -> None:
        """A block could not be converted; `source` says why."""
        self._add(Severity.LOST, where, block, source, values)

    def changed(self, where: str, block: str, source: str, **values: Any) -> None:
        """A block came over in another form."""
        self._add(Severity.CHANGED, where, block, source, values)

    def note(self, where: str, block: str, source: str, **values: Any) -> None:
        """Something an author would want to know."""
        self._add(Severity.NOTE, where, block, source, values)

    def _add(self, severity: Severity, where: str, block: str, source: str, values: dict[str, Any]) -> None:
        finding = Finding(severity, where, block, source, values)
        if finding not in self.findings:
            self.findings.append(finding)
