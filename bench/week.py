"""What learners do, as records: films in stretches of five seconds, pages with pauses, quizzes, cases, notes in French and English."""

from __future__ import annotations

import random
from collections.abc import Iterator

from bivouac.sync.journal.acts import Act, Answered, Bookmarked, Chose, Completed, Noted, Reached, Response, Watched
from bivouac.sync.journal.record import new_id
from bivouac.sync.store.journal import Journal

_MONDAY = 1_767_600_000_000
_NOTES = (
    "Demander à Koffi le budget de la médiation",
    "À revoir avant l’examen : la différence entre risque et problème",
    "Le triangle : coût, délai, qualité. On ne peut pas tout avoir",
    "Ask the teacher whether the deposit counts as revenue",
    "Good example from our shop: the second fridge came three weeks late",
    "Stakeholders: landlord, suppliers, my sister, the town hall",
)


class Wall:
    """A wall clock that stands, but for the waits it is given: one passes each time that it is read."""

    def __init__(self) -> None:
        self.milliseconds = _MONDAY
        self.waits: list[int] = []

    def __call__(self) -> int:
        if self.waits:
            self.milliseconds += self.waits.pop(0)
        return self.milliseconds


def fill(journal: Journal, wall: Wall, count: int, seed: int = 1) -> None:
    """Record `count` acts of study, those of one activity in one step: the records are the same, and the disk has less to do."""
    chance, left = random.Random(seed), count
    while left:
        for course, activity, acts in evening(chance):
            taken = acts[:left]
            wall.waits = [wait for wait, _ in taken]
            if taken:
                journal.record(course, activity, *(act for _, act in taken))
            left -= len(taken)
        wall.milliseconds += chance.randrange(20, 30) * 3_600_000


def evening(chance: random.Random) -> Iterator[tuple[str, str, list[tuple[int, Act]]]]:
    """Course, activity and acts (each with the milliseconds before it) of one evening's study."""
    course = f"gestion-de-projet-{chance.randrange(3)}"
    for _ in range(chance.randrange(2, 5)):
        lesson = f"{chance.randrange(1, 13):02}-lecon"
        yield course, f"{lesson}.lire", list(_reading(chance))
        yield course, f"{lesson}.film", list(_watching(chance))
        yield course, f"{lesson}.quiz", list(_answering(chance, lesson))
        if chance.random() < 0.3:
            yield course, f"{lesson}.cas", list(_deciding(chance))


def _reading(chance: random.Random) -> Iterator[tuple[int, Act]]:
    place = 0
    while place < 1000:
        place = min(1000, place + chance.randrange(40, 260))
        yield chance.randrange(4_000, 60_000), Reached(place)
    if chance.random() < 0.3:
        yield (
            chance.randrange(5_000, 60_000),
            Noted(new_id(), chance.choice(_NOTES), place, "le coût, le délai et la qualité"),
        )
    yield chance.randrange(500, 3_000), Completed()


def _watching(chance: random.Random) -> Iterator[tuple[int, Act]]:
    """The app records a film that runs every five seconds: what was seen, and where the learner is."""
    at, end = 0, chance.randrange(90_000, 480_000)
    while at < end:
        run = 5_000 + chance.randrange(-40, 40)
        yield run, Watched(at, min(at + run, end))
        at = min(at + run, end)
        yield chance.randrange(0, 3), Reached(at)
        if chance.random() < 0.02:
            yield chance.randrange(3_000, 40_000), Noted(new_id(), chance.choice(_NOTES), at)
        if chance.random() < 0.01:
            yield chance.randrange(300, 3_000), Bookmarked(at)
    yield chance.randrange(0, 3), Completed()


def _answering(chance: random.Random, lesson: str) -> Iterator[tuple[int, Act]]:
    for question in range(chance.randrange(4, 9)):
        for _ in range(chance.choice((1, 1, 1, 2, 3))):
            response: Response = chance.choice((chance.randrange(4), [0, 2], True, "médiation", 1250.0))
            yield (
                chance.randrange(6_000, 90_000),
                Answered(f"{lesson}.q{question}", response, chance.choice((0, 0, 500, 1000, 1000))),
            )
        yield chance.randrange(200, 3_000), Reached(question + 1)
    yield chance.randrange(200, 2_000), Completed(chance.choice((600, 750, 800, 1000)))


def _deciding(chance: random.Random) -> Iterator[tuple[int, Act]]:
    for scene in range(chance.randrange(3, 7)):
        yield chance.randrange(8_000, 90_000), Chose(f"scene-{scene}", chance.randrange(3))
    yield chance.randrange(500, 2_000), Completed()
