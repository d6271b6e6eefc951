"""What is around an act, as xAPI names it: activity, lesson, course and class, and the parts of an activity."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from bivouac.courses.model import Case, Quiz
from bivouac.courses.text import plain_text
from bivouac.sync.hub.reports.interactions import interaction
from bivouac.sync.hub.reports.shelf import Place
from bivouac.sync.hub.reports.vocabulary import CHOICE, COURSE, LESSON, OWN, QUESTION, TYPES
from bivouac.sync.journal.record import Record

Activity = dict[str, Any]


@dataclass(frozen=True)
class Telling:
    """What the world is told.

    Attributes:
        base: address under which people and courses are named: one that the school owns, or ours.
        name_of: a person's name for their id; empty to leave it out.
        notes: whether the text of notes, and of what is written to a class, goes along.
    """

    base: str = OWN
    name_of: Callable[[str], str] = lambda learner: ""
    notes: bool = False


def class_of(record: Record) -> str:
    """The id of the class in whose stream a record stands; empty for one in a person's own."""
    return record.stream.removeprefix("cohort:") if record.stream.startswith("cohort:") else ""


class Scene:
    """The activities around an act."""

    def __init__(self, record: Record, place: Place, telling: Telling) -> None:
        self.record, self.place, self.notes = record, place, telling.notes
        self._language = place.course.language if place.course else ""
        self._course = f"{telling.base}/courses/{_part(record.course)}" if record.course else telling.base
        self._activity = f"{self._course}/activities/{_part(record.activity)}" if record.activity else self._course
        cohort = class_of(record)
        self._class = f"{telling.base}/classes/{_part(cohort)}" if cohort else ""

    def here(self, *, kind: str | None = None) -> Activity:
        """The activity itself, else its course, else the class, else the campus. `kind` is its type, where that is known better."""
        if not self.record.activity:
            return self._of_course() if self.record.course else _activity(self._class or self._course)
        activity = self.place.activity
        known = TYPES.get(type(activity)) if kind is None else kind
        return _activity(self._activity, known, self._titled(activity.title) if activity else None)

    def around(self) -> list[Activity]:
        """Lesson and course, as far as they are known, and the class."""
        shared = [_activity(self._class)] if self._class and self.record.course else []
        if not (self.record.activity and self.record.course):
            return shared
        lesson = self.place.lesson
        if lesson is None:
            return [self._of_course(), *shared]
        named = _activity(f"{self._course}/lessons/{_part(lesson.id)}", LESSON, self._titled(lesson.title))
        return [named, self._of_course(), *shared]

    def within(self, *path: str, kind: str | None = None, **definition: Any) -> Activity:
        """A part of the activity: a question, a note."""
        return _activity("/".join((self._activity, *map(_part, path))), kind, **definition)

    def question(self, name: str) -> Activity:
        """A question, with how it is answered where the course is on the shelf."""
        quiz = self.place.activity
        found = next((one for one in quiz.questions if one.id == name), None) if isinstance(quiz, Quiz) else None
        told = {"name": self._titled(found.title), **interaction(found, self._language)} if found else {}
        return self.within("questions", name, kind=QUESTION, **told)

    def post(self, name: str, kind: str | None = None, title: str = "") -> Activity:
        """What somebody wrote to the class; its title where texts go along."""
        told = {self._language or "und": title} if title and self.notes else None
        return _activity(f"{self._class or self._course}/posts/{_part(name)}", kind, told)

    def choice(self, scene: str, choice: int) -> Activity:
        """A choice in a scene of a case."""
        case, told = self.place.activity, {}
        for one in case.scenes if isinstance(case, Case) else ():
            if one.id == scene and 0 <= choice < len(one.choices):
                told = {"name": self._titled(plain_text(one.choices[choice].text))}
        return self.within("scenes", scene, "choices", str(choice), kind=CHOICE, **told)

    def _of_course(self) -> Activity:
        course = self.place.course
        return _activity(self._course, COURSE, self._titled(course.title) if course else None)

    def _titled(self, title: str) -> dict[str, str]:
        return {self._language: title} if title else {}


def _activity(iri: str, kind: str | None = None, name: dict[str, str] | None = None, **definition: Any) -> Activity:
    return some({"objectType": "Activity", "id": iri, "definition": some({"type": kind, "name": name, **definition})})


def _part(text: str) -> str:
    return quote(text, safe="")


def some(named: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty, which xAPI does not take."""
    return {name: one for name, one in named.items() if one is not None and one != "" and one != {} and one != []}
