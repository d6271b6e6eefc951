"""The download queue, as the person sees it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt

from bivouac.desktop.screens.downloads.screen import DownloadsScreen
from bivouac.desktop.screens.home.screen import HomeScreen
from bivouac.sync.store.downloads import DownloadState
from bivouac.sync.store.library import Library
from bivouac.sync.store.settings import BUDGET
from bivouac.sync.transfer.allowance import week_of
from bivouac.sync.transfer.given_up import give_up
from bivouac.sync.transfer.wishes import Report
from tests.courses.bundle.conftest import store_course
from tests.desktop.laptop import AWAY, Laptop, button_called, entry, join_away, until


def queue(library: Library) -> None:
    trade, law = entry("trade", "Trade"), entry("law", "Law")
    join_away(library, trade, law)
    for one in (trade, law):
        library.downloads.want(AWAY.id, one, "240p")
    library.downloads.keep_progress("trade", 3_000_000, 12_000_000)
    library.downloads.set_state("trade", DownloadState.PAUSED)
    library.downloads.set_state("law", DownloadState.FAILED, "There is no room left on this disk.")


def test_nothing_is_downloaded(laptop: Laptop) -> None:
    view = laptop.open().go("downloads", DownloadsScreen).view
    assert view.empty.isVisible() and "free on this computer" in view.room.text()


def test_each_download_says_how_it_stands(laptop: Laptop) -> None:
    laptop.library(queue)
    screen = laptop.open().go("downloads", DownloadsScreen)
    trade, law = screen._cards["trade"], screen._cards["law"]
    assert trade.bar.value() == 25 and trade.state.text() == "25% of 12 MB · Paused"
    assert not trade.problem.isVisible() and law.problem.text() == "There is no room left on this disk."
    assert law.state.text() == "0% of 12 MB · Stopped" and law.problem.property("look") == "bad"
    assert not screen.view.empty.isVisible()


def test_go_on_pause_and_cancel(laptop: Laptop) -> None:
    laptop.library(queue)
    screen = laptop.open().go("downloads", DownloadsScreen)
    trade = screen._cards["trade"]
    button_called(trade, "Go on").click()
    until(lambda: trade.pause.text() == "Pause")
    until(lambda: "cannot be reached" in trade.problem.text())  # and it goes on trying
    assert trade.problem.property("look") == "warn", "nobody need do anything"
    button_called(trade, "Pause").click()
    until(lambda: trade.pause.text() == "Go on")
    button_called(trade, "Cancel").click()
    until(lambda: "trade" not in screen._cards)
    button_called(screen._cards["law"], "Cancel").click()
    until(screen.view.empty.isVisible)


def test_what_is_kept_of_a_cancelled_download_goes_on_or_goes(laptop: Laptop) -> None:
    """Home, Downloads and the page of what takes space all say so."""

    def prepare(library: Library) -> None:
        layout = library.shelf.layout
        version = store_course(layout, "trade", film=b"film" * 750_000)
        layout.forget("trade")
        trade = entry("trade", "Trade", manifest=version.digest, manifest_size=version.size)
        gone = entry("law", "Law", manifest=version.digest, manifest_size=version.size)
        join_away(library, trade)
        for one in (trade, gone):
            library.downloads.want(AWAY.id, one, "240p")
            give_up(library, one.id)

    laptop.library(prepare)
    home = laptop.open().screen(HomeScreen)
    card = home.view.on_offer.grid.model().index(0, 0)
    assert card.data(Qt.ItemDataRole.AccessibleTextRole) == "Trade. 3.0 MB of 12 MB kept here"
    screen = laptop.go("downloads", DownloadsScreen)
    assert not screen.view.empty.isVisible() and laptop.sees("Kept of courses that did not come whole")
    assert laptop.sees("3.0 MB of 12 MB kept here")
    law, trade = sorted(screen._kept, key=lambda card: card.kept.title)
    assert not law.go_on.isVisible() and trade.go_on.isVisible(), "the campus has one of them"
    law.free.click()
    until(lambda: laptop.said().startswith("Removed."))
    until(lambda: [card.kept.course for card in screen._kept] == ["trade"])
    screen._kept[0].go_on.click()
    until(lambda: "trade" in screen._cards and not screen._kept)
    assert not screen.view.kept_heading.isVisible()


def test_how_fast_how_long_and_from_where(laptop: Laptop) -> None:
    laptop.library(queue)
    laptop.library(lambda library: library.downloads.set_state("law", DownloadState.WAITING))
    screen = laptop.open().go("downloads", DownloadsScreen)
    laptop.app.desk.reading.reports = {"law": Report(2_000_000, 12_000_000, 45_000.0, ("Campus", "STICK"), 0)}
    screen.refresh()
    law = screen._cards["law"]
    until(lambda: "45 kB a second · 4 minutes left · from Campus, STICK" in law.state.text())
    laptop.app.desk.reading.reports = {}
    screen.refresh()
    until(lambda: "a second" not in law.state.text())


def test_what_a_download_waits_for_is_said_once(laptop: Laptop) -> None:
    def at_night(library: Library) -> None:
        queue(library)
        library.downloads.set_state("law", DownloadState.WAITING, "Courses come at night.")

    screen = laptop.open().go("downloads", DownloadsScreen)
    laptop.library(at_night)
    screen.refresh()
    until(lambda: "law" in screen._cards and screen._cards["law"].problem.text() == "Courses come at night.")
    assert screen._cards["law"].state.text() == "0% of 12 MB"


def test_a_course_can_be_brought_before_the_others(laptop: Laptop) -> None:
    laptop.library(queue)
    screen = laptop.open().go("downloads", DownloadsScreen)
    trade, law = screen._cards["trade"], screen._cards["law"]
    place = screen.view.cards.indexOf
    first, last = sorted((trade, law), key=place)
    assert not first.first.isVisible() and last.first.isVisible()
    button_called(last, "First").click()
    until(lambda: place(last) == 0 and not last.first.isVisible() and first.first.isVisible())


def test_what_a_week_may_bring_is_shown_where_there_is_a_limit(laptop: Laptop) -> None:
    laptop.set(BUDGET, 500.0)
    week = week_of(datetime.now().astimezone())
    laptop.library(lambda library: library.traffic.count(week, 120_000_000))
    view = laptop.open().go("downloads", DownloadsScreen).view
    assert view.room.text().endswith("Internet this week: 120 MB of 500 MB")
