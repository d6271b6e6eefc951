"""`python -m tests.soak.downloads --count N [--seed S]`: downloads and updates that are killed (kill -9) at random moments, from a real hub.

After each kill the laptop names the old version whole or the new one whole, and nothing in between; the next attempt goes on from what came.
At the end of each version the bytes that the hub sent are counted against those that were needed. The quick test
(tests/sync/transfer/test_killed.py) runs a few of the same.
"""

from __future__ import annotations

import argparse
import collections
import random
import tempfile
from pathlib import Path

from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.verify import verify_course
from bivouac.sync.transfer.download import DOWNLOADS
from tests.soak.killing import run_or_kill
from tests.soak.noting import KEPT, noted, sentence
from tests.sync.campus import Campus, Laptop, store_two_lessons

_FILM = 6_000_000
_CAP = 8_000_000
_DOWNLOADER = """
import sys
from pathlib import Path
from bivouac.courses.bundle.layout import Layout
from bivouac.sync.protocol.line import Line
from bivouac.sync.transfer.download import offered
from bivouac.sync.transfer.wishes import Wishes
from bivouac.sync.transfer.source import Place
from bivouac.sync.transfer.web import HUB_CONTENT, WebSource
from tests.sync.transfer.downloading import download_course

class Counting(WebSource):
    def fetch(self, path, start, end):
        for chunk in super().fetch(path, start, end):
            with open(count, "ab", buffering=0) as file:
                file.write(f"{len(chunk)}\\n".encode())
            yield chunk

url, token, folder, count, cap = sys.argv[1:]
connect = lambda: Counting(Line(url, token=token).another(), HUB_CONTENT)
descriptor = offered(WebSource(Line(url, token=token), HUB_CONTENT))["trade"]
print("ready", flush=True)
sys.stdin.readline()
wishes = Wishes(cap=lambda: int(cap))
download_course(Layout.create(Path(folder)), [Place(connect, near=False)], descriptor, "240p", wishes)
"""


def campaign(folder: Path, count: int, seed: int, *, anew: bool = False) -> collections.Counter[str]:
    """`count` kills, each within a download or an update of a course; how each ended, and the bytes sent and needed.

    Args:
        anew: the course is removed before each version, so that all are downloads.
    """
    chance, found = random.Random(seed), collections.Counter[str]()
    campus = Campus(folder / "soak-hub")
    laptop = Laptop(folder / "soak-laptop", campus.url, campus.code())
    here, sent = Layout.create(folder / "soak-here"), folder / "soak-sent"
    arguments = [campus.url, laptop.joined.token, str(here.folder), str(sent), str(_CAP)]
    version = 0
    try:
        while found["killed"] < count:
            version += 1
            if anew:
                here.forget("trade")
                here.sweep(spare=0)
            old = here.references().get("trade")
            new = store_two_lessons(campus.hub.layout(), {"240p": chance.randbytes(_FILM)}, version=str(version))
            sent.unlink(missing_ok=True)
            while here.references().get("trade") != new:
                killed = not run_or_kill(_DOWNLOADER, *arguments, seconds=chance.uniform(0, 1.2 * _FILM / _CAP))
                found["killed" if killed else "finished"] += 1
                named = here.references().get("trade")
                assert named in (old, new), "neither the old nor the new version"
                if named is not None:
                    verify_course(here, named)
                    found["had the old version"] += named == old
            assert not list((here.folder / DOWNLOADS).glob("*.*")), "leavings"
            found["bytes needed"] += _FILM
            found["bytes sent"] += sum(int(line) for line in sent.read_bytes().split(b"\n") if line)
            here.sweep(spare=0)
            campus.hub.layout().sweep(spare=0)
    finally:
        laptop.close()
        campus.stop()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.soak.downloads", description="Kill downloads of a course.")
    parser.add_argument("--count", type=int, default=200, help="kills of downloads, and as many of updates (200)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--note", nargs="?", type=Path, const=KEPT, help="add a line to docs/campaigns.md, or to this file"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name, anew in (("download", True), ("update", False)):

            def run(place: Path = Path(folder) / name, anew: bool = anew) -> str:
                place.mkdir()
                return sentence(campaign(place, options.count, options.seed, anew=anew))

            noted(name, options.seed, options.count, run, options.note)


if __name__ == "__main__":
    main()
