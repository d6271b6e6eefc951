"""A stick that is pulled out while a hub is filled from it, in the middle of a large film."""

from __future__ import annotations

from pathlib import Path

import pytest

from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.verify import verify_course
from bivouac.courses.limits import LIMITS
from bivouac.errors import GoneError
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.relay.filling import Stock, fill_hub
from tests.courses.bundle.conftest import store_course
from tests.courses.bundle.test_begun import FILM, Stick, begun


def test_the_next_filling_goes_on_in_the_film(tmp_path: Path) -> None:
    large = Layout.create(tmp_path / "stick")
    store_course(large, film=FILM)
    hub = HubFolder.create(tmp_path / "hub", "Campus")
    with pytest.raises(GoneError):
        fill_hub(hub, Stock(Stick(large.folder, 6 * LIMITS.piece)))
    assert hub.layout().references() == {}
    again = Stick(large.folder)
    outcome = fill_hub(hub, Stock(again))
    layout = hub.layout()
    assert len(outcome.came) == 1 and verify_course(layout, layout.references()["planning"]).id == "planning"
    assert again.given <= len(FILM) - 6 * LIMITS.piece + 4 and begun(layout) == []
