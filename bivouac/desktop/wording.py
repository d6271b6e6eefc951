"""Numbers, sizes and times as people say them."""

from __future__ import annotations

import math
import time

from PySide6.QtCore import QDateTime, QLocale

from bivouac.language import current_language, tr

_SMALL = 100_000
"""Bytes: what is less is not said in megabytes."""
_MINUTE, _HOUR, _DAY = 60, 3600, 86_400


def locale() -> QLocale:
    """The locale of the language in use."""
    return QLocale(current_language())


def quoted(text: str) -> str:
    """A text between the quotation marks of the language."""
    return tr("“{text}”", text=text)


def megabytes(size: int) -> str:
    """A size in bytes, as `12 MB`; as `40 kB` what would be none of them."""
    if size < _SMALL:
        return tr("{n} kB").format(n=locale().toString(math.ceil(size / 1000)))
    if size >= 1_000_000_000:
        return tr("{n} GB").format(n=locale().toString(size / 1_000_000_000, "f", 1))
    number = size / 1_000_000
    return tr("{n} MB").format(n=locale().toString(number, "f", 1 if number < 10 else 0))


def small_size(size: float) -> str:
    """A size in bytes that may be small, as `120 kB` or `1.2 MB`."""
    if size >= 1_000_000:
        return megabytes(round(size))
    return tr("{n} kB").format(n=locale().toString(max(1, round(size / 1000))))


def how_long(seconds: float) -> str:
    """How long something will take, as roughly as it can be known."""
    return tr("less than a minute") if seconds < _MINUTE else _duration(seconds + _MINUTE / 2)


def percent(share: float) -> str:
    """A share from 0 to 1, as `45 %`."""
    return tr("{n}%").format(n=round(share * 100))


def clock(milliseconds: int) -> str:
    """A place in a film, as `1:05` or `1:02:03`."""
    seconds = milliseconds // 1000
    hours, minutes = seconds // _HOUR, seconds // _MINUTE % 60
    return f"{hours}:{minutes:02}:{seconds % 60:02}" if hours else f"{minutes}:{seconds % 60:02}"


def day_and_time(milliseconds: int) -> str:
    """A moment (milliseconds since 1970) in the person's own time, as `22 Nov 14:32`; only the time when it is today."""
    moment = QDateTime.fromMSecsSinceEpoch(milliseconds)
    if moment.date() == QDateTime.currentDateTime().date():
        return locale().toString(moment, "HH:mm")
    return locale().toString(moment, "d MMM HH:mm")


def ago(milliseconds: int) -> str:
    """How long ago a moment was, roughly: `5 minutes`, `3 days`. A moment in the future (a clock was wrong) is no time ago."""
    seconds = max(0, time.time() - milliseconds / 1000)
    return tr("a moment") if seconds < 2 * _MINUTE else _duration(seconds)


def _duration(seconds: float) -> str:
    if seconds < 2 * _HOUR:
        return tr("{n} minute|{n} minutes", n=int(seconds // _MINUTE))
    if seconds < 2 * _DAY:
        return tr("{n} hour|{n} hours", n=int(seconds // _HOUR))
    return tr("{n} day|{n} days", n=int(seconds // _DAY))
