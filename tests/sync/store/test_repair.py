"""What becomes of a learner's work when its file is damaged: all that can be read, what the backup has, what the campus has, each act once."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bivouac.desktop.actions.hubs import at_hub
from bivouac.errors import DamagedError, LineError, RefusedError
from bivouac.sync.exchange.client import HubClient
from bivouac.sync.exchange.exchange import Outcome, exchange_journal
from bivouac.sync.hub.joining import Offer
from bivouac.sync.journal.acts import Answered, Noted
from bivouac.sync.protocol.messages import Exchange, Exchanged
from bivouac.sync.store.backup import backed_up_people, backup_journal, backup_people
from bivouac.sync.store.files import LIBRARY, journal_backup, journal_file
from bivouac.sync.store.journal import Journal
from bivouac.sync.store.library import Library
from bivouac.sync.store.people import Campus, Learner
from bivouac.sync.store.repair import JournalRepair, repair_journal
from bivouac.sync.store.upkeep import begin_use, end_use, look_after, mend, open_library
from tests.courses.bundle.conftest import store_course
from tests.sync.campus import Campus as Hub
from tests.sync.campus import Laptop
from tests.sync.conftest import MakeLaptop
from tests.sync.store.damage import destroy, destroy_page, kept_files, lose_keys

REPAIRED = pytest.mark.expects_log(r"sync\.store\.repair")
PERHAPS_REPAIRED = pytest.mark.expects_log(r"sync\.store\.repair", always=False)


class Study:
    """A learner's laptop with its library, who answers `word-1`, `word-2` … and goes to the campus."""

    def __init__(self, laptop: Laptop) -> None:
        laptop.journal.close()
        self.library = Library(laptop.folder)
        self.learner = laptop.joined.learner
        self.campus = Campus(laptop.joined.campus, "Campus Abidjan", (laptop.line.url,), "")
        self.join(laptop.joined.token)

    def join(self, token: str) -> None:
        of = Learner(self.learner, "Awa Koné", self.campus.id, "learner")
        self.library.people.join(self.campus, of, token, self.library.device().id)

    @property
    def journal(self) -> Journal:
        return self.library.journal(self.learner)

    @property
    def path(self) -> Path:
        return journal_file(self.library.folder, self.learner)

    def answer(self, first: int, last: int) -> None:
        for number in range(first, last + 1):
            self.journal.record("course", "quiz", Answered(f"q{number}", _word(number), 1000))

    def exchange(self, cut: bool = False) -> int:
        """As the window does it; how many acts were written again."""
        journal, device = self.journal, self.library.device()

        def work(hub: HubClient) -> Outcome:
            return exchange_journal(journal, Cut(hub) if cut else hub, device.sign_as)

        outcome = at_hub(self.library, self.campus, self.learner, work)
        assert outcome.complete and not outcome.copied
        return journal.adopt()

    def damage(self, *numbers: int) -> JournalRepair:
        """Destroy answers in the file and have it mended."""
        self.library.close()
        destroy(self.path, *(_word(number).encode() for number in numbers))
        self.library = Library(self.library.folder)
        repair = mend(self.library, self.path)
        assert isinstance(repair, JournalRepair)
        return repair

    def answered(self) -> dict[str, int]:
        """Each answer and how often it counts."""
        questions = self.journal.state("course", "quiz").questions
        assert self.journal.differences() == []
        return {str(one.last): one.tries for one in questions.values()}


class Cut:
    """A line that loses the hub's answer."""

    def __init__(self, hub: HubClient) -> None:
        self._hub = hub

    def exchange(self, exchange: Exchange) -> Exchanged:
        self._hub.exchange(exchange)
        raise LineError("cut")


def _word(number: int) -> str:
    return f"word-{number:04}-word"


def _words(*numbers: int) -> dict[str, int]:
    return {_word(number): 1 for number in numbers}


@pytest.fixture
def study(campus: Hub, laptop_of: MakeLaptop) -> Study:
    return Study(laptop_of(campus))


def _other(campus: Hub, laptop_of: MakeLaptop, study: Study) -> Study:
    """The same person's other laptop, after an exchange."""
    other = Study(laptop_of(campus, "other", code=campus.code(Offer(learner=study.learner))))
    other.exchange()
    return other


@REPAIRED
def test_what_is_missing_comes_from_the_campus_and_what_was_never_sent_is_kept(
    study: Study, campus: Hub, laptop_of: MakeLaptop
) -> None:
    study.answer(1, 40)
    study.exchange()
    study.answer(41, 60)
    before = study.library.device()
    repair = study.damage(30, 50)
    assert (repair.records, repair.missing, repair.kept, repair.alone) == (58, 2, 29, False)
    assert study.library.device().id != before.id and study.library.device().former == (before.id,)
    here = [number for number in range(1, 61) if number not in (30, 50)]
    assert study.answered() == _words(*here), "what stands behind a gap counts meanwhile"
    assert study.journal.standing().waiting == 19


@REPAIRED
def test_gaps_are_filled_from_the_campus_and_the_rest_is_written_again(
    study: Study, campus: Hub, laptop_of: MakeLaptop
) -> None:
    study.answer(1, 40)
    study.exchange()
    study.answer(41, 60)
    study.damage(30, 50)
    study.answer(61, 62)
    assert study.exchange() == 10, "51 to 60 stand behind an act that the campus never had"
    assert study.exchange() == 0
    expected = _words(*(number for number in range(1, 63) if number != 50))
    assert study.answered() == expected and study.journal.standing().waiting == 0
    other = _other(campus, laptop_of, study)
    assert other.answered() == expected
    assert other.journal.state("course", "quiz") == study.journal.state("course", "quiz")
    assert study.exchange() == 0 and study.journal.kept_records() == []


@REPAIRED
def test_what_arrived_though_its_answer_was_lost_counts_once(study: Study, campus: Hub, laptop_of: MakeLaptop) -> None:
    study.answer(1, 60)
    with pytest.raises(LineError):
        study.exchange(cut=True)
    assert study.journal.standing().waiting == 60, "nobody here knows that it arrived"
    study.damage(20, 50)
    assert study.exchange() == 0
    assert study.answered() == _words(*range(1, 61)) == _other(campus, laptop_of, study).answered()


@REPAIRED
def test_the_backup_has_what_neither_file_nor_campus_have(study: Study, campus: Hub, laptop_of: MakeLaptop) -> None:
    study.answer(1, 20)
    backup_journal(study.library.folder, study.learner)
    study.answer(21, 30)
    study.damage(10, 25)
    assert study.exchange() == 5
    study.exchange()
    expected = _words(*(number for number in range(1, 31) if number != 25))
    assert study.answered() == expected == _other(campus, laptop_of, study).answered()


@REPAIRED
def test_a_second_repair_brings_nothing_back_twice(study: Study, campus: Hub, laptop_of: MakeLaptop) -> None:
    """What was written again leaves traces of its first number in the file."""
    study.answer(1, 30)
    study.damage(10)
    backup_journal(study.library.folder, study.learner)
    study.exchange()
    study.exchange()
    study.damage(20)
    study.exchange()
    study.exchange()
    expected = _words(*(number for number in range(1, 31) if number != 10))
    assert study.answered() == expected == _other(campus, laptop_of, study).answered()


@pytest.mark.expects_log("was put aside")
def test_acts_whose_key_is_lost_are_written_again_once_the_campus_has_shown_what_it_has(
    study: Study, campus: Hub, laptop_of: MakeLaptop
) -> None:
    study.answer(1, 10)
    study.exchange()
    study.answer(11, 15)
    with pytest.raises(LineError):
        study.exchange(cut=True)
    study.answer(16, 20)
    old = study.library.device().id
    study.library.close()
    lose_keys(study.library.folder)
    study.library = Library(study.library.folder)
    assert study.library.device().id != old and study.library.device().former == ()
    with pytest.raises(RefusedError, match="join the campus again"):
        study.exchange()
    again = laptop_of(campus, "laptop", code=campus.code(Offer(learner=study.learner)))
    study.join(again.joined.token)
    assert study.exchange() == 5
    study.exchange()
    assert study.answered() == _words(*range(1, 21)) == _other(campus, laptop_of, study).answered()
    held = study.journal.held(study.journal.stream)
    assert held == {old: 15, study.library.device().id: 5}


@REPAIRED
def test_a_file_of_which_nothing_is_left_comes_back_from_the_campus(study: Study, campus: Hub) -> None:
    study.answer(1, 20)
    study.exchange()
    study.library.close()
    study.path.write_bytes(b"no database at all" * 1000)
    study.library = Library(study.library.folder)
    with pytest.raises(DamagedError) as damaged:
        _ = study.journal
    mend(study.library, damaged.value.path)
    assert study.answered() == {}
    study.answer(21, 22)
    study.exchange()
    assert study.answered() == _words(*range(1, 23))
    study.library.close()
    study.library, _ = open_library(study.library.folder)
    assert any(name.startswith(study.learner) for name in kept_files(study.library.folder))
    assert study.answered() == _words(*range(1, 23))


@REPAIRED
def test_a_page_that_is_gone_costs_what_stood_in_it(tmp_path: Path) -> None:
    library = Library(tmp_path)
    guest = library.people.add_guest("Awa").id
    for number in range(300):
        library.journal(guest).record("course", "quiz", Answered(f"q{number}", _word(number), 1000))
    library.close()
    path = journal_file(tmp_path, guest)
    page = path.read_bytes().index(_word(150).encode()) // 4096 + 1
    destroy_page(path, page)
    library = Library(tmp_path)
    repair = mend(library, path)
    assert isinstance(repair, JournalRepair) and repair.alone and 0 < repair.missing < 60
    assert repair.kept == 0 or not library.journal(guest).kept_records(), "a guest's acts wait for nobody"
    assert len(library.journal(guest).state("course", "quiz").questions) == repair.records == 300 - repair.missing
    library.close()


@pytest.mark.expects_log("made anew from the records")
def test_a_damaged_state_alone_is_folded_anew_and_needs_no_words(tmp_path: Path) -> None:
    library = Library(tmp_path)
    journal = library.journal("awa")
    journal.record("course", "quiz", Answered("q", "right", 1000), Noted("n", "a note"))
    right, device = journal.state("course", "quiz"), library.device().id
    journal._db.execute("UPDATE states SET state = x'80'")
    with pytest.raises(DamagedError):
        journal.state("course", "quiz")
    assert mend(library, journal.path) is None
    assert library.journal("awa").state("course", "quiz") == right and library.device().id == device
    library.close()


# --- library.sqlite


def _library(folder: Path) -> Library:
    library = Library(folder)
    campus = Campus("c", "Campus Abidjan", ("http://127.0.0.1:1",), "PEM")
    library.people.join(campus, Learner("awa", "Awa Koné", "c", "learner"), "a token", library.device().id)
    library.journal("awa").record("planning", "read", Noted("n", "a note"))
    store_course(library.shelf.layout, "planning")
    library.shelf.mend()
    return library


@REPAIRED
def test_people_come_from_the_backup_and_courses_from_the_disk(tmp_path: Path) -> None:
    library = _library(tmp_path)
    backup_people(tmp_path)
    library.close()
    (tmp_path / LIBRARY).write_bytes(b"no database at all" * 100)
    library, repair = open_library(tmp_path)
    assert repair is not None and "nothing was deleted" in repair.sentence()
    library.shelf.mend()
    assert [one.name for one in library.people.learners()] == ["Awa Koné"]
    assert library.people.token("awa") == ("a token", library.device().id)
    assert [one.id for one in library.shelf.courses()] == ["planning"] and library.passages.find("plan")
    assert [note.text for note in library.journal("awa").notes()] == ["a note"]
    assert [name for name in kept_files(tmp_path) if name.startswith("library-")]
    library.close()


@REPAIRED
def test_without_a_backup_the_work_is_there_under_another_name(tmp_path: Path) -> None:
    _library(tmp_path).close()
    (tmp_path / LIBRARY).write_bytes(b"no database at all" * 100)
    library, repair = open_library(tmp_path)
    assert repair is not None and "names are lost" in repair.sentence()
    assert [(one.id, one.name) for one in library.people.learners()] == [("awa", "Learner 1")]
    assert [note.text for note in library.journal("awa").notes()] == ["a note"]
    library.close()


@pytest.mark.expects_log("search index was damaged")
@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE passages SET text = 'something else'",
        "UPDATE passages_index_data SET block = x'00000000' WHERE id > 10",
    ],
)
def test_a_damaged_search_index_alone_is_made_anew(tmp_path: Path, damage: str) -> None:
    library = _library(tmp_path)
    right = library.passages.find("plan")
    library._db.execute(damage)
    assert library.health().stale and not library.health().lost
    assert mend(library, tmp_path / LIBRARY) is None
    assert library.passages.find("plan") == right and library.health().sound
    library.close()


def test_a_damaged_index_of_notes_is_no_damaged_journal(tmp_path: Path) -> None:
    """Newer SQLites look at it as well when the journal's own tables are looked at."""
    library = _library(tmp_path)
    journal = library.journal("awa")
    journal._db.execute("UPDATE notes_index_data SET block = x'00000000' WHERE id > 10")
    assert journal.health().stale and not journal.health().lost
    library.close()


def test_a_damaged_passage_is_not_shown(tmp_path: Path) -> None:
    library = _library(tmp_path)
    assert library.passages.find("plan")
    library._db.execute("UPDATE passages SET text = 'something else'")
    with pytest.raises(DamagedError):
        library.passages.find("plan")
    library.close()


def test_a_damaged_backup_of_the_people_is_none(tmp_path: Path) -> None:
    library = _library(tmp_path)
    backup_people(tmp_path)
    assert backed_up_people(tmp_path)["learners"]
    path = tmp_path / "backup" / "library.people"
    path.write_bytes(path.read_bytes().replace(b"Awa", b"Ewa"))
    assert backed_up_people(tmp_path) == {}
    library.close()


# --- looking after


def test_a_backup_is_made_when_something_changed_and_not_of_damage(tmp_path: Path) -> None:
    library = _library(tmp_path)
    look_after(tmp_path, unclean=False)
    backup = journal_backup(tmp_path, "awa")
    first = backup.read_bytes()
    library.journal("awa").record("planning", "read", Noted("n", "another note"))
    look_after(tmp_path, unclean=False)
    assert backup.read_bytes() == first, "once a day"
    os.utime(backup, (time.time() - 2 * 86400,) * 2)
    look_after(tmp_path, unclean=False)
    second = backup.read_bytes()
    assert second != first and b"another note" in second
    library.close()
    destroy(journal_file(tmp_path, "awa"), b"another note")
    os.utime(backup, (time.time() - 2 * 86400,) * 2)
    with pytest.raises(DamagedError):
        look_after(tmp_path, unclean=False)
    assert backup.read_bytes() == second and [path.name for path in backup.parent.glob(".*")] == []


@pytest.mark.expects_log("check value in records")
def test_a_week_or_an_unclean_end_is_a_reason_to_check_what_did_not_change(tmp_path: Path) -> None:
    assert begin_use(tmp_path) is False
    assert begin_use(tmp_path) is True, "as after a power cut"
    end_use(tmp_path)
    assert begin_use(tmp_path) is False
    _library(tmp_path).close()
    look_after(tmp_path, unclean=False)
    path = journal_file(tmp_path, "awa")
    changed = path.stat().st_mtime
    destroy(path, b"a note")
    os.utime(path, (changed, changed))
    look_after(tmp_path, unclean=False)
    with pytest.raises(DamagedError):
        look_after(tmp_path, unclean=True)
    os.utime(tmp_path / "checked", (time.time() - 8 * 86400,) * 2)
    with pytest.raises(DamagedError):
        look_after(tmp_path, unclean=False)


WORKER = """
import sys
from pathlib import Path
from bivouac.sync.store.backup import backup_journal
from bivouac.sync.store.repair import repair_journal
folder = Path(sys.argv[1])
print("begin", flush=True)
while True:
    {work}
"""


@pytest.mark.parametrize("work", ["backup", pytest.param("repair", marks=PERHAPS_REPAIRED)])
def test_killed_at_any_moment_it_is_whole(tmp_path: Path, work: str) -> None:
    library = Library(tmp_path)
    journal = library.journal("awa")
    for number in range(200):
        journal.record("course", "quiz", Answered(f"q{number}", _word(number), 1000))
    library.close()
    backup_journal(tmp_path, "awa")
    if work == "repair":
        destroy(journal_file(tmp_path, "awa"), _word(100).encode())
        does = "repair_journal(folder, 'awa')"
    else:
        does = "Path(folder / 'backup' / 'awa.sqlite').unlink(missing_ok=True); backup_journal(folder, 'awa')"
    chance = random.Random(work)
    for _ in range(8):
        process = subprocess.Popen(
            [sys.executable, "-c", WORKER.format(work=does), str(tmp_path)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert process.stdout is not None and process.stdout.readline().strip() == b"begin"
        time.sleep(chance.uniform(0, 0.12))
        process.kill()
        process.communicate()
    library, _ = open_library(tmp_path)
    try:
        journal = library.journal("awa")
        sound = journal.health().sound
    except DamagedError:
        sound = False
    if not sound:
        library.close_journals()
        repair_journal(tmp_path, "awa")
    assert len(library.journal("awa").state("course", "quiz").questions) == 200, (
        "the backup has the one that was destroyed"
    )
    library.close()
    backup_journal(tmp_path, "awa")
    assert [path.name for path in (tmp_path / "backup").glob(".*")] == []
