"""An error while something is painted is a line in the log, not the end of the window."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import bivouac

PROGRAM = """
import sys
from PySide6.QtWidgets import QApplication
from bivouac.desktop.theme import LIGHT
from bivouac.desktop.widgets.video_surface import VideoSurface

app = QApplication([])
surface = VideoSurface(LIGHT, 1.0)
surface.resize(320, 200)
kept = []
sys.excepthook = lambda kind, error, traceback: kept.append(traceback)  # as a log may, or a debugger
surface._present = lambda: 1 / 0
surface.show()
for _ in range(3):
    surface.repaint()
surface.deleteLater()
del surface
app.processEvents()
print(len(kept), flush=True)
"""


def test_an_error_while_a_film_is_painted_ends_nothing() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)
    assert (int(done.stdout or 0) > 0, done.returncode, "painte" in done.stderr) == (True, 0, False), done.stderr


def test_whatever_paints_lets_go_of_it_in_any_case() -> None:
    """A painter that outlives its painting, in an error's traceback, makes Qt end the program with what was painted on."""
    left = [
        f"{path.name}:{number}"
        for path in (Path(bivouac.__file__).parent / "desktop").rglob("*.py")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if re.search(r"= ?QPainter\(|, QPainter\(", line)
    ]
    assert not left, "write `with QPainter(…) as painter:`"
