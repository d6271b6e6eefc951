"""Each bench runs and gives figures; how fast anything is, no test asks."""

from __future__ import annotations

import math
import os
import re
import subprocess
import sys
import venv
from pathlib import Path

import pytest

pytest.importorskip("PySide6")
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the benches read /proc")

from bench.__main__ import PAGE, main, measure  # noqa: E402
from bench.bars import BARS, BENCHES  # noqa: E402
from bench.figures import Figure, NotMeasured  # noqa: E402
from bench.processes import ANKI_PYTHON, anki_python, pss_megabytes, tree_seconds  # noqa: E402
from bench.report import Told, page  # noqa: E402


@pytest.mark.parametrize("name", [name for name in BENCHES if name not in ("package", "stalls")])
def test_it_runs_and_gives_figures(name: str, tmp_path: Path) -> None:
    told = measure(name, tmp_path, quick=True)
    if told.missing:
        pytest.skip(f"not measured: {told.missing}")
    assert {figure.bar for figure in told.figures} == {bar.key for bar in BARS if bar.bench == name}
    assert all(math.isfinite(figure.value) and figure.value > 0 for figure in told.figures)
    assert list(tmp_path.iterdir()) == []


def test_the_page_tells_what_is_met_what_is_missed_and_what_is_not_measured() -> None:
    figures = [Figure("start", "window", 2.1, "x", 2.5), Figure("start", "home", 3.0, "x", 2.5)]
    told = {"start": Told(figures), "durable": Told([], "needs strace")}
    rows = [line for line in page(told).splitlines() if line.startswith("|")]
    assert "window: **2.1 x** | met" in rows[2]
    assert "home: **3 x** | **missed**" in rows[3]
    assert any("not measured: needs strace" in row for row in rows)
    assert all(len(re.findall(r"\|", row)) == 7 for row in rows)


def test_one_bench_measured_anew_leaves_the_other_rows_as_they_are() -> None:
    both = page({"start": Told([Figure("start", "window", 2.1, "x", 2.5)]), "durable": Told([], "needs strace")})
    after = page({"durable": Told([Figure("durable", "syncs", 1, "")])}, both)
    assert "window: **2.1 x** | met" in after
    assert "syncs: **1**" in after
    assert "needs strace" not in after
    assert page({"durable": Told([Figure("durable", "syncs", 1, "")])}, after) == after


def test_a_lower_limit_is_met_from_above() -> None:
    assert Figure("class", "rate", 2_100, "requests/s", 2_000, at_least=True).met is True
    assert Figure("class", "rate", 1_900, "requests/s", 2_000, at_least=True).met is False


def test_where_anki_is_absent_nothing_is_measured_and_no_row_is_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    venv.create(tmp_path / "bare", symlinks=True)
    monkeypatch.setenv(ANKI_PYTHON, str(tmp_path / "bare" / "bin" / "python"))
    monkeypatch.setattr(sys, "argv", ["bench", "anki", "--quick", "--write"])
    before = PAGE.read_bytes()
    assert main() == 0
    assert PAGE.read_bytes() == before
    assert ANKI_PYTHON in measure("anki", tmp_path, quick=True).missing


def test_a_python_for_anki_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ANKI_PYTHON, "/nowhere/python")
    with pytest.raises(NotMeasured, match="/nowhere/python"):
        anki_python("anki")


def test_the_time_of_a_process_counts_what_it_started_and_what_has_ended() -> None:
    before = tree_seconds(os.getpid())
    at_work = "import time\nwhile time.process_time() < 0.2: pass"
    child = subprocess.Popen([sys.executable, "-c", at_work])
    child.wait()
    assert tree_seconds(os.getpid()) - before > 0.18  # counted in hundredths
    assert tree_seconds(child.pid) == pss_megabytes(child.pid) == 0
