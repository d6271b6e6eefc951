"""A course: how far the learner is, its lessons, what is on disk; or, before it is here, what it is and what it costs to download."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox, QVBoxLayout

from bivouac.desktop.actions import courses, downloads, space
from bivouac.desktop.actions.courses import CourseData
from bivouac.desktop.actions.downloads import OfferData
from bivouac.desktop.changes import Change
from bivouac.desktop.desk import Desk
from bivouac.desktop.screens.course.outline import Outline, is_done, is_finished
from bivouac.desktop.screens.course.view import COVER, CourseView
from bivouac.desktop.screens.mending import Mending
from bivouac.desktop.screens.screen import Screen
from bivouac.desktop.widgets.covers import Covers
from bivouac.desktop.widgets.labels import relook
from bivouac.desktop.wording import megabytes, percent
from bivouac.errors import AwayError, BivouacError, BundleError
from bivouac.language import tr
from bivouac.sync.store.downloads import Download, DownloadState


class CourseScreen(Screen):
    """One course."""

    shows = Change.COURSES | Change.PROGRESS | Change.DOWNLOADS | Change.CATALOGUE

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.course = ""
        self._data: CourseData | None = None
        self._offer: OfferData | None = None
        self._covers = Covers(desk.tasks, COVER)
        self._covers.loaded.connect(self._show_cover)
        self._wanted = ""  # an activity of a lesson that is on its way: it opens when it is here
        self.view = CourseView(desk.look)
        self.mending = Mending(desk, self.view.mend, self._on_mended)
        self._damaged = False  # a lesson of it could not be opened, or not even its description
        self.outline = Outline(desk, self.view, self._open)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self.view.back.clicked.connect(lambda: desk.go("home"))
        self.view.main.clicked.connect(self._on_main)
        self.view.second.clicked.connect(self._on_second)
        self.view.third.clicked.connect(self._on_third)

    def enter(self, **place: str) -> None:
        if place.get("course", self.course) != self.course:
            self._data = self._offer = None
            self._wanted = ""
            self._damaged = False
            self.mending.end()
            self.outline.clear()
        self.course = place.get("course", self.course)
        self._wanted = place.get("activity", "")
        self._damaged = self._damaged or bool(place.get("damaged"))
        if self._wanted:
            self.desk.tell(tr("This lesson is still on its way. It opens when it is here."), "good")
        self.refresh()

    def leave(self) -> bool:
        self._wanted = ""
        self.desk.reading.turn_to("", "")
        return True

    def refresh(self) -> None:
        if not self.course:
            return
        learner, campus = self.desk.session.learner_id, self.desk.session.campus
        loading = self.desk.tasks.database(courses.load_course, learner, self.course).then(self._show_data)
        loading.failed(self._on_unreadable)
        self.desk.tasks.database(downloads.load_offer, campus.id if campus else None, self.course).then(
            self._show_offer
        )

    def _on_unreadable(self, error: BivouacError) -> None:
        if not self.isVisible():
            return  # the person has gone on to something else
        if isinstance(error, BundleError):
            self._show_unreadable(error)
            return
        self.desk.tell(error.sentence(), "warn" if isinstance(error, AwayError) else "bad")
        if isinstance(error, AwayError):
            self.desk.go("home")

    def _show_unreadable(self, error: BundleError) -> None:
        """Not even its description can be read: there is nothing to show but what can be done about it."""
        course = self.course
        if not self._damaged:
            self.desk.tell(error.sentence(), "bad")
        self._damaged, self._data = True, None
        self.mending.offer(course)
        self.outline.clear()
        for one in (self.view.summary, self.view.facts, self.view.bar, self.view.progress, self.view.problem):
            one.hide()
        self.view.name_buttons("", "", "")
        self.desk.tasks.database(lambda library: library.shelf.find(course)).then(
            lambda found: self.view.title.setText(found.title if found and course == self.course else "")
        )

    def _on_mended(self) -> None:
        self._damaged = False
        self.refresh()

    def restyle(self) -> None:
        self.outline.restyle()
        if self._data:
            self._show_data(self._data)

    # --- on disk -------------------------------------------------------------------------------------------------------

    def _show_data(self, data: CourseData | None) -> None:
        if data is not None and data.course.id != self.course:
            return
        self._data = data
        if data is None:
            return
        course = data.course
        self._show_damage(data)
        self.view.facts.show()
        self.view.title.setText(course.title)
        self.view.summary.setText(course.summary)
        self.view.summary.setVisible(bool(course.summary))
        self.view.facts.setText(self._facts(data))
        self._show_withdrawn(data)
        done = sum(1 for _, activity in course.activities() if is_done(data, activity.id))
        share = done / max(1, data.shelf.activities)
        self.view.bar.setValue(round(share * 100))
        self.view.progress.setText(
            tr("{n} of {total} activity done|{n} of {total} activities done", n=done, total=data.shelf.activities)
        )
        self.view.problem.hide()
        self.view.bar.show()
        self.view.progress.show()
        self.view.name_buttons(_onward_text(data), tr("Remove from this computer"), "", finished=is_finished(data))
        if data.shelf.arriving:
            self._show_arriving(data)
        self._show_cover()
        self.outline.show(data)
        self._open_wanted(data)

    def _show_damage(self, data: CourseData) -> None:
        """Offer to repair what could not be opened, or is not here any more though all of the course had come."""
        lessons = {lesson.id for lesson in data.course.lessons()}
        if not data.shelf.arriving and (self._damaged or lessons - data.complete):
            self.mending.offer(data.course.id)
        else:
            self.mending.end()

    def _show_withdrawn(self, data: CourseData) -> None:
        """What is here stays readable: the learner is told, and decides."""
        self.view.withdrawn.setVisible(data.withdrawn is not None)
        if data.withdrawn is not None:
            self.view.withdrawn.setText(
                tr(
                    "The school has withdrawn this version ({date}): {reason} You can still open it, and what you did is kept. Ask your campus for a newer version.",
                    date=data.withdrawn.date,
                    reason=data.withdrawn.reason,
                )
            )

    def _show_arriving(self, data: CourseData) -> None:
        """How far it is, and what can be done about its download; the rest comes with the offer."""
        total = sum(1 for _ in data.course.lessons())
        here = len(data.complete)
        self.view.facts.setText(
            tr("{n} of {total} lesson is here|{n} of {total} lessons are here", n=here, total=total)
        )
        main = _onward_text(data) if here else ""
        if not data.going:
            offer = self._offer if self._offer is not None and self._offer.kept else None
            rest = _rest(offer) if offer else ""
            self.view.name_buttons(main, rest, tr("Remove what has come"), finished=is_finished(data))
            return
        going = self._offer is None or self._offer.download is None or _goes(self._offer.download)
        self.view.name_buttons(
            main, tr("Pause") if going else tr("Go on"), tr("Cancel download"), finished=is_finished(data)
        )

    def _open_wanted(self, data: CourseData) -> None:
        """Open the lesson that the person waits for, once it is here."""
        lesson = next((lesson for lesson, one in data.course.activities() if one.id == self._wanted), None)
        if lesson is not None and data.shelf.arriving:
            self.desk.reading.turn_to(data.course.id, lesson.id)
        if lesson is not None and lesson.id in data.open:
            self.desk.go("lesson", course=data.course.id, activity=self._wanted)

    def _facts(self, data: CourseData) -> str:
        course = data.course
        parts = [", ".join(course.authors), megabytes(data.shelf.size), data.shelf.rendition, course.licence]
        return " · ".join(part for part in parts if part)

    def _open(self, activity: str) -> None:
        self.desk.go("lesson", course=self.course, activity=activity)

    def _show_cover(self) -> None:
        cover = self._data.cover if self._data else self._offer.cover if self._offer else None
        self.view.cover.setPixmap(self._covers.pixmap(self.course, cover, self.devicePixelRatioF()))

    # --- on offer, and on its way --------------------------------------------------------------------------------------

    def _show_offer(self, offer: OfferData | None) -> None:
        if offer is not None and offer.id != self.course:
            return
        self._offer = offer
        self._show_kept(offer)
        if self.mending.is_on():
            return
        if offer is None:
            if self._data is None and self.isVisible():
                self.desk.tell(tr("This course is not on this computer any more. Download it again."), "warn")
                self.desk.go("home")
            return
        if self._data is None:
            self.view.title.setText(offer.title)
            self.view.summary.setText(offer.summary)
            self.view.summary.setVisible(bool(offer.summary))
            self.view.facts.setText(tr("{n} lesson|{n} lessons", n=offer.lessons) + " · " + megabytes(offer.size))
            self.view.bar.hide()
            self.view.progress.hide()
            self.view.problem.hide()
            self.view.name_buttons(_rest(offer), "", tr("Remove what has come") if offer.kept else "")
            self._show_cover()
        if offer.download is not None:
            self._show_download(offer)
        elif self._data is not None and self._data.shelf.arriving:
            self._show_arriving(self._data)
        elif self._data is not None and offer.update:
            self.view.third.setText(tr("Update ({size})", size=megabytes(max(0, offer.size - offer.kept))))
            self.view.third.show()
        elif self._data is not None and offer.other is not None:
            size = megabytes(offer.other.size)
            sharper, smaller = tr("Sharper films ({size})", size=size), tr("Smaller films ({size})", size=size)
            self.view.third.setText(sharper if offer.other.sharper else smaller)
            self.view.third.show()

    def _show_kept(self, offer: OfferData | None) -> None:
        """What came of a download before it was cancelled."""
        kept = offer.kept if offer else 0
        self.view.kept.setVisible(kept > 0)
        self.view.kept.setText(
            tr(
                "{size} of {total} are kept here: downloading goes on from there. They go by themselves when room is needed for something else.",
                size=megabytes(kept),
                total=megabytes(offer.size if offer else 0),
            )
        )

    def _show_download(self, offer: OfferData) -> None:
        download = offer.download
        assert download is not None
        share = download.done / download.total if download.total else 0.0
        self.view.bar.show()
        self.view.bar.setValue(round(share * 100))
        self.view.progress.show()
        self.view.progress.setText(
            tr("{percent} of {size}", percent=percent(share), size=megabytes(download.total or offer.size))
        )
        self.view.problem.setText(download.problem)
        relook(self.view.problem, "warn" if download.state is DownloadState.WAITING else "bad")
        self.view.problem.setVisible(bool(download.problem))
        going = download.state is DownloadState.WAITING
        if self._data is None:
            self.view.name_buttons(tr("Pause") if going else tr("Go on"), tr("Cancel download"), "")
        elif self._data.shelf.arriving:
            self._show_arriving(self._data)

    # --- what the buttons do -------------------------------------------------------------------------------------------

    def _on_main(self) -> None:
        if self._data is not None:
            complete = self._data.complete
            here = (one.id for lesson, one in self._data.course.activities() if lesson.id in complete)
            first = next(here, next(self._data.course.activities())[1].id)
            if is_finished(self._data):
                self.desk.go("lesson", course=self.course, activity=first, position="0")
            else:
                self._open(self._data.onward or first)
        elif self._offer is not None and self._offer.download is None:
            self._download()
        else:
            self._pause_or_go_on()

    def _pause_or_go_on(self) -> None:
        if self._offer is not None and self._offer.download is not None:
            deed = downloads.pause if _goes(self._offer.download) else downloads.go_on
            deed(self.desk, self.course)

    def _on_second(self) -> None:
        if self._data is not None and self._data.shelf.arriving:
            if self._data.going:
                self._pause_or_go_on()
            else:
                self._download()
            return
        if self._data is None:
            downloads.cancel(self.desk, self.course)
            return
        answer = QMessageBox.question(
            self,
            tr("Remove this course?"),
            tr(
                "“{title}” frees {size} on this computer. Your progress and notes stay, and you can download it again.",
                title=self._data.course.title,
                size=megabytes(self._data.shelf.size),
            ),
        )
        if answer == QMessageBox.StandardButton.Yes:
            self._data = None
            courses.remove(self.desk, self.course).then(
                lambda freed: self.desk.tell(tr("Removed. {size} are free again.", size=megabytes(freed)), "good")
            )
            self.desk.go("home")

    def _on_third(self) -> None:
        if self._data is None:
            self._remove_kept(0)
        elif not self._data.shelf.arriving:
            self._download()
        elif self._data.going:
            self._cancel(self._data)
        else:
            self._remove_kept(len(self._data.complete))

    def _cancel(self, data: CourseData) -> None:
        """Stop the download; what has come is kept, and lessons that are complete stay to learn with."""
        if not data.complete:
            self._forget()
        downloads.cancel(self.desk, self.course)

    def _remove_kept(self, lessons: int) -> None:
        """Free what came of a download that was cancelled, after a question where there is something to learn with."""
        if lessons:
            answer = QMessageBox.question(
                self,
                tr("Remove what has come?"),
                tr(
                    "{n} lesson is here, and goes. Your progress and notes stay.|{n} lessons are here, and go. Your progress and notes stay.",
                    n=lessons,
                ),
            )
            if answer != QMessageBox.StandardButton.Yes:
                return
        self._forget()
        space.let_go(self.desk, self.course).then(
            lambda freed: self.desk.tell(tr("Removed. {size} are free again.", size=megabytes(freed)), "good")
        )

    def _forget(self) -> None:
        """What is shown is about to leave the shelf."""
        self._data = None
        self.outline.clear()

    def _download(self) -> None:
        if self.desk.session.campus:
            other = self._offer.other if self._offer is not None else None
            rendition = other.rendition if other is not None and self._data is not None else ""
            downloads.want(self.desk, self.desk.session.campus.id, self.course, rendition)


def _onward_text(data: CourseData) -> str:
    """What the button says that opens the course where it goes on."""
    if is_finished(data):
        return tr("Look at it again")
    return tr("Continue") if data.onward else tr("Begin")


def _rest(offer: OfferData) -> str:
    """What the button says that begins a download, or goes on with one that was cancelled."""
    rest = megabytes(max(0, offer.size - offer.kept))
    return tr("Download the rest ({size})", size=rest) if offer.kept else tr("Download ({size})", size=rest)


def _goes(download: Download) -> bool:
    return download.state is DownloadState.WAITING
