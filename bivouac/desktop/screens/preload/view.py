"""Layout of the screen that fills sticks: courses, sticks, and how far each is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QComboBox, QFrame, QProgressBar, QVBoxLayout, QWidget

from bivouac.desktop.desk import Look
from bivouac.desktop.screens.preload.beside import Beside
from bivouac.desktop.theme import SPACE
from bivouac.desktop.widgets.buttons import BackButton, button
from bivouac.desktop.widgets.folding import FoldingRow
from bivouac.desktop.widgets.labels import label, relook
from bivouac.desktop.widgets.scrolling import fill_scrolling
from bivouac.desktop.widgets.wrapping import WrappingRow
from bivouac.language import tr


class StickRow(QFrame):
    """One stick being filled."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._name = name
        self.state = label("", "quiet")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE * 2, SPACE, SPACE * 2, SPACE)
        column.addWidget(label(name, "strong"))
        column.addWidget(self.bar)
        column.addWidget(self.state)

    def progress(self, text: str, share: float) -> None:
        self.bar.setRange(0, 100)
        self.bar.setValue(round(share * 100))
        self.state.setText(text)

    def end(self, ok: bool, text: str) -> None:
        """Say what came of it, to those who do not see it, too."""
        if self.bar.isHidden() and self.state.text() == text:
            return  # it was said while others were being filled
        self.bar.hide()
        self.state.setText(text)
        relook(self.state, "good" if ok else "bad")
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, f"{self._name}. {text}"))


class PreloadView(QWidget):
    """What the screen is made of."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.back = BackButton(tr("Settings"), look)
        self.courses = QVBoxLayout()
        self.no_courses = label(tr("There are no courses on this computer yet. Add some on Home first."), "quiet")
        self.rendition = QComboBox()
        self.rendition.setAccessibleName(tr("Films"))
        self.show_films(())
        self.open_preset = button(tr("Open a preset…"))
        self.save_preset = button(tr("Keep as a preset…"))
        self.total = label("", "strong")
        self.beside = Beside(look)
        self.sticks = QVBoxLayout()
        self.no_sticks = label(tr("No stick is in. Put one in, or choose a folder."), "quiet")
        self.look_again = button(tr("Look again"))
        self.folder = button(tr("Choose a folder…"))
        self.start = button(tr("Fill"), look="main")
        self.cancel = button(tr("Cancel"))
        self.save_report = button(tr("Save the report as PDF…"))
        self.rows = QVBoxLayout()
        self.rows.setSpacing(SPACE)
        page = QWidget()
        page.setMaximumWidth(760)
        column = QVBoxLayout(page)
        column.setContentsMargins(SPACE * 4, SPACE * 2, SPACE * 4, SPACE * 3)
        column.setSpacing(SPACE * 2)
        top = QVBoxLayout()
        top.setSpacing(SPACE)
        top.addWidget(self.back)
        top.addWidget(label(tr("Fill sticks"), "title"))
        column.addLayout(top)
        presets = WrappingRow(self.rendition, self.open_preset, self.save_preset)
        self._form = (
            _card(tr("Courses"), self.no_courses, self.courses, presets, self.total),
            _card(tr("Beside the courses"), self.beside),
            _card(tr("Sticks"), self.no_sticks, self.sticks, WrappingRow(self.look_again, self.folder)),
            FoldingRow(self.start),
        )
        column.addLayout(self.rows)
        column.addWidget(FoldingRow(self.cancel, self.save_report))
        for part in self._form:
            column.addWidget(part)
        column.addStretch(1)
        self._area = fill_scrolling(self, page, tr("Fill sticks"))

    def show_films(self, sizes: Sequence[str]) -> None:
        """Offer these sizes of films and all of them. What was chosen stays where it is there, else the first is; it is not announced."""
        names = {"240p": tr("Small films (240p)"), "480p": tr("Large films (480p)")}
        choices = [(tr("Films in every size"), "")]
        choices[:0] = [(names.get(size) or tr("Films ({size})", size=size), size) for size in sizes]
        box, before = self.rendition, self.rendition.currentData()
        if [box.itemData(at) for at in range(box.count())] == [size for _, size in choices]:
            return
        with QSignalBlocker(box):
            known = box.count() > 1  # before the courses are known, nobody has chosen
            box.clear()
            for text, size in choices:
                box.addItem(text, size)
            box.setCurrentIndex(max(0, box.findData(before)) if known else 0)

    def show_work(self, going: bool) -> None:
        """While sticks are filled there is nothing to choose: how far each is stands alone; what came of it stands above the next choice."""
        for part in self._form:
            part.setVisible(not going)
        where = self.cancel if going else self.start if self.save_report.isHidden() else self.save_report
        where.setFocus()  # what had it is not there any more
        self._area.verticalScrollBar().setValue(0)


def _card(heading: str, *parts: QWidget | QVBoxLayout) -> QFrame:
    card = QFrame()
    card.setProperty("look", "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(SPACE * 3, SPACE * 2, SPACE * 3, SPACE * 2)
    column.setSpacing(SPACE)
    column.addWidget(label(heading, "heading"))
    for part in parts:
        if isinstance(part, QWidget):
            column.addWidget(part)
        else:
            part.setSpacing(SPACE)
            column.addLayout(part)
    return card
