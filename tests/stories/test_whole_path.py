"""The whole path, with the real parts."""

from pathlib import Path

import pytest

from tests.stories.whole_path import play, problems


@pytest.mark.timeout(400)
def test_the_whole_path(tmp_path: Path, demo_bundles: list[Path]) -> None:
    assert problems(play(tmp_path, demo_bundles)) == []
