"""Settings of this machine, as data: the dialog and the documentation are made from this table."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

import msgspec

from bivouac.decoding import from_json
from bivouac.language import LANGUAGES, tr_later

Value = str | float | bool


@dataclass(frozen=True)
class Setting:
    """One setting. `choices` maps a value to its name for people (empty: free); `sentence` says what it does."""

    key: str
    default: Value
    name: str
    sentence: str
    choices: tuple[tuple[Value, str], ...] = ()


LANGUAGE = Setting(
    "language",
    "",
    tr_later("Language"),
    tr_later("The language of buttons and messages. Courses keep theirs."),
    (("", tr_later("As on this computer")), *LANGUAGES.items()),
)
SCHEME = Setting(
    "scheme",
    "system",
    tr_later("Colours"),
    tr_later("Light, dark, or as on this computer."),
    (("system", tr_later("As on this computer")), ("light", tr_later("Light")), ("dark", tr_later("Dark"))),
)
TEXT_SCALE = Setting(
    "text_scale",
    1.0,
    tr_later("Text size"),
    tr_later("Makes everything that is written larger or smaller."),
    (
        (0.9, tr_later("Small")),
        (1.0, tr_later("Normal")),
        (1.2, tr_later("Large")),
        (1.4, tr_later("Very large")),
        (1.6, tr_later("Huge")),
    ),
)
RENDITION = Setting(
    "rendition",
    "auto",
    tr_later("Films"),
    tr_later("Small films download fast and take little room; large ones are sharper."),
    (
        ("auto", tr_later("As suits network and room")),
        ("240p", tr_later("Small (240p)")),
        ("480p", tr_later("Large (480p)")),
    ),
)

METERED = Setting(
    "metered",
    "wait",
    tr_later("Networks that cost"),
    tr_later(
        "Where you pay for what you download, courses can wait for another network. What you did is always sent: it is very little."
    ),
    (("wait", tr_later("Courses wait")), ("download", tr_later("Download courses all the same"))),
)

NIGHT = Setting(
    "night",
    "always",
    tr_later("Courses over the internet"),
    tr_later("What comes from a stick or from a campus in the same building never waits."),
    (("always", tr_later("At any time")), ("night", tr_later("At night only, from 22:00 to 6:00"))),
)
CAP = Setting(
    "cap",
    0.0,
    tr_later("Speed over the internet"),
    tr_later("Leaves some of a slow network to others."),
    (
        (0.0, tr_later("As fast as it goes")),
        (1000.0, tr_later("At most 1 MB a second")),
        (300.0, tr_later("At most 300 kB a second")),
        (100.0, tr_later("At most 100 kB a second")),
        (30.0, tr_later("At most 30 kB a second")),
    ),
)
BUDGET = Setting(
    "budget",
    0.0,
    tr_later("Internet a week"),
    tr_later("Courses stop there and go on in the next week. What you did is always sent."),
    (
        (0.0, tr_later("As much as it takes")),
        (200.0, tr_later("200 MB")),
        (500.0, tr_later("500 MB")),
        (1000.0, tr_later("1 GB")),
        (3000.0, tr_later("3 GB")),
        (10000.0, tr_later("10 GB")),
    ),
)

SETTINGS = (LANGUAGE, SCHEME, TEXT_SCALE, RENDITION, METERED, NIGHT, CAP, BUDGET)


class Settings:
    """What was set on this machine."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def get(self, setting: Setting) -> Value:
        """The value that was set, or the default (also where what was stored is no longer a valid choice)."""
        row = self._db.execute("SELECT value FROM settings WHERE key = ?", (setting.key,)).fetchone()
        if row is None:
            return setting.default
        value: Value = from_json(row[0], type(setting.default))
        if setting.choices and value not in [choice for choice, _ in setting.choices]:
            return setting.default
        return value

    def set(self, setting: Setting, value: Value) -> None:
        """Keep a value."""
        self._db.execute(
            "INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)",
            (setting.key, msgspec.json.encode(value).decode()),
        )
