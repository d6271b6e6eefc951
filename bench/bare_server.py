"""A web server that only answers, on the server that the hub runs on: what a request costs before the hub does anything."""

from __future__ import annotations

import json
from typing import Any

import uvicorn

from bivouac.sync.hub.serve import listen

_ANSWER = b"\0" * 100


async def _application(scope: Any, receive: Any, send: Any) -> None:
    if scope["type"] == "http":
        while (await receive()).get("more_body"):
            pass
        headers = [(b"content-length", str(len(_ANSWER)).encode()), (b"content-type", b"application/octet-stream")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": _ANSWER})


def main() -> None:
    listening = listen("127.0.0.1", 0)
    print(json.dumps({"port": listening.getsockname()[1]}), flush=True)
    options: dict[str, Any] = {
        "http": "httptools",
        "ws": "none",
        "lifespan": "off",
        "log_config": None,
        "access_log": False,
    }
    uvicorn.Server(uvicorn.Config(_application, **options)).run([listening])


if __name__ == "__main__":
    main()
