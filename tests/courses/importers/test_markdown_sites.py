"""Folders made for other tools: site and book makers, with their settings, their order and their commands."""

import base64
import json
import sys
from pathlib import Path

import pytest

from bivouac.courses.draft import CourseDraft
from bivouac.courses.importers.markdown import MarkdownFolder
from bivouac.courses.markdown.labels import labels, with_labels
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


@pytest.mark.parametrize(
    "toc",
    [
        "format: jb-book\nroot: intro\nparts:\n  - caption: Bases\n    chapters:\n    - file: a/mean\n      sections:\n      - file: a/median\n    - file: a/note\n",
        "- file: intro\n- part: Bases\n  chapters:\n  - file: a/mean\n    sections:\n    - file: a/median\n  - file: a/note\n",
    ],
)
def test_jupyter_book(tmp_path: Path, toc: str) -> None:
    draft, report = read(
        tmp_path,
        {
            "_config.yml": "title: Statistiques\nauthor: Awa\nsphinx:\n  config:\n    language: fr\n",
            "_toc.yml": toc,
            "intro.md": "# Bienvenue\n\nUn mot.\n\n```{tableofcontents}\n```\n",
            "a/mean.md": "(sec-mean)=\n# La moyenne\n\nVoir {doc}`median` et [](sec-median).",
            "a/median.md": "# La médiane\n\n(sec-median)=\n## Le milieu\n\n{ref}`la moyenne <sec-mean>`, {ref}`sec-median`",
            "a/note.epub": "{}",
            "a/left.md": "Oubliée",
        },
    )
    assert (draft.title, draft.language, draft.authors) == ("Statistiques", "fr", ("Awa",))
    assert outline(draft) == ["Bienvenue / Bienvenue [Bienvenue]", "Bases / La moyenne [La moyenne, La médiane]"]
    text = pages(draft)
    assert '<a href="activity:a.median">La médiane</a> et <a href="activity:a.median">Le milieu</a>' in text
    assert '<a href="activity:a.mean">la moyenne</a>, <a href="#sec-median">Le milieu</a>' in text
    assert '<h2 id="sec-median">Le milieu</h2>' in text and "tableofcontents" not in text
    assert [(one.where, one.block) for one in report.findings] == [("a/note.epub", ".epub"), ("a/left.md", "page")]


def test_a_link_to_one_of_two_pages_of_one_name_has_its_title(tmp_path: Path) -> None:
    draft, _ = read(
        tmp_path,
        {
            "_toc.yml": "root: intro\nchapters:\n- file: a/intro\n- file: b/intro\n",
            "intro.md": "# Livre\n\n{doc}`a/intro`, {doc}`b/intro`",
            "a/intro.md": "# Un\n\nVoir {doc}`../b/intro`",
            "b/intro.md": "# Deux\n\nVoir {doc}`intro`",
        },
    )
    text = pages(draft)
    assert ">Un</a>, <a" in text and text.count(">Deux</a>") == 3


@pytest.mark.parametrize("sections", ["sections: *x{}", "sections: *x{}, title: [*x{}]"])
def test_lists_of_lists_of_lists_fill_no_memory(tmp_path: Path, sections: str) -> None:
    """Ten names for ten lists of ten, seven deep: a thousand million pages in a kilobyte."""
    lists = ["x0: &x0 [" + ", ".join(["{file: a}"] * 10) + "]"]
    for depth in range(7):
        lists.append(
            f"x{depth + 1}: &x{depth + 1} [" + ", ".join(["{" + sections.format(depth, depth) + "}"] * 10) + "]"
        )
    toc = "\n".join(["root: intro", *lists, "chapters: *x7", ""])
    draft, report = read(tmp_path, {"_toc.yml": toc, "intro.md": "# Livre\n\nUn mot.", "a.md": "# A\n\nUn"})
    assert "YAML" in [one.block for one in report.findings] and draft.modules


def test_lines_of_many_spaces_are_read(tmp_path: Path) -> None:
    """As an export of another program may have them; each was looked at from every one of its spaces."""
    gap = " " * 200_000
    draft, _ = read(tmp_path, {"a.md": f"# A\n\nVoir {{ref}}`x{gap}y` ici\n"})
    assert "ici" in pages(draft)
    assert labels(f"# Titre{gap}x\n\n# Fin {{#b}}\n", tmp_path)["b"].title == "Fin"
    assert with_labels(f"(a)=\n# Titre{gap}{{\n\n(b)=\n# Fin\n").endswith("# Fin {#b}\n")


def test_the_table_of_contents_of_myst(tmp_path: Path) -> None:
    config = "version: 1\nproject:\n  title: Livre\n  toc:\n    - file: b.md\n    - title: Partie\n      children:\n        - file: a.md\n"
    draft, _ = read(tmp_path, {"myst.yml": config, "a.md": "# A\n\nUn", "b.md": "# B\n\nDeux"})
    assert draft.title == "Livre" and outline(draft) == ["B / B [B]", "Partie / A [A]"]


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


# --- MyST ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("```{note}\nA *b*\n```", '<div class="note"><p class="title">Note</p>\n<p>A <em>b</em></p></div>'),
        ("```{note} A *b*\n```", '<div class="note"><p class="title">Note</p>\n<p>A <em>b</em></p></div>'),
        (
            "```{admonition} Take *care*\n:class: warning dropdown\nHot\n```",
            '<div class="warning"><p class="title">Take care</p>\n<p>Hot</p></div>',
        ),
        (
            ":::{tip}\n:::{note}\nIn\n:::\nOut\n:::\n\nAfter",
            '<div class="tip"><p class="title">Tip</p>\n<div class="note"><p class="title">Note</p>\n<p>In</p></div>\n<p>Out</p></div>\n<p>After</p>',
        ),
        (
            "````{tip}\n```{code-block} python\n:linenos:\nx = {1}\n```\n````",
            '<div class="tip"><p class="title">Tip</p>\n<pre><code class="language-python">x = {1}</code></pre></div>',
        ),
        (
            "```{prf:theorem} Of *x*\nTrue.\n```",
            '<div class="example"><p class="title">Theorem: Of x</p>\n<p>True.</p></div>',
        ),
        (
            "```{figure} p.png\n---\nwidth: 30px\n---\nThe **plan**\n```",
            '<figure><img src="media/p.png" width="30" alt="The plan">\n<figcaption>The <strong>plan</strong></figcaption></figure>',
        ),
        ("```{image} p.png\n:alt: Plan\n```", '<figure><img src="media/p.png" alt="Plan"></figure>'),
        (
            "```{code-cell} ipython3\n:tags: [x]\nprint(1)\n```",
            '<pre><code class="language-python">print(1)</code></pre>',
        ),
        ("```{code-cell}\n:tags: [remove-cell]\nprint(1)\n```\n\nText", "<p>Text</p>"),
        ("```{r, echo=FALSE}\nplot(x)\n```", "<pre><code>plot(x)</code></pre>"),
        (
            "```{list-table} Prices\n:header-rows: 1\n* - A\n  - B\n* - 1\n  -\n```",
            "<p><em>Prices</em></p>\n<table>\n<thead>\n<tr><th>A</th><th>B</th></tr>\n</thead>\n<tbody>\n<tr><td>1</td><td></td></tr>\n</tbody>\n</table>",
        ),
        ("````{tab-set}\n```{tab-item} One\nText\n```\n````", "<p><strong>One</strong></p>\n<p>Text</p>"),
        ("```{glossary}\nBATNA\n  What else\n```", "<dl>\n<dt>BATNA</dt>\n<dd>What else</dd>\n</dl>"),
        ("H{sub}`2`O {kbd}`Esc` {term}`BATNA` {cite}`x`", "<p>H<sub>2</sub>O <kbd>Esc</kbd> BATNA x</p>"),
        ("(a)=\n\n% hidden\n+++\nText {abbr}`VAT (value)`", "<p>Text VAT</p>"),
    ],
)
def test_myst(tmp_path: Path, written: str, shown: str) -> None:
    draft, report = read(tmp_path, {"m/page.md": written, "m/p.png": PICTURE})
    assert pages(draft).strip() == shown
    assert [one for one in report.findings if one.block != "files"] == []


def test_formulas_of_myst(tmp_path: Path) -> None:
    shown, report = page(
        tmp_path, "{math}`x^2`\n\n```{math}\n:label: eq\na = b \\\\\nc = d\n```\n\n$$\ny\n$$ (eq-2)\n\n{eq}`eq`"
    )
    assert shown.count('<img class="math"') == 1 and shown.count('<img class="math display"') == 2
    assert "(eq-2)" not in shown and '<a href="#eq">' in shown and report.findings == []


@pytest.mark.parametrize("opens", [":::{note}\n", "::: note\n", "```{note}\n", "(a)=\n"])
def test_deep_nesting_of_myst_ends_well(tmp_path: Path, opens: str) -> None:
    assert "<sub>1</sub>" in page(tmp_path, "# Page\n\n{sub}`1`\n\n" + opens * 2000 + "Text\n")[0]


def test_unknown_directives_are_shown_and_named(tmp_path: Path) -> None:
    shown, report = page(tmp_path, "```{bokeh} plot.py\n:size: 3\nx\n```")
    assert shown.strip() == "<pre><code>plot.py\nx</code></pre>"
    assert [one.block for one in report.findings] == ["{bokeh}"]


def test_places_of_the_same_name_on_two_pages_are_each_pages_own(tmp_path: Path) -> None:
    scenes = "## Here {#here}\n\n[go](#here) [on](#there)\n\n## There {#there}\n\nText\n"
    draft, _ = read(tmp_path, {"m/a.md": scenes, "m/b.md": f"```{{note}}\nx\n```\n\n{scenes}", "m/c.md": scenes})
    assert pages(draft).count('<a href="#here">go</a> <a href="#there">on</a>') == 3


# --- notebooks -------------------------------------------------------------------------------------------------------


def notebook(*cells: dict[str, object]) -> str:
    return json.dumps({"nbformat": 4, "metadata": {"language_info": {"name": "python"}}, "cells": cells})


def test_notebooks_are_pages(tmp_path: Path) -> None:
    picture = base64.b64encode(PICTURE).decode()
    code = {"cell_type": "code", "metadata": {}, "source": "plot()"}
    outputs: list[dict[str, object]] = [
        {"output_type": "stream", "name": "stdout", "text": ["42\n", "\x1b[1m43\x1b[0m\n"]},
        {"output_type": "stream", "name": "stderr", "text": "Warning"},
        {"output_type": "display_data", "data": {"text/plain": "<Figure>", "image/png": picture + "\n"}},
        {
            "output_type": "execute_result",
            "data": {"text/html": "<style>x</style>\n\n<table><tr><td>1</td></tr></table>", "text/plain": "1"},
        },
    ]
    text = notebook(
        {"cell_type": "markdown", "source": ["# La note\n", "\n", "Texte $x^2$ ![ici](attachment:p.png)"], "attachments": {"p.png": {"image/png": picture}}},
        {**code, "outputs": outputs},
        {**code, "source": "secret()", "metadata": {"tags": ["remove-cell"]}},
        {"cell_type": "markdown", "source": "```{tip}\nBien\n```\n[suite](two.ipynb)"},
    )  # fmt: skip
    draft, report = read(
        tmp_path,
        {
            "course.yaml": "language: fr",
            "m/one.ipynb": text,
            "m/two.ipynb": notebook({"cell_type": "markdown", "source": "Fin"}),
        },
    )
    assert outline(draft)[0].endswith("La note [La note]")
    shown = pages(draft)
    assert '<pre><code class="language-python">plot()</code></pre>\n<pre><code>42\n43</code></pre>' in shown
    assert shown.count("<img src=") == 2 and '<img class="math"' in shown and "<td>1</td>" in shown
    assert "secret" not in shown and "Warning" not in shown and "Figure" not in shown
    assert '<p class="title">Conseil</p>' in shown and '<a href="activity:m.two">suite</a>' in shown
    assert report.findings == []


@pytest.mark.parametrize("text", ["", "{}", "[1]", "[" * 100_000, '{"cells": 3}', '{"worksheets": []}'])
def test_what_is_no_notebook_is_named(tmp_path: Path, text: str) -> None:
    _, report = read(tmp_path, {"m/one.ipynb": text, "m/two.md": "Two"})
    assert [one.block for one in report.findings][:1] == [".ipynb"]


def test_odd_cells_of_a_notebook_stop_nothing(tmp_path: Path) -> None:
    odd = (
        {"cell_type": "code", "source": None, "outputs": [3, {"data": 4}, {"output_type": "error"}]},
        {"source": 3},
        {"cell_type": "markdown", "source": "A", "metadata": 3, "attachments": {"a": 3}},
    )
    draft, _ = read(tmp_path, {"m/one.ipynb": notebook(*odd)})
    assert "<p>A</p>" in pages(draft)


# --- files that pages take in ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        '--8<-- "_parts/text.md"',
        "{{< include ../_parts/text.md >}}",
        "```{include} ../_parts/text.md\n```",
        "```{include} ../_parts/text.md\n:start-line: 0\n```",
    ],
)
def test_files_that_a_page_takes_in(tmp_path: Path, written: str) -> None:
    part = "---\ntitle: x\n---\nA **part** and $x$."
    draft, report = read(tmp_path, {"m/page.md": f"Before\n\n{written}\n\nAfter", "_parts/text.md": part})
    text = pages(draft)
    assert "<p>Before</p>\n<p>A <strong>part</strong> and <img" in text and "<p>After</p>" in text
    assert report.findings == []


def test_parts_of_files_and_code_that_a_page_takes_in(tmp_path: Path) -> None:
    code = "import x\n# --8<-- [start:two]\ny = 2\n# --8<-- [end:two]\nz\n"
    draft, report = read(tmp_path, {"m/page.md": '```python\n--8<-- "code.py:two"\n```', "m/code.py": code})
    assert pages(draft).strip() == '<pre><code class="language-python">y = 2</code></pre>' and report.findings == []


def test_what_a_page_takes_in_and_is_not_there_is_named(tmp_path: Path) -> None:
    text = 'A\n\n--8<-- "gone.md"\n\n--8<-- "page.md"\n\n--8<-- "../../secret.md"\n'
    (tmp_path / "secret.md").write_text("Secret")
    draft, report = read(tmp_path / "course", {"m/page.md": text})
    assert pages(draft).strip() == "<p>A</p>"
    assert [one.values["name"] for one in report.findings] == ["gone.md", "page.md", "../../secret.md"]


def test_files_that_take_each_other_in_end(tmp_path: Path) -> None:
    around = '--8<-- "b.md"\n\n' * 4
    draft, _ = read(tmp_path, {"m/page.md": around, "_x/b.md": '--8<-- "c.md"\n\nB\n' * 4, "_x/c.md": around})
    assert "<p>B</p>" in pages(draft)


def test_a_page_takes_in_no_more_than_a_page_is(tmp_path: Path) -> None:
    large = "word " * 300_000
    draft, report = read(tmp_path, {"m/page.md": '--8<-- "b.md"\n\n' * 2000, "_x/b.md": large})
    assert len(pages(draft)) < 2 * len(large) and [one.block for one in report.findings] == ["include"]


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


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps them for itself")
def test_names_that_windows_keeps_for_itself(tmp_path: Path) -> None:
    draft, _ = read(tmp_path, {"CON.md": "Text", "aux.page.md": "Text"})
    assert [one.id for lesson in lessons(draft) for one in lesson.activities] == ["x-aux.page", "x-con"]
