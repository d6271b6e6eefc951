"""Pictures on their way into a lesson's pack: known by their bytes, not by their name, and SVG made harmless."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

import lxml.etree

from bivouac.courses.ids import make_id
from bivouac.courses.limits import LIMITS

_SVG = "http://www.w3.org/2000/svg"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"

_SVG_ELEMENTS = {
    *("svg", "g", "defs", "symbol", "use", "switch", "title", "desc", "style", "image"),
    *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "textPath"),
    *("linearGradient", "radialGradient", "stop", "pattern", "clipPath", "mask", "marker", "filter"),
    *("feBlend", "feColorMatrix", "feComposite", "feFlood", "feGaussianBlur", "feMerge", "feMergeNode", "feOffset"),
}
_MIXED_CASE_ATTRIBUTES = (
    *("viewBox", "preserveAspectRatio", "gradientUnits", "gradientTransform", "spreadMethod", "patternUnits"),
    *("patternContentUnits", "patternTransform", "clipPathUnits", "maskUnits", "maskContentUnits", "markerUnits"),
    *("markerWidth", "markerHeight", "refX", "refY", "textLength", "lengthAdjust", "startOffset", "pathLength"),
    *("filterUnits", "primitiveUnits", "stdDeviation", "baseFrequency", "tableValues"),
)
_TRUE_CASE = {name.lower(): name for name in (*_SVG_ELEMENTS, *_MIXED_CASE_ATTRIBUTES)}
_OUTSIDE = re.compile(r"url\s*\(\s*['\"]?\s*(?!#)|@import|javascript:|expression\s*\(|\\", re.IGNORECASE)
_INLINE_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]+")


def add_picture(files: dict[str, bytes | Path], name: str, content: bytes | Path) -> str | None:
    """Put a picture into the lesson's `files` (once, however often it is asked for) and return its pack path.

    Args:
        files: of a LessonDraft.
        name: the picture's name in the source; it gives the name in the pack (`media/<name>.<ending>`).
        content: PNG, JPEG, GIF, WebP or SVG. SVG is cleaned: no script, no references to outside.

    Returns:
        The path, or None when `content` is not a picture that can be shown or is larger than `LIMITS.pack_member`.
    """
    ending = picture_ending(content)
    if ending is None:
        return None
    if ending == ".svg":
        cleaned = clean_svg(content if isinstance(content, bytes) else content.read_bytes())
        if cleaned is None:
            return None
        content = cleaned
    stem = make_id(PurePosixPath(name.replace("\\", "/")).stem or "picture")
    path, count = f"media/{stem}{ending}", 1
    while path in files and not _same(files[path], content):
        count += 1
        path = f"media/{stem}-{count}{ending}"
    files[path] = content
    return path


def picture_ending(content: bytes | Path) -> str | None:
    """The ending that the first bytes ask for (`.png`); None for what is no picture that can be shown, or too large."""
    if isinstance(content, Path):
        if not content.is_file() or content.stat().st_size > LIMITS.pack_member:
            return None
        with content.open("rb") as file:
            start = file.read(1024)
    elif len(content) > LIMITS.pack_member:
        return None
    else:
        start = content[:1024]
    for magic, ending in ((b"\x89PNG\r\n\x1a\n", ".png"), (b"\xff\xd8\xff", ".jpg"), (b"GIF8", ".gif")):
        if start.startswith(magic):
            return ending
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return ".webp"
    return ".svg" if re.match(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|!--|!DOCTYPE|svg|\w+:svg)", start) else None


def _same(one: bytes | Path, other: bytes | Path) -> bool:
    if isinstance(one, Path) and one == other:
        return True
    read = [content if isinstance(content, bytes) else content.read_bytes() for content in (one, other)]
    return read[0] == read[1]


# --- SVG -------------------------------------------------------------------------------------------------------------


def clean_svg(data: bytes) -> bytes | None:
    """An SVG without scripts, event handlers, foreign elements and references to outside; None if it is none.

    Names that an HTML parser wrote in lower case get their own case back. (SVG 1.1, https://www.w3.org/TR/SVG11/)
    """
    if len(data) > LIMITS.page:
        return None
    parser = lxml.etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = lxml.etree.fromstring(data, parser)
    except lxml.etree.XMLSyntaxError:
        return None
    if _svg_name(root) != "svg":
        return None
    cleaned = lxml.etree.fromstring(f'<svg xmlns="{_SVG}" xmlns:xlink="http://www.w3.org/1999/xlink"/>')
    _copy_svg(root, cleaned)
    return lxml.etree.tostring(cleaned)


def _copy_svg(source: lxml.etree._Element, target: lxml.etree._Element) -> None:
    for key, value in sorted((str(key), str(value)) for key, value in source.attrib.items()):
        name = _TRUE_CASE.get(key.lower(), key)
        if _attribute_stays(name, value):
            target.set(name if name != "xlink:href" else _XLINK_HREF, value)
    target.text = source.text
    for child in source:
        name = _svg_name(child)
        if name == "a":
            name = "g"  # a link in a picture leads nowhere in the reader
        if name in _SVG_ELEMENTS and not (name == "style" and _OUTSIDE.search(child.text or "")):
            copy = lxml.etree.SubElement(target, f"{{{_SVG}}}{name}")
            _copy_svg(child, copy)
            copy.tail = child.tail


def _attribute_stays(name: str, value: str) -> bool:
    if name in ("href", "xlink:href", _XLINK_HREF):
        return value.startswith("#") or _INLINE_PICTURE.fullmatch(value) is not None
    plain = re.fullmatch(r"[A-Za-z][A-Za-z0-9-]*|\{http://www.w3.org/XML/1998/namespace\}(?:space|lang)", name)
    return plain is not None and not name.lower().startswith("on") and not _OUTSIDE.search(value)


def _svg_name(element: lxml.etree._Element) -> str:
    """Local name in its true case; empty for elements of other namespaces."""
    if not isinstance(element.tag, str):
        return ""
    name = lxml.etree.QName(element)
    return _TRUE_CASE.get(name.localname.lower(), name.localname) if name.namespace in (None, _SVG) else ""
