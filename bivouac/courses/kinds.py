"""Kinds of activities as people call them."""

from bivouac.language import tr_later

WORDS = {
    "video": tr_later("film"),
    "audio": tr_later("recording"),
    "page": tr_later("page"),
    "quiz": tr_later("quiz"),
    "case": tr_later("case study"),
    "document": tr_later("document"),
}
"""By their tags (`model.KINDS`); one that this Bivouac does not know keeps its own."""
