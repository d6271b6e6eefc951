"""What a person sets on this machine."""

from __future__ import annotations

from dataclasses import dataclass

from bivouac.desktop.changes import Change
from bivouac.desktop.desk import Desk
from bivouac.sync.store.library import Library
from bivouac.sync.store.settings import LANGUAGE, SCHEME, SETTINGS, TEXT_SCALE, Setting, Value


@dataclass(frozen=True)
class Preferences:
    """What decides how the window looks before anything else is shown."""

    language: str
    scheme: str
    scale: float


def load_preferences(library: Library) -> Preferences:
    get = library.settings.get
    return Preferences(str(get(LANGUAGE)), str(get(SCHEME)), float(get(TEXT_SCALE)))


def load_settings(library: Library) -> dict[str, Value]:
    """Every setting's value, by its key."""
    return {setting.key: library.settings.get(setting) for setting in SETTINGS}


def choose(desk: Desk, setting: Setting, value: Value) -> None:
    """Keep a setting and let the window follow it."""
    desk.tasks.database(lambda library: library.settings.set(setting, value)).then(
        lambda _: desk.changes.say(Change.SETTINGS)
    )


def step_text_size(desk: Desk, step: int) -> None:
    """Make text one size larger (1) or smaller (-1), or of normal size (0)."""

    def work(library: Library) -> None:
        sizes = [float(value) for value, _ in TEXT_SCALE.choices]
        now = sizes.index(float(library.settings.get(TEXT_SCALE)))
        wanted = sizes[min(max(now + step, 0), len(sizes) - 1)] if step else TEXT_SCALE.default
        library.settings.set(TEXT_SCALE, wanted)

    desk.tasks.database(work).then(lambda _: desk.changes.say(Change.SETTINGS))
