"""HTML soup to the clean page form."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bivouac.courses.clean.allowed import only_allowed
from bivouac.courses.limits import LIMITS
from bivouac.courses.page import Resources, clean_inline, clean_page
from bivouac.courses.pictures import add_picture
from bivouac.courses.report import Report, Severity

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


class OneLesson(Resources):
    """A lesson with one picture and one other activity."""

    def picture(self, src: str) -> str | None:
        return add_picture(self.files, "there.png", PNG) if src == "img/there.png" else None

    def link(self, href: str) -> str | None:
        return "activity:other" if href == "other.html" else None


def clean(html: str, language: str = "en") -> tuple[str, Report, dict[str, bytes | Path]]:
    files: dict[str, bytes | Path] = {}
    report = Report()
    return clean_page(html, resources=OneLesson(files, language), report=report, where="page"), report, files


@pytest.mark.parametrize(
    ("soup", "page"),
    [
        ("plain", "<p>plain</p>"),
        ("<div>a</div>b<div><p>c", "<p>a</p>\n<p>b</p>\n<p>c</p>"),
        ("<p>&nbsp;</p><p><br></p><p> x <br></p>", "<p>x</p>"),
        ("<b>bold<div>too</div></b>", "<p><b>bold</b></p>\n<p><b>too</b></p>"),
        ('<p>x<span style="font-weight: bold">b</span></p>', "<p>x<strong>b</strong></p>"),
        ("<center>c</center>", '<div class="center"><p>c</p></div>'),
        ('<p style="text-align:right;color:red" onclick="x()">r</p>', '<p class="right">r</p>'),
        ("<font color=red><tt>a</tt></font>", "<p><code>a</code></p>"),
        ("<h1>A &amp; B</h1><h5>A &amp; B</h5>", '<h1 id="a-b">A &amp; B</h1>\n<h4 id="a-b-2">A &amp; B</h4>'),
        ("<h2><div>in</div><div>two</div></h2>", '<h2 id="in-two">in two</h2>'),
        ("<ul><li>a<ul><li>b</ul></ul>", "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul></li>\n</ul>"),
        ("<ol start=3><li><p>x</p></ol>", '<ol start="3">\n<li>x</li>\n</ol>'),
        ("<dl><dt>a<dd>b</dl>", "<dl>\n<dt>a</dt>\n<dd>b</dd>\n</dl>"),
        (
            "<table><caption>c<tr><th align=center>h<td colspan=2 width=5>x</table>",
            '<table>\n<caption>c</caption>\n<tbody>\n<tr><th class="center">h</th><td colspan="2">x</td></tr>\n</tbody>\n</table>',
        ),
        (
            "<pre class=lang-py><code><i>a</i>\n  b&lt;</code></pre>",
            '<pre><code class="language-py">a\n  b&lt;</code></pre>',
        ),
        ("<details><summary>S</summary>text</details>", "<p><strong>S</strong></p>\n<p>text</p>"),
        ("<p>a <ruby>漢<rt>kan</rt></ruby> <q>q</q></p>", "<p>a 漢(kan) “q”</p>"),
        ('<p dir="rtl" lang="ar">x</p>', '<div lang="ar" dir="rtl"><p>x</p></div>'),
        (
            '<a href="#up">u</a><p id="up">t</p><p id="no">n</p>',
            '<p><a href="#up">u</a></p>\n<p id="up">t</p>\n<p>n</p>',
        ),
        (
            '<a href="other.html">o</a> <a href="//x.org/">x</a>',
            '<p><a href="activity:other">o</a> <a href="https://x.org/">x</a></p>',
        ),
        ('<a href="https://x.org"><div>card</div></a>', '<p><a href="https://x.org">card</a></p>'),
        ("<unknown>kept</unknown>", "<p>kept</p>"),
        (
            '<a\N{NO-BREAK SPACE}href=\N{NO-BREAK SPACE}"https://x.org/?a=\N{NO-BREAK SPACE}b"\N{NARROW NO-BREAK SPACE}>two words</a>\N{NO-BREAK SPACE}!',
            '<p><a href="https://x.org/?a=&nbsp;b">two words</a>&nbsp;!</p>',
        ),
        ("<!-- gone --><style>p{}</style>", ""),
        ("", ""),
    ],
)
def test_soup_and_page(soup: str, page: str) -> None:
    cleaned, report, _ = clean(soup)
    assert cleaned == page
    assert report.findings == []


def test_a_whole_document_is_its_body() -> None:
    page, report, _ = clean(
        '<?xml version="1.0" encoding="latin1"?><html><head><title>T</title></head><body><p>é</p></body></html>'
    )
    assert (page, report.findings) == ("<p>é</p>", [])


def test_pictures() -> None:
    page, report, files = clean(
        '<figure><img src="img/there.png" alt="A  b" width="30px" height="50%"><figcaption>C</figcaption></figure>'
    )
    assert page == '<figure><img src="media/there.png" width="30" alt="A b">\n<figcaption>C</figcaption></figure>'
    assert list(files) == ["media/there.png"]
    assert report.findings == []


@pytest.mark.parametrize("src", ["gone.png", "https://x.org/a.png", "data:image/png;base64,AAAA", "javascript:x"])
def test_pictures_that_are_not_there_are_named(src: str) -> None:
    page, report, files = clean(f'<p>See <img src="{src}" alt="the chart"></p>')
    assert "the chart" in page and "<img" not in page
    assert files == {}
    assert [finding.severity for finding in report.findings] == [Severity.LOST]


def test_pictures_in_the_page_itself_come_along() -> None:
    page, report, files = clean(
        '<img src="data:image/png;base64,iVBORw0KGgo="><svg viewBox="0 0 9 9"><title>T</title><path d="M0 0"/></svg>'
    )
    assert len(files) == 2
    assert set(re.findall('src="([^"]*)"', page)) == set(files)
    assert 'alt="T"' in page
    assert report.findings == []


@pytest.mark.parametrize(
    ("soup", "block", "seen"),
    [
        (
            '<iframe src="https://www.youtube.com/embed/mxEdo3xu3JY?rel=0"></iframe>',
            "iframe",
            "https://www.youtube.com/watch?v=mxEdo3xu3JY",
        ),
        ('<iframe src="//player.vimeo.com/video/76979871" title="The talk"></iframe>', "iframe", "The talk"),
        ('<object data="quiz/index.html"></object>', "object", "could not be brought along"),
        ('<video><source src="https://x.org/a.mp4"></video>', "video", "https://x.org/a.mp4"),
        ('<audio src="a.mp3"></audio>', "audio", "could not be brought along"),
        ("<script>document.write(1)</script>", "script", ""),
        ("<form>Name <input name=q></form>", "input", "Name"),
        ("<canvas></canvas>", "canvas", ""),
        ('<a href="javascript:x()">press</a>', "a", "press"),
        ('<a href="lost.html">there</a>', "a", "there"),
    ],
)
def test_what_does_not_fit_is_named_and_learners_see_it(soup: str, block: str, seen: str) -> None:
    page, report, _ = clean(soup)
    (finding,) = report.findings
    assert (finding.severity, finding.where, finding.block) == (Severity.LOST, "page", block)
    assert seen in page


def test_places_in_pictures_become_links() -> None:
    soup = (
        '<p><img src="img/there.png" usemap="#m" alt="P"></p><map name="m"><area href="other.html" alt="Zone A"><area href="gone.html" alt="Zone B">'
        '<area href="#" alt="-"></map>'
    )
    text, report, _ = clean(soup)
    assert text == '<p><img src="media/there.png" alt="P"></p>\n<p><a href="activity:other">Zone A</a></p>'
    found = [(one.severity, one.block, one.values.get("text")) for one in report.findings]
    assert found == [(Severity.CHANGED, "area", None), (Severity.LOST, "area", "Zone B")]


def test_text_that_a_page_hides_is_named() -> None:
    text, report, _ = clean('<p>a</p><div style="display: none"><p>The answer</p></div><span hidden> </span>')
    assert text == "<p>a</p>"
    assert [(one.severity, one.values["text"]) for one in report.findings] == [(Severity.LOST, "The answer")]


def test_words_for_learners_are_in_the_language_of_the_course() -> None:
    frame = '<iframe src="https://x.org/"></iframe>'
    assert clean(frame, "fr")[0] != clean(frame, "en")[0] == clean(frame, "ar")[0]


@pytest.mark.parametrize(
    ("soup", "kind", "title"),
    [
        ('<div class="admonition tip"><p class="admonition-title">T</p><p>c</p></div>', "tip", "T"),
        ('<div class="alert alert-danger">c</div>', "warning", "Warning"),
        ('<aside class="note"><h3>Own <em>title</em></h3>c</aside>', "note", "Own <em>title</em>"),
        ('<div class="example" data-title="Solution"><p>c</p></div>', "example", "Solution"),
        ('<blockquote class="note">c</blockquote>', "note", "Note"),
    ],
)
def test_notes(soup: str, kind: str, title: str) -> None:
    assert clean(soup)[0] == f'<div class="{kind}"><p class="title">{title}</p>\n<p>c</p></div>'


def test_formulas_are_drawn_wherever_they_stand() -> None:
    page, report, files = clean(
        r"<p>So \(a<b\) and $$\frac{1}{2}$$ then [mathjaxinline]x^2[/mathjaxinline].</p>"
        r"\begin{align} a &amp;= b \end{align}"
        "<math><mi>y</mi></math><script type='math/tex'>z</script>"
    )
    assert page.count('class="math"') == 4 and page.count('class="math display"') == 2
    assert '<p><img class="math display"' in page and 'alt="a&lt;b"' in page
    assert set(re.findall('src="([^"]*)"', page)) == set(files)
    assert report.findings == []


@pytest.mark.parametrize("soup", [r"<code>\(a\)</code>", r"<pre>$$a$$</pre>", r"\(open", "$$ 5 and", "[mathjax]"])
def test_what_is_no_formula_stays_text(soup: str) -> None:
    page, _, files = clean(soup)
    assert files == {} and "<img" not in page


def test_a_short_text_needs_no_paragraph() -> None:
    def inline(html: str) -> str:
        return clean_inline(html, resources=Resources({}), report=Report(), where="question")

    assert inline("<p>What is <b>2</b> + 2?</p>") == "What is <b>2</b> + 2?"
    assert inline("<p>One</p><p>Two</p>") == "<p>One</p>\n<p>Two</p>"
    assert inline("") == ""


HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<math><mtext></mtext><mglyph><style><img src onerror=alert(1)></style></mglyph></math>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<table background='javascript:alert(1)'><td style='behavior:url(x)'>t</table>",
    "<p id='\"><script>alert(1)</script>'>x</p><a href='#\"><script>alert(1)</script>'>y</a>",
    "<img src='img/there.png' alt='\"><script>alert(1)</script>'>",
    "<base href='https://evil.example/'><a href='x'>y</a>",
    "<h1 id='<script>'>x</h1>",
    "<!--><script>alert(1)</script>-->",
    "<xmp><script>alert(1)</script></xmp><plaintext><script>",
]


@pytest.mark.parametrize("soup", HOSTILE)
def test_hostile_soup_is_harmless(soup: str) -> None:
    page, _, files = clean(soup)
    assert not re.search(r"<script|<[^>]*\son\w+=|<[^>]*javascript:|<iframe|<style|evil", page)
    assert not any(isinstance(content, bytes) and b"alert" in content for content in files.values())
    assert only_allowed(page) == page


@settings(max_examples=100)
@given(
    st.lists(
        st.sampled_from(
            [
                *HOSTILE,
                "<p>",
                "</p>",
                "<b>",
                "</div>",
                "<ul>",
                "<li>",
                "<td>",
                "<table>",
                "text ",
                r"\(x\)",
                "<a href=#x>",
                "&amp;",
                "<",
                ">",
                "\x00",
                "\ud800",
            ]
        ),
        max_size=12,
    ).map("".join)
)
def test_any_soup_gives_a_clean_page(soup: str) -> None:
    page, _, files = clean(soup)
    assert only_allowed(page) == page
    assert clean(soup)[0] == page
    assert set(re.findall(r'<img[^>]*?\ssrc="([^"]*)"', page)) <= files.keys()


def test_deep_nesting_and_length_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    page, _, _ = clean("<div>" * 5000 + "deep" + "<b>" * 5000 + "er")
    assert only_allowed(page) == page
    monkeypatch.setattr("bivouac.courses.page.LIMITS", replace(LIMITS, page=1000))
    page, report, _ = clean("x" * 2000)
    assert page == f"<p>{'x' * 1000}</p>"
    assert [finding.block for finding in report.findings] == ["html"]


@pytest.mark.parametrize("part", [r"\(", "$$", "<h2>x</h2>", "<a id=x href=#x>", "[mathjaxinline]", "<b><i>"])
def test_repetition_takes_no_more_than_its_share_of_time(part: str) -> None:
    """Were it to grow with the square of the length, the test would not end."""
    page, _, _ = clean(part * 8_000)
    assert only_allowed(page) == page


def test_an_address_with_one_slash_is_the_one_that_browsers_open() -> None:
    page, report, _ = clean('<a href="https:/example.org/a">there</a>')
    assert page == '<p><a href="https://example.org/a">there</a></p>' and report.findings == []
