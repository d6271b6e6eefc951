"""What a hub remembers, as SQL tables that SQLite and PostgreSQL both know.

Times are milliseconds since 1970. What grows (feeds, segments) is keyed by stream first, so that it can be partitioned by it.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, LargeBinary, MetaData, String, Table, Text

metadata = MetaData()


def _stamp() -> tuple[Column[int], Column[str]]:
    """When a row was last said, by the clock of acts, and in which feed: of two that say different things the later one holds (directory.py)."""
    return Column("hlc", BigInteger, nullable=False), Column("feed", String(80), nullable=False)


people = Table(
    "people",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("campus", String(40), nullable=False, index=True),  # the hub whose campus they belong to
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False, index=True),  # the name as compared (directory.name_key)
    Column("role", String(20), nullable=False),
    Column("language", String(35), nullable=False),
    Column("created", BigInteger, nullable=False),
    *_stamp(),
)

invites = Table(
    "invites",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("selector", String(8), nullable=False, unique=True),
    Column("salt", LargeBinary, nullable=False),
    Column("stretched", LargeBinary, nullable=False),  # scrypt of the code; the code itself is nowhere
    Column("role", String(20), nullable=False),
    Column("cohort", String(40)),
    Column("learner", String(40), ForeignKey("people.id"), index=True),  # null: a class code, each use makes an account
    Column("uses_left", BigInteger, nullable=False),
    Column("expires", BigInteger, nullable=False),
    Column("created", BigInteger, nullable=False),
)

devices = Table(
    "devices",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("public_key", LargeBinary, nullable=False),
    Column("first_seen", BigInteger, nullable=False),
    Column("out", Boolean, nullable=False),  # shut out of the campus
    *_stamp(),
)

admissions = Table(
    "admissions",
    metadata,
    Column("person", String(40), primary_key=True),
    Column("device", String(40), primary_key=True, index=True),
    Column("since", BigInteger, nullable=False),
)

passwords = Table(
    "passwords",
    metadata,
    Column("person", String(40), primary_key=True),
    Column("hashed", Text, nullable=False),  # argon2
    Column("temporary", Boolean, nullable=False),
    *_stamp(),
)

cohorts = Table(
    "cohorts",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("campus", String(40), nullable=False, index=True),
    Column("name", Text, nullable=False),
    *_stamp(),
)

members = Table(
    "members",
    metadata,
    Column("cohort", String(40), primary_key=True),
    Column("person", String(40), primary_key=True, index=True),
    Column("role", String(20), nullable=False),  # empty: they left
    *_stamp(),
)

former_feeds = Table(  # up to where a class reads what those wrote who are in it no more (former.py)
    "former_feeds",
    metadata,
    Column("cohort", String(40), primary_key=True),
    Column("person", String(40), primary_key=True),
    Column("feed", String(80), primary_key=True),
    Column("last_seq", BigInteger, nullable=False),
)

tokens = Table(
    "tokens",
    metadata,
    Column("token_hash", LargeBinary, primary_key=True),  # SHA-256
    Column("learner", String(40), ForeignKey("people.id"), nullable=False, index=True),
    Column("device", String(40), ForeignKey("devices.id"), nullable=False),
    Column("invite", String(40), nullable=False),
    Column("asked_name", Text, nullable=False),  # key of the name given at joining, to know a repeated join by
    Column("created", BigInteger, nullable=False),
    Index("tokens_by_join", "invite", "device"),
)

feeds = Table(
    "feeds",
    metadata,
    Column("stream", String(80), primary_key=True),
    Column("feed", String(80), primary_key=True),
    Column("last_seq", BigInteger, nullable=False),
    Column(
        "mark", LargeBinary, nullable=False
    ),  # of the last record (journal/feeds.py): what comes next must continue it
    Column("received_at", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

segments = Table(
    "segments",
    metadata,
    Column("stream", String(80), primary_key=True),
    Column("feed", String(80), primary_key=True),
    Column("last_seq", BigInteger, primary_key=True),  # a feed only grows: no two segments end at one number
    Column("first_seq", BigInteger, nullable=False),
    Column("payload", LargeBinary, nullable=False),  # the signed page as it came (protocol/pages.py)
    Column("skew", BigInteger, nullable=False),
    Column("cut", Boolean, nullable=False),
    Column("received_at", BigInteger, nullable=False),
)

above = Table(  # keys of the hubs above, to know what they wrote by
    "above",
    metadata,
    Column("hub", String(40), primary_key=True),
    Column("device", String(40), primary_key=True),
    Column("public_key", LargeBinary, nullable=False),
)

sent_up = Table(  # what the hub above has said it holds
    "sent_up",
    metadata,
    Column("stream", String(80), primary_key=True),
    Column("feed", String(80), primary_key=True),
    Column("last_seq", BigInteger, nullable=False),
)

owner = Table("owner", metadata, Column("hub", String(40), primary_key=True))  # whose database this is

facts = Table(
    "facts",
    metadata,
    Column("key", String(40), primary_key=True),
    Column("value", BigInteger, nullable=False),
)

unproved = (
    Table(  # what other hubs brought, or were brought, and could not be proved to be its writer's: it is tried again
        "unproved",
        metadata,
        Column("stream", String(80), primary_key=True),
        Column("feed", String(80), primary_key=True),
        Column("above", Boolean, primary_key=True),  # the hub above could not prove it; else this one
        Column("last_seq", BigInteger, nullable=False),
        Column("reason", Text, nullable=False),
        Column("since", BigInteger, nullable=False),
        Column("tried", BigInteger, nullable=False),
    )
)

forwards = Table(  # how far each learning record store is
    "forwards",
    metadata,
    Column("lrs", String(300), primary_key=True),  # its address
    Column("stream", String(80), primary_key=True),
    Column("feed", String(80), primary_key=True),
    Column("last_seq", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

set_asides = Table(  # what one would not take
    "set_asides",
    metadata,
    Column("lrs", String(300), primary_key=True),
    Column("stream", String(80), primary_key=True),
    Column("feed", String(80), primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("tried", BigInteger, nullable=False),
)
