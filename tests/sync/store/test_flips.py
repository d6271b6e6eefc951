"""Bits that turn over in a laptop's files, some dozens; `python -m tests.soak.flips` runs as many as one has patience for."""

from __future__ import annotations

import pytest

from bivouac.sync.store.files import LIBRARY, journal_file
from tests.soak.flips import LEARNER, Bench, campaign

pytestmark = pytest.mark.expects_log(r"sync\.store")


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("flips"))


def test_a_bit_in_a_journal_is_noticed_and_costs_no_more_than_the_act_it_stood_in(bench: Bench) -> None:
    bench.restore()
    found = campaign(bench, [journal_file(bench.folder, LEARNER)], 40, seed=1)
    assert any("mended" in what for what in found), "not one of them hit anything"


def test_a_bit_in_the_head_of_each_file_is_noticed(bench: Bench) -> None:
    bench.restore()
    for path in (journal_file(bench.folder, LEARNER), bench.folder / LIBRARY):
        for at in (0, 16, 18, 20, 47, 52, 56, 59, 63, 99):
            bench.flip(path, at, 2)


def test_a_bit_in_the_library_or_the_identity_changes_nothing_that_is_shown(bench: Bench) -> None:
    campaign(
        bench, [bench.folder / LIBRARY, bench.folder / "device.json", bench.folder / "device.copy.json"], 15, seed=1
    )
