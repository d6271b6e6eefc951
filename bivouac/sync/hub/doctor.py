"""Whether laptops can reach a hub: what is tried from its own machine, what is known from who came, and how a firewall is opened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from bivouac import machine
from bivouac.errors import BivouacError
from bivouac.language import tr
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.hub.reached import read_reached
from bivouac.sync.protocol.line import Line, is_loopback

_SMALL = 4096
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
    for url in serving.urls:
        status = _answer(folder, url)
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
    yield from look_outside(folder, serving.port)
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
    for command in machine.firewall_commands(port):
        yield Finding(None, tr("To open the firewall: {command}", command=command))


def _answer(folder: HubFolder, url: str) -> int:
    """With which status the hub answers there; 0 when it does not."""
    line = Line(url, folder.certificate() if url.startswith("https:") else "")
    try:
        return line.ask("GET", "v1/health", limit=_SMALL).status
    except BivouacError:
        return 0
    finally:
        line.close()
