"""Regular expressions of text problems as plain texts: `colou?r|hue` is three accepted answers.

What can be spelled out is; `.*` becomes the `*` of `model.AcceptedText`. What means more than a list of texts (classes
of characters that are open, repetition, look-around) has no such form.
"""

from __future__ import annotations

from itertools import product

_MOST = 64
_LONGEST = 500


class NotPlainError(Exception):
    """The expression is not a list of texts."""


def spelled_out(pattern: str) -> list[str]:
    """The texts that a regular expression accepts, with `*` for "anything" and `\\*` for a star.

    Raises:
        NotPlainError: there are too many, or they cannot be written down.
    """
    if len(pattern) > _LONGEST:
        raise NotPlainError
    reader = _Reader(pattern.strip())
    texts = reader.alternatives()
    if reader.rest():
        raise NotPlainError
    return list(dict.fromkeys(" ".join(text.split()) for text in texts))


def escaped(text: str) -> str:
    """A literal text as `model.AcceptedText` wants it."""
    return text.replace("*", "\\*")


class _Reader:
    """Recursive descent over the pattern; each method gives the texts its part accepts."""

    def __init__(self, pattern: str) -> None:
        self._left = pattern
        self._depth = 0

    def rest(self) -> str:
        return self._left

    def alternatives(self) -> list[str]:
        self._depth += 1
        if self._depth > 20:
            raise NotPlainError
        texts = self._sequence()
        while self._left.startswith("|"):
            self._left = self._left[1:]
            texts += self._sequence()
        self._depth -= 1
        return _few(texts)

    def _sequence(self) -> list[str]:
        texts = [""]
        while self._left and self._left[0] not in "|)":
            piece = self._repeated(self._piece())
            texts = _few([before + after for before, after in _pairs(texts, piece)])
        return texts

    def _piece(self) -> list[str]:
        first, self._left = self._left[0], self._left[1:]
        if first == "(":
            return self._group()
        if first == "[":
            return self._class()
        if first == "\\":
            return self._escape()
        if first in "^$":
            return [""]
        if first == ".":
            return ["\0"]  # any one character, which only counts with a star behind it
        if first in "*+?{}":
            raise NotPlainError
        return [first]

    def _group(self) -> list[str]:
        if self._left.startswith("?"):
            if not self._left.startswith("?:"):
                raise NotPlainError
            self._left = self._left[2:]
        texts = self.alternatives()
        if not self._left.startswith(")"):
            raise NotPlainError
        self._left = self._left[1:]
        return texts

    def _class(self) -> list[str]:
        characters, closed, self._left = self._left.partition("]")
        if not closed or not characters or characters[0] == "^" or any(c in characters for c in "-\\["):
            raise NotPlainError
        return [escaped(c) for c in characters]

    def _escape(self) -> list[str]:
        letter, self._left = self._left[:1], self._left[1:]
        if letter == "s":
            return [" "]
        if letter == "b":
            return [""]
        if not letter or letter.isalnum():
            raise NotPlainError
        return [escaped(letter)]

    def _repeated(self, texts: list[str]) -> list[str]:
        mark = self._left[:1]
        if texts == ["\0"]:
            if mark not in ("*", "+"):
                raise NotPlainError
            self._left = self._left[1:].removeprefix("?")
            return ["*"]
        if mark == "?":
            self._left = self._left[1:]
            return [*texts, ""]
        if mark in ("*", "+") and texts == [" "]:
            self._left = self._left[1:]
            return [" ", ""] if mark == "*" else [" "]
        if mark and mark in "*+{":
            raise NotPlainError
        return texts


def _pairs(first: list[str], second: list[str]) -> list[tuple[str, str]]:
    if len(first) * len(second) > _MOST:
        raise NotPlainError
    return list(product(first, second))


def _few(texts: list[str]) -> list[str]:
    if len(texts) > _MOST:
        raise NotPlainError
    return texts
