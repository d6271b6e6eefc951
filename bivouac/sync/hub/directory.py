"""Who belongs to a campus: what hubs noted in its stream (journal/acts.py), folded into tables.

Every note is a record, signed by the hub that made it, so that hubs can tell each other, and a school can see who did what. The tables say
what holds now: of two notes about one thing the later by the clock of acts. Nobody is ever deleted.
"""

from __future__ import annotations

import contextlib
import unicodedata
from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import Column, Connection, Table, and_, delete, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from bivouac.language import tr
from bivouac.sync.hub import former
from bivouac.sync.hub.author import Author
from bivouac.sync.hub.sql_below import campuses_below
from bivouac.sync.hub.tables import above as above_keys
from bivouac.sync.hub.tables import admissions, cohorts, devices, facts, members, passwords, people, tokens
from bivouac.sync.journal import acts
from bivouac.sync.journal.feeds import hub_writer, split_feed
from bivouac.sync.journal.record import Record
from bivouac.sync.store.device import device_id

ROLES = ("learner", "teacher", "staff", "administrator", "hub")
"""What a person may be; `hub` is another hub, whose campus lies below this one."""

_MAX_NAME = 120
_MAX_KEY = 400
"""Letters: one may become eighteen (U+FDFA), and an index of PostgreSQL takes 2,700 bytes."""

_MAX_ID = 40
_MAX_TIME = 1 << 53
_RANKS = {"person": 0, "cohort": 0, "cohort-above": 0, "admitted": 1}


class _UnsaidError(Exception):
    """What a record hangs on has not been said yet."""


def apply(connection: Connection, author: Author, campus: str, records: Sequence[Record], now: int) -> bool:
    """Fold new records of a campus's stream into the tables. What their writer may not say is passed over.

    Returns:
        false when some hang on what nobody has said yet: they were passed over, too, and are to be applied once it is said.
    """
    whole = True
    for record in records:
        try:
            _apply(connection, author, campus, record, now)
        except _UnsaidError:
            whole = False
    return whole


def in_order(records: Iterable[Record]) -> list[Record]:
    """All records of a campus's stream as they are to be applied: by the clock, but first what others hang on.

    A hub that was mended notes the latest that it knows of somebody, which may be later than what hangs on it.
    """
    return sorted(records, key=lambda record: (_RANKS.get(record.kind, len(_RANKS)), record.stamp))


def _apply(  # noqa: C901 (one arm for each act)
    connection: Connection, author: Author, campus: str, record: Record, now: int
) -> None:
    act = record.act()
    match act:
        case _ if act is None or not _fits(act):
            pass  # of a newer Bivouac, or signed by a hub that would sign anything: nobody else of the stream waits for it
        case acts.PersonKept(person, name, role, language, created):
            name = name[:_MAX_NAME]
            row = {"name": name, "name_key": name_key(name), "language": language[:35], "created": created}
            role = role if role in ROLES else "learner"
            if role == "administrator" and not _is_of(record, author.hub):
                role = "staff"  # a campus below says who works there, and not who rules here
            if _belongs(connection, people, people.c.id, person, campus):
                _keep(connection, people, {"id": person}, row | {"role": role, "campus": campus}, record)
        case acts.DeviceAdmitted(device, public_key, person):
            # Of somebody whom nobody here knows a hub above may say it: they are in a class of this campus and belong to another.
            of_here = _is_of(record, campus)
            known = _belongs(connection, people, people.c.id, person, campus, must=of_here)
            if known and len(public_key) == 32 and device == device_id(public_key):
                _admit(connection, record, device, public_key, person, now)
        case acts.DeviceShutOut(device, out):
            of_campus = select(admissions.c.device).join(people, people.c.id == admissions.c.person)
            wanted = and_(admissions.c.device == device, people.c.campus == campus)
            if connection.execute(of_campus.where(wanted)).first() is None:
                raise _UnsaidError
            _keep(connection, devices, {"id": device}, {"out": out}, record)
        case acts.PasswordKept(person, hashed, temporary):
            if _belongs(connection, people, people.c.id, person, campus, must=True):
                _keep(connection, passwords, {"person": person}, {"hashed": hashed, "temporary": temporary}, record)
        case acts.CohortKept(cohort, name):
            if _belongs(connection, cohorts, cohorts.c.id, cohort, campus):
                row = {"name": name[:_MAX_NAME], "campus": campus}
                _keep(connection, cohorts, {"id": cohort}, row, record)
        case acts.MemberKept(cohort, _, _):
            if _belongs(connection, cohorts, cohorts.c.id, cohort, campus, must=True):
                _keep_member(connection, act, record)
        case acts.CohortAbove(cohort, name, keeper):
            # Of the campus itself it would be the word of one who says that another's class is theirs.
            above = "" if _is_of(record, campus) else _hub_of(record)
            keeper = keeper or above
            counts = bool(above) and _tells_of(connection, author, above, keeper)
            if counts and _belongs(connection, cohorts, cohorts.c.id, cohort, keeper):
                _keep(connection, cohorts, {"id": cohort}, {"name": name[:_MAX_NAME], "campus": keeper}, record)
        case acts.MemberAbove(cohort, _, _):
            above = "" if _is_of(record, campus) else _hub_of(record)
            kept = connection.execute(select(cohorts.c.campus).where(cohorts.c.id == cohort)).first()
            if above and kept is None:
                raise _UnsaidError
            if above and kept and _tells_of(connection, author, above, kept[0]):
                _keep_member(connection, act, record)
        case _:
            pass  # of a newer Bivouac


def _tells_of(connection: Connection, author: Author, hub: str, keeper: str) -> bool:
    """Whether a hub's word counts here about a class that another keeps: where it lies above this hub, and the keeper, which says it itself, does
    not lie below."""
    if hub == keeper:
        return True
    is_above = connection.execute(select(above_keys.c.hub).where(above_keys.c.hub == hub)).first() is not None
    return is_above and keeper not in campuses_below(connection, author.hub)


def _fits(act: acts.Act) -> bool:
    """Whether every database takes what an act says."""
    said = msgspec.structs.asdict(act)
    ids = (said.get(name, "") for name in ("person", "device", "cohort", "keeper"))
    return all(len(id) <= _MAX_ID for id in ids) and all(
        "\0" not in value if isinstance(value, str) else not isinstance(value, int) or abs(value) < _MAX_TIME
        for value in said.values()
    )


def _is_of(record: Record, hub: str) -> bool:
    return split_feed(record.device).learner == hub_writer(hub)


def _hub_of(record: Record) -> str:
    """The hub that noted a record; empty where a person wrote it."""
    writer, hub = split_feed(record.device).learner, hub_writer("")
    return writer.removeprefix(hub) if writer.startswith(hub) else ""


def _keep_member(connection: Connection, act: acts.MemberKept | acts.MemberAbove, record: Record) -> None:
    """Note who is in a class, and with a removal, at once, up to where the class reads what they wrote."""
    role = act.role if act.role in ("teacher", "learner", "") else "learner"
    key = {"cohort": act.cohort, "person": act.person}
    were_out = former.is_former(connection, act.cohort, act.person)
    if not _keep(connection, members, key, {"role": role}, record):
        return
    if role:
        former.come_back(connection, act.cohort, act.person)
    else:
        former.leave(connection, act.cohort, act.person, act.upto, again=were_out)


def _belongs(
    connection: Connection, table: Table, key: Column[str], value: str, campus: str, *, must: bool = False
) -> bool:
    """Whether something is this campus's; what nobody has heard of yet is, unless it must be known. Raises _UnsaidError then."""
    row = connection.execute(select(table.c.campus).where(key == value)).first()
    if row is None and must:
        raise _UnsaidError
    return row is None or row[0] == campus


def _admit(connection: Connection, record: Record, device: str, public_key: bytes, person: str, now: int) -> None:
    if connection.execute(select(devices.c.id).where(devices.c.id == device)).first() is None:
        # An earlier stamp than any: what somebody says of the computer later, or said earlier elsewhere, holds.
        row = {"id": device, "public_key": public_key, "first_seen": now, "out": False, "hlc": 0, "feed": ""}
        connection.execute(insert(devices).values(row))
    wanted = and_(admissions.c.person == person, admissions.c.device == device)
    if connection.execute(select(admissions.c.since).where(wanted)).first() is None:
        connection.execute(insert(admissions).values(person=person, device=device, since=now))


def _keep(connection: Connection, table: Table, key: dict[str, str], row: dict[str, object], record: Record) -> bool:
    """Keep what a record says under a key; false when something later was said, or this very thing."""
    wanted = and_(*(table.c[name] == value for name, value in key.items()))
    stamp = {"hlc": record.hlc, "feed": record.device}
    found = connection.execute(select(table.c.hlc, table.c.feed).where(wanted)).first()
    if found is None:
        connection.execute(insert(table).values(**key, **row, **stamp))
    elif (record.hlc, record.device) > (found[0], found[1]):
        connection.execute(update(table).where(wanted).values(**row, **stamp))
    else:
        return False
    return True


_APOSTROPHES = "\u2018\u2019\u201b\u02b9\u02bb\u02bc\u02bd\u2032\ua78b\ua78c`\u00b4\uff07"
_HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe58\ufe63\uff0d"
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_ALIKE = str.maketrans(
    {**dict.fromkeys(_APOSTROPHES, "'"), **dict.fromkeys(_HYPHENS, "-"), **dict.fromkeys(_UNSEEN, "")}
)


def name_key(name: str) -> str:
    """A name as it is compared: letter case, accents' encoding, spaces, and which apostrophes and hyphens a keyboard or a spreadsheet writes, apart.

    A change of it counts `NAME_KEYS` up: then hubs make the keys that they keep anew.
    """
    return " ".join(unicodedata.normalize("NFKC", name.translate(_ALIKE)).casefold().split())[:_MAX_KEY].rstrip()


NAME_KEYS = 1
"""Which manner of `name_key` this is."""


def make_name_keys(connection: Connection) -> None:
    """Make the kept keys of names anew where they were made in an earlier manner."""
    known = connection.execute(select(facts.c.value).where(facts.c.key == "name-keys")).scalar()
    if known == NAME_KEYS:
        return
    for table, key, name in (
        (people, people.c.name_key, people.c.name),
        (tokens, tokens.c.asked_name, tokens.c.asked_name),
    ):
        (id,) = table.primary_key
        for row in connection.execute(select(id, key, name)).all():
            if row[1] != name_key(row[2]):
                connection.execute(update(table).where(id == row[0]).values({key: name_key(row[2])}))
    connection.execute(delete(facts).where(facts.c.key == "name-keys"))
    with contextlib.suppress(IntegrityError), connection.begin_nested():  # another process did the same at once
        connection.execute(insert(facts).values(key="name-keys", value=NAME_KEYS))


FOLDS = 1
"""Which manner of `apply` this is: one more kind of act that it knows counts it up. What came before was passed over, and is folded again."""


def begin_folds(connection: Connection) -> None:
    """Take no campus's stream for settled that an older Bivouac folded: it passed over what it did not know."""
    known = connection.execute(select(facts.c.value).where(facts.c.key == "folds")).scalar()
    if known == FOLDS:
        return
    connection.execute(delete(facts).where(or_(facts.c.key.startswith("settled:"), facts.c.key == "folds")))
    with contextlib.suppress(IntegrityError), connection.begin_nested():  # another process did the same at once
        connection.execute(insert(facts).values(key="folds", value=FOLDS))


def role_name(role: str) -> str:
    """A role as people say it."""
    names = {
        "learner": tr("learner"),
        "teacher": tr("teacher"),
        "staff": tr("staff"),
        "administrator": tr("administrator"),
        "hub": tr("hub"),
    }
    return names.get(role, role)
