"""A list of courses made new from an older one: always the hub's own, and no bin comes for which there is no need."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bivouac.errors import LineError
from bivouac.sync.exchange.catalogue import NOTHING, follow
from bivouac.sync.hub import catalogue as hub_catalogue
from bivouac.sync.hub.catalogue import Offered
from bivouac.sync.protocol import bins, messages
from bivouac.sync.protocol.messages import Catalogue, CatalogueEntry


class Hub:
    """Answers as the route does, and counts; with `later`, what it offers from its second answer on."""

    def __init__(self, offered: Catalogue, later: Catalogue | None = None) -> None:
        self.offered, self._later = Offered(offered), later
        self.courses, self.requests = 0, 0

    def ask(self, numbers: Sequence[int], of: int, known: str) -> Catalogue | None:
        self.requests += 1
        if self.requests == 2 and self._later:
            self.offered = Offered(self._later)
        if known == self.offered.catalogue.state:
            return None
        answer = messages.decode(self.offered.in_bins(numbers, of), Catalogue)
        self.courses += len(answer.courses)
        return answer


def entry(number: int, version: int = 1, **said: Any) -> CatalogueEntry:
    digest = f"sha256:{version:032x}{number:032x}"
    known = CatalogueEntry(f"c-{number}", str(version), f"Course {number}", "en", "", digest, 100, 3, {"480p": 1000})
    return msgspec.structs.replace(known, **said)


def offered(state: str, entries: Sequence[CatalogueEntry]) -> Catalogue:
    return Catalogue(state, sorted(entries, key=lambda one: (one.title, one.id)), ("https://mirror",))


MANY = [entry(number) for number in range(700)]


@settings(max_examples=40, deadline=None)
@given(
    here=st.dictionaries(st.integers(0, 500), st.integers(1, 3), max_size=200),
    there=st.dictionaries(st.integers(0, 500), st.integers(1, 3), max_size=200),
    later=st.dictionaries(st.integers(0, 500), st.integers(1, 3), max_size=200),
)
def test_whatever_was_held_the_hubs_own_list_comes(
    here: dict[int, int], there: dict[int, int], later: dict[int, int]
) -> None:
    held, now, then = (
        offered(state, [entry(number, version) for number, version in one.items()])
        for state, one in (("a", here), ("b", there), ("c", later))
    )
    assert follow(Hub(now).ask, held) == now
    assert follow(Hub(now).ask, NOTHING) == now
    assert follow(Hub(now, then).ask, held) in (now, then), "it changed on the way"


def test_one_changed_course_costs_its_bin_and_nothing_else() -> None:
    held = offered("a", MANY)
    for changed in (
        [entry(5, 2), *MANY[:5], *MANY[6:]],
        [*MANY, entry(9000)],
        MANY[1:],
        [entry(5, sizes={"240p": 10}), *MANY[:5], *MANY[6:]],
    ):
        hub = Hub(offered("b", changed))
        assert follow(hub.ask, held) == hub.offered.catalogue
        assert hub.requests == 2 and hub.courses < 50
    unchanged = Hub(held)
    assert follow(unchanged.ask, held) is None
    assert unchanged.requests == 1 and unchanged.courses == 0
    mirrors = Hub(msgspec.structs.replace(held, state="c", mirrors=()))
    assert follow(mirrors.ask, held) == mirrors.offered.catalogue
    assert mirrors.requests == 1 and mirrors.courses == 0


def test_few_courses_come_at_once() -> None:
    hub = Hub(offered("b", MANY[:15]))
    assert follow(hub.ask, NOTHING) == hub.offered.catalogue and hub.requests == 1


def test_a_list_that_is_larger_than_an_answer_comes_in_several(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub_catalogue, "_ANSWER", 10_000)
    hub = Hub(offered("b", MANY))
    assert follow(hub.ask, NOTHING) == hub.offered.catalogue
    assert 8 < hub.requests < 30 and hub.courses == len(MANY)


def test_a_hub_that_knows_no_bins_tells_all() -> None:
    whole = offered("b", MANY)
    assert follow(lambda numbers, of, known: whole, offered("a", MANY[:9])) is whole


def test_a_list_that_never_fits_its_digests_is_given_up() -> None:
    wrong = Catalogue("b", [], bins=b"no such digests.", told=(0, 1, 2, 3, 9))
    with pytest.raises(LineError, match="did not come whole"):
        follow(lambda numbers, of, known: wrong, NOTHING)


def test_a_hub_that_says_it_has_bins_without_end_is_not_followed() -> None:
    """Each would be a place in memory."""
    endless, asked = Catalogue("b", [], bins=bytes(bins.DIGEST * (bins.MOST + 1))), list[int]()
    with pytest.raises(LineError, match="did not come whole"):
        follow(lambda numbers, of, known: asked.append(of) or endless, NOTHING)
    assert asked == [0]


def test_bins_grow_with_the_courses_and_are_even() -> None:
    assert [bins.count_for(courses) for courses in (0, 20, 21, 40, 10_000, 10**9)] == [1, 1, 2, 2, 512, 4096]
    sizes = [len(one) for one in bins.sort_into([entry(number) for number in range(10_000)], 512)]
    assert sum(sizes) == 10_000 and max(sizes) < 50
    assert bins.bin_of("trade", 512) == 186, "docs/protocol.md says how"
