"""What the hub counts, and whom it tells; and one who asks without end."""

from __future__ import annotations

import contextlib
import http.client
import re
from pathlib import Path

import pytest

from bivouac.errors import LineError
from bivouac.sync.hub.metrics import Metrics
from bivouac.sync.journal.acts import Reached
from bivouac.sync.protocol.messages import Exchange, Offered
from tests.sync.campus import Campus
from tests.sync.conftest import MakeLaptop


def counts(campus: Campus) -> dict[str, float]:
    connection = http.client.HTTPConnection("127.0.0.1", campus.port, timeout=20)
    connection.request("GET", "/metrics")
    response = connection.getresponse()
    text = response.read().decode()
    connection.close()
    assert response.status == 200
    found = re.findall(r"^(\w+(?:\{[^}]*\})?) ([-+.e\d]+)$", text, re.MULTILINE)
    assert len(found) == len([line for line in text.splitlines() if not line.startswith("#")]), "every line can be read"
    return {name: float(value) for name, value in found}


def test_what_is_asked_and_received_is_counted(campus: Campus, laptop_of: MakeLaptop) -> None:
    laptop = laptop_of(campus)
    laptop.journal.record("c", "a", *(Reached(at) for at in range(10)))
    laptop.exchange()
    found = counts(campus)
    assert found['bivouac_requests_total{route="/v1/exchange",status="200"}'] == 1
    assert found['bivouac_requests_total{route="/v1/join",status="200"}'] == 1
    assert found['bivouac_request_seconds_bucket{route="/v1/exchange",le="+Inf"}'] == 1
    assert found["bivouac_received_pages_total"] == 1 and found["bivouac_received_bytes_total"] > 64
    assert found["bivouac_disk_free_bytes"] > 0
    assert not any(laptop.joined.learner in name or laptop.device.id in name for name in found)


def test_what_is_put_aside_is_counted(campus: Campus) -> None:
    with contextlib.closing(campus.hub.storage()) as storage:
        for feed, above in (("a", False), ("b", False), ("c", True)):
            storage.keep_unproved("learner:x", feed, 1, "Why", 1, above=above)
    found = counts(campus)
    assert (found['bivouac_feeds_aside{by="here"}'], found['bivouac_feeds_aside{by="above"}']) == (2, 1)


def test_strange_addresses_make_no_new_counts(tmp_path: Path, campus: Campus) -> None:
    for path in ("/a", "/b?x=1", "/v1/nothing", "/content/zzz"):
        connection = http.client.HTTPConnection("127.0.0.1", campus.port, timeout=20)
        connection.request("GET", path)
        connection.getresponse().read()
        connection.close()
    routes = {name for name in counts(campus) if name.startswith("bivouac_requests_total")}
    assert {re.findall('route="([^"]*)"', name)[0] for name in routes} <= {"other", "/content"}
    assert "bivouac_received_pages_total 0" in Metrics(tmp_path).text()


def test_who_asks_without_end_is_told_to_wait_and_others_are_not(campus: Campus, laptop_of: MakeLaptop) -> None:
    laptop, other = laptop_of(campus), laptop_of(campus, "other", name="Ali")
    with pytest.raises(LineError, match="too many"):
        for _ in range(4000):
            laptop.client.exchange(Exchange([Offered(laptop.journal.stream, {})]))
    assert other.exchange().complete
