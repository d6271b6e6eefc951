"""Hubs on the same network: how one says that it is here, and how laptops find it (DNS-based service discovery, RFC 6762 and 6763).

What is found is a hint and nothing else: anybody on the network may announce anything. Who joins has the code, which proves the hub; who
has joined has the certificate. A laptop announces nothing. Where the network carries no multicast an address does all the same.
"""

from __future__ import annotations

import hashlib
import ipaddress
import logging
import math
import os
import queue
import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from zeroconf import ServiceInfo, Zeroconf

log = logging.getLogger(__name__)

SERVICE = "_bivouac._tcp.local."
UDP_PORT = 5353
"""Where announcements are heard (RFC 6762)."""

PROTOCOL = "1"
VARIABLE = "BIVOUAC_NEARBY"
"""Addresses of this machine, with commas between them, whose networks alone are used; `none` neither announces nor looks."""

_LOOK_AGAIN = 10.0
_ANSWER_MILLISECONDS = 1000
_MOST_ANNOUNCED, _MOST_ADDRESSES = 64, 8
_ID = re.compile(r"[0-9a-z]{1,40}")
_PATH = re.compile(r"(/[A-Za-z0-9][A-Za-z0-9._~-]{0,60}){0,4}")
_LABEL_BYTES, _NAME_LETTERS = 60, 80


@dataclass(frozen=True)
class Nearby:
    """What somebody on the network says: that a hub of this id and name answers at these addresses.

    Attributes:
        fingerprint: the beginning of the SHA-256 of its certificate, in hexadecimal, as they say; a hint, no proof.
    """

    hub: str
    name: str
    urls: tuple[str, ...]
    fingerprint: str


def fingerprint_of(certificate: bytes) -> str:
    """What is announced of a certificate (DER): the first 16 bytes of its SHA-256."""
    return hashlib.sha256(certificate).hexdigest()[:32]


def is_near(url: str) -> bool:
    """Whether a hub's address lies in the same building, as far as its number tells: nobody pays for bytes there."""
    try:
        return ipaddress.ip_address(urlsplit(url).hostname or "").is_private
    except ValueError:
        return False


def lan_addresses(version: int = 4) -> list[str]:
    """This machine's addresses on its networks, the one towards the internet first; none where there is no network.

    Args:
        version: of IP. Addresses that need the name of a card with them (`fe80::…`) are left out.
    """
    if wanted := os.environ.get(VARIABLE):
        return [] if wanted == "none" else [one for one in wanted.split(",") if _is_version(one, version)]
    import ifaddr

    found = [str(ip.ip) if ip.is_IPv4 else str(ip.ip[0]) for card in ifaddr.get_adapters() for ip in card.ips]
    usable = [one for one in found if _is_version(one, version) and _reaches_others(one)]
    first = _towards_the_internet(version)
    return sorted(dict.fromkeys(usable), key=lambda one: one != first)


def is_own(address: str) -> bool:
    """Whether an IP address is one of this machine's, on any of its networks or within it."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    ip = getattr(ip, "ipv4_mapped", None) or ip  # how a socket for both versions names who came by the older one
    return ip.is_loopback or str(ip) in lan_addresses(ip.version)


class Announcer:
    """Says on every network of this machine that a hub is here, until it is stopped; follows addresses as they change.

    Args:
        hub, name: the hub's id and its campus's name.
        port: where it listens.
        host: on what it listens: every address of this machine (`0.0.0.0`, `::`), or one.
        fingerprint: of its certificate.
    """

    def __init__(self, hub: str, name: str, port: int, host: str, fingerprint: str) -> None:
        self._hub, self._name, self._port, self._host = hub, name, port, host
        self._fingerprint = fingerprint
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="announcer", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Take the announcement back."""
        self._stop.set()
        self._thread.join(3.0)

    def _run(self) -> None:
        """Another network card needs sockets of its own, so everything is opened anew when addresses have changed."""
        open_now: Zeroconf | None = None
        said: list[str] = []
        while not self._stop.is_set():
            addresses = self._addresses()
            if addresses != said:
                _close(open_now)
                open_now = self._say(addresses) if addresses else None
                said = addresses if open_now else []
            self._stop.wait(_LOOK_AGAIN)
        _close(open_now)

    def _addresses(self) -> list[str]:
        if self._host in ("0.0.0.0", "::"):  # noqa: S104
            return lan_addresses(6 if self._host == "::" else 4)
        return [] if os.environ.get(VARIABLE) == "none" else [self._host]

    def _say(self, addresses: list[str]) -> Zeroconf | None:
        from zeroconf import Error, IPVersion, ServiceInfo, Zeroconf

        says = {"id": self._hub, "name": self._name, "path": "/", "v": PROTOCOL, "fp": self._fingerprint}
        try:
            opened = Zeroconf(
                interfaces=addresses, ip_version=IPVersion.All if ":" in addresses[0] else IPVersion.V4Only
            )
        except OSError as error:
            log.info("The hub cannot be announced on its networks: %s", error)
            return None
        info = ServiceInfo(
            SERVICE,
            f"{_label(self._name)}.{SERVICE}",
            port=self._port,
            properties=says,
            server=f"bivouac-{self._hub}.local.",
            parsed_addresses=addresses,
        )
        try:
            opened.register_service(info, allow_name_change=True)
        except (OSError, Error) as error:
            log.info("The hub cannot be announced on its networks: %s", error)
            _close(opened)
            return None
        return opened


def look(seconds: float) -> Iterator[Nearby]:
    """What is announced on this machine's networks, one after the other as it is heard, for so long.

    The same hub may come twice, and one that is none may come; how much is listened to is bounded.
    """
    from zeroconf import ServiceBrowser, ServiceInfo, ServiceStateChange, Zeroconf

    addresses = lan_addresses()
    if not addresses:
        return
    heard: queue.SimpleQueue[str] = queue.SimpleQueue()

    def hear(zeroconf: Zeroconf, service_type: str, name: str, state_change: ServiceStateChange) -> None:
        if state_change is not ServiceStateChange.Removed:
            heard.put(name)

    try:
        opened = Zeroconf(interfaces=addresses)
    except OSError as error:
        log.info("The network cannot be searched for hubs: %s", error)
        return
    try:
        ServiceBrowser(opened, SERVICE, handlers=[hear])
        end = time.monotonic() + seconds
        for _ in range(_MOST_ANNOUNCED):
            try:
                name = heard.get(timeout=max(0.0, end - time.monotonic()))
            except queue.Empty:
                return
            info = ServiceInfo(SERVICE, name)
            if info.load_from_cache(opened) or info.request(opened, _ANSWER_MILLISECONDS):
                nearby = _read(info)
                if nearby is not None:
                    yield nearby
    finally:
        _close(opened)


class Lookout:
    """Looks around for all of a process: one look at a time, which everybody shares who asks meanwhile, and which is remembered.

    It may be asked from any thread.

    Args:
        seconds: how long one look takes.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._changed = threading.Condition()
        self._last = _Look(began=-math.inf, over=True)

    def so_far(self, kept: float) -> list[Nearby]:
        """What the look of the last `kept` seconds has found until now; where there is none, one begins. Nobody waits."""
        look_now = self._look_of(kept)
        with self._changed:
            return list(look_now.found)

    def until_the_end(self, kept: float) -> Iterator[Nearby]:
        """As `so_far`, and then one after the other what is still found, until the look is over."""
        look_now, told = self._look_of(kept), 0
        while True:
            with self._changed:
                while not look_now.over and len(look_now.found) == told:
                    self._changed.wait()
                news = look_now.found[told:]
            if not news:
                return
            yield from news
            told += len(news)

    def forget(self) -> None:
        """The network is another: who asks next has it looked at."""
        with self._changed:
            self._last = _Look(began=-math.inf, over=True)

    def _look_of(self, kept: float) -> _Look:
        with self._changed:
            if self._last.over and time.monotonic() - self._last.began > kept:
                self._last = _Look(began=time.monotonic())
                threading.Thread(target=self._run, args=(self._last,), name="lookout", daemon=True).start()
            return self._last

    def _run(self, look_now: _Look) -> None:
        try:
            for one in look(self._seconds):
                with self._changed:
                    look_now.found.append(one)
                    self._changed.notify_all()
        finally:
            with self._changed:
                look_now.over = True
                self._changed.notify_all()


@dataclass
class _Look:
    """One look around; `began` on the monotonic clock."""

    began: float
    over: bool = False
    found: list[Nearby] = field(default_factory=list)


def _read(info: ServiceInfo) -> Nearby | None:
    """What an announcement says, if it makes sense."""
    says = {name: value or "" for name, value in info.decoded_properties.items()}
    hub, path = says.get("id", ""), says.get("path", "").rstrip("/")
    name = " ".join(says.get("name", "").split())[:_NAME_LETTERS]
    if not _ID.fullmatch(hub) or not _PATH.fullmatch(path) or not name or not name.isprintable() or not info.port:
        return None
    addresses = [one for one in info.parsed_addresses() if _can_be_a_hub(one)][:_MOST_ADDRESSES]
    shown = [f"[{one}]" if ":" in one else one for one in addresses]
    urls = tuple(f"https://{one}:{info.port}{path}" for one in shown)
    return Nearby(hub, name, urls, says.get("fp", "").lower()[:32]) if urls else None


def _label(name: str) -> str:
    """A campus's name as the name of a service: 63 bytes at most, with room for a number, and no dots."""
    return name.replace(".", " ").encode()[:_LABEL_BYTES].decode(errors="ignore").strip() or "Bivouac"


def _can_be_a_hub(address: str) -> bool:
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    return not (ip.is_multicast or ip.is_unspecified or (ip.version == 6 and ip.is_link_local))


def _reaches_others(address: str) -> bool:
    return _can_be_a_hub(address) and not ipaddress.ip_address(address).is_loopback


def _is_version(address: str, version: int) -> bool:
    try:
        return ipaddress.ip_address(address).version == version
    except ValueError:
        return False


def _towards_the_internet(version: int) -> str:
    """Which address a packet would leave from; nothing is sent (the targets are of RFC 5737 and RFC 3849)."""
    import socket

    family, target = (socket.AF_INET6, "2001:db8::1") if version == 6 else (socket.AF_INET, "192.0.2.1")
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((target, 9))
            return str(probe.getsockname()[0])
    except OSError:
        return ""


def _close(opened: Zeroconf | None) -> None:
    if opened is not None:
        opened.close()
