from typing import Any

import msgspec
import pytest

from bivouac.courses.check import check_course, pack_paths, require_no_script
from bivouac.courses.model import (
    AcceptedRange,
    AcceptedText,
    AnyActivity,
    AnyQuestion,
    Captions,
    Case,
    CaseChoice,
    Choice,
    Course,
    Essay,
    Lesson,
    Module,
    Numerical,
    Option,
    Page,
    Quiz,
    Rendition,
    Scene,
    ShortAnswer,
    Video,
)
from bivouac.errors import BundleError

DIGEST = "sha256:" + "0" * 64
PAGE = Page(id="read", title="Read", file="page.html")


def course_of(*activities: AnyActivity, **fields: Any) -> Course:
    lesson = Lesson(id="lesson", title="Lesson", activities=activities, pack=DIGEST, pack_size=1)
    values = {"id": "c", "title": "C", "language": "en", "modules": (Module(id="m", title="M", lessons=(lesson,)),)}
    return Course(**{**values, **fields})


def quiz_of(*questions: AnyQuestion) -> Quiz:
    return Quiz(id="quiz", title="Quiz", questions=questions)


def case_of(*scenes: Scene) -> Case:
    return Case(id="case", title="Case", scenes=scenes)


def video_of(**fields: Any) -> Video:
    values = {
        "id": "v",
        "title": "V",
        "duration": 1.0,
        "renditions": (Rendition(name="240p", blob="sha256:" + "1" * 64, size=9),),
    }
    return Video(**{**values, **fields})


def scene(name: str, *to: str, outcome: str = "") -> Scene:
    return Scene(
        id=name, title=name, text="", choices=tuple(CaseChoice(text="", to=one) for one in to), outcome=outcome
    )


def choice(*shares: float, multiple: bool = False) -> Choice:
    return Choice(
        id="q",
        title="Q",
        prompt="?",
        options=tuple(Option(text="", share=share) for share in shares),
        multiple=multiple,
    )


GOOD = [
    course_of(PAGE),
    course_of(PAGE, video_of(captions=(Captions(language="fr", file="film.fr.vtt"),), poster="posters/v.jpg")),
    course_of(
        quiz_of(
            choice(0, 1),
            msgspec.structs.replace(choice(0.5, 0.5, -1, multiple=True), id="q2"),
            Essay(id="e", title="E", prompt="?"),
        )
    ),
    course_of(
        quiz_of(ShortAnswer(id="s", title="S", prompt="?", accepted=(AcceptedText(text="&lt;script&gt; <script>"),)))
    ),
    course_of(case_of(scene("a", "b", "a"), scene("b", outcome="good"))),
]


@pytest.mark.parametrize("course", GOOD)
def test_good_courses_pass(course: Course) -> None:
    check_course(course)


BAD = {
    "no activity": (course_of(), "no activities"),
    "an activity twice": (course_of(PAGE, PAGE), "same name “read”"),
    "a module twice": (course_of(PAGE, modules=GOOD[0].modules * 2), "same name “m”"),
    "a lesson twice": (
        course_of(modules=(GOOD[0].modules[0], Module(id="n", title="N", lessons=GOOD[0].modules[0].lessons))),
        "same name “lesson”",
    ),
    "an id with a line end": (course_of(msgspec.structs.replace(PAGE, id="read\n")), "cannot be a name"),
    "a path that leaves": (course_of(Page(id="p", title="P", file="../../etc/passwd")), "not allowed"),
    "captions that leave": (
        course_of(video_of(captions=(Captions(language="fr", file="/etc/passwd"),))),
        "not allowed",
    ),
    "a poster for Windows only": (course_of(video_of(poster="con.jpg")), "not allowed"),
    "a script in a question": (
        course_of(quiz_of(msgspec.structs.replace(choice(1), hints=("<ScRiPt src=x>",)))),
        "script",
    ),
    "a script in a scene": (course_of(case_of(Scene(id="s", title="S", text="<script>"))), "script"),
    "a question twice": (course_of(quiz_of(choice(1), choice(1))), "same name “q”"),
    "no right option": (course_of(quiz_of(choice(0, 0))), "no right answer"),
    "only wrong texts": (
        course_of(quiz_of(ShortAnswer(id="s", title="S", prompt="?", accepted=(AcceptedText(text="x", share=0),)))),
        "no right answer",
    ),
    "a range upside down": (
        course_of(quiz_of(Numerical(id="n", title="N", prompt="?", accepted=(AcceptedRange(low=2, high=1),)))),
        "no right answer",
    ),
    "a number without end": (
        course_of(
            quiz_of(Numerical(id="n", title="N", prompt="?", accepted=(AcceptedRange(low=0, high=float("inf")),)))
        ),
        "without end",
    ),
    "a choice to nowhere": (course_of(case_of(scene("a", "gone"))), "“gone”, which is not there"),
    "a scene nobody reaches": (course_of(case_of(scene("a"), scene("b"))), "leads to the scene “b”"),
    "a case without end": (course_of(case_of(scene("a", "b"), scene("b", "a"))), "no end"),
    "a scene twice": (course_of(case_of(scene("a"), scene("a"))), "same name “a”"),
    "an unknown outcome": (course_of(case_of(scene("a", outcome="glorious"))), "unknown way"),
    "a rendition with a path": (
        course_of(video_of(renditions=(Rendition(name="../x", blob=DIGEST, size=1),))),
        "renditions",
    ),
    "a rendition twice": (
        course_of(video_of(renditions=(Rendition(name="240p", blob=DIGEST, size=1),) * 2)),
        "renditions",
    ),
    "two sizes of one blob": (
        course_of(video_of(renditions=(Rendition(name="240p", blob=DIGEST, size=2),))),
        "two sizes",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_courses_are_named(name: str) -> None:
    course, sentence = BAD[name]
    with pytest.raises(BundleError, match=sentence):
        check_course(course)


def test_pack_paths_are_those_that_the_activity_names() -> None:
    video = video_of(
        captions=(Captions(language="fr", file="a.vtt"), Captions(language="en", file="b.vtt")), poster="p.jpg"
    )
    assert sorted(pack_paths(video)) == ["a.vtt", "b.vtt", "p.jpg"]
    assert pack_paths(quiz_of(choice(1))) == []


def test_a_page_may_speak_of_scripts() -> None:
    require_no_script("<pre>&lt;script&gt;</pre>", "page")
