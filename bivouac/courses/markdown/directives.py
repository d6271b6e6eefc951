"""The directives of MyST by what they are to a reader (https://mystmd.org/guide/directives)."""

from __future__ import annotations

from bivouac.language import translate

BOXES = {
    **dict.fromkeys(("note", "seealso", "admonition", "topic", "sidebar", "margin", "aside", "todo"), "note"),
    **dict.fromkeys(("tip", "hint", "important", "dropdown", "solution"), "tip"),
    **dict.fromkeys(("warning", "caution", "danger", "error", "attention"), "warning"),
    **dict.fromkeys(("example", "exercise", "exercise-start", "solution-start"), "example"),
}
TITLED = {"admonition", "topic", "sidebar", "dropdown", "exercise", "solution"}
"""What follows these on their line is a title; with the others it is the first words of the text."""

GROUPS = {
    *("container", "div", "grid", "grid-item", "tab-set", "tabs", "card-carousel", "panels", "only", "rst-class"),
    *("hlist", "centered", "epigraph-group", "exercise-end", "solution-end", "compound"),
}
PARTS = {"tab-item", "tab", "card", "grid-item-card", "details"}
QUOTES = {"epigraph", "pull-quote", "blockquote", "highlights"}
CODE = {"code", "code-block", "sourcecode", "code-cell", "prompt", "parsed-literal"}
SILENT = {
    *(
        "tableofcontents",
        "toctree",
        "contents",
        "bibliography",
        "index",
        "tags",
        "genindex",
        "sectnum",
        "currentmodule",
    ),
    *("comment", "raw-latex", "meta", "exercise-end", "solution-end"),
}
LANGUAGES = {
    *(
        "r",
        "python",
        "python3",
        "julia",
        "bash",
        "sh",
        "sql",
        "ojs",
        "dot",
        "mermaid",
        "js",
        "javascript",
        "css",
        "html",
    ),
    *(
        "stata",
        "sas",
        "octave",
        "rust",
        "go",
        "c",
        "cpp",
        "java",
        "node",
        "scala",
        "haskell",
        "perl",
        "ruby",
        "tikz",
        "asis",
    ),
}
"""```` ```{r} ```` of R Markdown and Quarto: code."""

HIDDEN = {"remove-cell", "remove-input", "hide-cell"}


def named(kind: str, language: str) -> str:
    """What a box is that is more than a note; empty for any other."""
    named = {
        "theorem": translate("Theorem", language),
        "definition": translate("Definition", language),
        "proof": translate("Proof", language),
        "lemma": translate("Lemma", language),
        "corollary": translate("Corollary", language),
        "proposition": translate("Proposition", language),
        "algorithm": translate("Algorithm", language),
        "exercise": translate("Exercise", language),
        "exercise-start": translate("Exercise", language),
        "solution": translate("Solution", language),
        "solution-start": translate("Solution", language),
        "seealso": translate("See also", language),
    }
    return named.get(kind, "")
