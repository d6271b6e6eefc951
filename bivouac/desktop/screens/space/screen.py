"""Space: what takes room on this computer, what can go first, and making room. What people did never goes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from PySide6.QtWidgets import QMessageBox, QVBoxLayout

from bivouac.desktop.actions import courses, keeping, space
from bivouac.desktop.actions.keeping import KeepingData
from bivouac.desktop.actions.space import Row, SpaceData, Standing
from bivouac.desktop.changes import Change
from bivouac.desktop.desk import Desk
from bivouac.desktop.screens.screen import Screen
from bivouac.desktop.screens.space.view import SpaceRow, SpaceView
from bivouac.desktop.tasks import Task
from bivouac.desktop.widgets.turns import Turns
from bivouac.desktop.wording import megabytes
from bivouac.drives import Drive
from bivouac.errors import AwayError
from bivouac.language import tr, tr_later
from bivouac.sync.store.space import CourseSpace, Space

_HEADINGS = {
    Standing.FINISHED: (
        tr_later("Finished: these can go first"),
        tr_later("Everybody here who began these courses is through with them."),
    ),
    Standing.UNTOUCHED: (tr_later("Nobody here has begun these"), ""),
    Standing.BEGUN_BY_OTHERS: (tr_later("Others on this computer are learning with these"), ""),
    Standing.BEGUN: (tr_later("You are learning with these"), ""),
}
_WORTH_SAYING = 50_000
"""Bytes that are not 0.0 MB."""

_WORTH_DRAWING = 100_000_000
"""Bytes that came or went on another drive."""


class SpaceScreen(Screen):
    """What takes room."""

    shows = Change.COURSES | Change.DOWNLOADS

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._measuring: Task[SpaceData] | None = None
        self._again = False
        self._shown: list[object] = []
        self._turns = Turns(self)
        self.view = SpaceView(desk.look)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self.view.back.clicked.connect(lambda: desk.go("downloads"))
        self.view.drive.setText(tr("Measuring…"))

    def refresh(self) -> None:
        """Measure, one time after the other: downloads say that something changed several times a second."""
        if self._measuring is not None:
            self._again = True
            return
        self._measuring = self.desk.tasks.with_library(space.load_space, self.desk.session.learner_id)
        self._measuring.then(self._show).finally_(self._on_measured)

    def _on_measured(self) -> None:
        self._measuring = None
        if self._again and self.isVisible():
            self._again = False
            self.refresh()

    # --- showing ---------------------------------------------------------------------------------------------------------

    def _show(self, data: SpaceData) -> None:
        self._show_drive(data.space)
        rest = data.space
        wanted = [
            _drives_of(data.keeping),
            self.desk.reading.moving,
            *data.kept,
            *data.rows,
            rest.shared,
            rest.leftovers,
            rest.linked,
            rest.moving,
            rest.own,
        ]
        if wanted != self._shown:
            self._shown = wanted
            self.view.clear()
            self._turns.begin(self._build(data))

    def _show_drive(self, drive: Space) -> None:
        text = tr("{free} of {size} are free.", free=megabytes(drive.free), size=megabytes(drive.capacity))
        others = max(0, drive.capacity - drive.free - drive.total)
        ours = tr("Bivouac takes {size}, other things {others}.", size=megabytes(drive.total), others=megabytes(others))
        self.view.drive.setText(text)
        self.view.ours.setText(ours)
        capacity = max(1, drive.capacity)
        self.view.bar.show_shares(drive.total / capacity, others / capacity, f"{text} {ours}")

    def _build(self, data: SpaceData) -> Iterator[None]:
        """Puts one more row into the list each time it is asked."""
        if data.kept:
            explanation = tr("Downloading them goes on from there. When room is short, this goes first, by itself.")
            column = self.view.add_group(tr("Kept of courses that did not come whole"), explanation)
            for one in data.kept:
                column.addWidget(self._kept_row(one))
                yield
        for standing, rows in groupby(data.rows, key=lambda row: row.standing):
            heading, explanation = _HEADINGS[standing]
            column = self.view.add_group(tr(heading), tr(explanation) if explanation else "")
            for row in rows:
                column.addWidget(self._course_row(row, {one.id for one in data.kept}))
                yield
        column = self.view.add_group(tr("Everything else"))
        for made in self._other_rows(data.space):
            column.addWidget(made)
            yield
        if data.keeping is not None:
            explanation = tr("Progress and notes always stay on this computer.")
            column = self.view.add_group(tr("Where the courses are kept"), explanation)
            for made in self._drive_rows(data.keeping):
                column.addWidget(made)
                yield

    def _kept_row(self, one: CourseSpace) -> SpaceRow:
        made = SpaceRow(one.title, megabytes(one.arriving), tr("Free ({size})", size=megabytes(one.arriving)))
        made.deed.clicked.connect(lambda: space.let_go(self.desk, one.id).then(self._tell_freed))
        return made

    def _course_row(self, row: Row, cancelled: set[str]) -> SpaceRow:
        one = row.space
        second = tr("Keep only the sharp films ({size})", size=megabytes(one.spare_frees)) if one.spare_frees else ""
        made = SpaceRow(
            one.title, _what(one, one.id in cancelled), tr("Remove ({size})", size=megabytes(one.frees)), second
        )
        made.deed.clicked.connect(lambda: self._remove(one))
        made.second.clicked.connect(lambda: space.drop_spare_films(self.desk, one.id).then(self._tell_freed))
        return made

    def _other_rows(self, drive: Space) -> Iterator[SpaceRow]:
        if drive.leftovers:
            explanation = tr("Old versions of courses, and what came of downloads that were given up.")
            left = SpaceRow(
                tr("Left over"),
                " · ".join(part for part in (explanation, _shared_with_hub(drive.linked)) if part),
                tr("Clear away ({size})", size=megabytes(drive.leftovers - drive.linked)),
            )
            left.deed.clicked.connect(lambda: space.clear_leavings(self.desk).then(self._tell_freed))
            yield left
        if drive.shared:
            explanation = tr("It goes with the last course that needs it.")
            yield SpaceRow(tr("Used by several courses"), f"{megabytes(drive.shared)} · {explanation}")
        if drive.moving:
            explanation = tr("What is not needed can be cleared away after a day.")
            yield SpaceRow(tr("Just copied or just replaced"), f"{megabytes(drive.moving)} · {explanation}")
        explanation = tr("Always stays, whatever is removed.")
        yield SpaceRow(tr("Progress, notes and settings of everybody here"), f"{megabytes(drive.own)} · {explanation}")

    def _drive_rows(self, kept: KeepingData) -> Iterator[SpaceRow]:
        """Where they are, then where they could be."""
        name = kept.name or tr("This computer")
        here = tr("The courses are here.")
        if kept.away:
            away = SpaceRow(name, AwayError(kept.name).sentence(), "", tr("This drive is lost"))
            away.second.clicked.connect(lambda: self._do_without(kept.name))
            yield away
        else:
            yield SpaceRow(name, here)
        if kept.begun is not None and not self.desk.reading.moving:
            title = tr("Moving them to “{name}” was interrupted", name=kept.begun or tr("This computer"))
            begun = SpaceRow(title, tr("They are still where they were."), "", tr("Leave them there"))
            begun.second.clicked.connect(lambda: keeping.give_up(self.desk))
            yield begun
        if kept.away:
            return
        if kept.name:
            yield self._drive_row(tr("This computer"), tr("{size} free", size=megabytes(kept.free_at_home)), None)
        for one in kept.others:
            size = tr("{free} of {size} are free.", free=megabytes(one.free), size=megabytes(one.size))
            yield self._drive_row(one.name, size, one)

    def _drive_row(self, name: str, detail: str, drive: Drive | None) -> SpaceRow:
        made = SpaceRow(name, detail, tr("Move the courses here"))
        made.deed.clicked.connect(lambda: self._move(name, drive))
        return made

    # --- what the buttons do ---------------------------------------------------------------------------------------------

    def _move(self, name: str, drive: Drive | None) -> None:
        if self.desk.reading.moving:
            return
        task = keeping.move(self.desk, drive)
        task.then(lambda _: self.desk.tell(tr("The courses are on “{name}” now.", name=name), "good"))
        self.desk.follow(tr("Moving the courses to “{name}”. They can be used meanwhile…", name=name), task)

    def _do_without(self, name: str) -> None:
        answer = QMessageBox.question(
            self,
            tr("Do without this drive?"),
            tr(
                "The courses on “{name}” leave the list, and what comes from now on is kept on this computer. Download them again, or take them from a stick. Progress and notes stay. If the drive is only somewhere else, plug it in: then nothing has to come again.",
                name=name,
            ),
        )
        if answer == QMessageBox.StandardButton.Yes:
            task = keeping.do_without_drive(self.desk)
            task.then(
                lambda done: self.desk.tell(tr("Courses are kept on this computer again."), "good") if done else None
            )

    def _remove(self, one: CourseSpace) -> None:
        answer = QMessageBox.question(
            self,
            tr("Remove this course?"),
            tr(
                "“{title}” frees {size} on this computer. Your progress and notes stay, and you can download it again.",
                title=one.title,
                size=megabytes(one.frees),
            ),
        )
        if answer == QMessageBox.StandardButton.Yes:
            courses.remove(self.desk, one.id).then(self._tell_freed)

    def _tell_freed(self, freed: int) -> None:
        self.desk.tell(tr("Removed. {size} are free again.", size=megabytes(freed)), "good")


def _drives_of(kept: KeepingData | None) -> object:
    """What there is to show of drives; what changes all the time draws nothing anew."""
    others = [(one.path, one.free // _WORTH_DRAWING) for one in kept.others] if kept else []
    return (kept.name, kept.away, kept.begun, others) if kept else None


def _shared_with_hub(size: int) -> str:
    """That removing frees less than there is: the hub on this computer keeps it."""
    return tr("{size} of it stay: the hub on this computer has them, too", size=megabytes(size)) if size else ""


def _what(one: CourseSpace, cancelled: bool) -> str:
    """What a course is made of, in one line; `cancelled`: what has come of an update is not on its way any more."""
    update = tr("of a cancelled update {size}", size=megabytes(one.arriving))
    coming = update if cancelled else tr("on its way {size}", size=megabytes(one.arriving))
    parts = [
        tr("films {size}", size=megabytes(one.films + one.spare)) if one.films + one.spare else "",
        tr("pages {size}", size=megabytes(one.pages)) if one.pages >= _WORTH_SAYING else "",
        coming if one.arriving else "",
        _shared_with_hub(one.linked),
    ]
    return " · ".join(part for part in parts if part)
