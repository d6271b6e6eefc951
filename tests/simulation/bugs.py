"""Bugs to put in, one at a time, to see that the simulation finds them: each takes one promise away at its source."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

import msgspec

from bivouac import machine
from bivouac.sync.exchange import courier
from bivouac.sync.exchange.side import JournalSide
from bivouac.sync.exchange.talk import Talk
from bivouac.sync.hub import carrying, policy, pushing, sql_people
from bivouac.sync.hub.storage import Segment
from bivouac.sync.journal import feeds
from bivouac.sync.journal.record import Record
from bivouac.sync.protocol.messages import Handed
from bivouac.sync.protocol.sticks import PARCEL
from bivouac.sync.store import forks
from bivouac.sync.store import journal as journal_module
from bivouac.sync.store.database import Connection
from bivouac.sync.store.journal import Journal

Bug = Callable[[], contextlib.AbstractContextManager[Any]]


@contextlib.contextmanager
def _all(*patches: contextlib.AbstractContextManager[Any]) -> Iterator[None]:
    with contextlib.ExitStack() as stack:
        for one in patches:
            stack.enter_context(one)
        yield


def the_hub_says_more_than_it_keeps() -> Any:
    """It acknowledges what it has not on its disk."""
    real = Handed

    def handed(stream: str, received: dict[str, int] | None = None, *rest: Any, **more: Any) -> Handed:
        return real(stream, {feed: last + 1 for feed, last in (received or {}).items()}, *rest, **more)

    return patch("bivouac.sync.hub.journals.Handed", handed)


def the_laptop_believes_any_count() -> Any:
    """What the hub holds of a feed is taken for the laptop's own, though it may be a copy's."""
    return patch.object(Talk, "_is_mark", lambda *arguments: True)


def a_repeat_counts_twice() -> Any:
    """Records that are here already are folded once more."""
    real = Journal.take_in

    def take_in(journal: Journal, stream: str, records: Sequence[Record]) -> int:
        here = journal.held(stream)
        known = [record for record in records if record.seq <= here.get(record.device, 0)]
        new = real(journal, stream, records)
        if stream == journal.stream:
            journal._fold_all(known)
        return new

    return patch.object(Journal, "take_in", take_in)


def records_and_folds_are_saved_apart() -> Any:
    """The power may go between what was done and what it adds up to."""
    real = Journal._fold_all

    def fold_all(journal: Journal, records: Any) -> None:
        journal._db.execute("COMMIT")
        with journal_module.transaction(journal._db):
            pass  # where the power may go
        journal._db.execute("BEGIN IMMEDIATE")
        real(journal, records)

    return patch.object(Journal, "_fold_all", fold_all)


def a_fork_is_given_any_name() -> Any:
    """Whoever meets it makes another name, so that the same acts stand under two."""
    count = iter(range(1_000_000))

    def branch_name(record: Record) -> str:
        return f"{record.device}~{record.seq}~{next(count):010x}"

    return _all(patch.object(forks, "branch_name", branch_name), patch.object(carrying, "branch_name", branch_name))


def a_fork_is_thrown_away() -> Any:
    """The hub's records replace the laptop's own."""
    real = forks.branch_off

    def branch_off(db: Connection, record: Record) -> None:
        real(db, record)
        branch = feeds.branch_name(record)
        db.execute("DELETE FROM records WHERE stream = ? AND device = ?", (record.stream, branch))
        db.execute("DELETE FROM feeds WHERE stream = ? AND device = ?", (record.stream, branch))

    return patch.object(forks, "branch_off", branch_off)


def pages_of_two_copies_mix() -> Any:
    """What a page continues is not looked at, neither by laptops nor by hubs."""
    real = pushing.keep

    def keep(storage: Any, records: Sequence[Record], before: bytes, segment: Segment, *more: Any) -> bool:
        head = storage.head(records[0].stream, records[0].device)
        return real(storage, records, head.mark if head else b"", segment, *more)

    def take_in(side: JournalSide, stream: str, page: bytes) -> tuple[str, int, int]:
        from bivouac.sync.protocol.pages import decode_page

        records = decode_page(page)
        return records[0].device, records[-1].seq, side._journal.take_in(stream, records)

    return _all(patch.object(pushing, "keep", keep), patch.object(JournalSide, "take_in", take_in))


def signatures_are_not_looked_at() -> Any:
    return _all(
        patch.object(pushing, "is_page_signed", lambda *arguments: True),
        patch.object(carrying, "is_page_signed", lambda *arguments: True),
    )


def anybody_reads_anything() -> Any:
    real = policy.access

    def access(storage: Any, readers: Any, session: Any, stream: str) -> policy.Access:
        return real(storage, readers, session, stream) if session.role == "hub" else policy.Access.WRITE

    return patch("bivouac.sync.hub.journals.access", access)


def a_stolen_laptop_stays_in() -> Any:
    """Its token still opens the door."""
    from sqlalchemy import bindparam, select

    tables = sql_people
    session = (
        select(
            tables.people.c.id,
            tables.people.c.name,
            tables.people.c.role,
            tables.people.c.campus,
            tables.devices.c.id,
            tables.devices.c.public_key,
        )
        .select_from(tables.tokens.join(tables.people).join(tables.devices))
        .where(tables.tokens.c.token_hash == bindparam("token_hash"))
    )
    return patch.object(sql_people, "_SESSION", session)


def receipts_are_believed_unproved() -> Any:
    return patch.object(JournalSide, "mark", lambda *arguments: _Anything())


class _Anything(bytes):
    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 0


def a_hub_leaves_gaps() -> Any:
    """A page that does not follow is kept all the same."""
    real = pushing.keep

    def keep(storage: Any, records: Sequence[Record], before: bytes, segment: Segment, *more: Any) -> bool:
        head = storage.head(records[0].stream, records[0].device)
        if head and records[0].seq > head.last + 1:
            storage.append(records[0].stream, records[0].device, head, segment, feeds.mark_of(records[-1]), more[0])
            return True
        return real(storage, records, before, segment, *more)

    return patch.object(pushing, "keep", keep)


def a_receipt_is_taken_for_everything() -> Any:
    """Also for what was done after the parcel was packed."""
    real = courier.believe

    def believe(side: Any, receipt: Any) -> int:
        everything = {
            stream: {feed: (side.held(stream).get(feed, last), mark) for feed, (last, mark) in of.items()}
            for stream, of in receipt.received.items()
        }
        with patch.object(JournalSide, "mark", lambda *arguments: _Anything()):
            return real(side, msgspec.structs.replace(receipt, received=everything))

    return _all(patch("tests.simulation.world.believe", believe), patch("bivouac.sync.exchange.stick.believe", believe))


def everybody_s_acts_are_one_s_own() -> Any:
    """Who shares a computer takes what the other wrote there for their own to send."""

    def is_own(journal: Journal, feed: str) -> bool:
        return feeds.split_feed(feed).device in journal._own

    return patch.object(Journal, "_is_own", is_own)


def a_note_is_lost_on_the_line() -> Any:
    """What another laptop noted comes in, and is not among the notes."""
    real = Journal.take_in

    def take_in(journal: Journal, stream: str, records: Sequence[Record]) -> int:
        with patch.object(Journal, "_index_note", lambda *arguments: None):
            return real(journal, stream, records)

    return patch.object(Journal, "take_in", take_in)


def a_class_is_not_told() -> Any:
    """A note that was changed on another laptop stays for the class as it was."""
    return patch.object(Journal, "tell_classes", lambda journal: 0)


def _written_in_place(wanted: Callable[[Path], bool]) -> Any:
    """Files that have their name before they are whole, so that half of one may be what is left."""
    real = machine.whole_file

    @contextlib.contextmanager
    def whole_file(path: Path) -> Iterator[Any]:
        if not wanted(path):
            with real(path) as file:
                yield file
            return
        written = io.BytesIO()
        yield written
        content = written.getvalue()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content[: len(content) // 2])
        machine.replace(path, path)  # where the power may go
        path.write_bytes(content)

    return patch.object(machine, "whole_file", whole_file)


def a_key_is_written_in_place() -> Any:
    """Of a laptop or a hub, or its settings."""
    return _written_in_place(lambda path: path.suffix == ".json")


def half_a_parcel_stands_for_a_whole_one() -> Any:
    """A stick that was pulled out, or whose laptop went dark, carries half of it under its name, in place of the older one."""
    return _written_in_place(lambda path: path.suffix == PARCEL)


BUGS: dict[str, Bug] = {
    bug.__name__: bug
    for bug in (
        the_hub_says_more_than_it_keeps,
        the_laptop_believes_any_count,
        a_repeat_counts_twice,
        records_and_folds_are_saved_apart,
        a_fork_is_given_any_name,
        a_fork_is_thrown_away,
        pages_of_two_copies_mix,
        signatures_are_not_looked_at,
        anybody_reads_anything,
        a_stolen_laptop_stays_in,
        receipts_are_believed_unproved,
        a_hub_leaves_gaps,
        a_receipt_is_taken_for_everything,
        everybody_s_acts_are_one_s_own,
        a_note_is_lost_on_the_line,
        a_class_is_not_told,
        a_key_is_written_in_place,
        half_a_parcel_stands_for_a_whole_one,
    )
}
