"""The parts of the player, without a film engine: what they show, and what they say the person wants."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractSlider, QApplication, QSlider, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from bivouac.courses.captions import Cue
from bivouac.desktop.theme import DARK, LIGHT
from bivouac.desktop.widgets.caption_overlay import paint_caption
from bivouac.desktop.widgets.film_cards import EndCard, MessageCard
from bivouac.desktop.widgets.film_text import FilmText
from bivouac.desktop.widgets.film_time import clock
from bivouac.desktop.widgets.page.style import PageStyle
from bivouac.desktop.widgets.player import PlayerView
from bivouac.desktop.widgets.player_controls import PlayerControls, language_name
from bivouac.desktop.widgets.seek_bar import Mark, SeekBar
from bivouac.desktop.widgets.transcript import CURRENT, START, TranscriptPanel, fold
from bivouac.desktop.widgets.video_surface import VideoSurface

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

CUES = [
    Cue(0.5, 2.0, "Hello. What is a project?"),
    Cue(2.0, 4.0, "Première étape :\ndéfinir le but."),
    Cue(5.0, 7.0, "Then we plan."),
]


def filled(colour: str, width: int = 160, height: int = 90) -> QImage:
    picture = QImage(width, height, QImage.Format.Format_RGB32)
    picture.fill(QColor(colour))
    return picture


def heard(signal: object) -> list[object]:
    """What a signal says from now on: its one value, or True."""
    told: list[object] = []
    signal.connect(lambda *values: told.append(values[0] if values else True))  # type: ignore[attr-defined]
    return told


# --- time ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("milliseconds", "text"),
    [(0, "0:00"), (65_999, "1:05"), (3_599_999, "59:59"), (3_661_000, "1:01:01"), (-5, "0:00")],
)
def test_film_time_reads_like_a_clock(milliseconds: int, text: str) -> None:
    assert clock(milliseconds) == text


# --- surface ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def surface(qtbot: QtBot) -> VideoSurface:
    made = VideoSurface(LIGHT, 1.0)
    qtbot.addWidget(made)
    made.resize(640, 360)
    made.show()
    return made


def test_pictures_are_painted_as_large_as_they_fit(surface: VideoSurface) -> None:
    surface.show_pictures(lambda: filled("#00ff00", 90, 90))
    assert surface.picture_area().getRect() == (0, 0, 640, 360)  # until the first picture, 16 : 9 is assumed
    surface.grab()
    grabbed = surface.grab().toImage()
    assert surface.picture_area().getRect() == (140, 0, 360, 360)
    assert grabbed.pixelColor(320, 180) == QColor("#00ff00")
    assert grabbed.pixelColor(20, 180) != QColor("#00ff00")


def test_the_poster_stands_until_the_film_begins(surface: VideoSurface) -> None:
    surface.set_poster(filled("#0000ff"))
    surface.show_pictures(lambda: filled("#00ff00"))
    assert surface.grab().toImage().pixelColor(100, 180) == QColor("#0000ff")
    surface.show_poster(False)
    assert surface.grab().toImage().pixelColor(100, 180) == QColor("#00ff00")


def test_the_large_play_button_is_seen_while_it_is_offered(surface: VideoSurface) -> None:
    surface.show_pictures(lambda: filled("#00ff00"))
    surface.offer_play(True)
    assert surface.grab().toImage().pixelColor(320, 180) == QColor("white")
    surface.offer_play(False)
    assert surface.grab().toImage().pixelColor(320, 180) == QColor("#00ff00")


def test_only_long_waiting_is_shown(qtbot: QtBot, surface: VideoSurface) -> None:
    surface.set_waiting(True)
    qtbot.wait(200)
    assert not surface.is_waiting_shown()
    qtbot.waitUntil(surface.is_waiting_shown, timeout=3_000)
    surface.set_waiting(False)
    assert not surface.is_waiting_shown()


def test_a_card_takes_the_place_of_the_film(qtbot: QtBot, surface: VideoSurface) -> None:
    card = MessageCard("download", "This film is not on this computer yet.", LIGHT, 1.0)
    surface.set_card(card)
    clicks = heard(surface.clicked)
    qtbot.mouseClick(surface, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert card.isVisible()
    assert surface.rect().contains(card.geometry())
    assert clicks == []


def test_a_click_plays_and_a_double_click_fills_the_screen(qtbot: QtBot, surface: VideoSurface) -> None:
    clicks, doubles = heard(surface.clicked), heard(surface.double_clicked)
    qtbot.mouseClick(surface, Qt.MouseButton.LeftButton)
    qtbot.mouseDClick(surface, Qt.MouseButton.LeftButton)
    assert (len(clicks), len(doubles)) == (2, 1)


# --- captions --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ground", ["#ffffff", "#000000", "#808080"])
def test_captions_are_readable_on_any_picture(qapp: QApplication, ground: str) -> None:
    picture = filled(ground, 640, 360)
    painter = QPainter(picture)
    box = paint_caption(painter, QRectF(picture.rect()), "Every morning, Awa buys fruit.", 1.0).toRect()
    painter.end()
    inside = [
        picture.pixelColor(x, y).lightness()
        for x in range(box.left() + 2, box.right() - 2)
        for y in range(box.top() + 2, box.bottom() - 2)
    ]
    assert max(inside) > 240
    assert sorted(inside)[len(inside) // 2] < 80  # most of the box is its dark ground


@pytest.mark.parametrize("scale", [1.0, 1.6])
@pytest.mark.parametrize("size", [(240, 135), (854, 480), (1600, 900)])
def test_long_captions_stay_within_the_picture(qapp: QApplication, size: tuple[int, int], scale: float) -> None:
    picture = filled("#808080", *size)
    painter = QPainter(picture)
    box = paint_caption(
        painter, QRectF(picture.rect()), "Every morning, Awa buys fruit, presses her juice and serves. " * 2, scale
    )
    painter.end()
    assert box.left() >= 0
    assert box.right() <= size[0]
    assert box.bottom() <= size[1]
    assert box.bottom() > size[1] * 0.75


# --- seek bar --------------------------------------------------------------------------------------------------------


@pytest.fixture
def bar(qtbot: QtBot) -> SeekBar:
    made = SeekBar(LIGHT, 1.0)
    qtbot.addWidget(made)
    made.resize(618, 28)
    made.show_duration(60_000)
    made.show()
    return made


def test_a_position_that_is_shown_is_not_one_that_is_wanted(bar: SeekBar) -> None:
    wanted = heard(bar.sought)
    bar.show_position(30_000)
    assert bar.value() == 30_000
    assert wanted == []
    assert bar.accessibleDescription() == "0:30 of 1:00"


def test_a_click_seeks_to_where_it_was(qtbot: QtBot, bar: SeekBar) -> None:
    wanted = heard(bar.sought)
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(round(bar.x_of(45_000)), 14))
    assert wanted[-1] == pytest.approx(45_000, abs=100)


def test_a_mark_attracts_a_click_beside_it(qtbot: QtBot, bar: SeekBar) -> None:
    bar.show_marks([Mark(20_000, "Ask about scope"), Mark(40_000)])
    wanted = heard(bar.sought)
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(round(bar.x_of(20_000)) + 4, 14))
    assert wanted[-1] == 20_000


def test_a_handle_that_is_held_does_not_run_away(qtbot: QtBot, bar: SeekBar) -> None:
    qtbot.mousePress(bar, Qt.MouseButton.LeftButton, pos=QPoint(round(bar.x_of(45_000)), 14))
    bar.show_position(1_000)
    assert bar.sliderPosition() == pytest.approx(45_000, abs=100)
    qtbot.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=QPoint(round(bar.x_of(45_000)), 14))
    bar.show_position(1_000)
    assert bar.sliderPosition() == 1_000


@pytest.mark.parametrize(
    ("key", "to"),
    [(Qt.Key.Key_Right, 35_000), (Qt.Key.Key_Left, 25_000), (Qt.Key.Key_Home, 0), (Qt.Key.Key_End, 60_000)],
)
def test_keys_seek(qtbot: QtBot, bar: SeekBar, key: Qt.Key, to: int) -> None:
    bar.show_position(30_000)
    wanted = heard(bar.sought)
    qtbot.keyClick(bar, key)
    assert wanted == [to]


def test_a_screen_reader_can_seek(bar: SeekBar) -> None:
    wanted = heard(bar.sought)
    bar.triggerAction(QAbstractSlider.SliderAction.SliderPageStepAdd)
    assert wanted == [10_000]


def test_what_was_seen_and_marked_is_drawn_where_it_is(bar: SeekBar) -> None:
    bar.show_watched([(30_000, 45_000)])
    bar.show_marks([Mark(10_000)])
    picture = bar.grab().toImage()

    def has(colour: str, position: int) -> bool:
        x = round(bar.x_of(position))
        return any(picture.pixelColor(x, y) == LIGHT.colour(colour) for y in range(picture.height()))

    assert [has("good", at) for at in (20_000, 35_000, 44_000, 50_000)] == [False, True, True, False]
    assert [has("warn", at) for at in (10_000, 12_000)] == [True, False]


# --- controls --------------------------------------------------------------------------------------------------------


@pytest.fixture
def controls(qtbot: QtBot) -> PlayerControls:
    made = PlayerControls(LIGHT, 1.0)
    qtbot.addWidget(made)
    made.show_captions(["en", "fr"], "")
    made.resize(900, 80)
    made.show()
    return made


KEYS: list[tuple[Qt.Key, str, object]] = [
    (Qt.Key.Key_Space, "play_toggled", True),
    (Qt.Key.Key_K, "play_toggled", True),
    (Qt.Key.Key_J, "stepped", -10_000),
    (Qt.Key.Key_L, "stepped", 10_000),
    (Qt.Key.Key_Left, "stepped", -5_000),
    (Qt.Key.Key_Right, "stepped", 5_000),
    (Qt.Key.Key_Less, "rate_chosen", 0.75),
    (Qt.Key.Key_Greater, "rate_chosen", 1.25),
    (Qt.Key.Key_M, "mute_toggled", True),
    (Qt.Key.Key_C, "captions_toggled", True),
    (Qt.Key.Key_T, "transcript_toggled", True),
    (Qt.Key.Key_N, "note_asked", True),
    (Qt.Key.Key_B, "bookmark_toggled", True),
    (Qt.Key.Key_F, "fullscreen_toggled", True),
]


@pytest.mark.parametrize(("key", "signal", "value"), KEYS)
def test_each_key_says_what_is_wanted(qtbot: QtBot, key: Qt.Key, signal: str, value: object) -> None:
    view = PlayerView(LIGHT, 1.0)
    qtbot.addWidget(view)
    said = heard(getattr(view.controls, signal))
    qtbot.keyClick(view.surface, key)
    assert said == [value]


def test_keys_with_control_are_left_to_the_window(qtbot: QtBot) -> None:
    view = PlayerView(LIGHT, 1.0)
    qtbot.addWidget(view)
    said = heard(view.controls.fullscreen_toggled)
    qtbot.keyClick(view.surface, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert said == []


def test_letters_typed_in_the_transcript_are_no_commands(qtbot: QtBot) -> None:
    view = PlayerView(LIGHT, 1.0)
    qtbot.addWidget(view)
    view.show()
    view.show_transcript(True)
    said = [heard(getattr(view.controls, signal)) for _, signal, _ in KEYS]
    qtbot.keyClicks(view.transcript.field, "jkl mcf")
    qtbot.keyClick(view.transcript.field, Qt.Key.Key_Up)
    assert view.transcript.field.text() == "jkl mcf"
    assert not any(said)


def test_everything_can_be_reached_and_is_named(controls: PlayerControls) -> None:
    reachable = [child for child in controls.findChildren(QWidget) if isinstance(child, QToolButton | QSlider)]
    assert len(reachable) >= 12
    assert [
        child for child in reachable if not child.accessibleName() or not child.focusPolicy() & Qt.FocusPolicy.TabFocus
    ] == []
    buttons = [child for child in reachable if isinstance(child, QToolButton)]
    assert [button.accessibleName() for button in buttons if not button.toolTip().endswith(")")] == []


@pytest.mark.parametrize("scale", [1.0, 1.6])
@pytest.mark.parametrize("width", [640, 800, 1024, 1600])
def test_controls_fit(qtbot: QtBot, width: int, scale: float) -> None:
    controls = PlayerControls(DARK, scale)
    qtbot.addWidget(controls)
    controls.show_captions(["en", "fr"], "fr")
    controls.show_duration(2 * 3_600_000)
    controls.resize(width, controls.sizeHint().height())
    controls.show()
    QApplication.processEvents()
    assert controls.minimumSizeHint().width() <= width
    shown = [child for child in controls.findChildren(QWidget) if child.isVisible()]
    assert all(controls.rect().contains(child.geometry()) for child in shown if child.parentWidget() is controls)
    boxes = sorted((child.geometry() for child in shown if child is not controls.seek_bar), key=lambda box: box.left())
    assert all(not one.intersects(other) for one, other in itertools.pairwise(boxes))


def test_speeds_and_languages_are_chosen_from_menus(controls: PlayerControls) -> None:
    rates, languages = heard(controls.rate_chosen), heard(controls.captions_chosen)
    for action in controls.speed.menu().actions():
        action.trigger()
    for action in controls.captions.menu().actions():
        action.trigger()
    assert rates == [0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0]
    assert languages == ["", "en", "fr"]


def test_what_a_film_has_not_is_not_offered(controls: PlayerControls) -> None:
    controls.show_captions([], "")
    controls.show_no_sound("No loudspeaker.")
    assert not controls.captions.isVisible()
    assert not controls.transcript.isVisible()
    assert not controls.mute.isVisible()
    assert controls.notice.isVisible()


def test_the_speed_stays_within_its_bounds(qtbot: QtBot) -> None:
    view = PlayerView(LIGHT, 1.0)
    qtbot.addWidget(view)
    view.controls.show_rate(2.0)
    rates = heard(view.controls.rate_chosen)
    qtbot.keyClick(view.surface, Qt.Key.Key_Greater)
    assert rates == [2.0]


@pytest.mark.parametrize(
    ("tag", "name"), [("fr", "Français"), ("de", "Deutsch"), ("en", "English"), ("x-klingon", "x-klingon")]
)
def test_languages_are_called_as_their_speakers_call_them(tag: str, name: str) -> None:
    assert language_name(tag).startswith(name)


# --- transcript ------------------------------------------------------------------------------------------------------


@pytest.fixture
def transcript(qtbot: QtBot) -> TranscriptPanel:
    made = TranscriptPanel(LIGHT, 1.0)
    qtbot.addWidget(made)
    made.resize(360, 400)
    made.show()
    return made


def test_the_models_keep_qts_rules(transcript: TranscriptPanel) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(transcript.model, mode)
    transcript.show_cues(CUES)
    transcript.show_position(2_500)
    transcript.field.setText("etape")
    transcript.show_position(500)
    transcript.show_cues([])
    assert tester.model() is transcript.model


@pytest.mark.parametrize(("position", "row"), [(0, -1), (500, 0), (1_999, 0), (2_000, 1), (4_500, 1), (60_000, 2)])
def test_the_row_the_film_is_at_is_marked(transcript: TranscriptPanel, position: int, row: int) -> None:
    transcript.show_cues(CUES)
    transcript.show_position(position)
    marked = [index for index in range(len(CUES)) if transcript.model.index(index).data(CURRENT)]
    assert marked == ([row] if row >= 0 else [])


@pytest.mark.parametrize(("text", "rows"), [("", 3), ("ETAPE", 1), ("étape : définir", 1), ("we", 1), ("nothing", 0)])
def test_finding_minds_neither_case_nor_accents(transcript: TranscriptPanel, text: str, rows: int) -> None:
    transcript.show_cues(CUES)
    transcript.show_found(text)
    assert transcript.model.rowCount() == rows
    assert transcript.count.isVisible() == bool(text)


def test_a_click_and_enter_lead_to_the_moment(qtbot: QtBot, transcript: TranscriptPanel) -> None:
    transcript.show_cues(CUES)
    wanted = heard(transcript.sought)
    box = transcript.list.visualRect(transcript.model.index(2, 0))
    qtbot.mouseClick(transcript.list.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    transcript.list.setCurrentIndex(transcript.model.index(1, 0))
    qtbot.keyClick(transcript.list, Qt.Key.Key_Return)
    assert wanted == [5_000, 2_000]


def test_rows_are_copied_as_text(qtbot: QtBot, transcript: TranscriptPanel) -> None:
    transcript.show_cues(CUES)
    transcript.list.selectAll()
    qtbot.keyClick(transcript.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().split("\n") == [" ".join(cue.text.split("\n")) for cue in CUES]


def test_one_goes_from_the_field_into_the_list(qtbot: QtBot, transcript: TranscriptPanel) -> None:
    transcript.show_cues(CUES)
    transcript.activateWindow()
    transcript.field.setFocus()
    qtbot.waitUntil(transcript.field.hasFocus, timeout=2_000)
    qtbot.keyClicks(transcript.field, "plan")
    qtbot.keyClick(transcript.field, Qt.Key.Key_Down)
    assert transcript.list.hasFocus()
    assert transcript.list.currentIndex().data(START) == 5_000


def long_transcript(count: int = 1_500) -> list[Cue]:
    return [
        Cue(2.0 * n, 2.0 * n + 2, f"Sentence {n} of a film that is long, with words enough for two lines.")
        for n in range(count)
    ]


def test_the_list_follows_a_long_film_without_holding_up_the_window(qtbot: QtBot, transcript: TranscriptPanel) -> None:
    transcript.show_cues(long_transcript())
    longest = 0.0
    for row in (0, 10, 700, 1_499, 3):
        began = time.perf_counter()
        transcript.show_position(row * 2_000 + 100)
        QApplication.processEvents()
        longest = max(longest, time.perf_counter() - began)
        qtbot.waitUntil(in_sight(transcript, row), timeout=2_000)
    assert longest < 0.5  # 0.05 on an idle machine; this one may be busy


def test_the_list_is_left_alone_while_the_person_looks_elsewhere(qtbot: QtBot, transcript: TranscriptPanel) -> None:
    transcript.show_cues(long_transcript(200))
    transcript.show_position(100)
    transcript.list.setCurrentIndex(transcript.model.index(0))
    qtbot.keyClick(transcript.list, Qt.Key.Key_End)
    qtbot.waitUntil(in_sight(transcript, 199), timeout=2_000)
    transcript.show_position(2_100)
    qtbot.wait(50)
    assert in_sight(transcript, 199)()


def test_rows_take_the_height_they_need_at_each_width(qtbot: QtBot, transcript: TranscriptPanel) -> None:
    transcript.show_cues(long_transcript(50))
    qtbot.wait(50)
    narrow = transcript.list.visualRect(transcript.model.index(0, 0)).height()
    transcript.resize(900, 400)
    qtbot.waitUntil(lambda: transcript.list.visualRect(transcript.model.index(0, 0)).height() < narrow, timeout=2_000)


def test_folding() -> None:
    assert fold("  Première\nÉTAPE ") == "premiere etape"


def in_sight(transcript: TranscriptPanel, row: int) -> Callable[[], bool]:
    view = transcript.list
    return lambda: view.viewport().rect().intersects(view.visualRect(transcript.model.index(row, 0)))


# --- the whole -------------------------------------------------------------------------------------------------------


def test_the_transcript_is_beside_the_film_where_there_is_room(qtbot: QtBot) -> None:
    view = PlayerView(LIGHT, 1.0)
    qtbot.addWidget(view)
    view.transcript.show_cues(CUES)
    view.resize(1_100, 600)
    view.show()
    view.show_transcript(True)
    QApplication.processEvents()
    assert view.transcript.x() > view.stage.x() + view.stage.width() - 1
    view.resize(700, 560)
    QApplication.processEvents()
    assert view.transcript.y() > view.stage.y() + view.stage.height() - 1


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_words_under_a_film_leave_it_the_room(qtbot: QtBot) -> None:
    player = PlayerView(LIGHT, 1.6)
    text = FilmText(lambda path: b"", PageStyle(LIGHT, 1.6), "<p>What to look for in this film.</p>" * 20)
    player.stage.set_below(text)
    qtbot.addWidget(player)
    player.resize(680, 520)
    player.show()
    with qtbot.waitExposed(player):
        qtbot.waitUntil(lambda: text.verticalScrollBar().maximum() > 0)
    assert player.surface.height() > 2 * text.height() > 200


@pytest.mark.qt_log_ignore("propagateSizeHints")
@pytest.mark.parametrize("height", [430, 447, 461, 600])
def test_no_line_under_a_film_is_cut_and_what_the_film_leaves_is_theirs(qtbot: QtBot, height: int) -> None:
    player = PlayerView(LIGHT, 1.0)
    text = FilmText(lambda path: b"", PageStyle(LIGHT, 1.0), "<p>What to look for in this film.</p>" * 20)
    player.stage.set_below(text)
    qtbot.addWidget(player)
    player.resize(440, height)
    player.show()
    with qtbot.waitExposed(player):
        qtbot.waitUntil(lambda: text.verticalScrollBar().maximum() > 0)
    line = text.cursorForPosition(QPoint(5, text.viewport().height() - 3))
    bottom = text.cursorRect(line).bottom()
    assert bottom <= text.viewport().height(), "the last line that begins is whole"
    left = height - player.surface.height() - player.controls.height() - text.height()
    assert left < 60, f"{left} pixels stand empty under words that scroll"


def test_the_film_fills_the_screen_and_comes_back(qtbot: QtBot) -> None:
    view = PlayerView(LIGHT, 1.0)
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show()
    asked = heard(view.controls.fullscreen_toggled)
    view.fill_screen(True)
    assert view.stage.window() is not view
    assert view.stage.window().isFullScreen()
    qtbot.keyClick(view.surface, Qt.Key.Key_Escape)
    assert asked == [True]
    view.fill_screen(False)
    assert view.stage.window() is view
    qtbot.keyClick(view.surface, Qt.Key.Key_Escape)
    assert asked == [True]


def test_a_full_screen_that_the_system_closes_gives_the_film_back(qtbot: QtBot) -> None:
    view = PlayerView(LIGHT, 1.0)
    qtbot.addWidget(view)
    view.show()
    view.fill_screen(True)
    view.stage.window().close()
    assert view.stage.window() is view
    assert view.stage.isVisible()


def test_the_end_offers_both_ways(qtbot: QtBot) -> None:
    card = EndCard(LIGHT, 1.0, "Next")
    qtbot.addWidget(card)
    again, onward = heard(card.again), heard(card.next)
    for button in card.findChildren(QWidget):
        if button.inherits("QPushButton"):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPointF(5, 5).toPoint())
    assert (again, onward) == ([True], [True])
