"""One leaf of the tree as an activity of a lesson."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from bivouac.courses.clean.films import RECORDINGS, only_leads_to
from bivouac.courses.draft import FilmDraft, LessonDraft
from bivouac.courses.gift import parse_gift
from bivouac.courses.limits import LIMITS
from bivouac.courses.markdown.beside import Beside, LessonFiles, is_document
from bivouac.courses.markdown.cases import make_case
from bivouac.courses.markdown.credits import take_credits
from bivouac.courses.markdown.dialects import commonmark
from bivouac.courses.markdown.films import find_film, find_recording, make_film, make_recording
from bivouac.courses.markdown.includes import with_includes
from bivouac.courses.markdown.myst import Myst, is_myst
from bivouac.courses.markdown.reading import Document, Settings, read_text
from bivouac.courses.markdown.rendering import render
from bivouac.courses.markdown.resources import FolderIndex, PageFiles
from bivouac.courses.markdown.targets import with_spaces
from bivouac.courses.markdown.titles import same_title, without_section
from bivouac.courses.markdown.tree import DOCUMENT, QUIZ, Leaf
from bivouac.courses.markdown.variables import of_page
from bivouac.courses.model import AnyActivity, Page, Quiz
from bivouac.courses.model import Document as PdfDocument
from bivouac.courses.page import clean_inline, clean_page
from bivouac.courses.report import Report

_PASS_MARK = 0.6


@dataclass
class ActivityMaker:
    """Makes the activities of a course whose ids are known."""

    root: Path
    language: str
    index: FolderIndex
    report: Report

    beside: Beside = field(default_factory=Beside)
    variables: Mapping[str, str] = field(default_factory=dict)

    def expect(self, name: str, leaf: Leaf, lesson: LessonDraft) -> None:
        """Take notice of a leaf before any is made: which film is its own, or that it is one that a page may play."""
        if leaf.document is None:
            if leaf.films or leaf.path.suffix.lower() in RECORDINGS:
                self.beside.loose[leaf.path.resolve()] = (name, leaf)
            return
        files, settings = self._files(name, leaf, lesson), leaf.document.settings
        named, heard = settings.text("video"), settings.text("audio")
        films = find_film(named, files) if named else {}
        recording = find_recording(heard, files) if heard and not films else None
        for path in (*films.values(), *([recording] if recording else [])):
            self.index.activities.setdefault(path.resolve(), name)

    def make(self, name: str, leaf: Leaf, lesson: LessonDraft) -> list[AnyActivity | FilmDraft]:
        """The activity with the id `name` and those that belong beside it, in order; none when nothing of it can be shown."""
        if leaf.document is None and name in self.beside.titles:
            return []  # a page plays it, and has it
        files = self._files(name, leaf, lesson)
        self.index.used.add(leaf.path)
        title = leaf.title[:297] + "…" if len(leaf.title) > 300 else leaf.title
        activity = self._activity(name, title, leaf, lesson, files)
        if isinstance(activity, Page) and len(files.made) == 1 and isinstance(film := files.made[0], FilmDraft):
            page = lesson.files[activity.file]
            alone = isinstance(page, bytes) and only_leads_to(page.decode(), film.id)
            if alone and film.id not in self.beside.led_to:  # a page that is nothing but its film
                del lesson.files[activity.file]
                self._give(film.id, name)
                self.beside.titles[name] = title
                return [replace(film, id=name, title=title)]
        own = [activity] if activity else []
        return [*files.made, *own] if isinstance(activity, Quiz) else [*own, *files.made]

    def _give(self, film: str, name: str) -> None:
        """The film is the activity `name` from now on, to whoever leads to it."""
        for path, led_to in self.index.activities.items():
            if led_to == film:
                self.index.activities[path] = name

    def _files(self, name: str, leaf: Leaf, lesson: LessonDraft) -> LessonFiles:
        where = leaf.path.relative_to(self.root).as_posix()
        return LessonFiles(lesson.files, self.language, self.index, leaf.path, where, self.report).take_over(
            name, self.beside
        )

    def _activity(
        self, name: str, title: str, leaf: Leaf, lesson: LessonDraft, files: LessonFiles
    ) -> AnyActivity | FilmDraft | None:
        """What the leaf itself is."""
        if leaf.document is None:
            return self._without_page(name, title, leaf, files)
        settings = leaf.document.settings
        text, credits = self._text(leaf.document, leaf.title, files)
        if settings.get("case") is True:
            case = make_case(
                name, title, text, lambda soup, line: self._clean(soup, files, line), self.report, files.where
            )
            if case:
                return case
        page = self._clean(render(text) + credits, files)
        if film := self._film(name, title, settings, page, files):
            return film
        if named := settings.text("quiz"):
            gift = self._gift_file(named, files)
            if gift and (quiz := self._quiz(name, title, gift, settings, page, files)):
                return quiz
            if not gift:
                self.report.lost(files.where, "quiz", "The quiz “{name}” is not there.", name=named[:200])
        if named := settings.text("document"):
            if pdf := files.file(named):
                return self._document(name, title, pdf, page, files)
            self.report.lost(files.where, "document", "The document “{name}” is not there.", name=named[:200])
        return self._page(name, title, page, lesson, files.where)

    def _film(self, name: str, title: str, settings: Settings, page: str, files: PageFiles) -> FilmDraft | None:
        """The film or recording that front matter names."""
        if named := settings.text("video"):
            if films := find_film(named, files):
                return make_film(name, title, films, settings, page, files)
            self.report.lost(files.where, "video", "The film “{name}” is not there.", name=named[:200])
        if named := settings.text("audio"):
            if recording := find_recording(named, files):
                return make_recording(name, title, recording, settings, page, files)
            self.report.lost(files.where, "audio", "The recording “{name}” is not there.", name=named[:200])
        return None

    def _without_page(
        self, name: str, title: str, leaf: Leaf, files: PageFiles
    ) -> FilmDraft | Quiz | PdfDocument | None:
        """A film, recording, quiz or PDF that no page is about."""
        if leaf.films:
            return make_film(name, title, leaf.films, Settings(), "", files)
        if leaf.path.suffix.lower() in RECORDINGS:
            return make_recording(name, title, leaf.path, Settings(), "", files)
        if leaf.path.suffix.lower() == DOCUMENT:
            return self._document(name, title, leaf.path, "", files)
        return self._quiz(name, title, leaf.path, Settings(), "", files)

    def _text(self, document: Document, title: str, files: PageFiles) -> tuple[str, str]:
        """The page as CommonMark without what stands elsewhere (its title), and its credits as HTML."""
        path = document.path
        text, credits = take_credits(document.text, document.settings)
        text = Document(path, document.settings, text).text_below_title(
            lambda heading: same_title(heading, title) or same_title(without_section(heading, path.stem), title)
        )
        text = with_includes(text, files)
        if is_myst(text, self.index.labels):
            text = Myst(files.path, self.language, self.report, files.where, self.index.labels).as_commonmark(text)
        text = commonmark(
            with_spaces(text, files),
            self.language,
            self.report,
            files.where,
            of_page(document.settings, self.variables),
        )
        return text, credits.html(self.language)

    def _clean(self, soup: str, files: PageFiles, line: bool = False) -> str:
        clean = clean_inline if line else clean_page
        return clean(soup, resources=files, report=self.report, where=files.where)

    def _document(self, name: str, title: str, path: Path, page: str, files: PageFiles) -> PdfDocument | None:
        if page.strip():
            self.report.lost(
                files.where, "document", "A document is shown alone: the text beside it was left out. Make it a page."
            )
        if not is_document(path):
            self.report.lost(
                files.where,
                "document",
                "“{name}” was left out: it is not a PDF, or larger than {n} MB.",
                name=path.name,
                n=LIMITS.document // 1_000_000,
            )
            return None
        member = f"documents/{name}.pdf"
        files.files[member] = path
        return PdfDocument(id=name, title=title, file=member)

    def _page(self, name: str, title: str, html: str, lesson: LessonDraft, where: str) -> Page | None:
        if not html.strip():
            self.report.note(where, "page", "The page is empty and was left out.")
            return None
        member = f"pages/{name}.html"
        lesson.files[member] = html.encode()
        return Page(id=name, title=title, file=member)

    def _gift_file(self, named: str, files: PageFiles) -> Path | None:
        """The quiz that front matter names; `check.gift` also finds `check.fr.gift`."""
        stem = named.removesuffix(QUIZ)
        variants = (
            named,
            f"{stem}{QUIZ}",
            f"{stem}.{self.language}{QUIZ}",
            f"{stem}.{self.language.split('-')[0]}{QUIZ}",
        )
        return next((found for variant in variants if (found := files.file(variant))), None)

    def _quiz(self, name: str, title: str, path: Path, settings: Settings, page: str, files: PageFiles) -> Quiz | None:
        where = path.relative_to(self.index.root).as_posix() if path.is_relative_to(self.index.root) else files.where
        gift = parse_gift(read_text(path, where, self.report), resources=files, report=self.report, where=where)
        if not gift.questions:
            self.report.lost(where, "GIFT", "There is no question in the quiz; it was left out.")
            return None
        return Quiz(
            id=name,
            title=title,
            questions=tuple(gift.questions),
            introduction="\n".join(filter(None, (page, gift.introduction))),
            pass_mark=self._share(settings, files.where),
            attempts=self._attempts(settings, files.where),
        )

    def _attempts(self, settings: Settings, where: str) -> int:
        written, number = settings.get("attempts"), settings.number("attempts")
        if number is None and written is not None:
            self.report.note(
                where,
                "quiz",
                "The attempts are a number such as 3, not “{written}”; there is no limit now.",
                written=str(written)[:100],
            )
        return max(0, min(100, int(number or 0)))

    def _share(self, settings: Settings, where: str) -> float:
        written, mark = settings.get("pass_mark"), settings.number("pass_mark")
        if written is None or (mark is not None and 0 <= mark <= 1):
            return _PASS_MARK if mark is None else mark
        self.report.changed(
            where,
            "quiz",
            "The pass mark is a share from 0 to 1, not {mark}; 0.6 was taken.",
            mark=str(written)[:100] if mark is None else mark,
        )
        return _PASS_MARK
