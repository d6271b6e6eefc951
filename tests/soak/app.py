"""`python -m tests.soak.app --times N [--seed S]`: the real app, with a robot at its keyboard, and its hub, killed at random moments.

A learner writes notes. What the window has shown as kept is shown when it is opened after the last kill, and is in the journal and on the hub exactly
once; the journal is sound. In between, whatever the robot does not find may be for the kill's sake, and says nothing.
"""

from __future__ import annotations

import argparse
import collections
import contextlib
import random
import tempfile
import threading
from pathlib import Path

import msgspec

from bivouac.language import tr, use_language
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.store.library import Library
from tests.soak.kills import records_on_hub, records_on_laptop
from tests.soak.noting import KEPT, noted
from tests.stories.campus import Hub, Laptop, RobotError

REPOSITORY = Path(__file__).resolve().parents[2]
BUNDLE = REPOSITORY / "assets" / "demo" / "demo.en.bivouac"
COURSE = "First steps in project management"
_GOES_ON = "Continue where you stopped"


class Campaign:
    """A hub, and one laptop whose learner has the demo course."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.kills: collections.Counter[str] = collections.Counter()
        self.kept: list[str] = []
        self.hub, self.laptop = Hub(folder / "hub"), Laptop(folder / "laptop")
        self.hub.add(BUNDLE)
        self.hub.start()
        self._join(self.hub.invite(folder / "class.bivouac-invite", "--uses", "2"))

    def _join(self, invite: Path) -> None:
        laptop = self.laptop
        laptop.open(invite)
        laptop.type(tr("Your name, as your teachers know you"), "Awa Koné")
        laptop.click(tr("Join"))
        laptop.see(COURSE)
        laptop.click(COURSE)
        laptop.do("click_first", start=tr("Download ({size})", size="").split("(")[0])
        laptop.see(tr("Remove from this computer"), wait=120)
        laptop.click(tr("Begin"))
        laptop.click(tr("Done, next"))  # now there is something to go on with
        laptop.see(tr("The school has all you did"), wait=60)
        laptop.close()

    def kill_once(self) -> None:
        """Let the learner write until a kill, of the app or of the hub, comes at some moment between start and a dozen notes."""
        plug = threading.Timer(self.chance.uniform(0.3, 9.0), self.laptop.pull_the_plug)
        if self.chance.random() < 0.25:
            self.hub.kill()
            self.kills["hub"] += 1
        self.laptop.open()
        plug.start()
        with contextlib.suppress(RobotError, BrokenPipeError):
            self._write_notes()
        plug.join()
        self.laptop.kill()
        self.kills["app"] += 1
        if self.hub.is_gone:
            self.hub.start()

    def _write_notes(self) -> None:
        laptop = self.laptop
        self._open_notes()
        while True:
            note = f"note {self.chance.getrandbits(48):x}"
            laptop.type(tr("Your note"), note)
            laptop.click(tr("Keep note"))
            laptop.see(note)
            self.kept.append(note)

    def _open_notes(self) -> None:
        self.laptop.do("open_card", title=COURSE, grid=tr(_GOES_ON))
        self.laptop.see(tr("Write a note at this moment"))  # Home leads on to the film, which is not done yet
        self.laptop.click(tr("Previous activity (Alt+Left)"))
        self.laptop.see("Awa’s story")
        self.laptop.click(tr("Notes (Ctrl+N)"))

    def settle(self) -> None:
        """Open once more: all that was kept is shown; and wait until the school has it."""
        self.laptop.open()
        self._open_notes()
        for note in self.kept:
            self.laptop.see(note)
        self.laptop.see(tr("The school has all you did"), wait=120)
        self.laptop.close()
        self.hub.stop()

    def stop(self) -> None:
        self.laptop.kill()
        self.hub.kill()

    def require_all(self) -> int:
        """That each kept note is in the journal and on the hub exactly once; how many there are."""
        home, hub = self.laptop.home, HubFolder(self.hub.folder)
        with contextlib.closing(Library(home)) as library:
            (learner,) = (one.id for one in library.people.learners() if one.campus)
        places = {"the laptop": records_on_laptop(home, learner), "the hub": records_on_hub(hub, learner)}
        for place, records in places.items():
            texts = [str(msgspec.msgpack.decode(one.body)[1]) for one in records if one.kind == "noted"]
            counts = collections.Counter(texts)
            lost = [note for note in self.kept if not counts[note]]
            assert not lost, f"{place}: {len(lost)} notes that were shown as kept are lost"
            assert max(counts.values(), default=1) == 1, f"{place}: a note is there twice"
        numbers = [{(one.device, one.seq) for one in records} for records in places.values()]
        assert self.kept, "no note was kept between the kills, so they proved nothing"
        assert numbers[0] == numbers[1], "the laptop and the hub do not hold the same"
        return len(self.kept)


def campaign(folder: Path, times: int, seed: int) -> str:
    """Kill `times` times; what came of it. Raises AssertionError for a broken promise."""
    use_language("en")
    one = Campaign(folder, seed)
    try:
        for count in range(1, times + 1):
            one.kill_once()
            if count % 25 == 0:
                print(f"{count} kills, {len(one.kept)} notes kept", flush=True)
        one.settle()
    finally:
        one.stop()
    notes = one.require_all()
    return (
        f"{one.kills['app']} kills of the app and {one.kills['hub']} of the hub: each of {notes} notes that the window"
        " showed as kept is on the laptop and on the hub exactly once."
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.soak.app", description="Kill the app and look on.")
    parser.add_argument("--times", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--note", nargs="?", type=Path, const=KEPT, help="add a line to docs/campaigns.md, or to this file"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        noted(
            "app",
            options.seed,
            options.times,
            lambda: campaign(Path(folder), options.times, options.seed),
            options.note,
        )


if __name__ == "__main__":
    main()
