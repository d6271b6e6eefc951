"""Forty laptops that fetch from a hub at once, beside nginx with the same folder: large blobs, without and with TLS, and blobs of 100 kB."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import time

from bench.campus import Laptop, let_in, make_hub, serving
from bench.figures import Figure, NotMeasured, Run, median
from bench.nginx import NGINX, nginx_of
from bench.processes import Child, cpu_seconds, peak_megabytes, pss_megabytes, tree_seconds
from bivouac.sync.hub.folder import HubFolder

CURL = shutil.which("curl") or ""

_MIB = 1024 * 1024


def measure(run: Run) -> list[Figure]:
    """The clients take the same cores as the servers, so the ratio tells more than the rate."""
    if NGINX is None:
        raise NotMeasured("needs nginx (Debian: nginx-light)")
    hub = make_hub(run.folder / "hub")
    laptop = let_in(hub, run.folder, 1)[0]
    layout = hub.layout()
    large = [layout.put(os.urandom(run.size(64 * _MIB, _MIB))) for _ in range(4)]
    small = [layout.put(os.urandom(100_000)) for _ in range(run.size(400, 4))]
    used: dict[str, list[float]] = {}
    workers = os.cpu_count() or 1
    with (
        serving(hub) as (child, port),
        nginx_of(hub.content, run.folder / "nginx", "keepalive_requests 1000000;", workers=workers) as other,
    ):

        def rates(blobs: list[str], what: str) -> list[list[float]]:
            def ours() -> float:
                before = cpu_seconds(child.pid)
                rate = _fetch(run, port, _requests("/content/", blobs, laptop), what)
                used.setdefault(what, []).append(rate * _seconds(run) / max(0.01, cpu_seconds(child.pid) - before))
                return rate

            return run.alternate(3, ours, lambda: _fetch(run, other, _requests("/", blobs, laptop), what))

        waiting = pss_megabytes(child.pid)
        slow = _slow(run, child.pid, port, _requests("/content/", large, laptop))
        (hub_large, nginx_large), (hub_small, nginx_small) = rates(large, "bytes"), rates(small, "requests")
        peak = peak_megabytes(child.pid)
    ours, theirs = median(hub_large) / 1e9, median(nginx_large) / 1e9
    note = f"{ours:.2f} GB/s to {theirs:.2f} GB/s; {median(used['bytes']) / 1e9:.2f} GB a second of the hub’s CPU"
    rate, peer = median(hub_small), median(nginx_small)
    small_note = f"nginx {peer:,.0f}/s: {rate / peer:.2f} x; {median(used['requests']):,.0f} a second of the hub’s CPU"
    clients = _clients(run)
    return [
        Figure(
            "fetching", f"{clients} laptops fetching large blobs, to nginx", ours / theirs, "x", 0.8, True, note=note
        ),
        Figure(
            "fetching", f"{clients} laptops fetching blobs of 100 kB", rate, "requests/s", 5_000, True, note=small_note
        ),
        Figure(
            "fetching",
            f"memory of the hub with {clients} laptops that ask for large blobs and do not read (PSS)",
            slow,
            "MB",
            note=f"{waiting:.0f} MB before",
        ),
        Figure("fetching", "memory of the hub at most while they fetch (RSS)", peak, "MB"),
        *_secured(run, hub, laptop, large),
    ]


def _secured(run: Run, hub: HubFolder, laptop: Laptop, blobs: list[str]) -> list[Figure]:
    """Bytes by the server's CPU: by the clock, what the clients have to decrypt would decide."""
    if not CURL:
        return []
    keys = f"ssl_certificate {hub.certificate_file}; ssl_certificate_key {hub.key_file};"
    workers = os.cpu_count() or 1
    work = run.folder / "nginx-tls"
    with (
        serving(hub, "0.0.0.0") as (child, port),
        nginx_of(hub.content, work, keys, tls=True, workers=workers) as other,
    ):
        nginx = int((work / "nginx.pid").read_text())

        def bytes_a_second(url: str, pid: int) -> float:
            before = tree_seconds(pid)
            size = _fetch_secured(run, url, laptop, blobs)
            return size / max(0.01, tree_seconds(pid) - before)

        ours, theirs = run.alternate(
            3,
            lambda: bytes_a_second(f"https://127.0.0.1:{port}/content/", child.pid),
            lambda: bytes_a_second(f"https://127.0.0.1:{other}/", nginx),
        )
    hubs, peers = median(ours) / 1e9, median(theirs) / 1e9
    note = f"{hubs:.2f} to {peers:.2f} GB a second of the server’s CPU"
    return [Figure("fetching", "the same large blobs with TLS, to nginx with TLS", hubs / peers, "x", note=note)]


def _fetch_secured(run: Run, base: str, laptop: Laptop, blobs: list[str]) -> int:
    """Each client fetches one; how many bytes came."""
    lines = [f'header = "Authorization: Bearer {laptop.token}"', "insecure", "silent", "fail", "parallel"]
    lines += [f"parallel-max = {_clients(run)}", 'write-out = "%{size_download}\\n"']
    for number in range(_clients(run)):
        blob = blobs[number % len(blobs)].removeprefix("sha256:")
        lines += [f'url = "{base}blobs/sha256/{blob}"', 'output = "/dev/null"']
    done = subprocess.run([CURL, "--config", "-"], input="\n".join(lines), capture_output=True, text=True, check=True)
    return sum(map(int, done.stdout.split()))


def _slow(run: Run, hub: int, port: int, requests: list[str]) -> float:
    """The hub's memory once its system takes no more for any of many who do not read."""
    with contextlib.ExitStack() as stack:
        for number in range(_clients(run)):
            connection = stack.enter_context(socket.create_connection(("127.0.0.1", port)))
            connection.sendall(requests[number % len(requests)].encode())
        time.sleep(run.size(3, 1))
        return pss_megabytes(hub)


def _clients(run: Run) -> int:
    return run.size(40, 4)


def _seconds(run: Run) -> float:
    return run.size(4, 1)


def _requests(base: str, blobs: list[str], laptop: Laptop) -> list[str]:
    head = f"Host: 127.0.0.1\r\nAuthorization: Bearer {laptop.token}\r\n\r\n"
    return [f"GET {base}blobs/sha256/{blob.removeprefix('sha256:')} HTTP/1.1\r\n{head}" for blob in blobs]


def _fetch(run: Run, port: int, requests: list[str], what: str) -> float:
    """Bytes or requests a second of all clients together."""
    fetchers = Child("bench.fetchers", str(port), str(_clients(run)), str(_seconds(run)))
    try:
        fetchers.ask(json.dumps(requests))
        rate: float = fetchers.answer()[what]
        return rate
    finally:
        fetchers.end()
