"""Pictures for a lesson's pack: known by their bytes, SVG harmless."""

from pathlib import Path

import pytest

from bivouac.courses.pictures import add_picture, clean_svg

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0L9 9"/></svg>'


def test_a_picture_is_put_in_once(tmp_path: Path) -> None:
    path = tmp_path / "Été.JPEG"
    path.write_bytes(PNG)
    files: dict[str, bytes | Path] = {}
    assert add_picture(files, "img/Été.JPEG", path) == "media/ete.png"
    assert add_picture(files, "other/ete.png", PNG) == "media/ete.png"
    assert add_picture(files, "ete.png", PNG + b"other") == "media/ete-2.png"
    assert sorted(files) == ["media/ete-2.png", "media/ete.png"]


@pytest.mark.parametrize(
    "data", [b"", b"BM123", b"<html><svg></svg></html>", b"<svg", b"%PDF-1.7", b"RIFF1234AVI ", b"<?xml?>"]
)
def test_what_is_no_picture_stays_out(data: bytes) -> None:
    files: dict[str, bytes | Path] = {}
    assert add_picture(files, "x.png", data) is None
    assert files == {}


def test_missing_files_and_folders_stay_out(tmp_path: Path) -> None:
    assert add_picture({}, "x.png", tmp_path / "x.png") is None
    assert add_picture({}, "x.png", tmp_path) is None


@pytest.mark.parametrize(
    "data", [b"\xff\xd8\xff\xe0rest", b"GIF89a", b"RIFF\0\0\0\0WEBPVP8 ", SVG, b"\xef\xbb\xbf  " + SVG]
)
def test_pictures_of_every_kind(data: bytes) -> None:
    assert add_picture({}, "a b.whatever", data) in {
        "media/a-b.jpg",
        "media/a-b.gif",
        "media/a-b.webp",
        "media/a-b.svg",
    }


@pytest.mark.parametrize(
    "hostile",
    [
        b"<script>alert(1)</script>",
        b'<path onload="alert(1)"/>',
        b'<a href="javascript:alert(1)"><path/></a>',
        b'<image href="file:///etc/passwd"/>',
        b'<image xlink:href="https://evil.example/x.png" xmlns:xlink="http://www.w3.org/1999/xlink"/>',
        b'<path style="fill:url(https://evil.example/x)"/>',
        b'<style>@import "https://evil.example/x.css";</style>',
        b"<style>path { fill: u\\72l(https://evil.example) }</style>",
        b"<foreignObject><iframe src='https://evil.example'/></foreignObject>",
        b'<set attributeName="href" to="javascript:alert(1)"/>',
        b'<use href="https://evil.example/x.svg#a"/>',
    ],
)
def test_hostile_svg_is_made_harmless(hostile: bytes) -> None:
    cleaned = clean_svg(SVG.replace(b"</svg>", hostile + b"</svg>"))
    assert cleaned is not None
    assert b'd="M0 0L9 9"' in cleaned
    for word in (b"script", b"alert", b"evil", b"passwd", b"foreignObject", b"onload", b"import"):
        assert word not in cleaned


def test_what_svg_may_have_stays() -> None:
    source = SVG.replace(
        b"</svg>",
        b'<defs><linearGradient id="g"/></defs><rect fill="url(#g)"/><use href="#g"/><style>rect{fill:red}</style><text>T</text></svg>',
    )
    cleaned = clean_svg(source)
    assert cleaned is not None
    for part in (b"linearGradient", b"url(#g)", b'href="#g"', b"rect{fill:red}", b">T</text>", b'viewBox="0 0 9 9"'):
        assert part in cleaned
    assert clean_svg(cleaned) == cleaned


def test_external_entities_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hidden words")
    source = f'<!DOCTYPE svg [<!ENTITY x SYSTEM "{secret.as_uri()}">]><svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>'
    assert b"hidden" not in (clean_svg(source.encode()) or b"")


def test_names_that_html_wrote_small_get_their_case_back() -> None:
    cleaned = clean_svg(b'<svg viewbox="0 0 1 1"><lineargradient gradientunits="userSpaceOnUse"/></svg>')
    assert cleaned is not None
    assert b"viewBox" in cleaned and b"linearGradient" in cleaned and b"gradientUnits" in cleaned
