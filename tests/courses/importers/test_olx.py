"""Open edX exports: what comes over and how, what is lost and that it is said, and that nothing makes it stumble."""

import io
import json
import random
import re
import shutil
import tarfile
import zipfile
from pathlib import Path

import msgspec
import pytest

from bivouac.courses.draft import CourseDraft, FilmDraft, LessonDraft
from bivouac.courses.grading import grade
from bivouac.courses.importers import Options
from bivouac.courses.importers.olx import OpenEdx
from bivouac.courses.model import (
    AnyActivity,
    AnyQuestion,
    Choice,
    Document,
    Essay,
    Matching,
    Numerical,
    Page,
    Quiz,
    ShortAnswer,
)
from bivouac.courses.olx.source import Source, root_among, root_names
from bivouac.courses.olx.tree import CONTAINERS, Block, read_tree
from bivouac.courses.report import Report, Severity
from bivouac.courses.unpack import unpack
from bivouac.errors import BivouacError, BundleError, InputError
from tests.courses.filming import make_film, make_recording

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000a49444154789c6300010000050001"
    "0d0a2db40000000049454e44ae426082"
)


def course(units: str, **more: str) -> dict[str, str | bytes]:
    """A small export: one chapter, one subsection, one unit with these blocks; `more` are further files by path."""
    return {
        "course.xml": '<course url_name="r1" org="Org" course="C1"/>',
        "course/r1.xml": '<course display_name="My Course" language="fr"><chapter url_name="ch"/></course>',
        "chapter/ch.xml": '<chapter display_name="Week 1"><sequential url_name="se"/></chapter>',
        "sequential/se.xml": '<sequential display_name="Lesson 1"><vertical url_name="ve"/></sequential>',
        "vertical/ve.xml": f'<vertical display_name="Unit 1">{units}</vertical>',
        **more,
    }


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def read(source: Path, work: Path | None = None, **options: str) -> tuple[CourseDraft, Report]:
    report = Report()
    work = work or source.parent / "work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    return OpenEdx().read(source, work, report, Options(**options)), report


def lesson_of(tmp_path: Path, units: str, **more: str | bytes) -> tuple[LessonDraft, Report]:
    draft, report = read(write(tmp_path / "course", {**course(units), **more}))
    return draft.modules[-1].lessons[-1], report


def question_of(tmp_path: Path, problem: str) -> AnyQuestion:
    lesson, _ = lesson_of(tmp_path, f'<problem url_name="p1" display_name="Try it">{problem}</problem>')
    (quiz,) = lesson.activities
    assert isinstance(quiz, Quiz)
    (question,) = quiz.questions
    return question


def page_text(lesson: LessonDraft, page: object) -> str:
    assert isinstance(page, Page)
    content = lesson.files[page.file]
    assert isinstance(content, bytes)
    return content.decode()


def said(report: Report, severity: Severity) -> list[tuple[str, str]]:
    return [(finding.block, finding.where) for finding in report.findings if finding.severity is severity]


HTML = '<html url_name="h1" display_name="Hello"><p>Bonjour à tous.</p></html>'


# --- the container ---------------------------------------------------------------------------------------------------


def pack(path: Path, files: dict[str, str | bytes], prefix: str, mode: str) -> Path:
    members = {
        prefix + name: content if isinstance(content, bytes) else content.encode() for name, content in files.items()
    }
    if mode == "zip":
        with zipfile.ZipFile(path, "w") as packed:
            for name, data in members.items():
                packed.writestr(name, data)
        return path
    with tarfile.open(path, mode) as tar:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    return path


@pytest.mark.parametrize(
    ("mode", "prefix"), [("w:gz", "course/"), ("w:xz", "./course/"), ("w", ""), ("zip", "a/b/course/")]
)
def test_every_container_gives_the_same_course(tmp_path: Path, mode: str, prefix: str) -> None:
    files = {**course(HTML), "._course.xml": b"\x00\x05\x16\x07", "chapter/._ch.xml": b"\x00\x05"}
    archive = pack(tmp_path / "export.dat", files, prefix, mode)
    assert OpenEdx().recognises(archive)
    draft, _ = read(archive)
    assert (draft.id, draft.title, draft.language) == ("org.c1.r1", "My Course", "fr")
    assert [module.title for module in draft.modules] == ["Week 1"]


def test_a_folder_is_read_where_it_is_and_twice_alike(tmp_path: Path) -> None:
    folder = write(tmp_path / "course", course(HTML))
    assert OpenEdx().recognises(folder)
    assert read(folder)[0] == read(folder)[0]
    assert read(folder, course_id="Mine")[0].id == "mine"


@pytest.mark.parametrize(
    "files",
    [
        {"readme.md": "# x"},
        {"moodle_backup.xml": "<x/>", "course/course.xml": "<course/>"},
        {"imsmanifest.xml": "<x/>", "course.xml": "<x/>"},
    ],
)
def test_other_formats_are_not_taken_for_it(tmp_path: Path, files: dict[str, str | bytes]) -> None:
    assert not OpenEdx().recognises(write(tmp_path / "course", files))
    assert not OpenEdx().recognises(pack(tmp_path / "x.zip", files, "", "zip"))
    with pytest.raises(InputError, match="no Open edX course"):
        read(tmp_path / "course")


def test_no_file_is_taken_for_it_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"PK\x03\x04 rubbish")
    assert not OpenEdx().recognises(tmp_path / "x")
    assert not OpenEdx().recognises(tmp_path / "absent")


def test_what_stands_for_a_missing_part_is_in_the_courses_language(tmp_path: Path) -> None:
    frame = '<html url_name="h"><p>Un</p><iframe src="https://example.org/x"></iframe></html>'
    about = {"about/overview.html": '<p>Deux</p><iframe src="https://example.org/y"></iframe>'}
    draft, _ = read(write(tmp_path / "course", {**course(frame), **about}))
    for module in draft.modules:
        (lesson,) = module.lessons
        assert "Cette partie a besoin d" in page_text(lesson, lesson.activities[0])


def test_a_library_is_a_course_of_one_module(tmp_path: Path) -> None:
    problem = '<problem url_name="{n}"><numericalresponse answer="{n}"><label>{n}?</label><textline/></numericalresponse></problem>'
    problems = "".join(problem.replace("{n}", str(n)) for n in range(30))
    files = {"library.xml": f'<library display_name="Bank" org="O" library="L">{problems}</library>'}
    draft, _ = read(write(tmp_path / "library", files))
    assert draft.id == "o.l"
    ((first, second),) = [lesson.activities for module in draft.modules for lesson in module.lessons]
    assert isinstance(first, Quiz)
    assert isinstance(second, Quiz)
    assert [len(first.questions), len(second.questions)] == [25, 5]
    assert second.title == "Bank (2/2)"


# --- what pages lead to ----------------------------------------------------------------------------------------------

PDF = b"%PDF-1.4\n%%EOF\n"


def test_documents_that_pages_lead_to_come_along_once(tmp_path: Path) -> None:
    links = '<html url_name="h{n}"><p><a href="/static/ma%20fiche.pdf#page=2">fiche</a> <a href="/static/no.pdf">non</a></p></html>'
    files = {
        **course(links.replace("{n}", "1") + HTML.replace("h1", "h3") + links.replace("{n}", "2")),
        "static/ma_fiche.pdf": PDF,
        "static/no.pdf": b"<html>",
    }
    draft, report = read(write(tmp_path / "course", files))
    (lesson,) = draft.modules[0].lessons
    page, document = lesson.activities
    assert isinstance(document, Document)
    assert (document.id, document.title, lesson.files[document.file]) == (
        "document.ma_fiche",
        "ma fiche",
        tmp_path / "course/static/ma_fiche.pdf",
    )
    assert page_text(lesson, page).count('<a href="activity:document.ma_fiche">fiche</a> non') == 2
    assert [block for block, _ in said(report, Severity.LOST)] == ["a", "a"]  # where the other PDF is none


def test_documents_whose_names_differ_in_letters_that_ids_do_not_have_are_two(tmp_path: Path) -> None:
    names = ("fiche 1.pdf", "fiche-1.pdf")
    links = "".join(f'<a href="/static/{name.replace(" ", "%20")}">{name}</a>' for name in names)
    files = {**course(f'<html url_name="h1"><p>{links}</p></html>'), **{f"static/{name}": PDF for name in names}}
    draft, _ = read(write(tmp_path / "course", files))
    (lesson,) = draft.modules[0].lessons
    documents = [one for one in lesson.activities if isinstance(one, Document)]
    assert [Path(str(lesson.files[one.file])).name for one in documents] == list(names)
    text = page_text(lesson, lesson.activities[0])
    assert all(f'"activity:{one.id}">{name}' in text for one, name in zip(documents, names, strict=True))


def test_textbooks_come_along(tmp_path: Path) -> None:
    chapters = json.dumps(
        [
            {
                "tab_title": "Livre",
                "chapters": [{"title": "Un", "url": "/static/un.pdf"}, {"title": "Deux", "url": "/static/deux.pdf"}],
            }
        ]
    )
    files = {
        **course(HTML),
        "static/un.pdf": PDF,
        "policies/r1/policy.json": json.dumps({"course/r1": {"pdf_textbooks": json.loads(chapters)}}),
    }
    draft, report = read(write(tmp_path / "course", files))
    assert draft.modules[0].title == "À propos de ce cours"
    assert [(type(one), one.title) for one in draft.modules[0].lessons[0].activities] == [(Document, "Un")]
    assert [(one.block, one.values["title"]) for one in report.findings] == [("pdf_textbook", "Deux")]


def test_addresses_of_the_platform_lead_to_their_blocks(tmp_path: Path) -> None:
    link = '<html url_name="h2"><p><a href="/courses/course-v1:O+C+R/courseware/ch/se/">là</a> <a href="/courses/x/courseware/ch/se/1?x=1">ici</a></p></html>'
    lesson, report = lesson_of(
        tmp_path,
        HTML
        + '<problem url_name="p"><p>?</p><numericalresponse answer="1"><textline/></numericalresponse></problem>'
        + link,
    )
    assert (
        page_text(lesson, lesson.activities[2]).strip()
        == '<p><a href="activity:h1">là</a> <a href="activity:h1">ici</a></p>'
    )
    assert report.findings == []


# --- the tree --------------------------------------------------------------------------------------------------------


def test_inline_blocks_and_pointers_are_the_same(tmp_path: Path) -> None:
    inline = {
        "course.xml": '<course url_name="r1" org="Org" course="C1" display_name="My Course" language="fr">'
        '<chapter url_name="ch" display_name="Week 1"><sequential url_name="se" display_name="Lesson 1">'
        f'<vertical url_name="ve" display_name="Unit 1">{HTML}</vertical></sequential></chapter></course>'
    }
    assert read(write(tmp_path / "inline", inline))[0] == read(write(tmp_path / "course", course(HTML)))[0]


def test_a_policy_has_the_last_word(tmp_path: Path) -> None:
    policy = {
        "course/r1": {"display_name": "Renamed", "language": "ar"},
        "vertical/ve": {"display_name": "New unit name"},
        "html/h2": {"visible_to_staff_only": True},
    }
    units = HTML + '<html url_name="h2"><p>For staff</p></html>'
    files = {
        **course(units),
        "policies/r1/policy.json": json.dumps(policy),
        "policies/r1/grading_policy.json": '{"GRADE_CUTOFFS": {"A": 0.9, "Pass": 0.5}}',
    }
    draft, report = read(write(tmp_path / "course", files))
    assert (draft.title, draft.language) == ("Renamed", "ar")
    lesson = draft.modules[0].lessons[0]
    assert [activity.title for activity in lesson.activities] == ["New unit name"]
    assert "For staff" not in page_text(lesson, lesson.activities[0])
    assert ("html", "Week 1 › Lesson 1 › New unit name (html/h2)") in said(report, Severity.NOTE)


def test_titles_of_the_platform_give_way_to_an_authors(tmp_path: Path) -> None:
    files = course('<html url_name="h" display_name="Text"><p>x</p></html>')
    files["vertical/ve.xml"] = files["vertical/ve.xml"].replace("Unit 1", "Unit")  # type: ignore[union-attr, arg-type]
    draft, _ = read(write(tmp_path / "course", files))
    assert draft.modules[0].lessons[0].activities[0].title == "Lesson 1"


def test_texts_join_into_one_page_and_problems_into_one_quiz(tmp_path: Path) -> None:
    problem = '<problem url_name="p{n}"><numericalresponse answer="{n}"><label>{n}?</label><textline/></numericalresponse></problem>'
    units = (
        HTML
        + '<html url_name="h2"><h2>Hello</h2></html>'
        + problem.replace("{n}", "1")
        + problem.replace("{n}", "2")
        + '<html url_name="h3" display_name="Coda"><h2>Hello</h2></html>'
    )
    lesson, report = lesson_of(tmp_path, units)
    page, quiz, last = lesson.activities
    assert [(one.id, one.title) for one in (page, quiz, last)] == [("h1", "Unit 1"), ("p1", "Unit 1"), ("h3", "Coda")]
    assert page_text(lesson, page).count("Bonjour") == page_text(lesson, page).count("Hello") == 1
    assert isinstance(quiz, Quiz)
    assert [question.id for question in quiz.questions] == ["p1-1", "p2-1"]
    assert report.findings == []


def test_a_text_in_cdata_is_html(tmp_path: Path) -> None:
    text = "<![CDATA[<p>Un <b>mot</b> &amp; rien &lt; 2</p>]]>"
    lesson, report = lesson_of(tmp_path, f'<html url_name="h">{text}</html><html url_name="i">a &lt; b</html>')
    assert "<p>Un <b>mot</b> &amp; rien &lt; 2</p>" in page_text(lesson, lesson.activities[0])
    assert "a &lt; b" in page_text(lesson, lesson.activities[0])
    assert report.findings == []


def test_names_of_the_first_exports(tmp_path: Path) -> None:
    files = course('<html name="Welcome"><p>x</p></html>')
    files["chapter/ch.xml"] = '<chapter name="Overview"><sequential url_name="se"/></chapter>'
    draft, _ = read(write(tmp_path / "course", files))
    assert draft.modules[0].title == "Overview"


def test_older_courses_without_units_or_chapters(tmp_path: Path) -> None:
    files = {
        "course.xml": '<course org="O" course="C" url_name="r" display_name="Old" language="en">'
        f'<chapter display_name="One" url_name="c">{HTML}<videosequence url_name="vs" display_name="Films"><html url_name="x"><p>x</p></html></videosequence></chapter>'
        '<sequential url_name="s" display_name="Loose"><html url_name="y"><p>y</p></html></sequential></course>'
    }
    draft, _ = read(write(tmp_path / "course", files))
    assert [(module.title, [lesson.title for lesson in module.lessons]) for module in draft.modules] == [
        ("One", ["One", "Films"]),
        ("Old", ["Loose"]),
    ]


def test_empty_parts_go_with_a_note(tmp_path: Path) -> None:
    files = course(HTML)
    files["course/r1.xml"] = (
        '<course display_name="C" language="en"><chapter url_name="ch"/><chapter url_name="e" display_name="Empty"><sequential url_name="es"/></chapter></course>'
    )
    files["vertical/ve.xml"] = (
        f'<vertical>{HTML}<html url_name="none"/><vertical url_name="inner" display_name="I"/></vertical>'
    )
    draft, report = read(write(tmp_path / "course", files))
    assert [module.id for module in draft.modules] == ["ch"]
    blocks = {
        where.rpartition("(")[2].strip(")") for _, where in said(report, Severity.NOTE) + said(report, Severity.LOST)
    }
    assert {"chapter/e", "sequential/es", "html/none", "vertical/inner"} <= blocks


def test_a_block_inside_itself_and_endless_blocks_are_refused(tmp_path: Path) -> None:
    files = course(HTML + '<vertical url_name="ve"/>')
    draft, report = read(write(tmp_path / "course", files))
    assert draft.modules
    assert any("contains itself" in finding.sentence() for finding in report.findings)
    bomb: dict[str, str | bytes] = {}
    for n in range(8):
        bomb[f"vertical/v{n}.xml"] = "<vertical>" + f'<vertical url_name="v{n + 1}"/>' * 30 + "</vertical>"
    with pytest.raises(BundleError, match="blocks"):
        read(write(tmp_path / "bomb", {**course('<vertical url_name="v0"/>'), **bomb}))


def test_a_course_with_nothing_to_learn_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Nothing in"):
        read(write(tmp_path / "course", course('<discussion url_name="d" x="1"/>')))


def test_nothing_outside_the_export_is_ever_read(tmp_path: Path) -> None:
    (tmp_path / "secret.html").write_text("<p>secret</p>")
    (tmp_path / "secret.png").write_bytes(PNG)
    units = '<html url_name="a" filename="../../secret"/><html url_name="b"><p>b <img src="/static/../../secret.png"/></p></html><html url_name="c" filename="link"/>'
    folder = write(tmp_path / "course", {**course(units), "html/x.html": ""})
    (folder / "html" / "link.html").symlink_to(tmp_path / "secret.html")
    draft, report = read(folder)
    lesson = draft.modules[0].lessons[0]
    assert b"secret" not in b"".join(content for content in lesson.files.values() if isinstance(content, bytes))
    assert not any(isinstance(content, Path) for content in lesson.files.values())
    assert len(said(report, Severity.LOST)) >= 3


def test_entities_and_doctypes_bring_nothing_in(tmp_path: Path) -> None:
    evil = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{tmp_path}/secret.html"><!ENTITY y "yyy">]><html display_name="T"><p>&x;&y; caf&eacute;&nbsp;!</p></html>'
    (tmp_path / "secret.html").write_text("topsecret")
    lesson, _ = lesson_of(tmp_path, '<html url_name="h"/>', **{"html/h.xml": evil})
    text = page_text(lesson, lesson.activities[0])
    assert "topsecret" not in text
    assert "café" in text


# --- texts -----------------------------------------------------------------------------------------------------------


def test_pictures_are_found_however_the_platform_spells_them(tmp_path: Path) -> None:
    spelled = ["/static/My_Map__1_.png", "static/My%20Map%20(1).png", "/asset-v1:Org+C1+r1+type@asset+block@My_Map__1_.png", "/c4x/Org/C1/asset/My_Map__1_.png",
               "/assets/courseware/v1/abc/asset-v1:Org+C1+r1+type@asset+block/My.png", "https://lms.example/asset-v1:Org+C1+r1+type@asset+block@My_Map__1_.png"]  # fmt: skip
    images = "".join(f'<p><img src="{src}" alt="map"/></p>' for src in spelled)
    lesson, report = lesson_of(
        tmp_path,
        f'<html url_name="h">{images}<p><img src="/static/gone.png"/></p></html>',
        **{"static/My Map (1).png": PNG},
    )
    text = page_text(lesson, lesson.activities[0])
    assert text.count('src="media/') == 5
    assert [name for name in lesson.files if name.startswith("media/")] == ["media/my-map-1.png"]
    assert sum(finding.severity is Severity.LOST for finding in report.findings) == 2


def test_links_between_blocks_lead_to_what_was_made_of_them(tmp_path: Path) -> None:
    links = "".join(
        f'<p><a href="{href}">link</a></p>'
        for href in (
            "/jump_to_id/p1",
            "/courses/course-v1:O+C+R/jump_to_id/ve",
            "/jump_to_id/gone",
            "https://example.org/",
        )
    )
    problem = '<problem url_name="p1"><p>See <a href="/jump_to_id/h1">above</a></p><numericalresponse answer="1"><textline/></numericalresponse></problem>'
    lesson, report = lesson_of(tmp_path, f'<html url_name="h1">{links}</html>{problem}')
    page, quiz = lesson.activities
    assert re.findall(r'href="([^"]*)"', page_text(lesson, page)) == [
        "activity:p1",
        "activity:h1",
        "https://example.org/",
    ]
    assert isinstance(quiz, Quiz)
    assert 'href="activity:h1"' in quiz.questions[0].prompt
    assert [finding.block for finding in report.findings] == ["a"]


def test_a_broken_file_gives_what_can_be_read(tmp_path: Path) -> None:
    broken = "<problem display_name='B'><p>Fine<numericalresponse answer='4'><label>2+2?</label><textline/></numericalresponse></problem>"
    lesson, report = lesson_of(
        tmp_path,
        HTML + '<problem url_name="p"/><problem url_name="q"/>',
        **{"problem/p.xml": broken, "problem/q.xml": b""},
    )
    assert [type(one) for one in lesson.activities] == [Page, Quiz]
    assert [block for block, _ in said(report, Severity.CHANGED)] == ["problem"]
    assert "problem" in [block for block, _ in said(report, Severity.LOST)]


# --- questions -------------------------------------------------------------------------------------------------------


def test_multiple_choice(tmp_path: Path) -> None:
    question = question_of(
        tmp_path,
        '<multiplechoiceresponse><label>Which?</label><choicegroup shuffle="true">'
        '<choice correct="false">Bread <choicehint label="No">Not <b>bread</b>.</choicehint></choice>'
        '<choice correct="true">Rice</choice><choice correct="partial" point_value="0.25">Corn</choice></choicegroup>'
        "<solution><h3>Explanation:</h3><p>Because.</p></solution></multiplechoiceresponse>"
        "<demandhint><hint>Think.</hint></demandhint>",
    )
    assert isinstance(question, Choice)
    assert (question.id, question.title, question.prompt, question.explanation) == (
        "p1-1",
        "Try it",
        "Which?",
        "Because.",
    )
    assert (question.hints, question.multiple, question.shuffle) == (("Think.",), False, True)
    assert [(option.text, option.share) for option in question.options] == [("Bread", 0), ("Rice", 1), ("Corn", 0.25)]
    assert "Not <b>bread</b>." in question.options[0].feedback
    assert grade(question, [1]).correct


def test_checkboxes_earn_in_parts_and_lose_what_is_guessed(tmp_path: Path) -> None:
    question = question_of(
        tmp_path,
        '<choiceresponse><checkboxgroup><choice correct="true">a<choicehint selected="true">Yes.</choicehint><choicehint selected="false">Missed.</choicehint></choice>'
        '<choice correct="true">b</choice><choice correct="false">c</choice><choice correct="false">d</choice>'
        '<compoundhint value="A B">Both!</compoundhint></checkboxgroup></choiceresponse>',
    )
    assert isinstance(question, Choice)
    assert question.multiple
    assert grade(question, [0, 1]).correct
    assert grade(question, [0]).share == 0.5
    assert grade(question, [0, 1, 2, 3]).share == 0
    assert question.options[0].feedback == "Yes."
    assert "Missed." in question.explanation
    assert "Both!" in question.explanation


def test_checkboxes_where_nothing_is_right_get_an_option_that_is(tmp_path: Path) -> None:
    question = question_of(
        tmp_path, '<choiceresponse><checkboxgroup><choice correct="false">a</choice></checkboxgroup></choiceresponse>'
    )
    assert isinstance(question, Choice)
    assert [option.share for option in question.options] == [-1, 1]
    assert grade(question, [1]).correct


@pytest.mark.parametrize(
    "menu",
    [
        """<optioninput options="('it\\'s','b, c','d')" correct="b, c"/>""",
        """<optioninput options="('it's','b, c','d')" correct="b, c"/>""",
        "<optioninput><option correct='False'>it's</option><option correct='True'>b, c<optionhint>Yes</optionhint></option><option correct='False'>d</option></optioninput>",
    ],
)
def test_menus(tmp_path: Path, menu: str) -> None:
    question = question_of(tmp_path, f"<p>Pick</p><optionresponse>{menu}</optionresponse>")
    assert isinstance(question, Choice)
    assert [(option.text, option.share) for option in question.options] == [("it's", 0), ("b, c", 1), ("d", 0)]


def test_words(tmp_path: Path) -> None:
    question = question_of(
        tmp_path,
        '<stringresponse answer="5*3" type="ci"><additional_answer answer="fifteen"><correcthint>In words!</correcthint></additional_answer>'
        '<additional_answer>XV</additional_answer><stringequalhint answer="8">You added.</stringequalhint><textline label="How much?"/></stringresponse>',
    )
    assert isinstance(question, ShortAnswer)
    assert (question.prompt, question.case_sensitive) == ("How much?", False)
    assert [(one.text, one.share) for one in question.accepted] == [("5\\*3", 1), ("fifteen", 1), ("XV", 1), ("8", 0)]
    assert grade(question, "Fifteen").feedback == ("In words!",)
    assert grade(question, "8").feedback == ("You added.",)
    assert not grade(question, "5x3").correct


def test_words_by_regular_expression_and_by_case(tmp_path: Path) -> None:
    question = question_of(
        tmp_path, '<p>Q</p><stringresponse answer="colou?r" type="regexp"><textline/></stringresponse>'
    )
    assert isinstance(question, ShortAnswer)
    assert question.case_sensitive
    assert [one.text for one in question.accepted] == ["colour", "color"]


@pytest.mark.parametrize(
    ("response", "right", "wrong"),
    [
        ('<numericalresponse answer="9.3*10^7"><textline/></numericalresponse>', "93 000 000", "9.3"),
        (
            '<numericalresponse answer="100"><responseparam type="tolerance" default="5%"/><textline/></numericalresponse>',
            "95",
            "94",
        ),
        ('<numericalresponse answer="[1,5)"><textline/></numericalresponse>', "1", "5"),
        (
            '<numericalresponse answer="3" ><additional_answer answer="4"/><formulaequationinput trailing_text="kg"/></numericalresponse>',
            "4 kg",
            "5",
        ),
        (
            '<script type="loncapa/python">x = 3\ny = x*2</script><p>Twice $x?</p><numericalresponse answer="$y"><textline/></numericalresponse>',
            "6",
            "3",
        ),
        ('<formularesponse answer="2*3" samples="x@1:2#1"><textline/></formularesponse>', "6", "5"),
    ],
)
def test_numbers(tmp_path: Path, response: str, right: str, wrong: str) -> None:
    question = question_of(tmp_path, response)
    assert isinstance(question, Numerical)
    assert grade(question, right).correct
    assert not grade(question, wrong).correct
    assert "$" not in question.prompt


@pytest.mark.parametrize(
    ("response", "kind"),
    [
        ('<customresponse cfn="f"><textline/></customresponse>', "customresponse"),
        ('<customresponse cfn="f"><jsinput html_file="/static/x.html"/></customresponse>', "customresponse"),
        ('<formularesponse answer="x^2" samples="x@1:2#3"><textline/></formularesponse>', "formularesponse"),
        ('<numericalresponse answer="10*i"><textline/></numericalresponse>', "numericalresponse"),
        ('<numericalresponse><textline/></numericalresponse>', "numericalresponse"),
        ('<numericalresponse answer="$x"><textline/></numericalresponse><script type="loncapa/python">x = random.random()</script>', "numericalresponse"),
        (r'<stringresponse answer="\d+" type="ci regexp"><textline/></stringresponse>', "stringresponse"),
        ('<imageresponse><imageinput src="/static/x.png"/></imageresponse>', "imageresponse"),
        ('<schematicresponse><schematic/></schematicresponse>', "schematicresponse"),
        ('<choicetextresponse><radiotextgroup/></choicetextresponse>', "choicetextresponse"),
        ('<annotationresponse/>', "annotationresponse"),
        ('<coderesponse><textbox/></coderesponse>', "coderesponse"),
        ('<symbolicresponse/>', "symbolicresponse"),
        ('<strangeresponse/>', "strangeresponse"),
        ('<multiplechoiceresponse><choicegroup><choice correct="false">a</choice></choicegroup></multiplechoiceresponse>', "multiplechoiceresponse"),
        ('<multiplechoiceresponse/>', "multiplechoiceresponse"),
        ('<optionresponse><optioninput options="" correct="x"/></optionresponse>', "optionresponse"),
        ('<choiceresponse/>', "choiceresponse"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_named_and_the_rest_of_the_problem_stays(
    tmp_path: Path, response: str, kind: str
) -> None:
    good = '<p>Two?</p><numericalresponse answer="2"><textline/></numericalresponse>'
    lesson, report = lesson_of(
        tmp_path, f'<problem url_name="p1" display_name="Try it"><p>One?</p>{response}{good}</problem>'
    )
    (quiz,) = lesson.activities
    assert isinstance(quiz, Quiz)
    assert [(question.id, question.title, question.prompt) for question in quiz.questions] == [
        ("p1-2", "Try it (2)", "Two?")
    ]
    assert [(block, where) for block, where in said(report, Severity.LOST)] == [
        (f"problem/{kind}", "Week 1 › Lesson 1 › Unit 1 › Try it (problem/p1), 1/2")
    ]
    assert report.findings[0].sentence().endswith(".")


def test_a_poll_a_survey_and_an_open_assessment_are_asked_openly(tmp_path: Path) -> None:
    poll = (
        '<poll url_name="a" question="Flat?" answers=\'[["R", {"label": "Yes", "img": ""}], ["G", {"label": "No"}]]\'/>'
    )
    survey = '<survey url_name="b" questions=\'[["q", {"label": "Useful?"}]]\' answers=\'[["Y", "Yes"]]\'/>'
    ora = (
        '<openassessment url_name="c"><title>Essay</title><prompts><prompt><description>Tell us.\n\nAt length.</description></prompt></prompts>'
        "<rubric><criterion><name>Ideas</name><prompt>Any?</prompt><option points='1'><name>Good</name><explanation>Yes</explanation></option></criterion></rubric></openassessment>"
    )
    lesson, report = lesson_of(tmp_path, poll + survey + ora)
    (quiz,) = lesson.activities
    assert isinstance(quiz, Quiz)
    assert all(isinstance(question, Essay) for question in quiz.questions)
    assert [word in quiz.questions[0].prompt for word in ("Flat?", "Yes", "No")] == [True] * 3
    assert "Useful?" in quiz.questions[1].prompt
    assert "At length." in quiz.questions[2].prompt
    assert "Ideas" in quiz.questions[2].explanation
    assert [block for block, _ in said(report, Severity.CHANGED)] == ["poll", "survey", "openassessment"]


def test_drag_and_drop_is_matching(tmp_path: Path) -> None:
    data = {
        "zones": [{"uid": "z1", "title": "Top"}, {"uid": "z2", "title": "Middle"}, {"uid": "z3", "title": "Base"}],
        "items": [
            {"displayName": "Goes <b>up</b>", "zones": ["z1"]},
            {"displayName": "Down", "zones": ["z3"]},
            {"displayName": "Nowhere", "zones": []},
        ],
        "targetImg": "/static/map.png",
    }
    attribute = json.dumps(data).replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    lesson, report = lesson_of(
        tmp_path,
        f'<drag-and-drop-v2 url_name="d" display_name="Sort" question_text="Sort it" data="{attribute}"/>',
        **{"static/map.png": PNG},
    )
    (quiz,) = lesson.activities
    assert isinstance(quiz, Quiz)
    (question,) = quiz.questions
    assert isinstance(question, Matching)
    assert [(pair.left, pair.right) for pair in question.pairs] == [("Goes <b>up</b>", "Top"), ("Down", "Base")]
    assert question.distractors == ("Middle",)
    assert "media/map.png" in question.prompt
    assert [block for block, _ in said(report, Severity.CHANGED)] == ["drag-and-drop-v2"]


# --- films -----------------------------------------------------------------------------------------------------------

SRT = "1\n00:00:01,000 --> 00:00:02,000\nBonjour\n\n2\n00:00:02,100 --> 00:00:04,000\nà tous.\n\n3\n00:00:09,000 --> 00:00:10,000\nSuite.\n"


def test_a_film_in_the_export_comes_with_its_captions(tmp_path: Path) -> None:
    video = '<video url_name="v" display_name="Intro" html5_sources=\'["/static/My_film.mp4"]\' transcripts=\'{"fr": "intro.srt"}\'/>'
    lesson, report = lesson_of(
        tmp_path,
        video,
        **{"static/My film.mp4": make_film(tmp_path / "f.mp4", seconds=1).read_bytes(), "static/intro.srt": SRT},
    )
    (film,) = lesson.activities
    assert isinstance(film, FilmDraft)
    assert film.source is not None
    assert (film.id, film.title, film.source.name) == ("v", "Intro", "My film.mp4")
    assert [(track.language, track.file in lesson.files) for track in film.captions] == [("fr", True)]
    assert report.findings == []


def test_a_file_that_is_no_film_is_named(tmp_path: Path) -> None:
    video = '<video url_name="v" html5_sources=\'["/static/a.mp4"]\'/>'
    lesson, report = lesson_of(tmp_path, HTML + video, **{"static/a.mp4": b"not a film"})
    assert [type(one) for one in lesson.activities] == [Page]
    assert [block for block, _ in said(report, Severity.LOST)] == ["video"]


def test_what_a_text_plays_is_an_activity_beside_it(tmp_path: Path) -> None:
    film, sound = make_film(tmp_path / "f.mp4", seconds=1), make_recording(tmp_path / "s.mp3", seconds=1)
    units = """<html url_name="h1" display_name="Hello"><p>Avant</p><video><source src="/static/My_film.mp4"/><track src="/static/a.srt" srclang="fr"/></video></html>
    <html url_name="h2" display_name="Heard"><audio src="/static/x.mp3"></audio></html>
    <html url_name="h3" display_name="Again"><p>Encore <video src="/static/My_film.mp4"></video><iframe src="/static/d.pdf"></iframe><video src="/static/no.mp4"></video></p></html>
    <problem url_name="p1"><p><audio src="/static/y.mp3"/></p><numericalresponse answer="1"><formulaequationinput/></numericalresponse></problem>"""
    lesson, report = lesson_of(
        tmp_path,
        units,
        **{
            "static/My film.mp4": film.read_bytes(),
            "static/a.srt": SRT,
            "static/x.mp3": sound.read_bytes(),
            "static/y.mp3": sound.read_bytes(),
            "static/no.mp4": b"no film",
            "static/d.pdf": b"%PDF-1.4",
        },
    )
    assert [(one.title, type(one).__name__) for one in lesson.activities] == [
        ("Hello", "Page"),
        ("My film", "FilmDraft"),
        ("Heard", "FilmDraft"),
        ("Again", "Page"),
        ("y", "FilmDraft"),
        ("Unit 1", "Quiz"),
        ("d", "Document"),
    ]
    page, first, heard, again, asked, quiz, document = lesson.activities
    assert isinstance(first, FilmDraft) and [track.language for track in first.captions] == ["fr"] and first.pictures
    assert isinstance(heard, FilmDraft) and not heard.pictures and isinstance(quiz, Quiz)
    assert all(f'href="activity:{first.id}"' in page_text(lesson, one) for one in (page, again))
    assert f'href="activity:{document.id}">d.pdf' in page_text(lesson, again)
    assert f'href="activity:{asked.id}"' in quiz.questions[0].prompt
    assert [block for block, _ in said(report, Severity.LOST)] == ["video"]


def test_a_film_on_the_internet_leaves_its_transcript_and_its_address(tmp_path: Path) -> None:
    video = '<video url_name="v" display_name="Intro" youtube="1.00:abc_-1"><transcript language="fr" src="intro.srt"/></video>'
    lesson, report = lesson_of(tmp_path, HTML + video, **{"static/intro.srt": SRT})
    page, film = lesson.activities
    text = page_text(lesson, film)
    assert film.title == "Intro"
    assert "https://www.youtube.com/watch?v=abc_-1" in text
    assert "<p>Bonjour à tous.</p><p>Suite.</p>" in text
    assert [block for block, _ in said(report, Severity.LOST)] == ["video"]
    assert "Intro" not in page_text(lesson, page)


def test_a_film_on_the_internet_without_words_is_told_of_on_the_page(tmp_path: Path) -> None:
    lesson, report = lesson_of(
        tmp_path, HTML + '<video url_name="v" display_name="Intro" html5_sources=\'["https://x.example/a.mp4"]\'/>'
    )
    (page,) = lesson.activities
    assert "Bonjour" in page_text(lesson, page)
    assert "https://x.example/a.mp4" in page_text(lesson, page)
    assert [block for block, _ in said(report, Severity.LOST)] == ["video"]


def test_old_transcripts_and_broken_ones(tmp_path: Path) -> None:
    video = '<video url_name="v" youtube_id_1_0="abc" sub="xyz" transcripts=\'{"fr": "bad.srt"}\'/>'
    sjson = json.dumps({"start": [0, 2000], "end": [1000, 3000], "text": ["One", "two."]})
    lesson, report = lesson_of(
        tmp_path, video, **{"static/subs_xyz.srt.sjson": sjson, "static/bad.srt": b"\x00\x01 nothing"}
    )
    assert "<p>One two.</p>" in page_text(lesson, lesson.activities[0])
    assert "video" in [block for block, _ in said(report, Severity.LOST)]


# --- what stays behind -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "kind",
    [
        "discussion",
        "lti",
        "lti_consumer",
        "ubcpi",
        "google-document",
        "edx_sga",
        "azure_media_services",
        "scorm",
        "library_content",
        "never_heard_of",
    ],
)
def test_each_block_left_behind_is_named(tmp_path: Path, kind: str) -> None:
    lesson, report = lesson_of(
        tmp_path, f'{HTML}<{kind} url_name="x1" display_name="Thing" source_library_id="library-v1:A+B"/>'
    )
    assert len(lesson.activities) == 1
    assert said(report, Severity.LOST) == [(kind, f"Week 1 › Lesson 1 › Unit 1 › Thing ({kind}/x1)")]


def test_what_stays_on_the_internet_is_named_with_its_address_and_all_its_words(tmp_path: Path) -> None:
    units = """<lti_consumer url_name="t" display_name="Tool" launch_url="https://tool.example/x"/>
    <word_cloud url_name="w" display_name="Cloud" instructions="Say a word"/>
    <video url_name="v" display_name="Film" youtube_id_1_0="abc12345678"><transcript language="ar" src="ar.srt"/><transcript language="fr" src="fr.srt"/></video>"""
    lesson, report = lesson_of(tmp_path, units, **{"static/fr.srt": SRT, "static/ar.srt": SRT})
    quiz, _ = lesson.activities
    assert isinstance(quiz, Quiz) and isinstance(quiz.questions[0], Essay) and "Say a word" in quiz.questions[0].prompt
    values = {finding.block: finding.values for finding in report.findings}
    assert values["lti_consumer"] == {"address": "https://tool.example/x"}
    assert values["video"] == {"address": "https://www.youtube.com/watch?v=abc12345678"}
    assert values["video/transcript"] == {"languages": "ar"} and "word_cloud" in values


def test_attempts_that_one_quiz_does_not_share_are_named(tmp_path: Path) -> None:
    asked = "<numericalresponse answer='1'><label>?</label><formulaequationinput/></numericalresponse>"
    units = "".join(f'<problem url_name="p{tries}" max_attempts="{tries}">{asked}</problem>' for tries in (1, 3))
    lesson, report = lesson_of(tmp_path, units)
    (quiz,) = lesson.activities
    assert isinstance(quiz, Quiz) and quiz.attempts == 3
    assert said(report, Severity.CHANGED) == [("max_attempts", "Week 1 › Lesson 1 › Unit 1 (problem/p1)")]


def test_where_the_platform_chooses_everybody_gets_the_same_and_it_is_said(tmp_path: Path) -> None:
    page = '<html url_name="{n}"><p>Text {n}</p></html>'
    units = (
        f'<split_test url_name="s"><vertical url_name="va">{page.replace("{n}", "A")}</vertical><vertical url_name="vb">{page.replace("{n}", "B")}</vertical></split_test>'
        f'<conditional url_name="c">{page.replace("{n}", "C")}</conditional><library_content url_name="l">{page.replace("{n}", "D")}</library_content>'
    )
    lesson, report = lesson_of(tmp_path, units)
    (activity,) = lesson.activities
    assert re.findall("Text (.)", page_text(lesson, activity)) == ["A", "C", "D"]
    assert [block for block, _ in said(report, Severity.CHANGED)] == ["split_test", "conditional", "library_content"]
    assert said(report, Severity.LOST) == [("vertical", "Week 1 › Lesson 1 › Unit 1 (vertical/vb)")]


def test_pages_beside_the_course_are_a_first_module(tmp_path: Path) -> None:
    tabs = [
        {"type": "static_tab", "url_slug": "syl", "name": "Syllabus"},
        {"type": "static_tab", "url_slug": "hid", "name": "Hidden", "is_hidden": True},
        {"type": "wiki"},
    ]
    more: dict[str, str | bytes] = {
        "policies/r1/policy.json": json.dumps({"course/r1": {"tabs": tabs, "course_image": "pic.png", "license": "creative-commons: ver=4.0 BY NC"}}),
        "tabs/syl.html": "<p>Week by week</p>", "tabs/hid.html": "<p>x</p>", "tabs/old.html": "<p>x</p>", "info/handouts.html": "<ol></ol>",
        "about/overview.html": "<p>All about it</p>", "about/short_description.html": "In <b>short</b>.", "static/pic.png": PNG,
        "info/updates.items.json": '[{"content": "News"}]', "drafts/vertical/d.xml": "<vertical/>", "vertical/orphan.xml": "<vertical/>",
    }  # fmt: skip
    draft, report = read(write(tmp_path / "course", {**course(HTML), **more}))
    about = draft.modules[0].lessons[0]
    assert draft.modules[0].id == "about"
    assert [
        "All about it" in page_text(about, about.activities[0]),
        "Week by week" in page_text(about, about.activities[1]),
    ] == [True, True]
    assert (draft.summary, draft.licence, draft.authors) == ("In short.", "CC BY-NC 4.0", ("Org",))
    assert isinstance(draft.cover, Path)
    assert {where for _, where in said(report, Severity.NOTE)} == {
        "tabs/hid.html",
        "tabs/old.html",
        "info/updates.html",
        "drafts/",
        "vertical/orphan",
    }


# --- laws ------------------------------------------------------------------------------------------------------------


def sound(draft: CourseDraft) -> None:
    """A draft holds what the model allows: ids, lengths, shares; pages that are there; links that lead somewhere."""
    activities = [
        (lesson, activity) for module in draft.modules for lesson in module.lessons for activity in lesson.activities
    ]
    ids = [activity.id for _, activity in activities]
    assert len(set(ids)) == len(ids)
    for lesson, activity in activities:
        if isinstance(activity, FilmDraft):
            continue
        assert msgspec.json.decode(msgspec.json.encode(activity), type=AnyActivity) == activity
        text = page_text(lesson, activity) if isinstance(activity, Page) else msgspec.json.encode(activity).decode()
        assert "<script" not in text
        assert set(re.findall(r'href=\\?"activity:([^"\\]*)', text)) <= set(ids)
        assert set(re.findall(r'src=\\?"([^"\\]*)', text)) <= set(lesson.files)
        if isinstance(activity, Quiz):
            assert len({question.id for question in activity.questions}) == len(activity.questions)


def unaccounted(root: Block, draft: CourseDraft, report: Report) -> list[str]:
    """Blocks of the source that are neither in the draft nor in the report."""
    files = [
        content.decode()
        for m in draft.modules
        for lesson in m.lessons
        for content in lesson.files.values()
        if isinstance(content, bytes) and b"<svg" not in content
    ]
    words = "".join(re.sub(r"<[^>]*>|\W", "", text) for text in files)
    quizzes = [
        activity
        for m in draft.modules
        for lesson in m.lessons
        for activity in lesson.activities
        if isinstance(activity, Quiz)
    ]
    made = {question.id.rpartition("-")[0] for quiz in quizzes for question in quiz.questions}
    made |= {activity.id for m in draft.modules for lesson in m.lessons for activity in lesson.activities}
    told = {name for finding in report.findings for name in re.findall(r"[\w-]+/[\w.-]+", finding.where)}

    def missing(block: Block) -> list[str]:
        name = f"{block.kind}/{block.url_name}"
        if name in told and (block.flag("visible_to_staff_only") or block.kind not in CONTAINERS):
            return []
        if block.kind in CONTAINERS:
            return [one for child in block.children for one in missing(child)]
        html = draft_source.text(f"html/{block.url_name}.html") if block.kind == "html" else ""
        some = re.sub(r"<[^>]*>|&\w+;|\W", "", re.sub(r"(?s)<(script|style).*?</\1>", "", html))[:12]
        return [] if block.url_name in made or (some and some in words) else [name]

    draft_source = Source(Path(str(root.attributes["__folder__"])) / "course.xml")
    return missing(root)


@pytest.mark.parametrize(
    "name", ["hx-boilerplate-course", "microsoft-oxa-kitchen-sink", "openedx-demo-content-library"]
)
def test_every_block_of_a_real_course_is_in_the_draft_or_in_the_report(
    tmp_path: Path, shared_courses: Path, name: str
) -> None:
    archive = shared_courses / "olx" / f"{name}.tar.gz"
    assert OpenEdx().recognises(archive)
    draft, report = read(archive, tmp_path / "work")
    sound(draft)
    assert read(archive, tmp_path / "work")[0] == draft
    unpack(archive, tmp_path / "again")
    start = root_among(root_names(tmp_path / "again"))
    assert start is not None
    root = read_tree(Source(tmp_path / "again" / start), Report())
    root.attributes["__folder__"] = str((tmp_path / "again" / start).parent)
    assert unaccounted(root, draft, report) == []
    assert all(
        finding.where and finding.block and finding.sentence().endswith((".", ";", "”.")) for finding in report.findings
    )


def test_damaged_courses_give_a_draft_or_a_sentence(tmp_path: Path) -> None:
    problem = (
        '<problem display_name="P"><script type="loncapa/python">x = 3</script><p>Q $x</p><optionresponse><optioninput options="(\'a\',\'b\')" correct="a"/></optionresponse>'
        '<stringresponse answer="a|b" type="ci regexp"><textline/></stringresponse><numericalresponse answer="[1,2]"><textline/></numericalresponse>'
        "<solution><p>S</p></solution><demandhint><hint>H</hint></demandhint></problem>"
    )
    video = '<video youtube="1.00:abc" transcripts=\'{"fr": "a.srt"}\' html5_sources=\'["/static/a.mp4"]\'/>'
    units = (
        HTML
        + '<problem url_name="p"/><video url_name="v"/><poll url_name="o" question="?" answers="[]"/><html url_name="h9"/>'
    )
    files = {
        **course(units), "problem/p.xml": problem, "video/v.xml": video, "static/a.srt": SRT, "html/h9.xml": '<html filename="h9" display_name="T"/>',
        "html/h9.html": '<h2>T</h2><p><img src="/static/a.png"><a href="/jump_to_id/p">x</a></p>', "static/a.png": PNG,
        "policies/r1/policy.json": '{"course/r1": {"tabs": [{"type": "static_tab", "url_slug": "t", "name": "T"}]}}', "tabs/t.html": "<p>t</p>",
    }  # fmt: skip
    folder = write(tmp_path / "course", files)
    whole = {name: (folder / name).read_bytes() for name in files}
    chance = random.Random(7)
    drafts = 0
    for turn in range(150):
        name = chance.choice(sorted(whole))
        data = bytearray(whole[name][: chance.randrange(len(whole[name]) + 1)] if turn % 2 else whole[name])
        for _ in range(chance.randrange(4)):
            if data:
                data[chance.randrange(len(data))] = chance.choice(b"<>\"'&=/\\$()[]{}\x00\xff09ax")
        (folder / name).write_bytes(data)
        try:
            sound(read(folder)[0])
            drafts += 1
        except BivouacError:
            pass
        (folder / name).write_bytes(whole[name])
    assert drafts > 90
