"""The captions of one film: its tracks, which of them is chosen, and whether it is shown over the picture."""

from __future__ import annotations

import logging
from collections.abc import Callable

from bivouac.courses.captions import Cue, parse_captions
from bivouac.courses.model import Captions
from bivouac.errors import BivouacError

log = logging.getLogger(__name__)


class FilmCaptions:
    """Tracks are read when they are first wanted.

    Attributes:
        languages: BCP 47 tags of the tracks, in their order.
        language: the track of the transcript, and of the captions where they are on; empty without tracks.
        shown: whether captions stand over the picture.
        unreadable: whether a track could not be read.
    """

    def __init__(self, tracks: tuple[Captions, ...], read: Callable[[str], bytes]) -> None:
        self.languages = [track.language for track in tracks]
        self.language = self.languages[0] if tracks else ""
        self.shown = False
        self.unreadable = False
        self._files = {track.language: track.file for track in tracks}
        self._read = read
        self._cues: dict[str, list[Cue]] = {}

    def prefer_first(self, *languages: str) -> None:
        """Show captions in the first of these languages that there are any in; none where there are in none."""
        for language in languages:
            self.prefer(language)
            if self.shown:
                return

    def prefer(self, language: str) -> None:
        """Show captions in `language` if there are any (`fr` serves for `fr-CI` and the other way round); else none."""
        primary = language.split("-")[0]
        near = [tag for tag in self.languages if tag.split("-")[0] == primary]
        best = [language] if language in self.languages else near
        self.shown = bool(best)
        if best:
            self.language = best[0]

    def choose(self, language: str) -> None:
        """Show captions in `language`, none when it is empty."""
        self.shown = bool(language)
        self.language = language or self.language

    @property
    def chosen(self) -> str:
        """The language that stands over the picture; empty when none does."""
        return self.language if self.shown else ""

    def cues(self) -> list[Cue]:
        """The cues of the chosen track; none when it cannot be read."""
        if self.language and self.language not in self._cues:
            self._cues[self.language] = self._load(self._files[self.language])
        return self._cues.get(self.language, [])

    def at(self, position: int) -> str:
        """What stands over the picture at `position`, in milliseconds."""
        seconds = position / 1000
        return "\n".join(cue.text for cue in self.cues() if cue.start <= seconds < cue.end) if self.shown else ""

    def _load(self, path: str) -> list[Cue]:
        try:
            return parse_captions(self._read(path))
        except BivouacError as error:
            log.warning("captions %s: %s", path, error)
            self.unreadable = True
            return []
