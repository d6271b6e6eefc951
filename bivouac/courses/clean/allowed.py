"""The last pass over every page: nothing leaves but what the clean page form allows (nh3, that is ammonia and html5ever)."""

from __future__ import annotations

import re

import nh3

_SIZE = re.compile(r"[1-9][0-9]{0,3}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_ALIGNMENT = "center|right"

_CLASSES = {
    "img": re.compile("math(?: display)?"),
    "code": re.compile(r"language-[A-Za-z0-9+#._-]{1,40}"),
    "div": re.compile(f"note|tip|warning|example|{_ALIGNMENT}"),
    "p": re.compile(f"title|{_ALIGNMENT}"),
    "td": re.compile(_ALIGNMENT),
    "th": re.compile(_ALIGNMENT),
    "section": re.compile("footnotes"),
}
_VALUES = {
    **dict.fromkeys(("width", "height", "colspan", "rowspan", "start"), _SIZE),
    "scope": re.compile("row|col|rowgroup|colgroup"),
    "dir": re.compile("ltr|rtl|auto"),
    "lang": _LANGUAGE,
    "id": re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,140}"),
}
_TAGS = {
    *("h1", "h2", "h3", "h4", "p", "br", "hr", "ul", "ol", "li", "dl", "dt", "dd", "blockquote"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "img", "pre", "code"),
    *("a", "b", "strong", "i", "em", "u", "s", "sub", "sup", "mark", "small", "kbd", "span", "div", "section"),
}
_ATTRIBUTES = {
    "*": {"id"},
    "ol": {"start"},
    "td": {"class", "colspan", "rowspan"},
    "th": {"class", "colspan", "rowspan", "scope"},
    "img": {"src", "alt", "width", "height", "class"},
    "code": {"class"},
    "a": {"href"},
    "p": {"class"},
    "span": {"lang", "dir"},
    "div": {"class", "lang", "dir"},
    "section": {"class"},
}


def only_allowed(page: str) -> str:
    """The page without any element, attribute or address that the clean page form does not have."""
    return nh3.clean(
        page,
        tags=_TAGS,
        clean_content_tags={"script", "style"},
        attributes=_ATTRIBUTES,
        attribute_filter=_value,
        url_schemes={"http", "https", "mailto", "activity"},
        link_rel=None,
    )


def _value(tag: str, name: str, value: str) -> str | None:
    if name == "href":
        return value if re.match(r"#|https?://|mailto:|activity:", value, re.IGNORECASE) else None
    if name == "src":
        return value if re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_./-]*", value) and ".." not in value else None
    if name == "alt":
        return value
    rule = _CLASSES.get(tag) if name == "class" else _VALUES.get(name)
    return value if rule and rule.fullmatch(value) else None
