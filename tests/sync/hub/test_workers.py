"""A hub served by several processes: together they are one hub, whichever of them dies."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest

from bivouac.errors import LineError
from bivouac.sync.hub.brakes import Brake
from bivouac.sync.hub.crew import Crew
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.hub.joining import Offer, make_invite
from bivouac.sync.hub.metrics import Metrics
from bivouac.sync.hub.refusals import RefusalError
from bivouac.sync.journal.acts import Reached
from bivouac.sync.journal.clock import wall_milliseconds
from bivouac.sync.protocol.invite import NONCE_BYTES
from bivouac.sync.protocol.messages import MEDIA_TYPE, Hello
from tests.sync.campus import HubProcess, Laptop
from tests.sync.conftest import MakeHub
from tests.sync.hub.postgresql import Server

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")

WORKERS = 3


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return HubFolder.create(tmp_path / "hub", "Campus Abidjan").folder


def code_of(folder: Path) -> str:
    with contextlib.closing(HubFolder(folder).storage()) as storage:
        return make_invite(storage, Offer(uses=50), wall_milliseconds())[0]


def workers_of(hub: HubProcess) -> list[int]:
    """Process numbers of those that serve."""
    children = Path(f"/proc/{hub.process.pid}/task/{hub.process.pid}/children").read_text().split()
    return [int(pid) for pid in children if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def until(true: object, seconds: float = 30.0) -> None:
    end = time.monotonic() + seconds
    while not true():  # type: ignore[operator]
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.05)


def received(folder: Path, laptops: list[Laptop]) -> list[int]:
    with contextlib.closing(HubFolder(folder).storage()) as storage:
        return [sum(storage.feeds(one.journal.stream).values()) for one in laptops]


def study(laptops: list[Laptop], turns: int, acts: int = 20) -> None:
    """All of them act and exchange at once; a laptop whose hub dies under it tries again, as the app does."""

    def work(laptop: Laptop) -> None:
        for turn in range(turns):
            laptop.journal.record("c", "a", *(Reached(turn * acts + at) for at in range(acts)))
            for attempt in range(20):
                try:
                    laptop.exchange()
                    break
                except LineError:
                    time.sleep(0.1 * attempt)

    with ThreadPoolExecutor(len(laptops)) as pool:
        list(pool.map(work, laptops))


def test_a_class_at_a_hub_of_several_processes_some_of_which_die(folder: Path, tmp_path: Path, hub_of: MakeHub) -> None:
    hub = hub_of(folder, workers=WORKERS)
    code = code_of(folder)
    laptops = [Laptop(tmp_path / f"laptop-{number}", hub.url, code, f"Awa {number}") for number in range(8)]
    first = set(workers_of(hub))
    assert len(first) == WORKERS
    study(laptops, 3)
    with ThreadPoolExecutor(1) as pool:
        working = pool.submit(study, laptops, 10)
        for pid in list(first)[: WORKERS - 1]:
            time.sleep(0.2)
            os.kill(pid, signal.SIGKILL)
        working.result()
    assert received(folder, laptops) == [13 * 20] * len(laptops)
    until(lambda: len(set(workers_of(hub)) - first) == WORKERS - 1 and len(workers_of(hub)) == WORKERS)
    study(laptops, 1)
    assert received(folder, laptops) == [14 * 20] * len(laptops)
    for laptop in laptops:
        laptop.close()


@pytest.mark.parametrize("how", ["SIGTERM", "SIGINT", "SIGKILL"])  # Windows lacks one
def test_none_of_them_outlives_the_hub(folder: Path, hub_of: MakeHub, how: str) -> None:
    hub = hub_of(folder, workers=WORKERS)
    workers = workers_of(hub)
    assert len(workers) == WORKERS
    hub.process.send_signal(signal.Signals[how])
    hub.process.wait(20)
    if how != "SIGKILL":
        assert hub.process.returncode == 0
    until(lambda: all(map(gone, workers)), 15)
    hub_of(folder)  # nobody holds its lock


def test_who_is_slowed_down_by_one_is_slowed_down_by_all(folder: Path, hub_of: MakeHub) -> None:
    """A brake for each process would give whoever guesses codes as many tries as there are processes."""
    hub = hub_of(folder, workers=WORKERS)
    hello = msgspec.msgpack.encode(Hello("AAA", b"n" * NONCE_BYTES))
    statuses = []
    for _ in range(3 * 120):  # a connection each, so that all of them are asked
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", hub.port, timeout=20)) as connection:
            connection.request("POST", "/v1/hello", hello, {"content-type": MEDIA_TYPE})
            statuses.append(connection.getresponse().status)
    assert set(statuses) == {200, 429}
    assert 120 <= statuses.count(200) < 2 * 120


def test_a_hub_that_cannot_start_says_why(folder: Path) -> None:
    (folder / "hub.sqlite").write_bytes(b"no database" * 1000)
    (folder / "hub.sqlite-wal").unlink(missing_ok=True)
    command = [sys.executable, "-m", "bivouac.sync.cli", "hub", "serve", str(folder), "--port", "0", "--workers", "2"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 1
    assert "damaged" in ended.stderr or "cannot be opened" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("workers", [1, 2])
def test_a_damaged_certificate_is_a_sentence(folder: Path, workers: int) -> None:
    (folder / "key.pem").write_bytes(b"nothing")
    where = ["--host", "0.0.0.0", "--port", "0", "--no-announce", "--workers", str(workers)]
    command = [sys.executable, "-m", "bivouac.sync.cli", "--lang", "en", "hub", "serve", str(folder), *where]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert (
        ended.stderr.startswith("The hub's certificate or its key cannot be read.") and "Traceback" not in ended.stderr
    )


def test_several_processes_on_postgresql(tmp_path: Path, hub_of: MakeHub) -> None:
    server = Server()
    try:
        folder = HubFolder.create(tmp_path / "hub", "Campus Abidjan", server.database("workers")).folder
        hub = hub_of(folder, workers=WORKERS)
        code = code_of(folder)
        laptops = [Laptop(tmp_path / f"laptop-{number}", hub.url, code, f"Awa {number}") for number in range(6)]
        study(laptops, 5)
        os.kill(workers_of(hub)[0], signal.SIGKILL)
        study(laptops, 3)
        assert received(folder, laptops) == [8 * 20] * len(laptops)
        for laptop in laptops:
            laptop.close()
        hub.process.terminate()
        hub.process.wait(20)
    finally:
        server.close()


# --- what they share -----------------------------------------------------------------------------------------------------


def crew(folder: Path) -> list[Crew]:
    return [Crew(folder, number, WORKERS, b"seed", 1_000_000.5) for number in range(WORKERS)]


def test_counts_are_told_together_and_outlive_a_process(tmp_path: Path) -> None:
    for number, one in enumerate(crew(tmp_path)):
        metrics = Metrics(tmp_path, one)
        metrics.answered("/v1/exchange", 200, 0.003)
        metrics.answered("/v1/strange", 418, 3.0)
        metrics.received(number, 10)
    again = Metrics(tmp_path, crew(tmp_path)[0])  # one that took the place of another
    again.answered("/v1/exchange", 200, 0.02)
    lines = again.text().splitlines()
    assert 'bivouac_requests_total{route="/v1/exchange",status="200"} 4' in lines
    assert 'bivouac_requests_total{route="other",status="other"} 3' in lines
    assert 'bivouac_request_seconds_bucket{route="/v1/exchange",le="0.005"} 3' in lines
    assert 'bivouac_request_seconds_bucket{route="/v1/exchange",le="0.025"} 4' in lines
    assert 'bivouac_request_seconds_bucket{route="other",le="+Inf"} 3' in lines
    assert "bivouac_received_pages_total 3" in lines and "bivouac_received_bytes_total 30" in lines
    assert f"bivouac_workers {WORKERS}" in lines
    assert "process_start_time_seconds 1000000.500" in lines, "whoever answers: no count begins anew"


def test_what_is_shared_has_its_room_from_the_beginning(tmp_path: Path) -> None:
    """A file with holes would end a process when the disk is full."""
    one = Crew(tmp_path)
    one.memory("table", 300_000)
    again = one.memory("table", 300_000)
    again[7] = 9
    assert (tmp_path / "table").stat().st_blocks * 512 >= 300_000
    assert one.memory("table", 300_000)[7] == 9


def test_brakes_are_shared_and_fill_again(tmp_path: Path) -> None:
    now = [100.0]
    brakes = [Brake("one", 3, 0.5, one, lambda: now[0]) for one in crew(tmp_path)]
    for brake in brakes:
        brake.spend("awa")
    for brake in brakes:
        brake.spend("ali")
        with pytest.raises(RefusalError):
            brake.check("awa")
    now[0] += 2.0
    brakes[2].spend("awa")
    with pytest.raises(RefusalError):
        brakes[0].spend("awa")


def test_a_crowd_does_not_make_a_brake_forget_who_has_none_left() -> None:
    """A table of fixed size forgets those first who asked little."""
    brake = Brake("codes", 5, 0.001, clock=lambda: 7.0)
    for _ in range(5):
        brake.spend("guesser")
    for number in range(40_000):
        brake.spend(f"one of many {number}")
    with pytest.raises(RefusalError):
        brake.spend("guesser")
