"""Formulas drawn to SVG."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bivouac.courses.mathematics import LONGEST, draw_latex, draw_mathml, mathematics_html
from bivouac.courses.pictures import clean_svg
from bivouac.courses.report import Report, Severity
from bivouac.errors import InputError

GOOD = [
    r"\frac{-b\pm\sqrt{b^2-4ac}}{2a}",
    r"NPV=\sum_{t=0}^{T}\frac{C_t}{(1+r)^t}",
    r"\begin{align} a &= b \\ c &= d \end{align}",
    r"\begin{equation} x = 1 \label{eq:one} \end{equation}",
    r"\begin{cases}1 & x>0\\0 & \text{sinon, à côté}\end{cases}",
    r"\left\{x\in\mathbb{R}\right\}",
    r"E=mc^2\tag{1}",
    r"\begin{gather} a \\ b \end{gather}",
    "a < b",
]


@pytest.mark.parametrize("latex", GOOD)
def test_latex_is_drawn(latex: str) -> None:
    drawing = draw_latex(latex, display=True)
    root = ET.fromstring(drawing.svg)
    assert len(list(root.iter())) >= 3
    assert (root.get("width"), root.get("height")) == (str(drawing.width), str(drawing.height))
    assert b"currentColor" in drawing.svg and b"black" not in drawing.svg
    assert clean_svg(drawing.svg) is not None


def test_the_same_formula_is_the_same_file() -> None:
    draw_latex.cache_clear()
    first = draw_latex(r"\frac{a}{b}")
    draw_latex.cache_clear()
    assert draw_latex(r"\frac{a}{b}") == first
    assert re.fullmatch(r"math/[0-9a-f]{20}\.svg", first.path)
    assert draw_latex(r"\frac{b}{a}").path != first.path


def test_sizes_go_with_the_text() -> None:
    """A letter is about half a line of 16 px high; the baseline is at y = 0, letters without a tail stand on it."""
    drawing = draw_latex("x")
    _, top, _, height = map(int, ET.fromstring(drawing.svg).get("viewBox", "").split())
    assert 6 <= -top <= 12
    assert 0 <= top + height <= 2
    assert draw_latex("y").height > drawing.height
    assert draw_latex(r"\sum_{i=1}^n i", display=True).height > draw_latex(r"\sum_{i=1}^n i").height


@pytest.mark.parametrize(
    "latex",
    [
        *("", " ", r"\frac{1}", "{", r"\left(", "a & b", "_", "\x00", r"\unknowncommand{x}", r"\text{媒体}"),
        *(r"\def\a{\a\a}\a", r"\newcommand{\x}{xx}\x", "x" * (LONGEST + 1), r"\sqrt{1+" * 60 + "}" * 60, "{" * 3000),
        *(r"\frac{1}{1+" * 20 + "x" + "}" * 20, r"\mspace{1000000000em}"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_a_sentence(latex: str) -> None:
    with pytest.raises(InputError) as caught:
        draw_latex(latex)
    assert caught.value.sentence()


ALPHABET = [
    *"abx12+-=<&%#$^_{}()[]|\\ ",
    r"\frac",
    r"\sqrt",
    r"\left(",
    r"\right)",
    r"\text{a}",
    r"\begin{matrix}",
    r"\end{matrix}",
    r"\\",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(ALPHABET), max_size=14).map("".join))
def test_any_latex_is_drawn_or_refused(latex: str) -> None:
    try:
        assert draw_latex(latex).width > 0
    except InputError as error:
        assert error.sentence()


@pytest.mark.parametrize(
    "mathml",
    [
        "<math><mfrac><mi>a</mi><mi>b</mi></mfrac></math>",
        '<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mi>x</mi><annotation>x</annotation></semantics></math>',
        '<math><mi mathvariant="bold" onclick="x" href="http://x">v</mi><mo>-</mo><mfenced><mi>a</mi><mi>b</mi></mfenced></math>',
    ],
)
def test_mathml_is_drawn(mathml: str) -> None:
    drawing = draw_mathml(mathml)
    assert drawing.width > 0
    assert b"http://x" not in drawing.svg


@pytest.mark.parametrize(
    "mathml",
    [
        *("", "<p/>", "<math>", "<math></math>", "<math><mfrac/></math>", "<math>" * 300),
        '<!DOCTYPE m [<!ENTITY a SYSTEM "file:///etc/passwd">]><math><mi>&a;</mi></math>',
        '<math><mspace width="1e9em"/></math>',
    ],
)
def test_mathml_that_cannot_be_drawn_is_refused(mathml: str) -> None:
    with pytest.raises(InputError):
        draw_mathml(mathml)


def test_the_page_form_of_a_formula() -> None:
    files: dict[str, bytes | Path] = {}
    report = Report()
    html = mathematics_html(' a < "b" ', display=True, files=files, report=report, where="page.md")
    assert html.startswith('<img class="math display" src="math/')
    assert 'alt="a &lt; &quot;b&quot;"' in html
    assert list(files) == re.findall(r'src="([^"]*)"', html)
    assert report.findings == []


def test_a_formula_that_cannot_be_read_stays_visible() -> None:
    files: dict[str, bytes | Path] = {}
    report = Report()
    html = mathematics_html(r"\nothing<x>", display=False, files=files, report=report, where="page.md")
    assert html == r"<code>\nothing&lt;x&gt;</code>"
    assert files == {}
    (finding,) = report.findings
    assert finding.severity is Severity.CHANGED
    assert r"\nothing" in finding.sentence()
