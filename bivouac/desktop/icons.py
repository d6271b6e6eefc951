"""Our line icons (`assets/icons/*.svg`), drawn in whatever colour and size they are needed."""

from __future__ import annotations

import functools
import math

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap

from bivouac import language

KIND_ICONS = {
    "video": "play",
    "audio": "headphones",
    "page": "page",
    "quiz": "quiz",
    "case": "case",
    "document": "document",
    "unknown": "info",
}
"""The icon of each kind of activity, by `Activity.kind`."""


@functools.lru_cache(maxsize=512)
def icon(name: str, colour: str, size: int = 20) -> QIcon:
    """The icon `name` in one colour, `size` pixels square, crisp on the screens there are; the same object for the same wish.

    Args:
        name: of a file in `assets/icons`, without its ending.
        colour: as `#RRGGBB`.

    Raises:
        ValueError: there is no such icon.
    """
    drawn = QIcon()
    for ratio in sorted({math.ceil(screen.devicePixelRatio()) for screen in QGuiApplication.screens()}):
        drawn.addPixmap(_drawn(_source(name), colour, size, ratio))
    return drawn


def pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """The icon as a picture, for widgets that paint themselves; `ratio` is their `devicePixelRatio()`."""
    return _drawn(_source(name), colour, size, ratio)


def logo(size: int, ratio: float = 1.0) -> QPixmap:
    """Our sign, in its own colours, `size` pixels square."""
    return _drawn((language.assets() / "logo.svg").read_text("utf-8"), "", size, ratio)


def icon_names() -> list[str]:
    """Every icon there is."""
    return sorted(file.stem for file in (language.assets() / "icons").glob("*.svg"))


@functools.cache
def _source(name: str) -> str:
    path = language.assets() / "icons" / f"{name}.svg"
    if not path.is_file():
        raise ValueError(f"there is no icon called {name!r}")
    return path.read_text("utf-8")


def _drawn(source: str, colour: str, size: int, ratio: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer  # 4 MB that a window without icons need not load

    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        QSvgRenderer(QByteArray(source.replace("currentColor", colour).encode())).render(painter)
    picture.setDevicePixelRatio(ratio)
    return picture
