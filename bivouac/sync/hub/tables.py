"""What a hub remembers, as SQL tables that SQLite and PostgreSQL both know.

Times are milliseconds since 1970. What grows (feeds, segments) is keyed by stream first, so that it can be partitioned by it.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, LargeBinary, MetaData, String, Table, Text

metadata = MetaData()

learners = Table(
    "learners",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False, unique=True),  # the name as compared: letter case and spaces apart
    Column("role", String(20), nullable=False),
    Column("language", String(35), nullable=False),
    Column("created", BigInteger, nullable=False),
)

invites = Table(
    "invites",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("selector", String(8), nullable=False, unique=True),
    Column("salt", LargeBinary, nullable=False),
    Column("stretched", LargeBinary, nullable=False),  # scrypt of the code; the code itself is nowhere
    Column("role", String(20), nullable=False),
    Column(
        "learner", String(40), ForeignKey("learners.id"), index=True
    ),  # null: a class code, each use makes an account
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
    Column("revoked", BigInteger),
)

tokens = Table(
    "tokens",
    metadata,
    Column("token_hash", LargeBinary, primary_key=True),  # SHA-256
    Column("learner", String(40), ForeignKey("learners.id"), nullable=False, index=True),
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
    Column("device", String(40), primary_key=True),
    Column("last_seq", BigInteger, nullable=False),
    Column("received_at", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

segments = Table(
    "segments",
    metadata,
    Column("stream", String(80), primary_key=True),
    Column("device", String(40), primary_key=True),
    Column("first_seq", BigInteger, primary_key=True),
    Column("last_seq", BigInteger, nullable=False),
    Column("payload", LargeBinary, nullable=False),  # the page as it came (protocol/pages.py)
    Column("received_at", BigInteger, nullable=False),
)

forwards = Table(
    "forwards",
    metadata,
    Column("lrs", String(300), primary_key=True),  # address of a learning record store
    Column("stream", String(80), primary_key=True),
    Column("device", String(40), primary_key=True),
    Column("last_seq", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

set_asides = Table(
    "set_asides",
    metadata,
    Column("lrs", String(300), primary_key=True),
    Column("stream", String(80), primary_key=True),
    Column("device", String(40), primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("tried", BigInteger, nullable=False),
)
