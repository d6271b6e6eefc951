"""A draft made into a course: films transcoded, packs zipped, everything stored by digest, then the reference switched."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from bivouac.courses import media
from bivouac.courses.bundle import oci
from bivouac.courses.bundle.films import Planned, plan_film
from bivouac.courses.bundle.layout import WORK_PREFIX, Layout
from bivouac.courses.bundle.oci import Descriptor, Manifest
from bivouac.courses.bundle.pack import write_pack
from bivouac.courses.bundle.pieces import encode_pieces, piece_digests
from bivouac.courses.bundle.verify import check_contents, check_films
from bivouac.courses.bundle.version import labels, read_version
from bivouac.courses.check import check_course
from bivouac.courses.draft import CourseDraft, FilmDraft, LessonDraft, require_names
from bivouac.courses.limits import LIMITS
from bivouac.courses.model import (
    SOUND,
    Audio,
    Course,
    Lesson,
    Module,
    Rendition,
    Video,
    decode_course,
    encode_course,
)
from bivouac.courses.transcode import make_recording, make_rendition
from bivouac.errors import InputError

Progress = Callable[[int, int], None]
"""Called with work done and work in all, in milliseconds of film; raises to cancel."""

_NO_DIGEST = f"sha256:{'0' * 64}"
_PACK_WORK = 1000  # a lesson's pack takes about as long as a second of film


def write_course(draft: CourseDraft, layout: Layout, progress: Progress = lambda done, total: None) -> Descriptor:
    """Store a draft in `layout` as a course and return the descriptor of its manifest; the same draft gives the same.

    Cut short, it leaves blobs without a name and the course as it was before.

    Raises:
        InputError: a film or a picture cannot be used, or something in it is called nothing that learners can be shown.
        BundleError: the draft makes no sense as a course (`check.check_course`).
        SpaceError: the disk is full.
    """
    require_names(draft)
    plan = _Plan(draft)
    check_course(decode_course(encode_course(_assemble(draft, plan.lesson))))  # before hours of transcoding
    with tempfile.TemporaryDirectory(prefix=WORK_PREFIX, dir=layout.folder) as work:
        writer = _Writer(layout, Path(work), plan, progress)
        descriptor = writer.write(draft)
    version = read_version(layout, descriptor)
    check_contents(version, layout)
    check_films(version, layout)
    layout.switch({version.course.id: descriptor}, required=version.small_blobs() | version.films(layout))
    return descriptor


class _Plan:
    """What will be made of each film, and how much work that is."""

    def __init__(self, draft: CourseDraft) -> None:
        lessons = [lesson for module in draft.modules for lesson in module.lessons]
        films = [one for lesson in lessons for one in lesson.activities if isinstance(one, FilmDraft)]
        self._films = {id(film): plan_film(film) for film in films}
        transcoding = sum(planned.milliseconds for film in self._films.values() for planned in film)
        self.work = transcoding + len(lessons) * _PACK_WORK

    def film(self, draft: FilmDraft) -> tuple[Planned, ...]:
        """The renditions of a film, smallest first."""
        return self._films[id(draft)]

    def lesson(self, draft: LessonDraft) -> Lesson:
        """The lesson as it will be, but for its digests and sizes."""
        return _lesson(draft, self._video, _NO_DIGEST, 0)

    def _video(self, draft: FilmDraft) -> Video:
        return _video(draft, tuple(Rendition(name=one.name, blob=_NO_DIGEST, size=0) for one in self.film(draft)), 0.0)


class _Writer:
    """One course on its way into `layout`."""

    def __init__(self, layout: Layout, work: Path, plan: _Plan, progress: Progress) -> None:
        self._layout = layout
        self._work = work
        self._plan = plan
        self._progress = progress
        self._done = 0
        self._layers: dict[str, Descriptor] = {}

    def write(self, draft: CourseDraft) -> Descriptor:
        """Store everything but the reference."""
        cover, cover_size = self._cover(draft.cover) if draft.cover else (None, 0)
        course = _assemble(draft, self._lesson, cover, cover_size)
        self._add_pieces(course)
        description = encode_course(course)
        manifest = oci.encode(
            Manifest(
                media_type=oci.MANIFEST,
                artifact_type=oci.COURSE,
                config=Descriptor(media_type=oci.CONFIG, digest=self._layout.put(description), size=len(description)),
                layers=tuple(self._layers.values()),
                annotations=labels(course),
            )
        )
        if len(manifest) > LIMITS.manifest or len(description) > LIMITS.course_json:
            raise InputError(
                "The course “{title}” has too many parts. Divide it into several courses.", title=course.title
            )
        stored = Descriptor(media_type=oci.MANIFEST, digest=self._layout.put(manifest), size=len(manifest))
        return oci.course_entry(course.id, stored)

    def _cover(self, cover: Path | bytes) -> tuple[str, int]:
        name, content = ("cover", cover) if isinstance(cover, bytes) else (cover.name, cover.read_bytes())
        picture, media_type = media.cover(content, name)
        path = self._work / "cover"
        path.write_bytes(picture)
        return self._store(path, media_type, f"cover.{media_type.removeprefix('image/')}")

    def _lesson(self, draft: LessonDraft) -> Lesson:
        files = dict(draft.files)
        for film in draft.activities:
            if isinstance(film, FilmDraft) and film.pictures and film.poster is None:
                files[_own_poster(film)] = media.poster(self._plan.film(film)[-1].path)
        path = self._work / "pack.zip"
        with path.open("w+b") as file:
            write_pack(files, file)
        digest, size = self._store(path, oci.PACK, f"{draft.id}.zip")
        self._tell(_PACK_WORK)
        return _lesson(draft, self._video, digest, size)

    def _video(self, draft: FilmDraft) -> Video:
        planned = self._plan.film(draft)
        return _video(draft, tuple(self._rendition(draft.id, one) for one in planned), planned[-1].film.duration)

    def _rendition(self, name: str, planned: Planned) -> Rendition:
        path, film = planned.path, planned.film
        if planned.recipe:
            path = self._work / "film.webm"
            film = self._transcode(planned, path)
        digest, size = self._store(path, oci.FILM, f"{name}.{planned.name}.webm")
        self._tell(planned.milliseconds)
        return Rendition(name=planned.name, blob=digest, size=size, width=film.width, height=film.height)

    def _transcode(self, planned: Planned, path: Path) -> media.Film:
        def tell(done: int, total: int) -> None:
            self._progress(self._done + done, self._plan.work)

        assert planned.recipe
        if planned.name == SOUND:
            make_recording(planned.path, path, tell)
            return media.probe_sound(path)
        make_rendition(planned.path, path, planned.recipe, tell)
        return media.probe(path)

    def _store(self, path: Path, media_type: str, title: str) -> tuple[str, int]:
        digest, size = self._layout.put_file(path)
        layer = Descriptor(media_type=media_type, digest=digest, size=size, annotations={oci.TITLE: title})
        self._layers.setdefault(digest, layer)
        return digest, size

    def _add_pieces(self, course: Course) -> None:
        digests = {}
        for blob, size in course.blobs().items():
            if size >= LIMITS.pieced_from:
                with self._layout.open_blob(blob) as file:
                    digests[blob] = piece_digests(file)
        if digests:
            path = self._work / "pieces"
            path.write_bytes(encode_pieces(digests))
            self._store(path, oci.PIECES, "pieces.json")

    def _tell(self, work: int) -> None:
        self._done += work
        self._progress(self._done, self._plan.work)


def _assemble(
    draft: CourseDraft, lesson: Callable[[LessonDraft], Lesson], cover: str | None = None, cover_size: int = 0
) -> Course:
    modules = tuple(
        Module(id=one.id, title=one.title, summary=one.summary, lessons=tuple(lesson(part) for part in one.lessons))
        for one in draft.modules
    )
    return Course(
        id=draft.id,
        title=draft.title,
        language=draft.language,
        modules=modules,
        version=draft.version,
        summary=draft.summary,
        authors=draft.authors,
        licence=draft.licence,
        cover=cover,
        cover_size=cover_size,
    )


def _lesson(draft: LessonDraft, video: Callable[[FilmDraft], Video], pack: str, pack_size: int) -> Lesson:
    activities = tuple(video(one) if isinstance(one, FilmDraft) else one for one in draft.activities)
    return Lesson(
        id=draft.id, title=draft.title, summary=draft.summary, activities=activities, pack=pack, pack_size=pack_size
    )


def _video(draft: FilmDraft, renditions: tuple[Rendition, ...], duration: float) -> Video:
    return (Video if draft.pictures else Audio)(
        id=draft.id,
        title=draft.title,
        duration=round(duration, 3),
        renditions=renditions,
        captions=draft.captions,
        poster=_poster_path(draft),
        text=draft.text,
    )


def _poster_path(draft: FilmDraft) -> str | None:
    return draft.poster or (_own_poster(draft) if draft.pictures else None)


def _own_poster(draft: FilmDraft) -> str:
    return f"posters/{draft.id}.jpg"
