"""What is given damaged bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Reader:
    """What reads, and genuine samples of what it reads."""

    read: Callable[[bytes], object]
    samples: tuple[bytes, ...]
