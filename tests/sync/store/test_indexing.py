"""What of a course can be found, also of a course with parts from the future."""

from __future__ import annotations

import json
from pathlib import Path

from bivouac.courses.bundle import oci
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.verify import verify_course
from bivouac.courses.bundle.write import write_course
from bivouac.courses.draft import CourseDraft, LessonDraft, ModuleDraft
from bivouac.courses.model import Document, Unknown, decode_course
from bivouac.sync.store.library import Library
from tests.courses.bundle.conftest import store_course, store_manifest


def test_a_course_with_an_activity_from_the_future_is_kept_and_found(tmp_path: Path) -> None:
    library = Library(tmp_path)
    descriptor = store_course_from_the_future(library.shelf.layout)
    verified = verify_course(library.shelf.layout, descriptor)
    library.shelf.mend()
    assert library.shelf.course("planning") == verified
    assert Unknown(id="read", title="Run a shop", wanted="simulation") in [one for _, one in verified.activities()]
    (hit,) = library.passages.find("shop")
    assert (hit.passage.activity, hit.passage.kind) == ("read", "unknown")
    library.close()


def test_a_document_is_found_by_its_title(tmp_path: Path) -> None:
    library = Library(tmp_path)
    law = Document(id="law", title="The law of trade", file="law.pdf")
    lesson = LessonDraft("lesson", "Lesson", activities=[law], files={"law.pdf": b"%PDF-1.7"})
    draft = CourseDraft(id="c", title="Course", language="en", modules=[ModuleDraft("m", "M", lessons=[lesson])])
    library.shelf.take_in(write_course(draft, library.shelf.layout))
    (hit,) = library.passages.find("trade")
    assert (hit.passage.activity, hit.passage.kind) == ("law", "document")
    library.close()


def store_course_from_the_future(layout: Layout) -> oci.Descriptor:
    """The course `planning`, its page made an activity of a kind that nobody knows yet."""
    manifest = oci.decode_manifest(layout.blob_path(store_course(layout).digest).read_bytes())
    described = json.loads(layout.blob_path(manifest.config.digest).read_bytes())
    page = described["modules"][0]["lessons"][0]["activities"][0]
    page.update(kind="simulation", title="Run a shop", levels=[{"customers": 3}])
    data = json.dumps(described).encode()
    layers = [(layer.media_type, layout.blob_path(layer.digest).read_bytes()) for layer in manifest.layers]
    return store_manifest(layout, decode_course(data), layers, course_json=data)
