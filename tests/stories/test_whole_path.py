"""The whole path, with the real parts."""

from pathlib import Path

import pytest

from tests.stories.whole_path import play, problems, summary


@pytest.mark.timeout(400)
def test_the_whole_path(tmp_path: Path, demo_bundles: list[Path]) -> None:
    told = play(tmp_path, demo_bundles)
    assert problems(told) == []
    said = summary(told, [], tmp_path / "screenshots")
    assert "A film's place is kept every 5 s" in said and "in French, which Awa reads: “1 " in said
