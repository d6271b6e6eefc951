"""Formulas in LaTeX as they are written on one line: for titles, and for what search shows (`\\frac{a}{b}` is a/b)."""

from __future__ import annotations

import re

_SIGNS = {
    **{name: chr(0x3B1 + at) for at, name in enumerate(
        ("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu", "xi", "omicron", "pi", "rho")
    )},
    "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "varepsilon": "ε", "varphi": "φ",
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
    "times": "×", "cdot": "·", "div": "÷", "pm": "±", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠", "ne": "≠",
    "approx": "≈", "equiv": "≡", "infty": "∞", "to": "→", "rightarrow": "→", "Rightarrow": "⇒", "sum": "∑", "prod": "∏",
    "int": "∫", "partial": "∂", "nabla": "∇", "in": "∈", "notin": "∉", "subset": "⊂", "cup": "∪", "cap": "∩", "forall": "∀",
    "exists": "∃", "ldots": "…", "dots": "…", "cdots": "…", "degree": "°", "circ": "°", "quad": " ", "qquad": " ", "sqrt": "√",
}  # fmt: skip
_RAISED = str.maketrans("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")

_FRACTION = re.compile(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_ROOT = re.compile(r"\\sqrt\s*\{([^{}]*)\}")
_STYLE = re.compile(
    r"\\(?:text|mathrm|mathbf|mathit|mathbb|mathcal|operatorname|vec|hat|bar|overline|boldsymbol)\*?\s*\{([^{}]*)\}"
)
_RAISE = re.compile(r"\^(?:\{([^{}]{1,12})\}|(\w))")
_LOWER = re.compile(r"_(?:\{([^{}]{1,12})\}|(\w))")
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_DEEPEST = 4
_BETWEEN = re.compile(r"\\\(((?:[^\\]|\\[^()\[\]])+)\\\)|\\\[((?:[^\\]|\\[^()\[\]])+)\\\]")


def one_line_formula(latex: str) -> str:
    """A formula as somebody types it who has no LaTeX."""
    for _ in range(_DEEPEST):  # from the inside
        before = latex
        latex = _STYLE.sub(r"\1", latex)
        latex = _RAISE.sub(lambda found: _small(found, _RAISED, "^"), latex)
        latex = _LOWER.sub(lambda found: _small(found, _LOWERED, "_"), latex)
        latex = _FRACTION.sub(lambda found: f"{_grouped(found[1])}/{_grouped(found[2])}", latex)
        latex = _ROOT.sub(lambda found: f"√{_grouped(found[1])}", latex)
        if latex == before:
            break
    latex = re.sub(r"\\(?:left|right|big|Big|limits|displaystyle)(?![A-Za-z])\.?", "", latex)
    latex = re.sub(r"\\[,;:! ]|\\\\|~|&", " ", latex)
    latex = _COMMAND.sub(lambda found: _SIGNS.get(found[1], f"{found[1]} "), latex)
    return " ".join(re.sub(r"[{}]|\\(?=[^A-Za-z])", "", latex).split())


def without_latex(text: str) -> str:
    """Text in which formulas between `\\(` and `\\)` are written on the line."""
    return _BETWEEN.sub(lambda found: one_line_formula(found[1] or found[2]), text) if "\\" in text else text


def _small(found: re.Match[str], table: dict[int, int], mark: str) -> str:
    inside = str(found[1] or found[2])
    small = inside.translate(table)
    return small if all(ord(letter) in table for letter in inside) else f"{mark}{_grouped(inside)}"


def _grouped(inside: str) -> str:
    inside = inside.strip()
    return inside if re.fullmatch(r"\\?\w+|[^\s+\-*/=]+", inside) else f"({inside})"
