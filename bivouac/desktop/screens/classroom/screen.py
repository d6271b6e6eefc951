"""Class: what the campus and the others wrote, and what one writes oneself; everything works without a line."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from bivouac.desktop.actions import classes, notes
from bivouac.desktop.actions.classes import Classroom
from bivouac.desktop.actions.notes import Named
from bivouac.desktop.changes import Change
from bivouac.desktop.desk import Desk
from bivouac.desktop.models.note_cards import NoteFace, SharedNote
from bivouac.desktop.screens.classroom.view import ClassroomView, Composer, PostCard, PostPart
from bivouac.desktop.screens.screen import Screen
from bivouac.desktop.widgets.buttons import button
from bivouac.desktop.widgets.labels import label
from bivouac.desktop.wording import clock, day_and_time
from bivouac.errors import BivouacError
from bivouac.language import tr
from bivouac.sync.journal.shared import Post
from bivouac.sync.journal.showing import Place

_MOST = 60
"""Topics that are shown at once; older ones are under a button."""


class ClassroomScreen(Screen):
    """One of the learner's classes."""

    shows = Change.CLASSES | Change.PEOPLE | Change.COURSES

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.view = ClassroomView(desk.look)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self.rooms: list[Classroom] = []
        self.composer: Composer | None = None
        self._writing_to: Classroom | None = None
        self._most = self._most_notes = _MOST
        self._places: dict[Place, Named] = {}
        self._shared: dict[str, SharedNote] = {}
        self.view.topic.clicked.connect(self._begin_topic)
        self.view.announce.clicked.connect(self._begin_announcement)
        self.view.choice.activated.connect(lambda _: self._draw())
        self.view.talk.toggled.connect(lambda _: self._draw())
        self.view.older.clicked.connect(self._show_more_notes)
        self.view.notes.opened.connect(self._open_note)
        self.view.notes.taken_back.connect(self._take_note_back)
        self.view.notes.emptied.connect(self.view.notes_part.setFocus)

    def refresh(self) -> None:
        learner = self.desk.session.learner_id
        if learner:
            self.desk.tasks.database(notes.load_classes_and_places, learner).then(self._show)

    def _show(self, loaded: tuple[list[Classroom], dict[Place, Named]]) -> None:
        chosen = self.view.choice.currentData()
        self.rooms, self._places = loaded
        rooms = self.rooms
        self.view.choice.clear()
        for room in rooms:
            self.view.choice.addItem(room.state.name or tr("A class"), room.stream)
        self.view.choice.setCurrentIndex(max(0, self.view.choice.findData(chosen)))
        self.view.choice.setVisible(len(rooms) > 1)
        self._look_after_composer()
        self._draw()

    @property
    def room(self) -> Classroom | None:
        """The class that is shown."""
        stream = self.view.choice.currentData()
        return next((room for room in self.rooms if room.stream == stream), None)

    def _draw(self) -> None:
        """Show the class; while somebody writes, what comes in waits."""
        room, talk = self.room, self.view.talk.isChecked()
        self.view.parts.setVisible(room is not None)
        self.view.topic.setVisible(room is not None and talk and room.is_theirs)
        self.view.announce.setVisible(room is not None and talk and room.teaches)
        self.view.left.setText(_words_of_leaving(room) if room else "")
        self.view.left.setVisible(room is not None and not room.is_theirs)
        chosen = self.view.list if talk else self.view.shared
        self.view.below.setCurrentWidget(chosen if room else self.view.empty)
        one = room.state.name if room and len(self.rooms) == 1 else ""  # of several the choice beside it names the one
        self.view.title.setText(one or tr("Class"))
        if room is not None and not talk:
            self._draw_notes(room)
        else:
            self._draw_talk(room)
        self._hold_choice()

    def _draw_talk(self, room: Classroom | None) -> None:
        if room is None or self._is_writing():
            return
        self.composer = None
        self.view.list.clear()
        body = self.view.list.body
        announced, threads = room.state.announcements(), room.state.threads()
        for post in announced:
            body.addWidget(PostCard(post.title, [self._part(room, post)], look="good"))
        for root, answers in threads[: self._most]:
            parts = [self._part(room, post) for post in (root, *answers)]
            body.addWidget(self._topic(parts, root, answers) if room.is_theirs else PostCard(root.title, parts))
        if len(threads) > self._most:
            body.addWidget(button(tr("Show older topics"), self._show_more))
        if not (threads or announced):
            begin = tr("Nobody has written yet. Begin with “New topic…”.")
            body.addWidget(label(begin if room.is_theirs else tr("Nobody has written yet."), "quiet"))
        body.addStretch(1)

    def _topic(self, parts: list[PostPart], root: Post, answers: list[Post]) -> PostCard:
        """A topic that can be answered."""
        reply = button(tr("Answer…"))
        reply.setAccessibleName(tr("Answer “{title}”", title=root.title or root.text[:60]))
        card = PostCard(root.title, parts, answer=reply)
        reply.clicked.connect(partial(self._begin_answer, card, reply, (answers or [root])[-1]))
        return card

    def _show_more(self) -> None:
        self._most += _MOST
        self._draw()

    def _part(self, room: Classroom, post: Post) -> PostPart:
        campus = self.desk.session.campus
        mine = post.writer == room.learner
        by = room.state.name_of(post.writer) or (campus.name if campus else tr("The campus"))
        who = tr("{name} (you)", name=by) if mine else by
        removable = room.is_theirs and (mine or room.teaches)
        part = PostPart(who, _when(room, post), post.text, removable)
        part.taken_back.connect(lambda: classes.take_back(self.desk, room.stream, post, self.refresh))
        return part

    # --- shared notes --------------------------------------------------------------------------------------------------

    def _draw_notes(self, room: Classroom) -> None:
        found = [SharedNote(room, post) for post in room.state.notes()]
        self._shared = {one.key: one for one in found[: self._most_notes]}
        self.view.notes.show_faces([self._face(one) for one in self._shared.values()], self.view.notes_part)
        self.view.nothing_shared.setVisible(not found)
        self.view.older.setVisible(len(found) > self._most_notes)

    def _face(self, one: SharedNote) -> NoteFace:
        post = one.post
        named = self._places.get(Place(post.course, post.activity)) or Named("", "", False)
        moment = clock(post.at) if named.timed else ""
        place = " · ".join(part for part in (named.course, named.activity, moment) if part)
        return NoteFace(
            one.key,
            place or tr("In a course that is not on this computer"),
            post.text,
            post.quote,
            one.writer,
            _when(one.room, post),
            removable=one.removable,
        )

    def _open_note(self, key: str) -> None:
        post = self._shared[key].post
        self.desk.go("lesson", course=post.course, activity=post.activity, position=str(post.at))

    def _take_note_back(self, key: str) -> None:
        one = self._shared[key]
        classes.take_back(self.desk, one.room.stream, one.post, lambda: None)  # this screen hears of it with all others

    def _show_more_notes(self) -> None:
        self._most_notes += _MOST
        self._draw()

    # --- writing -------------------------------------------------------------------------------------------------------

    def _is_writing(self) -> bool:
        return self.composer is not None and not self.composer.is_empty()

    def _hold_choice(self) -> None:
        """What is being written goes to the class under which it stands: no other is shown until then."""
        writing = self._is_writing()
        self.view.choice.setEnabled(not writing)
        self.view.choice.setToolTip(tr("Send or cancel what you are writing first.") if writing else "")

    def _look_after_composer(self) -> None:
        """What is being written to a class that is not this person's any more is not sent; what another person wrote is not shown."""
        if self.composer is None or (before := self._writing_to) is None:
            return
        room = next((one for one in self.rooms if (one.stream, one.learner) == (before.stream, before.learner)), None)
        if room is None:
            self.composer.title.clear()
            self.composer.text.clear()
        elif room.is_theirs != before.is_theirs:
            self.composer.hold(not room.is_theirs)
            self._writing_to = room

    def _begin_topic(self) -> None:
        self._begin(tr("New topic"))

    def _begin_announcement(self) -> None:
        self._begin(tr("Announce to the class"), announce=True)

    def _begin_answer(self, card: PostCard, reply: QWidget, post: Post) -> None:
        if self._begin(tr("Your answer"), to=post.id, card=card):
            reply.hide()

    def _begin(self, heading: str, *, to: str = "", announce: bool = False, card: PostCard | None = None) -> bool:
        """Let the person write to the class that is shown; not while they are writing already."""
        room = self.room
        if room is None or self._is_writing():
            return False
        if self.composer is not None:
            self.composer.hide()
            self.composer.deleteLater()
        self._writing_to = room
        composer = self.composer = Composer(heading, room.state.name or tr("A class"), with_title=card is None)
        composer.changed.connect(self._hold_choice)
        if card:
            card.body.addWidget(composer)
        else:
            self.view.list.body.insertWidget(0, composer)
        self.view.list.bring(composer)
        composer.begin()
        composer.left.connect(self._stop_writing)
        composer.sent.connect(
            lambda title, text: classes.write(
                self.desk, room.stream, text, title=title, to=to, announce=announce, on_kept=self._stop_writing
            ).failed(lambda error: self._keep_writing(composer, error))
        )
        return True

    def _keep_writing(self, composer: Composer, error: BivouacError) -> None:
        """It could not be kept: it stays where it was written, to be sent again."""
        composer.hold(False)
        self.desk.tell(error.sentence(), "bad")

    def _stop_writing(self) -> None:
        """Nothing is being written any more."""
        if self.composer is not None:
            self.composer.title.clear()
            self.composer.text.clear()
        self.refresh()


def _when(room: Classroom, post: Post) -> str:
    """When something was written, and whether it has not gone out."""
    when = day_and_time(post.began)
    return tr("{time}, waits to be sent", time=when) if room.waits(post) else when


def _words_of_leaving(room: Classroom) -> str:
    """What became of what somebody wrote who is in the class no more."""
    own = [post for post in room.state.posts.values() if post.writer == room.learner]
    if not own:
        return tr("You are not in this class any more. What was written stays here to read.")
    if any(room.waits(post) for post in own):
        return tr(
            "You are not in this class any more. What you wrote before you knew waits to be sent and goes to your teacher. All of it stays here to read."
        )
    return tr(
        "You are not in this class any more. What you wrote was given to your teacher. All of it stays here to read."
    )
