"""Records over a line that is slow, far and lossy, to a hub with TLS: ten thousand; cut by an outage that kills every flow; and at 2 kbit/s."""

from __future__ import annotations

import json
import sys
import time
from contextlib import closing
from pathlib import Path

from msgspec.structs import replace

from bench.badline import SERVER, Weather, bad_line, require_lines
from bench.campus import Laptop, let_in, make_hub, serving
from bench.figures import Figure, Run, median
from bench.processes import Child
from bench.week import Wall, fill
from bivouac.errors import LineError
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.store.device import open_device
from bivouac.sync.store.journal import Journal

_PAGE = 1000
_TRY_AGAIN_SECONDS = 1.0
_BEFORE_OUTAGE = (2.0, 2.5, 3.0)
"""Seconds before an outage at which the exchange begins: it is cut in another place each time."""


def measure(run: Run) -> list[Figure]:
    require_lines()
    count = run.size(10_000, 400)
    plain = Weather(rate=8e6, round_trip=0.02, loss=0.01) if run.quick else Weather()
    cut = Weather(plain.rate, plain.round_trip, plain.loss, every=run.size(30, 3), outage=run.size(10, 1))
    hub = make_hub(run.folder / "hub")
    befores = _BEFORE_OUTAGE[: run.size(len(_BEFORE_OUTAGE), 1)]
    times = run.size(5, 1)  # which packets are lost is chance, and another one each time
    thin_laptop, *others = let_in(hub, run.folder, 1 + times + len(befores))
    pushes = [
        _push(hub, _filled(laptop, count), replace(plain, seed=seed)) for seed, laptop in enumerate(others[:times], 1)
    ]
    seconds, sent = median([one for one, _ in pushes]), median([one for _, one in pushes])
    cuts = [
        _push(hub, _filled(laptop, count), cut, before) for laptop, before in zip(others[times:], befores, strict=True)
    ]
    again = max(one for _, one in cuts) - sent
    page = sent * _PAGE / max(count, _PAGE)
    thin, few = (
        Weather(rate=run.size(2_000, 40_000), round_trip=0.1 if run.quick else 1.0, loss=0.0),
        run.size(2000, 20),
    )
    on_thin, thin_sent = _push(hub, _filled(thin_laptop, few), thin)
    what = f"{count:,} records over the bad line"
    return [
        Figure(
            "line",
            what,
            seconds,
            "s",
            5.0,
            note=f"the middle of {', '.join(f'{one:.1f}' for one, _ in pushes)}; {sent / 1000:,.0f} kB in TLS",
        ),
        Figure(
            "line",
            "the same, cut by an outage of ten seconds, the longest",
            max(one for one, _ in cuts),
            "s",
            20.0,
            note=f"begun {', '.join(map(str, befores))} s before it",
        ),
        Figure(
            "cut",
            "sent again after a cut, the most",
            max(0.01, again / page),
            "pages",
            1.0,
            note=f"{again:,.0f} bytes, the second connection’s beginning included; a page has {page:,.0f}, a request some pages",
        ),
        Figure(
            "thin",
            f"{few:,} records at 2 kbit/s, to the line’s own time for their bytes",
            on_thin / (thin_sent * 8 / thin.rate),
            "x",
            note=f"{on_thin:,.0f} s, {thin_sent:,.0f} bytes in TLS",
        ),
    ]


def _filled(laptop: Laptop, count: int) -> Laptop:
    """The laptop with so many records on it that the hub lacks."""
    wall = Wall()
    with closing(
        Journal(laptop.folder / "journal.sqlite", laptop.learner, open_device(laptop.folder).id, wall=wall)
    ) as journal:
        fill(journal, wall, count)
    return laptop


def _push(hub: HubFolder, laptop: Laptop, weather: Weather, before: float = 0.0) -> tuple[float, float]:
    """Seconds until the hub has all, and bytes that it took to say it."""
    with bad_line(weather) as line, serving(hub, SERVER, line.server) as (_, port):
        pusher = Child(
            "bench.far",
            f"https://{SERVER}:{port}",
            str(hub.certificate_file),
            laptop.folder,
            laptop.learner,
            laptop.token,
            before=line.client,
        )
        pusher.answer()  # it is ready
        if weather.every:
            begin = weather.every - weather.outage - min(before, weather.every / 10)
            while (line.told()["seconds"] % weather.every) < begin:
                time.sleep(0.02)
        pusher.ask()
        seconds: float = pusher.answer()["seconds"]
        pusher.end()
        return seconds, line.told()["sent"]


def main() -> None:
    """Exchange when asked to, again and again until it is done, as the app does in the background."""
    url, certificate, folder, learner, token = sys.argv[1:]
    laptop = Laptop(Path(folder), learner, token)
    print(json.dumps({"ready": True}), flush=True)
    sys.stdin.readline()
    began = time.monotonic()
    while True:
        try:
            laptop.exchange(url, _PAGE, certificate=Path(certificate).read_text("ascii"))
        except LineError:
            time.sleep(_TRY_AGAIN_SECONDS)
        else:
            break
    print(json.dumps({"seconds": time.monotonic() - began}), flush=True)


if __name__ == "__main__":
    main()
