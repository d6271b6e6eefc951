"""One learner's journal on this machine: records as they were made, and what they add up to, in one file.

An act is one transaction: the record, the activity's state and the note's text change together or not at all, and the call
returns when they are on the disk. States can be rebuilt from the records at any time (`rebuild`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from bivouac.errors import RecordError
from bivouac.sync.journal.acts import Act, Noted, NoteRemoved
from bivouac.sync.journal.clock import Clock, wall_milliseconds
from bivouac.sync.journal.feeds import (
    base_of,
    by_feed,
    feed_name,
    learner_stream,
    split_feed,
    split_stream,
)
from bivouac.sync.journal.folds import ActivityState
from bivouac.sync.journal.record import Record, make_record
from bivouac.sync.journal.shared import ClassState
from bivouac.sync.journal.showing import Place
from bivouac.sync.store import forks, kept, stored_records
from bivouac.sync.store.check import Health, journal_health, require_all_of, require_sound_numbers
from bivouac.sync.store.database import connect, transaction
from bivouac.sync.store.journal_schema import STEPS
from bivouac.sync.store.kept import Author
from bivouac.sync.store.leaving import has_left, is_news, keep_left, read_by_class
from bivouac.sync.store.seals import seal
from bivouac.sync.store.showing import untold
from bivouac.sync.store.standing import Standing
from bivouac.sync.store.stored_folds import FOLDS, StoredFolds


class Journal(StoredFolds):
    """The journal of one learner on one device.

    Args:
        path: the learner's file, made if it is not there.
        device: id of this device, the author of what is recorded here.
        former: ids that this device had before; what it wrote under them is still its own to send.
        wall: the wall clock, in milliseconds.

    Every method raises DamagedError when what stands in the file is not what was written (repair.py).
    """

    def __init__(
        self,
        path: Path,
        learner: str,
        device: str,
        former: Collection[str] = (),
        wall: Callable[[], int] = wall_milliseconds,
    ) -> None:
        super().__init__(connect(path, "journal", STEPS))
        self.path = path
        self.learner = learner
        self.device = device
        self.stream = learner_stream(learner)
        self._own = {device, *former}
        self._wall = wall
        try:
            require_sound_numbers(self._db)
            self._sign_in()
            if self._fact("folds") != FOLDS:
                self.rebuild()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        self._db.close()

    # --- doing -------------------------------------------------------------------------------------------------------

    def record(self, course: str, activity: str, *acts: Act) -> ActivityState:
        """Write acts of the learner in one activity; they are on the disk when this returns, and so is what they change for classes that see a note.

        Returns:
            What all records of the activity now add up to.

        Raises:
            RecordError: a text is too long. SpaceError: the disk is full. In both cases nothing was written.
        """
        with transaction(self._db):
            state = self._fold(course, activity, self._write(self.stream, course, activity, acts))
            if notes := {act.note for act in acts if isinstance(act, Noted | NoteRemoved)}:
                self._tell_classes((Place(course, activity), notes))
            return state

    def share(self, stream: str, course: str, activity: str, *acts: Act) -> None:
        """Write acts of the learner in a stream that they share with others; raises as `record`."""
        with transaction(self._db):
            self._write(stream, course, activity, acts)

    def shared(self, stream: str, kinds: Sequence[str] = (), sent: bool = False) -> ClassState:
        """What a stream that is shared with a class adds up to; of its records only these kinds, where some are named, and of those that were
        written here only what the class is known to read, where `sent` is asked for."""
        among = f"AND kind IN ({', '.join('?' * len(kinds))}) " if kinds else ""
        state, last = ClassState(), read_by_class(stream, self.own_feeds(stream), self._fact) if sent else {}
        for record in stored_records.select(self._db, f"stream = ? {among}ORDER BY device, seq", (stream, *kinds)):
            if record.seq <= last.get(record.device, record.seq):
                state.add(record)
        return state

    def classes(self) -> list[str]:
        """The streams of the learner's classes."""
        return [stream for stream in self.streams() if stream.startswith("cohort:")]

    def tell_classes(self) -> int:
        """After an exchange that ended with both ends holding the same: bring in step what classes see of notes that were changed or
        removed on another laptop while they were shown on this one. Returns how many acts were written."""
        with transaction(self._db):
            return self._tell_classes()

    def rebuild(self) -> None:
        """Make all states and notes anew from the records."""
        with transaction(self._db):
            self._refold()

    def differences(self) -> list[tuple[str, str]]:
        """Activities whose stored state was not what the records add up to, as (course, activity); none, unless there is a bug or damage."""
        with transaction(self._db):
            before = self._stored_states()
            self._refold()
            anew = self._stored_states()
        return sorted(place for place in before.keys() | anew.keys() if before.get(place) != anew.get(place))

    def health(self, cancelled: Callable[[], bool] = lambda: False) -> Health:
        """Check everything that stands here (check.py)."""
        return journal_health(self._db, cancelled)

    def restore(
        self,
        whole: Sequence[Record],
        behind: Sequence[Record],
        received: Mapping[tuple[str, str], int],
        authors: Collection[str],
    ) -> None:
        """Begin a journal with what was found of a damaged one (repair.py).

        Args:
            whole: records without gaps; behind: those behind one.
            received: for each stream and feed, up to where a hub has acknowledged it.
            authors: ids under which this machine wrote.
        """
        with transaction(self._db):
            stored_records.insert(self._db, whole)
            kept.keep(self._db, behind)
            for (stream, feed), seq in received.items():
                stored_records.keep_received(self._db, stream, {feed: seq})
            for device in {*authors, *self._own}:
                self._db.execute("INSERT OR REPLACE INTO authors VALUES (?, ?)", (device, seal("authors", device)))
            clock = Clock(self._fact("clock"))
            for record in (*whole, *behind):
                clock.see(record.hlc)
            self._keep_fact("clock", clock.last)
            self._refold()

    # --- the exchange (sync/exchange) ------------------------------------------------------------------------------------

    def streams(self) -> list[str]:
        """The streams of this journal: the learner's own first, then those shared with others."""
        rows = self._db.execute("SELECT DISTINCT stream FROM feeds WHERE stream <> ? ORDER BY stream", (self.stream,))
        return [self.stream, *(row[0] for row in rows)]

    def held(self, stream: str) -> dict[str, int]:
        """For each feed of a stream, the last record of the gap-free prefix held here."""
        return stored_records.held(self._db, stream)

    def own_feeds(self, stream: str) -> dict[str, int]:
        """The feeds of a stream that this person wrote here, each with the last record that the school has said it holds.

        Others who share this computer write in the class's stream, too, and bring their own.
        """
        rows = self._db.execute(
            "SELECT device, received FROM feeds WHERE stream = ? AND held > 0", (stream,)
        ).fetchall()
        return {feed: max(received, base_of(feed)) for feed, received in rows if self._is_own(feed)}

    def _is_own(self, feed: str) -> bool:
        writer = split_feed(feed)
        return writer.device in self._own and writer.learner in ("", self.learner)

    def records(self, stream: str, feed: str, after: int, limit: int) -> list[Record]:
        """Records of a feed from number `after + 1` on, `limit` at most."""
        return stored_records.following(self._db, stream, feed, after, limit)

    def is_branch(self, records: Sequence[Record]) -> bool:
        """Whether records that come under a feed's name are known here as a branch of it."""
        return forks.is_branch(self._db, records)

    def take_in(self, stream: str, records: Sequence[Record]) -> int:
        """Keep records made elsewhere; those that are here already change nothing. Returns how many were new.

        Where a record is here already with other content, two copies of one disk wrote it: what is here becomes a branch
        (sync/journal/feeds.py), and both are kept.

        Raises:
            RecordError: a record is of another stream, leaves a gap, or is damaged; nothing of the batch was kept.
        """
        with transaction(self._db):
            forked = [forks.part_ways(self._db, feed, group) for feed, group in by_feed(records).items()]
            fresh = self._fresh(stream, records)
            stored_records.insert(self._db, fresh)
            if kept.join(self._db, stream, fresh) or any(forked):
                self._refold()
            elif stream == self.stream:
                self._fold_all(fresh)
            clock = Clock(self._fact("clock"))
            for record in fresh:
                clock.see(record.hlc)
            self._keep_fact("clock", clock.last)
        return len(fresh)

    def mark_received(self, stream: str, received: dict[str, int], *, answered: bool = True) -> None:
        """A hub holds each feed up to the number given; `answered`: it said so itself just now, else a receipt did, which may be weeks old."""
        with transaction(self._db):
            stored_records.keep_received(self._db, stream, received)
            if answered:
                self._keep_fact("heard", self._wall())

    def mark_left(self, stream: str, left: bool, shown: Mapping[str, int] | None = None) -> None:
        """A hub said just now whether a class is not the learner's any more, and up to which record it reads each of their feeds, if it said that."""
        upto = {} if shown is None else {feed: shown.get(feed, 0) for feed in self.own_feeds(stream)}
        if is_news(stream, left, upto, self._fact):
            with transaction(self._db):
                keep_left(stream, self._wall() if left else 0, upto, self._keep_fact)

    def has_left(self, stream: str) -> bool:
        """Whether the learner was taken out of a class."""
        return has_left(stream, self._fact)

    def adopt(self) -> int:
        """After an exchange that ended with both ends holding the same: write again under this machine's present identity what no hub has and
        nobody can send under its number (kept.py). Returns how many acts that were; they wait to be sent now."""
        with transaction(self._db):
            done = []
            for stream in self.streams():
                feed = feed_name(stream, self.device, self.learner)
                done.append(kept.adopt(self._db, stream, Author(self._own, self.learner), feed))
            if any(looked_at for looked_at, _ in done):
                self._refold()
        return sum(written for _, written in done)

    def kept_records(self) -> list[Record]:
        """Records behind a gap (kept.py)."""
        return [record for stream in self.streams() for record in kept.records(self._db, stream)]

    def standing(self) -> Standing:
        """What the school has received, for the learner to see."""
        waiting, until = 0, 0
        for stream in self.streams():
            held = self.held(stream)
            for feed, received in self.own_feeds(stream).items():
                waiting += max(0, held[feed] - received)
                at = min(held[feed], received)
                last = stored_records.between(self._db, stream, feed, at, at)
                until = max(until, last[0].wall if last else 0)
            waiting += kept.waiting(self._db, stream, Author(self._own, self.learner))
        return Standing(waiting, until, self._fact("heard"))

    # --- inside a transaction --------------------------------------------------------------------------------------------

    def _write(self, stream: str, course: str, activity: str, acts: Sequence[Act]) -> list[Record]:
        feed = feed_name(stream, self.device, self.learner)
        seq, _ = stored_records.numbers(self._db, stream, feed)
        # Another thread's connection may have brought a later reading meanwhile.
        clock = Clock(self._fact("clock"), self._wall)
        records = [
            make_record(stream, feed, seq + at, clock.tick(), course, activity, act)
            for at, act in enumerate(acts, start=1)
        ]
        stored_records.insert(self._db, records)
        self._keep_fact("clock", clock.last)
        return records

    def _tell_classes(self, only: tuple[Place, Collection[str]] | None = None) -> int:
        written = 0
        for stream in (one for one in self.classes() if not self.has_left(one)):
            for place, told in untold(self._db, self, stream, only).items():
                written += len(self._write(stream, *place, told))
        return written

    def _fresh(self, stream: str, records: Sequence[Record]) -> list[Record]:
        """The records that are not here yet, each feed's without a gap."""
        split_stream(stream)
        held = self.held(stream)
        fresh = []
        for record in sorted(records, key=lambda record: (record.device, record.seq)):
            if record.stream != stream:
                raise RecordError("The hub sent records of somebody else. Nothing of them was kept.")
            here = max(held.get(record.device, 0), base_of(record.device))
            if record.seq > here + 1:
                raise RecordError("Records are missing in what the hub sent; they will be asked for again.")
            if record.seq == here + 1:
                record.act()  # a damaged body is refused before anything is kept
                held[record.device] = record.seq
                fresh.append(record)
        return fresh

    def _refold(self) -> None:
        self._forget_folds()
        records = stored_records.select(self._db, "stream = ? ORDER BY device, seq", (self.stream,))
        require_all_of(records, self.held(self.stream), self._db)
        self._fold_all([*records, *kept.records(self._db, self.stream)])
        self._keep_fact("folds", FOLDS)

    def _sign_in(self) -> None:
        """Note under which id this machine writes: should its keys be lost, this tells what was its own (kept.py)."""
        before = {row[0] for row in self._db.execute("SELECT device FROM authors")}
        if self.device in before:
            return
        with transaction(self._db):
            self._db.execute("INSERT OR IGNORE INTO authors VALUES (?, ?)", (self.device, seal("authors", self.device)))
            if before:
                kept.compare_anew(self._db, self._is_own)

    def _fact(self, key: str) -> int:
        row = self._db.execute("SELECT value FROM facts WHERE key = ?", (key,)).fetchone()
        return row[0] if row else 0

    def _keep_fact(self, key: str, value: int) -> None:
        self._db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?, ?)", (key, value, seal("facts", key, value)))
