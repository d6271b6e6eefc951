"""Every kind of activity that the model has is looked after in the desktop."""

from __future__ import annotations

import pytest

from bivouac.courses.model import KINDS, Activity, Unknown
from bivouac.desktop.activities import _panes
from bivouac.desktop.icons import KIND_ICONS, icon_names


@pytest.mark.parametrize("kind", [*KINDS.values(), Unknown], ids=lambda kind: kind.__name__)
def test_every_kind_has_a_pane_and_an_icon(kind: type[Activity]) -> None:
    assert kind in _panes(), "it has no pane: write one, and its line in _panes (desktop/activities)"
    name = str(kind.__struct_config__.tag)
    assert name in KIND_ICONS, "it has no icon: KIND_ICONS (desktop/icons.py)"
    assert KIND_ICONS[name] in icon_names(), "there is no such file in assets/icons"
