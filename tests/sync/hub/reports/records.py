"""Records as hypothesis thinks them up: all that the hub lets in (sync/hub/journals.py)."""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import strategies as st

from bivouac.sync.journal import acts
from bivouac.sync.journal.record import Record

_PLACE = (1 << 53) - 1


def texts(most: int = 40) -> st.SearchStrategy[str]:
    """What msgpack carries as a text: anything but halves of characters."""
    return st.text(st.characters(exclude_categories=["Cs"]), max_size=most)


_whole = st.integers(-(1 << 63), (1 << 64) - 1)
_places = st.integers(-_PLACE, _PLACE)
_responses = st.one_of(
    st.booleans(), _whole, st.floats(), texts(), st.none(), st.lists(st.one_of(_whole, texts(), st.none()), max_size=4)
)
_known: st.SearchStrategy[acts.Act] = st.one_of(
    st.builds(acts.Watched, _places, _places),
    st.builds(acts.Reached, _places),
    st.builds(acts.Answered, texts(), _responses, _whole),
    st.builds(acts.Hinted, texts(), _whole),
    st.builds(acts.Chose, texts(), _whole),
    st.builds(acts.Restarted),
    st.builds(acts.Completed, _whole),
    st.builds(acts.Noted, texts(), texts(), _places, texts()),
    st.builds(acts.NoteRemoved, texts()),
    st.builds(acts.Bookmarked, _places, st.booleans()),
)
_anything: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.none(), st.booleans(), _whole, st.floats(), texts(), st.binary(max_size=8)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.one_of(texts(), _whole, st.booleans(), st.binary(max_size=3)), inner, max_size=3),
    ),
)


@st.composite
def records(draw: st.DrawFn) -> Record:
    """A record of a known or an unknown kind."""
    if draw(st.booleans()):
        act = draw(_known)
        kind, body = acts.kind_of(act), acts.body_of(act)
    else:
        kind = draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
        body = msgspec.msgpack.encode(draw(st.lists(_anything, max_size=4)))
        if kind in acts.ACTS:
            kind += "?"
    return Record(
        f"learner:{draw(st.from_regex('[a-z0-9]{13}', fullmatch=True))}",
        draw(st.from_regex("[0-9a-f]{20}", fullmatch=True)),
        draw(st.integers(1, 1 << 40)),
        draw(st.integers(0, (1 << 62) - 1)),
        kind,
        draw(texts(128)),
        draw(texts(128)),
        body,
        draw(st.integers(0, 4_102_444_800_000)),
    )
