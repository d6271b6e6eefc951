"""Make the pictures and the films of the demonstration courses in assets/demo.

Needs:
    * Python 3.11 or newer with PySide6 (drawing), PyAV (films) and PyYAML: pip install PySide6 av PyYAML
    * eSpeak NG on the path (speech)
    * the font DejaVu Sans

Run it from anywhere:
    python packaging/demo_media.py                  everything, a few minutes
    python packaging/demo_media.py --only pictures  covers and figures
    python packaging/demo_media.py --only films     films and their captions
    python packaging/demo_media.py --sheet DIR      every scene of every film as a PNG, to look at

What is drawn and said stands in assets/demo/_media/*.yaml; this file only knows how. A figure on a page and
the same drawing in a film come from one function: the figure is its last frame. Run twice on one machine, it
writes the same bytes.
"""

from __future__ import annotations

import argparse
import io
import math
import os
import subprocess
import wave
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import av
import yaml
from av.audio.frame import AudioFrame
from av.container import OutputContainer
from av.video.frame import VideoFrame
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontInfo,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QRadialGradient,
)

DEMO = Path(__file__).resolve().parent.parent / "assets" / "demo"
COURSES = {"fr": DEMO / "premiers-pas-gestion-de-projet", "en": DEMO / "first-steps-project-management"}
FILMS = ("project", "schedule", "risks")

PINE, SAND, EMBER, NIGHT, SKY = "#1F4D3F", "#F4EBDD", "#D9662B", "#1B2A41", "#9CC5C9"
PAPER, MOSS, STRAW, CLAY, STONE = "#FFFBF3", "#A9C6A4", "#EDC98A", "#E79A6A", "#8A8778"

FONT = "DejaVu Sans"
WIDTH, HEIGHT = 854, 480  # of a film frame, and the coordinates of every drawing
FIGURE_SCALE = 1.5
CAPTION_ROOM = 84  # kept free below the drawing in films, for two lines of captions

RATE = 12  # frames a second
SOUND_RATE = 48_000
KEYFRAME = RATE * 4
RENDITIONS = {"240p": (426, 240, 64_000), "480p": (854, 480, 130_000)}
SPEECH_BITS = 28_000
VOICES = {
    "fr": ["-v", "fr-fr", "-s", "138", "-p", "42", "-g", "2"],
    "en": ["-v", "en-gb", "-s", "138", "-p", "42", "-g", "2"],
}
LEAD, PAUSE, TAIL = 0.8, 0.55, 0.9  # seconds of silence: before a scene, between sentences, after a scene


# ---------------------------------------------------------------------------------------------- time


def ease(value: float) -> float:
    """Go from 0 to 1 with a soft start and a soft end."""
    value = min(1.0, max(0.0, value))
    return value * value * (3 - 2 * value)


@dataclass(frozen=True)
class Moment:
    """An instant of a scene: how many seconds in, and when each step of its drawing appears."""

    seconds: float
    starts: dict[Any, float] = field(default_factory=dict)
    walked: float = 1.0  # how much of the whole film has passed, from 0 to 1

    def shown(self, step: Any) -> float:
        """How far a step has appeared, from 0 to 1."""
        return ease((self.seconds - self.starts[step]) / 0.6) if step in self.starts else 0.0


class Finished(Moment):
    """The drawing when everything has appeared, as it stands on a page."""

    def shown(self, step: Any) -> float:
        """All steps are there, but for what only happens in a film."""
        return 0.0 if str(step).startswith("late") else 1.0


FINISHED = Finished(seconds=0.0)


# ---------------------------------------------------------------------------------------------- pens and letters


def tint(colour: str, alpha: float = 1.0) -> QColor:
    """Make a colour, more or less see-through."""
    made = QColor(colour)
    made.setAlphaF(min(1.0, max(0.0, alpha)))
    return made


def blend(one: str, other: str, share: float) -> QColor:
    """Mix two colours."""
    a, b = QColor(one), QColor(other)
    pairs = ((a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue()))
    return QColor(*(round(x + (y - x) * share) for x, y in pairs))


def font(size: float, bold: bool = False) -> QFont:
    """Letters of a size in drawing units."""
    made = QFont(FONT)
    made.setPixelSize(max(1, round(size)))
    made.setBold(bold)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def write(
    paint: QPainter,
    box: QRectF,
    text: str,
    size: float,
    colour: str | QColor = NIGHT,
    *,
    bold: bool = False,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignCenter,
) -> None:
    """Write text into a box, on several lines if it must, smaller if it does not fit."""
    flags = int(align) | int(Qt.TextFlag.TextWordWrap)
    while size > 9:
        needed = QFontMetricsF(font(size, bold)).boundingRect(box, flags, text)
        if needed.width() <= box.width() + 0.5 and needed.height() <= box.height() + 0.5:
            break
        size -= 1
    paint.setFont(font(size, bold))
    paint.setPen(QColor(colour))
    paint.drawText(box, flags, text)


LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def panel(
    paint: QPainter, box: QRectF, fill: str | QColor = PAPER, edge: str | QColor | None = None, round_: float = 14
) -> None:
    """Draw a rounded box, with an edge if a colour is given for it."""
    paint.setPen(QPen(QColor(edge), 2) if edge else Qt.PenStyle.NoPen)
    paint.setBrush(QColor(fill))
    paint.drawRoundedRect(box, round_, round_)


def line(
    paint: QPainter, start: QPointF, end: QPointF, colour: str | QColor, width: float = 3, dashed: bool = False
) -> None:
    """Draw a straight line."""
    pen = QPen(
        QColor(colour), width, Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap
    )
    paint.setPen(pen)
    paint.drawLine(start, end)


def arrow(paint: QPainter, start: QPointF, end: QPointF, colour: str | QColor, width: float = 4) -> None:
    """Draw a line with a head."""
    line(paint, start, end, colour, width)
    head(paint, end, math.atan2(end.y() - start.y(), end.x() - start.x()), colour, width * 3)


def head(paint: QPainter, tip: QPointF, angle: float, colour: str | QColor, size: float) -> None:
    """Draw the head of an arrow."""
    wings = [tip - QPointF(math.cos(angle + turn), math.sin(angle + turn)) * size for turn in (-0.5, 0.5)]
    ahead = tip + QPointF(math.cos(angle), math.sin(angle)) * size * 0.3
    paint.setPen(Qt.PenStyle.NoPen)
    paint.setBrush(QColor(colour))
    paint.drawPolygon(QPolygonF([ahead, *wings]))


def popping(paint: QPainter, centre: QPointF, share: float, draw: Callable[[], None]) -> None:
    """Draw something that appears: it fades in and grows a little."""
    if share <= 0:
        return
    paint.save()
    paint.setOpacity(paint.opacity() * share)
    scale = 0.9 + 0.1 * share
    paint.translate(centre)
    paint.scale(scale, scale)
    paint.translate(-centre)
    draw()
    paint.restore()


# ---------------------------------------------------------------------------------------------- icons, in a square of 100


def stroke(paint: QPainter, colour: str = PINE, width: float = 7) -> None:
    """Draw outlines from here on."""
    paint.setPen(QPen(QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    paint.setBrush(Qt.BrushStyle.NoBrush)


def fill(paint: QPainter, colour: str | QColor) -> None:
    """Draw filled shapes without outlines from here on."""
    paint.setPen(Qt.PenStyle.NoPen)
    paint.setBrush(QColor(colour))


def icon_loop(paint: QPainter) -> None:
    """A round arrow: the same thing again."""
    stroke(paint, PINE, 9)
    paint.drawArc(QRectF(16, 16, 68, 68), 60 * 16, 300 * 16)
    head(paint, QPointF(82, 29), math.radians(33), PINE, 27)


def icon_flag(paint: QPainter) -> None:
    """A flag on a hill."""
    fill(paint, MOSS)
    paint.drawChord(QRectF(4, 66, 92, 60), 0, 180 * 16)
    stroke(paint, NIGHT, 6)
    paint.drawLine(QPointF(44, 68), QPointF(44, 12))
    fill(paint, EMBER)
    paint.drawPolygon(QPolygonF([QPointF(47, 12), QPointF(86, 25), QPointF(47, 40)]))


def icon_calendar(paint: QPainter) -> None:
    """A calendar with one day marked."""
    fill(paint, PINE)
    paint.drawRoundedRect(QRectF(12, 18, 76, 70), 9, 9)
    fill(paint, PAPER)
    paint.drawRect(QRectF(19, 38, 62, 43))
    stroke(paint, NIGHT, 6)
    for x in (32, 68):
        paint.drawLine(QPointF(x, 11), QPointF(x, 26))
    for row in range(2):
        for column in range(3):
            fill(paint, EMBER if (row, column) == (1, 2) else SKY)
            paint.drawRoundedRect(QRectF(26 + column * 18, 45 + row * 17, 12, 11), 2, 2)


def icon_star(paint: QPainter) -> None:
    """A star."""
    points = []
    for corner in range(10):
        angle, reach = math.radians(-90 + 36 * corner), (44 if corner % 2 == 0 else 19)
        points.append(QPointF(50 + reach * math.cos(angle), 53 + reach * math.sin(angle)))
    paint.setPen(QPen(QColor(EMBER), 5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    paint.setBrush(QColor(STRAW))
    paint.drawPolygon(QPolygonF(points))


def icon_coins(paint: QPainter) -> None:
    """Two piles of coins."""
    for x, count in ((12, 5), (52, 3)):
        for coin in range(count):
            paint.setPen(QPen(QColor(EMBER), 3))
            paint.setBrush(QColor(STRAW))
            paint.drawEllipse(QRectF(x, 72 - coin * 12, 38, 18))


def icon_cloud(paint: QPainter) -> None:
    """A dark cloud with a question in it."""
    fill(paint, "#6F96A3")
    for circle in (QRectF(10, 40, 40, 40), QRectF(28, 20, 48, 48), QRectF(54, 42, 38, 38)):
        paint.drawEllipse(circle)
    paint.drawRoundedRect(QRectF(28, 50, 46, 30), 6, 6)
    write(paint, QRectF(28, 26, 48, 52), "?", 40, PAPER, bold=True)


def icon_flame(paint: QPainter) -> None:
    """A flame."""
    for colour, size in ((EMBER, 1.0), (STRAW, 0.52)):
        fill(paint, colour)
        paint.drawPath(flame(QPointF(50, 92), 60 * size, 82 * size, 4))


def icon_steps(paint: QPainter) -> None:
    """Three steps going up."""
    for step, colour in enumerate((SKY, MOSS, EMBER)):
        fill(paint, colour)
        paint.drawRoundedRect(QRectF(10 + step * 28, 62 - step * 21, 24, 26 + step * 21), 4, 4)


def icon_detour(paint: QPainter) -> None:
    """An arrow going round a stone."""
    fill(paint, STONE)
    paint.drawEllipse(QRectF(36, 48, 30, 28))
    way = QPainterPath(QPointF(6, 66))
    way.cubicTo(QPointF(26, 66), QPointF(22, 26), QPointF(50, 26))
    way.cubicTo(QPointF(72, 26), QPointF(74, 48), QPointF(82, 56))
    stroke(paint, EMBER, 8)
    paint.drawPath(way)
    head(paint, QPointF(86, 61), math.radians(48), EMBER, 20)


def icon_down(paint: QPainter) -> None:
    """Bars that become smaller."""
    for bar, height in enumerate((64, 42, 22)):
        fill(paint, (EMBER, STRAW, MOSS)[bar])
        paint.drawRoundedRect(QRectF(12 + bar * 28, 86 - height, 21, height), 4, 4)


def icon_share(paint: QPainter) -> None:
    """Two people who carry something together."""
    for x, colour in ((24, PINE), (76, EMBER)):
        fill(paint, colour)
        paint.drawEllipse(QPointF(x, 36), 12, 12)
        paint.drawChord(QRectF(x - 20, 52, 40, 68), 0, 180 * 16)
    fill(paint, STRAW)
    paint.drawRoundedRect(QRectF(36, 58, 28, 22), 4, 4)


def icon_check(paint: QPainter) -> None:
    """A tick in a circle."""
    fill(paint, MOSS)
    paint.drawEllipse(QRectF(10, 10, 80, 80))
    stroke(paint, PINE, 10)
    paint.drawPolyline(QPolygonF([QPointF(30, 52), QPointF(45, 67), QPointF(72, 36)]))


ICONS: dict[str, Callable[[QPainter], None]] = {
    "loop": icon_loop,
    "flag": icon_flag,
    "calendar": icon_calendar,
    "star": icon_star,
    "coins": icon_coins,
    "cloud": icon_cloud,
    "flame": icon_flame,
    "steps": icon_steps,
    "detour": icon_detour,
    "down": icon_down,
    "share": icon_share,
    "check": icon_check,
}


def icon(paint: QPainter, name: str, centre: QPointF, size: float) -> None:
    """Draw the icon of a name."""
    paint.save()
    paint.translate(centre.x() - size / 2, centre.y() - size / 2)
    paint.scale(size / 100, size / 100)
    ICONS[name](paint)
    paint.restore()


# ---------------------------------------------------------------------------------------------- the camp at dusk

DUSK = ("#1B2A41", "#3D5870", "#C98A73", "#F0B981", "#F9DDAE")
DAWN = ("#31556B", "#6FA3AE", "#C5D8CF", "#F6DDB4", "#FBEBCB")
TRAIL = ((150, 575), (470, 500), (610, 452), (430, 408), (402, 374), (560, 340), (640, 308), (612, 272), (650, 226))
MILESTONES = (0.2, 0.47, 0.72, 1.0)


def along(points: Sequence[tuple[float, float]], share: float) -> QPointF:
    """A point on a smooth curve through points, from 0 at the first to 1 at the last."""
    place = min(max(share, 0.0), 1.0) * (len(points) - 1)
    index = min(int(place), len(points) - 2)
    t = place - index
    before, start, end, after = (points[min(max(index + k, 0), len(points) - 1)] for k in (-1, 0, 1, 2))

    def curve(axis: int) -> float:
        a, b, c, d = before[axis], start[axis], end[axis], after[axis]
        return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)

    return QPointF(curve(0), curve(1))


def ridge(points: Sequence[tuple[float, float]]) -> QPainterPath:
    """A hill whose crest runs through points, filled down to the bottom."""
    way = QPainterPath(QPointF(points[0][0], 560))
    for step in range(121):
        way.lineTo(along(points, step / 120))
    way.lineTo(QPointF(points[-1][0], 560))
    way.closeSubpath()
    return way


def flame(foot: QPointF, width: float, height: float, sway: float) -> QPainterPath:
    """A drop-shaped flame that stands on a point."""
    top = foot + QPointF(sway, -height)
    way = QPainterPath(foot)
    way.cubicTo(foot + QPointF(-width * 0.85, -height * 0.1), foot + QPointF(-width * 0.35, -height * 0.6), top)
    way.cubicTo(foot + QPointF(width * 0.3, -height * 0.65), foot + QPointF(width * 0.85, -height * 0.15), foot)
    return way


def glow(paint: QPainter, centre: QPointF, reach: float, colour: str, strength: float) -> None:
    """Light around a point, fading to nothing without an edge."""
    light = QRadialGradient(centre, reach)
    for step in range(9):
        light.setColorAt(step / 8, tint(colour, strength * (1 - step / 8) ** 2.2))
    paint.setPen(Qt.PenStyle.NoPen)
    paint.setBrush(QBrush(light))
    paint.drawEllipse(centre, reach, reach)


def draw_sky(paint: QPainter, colours: tuple[str, ...], seconds: float) -> None:
    """Paint the sky, its stars and the low sun."""
    sky = QLinearGradient(0, 0, 0, 400)
    for place, colour in zip((0.0, 0.34, 0.68, 0.84, 1.0), colours, strict=True):
        sky.setColorAt(place, QColor(colour))
    paint.fillRect(QRectF(-40, -40, 1040, 620), QBrush(sky))
    if colours is DUSK:
        for star in range(46):
            x, y = (star * 197.3) % 960, (star * 83.7) % 165
            twinkle = 0.45 + 0.3 * math.sin(star * 1.7 + seconds * 1.1)
            fill(paint, SAND)
            paint.setOpacity(twinkle * (1 - y / 190))
            paint.drawEllipse(QPointF(x, y), 1 + star % 3 * 0.5, 1 + star % 3 * 0.5)
        paint.setOpacity(1)
    sun = QPointF(652, 236)
    glow(paint, sun, 280, "#FFDDA6", 0.9)
    fill(paint, "#FFF1D2")
    paint.drawEllipse(sun, 62, 62)


def draw_clouds(paint: QPainter, colours: tuple[str, ...], seconds: float) -> None:
    """Long flat clouds that drift."""
    for x, y, length, speed in ((120, 150, 190, 2.2), (330, 206, 150, 3.0), (800, 128, 170, 1.6), (880, 214, 120, 2.6)):
        left = x + seconds * speed - length / 2
        low, high = QPainterPath(), QPainterPath()
        low.addRoundedRect(QRectF(left, y, length, 12), 6, 6)
        high.addRoundedRect(QRectF(left + length * 0.2, y - 9, length * 0.5, 14), 7, 7)
        paint.setPen(Qt.PenStyle.NoPen)
        paint.setBrush(tint(colours[3], 0.45))
        paint.drawPath(low.united(high))


def draw_hills(paint: QPainter, dusk: bool) -> None:
    """Far mountains, then nearer and darker hills."""
    layers = [
        (
            "#7C93A0" if dusk else "#A9C4C4",
            [
                (-40, 330),
                (90, 262),
                (210, 300),
                (330, 236),
                (450, 292),
                (620, 262),
                (760, 300),
                (880, 244),
                (1000, 300),
            ],
        ),
        (
            "#4F7F80" if dusk else "#7FA9A0",
            [(-40, 352), (130, 322), (300, 340), (470, 306), (700, 330), (860, 296), (1000, 330)],
        ),
        (
            "#2F6657" if dusk else "#4C8570",
            [
                (-40, 420),
                (140, 384),
                (320, 372),
                (470, 318),
                (570, 254),
                (650, 226),
                (730, 250),
                (830, 318),
                (1000, 370),
            ],
        ),
    ]
    for colour, crest in layers:
        fill(paint, colour)
        paint.drawPath(ridge(crest))


def draw_trail(paint: QPainter) -> None:
    """The path that winds up to the summit, wide in front and narrow far away, and its flags."""
    fill(paint, "#EBD3A6")
    for step in range(501):
        spot = along(TRAIL, step / 500)
        half = 3.0 + 46 * ((spot.y() - 226) / 349) ** 1.7
        paint.drawEllipse(spot, half, half * 0.55)


def draw_flag(paint: QPainter, foot: QPointF, height: float, seconds: float, colour: str = EMBER) -> None:
    """A flag on a pole, moving in the wind."""
    line(paint, foot, foot - QPointF(0, height), NIGHT, max(1.6, height * 0.055))
    top, size = foot - QPointF(0, height), height * 0.5
    wave_ = math.sin(seconds * 2.4 + foot.x()) * size * 0.08
    cloth = QPainterPath(top)
    cloth.quadTo(top + QPointF(size * 0.5, -size * 0.12 + wave_), top + QPointF(size * 1.15, size * 0.3 + wave_))
    cloth.quadTo(top + QPointF(size * 0.5, size * 0.5 - wave_), top + QPointF(0, size * 0.66))
    fill(paint, colour)
    paint.drawPath(cloth)


def draw_acacia(paint: QPainter, foot: QPointF, size: float, colour: str) -> None:
    """A flat-topped tree."""
    stroke(paint, colour, size * 0.06)
    trunk = QPainterPath(foot)
    trunk.quadTo(foot + QPointF(size * 0.04, -size * 0.3), foot + QPointF(-size * 0.02, -size * 0.5))
    paint.drawPath(trunk)
    for x, y in ((-0.34, -0.78), (0.33, -0.76), (0.02, -0.82)):
        paint.drawLine(foot + QPointF(-size * 0.01, -size * 0.48), foot + QPointF(size * x, size * y))
    fill(paint, colour)
    for x, y, w, h in ((-0.3, -0.8, 0.72, 0.2), (0.26, -0.78, 0.66, 0.19), (0.0, -0.9, 0.86, 0.22)):
        paint.drawEllipse(foot + QPointF(size * x, size * y), size * w / 2, size * h / 2)


def draw_tent(paint: QPainter, foot: QPointF, size: float) -> None:
    """A tent lit from inside."""
    top = foot + QPointF(0, -size * 0.78)
    west, east = foot + QPointF(-size * 0.72, 0), foot + QPointF(size * 0.5, 0)
    back = foot + QPointF(size * 0.98, -size * 0.1)
    ridge_ = top + QPointF(size * 0.46, -size * 0.02)
    fill(paint, "#B24F1F")
    paint.drawPolygon(QPolygonF([top, ridge_, back, east]))
    fill(paint, EMBER)
    paint.drawPolygon(QPolygonF([west, top, east]))
    lamp = QLinearGradient(top, foot)
    lamp.setColorAt(0, QColor("#F6B35E"))
    lamp.setColorAt(1, QColor("#FFE9B0"))
    paint.setBrush(QBrush(lamp))
    door = foot + QPointF(-size * 0.1, 0)
    paint.drawPolygon(
        QPolygonF(
            [top + QPointF(-size * 0.03, size * 0.16), door + QPointF(-size * 0.25, 0), door + QPointF(size * 0.27, 0)]
        )
    )
    line(paint, top, west + QPointF(-size * 0.2, size * 0.06), NIGHT, 1.4)
    line(paint, ridge_, back + QPointF(size * 0.18, size * 0.08), NIGHT, 1.4)


def draw_fire(paint: QPainter, foot: QPointF, size: float, seconds: float) -> None:
    """A camp fire and its light."""
    paint.save()
    paint.translate(foot)
    paint.scale(1, 0.5)
    glow(paint, QPointF(0, 0), size * 3.4, "#FFC56B", 0.6)
    paint.restore()
    line(paint, foot + QPointF(-size * 0.5, 2), foot + QPointF(size * 0.45, -size * 0.12), "#5A3B26", size * 0.17)
    line(paint, foot + QPointF(-size * 0.45, -size * 0.12), foot + QPointF(size * 0.5, 2), "#6B472D", size * 0.17)
    for colour, scale, phase in ((EMBER, 1.0, 0.0), ("#F4A340", 0.68, 1.3), ("#FFE6A0", 0.36, 2.1)):
        height = size * scale * (1.15 + 0.1 * math.sin(seconds * 5 + phase))
        fill(paint, colour)
        paint.drawPath(
            flame(
                foot - QPointF(0, size * 0.05),
                size * 0.62 * scale,
                height,
                math.sin(seconds * 3.3 + phase) * size * 0.07,
            )
        )


def landscape(paint: QPainter, seconds: float, *, dusk: bool = True, walked: float | None = None) -> None:
    """A camp, and a path with four milestones up to the summit; 960 x 540."""
    colours = DUSK if dusk else DAWN
    draw_sky(paint, colours, seconds)
    draw_clouds(paint, colours, seconds)
    draw_hills(paint, dusk)
    draw_acacia(paint, QPointF(812, 330), 66, "#1C4A3C" if dusk else "#2F6657")
    draw_acacia(paint, QPointF(300, 386), 50, "#1C4A3C" if dusk else "#2F6657")
    draw_trail(paint)
    for share in MILESTONES[::-1]:
        spot = along(TRAIL, share)
        near = ((spot.y() - 226) / 349) ** 1.2
        draw_flag(paint, spot + QPointF(-(6 + 58 * near), 2), 30 + 100 * near, seconds)
    if walked is not None:
        traveller(paint, along(TRAIL, 0.12 + 0.86 * walked))
    fill(paint, PINE)
    paint.drawPath(ridge([(-40, 472), (120, 452), (250, 476), (330, 530), (380, 570)]))
    fill(paint, "#173B31")
    paint.drawPath(ridge([(560, 590), (700, 512), (830, 470), (1000, 446)]))
    draw_acacia(paint, QPointF(866, 482), 176, "#12302A" if dusk else "#1F4D3F")
    draw_tent(paint, QPointF(118, 478), 104)
    draw_fire(paint, QPointF(268, 496), 36, seconds)


def traveller(paint: QPainter, spot: QPointF) -> None:
    """A small walker with a lantern."""
    near = max(0.0, (spot.y() - 226) / 349)
    size = 9 + 26 * near
    glow(paint, spot - QPointF(0, size), size * 2.4, "#FFE9B0", 0.85)
    fill(paint, NIGHT)
    paint.drawEllipse(spot - QPointF(0, size * 1.75), size * 0.36, size * 0.36)
    paint.drawRoundedRect(
        QRectF(spot.x() - size * 0.36, spot.y() - size * 1.35, size * 0.72, size * 1.35), size * 0.3, size * 0.3
    )
    fill(paint, EMBER)
    paint.drawRoundedRect(
        QRectF(spot.x() - size * 0.62, spot.y() - size * 1.2, size * 0.4, size * 0.7), size * 0.15, size * 0.15
    )


# ---------------------------------------------------------------------------------------------- drawings
#
# Each takes a painter, the area to fill, its words, and the moment. Their names are the kinds in drawings.yaml.


def draw_camp(paint: QPainter, area: QRectF, words: Any, moment: Moment) -> None:
    """The landscape, filling the frame; the walker is as far as the film."""
    paint.save()
    paint.scale(WIDTH / 960, HEIGHT / 540)
    landscape(paint, moment.seconds, dusk=words == "dusk", walked=moment.walked)
    paint.restore()


def draw_compare(paint: QPainter, area: QRectF, words: Any, moment: Moment) -> None:
    """Two things side by side."""
    width = (area.width() - 36) / 2
    for index, (name, title, text) in enumerate(words):
        box = QRectF(area.left() + index * (width + 36), area.top(), width, area.height())

        def draw(box: QRectF = box, name: str = name, title: str = title, text: str = text) -> None:
            panel(paint, box)
            side = box.height() * 0.46
            icon(paint, name, QPointF(box.center().x(), box.top() + side * 0.62), side)
            write(
                paint,
                QRectF(box.left() + 14, box.top() + side * 1.16, box.width() - 28, 44),
                title,
                32,
                PINE,
                bold=True,
            )
            write(
                paint,
                QRectF(
                    box.left() + 20, box.top() + side * 1.16 + 46, box.width() - 40, box.height() - side * 1.16 - 58
                ),
                text,
                23,
            )

        popping(paint, box.center(), moment.shown(index), draw)


def draw_cards(paint: QPainter, area: QRectF, words: Any, moment: Moment) -> None:
    """Three or four cards, each with an icon and a few words."""
    gap = 22.0
    width = (area.width() - gap * (len(words) - 1)) / len(words)
    for index, (name, text) in enumerate(words):
        box = QRectF(area.left() + index * (width + gap), area.top() + 14, width, area.height() - 28)

        def draw(box: QRectF = box, name: str = name, text: str = text) -> None:
            panel(paint, box)
            fill(paint, EMBER)
            paint.drawRoundedRect(QRectF(box.left() + 24, box.top() - 3, box.width() - 48, 7), 3, 3)
            side = min(box.width() * 0.56, box.height() * 0.5)
            icon(paint, name, QPointF(box.center().x(), box.top() + 24 + side / 2), side)
            top = box.top() + 34 + side
            write(
                paint,
                QRectF(box.left() + 12, top, box.width() - 24, box.bottom() - top - 12),
                text,
                25,
                NIGHT,
                bold=True,
            )

        popping(paint, box.center(), moment.shown(index), draw)


def draw_path(paint: QPainter, area: QRectF, words: Any, moment: Moment) -> None:
    """A path that climbs from flag to flag."""
    x, y, w, h = area.left(), area.top(), area.width(), area.height()
    way = tuple(
        (x + w * a, y + h * b)
        for a, b in ((-0.1, 0.97), (0.17, 0.84), (0.38, 0.7), (0.61, 0.56), (0.85, 0.38), (1.1, 0.26))
    )
    flags = [0.23, 0.41, 0.59, 0.77]
    glow(paint, QPointF(x + w * 0.1, y + h * 0.12), h * 0.5, STRAW, 0.8)
    fill(paint, STRAW)
    paint.drawEllipse(QPointF(x + w * 0.1, y + h * 0.12), h * 0.11, h * 0.11)
    hill = QPainterPath(QPointF(x - w, y + h + 200))
    for step in range(61):
        hill.lineTo(along(way, step / 60))
    hill.lineTo(x + w * 2, y + h + 200)
    fill(paint, MOSS)
    paint.drawPath(hill)
    for place, size in ((0.58, 70), (0.9, 92), (0.79, 54)):
        draw_acacia(paint, QPointF(x + w * place, y + h * 0.97), size, "#7FA98C")
    stroke(paint, "#F3DFB5", 15)
    paint.drawPolyline(QPolygonF([along(way, step / 60) + QPointF(0, 9) for step in range(61)]))
    pole = h * 0.22
    reached = max([0.12, *(flags[i] * moment.shown(i) for i in range(4))])
    for index, (place, word) in enumerate(zip(flags, words, strict=True)):
        foot = along(way, place)

        def draw(foot: QPointF = foot, index: int = index, word: str = word) -> None:
            draw_flag(paint, foot + QPointF(0, 6), pole, moment.seconds)
            write(
                paint,
                QRectF(foot.x() - 98, foot.y() - pole - 38, 196, 36),
                f"{index + 1}. {word}",
                25,
                NIGHT,
                bold=True,
            )

        popping(paint, foot, moment.shown(index), draw)
    walker = along(way, reached) + QPointF(-26, 12)
    paint.save()
    paint.translate(walker)
    paint.scale(2.6, 2.6)
    traveller(paint, QPointF(0, 0))
    paint.restore()


def draw_triangle(paint: QPainter, area: QRectF, words: Any, moment: Moment) -> None:
    """Time, cost and result at the corners, quality in the middle."""
    middle, base = area.center().x(), area.bottom() - 138
    corners = [QPointF(middle, area.top() + 60), QPointF(middle - 240, base), QPointF(middle + 240, base)]
    fill(paint, tint(SKY, 0.45))
    paint.drawPolygon(QPolygonF(corners))
    stroke(paint, PINE, 7)
    paint.drawPolygon(QPolygonF(corners))
    centre = QPointF(middle, base - 82)
    fill(paint, EMBER)
    paint.drawEllipse(centre, 66, 66)
    write(paint, QRectF(centre.x() - 60, centre.y() - 30, 120, 60), words["centre"], 27, PAPER, bold=True)
    for corner, (title, text), name in zip(corners, words["corners"], ("calendar", "coins", "star"), strict=True):
        fill(paint, PAPER)
        paint.drawEllipse(corner, 58, 58)
        stroke(paint, PINE, 4)
        paint.drawEllipse(corner, 58, 58)
        icon(paint, name, corner, 70)
        beside = corner.y() < base
        label = (
            QRectF(corner.x() + 76, corner.y() - 40, 260, 80)
            if beside
            else QRectF(corner.x() - 150, base + 62, 300, 76)
        )
        align = LEFT if beside else Qt.AlignmentFlag.AlignCenter
        write(paint, QRectF(label.left(), label.top(), label.width(), 40), title, 28, PINE, bold=True, align=align)
        write(paint, QRectF(label.left(), label.top() + 40, label.width(), 36), text, 21, align=align)


def draw_axes(paint: QPainter, grid: QRectF, across: str, up: str) -> None:
    """Two arrows along a grid, with their words."""
    corner = QPointF(grid.left() - 14, grid.bottom() + 14)
    arrow(paint, corner, QPointF(grid.right(), corner.y()), PINE)
    arrow(paint, corner, QPointF(corner.x(), grid.top()), PINE)
    write(paint, QRectF(grid.left(), corner.y() + 6, grid.width(), 30), across, 21, PINE, bold=True)
    paint.save()
    paint.translate(corner.x() - 38, grid.center().y())
    paint.rotate(-90)
    write(paint, QRectF(-grid.height() / 2, 0, grid.height(), 30), up, 21, PINE, bold=True)
    paint.restore()


def draw_stakeholders(paint: QPainter, area: QRectF, words: Any, moment: Moment) -> None:
    """Four boxes by influence and interest, and who is in them."""
    grid = area.adjusted(50, 0, -10, -48)
    colours = (STRAW, CLAY, "#E4E0D2", SKY)
    for index, (title, people) in enumerate(words["boxes"]):
        width, height = grid.width() / 2 - 6, grid.height() / 2 - 6
        box = QRectF(grid.left() + index % 2 * (width + 12), grid.top() + index // 2 * (height + 12), width, height)
        panel(paint, box, colours[index])
        write(paint, QRectF(box.left() + 12, box.top() + 10, box.width() - 24, 36), title, 24, NIGHT, bold=True)
        for row, person in enumerate(people):
            chip = QRectF(box.left() + 34, box.top() + 58 + row * 52, box.width() - 68, 42)
            panel(paint, chip, PAPER, round_=21)
            write(paint, chip.adjusted(14, 2, -14, -2), person, 20)
    draw_axes(paint, grid, words["across"], words["up"])


def draw_breakdown(paint: QPainter, area: QRectF, words: Any, moment: Moment) -> None:
    """The task tree: result, packages, tasks."""
    root = QRectF(area.center().x() - 180, area.top(), 360, 62)
    packages = words["packages"]
    gap = 16.0
    width = (area.width() - gap * (len(packages) - 1)) / len(packages)
    beam, head_top = root.bottom() + 24, root.bottom() + 48
    centres = [area.left() + index * (width + gap) + width / 2 for index in range(len(packages))]
    line(paint, QPointF(root.center().x(), root.bottom()), QPointF(root.center().x(), beam), PINE)
    line(paint, QPointF(centres[0], beam), QPointF(centres[-1], beam), PINE)
    for centre, (title, tasks) in zip(centres, packages, strict=True):
        line(paint, QPointF(centre, beam), QPointF(centre, head_top), PINE)
        bottom = head_top + 56 + len(tasks) * 80 - 34
        line(
            paint, QPointF(centre - width / 2 + 10, head_top + 40), QPointF(centre - width / 2 + 10, bottom), STONE, 2.5
        )
        box = QRectF(centre - width / 2, head_top, width, 56)
        panel(paint, box, EMBER)
        write(paint, box.adjusted(8, 4, -8, -4), title, 23, PAPER, bold=True)
        for row, task in enumerate(tasks):
            leaf = QRectF(centre - width / 2 + 24, head_top + 70 + row * 80, width - 24, 66)
            line(
                paint,
                QPointF(centre - width / 2 + 10, leaf.center().y()),
                QPointF(leaf.left(), leaf.center().y()),
                STONE,
                2.5,
            )
            panel(paint, leaf, PAPER, MOSS, 10)
            write(paint, leaf.adjusted(8, 4, -8, -4), task, 18)
    panel(paint, root, PINE)
    write(paint, root.adjusted(10, 4, -10, -4), words["root"], 26, PAPER, bold=True)


def draw_estimate(paint: QPainter, area: QRectF, words: Any, moment: Moment) -> None:
    """The curve of a three-point estimate of 10, 14 and 24 days, whose mean is 15."""
    plot = area.adjusted(60, 96, -50, -66)

    def x_of(day: float) -> float:
        return plot.left() + (day - 6) / 20 * plot.width()

    def height(day: float) -> float:
        share = (day - 10) / 14
        peak = (4 / 14) ** (16 / 14) * (10 / 14) ** (40 / 14)
        return (share ** (16 / 14) * (1 - share) ** (40 / 14)) / peak if 0 < share < 1 else 0.0

    days = [10 + step * 14 / 140 for step in range(141)]
    curve = [QPointF(x_of(day), plot.bottom() - height(day) * plot.height()) for day in days]
    fill(paint, SKY)
    paint.setOpacity(0.5)
    paint.drawPolygon(QPolygonF([QPointF(x_of(10), plot.bottom()), *curve, QPointF(x_of(24), plot.bottom())]))
    paint.setOpacity(1)
    stroke(paint, PINE, 5)
    paint.drawPolyline(QPolygonF(curve))
    arrow(paint, QPointF(plot.left(), plot.bottom()), QPointF(plot.right() + 20, plot.bottom()), NIGHT, 3)
    marks = [(10, 0, -66, PINE), (14, 1, -70, PINE), (15, 2, 72, EMBER), (24, 3, 0, CLAY)]
    for day, index, shift, colour in marks:
        top = plot.top() - 30 if index in (1, 2) else plot.bottom() - 84
        line(paint, QPointF(x_of(day), plot.bottom()), QPointF(x_of(day), top), colour, 4, dashed=index != 2)
        place = QPointF(x_of(day) + shift, top - 22)
        write(
            paint,
            QRectF(place.x() - 84, place.y() - 20, 168, 34),
            words["marks"][index],
            23,
            EMBER if index == 2 else NIGHT,
            bold=True,
        )
        text = f"{day} {words['unit']}" if index == 3 else str(day)
        write(
            paint,
            QRectF(x_of(day) + (9 if index == 2 else -9 if index == 1 else 0) - 55, plot.bottom() + 8, 110, 32),
            text,
            21,
            bold=index == 2,
        )
    paint.save()
    paint.translate(area.left(), plot.center().y())
    paint.rotate(-90)
    write(paint, QRectF(-100, 0, 200, 32), words["chance"], 21, PINE, bold=True)
    paint.restore()


TASKS = {
    "A": (1, 3),
    "B": (4, 1),
    "C": (5, 3),
    "D": (8, 1),
    "E": (5, 3),
    "F": (5, 3),
    "G": (8, 1),
    "H": (9, 1),
    "I": (10, 1),
}
CRITICAL = "ABCDHI"


def draw_gantt(paint: QPainter, area: QRectF, words: Any, moment: Moment) -> None:
    """Awa's schedule of twelve weeks; in a film it is built bar by bar, then delayed."""
    still = isinstance(moment, Finished)
    names_width, top = 246.0, area.top() + 32
    row = (area.bottom() - (44 if still else 0) - top) / len(TASKS)
    week = (area.width() - names_width) / 12
    start = area.left() + names_width
    late_works, late_fridges = moment.shown("late works"), moment.shown("late fridges")
    panel(paint, QRectF(start, top, week * 12, row * len(TASKS)), PAPER, round_=6)
    fill(paint, tint(SKY, 0.35))
    paint.drawRect(QRectF(start + 10 * week, top, 2 * week, row * len(TASKS)))
    write(paint, QRectF(area.left(), area.top(), names_width - 12, 30), words["week"], 19, STONE, align=RIGHT)
    for number in range(12):
        write(paint, QRectF(start + number * week, area.top(), week, 30), str(number + 1), 19, PINE, bold=True)
        line(
            paint,
            QPointF(start + number * week, top),
            QPointF(start + number * week, top + row * len(TASKS)),
            tint(STONE, 0.3),
            1,
        )
    for index, (code, (first, length)) in enumerate(TASKS.items()):
        share = moment.shown(code)
        if share <= 0:
            continue
        begin: float = first - 1
        long: float = length + (late_works if code == "C" else 0)
        begin += late_works if code in "DHI" else 0
        begin += late_fridges if code == "E" else 0
        critical = moment.shown("critical") if code in CRITICAL else 0.0
        colour = blend(PINE, EMBER, critical) if code in CRITICAL else QColor("#7FA99B")
        y = top + index * row
        paint.save()
        paint.setOpacity(paint.opacity() * share)
        write(paint, QRectF(area.left(), y, names_width - 12, row), f"{code}. {words['tasks'][index]}", 18, align=LEFT)
        if code == "E" and late_fridges > 0:
            stroke(paint, "#7FA99B", 2)
            paint.drawRoundedRect(QRectF(start + 4 * week + 2, y + 5, 3 * week - 4, row - 10), 6, 6)
        panel(paint, QRectF(start + begin * week + 2, y + 4, (long * week - 4) * share, row - 8), colour, round_=6)
        paint.restore()
    opening = start + (10 + late_works) * week
    if moment.shown("I") > 0:
        popping(
            paint,
            QPointF(opening, top),
            moment.shown("I"),
            lambda: draw_flag(paint, QPointF(opening, top + 9 * row), row * 2.3, moment.seconds),
        )
    if still:
        draw_legend(
            paint,
            QPointF(start - 120, area.bottom() - 34),
            list(zip((EMBER, "#7FA99B", "#CFE0DE"), words["legend"], strict=True)),
        )


def draw_legend(paint: QPainter, at: QPointF, entries: list[tuple[str, str]]) -> None:
    """Coloured squares with words, in one row."""
    x = at.x()
    for colour, word in entries:
        panel(paint, QRectF(x, at.y() + 5, 24, 24), colour, round_=5)
        width = QFontMetricsF(font(19)).horizontalAdvance(word) + 6
        write(paint, QRectF(x + 34, at.y(), width, 34), word, 19, align=LEFT)
        x += 34 + width + 26


def draw_budget(paint: QPainter, area: QRectF, words: Any, moment: Moment) -> None:
    """Where the money goes: one bar in parts, and what each is."""
    colours = (PINE, "#4F8273", MOSS, SKY, "#6F96A3", STRAW, CLAY, EMBER)
    lines = words["lines"]
    total = sum(amount for _, amount in lines)
    write(paint, QRectF(area.left(), area.top(), area.width(), 52), words["total"], 36, PINE, bold=True)
    x, top, high = area.left(), area.top() + 68, 92.0
    for colour, (_, amount) in zip(colours, lines, strict=True):
        width = area.width() * amount / total
        panel(paint, QRectF(x + 1.5, top, width - 3, high), colour, round_=6)
        if width > 50:
            share = f"{amount / total:.0%}".replace("%", "\u00a0%" if words["thousands"] != "," else "%")
            write(
                paint,
                QRectF(x, top, width, high),
                share,
                20,
                PAPER if colour in (PINE, "#4F8273", "#6F96A3", EMBER) else NIGHT,
                bold=True,
            )
        x += width
    half = (len(lines) + 1) // 2
    for index, (colour, (word, amount)) in enumerate(zip(colours, lines, strict=True)):
        box = QRectF(
            area.left() + index // half * (area.width() / 2 + 12),
            top + high + 30 + index % half * 58,
            area.width() / 2 - 12,
            48,
        )
        panel(paint, box, PAPER, round_=10)
        panel(paint, QRectF(box.left() + 11, box.top() + 11, 26, 26), colour, round_=6)
        write(paint, QRectF(box.left() + 50, box.top(), box.width() - 180, 48), word, 21, align=LEFT)
        write(
            paint,
            QRectF(box.right() - 126, box.top(), 112, 48),
            f"{amount:,}".replace(",", words["thousands"]),
            21,
            bold=True,
            align=RIGHT,
        )


def draw_risks(paint: QPainter, area: QRectF, words: Any, moment: Moment) -> None:
    """Nine boxes by probability and severity; risks fall into them."""
    grid = area.adjusted(52, 0, -10, -44)
    width, height = grid.width() / 3, grid.height() / 3
    colours = {1: MOSS, 2: MOSS, 3: STRAW, 4: STRAW, 6: CLAY, 9: EMBER}
    paint.save()
    paint.setOpacity(paint.opacity() * max(moment.shown("grid"), 0.25))
    for probability in (1, 2, 3):
        for severity in (1, 2, 3):
            box = QRectF(grid.left() + (probability - 1) * width, grid.bottom() - severity * height, width, height)
            panel(paint, box.adjusted(3, 3, -3, -3), colours[probability * severity], round_=8)
            write(
                paint,
                QRectF(box.right() - 42, box.top(), 36, box.height()),
                str(probability * severity),
                22,
                tint(NIGHT, 0.55),
                bold=True,
            )
    draw_axes(paint, grid, words["across"], words["up"])
    paint.restore()
    for index, (text, probability, severity) in enumerate(words["risks"]):
        box = QRectF(grid.left() + (probability - 1) * width, grid.bottom() - severity * height, width, height)
        drop = (1 - moment.shown(index)) * -24

        def draw(box: QRectF = box, text: str = text, drop: float = drop) -> None:
            high = min(box.height() * 0.62, 66)
            chip = QRectF(box.left() + 12, box.center().y() - high / 2 + drop, box.width() - 56, high)
            panel(paint, chip, PAPER, NIGHT, 12)
            write(paint, chip.adjusted(6, 2, -6, -2), text, 20, bold=True)

        popping(paint, box.center(), moment.shown(index), draw)


def draw_progress(paint: QPainter, area: QRectF, words: Any, moment: Moment) -> None:
    """Planned, done and spent, halfway through three weeks and 500 000 FCFA of building work."""
    plot = area.adjusted(92, 24, -150, -66)

    def at(week: float, money: float) -> QPointF:
        return QPointF(plot.left() + week / 3 * plot.width(), plot.bottom() - money / 500 * plot.height())

    panel(paint, plot, PAPER, round_=4)
    for money in range(0, 501, 100):
        line(paint, at(0, money), at(3, money), tint(STONE, 0.25), 1)
        write(paint, QRectF(plot.left() - 64, at(0, money).y() - 15, 54, 30), str(money), 18, STONE, align=RIGHT)
    for week in range(4):
        write(
            paint,
            QRectF(at(week, 0).x() - 60, plot.bottom() + 6, 120, 28),
            f"{words['week']} {week}" if week else "0",
            18,
            STONE,
        )
    line(paint, at(1.5, 0), at(1.5, 500), NIGHT, 2, dashed=True)
    write(paint, QRectF(at(1.5, 0).x() - 100, plot.bottom() + 34, 200, 30), words["today"], 20, NIGHT, bold=True)
    series: list[tuple[str, list[tuple[float, float]], float]] = [
        (SKY, [(0, 0), (1.5, 250)], 500),
        (EMBER, [(0, 0), (0.5, 62), (1, 145), (1.5, 240)], 0),
        (PINE, [(0, 0), (0.5, 68), (1, 132), (1.5, 200)], 400),
    ]
    for colour, past, future in series:
        stroke(paint, colour, 7)
        paint.drawPolyline(QPolygonF([at(*point) for point in past]))
        if future:
            line(paint, at(*past[-1]), at(3, future), colour, 4, dashed=True)
        fill(paint, colour)
        paint.drawEllipse(at(*past[-1]), 8, 8)
    colon = "\u00a0: " if words["week"] == "Semaine" else ": "
    for row, (index, colour, money) in enumerate(((0, "#5E969C", 250), (2, EMBER, 240), (1, PINE, 200))):
        label = QRectF(at(1.5, 0).x() + 34, at(0, 190).y() + row * 41, 196, 36)
        panel(paint, label, PAPER, colour, 10)
        write(paint, label.adjusted(8, 0, -8, 0), f"{words['lines'][index]}{colon}{money}", 20, NIGHT, bold=True)
    write(
        paint,
        QRectF(plot.right() + 8, at(3, 500).y() - 16, 142, 34),
        words["lines"][0],
        21,
        "#4E858B",
        bold=True,
        align=LEFT,
    )
    write(
        paint,
        QRectF(plot.right() + 8, at(3, 400).y() - 16, 142, 34),
        words["lines"][1],
        21,
        PINE,
        bold=True,
        align=LEFT,
    )
    paint.save()
    paint.translate(area.left() - 6, plot.center().y())
    paint.rotate(-90)
    write(paint, QRectF(-plot.height() / 2, 0, plot.height(), 30), words["money"], 19, PINE, bold=True)
    paint.restore()


def draw_learning(paint: QPainter, area: QRectF, words: Any, moment: Moment) -> None:
    """A loop of four steps around the next project."""
    centre, reach = area.center(), QPointF(262, 158)
    colours = (EMBER, "#5E969C", PINE, "#B98A3A")
    for index in range(4):
        start, end = (math.radians(-90 + 90 * index + edge) for edge in (28, 60))
        points = [
            centre
            + QPointF(
                math.cos(start + (end - start) * k / 20) * reach.x(),
                math.sin(start + (end - start) * k / 20) * reach.y(),
            )
            for k in range(21)
        ]
        stroke(paint, colours[index], 9)
        paint.drawPolyline(QPolygonF(points))
        last, tip = points[-2], points[-1]
        head(paint, tip, math.atan2(tip.y() - last.y(), tip.x() - last.x()), colours[index], 24)
    for index, word in enumerate(words["steps"]):
        angle = math.radians(-90 + 90 * index)
        spot = centre + QPointF(math.cos(angle) * reach.x(), math.sin(angle) * reach.y())
        box = QRectF(spot.x() - 104, spot.y() - 37, 208, 74)
        panel(paint, box, colours[index], round_=37)
        write(paint, box.adjusted(16, 4, -16, -4), word, 26, PAPER, bold=True)
    draw_flag(paint, centre + QPointF(-16, 24), 84, 0.0)
    write(paint, QRectF(centre.x() - 130, centre.y() + 30, 260, 40), words["centre"], 23, NIGHT, bold=True)


DRAWINGS: dict[str, Callable[..., None]] = {
    "camp": draw_camp,
    "compare": draw_compare,
    "cards": draw_cards,
    "path": draw_path,
    "triangle": draw_triangle,
    "stakeholders": draw_stakeholders,
    "breakdown": draw_breakdown,
    "estimate": draw_estimate,
    "gantt": draw_gantt,
    "budget": draw_budget,
    "risks": draw_risks,
    "progress": draw_progress,
    "learning": draw_learning,
}


# ---------------------------------------------------------------------------------------------- pictures


def picture(width: int, height: int, scale: float, draw: Callable[[QPainter], None]) -> QImage:
    """Draw into a new picture; the drawing's coordinates are multiplied by scale."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(SAND))
    paint = QPainter(image)
    paint.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    paint.scale(scale, scale)
    draw(paint)
    paint.end()
    return image


def save(image: QImage, path: Path) -> None:
    """Write a PNG, packed as tightly as it goes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not image.save(str(path), None, 0):
        raise OSError(f"Cannot write {path}")
    print(f"{path.relative_to(DEMO) if path.is_relative_to(DEMO) else path}  {path.stat().st_size:,} bytes")


def make_covers() -> None:
    """A dusk for one course and a dawn for the other."""
    for language, dusk in (("fr", True), ("en", False)):
        cover = picture(960, 540, 1, partial(landscape, seconds=1.0, dusk=dusk))
        save(cover if dusk else cover.flipped(Qt.Orientation.Horizontal), COURSES[language] / "cover.png")


def make_figures(drawings: dict[str, Any]) -> None:
    """The drawings that stand on pages."""
    area = QRectF(24, 24, WIDTH - 48, HEIGHT - 48)
    for name, drawing in drawings.items():
        for language, folder in drawing.get("page", {}).items():
            draw = DRAWINGS[drawing["kind"]]
            drawn = partial(draw, area=area, words=drawing[language], moment=FINISHED)
            image = picture(round(WIDTH * FIGURE_SCALE), round(HEIGHT * FIGURE_SCALE), FIGURE_SCALE, drawn)
            save(image, COURSES[language] / folder / "images" / f"{name}.png")


# ---------------------------------------------------------------------------------------------- speech and captions


def speak(sentence: str, language: str) -> array[int]:
    """Say one sentence: samples at SOUND_RATE, without the silence around them."""
    command = ["espeak-ng", *VOICES[language], "--stdout", sentence.replace("\u00a0", " ").replace("’", "'")]
    spoken = subprocess.run(command, capture_output=True, check=True).stdout
    with wave.open(io.BytesIO(spoken)) as file:
        rate = file.getframerate()
        samples = array("h", file.readframes(file.getnframes()))
    loud = [index for index, value in enumerate(samples) if abs(value) > 200]
    return resample(samples[max(0, loud[0] - 400) : loud[-1] + 800], rate)


def resample(samples: array[int], rate: int) -> array[int]:
    """Bring samples to SOUND_RATE, and to a steady loudness."""
    peak = max(abs(value) for value in samples)
    level = array("h", (round(value * 25_000 / peak) for value in samples))
    frame = AudioFrame(format="s16", layout="mono", samples=len(level))
    frame.sample_rate = rate
    frame.planes[0].update(level.tobytes().ljust(frame.planes[0].buffer_size, b"\0"))
    resampler = av.AudioResampler(format="s16", layout="mono", rate=SOUND_RATE)
    made = array("h")
    for part in [*resampler.resample(frame), *resampler.resample(None)]:
        made.frombytes(bytes(part.planes[0])[: part.samples * 2])
    return made


@dataclass(frozen=True)
class Cue:
    """One sentence in the film: when it is said, and its words in every language."""

    start: float
    end: float
    words: dict[str, str]


@dataclass(frozen=True)
class Scene:
    """A drawing on the screen, from one second of the film to another."""

    drawing: str
    title: str
    start: float
    end: float
    starts: dict[Any, float]  # when each step of the drawing appears, counted from the start of the scene


@dataclass(frozen=True)
class Film:
    """A film in one language, ready to be drawn: its scenes, its captions and its sound."""

    scenes: list[Scene]
    cues: list[Cue]
    sound: array[int]

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return self.scenes[-1].end


def rehearse(script: dict[str, Any], language: str) -> Film:
    """Speak a film and note when each sentence falls."""
    scenes, cues, sound = [], [], array("h")

    def wait(seconds: float) -> None:
        sound.extend(array("h", bytes(2 * round(seconds * SOUND_RATE))))

    for scene in script["scenes"]:
        begin, starts = len(sound) / SOUND_RATE, {}
        wait(LEAD)
        for number, words in enumerate(scene["lines"]):
            wait(PAUSE if number else 0)
            start = len(sound) / SOUND_RATE
            sound.extend(speak(words[language], language))
            cues.append(Cue(start, len(sound) / SOUND_RATE, {"fr": words["fr"], "en": words["en"]}))
            for order, step in enumerate(words.get("show", [])):
                starts[step] = start - begin + order * 1.1
        wait(TAIL)
        scenes.append(Scene(scene["drawing"], scene["title"][language], begin, len(sound) / SOUND_RATE, starts))
    return Film(scenes, cues, sound)


def stamp(seconds: float) -> str:
    """A time as WebVTT writes it."""
    thousandths = round(seconds * 1000)
    return f"{thousandths // 60_000:02}:{thousandths // 1000 % 60:02}.{thousandths % 1000:03}"


def captions(cues: list[Cue], language: str) -> str:
    """The captions of a film in one language, in WebVTT."""
    blocks = [f"WEBVTT\nLanguage: {language}\n"]
    for number, cue in enumerate(cues, start=1):
        blocks.append(f"{number}\n{stamp(cue.start)} --> {stamp(cue.end + 0.25)}\n{cue.words[language]}\n")
    return "\n".join(blocks)


# ---------------------------------------------------------------------------------------------- films


def draw_frame(
    paint: QPainter, film: Film, scene: Scene, seconds: float, drawings: dict[str, Any], language: str
) -> None:
    """Draw one frame of a film: a title, the drawing as far as it has come, and a trail of how far the film is."""
    drawing = drawings[scene.drawing]
    inside = seconds - scene.start
    walked = seconds / film.seconds
    moment = Moment(inside, scene.starts, walked)
    draw = DRAWINGS[drawing["kind"]]
    arriving = 1.0 if scene.start == 0 else ease(inside / 0.5)
    paint.setOpacity(arriving)
    if scene.drawing == "camp":
        draw(paint, QRectF(0, 0, WIDTH, HEIGHT), drawing[language], moment)
        box = QRectF(70, 44, WIDTH - 140, 104)
        panel(paint, box, tint(NIGHT, 0.72), round_=18)
        write(paint, box.adjusted(20, 6, -20, -6), scene.title, 42, SAND, bold=True)
        return
    draw(paint, QRectF(36, 86, WIDTH - 72, HEIGHT - 86 - CAPTION_ROOM), drawing[language], moment)
    paint.setOpacity(1)
    fill(paint, PINE)
    paint.drawRect(QRectF(0, 0, WIDTH, 68))
    write(paint, QRectF(36, 8, WIDTH - 72, 50), scene.title, 32, SAND, bold=True, align=LEFT)
    fill(paint, EMBER)
    paint.drawRect(QRectF(0, 66, WIDTH * walked, 5))


def frames(film: Film, drawings: dict[str, Any], language: str) -> Iterator[QImage]:
    """All frames of a film, in order."""
    for number in range(math.ceil(film.seconds * RATE)):
        seconds = number / RATE
        scene = next((scene for scene in film.scenes if seconds < scene.end), film.scenes[-1])
        drawn = partial(draw_frame, film=film, scene=scene, seconds=seconds, drawings=drawings, language=language)
        yield picture(WIDTH, HEIGHT, 1, drawn)


class Rendition:
    """One WebM file being written."""

    def __init__(self, path: Path, width: int, height: int, bits: int) -> None:
        self.size = (width, height)
        self.file: OutputContainer = av.open(str(path), "w", format="webm", options={"fflags": "+bitexact"})
        quality = {
            "flags": "+bitexact",
            "deadline": "good",
            "cpu-used": "2",
            "crf": "30",
            "auto-alt-ref": "1",
            "lag-in-frames": "25",
            "threads": "1",
        }
        self.video = self.file.add_stream("libvpx-vp9", rate=RATE, options=quality)
        self.video.width, self.video.height, self.video.pix_fmt = width, height, "yuv420p"
        self.video.bit_rate = bits
        self.video.gop_size = KEYFRAME
        self.video.time_base = self.video.codec_context.time_base = Fraction(1, RATE)
        self.audio = self.file.add_stream(
            "libopus", rate=SOUND_RATE, layout="mono", options={"flags": "+bitexact", "application": "voip"}
        )
        self.audio.bit_rate = SPEECH_BITS

    def show(self, frame: VideoFrame) -> None:
        """Add one picture."""
        width, height = self.size
        small = frame.reformat(
            width, height, "yuv420p", interpolation="AREA" if width < WIDTH else "BICUBIC", dst_colorspace="ITU601"
        )
        small.pts, small.time_base = frame.pts, frame.time_base
        self.file.mux(self.video.encode(small))

    def say(self, sound: AudioFrame) -> None:
        """Add a piece of sound."""
        self.file.mux(self.audio.encode(sound))

    def close(self) -> None:
        """Write what is left."""
        self.file.mux(self.video.encode(None))
        self.file.mux(self.audio.encode(None))
        self.file.close()


def video_frame(image: QImage, number: int) -> VideoFrame:
    """Hand a picture to the encoder."""
    frame = VideoFrame(image.width(), image.height(), "bgra")
    plane, row = frame.planes[0], image.bytesPerLine()
    pixels = bytes(image.constBits())
    if plane.line_size != row:
        pixels = b"".join(pixels[y * row : (y + 1) * row].ljust(plane.line_size, b"\0") for y in range(image.height()))
    plane.update(pixels)
    frame.pts, frame.time_base = number, Fraction(1, RATE)
    return frame


def sound_frame(sound: array[int], number: int) -> AudioFrame:
    """The sound that goes with one picture."""
    length = SOUND_RATE // RATE
    piece = sound[number * length : (number + 1) * length]
    piece.extend(array("h", bytes(2 * (length - len(piece)))))
    frame = AudioFrame(format="s16", layout="mono", samples=length)
    frame.planes[0].update(piece.tobytes())
    frame.sample_rate, frame.pts, frame.time_base = SOUND_RATE, number * length, Fraction(1, SOUND_RATE)
    return frame


def make_film(name: str, script: dict[str, Any], drawings: dict[str, Any], language: str) -> None:
    """Film one script in one language, with captions in both."""
    folder = COURSES[language] / script["folder"][language]
    folder.mkdir(parents=True, exist_ok=True)
    film = rehearse(script, language)
    for other in COURSES:
        (folder / f"film.{other}.vtt").write_text(captions(film.cues, other), encoding="utf-8")
    outputs = [Rendition(folder / f"film.{label}.webm", *shape) for label, shape in RENDITIONS.items()]
    for number, image in enumerate(frames(film, drawings, language)):
        shown, heard = video_frame(image, number), sound_frame(film.sound, number)
        for output in outputs:
            output.show(shown)
            output.say(heard)
    for output in outputs:
        output.close()
    sizes = ", ".join(f"{label} {(folder / f'film.{label}.webm').stat().st_size:,} bytes" for label in RENDITIONS)
    print(f"{name} ({language}): {film.seconds:.1f} s, {sizes}", flush=True)


def make_sheet(folder: Path, scripts: dict[str, dict[str, Any]], drawings: dict[str, Any]) -> None:
    """The end of every scene of every film as a PNG, to look at."""
    for name, script in scripts.items():
        for language in COURSES:
            film = rehearse(script, language)
            for number, scene in enumerate(film.scenes, start=1):
                last = scene.end - 0.1
                drawn = partial(draw_frame, film=film, scene=scene, seconds=last, drawings=drawings, language=language)
                image = picture(WIDTH, HEIGHT, 1, drawn)
                save(image, folder / f"{name}.{language}.{number}.png")


# ---------------------------------------------------------------------------------------------- all of it


def read(name: str) -> dict[str, Any]:
    """Read one of the scripts."""
    loaded: dict[str, Any] = yaml.safe_load((DEMO / "_media" / f"{name}.yaml").read_text(encoding="utf-8"))
    return loaded


def main() -> None:
    """Make what is asked for, or everything."""
    parser = argparse.ArgumentParser(description="Make the pictures and films of the demonstration courses.")
    parser.add_argument("--only", choices=["pictures", "films"])
    parser.add_argument(
        "--sheet", type=Path, metavar="DIR", help="write the scenes of the films as PNG, and nothing else"
    )
    asked = parser.parse_args()
    application = QGuiApplication([])
    if QFontInfo(font(20)).family() != FONT:
        raise SystemExit(f"The font {FONT} is not installed; the pictures would come out different.")
    drawings, scripts = read("drawings"), {name: read(name) for name in FILMS}
    if asked.sheet:
        make_sheet(asked.sheet, scripts, drawings)
        return
    if asked.only != "films":
        make_covers()
        make_figures(drawings)
    if asked.only != "pictures":
        for name, script in scripts.items():
            for language in COURSES:
                make_film(name, script, drawings, language)
    application.quit()


if __name__ == "__main__":
    main()
