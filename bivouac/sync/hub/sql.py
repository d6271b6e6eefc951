"""The hub's memory in SQL (storage.Storage), by SQLAlchemy Core: journals, above them the people that they are of, and what was told the world."""

from __future__ import annotations

from bivouac.sync.hub.author import Author
from bivouac.sync.hub.engine import Database
from bivouac.sync.hub.sql_reports import SqlReports


class SqlStorage(SqlReports):
    """See `storage.Storage`."""

    def __init__(self, database: Database, author: Author) -> None:
        super().__init__(database, author)
        self.near = database.near

    def require_ready(self) -> None:
        self._db.require_ready()

    def close(self) -> None:
        self._db.close()
