"""What a page needs from its importer: where its pictures are and where its links lead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple


@dataclass(frozen=True)
class Played:
    """A film or a recording that a page plays inside its text.

    Attributes:
        src: the reference as written, entities resolved.
        title: what the page calls it; may be empty.
        poster: reference of the picture before it starts; empty when there is none.
        captions: references of captions, by language.
    """

    src: str
    title: str = ""
    poster: str = ""
    captions: Mapping[str, str] = field(default_factory=dict)


class Made(NamedTuple):
    """The activity that became of it: its id (empty: it is the one to which the page itself belongs) and its title."""

    activity: str
    title: str


class Resources:
    """Subclass it for a format.

    Attributes:
        files: the `files` of the lesson the page belongs to; drawn mathematics and inline pictures are put there.
        language: the course's (BCP 47); the few words that cleaning adds for learners are in it.
    """

    def __init__(self, files: dict[str, bytes | Path], language: str = "en") -> None:
        self.files = files
        self.language = language

    def picture(self, src: str) -> str | None:
        """Put the picture that `src` names into `files` (see `pictures.add_picture`) and return its pack path.

        `src` is the reference as written, entities resolved; `http(s):` and `data:` never come here. None: it is not there.
        """
        return None

    def link(self, href: str) -> str | None:
        """Where a relative link leads: `activity:<id>`, `#anchor`, a web address, or None (the link's text stays).

        `#…`, `http(s):`, `mailto:` and `activity:` never come here.
        """
        return None

    def film(self, played: Played) -> Made | None:
        """Make what the page plays an activity of its own, once. None: it is not there, or cannot be played.

        Addresses of the internet never come here.
        """
        return None
