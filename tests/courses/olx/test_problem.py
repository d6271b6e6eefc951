"""Which text belongs to which question of a problem."""

from lxml import etree

from bivouac.courses.olx.problem import split_problem


def split(inside: str) -> list[tuple[int, str, str, str]]:
    """Number, kind, prompt and solution of each part."""
    problem = split_problem(etree.fromstring(f"<problem>{inside}</problem>"))
    return [(part.number, part.kind, " ".join(part.prompt.split()), part.solution) for part in problem.parts]


CHOICE = '<multiplechoiceresponse><choicegroup><choice correct="true">a</choice></choicegroup></multiplechoiceresponse>'


def test_the_text_before_a_response_is_its_prompt_and_what_follows_the_last_belongs_to_it() -> None:
    assert split(f"<p>One?</p>{CHOICE}<p>Two?</p>{CHOICE}<p>Note.</p>") == [
        (1, "multiplechoiceresponse", "<p>One?</p>", ""),
        (2, "multiplechoiceresponse", "<p>Two?</p><p>Note.</p>", ""),
    ]


def test_label_and_description_in_the_response_are_read_before_it() -> None:
    inside = "<p>Intro</p><stringresponse answer='a'><label>Q?</label><description>Type.</description><textline/></stringresponse>"
    assert split(inside)[0][2] == "<p>Intro</p><p>Q?</p><p><em>Type.</em></p>"


def test_solutions_belong_to_the_question_before_them_without_their_heading() -> None:
    solution = "<solution><div class='detailed-solution'><p>Explanation</p><p>Because {n}.</p></div></solution>"
    parts = split(
        CHOICE
        + solution.replace("{n}", "1")
        + f"<p>Two?</p>{CHOICE.replace('</multi', solution.replace('{n}', '2') + '</multi')}"
    )
    assert ["Because 1" in parts[0][3], "Because 2" in parts[1][3]] == [True, True]
    assert "Explanation" not in parts[0][3] + parts[1][3]


def test_boxes_around_responses_are_no_part_of_the_text() -> None:
    assert [part[2] for part in split(f"<div><p>A?</p>{CHOICE}<div><p>B?</p>{CHOICE}</div></div>")] == [
        "<p>A?</p>",
        "<p>B?</p>",
    ]


def test_a_response_in_a_sentence_is_a_blank() -> None:
    assert split("<p>Two plus two is <numericalresponse answer='4'><textline/></numericalresponse>.</p>")[0][2] == (
        "<p>Two plus two is ____.</p>"
    )


def test_several_blanks_of_one_sentence_are_numbered() -> None:
    blank = "<stringresponse answer='x'><textline/></stringresponse>"
    first, second = split(f"<p>{blank} and {blank}</p>")
    assert first[2] == "<p>____ (1) and ____ (2)</p><p><b>(1)</b></p>"
    assert second[2] == "<p>____ (1) and ____ (2)</p><p><b>(2)</b></p>"


def test_several_menus_of_one_response_are_several_questions() -> None:
    menu = "<optioninput options=\"('a','b')\" correct=\"a\"/>"
    assert [part[2] for part in split(f"<optionresponse><p>One</p>{menu}<p>Two</p>{menu}</optionresponse>")] == [
        "<p>One</p>",
        "<p>Two</p>",
    ]
    assert len(split(f"<optionresponse><table><tr><td>{menu}</td><td>{menu}</td></tr></table></optionresponse>")) == 2


def test_scripts_and_hints_are_never_text() -> None:
    inside = f"<script>alert(1)</script><p>Q <script>x</script>?</p>{CHOICE}<demandhint><hint>H</hint></demandhint>"
    assert split(inside)[0][2] == "<p>Q ?</p>"
    problem = split_problem(etree.fromstring(f"<problem>{inside}</problem>"))
    assert problem.hints == ["H"]


def test_a_problem_that_asks_nothing_is_text() -> None:
    problem = split_problem(etree.fromstring("<problem><p>Read <b>this</b>.</p></problem>"))
    assert (problem.parts, problem.text) == ([], "<p>Read <b>this</b>.</p>")
