"""What an invitation is handed out as: its addresses, an invite file, a QR code."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

import click

from bivouac import machine
from bivouac.errors import InputError
from bivouac.language import tr
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.protocol.invite import show_code, write_invitation, write_link
from bivouac.sync.protocol.line import HUB_PORT, clean_url, is_loopback
from bivouac.sync.protocol.messages import Invitation


def addresses(here: HubFolder, given: Sequence[str]) -> tuple[str, ...]:
    """Where the hub is reached: what was given, of which a bare name or number gets the port on which the hub last served; else where it did.

    Raises:
        InputError: what was given is no address.
    """
    serving = here.serving()
    port = serving.port if serving else HUB_PORT
    return tuple(clean_url(url, port) for url in given) or (serving.urls if serving else ())


def only_here(urls: Sequence[str]) -> bool:
    """Whether nobody but this machine reaches these addresses."""
    return bool(urls) and all(is_loopback(urlsplit(url).hostname or "") for url in urls)


def warn_if_only_here(urls: Sequence[str]) -> None:
    """Say so, before somebody carries an invitation away with which nobody can join."""
    if only_here(urls):
        click.echo(
            tr(
                "Other computers do not reach {url}: with this invitation only this machine can join. Start the hub with --host 0.0.0.0 and make it again, or give the address with --url.",
                url=urls[0],
            ),
            err=True,
        )


def require_addresses(urls: Sequence[str]) -> None:
    """Raises InputError when there are none."""
    if not urls:
        raise InputError("An invite file needs the hub's address. Start the hub once, or give it with --url.")


def write_file(here: HubFolder, file: Path, code: str, urls: tuple[str, ...], class_name: str = "") -> None:
    """Write an invite file; `class_name` where it is for somebody of a class."""
    require_addresses(urls)
    certificate = here.certificate() if any(url.startswith("https:") for url in urls) else ""
    said = Invitation(here.settings.name, urls, show_code(code), certificate, class_name=class_name)
    write_invitation(file, said)


def write_qr(file: Path, code: str, urls: Sequence[str]) -> None:
    """Address and code as any telephone's camera reads them (`invite.write_link`)."""
    import io

    import segno

    require_addresses(urls)
    if file.suffix.lower() not in (".svg", ".png"):
        raise InputError("A QR code is written as .svg or .png.")
    picture = io.BytesIO()
    # Its own white: on the dark page of a viewer black squares alone are seen by no camera.
    drawn = segno.make(write_link(urls[0], code), error="m")
    drawn.save(picture, kind=file.suffix[1:].lower(), scale=8, light="white")
    machine.write_whole(file, picture.getvalue())
