"""A moment of the campaign (`python -m tests.fuzz`), and every input that ever broke a reader."""

from __future__ import annotations

import pytest

from tests.fuzz.__main__ import FOUND
from tests.fuzz.campaign import MOST_MEMORY, attack, memory_of, try_one
from tests.fuzz.reader import Reader
from tests.fuzz.readers import readers

READERS = readers()


@pytest.mark.parametrize("name", READERS)
def test_damaged_bytes_end_in_an_answer_or_a_sentence(name: str) -> None:
    reader = READERS[name]
    for sample in reader.samples:
        reader_is_right_about(name, reader, sample)
    done, found = attack(name, reader, seed=1, tries=60)
    assert done == 60 and not found, found[0].what


def reader_is_right_about(name: str, reader: Reader, sample: bytes) -> None:
    reader.read(sample)
    assert memory_of(reader, sample) < MOST_MEMORY


@pytest.mark.parametrize("file", sorted(FOUND.glob("[a-z]*.*")), ids=lambda file: file.name)
def test_what_broke_a_reader_once_does_so_no_more(file) -> None:  # type: ignore[no-untyped-def]
    name = file.name.split(".")[0]
    reader = {one.replace(" ", "-"): one for one in READERS}[name]
    assert try_one(reader, READERS[reader], file.read_bytes()) is None


def test_a_reader_that_breaks_is_found() -> None:
    broken = Reader(lambda data: data.index(b"plan"), (b"the plan of the course",))
    _, found = attack("broken", broken, seed=1, tries=200)
    assert found and "ValueError" in found[0].what
