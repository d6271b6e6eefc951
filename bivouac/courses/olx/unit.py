"""A unit (`vertical`) as activities: its texts joined into pages, its questions into quizzes, its films, in their order.

Texts that follow each other are one page, problems that follow each other one quiz; an activity is named after the first
block in it, so that it keeps its id when blocks are added behind.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable

import msgspec

from bivouac.courses.draft import FilmDraft, LessonDraft
from bivouac.courses.ids import make_id, unique_id
from bivouac.courses.model import AnyQuestion, Html, Page, Quiz
from bivouac.courses.olx.links import page_file
from bivouac.courses.olx.pieces import Piece, Pieces, Sharing
from bivouac.courses.olx.selection import chosen
from bivouac.courses.olx.titles import best_title
from bivouac.courses.olx.tree import Block

_LONGEST_QUIZ = 25


class Unit:
    """Turns the blocks of one unit into activities of a lesson."""

    def __init__(self, course: Sharing, lesson: LessonDraft, title: str) -> None:
        self._course = course
        self._lesson = lesson
        self._title = title
        self._pieces = Pieces(course, lesson, title)

    def add(self, blocks: list[Block], unit: Block | None = None) -> None:
        """Convert blocks in their order; `unit` is what links to them may name."""
        start = len(self._lesson.activities)
        pieces = [piece for block in chosen(blocks, self._course.report) for piece in self._pieces.of(block)]
        runs = [list(run) for _, run in itertools.groupby(pieces, key=_run_key())]
        for run in runs:
            if run[0].questions:
                self._add_quizzes(run, alone=len(runs) == 1)
            elif run[0].film:
                self._add(run, run[0].film)
            else:
                self._add_page(run, alone=len(runs) == 1)
        for path in self._pieces.documents:
            self._course.add_document(path, self._lesson)
        self._pieces.documents.clear()
        if unit and len(self._lesson.activities) > start:
            self._course.made.setdefault(make_id(unit.url_name), self._lesson.activities[start].id)

    def _add_page(self, run: list[Piece], *, alone: bool) -> None:
        """A page is named after the unit where it is all of it or has several texts, else after its text."""
        named = [piece.block.title for piece in run]
        title = best_title(self._title, *named) if alone or len(run) > 1 else best_title(*named, self._title)
        id = self._id(run)
        file = page_file(self._lesson.files, id)
        self._lesson.files[file] = joined([piece.text for piece in run]).encode()
        self._add(run, Page(id=id, title=title, file=file))

    def _add_quizzes(self, run: list[Piece], *, alone: bool) -> None:
        """One quiz, or several where a bank has more questions than anybody answers in one go."""
        chunks = _chunks(run)
        for number, chunk in enumerate(chunks, 1):
            titles = (
                (self._title, chunk[0].block.title) if alone or len(chunk) > 1 else (chunk[0].block.title, self._title)
            )
            title = best_title(*titles)
            quiz = Quiz(
                id=self._id(chunk),
                title=f"{title} ({number}/{len(chunks)})" if len(chunks) > 1 else title,
                questions=tuple(_unique([question for piece in chunk for question in piece.questions])),
                pass_mark=self._course.pass_mark,
                attempts=_attempts(chunk),
            )
            self._note_attempts(chunk, quiz)
            self._add(chunk, quiz)

    def _note_attempts(self, chunk: list[Piece], quiz: Quiz) -> None:
        """Say which problems had another number of attempts than the quiz that they are in."""
        for piece in chunk:
            own = piece.block.attributes.get("max_attempts", "")
            if own.isascii() and own.isdigit() and 0 < int(own) < 1000 and int(own) != quiz.attempts:
                self._course.report.changed(
                    piece.block.where,
                    "max_attempts",
                    "This problem allows {n} attempt, others of its quiz more; here that of the most generous counts for all. Put it into a unit of its own to keep it.|This problem allows {n} attempts, others of its quiz more; here that of the most generous counts for all. Put it into a unit of its own to keep it.",
                    n=int(own),
                )

    def _id(self, run: list[Piece]) -> str:
        return unique_id(run[0].block.url_name or self._title, self._course.taken)

    def _add(self, run: list[Piece], activity: Page | Quiz | FilmDraft) -> None:
        self._lesson.activities.append(activity)
        for piece in run:
            self._course.made.setdefault(make_id(piece.block.url_name or "–"), activity.id)


def joined(texts: list[Html]) -> Html:
    """Several texts as one page: an anchor that is there twice gets a number, with the links to it."""
    seen: set[str] = set()
    result = []
    for text in texts:
        for anchor in re.findall(r'\sid="([^"]+)"', text):
            if anchor in seen:
                other = unique_id(anchor, seen)
                text = text.replace(f' id="{anchor}"', f' id="{other}"').replace(
                    f'href="#{anchor}"', f'href="#{other}"'
                )
            seen.add(anchor)
        result.append(text)
    return "\n".join(result)


def _run_key() -> Callable[[Piece], str]:
    """Groups pieces: texts with texts, questions with questions, all else alone."""
    alone = itertools.count()

    def key(piece: Piece) -> str:
        return piece.kind if piece.kind in ("page", "quiz") else f"{piece.kind} {next(alone)}"

    return key


def _chunks(run: list[Piece]) -> list[list[Piece]]:
    chunks: list[list[Piece]] = [[]]
    for piece in run:
        if sum(len(one.questions) for one in chunks[-1]) >= _LONGEST_QUIZ:
            chunks.append([])
        chunks[-1].append(piece)
    return chunks


def _unique(questions: list[AnyQuestion]) -> list[AnyQuestion]:
    """Questions with ids that differ within their quiz, though the same problem be used twice."""
    taken: set[str] = set()
    return [msgspec.structs.replace(question, id=unique_id(question.id, taken)) for question in questions]


def _attempts(chunk: list[Piece]) -> int:
    """Tries that the most generous problem allows; 0 for as many as one likes."""
    tries = [piece.block.attributes.get("max_attempts", "") for piece in chunk]
    return max(map(int, tries)) if all(one.isascii() and one.isdigit() and 0 < int(one) < 1000 for one in tries) else 0
