"""The bar of controls under a film, and its keys. It says what the person wants; what is so is shown to it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSlider, QToolButton, QVBoxLayout

from bivouac.desktop.icons import icon
from bivouac.desktop.theme import SPACE, Theme
from bivouac.desktop.widgets.film_time import clock
from bivouac.desktop.widgets.labels import label
from bivouac.desktop.widgets.seek_bar import STEP, SeekBar
from bivouac.language import LANGUAGES, current_language, tr

RATES = (0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0)
LONG_STEP = 10_000
"""Milliseconds of the back and forward buttons."""
_LOUDER = 5
_ICON = 20
_LARGEST_ICONS = 1.3
"""Text scale beyond which icons grow no more: they are large enough, and have to fit side by side."""
_NARROWEST = 400
"""Pixels in which the controls make do with the most important ones."""
_GAP = 2


class PlayerControls(QFrame):
    """Signals: what the person wants.

    stepped: to go on by so many milliseconds, back when negative. sought: to be at a place. captions_chosen: a language, or empty.
    """

    play_toggled = Signal()
    stepped = Signal(int)
    sought = Signal(int)
    rate_chosen = Signal(float)
    volume_chosen = Signal(float)
    mute_toggled = Signal()
    captions_chosen = Signal(str)
    captions_toggled = Signal()
    transcript_toggled = Signal()
    note_asked = Signal()
    bookmark_toggled = Signal()
    fullscreen_toggled = Signal()

    def __init__(self, theme: Theme, scale: float) -> None:
        super().__init__()
        self._theme, self._scale = theme, scale
        self._icon_size = round(_ICON * min(scale, _LARGEST_ICONS))
        self._whole_time = True
        self._rate = 1.0
        self._has_sound = True
        self._has_captions = False
        self.is_fullscreen = False
        self._make_buttons()
        self.seek_bar = SeekBar(theme, scale)
        self.seek_bar.sought.connect(self.sought)
        self.time = label("0:00", "quiet", wrap=False)
        self.notice = label("", "small")
        self.notice.hide()
        self._lay_out()
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._keys = self._key_table()

    # layout

    def _make_buttons(self) -> None:
        self.play = self._button("play", tr("Play"), "K", self.play_toggled.emit)
        self.back = self._button("back-10", tr("Back 10 seconds"), "J", lambda: self.stepped.emit(-LONG_STEP))
        self.forward = self._button("forward-10", tr("Forward 10 seconds"), "L", lambda: self.stepped.emit(LONG_STEP))
        self.mute = self._button("volume", tr("Mute"), "M", self.mute_toggled.emit)
        self.volume = QSlider(Qt.Orientation.Horizontal)
        self.volume.setAccessibleName(tr("Volume"))
        self.volume.setToolTip(tr("Volume") + " (↑ ↓)")
        self.volume.setRange(0, 100)
        self.volume.setSingleStep(_LOUDER)
        self.volume.setFixedWidth(round(84 * self._scale))
        self.volume.valueChanged.connect(lambda value: self.volume_chosen.emit(value / 100))
        self.captions = self._button("captions", tr("Captions"), "C", None)
        self.speed = self._button("", tr("Speed"), "< >", None)
        self._fill_speeds()
        self.note = self._button("note", tr("Write a note at this moment"), "N", self.note_asked.emit)
        self.bookmark = self._button("bookmark", tr("Set a bookmark here"), "B", self.bookmark_toggled.emit)
        self.transcript = self._button("transcript", tr("Transcript"), "T", self.transcript_toggled.emit)
        self.transcript.setCheckable(True)
        self.fullscreen = self._button("fullscreen", tr("Full screen"), "F", self.fullscreen_toggled.emit)

    def _button(self, icon_name: str, text: str, key: str, on_click: Callable[[], object] | None) -> QToolButton:
        made = QToolButton()
        made.setIconSize(QSize(self._icon_size, self._icon_size))
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.setProperty("key", key)
        if on_click:
            made.clicked.connect(lambda: on_click())
        else:
            made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            made.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        self._dress(made, icon_name, text)
        return made

    def _dress(self, button: QToolButton, icon_name: str, text: str) -> None:
        """Give a button its icon and its name; a name with its key is the tooltip."""
        if icon_name:
            button.setIcon(icon(icon_name, self._theme.text, self._icon_size))
        button.setAccessibleName(text)
        button.setToolTip(f"{text} ({button.property('key')})")

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(_GAP)
        for widget in (self.play, self.back, self.forward, self.mute, self.volume):
            row.addWidget(widget)
        row.addSpacing(SPACE)
        row.addWidget(self.time)
        row.addStretch(1)
        for widget in (self.captions, self.speed, self.note, self.bookmark, self.transcript, self.fullscreen):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, SPACE // 2, SPACE, SPACE // 2)
        column.setSpacing(0)
        column.addWidget(self.seek_bar)
        column.addLayout(row)
        column.addWidget(self.notice)
        self.notice.setIndent(SPACE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(round(_NARROWEST * min(self._scale, _LARGEST_ICONS)), super().minimumSizeHint().height())

    def _fit(self) -> None:
        """Show what there is room for; what goes first is what keys, the seek bar or another button do as well."""
        always = [self.play, self.speed, self.note, self.bookmark, self.fullscreen]
        always += [self.captions, self.transcript] if self._has_captions else []
        short, whole = self._time_texts()
        measure = self.time.fontMetrics().horizontalAdvance
        room = self.width() - 4 * SPACE - measure(short) - sum(_room(button) for button in always)
        for buttons in ([self.mute] if self._has_sound else [], [self.back, self.forward]):
            needed = sum(_room(button) for button in buttons)
            for button in buttons:
                button.setVisible(needed <= room)
            room -= needed if needed <= room else 0
        self.mute.setVisible(self._has_sound and self.mute.isVisibleTo(self))
        self._whole_time = measure(whole) - measure(short) <= room
        room -= measure(whole) - measure(short) if self._whole_time else 0
        self.volume.setVisible(self._has_sound and self.volume.width() + _GAP <= room)
        self.time.setText(whole if self._whole_time else short)

    # what is so

    def show_playing(self, playing: bool) -> None:
        self._dress(self.play, "pause" if playing else "play", tr("Pause") if playing else tr("Play"))

    def show_duration(self, duration: int) -> None:
        self.seek_bar.show_duration(duration)
        self._fit()

    def show_position(self, position: int) -> None:
        self.seek_bar.show_position(position)
        self._show_time()

    def _show_time(self) -> None:
        self.time.setText(self._time_texts()[self._whole_time])

    def _time_texts(self) -> tuple[str, str]:
        """Where the film is, without and with how long it is."""
        position = clock(self.seek_bar.value())
        return position, f"{position} / {clock(self.seek_bar.maximum())}"

    def show_rate(self, rate: float) -> None:
        self._rate = rate
        self.speed.setText(_rate_text(rate))
        self.speed.setAccessibleDescription(_rate_text(rate))
        for action in self.speed.menu().actions():
            action.setChecked(action.data() == rate)

    def show_volume(self, volume: float, *, muted: bool) -> None:
        self._dress(self.mute, "mute" if muted else "volume", tr("Sound on") if muted else tr("Mute"))
        self.volume.blockSignals(True)
        self.volume.setValue(round(volume * 100))
        self.volume.blockSignals(False)

    def show_no_sound(self, notice: str) -> None:
        """This machine plays no sound: take its controls away, and say why unless `notice` is empty."""
        self._has_sound = False
        self._fit()
        if notice:
            self.show_notice(notice)

    def show_notice(self, notice: str) -> None:
        """Say something quietly under the controls; nothing when it is empty."""
        self.notice.setText(notice)
        self.notice.setVisible(bool(notice))

    def show_captions(self, languages: list[str], chosen: str) -> None:
        """The languages there are captions in, and the one that is shown (empty: none)."""
        self.captions.setVisible(bool(languages))
        self._has_captions = bool(languages)
        self.transcript.setVisible(self._has_captions and not self.is_fullscreen)
        self._fit()
        menu = QMenu(self.captions)
        group = QActionGroup(menu)
        for language in ("", *languages):
            action = menu.addAction(language_name(language) if language else tr("Off"))
            self._choice(action, group, language == chosen, partial(self.captions_chosen.emit, language))
        self._replace_menu(self.captions, menu)
        self.captions.setProperty("on", bool(chosen))
        self.captions.setIcon(icon("captions", self._theme.accent if chosen else self._theme.text, self._icon_size))
        self.captions.setAccessibleDescription(language_name(chosen) if chosen else tr("Off"))

    def show_transcript(self, shown: bool) -> None:
        self.transcript.setChecked(shown)

    def show_bookmarked(self, bookmarked: bool) -> None:
        name = tr("Take the bookmark away") if bookmarked else tr("Set a bookmark here")
        self._dress(self.bookmark, "bookmark-on" if bookmarked else "bookmark", name)

    def show_fullscreen(self, fullscreen: bool) -> None:
        self.is_fullscreen = fullscreen
        name = tr("Leave full screen") if fullscreen else tr("Full screen")
        self._dress(self.fullscreen, "fullscreen-exit" if fullscreen else "fullscreen", name)
        self.transcript.setVisible(self._has_captions and not fullscreen)

    # menus

    def _fill_speeds(self) -> None:
        menu = QMenu(self.speed)
        group = QActionGroup(menu)
        for rate in RATES:
            action = menu.addAction(_rate_text(rate))
            action.setData(rate)
            self._choice(action, group, rate == 1.0, partial(self.rate_chosen.emit, rate))
        self._replace_menu(self.speed, menu)
        self.speed.setText(_rate_text(1.0))
        self.speed.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.speed.setMinimumWidth(round(56 * self._scale))

    @staticmethod
    def _choice(action: QAction, group: QActionGroup, chosen: bool, on_chosen: Callable[[], object]) -> None:
        action.setCheckable(True)
        action.setChecked(chosen)
        action.triggered.connect(lambda: on_chosen())
        group.addAction(action)

    @staticmethod
    def _replace_menu(button: QToolButton, menu: QMenu) -> None:
        old = button.menu()
        button.setMenu(menu)
        if old is not None:
            old.deleteLater()

    # keys

    def _key_table(self) -> dict[int, Callable[[], object]]:
        key = Qt.Key
        return {
            key.Key_Space: self.play_toggled.emit,
            key.Key_K: self.play_toggled.emit,
            key.Key_MediaPlay: self.play_toggled.emit,
            key.Key_MediaTogglePlayPause: self.play_toggled.emit,
            key.Key_Left: lambda: self.stepped.emit(-STEP),
            key.Key_Right: lambda: self.stepped.emit(STEP),
            key.Key_J: lambda: self.stepped.emit(-LONG_STEP),
            key.Key_L: lambda: self.stepped.emit(LONG_STEP),
            key.Key_Up: lambda: self.volume.setValue(self.volume.value() + _LOUDER),
            key.Key_Down: lambda: self.volume.setValue(self.volume.value() - _LOUDER),
            key.Key_Less: lambda: self._rate_step(-1),
            key.Key_Greater: lambda: self._rate_step(1),
            key.Key_M: self.mute_toggled.emit,
            key.Key_C: self.captions_toggled.emit,
            key.Key_T: self.transcript_toggled.emit,
            key.Key_N: self.note_asked.emit,
            key.Key_B: self.bookmark_toggled.emit,
            key.Key_F: self.fullscreen_toggled.emit,
        }

    def handle_key(self, event: QKeyEvent) -> None:
        """Do what a key asks for; a key that means nothing here is left to others."""
        modifiers = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        act = self._keys.get(event.key())
        if event.key() == Qt.Key.Key_Escape and self.is_fullscreen:
            act = self.fullscreen_toggled.emit
        if act is None or modifiers or not self.isEnabled():
            event.ignore()
        else:
            event.accept()
            act()

    def _rate_step(self, step: int) -> None:
        place = RATES.index(self._rate) + step if self._rate in RATES else RATES.index(1.0)
        self.rate_chosen.emit(RATES[min(max(place, 0), len(RATES) - 1)])


def language_name(tag: str) -> str:
    """A language under the name its speakers give it; the tag itself when nobody told us one."""
    name = LANGUAGES.get(tag) or QLocale(tag).nativeLanguageName()
    return name[:1].upper() + name[1:] if name else tag


def _room(button: QToolButton) -> int:
    return max(button.sizeHint().width(), button.minimumWidth()) + _GAP


def _rate_text(rate: float) -> str:
    return f"{QLocale(current_language()).toString(rate, 'g', 3)}×"
