"""What a hub counts of itself, in Prometheus' text form (exposition format 0.0.4): how much is asked, how it was answered, how long it took.

By hand, because a dozen numbers need no library. Nobody is named in it. Whoever is on the hub's own machine may read it, and nobody else.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from pathlib import Path

from bivouac import __version__, machine

MEDIA_TYPE = "text/plain; version=0.0.4"

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)


class Metrics:
    """Counts since the hub was started.

    Args:
        folder: whose drive's free space is told.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._began = time.time()
        self._lock = threading.Lock()
        self._requests: Counter[tuple[str, int]] = Counter()
        self._within: Counter[tuple[str, float]] = Counter()
        self._seconds: Counter[str] = Counter()
        self._received: Counter[str] = Counter()

    def answered(self, route: str, status: int, seconds: float) -> None:
        """A request was answered."""
        with self._lock:
            self._requests[route, status] += 1
            self._seconds[route] += seconds  # type: ignore[assignment]
            for limit in _SECONDS:
                if seconds <= limit:
                    self._within[route, limit] += 1

    def received(self, pages: int, size: int) -> None:
        """Pages of records came in, of so many bytes together."""
        with self._lock:
            self._received["pages"] += pages
            self._received["bytes"] += size

    def text(self) -> str:
        """All of it, as Prometheus reads it."""
        with self._lock:
            requests, within = sorted(self._requests.items()), dict(self._within)
            seconds, received = dict(self._seconds), dict(self._received)
        lines = [f'bivouac_build_info{{version="{__version__}"}} 1', f"process_start_time_seconds {self._began:.3f}"]
        lines.append("# TYPE bivouac_requests_total counter")
        lines += [f'bivouac_requests_total{{route="{route}",status="{status}"}} {n}' for (route, status), n in requests]
        lines.append("# TYPE bivouac_request_seconds histogram")
        for route in sorted(seconds):
            count = sum(n for (one, _), n in requests if one == route)
            for limit in _SECONDS:
                lines.append(
                    f'bivouac_request_seconds_bucket{{route="{route}",le="{limit}"}} {within.get((route, limit), 0)}'
                )
            lines.append(f'bivouac_request_seconds_bucket{{route="{route}",le="+Inf"}} {count}')
            lines.append(f'bivouac_request_seconds_sum{{route="{route}"}} {seconds[route]:.6f}')
            lines.append(f'bivouac_request_seconds_count{{route="{route}"}} {count}')
        for what in ("pages", "bytes"):
            lines.append(f"# TYPE bivouac_received_{what}_total counter")
            lines.append(f"bivouac_received_{what}_total {received.get(what, 0)}")
        lines.append("# TYPE bivouac_disk_free_bytes gauge")
        lines.append(f"bivouac_disk_free_bytes {machine.free_space(self._folder)}")
        return "\n".join(lines) + "\n"
