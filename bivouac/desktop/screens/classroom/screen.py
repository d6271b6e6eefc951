"""Class: what the campus and the others wrote, and what one writes oneself; everything works without a line."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from bivouac.desktop.actions import classes
from bivouac.desktop.actions.classes import Classroom
from bivouac.desktop.changes import Change
from bivouac.desktop.desk import Desk
from bivouac.desktop.screens.classroom.view import ClassroomView, Composer, PostCard, PostPart
from bivouac.desktop.screens.screen import Screen
from bivouac.desktop.widgets.buttons import button
from bivouac.desktop.widgets.labels import label
from bivouac.desktop.wording import day_and_time
from bivouac.errors import BivouacError
from bivouac.language import tr
from bivouac.sync.journal.shared import Post

_MOST = 60
"""Topics that are shown at once; older ones are under a button."""


class ClassroomScreen(Screen):
    """One of the learner's classes."""

    shows = Change.CLASSES | Change.PEOPLE

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.view = ClassroomView(desk.look)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self.rooms: list[Classroom] = []
        self.composer: Composer | None = None
        self._most = _MOST
        self.view.topic.clicked.connect(self._begin_topic)
        self.view.announce.clicked.connect(self._begin_announcement)
        self.view.choice.activated.connect(lambda _: self._draw())

    def refresh(self) -> None:
        learner = self.desk.session.learner_id
        if learner:
            self.desk.tasks.database(classes.load_classes, learner).then(self._show)

    def _show(self, rooms: list[Classroom]) -> None:
        chosen = self.view.choice.currentData()
        self.rooms = rooms
        self.view.choice.clear()
        for room in rooms:
            self.view.choice.addItem(room.state.name or tr("A class"), room.stream)
        self.view.choice.setCurrentIndex(max(0, self.view.choice.findData(chosen)))
        self.view.choice.setVisible(len(rooms) > 1)
        self._draw()

    @property
    def room(self) -> Classroom | None:
        """The class that is shown."""
        stream = self.view.choice.currentData()
        return next((room for room in self.rooms if room.stream == stream), None)

    def _draw(self) -> None:
        """Show the class; while somebody writes, what comes in waits."""
        room = self.room
        self.view.topic.setVisible(room is not None)
        self.view.announce.setVisible(room is not None and room.state.teaches(room.learner))
        self.view.below.setCurrentWidget(self.view.list if room else self.view.empty)
        self.view.title.setText((room.state.name if room else "") or tr("Class"))
        if room is None or (self.composer is not None and not self.composer.is_empty()):
            return
        self.composer = None
        self.view.list.clear()
        body = self.view.list.body
        for post in room.state.announcements():
            body.addWidget(PostCard(post.title, [self._part(room, post)], look="good"))
        threads = room.state.threads()
        for root, answers in threads[: self._most]:
            reply = button(tr("Answer…"))
            reply.setAccessibleName(tr("Answer “{title}”", title=root.title or root.text[:60]))
            card = PostCard(root.title, [self._part(room, post) for post in (root, *answers)], answer=reply)
            reply.clicked.connect(partial(self._begin_answer, card, reply, (answers or [root])[-1]))
            body.addWidget(card)
        if len(threads) > self._most:
            body.addWidget(button(tr("Show older topics"), self._show_more))
        if not threads:
            body.addWidget(label(tr("Nobody has written yet. Begin with “New topic…”."), "quiet"))
        body.addStretch(1)

    def _show_more(self) -> None:
        self._most += _MOST
        self._draw()

    def _part(self, room: Classroom, post: Post) -> PostPart:
        campus = self.desk.session.campus
        mine = post.writer == room.learner
        by = room.state.name_of(post.writer) or (campus.name if campus else tr("The campus"))
        who = tr("{name} (you)", name=by) if mine else by
        removable = mine or room.state.teaches(room.learner)
        part = PostPart(who, day_and_time(post.began), post.text, room.waits(post), removable)
        part.taken_back.connect(lambda: classes.take_back(self.desk, room.stream, post, self.refresh))
        return part

    # --- writing -------------------------------------------------------------------------------------------------------

    def _begin_topic(self) -> None:
        self._begin(Composer(tr("New topic"), with_title=True))

    def _begin_announcement(self) -> None:
        self._begin(Composer(tr("Announce to the class"), with_title=True), announce=True)

    def _begin_answer(self, card: PostCard, reply: QWidget, post: Post) -> None:
        composer = Composer(tr("Your answer"), with_title=False)
        reply.hide()
        self._begin(composer, to=post.id, card=card)

    def _begin(self, composer: Composer, *, to: str = "", announce: bool = False, card: PostCard | None = None) -> None:
        room = self.room
        if room is None or (self.composer is not None and not self.composer.is_empty()):
            return
        if self.composer is not None:
            self.composer.hide()
            self.composer.deleteLater()
        self.composer = composer
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

    def _keep_writing(self, composer: Composer, error: BivouacError) -> None:
        """It could not be kept: it stays where it was written, to be sent again."""
        composer.send.setEnabled(True)
        self.desk.tell(error.sentence(), "bad")

    def _stop_writing(self) -> None:
        """Nothing is being written any more."""
        if self.composer is not None:
            self.composer.title.clear()
            self.composer.text.clear()
        self.refresh()
