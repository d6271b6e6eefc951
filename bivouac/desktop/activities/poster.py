"""The picture that stands before a film."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtGui import QImage

from bivouac.courses.model import Audio, Video
from bivouac.desktop.widgets.recording import recording_picture
from bivouac.errors import BivouacError

log = logging.getLogger(__name__)


def read_poster(video: Video, read: Callable[[str], bytes]) -> QImage:
    """The poster of a film, null where there is none or it is damaged; of a recording one of ours."""
    if video.poster is None:
        return recording_picture() if isinstance(video, Audio) else QImage()
    try:
        return QImage.fromData(read(video.poster))
    except BivouacError as error:
        log.warning("poster %s: %s", video.poster, error)
        return QImage()
