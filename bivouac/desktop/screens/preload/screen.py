"""Filling sticks, for staff: which courses, which sticks, how far each is, and a report to print."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QFileDialog, QVBoxLayout

from bivouac.desktop.actions import preload
from bivouac.desktop.actions.files import file_name, save_file
from bivouac.desktop.actions.preload import Done, Ended, Going, Here, Wish
from bivouac.desktop.changes import Change
from bivouac.desktop.desk import Desk
from bivouac.desktop.screens.preload.lines import check, empty
from bivouac.desktop.screens.preload.view import PreloadView, StickRow
from bivouac.desktop.screens.screen import Screen
from bivouac.desktop.tasks import Task
from bivouac.desktop.widgets.page.pdf import PdfMaker, Printed
from bivouac.desktop.widgets.tab_order import tab_through
from bivouac.desktop.wording import megabytes, percent
from bivouac.drives import Drive
from bivouac.errors import BivouacError
from bivouac.language import tr

if TYPE_CHECKING:
    from bivouac.sync.transfer.preset import Kept


class PreloadScreen(Screen):
    """The screen that fills sticks."""

    shows = Change.COURSES | Change.STICKS

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        view = self.view = PreloadView(desk.look)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(view)
        self._courses: dict[str, QCheckBox] = {}
        self._here: list[Here] = []
        self._plugged: list[Drive] | None = None
        self._sticks: dict[Path, QCheckBox] = {}
        self._folders: list[Path] = []
        self._rows: dict[Path, StickRow] = {}
        self._task: Task[Done] | None = None
        self._done: Done | None = None
        self._asked = 0
        view.back.clicked.connect(lambda: desk.go("settings"))
        view.rendition.currentIndexChanged.connect(lambda _: self._measure())
        view.beside.changed.connect(self._measure)
        view.open_preset.clicked.connect(self._open_preset)
        view.save_preset.clicked.connect(self._save_preset)
        view.look_again.clicked.connect(self._find)
        view.folder.clicked.connect(self._choose_folder)
        view.start.clicked.connect(self._start)
        view.cancel.clicked.connect(self._cancel)
        view.save_report.clicked.connect(self._save_report)
        self._dress()

    def enter(self, **place: str) -> None:
        self._find()

    def restyle(self) -> None:
        """What can be chosen is painted, so it is made anew."""
        self.view.beside.restyle(self.desk.look)
        self._here, self._plugged = [], None
        self.refresh()

    def refresh(self) -> None:
        self.desk.tasks.database(preload.load_courses).then(self._show_courses)
        self._find()

    def add_folder(self, folder: Path) -> None:
        """Fill a folder as if it were a stick."""
        self._folders.append(folder)
        self._add_stick(folder, str(folder), True)
        self._dress()

    def use_preset(self, file: Path) -> None:
        """Choose what a preset names. What is not on this computer is said, and left out."""
        from bivouac.sync.transfer.preset import places_of, read_preset

        try:
            read = read_preset(file)
        except BivouacError as error:
            self.desk.tell(error.sentence(), "bad")
            return
        gone = self.view.beside.show_all(read.name, *places_of(read, file))
        wanted = self._courses if read.courses is None else read.courses
        for course, box in self._courses.items():
            box.setChecked(course in wanted)
        self.view.rendition.setCurrentIndex(max(0, self.view.rendition.findData(read.rendition or "")))
        missing = [course for course in wanted if course not in self._courses]
        said = []
        if gone:
            names = ", ".join(path.relative_to(file.parent).as_posix() for path in gone)
            text = tr(
                "Files of this preset are not where it says: {names}. Put them there and open it again, or choose others.",
                names=names,
            )
            said.append(text)
        if missing:
            said.append(tr("Not on this computer: {names}", names=", ".join(missing)))
        if said:
            self.desk.tell(" ".join(said), "warn")
        self._measure()

    # --- choosing ------------------------------------------------------------------------------------------------------

    def _show_courses(self, courses: list[Here]) -> None:
        if courses == self._here and self._courses:
            return  # what is made anew loses the keyboard
        self._here = courses
        chosen = {course for course, box in self._courses.items() if box.isChecked()} if self._courses else None
        empty(self.view.courses)
        self._courses = {}
        for course in courses:
            box = self._courses[course.id] = check(
                course.title, self.view.courses, chosen is None or course.id in chosen, self.desk.look
            )
            box.toggled.connect(lambda _: self._measure())
        tab_through(self.view.back, self._courses.values())
        self.view.no_courses.setVisible(not courses)
        self._measure()

    def _find(self) -> None:
        preload.find_sticks(self.desk).then(self._show_sticks)

    def _show_sticks(self, sticks: list[Drive]) -> None:
        if sticks == self._plugged:
            return  # what is made anew loses the keyboard
        self._plugged = sticks
        chosen = {stick for stick, box in self._sticks.items() if box.isChecked()}
        typed = self.window().focusWidget()
        held = next((stick for stick, box in self._sticks.items() if box is typed), None)
        empty(self.view.sticks)
        self._sticks = {}
        for drive in sticks:
            text = tr(
                "{name}: {free} free of {size}", name=drive.name, free=megabytes(drive.free), size=megabytes(drive.size)
            )
            self._add_stick(drive.path, text, drive.path in chosen)
        for folder in self._folders:
            self._add_stick(folder, str(folder), folder in chosen)
        if held is not None:  # whoever works with the keyboard stays where they were, or beside it
            self._sticks.get(held, self.view.look_again).setFocus()
        self._dress()

    def _add_stick(self, stick: Path, text: str, chosen: bool) -> None:
        if stick not in self._sticks:
            self._sticks[stick] = check(text, self.view.sticks, chosen, self.desk.look)
            self._sticks[stick].toggled.connect(lambda _: self._dress())
            self._sticks[stick].show()  # at once: what is not seen takes no keyboard
            tab_through(self.view.beside.add_folder, self._sticks.values())

    def _choose_folder(self) -> None:
        if folder := QFileDialog.getExistingDirectory(self, tr("Choose the stick")):
            self.add_folder(Path(folder))

    def _open_preset(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, tr("Open a preset"), "", tr("Presets (*.toml)"))
        if path:
            self.use_preset(Path(path))

    def _save_preset(self) -> None:
        from bivouac.sync.transfer.preset import SUFFIX

        path, _ = QFileDialog.getSaveFileName(self, tr("Keep as a preset"), "", tr("Presets (*.toml)"))
        if path:
            file = Path(path).with_suffix(SUFFIX)
            preload.keep(self.desk, file, self._wish()).then(self._on_kept)

    def _on_kept(self, kept: Kept) -> None:
        if kept.copied:
            text = tr(
                "{n} file was copied into “{folder}”, beside the preset. Hand both on together.|{n} files were copied into “{folder}”, beside the preset. Hand both on together.",
                n=kept.copied,
                folder=kept.folder.name,
            )
            self.desk.tell(text, "good")

    def _wish(self) -> Wish:
        chosen = tuple(course for course, box in self._courses.items() if box.isChecked())
        beside = self.view.beside
        name = beside.name.text().strip()
        return Wish(chosen, self.view.rendition.currentData(), name, beside.invites(), beside.installers())

    def _measure(self) -> None:
        chosen = [one for one in self._here if one.id in self._courses and self._courses[one.id].isChecked()]
        self.view.show_films(preload.sizes_to_choose(chosen or self._here))
        self._asked += 1
        self._dress()
        self.view.total.setText("")
        wish = self._wish()
        if wish.courses:
            preload.measure(self.desk, wish).then(partial(self._show_total, self._asked)).failed(self._show_problem)

    def _show_total(self, asked: int, size: int) -> None:
        if asked == self._asked:
            self.view.total.setText(tr("Total: {size} on each stick", size=megabytes(size)))

    def _show_problem(self, error: BivouacError) -> None:
        self.view.total.setText(error.sentence())

    # --- filling -------------------------------------------------------------------------------------------------------

    def _start(self) -> None:
        from bivouac.sync.transfer.preload_report import stick_names

        sticks = [stick for stick, box in self._sticks.items() if box.isChecked()]
        empty(self.view.rows)
        self._rows = {stick: StickRow(name) for stick, name in stick_names(sticks).items()}
        for row in self._rows.values():
            row.bar.setRange(0, 0)
            self.view.rows.addWidget(row)
        self._done = None
        task = self._task = preload.fill(self.desk, self._wish(), sticks)
        task.progressed(self._on_progress).then(self._on_done).failed(self._on_failed).finally_(self._on_end)
        self._dress()
        self.view.show_work(True)

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self.view.cancel.setEnabled(False)

    def _on_progress(self, told: Going | Ended) -> None:
        """What came of one stick is said while others are being filled: it can be taken out, or put in again."""
        row = self._rows[told.stick]
        if isinstance(told, Ended):
            row.end(told.complete, told.text)
            return
        share = told.done / max(1, told.total)
        said = percent(share)
        text = tr("Reading back: {percent}", percent=said) if told.checking else tr("Copying: {percent}", percent=said)
        row.progress(text, share)

    def _on_done(self, done: Done) -> None:
        self._done = done
        for one in done.sticks:
            self._rows[one.stick].end(one.complete, one.text)

    def _on_failed(self, error: BivouacError) -> None:
        for row in self._rows.values():
            row.end(False, error.sentence())

    def _on_end(self) -> None:
        if self._done is None and self._task is not None and self._task.cancelled():
            for row in self._rows.values():
                row.end(False, tr("Not complete: it was cancelled. What was copied stays."))
        self._task = None
        self._find()
        self._dress()
        self.view.show_work(False)

    def _save_report(self) -> None:
        assert self._done is not None, "there is nothing to report yet"
        name = file_name(self._done.heading, ".pdf")
        path, _ = QFileDialog.getSaveFileName(self, tr("Save as PDF"), name, tr("PDF (*.pdf)"))
        if path:
            self.write_report(Path(path))

    def write_report(self, file: Path) -> None:
        """Write what came of it as a PDF, to print."""
        assert self._done is not None, "there is nothing to report yet"
        maker = PdfMaker(Printed(self._done.report, lambda _: b"", self._done.heading, "Bivouac"), self)
        maker.made.connect(lambda content: save_file(self.desk, file, content))

    def _dress(self) -> None:
        """What can be pressed now."""
        view, busy = self.view, self._task is not None
        ready = any(box.isChecked() for box in self._courses.values()) and any(
            box.isChecked() for box in self._sticks.values()
        )
        view.start.setEnabled(ready and not busy)
        view.cancel.setVisible(busy)
        view.cancel.setEnabled(busy)
        view.save_report.setVisible(self._done is not None and not busy)
        view.no_sticks.setVisible(not self._sticks)
