"""Parts of Qt that only some activities or moments need: which they are, and their libraries, mapped beside the window.

Their modules are imported on the window's thread after that (importing.py), where the system has nothing more to read for them.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QLibraryInfo

from bivouac import machine

NETWORK = ("PySide6.QtNetwork",)
FILMS = ("PySide6.QtMultimedia",)
DOCUMENTS = ("PySide6.QtPdf", "PySide6.QtPdfWidgets")

_PLUGINS = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))


def map_engines(modules: Iterable[str]) -> None:
    """Map the libraries of some of these, from any thread. What plays films comes along, which the first player would wait for."""
    for name in modules:
        if spec := importlib.util.find_spec(name):
            machine.map_library(Path(spec.origin or ""))
        if name in FILMS:
            for engine in _PLUGINS.glob("multimedia/*ffmpeg*"):
                machine.map_library(engine)
