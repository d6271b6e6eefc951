"""Taking laptops in on Windows: there asyncio stops listening, for good and for all, once one of them hangs up before it was taken in (python/cpython#93821)."""

from __future__ import annotations

import asyncio
import sys

_PAUSE_SECONDS = 0.01


if sys.platform == "win32":
    import socket
    from collections.abc import Callable
    from typing import Any

    class _Proactor(asyncio.IocpProactor):
        """Takes in whoever comes next where somebody hung up."""

        def accept(self, listener: socket.socket) -> asyncio.Future[Any]:
            return asyncio.ensure_future(self._accepted(listener))

        async def _accepted(self, listener: socket.socket) -> Any:
            while True:
                coming = super().accept(listener)
                made = self._made  # for this one
                if (found := await coming) is not None:
                    return found
                made.close()
                await asyncio.sleep(_PAUSE_SECONDS)

        def _get_accept_socket(self, family: int) -> socket.socket:
            made: socket.socket = super()._get_accept_socket(family)  # type: ignore[misc]
            self._made = made
            return made

        def _register(self, ov: Any, obj: Any, callback: Callable[..., Any]) -> Any:
            if callback.__name__ == "finish_accept":
                callback = _unless_gone(callback)
            return super()._register(ov, obj, callback)  # type: ignore[misc]

    def _unless_gone(callback: Callable[..., Any]) -> Callable[..., Any]:
        def accepted(*arguments: Any) -> Any:
            try:
                return callback(*arguments)
            except OSError:  # theirs, never that of the socket that listens, which is cancelled when it closes
                return None

        return accepted

    def make_loop() -> asyncio.AbstractEventLoop:
        """The event loop of a hub on Windows."""
        return asyncio.ProactorEventLoop(_Proactor())
