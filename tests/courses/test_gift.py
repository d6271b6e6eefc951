"""GIFT: Moodle's rules, what people write, and what they get wrong."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bivouac.courses.gift import Gift, parse_gift
from bivouac.courses.model import (
    AnyQuestion,
    Choice,
    Essay,
    Matching,
    Numerical,
    Ordering,
    ShortAnswer,
    TrueFalse,
)
from bivouac.courses.page import Resources
from bivouac.courses.report import Report, Severity

_DECODER = msgspec.json.Decoder(AnyQuestion)


def parse(text: str) -> tuple[Gift, Report]:
    report = Report()
    gift = parse_gift(text, resources=Resources({}), report=report, where="quiz.gift")
    for question in gift.questions:
        assert _DECODER.decode(msgspec.json.encode(question)) == question
    return gift, report


def one(text: str) -> AnyQuestion:
    gift, report = parse(text)
    assert report.findings == []
    (question,) = gift.questions
    return question


def test_choice() -> None:
    question = one(
        "::Tomb:: Who's buried\nin Grant's tomb? {\n ~Grant #No.\n ~%50%Nearly\n =no one # Yes!\n #### Nobody is.\n}"
    )
    assert isinstance(question, Choice)
    assert (question.id, question.title, question.prompt) == ("tomb", "Tomb", "Who's buried in Grant's tomb?")
    assert [(option.text, option.share, option.feedback) for option in question.options] == [
        ("Grant", 0.0, "No."),
        ("Nearly", 0.5, ""),
        ("no one", 1.0, "Yes!"),
    ]
    assert not question.multiple
    assert question.explanation == "Nobody is."


def test_choice_of_several() -> None:
    question = one("Who?{~%33.333%a ~%33.333%b ~%33.333%c ~%-50%d ~e}")
    assert isinstance(question, Choice) and question.multiple
    assert sum(option.share for option in question.options if option.share > 0) == pytest.approx(1, abs=1e-12)
    assert [option.share for option in question.options[3:]] == [-0.5, 0.0]


@pytest.mark.parametrize(
    ("answers", "answer", "when_true", "when_false"),
    [
        ("T", True, "", ""),
        ("FALSE", False, "", ""),
        ("true", True, "", ""),
        ("F#no#yes", False, "no", "yes"),
        ("TRUE#no#yes", True, "yes", "no"),
    ],
)
def test_true_or_false(answers: str, answer: bool, when_true: str, when_false: str) -> None:
    question = one(f"So it is.{{{answers}}}")
    assert isinstance(question, TrueFalse)
    assert (question.answer, question.feedback_true, question.feedback_false) == (answer, when_true, when_false)


def test_short_answer() -> None:
    question = one("Two plus two equals {=four =%50%fuor#Spelling! =4}")
    assert isinstance(question, ShortAnswer)
    assert [(one.text, one.share, one.feedback) for one in question.accepted] == [
        ("four", 1.0, ""),
        ("fuor", 0.5, "Spelling!"),
        ("4", 1.0, ""),
    ]


@pytest.mark.parametrize(
    ("answers", "ranges"),
    [
        ("#1822", [(1822, 1822, 1)]),
        ("#3.1415:0.0005", [(3.141, 3.142, 1)]),
        ("#-5..5", [(-5, 5, 1)]),
        ("#5..-5", [(-5, 5, 1)]),
        ("#3,5", [(3.5, 3.5, 1)]),
        ("#1 000 000", [(1e6, 1e6, 1)]),
        ("#=1822:0 =%50%1822:2#close", [(1822, 1822, 1), (1820, 1824, 0.5)]),
        ("#6.02e23:1e21", [(6.01e23, 6.03e23, 1)]),
    ],
)
def test_numbers(answers: str, ranges: list[tuple[float, float, float]]) -> None:
    question = one(f"How many?{{{answers}}}")
    assert isinstance(question, Numerical)
    assert [(accepted.low, accepted.high, accepted.share) for accepted in question.accepted] == ranges


def test_matching() -> None:
    question = one("Match.{=<b>Canada</b> -> Ottawa =Italy -> Rome = -> Paris ####Capitals}")
    assert isinstance(question, Matching)
    assert [(pair.left, pair.right) for pair in question.pairs] == [("<b>Canada</b>", "Ottawa"), ("Italy", "Rome")]
    assert question.distractors == ("Paris",)


@pytest.mark.parametrize(
    "answers",
    [">ALL =first =second =third", "> first\nsecond\n third", ">3 ABSOLUTE_POSITION SHOW first\nsecond\nthird"],
)
def test_ordering(answers: str) -> None:
    question = one(f"Put in order {{{answers}}}")
    assert isinstance(question, Ordering)
    assert question.items == ("first", "second", "third")


def test_essay() -> None:
    question = one("Tell. {####A good answer says why.}")
    assert isinstance(question, Essay)
    assert question.explanation == "A good answer says why."
    assert isinstance(one("Tell. {}"), Essay)


@pytest.mark.parametrize(
    ("text", "prompt"),
    [
        ("Grant is {~buried =entombed} in a tomb.", "Grant is _____ in a tomb."),
        ("He came from {=Nazareth}.", "He came from _____."),
        ("Is it so? {=yes}.", "Is it so?"),
        ("{=a =b} comes first", "_____ comes first"),
    ],
)
def test_missing_word(text: str, prompt: str) -> None:
    assert one(text).prompt == prompt


def test_escapes() -> None:
    question = one(r"Which of \{ \} \~ \= \# \: \\ is\n5 \= 2 + 3? {=\= 2 + 3#\#1 ~\~}")
    assert isinstance(question, Choice)
    assert question.prompt == "Which of { } ~ = # : \\ is<br>5 = 2 + 3?"
    assert [(option.text, option.feedback) for option in question.options] == [("= 2 + 3", "#1"), ("~", "")]


def test_formats() -> None:
    text = "[{format}]*a* <b>b</b> {{=[plain]<i> ~[html]<i>i</i> ~*m*}}"
    shown = {}
    for name in ("html", "markdown", "plain", "moodle"):
        question = one(text.format(format=name))
        assert isinstance(question, Choice)
        shown[name] = (question.prompt, *(option.text for option in question.options))
    assert shown == {
        "html": ("*a* <b>b</b>", "&lt;i&gt;", "<i>i</i>", "*m*"),
        "markdown": ("<em>a</em> <b>b</b>", "&lt;i&gt;", "<i>i</i>", "<em>m</em>"),
        "plain": ("*a* &lt;b&gt;b&lt;/b&gt;", "&lt;i&gt;", "<i>i</i>", "*m*"),
        "moodle": ("*a* <b>b</b>", "&lt;i&gt;", "<i>i</i>", "*m*"),
    }


def test_tags_that_are_meant_as_text_are_seen() -> None:
    question = one("Which begins a page? {=<html> ~<xs:bold> ~<b>bold</b> ~a < b}")
    assert isinstance(question, Choice)
    assert [option.text for option in question.options] == [
        "&lt;html&gt;",
        "&lt;xs:bold&gt;",
        "<b>bold</b>",
        "a &lt; b",
    ]


def test_formulas_in_questions_are_drawn() -> None:
    files: dict[str, bytes | Path] = {}
    gift = parse_gift(r"What is \(\frac\{1\}\{2\}\)? {#0.5}", resources=Resources(files), report=Report(), where="q")
    assert 'alt="\\frac{1}{2}"' in gift.questions[0].prompt
    assert len(files) == 1


def test_comments_categories_hints_and_points() -> None:
    gift, report = parse(
        "\ufeff$CATEGORY: top/of/all\r\n// a comment\r\n// hint: Think of *it*.\r\n// hint: Again.\r\n// points: 2,5\r\n"
        "::A::What? {\r\n// inside\r\n=x\r\n~y\r\n}\r\n\r\n// [id:stable-name] [tag:x]\r\nB? {T}\r\n"
    )
    assert report.findings == []
    first, second = gift.questions
    assert (first.id, first.points, first.hints) == ("a", 2.5, ("Think of *it*.", "Again."))
    assert (second.id, second.points, second.hints) == ("stable-name", 1.0, ())


def test_descriptions_introduce() -> None:
    gift, report = parse("Read this first.\n\nQ1 {T}\n\nNow a text.\n\nQ2 {F}\n")
    assert gift.introduction == "Read this first."
    assert [question.prompt for question in gift.questions] == ["Q1", "<p>Now a text.</p>\n<p>Q2</p>"]
    assert report.findings == []
    assert [finding.severity for finding in parse("Q {T}\n\nThe end.")[1].findings] == [Severity.LOST]


def test_an_empty_line_between_braces_ends_nothing() -> None:
    gift, report = parse("Q {\n=a\n\n~b\n}\n\n\n\nR {T}")
    assert (len(gift.questions), report.findings) == (2, [])


def test_ids_come_from_titles_and_stay_apart() -> None:
    gift, _ = parse("::Même titre::a {T}\n\n::Même titre::b {T}\n\n什么? {T}\n\nNo title here {T}")
    assert [question.id for question in gift.questions][:2] == ["meme-titre", "meme-titre-2"]
    assert len({question.id for question in gift.questions}) == 4
    assert gift.questions[3].id == "no-title-here"


BROKEN = {
    "Q {=a ~b": "do not match",
    "Q }=a ~b{": "do not match",
    "Q {~a ~b}": "right",
    "Q {=a ~}": "two answers",
    "Q {=a->b}": "two pairs",
    "Q {=a->b =c->}": "->",
    "Q {#many}": "not a number",
    "Q {#1e999}": "not a number",
    "Q {#=%0%5}": "right",
    "Q {maybe}": "begin with",
    "Q {>ALL =one}": "two things",
    "{=a ~b}": "asks nothing",
}


@pytest.mark.parametrize(("text", "reason"), BROKEN.items())
def test_broken_questions_are_named_with_their_line(text: str, reason: str) -> None:
    gift, report = parse(f"// a comment\n\n{text}\n\n::Good::Fine? {{T}}\n")
    assert [question.title for question in gift.questions] == ["Good"]
    (finding,) = report.findings
    assert finding.severity is Severity.LOST
    assert finding.where == "quiz.gift:3"
    assert reason in finding.sentence()


def test_wrong_points_are_named() -> None:
    gift, report = parse("// points: many\nQ {T}")
    assert gift.questions[0].points == 1.0
    assert [finding.severity for finding in report.findings] == [Severity.CHANGED]


PARTS = [
    *"=~#{}:%\\\n ",
    "->",
    "####",
    "..",
    "%50%",
    "a",
    "T",
    "1",
    "\n\n",
    "// hint: h",
    "[html]",
    "<b>",
    "$CATEGORY:",
    ">",
    "\ue07e",
]


@settings(max_examples=120, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=25).map("".join))
def test_any_text_is_read(text: str) -> None:
    parse(text)
    parse("Q {" + text + "}")


def test_real_files(shared_courses: Path) -> None:
    counts = {
        "giftFormatPhpExamples": 10,
        "mcHTMLComment": 1,
        "multiLineFeedback1": 2,
        "numerical1": 10,
        "options1": 14,
    }
    for name, count in counts.items():
        gift, report = parse((shared_courses / "gift" / "fuhrmanator" / f"{name}.gift").read_text("utf-8"))
        assert len(gift.questions) == count
        assert all("PLUGINFILE" in finding.sentence() for finding in report.findings)
    gift, report = parse((shared_courses / "gift" / "tsugi-dj4e" / "00-HTML.gift").read_text("utf-8"))
    assert (len(gift.questions), report.findings) == (19, [])
