"""Film time as people read it."""

from __future__ import annotations

from bivouac.language import tr


def clock(milliseconds: int) -> str:
    """`1:05`, or `1:01:05` from an hour on."""
    minutes, seconds = divmod(max(0, milliseconds) // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def spoken(position: int, duration: int) -> str:
    """A place in a film, for a screen reader."""
    return tr("{position} of {duration}", position=clock(position), duration=clock(duration))
