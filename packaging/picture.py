"""`python packaging/picture.py`: make the README's picture, Home of a learner who joined a campus, anew."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(REPOSITORY), str(REPOSITORY / "packaging")]

from demo import demo_bundles  # noqa: E402

from bivouac.sync.journal.acts import Completed  # noqa: E402
from bivouac.sync.store.library import Library  # noqa: E402
from tests.stories.campus import Hub, Laptop  # noqa: E402

COURSE, DONE = "First steps in project management", 4


def main() -> None:
    with tempfile.TemporaryDirectory() as work:
        hub, laptop = Hub(Path(work) / "hub"), Laptop(Path(work) / "laptop", REPOSITORY / "docs" / "images")
        for bundle in demo_bundles().values():
            hub.add(bundle)
        hub.start()
        try:
            _join_and_download(laptop, hub.invite(Path(work) / "class.bivouac-invite"))
            _study(laptop.home)
            laptop.open()
            laptop.see("The school has all you did")
            laptop.do("pause", seconds=1.0)  # covers are decoded beside the window
            laptop.do("resize", width=1180, height=720)
            laptop.do("pause", seconds=0.5)
            laptop.shot("home")
            laptop.close()
        finally:
            laptop.kill()
            hub.kill()


def _join_and_download(laptop: Laptop, invite: Path) -> None:
    laptop.open(invite)
    laptop.type("Your name, as your teachers know you", "Awa Koné")
    laptop.click("Join")
    laptop.click(COURSE)
    laptop.do("click_first", start="Download (")
    laptop.see("Remove from this computer", wait=120)
    laptop.close()


def _study(home: Path) -> None:
    """The first activities of the course, as if she had studied them."""
    library = Library(home)
    course = library.shelf.course(library.shelf.courses()[0].id)
    journal = library.journal(library.people.learners()[0].id)
    for _, activity in list(course.activities())[:DONE]:
        journal.record(course.id, activity.id, Completed())
    library.close()


if __name__ == "__main__":
    main()
