"""What people write in a small world: answers, notes and bookmarks of their own; posts, announcements and notes that a class sees."""

from __future__ import annotations

import random
from collections.abc import Callable

from bivouac.sync.journal import acts
from bivouac.sync.journal.record import Record
from bivouac.sync.journal.shared import Post
from bivouac.sync.journal.showing import Place
from bivouac.sync.store.journal import Journal
from bivouac.sync.store.showing import show_note, stop_showing

COURSE = "c"
ACTIVITIES = ("film", "quiz", "page")


class Writer:
    """Somebody who is about to write something, with a word that nobody wrote before.

    Attributes:
        said: the words by which one finds in records what was written (`word_of`), known before it is written.
    """

    def __init__(self, journal: Journal, stream: str, word: str, number: int, chance: random.Random) -> None:
        self.said = ""
        self._journal, self._stream, self._word, self._number, self._chance = journal, stream, word, number, chance
        self._activity = chance.choice(ACTIVITIES)

    def choose(self) -> Callable[[], None]:
        """Something to do, which is on the disk when it was called; `said` tells what it will say."""
        return self._chance.choice(_DEEDS)(self) or self._answer()

    def _own(self, *what: acts.Act) -> Callable[[], None]:
        self.said = word_of_act(what[-1])
        return lambda: self._kept(self._journal.record(COURSE, self._activity, *what), what[-1])

    def _kept(self, state: object, act: acts.Act) -> None:
        shown = self._journal.states(COURSE)[self._activity]
        if state != shown:
            raise AssertionError("what was shown is not what was kept")
        if isinstance(act, acts.Answered) and shown.questions["q"].last != self._word:
            raise AssertionError(f"{self._word} is not shown as the last answer")

    def _shared(self, act: acts.Act) -> Callable[[], None]:
        self.said = word_of_act(act)
        return lambda: self._journal.share(self._stream, COURSE, self._activity, act)

    def _answer(self) -> Callable[[], None]:
        return self._own(acts.Answered("q", self._word, 1000))

    def _note(self) -> Callable[[], None]:
        return self._own(acts.Noted(f"n{self._number}", self._word, self._number, "quote"))

    def _change_note(self) -> Callable[[], None] | None:
        note = self._some_note()
        return self._own(acts.Noted(note, self._word, self._number)) if note else None

    def _remove_note(self) -> Callable[[], None] | None:
        note = self._some_note()
        return self._own(acts.NoteRemoved(note)) if note else None

    def _show_note(self) -> Callable[[], None] | None:
        note, place = self._some_note(), Place(COURSE, self._activity)
        return (lambda: show_note(self._journal, self._stream, place, note)) if note else None

    def _stop_showing(self) -> Callable[[], None] | None:
        note, place = self._some_note(), Place(COURSE, self._activity)
        return (lambda: stop_showing(self._journal, self._stream, place, note)) if note else None

    def _some_note(self) -> str:
        live = sorted(self._journal.state(COURSE, self._activity).live_notes())
        return self._chance.choice(live) if live else ""

    def _bookmark(self) -> Callable[[], None]:
        return self._own(acts.Bookmarked(self._number))

    def _take_bookmark_away(self) -> Callable[[], None] | None:
        places = self._journal.state(COURSE, self._activity).live_bookmarks()
        return self._own(acts.Bookmarked(self._chance.choice(places), False)) if places else None

    def _post(self) -> Callable[[], None]:
        return self._shared(acts.Posted(self._word, self._word, "", "title"))

    def _reply(self) -> Callable[[], None] | None:
        post = self._some_post()
        return self._shared(acts.Posted(self._word, self._word, post.id)) if post else None

    def _change_post(self) -> Callable[[], None] | None:
        post = self._some_post(own=True)
        return self._shared(acts.Posted(post.id, self._word, post.to, "other title")) if post else None

    def _announce(self) -> Callable[[], None]:
        return self._shared(acts.Announced(self._word, self._word, "title"))

    def _take_back(self) -> Callable[[], None] | None:
        post = self._some_post(own=self._chance.random() < 0.5)
        return self._shared(acts.PostRemoved(post.id)) if post else None

    def _some_post(self, own: bool = False) -> Post | None:
        state = self._journal.shared(self._stream)
        standing = [one for one in state.posts.values() if state.standing(one.writer, one.id) and one.kind == "posted"]
        found = [one for one in standing if one.writer == self._journal.learner or not own]
        return self._chance.choice(sorted(found, key=lambda one: (one.writer, one.id))) if found else None


_DEEDS: list[Callable[[Writer], Callable[[], None] | None]] = [
    *[Writer._answer] * 6,
    *[Writer._note] * 3,
    *[Writer._change_note] * 2,
    Writer._remove_note,
    *[Writer._show_note] * 3,
    Writer._stop_showing,
    *[Writer._bookmark] * 2,
    Writer._take_bookmark_away,
    *[Writer._post] * 2,
    Writer._reply,
    Writer._change_post,
    Writer._announce,
    Writer._take_back,
]


def word_of(record: Record) -> str:
    """By what one knows again what somebody wrote; empty for what follows from something else."""
    act = record.act()
    return "" if act is None else word_of_act(act)


def word_of_act(act: acts.Act) -> str:
    match act:
        case acts.Answered(_, response, _):
            return str(response)
        case acts.Posted(_, text) | acts.Announced(_, text) | acts.Noted(_, text):
            return text
        case acts.Bookmarked(at, on):
            return f"bookmark {at}" if on else f"no bookmark {at}"
        case acts.NoteRemoved(note):
            return f"no note {note}"
        case acts.PostRemoved(post):
            return f"no post {post}"
    return ""


def counts_once(word: str) -> bool:
    """Whether nobody writes it a second time; what is taken away may be so on two laptops."""
    return bool(word) and not word.startswith("no ")
