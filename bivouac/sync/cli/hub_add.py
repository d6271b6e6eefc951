"""`bivouac hub add`: courses from files and folders into a hub; one that is damaged, or that its school did not sign, keeps no other away."""

from __future__ import annotations

from collections.abc import Iterator

import click

from bivouac.courses.bundle.copy import Refusal, copy_courses
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.source import Source, blob_is_intact, damaged_blob
from bivouac.courses.bundle.version import read_version
from bivouac.courses.model import Course
from bivouac.errors import BundleError, TrustError
from bivouac.language import tr
from bivouac.sync.cli.table import labelled
from bivouac.sync.hub.folder import HubFolder


def add_courses(source: Source, hub: HubFolder, name: str) -> bool:
    """Put the courses of a file or folder called `name` on a hub, and say of each what became of it; whether all came."""
    from bivouac.sync.relay.school import vouched_by_school
    from bivouac.sync.transfer import taking

    layout, unsigned = hub.layout(), dict[str, TrustError]()

    def came(course: Course) -> None:
        click.echo(tr("“{title}” is on the hub.", title=course.title))

    try:
        source = vouched_by_school(hub, source, unsigned.__setitem__)
    except TrustError:
        if not unsigned:  # else it is said below of each
            raise
    try:
        left = [one for one in _damaged_though_known(source, layout) if one.course not in unsigned]
        bad = {*(one.course for one in left), *unsigned}
        if wanted := [course for course in source.references() if course not in bad]:
            copy_courses(source, layout, wanted, came=came, refused=left.append)
    except BundleError as error:
        raise BundleError(
            "Nothing of “{name}” was put on the hub. {reason}", name=name, reason=error.sentence()
        ) from error
    for one in left:
        click.echo(labelled(name, taking.name(one).sentence()), err=True)
    for sentence in dict.fromkeys(error.sentence() for error in unsigned.values()):
        click.echo(labelled(name, sentence), err=True)
    return not left and not unsigned


def _damaged_though_known(source: Source, layout: Layout) -> Iterator[Refusal]:
    """The courses that the hub has in this very version and that are damaged in `source`: copying would leave their bytes there unread."""
    known = {descriptor.digest for descriptor in layout.references().values()}
    for course, descriptor in source.references().items():
        if descriptor.digest not in known:
            continue
        try:
            version = read_version(source, descriptor)
            blobs = version.small_blobs() | version.films(source)
            damaged = [digest for digest, size in blobs.items() if not blob_is_intact(source, digest, size, _unheard)]
        except BundleError as error:
            yield Refusal(course, descriptor, None, (descriptor.digest,), error)
        else:
            if damaged:
                yield Refusal(course, descriptor, version, tuple(damaged), damaged_blob(damaged[0]))


def _unheard(count: int) -> None:
    """Whoever waits for this command watches no bar."""
