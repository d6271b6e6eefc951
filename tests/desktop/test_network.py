"""What the system says about the network: a hint for downloads, and never a wall before progress."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QNetworkInformation
from pytestqt.qtbot import QtBot

from bivouac.desktop import downloading
from bivouac.desktop.network import Network
from bivouac.sync.protocol import nearby
from bivouac.sync.protocol.nearby import is_near
from bivouac.sync.store.downloads import DownloadState
from bivouac.sync.store.library import Library
from bivouac.sync.store.settings import METERED
from tests.desktop.laptop import AWAY, Laptop, entry, join_away, until


@pytest.mark.parametrize(
    ("url", "near"),
    [
        ("https://192.168.1.20:8484", True),
        ("http://127.0.0.1:9", True),
        ("https://[fd00::1]:8484", True),
        ("https://81.2.69.142:8484", False),
        ("https://school.example.org", False),
        ("nonsense", False),
    ],
)
def test_a_hub_in_the_building_costs_nothing(url: str, near: bool) -> None:
    assert is_near(url) is near


def test_watching_twice_or_where_the_system_tells_nothing_harms_nothing(qapp: object) -> None:
    network = Network()
    assert not network.is_metered()
    network.watch()
    network.watch()
    assert network.is_metered() in (True, False)


def test_what_the_system_notices_is_passed_on(qtbot: QtBot) -> None:
    network = Network()
    network.watch()
    information = QNetworkInformation.instance()
    if information is None:
        pytest.skip("the system tells nothing of its network")
    for noticed in (
        lambda: information.reachabilityChanged.emit(QNetworkInformation.Reachability.Local),
        lambda: information.isMeteredChanged.emit(True),
    ):
        with qtbot.waitSignal(network.changed, timeout=0):
            noticed()


@pytest.fixture
def waiting(laptop: Laptop, monkeypatch: pytest.MonkeyPatch) -> Iterator[Laptop]:
    """A laptop on a network that costs, with a course to fetch from a school far away."""
    monkeypatch.setattr(downloading, "_FIRST_WAIT", 50)
    monkeypatch.setattr(Network, "is_metered", lambda self: True)
    monkeypatch.setattr(nearby, "is_near", lambda url: False)

    def prepare(library: Library) -> None:
        far = entry("far", "A course from far away")
        join_away(library, far)
        library.downloads.want(AWAY.id, far, "240p")

    laptop.library(prepare)
    yield laptop


def problem(laptop: Laptop) -> str:
    (download,) = laptop.library(lambda library: library.downloads.all())
    assert download.state is DownloadState.WAITING
    return download.problem


def test_a_course_waits_where_bytes_are_paid_for(waiting: Laptop) -> None:
    waiting.open()
    until(lambda: "paid for" in problem(waiting))


def test_it_is_fetched_where_the_person_wants_that(waiting: Laptop) -> None:
    waiting.set(METERED, "download").open()
    until(lambda: "cannot be reached" in problem(waiting))


def test_another_network_is_tried_at_once(waiting: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloading, "_FIRST_WAIT", 3_600_000)
    waiting.open()
    until(lambda: "paid for" in problem(waiting))
    monkeypatch.setattr(Network, "is_metered", lambda self: False)
    waiting.app.network.changed.emit()
    until(lambda: "cannot be reached" in problem(waiting))
