"""Timed text: SRT and WebVTT in whatever shape they come, as cues; cues as WebVTT.

Sources: WebVTT (W3C, https://www.w3.org/TR/webvtt1/); SubRip has no specification, this reads what players read.
Also used while a film plays, so it imports nothing heavy.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bivouac.courses.limits import LIMITS
from bivouac.errors import InputError

_TIME = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[.,:](\d{1,3}))?"
_TIMING = re.compile(rf"\s*{_TIME}\s*--?>\s*{_TIME}(?:\s.*)?")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<\d[\d:.]*>|\{\\[^{}]*\}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{4})?(?:[-_](?:[A-Za-z]{2}|\d{3}))?")
_UNKNOWN_END = 2.0
"""Seconds a cue is shown that ends before it starts."""


@dataclass(frozen=True)
class Cue:
    """Text shown from `start` to `end`, in seconds; lines are parted by `\\n`, there is no markup."""

    start: float
    end: float
    text: str


def parse_captions(data: bytes) -> list[Cue]:
    """The cues of an SRT or WebVTT file (told apart by content, never by name), by start time.

    Raises:
        InputError: it is neither, or is larger than `LIMITS.captions`. A file without any cue gives an empty list.
    """
    if len(data) > LIMITS.captions:
        raise InputError("The captions are too large ({n} bytes) to be captions.", n=len(data))
    text = _decoded(data).replace("\r\n", "\n").replace("\r", "\n").strip("\ufeff\n\t ")
    is_webvtt = re.match(r"WEBVTT(?:[\s]|$)", text) is not None
    cues = [cue for cue in _cues(text.split("\n"), is_webvtt) if cue.text]
    if text and not cues and not is_webvtt and not _TIMING.search(text):
        raise InputError("This file holds no captions. Captions are .srt or .vtt files with a time before each text.")
    return sorted(cues, key=lambda cue: (cue.start, cue.end))


def to_webvtt(cues: Iterable[Cue]) -> bytes:
    """The cues as a WebVTT file in UTF-8, the same bytes for the same cues."""
    parts = ["WEBVTT\n"]
    for cue in cues:
        lines = [line for line in cue.text.split("\n") if line.strip()]
        if lines:
            parts.append(
                f"{_clock(cue.start)} --> {_clock(cue.end)}\n" + html.escape("\n".join(lines), quote=False) + "\n"
            )
    return "\n".join(parts).encode("utf-8", "replace")


def caption_language(name: str, stem: str) -> str | None:
    """The BCP 47 tag in a caption file's name, `film.fr.vtt` beside the film `film` gives `fr`.

    Returns None when `name` is no caption file of the film `stem`, an empty string when it is one and names no language.
    """
    base, dot, ending = name.rpartition(".")
    if not dot or ending.lower() not in ("srt", "vtt") or not base.lower().startswith(stem.lower()):
        return None
    rest = base[len(stem) :]
    if not rest:
        return ""
    if rest[0] not in "._-" or not _LANGUAGE.fullmatch(rest[1:]):
        return None
    return _well_formed(re.split("[-_]", rest[1:]))


# --- reading ---------------------------------------------------------------------------------------------------------


def _cues(lines: list[str], is_webvtt: bool) -> Iterator[Cue]:
    """Every timing line begins a cue. Its text ends before the next one (SRT) or at an empty line (WebVTT)."""
    starts = [number for number, line in enumerate(lines) if "->" in line and _TIMING.fullmatch(line)]
    for start, following in zip(starts, [*starts[1:], len(lines)], strict=False):  # without any, one end too many
        timing = _TIMING.fullmatch(lines[start])
        assert timing is not None
        begin, end = _seconds(timing.groups()[:4]), _seconds(timing.groups()[4:])
        text = lines[start + 1 : following]
        if is_webvtt and "" in (stripped := [line.strip() for line in text]):
            text = text[: stripped.index("")]
        elif not is_webvtt and following < len(lines):
            text = _without_counter(text)
        yield Cue(begin, end if end > begin else begin + _UNKNOWN_END, _plain(text))


def _without_counter(text: list[str]) -> list[str]:
    """SRT numbers its cues: the line of digits before the next timing is no text."""
    return text[:-1] if text and re.fullmatch(r"\s*\d+\s*", text[-1]) else text


def _plain(lines: list[str]) -> str:
    """Text without styling: tags of WebVTT and HTML, overrides of ASS, character references."""
    shown = _TAG.sub("", "\n".join(lines).replace("\\N", "\n").replace("\\h", " "))
    shown = re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", html.unescape(shown)).replace("\xa0", " ")
    return "\n".join(stripped for line in shown.split("\n") if (stripped := line.strip(" \t\ufeff")))


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, fraction = parts
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
    return whole + int((fraction or "0").ljust(3, "0")) / 1000


def _clock(seconds: float) -> str:
    milliseconds = max(0, round(seconds * 1000))
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"


def _well_formed(subtags: list[str]) -> str:
    """A BCP 47 tag in its usual case: `zh-Hans-CN`."""
    cased = [subtag.title() if len(subtag) == 4 else subtag.upper() for subtag in subtags[1:]]
    return "-".join([subtags[0].lower(), *cased])


# --- encodings -------------------------------------------------------------------------------------------------------


def _decoded(data: bytes) -> str:
    """Text of a file that does not say in which encoding it is: UTF-8 if it can be, else what its bytes look like."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if data[:200].count(0) > len(data[:200]) // 4:
        return data.decode("utf-16-be" if data[:1] == b"\0" else "utf-16-le", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode(_old_encoding(data), "replace")


def _old_encoding(data: bytes) -> str:
    """Windows' encoding of Western text, or that of Arabic or Chinese where most letters are beyond ASCII."""
    high = sum(byte >= 0x80 for byte in data)
    latin = sum(byte < 0x80 and chr(byte).isalpha() for byte in data)
    if high <= latin:
        return "cp1252"
    try:
        beyond = [letter for letter in data.decode("gb18030") if ord(letter) > 0x7F]
    except UnicodeDecodeError:
        return "cp1256"
    common = sum("\u4e00" <= letter <= "\u9fff" or letter in "，。！？、：；“”‘’《》…" for letter in beyond)
    return "gb18030" if common > 0.9 * len(beyond) else "cp1256"
