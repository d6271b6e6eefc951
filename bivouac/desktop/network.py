"""The network as the system sees it: that it changed, and whether every byte on it is paid for. It is asked for hints only; trying decides."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal


class Network(QObject):
    """Watches the network once `watch` was called, after `engines.NETWORK` was imported; `changed` when it may be worth trying again."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._information: object | None = None

    def watch(self) -> None:
        """Begin. Where the system tells nothing, nothing is told."""
        from PySide6.QtNetwork import QNetworkInformation

        if self._information is not None or not QNetworkInformation.loadDefaultBackend():
            return
        information = QNetworkInformation.instance()
        self._information = information
        information.reachabilityChanged.connect(lambda _: self.changed.emit())
        information.isMeteredChanged.connect(lambda _: self.changed.emit())

    def is_metered(self) -> bool:
        """Whether the system says that bytes are paid for."""
        return self._information is not None and is_metered()


def is_metered() -> bool:
    """The same for who has no network to watch: no, as long as nobody began to."""
    if "PySide6.QtNetwork" not in sys.modules:  # the first picture does without
        return False
    from PySide6.QtNetwork import QNetworkInformation

    information = QNetworkInformation.instance()
    return information is not None and information.isMetered()
