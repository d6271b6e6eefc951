"""Folders of Markdown: layout, titles, order, languages, and every kind of activity."""

import unicodedata
import zipfile
from pathlib import Path

import pytest

from bivouac.courses.captions import parse_captions
from bivouac.courses.draft import CourseDraft, FilmDraft
from bivouac.courses.importers import Options
from bivouac.courses.importers.markdown import MarkdownFolder
from bivouac.courses.model import Case, Document, Page, Quiz
from bivouac.courses.report import Report, Severity
from bivouac.errors import BundleError, InputError
from tests.courses.filming import make_film, make_recording
from tests.courses.importers.suite import activities, check_importer, lessons, page_of

REPOSITORY = Path(__file__).resolve().parents[3]
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
SRT = "1\n00:00:01,000 --> 00:00:02,000\nBonjour\n"


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def read(folder: Path, language: str = "") -> tuple[CourseDraft, Report]:
    return check_importer(MarkdownFolder(), folder, Options(language=language))


def page(folder: Path, text: str, **files: str | bytes) -> str:
    """The clean page of a course that has one page, and nothing to report."""
    draft, report = read(write(folder / "course", {"page.md": text, **files}))
    assert report.findings == []
    return only_page(draft)


def only_page(draft: CourseDraft) -> str:
    (lesson,) = lessons(draft)
    (activity,) = lesson.activities
    assert isinstance(activity, Page)
    return page_of(lesson, activity)


def outline(draft: CourseDraft) -> list[str]:
    """Titles of modules, lessons and activities, indented."""
    lines = []
    for module in draft.modules:
        lines.append(module.title)
        for lesson in module.lessons:
            lines.append(f"  {lesson.title}")
            lines += [f"    {activity.title}" for activity in lesson.activities]
    return lines


def test_recordings(tmp_path: Path) -> None:
    """By themselves and named by a page, in the course's language, with their captions as a transcript."""
    sound = make_recording(tmp_path / "talk.mp3").read_bytes()
    files: dict[str, str | bytes] = {
        "course.yaml": "language: fr",
        "m/l/01-a.md": "---\naudio: talk.mp3\n---\nListen",
        "m/l/talk.fr.mp3": sound,
        "m/l/talk.fr.vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\nBonjour\n",
        "m/l/02-alone.fr.mp3": sound,
        "m/l/02-alone.en.mp3": sound,
        "m/l/03-gone.md": "---\naudio: gone.mp3\n---\nOnly text",
    }
    draft, report = read(write(tmp_path / "course", files))
    (lesson,) = lessons(draft)
    first, second, third = lesson.activities
    assert isinstance(first, FilmDraft) and isinstance(second, FilmDraft) and isinstance(third, Page)
    assert not first.pictures and not second.pictures
    assert (first.source, first.text, [one.language for one in first.captions]) == (
        Path("talk.fr.mp3"),
        "<p>Listen</p>",
        ["fr"],
    )
    assert (second.title, second.source) == ("Alone", Path("02-alone.fr.mp3"))
    assert [finding.block for finding in report.findings if finding.severity is Severity.LOST] == ["audio"]


# --- layout ----------------------------------------------------------------------------------------------------------


def test_folders_are_modules_and_lessons(tmp_path: Path) -> None:
    draft, report = read(
        write(
            tmp_path / "my-course",
            {
                "course.yaml": "title: A *course*\nlanguage: fr\nauthors: [Awa, {name: Li}]\nlicence: CC-BY-4.0\nversion: 2.1\n",
                "cover.png": PNG,
                "02-second/10-last.md": "Text",
                "02-second/2-first.md": "Text",
                "01-why-plan/index.md": "---\ntitle: Why plan?\n---\nA summary.\n",
                "01-why-plan/01-what-is-it/index.md": "---\nsummary: Short.\n---\n# What is it?\n",
                "01-why-plan/01-what-is-it/01-read.md": "# Read this\n\nText",
                "01-why-plan/01-what-is-it/02-deeper/a/b.md": "Text",
                "01-why-plan/02-the_triangle.md": "Text",
                "01-why-plan/images/x.md": "no page",
                "01-why-plan/_draft.md": "no page",
                ".git/x.md": "no page",
                "LICENSE.md": "no page",
            },
        )
    )
    assert outline(draft) == [
        *("Why plan?", "  What is it?", "    Read this", "    B", "  The triangle", "    The triangle"),
        *("Second", "  First", "    First", "  Last", "    Last"),
    ]
    assert (draft.id, draft.title, draft.language, draft.version) == ("my-course", "A course", "fr", "2.1")
    assert (draft.authors, draft.licence, draft.cover) == (("Awa", "Li"), "CC-BY-4.0", PNG)
    assert (draft.modules[0].summary, draft.modules[0].lessons[0].summary) == ("A summary.", "Short.")
    assert [activity.id for activity in activities(draft)] == [
        *("why-plan.what-is-it.read", "why-plan.what-is-it.deeper.a.b", "why-plan.the_triangle"),
        *("second.first", "second.last"),
    ]
    assert report.findings == []


def test_a_folder_of_files_is_one_module(tmp_path: Path) -> None:
    draft, _ = read(write(tmp_path / "notes", {"index.md": "# My notes\n", "1.md": "# One\n\nx", "2.md": "Two"}))
    assert outline(draft) == ["My notes", "  One", "    One", "  2", "    2"]


def test_files_beside_the_modules_get_modules_of_their_own(tmp_path: Path) -> None:
    files = {"00-welcome.md": "x", "01-m/a.md": "x", "98-glossary.md": "x", "99-sources.md": "x"}
    draft, _ = read(write(tmp_path / "course", files))
    assert [module.title for module in draft.modules] == ["Welcome", "M", "Further pages"]


def test_text_in_an_index_is_the_first_page(tmp_path: Path) -> None:
    files = {
        "m/index.md": "# About m\n\nA summary.\n\nMore to read.\n\n- a\n",
        "m/a.md": "x",
        "README.md": "# R\n\nOne.\n\nTwo.\n",
    }
    draft, report = read(write(tmp_path / "course", files))
    assert outline(draft) == ["About m", "  About m", "    About m", "  A", "    A"]
    assert (draft.title, draft.summary, draft.modules[0].summary) == ("R", "One.", "A summary.")
    assert [finding.block for finding in report.findings] == ["README"]


def test_order_of_front_matter_and_of_pages_files(tmp_path: Path) -> None:
    files = {
        ".pages": "nav:\n  - m2\n  - Named here: m1\n",
        "m1/a.md": "x",
        "m1/b.md": "---\norder: 1\n---\nx",
        "m2/.pages": "title: Second\narrange: [c.md]\n",
        "m2/a.md": "x",
        "m2/c.md": "x",
        "m3/a.md": "x",
    }
    draft, report = read(write(tmp_path / "course", files))
    assert outline(draft)[0::1][:3] == ["Second", "  C", "    C"]
    assert [lesson.title for lesson in lessons(draft)] == ["C", "A", "B", "A"]
    assert [finding.block for finding in report.findings] == [".pages"]


def test_titles(tmp_path: Path) -> None:
    files = {
        "2-1-3a-the-quiz.md": '---\ntitle: "2.1.3 The quiz"\n---\n# The quiz!\n\nText',
        "3-colon.md": "---\ntitle: Vidéo : qui a peur ?\n---\n# Another heading\n\nText",
        "4-_under_score.md": "Text",
    }
    draft, report = read(write(tmp_path / "course", files))
    assert [lesson.title for lesson in lessons(draft)] == ["The quiz", "Vidéo : qui a peur ?", "Under score"]
    first, second, _ = (
        page_of(lesson, one) for lesson in lessons(draft) for one in lesson.activities if isinstance(one, Page)
    )
    assert first == "<p>Text</p>"
    assert second == '<h1 id="another-heading">Another heading</h1>\n<p>Text</p>'
    assert [finding.severity for finding in report.findings] == [Severity.NOTE]


def test_a_number_that_the_name_has_too_is_not_shown_nor_is_latex_in_a_title(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "course",
        {
            "01-costs/index.md": "# 1. Costs\n\nx",
            "01-costs/2-price.md": "# 2. Price and $\\frac{a+1}{b}$\n\nx",
            "01-costs/03-rest.md": "# 3 – The rest\n\nx",
            "01-costs/4.md": "---\ntitle: 7. Other\n---\nx",
            "01-costs/1984-orwell.md": "# 1984 – a novel\n\nx",
        },
    )
    draft, _ = read(folder)
    assert [module.title for module in draft.modules] == ["Costs"]
    assert [one.title for one in lessons(draft)] == ["Price and (a+1)/b", "The rest", "7. Other", "1984 – a novel"]
    assert all(page_of(one, one.activities[0]) == "<p>x</p>" for one in lessons(draft))  # type: ignore[arg-type]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_other_encodings(tmp_path: Path, encoding: str) -> None:
    assert "déjà vu" in page(tmp_path, "# Été\n\nUn déjà vu.".encode(encoding))  # type: ignore[arg-type]


def test_ids_of_front_matter_win_and_are_checked(tmp_path: Path) -> None:
    files = {"a.md": "---\nid: same\n---\nx", "b.md": "---\nid: same\n---\nx", "c.md": "---\nid: Ça va\n---\nx"}
    draft, report = read(write(tmp_path / "course", files))
    assert [activity.id for activity in activities(draft)] == ["same", "same-2", "ca-va"]
    assert [finding.severity for finding in report.findings] == [Severity.CHANGED] * 2


def test_a_changed_id_of_the_course_is_named(tmp_path: Path) -> None:
    draft, report = read(write(tmp_path / "c", {"course.yaml": "id: Été 1\n", "a.md": "x"}))
    (finding,) = report.findings
    assert draft.id == "ete-1" and finding.severity is Severity.CHANGED
    assert "“Été 1”" in finding.sentence() and "“ete-1”" in finding.sentence()


def test_no_break_spaces_stay_in_titles_and_change_no_id(tmp_path: Path) -> None:
    film = "Film\u00a0: qu’est-ce qu’un projet\u202f?"
    files = {
        "a.md": f"---\ntitle: '{film}'\n---\nx",
        "b.md": "#  Un \t projet\u202f?\n\nx",
        "c.md": "---\ncase: true\n---\n## Début {#a}\nx\n\n## Ça va\u00a0?\nx",
    }
    draft, _ = read(write(tmp_path / "course", files))
    assert [lesson.title for lesson in lessons(draft)] == [film, "Un projet\u202f?", "C"]
    told = activities(draft)[2]
    assert isinstance(told, Case)
    assert [(scene.id, scene.title) for scene in told.scenes][1] == ("ca-va", "Ça va\u00a0?")


def test_settings_that_are_nearly_known_are_named(tmp_path: Path) -> None:
    others = "layout: x\ndate: 2024-01-01\ntags: [a]\nslug: x\nposts: 1\nsubtitle: x\nsidebar_label: x\nidx: 1\nteaching: 10\n"
    files = {
        "course.yaml": "titel: My course\nlangue: fr\ncolour: red\n",
        "a.md": f"---\n{others}sumary: x\nPass-Mark: 1\nID: x\n---\nx",
        "b.md": "+++\ncaption = 'x'\n+++\nx",
    }
    _, report = read(write(tmp_path / "course", files))
    said = [(one.where, one.values["key"], one.values["meant"]) for one in report.findings]
    assert sorted(said) == [
        ("a.md", "ID", "id"),
        ("a.md", "Pass-Mark", "pass_mark"),
        ("a.md", "sumary", "summary"),
        ("b.md", "caption", "captions"),
        ("course.yaml", "langue", "language"),
        ("course.yaml", "titel", "title"),
    ]
    assert {one.severity for one in report.findings} == {Severity.NOTE}


def test_progress_survives_new_order(tmp_path: Path) -> None:
    before, _ = read(write(tmp_path / "a", {"01-m/01-x.md": "x", "01-m/02-y.md": "x"}))
    after, _ = read(write(tmp_path / "b", {"03-m/07-y.md": "x", "03-m/09-x.md": "x"}))
    assert {one.id for one in activities(before)} == {one.id for one in activities(after)}


@pytest.mark.parametrize("files", [{}, {"a.txt": "x"}, {"images/a.md": "x"}, {"a.md": ""}, {"a.gift": "no question"}])
def test_nothing_to_learn_is_said(tmp_path: Path, files: dict[str, str | bytes]) -> None:
    (tmp_path / "course").mkdir()
    with pytest.raises(InputError):
        MarkdownFolder().read(write(tmp_path / "course", files), tmp_path / "work", Report(), Options())


def test_what_is_not_read_yet_is_named(tmp_path: Path) -> None:
    draft, report = read(
        write(tmp_path / "course", {"a.md": "x", "b.epub": b"PK", "c.docx": b"x", "d.md": "---\ndraft: true\n---\nx"})
    )
    assert outline(draft) == ["Course", "  A", "    A"]
    assert {finding.where for finding in report.findings} == {"b.epub", "c.docx", "d.md"}


# --- documents -------------------------------------------------------------------------------------------------------

PDF = b"%PDF-1.7\n%%EOF\n"


def test_pdf_documents_are_activities(tmp_path: Path) -> None:
    draft, report = read(
        write(
            tmp_path / "course",
            {
                "m/l/1-a.md": "x",
                "m/l/2-the-sheet.pdf": PDF,
                "m/l/3-d.md": "---\ntitle: The law\nid: law\ndocument: law/text.pdf\n---\n",
                "m/l/law/text.pdf": PDF,
                "m/l/4-false.pdf": b"no PDF at all",
                "m/l/5-e.md": "---\ndocument: nowhere.pdf\n---\nStill a page.",
            },
        )
    )
    lesson = next(lesson for module in draft.modules for lesson in module.lessons if len(lesson.activities) > 2)
    documents = [one for one in lesson.activities if isinstance(one, Document)]
    assert [one.title for one in documents][:2] == ["The sheet", "The law"]
    assert documents[1].id == "law"
    for one in documents:
        assert lesson.files[one.file] == PDF
    assert {(one.where, one.block) for one in report.findings} == {
        ("m/l/4-false.pdf", "document"),
        ("m/l/5-e.md", "document"),
    }


def test_text_beside_a_document_is_reported(tmp_path: Path) -> None:
    files = {"a.md": "---\ndocument: b.pdf\n---\nRead this first.", "b.pdf": PDF, "c.md": "x"}
    draft, report = read(write(tmp_path / "course", dict(files)))
    assert [finding.where for finding in report.findings] == ["a.md"]
    assert sum(isinstance(one, Document) for lesson in draft.modules[0].lessons for one in lesson.activities) == 1


# --- languages -------------------------------------------------------------------------------------------------------

TWO_LANGUAGES: dict[str, str | bytes] = {
    ".pages": "title: The course of the two\n",
    "m/.pages": "title: What is the use of it?\n",
    "m/1-a.fr.md": "---\ntitle: 'Vidéo : la suite'\n---\nun",
    "m/1-a.en.md": "---\ntitle: 'Video: what is next'\n---\none",
    "m/2-b.fr.md": "# Bé\n\ndeux",
    "m/2-b.en.md": "# Bee\n\ntwo",
    "m/3-c.en.md": "# Sea\n\nthree",
    "m/4-q.fr.gift": "::q::Oui ? {T}",
    "m/4-q.en.gift": "::q::Yes? {T}",
}


def test_one_language_of_several(tmp_path: Path) -> None:
    source = write(tmp_path / "course", TWO_LANGUAGES)
    french, report = read(source, "fr")
    english, _ = read(source)
    assert (french.language, english.language) == ("fr", "en")
    assert [lesson.title for lesson in lessons(french)] == ["Vidéo : la suite", "Bé", "Sea", "Q"]
    assert [lesson.title for lesson in lessons(english)] == ["Video: what is next", "Bee", "Sea", "Q"]
    assert (french.modules[0].title, english.modules[0].title) == ("La suite", "What is the use of it?")
    assert [one.id for one in activities(french)] == [one.id for one in activities(english)]
    assert [finding.block for finding in report.findings] == ["language", "page", "titles"]
    (quiz,) = (one for one in activities(french) if isinstance(one, Quiz))
    assert quiz.questions[0].prompt.startswith("Oui")


def test_the_course_says_its_language(tmp_path: Path) -> None:
    draft, _ = read(write(tmp_path / "course", {**TWO_LANGUAGES, "course.yaml": "language: fr"}))
    assert draft.language == "fr"


def test_a_language_in_words_is_no_tag(tmp_path: Path) -> None:
    draft, report = read(write(tmp_path / "course", {"course.yaml": "language: french\n", "a.md": "x"}))
    (finding,) = report.findings
    assert draft.language == "en" and "“french” is no language tag" in finding.sentence()


def test_a_language_that_is_not_there(tmp_path: Path) -> None:
    source = write(tmp_path / "course", TWO_LANGUAGES)
    with pytest.raises(InputError) as caught:
        MarkdownFolder().read(source, tmp_path / "work", Report(), Options(language="ar"))
    assert "en, fr" in caught.value.sentence()


def test_a_folder_for_each_language(tmp_path: Path) -> None:
    source = write(tmp_path / "course", {"fr/m/a.md": "un", "en/m/a.md": "one", "README.md": "# Two\n"})
    draft, _ = read(source, "fr")
    assert only_page(draft) == "<p>un</p>"


# --- pages -----------------------------------------------------------------------------------------------------------


def test_a_page_with_everything(tmp_path: Path) -> None:
    text = """Text with $x^2$, it costs $5 and $6, ~~old~~[^1].

| a | b |
|:-:|---|
| 1 | 2 |

Term
:   Definition

- [x] done
- [ ] open

![Alt](img/a.png "The caption")

$$
\\frac{1}{2}
$$

!!! warning
    Careful.

```python
print("<x>")
```

[^1]: The footnote.
"""
    html = page(tmp_path, text, **{"img/a.png": PNG})
    for part in (
        '<img class="math" src="math/',
        "it costs $5 and $6",
        "<s>old</s>",
        '<th class="center">a</th><th>b</th>',
        "<dt>Term</dt>\n<dd>Definition</dd>",
        "<li>☑ done</li>\n<li>☐ open</li>",
        '<figure><img src="media/a.png" alt="Alt">\n<figcaption>The caption</figcaption></figure>',
        '<p><img class="math display"',
        '<div class="warning"><p class="title">Warning</p>\n<p>Careful.</p></div>',
        '<pre><code class="language-python">print("&lt;x&gt;")</code></pre>',
        '<section class="footnotes">',
        '<a href="#fn1" id="fnref1">[1]</a>',
    ):
        assert part in html, part


def test_what_other_tools_write(tmp_path: Path) -> None:
    text = """:::: challenge
## Try it

::: solution
Yes.
:::
::::

=== "Tab one"

    In the tab.

> [!TIP]
> A tip.

![](img/a.png){alt='The "alt"'}

[Link](https://x.org){:target="_blank"} and [term]{#term}, see [it](#term).

```
::: not a box
```
"""
    html = page(tmp_path, text, **{"img/a.png": PNG})
    for part in (
        '<div class="example"><p class="title">Try it</p>\n<div class="tip"><p class="title">Solution</p>\n<p>Yes.</p></div></div>',
        "<p><strong>Tab one</strong></p>\n<p>In the tab.</p>",
        '<div class="tip"><p class="title">Tip</p>\n<p>A tip.</p></div>',
        'alt="The &quot;alt&quot;"',
        '<a href="https://x.org">Link</a> and <span id="term"></span>term',
        "<pre><code>::: not a box</code></pre>",
    ):
        assert part in html, part


def test_links_between_pages(tmp_path: Path) -> None:
    files = {
        "m/a.md": "[b](b.md) [c](../n/c.md#x) [n](../n/) [site](../b/) [top](/n/c) [self](a.md#here) [gone](gone.md)\n\n## Here\n",
        "m/b.md": "x",
        "n/c.md": "x",
    }
    draft, report = read(write(tmp_path / "course", files))
    html = page_of(lessons(draft)[0], lessons(draft)[0].activities[0])  # type: ignore[arg-type]
    for part in (
        '"activity:m.b">b<',
        '"activity:n.c">c<',
        '"activity:n.c">n<',
        '"activity:m.b">site<',
        '"activity:n.c">top<',
        '"#here">self<',
    ):
        assert part in html, part
    assert "gone</p>" in html
    assert [finding.block for finding in report.findings] == ["a"]


def test_pictures_are_found_and_nothing_outside_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(PNG)
    files = {"m/a.md": "![1](IMG/A.png) ![2](../../secret.png) ![3](/etc/passwd) ![4](link.png)", "m/img/a.png": PNG}
    source = write(tmp_path / "course", files)
    (source / "m" / "link.png").symlink_to(tmp_path / "secret.png")
    draft, report = read(source)
    assert sorted(lessons(draft)[0].files) == ["media/a.png", "pages/m.a.html"]
    assert [finding.severity for finding in report.findings] == [Severity.LOST] * 4


def test_files_with_spaces_are_found_and_named(tmp_path: Path) -> None:
    """However the accents of their names are kept, and not in code; an address with a title stays one."""
    decomposed = unicodedata.normalize("NFD", "marché été.png")
    text = """![Le marché](marché été.png)

![Again](photo (1) x.png "At noon") and `![no](marché été.png)` and [next](page deux.md), [task](mon devoir.docx)

![gone](nulle part.png) [words](not a file) [titled](b.md "Its title") ![coded](with%20mark.png)

```
![code](marché été.png)
```
"""
    files: dict[str, str | bytes] = {
        "a.md": text,
        "b.md": "B",
        "page deux.md": "Two",
        "mon devoir.docx": b"x",
        **{name: PNG for name in (decomposed, "photo (1) x.png", "with mark.png")},
    }
    draft, report = read(write(tmp_path / "course", files))
    html = next(content for name, content in draft.modules[0].lessons[0].files.items() if name.endswith("a.html"))
    shown = bytes(html).decode() if isinstance(html, bytes) else ""
    assert shown.count("<img") == 3 and 'alt="Le marché"' in shown, shown
    assert 'href="activity:page-deux"' in shown and 'href="activity:b"' in shown and "[words](not a file)" in shown
    assert shown.count("(marché été.png)") == 2, "code stays as it is"
    said = [
        (one.block, one.values.get("name", one.values.get("address"))) for one in report.findings if one.where == "a.md"
    ]
    assert said == [
        ("![]()", "marché été.png"),
        ("![]()", "photo (1) x.png"),
        ("[]()", "page deux.md"),
        ("a", "mon devoir.docx"),
        ("img", "nulle part.png"),
    ]


def test_what_nothing_uses_is_named(tmp_path: Path) -> None:
    """Not what is used, made the course or belongs to another language."""
    make_film(tmp_path / "film.mp4")
    captions = "WEBVTT\n\n00:01.000 --> 00:02.000\nBonjour\n"
    files: dict[str, str | bytes] = {
        "course.yaml": "language: fr",
        "cover.png": PNG,
        "a.md": "![x](img/used.png)",
        "img/used.png": PNG,
        "img/spare.png": PNG,
        "notes.txt": "x",
        "style.css": "x",
        "film.mp4": (tmp_path / "film.mp4").read_bytes(),
        "film.fr.vtt": captions,
        "film.en.vtt": captions,
        "orphelin.fr.vtt": captions,
        ".hidden/x.png": PNG,
    }
    _, report = read(write(tmp_path / "course", files))
    assert [(one.where, one.block, one.severity) for one in report.findings] == [
        ("orphelin.fr.vtt", "captions", Severity.LOST),
        ("img", "files", Severity.NOTE),
        (".", "files", Severity.NOTE),
    ]
    assert [one.sentence() for one in report.findings[1:]] == [
        f"Nothing in the course uses “{name}”: learners do not get it." for name in ("spare.png", "notes.txt")
    ]


def test_metadata_for_catalogues_becomes_small_print(tmp_path: Path) -> None:
    text = '??? info "Metadata"\n    - Id: X.1\n    - Authors:\n        - Awa\n        - Li\n    - Licence: CC BY 4.0\n\n# Page\n\nText\n'
    draft, _ = read(write(tmp_path / "course", {"page.md": text}))
    assert only_page(draft) == "<p>Text</p>\n<p><small>Authors: Awa, Li. Licence: CC BY 4.0.</small></p>"
    assert (draft.authors, draft.licence) == (("Awa", "Li"), "CC BY 4.0")


# --- films, quizzes, cases -------------------------------------------------------------------------------------------


def test_what_a_page_plays_is_an_activity_beside_it(tmp_path: Path) -> None:
    film, sound = make_film(tmp_path / "film.mkv").read_bytes(), make_recording(tmp_path / "s.mp3").read_bytes()
    folder = write(
        tmp_path / "course",
        {
            "course.yaml": "language: en",
            "m/l/01-a.md": "# A\n\nLook.\n\n![The market](<../../assets/my film.mp4>)\n\n<audio src='/assets/talk.mp3'></audio>\n\n[Form](../../assets/form.pdf)",
            "m/l/02-b.md": "# B\n\n<video poster='../../assets/p.png'><source src='https://x.org/f.mp4'><source src='near.mp4'><track src='../../assets/sub/n.srt' srclang='fr'></video> Text.",
            "m/l/03-c.md": "# Again\n\n![](<../../assets/my film.mp4>) and [near](near.mp4)",
            "m/l/04-d.md": "# A film alone\n\n<video src='../../assets/alone.mp4'></video>",
            "m/l/05-e.md": "---\nvideo: own.mp4\n---\n![](own.mp4) Seen.",
            "m/l/06-f.md": "![](own.mp4) ![](gone.mp4) ![](../../assets/broken.mp4) ![Talk](https://youtu.be/mxEdo3xu3JY)",
            "m/l/near.mp4": film,
            "m/l/own.mp4": film,
            "assets/my film.mp4": film,
            "assets/my film.en.vtt": "WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n",
            "assets/sub/n.srt": SRT,
            "assets/talk.mp3": sound,
            "assets/alone.mp4": film,
            "assets/broken.mp4": b"no film",
            "assets/form.pdf": b"%PDF-1.4 ...",
            "assets/p.png": b"\x89PNG\r\n\x1a\n" + b"\0" * 20,
        },
    )
    draft, report = check_importer(MarkdownFolder(), folder)
    (lesson,) = lessons(draft)
    assert [(one.id, one.title, type(one).__name__) for one in lesson.activities] == [
        ("m.l.a", "A", "Page"),
        ("assets.my-film", "The market", "FilmDraft"),
        ("assets.talk", "Talk", "FilmDraft"),
        ("assets.form", "Form", "Document"),
        ("m.l.b", "B", "Page"),
        ("m.l.near", "Near", "FilmDraft"),
        ("m.l.c", "Again", "Page"),
        ("m.l.d", "A film alone", "FilmDraft"),
        ("m.l.e", "E", "FilmDraft"),
        ("m.l.f", "F", "Page"),
    ]
    films = {one.id: one for one in lesson.activities if isinstance(one, FilmDraft)}
    assert [track.language for track in films["assets.my-film"].captions] == ["en"]
    assert [track.language for track in films["m.l.near"].captions] == ["fr"] and films["m.l.near"].poster
    assert [name for name, one in films.items() if not one.pictures] == ["assets.talk"]
    first, last = (page_of(lesson, lesson.activities[at]) for at in (0, -1))  # type: ignore[arg-type]
    assert '<p><a href="activity:assets.my-film">Film: The market</a></p>' in first
    assert '<a href="activity:assets.talk">Recording: Talk</a>' in first and 'href="activity:assets.form"' in first
    assert films["m.l.e"].text == "<p>Seen.</p>"
    assert 'href="activity:m.l.e"' in last and 'href="https://youtu.be/mxEdo3xu3JY">Talk</a>' in last
    lost = [one.sentence() for one in report.findings if one.severity is Severity.LOST]
    assert len(lost) == 4 and not any("Nothing in the course uses" in one for one in lost)
    assert "“gone.mp4”" in lost[0] and "not a film" in lost[1] and "broken.mp4" in lost[2] and "youtu.be" in lost[3]


def test_a_film_of_a_quiz_comes_before_it_and_books_play_films_in_their_own_words(tmp_path: Path) -> None:
    film = make_film(tmp_path / "film.mkv").read_bytes()
    folder = write(
        tmp_path / "course",
        {
            "quiz.md": "---\nquiz: q.gift\n---\nLook: ![](assets/a.mp4)",
            "q.gift": "::Q::Right? {T}",
            "assets/a.mp4": film,
            "z.qmd": '{{< video a.mp4 title="Seen before" >}}\n\nText ![[b.mp4]]',
            "assets/b.mp4": film,
        },
    )
    draft, _ = check_importer(MarkdownFolder(), folder)
    assert [[one.id for one in lesson.activities] for lesson in lessons(draft)] == [
        ["assets.a", "quiz"],
        ["z", "assets.b"],
    ]
    assert 'href="activity:assets.a"' in page_of(lessons(draft)[1], lessons(draft)[1].activities[0])  # type: ignore[arg-type]


def test_films(tmp_path: Path) -> None:
    film = make_film(tmp_path / "film.mkv").read_bytes()
    files: dict[str, str | bytes] = {
        "course.yaml": "language: fr",
        "l/01-a.md": "---\nvideo: film\nposter: p.png\n---\nText",
        "l/film.240p.webm": film,
        "l/film.480p.webm": film,
        "l/film.en.srt": SRT,
        "l/film.fr.vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\nBonjour\n",
        "l/p.png": PNG,
        "l/02-b.md": "---\nvideo: other.mp4\ncaptions: {fr: sub/x.srt, xx: gone.vtt}\n---\n",
        "l/other.mp4": film,
        "l/sub/x.srt": SRT,
        "l/03-alone.mp4": film,
        "l/04-gone.md": "---\nvideo: gone.mp4\n---\nOnly text",
    }
    draft, report = read(write(tmp_path / "course" / "m", files).parent)
    (lesson,) = lessons(draft)
    first, second, third, fourth = lesson.activities
    assert isinstance(first, FilmDraft) and isinstance(second, FilmDraft) and isinstance(third, FilmDraft)
    assert (first.source, sorted(first.ready), first.text, first.poster) == (
        None,
        ["240p", "480p"],
        "<p>Text</p>",
        "media/p.png",
    )
    assert [track.language for track in first.captions] == ["en", "fr"]
    assert (second.source, [track.language for track in second.captions]) == (Path("other.mp4"), ["fr"])
    assert (third.title, third.source) == ("Alone", Path("03-alone.mp4"))
    assert isinstance(fourth, Page)
    track = lesson.files[second.captions[0].file]
    assert isinstance(track, bytes) and track.startswith(b"WEBVTT") and parse_captions(track)[0].text == "Bonjour"
    assert [(finding.where, finding.block) for finding in report.findings] == [
        ("m/l/02-b.md", "captions"),
        ("m/l/04-gone.md", "video"),
    ]


def test_quizzes(tmp_path: Path) -> None:
    files = {
        "l/1.md": "---\ntitle: Check\nquiz: check.gift\npass_mark: 0.8\nattempts: 2\n---\nIntro",
        "l/check.gift": "First read.\n\n::q::Yes? {T}",
        "l/2-more.gift": "::q::No? {F}",
        "l/3.md": "---\nquiz: gone.gift\npass_mark: 80\n---\nOnly text",
    }
    draft, report = read(write(tmp_path / "course" / "m", files).parent)
    first, second, third = activities(draft)
    assert isinstance(first, Quiz) and isinstance(second, Quiz) and isinstance(third, Page)
    assert (first.title, first.pass_mark, first.attempts) == ("Check", 0.8, 2)
    assert first.introduction == "<p>Intro</p>\nFirst read."
    assert (second.title, second.pass_mark, second.attempts) == ("More", 0.6, 0)
    assert [finding.block for finding in report.findings] == ["quiz"]


def test_numbers_of_a_quiz_that_are_none_are_named(tmp_path: Path) -> None:
    files = {
        "m/1.md": "---\nquiz: q.gift\nattempts: three\npass_mark: 60 %\n---\nx",
        "m/q.gift": "::q::Yes? {T}",
    }
    draft, report = read(write(tmp_path / "course", files))
    (quiz,) = activities(draft)
    assert isinstance(quiz, Quiz) and (quiz.attempts, quiz.pass_mark) == (0, 0.6)
    said = " ".join(finding.sentence() for finding in report.findings)
    assert "“three”" in said and "60 %" in said


CASE = """---
title: The late supplier
case: true
---
# The late supplier

Text before *introduces*.

## Monday {#monday}
The crates have not come.

- A list that is none of choices

More text.

- [Call **now**](#call) You keep the tone friendly.
- [Find another](#Other)

  They are dearer.

## The call {#call .poor}
[No list](#other) of choices.

## Other {#other .good}
You deliver.

### A heading in the scene
"""


def case(folder: Path, text: str) -> tuple[Case, Report]:
    draft, report = read(write(folder / "course", {"case.md": text}))
    (activity,) = activities(draft)
    assert isinstance(activity, Case)
    return activity, report


def test_case_study(tmp_path: Path) -> None:
    told, report = case(tmp_path, CASE)
    assert report.findings == []
    assert told.introduction == "<p>Text before <em>introduces</em>.</p>"
    monday, call, other = told.scenes
    assert [(scene.id, scene.title, scene.outcome) for scene in told.scenes] == [
        *(("monday", "Monday", ""), ("call", "The call", "poor"), ("other", "Other", "good")),
    ]
    assert "none of choices" in monday.text and "More text." in monday.text and "Call" not in monday.text
    assert [(choice.text, choice.to, choice.consequence) for choice in monday.choices] == [
        ("Call <strong>now</strong>", "call", "You keep the tone friendly."),
        ("Find another", "other", "They are dearer."),
    ]
    assert call.choices == () and "of choices" in call.text
    assert "A heading in the scene" in other.text


def test_choices_that_lead_nowhere_are_named(tmp_path: Path) -> None:
    told, report = case(tmp_path, CASE.replace("(#call)", "(#nowhere)"))
    assert [choice.to for choice in told.scenes[0].choices] == ["other"]
    assert [finding.severity for finding in report.findings] == [Severity.LOST, Severity.NOTE]
    assert "The call" in report.findings[1].sentence()


def test_an_outcome_that_is_nearly_one_is_named(tmp_path: Path) -> None:
    told, report = case(tmp_path, CASE.replace(".poor", ".wide .pooor"))
    (finding,) = report.findings
    assert told.scenes[1].outcome == "" and finding.severity is Severity.NOTE
    assert "“pooor”" in finding.sentence() and "“poor”" in finding.sentence()


def test_a_case_without_scenes_is_a_page(tmp_path: Path) -> None:
    draft, report = read(write(tmp_path / "course", {"case.md": "---\ncase: true\n---\n## No name\n\nText"}))
    assert only_page(draft).endswith("<p>Text</p>")
    assert [finding.block for finding in report.findings] == ["case"]


# --- sources ---------------------------------------------------------------------------------------------------------


def archive(path: Path, files: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return path


def test_a_zip_is_a_folder(tmp_path: Path) -> None:
    packed = archive(tmp_path / "my-course.zip", {"wrap/m/a.md": "x", "__MACOSX/wrap/m/._a.md": "x"})
    draft, report = read(packed)
    assert (draft.id, outline(draft)) == ("my-course", ["M", "  A", "    A"])
    assert report.findings == []


def test_a_hostile_zip_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BundleError):
        MarkdownFolder().read(archive(tmp_path / "x.zip", {"../a.md": "x"}), tmp_path / "work", Report(), Options())
    assert not (tmp_path / "a.md").exists()


@pytest.mark.parametrize(
    "front",
    ["[1, 2", "a: &a [*a]", "title: [x]\norder: {}", "x: !!python/object/apply:os.system [ls]", "- list", "\x00"],
)
def test_odd_front_matter_stops_nothing(tmp_path: Path, front: str) -> None:
    draft, _ = read(write(tmp_path / "course", {"a.md": f"---\n{front}\n---\nText"}))
    assert only_page(draft) == "<p>Text</p>"


def test_text_that_is_not_utf8_is_read(tmp_path: Path) -> None:
    draft, report = read(write(tmp_path / "course", {"a.md": "Été".encode("cp1252")}))
    assert only_page(draft) == "<p>Été</p>"
    assert [finding.severity for finding in report.findings] == [Severity.NOTE]


@pytest.mark.parametrize("name", ["premiers-pas-gestion-de-projet", "first-steps-project-management"])
def test_the_demo_course_comes_over_whole(name: str) -> None:
    draft, report = read(REPOSITORY / "assets" / "demo" / name)
    assert report.findings == []
    kinds = {type(activity) for activity in activities(draft)}
    assert kinds == {Page, Quiz, Case, FilmDraft}
    asked = {type(question) for one in activities(draft) if isinstance(one, Quiz) for question in one.questions}
    assert len(asked) == 7


def test_a_real_course_in_two_languages(shared_courses: Path) -> None:
    french, _ = read(shared_courses / "markdown" / "ai4t-mooc-fr-en.zip", "fr")
    assert french.title == "Artificial Intelligence for and by Teachers"
    assert [module.title for module in french.modules][1:5] == [
        *("Utiliser l'IA en éducation", "Qu'est-ce que l'IA ?"),
        *("Comment fonctionne l'IA", "L'IA à notre service en tant qu'enseignants"),
    ]
    english, _ = read(shared_courses / "markdown" / "ai4t-mooc-fr-en.zip", "en")
    assert english.modules[2].lessons[1].title == "How to define AI?"
    assert [one.id for one in activities(french)] == [one.id for one in activities(english)]


def test_a_real_workbench_lesson(shared_courses: Path) -> None:
    draft, report = read(shared_courses / "markdown" / "swcarpentry-shell-novice.zip")
    assert (draft.title, draft.licence) == ("The Unix Shell", "CC-BY 4.0")
    assert outline(draft)[3:6] == ["The Unix Shell", "  Introducing the Shell", "    Introducing the Shell"]
    assert [finding.block for finding in report.findings if finding.severity is Severity.LOST] == ["a"]
