"""How each kind of activity is studied: one file a kind, behind the one interface of `pane.py`.

To add a kind: docs/architecture.md#where-to-add-things.
"""

from __future__ import annotations

from bivouac.courses.model import Activity, Audio, Case, Document, Page, Quiz, Unknown, Video
from bivouac.desktop.activities.pane import ActivityPane, PaneContext


def pane_for(context: PaneContext) -> ActivityPane:
    """The pane that shows `context.activity`. Its module is imported now: multimedia loads with the first film."""
    return _panes()[type(context.activity)](context)


PANES = tuple(f"bivouac.desktop.activities.{name}" for name in ("case", "document", "page", "quiz", "unknown", "video"))
"""The modules of all panes: a quarter of a second, in turns of the event loop before the first lesson is shown (importing.py)."""


def _panes() -> dict[type[Activity], type[ActivityPane]]:
    from bivouac.desktop.activities.case import CasePane
    from bivouac.desktop.activities.document import DocumentPane
    from bivouac.desktop.activities.page import PagePane
    from bivouac.desktop.activities.quiz import QuizPane
    from bivouac.desktop.activities.unknown import UnknownPane
    from bivouac.desktop.activities.video import VideoPane

    return {
        Video: VideoPane,
        Audio: VideoPane,
        Page: PagePane,
        Quiz: QuizPane,
        Case: CasePane,
        Document: DocumentPane,
        Unknown: UnknownPane,
    }
