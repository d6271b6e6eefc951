"""What is promised of the campaigns: how often they kill where nobody says otherwise, and that what came of it is kept."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.soak import app, downloads, imports, kills, preloads
from tests.soak.noting import KEPT, noted


@pytest.mark.parametrize(
    ("module", "promised"), [(kills, [500]), (app, [500]), (downloads, [200, 200]), (imports, [200]), (preloads, [200])]
)
def test_a_campaign_kills_as_often_as_is_promised(
    module: ModuleType, promised: list[int], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked = []

    def campaign(folder: Path, times: int, seed: int, **more: bool) -> dict[str, int] | str:
        asked.append(times)
        return "" if module in (kills, app) else {}

    monkeypatch.setattr(module, "campaign", campaign)
    monkeypatch.setattr(sys, "argv", ["campaign", "--note", str(tmp_path / "table.md")])
    module.main()
    assert asked == promised
    assert len((tmp_path / "table.md").read_text().splitlines()) == len(promised)


def test_what_came_of_a_campaign_is_a_dated_line_of_the_table(tmp_path: Path) -> None:
    table = tmp_path / "table.md"
    noted("kills", 7, 500, lambda: "each of 8,000 acts is everywhere once", table)
    today = datetime.datetime.now(datetime.UTC).date()
    assert table.read_text() == f"| {today} | kills | 7 | 500 | each of 8,000 acts is everywhere once | 0 | 0 | 1 |\n"
    head = next(line for line in KEPT.read_text("utf-8").splitlines() if line.startswith("| day"))
    assert head.count("|") == table.read_text().count("|")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (AssertionError("hub: 2 acts\n| are lost"), "a promise is broken: hub: 2 acts / are lost"),
        (OSError("no room"), "broken off: no room"),
    ],
)
def test_a_campaign_that_fails_is_kept_as_well(tmp_path: Path, error: Exception, said: str) -> None:
    def run() -> str:
        raise error

    with pytest.raises(type(error)):
        noted("app", 1, 500, run, tmp_path / "table.md")
    assert f"| app | 1 | 500 | {said} | ? | ? | 1 |" in (tmp_path / "table.md").read_text()
