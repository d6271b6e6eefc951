"""Formulas on one line."""

import pytest

from bivouac.courses.formula_text import one_line_formula, without_latex
from bivouac.courses.text import passages


@pytest.mark.parametrize(
    ("latex", "line"),
    [
        (r"\frac{a}{b}", "a/b"),
        (r"\dfrac{a+1}{\sqrt{2x}}", "(a+1)/√2x"),
        (r"x^2 + y_{10} \leq \alpha", "x² + y₁₀ ≤ α"),
        (r"e^{-kt} \times 10^{-3}", "e^(-kt) × 10⁻³"),
        (r"\left( \text{CO}_2 \right)", "( CO₂ )"),
        (r"\unknown{x}", "unknown x"),
        ("{" * 500, ""),
        (r"\frac{" * 500, "frac " * 499 + "frac"),
    ],
)
def test_formulas(latex: str, line: str) -> None:
    assert one_line_formula(latex) == line


def test_where_they_stand() -> None:
    assert without_latex(r"Price \(x^2\) and \[\pi\]") == "Price x² and π"
    (passage,) = passages(
        r'<p>See <img class="math" src="math/a.svg" alt="\frac{a}{b}"> and <img src="m.png" alt="\frac"></p>'
    )
    assert passage.text == r"See a/b and \frac"
