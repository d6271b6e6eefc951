"""The school's signed catalogue on its way through a hub: verified from the root that was given first, and passed on unchanged."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime
from pathlib import Path

from bivouac import machine
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.source import Source
from bivouac.errors import TrustError
from bivouac.sync.catalogue.files import FOLDER, TIMESTAMP, first_of_chain, newest_root, root_versions
from bivouac.sync.catalogue.trusted import MAX_ROOT, MAX_TIMESTAMP, Fetch, TrustedCatalogue, Verified, fetch_from
from bivouac.sync.exchange.client import HubClient
from bivouac.sync.hub import signed
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.protocol.line import Line
from bivouac.sync.transfer.signed import LeftOut, checked, refresh_over
from bivouac.sync.transfer.source import MissingError
from bivouac.sync.transfer.web import HUB_CONTENT, WebSource

SCHOOL = "school.catalogue"


def verify_above(folder: HubFolder, client: HubClient, line: Line) -> Verified | None:
    """What the school has signed, as the hub above has it now, kept for this hub's laptops; None where no root was ever given.

    Raises:
        TrustError: it does not follow from the root; what this hub passes on stays as it was. LineError: the line is away.
    """
    trusted = TrustedCatalogue(folder.folder / SCHOOL)
    if not trusted.has_root():
        root = client.hub().root
        if not root:
            return None
        trusted.begin(root)
    source = WebSource(line, HUB_CONTENT)
    verified = refresh_over(trusted, source, lambda: datetime.fromtimestamp(client.health().clock / 1000, UTC))
    files = trusted.files()
    pass_on(folder.content, {**_older_roots(folder, files, source), **files})
    return verified


def known_catalogue(folder: HubFolder, work: Path) -> tuple[TrustedCatalogue | None, TrustError | None]:
    """What a hub goes by: the catalogue that it was brought, else its own; None where it has none.

    Args:
        work: a folder for what need not be kept, gone after the work.

    Returns:
        The catalogue, and why nothing may be added by it as it is: its own has run out, or is not whole. A newer one may help.

    Raises:
        TrustError: its own root is none.
    """
    pass_on_kept(folder)
    brought = TrustedCatalogue(folder.folder / SCHOOL)
    if brought.has_root():
        return brought, None
    root = newest_root(folder.content)
    if not root:
        return None, None
    own, fetch = TrustedCatalogue(work / SCHOOL), fetch_from(folder.content)
    own.begin(root, fetch(TIMESTAMP, MAX_TIMESTAMP) or b"")
    try:
        own.refresh(fetch)
    except TrustError as error:
        return own, error
    return own, None


def vouched_by_school(folder: HubFolder, source: Source, left_out: LeftOut) -> Source:
    """What of `source` may be put on a hub: where it goes by the catalogue of its school, only what that has; all of it elsewhere.

    A newer catalogue that is with the courses counts, and is passed on. A hub that signs for itself (`bivouac catalogue`) has courses before
    they are published.

    Args:
        left_out: told of the others, where something is left.

    Raises:
        TrustError: nothing is left, or the catalogue has run out.
    """
    brought = TrustedCatalogue(folder.folder / SCHOOL)
    if not brought.has_root():
        return source
    try:
        place = source.folder if isinstance(source, Layout) else None
        return checked([brought], source, place, left_out=left_out)
    finally:
        pass_on_kept(folder)


def pass_on_kept(folder: HubFolder) -> None:
    """See that laptops get what this hub goes by: a power cut may have come between keeping it and passing it on.

    Raises:
        TrustError: there is another catalogue in its place. StoreError: what is kept is damaged.
    """
    kept = TrustedCatalogue(folder.folder / SCHOOL)
    if kept.has_root():
        pass_on(folder.content, kept.files())


def catalogue_on(place: Path, work: Path) -> TrustedCatalogue | None:
    """The catalogue in a folder of courses, believed as it is, from its oldest root on; None where there is none.

    Raises:
        TrustError: it has run out, or is not whole.
    """
    roots = root_versions(place)
    if not roots:
        return None
    first = first_of_chain(roots)
    found = TrustedCatalogue(work / "found.catalogue")
    found.begin(fetch_from(place)(f"{first}.root.json", MAX_ROOT) or b"")
    found.refresh(fetch_from(place))
    return found


def adopt_catalogue(folder: HubFolder, catalogue: TrustedCatalogue) -> None:
    """Let a hub that has no catalogue go by this one from now on, and pass it on to who joins. Raises TrustError: it has run out."""
    catalogue.read()
    kept = catalogue.hand_on(folder.folder / SCHOOL)  # first: what is cut off then is made good by `pass_on_kept`
    pass_on(folder.content, kept.files())
    signed.look(folder.folder)


def sign_here(folder: HubFolder) -> None:
    """Let a hub that was brought a catalogue sign it itself from now on: whoever asks for that has its keys.

    Raises:
        TrustError: there is another catalogue in its place. StoreError: what is kept is damaged.
    """
    pass_on_kept(folder)
    (folder.folder / SCHOOL).unlink(missing_ok=True)  # kept, it would be put in the place of what is signed here


def take_newer(folder: HubFolder, trusted: TrustedCatalogue, fetch: Fetch) -> bool:
    """Take along what a place has of the catalogue that a hub goes by; whether that was newer.

    Raises:
        TrustError: it is older, or does not follow from the hub's, or is not whole; nothing changes.
    """
    before = trusted.files()
    try:
        trusted.refresh(fetch)
    except TrustError as error:
        if _before_new_keys(before, fetch):
            raise TrustError(
                "This catalogue is from before the school changed its keys. Nothing of it was used. Use a newer stick."
            ) from error
        raise
    after = trusted.files()
    pass_on(folder.content, after)
    signed.look(folder.folder)
    return after != before


def _before_new_keys(known: dict[str, bytes], fetch: Fetch) -> bool:
    """Whether a place has one of the known roots and not the newest: its catalogue was good once."""
    roots = [name for name in known if name.endswith(".root.json")]
    return (
        bool(roots)
        and fetch(roots[-1], MAX_ROOT) is None
        and any(fetch(name, MAX_ROOT) == known[name] for name in roots)
    )


def _older_roots(folder: HubFolder, files: dict[str, bytes], source: WebSource) -> dict[str, bytes]:
    """The roots before those that were verified: laptops follow them from their own on."""
    known = [int(name.split(".")[0]) for name in files if name.endswith(".root.json")]
    found = {}
    for name in [f"{version}.root.json" for version in range(1, min(known, default=1))]:
        if not (folder.content / FOLDER / name).is_file():
            with contextlib.suppress(MissingError):
                found[name] = b"".join(source.fetch(f"{FOLDER}/{name}", 0, MAX_ROOT))
    return found


def pass_on(courses: Path, files: dict[str, bytes]) -> None:
    """Write what was verified into a folder of courses, what names other files last. Raises TrustError: there is another catalogue."""
    target = courses / FOLDER
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
