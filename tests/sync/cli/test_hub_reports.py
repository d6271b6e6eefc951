"""`bivouac hub export` and `bivouac hub forward`, as typed."""

from __future__ import annotations

import csv
import datetime
import json
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyarrow import parquet

from bivouac import language
from bivouac.sync.cli.hub_reports import PASSWORD as VARIABLE
from bivouac.sync.hub.storage import Segment
from bivouac.sync.journal import acts
from tests.sync.campus import COMMAND, REPOSITORY, Campus, wait_until
from tests.sync.conftest import MakeLaptop
from tests.sync.hub.reports.ralph import PASSWORD, USER, Ralph
from tests.sync.hub.reports.school import NOON, School
from tests.sync.hub.reports.sending import lines
from tests.terminal import bivouac


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    yield
    language.use_language("en")


def test_a_file_of_statements_has_one_a_line(school: School, tmp_path: Path) -> None:
    school.shelve()
    school.bring(school.everything())
    file = tmp_path / "all.jsonl"
    done = bivouac("hub", "export", school.hub.folder, "--xapi", file)
    assert (done.exit_code, done.stdout) == (0, f"{len(lines(school))} acts are in {file}.\n")
    assert file.read_bytes().splitlines() == lines(school)
    assert bivouac("hub", "export", school.hub.folder, "--xapi", "-").stdout.encode() == file.read_bytes()
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_table_as_a_french_spreadsheet_opens_it(school: School, tmp_path: Path) -> None:
    school.shelve()
    school.bring(school.everything())
    file = tmp_path / "semaine.csv"
    assert bivouac("hub", "export", school.hub.folder, "--csv", file, "--local", language="fr").exit_code == 0
    plain = csv.DictReader(
        bivouac("hub", "export", school.hub.folder, "--csv", "-").stdout.lstrip("\ufeff").splitlines()
    )
    french = list(csv.DictReader(file.read_text("utf-8-sig").splitlines(), delimiter=";"))
    plain_rows = list(plain)
    for one, told in zip(french, plain_rows, strict=True):
        moment = datetime.datetime.fromisoformat(told["received"].replace("Z", "+00:00")).astimezone()
        assert one["Reçu"] == f"{moment:%Y-%m-%d %H:%M:%S}" and one["Part des points"] == told["share"].replace(
            ".", ","
        )
    assert any("," in one["Part des points"] for one in french)
    assert "received" not in french[0] and all("Reçu" not in one for one in plain_rows)
    answers = {one["Question"]: one["Réponse"] for one in french if one["Ce qui a été fait"] == "a répondu"}
    assert answers["Which"] == "rent; wages" and answers["True"] == "Faux"
    assert "goes together with --csv" in bivouac("hub", "export", school.hub.folder, "--xapi", "-", "--local").output


def test_tables_are_written(school: School, tmp_path: Path) -> None:
    school.bring(school.pages(3))
    assert bivouac("hub", "export", school.hub.folder, "--csv", "-", "--names").stdout.count("Awa Koné") == 3
    file = tmp_path / "all.parquet"
    assert bivouac("hub", "export", school.hub.folder, "--parquet", file).exit_code == 0
    assert parquet.read_table(file).num_rows == 3
    left_out, table = "names were left out", tmp_path / "all.csv"
    assert left_out in bivouac("hub", "export", school.hub.folder, "--csv", table).stderr
    assert left_out not in bivouac("hub", "export", school.hub.folder, "--csv", table, "--names").stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["all.csv", "all.parquet", "hub"]


def test_only_what_came_since_or_of_one_person(school: School) -> None:
    school.bring(school.pages(3), at=NOON)
    school.bring(school.pages(4, "other"), at=NOON + 86_400_000)
    ali = school.storage.add_account("Ali", "learner", "fr", 1)
    school.bring(school.records([("page", acts.Completed())], "third", stream=f"learner:{ali.id}"), at=NOON)

    def counted(*arguments: str) -> int:
        return len(bivouac("hub", "export", school.hub.folder, "--xapi", "-", *arguments).stdout.splitlines())

    assert counted() == 8
    assert counted("--since", "2026-09-22") == counted("--since", "2026-09-22T00:00") == 4
    assert counted("--learner", "ali") == 1
    assert counted("--learner", "Awa Koné", "--since", "2026-09-22") == 4
    assert counted("--since", "2026-12-01") == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "one of --xapi"),
        (("--xapi", "a", "--csv", "b"), "one of --xapi"),
        (("--parquet", "-"), "only be written to a file"),
        (("--xapi", "gone/a"), "is not there"),
        (("--xapi", "a", "--learner", "Nobody"), "Nobody here is called"),
        (("--xapi", "a", "--base", "school.example"), "is no address"),
    ],
)
def test_what_cannot_be_meant_gets_a_sentence(
    school: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    refused = bivouac("hub", "export", school.hub.folder, *arguments)
    assert refused.exit_code == 1 and said in refused.stderr and refused.stderr.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["hub"]


def test_a_file_that_cannot_be_finished_leaves_what_was_there(school: School, tmp_path: Path) -> None:
    school.bring(school.pages(3))
    assert school.storage.append(school.stream, "torn", None, Segment(1, 5, b"rubbish"), b"", 1)
    file = tmp_path / "all.csv"
    file.write_text("last week")
    done = bivouac("hub", "export", school.hub.folder, "--csv", file)
    assert done.exit_code == 1 and "damaged" in done.stderr
    assert file.read_text() == "last week"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["all.csv", "hub"]


def test_without_the_library_parquet_is_refused_with_a_sentence(school: School, tmp_path: Path) -> None:
    code = "import sys; sys.modules['pyarrow'] = None; from bivouac.sync.cli import main; main()"
    arguments = ["--lang", "en", "hub", "export", str(school.hub.folder), "--parquet", str(tmp_path / "a.parquet")]
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False, cwd=REPOSITORY
    )
    assert done.returncode == 1 and "pip install bivouac[parquet]" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["hub"]


def test_everything_is_sent(school: School, ralph: Ralph, tmp_path: Path) -> None:
    school.bring(school.pages(130))
    arguments = ("forward", school.hub.folder, "--lrs", ralph.url, "--user", USER, "--once")
    done = bivouac("hub", *arguments, env={VARIABLE: PASSWORD})
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == "100 acts sent so far.\n130 acts sent so far.\n"
    assert len(ralph.held()) == 130
    file = tmp_path / "password"
    file.write_text(f"{PASSWORD}\n")
    school.bring(school.pages(1, "other"))
    assert bivouac("hub", *arguments, "--password-file", file).stdout == "1 act sent so far.\n"


def test_from_a_laptop_through_a_running_hub_to_the_store(campus: Campus, laptop_of: MakeLaptop, ralph: Ralph) -> None:
    laptop = laptop_of(campus)
    for number in range(3):
        laptop.journal.record("trade", "page", acts.Reached(number), acts.Noted(f"n{number}", "private"))
        laptop.exchange()
        done = bivouac(
            "hub", "forward", campus.hub.folder, "--lrs", ralph.url, "--user", USER, "--once", env={VARIABLE: PASSWORD}
        )
        assert done.exit_code == 0, done.output
        assert len(ralph.held()) == 2 * (number + 1)
    assert {one["actor"]["account"]["name"] for one in ralph.held()} == {laptop.joined.learner}
    assert "private" not in str(ralph.held()) and "Awa" not in str(ralph.held())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--lrs", "http://lrs.example.org", "--user", "x"), "is no password"),
        (("--lrs", "http://lrs.example.org"), "not a protected address"),
        (("--lrs", "lrs"), "not the address"),
    ],
)
def test_what_it_cannot_begin_with_gets_a_sentence(school: School, arguments: tuple[str, ...], said: str) -> None:
    refused = bivouac("hub", "forward", school.hub.folder, *arguments, env={VARIABLE: ""})
    assert refused.exit_code == 1 and said in refused.stderr and refused.stderr.count("\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_it_may_be_killed_at_any_moment_and_ends_in_order_at_ctrl_c(school: School, ralph: Ralph) -> None:
    school.bring(school.pages(1000))
    school.bring(school.pages(500, "other"))
    # a job in the background, as in CI, has Ctrl-C ignored
    code = "import signal; signal.signal(2, signal.default_int_handler); " + COMMAND[-1]
    arguments = ["--lang", "en", "hub", "forward", str(school.hub.folder), "--lrs", ralph.url, "--user", USER]

    def start() -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-c", code, *arguments],
            cwd=REPOSITORY,
            env=os.environ | {VARIABLE: PASSWORD},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    for part in (200, 500, 800):
        process = start()
        wait_until(lambda part=part: len(ralph.held()) > part, process)
        process.kill()
        process.communicate()
    school.bring(school.pages(100, "more"))  # always something to do, so that it is past its start when interrupted
    process = start()
    wait_until(lambda: not school.storage.waiting(ralph.url, 1), process)
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=20)
    assert process.returncode == 0 and b"Stopped. What waits is sent the next time." in said
    assert len(ralph.held()) == 1600
    assert {one["id"] for one in ralph.held()} == {json.loads(one)["id"] for one in lines(school)}


def test_a_teacher_is_shown_how_far_the_class_is(school: School, tmp_path: Path) -> None:
    school.shelve()
    cohort = school.storage.add_cohort("Finance 1")
    kofi = school.storage.add_account("Kofi", "learner", "fr", 1)
    staff = school.storage.add_account("Sékou", "staff", "fr", 1)
    for one in (school.awa, kofi, staff):
        school.storage.keep_member(cohort.id, one.id, "learner")
    done = [(name, acts.Completed()) for name in ("film", "page", "film", "gone")]
    school.bring(school.records(done))
    shown = bivouac("hub", "progress", school.hub.folder, "Finance 1")
    assert shown.exit_code == 0
    rows = [line.split() for line in shown.stdout.splitlines()[1:]]
    assert [row[:2] for row in rows] == [["Awa", "Koné"], ["Kofi", "–"]], "staff is not listed as learner"
    assert "2" in rows[0] and "3" not in rows[0], "each activity once, and only those of the course"
    file = tmp_path / "classe.csv"
    assert bivouac("hub", "progress", school.hub.folder, "Finance 1", "--csv", file, language="fr").exit_code == 0
    french = list(csv.DictReader(file.read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert [(one["Nom"], one["Activités faites"]) for one in french] == [("Awa Koné", "2"), ("Kofi", "0")]
    assert french[0]["Sur"].isdigit() and french[1]["Sur"] == "–"


def test_without_a_class_the_whole_campus_is_shown(school: School) -> None:
    school.storage.add_account("Sékou", "staff", "fr", 1)
    school.storage.add_account("Kofi", "learner", "fr", 1)
    shown = bivouac("hub", "progress", school.hub.folder)
    assert [line.split()[0] for line in shown.stdout.splitlines()[1:]] == ["Awa", "Kofi"]
