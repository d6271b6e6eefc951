"""Commands of site and book makers that have a meaning in Markdown, as Markdown; `dialects.py` takes out the others.

- Jekyll: `{% highlight %}`, `{% link %}`, `relative_url` (https://jekyllrb.com/docs/liquid/)
- Hugo: `{{< figure >}}`, `{{% notice %}}`, `{{< ref >}}` (https://gohugo.io/content-management/shortcodes/)
- GitBook: `{% hint %}`, `{% tab %}`, `{% embed %}` (https://gitbook.com/docs/creating-content/blocks)
- MDX: `import`, `<TabItem>`, `{/* … */}`, values of attributes in braces (https://docusaurus.io/docs/markdown-features/react)
- Obsidian: `[[page|text]]`, `![[picture]]`, `%% … %%` (https://help.obsidian.md/obsidian-flavored-markdown)
- MkDocs Material: `:icon:`, `++key++`, `==mark==` (https://squidfunk.github.io/mkdocs-material/reference/)
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from bivouac.courses.clean.films import is_played

_QUOTED = r"""["'“]([^"'”]*)["'”]"""
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp")

_HIGHLIGHT = re.compile(r"\s*\{[%{][-<]?\s*highlight\s+([\w+#-]+).*?[->]?[%}]\}\s*")
_END_HIGHLIGHT = re.compile(r"\s*\{[%{][-<]?\s*(?:endhighlight|/\s*highlight)\s*[->]?[%}]\}\s*")

_NOTES = "(?:notice|hint|callout|alert|admonition)"
_WHOLE_NOTE = re.compile(
    rf"\s*\{{\{{[<%]\s*{_NOTES}\s+[\"']?(?P<kind>\w+)(?:(?!\}}\}}).)*?[%>]\}}\}}(?P<words>.+?)\{{\{{[<%]\s*/\s*{_NOTES}\s*[%>]\}}\}}\s*"
)


def highlight(line: str) -> str:
    """The language of a block of code that begins as `{% highlight python %}` does; empty for other lines."""
    found = _HIGHLIGHT.fullmatch(line)
    return found.group(1) if found else ""


def ends_highlight(line: str) -> bool:
    """Whether such a block ends in this line."""
    return _END_HIGHLIGHT.fullmatch(line) is not None


def whole_note(line: str) -> tuple[str, str] | None:
    """Kind and text of a note of Hugo's that begins and ends in this line; None for other lines."""
    found = _WHOLE_NOTE.fullmatch(line)
    return (found.group("kind"), found.group("words").strip()) if found else None


def as_markdown(line: str) -> str:
    """A line outside of code with the commands that have a meaning put into Markdown and HTML."""
    if not any(mark in line for mark in _MARKS):
        return line
    for pattern, written in _COMMANDS:
        line = pattern.sub(written, line)
    return line


_MARKS = ("{", "[", "%%", "==", "++", ":", "-8<", "import ", "Tab", "toc", "TOC")


def _figure(found: re.Match[str]) -> str:
    src, title, alt = (_attribute(found.group(1), name) for name in ("src", "title", "alt"))
    caption = title or _attribute(found.group(1), "caption")
    return f'<figure><img src="{html.escape(src)}" alt="{html.escape(alt or caption)}"><figcaption>{html.escape(caption)}</figcaption></figure>'


def _attribute(written: str, name: str) -> str:
    found = re.search(rf"\b{name}={_QUOTED}", written)
    return found.group(1) if found else ""


def _wiki_link(found: re.Match[str]) -> str:
    target, _, text = found.group(2).replace("\\|", "|").partition("|")  # with a backslash in tables
    page, _, heading = target.partition("#")
    if found.group(1) and (page.lower().endswith(_PICTURES) or is_played(page)):
        return f"![](<{page}>)"
    return f"[{text or heading or page}](<{page or target}>)"


_COMMANDS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}|\{/\*.*?\*/\}|%%.*?%%"), ""),
    (re.compile(r"\{%-?\s*link\s+(\S+)\s*-?%\}"), r"\1"),
    (re.compile(rf"\{{\{{\s*{_QUOTED}\s*\|\s*(?:relative|absolute)_url\s*\}}\}}"), r"\1"),
    (re.compile(r"(?<==)\{\s*(?:useBaseUrl|require)\(\s*[\"']([^\"'<>]+)[\"']\s*\)(?:\.default)?\s*\}"), r'"\1"'),
    (re.compile(r"(?<=[\w\"'])\s+[\w-]+=\{(?:\{[^{}]*\}|[^{}]*)\}(?=[^<>]{0,500}>)"), ""),
    (re.compile(r"\{\{\s*site\.(?:baseurl|url)\s*\}\}"), ""),
    (re.compile(rf"\{{\{{[<%]\s*(?:rel)?ref\s+{_QUOTED}\s*[%>]\}}\}}"), r"\1"),
    (re.compile(r"\{\{[<%]\s*(?:katex|math)\s*[%>]\}\}(.+?)\{\{[<%]\s*/\s*(?:katex|math)\s*[%>]\}\}"), r"$\1$"),
    (re.compile(r"\{\{<\s*figure\s(.*?)/?>\}\}"), _figure),
    (re.compile(r"\{\{<\s*youtube\s+(?:id=)?[\"']?([\w-]+).*?>\}\}"), r"<https://www.youtube.com/watch?v=\1>"),
    (re.compile(r"\{\{<\s*vimeo\s+(?:id=)?[\"']?(\d+).*?>\}\}"), r"<https://vimeo.com/\1>"),
    (
        re.compile(
            r"\{\{<\s*(?:video|audio)\s+(?:src=)?[\"']?([^\s>\"'{}]+)(?![^\s>\"'{}])[\"']?(?:[^{}]*?\btitle=\"([^\"<>{}]*)\")?[^{}]*?>\}\}"
        ),
        r"![\2](<\1>)",
    ),
    (re.compile(rf"\{{%\s*embed\s+url={_QUOTED}.*?%\}}"), r"<\1>"),
    (
        re.compile(r"^\s*\{\{[<%]\s*(?:notice|hint|callout|alert|admonition)\s+[\"']?(\w+)(?:(?!\}\}).)*?[%>]\}\}\s*$"),
        r"::: \1",
    ),
    (re.compile(rf"^\s*\{{%\s*hint\s+style={_QUOTED}\s*%\}}\s*$"), r"::: \1"),
    (
        re.compile(
            r"^\s*(?:\{\{[<%]\s*/\s*(?:notice|hint|callout|alert|admonition)\s*[%>]\}\}|\{%\s*endhint\s*%\})\s*$"
        ),
        ":::",
    ),
    (re.compile(rf"^\s*\{{%\s*tab\s+title={_QUOTED}\s*%\}}\s*$"), r"\n**\1**\n"),
    (re.compile(rf"(?<!\s)\s*<TabItem\b[^>]*?\blabel={_QUOTED}[^>]*>"), r"\n**\1**\n\n"),
    (re.compile(r"(?<!\s)\s*</?(?:Tabs|TabItem)\b[^>]*>"), "\n"),
    (re.compile(r"^import\s+(?:[\w{},*\s]+\s+from\s+)?[\"'][^\"']+[\"'];?\s*$"), ""),
    (
        re.compile(r"^\s*(?:\*\[[^\]]+\]:\s.*|\[\[_?toc_?\]\]|\[TOC\]|(?:[-*]|1\.)\s+toc)\s*$", re.IGNORECASE),
        "",
    ),
    (re.compile(r"(!?)\[\[([^\[\]\n]+)\]\](?!\()"), _wiki_link),
    (re.compile(r":(?:material|fontawesome|octicons|simple)-[\w-]+:(?:\{[^{}]*\})?"), ""),
    (re.compile(r"(?<![\w+])\+\+([a-z0-9-]+(?:\+[a-z0-9-]+)*)\+\+(?![\w+])"), r"<kbd>\1</kbd>"),
    (re.compile(r"(?<![=\w])==(?=\S)([^=\n]+?)(?<=\S)==(?![=\w])"), r"<mark>\1</mark>"),
)
