"""What a hub, or whatever answers in its place, may say, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bivouac.errors import BivouacError, LineError, RefusedError
from bivouac.language import use_language
from bivouac.sync.exchange.client import HubClient, refused
from bivouac.sync.protocol import messages
from bivouac.sync.protocol.line import Answer, Line
from bivouac.sync.protocol.messages import MEDIA_TYPE, Health, Refusal


@dataclass
class Saying(Line):
    """A line at whose end the same answer comes each time."""

    status: int
    kind: str
    body: bytes

    def ask(self, method: str, path: str, **options: object) -> Answer:  # type: ignore[override]
        return Answer(self.status, {"content-type": self.kind}, self.body)


def health(status: int, kind: str, body: bytes) -> Health:
    return HubClient(Saying(status, kind, body), lambda body: b"").health()


def test_a_hub_says_who_it_is() -> None:
    assert health(200, MEDIA_TYPE, messages.encode(Health("id", "Campus", 5))).name == "Campus"


@pytest.mark.parametrize(
    ("status", "kind", "body"),
    [
        (200, "text/html", b"<html>Sign in</html>"),
        (404, "text/html", b"<html>Not found</html>"),
        (200, "", b""),
        (200, MEDIA_TYPE, b"<html>"),
        (200, MEDIA_TYPE, messages.encode(Refusal("line", "x"))),
        (403, MEDIA_TYPE, b"\xc1"),
    ],
)
def test_what_is_no_hub_is_told_apart(status: int, kind: str, body: bytes) -> None:
    with pytest.raises(LineError, match="not a hub"):
        health(status, kind, body)


def test_a_refusal_is_the_hubs_own_sentence() -> None:
    with pytest.raises(RefusedError, match="Wait 5 days, Awa"):
        health(403, MEDIA_TYPE, messages.encode(Refusal("refused", "Wait {n} days, {name}.", {"n": 5, "name": "Awa"})))
    with pytest.raises(LineError, match="later"):
        health(429, MEDIA_TYPE, messages.encode(Refusal("refused", "Try later.")))


@pytest.mark.parametrize(
    "source",
    [
        "{0}",
        "{name.__class__}",
        "{name[0]}",
        "{name!r}",
        "{name:>9999999999}",
        "{other}",
        "{",
        "}",
        "{name:{name}}",
        "{}",
    ],
)
def test_a_refusal_cannot_make_the_laptop_do_sums(source: str) -> None:
    assert str(refused(Refusal("refused", source, {"name": "Awa"}), 403)) == source


@given(
    st.text(max_size=60),
    st.dictionaries(st.just("n") | st.text(max_size=8), st.integers() | st.text(max_size=8), max_size=3),
)
def test_any_refusal_becomes_a_sentence(source: str, values: dict[str, str | int]) -> None:
    use_language("fr")
    error = refused(Refusal("refused", source, dict(values)), 403)
    assert isinstance(error, BivouacError) and isinstance(error.sentence(), str)
    assert msgspec.json.encode(error.values)
