"""How the hub says no: a status, a code and a sentence, in msgpack for laptops and in JSON for whoever asks for that."""

from __future__ import annotations

from typing import Any

import msgspec

from bivouac.errors import BivouacError, InputError, RecordError, RefusedError
from bivouac.language import tr_later
from bivouac.sync.protocol import messages
from bivouac.sync.protocol.messages import MEDIA_TYPE, Refusal

JSON = "application/json"
_WAIT_SECONDS = 30
"""Of a hub that has a trouble of its own: a full disk, a database that is away."""

A_BUG = tr_later(
    "That is a mistake in Bivouac, and nothing that was received is lost. The lines that follow are for those who mend it."
)
"""What the terminal says before a traceback."""

OUR_FAULT = tr_later("The hub has a problem of its own. Try again later; if it stays, tell the campus staff.")


class RefusalError(RefusedError):
    """The hub says no, with this HTTP status."""

    def __init__(self, status: int, source: str, /, **values: Any) -> None:
        super().__init__(source, **values)
        self.status = status


def status_of(error: BivouacError) -> int:
    """The HTTP status for an error: 4xx where asking again as it is would bring the same, 503 where the hub has the trouble."""
    if isinstance(error, RefusalError):
        return error.status
    if isinstance(error, RefusedError):
        return 403
    return 400 if isinstance(error, RecordError | InputError) else 503


def headers_of(error: BivouacError) -> dict[str, str]:
    """When to ask again (RFC 9110, 10.2.3), where that is right."""
    if status_of(error) not in (429, 503):
        return {}
    return {"retry-after": str(error.values.get("seconds", _WAIT_SECONDS))}


def body_of(error: BivouacError, accept: str) -> tuple[bytes, str]:
    """An error as the body of an answer and its media type, after what the asker accepts."""
    refusal = Refusal(error.code, error.source, error.values)
    if MEDIA_TYPE not in accept and any(kind in accept for kind in (JSON, "text/html")):
        return msgspec.json.encode(refusal), JSON
    return messages.encode(refusal), MEDIA_TYPE
