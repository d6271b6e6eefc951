"""QR codes are read back by a decoder as telephones have it, on a light page and on a dark one."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote_to_bytes

import pytest
import zxingcpp
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtQml import QJSEngine
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from bivouac.sync.hub.front_page import own_page, visitor_page
from bivouac.sync.protocol.invite import clean_code
from bivouac.sync.protocol.line import Line
from tests.sync.campus import Campus, Laptop
from tests.terminal import run

PAGES = {"light": "#f4ebdd", "white": "#ffffff", "dark": "#11181b", "black": "#000000"}


def read(picture: bytes, page: str) -> list[str]:
    """What a telephone reads that is held before a picture on a page of some colour; an older one, which reads no white on black."""
    renderer, image = QSvgRenderer(picture), QImage.fromData(picture)
    size = renderer.defaultSize() if renderer.isValid() else image.size()
    seen = QImage(size + QSize(120, 120), QImage.Format.Format_RGB32)
    seen.fill(QColor(page))
    painter = QPainter(seen)
    if renderer.isValid():
        renderer.render(painter, QRectF(60, 60, size.width(), size.height()))
    else:
        painter.drawImage(60, 60, image)
    painter.end()
    found = zxingcpp.read_barcodes(seen.convertToFormat(QImage.Format.Format_Grayscale8), try_invert=False)
    return [one.text for one in found]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("kind", ["svg", "png"])
def test_an_invitation_is_read_from_its_picture(campus: Campus, tmp_path: Path, kind: str, page: str) -> None:
    said = run("hub", "invite", campus.hub.folder, "--url", campus.url, "--qr", tmp_path / f"code.{kind}")
    (text,) = read((tmp_path / f"code.{kind}").read_bytes(), PAGES[page])
    url, _, code = text.partition("/#")
    assert url == campus.url and code in said
    if page == "dark":  # what was read lets somebody in
        Laptop(tmp_path / "laptop", url, clean_code(code)).close()


def shown(page: str, fragment: str) -> str | None:
    """The code that a browser shows whose address ends in `fragment`; None where it shows none. Qt's JavaScript runs the page's own script."""
    engine = QJSEngine()
    engine.evaluate(
        """var part = {invited: {hidden: true}, code: {textContent: ""}}, heard = [];
        var document = {getElementById: function (id) { return part[id] }}, location = {hash: ""};
        function addEventListener(name, deed) { if (name == "hashchange") heard.push(deed) }"""
    )
    ran = engine.evaluate(page.partition("<script>")[2].partition("</script>")[0])
    assert not ran.isError(), ran.toString()
    assert all(f'id="{part}"' in page for part in ("invited", "code")) and 'id="invited" hidden' in page
    engine.globalObject().property("location").setProperty("hash", fragment)
    engine.evaluate("heard.forEach(function (deed) { deed() })")
    code, hidden = (engine.evaluate(f"part.{one}") for one in ("code.textContent", "invited.hidden"))
    return None if hidden.toBool() else code.toString()


def test_a_telephone_that_reads_an_invitation_shows_its_code(
    campus: Campus, tmp_path: Path, qapp: QApplication
) -> None:
    said = run("hub", "invite", campus.hub.folder, "--url", campus.url, "--qr", tmp_path / "code.png")
    ((address, _, fragment),) = (text.partition("#") for text in read((tmp_path / "code.png").read_bytes(), "#ffffff"))
    line = Line(address.rstrip("/"))
    own = line.ask("GET", "", headers={"Accept-Language": "fr"}, limit=100_000).body.decode()
    line.close()
    for page in (own, visitor_page("Campus", address, "fr", secured=True).decode()):
        assert "Votre code d’inscription" in page and shown(page, f"#{fragment}") == fragment in said
        assert shown(page, "#7k3qx9m2tb") == "7K3QX-9M2TB"
        for other in ("", "#", "#main", "#7K3QX-9M2T", "#7K3QX-9M2TB<b>"):
            assert shown(page, other) is None


@pytest.mark.parametrize("page", PAGES)
def test_the_addresses_on_the_hub_s_own_page_are_read(page: str) -> None:
    urls = ["https://192.168.1.20:8484", "https://[2001:db8::20]:8484/bivouac"]
    html = own_page("Campus", urls, 8484, [], "fr").decode()
    pictures = [unquote_to_bytes(data) for data in re.findall(r'src="data:image/svg\+xml;charset=utf-8,([^"]+)"', html)]
    assert [read(picture, PAGES[page]) for picture in pictures] == [[url] for url in urls]


def test_black_squares_without_a_ground_are_seen_on_a_light_page_alone() -> None:
    """What the pictures were before they had a white of their own: proof that `read` sees the page."""
    import segno

    bare = unquote_to_bytes(segno.make("https://a.org", error="m").svg_data_uri(scale=6).partition(",")[2])
    assert read(bare, PAGES["white"]) == ["https://a.org"] and read(bare, PAGES["black"]) == []
