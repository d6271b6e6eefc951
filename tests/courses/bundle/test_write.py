import os
from pathlib import Path
from typing import Any

import pytest

from bivouac.courses import media
from bivouac.courses.bundle.archive import write_archive
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.oci import decode_manifest
from bivouac.courses.bundle.pack import Pack
from bivouac.courses.bundle.verify import verify_course
from bivouac.courses.bundle.write import write_course
from bivouac.courses.draft import CourseDraft, FilmDraft, LessonDraft, ModuleDraft
from bivouac.courses.model import Audio, Captions, Case, Document, Page, Scene, Video
from bivouac.courses.transcode import make_rendition
from bivouac.errors import BundleError, InputError
from tests.courses.bundle.conftest import listing
from tests.courses.filming import make_film, make_recording


class CancelledError(Exception):
    pass


def draft_of(*activities: Any, files: dict[str, bytes | Path] | None = None, **fields: Any) -> CourseDraft:
    lesson = LessonDraft("lesson", "Lesson", activities=[Page(id="read", title="Read", file="page.html"), *activities])
    lesson.files = {"page.html": b"<h1>Plan</h1>", **(files or {})}
    return CourseDraft(
        **{
            "id": "c",
            "title": "Course",
            "language": "fr",
            "modules": [ModuleDraft("m", "M", lessons=[lesson])],
            **fields,
        }
    )


def test_a_document_is_a_pdf(target: Layout, tmp_path: Path) -> None:
    law = Document(id="law", title="The law", file="documents/law.pdf")
    pdf = tmp_path / "law.pdf"
    pdf.write_bytes(b"%PDF-1.7")
    course = verify_course(target, write_course(draft_of(law, files={law.file: pdf}), target))
    assert law in [activity for _, activity in course.activities()]
    with pytest.raises(BundleError, match="not a PDF"):
        write_course(draft_of(law, files={law.file: b"<html>"}), target)


def film_draft(path: Path) -> FilmDraft:
    return FilmDraft("film", "Film", source=path, captions=(Captions(language="fr", file="film.fr.vtt"),))


CAPTIONS: dict[str, bytes | Path] = {"film.fr.vtt": b"WEBVTT\n\n00:00.000 --> 00:01.000\nBonjour\n"}


def test_a_draft_becomes_a_course_that_verifies(target: Layout, tmp_path: Path) -> None:
    film = make_film(tmp_path / "film.mp4", width=640, height=360, seconds=1)
    told: list[tuple[int, int]] = []
    draft = draft_of(
        film_draft(film), files=CAPTIONS, cover=b"\xff\xd8\xff cover", authors=("A",), licence="CC-BY-4.0", version="7"
    )
    descriptor = write_course(draft, target, lambda done, total: told.append((done, total)))
    course = verify_course(target, descriptor)
    assert target.references() == {"c": descriptor}
    assert (course.title, course.version, course.authors, course.licence) == ("Course", "7", ("A",), "CC-BY-4.0")
    assert course.renditions() == ["240p", "360p"]
    video = course.modules[0].lessons[0].activities[1]
    assert isinstance(video, Video) and [(one.width, one.height) for one in video.renditions] == [
        (426, 240),
        (640, 360),
    ]
    assert video.duration == pytest.approx(1, abs=0.1)
    with Pack(target.blob_path(course.modules[0].lessons[0].pack)) as pack:
        assert pack.read(video.poster or "").startswith(b"\xff\xd8\xff")
    assert told == sorted(told) and told[-1][0] == told[-1][1]
    assert not list(target.folder.glob(".work-*")) and target.garbage() == {}


def test_a_recording_is_stored_as_sound_alone(target: Layout, tmp_path: Path) -> None:
    talk = FilmDraft("talk", "Talk", source=make_recording(tmp_path / "talk.mp3"), pictures=False)
    course = verify_course(target, write_course(draft_of(talk), target))
    recording = course.modules[0].lessons[0].activities[1]
    assert isinstance(recording, Audio) and recording.poster is None
    assert recording.duration == pytest.approx(2, abs=0.15)
    (sound,) = recording.renditions
    assert media.is_ready_sound(target.blob_path(sound.blob)) and course.renditions() == []
    again = FilmDraft("talk", "Talk", source=target.blob_path(sound.blob), pictures=False)
    course = verify_course(target, write_course(draft_of(again), target))
    assert sound.blob in course.blobs(), "what is ready is used as it is"
    with pytest.raises(InputError, match="Talk"):
        write_course(draft_of(FilmDraft("talk", "Talk", pictures=False)), target)


def test_the_manifest_tells_a_catalogue_what_it_needs(target: Layout) -> None:
    descriptor = write_course(draft_of(version="2"), target)
    manifest = decode_manifest(target.blob_path(descriptor.digest).read_bytes())
    size = str(manifest.layers[0].size)
    assert manifest.annotations == {
        "org.opencontainers.image.title": "Course",
        "org.opencontainers.image.version": "2",
        "vnd.bivouac.course.id": "c",
        "vnd.bivouac.course.language": "fr",
        "vnd.bivouac.course.size": size,
    }
    assert [layer.annotations["org.opencontainers.image.title"] for layer in manifest.layers] == ["lesson.zip"]


def test_the_same_draft_gives_the_same_bytes_anywhere_anytime(tmp_path: Path) -> None:
    for place in ("a", "b/further"):
        (tmp_path / place).mkdir(parents=True)
        film = make_film(tmp_path / place / "film.mp4", seconds=1)
        picture = tmp_path / place / "plan.png"
        picture.write_bytes(b"\x89PNG")
        for path in (film, picture):
            os.utime(path, (len(place) * 1000, len(place) * 1000))
        layout = Layout.create(tmp_path / place / "layout")
        write_course(draft_of(film_draft(film), files={**CAPTIONS, "plan.png": picture}), layout)
        write_archive(layout, tmp_path / place / "c.bivouac")
    assert listing(tmp_path / "a/layout") == listing(tmp_path / "b/further/layout")
    assert (tmp_path / "a/c.bivouac").read_bytes() == (tmp_path / "b/further/c.bivouac").read_bytes()


def test_large_blobs_have_pieces(target: Layout) -> None:
    descriptor = write_course(draft_of(files={"large.zip": os.urandom(5_000_000)}), target)
    verify_course(target, descriptor)
    manifest = decode_manifest(target.blob_path(descriptor.digest).read_bytes())
    assert [layer.media_type.rpartition(".")[2] for layer in manifest.layers] == ["v1+zip", "v1+json"]


def test_films_that_are_ready_are_used_as_they_are(target: Layout, tmp_path: Path) -> None:
    ready = tmp_path / "film.240p.webm"
    make_rendition(make_film(tmp_path / "film.mp4", height=240, width=320, seconds=1), ready, media.RECIPES[0])
    for draft in (FilmDraft("film", "Film", ready={"240p": ready}), FilmDraft("film", "Film", source=ready)):
        course = verify_course(target, write_course(draft_of(draft), target))
        (rendition,) = course.modules[0].lessons[0].activities[1].renditions  # type: ignore[union-attr]
        assert target.blob_path(rendition.blob).read_bytes() == ready.read_bytes()
        assert (rendition.name, rendition.height) == ("240p", 240)


def test_a_film_called_ready_that_is_not_is_refused(target: Layout, tmp_path: Path) -> None:
    film = make_film(tmp_path / "film.mp4")
    with pytest.raises(InputError, match=r"film\.mp4.*as it is"):
        write_course(draft_of(FilmDraft("film", "Film", ready={"240p": film})), target)
    with pytest.raises(InputError, match="no file"):
        write_course(draft_of(FilmDraft("film", "Film")), target)
    assert "sha256" not in "".join(listing(target.folder))


@pytest.mark.parametrize(
    "draft",
    [draft_of(Page(id="read", title="Again", file="page.html")), draft_of(modules=[ModuleDraft("m", "M")])],
)
def test_a_draft_that_makes_no_sense_is_refused_before_anything_is_written(target: Layout, draft: CourseDraft) -> None:
    before = listing(target.folder)
    with pytest.raises(BundleError):
        write_course(draft, target)
    assert listing(target.folder) == before


SCENE = Scene(id="end", title="", text="", outcome="good")


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        (draft_of(title=" "), "The course has no title. Write one: "),
        (draft_of(title="A" * 301), "has 301 letters. Shorten it to at most 300"),
        (draft_of(language="français"), "“français” is not how a language is written.*fr, en"),
        (draft_of(language=""), "is not how a language is written"),
        (draft_of(id="Not An Id"), "“Not An Id” cannot be the id of a course.*--id"),
        (draft_of(modules=[ModuleDraft("week-2", "")]), "“week-2” in “Course” has no title. Write one: "),
        (draft_of(modules=[ModuleDraft("m", "M", lessons=[LessonDraft("why", "")])]), "“why” in “M” has no title"),
        (draft_of(Page(id="gone", title="", file="page.html")), "“gone” in “Lesson” has no title"),
        (draft_of(FilmDraft("film", "\t")), "“film” in “Lesson” has no title"),
        (draft_of(Case(id="late", title="Late", scenes=(SCENE,))), "“end” in “Late” has no title"),
    ],
)
def test_what_is_called_nothing_is_said_to_its_author_before_anything_is_made(
    target: Layout, draft: CourseDraft, said: str
) -> None:
    before = listing(target.folder)
    with pytest.raises(InputError, match=said):
        write_course(draft, target)
    assert listing(target.folder) == before


def test_a_page_that_is_missing_is_refused(target: Layout) -> None:
    with pytest.raises(BundleError, match="absent"):
        write_course(draft_of(Page(id="gone", title="Gone", file="absent.html")), target)
    assert target.references() == {}


def test_cut_short_at_any_moment_the_old_course_stays(target: Layout, tmp_path: Path) -> None:
    film = make_film(tmp_path / "film.mp4", seconds=2)
    old = write_course(draft_of(), target)
    whole: list[int] = []
    write_course(draft_of(film_draft(film), files=CAPTIONS, id="other"), target, lambda done, _: whole.append(done))

    def cancel_after(calls: int) -> Any:
        left = iter(range(calls))

        def progress(done: int, total: int) -> None:
            if next(left, None) is None:
                raise CancelledError

        return progress

    for calls in range(len(whole)):
        with pytest.raises(CancelledError):
            write_course(draft_of(film_draft(film), files=CAPTIONS), target, cancel_after(calls))
        assert target.references()["c"] == old
        assert not list(target.folder.glob(".work-*"))
    verify_course(target, old)
