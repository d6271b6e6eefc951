"""Every text for people can be found, is given its values, and is there in every language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import texts
import translations
from texts import fields
from translations import Message

from bivouac.language import LANGUAGES, SOURCE_LANGUAGE

USES, MADE = texts.find()
TRANSLATED = sorted(set(LANGUAGES) - {SOURCE_LANGUAGE})


def test_there_are_texts() -> None:
    assert len(USES) > 100


def test_no_text_is_put_together_where_it_is_used() -> None:
    assert [f"{one.where}: {one.code}" for one in MADE] == []


def test_every_field_of_a_text_gets_a_value() -> None:
    short = [
        f"{use.where}: {sorted(fields(use.source) - use.values)}"
        for use in USES
        if use.values is not None and not fields(use.source) <= use.values
    ]
    assert short == []


def test_counted_texts_are_counted() -> None:
    assert [use.where for use in USES if "|" in use.source and use.values is not None and "n" not in use.values] == []


def test_every_language_has_its_plural_forms() -> None:
    assert set(translations.FORMS) == set(TRANSLATED)


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_is_translated(language: str) -> None:
    """`make translations` brings new texts into the file; a person then translates them."""
    finished = {message.source for message in _finished(language) if all(message.forms)}
    assert [f"{use.where}: {use.source}" for use in USES if use.source not in finished] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_keep_the_fields(language: str) -> None:
    other = []
    for message in _finished(language):
        sources = message.source.split("|")
        for number, form in enumerate(message.forms):
            if fields(form) != fields(sources[min(number, len(sources) - 1)]):
                other.append((message.source, form))
    assert other == []


def test_french_is_set_as_french_is() -> None:
    """Typographic apostrophes and guillemets, and a space that does not break before ; : ! ? and inside « »."""
    wrong = re.compile(
        r"'|\"|[“”]|(?<![\u00a0\u202f;])[;!?»%](?!;)|(?<![\u00a0\u202f]):(?=\s|$)|«(?![\u00a0\u202f])|\.\.\."
    )
    faults = [
        (found[0], form) for message in _finished("fr") for form in message.forms if (found := wrong.search(form))
    ]
    assert faults == []


def _finished(language: str) -> list[Message]:
    messages = translations.read(translations.path(language))
    return [message for message in messages if message.state == translations.FINISHED]


def test_french_needs_no_elision_before_a_name() -> None:
    """« de Eva » is wrong and « d’Awa » not known beforehand: a name stands where neither is needed."""
    before_a_name = re.compile(
        r"\b(de|que|lorsque|puisque|jusque|le|la|se|ne) \{(name|learner|who|person|role)\}", re.IGNORECASE
    )
    french = [form for message in _finished("fr") for form in message.forms]
    assert [form for form in french if before_a_name.search(form.replace("\xa0", " "))] == []
    counted = re.compile(r"\{(new|complete)\} [a-zé]+s\b")  # of these no form is chosen
    assert [form for form in french if counted.search(form.replace("\xa0", " "))] == []


def test_french_has_one_word_for_a_hub() -> None:
    """“Serveur”, but in what is typed: a command, a file, a variable."""
    typed = re.compile(r"bivouac (courier )?hub\b|--role hub\b|\bhub (serve|check|fill)\b|\bhub\.json\b|\bHUB\b")
    french = [form for message in _finished("fr") for form in message.forms]
    assert [form for form in french if re.search(r"\b[Hh]ubs?\b", typed.sub("", form))] == []


def test_french_has_one_word_for_one_thing() -> None:
    """Those of the table in CONTRIBUTING.md: plain ones where learners read them."""
    never = re.compile(
        r"(serveur|campus) (supérieur|du dessus)|marque-page|installateur|\bactes?\b|répétable"
        r"|tel(le)?s? qu’(il|elle)s? (est|sont) écrit|(?-i:\binternet\b)|accusés? de réception",
        re.IGNORECASE,
    )
    finished = [(message.context, form) for message in _finished("fr") for form in message.forms]
    assert [form for _, form in finished if never.search(form)] == []
    desktop = [form for context, form in finished if context.startswith("bivouac.desktop")]
    assert [form for form in desktop if "endommag" in form.lower()] == []
    terminal = [form for context, form in finished if context.startswith("bivouac.sync.cli")]
    assert [form for form in terminal if "abîm" in form.lower()] == []


def test_translations_survive_a_change_of_the_code() -> None:
    """A text that moved keeps its translation, one that went is kept as vanished, one that comes back is whole again."""
    one = Message("a", "One", ("a.py",), translations.FINISHED, ("Un",))
    two = Message("a", "Two", ("a.py",), translations.UNFINISHED, ("",))
    moved = Message("b", "One", ("b.py",))

    assert translations.merge([moved], [one, two], 2) == [
        Message("b", "One", ("b.py",), translations.FINISHED, ("Un",))
    ]
    gone = translations.merge([two], [one, two], 2)[1]
    assert (gone.state, gone.forms) == (translations.VANISHED, ("Un",))
    assert translations.merge([moved], [gone], 2)[0].state == translations.FINISHED


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    messages = [
        Message("m", "A & B <{name}>", ("../../m.py",), translations.FINISHED, ("A et B <{name}>",)),
        Message("m", "{n} act|{n} acts", ("../../m.py",), translations.UNFINISHED, ("{n} acte", "")),
    ]
    translations.write(tmp_path / "x.ts", "fr", messages)
    assert translations.read(tmp_path / "x.ts") == messages


def test_texts_are_found_where_they_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "REPOSITORY", tmp_path)
    monkeypatch.setattr(texts, "PACKAGE", tmp_path)
    (tmp_path / "room.py").write_text(
        """
class HereError(BivouacError): ...
class DeepError(HereError): ...
class Refused(DeepError):
    def __init__(self, status, source, /, **values): ...
tr("Plain" if x else "Other")
tr("{n} MB").format(n=1)
raise DeepError("Failed: {why}", why=1)
raise Refused(403, "No")
report.lost(where, "kind", "Lost")
name.translate(table, "no", "text")
tr(f"made {up}")
tr(table[0])
""",
        "utf-8",
    )
    uses, made = texts.find()
    assert [(use.source, use.values) for use in uses] == [
        ("Plain", frozenset()),
        ("Other", frozenset()),
        ("{n} MB", frozenset({"n"})),
        ("Failed: {why}", frozenset({"why"})),
        ("No", frozenset()),
        ("Lost", frozenset()),
    ]
    assert [one.where for one in made] == ["room.py:12"]
