"""The whole path: join, download, study with the hub gone, lose the power, come back, and everything arrives exactly once.

`play` tells the story once; `problems` says what in it is not as it should be. The test and `make run` on a machine without a screen
both use them.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bivouac.desktop.activities.film_records import RECORD_EVERY
from bivouac.language import translate
from tests.stories.campus import Hub, Laptop
from tests.stories.stalls import Pauses, Stall

COURSE = "Premiers pas en gestion de projet"
FILM_SEARCHED = "Film"
NOTE = "Demander à Koffi le budget de la médiation"
LEARNER = "Awa Koné"
SAID, SAID_SHOWN = "deuxieme boutique", "deuxième boutique avant les fêtes"
RESUME_SLACK = 6_000
"""Milliseconds of film that a power cut may cost: acts are written every few seconds while it plays."""


def fr(source: str, **values: object) -> str:
    """A text of the app as Awa reads it."""
    return translate(source, "fr", **values)  # type: ignore[arg-type]


@dataclass
class Told:
    """What came of the story."""

    steps: list[tuple[str, float]] = field(default_factory=list)
    colours: int = 0
    position_before: int = 0
    position_after: int = 0
    hub_records: Counter[tuple[str, int]] = field(default_factory=Counter)
    laptop_records: Counter[tuple[str, int]] = field(default_factory=Counter)
    second_records: Counter[tuple[str, int]] = field(default_factory=Counter)
    progress: tuple[str, str] = ("", "")
    pauses: dict[str, Pauses] = field(default_factory=dict)
    exit_codes: tuple[int, int] = (-1, -1)

    @property
    def longest_stall(self) -> tuple[str, Stall]:
        """The step in which the window stood still for longest, and for how long."""
        return max(((step, noted.longest) for step, noted in self.pauses.items()), key=lambda each: each[1])

    @property
    def busiest_stall(self) -> tuple[str, Stall]:
        """The step in which the window worked for longest without a pause, and for how long."""
        return max(((step, noted.busiest) for step, noted in self.pauses.items()), key=lambda each: each[1].cpu)

    def notice_stalls(self, *laptops: Laptop) -> None:
        """Note how long windows stood still since they were last asked, for the present step."""
        for laptop in (one for one in laptops if one.is_open):
            step = self.steps[-1][0]
            longest, busiest = laptop.do("pauses")
            noted = Pauses(Stall(*longest), Stall(*busiest))
            self.pauses[step] = self.pauses.get(step, Pauses()).and_also(noted)


def play(
    folder: Path, bundles: list[Path], shots: Path | None = None, say: Callable[[str], None] = lambda text: None
) -> Told:
    """Play the story in an empty folder.

    Args:
        bundles: the demo course's bundles, the French one among them.
        shots: where pictures of each step go.
        say: told each step as it begins.
    """
    told = Told()
    began = time.monotonic()
    laptop, second = Laptop(folder / "laptop-1", shots, "fr"), Laptop(folder / "laptop-2", shots, "fr")

    def step(text: str) -> None:
        told.notice_stalls(laptop, second)
        told.steps.append((text, time.monotonic() - began))
        say(text)

    step("The campus hub is started, with the demo course in French and in English")
    hub = Hub(folder / "hub")
    for bundle in bundles:
        hub.add(bundle)
    hub.start()
    invite = hub.invite(folder / "classe.bivouac-invite", "--uses", "40")
    try:
        _join(laptop, invite, step)
        _download(laptop, step)
        step("The hub loses its power (kill -9)")
        hub.kill()
        _study(laptop, told, step)
        _lose_power(laptop, told, step)
        _take_up_again(laptop, told, step)
        step("The hub comes back, and everything arrives")
        hub.start()
        laptop.see(fr("The school has all you did"), wait=120)
        laptop.shot("12-all-received")
        _second_laptop(laptop, second, hub, told, step)
        told.hub_records = Counter(hub.records())
        told.laptop_records, told.second_records = _records(laptop), _records(second)
        step("Both windows are closed")
        told.exit_codes = (laptop.close(), second.close())
    finally:
        laptop.kill()
        second.kill()
        hub.kill()
    return told


def _join(laptop: Laptop, invite: Path, step: Callable[[str], None]) -> None:
    step("Awa opens Bivouac with the invite file from her teacher's stick, and joins")
    laptop.open(invite)
    laptop.see("Campus Abidjan")
    laptop.type(fr("Your name, as your teachers know you"), LEARNER)
    laptop.shot("01-join")
    laptop.click(fr("Join"))
    laptop.see(fr("Hello {name}", name=LEARNER))
    laptop.see(COURSE)
    laptop.do("pause", seconds=0.5)  # covers are decoded beside the window
    laptop.shot("02-home-before")


def _download(laptop: Laptop, step: Callable[[str], None], shots: tuple[str, str] = ("03", "04")) -> None:
    step("She downloads the course, its films in the size that Bivouac chose for line and drive")
    laptop.click(COURSE)
    laptop.see(fr("Download ({size})", size="").split("(")[0])
    laptop.do("pause", seconds=0.5)
    laptop.shot(f"{shots[0]}-course-on-offer")
    laptop.do("click_first", start=fr("Download ({size})", size="").split("(")[0])
    laptop.see(fr("Remove from this computer"), wait=120)
    laptop.do("pause", seconds=0.5)
    laptop.shot(f"{shots[1]}-course-here")


def _study(laptop: Laptop, told: Told, step: Callable[[str], None]) -> None:
    step("With the hub gone she reads a page")
    laptop.click(fr("Begin"))
    laptop.see("Projet ou routine")
    laptop.do("pause", seconds=0.5)
    laptop.shot("05-page")
    step("She watches a film and notes a moment of it")
    laptop.click(fr("Done, next"))
    told.colours = _watch_until(laptop, 4_000)
    laptop.shot("06-film")
    laptop.key("Space")
    laptop.key("N")
    laptop.type(fr("Your note"), NOTE)
    laptop.click(fr("Keep note"))
    laptop.see(NOTE)
    laptop.shot("07-note")
    laptop.click(fr("Notes (Ctrl+N)"))
    _answer_a_quiz(laptop, step)
    step("She searches her notes, and what was said in the films, without accents")
    laptop.click(fr("Search"))
    laptop.type(fr("Search"), "mediation")
    laptop.see(NOTE)
    laptop.type(fr("Search"), SAID)
    laptop.see(SAID_SHOWN)
    laptop.do("pause", seconds=0.5)
    laptop.shot("09-search")


def _answer_a_quiz(laptop: Laptop, step: Callable[[str], None]) -> None:
    step("She answers questions of a quiz")
    _open_course(laptop)
    laptop.click("Le triangle du projet")
    laptop.click("Quiz")
    laptop.do("start_quiz")
    laptop.do("answer_choice", number=0)
    laptop.do("pause", seconds=1.0)
    laptop.shot("08-quiz")


def _open_course(laptop: Laptop) -> None:
    laptop.click(fr("Home"))
    laptop.see(fr("Continue where you stopped"))
    laptop.do("open_card", title=COURSE, grid=fr("Continue where you stopped"))
    laptop.click(f"{fr('Back')}: {COURSE}")
    laptop.see(fr("Remove from this computer"))


def _lose_power(laptop: Laptop, told: Told, step: Callable[[str], None]) -> None:
    step("In the middle of a film the power fails (kill -9)")
    _open_course(laptop)
    laptop.click("Un projet, c’est quoi")
    laptop.click(FILM_SEARCHED)
    laptop.do("film")
    _watch_until(laptop, 18_000)
    told.position_before = int(laptop.do("film")["position"])
    told.notice_stalls(laptop)
    laptop.kill()


def _take_up_again(laptop: Laptop, told: Told, step: Callable[[str], None]) -> None:
    step("She opens Bivouac again: everything is there, and the position with it")
    laptop.open()
    laptop.see(fr("Continue where you stopped"))
    laptop.do("pause", seconds=0.5)
    laptop.shot("10-home-again")
    laptop.click(fr("Notes"))
    laptop.see(NOTE)
    laptop.click(fr("Home"))
    laptop.do("open_card", title=COURSE, grid=fr("Continue where you stopped"))
    laptop.do("film")
    laptop.do("pause", seconds=1.0)
    told.position_after = int(laptop.do("film")["position"])
    laptop.shot("11-film-again")


def _second_laptop(laptop: Laptop, second: Laptop, hub: Hub, told: Told, step: Callable[[str], None]) -> None:
    step("She joins on a second laptop, with a code from the first")
    laptop.do("click_first", start=LEARNER)
    laptop.click(fr("Use another laptop too…"))
    code = laptop.do("code")
    laptop.shot("13-code")
    second.open()
    second.see(fr("Welcome to Bivouac"))
    second.shot("14-second-laptop-welcome")
    second.type(fr("Joining code"), code)
    second.type(fr("Address of the campus"), hub.url.removeprefix("http://"))
    second.click(fr("Join"))
    second.see("Campus Abidjan")
    second.click(fr("Join"))
    second.see(fr("Hello {name}", name=LEARNER))
    second.click(fr("Notes"))
    second.see(NOTE, wait=60)
    second.click(fr("Home"))
    _download(second, lambda text: None, ("15", "16"))
    second.see(fr("The school has all you did"), wait=60)
    _open_course(laptop)
    told.progress = (laptop.do("progress"), second.do("progress"))
    second.shot("17-second-laptop-progress")


def _watch_until(laptop: Laptop, position: int) -> int:
    """Play the film that is open until a position; returns how many colours its picture has."""
    colours = int(laptop.do("film")["colours"])
    if not laptop.do("film")["playing"]:
        laptop.key("Space")
    end = time.monotonic() + 60
    while (film := laptop.do("film"))["position"] < position:
        if time.monotonic() > end:
            raise AssertionError(f"the film does not get to {position} ms: {film}")
        colours = max(colours, int(film["colours"]))
        time.sleep(0.2)
    return colours


def _records(laptop: Laptop) -> Counter[tuple[str, int]]:
    """(device, number) of every record in the one journal on a laptop."""
    found: Counter[tuple[str, int]] = Counter()
    for file in (laptop.home / "journals").glob("*.sqlite"):
        with contextlib.closing(sqlite3.connect(file)) as db:
            found.update(tuple(row) for row in db.execute("SELECT device, seq FROM records"))
    return found


def problems(told: Told) -> list[str]:
    """What is not as the story promises, as sentences; none when all is well."""
    found = []
    if told.colours < 20:
        found.append(f"the film showed no picture ({told.colours} colours)")
    if not told.position_before - RESUME_SLACK <= told.position_after <= told.position_before + 1_000:
        found.append(f"the film was at {told.position_before} ms and came back at {told.position_after} ms")
    if not told.hub_records or any(count != 1 for count in told.hub_records.values()):
        found.append("the hub does not hold each record exactly once")
    for name, records in (("first", told.laptop_records), ("second", told.second_records)):
        if records != told.hub_records:
            found.append(f"the {name} laptop holds {len(records)} records and the hub {len(told.hub_records)}")
    if not told.progress[0].startswith("1 ") or told.progress[0] != told.progress[1]:
        found.append(f"the laptops show different progress: {told.progress}")
    if told.exit_codes != (0, 0):
        found.append(f"the windows closed with {told.exit_codes}")
    return found


def summary(told: Told, found: list[str], shots: Path) -> str:
    """One page on how the story went, in Markdown."""
    where, stall = told.longest_stall
    there, busy = told.busiest_stall
    lines = ["# The whole path, played by itself", ""]
    lines += [
        "Everything went as it should." if not found else "Not as it should be:",
        *[f"- {one}" for one in found],
        "",
    ]
    lines += ["| at | what happened |", "| --- | --- |", *[f"| {at:.0f} s | {text} |" for text, at in told.steps], ""]
    lines += [
        f"- A film's place is kept every {RECORD_EVERY // 1000} s: it stood at {told.position_before / 1000:.1f} s when the power failed, and went on at {told.position_after / 1000:.1f} s, the place kept last.",
        f"- {len(told.hub_records)} records were made; the hub and both laptops hold each of them once.",
        f"- Both laptops show the same progress, in French, which Awa reads: “{told.progress[0]}”.",
        f"- The window stood still for at most {stall.wall * 1000:.0f} ms, of which it worked {stall.cpu * 1000:.0f} ms: “{where}”.",
        f"- It worked for at most {busy.cpu * 1000:.0f} ms without a pause: “{there}”.",
        "",
        "| its longest pause | of the longest it worked | the most it worked at once | step |",
        "| --- | --- | --- | --- |",
        *[
            f"| {one.longest.wall * 1000:.0f} ms | {one.longest.cpu * 1000:.0f} ms | {one.busiest.cpu * 1000:.0f} ms | {step} |"
            for step, one in told.pauses.items()
        ],
        "",
        *[f"![{shot.stem}]({shots.name}/{shot.name})" for shot in sorted(shots.glob("*.png"))],
        "",
    ]
    return "\n".join(lines)
