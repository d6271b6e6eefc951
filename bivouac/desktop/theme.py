"""How Bivouac looks: colours of light and dark, type, spacing, and the style sheet made from them."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from bivouac.language import assets

FAMILY = "Noto Sans"
_WITH_FONTS_OF_THEIR_OWN = ("QAbstractItemView", "QMenu", "QMessageBox", "QTipLabel")
"""What a system may have another font for than for the rest."""
MONOSPACE = "Noto Sans Mono"
SPACE = 8
"""Pixels of one step of spacing; everything stands on multiples of it."""
RADIUS = 10


class Scheme(enum.Enum):
    """What the person chose: as the system does, or one of the two."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True)
class Theme:
    """Named colours. Text colours on their grounds keep a contrast of at least 4.5 (WCAG 2.2 AA); a test holds it."""

    dark: bool
    ground: str  # the window
    surface: str  # cards, pages, bars
    raised: str  # hovered cards, fields
    line: str  # hairlines and borders
    text: str
    quiet: str  # secondary text
    accent: str  # the one colour of action
    on_accent: str
    accent_soft: str  # selected rows, tinted grounds
    good: str
    warn: str
    bad: str
    good_soft: str
    warn_soft: str
    bad_soft: str

    def colour(self, name: str) -> QColor:
        return QColor(getattr(self, name))


LIGHT = Theme(
    dark=False,
    ground="#F6F1E8",
    surface="#FFFFFF",
    raised="#FBF8F2",
    line="#DDD5C7",
    text="#1B2A33",
    quiet="#5A6670",
    accent="#1F5C49",
    on_accent="#FFFFFF",
    accent_soft="#E0EDE6",
    good="#1E6B45",
    warn="#8A5200",
    bad="#A8321F",
    good_soft="#E1F0E6",
    warn_soft="#FBEBD2",
    bad_soft="#FAE3DE",
)

DARK = Theme(
    dark=True,
    ground="#12191D",
    surface="#1A2429",
    raised="#223038",
    line="#33434B",
    text="#ECE7DD",
    quiet="#A3B0B6",
    accent="#7CCBAA",
    on_accent="#0D1F18",
    accent_soft="#1F3B33",
    good="#7FD3A2",
    warn="#F0BE6B",
    bad="#F2998A",
    good_soft="#1B3A2A",
    warn_soft="#3D3019",
    bad_soft="#442722",
)


def theme_for(scheme: Scheme) -> Theme:
    """The theme of a scheme, the system's own choice where it says SYSTEM."""
    if scheme is Scheme.SYSTEM:
        return DARK if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT
    return DARK if scheme is Scheme.DARK else LIGHT


def load_fonts(folder: Path) -> None:
    """Make the fonts we ship known to Qt: the system's own differ from one laptop to the next, and every metric with them."""
    for file in sorted(folder.glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))


def base_font(scale: float = 1.0) -> QFont:
    """The font of the window; `scale` is the person's text size."""
    font = QFont(FAMILY)
    font.setPixelSize(round(15 * scale))
    return font


def apply(app: QApplication, theme: Theme, scale: float = 1.0) -> None:
    """Dress the whole application in `theme`."""
    if app.property("dressed") is None:  # setting it again would take as long as all the rest
        app.setStyle("Fusion")
        app.setProperty("dressed", True)
    app.setFont(base_font(scale))
    app.setPalette(_palette(theme))
    app.setStyleSheet(style_sheet(theme, scale))
    own = [app.font(kind) for kind in _WITH_FONTS_OF_THEIR_OWN]  # type: ignore[call-overload]  # it takes text, not bytes
    if any(font != app.font() for font in own):
        app.setFont(base_font(scale))  # the first style sheet brings back those of Windows and KDE


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for name, colour in {
        role.Window: theme.ground,
        role.Base: theme.surface,
        role.AlternateBase: theme.raised,
        role.Text: theme.text,
        role.WindowText: theme.text,
        role.ButtonText: theme.text,
        role.Button: theme.surface,
        role.PlaceholderText: theme.quiet,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Link: theme.accent,
        role.ToolTipBase: theme.raised,
        role.ToolTipText: theme.text,
        role.Mid: theme.line,
    }.items():
        palette.setColor(name, QColor(colour))
    disabled = QPalette.ColorGroup.Disabled
    for name in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(disabled, name, QColor(theme.quiet))
    return palette


def _arrow(theme: Theme) -> str:
    """The arrow of drop-down boxes: a style sheet takes pictures only as files, and cannot colour them."""
    return (assets() / "icons" / f"chevron-down-{'dark' if theme.dark else 'light'}.svg").as_posix()


def style_sheet(theme: Theme, scale: float = 1.0) -> str:
    """Qt style sheet of the widgets we use. Widgets choose a variant by the dynamic property `look`."""
    t = theme
    px = lambda size: f"{round(size * scale)}px"  # noqa: E731
    return f"""
    QMainWindow, QDialog, QWidget#ground {{ background: {t.ground}; }}
    QFrame[look="card"] {{ background: {t.surface}; border: 1px solid {t.line}; border-radius: {RADIUS}px; }}
    QFrame[look="good"] {{ background: {t.good_soft}; border: 1px solid {t.good}; border-radius: {RADIUS}px; }}
    QFrame[look="warn"] {{ background: {t.warn_soft}; border: 1px solid {t.warn}; border-radius: {RADIUS}px; }}
    QFrame[look="bad"] {{ background: {t.bad_soft}; border: 1px solid {t.bad}; border-radius: {RADIUS}px; }}
    QFrame[look="theirs"] {{ background: {t.ground}; border: 1px solid {t.line}; border-left: 3px solid {t.accent};
                   border-top-right-radius: {RADIUS}px; border-bottom-right-radius: {RADIUS}px; }}
    QFrame[look="bar"] {{ background: {t.surface}; border: none; }}
    QLabel, QLabel[look] {{ background: transparent; border: none; }}
    QLabel[look="title"] {{ font-size: {px(28)}; font-weight: 700; }}
    QLabel[look="heading"] {{ font-size: {px(19)}; font-weight: 700; }}
    QLabel[look="strong"] {{ font-weight: 700; }}
    QLabel[look="quiet"] {{ color: {t.quiet}; }}
    QLabel[look="small"] {{ color: {t.quiet}; font-size: {px(13)}; }}
    QLabel[look="good"] {{ color: {t.good}; }}
    QLabel[look="warn"] {{ color: {t.warn}; }}
    QLabel[look="bad"] {{ color: {t.bad}; }}
    QPushButton {{ background: {t.surface}; color: {t.text}; border: 1px solid {t.line}; border-radius: {RADIUS - 2}px;
                   padding: 7px 16px; }}
    QPushButton:hover {{ background: {t.raised}; border-color: {t.accent}; }}
    QPushButton:focus {{ border: 2px solid {t.accent}; padding: 6px 15px; }}
    QPushButton:disabled {{ color: {t.quiet}; background: {t.ground}; }}
    QPushButton[look="main"] {{ background: {t.accent}; color: {t.on_accent}; border: 1px solid {t.accent}; font-weight: 700; }}
    QPushButton[look="main"]:focus {{ border: 2px solid {t.text}; }}
    QPushButton[look="main"]:disabled {{ background: {t.line}; color: {t.quiet}; border-color: {t.line}; }}
    QPushButton[look="plain"] {{ background: transparent; border: 1px solid transparent; color: {t.accent}; }}
    QPushButton[look="plain"]:focus {{ border: 2px solid {t.accent}; }}
    QPushButton[look="back"] {{ background: transparent; border: none; color: {t.accent}; text-align: left; padding: 7px 8px 7px 2px; }}
    QPushButton[look="back"]:hover {{ background: {t.accent_soft}; }}
    QPushButton[look="back"]:focus {{ border: 2px solid {t.accent}; padding: 5px 6px 5px 0px; }}
    QPushButton[look="back"]:disabled {{ color: {t.text}; }}
    QPushButton[look="place"] {{ text-align: left; }}
    QPushButton[look="place"]:checked {{ background: {t.accent_soft}; color: {t.accent}; border: 2px solid {t.accent}; font-weight: 700;
        padding: 6px 15px; }}
    QPushButton[look="part"]:checked {{ background: {t.accent_soft}; color: {t.accent}; border: 2px solid {t.accent}; padding: 6px 15px; }}
    QPushButton::menu-indicator {{ image: url({_arrow(theme)}); width: 12px; height: 12px; subcontrol-position: right center; right: 2px; }}
    QPushButton[look="corner"] {{ padding: 0; text-align: left; border-radius: {RADIUS}px; }}
    QPushButton[look="corner"]:focus {{ padding: 0; }}
    QPushButton[look="nav"] {{ background: transparent; border: none; text-align: left; padding: 9px 14px; border-radius: 8px; }}
    QPushButton[look="nav"]:hover {{ background: {t.raised}; }}
    QPushButton[look="nav"]:checked {{ background: {t.accent_soft}; color: {t.accent}; font-weight: 700; }}
    QPushButton[look="nav"]:focus {{ border: 2px solid {t.accent}; padding: 7px 12px; }}
    QToolButton {{ background: transparent; border: 1px solid transparent; border-radius: 8px; padding: 6px; color: {t.text}; }}
    QToolButton:hover, QToolButton:checked {{ background: {t.accent_soft}; }}
    QToolButton:focus {{ border: 2px solid {t.accent}; padding: 5px; }}
    QLineEdit, QTextEdit, QPlainTextEdit, QComboBox, QSpinBox {{ background: {t.surface}; border: 1px solid {t.line};
                   border-radius: 8px; padding: 7px 10px; selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
    QLineEdit:focus, QTextEdit:focus, QPlainTextEdit:focus, QComboBox:focus {{ border: 2px solid {t.accent}; padding: 6px 9px; }}
    QComboBox {{ combobox-popup: 0; }}
    QComboBox::drop-down {{ border: none; width: 30px; }}
    QComboBox::down-arrow {{ image: url({_arrow(theme)}); width: 14px; height: 14px; }}
    QComboBox QAbstractItemView {{ background: {t.surface}; border: 1px solid {t.line}; padding: 4px; }}
    QTextBrowser[look="page"] {{ background: {t.surface}; border: none; border-radius: 0; padding: 0; }}
    QListView, QTreeView {{ background: {t.surface}; border: 1px solid {t.line}; border-radius: {RADIUS}px; outline: none; }}
    QListView[look="side"] {{ border: none; border-right: 1px solid {t.line}; border-radius: 0; }}
    QListView::item, QTreeView::item {{ padding: 6px 8px; }}
    QListView::item:selected, QTreeView::item:selected {{ background: {t.accent_soft}; color: {t.text}; }}
    QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
    QProgressBar {{ background: {t.line}; border: none; border-radius: 4px; max-height: 8px; min-height: 8px; text-align: center; }}
    QProgressBar::chunk {{ background: {t.accent}; border-radius: 4px; }}
    QRadioButton, QCheckBox {{ spacing: 10px; padding: 4px; background: transparent; }}
    QRadioButton:focus, QCheckBox:focus {{ background: {t.accent_soft}; border-radius: 6px; }}
    QToolTip {{ background: {t.raised}; color: {t.text}; border: 1px solid {t.line}; padding: 4px; }}
    QMenu {{ background: {t.surface}; border: 1px solid {t.line}; padding: 4px; }}
    QMenu::item {{ padding: 7px 24px; border-radius: 6px; }}
    QMenu::item:selected {{ background: {t.accent_soft}; color: {t.text}; }}
    QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
    QScrollBar::handle {{ background: {t.line}; border-radius: 5px; min-height: 32px; min-width: 32px; margin: 1px; }}
    *[flush="true"] QScrollBar:vertical {{ width: 20px; }}
    *[flush="true"] QScrollBar::handle:vertical {{ margin: 1px 1px 1px 9px; }}
    QScrollBar::handle:hover {{ background: {t.quiet}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QSlider::groove:horizontal {{ background: {t.line}; height: 6px; border-radius: 3px; }}
    QSlider::sub-page:horizontal {{ background: {t.accent}; height: 6px; border-radius: 3px; }}
    QSlider::handle:horizontal {{ background: {t.accent}; width: 16px; height: 16px; margin: -5px 0; border-radius: 8px; }}
    QSlider::handle:horizontal:focus {{ border: 2px solid {t.text}; }}
    QSplitter::handle {{ background: transparent; }}
    QStatusBar {{ background: {t.surface}; border-top: 1px solid {t.line}; }}
    """
