"""A course from a real hub over a line that is far and loses packets, between two network namespaces."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="network namespaces are Linux's")

if sys.platform == "linux":
    from bench.badline import SERVER, Weather, bad_line, require_lines
    from bench.campus import let_in, make_hub, serving
    from bench.courses import put_films
    from bench.deeds import memory_of
    from bench.figures import NotMeasured
    from bivouac.courses.bundle.layout import Layout

FILM = 200_000
_CONNECTION = 8_000
"""Bytes at most that a connection brings beside the film: TLS with its certificate, heads of answers, what describes the course."""


def test_a_course_comes_whole_and_next_to_nothing_twice(tmp_path: Path) -> None:
    try:
        require_lines()
    except NotMeasured as reason:
        pytest.skip(str(reason))
    hub = make_hub(tmp_path / "hub")
    film = put_films(hub.layout(), [os.urandom(FILM)])[0]
    (laptop,) = let_in(hub, tmp_path, 1)
    weather = Weather(rate=4e6, round_trip=0.1, loss=0.03)
    with bad_line(weather) as line, serving(hub, SERVER, line.server) as (_, port):
        memory_of(
            "download",
            f"https://{SERVER}:{port}",
            laptop.token,
            hub.certificate_file,
            tmp_path / "here",
            "films",
            before=line.client,
        )
        told = line.told()
    assert told["lost"] > 0, "the line was as bad as it was meant to be"
    # What the system sends again for lost packets is not counted, what a laptop asks for again is; a connection may be given up on such a line.
    assert told["arrived"] <= FILM * 1.02 + 2 * _CONNECTION
    here = Layout.open(tmp_path / "here")
    assert here.blob_path(film.digest).read_bytes() == hub.layout().blob_path(film.digest).read_bytes()
