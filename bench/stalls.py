"""The longest pause of the window in the story of the whole path (tests/stories/whole_path.py): join, download, study, lose the power."""

from __future__ import annotations

from bench.courses import demo_bundle
from bench.figures import Figure, NotMeasured, Run
from tests.stories.whole_path import play

_LIMIT = 50.0


def measure(run: Run) -> list[Figure]:
    """The story is told once; it takes a minute or two."""
    if run.quick:
        raise NotMeasured("the story is too long for a quick run; tests/stories tells it")
    bundles = [demo_bundle(), demo_bundle().with_name("demo.fr.bivouac")]
    told = play(run.folder / "story", bundles)
    where, stall = told.longest_stall
    there, busy = told.busiest_stall
    note = f"of which it worked {stall.cpu * 1000:.0f} ms, the rest it waited or others had its processor; of {len(told.steps)} steps: “{where}”"
    return [
        Figure("stalls", "longest pause of the window", stall.wall * 1000, "ms", _LIMIT, note=note),
        Figure("stalls", "most work of the window without a pause", busy.cpu * 1000, "ms", note=f"“{there}”"),
    ]
