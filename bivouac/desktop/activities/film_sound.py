"""How fast and how loud a film plays, as the person chooses it."""

from __future__ import annotations

from collections.abc import Callable

from bivouac.desktop.multimedia import Film
from bivouac.desktop.widgets.player_controls import PlayerControls


class FilmSound:
    """Rate and volume.

    Args:
        film: the film that is open, or None.
    """

    def __init__(self, controls: PlayerControls, film: Callable[[], Film | None]) -> None:
        self._controls = controls
        self._film = film
        controls.rate_chosen.connect(self._choose_rate)
        controls.volume_chosen.connect(self._choose_volume)
        controls.mute_toggled.connect(self._toggle_mute)

    def show(self) -> None:
        """Show how the film plays that is open now."""
        if (film := self._film()) is not None:
            self._controls.show_rate(film.habits.rate)
            self._controls.show_volume(film.habits.volume, muted=film.habits.muted)

    def _choose_rate(self, rate: float) -> None:
        if (film := self._film()) is not None:
            film.set_rate(rate)
            self.show()

    def _choose_volume(self, volume: float) -> None:
        if (film := self._film()) is not None:
            film.set_volume(volume)
            film.set_muted(False)
            self.show()

    def _toggle_mute(self) -> None:
        if (film := self._film()) is not None:
            film.set_muted(not film.habits.muted)
            self.show()
