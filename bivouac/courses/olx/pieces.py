"""One block as what it gives to its unit: a part of a page, questions, a film, or a line in the report."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bivouac.courses.clean.films import only_leads_to
from bivouac.courses.draft import FilmDraft, LessonDraft
from bivouac.courses.ids import make_id, unique_id
from bivouac.courses.model import AnyQuestion, Captions, Html
from bivouac.courses.olx.activities import ASKING, convert_asking
from bivouac.courses.olx.asking import Asking
from bivouac.courses.olx.problem import Part, Problem, split_problem
from bivouac.courses.olx.resources import InText, OlxResources, add_document, document_id
from bivouac.courses.olx.responses import convert_part
from bivouac.courses.olx.scripts import Variables
from bivouac.courses.olx.source import Source, inner_html
from bivouac.courses.olx.titles import best_title, says_something, short
from bivouac.courses.olx.tree import Block
from bivouac.courses.olx.unconverted import report_block
from bivouac.courses.olx.video import Film, captions, online_note, read_cues, read_film, said_in, transcript
from bivouac.courses.olx.writing import Writing, is_empty
from bivouac.courses.report import Report
from bivouac.errors import InputError
from bivouac.language import best_language

_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>")
_TEXTS = frozenset({"html", "about", "static_tab", "course_info", "raw", "customtag", "annotatable"})


@dataclass
class Piece:
    """What one block gives: a part of a page, questions, a page of its own or a film."""

    block: Block
    text: Html = ""
    questions: list[AnyQuestion] = field(default_factory=list)
    own_page: bool = False
    film: FilmDraft | None = None

    @property
    def kind(self) -> str:
        return "film" if self.film else "quiz" if self.questions else "own page" if self.own_page else "page"


@dataclass
class Sharing:
    """What all units of a course share.

    Attributes:
        language: of the course.
        taken: ids that activities have.
        made: name of a block, as an id, to the activity it is in.
        pass_mark: of the course's grading policy.
    """

    source: Source
    report: Report
    language: str
    pass_mark: float = 0.6
    taken: set[str] = field(default_factory=set)
    made: dict[str, str] = field(default_factory=dict)

    def add_document(self, path: Path, lesson: LessonDraft, title: str = "") -> None:
        """Make an uploaded PDF an activity at the end of the lesson, once in the course."""
        if document_id(path) not in self.made:
            self.made[document_id(path)] = add_document(path, title, lesson, self.taken).id

    def films(self, played: list[InText], lesson: LessonDraft, where: str) -> list[FilmDraft]:
        """The activities of films that a text plays, each once in the course."""
        made = []
        for one in played:
            if one.name not in self.made:
                film = Film(one.title, one.path)
                for language, path in one.captions.items():
                    try:
                        film.cues[language] = read_cues(path)
                    except InputError as error:
                        self.report.lost(where, "track", error.source, **error.values)
                draft = self.film_draft(one.name, film, lesson)
                draft.pictures = one.pictures
                self.made[one.name] = draft.id
                made.append(draft)
        return made

    def film_draft(self, name: str, film: Film, lesson: LessonDraft) -> FilmDraft:
        """A film of the export with its captions, which are put into the lesson."""
        id = unique_id(name, self.taken)
        tracks = []
        for language, (path, content) in captions(film, id).items():
            if re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", language):
                lesson.files[path] = content
                tracks.append(Captions(language=language, file=path))
        return FilmDraft(id=id, title=film.title, source=film.file, captions=tuple(tracks))


class Pieces:
    """Converts the blocks of one unit, one by one; `documents` are the PDF files that these led to."""

    def __init__(self, course: Sharing, lesson: LessonDraft, title: str) -> None:
        self._course = course
        self._lesson = lesson
        self._title = title
        self.documents: list[Path] = []
        self._films: list[InText] = []

    def of(self, block: Block) -> Iterator[Piece]:
        """What one block becomes; a block that becomes nothing is in the report."""
        before = len(self._course.report.findings)
        found = list(self._converted(block))
        names = [film.name for film in self._films]
        films = [Piece(block, film=film) for film in self._course.films(self._films, self._lesson, block.where)]
        self._films.clear()
        if len(names) == len(films) == len(found) == 1 and only_leads_to(found[0].text, names[0]) and films[0].film:
            films[0].film.title = best_title(block.title, self._title)
            found = []  # a text that is nothing but its film
        yield from (*films, *found) if block.kind == "problem" else (*found, *films)
        if not found and not films and len(self._course.report.findings) == before:
            self._course.report.note(block.where, block.kind, "This block is empty, so it was left out.")

    def _converted(self, block: Block) -> Iterator[Piece]:
        writing = self._writing(block)
        if block.kind in _TEXTS:
            text = writing.page(self._html(block))
            if not is_empty(text):
                yield Piece(block, text)
        elif block.kind == "problem":
            yield from self._problem(block, writing)
        elif block.kind == "video":
            yield from self._film(block)
        elif block.kind in ASKING:
            try:
                yield Piece(
                    block,
                    questions=[convert_asking(block, make_id(f"{block.url_name}-1"), writing, self._course.report)],
                )
            except InputError as error:
                self._course.report.lost(block.where, block.kind, error.source, **error.values)
        else:
            report_block(block, self._course.report)

    def _writing(self, block: Block) -> Writing:
        report = self._course.report
        resources = OlxResources(self._lesson.files, self._course.source, self._course.language)
        resources.documents, resources.films = self.documents, self._films
        return Writing(resources, report, block.where)

    def _html(self, block: Block) -> str:
        """The text of a block: in it, or in a file beside its definition."""
        text = block.element.text or ""
        if not len(block.element) and _MARKUP.search(text):  # <![CDATA[ … ]]>: content libraries write it so
            return text
        inside = inner_html(block.element)
        if inside.strip():
            return inside
        source, name = self._course.source, block.attributes.get("filename") or block.url_name
        for path in (
            f"html/{name}.html",
            f"html/{name}",
            f"{block.kind}/{name}.html",
            f"html/{name.replace(':', '/')}.html",
        ):
            if source.file(path):
                return source.text(path)
        self._course.report.lost(
            block.where,
            block.kind,
            "The text of this block is not in the export. Open it in Studio, save it and export again.",
        )
        return ""

    def _problem(self, block: Block, writing: Writing) -> Iterator[Piece]:
        problem = split_problem(block.element)
        if not problem.parts:
            text = writing.page(problem.text)
            if not is_empty(text):
                self._course.report.changed(
                    block.where, "problem", "This problem asks nothing that can be answered, so it is shown as text."
                )
                yield Piece(block, text)
            return
        questions = list(self._questions(block, problem, writing))
        if questions:
            yield Piece(block, questions=questions)

    def _questions(self, block: Block, problem: Problem, writing: Writing) -> Iterator[AnyQuestion]:
        variables = Variables(block.element)
        for part in problem.parts:
            asking = Asking(
                id=make_id(f"{block.url_name}-{part.number}"),
                title=_question_title(block, part, len(problem.parts), self._title),
                points=_weight(block) / len(problem.parts),
                language=best_language(self._course.language),
                writing=writing,
                variables=variables,
                targeted=problem.targeted,
            )
            try:
                asking.hints = tuple(filter(None, map(asking.html, problem.hints)))
                yield convert_part(part, asking)
            except InputError as error:
                where = f"{block.where}, {part.number}/{len(problem.parts)}" if len(problem.parts) > 1 else block.where
                self._course.report.lost(where, f"problem/{part.kind}", error.source, **error.values)

    def _film(self, block: Block) -> Iterator[Piece]:
        course, title = self._course, best_title(block.title, self._title)
        told = len(course.report.findings)
        film = read_film(block, title, course.source, course.report)
        if film.file:
            yield Piece(block, film=course.film_draft(block.url_name or title, film, self._lesson))
            return
        said = transcript(film, course.language)
        if not film.address and not said and not block.attributes.get("edx_video_id"):
            if len(course.report.findings) == told:
                course.report.lost(
                    block.where, "video", "This block names no film. Choose one in Studio, or remove the block."
                )
            return
        note = online_note(film, best_language(course.language))
        if said:
            course.report.lost(
                block.where,
                "video",
                "The film is kept on the internet (“{address}”), so only its transcript came along. Add its file in Studio to take it along.",
                address=film.address[:200] or "?",
            )
            if others := [one for one in film.cues if one != said_in(film, course.language)]:
                course.report.lost(
                    block.where,
                    "video/transcript",
                    "The page has the transcript in one language; those in {languages} were left out. With the film itself they come along as captions.",
                    languages=", ".join(sorted(others)),
                )
            yield Piece(block, f"{note}{said}", own_page=True)
        else:
            course.report.lost(
                block.where,
                "video",
                "The film is kept on the internet (“{address}”), so a page says where to watch it. Add its file in Studio to take it along.",
                address=film.address[:200] or "?",
            )
            yield Piece(block, note)


def _question_title(block: Block, part: Part, parts: int, unit: str) -> str:
    """The problem's own title, or the words nearest to the question."""
    if says_something(block.title):
        title = short(block.title)
        return f"{title} ({part.number})" if parts > 1 else title
    lines = re.split(
        r"</(?:p|div|h\d|li|td|label)>|<br\s*/?>", re.sub(r"<p><em>.*?</em></p>", "", part.prompt, flags=re.DOTALL)
    )
    texts = [html.unescape(re.sub(r"<[^>]*>|\\[()\[\]]", "", line)).strip() for line in lines]
    words = next((text for text in reversed(texts) if len(text) > len("(10)")), "")
    return best_title(words, f"{unit} ({part.number})" if parts > 1 else unit)


def _weight(block: Block) -> float:
    """A problem's points; one that counts nothing on the platform is practice, and counts like any other here."""
    try:
        weight = float(block.attributes.get("weight", 1))
    except ValueError:
        return 1.0
    return weight if 0.001 <= weight < 1e6 else 1.0
