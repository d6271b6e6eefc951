"""Whether laptops can reach a hub: what is tried from its own machine, what is known from who came, and how a firewall is opened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from urllib.parse import urlsplit

from bivouac import machine
from bivouac.errors import BivouacError
from bivouac.language import tr
from bivouac.sync.hub.firewall import WHERE_TO_TYPE, firewall_commands
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.hub.reached import read_reached
from bivouac.sync.protocol.line import Line, is_loopback
from bivouac.sync.protocol.nearby import UDP_PORT
from bivouac.sync.protocol.nearby import look as look_nearby

_SMALL = 4096
_LISTEN_SECONDS = 4.0
SCARCE = 500 * 1024 * 1024
"""Bytes free below which a hub is in want of room."""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. `well`: nothing has to be done about it; None: nobody can know from here."""

    well: bool | None
    sentence: str


def look(folder: HubFolder) -> Iterator[Finding]:
    """Look at a hub from its own machine, each thing after what it depends on."""
    serving = folder.serving()
    if serving is None:
        yield Finding(False, tr("This hub has never served. Start it with: bivouac hub serve"))
        return
    runs = False
    for url in serving.urls:
        status = _answer(folder, url)
        runs = runs or bool(status)
        if status == 200:
            yield Finding(True, tr("It answers at {url}.", url=url))
        elif status == 503:
            yield Finding(
                False,
                tr(
                    "It answers at {url}, but cannot use its database just now. The terminal of “hub serve” says why; to look at all of it: bivouac hub check",
                    url=url,
                ),
            )
        else:
            yield Finding(
                False,
                tr("It does not answer at {url}. Is it running, and is this still this machine's address?", url=url),
            )
    if all(is_loopback(urlsplit(url).hostname or "") for url in serving.urls):
        yield Finding(False, tr("Only this machine reaches it. For laptops, serve with: --host 0.0.0.0"))
        return
    said: set[str] = set()
    for one in chain(look_outside(folder, serving.port), listen(folder) if runs else ()):
        if one.sentence not in said:  # both may say where a firewall is opened
            said.add(one.sentence)
            yield one
    free = machine.free_space(folder.folder)
    if free < SCARCE:
        yield Finding(False, tr("Only {size} MB are free on its drive. Make room.", size=free // 1_000_000))


def look_outside(folder: HubFolder, port: int) -> Iterator[Finding]:
    """Whether others come through. From here nobody can try that; who came is proof."""
    reached = read_reached(folder.folder)
    if reached:
        latest = max(reached, key=lambda address: reached[address])
        yield Finding(True, tr("Other machines reach it; the last was {address}.", address=latest))
        return
    yield Finding(
        None,
        tr(
            "No other machine has reached it yet. Open its address in the browser of a telephone on the same network. If no page comes, this machine's firewall holds it back, or the network keeps its guests apart."
        ),
    )
    yield from _opening(firewall_commands(port))


def listen(folder: HubFolder) -> Iterator[Finding]:
    """Whether the hub's announcement is heard on this machine; whether it goes further only a laptop can tell."""
    here = folder.settings.id
    if any(one.hub == here for one in look_nearby(_LISTEN_SECONDS)):
        yield Finding(
            True,
            tr(
                "Its announcement (mDNS, UDP port {port}) is heard on this machine. Whether it reaches laptops, one of them shows: “Join a campus” lists it. If it does not, the firewall or the network holds announcements back; type the address there.",
                port=UDP_PORT,
            ),
        )
        return
    yield Finding(
        None,
        tr(
            "Its announcement (mDNS, UDP port {port}) is not heard, not even on this machine: it was started with --no-announce, or the firewall holds it back. Laptops reach it by its address all the same.",
            port=UDP_PORT,
        ),
    )
    yield from _opening(firewall_commands(UDP_PORT, "udp"))


def _opening(commands: list[str]) -> Iterator[Finding]:
    """How the firewall is opened."""
    for command in commands:
        yield Finding(None, tr("To open the firewall: {command}", command=command))
    yield Finding(None, tr(WHERE_TO_TYPE[machine.WINDOWS]))


def _answer(folder: HubFolder, url: str) -> int:
    """With which status the hub answers there; 0 when it does not."""
    line = Line(url, folder.certificate() if url.startswith("https:") else "")
    try:
        return line.ask("GET", "v1/health", limit=_SMALL).status
    except BivouacError:
        return 0
    finally:
        line.close()
