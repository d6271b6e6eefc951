"""All that one database has, put into another of either kind: out of PostgreSQL into the file of a backup, and back."""

from __future__ import annotations

import sqlalchemy
from sqlalchemy import delete, insert, select

from bivouac.errors import InputError
from bivouac.sync.hub.engine import Database
from bivouac.sync.hub.tables import metadata

_ROWS = 200
"""At once in memory; one of them may be a page of 64 KiB."""


def move_all(source: Database, target: Database) -> None:
    """Put every row of one moment of `source` into `target`, which has none, in one transaction.

    Raises:
        InputError: something is in the target already.
        SpaceError: there is no room for it. StoreError: a server is away.
    """
    if target.owner() is not None:
        raise InputError("There is a hub in this database already. Make a new, empty one (createdb) and name that.")
    with source.moment() as reading, target.write() as writing:
        for table in reversed(metadata.sorted_tables):
            writing.execute(delete(table))  # the clock, with which every database begins
        there = sqlalchemy.inspect(reading).get_table_names()
        for table in metadata.sorted_tables:
            if table.name not in there:
                continue  # in the copy of an older Bivouac's hub
            for rows in reading.execute(select(table)).mappings().partitions(_ROWS):
                writing.execute(insert(table), [dict(row) for row in rows])
