"""Captions in every shape that people bring."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bivouac.courses.captions import Cue, caption_language, parse_captions, to_webvtt
from bivouac.courses.limits import LIMITS
from bivouac.errors import InputError

SRT = "1\n00:00:01,000 --> 00:00:02,500\nBonjour\nà tous\n\n2\n00:01:00,000 --> 00:01:02,000\nAu revoir\n"
CUES = [Cue(1.0, 2.5, "Bonjour\nà tous"), Cue(60.0, 62.0, "Au revoir")]


@pytest.mark.parametrize(
    "data",
    [
        SRT.encode(),
        b"\xef\xbb\xbf" + SRT.encode(),
        SRT.replace("\n", "\r\n").encode(),
        SRT.replace("\n", "\r").encode(),
        SRT.encode("utf-16"),
        SRT.encode("utf-16-le"),
        SRT.encode("cp1252"),
        SRT.replace(",", ".").encode(),
        SRT.replace("00:00:01", "0:0:1").encode(),
        SRT.replace("\n\n", "\n").encode(),  # no empty line between the cues
        SRT.replace("Bonjour", "<i>Bonjour</i>").replace("Au revoir", r"{\an8}Au revoir").encode(),
        SRT.replace("--> 00:00:02,500", "-->00:00:02,500  X1:40 X2:600").encode(),
    ],
)
def test_srt_as_it_comes(data: bytes) -> None:
    assert parse_captions(data) == CUES


def test_webvtt_with_everything() -> None:
    text = """WEBVTT - a title
Kind: captions

NOTE a comment with 00:01 in it

STYLE
::cue { color: red }

REGION
id:fred

first
00:01.000 --> 00:02.500 align:start position:10%
<v Awa>Bonjour</v>
<c.loud>à &lt;tous&gt;</c>

NOTE
between

100:00:00.000 --> 100:00:01.000
<00:00:00.500>late
"""
    assert parse_captions(text.encode()) == [
        Cue(1.0, 2.5, "Bonjour\nà <tous>"),
        Cue(360_000.0, 360_001.0, "late"),
    ]


def test_overlaps_stay_and_order_is_by_time() -> None:
    text = "00:05.000 --> 00:09.000\nb\n\n00:04.000 --> 00:06.000\na\n\n00:07.000 --> 00:07.000\nc\n"
    cues = parse_captions(text.encode())
    assert [cue.text for cue in cues] == ["a", "b", "c"]
    assert cues[2].end > cues[2].start


def test_old_encodings_of_other_scripts() -> None:
    arabic, chinese = "أمضيت ما يقرب من العقدين", "我们今天谈谈项目管理，好吗？"
    for text, encoding in ((arabic, "cp1256"), (chinese, "gb18030")):
        data = f"1\n00:00:01,000 --> 00:00:02,000\n{text}\n".encode(encoding)
        assert parse_captions(data) == [Cue(1.0, 2.0, text)]


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", b"WEBVTT", b"WEBVTT\n\nNOTE nothing\n"])
def test_a_file_without_cues_is_empty(data: bytes) -> None:
    assert parse_captions(data) == []


@pytest.mark.parametrize("data", [b"\x00\x01\x02\x03" * 50, b"<html>no captions</html>", b"%PDF-1.7", b"WEBVTTX hello"])
def test_other_files_are_refused(data: bytes) -> None:
    with pytest.raises(InputError):
        parse_captions(data)


def test_large_files_are_refused() -> None:
    with pytest.raises(InputError):
        parse_captions(b" " * (LIMITS.captions + 1))


TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\ufeff\xa0\\{"), min_size=1
)
LINE = TEXT.map(str.strip).filter(lambda line: line and "&" not in line and "<" not in line and "->" not in line)
TIME = st.integers(0, 10_000_000).map(lambda milliseconds: milliseconds / 1000)


@settings(max_examples=40)
@given(
    st.lists(
        st.builds(lambda a, b, lines: Cue(a, a + 0.001 + b, "\n".join(lines)), TIME, TIME, st.lists(LINE, min_size=1))
    )
)
def test_what_is_written_reads_back(cues: list[Cue]) -> None:
    cues = sorted((Cue(cue.start, round(cue.end, 3), cue.text) for cue in cues), key=lambda cue: (cue.start, cue.end))
    assert [cue.text for cue in parse_captions(to_webvtt(cues))] == [cue.text for cue in cues]
    assert to_webvtt(parse_captions(to_webvtt(cues))) == to_webvtt(cues)


def test_markup_in_a_text_is_written_as_text() -> None:
    cues = [Cue(0.0, 1.0, "a < b & c --> d <i>no tag</i>")]
    assert b"-->" not in to_webvtt(cues).split(b"\n", 3)[3]
    assert b"<i>" not in to_webvtt(cues)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        parse_captions(b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + data)
        parse_captions(data)
    except InputError as error:
        assert error.sentence()


def test_languages_are_in_names() -> None:
    names = {"film.fr.vtt": "fr", "film.vtt": "", "film_zh_hans.srt": "zh-Hans", "film-fr-ca.VTT": "fr-CA"}
    assert {name: caption_language(name, "film") for name in names} == names
    for other in ("film2.fr.vtt", "film.notes.vtt", "film.fr.txt", "autre.fr.vtt", "film"):
        assert caption_language(other, "film") is None


def test_real_captions(shared_courses: Path) -> None:
    counts = {"sintel-de.vtt": 14, "ricecooker/basic.srt": 230, "ai4t/1-1-1-Walk-through-AI1-FR-OK.srt": 65}
    for name, count in counts.items():
        cues = parse_captions((shared_courses / "subtitles" / name).read_bytes())
        assert len(cues) == count
        assert parse_captions(to_webvtt(cues)) == cues
