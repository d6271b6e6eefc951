"""What a hub counts of itself, in Prometheus' text form (exposition format 0.0.4): how much is asked, how it was answered, how long it took.

By hand, because a dozen numbers need no library. Nobody is named in it. Whoever is on the hub's own machine may read it, and nobody else.

Each process of a hub counts in its own part of the memory that they share, and whichever is asked adds up all parts.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path

from bivouac import __version__, machine
from bivouac.sync.hub.crew import ALONE, Crew

MEDIA_TYPE = "text/plain; version=0.0.4"

CONTENT, OTHER = "/content", "other"
ROUTES = (
    "/v1/health",
    "/v1/hello",
    "/v1/join",
    "/v1/sign-in",
    "/v1/password",
    "/v1/lock",
    "/v1/invite",
    "/v1/device",
    "/v1/exchange",
    "/v1/hub",
    "/v1/catalogue",
    CONTENT,
    OTHER,
)
_STATUSES = (200, 201, 204, 206, 304, 400, 401, 403, 404, 405, 408, 413, 415, 416, 422, 429, 500, 503, 507, 0)
"""The last is for every other."""

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
_RECEIVED = ("pages", "bytes")

# What one process counts, as doubles: for each route its answers by status, how many came within each limit, and their seconds; then what
# was received.
_WITHIN = len(_STATUSES)
_TOOK = _WITHIN + len(_SECONDS)
_ROUTE = _TOOK + 1
_CELLS = len(ROUTES) * _ROUTE + len(_RECEIVED)
_STATUS_AT = {status: at for at, status in enumerate(_STATUSES)}
_ROUTE_AT = {route: at * _ROUTE for at, route in enumerate(ROUTES)}


class Metrics:
    """Counts since the hub was started.

    Args:
        folder: whose drive's free space is told.
        crew: whose counts are told together.
    """

    def __init__(self, folder: Path, crew: Crew = ALONE) -> None:
        self._folder = folder
        self._workers = crew.size
        self._began = crew.began
        self._lock = threading.Lock()
        self._all = memoryview(crew.memory("metrics", crew.size * _CELLS * 8)).cast("d")
        self._own = self._all[crew.number * _CELLS : (crew.number + 1) * _CELLS]

    def answered(self, route: str, status: int, seconds: float) -> None:
        """A request was answered."""
        at = _ROUTE_AT.get(route, _ROUTE_AT[OTHER])
        with self._lock:
            self._own[at + _STATUS_AT.get(status, _STATUS_AT[0])] += 1
            self._own[at + _TOOK] += seconds
            for number, limit in enumerate(_SECONDS):
                if seconds <= limit:
                    self._own[at + _WITHIN + number] += 1

    def received(self, pages: int, size: int) -> None:
        """Pages of records came in, of so many bytes together."""
        with self._lock:
            for at, count in enumerate((pages, size), len(ROUTES) * _ROUTE):
                self._own[at] += count

    def text(self, aside: Mapping[str, int] | None = None) -> str:
        """All of it, as Prometheus reads it; `aside`: how many feeds are put aside (unproved.py), by which end could not prove them."""
        sums = [sum(self._all[at::_CELLS]) for at in range(_CELLS)]
        lines = [f'bivouac_build_info{{version="{__version__}"}} 1', f"process_start_time_seconds {self._began:.3f}"]
        lines += ["# TYPE bivouac_workers gauge", f"bivouac_workers {self._workers}"]
        asked = sorted(route for route in ROUTES if any(_answers(sums, route)))
        lines.append("# TYPE bivouac_requests_total counter")
        for route in asked:
            for status, count in zip(_STATUSES, _answers(sums, route), strict=True):
                if count:
                    shown = status or OTHER
                    lines.append(f'bivouac_requests_total{{route="{route}",status="{shown}"}} {count:.0f}')
        lines.append("# TYPE bivouac_request_seconds histogram")
        for route in asked:
            lines += _histogram(sums, route)
        for what, count in zip(_RECEIVED, sums[-len(_RECEIVED) :], strict=True):
            lines.append(f"# TYPE bivouac_received_{what}_total counter")
            lines.append(f"bivouac_received_{what}_total {count:.0f}")
        if aside is not None:
            lines.append("# TYPE bivouac_feeds_aside gauge")
            lines += [f'bivouac_feeds_aside{{by="{end}"}} {count}' for end, count in aside.items()]
        lines.append("# TYPE bivouac_disk_free_bytes gauge")
        lines.append(f"bivouac_disk_free_bytes {machine.free_space(self._folder)}")
        return "\n".join(lines) + "\n"


def _answers(sums: list[float], route: str) -> list[float]:
    return sums[_ROUTE_AT[route] : _ROUTE_AT[route] + _WITHIN]


def _histogram(sums: list[float], route: str) -> list[str]:
    at, count = _ROUTE_AT[route], sum(_answers(sums, route))
    name, limits = "bivouac_request_seconds", [str(limit) for limit in _SECONDS] + ["+Inf"]
    within = [*sums[at + _WITHIN : at + _TOOK], count]
    lines = [
        f'{name}_bucket{{route="{route}",le="{limit}"}} {number:.0f}'
        for limit, number in zip(limits, within, strict=True)
    ]
    lines.append(f'{name}_sum{{route="{route}"}} {sums[at + _TOOK]:.6f}')
    lines.append(f'{name}_count{{route="{route}"}} {count:.0f}')
    return lines
