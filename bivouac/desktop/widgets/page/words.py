"""What inline elements do to the text in them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QFont, QTextCharFormat

from bivouac.desktop.widgets.page.style import PageStyle

_SCHEMES = ("http://", "https://", "mailto:", "activity:")


def bold(style: PageStyle, text: QTextCharFormat) -> None:
    text.setFontWeight(QFont.Weight.Bold)


def italic(style: PageStyle, text: QTextCharFormat) -> None:
    text.setFontItalic(True)


def underlined(style: PageStyle, text: QTextCharFormat) -> None:
    text.setFontUnderline(True)


def struck(style: PageStyle, text: QTextCharFormat) -> None:
    text.setFontStrikeOut(True)


def lowered(style: PageStyle, text: QTextCharFormat) -> None:
    text.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSubScript)


def raised(style: PageStyle, text: QTextCharFormat) -> None:
    text.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)


def marked(style: PageStyle, text: QTextCharFormat) -> None:
    text.setBackground(style.brush("warn_soft"))


def small(style: PageStyle, text: QTextCharFormat) -> None:
    text.merge(style.sized(text, 0.87))
    text.setForeground(style.brush("quiet"))


def monospaced(style: PageStyle, text: QTextCharFormat) -> None:
    text.merge(style.monospaced(text))
    text.setBackground(style.brush("raised"))


CHANGES: dict[str, Callable[[PageStyle, QTextCharFormat], None]] = {
    "b": bold,
    "strong": bold,
    "i": italic,
    "em": italic,
    "u": underlined,
    "s": struck,
    "sub": lowered,
    "sup": raised,
    "mark": marked,
    "small": small,
    "code": monospaced,
    "kbd": monospaced,
}


def linked(style: PageStyle, text: QTextCharFormat, href: str) -> None:
    """Text that leads somewhere; an address that a page may not have leads nowhere."""
    if not (href.startswith("#") or href.lower().startswith(_SCHEMES)):
        return
    text.setAnchor(True)
    text.setAnchorHref(href)
    text.setForeground(style.brush("accent"))
    text.setFontUnderline(True)
