"""The school's signed catalogue on its way through a hub: verified from the root that was given first, and passed on unchanged."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime

from bivouac import machine
from bivouac.errors import TrustError
from bivouac.sync.catalogue.files import FOLDER
from bivouac.sync.catalogue.trusted import MAX_ROOT, TrustedCatalogue, Verified
from bivouac.sync.exchange.client import HubClient
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.protocol.line import Line
from bivouac.sync.transfer.signed import refresh_over
from bivouac.sync.transfer.source import MissingError
from bivouac.sync.transfer.web import HUB_CONTENT, WebSource

_FILE = "school.catalogue"


def verify_above(folder: HubFolder, client: HubClient, line: Line) -> Verified | None:
    """What the school has signed, as the hub above has it now, kept for this hub's laptops; None where no root was ever given.

    Raises:
        TrustError: it does not follow from the root; what this hub passes on stays as it was. LineError: the line is away.
    """
    trusted = TrustedCatalogue(folder.folder / _FILE)
    if not trusted.has_root():
        root = client.hub().root
        if not root:
            return None
        trusted.begin(root)
    source = WebSource(line, HUB_CONTENT)
    verified = refresh_over(trusted, source, lambda: datetime.fromtimestamp(client.health().clock / 1000, UTC))
    _pass_on(folder, trusted.files(), source)
    return verified


def _pass_on(folder: HubFolder, files: dict[str, bytes], source: WebSource) -> None:
    """Write what was verified into the folder of courses, what names other files last. Laptops follow the roots from their own on."""
    target = folder.content / FOLDER
    newest = int(next(iter(files)).split(".")[0])
    roots = {f"{version}.root.json": b"" for version in range(1, newest)}
    for name in [one for one in roots if not (target / one).is_file()]:
        with contextlib.suppress(MissingError):
            files = {name: b"".join(source.fetch(f"{FOLDER}/{name}", 0, MAX_ROOT)), **files}
    for name, content in files.items():
        path = target / name
        known = path.read_bytes() if path.is_file() else b""
        if known and known != content and name != "timestamp.json":
            raise TrustError(
                "This hub has a catalogue of its own, and the hub above another. Remove “{path}” to pass on the school's.",
                path=str(target),
            )
        if known != content:
            machine.write_whole(path, content)
            with contextlib.suppress(PermissionError):  # FAT, which knows no such thing
                path.chmod(0o644)  # as the rest of the folder, which a web server may serve
