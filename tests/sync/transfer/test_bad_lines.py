"""Downloads over bad lines and from bad servers: the whole course, or a sentence; never half of it, and nothing twice."""

from __future__ import annotations

import contextlib
import datetime
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.verify import verify_course
from bivouac.courses.limits import LIMITS
from bivouac.errors import BivouacError, BundleError, BusyError, LineError, RefusedError
from bivouac.sync.protocol.line import Line
from bivouac.sync.transfer.download import offered
from bivouac.sync.transfer.source import Place
from bivouac.sync.transfer.web import HUB_CONTENT, WebSource
from bivouac.sync.transfer.wishes import Wishes
from tests.sync.campus import Campus, store_two_lessons
from tests.sync.conftest import MakeLaptop
from tests.sync.transfer import manners
from tests.sync.transfer.bad_server import BadServer, Manner, behave, certificate_until
from tests.sync.transfer.downloading import download_course
from tests.sync.transfer.rig import GOOD, BadLine, Trouble, bad_road

FILM = random.Random(4).randbytes(4 * LIMITS.piece + 1000)
HALF = len(FILM) // 2
STALL = 0.3
NO_WAIT = (0.0,) * 3

HEADS = 20_000
"""Bytes that the heads of answers take together."""

BUFFERS = 300_000
"""Bytes that may be on their way when a client has heard enough, on a line that is not too fast."""


class Road:
    """A course on a bad server behind a bad line, and a laptop's folder for it."""

    def __init__(self, server: BadServer, line: BadLine, folder: Path) -> None:
        self.server, self.line = server, line
        self.there = Layout.open(server.folder)
        self.here = Layout.create(folder)
        self.url = f"http://127.0.0.1:{line.port}"
        self.came = 0
        self.whole = sum(path.stat().st_size for path in (server.folder / "blobs" / "sha256").iterdir())

    def download(self, url: str = "", certificate: str = "", flows: int = 1) -> bool:
        """Bring the course; whether it is here."""
        places = [self.place(url, certificate, flows)]
        descriptor = self.there.references()["trade"]
        return download_course(self.here, places, descriptor, wishes=Wishes(waits=NO_WAIT)) is not None

    def place(self, url: str = "", certificate: str = "", flows: int = 1) -> Place:
        """Where the course is."""
        return Place(lambda: WebSource(Line(url or self.url, certificate, stall=STALL)), flows=flows)

    def turn(self, trouble: Trouble = GOOD, manner: Manner = behave) -> None:
        """Let things go on in another way: flows that are open end, and bytes are counted anew."""
        self.line.trouble, self.server.manner = trouble, manner
        self.came, self.line.down = self.line.down, 0
        self.line.cut()

    def turn_at_half(self, trouble: Trouble = GOOD, manner: Manner = behave) -> None:
        """The same once half of the course has come."""
        self.line.later(HALF, lambda: self.turn(trouble, manner))

    def is_whole(self) -> bool:
        return verify_course(self.here, self.here.references()["trade"]).id == "trade"

    def is_not_seen(self) -> bool:
        return self.here.references() == {}


@pytest.fixture
def road(tmp_path: Path) -> Iterator[Road]:
    layout = Layout.create(tmp_path / "there")
    store_two_lessons(layout, {"240p": FILM})
    with bad_road(layout.folder) as (server, line):
        yield Road(server, line, tmp_path / "here")


# --- what passes ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("flows", [1, 6])
@pytest.mark.parametrize(
    "trouble",
    [
        Trouble(rate=8_000_000),
        Trouble(delay=0.05),
        Trouble(cut_at=700_001),
        Trouble(cut_at=700_001, ending="reset"),
        Trouble(cut_at=1_500_000, ending="silence"),
        Trouble(rate=8_000_000, cut_every=0.1),
        Trouble(rate=8_000_000, cut_every=0.1, ending="reset"),
        Trouble(rate=16_000_000, cut_every=0.2, ending="silence"),
        Trouble(cut_at=0, times=3),
        Trouble(cut_at=0, times=3, ending="reset"),
        Trouble(cut_at=0, times=3, ending="silence"),
        Trouble(cut_at=100, times=2),
        Trouble(cut_at=300, times=3),
    ],
    ids=str,
)
def test_a_course_comes_over_a_bad_line_without_a_byte_twice(road: Road, trouble: Trouble, flows: int) -> None:
    road.line.trouble = trouble
    assert road.download(flows=flows) and road.is_whole()
    assert (
        road.line.down <= road.whole + HEADS + (flows > 1) * BUFFERS
    )  # a span may be given to another flow on its way


@pytest.mark.parametrize(
    "manner",
    [
        manners.length_too_short,
        manners.length_too_long,
        manners.length_too_long_and_silence,
        manners.half_a_range,
        manners.longer_range,
        manners.wrong_total,
        manners.all_of_it,
        manners.as_text,
    ],
)
def test_a_course_comes_from_a_server_with_bad_manners(road: Road, manner: Manner) -> None:
    road.server.manner = manner
    assert road.download() and road.is_whole()


UNBEARABLE: dict[str, tuple[Manner, type[BivouacError], str]] = {
    "portal": (manners.portal, LineError, "open a web browser, sign in there"),
    "portal elsewhere": (manners.portal_elsewhere, LineError, "open a web browser, sign in there"),
    "portal as bytes": (manners.portal_as_bytes, LineError, "open a web browser, sign in there"),
    "other range": (manners.other_range, LineError, "not a course"),
    "no range said": (manners.no_range_said, LineError, "not a course"),
    "gzip": (manners.squeezed, LineError, "in place of the hub"),
    "gzip unsaid": (manners.squeezed_unsaid, BundleError, "damaged"),
    "a wrong bit": (manners.flipped(3 * LIMITS.piece + 5), BundleError, "damaged"),
    "not there": (manners.refuses(404), BundleError, "missing"),
    "gone": (manners.refuses(410), BundleError, "missing"),
    "no such range": (manners.refuses(416), BundleError, "missing"),
    "not signed in": (manners.refuses(401), RefusedError, "Join the campus again"),
    "forbidden": (manners.refuses(403), RefusedError, "Join the campus again"),
    "a bug": (manners.refuses(500), BusyError, "try again later"),
    "asked too often": (manners.refuses(429), BusyError, "asked too often"),
    "busy": (manners.refuses(503, Retry_After="30"), BusyError, "try again later"),
}

FINAL = ("missing", "Join the campus again")
"""Answers that a download takes at their word."""

BROKEN: dict[str, tuple[Trouble, type[BivouacError], str]] = {
    "closed": (Trouble(cut_at=0), LineError, "cannot be reached just now"),
    "reset": (Trouble(cut_at=0, ending="reset"), LineError, "cannot be reached just now"),
    "silent": (Trouble(cut_at=0, ending="silence"), LineError, "went silent"),
    "silent after the head": (Trouble(cut_at=250, ending="silence"), LineError, "went silent"),
    "dripping": (Trouble(drip=0.05), LineError, "too slow just now"),
    "dripping from the first byte": (Trouble(drip=0.05, drips_after=0), LineError, "went silent"),
}


@pytest.mark.parametrize("flows", [1, 6])
@pytest.mark.parametrize("name", [*UNBEARABLE, *BROKEN])
def test_what_goes_wrong_for_good_ends_with_a_sentence_and_what_came_is_kept(road: Road, name: str, flows: int) -> None:
    trouble, manner, kind, sentence = _wrong(name)
    road.turn_at_half(trouble, manner)
    with pytest.raises(kind, match=sentence) as caught:
        road.download(flows=flows)
    assert road.is_not_seen()
    if name == "busy":
        assert isinstance(caught.value, BusyError) and caught.value.wait == 30
    came = road.came
    assert came >= HALF
    road.turn()
    assert road.download(flows=flows) and road.is_whole()
    lies = name in ("portal as bytes", "gzip unsaid", "a wrong bit")
    spoiled = lies * min(2, flows) * LIMITS.piece  # several flows may each have brought wrong bytes into a piece
    overtaken = (
        (flows > 1) * LIMITS.piece // 2
    )  # a flow that a busy machine held up has its bytes brought by another, too
    assert road.line.down <= road.whole - came + HEADS + spoiled + overtaken


@pytest.mark.parametrize("name", [*UNBEARABLE, *BROKEN])
def test_what_goes_wrong_from_the_first_byte_leaves_nothing_behind(road: Road, name: str) -> None:
    trouble, manner, kind, sentence = _wrong(name)
    road.turn(trouble, manner)
    with pytest.raises(kind, match=sentence):
        road.download()
    assert road.is_not_seen()
    road.turn()
    assert road.download() and road.is_whole()


@pytest.mark.parametrize("name", [*UNBEARABLE, *BROKEN])
def test_a_list_of_courses_comes_or_a_sentence(road: Road, name: str) -> None:
    trouble, manner, _, _ = _wrong(name)
    road.turn(trouble, manner)
    with contextlib.closing(Line(road.url, stall=STALL)) as line:
        try:
            assert offered(WebSource(line)) == road.there.references()
        except BivouacError as error:
            assert error.sentence()


@pytest.mark.parametrize("name", [*UNBEARABLE, *BROKEN])
def test_a_second_place_makes_good_what_goes_wrong_at_the_first(road: Road, name: str) -> None:
    trouble, manner, _, _ = _wrong(name)
    with bad_road(road.server.folder) as (_, good):
        places = [road.place(), Place(lambda: WebSource(Line(f"http://127.0.0.1:{good.port}", stall=STALL)))]
        road.turn_at_half(trouble, manner)
        descriptor = road.there.references()["trade"]
        assert download_course(road.here, places, descriptor, wishes=Wishes(waits=NO_WAIT)) and road.is_whole()


def test_a_server_that_is_busy_for_a_moment_is_waited_for(road: Road) -> None:
    road.turn_at_half(manner=manners.a_few_times(1, manners.refuses(503, Retry_After="1")))
    assert road.download() and road.is_whole()
    assert road.came + road.line.down <= road.whole + HEADS


def test_a_line_that_spoils_each_piece_once_costs_each_piece_twice(road: Road) -> None:
    road.line.trouble = Trouble(rate=20_000_000)
    road.server.manner = manners.flipped_once(*(piece * LIMITS.piece + 500_000 for piece in range(4)))
    assert road.download() and road.is_whole()
    assert road.line.down <= 2 * road.whole + HEADS + 4 * BUFFERS


@pytest.mark.parametrize(
    "name", [name for name, wrong in UNBEARABLE.items() if wrong[2] not in FINAL and name != "busy"]
)
def test_what_goes_wrong_twice_costs_no_more_than_its_piece(road: Road, name: str) -> None:
    manner = manners.a_few_times(2, UNBEARABLE[name][0])
    road.turn_at_half(
        Trouble(rate=20_000_000), manner
    )  # at full speed, megabytes wait in buffers when a client has enough
    assert road.download() and road.is_whole()
    assert road.came + road.line.down <= road.whole + HEADS + 2 * (LIMITS.piece + BUFFERS)


def test_a_flow_that_drips_is_left_for_another(road: Road) -> None:
    road.turn_at_half(Trouble(drip=0.05, times=1))
    assert road.download() and road.is_whole()
    assert road.came + road.line.down <= road.whole + HEADS


@pytest.mark.parametrize("name", ["portal", "portal as bytes", "a wrong bit", "forbidden", "closed", "silent"])
def test_an_update_that_goes_wrong_leaves_the_old_version(road: Road, name: str) -> None:
    assert road.download()
    old = road.here.references()
    store_two_lessons(road.there, {"240p": FILM[::-1]}, version="2")
    trouble, manner, kind, sentence = _wrong(name)
    road.turn_at_half(trouble, manner)
    with pytest.raises(kind, match=sentence):
        road.download()
    assert road.here.references() == old and road.is_whole()
    road.turn()
    assert road.download() and road.is_whole()
    assert road.here.references() == road.there.references()


def _wrong(name: str) -> tuple[Trouble, Manner, type[BivouacError], str]:
    if name in BROKEN:
        trouble, kind, sentence = BROKEN[name]
        return trouble, behave, kind, sentence
    manner, kind, sentence = UNBEARABLE[name]
    return GOOD, manner, kind, sentence


# --- hubs -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "trouble",
    [
        Trouble(cut_at=700_001, ending="reset"),
        Trouble(cut_at=1_500_000, ending="silence"),
        Trouble(rate=8_000_000, cut_every=0.1),
    ],
    ids=str,
)
def test_a_course_comes_from_a_real_hub_over_a_bad_line(
    secured: Campus, laptop_of: MakeLaptop, tmp_path: Path, trouble: Trouble
) -> None:
    descriptor = store_two_lessons(secured.hub.layout(), {"240p": FILM})
    laptop = laptop_of(secured)
    bad = BadLine(secured.port)
    bad.trouble = trouble
    certificate = secured.hub.certificate()
    line = Line(f"https://127.0.0.1:{bad.port}", certificate, laptop.joined.token, stall=STALL)
    here = Layout.create(tmp_path / "here")
    with contextlib.closing(line), contextlib.closing(bad):
        assert download_course(here, WebSource(line, HUB_CONTENT), descriptor, wishes=Wishes(waits=NO_WAIT))
    assert verify_course(here, descriptor).id == "trade"
    beginnings = 4_000 * bad.flows  # TLS has heads of its own, and a busy machine needs more flows
    assert bad.down <= 1.03 * len(FILM) + HEADS + beginnings


# --- certificates -----------------------------------------------------------------------------------------------------

NOW = datetime.datetime.now(datetime.UTC)
DAY = datetime.timedelta(days=1)


@pytest.fixture(scope="module")
def valid() -> tuple[bytes, bytes]:
    return certificate_until(NOW + DAY)


@pytest.fixture(scope="module")
def expired() -> tuple[bytes, bytes]:
    return certificate_until(NOW - DAY)


def test_a_pinned_certificate_may_be_of_any_date(tmp_path: Path, expired: tuple[bytes, bytes]) -> None:
    with secured_road(tmp_path, expired) as (road, url):
        assert road.download(url=url, certificate=expired[0].decode()) and road.is_whole()


def test_another_certificate_gets_nothing(
    tmp_path: Path, valid: tuple[bytes, bytes], expired: tuple[bytes, bytes]
) -> None:
    with secured_road(tmp_path, expired) as (road, url):
        for pinned in (valid[0].decode(), ""):  # "": the system's authorities decide
            with pytest.raises(LineError, match="Another computer answered"):
                road.download(url=url, certificate=pinned)
        assert road.is_not_seen() and not road.server.asked


@pytest.mark.parametrize("days", [-1, 2])
def test_a_certificate_that_is_out_of_date_by_the_clock_here_asks_for_the_clock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, days: int
) -> None:
    """Of a server that the authorities of the system vouch for: its end is over, or its beginning is still to come."""
    certificate = certificate_until(NOW + days * DAY, lasts=DAY)
    trusted = tmp_path / "authorities.pem"
    trusted.write_bytes(certificate[0])
    monkeypatch.setattr("requests.adapters.DEFAULT_CA_BUNDLE_PATH", str(trusted))
    with secured_road(tmp_path, certificate) as (road, url):
        with pytest.raises(LineError, match=r"By this computer's clock \(20.*set date and time"):
            road.download(url=url)
        assert road.is_not_seen() and not road.server.asked


def test_a_server_without_tls_where_tls_is_wanted(road: Road, valid: tuple[bytes, bytes]) -> None:
    url = road.url.replace("http:", "https:")
    for pinned in (valid[0].decode(), ""):
        with pytest.raises(LineError, match="Another computer answered"):
            road.download(url=url, certificate=pinned)
    assert road.is_not_seen() and road.download() and road.is_whole()


def test_tls_where_none_is_spoken(tmp_path: Path, valid: tuple[bytes, bytes]) -> None:
    with secured_road(tmp_path, valid) as (road, url):
        with pytest.raises(LineError, match="cannot be reached"):
            road.download(url=url.replace("https:", "http:"))
        assert road.download(url=url, certificate=valid[0].decode())


@contextlib.contextmanager
def secured_road(folder: Path, certificate: tuple[bytes, bytes]) -> Iterator[tuple[Road, str]]:
    """A course on a server with TLS, and its address."""
    layout = Layout.create(folder / "there")
    store_two_lessons(layout, {"240p": FILM})
    with bad_road(layout.folder, certificate) as (server, line):
        yield Road(server, line, folder / "here"), f"https://127.0.0.1:{line.port}"
