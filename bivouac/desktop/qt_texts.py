"""The texts of Qt's own dialogs and menus in the person's language, with the few that Qt's translators left in English."""

from __future__ import annotations

import struct
from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QObject, QTranslator

from bivouac.language import current_language, tr, tr_later

_LEFT_OUT = {
    ("QFileDialog", "&Look in:"): tr_later("&Look in:"),
    ("QFileDialog", "Files of &type:"): tr_later("Files of &type:"),
    ("QAbstractFileIconProvider", "Folder"): tr_later("Folder"),
}
"""What Qt 6 says under another text than its translations know; by the class that says it."""

_MAGIC = bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd")
_HASHES, _MESSAGES = 0x42, 0x69
_END, _TRANSLATION, _SOURCE, _CONTEXT = 1, 3, 6, 7


class QtTexts:
    """Says what Qt says in the current language, once `follow` was called.

    Args:
        parent: whoever the translators live and end with.
    """

    def __init__(self, parent: QObject) -> None:
        self._of_qt, self._left_out = QTranslator(parent), QTranslator(parent)
        self._content = b""  # Qt reads it where it is

    def follow(self) -> None:
        """Follow the current language; dialogs that are open keep theirs."""
        self.leave()
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        self._of_qt.load(f"qtbase_{current_language()}", folder)
        content = compiled({place: tr(text) for place, text in _LEFT_OUT.items()})
        self._left_out.load(content)
        self._content = content
        for one in (self._left_out, self._of_qt):
            QCoreApplication.installTranslator(one)

    def leave(self) -> None:
        """Let Qt say what it says by itself."""
        for one in (self._of_qt, self._left_out):
            QCoreApplication.removeTranslator(one)


def compiled(texts: Mapping[tuple[str, str], str]) -> bytes:
    """Texts as a file of Qt's (.qm), by (context, source text); of ASCII sources, without plurals and remarks.

    A `QTranslator` that answers in Python would be shorter, and a trap: Qt asks it on whatever thread loads a picture, with locks of its own held, while
    another thread waits for these locks and holds Python's. The form is that of `qtranslator.cpp`.
    """
    messages, hashes = b"", []
    for (context, source), text in texts.items():
        hashes.append((_hash(source.encode("ascii")), len(messages)))
        for tag, content in (
            (_TRANSLATION, text.encode("utf-16-be")),
            (_SOURCE, source.encode("ascii")),
            (_CONTEXT, context.encode("ascii")),
        ):
            messages += struct.pack(">BI", tag, len(content)) + content
        messages += bytes([_END])
    found = b"".join(struct.pack(">II", *one) for one in sorted(hashes))
    return _MAGIC + b"".join(
        struct.pack(">BI", tag, len(part)) + part for tag, part in ((_HASHES, found), (_MESSAGES, messages))
    )


def _hash(source: bytes) -> int:
    """The hash of ELF files, by which Qt finds a text."""
    value = 0
    for byte in source:
        value = (value << 4) + byte
        high = value & 0xF0000000
        value = (value ^ (high >> 24)) & ~high & 0xFFFFFFFF
    return value or 1
