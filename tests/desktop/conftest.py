"""What tests of the window may use: a screen that nobody sees, our own fonts, and films made on the spot."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.multimedia.*=false")

from PySide6.QtWidgets import QApplication

from bivouac import language
from bivouac.desktop import theme
from tests.desktop.filming import make_colour_film


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The application in our own look, so that every machine measures the same."""
    theme.load_fonts(language.assets() / "fonts")
    theme.apply(qapp, theme.LIGHT)
    return qapp


@pytest.fixture(scope="session")
def colour_film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A film of eight seconds, each in one of `filming.COLOURS`, VP9 and Opus, under a name without ending as blobs have."""
    return make_colour_film(tmp_path_factory.mktemp("films") / "e3b0c44298fc1c14")
