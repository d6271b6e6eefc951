"""A stream with so many feeds that a digest is told first: a class that writes."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

from bivouac.sync.journal.acts import Posted
from bivouac.sync.journal.feeds import cohort_stream
from tests.sync.campus import Campus, Laptop


def test_a_hub_that_was_set_back_gets_again_what_a_class_wrote(tmp_path: Path) -> None:
    campus = Campus(tmp_path / "hub")
    laptops = [Laptop(tmp_path / f"l{at}", campus.url, campus.code(), f"Learner {at}") for at in range(10)]
    with contextlib.closing(campus.hub.storage()) as storage:
        cohort = storage.add_cohort("Finance").id
        for one in laptops:
            storage.keep_member(cohort, one.joined.learner, "learner")
    stream = cohort_stream(cohort)
    for one in laptops:
        one.exchange()
    for at, one in enumerate(laptops):
        one.journal.share(stream, "", "", Posted(f"p{at}", "hello", title="Hello"))
        one.exchange()
    writer = laptops[0]
    writer.exchange()
    assert len(writer.journal.held(stream)) > 8
    campus.stop()
    shutil.copytree(tmp_path / "hub", tmp_path / "backup")
    campus.start(campus.port)
    writer.journal.share(stream, "", "", Posted("again", "hello again", title="Again"))
    writer.exchange()
    written = campus.records()
    campus.stop()
    shutil.rmtree(tmp_path / "hub")
    shutil.copytree(tmp_path / "backup", tmp_path / "hub")
    campus.start(campus.port)
    assert set(campus.records()) < set(written)
    assert writer.exchange().sent == 1
    assert set(campus.records()) == set(written)
    for one in laptops:
        one.close()
    campus.stop()
