"""Folders made for other tools: site and book makers, with their settings, their order and their commands."""

from pathlib import Path

import pytest

from bivouac.courses.draft import CourseDraft
from bivouac.courses.importers.markdown import MarkdownFolder
from bivouac.courses.report import Report
from tests.courses.importers.suite import check_importer, lessons, page_of

PICTURE = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


def read(folder: Path, files: dict[str, str | bytes]) -> tuple[CourseDraft, Report]:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return check_importer(MarkdownFolder(), folder)


def outline(draft: CourseDraft) -> list[str]:
    """Titles: a module, its lessons after a slash, their activities in brackets."""
    return [
        f"{module.title} / {lesson.title} [{', '.join(one.title for one in lesson.activities)}]"
        for module in draft.modules
        for lesson in module.lessons
    ]


def page(folder: Path, text: str, name: str = "page.md") -> tuple[str, Report]:
    draft, report = read(folder / "course", {name: text})
    (lesson,) = lessons(draft)
    return page_of(lesson, lesson.activities[0]), report  # type: ignore[arg-type]


def pages(draft: CourseDraft) -> str:
    return "\n".join(page_of(lesson, one) for lesson in lessons(draft) for one in lesson.activities)  # type: ignore[arg-type]


# --- order -----------------------------------------------------------------------------------------------------------


def test_the_nav_of_mkdocs_is_the_course(tmp_path: Path) -> None:
    nav = """
site_name: "Projets : bases"
site_author: Awa
nav:
  - Accueil: index.md
  - Bases:
    - Pourquoi: a/why.md
    - a/how.md
  - Plus loin:
    - Finances:
      - Budget: money.md
  - Ailleurs: https://example.org
  - Parti: gone.md
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
"""
    files: dict[str, str | bytes] = {"mkdocs.yml": nav, "README.md": "# Repository"}
    for name in ("index", "a/why", "a/how", "money", "loose"):
        files[f"docs/{name}.md"] = f"# {name}\n\nText."
    draft, report = read(tmp_path, files)
    assert (draft.title, draft.authors) == ("Projets : bases", ("Awa",))
    assert outline(draft) == [
        "Accueil / Accueil [Accueil]",
        "Bases / Pourquoi [Pourquoi]",
        "Bases / a/how [a/how]",
        "Plus loin / Finances [Budget]",
    ]
    assert [(one.where, one.severity.value) for one in report.findings] == [("gone.md", "lost"), ("loose.md", "note")]


@pytest.mark.parametrize("book", ["book.toml", ""])
def test_a_summary_is_the_course(tmp_path: Path, book: str) -> None:
    summary = """# Summary

[Foreword](foreword.md)

# Part one

- [Zoo](zoo.md)
    - [Second](in/second.md)
    - [First](in/first.md)
- [Apple (red)](apple%20red.md "a title")
- [Not written]()

---

[Appendix](appendix.md)
"""
    inside = "src/" if book else ""
    files: dict[str, str | bytes] = {f"{inside}SUMMARY.md": summary}
    for name in ("foreword", "zoo", "in/second", "in/first", "apple red", "appendix"):
        files[f"{inside}{name}.md"] = "Text."
    if book:
        files[book] = '[book]\ntitle = "The book"\nauthors = ["Ann"]\nlanguage = "fr"\n'
    draft, report = read(tmp_path, files)
    assert not book or (draft.title, draft.authors, draft.language) == ("The book", ("Ann",), "fr")
    assert report.findings == []
    assert outline(draft) == [
        "Foreword / Foreword [Foreword]",
        "Part one / Zoo [Zoo, Second, First]",
        "Part one / Apple (red) [Apple (red)]",
        "Appendix / Appendix [Appendix]",
    ]


def test_quarto_chapters(tmp_path: Path) -> None:
    config = "book:\n  title: Book\n  chapters:\n    - index.qmd\n    - part: Part\n      chapters: [b.qmd, a.qmd]\n"
    files: dict[str, str | bytes] = {"_quarto.yml": config}
    draft, _ = read(tmp_path, files | {f"{name}.qmd": f"# {name}\n\nText." for name in ("index", "a", "b")})
    assert draft.title == "Book"
    assert outline(draft) == ["index / index [index]", "Part / b [b]", "Part / a [a]"]


def test_docusaurus(tmp_path: Path) -> None:
    draft, report = read(
        tmp_path,
        {
            "docusaurus.config.js": "export default {title: 'My course', i18n: {defaultLocale: 'fr'}}",
            "docs/a/_category_.json": '{"label": "Second: things", "position": 2}',
            "docs/a/one.mdx": "---\nsidebar_position: 1\n---\nimport Tabs from '@theme/Tabs';\nexport const x = () => (\n <b/>\n);\n\n"
            '# One\n\n<Tabs>\n<TabItem value="l" label="Linux">\n\nls\n\n</TabItem>\n</Tabs>\n\n:::danger[Take care]\n\nHot\n\n:::\n',
            "docs/b/_category_.yml": "label: First\nposition: 1\n",
            "docs/b/page.md": "![Plan](/img/p.png) {/* hidden */}",
            "static/img/p.png": PICTURE,
            "blog/post.md": "A post",
        },
    )
    assert (draft.title, draft.language) == ("My course", "fr")
    assert outline(draft) == ["First / Page [Page]", "Second: things / One [One]"]
    text = pages(draft)
    assert "import" not in text and "hidden" not in text and "<strong>Linux</strong>" in text and 'alt="Plan"' in text
    assert '<div class="warning"><p class="title">Take care</p>' in text
    assert [one.block for one in report.findings] == ["MDX"]


def test_hugo(tmp_path: Path) -> None:
    draft, report = read(
        tmp_path,
        {
            "hugo.toml": "title = 'Cours'\nlanguageCode = 'fr'\n",
            "content/b/_index.md": "+++\ntitle = 'Premier'\nweight = 1\n+++\n",
            "content/b/alone/index.md": "+++\ntitle = 'Seul'\n+++\nUn paragraphe.",
            "content/a/_index.md": "---\ntitle: Deuxième\nweight: 2\n---\n",
            "content/a/p.md": "+++\ndraft = false\n+++\n{{% notice note %}}\nRetiens\n{{% /notice %}}\n\n{{< youtube abc123 >}}\n\n"
            '{{< figure src="/p.png" title="Un plan" >}}\n\n[va]({{< ref "../b/alone" >}})\n\n{{< highlight go >}}\n{% endraw %}\n{{< /highlight >}}\n',
            "static/p.png": PICTURE,
        },
    )
    assert (draft.title, draft.language, report.findings) == ("Cours", "fr", [])
    assert outline(draft) == ["Premier / Seul [Seul]", "Deuxième / P [P]"]
    text = pages(draft)
    assert "Un paragraphe." in text and "youtube.com/watch?v=abc123" in text and "<figcaption>Un plan" in text
    assert 'href="activity:b.alone.index"' in text and "{% endraw %}</code>" in text and "{{" not in text


def test_jekyll(tmp_path: Path) -> None:
    draft, _ = read(
        tmp_path,
        {
            "_config.yml": "title: Leçons\nlang: fr\ncollections:\n  episodes:\n    output: true\n",
            "_episodes/01-a.md": "---\ntitle: Premier\n---\n- TOC\n{:toc}\n\n[b]({{ site.baseurl }}{% link _episodes/02-b.md %})\n\n"
            "{% highlight ruby %}\nputs 1\n{% endhighlight %}\n",
            "_episodes/02-b.md": "![p]({{ '/assets/p.png' | relative_url }}) {% comment %}secret{% endcomment %}",
            "_posts/x.md": "post",
            "assets/p.png": PICTURE,
        },
    )
    assert (draft.title, draft.language) == ("Leçons", "fr")
    assert outline(draft) == ["Episodes / Premier [Premier]", "Episodes / B [B]"]
    text = pages(draft)
    assert 'href="activity:episodes.b"' in text and "puts 1</code></pre>" in text and "<img" in text
    assert "TOC" not in text and "secret" not in text


# --- what stands in pages --------------------------------------------------------------------------------------------


def test_wiki_links_and_callouts_of_obsidian(tmp_path: Path) -> None:
    draft, report = read(
        tmp_path,
        {
            "Cours/1 Début.md": "[[2 Suite|la suite]], [[2 Suite#Fin]], ![[Plan été.png|200]] ==vu== %%caché%%\n\n> [!warning]- Attention\n> Chaud\n",
            "Autre/2 Suite.md": "Suite",
            "Pièces/Plan e\u0301te\u0301.png": PICTURE,
        },
    )
    text = pages(draft)
    assert report.findings == []
    assert text.count('href="activity:autre.suite"') == 2 and ">la suite</a>" in text and "<img" in text
    assert "<mark>vu</mark>" in text and "caché" not in text
    assert '<div class="warning"><p class="title">Attention</p>' in text


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("++ctrl+c++ and C++ and a == b", "<p><kbd>ctrl+c</kbd> and C++ and a == b</p>"),
        (":material-rocket: go", "<p>go</p>"),
        ("*[HTML]: Hyper Text\n\nHTML", "<p>HTML</p>"),
        ("`[[x]] {% y %} ==z==`", "<p><code>[[x]] {% y %} ==z==</code></p>"),
        ("Or \\(not\\) mathematics", "<p>Or (not) mathematics</p>"),
        ('<div markdown="1">\n**so**\n</div>', "<p><strong>so</strong></p>"),
        ('::: {.callout-tip title="Hey"}\nText\n:::', '<div class="tip"><p class="title">Hey</p>\n<p>Text</p></div>'),
    ],
)
def test_small_marks(tmp_path: Path, written: str, shown: str) -> None:
    assert page(tmp_path, written)[0].strip() == shown


def test_mathematics_between_backslashes(tmp_path: Path) -> None:
    assert '<img class="math" ' in page(tmp_path, r"So \(x^2\) is")[0]

    text = (
        "Before\n\\[\n\\sum_i x_i\n\\]\nand \\[ a^2\n= b \\] after\n\n- \\[note\n  more\\]\n\n```\n\\[\nx^2\n\\]\n```\n"
    )
    shown = page(tmp_path / "lines", text)[0]
    assert shown.count('<img class="math display"') == 1 and r'alt="\sum_i x_i"' in shown
    assert "[note" in shown and "<code>\\[\nx^2\n\\]</code>" in shown


def test_formulas_that_begin_with_their_first_line(tmp_path: Path) -> None:
    shown = page(tmp_path, "\\[ a^2\n= b \\]\n\nAfter")[0]
    assert '<img class="math display"' in shown and 'alt="a^2\n= b"' in shown and "<p>After</p>" in shown


def test_a_note_of_hugo_in_one_line_keeps_its_text(tmp_path: Path) -> None:
    shown, report = page(tmp_path, "{{< hint info >}}A **hint**{{< /hint >}}\n\nAfter {{< katex >}}x^2{{< /katex >}}")
    assert "<p>A <strong>hint</strong></p></div>\n<p>After <img" in shown and report.findings == []


def test_where_mkdocs_places_a_note_is_no_title(tmp_path: Path) -> None:
    shown, _ = page(tmp_path, '!!! danger inline end\n    Hot\n\n!!! tip inline "Mine"\n    Cold\n')
    assert '<p class="title">Warning</p>\n<p>Hot</p>' in shown and '<p class="title">Mine</p>\n<p>Cold</p>' in shown


def test_attributes_in_braces(tmp_path: Path) -> None:
    draft, report = read(
        tmp_path,
        {
            "docusaurus.config.js": "export default {title: 'My course'}",
            "docs/m/one.mdx": "See <img src={useBaseUrl('/img/p.png')} alt=\"P\" style={{width: 20}} /> and "
            "<img alt=\"R\" src={require('./r.png').default} />, <b className={styles.x}>so</b> {1}",
            "docs/m/r.png": PICTURE,
            "static/img/p.png": PICTURE,
        },
    )
    text = pages(draft)
    assert (
        text.count("<img src=") == 2
        and "<b>so</b> {1}" in text
        and "=" not in text.replace("src=", "").replace("alt=", "")
    )
    assert report.findings == []


# --- language --------------------------------------------------------------------------------------------------------

FRENCH = "# Le marché\n\nLes prix et les coûts du marché sont avec une offre et une demande.\n"


def test_the_language_of_pages_that_do_not_say_it(tmp_path: Path) -> None:
    draft, report = read(tmp_path / "a", {"m/p.md": FRENCH, "m/q.md": "!!! tip\n    Les idées\n"})
    assert draft.language == "fr" and [one.block for one in report.findings] == ["language"]
    assert '<p class="title">Conseil</p>' in pages(draft)
    draft, report = read(tmp_path / "b", {"m/p.md": "# Market\n\nThe price of what is sold with the goods.\n"})
    assert (draft.language, report.findings) == ("en", [])
    draft, report = read(tmp_path / "c", {"course.yaml": "language: en", "m/p.md": FRENCH})
    assert (draft.language, report.findings) == ("en", [])


def test_the_language_of_mkdocs(tmp_path: Path) -> None:
    draft, report = read(
        tmp_path, {"mkdocs.yml": "site_name: Cours\ntheme:\n  name: material\n  language: fr\n", "docs/m/p.md": "Mot"}
    )
    assert (draft.language, report.findings) == ("fr", [])


# --- texts -----------------------------------------------------------------------------------------------------------


def test_an_index_alone_is_a_page(tmp_path: Path) -> None:
    draft, _ = read(tmp_path, {"m/only/index.md": "# Only\n\nOne paragraph.", "m/other.md": "Other"})
    assert "One paragraph." in pages(draft)


def test_utf16_is_read_and_bytes_are_not(tmp_path: Path) -> None:
    draft, report = read(tmp_path, {"a.md": "# Été\n\nà".encode("utf-16"), "b.md": bytes(range(256))})
    assert outline(draft)[0].endswith("/ Été [Été]")
    assert "not text" in report.findings[0].source


def test_names_that_windows_keeps_for_itself(tmp_path: Path) -> None:
    draft, _ = read(tmp_path, {"CON.md": "Text", "aux.page.md": "Text"})
    assert [one.id for lesson in lessons(draft) for one in lesson.activities] == ["x-aux.page", "x-con"]
