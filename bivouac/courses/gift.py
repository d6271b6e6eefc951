"""Quizzes in GIFT, Moodle's format for questions written by hand.

Source: https://docs.moodle.org/en/GIFT_format, and what Moodle's own reader does where that page is silent. Two additions
stand in comments, where other readers skip them: `// hint: …` and `// points: 2` before a question.

`gift_answers.py` reads what stands between the braces.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec

from bivouac.courses.gift_answers import BrokenQuestionError, Prompt, read_answers
from bivouac.courses.ids import unique_id
from bivouac.courses.markdown.rendering import render
from bivouac.courses.model import AnyQuestion
from bivouac.courses.page import Resources, clean_inline
from bivouac.courses.report import Report
from bivouac.courses.text import plain_text

_ESCAPED = {letter: chr(0xE000 + ord(letter)) for letter in ":#={}~\\n"}
"""`\\~` and its like stand in the Private Use Area while the syntax is read, so that they are no syntax."""

_TITLE = re.compile(r"::(.*?)::", re.DOTALL)
_FORMAT = re.compile(r"\s*\[(html|markdown|plain|moodle)\]", re.IGNORECASE)
_KNOWN_HTML = re.compile(
    r"</?(?:a|b|i|u|s|em|strong|p|br|hr|img|code|pre|kbd|sub|sup|ul|ol|li|dl|dt|dd|table|caption|thead|tbody|tr|th|td"
    r"|span|div|h[1-6]|blockquote|font|small|big|mark|tt|figure|figcaption|center)(?:\s[^<>]*)?/?>|<!--.*?-->",
    re.IGNORECASE | re.DOTALL,
)


@dataclass
class Gift:
    """What a GIFT file holds. `introduction` is the text without questions that stands before the first of them."""

    questions: list[AnyQuestion] = field(default_factory=list)
    introduction: str = ""


@dataclass
class _Block:
    """The lines of one question, and what the comments before it say."""

    line: int
    text: str
    hints: list[str]
    points: str
    idnumber: str


def parse_gift(text: str, *, resources: Resources, report: Report, where: str) -> Gift:
    """Read a GIFT file.

    A question that cannot be read is named in `report` with its line, and left out. Ids come from the questions' titles
    (or Moodle's `[id:…]` comment), else from their first words: questions with titles keep their ids when reworded.
    """
    gift = Gift()
    taken: set[str] = set()
    waiting: list[str] = []  # texts without a question: the next question's
    for block in _blocks(text):
        texts = Texts(resources, report, f"{where}:{block.line}")
        title, prompt, answers = _parts(block.text)
        if answers is None:
            waiting.append(texts.inline(prompt))
            continue
        try:
            question = _question(block, title, prompt, answers, texts, taken)
        except BrokenQuestionError as broken:
            shown = plain_text(texts.unescaped(title or prompt))[:80]
            report.lost(
                texts.where,
                "GIFT",
                "The question “{title}” was left out. {reason}",
                title=shown,
                reason=broken.sentence(),
            )
            continue
        if not gift.questions:
            gift.introduction = _together(waiting)
        elif waiting:
            question = msgspec.structs.replace(question, prompt=_together([*waiting, question.prompt]))
        gift.questions.append(question)
        waiting = []
    if waiting:
        text = plain_text(_together(waiting))[:80]
        report.lost(where, "GIFT", "The text “{text}” after the last question was left out.", text=text)
    return gift


def _together(texts: list[str]) -> str:
    """Several texts as paragraphs; one alone stays as it is."""
    if len(texts) == 1:
        return texts[0]
    return "\n".join(text if text.startswith("<p") else f"<p>{text}</p>" for text in texts if text)


def _question(block: _Block, title: str, prompt: str, answers: str, texts: Texts, taken: set[str]) -> AnyQuestion:
    shown = texts.inline(prompt)
    if not shown:
        raise BrokenQuestionError("It asks nothing.")
    words = " ".join(plain_text(shown).split())
    name = " ".join(plain_text(html.escape(texts.unescaped(title))).split()) or words or "?"
    wanted = block.idnumber or (name if title else words.replace("_____", "")[:60])
    fields = Prompt(
        id="",
        title=name[:297] + "…" if len(name) > 300 else name,
        prompt=shown,
        points=_points(block, texts),
        hints=tuple(filter(None, (texts.inline(hint) for hint in block.hints))),
    )
    question_format = texts.format_of(prompt)
    question = read_answers(answers, fields, lambda written: texts.inline(written, question_format))
    return question(unique_id(wanted, taken))


def _points(block: _Block, texts: Texts) -> float:
    if not block.points:
        return 1.0
    written = block.points.replace(",", ".")
    if re.fullmatch(r"\d{1,4}(?:\.\d{1,3})?", written) and float(written) > 0:
        return float(written)
    texts.report.changed(
        texts.where, "GIFT", "“{points}” is no number of points; the question counts 1 point.", points=block.points[:40]
    )
    return 1.0


# --- the file as blocks ----------------------------------------------------------------------------------------------


def _blocks(text: str) -> Iterator[_Block]:
    """The questions of a file. An empty line ends one, except between braces; comments and categories are taken out."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    block = _Block(0, "", [], "", "")
    for number, line in enumerate(lines, 1):
        stripped = line.strip()
        if stripped.startswith("//"):
            _read_comment(block, stripped[2:].strip())
        elif stripped.startswith("$CATEGORY:"):
            continue
        elif stripped:
            if stripped.startswith("::") and _is_open(block.text):  # the one before was never closed
                yield block
                block = _Block(0, "", [], "", "")
            block.line = block.line or number
            block.text += _hidden_escapes(line) + "\n"
        elif block.text and not _is_open(block.text):
            yield block
            block = _Block(0, "", [], "", "")
    if block.text:
        yield block


def _is_open(text: str) -> bool:
    return text.count("{") > text.count("}")


def _read_comment(block: _Block, comment: str) -> None:
    name, _, value = comment.partition(":")
    if name.strip().lower() == "hint" and value.strip():
        block.hints.append(_hidden_escapes(value.strip()))
    elif name.strip().lower() == "points":
        block.points = value.strip()
    elif found := re.search(r"\[id:([^\]]+)\]", comment):
        block.idnumber = found.group(1).strip()


def _hidden_escapes(text: str) -> str:
    plain = re.sub("[\ue000-\ue0ff]", "", text)
    return re.sub(r"\\([:#={}~\\n])", lambda found: _ESCAPED[found.group(1)], plain)


def _parts(text: str) -> tuple[str, str, str | None]:
    """Title, prompt, and what stands between the braces (None: nothing is asked).

    Text behind the braces makes a gap of them (“missing word”).
    """
    text, title = text.strip(), ""
    if found := _TITLE.match(text):
        title, text = found.group(1).strip(), text[found.end() :].strip()
    start, end = text.find("{"), text.find("}")
    if start < 0 and end < 0:
        return title, text, None
    if end < start or start < 0:
        return title, text, "\0"
    return title, _with_gap(text[:start].rstrip(), text[end + 1 :].strip()), text[start + 1 : end].strip()


def _with_gap(before: str, after: str) -> str:
    """A prompt with a gap where its answers stood; a full stop alone behind them makes none of a finished question."""
    if not after or (re.fullmatch(r"[.!?…]+", after) and before.endswith((".", "!", "?", ":", "*", ">"))):
        return before
    return f"{before} _____{'' if after[0] in '.,;:!?…' else ' '}{after}".strip()


# --- texts -----------------------------------------------------------------------------------------------------------


@dataclass
class Texts:
    """Turns the texts of one question into clean HTML."""

    resources: Resources
    report: Report
    where: str

    def format_of(self, written: str) -> str:
        found = _FORMAT.match(written)
        return found.group(1).lower() if found else "moodle"

    def inline(self, written: str, usual: str = "moodle") -> str:
        """Clean HTML of a prompt, an answer or a feedback; without a format of its own it has the `usual` one."""
        found = _FORMAT.match(written)
        kind = found.group(1).lower() if found else usual
        body = written[found.end() :] if found else written
        soup = self._soup(body.strip(), kind)
        return clean_inline(soup, resources=self.resources, report=self.report, where=self.where)

    def _soup(self, body: str, kind: str) -> str:
        if kind == "markdown":
            return render(self.unescaped(body))
        if kind == "html":
            return self.unescaped(body)
        if kind == "plain":
            return html.escape(self.unescaped(body), quote=False).replace("\n", "<br>")
        lines = re.split(r"\n\s*\n", body)
        paragraphs = [_text_with_tags(self.unescaped(line.replace(_ESCAPED["n"], "<br>"))) for line in lines]
        return paragraphs[0] if len(paragraphs) == 1 else "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)

    def unescaped(self, body: str) -> str:
        """Text with the characters that were escaped."""
        body = body.replace(_ESCAPED["n"], "\n")
        return re.sub("[\ue000-\ue0ff]", lambda found: chr(ord(found.group()) - 0xE000), body)


def _text_with_tags(text: str) -> str:
    """Text in which known elements of HTML are such, and any other `<` is what it looks like (`<html>` in an answer)."""
    parts, position = [], 0
    for tag in _KNOWN_HTML.finditer(text):
        parts += [_escaped_angles(text[position : tag.start()]), tag.group()]
        position = tag.end()
    return "".join([*parts, _escaped_angles(text[position:])])


def _escaped_angles(text: str) -> str:
    return text.replace("<", "&lt;").replace(">", "&gt;")
