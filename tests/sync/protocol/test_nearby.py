"""Hubs found on the network: what is announced, heard, taken back and not believed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from zeroconf import ServiceInfo, Zeroconf

from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.journal.record import new_id
from bivouac.sync.protocol.line import der_of
from bivouac.sync.protocol.nearby import SERVICE, Announcer, Lookout, Nearby, _read, fingerprint_of, lan_addresses, look
from tests.sync.campus import COMMAND, REPOSITORY

NETWORKS = not sys.platform.startswith("linux") or os.geteuid() != 0 or shutil.which("ip") is None


@pytest.fixture(autouse=True)
def _on_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BIVOUAC_NEARBY", "127.0.0.1")


def heard(*hubs: str, seconds: float = 6.0) -> dict[str, Nearby]:
    """What is announced of these hubs (others of this machine may be heard as well); ends early once all were heard."""
    found = {}
    for one in look(seconds):
        if one.hub in hubs:
            found[one.hub] = one
        if len(found) == len(hubs):
            break
    return found


def test_two_campuses_of_one_name_are_both_found_and_one_takes_its_announcement_back() -> None:
    first, second = new_id(), new_id()
    announcers = [Announcer(hub, "Campus d’Abidjan", 8484, "127.0.0.1", hub * 2) for hub in (first, second)]
    try:
        found = heard(first, second)
        announcers[0].stop()
        left = heard(first, second, seconds=1.5)
    finally:
        for announcer in announcers:
            announcer.stop()
    assert found[first] == Nearby(first, "Campus d’Abidjan", ("https://127.0.0.1:8484",), (first * 2)[:32])
    assert set(found) == {first, second} and set(left) == {second}


def test_all_who_ask_share_one_look_and_it_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[float] = []
    monkeypatch.setattr(
        "bivouac.sync.protocol.nearby.look", lambda seconds: looks.append(seconds) or look(seconds)
    )  # it is the real one, and counted
    hub, lookout, heard_of = new_id(), Lookout(3.0), []
    announcer = Announcer(hub, "Campus", 8484, "127.0.0.1", "")
    try:
        assert lookout.so_far(60.0) == [], "nobody waits for it"
        askers = [threading.Thread(target=lambda: heard_of.append(set(lookout.until_the_end(60.0)))) for _ in range(3)]
        for asker in askers:
            asker.start()
        for asker in askers:
            asker.join(30.0)
        assert len(heard_of) == 3 and all(hub in {one.hub for one in each} for each in heard_of)
        assert hub in {one.hub for one in lookout.so_far(60.0)} and looks == [3.0]
        assert hub in {one.hub for one in lookout.until_the_end(0.0)} and looks == [3.0, 3.0], "too old: once more"
        lookout.forget()
        assert list(lookout.so_far(60.0)) == [] and len(looks) == 3
        list(lookout.until_the_end(60.0))
    finally:
        announcer.stop()


def test_an_address_that_changes_is_announced_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bivouac.sync.protocol.nearby._LOOK_AGAIN", 0.1)
    hub = new_id()
    announcer = Announcer(hub, "Campus", 8484, "0.0.0.0", "")
    try:
        assert heard(hub)[hub].urls == ("https://127.0.0.1:8484",)
        monkeypatch.setenv("BIVOUAC_NEARBY", "127.0.0.2,127.0.0.1")
        urls: tuple[str, ...] = ()
        end = time.monotonic() + 15
        while len(urls) != 2 and time.monotonic() < end:
            urls = next((one.urls for one in heard(hub, seconds=3.0).values()), ())
        assert sorted(urls) == ["https://127.0.0.1:8484", "https://127.0.0.2:8484"], "in whatever order they are heard"
    finally:
        announcer.stop()


def test_nothing_is_announced_or_looked_for_where_that_is_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BIVOUAC_NEARBY", "none")
    assert lan_addresses() == [] and list(look(30)) == []
    Announcer(new_id(), "Campus", 8484, "127.0.0.1", "").stop()


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": ""},
        {"id": "../../etc"},
        {"id": "x" * 41},
        {"name": ""},
        {"name": "a\u202eb"},
        {"path": "/../.."},
        {"path": "//elsewhere.example"},
        {"path": "/a?b"},
        {"path": "/" + "a" * 100},
    ],
)
def test_what_makes_no_sense_is_not_shown(wrong: dict[str, str]) -> None:
    says = {"id": "abc", "name": "Campus", "path": "/", "fp": "AB"}
    assert _read(service(says)) == Nearby("abc", "Campus", ("https://192.168.1.5:8484",), "ab")
    assert _read(service(says | wrong)) is None


def test_an_announcement_names_few_addresses_and_only_those_of_a_computer() -> None:
    says = {"id": "abc", "name": "Campus"}
    assert _read(service(says, ["224.0.0.1", "0.0.0.0", "fe80::1"])) is None
    assert _read(service(says, port=0)) is None
    many = _read(service(says, [f"10.0.0.{n}" for n in range(1, 200)]))
    assert many is not None and len(many.urls) == 8
    assert _read(ServiceInfo(SERVICE, f"x.{SERVICE}", port=1)) is None  # says nothing at all


def service(says: dict[str, str], addresses: list[str] | None = None, port: int = 8484) -> ServiceInfo:
    return ServiceInfo(
        SERVICE, f"x.{SERVICE}", port=port, properties=says, parsed_addresses=addresses or ["192.168.1.5"]
    )


# --- two computers on one network ----------------------------------------------------------------------------------------


@pytest.fixture
def rooms() -> Iterator[tuple[str, str]]:
    """Two network namespaces with a cable between them: 10.77.0.1 and 10.77.0.2."""
    names = (f"biv{os.getpid()}a", f"biv{os.getpid()}b")
    ends = (f"v{os.getpid()}a", f"v{os.getpid()}b")
    try:
        for name in names:
            ip("netns", "add", name)
        ip("link", "add", ends[0], "netns", names[0], "type", "veth", "peer", "name", ends[1], "netns", names[1])
        for number, (name, end) in enumerate(zip(names, ends, strict=True), 1):
            ip("-n", name, "addr", "add", f"10.77.0.{number}/24", "dev", end)
            ip("-n", name, "link", "set", end, "up")
            ip("-n", name, "link", "set", "lo", "up")
        yield names
    finally:
        for name in names:
            subprocess.run(["ip", "netns", "del", name], check=False, capture_output=True)


def ip(*arguments: str) -> None:
    done = subprocess.run(["ip", *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"no network namespaces here: {done.stderr.strip()}")


@pytest.mark.skipif(NETWORKS, reason="namespaces need Linux, its administrator and the command ip")
def test_a_laptop_finds_a_hub_on_the_same_network(rooms: tuple[str, str], tmp_path: Path) -> None:
    folder, ready = HubFolder.create(tmp_path / "hub", "Campus Abidjan"), tmp_path / "ready.json"
    environment = {name: value for name, value in os.environ.items() if name != "BIVOUAC_NEARBY"}
    hub = subprocess.Popen(
        [
            *("ip", "netns", "exec", rooms[0]),
            *(*COMMAND, "hub", "serve", str(folder.folder), "--host", "0.0.0.0", "--ready-file", str(ready)),
        ],
        cwd=REPOSITORY,
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    program = (
        "import json\nfrom bivouac.sync.protocol.nearby import look\n"
        "one = next(look(20))\nprint(json.dumps([one.hub, one.name, one.urls, one.fingerprint]))"
    )
    try:
        said = subprocess.run(
            ["ip", "netns", "exec", rooms[1], sys.executable, "-c", program],
            cwd=REPOSITORY,
            env=environment,
            capture_output=True,
            check=True,
        ).stdout
    finally:
        hub.terminate()
        hub.wait(20)
    seal = fingerprint_of(der_of(folder.certificate()))
    assert json.loads(said) == [folder.settings.id, "Campus Abidjan", ["https://10.77.0.1:8484"], seal]
    assert json.loads(ready.read_bytes())["urls"] == ["https://10.77.0.1:8484"]


def test_who_announces_without_end_is_not_heard_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bivouac.sync.protocol.nearby._MOST_ANNOUNCED", 2)
    opened = Zeroconf(interfaces=["127.0.0.1"])
    try:
        for number in range(3):
            says = {"id": f"liar{number}", "name": "Campus"}
            opened.register_service(
                ServiceInfo(SERVICE, f"l{number}.{SERVICE}", port=1, properties=says, parsed_addresses=["192.168.1.5"]),
                cooperating_responders=True,
            )
        assert len(list(look(4))) <= 2
    finally:
        opened.close()
