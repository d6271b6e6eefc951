"""Brings the translation files up to what the code says: `make translations`.

New texts come in as unfinished, texts that the code lost are marked as vanished and kept, translations stay. The files are Qt
Linguist's (TS 2.1), for translators to open in Linguist; the same texts always give the same bytes.
"""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from xml.sax.saxutils import escape

import texts

FOLDER = texts.REPOSITORY / "assets" / "translations"
FORMS = {"fr": 2}
"""Languages besides English, and how many plural forms each has."""

UNFINISHED, VANISHED, FINISHED = "unfinished", "vanished", ""


@dataclass(frozen=True)
class Message:
    """One text and its translation: a form for each plural, or one."""

    context: str
    source: str
    files: tuple[str, ...] = ()
    state: str = UNFINISHED
    forms: tuple[str, ...] = field(default=())

    @property
    def counted(self) -> bool:
        return "|" in self.source


def path(language: str) -> Path:
    """The translation file of a language."""
    return FOLDER / f"bivouac_{language}.ts"


def read(file: Path) -> list[Message]:
    """The messages of a translation file; none where there is no file."""
    if not file.is_file():
        return []
    return [
        _message(context.findtext("name", ""), message)
        for context in ET.parse(file).iter("context")
        for message in context.iter("message")
    ]


def _message(context: str, message: ET.Element) -> Message:
    translation = message.find("translation")
    assert translation is not None
    forms = tuple(form.text or "" for form in translation.iter("numerusform")) or (translation.text or "",)
    files = tuple(location.get("filename", "") for location in message.iter("location"))
    return Message(context, message.findtext("source", ""), files, translation.get("type", FINISHED), forms)


def wanted(uses: Iterable[texts.Use]) -> list[Message]:
    """One message for each text, under the first module that says it."""
    messages: dict[str, Message] = {}
    for use in uses:
        file = f"../../{use.file.relative_to(texts.REPOSITORY).as_posix()}"
        known = messages.setdefault(use.source, Message(use.module, use.source))
        if file not in known.files:
            messages[use.source] = replace(known, files=(*known.files, file))
    return list(messages.values())


def merge(messages: Iterable[Message], before: Iterable[Message], forms: int) -> list[Message]:
    """What the code says, with the translations there were; after it what vanished from the code and had been translated."""
    known = {message.source: message for message in before}
    merged = [_with_translation(message, known.pop(message.source, None), forms) for message in messages]
    gone = [replace(message, state=VANISHED, files=()) for message in known.values() if all(message.forms)]
    return merged + gone


def _with_translation(message: Message, before: Message | None, forms: int) -> Message:
    count = forms if message.counted else 1
    if before is None or len(before.forms) != count:
        return replace(message, forms=("",) * count)
    state = FINISHED if before.state == VANISHED else before.state
    return replace(message, state=state, forms=before.forms)


def write(file: Path, language: str, messages: Iterable[Message]) -> None:
    """Write a translation file."""
    contexts: dict[str, list[Message]] = {}
    for message in messages:
        contexts.setdefault(message.context, []).append(message)
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE TS>"]
    lines.append(f'<TS version="2.1" language="{language}" sourcelanguage="en">')
    for name in sorted(contexts):
        lines += ["<context>", f"    <name>{escape(name)}</name>"]
        for message in contexts[name]:
            lines += _lines(message)
        lines.append("</context>")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join([*lines, "</TS>", ""]), "utf-8", newline="\n")


def _lines(message: Message) -> list[str]:
    state = f' type="{message.state}"' if message.state else ""
    lines = ['    <message numerus="yes">' if message.counted else "    <message>"]
    lines += [f'        <location filename="{name}"/>' for name in message.files]
    lines.append(f"        <source>{escape(message.source)}</source>")
    if message.counted:
        lines.append(f"        <translation{state}>")
        lines += [f"            <numerusform>{escape(form)}</numerusform>" for form in message.forms]
        lines.append("        </translation>")
    else:
        lines.append(f"        <translation{state}>{escape(message.forms[0])}</translation>")
    return [*lines, "    </message>"]


def main() -> None:
    uses, made = texts.find()
    for one in made:
        print(f"{one.where}: this text is put together, so it cannot be translated: {one.code}", file=sys.stderr)
    for language, forms in FORMS.items():
        messages = merge(wanted(uses), read(path(language)), forms)
        write(path(language), language, messages)
        left = sum(message.state == UNFINISHED for message in messages)
        print(f"{path(language).name}: {len(messages)} texts, {left} to translate")
    sys.exit(bool(made))


if __name__ == "__main__":
    main()
