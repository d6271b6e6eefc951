"""Qt's classes of widgets as Python knows them, made bit by bit.

PySide makes a class when Python first asks for it. When Qt first hands over a widget that Python has not made, such as the viewport of a list, PySide makes
all of them at once, to find the one it is; so much of that together is a pause that is seen.
"""

from __future__ import annotations

from PySide6 import QtWidgets
from PySide6.QtCore import QObject

from bivouac.desktop.widgets.turns import in_next_turn

_LAST_OF_THEIR_LINE = (
    "QCalendarWidget", "QCheckBox", "QColorDialog", "QColumnView", "QCommandLinkButton", "QDateEdit", "QDial", "QDialogButtonBox",
    "QDockWidget", "QDoubleSpinBox", "QErrorMessage", "QFileDialog", "QFocusFrame", "QFontComboBox", "QFontDialog", "QGraphicsView",
    "QGroupBox", "QHeaderView", "QInputDialog", "QKeySequenceEdit", "QLCDNumber", "QLabel", "QLineEdit", "QListWidget", "QMainWindow",
    "QMdiArea", "QMdiSubWindow", "QMenu", "QMenuBar", "QMessageBox", "QPlainTextEdit", "QProgressBar", "QProgressDialog", "QRadioButton",
    "QRhiWidget", "QRubberBand", "QScrollArea", "QScrollBar", "QSizeGrip", "QSlider", "QSpinBox", "QSplashScreen", "QSplitter",
    "QSplitterHandle", "QStackedWidget", "QStatusBar", "QTabBar", "QTabWidget", "QTableWidget", "QTextBrowser", "QTimeEdit", "QToolBar",
    "QToolBox", "QToolButton", "QTreeWidget", "QUndoView", "QWizard", "QWizardPage",
)  # fmt: skip
"""The classes of widgets that have none below them; those above them are made with them."""


def make_widget_classes(owner: QObject) -> None:
    """Make them, one in each turn of the event loop from the next on; no more once `owner` is gone."""
    names = iter(_LAST_OF_THEIR_LINE)

    def make_one() -> None:
        name = next(names, "")
        if name:
            getattr(QtWidgets, name, None)
            in_next_turn(owner, make_one)

    in_next_turn(owner, make_one)
