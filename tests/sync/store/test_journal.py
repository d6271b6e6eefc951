"""A learner's journal: durable, idempotent, and its stored folds are what the records say."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from bivouac.errors import DamagedError, RecordError, StoreError
from bivouac.sync.journal import acts
from bivouac.sync.journal.record import Record
from bivouac.sync.store.journal import Journal
from bivouac.sync.store.journal_schema import STEPS
from bivouac.sync.store.standing import Standing
from bivouac.sync.store.stored_folds import FOLDS

DEVICE, OTHER = "d" * 20, "e" * 20


def _journal(folder: Path, name: str = "one", device: str = DEVICE) -> Journal:
    return Journal(folder / f"{name}.sqlite", "awa", device)


def _all(journal: Journal) -> list[Record]:
    return journal.records(journal.stream, journal.device, 0, 10_000)


def test_acts_are_there_after_opening_again(tmp_path: Path) -> None:
    journal = _journal(tmp_path)
    journal.record("course", "film", acts.Watched(0, 5000), acts.Reached(5000))
    journal.record("course", "film", acts.Noted("n1", "Ask about the médiation", 4200))
    journal.close()
    journal = _journal(tmp_path)
    state = journal.state("course", "film")
    assert (state.watched, state.position) == ([(0, 5000)], 5000)
    assert [note.text for note in journal.find_notes("mediation")] == ["Ask about the médiation"]
    assert [record.seq for record in _all(journal)] == [1, 2, 3]


def test_one_act_is_one_fsync(tmp_path: Path) -> None:
    """Counted by the system itself: `strace` sees every fsync of a process that saves twenty answers."""
    trace = tmp_path / "trace"
    script = (
        "import sys; from pathlib import Path; from bivouac.sync.store.journal import Journal; from bivouac.sync.journal import acts\n"
        "journal = Journal(Path(sys.argv[1]), 'awa', 'd' * 20)\n"
        "import os; os.write(2, b'')\n"
        "os.getppid(); [journal.record('c', 'q', acts.Answered('q1', number, 1000)) for number in range(20)]; os.getppid(); os._exit(0)\n"
    )
    command = [
        "strace",
        "-f",
        "-e",
        "trace=fsync,fdatasync,getppid",
        "-o",
        str(trace),
        sys.executable,
        "-c",
        script,
        str(tmp_path / "j"),
    ]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("strace is not installed")
    except subprocess.CalledProcessError as error:
        pytest.skip(f"strace may not trace here: {error.stderr[:200]!r}")
    saving = trace.read_text().split("getppid()")[1]
    assert 20 <= saving.count("sync(") <= 21  # one more when the journal file is begun


def test_taking_in_twice_changes_nothing(tmp_path: Path) -> None:
    source, target = _journal(tmp_path, "source", OTHER), _journal(tmp_path, "target")
    source.record("c", "a", acts.Watched(0, 10), acts.Answered("q", 1, 1000), acts.Completed(1000))
    assert target.take_in("learner:awa", _all(source)) == 3
    assert target.take_in("learner:awa", _all(source)) == 0
    assert target.state("c", "a") == source.state("c", "a")
    assert target.held(target.stream) == {OTHER: 3}


def test_two_laptops_show_the_same_in_any_order(tmp_path: Path) -> None:
    one, two = _journal(tmp_path, "one"), _journal(tmp_path, "two", OTHER)
    for journal, start in ((one, 0), (two, 50)):
        journal.record("c", "film", acts.Watched(start, start + 60), acts.Reached(start))
        journal.record("c", "film", acts.Noted("same", f"written at {start}"))
        journal.record("c", "quiz", acts.Answered("q", start, 500))
    from_one, from_two = _all(one), _all(two)
    one.take_in("learner:awa", from_two)
    two.take_in("learner:awa", from_one)
    assert one.states("c") == two.states("c")
    assert [note.text for note in one.notes()] == [note.text for note in two.notes()]


def test_a_gap_and_anothers_records_are_refused_whole(tmp_path: Path) -> None:
    source, target = _journal(tmp_path, "source", OTHER), _journal(tmp_path, "target")
    for number in range(4):
        source.record("c", "a", acts.Reached(number))
    records = _all(source)
    with pytest.raises(RecordError):
        target.take_in("learner:awa", [records[0], records[2]])
    stranger = Journal(tmp_path / "stranger.sqlite", "moussa", DEVICE)
    with pytest.raises(RecordError):
        stranger.take_in(stranger.stream, records)
    assert target.held(target.stream) == {} == stranger.held(stranger.stream)
    assert target.states("c") == {}


def test_rebuilding_gives_what_was_kept(tmp_path: Path) -> None:
    journal = _journal(tmp_path)
    dice = random.Random(7)
    for number in range(200):
        act = dice.choice(
            [
                acts.Watched(number, number + dice.randrange(30)),
                acts.Answered(f"q{number % 3}", number, dice.choice([0, 1000])),
                acts.Noted(f"n{number % 5}", f"text {number}"),
                acts.NoteRemoved(f"n{number % 5}"),
                acts.Completed(),
            ]
        )
        journal.record("c", f"a{number % 4}", act)
    kept, notes = journal.states("c"), journal.notes()
    journal.rebuild()
    assert journal.states("c") == kept
    assert journal.notes() == notes


def test_standing_tells_what_the_school_has(tmp_path: Path) -> None:
    now = 1_700_000_000_000
    journal = Journal(tmp_path / "j.sqlite", "awa", DEVICE, wall=lambda: now)
    for number in range(5):
        journal.record("c", "a", acts.Reached(number))
    assert journal.standing().waiting == 5
    journal.mark_received(journal.stream, {DEVICE: 3})
    standing = journal.standing()
    assert (standing.waiting, standing.received_until, standing.heard) == (2, now, now)
    journal.mark_received(journal.stream, {DEVICE: 2})
    assert journal.standing().waiting == 2, "an older answer takes nothing back"


def test_a_receipt_is_no_answer(tmp_path: Path) -> None:
    """It says what the school has; how long no hub has answered it does not change."""
    now = 1_700_000_000_000
    journal = Journal(tmp_path / "j.sqlite", "awa", DEVICE, wall=lambda: now)
    journal.record("c", "a", acts.Reached(0), acts.Reached(1))
    journal.mark_received(journal.stream, {DEVICE: 1}, answered=False)
    assert journal.standing() == Standing(waiting=1, received_until=now, heard=0)
    journal.mark_received(journal.stream, {DEVICE: 1})
    heard, now = now, now + 3_600_000
    journal.mark_received(journal.stream, {DEVICE: 2}, answered=False)
    assert journal.standing() == Standing(waiting=0, received_until=heard, heard=heard)


def test_a_text_too_long_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    journal = _journal(tmp_path)
    with pytest.raises(RecordError):
        journal.record("c", "a", acts.Reached(1), acts.Noted("n", "x" * (acts.MAX_TEXT + 1)))
    assert journal.held(journal.stream) == {}
    journal.record("c", "a", acts.Reached(2))
    assert [record.seq for record in _all(journal)] == [1]


def test_a_damaged_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "one.sqlite").write_bytes(b"this is no database at all" * 100)
    with pytest.raises(StoreError):
        _journal(tmp_path)


def test_a_newer_file_is_refused_kindly(tmp_path: Path) -> None:
    import sqlite3

    _journal(tmp_path).close()
    with sqlite3.connect(tmp_path / "one.sqlite") as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(DamagedError):  # nobody brought it there
        _journal(tmp_path)
    with db:
        steps = [(f"m{number:03}_later",) for number in range(len(STEPS) + 1, 100)]
        db.executemany(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('journal', ?, '')", steps
        )
    db.close()
    with pytest.raises(StoreError, match="newer Bivouac"):
        _journal(tmp_path)


@pytest.mark.parametrize("seed", range(5))
def test_what_was_confirmed_survives_kill_9(tmp_path: Path, seed: int) -> None:
    """A process says each act once it is saved; killed at a random moment, all it said is in the journal."""
    script = (
        "import sys; from pathlib import Path; from bivouac.sync.store.journal import Journal; from bivouac.sync.journal import acts\n"
        "journal = Journal(Path(sys.argv[1]), 'awa', 'd' * 20)\n"
        "for number in range(100000):\n"
        "    journal.record('c', 'a', acts.Answered('q', number, 1000)); print(number, flush=True)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", script, str(tmp_path / "one.sqlite")], stdout=subprocess.PIPE)
    assert process.stdout is not None
    said = [process.stdout.readline() for _ in range(random.Random(seed).randrange(1, 60))]
    process.kill()
    said += process.stdout.readlines()
    process.stdout.close()
    process.wait()
    confirmed = [int(line) for line in said if line.endswith(b"\n")]
    journal = _journal(tmp_path)
    answers = [record.act() for record in _all(journal)]
    assert [act.response for act in answers if isinstance(act, acts.Answered)][: len(confirmed)] == confirmed
    assert journal.state("c", "a").questions["q"].tries == len(answers)


def test_what_is_done_after_hearing_from_another_laptop_comes_after_it(tmp_path: Path) -> None:
    """Also when it was another connection, as the background exchange has one, that heard it."""
    early, late = 1_600_000_000_000, 1_700_000_000_000
    other = Journal(tmp_path / "other.sqlite", "awa", OTHER, wall=lambda: late)
    other.record("c", "a", acts.Noted("n", "from the laptop whose clock is ahead"))
    here = Journal(tmp_path / "one.sqlite", "awa", DEVICE, wall=lambda: early)
    Journal(tmp_path / "one.sqlite", "awa", DEVICE, wall=lambda: early).take_in("learner:awa", _all(other))
    here.record("c", "a", acts.Noted("n", "corrected here, later"))
    assert [note.text for note in here.notes()] == ["corrected here, later"]


def test_a_laptop_in_the_wrong_century_orders_what_follows_and_dates_nothing(tmp_path: Path) -> None:
    far, now = 3_786_912_000_000, 1_700_000_000_000
    other = Journal(tmp_path / "other.sqlite", "awa", OTHER, wall=lambda: far)
    other.record("c", "a", acts.Noted("n", "written in 2090"))
    here = Journal(tmp_path / "one.sqlite", "awa", DEVICE, wall=lambda: now)
    here.take_in(here.stream, _all(other))
    here.record("c", "a", acts.Noted("n", "corrected afterwards"))
    assert [(note.text, note.written) for note in here.notes()] == [("corrected afterwards", now)]
    early = Journal(tmp_path / "one.sqlite", "awa", DEVICE, wall=lambda: -5)
    early.record("c", "a", acts.Noted("n", "and once more, in 1969"))
    assert [(note.text, note.written) for note in early.notes()] == [("and once more, in 1969", 0)]


def test_a_journal_of_the_first_form_is_brought_up_to_date(tmp_path: Path) -> None:
    """Records keep the only time they had, and the folds are made anew."""
    import sqlite3

    from bivouac.sync.store.journal_schema import m001_start

    journal = _journal(tmp_path, "model")
    journal.record("c", "a", acts.Noted("n", "kept"), acts.Completed(500))
    rows = journal._db.execute("SELECT stream, device, seq, hlc, kind, course, activity, body FROM records").fetchall()
    with sqlite3.connect(tmp_path / "one.sqlite") as db:
        db.execute(
            "CREATE TABLE _sqlite_migrations (id INTEGER PRIMARY KEY, migration_set TEXT, name TEXT, applied_at TEXT)"
        )
        db.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('journal', 'm001_start', '')"
        )
        m001_start(db)
        db.executemany("INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
        db.execute("INSERT INTO feeds (stream, device, held) VALUES ('learner:awa', ?, 2)", (DEVICE,))
        db.execute("PRAGMA user_version = 1")
    db.close()
    old = _journal(tmp_path)
    assert old.states("c") == journal.states("c")
    assert [note.text for note in old.notes()] == ["kept"] and old.notes()[0].written > 0


def test_a_damaged_fold_is_found_and_mended(tmp_path: Path) -> None:
    journal = _journal(tmp_path)
    journal.record("c", "a", acts.Answered("q", 1, 1000))
    assert journal.differences() == []
    right = journal.state("c", "a")
    journal._db.execute("UPDATE states SET state = ?, completed = 5", (bytes.fromhex("80"),))
    for read in (lambda: journal.state("c", "a"), lambda: journal.states("c"), journal.completed, journal.last_places):
        with pytest.raises(DamagedError):
            read()
    assert journal.differences() == [("c", "a")]
    assert journal.state("c", "a") == right


def test_a_learner_at_work_is_not_taken_for_damage(tmp_path: Path) -> None:
    """Another program writes acts while everything is read and checked."""
    journal = _journal(tmp_path)
    journal.record("c", "a", acts.Reached(0))
    script = (
        "import sys; from pathlib import Path; from bivouac.sync.store.journal import Journal; from bivouac.sync.journal import acts\n"
        "journal = Journal(Path(sys.argv[1]), 'awa', 'd' * 20)\n"
        "while True: journal.record('c', 'a', acts.Reached(1))\n"
    )
    writer = subprocess.Popen([sys.executable, "-c", script, str(tmp_path / "one.sqlite")])
    try:
        reading, last = _journal(tmp_path), 1
        while last < 100:
            for _ in range(200):
                last = reading.records(reading.stream, DEVICE, last - 1, -1)[-1].seq
            health = reading.health()
            assert not health.lost and not health.stale
    finally:
        writer.kill()
        writer.wait()


FOLDED = {2: "watched reached answered hinted chose restarted completed noted note-removed bookmarked"}
"""Version of the stored folds to the kinds that are folded since."""


def test_acts_that_an_older_program_kept_are_folded_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as older:
        older.delitem(acts.ACTS, "bookmarked")
        older.setattr("bivouac.sync.store.journal.FOLDS", FOLDS - 1)
        journal = _journal(tmp_path)
        journal.record("c", "film", acts.Bookmarked(5))
        assert journal.state("c", "film").live_bookmarks() == []
        journal.close()
    assert _journal(tmp_path).state("c", "film").live_bookmarks() == [5]


def test_a_new_kind_of_act_raises_the_version_of_the_folds() -> None:
    assert tuple(FOLDED[FOLDS].split()) == acts.OF_A_LEARNER, (
        "older programs kept acts of a kind that is new without folding them: raise FOLDS (sync/store/stored_folds.py), and add its line here"
    )
