"""A hub's memory as one end of an exchange with the hub above."""

from __future__ import annotations

import contextlib

from sqlalchemy import select

from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.hub.sql import SqlStorage
from bivouac.sync.hub.tables import facts
from bivouac.sync.journal.feeds import campus_stream, cohort_stream, learner_stream
from bivouac.sync.relay.side import HubSide


def test_only_classes_are_noted_as_left(hub: HubFolder) -> None:
    """Of one who belongs to another campus now the hub above says the same each time: a note of it would be written in every exchange."""
    with contextlib.closing(hub.storage()) as storage:
        assert isinstance(storage, SqlStorage)

        def noted() -> set[str]:
            with storage._db.read() as connection:
                return {*connection.execute(select(facts.c.key)).scalars()}

        before, side = noted(), HubSide(storage)
        for stream in (learner_stream("awa"), campus_stream("village")):
            side.mark_left(stream, True)
            assert not side.has_left(stream)
        assert noted() == before
        side.mark_left(cohort_stream("finance"), True)
        assert storage.left() == {cohort_stream("finance")} and HubSide(storage).has_left(cohort_stream("finance"))
        side.mark_left(cohort_stream("finance"), False)
        assert noted() == before and not side.has_left(cohort_stream("finance"))
