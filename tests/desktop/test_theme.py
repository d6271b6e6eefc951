"""What is written can be read: contrast as WCAG 2.2 measures it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from bivouac.desktop.theme import DARK, LIGHT, Theme
from tests.sync.campus import REPOSITORY

GROUNDS = ("ground", "surface", "raised")
PAIRS = [
    *((text, ground) for text in ("text", "quiet", "accent", "good", "warn", "bad") for ground in GROUNDS),
    *((text, ground) for text in ("text", "accent") for ground in ("accent_soft", "good_soft", "warn_soft", "bad_soft")),
    *((kind, f"{kind}_soft") for kind in ("good", "warn", "bad")),
    ("quiet", "accent_soft"),
    ("quiet", "good_soft"),
    ("on_accent", "accent"),
]  # fmt: skip


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_formula() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_on_its_ground(theme: Theme, text: str, ground: str) -> None:
    assert contrast(getattr(theme, text), getattr(theme, ground)) >= 4.5


_DRESSED_WHERE_LISTS_HAVE_A_FONT = """
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QListView
from bivouac.desktop import theme

class AsOnWindows(QApplication):
    def setStyleSheet(self, sheet):  # the first one reads the system's fonts anew
        super().setStyleSheet(sheet)
        self.setFont(QFont("Noto Sans Mono", 9), "QAbstractItemView")

app = AsOnWindows([])
theme.apply(app, theme.LIGHT)
view = QListView()
view.ensurePolished()
assert view.font() == theme.base_font(), view.font().toString()
"""


def test_lists_have_our_font_also_where_the_system_has_one_for_them() -> None:
    subprocess.run(
        [sys.executable, "-c", _DRESSED_WHERE_LISTS_HAVE_A_FONT],
        cwd=REPOSITORY,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        check=True,
    )
