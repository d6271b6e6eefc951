"""What must hold in a simulated world: at every moment, after the power went, and once everybody has heard everything."""

from __future__ import annotations

import contextlib

from bivouac.errors import InputError, RefusedError
from bivouac.sync.journal.feeds import base_of, cohort_stream
from bivouac.sync.journal.folds import ActivityState
from bivouac.sync.journal.record import Record
from bivouac.sync.journal.shared import ClassState
from bivouac.sync.protocol.courier import read_receipt
from bivouac.sync.protocol.sticks import parcels_on
from bivouac.sync.store.device import damaged_files
from tests.simulation.alike import (
    BrokenPromiseError,
    class_of,
    require_notes_in_step,
    require_same_at_hubs,
    require_same_of_class,
    require_same_of_learner,
    states_of,
)
from tests.simulation.parties import Laptop, opened_by
from tests.simulation.ways import Ways
from tests.simulation.writing import counts_once, word_of


class Promises(Ways):
    """The world, as whoever was promised something sees it."""

    def _power_comes_back(self) -> None:
        """Whatever stands under a file's name is whole: settings, keys, and what a stick carries."""
        for hub in self.hubs.values():
            hub.reopen()
        for folder in (*(hub.folder.folder for hub in self.hubs.values()), *(one.folder for one in self.laptops)):
            if half := damaged_files(folder):
                raise BrokenPromiseError(f"half of {half} is there, since the power went")
        self._require_whole_stick()
        for laptop in self.laptops:
            laptop.reopen()
            if laptop.journal.differences():
                raise BrokenPromiseError(f"{laptop.name} does not show what its own records say, since the power went")
        self._note_lost()

    def _require_whole_stick(self) -> None:
        stick, keys = self._stick(), [hub.folder.courier_key() for hub in self.hubs.values()]
        signers = [key for hub in self.hubs.values() for key in hub.storage.author.keys.values()]
        try:
            for file in parcels_on(stick):
                # The campus's own is for the school alone; there is nothing that neither can open.
                opened_by(file.read_bytes(), keys)
            for file in (stick / "Bivouac").glob("*.bivouac-receipt"):
                read_receipt(file.read_bytes(), signers)
        except InputError as error:
            raise BrokenPromiseError(f"half of {file.name} is on the stick: {error.sentence()}") from error

    def check(self) -> None:
        """What holds at every moment."""
        at_hubs = self.at_hubs()
        for laptop in self.laptops:
            for feed in laptop.journal.held(laptop.journal.stream):
                numbers = [one.seq for one in laptop.journal.records(laptop.journal.stream, feed, 0, -1)]
                if numbers != list(range(base_of(feed) + 1, base_of(feed) + 1 + len(numbers))):
                    raise BrokenPromiseError(f"{laptop.name} has a gap in {feed}")
            if not self.hubs_set_back and not laptop.lost:
                self._require_truth(laptop, at_hubs)
            if "forged" in laptop.tokens():
                raise BrokenPromiseError(f"{laptop.name} holds what was forged")
        if "forged" in at_hubs:
            raise BrokenPromiseError("a hub holds what was forged")
        if self.moves and self.is_out():
            self._require_hidden()

    def _require_hidden(self) -> None:
        """What Awa wrote to a class that she is not in Eva does not read, unless it was there before."""
        stream = cohort_stream(self.cohort.id)
        for laptop in (one for one in self.laptops if one.learner == self.people[2].id):
            feeds = laptop.journal.held(stream)
            seen = self.told_by_awa(one for feed in feeds for one in laptop.journal.records(stream, feed, 0, -1))
            if seen - self.before:
                raise BrokenPromiseError(
                    f"{laptop.name} reads {sorted(seen - self.before)}, and Awa is not in the class"
                )

    def _require_truth(self, laptop: Laptop, at_hubs: set[str]) -> None:
        """What the laptop says the school has received, a hub has."""
        journal = laptop.journal
        said = {
            word
            for stream in journal.streams()
            for feed, received in journal.own_feeds(stream).items()
            for one in journal.records(stream, feed, 0, -1)
            if one.seq <= received and (word := word_of(one))
        }
        if untrue := said - at_hubs:
            raise BrokenPromiseError(f"{laptop.name} says that the school has {sorted(untrue)}")

    def settle(self) -> None:
        """All lines are good for a while; then everybody has heard everything."""
        self.power.left = None
        self._join_again()
        if self.moves and self.is_out():
            self._hear_everything()
            self.check()
            self._require_whole(self.people[0].id, list(self.school.records()))
            self.campus.storage.keep_member(self.cohort.id, self.people[0].id, "learner")
        self._hear_everything()
        self.check()
        school = list(self.school.records())
        require_same_at_hubs(self.campus.records(), school, self.campus.storage.streams())
        for person in self.people:
            self._require_whole(person.id, school)
            self._require_alike(person.id, school)

    def _hear_everything(self) -> None:
        rounds, told = 0, 1
        while rounds < 4 or told:
            rounds, told = rounds + 1, 0
            for laptop in self.laptops:
                with contextlib.suppress(RefusedError):
                    told += self._exchange(laptop, self.campus, [])
            self.relay([])
            if rounds > 8:
                raise BrokenPromiseError("laptops never end telling their class the same")

    def _require_whole(self, learner: str, school: list[Record]) -> None:
        words = [word for record in school if (word := word_of(record))]
        once = [word for word in words if counts_once(word)]
        missing = self.confirmed[learner] - set(words)
        if missing:
            raise BrokenPromiseError(f"confirmed and not at the school: {sorted(missing)}")
        if len(once) != len(set(once)):
            raise BrokenPromiseError(f"counted twice: {sorted(word for word in once if once.count(word) > 1)}")

    def _require_alike(self, learner: str, school: list[Record]) -> None:
        states, of_class = states_of(school, learner), class_of(school, self.cohort.id)
        known = {(record.stream, record.device, record.seq): record for record in school}
        everybody = [one for one in self.laptops if one.learner == learner and not one.lost]
        for laptop in everybody:
            self._require_shown(laptop, known, states, of_class)
            if any(not stream.endswith((learner, self.cohort.id)) for stream in laptop.journal.streams()):
                raise BrokenPromiseError(f"{laptop.name} holds what is not its learner's")
            if laptop.journal.differences():  # which adds everything up anew, so it comes last
                raise BrokenPromiseError(f"{laptop.name} does not show what its own records say")
        if any(not self._is_alone(laptop, known) for laptop in everybody):
            require_notes_in_step(learner, states, of_class, only_known=self._forgot())

    def _require_shown(
        self,
        laptop: Laptop,
        known: dict[tuple[str, str, int], Record],
        states: dict[str, ActivityState],
        of_class: ClassState,
    ) -> None:
        if self._is_alone(laptop, known):
            return
        if laptop.journal.standing().waiting:
            raise BrokenPromiseError(f"{laptop.name} still waits")
        require_same_of_learner(laptop.name, laptop.journal, states)
        require_same_of_class(laptop.name, laptop.journal, self.cohort.id, of_class)

    def _forgot(self) -> bool:
        return self.hubs_set_back or any(one.out for one in self.campus.storage.computers())

    def _is_alone(self, laptop: Laptop, known: dict[tuple[str, str, int], Record]) -> bool:
        """Whether it holds what was written under a name that is shut out, or what hubs have forgotten that were set back: only it shows that."""
        return self._forgot() and any(
            known.get((stream, feed, record.seq)) != record
            for stream in laptop.journal.streams()
            for feed in laptop.journal.held(stream)
            for record in laptop.journal.records(stream, feed, 0, -1)
        )
