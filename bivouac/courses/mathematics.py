"""Mathematics as pictures: LaTeX and MathML drawn to SVG when a course is built, so that no reader needs a script.

The drawing's ink is `currentColor`; sizes are CSS px beside text of 16 px; the baseline is at y = 0 of the `viewBox`, so
a reader that wants it finds how far the picture reaches below the line (`viewBox` y + height).

Drawn by ziamath, which reads LaTeX through latex2mathml. Formulas come from anywhere, so they reach it only as a checked
tree of MathML (Presentation MathML of MathML Core, https://www.w3.org/TR/mathml-core/) whose drawing time is bounded.
"""

from __future__ import annotations

import functools
import hashlib
import html
import math
import re
import warnings
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import lxml.etree

from bivouac.courses.report import Report
from bivouac.errors import InputError

TEXT_PX = 16
LONGEST = 4000
"""Characters of LaTeX in one formula; MathML may be ten times as long."""

_MOST_WORK = 8_000
"""Bound of `_work`: one to three seconds of drawing."""

_LARGEST_PX = 4_000

_UNREADABLE: tuple[type[Exception], ...] = (
    *(SyntaxError, LookupError, ValueError, TypeError, AttributeError),
    *(ArithmeticError, AssertionError, NameError, RuntimeError, StopIteration),
)
"""What latex2mathml and ziamath raise on formulas they do not understand, beside latex2mathml's own exceptions."""

_ROWS = {"math", "mrow", "mstyle", "merror", "mphantom", "mpadded", "mtd", "mtr"}
_ELEMENTS = _ROWS | {
    *("mi", "mn", "mo", "mtext", "ms", "mspace", "mfrac", "mroot", "mfenced", "msub", "msup", "msubsup"),
    *("msqrt", "menclose", "munder", "mover", "munderover", "mmultiscripts", "none", "mtable"),
}
_ATTRIBUTES = {
    *("mathvariant", "mathcolor", "mathsize", "displaystyle", "scriptlevel", "display", "stretchy", "fence", "form"),
    *("symmetric", "largeop", "movablelimits", "accent", "accentunder", "lspace", "rspace", "minsize", "maxsize"),
    *("linethickness", "bevelled", "notation", "columnalign", "rowspacing", "columnspacing", "columnlines", "rowlines"),
    *("frame", "open", "close", "separators", "width", "height", "depth", "voffset", "linebreak", "width"),
}
_ENVIRONMENTS = {
    "align": (r"\begin{align*}", r"\end{align*}"),
    r"eqnarray\*?": (r"\begin{array}{rcl}", r"\end{array}"),
    r"(?:gather\*?|gathered|multline\*?)": (r"\begin{matrix}", r"\end{matrix}"),
}
"""Environments that latex2mathml numbers or does not know, as ones that it draws as they should look."""

_FREE_VALUE = re.compile(r"[^<>&;:/\\\x00-\x1f]{0,60}")
_DEFINES = re.compile(r"\\(?:def|let|gdef|edef|newcommand|renewcommand|providecommand|DeclareMathOperator)(?![A-Za-z])")


@dataclass(frozen=True)
class Drawing:
    """A formula, drawn: SVG, and its size in CSS px at 16 px text."""

    svg: bytes
    width: int
    height: int

    @property
    def path(self) -> str:
        """Its place in a lesson's pack, named by content: `math/<hash>.svg`."""
        return f"math/{hashlib.sha256(self.svg).hexdigest()[:20]}.svg"


@functools.lru_cache(maxsize=2048)
def draw_latex(latex: str, display: bool = False) -> Drawing:
    """Draw LaTeX without its delimiters; `display` is the style of a formula on its own line.

    Raises:
        InputError: it cannot be read, or is longer than a formula may be.
    """
    if len(latex) > LONGEST:
        raise InputError("The formula is too long to be drawn ({n} characters). Divide it.", n=len(latex))
    if _DEFINES.search(latex):
        raise InputError("The formula defines commands of its own. Write them out.")
    return _draw(_from_latex(latex, display))


@functools.lru_cache(maxsize=2048)
def draw_mathml(mathml: str, display: bool = False) -> Drawing:
    """Draw one MathML `<math>` element; raises as `draw_latex`."""
    if len(mathml) > 10 * LONGEST:
        raise InputError("The formula is too long to be drawn ({n} characters). Divide it.", n=len(mathml))
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = lxml.etree.fromstring(mathml.encode("utf-8", "replace"), parser)
    except lxml.etree.XMLSyntaxError as error:
        raise InputError("The formula cannot be read.") from error
    if root is None or _local_name(root) != "math":
        raise InputError("The formula cannot be read.")
    tree = _presentation(root)
    tree.set("display", "block" if display else "inline")
    return _draw(tree)


def mathematics_html(
    latex: str, *, display: bool, files: dict[str, bytes | Path], report: Report, where: str, mathml: str = ""
) -> str:
    """The clean page form of a formula; its drawing is put into the lesson's `files`.

    `<img class="math" src alt width height>`, or `class="math display"`; the caller gives a display formula its own
    paragraph. With `mathml` that is drawn and `latex` is only its spoken form. What cannot be drawn is reported and
    stays visible as `<code>LaTeX</code>`.
    """
    latex = latex.strip()
    try:
        drawing = draw_mathml(mathml, display) if mathml else draw_latex(latex, display)
    except InputError as error:
        report.changed(
            where,
            "mathematics",
            "The formula “{formula}” could not be drawn and is shown as it was written. {reason}",
            formula=latex[:80],
            reason=error.sentence(),
        )
        return f"<code>{html.escape(latex[:LONGEST])}</code>"
    files[drawing.path] = drawing.svg
    kind = "math display" if display else "math"
    size = f'width="{drawing.width}" height="{drawing.height}"'
    return f'<img class="{kind}" src="{drawing.path}" alt="{html.escape(latex[:LONGEST])}" {size}>'


# --- reading ---------------------------------------------------------------------------------------------------------


@functools.cache
def _ziamath() -> ModuleType:
    """ziamath, set up; half a second to import, so only builds that meet a formula pay it."""
    with warnings.catch_warnings():  # it finds its font by a deprecated road of importlib.resources
        warnings.simplefilter("ignore", DeprecationWarning)
        import ziamath
        import ziamath.tex

    ziamath.config.svg2 = False  # plain paths: QtSvg draws no <use> of a <symbol>
    return ziamath


def _from_latex(latex: str, display: bool) -> ET.Element:
    """Checked MathML of a formula in LaTeX."""
    ziamath = _ziamath()
    try:
        mathml = ziamath.tex.tex2mml(_without_numbering(latex), inline=not display)
        tree = _presentation(lxml.etree.fromstring(mathml.encode("utf-8", "replace")))
    except _errors() as error:
        raise InputError("It is not complete or not LaTeX.") from error
    for part in tree.iter():
        if part.text and (unknown := re.match(r"\\[A-Za-z]+", part.text)):
            raise InputError("The command {command} is not known.", command=unknown.group())
    return tree


def _errors() -> tuple[type[Exception], ...]:
    """What reading LaTeX may raise: latex2mathml's own exceptions have no common base."""
    from latex2mathml import exceptions

    own = [kind for kind in vars(exceptions).values() if isinstance(kind, type) and issubclass(kind, Exception)]
    return (*own, *_UNREADABLE)


def _without_numbering(latex: str) -> str:
    """As MathJax shows it unless told otherwise: no numbers, no labels; a tag becomes text behind the formula."""
    latex = re.sub(r"\\(?:begin|end)\s*\{(?:equation|math|displaymath)\*?\}", "", latex)
    for environment, (begin, end) in _ENVIRONMENTS.items():
        latex = re.sub(rf"\\begin\s*\{{{environment}\}}", begin.replace("\\", r"\\"), latex)
        latex = re.sub(rf"\\end\s*\{{{environment}\}}", end.replace("\\", r"\\"), latex)
    latex = re.sub(r"\\label\s*\{[^{}]*\}|\\(?:nonumber|notag)(?![A-Za-z])", "", latex)
    return re.sub(r"\\tag\*?\s*\{([^{}]*)\}", r"\\qquad\\text{(\1)}", latex)


def _presentation(source: lxml.etree._Element) -> ET.Element:
    """Copy of a MathML tree with nothing in it but known presentation elements and harmless attributes."""
    name = _local_name(source)
    if name == "semantics":  # its first child is what is shown, the others say the same in other notations
        return _presentation(source[0]) if len(source) else ET.Element("mrow")
    copy = ET.Element(name if name in _ELEMENTS else "mrow")
    for key, value in sorted(source.attrib.items()):
        if str(key) in _ATTRIBUTES and _FREE_VALUE.fullmatch(str(value)):
            copy.set(str(key), str(value))
    children = [child for child in source if isinstance(child.tag, str)]
    if not children:
        copy.text = " ".join((source.text or "").split()) if copy.tag != "mtext" else source.text
        if copy.tag == "mo" and copy.text == "-":
            copy.text = "−"
    copy.extend(_presentation(child) for child in children)
    return _plain(copy)


def _plain(element: ET.Element) -> ET.Element:
    """Without a row around a single element that is no operator: rows cost the drawing twice the time each."""
    single = element.tag == "mrow" and len(element) == 1 and not element.attrib and element[0].tag != "mo"
    return element[0] if single else element


def _local_name(element: lxml.etree._Element) -> str:
    return lxml.etree.QName(element).localname if isinstance(element.tag, str) else ""


# --- drawing ---------------------------------------------------------------------------------------------------------


def _draw(tree: ET.Element) -> Drawing:
    ziamath = _ziamath()
    if _work(tree) > _MOST_WORK:
        raise InputError("The formula is nested too deeply to be drawn.")
    if missing := _missing_letters(tree):
        raise InputError("The letters “{letters}” cannot stand in a formula.", letters=missing)
    if not tree.get("mathcolor"):
        tree.set("mathcolor", "currentColor")
    try:
        svg = ziamath.Math(tree, size=TEXT_PX).svgxml()
    except _UNREADABLE as error:
        raise InputError("It is not complete or not LaTeX.") from error
    return _on_whole_pixels(svg)


def _work(element: ET.Element) -> int:
    """Estimate of the steps to draw it: ziamath measures what is in a row once more before it draws it."""
    inner = 1 + sum(_work(child) for child in element)
    if element.tag in _ROWS or (element.tag in ("msqrt", "menclose") and len(element) != 1):
        return 2 * inner
    return 3 * inner if element.tag == "mfenced" else inner


def _missing_letters(tree: ET.Element) -> str:
    """Letters that the font of formulas does not have (they would be drawn as boxes)."""
    cmap = _ziamath().zmath.loadedfonts["default"].cmap
    letters = {letter for part in tree.iter() for letter in part.text or "" if not letter.isspace()}
    return "".join(sorted(letter for letter in letters if letter.isalpha() and not cmap.glyphid(letter)))[:20]


def _on_whole_pixels(svg: ET.Element) -> Drawing:
    """The drawing with its edges moved out to whole pixels, the baseline still at y = 0."""
    x, y, width, height = (float(number) for number in svg.attrib["viewBox"].split())
    left, top = math.floor(x), math.floor(y)
    right, bottom = math.ceil(x + width), math.ceil(y + height)
    if not (0 < right - left <= _LARGEST_PX and 0 < bottom - top <= _LARGEST_PX):
        raise InputError("The formula is empty or too large for a page.")
    whole = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg"})
    whole.attrib |= {"width": str(right - left), "height": str(bottom - top)}
    whole.attrib["viewBox"] = f"{left} {top} {right - left} {bottom - top}"
    whole.extend(list(svg))
    return Drawing(ET.tostring(whole), width=right - left, height=bottom - top)
