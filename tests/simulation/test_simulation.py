"""A short run of the simulation, and proof that it would find what it is there to find. The long run: `make simulate`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.simulation.bugs import BUGS
from tests.simulation.world import BrokenPromiseError, live

# Found by `python -m tests.simulation --bug NAME`; when a deed is added or changed, the seeds have to be found anew.
FOUND_IN = {
    "the_hub_says_more_than_it_keeps": 0,
    "the_laptop_believes_any_count": 26,
    "a_repeat_counts_twice": 3,
    "records_and_folds_are_saved_apart": 61,
    "a_fork_is_given_any_name": 92,
    "a_fork_is_thrown_away": 3,
    "pages_of_two_copies_mix": 3,
    "signatures_are_not_looked_at": 1,
    "anybody_reads_anything": 1,
    "a_stolen_laptop_stays_in": 2,
    "receipts_are_believed_unproved": 0,
    "a_hub_leaves_gaps": 14,
    "a_receipt_is_taken_for_everything": 32,
    "everybody_s_acts_are_one_s_own": 1,
}

# A name that was shut out: in 116 a laptop took for its own what a copy wrote under it; in 20080 it did not take what was its own.
# In 50029 the power went after the school had kept what a campus says of its people, and before it knew it.
# In 60030 a hub that was set back took a copy's record for one that it had confirmed before, and nobody ever compared them.
FOUND_BY_LONG_RUNS = (116, 20080, 50029, 60030)


@pytest.mark.parametrize("bug", BUGS)
def test_a_bug_is_found(tmp_path: Path, bug: str) -> None:
    with BUGS[bug](), pytest.raises(BrokenPromiseError):
        live(tmp_path, FOUND_IN[bug], 60)


@pytest.mark.parametrize("seed", sorted({*range(6), *FOUND_IN.values()}))
def test_every_promise_holds(tmp_path: Path, seed: int) -> None:
    """In these worlds the bugs above were found: without them nothing is amiss there."""
    live(tmp_path, seed, 60)


@pytest.mark.parametrize("seed", FOUND_BY_LONG_RUNS)
def test_what_a_long_run_found_stays_mended(tmp_path: Path, seed: int) -> None:
    live(tmp_path, seed, 100)


def test_every_bug_has_its_world() -> None:
    assert set(FOUND_IN) == set(BUGS)
