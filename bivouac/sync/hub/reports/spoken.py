"""The table of reports as people read it: heads, acts and answers in words of their language, in place of the names that programs know."""

from __future__ import annotations

from typing import Any

from bivouac.courses import kinds
from bivouac.courses.model import Case, Choice, Matching, Ordering, Question, TrueFalse
from bivouac.courses.text import plain_text
from bivouac.language import tr, tr_later
from bivouac.sync.hub.reports.reading import Entry
from bivouac.sync.hub.reports.rows import Row, row
from bivouac.sync.hub.reports.scene import Telling
from bivouac.sync.hub.reports.shelf import Place
from bivouac.sync.hub.reports.statements import act_of
from bivouac.sync.journal import acts

HEADS = {
    "time": tr_later("Time"),
    "received": tr_later("Received"),
    "learner": tr_later("Learner's id"),
    "name": tr_later("Name"),
    "course": tr_later("Course's id"),
    "course_title": tr_later("Course"),
    "lesson": tr_later("Lesson's id"),
    "lesson_title": tr_later("Lesson"),
    "activity": tr_later("Activity's id"),
    "activity_title": tr_later("Activity"),
    "activity_kind": tr_later("Kind of activity"),
    "act": tr_later("What was done"),
    "question": tr_later("Question's id"),
    "question_title": tr_later("Question"),
    "response": tr_later("Answer"),
    "share": tr_later("Share of the points"),
    "start": tr_later("From (milliseconds)"),
    "end": tr_later("To (milliseconds)"),
    "position": tr_later("Place"),
    "scene": tr_later("Scene"),
    "choice": tr_later("Choice"),
    "hints": tr_later("Hints seen"),
    "on": tr_later("Bookmark set"),
    "note": tr_later("Note's id"),
    "text": tr_later("Text"),
    "quote": tr_later("Words marked"),
    "class": tr_later("Class's id"),
    "post": tr_later("Post's id"),
    "to": tr_later("In reply to"),
    "title": tr_later("Title"),
    "body": tr_later("What this version cannot read"),
    "device": tr_later("Computer"),
    "number": tr_later("Number on the computer"),
    "statement": tr_later("Statement's id"),
}
"""Column (`rows.COLUMNS`) to its head."""

ACTS = {
    "watched": tr_later("watched"),
    "reached": tr_later("got to a place"),
    "answered": tr_later("answered"),
    "hinted": tr_later("asked for a hint"),
    "chose": tr_later("chose"),
    "restarted": tr_later("began again"),
    "completed": tr_later("completed"),
    "noted": tr_later("wrote a note"),
    "note-removed": tr_later("removed a note"),
    "bookmarked": tr_later("bookmark"),
    "posted": tr_later("wrote to the class"),
    "announced": tr_later("announced"),
    "note-shared": tr_later("shared a note"),
    "post-removed": tr_later("removed a post"),
}


def spoken_row(entry: Entry, place: Place, telling: Telling) -> Row:
    """The row of a record, in words; an answer or a choice as it is in the course, where that is on the shelf."""
    told = row(entry, place, telling)
    for column, words in (("act", ACTS), ("activity_kind", kinds.WORDS)):
        if (known := words.get(told.get(column, ""))) is not None:
            told[column] = tr(known)
    act = act_of(entry.record)
    if isinstance(act, acts.Answered):
        told["response"] = answer_words(place.question(act.question), act.response) or told["response"]
    if isinstance(act, acts.Chose):
        told["choice"] = _choice(place, act) or act.choice
    return told


def answer_words(question: Question | None, given: acts.Response) -> str:
    """What was answered, in the question's own words; empty where that cannot be said."""
    match question:
        case TrueFalse() if isinstance(given, bool):
            return tr("True") if given else tr("False")
        case Choice(options=options) if isinstance(given, list):
            return "; ".join(_texts([one.text for one in options], given))
        case Ordering(items=items) if isinstance(given, list):
            return "; ".join(_texts(items, given))
        case Matching(pairs=pairs) if isinstance(given, list):
            sides = zip(pairs, given, strict=False)
            return "; ".join(f"{plain_text(pair.left)} → {right}" for pair, right in sides if right is not None)
    return ""


def _texts(among: Any, given: list[int | str | None]) -> list[str]:
    """The texts of these numbers; a number that the course does not have (any more) as it is."""
    return [
        plain_text(among[one]) if isinstance(one, int) and 0 <= one < len(among) else str(one)
        for one in given
        if one is not None
    ]


def _choice(place: Place, act: acts.Chose) -> str:
    for scene in place.activity.scenes if isinstance(place.activity, Case) else ():
        if scene.id == act.scene and 0 <= act.choice < len(scene.choices):
            return plain_text(scene.choices[act.choice].text)
    return ""
