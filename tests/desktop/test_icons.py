import subprocess
import sys

import pytest
from lxml import etree
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from bivouac import language
from bivouac.desktop import icons

WANTED = [
    "play",
    "pause",
    "back-10",
    "forward-10",
    "captions",
    "volume",
    "mute",
    "fullscreen",
    "fullscreen-exit",
    "note",
    "bookmark",
    "bookmark-on",
    "search",
    "home",
    "course",
    "download",
    "trash",
    "check",
    "lock",
    "cloud-off",
    "cloud-check",
    "sync",
    "person",
    "settings",
    "chevron-left",
    "chevron-right",
    "chevron-up",
    "chevron-down",
    "close",
    "warning",
    "info",
    "find",
    "transcript",
]
INK = "#1F5C49"
IN_ANY_COLOUR = [name for name in icons.icon_names() if not name.endswith(("-light", "-dark"))]
"""Style sheets take a picture as it is: for them there are a few in the colours of the two themes."""


def test_the_set_has_what_the_app_needs() -> None:
    assert set(WANTED) <= set(icons.icon_names())


@pytest.mark.parametrize("name", IN_ANY_COLOUR)
def test_an_icon_is_drawn_in_the_colour_that_was_asked_for(qapp: QApplication, name: str) -> None:
    picture = icons.pixmap(name, INK, 24, 2.0).toImage()
    inked = [picture.pixelColor(x, y) for x in range(48) for y in range(48) if picture.pixelColor(x, y).alpha() == 255]
    assert picture.devicePixelRatio() == 2.0
    assert len(inked) > 20
    assert all(_distance(colour, QColor(INK)) <= 2 for colour in inked)


@pytest.mark.parametrize("name", IN_ANY_COLOUR)
def test_icons_are_of_one_family(name: str) -> None:
    root = etree.parse(language.assets() / "icons" / f"{name}.svg").getroot()
    assert root.get("viewBox") == "0 0 24 24"
    assert (root.get("stroke"), root.get("stroke-width")) == ("currentColor", "1.8")
    assert "#" not in etree.tostring(root).decode()


@pytest.mark.parametrize("name", icons.icon_names())
def test_nothing_of_an_icon_is_cut_off(qapp: QApplication, name: str) -> None:
    picture: QImage = icons.pixmap(name, INK, 48).toImage()
    edge = [(x, y) for x in range(48) for y in range(48) if {x, y} & {0, 47}]
    assert all(picture.pixelColor(x, y).alpha() == 0 for x, y in edge)


def test_the_same_icon_is_drawn_once(qapp: QApplication) -> None:
    assert icons.icon("play", INK, 20) is icons.icon("play", INK, 20)
    assert icons.icon("play", INK, 20) is not icons.icon("play", "#000000", 20)


def test_an_icon_that_is_not_there_is_an_error() -> None:
    with pytest.raises(ValueError, match="no icon"):
        icons.icon("unicorn", INK)


def test_the_svg_library_loads_with_the_first_icon() -> None:
    script = (
        "import sys; from PySide6.QtWidgets import QApplication; app = QApplication([]);"
        "from bivouac.desktop.icons import icon; assert 'PySide6.QtSvg' not in sys.modules;"
        "icon('play', '#000000'); assert 'PySide6.QtSvg' in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def _distance(one: QColor, other: QColor) -> int:
    """The largest difference of a channel; overlapping strokes round differently."""
    return max(abs(a - b) for a, b in zip(one.getRgb(), other.getRgb(), strict=True))
