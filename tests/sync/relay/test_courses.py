"""Courses that a campus fetches from the school, once, and passes on to its laptops, also while they are still coming."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.verify import verify_course
from bivouac.courses.limits import LIMITS
from bivouac.errors import LineError, TrustError
from bivouac.sync.catalogue import keys
from bivouac.sync.catalogue.files import newest_root
from bivouac.sync.catalogue.repository import Repository
from bivouac.sync.catalogue.trusted import TrustedCatalogue, fetch_from
from bivouac.sync.cli import main
from bivouac.sync.exchange.join import greet
from bivouac.sync.hub.joining import Offer
from bivouac.sync.relay import loop
from bivouac.sync.relay.courses import Followed, fetch_followed, keep_followed, offered_above
from bivouac.sync.relay.upstream import join_upstream
from bivouac.sync.transfer.download import descriptor_of
from bivouac.sync.transfer.source import Place
from bivouac.sync.transfer.web import HUB_CONTENT, WebSource
from bivouac.sync.transfer.wishes import Wishes
from tests.sync.campus import REPOSITORY, Campus, Laptop, store_two_lessons
from tests.sync.conftest import MakeLaptop
from tests.sync.relay.conftest import MakeCampus
from tests.sync.transfer.downloading import download_course
from tests.sync.transfer.rig import BadLine

FILM = random.Random(8).randbytes(6 * LIMITS.piece + 777)
LIMIT = 30.0


@pytest.fixture
def school(hub_of: MakeCampus) -> Campus:
    school = hub_of("School")
    store_two_lessons(school.hub.layout(), {"240p": FILM, "480p": FILM * 2})
    return school


@pytest.fixture
def campus(hub_of: MakeCampus, school: Campus) -> Campus:
    campus = hub_of("Campus")
    campus.join(school)
    return campus


def bivouac(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["--lang", "en", "hub", *(str(one) for one in arguments)])


def until(true: Callable[[], object]) -> None:
    deadline = time.monotonic() + LIMIT
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_it_comes_with_all_its_films_and_an_update_replaces_it(campus: Campus, school: Campus) -> None:
    said: list[str] = []
    keep_followed(campus.hub, Followed(everything=True))
    assert fetch_followed(campus.hub, said=said.append) == 1 and len(said) == 1
    layout, above = campus.hub.layout(), school.hub.layout()
    assert verify_course(layout, layout.references()["trade"]).renditions() == ["240p", "480p"]
    assert layout.references()["trade"].digest == above.references()["trade"].digest
    assert sorted(layout.garbage()) == [] and not list((campus.hub.content / "downloads").glob("*.*"))
    assert fetch_followed(campus.hub) == 0
    store_two_lessons(above, {"240p": FILM, "480p": FILM * 2}, version="2")
    assert fetch_followed(campus.hub) == 1
    assert layout.references()["trade"].digest == above.references()["trade"].digest
    assert sorted(layout.garbage()) == [], "what only the old version needed is gone"


def test_what_the_hub_above_has_is_kept_and_followed(campus: Campus, school: Campus) -> None:
    assert [one.version for one in offered_above(campus.hub)] == ["1"]
    kept = campus.hub.folder / "above.catalogue"
    before = kept.stat().st_mtime_ns
    assert [one.version for one in offered_above(campus.hub)] == ["1"]
    assert kept.stat().st_mtime_ns == before, "nothing came that was not known"
    store_two_lessons(school.hub.layout(), {"240p": FILM}, version="2")
    assert [one.version for one in offered_above(campus.hub)] == ["2"]
    kept.write_bytes(b"damaged")
    assert [one.version for one in offered_above(campus.hub)] == ["2"]


@pytest.mark.expects_log(r"did not come from the hub above")
def test_a_signed_catalogue_is_verified_and_passed_on(
    campus: Campus, school: Campus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "_COST", 1 << 10)
    above, below = school.hub.layout(), campus.hub.layout()
    Repository.create(above, tmp_path / "keys", "a tent in the rain").publish()
    keep_followed(campus.hub, Followed(everything=True))
    assert fetch_followed(campus.hub) == 1
    laptop = TrustedCatalogue(tmp_path / "laptop")
    laptop.begin(newest_root(below.folder))
    assert [one.id for one in laptop.refresh(fetch_from(below.folder)).entries] == ["trade"]
    store_two_lessons(above, {"240p": FILM, "480p": FILM * 2}, version="2")
    with pytest.raises(TrustError, match="The school has not published"):
        fetch_followed(campus.hub)
    assert below.references()["trade"].digest != above.references()["trade"].digest, "the school has not signed it yet"
    for _ in range(2):
        Repository(above, tmp_path / "keys", "a tent in the rain").rotate("timestamp")
    Repository(above, tmp_path / "keys", "a tent in the rain").publish()
    assert fetch_followed(campus.hub) == 1 and fetch_followed(campus.hub) == 0
    assert [one.version for one in laptop.refresh(fetch_from(below.folder)).entries] == ["2"], "over all new roots"
    assert not (campus.hub.content / "keys").exists()


def test_what_the_school_has_not_published_is_said_at_the_terminal(
    campus: Campus, school: Campus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "_COST", 1 << 10)
    Repository.create(school.hub.layout(), tmp_path / "keys", "a tent in the rain")
    said = bivouac("follow", campus.hub.folder, "--everything", "--now")
    assert said.exit_code == 1 and "bivouac catalogue publish" in said.stderr and "comes" not in said.output
    Repository(school.hub.layout(), tmp_path / "keys", "a tent in the rain").publish()
    said = bivouac("follow", campus.hub.folder, "--everything", "--now")
    assert "“Trade” is on the hub." in said.stdout and "while the hub serves" in said.stdout
    assert "Nothing is new" in bivouac("follow", campus.hub.folder, "--everything", "--now").stdout


def test_what_is_not_followed_does_not_come(campus: Campus) -> None:
    assert fetch_followed(campus.hub) == 0
    keep_followed(campus.hub, Followed(courses=("other",)))
    assert fetch_followed(campus.hub) == 0 and campus.hub.layout().references() == {}


def test_laptops_get_it_while_it_comes(campus: Campus, school: Campus, laptop_of: MakeLaptop, tmp_path: Path) -> None:
    keep_followed(campus.hub, Followed(everything=True, cap=4_000_000))
    laptops = [laptop_of(campus, f"laptop-{number}", name=f"L{number}") for number in range(3)]
    done: list[float] = []
    came: list[float] = []

    def fetch() -> None:
        fetch_followed(campus.hub)
        came.append(time.monotonic())

    hub = threading.Thread(target=fetch)
    hub.start()
    until(lambda: laptops[0].client.catalogue().courses)  # type: ignore[union-attr]
    catalogue = laptops[0].client.catalogue()
    assert catalogue
    (entry,) = catalogue.courses
    assert entry.sizes == {"240p": entry.sizes["240p"], "480p": entry.sizes["480p"]} and not came

    def get(laptop: Laptop, number: int) -> None:
        place = Place(lambda: WebSource(laptop.line.another(), HUB_CONTENT), flows=4)
        layout = Layout.create(tmp_path / f"here-{number}")
        descriptor = descriptor_of(entry.manifest, entry.manifest_size)
        assert download_course(layout, [place], descriptor, "240p", Wishes(waits=(0.1,) * 100))
        assert verify_course(layout, layout.references()["trade"]).id == "trade"
        done.append(time.monotonic())

    threads = [threading.Thread(target=get, args=(laptop, number)) for number, laptop in enumerate(laptops)]
    for thread in threads:
        thread.start()
    for thread in (*threads, hub):
        thread.join(LIMIT)
    assert len(done) == 3 and came
    assert min(done) < came[0], "a laptop had its films before the hub had all of them"
    assert verify_course(campus.hub.layout(), campus.hub.layout().references()["trade"]).id == "trade"


_FETCHING = """
import sys
from pathlib import Path
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.relay.courses import fetch_followed
print("on", flush=True)
fetch_followed(HubFolder(Path(sys.argv[1])))
"""


def test_three_laptops_and_three_kills_cost_the_line_to_the_school_each_byte_once(
    hub_of: MakeCampus, school: Campus, laptop_of: MakeLaptop, tmp_path: Path
) -> None:
    line, campus = BadLine(school.port), hub_of("Campus")
    join_upstream(campus.hub, greet(f"http://127.0.0.1:{line.port}", school.code(Offer(role="hub"))))
    keep_followed(campus.hub, Followed(everything=True, cap=8_000_000))
    before, kills = line.down, 0
    for _ in range(3):
        process = subprocess.Popen(
            [sys.executable, "-c", _FETCHING, str(campus.hub.folder)], cwd=REPOSITORY, stdout=subprocess.PIPE
        )
        assert process.stdout is not None and process.stdout.readline().strip() == b"on"
        least = line.down + 4_500_000
        until(lambda process=process, least=least: line.down > least or process.poll() is not None)  # type: ignore[misc]
        kills += process.poll() is None
        process.kill()
        process.communicate()
    assert kills == 3 and not campus.hub.layout().references()
    assert fetch_followed(campus.hub) == 1
    layout = campus.hub.layout()
    size = sum(path.stat().st_size for path in layout.folder.glob("blobs/sha256/*"))
    lost = kills * Place.flows * 256 * 1024  # at most what each flow had asked for when it was killed
    assert size <= line.down - before < size * 1.03 + lost
    for number in range(3):
        laptop = laptop_of(campus, f"laptop-{number}", name=f"L{number}")
        place = Place(lambda laptop=laptop: WebSource(laptop.line.another(), HUB_CONTENT))  # type: ignore[misc]
        here, whole = Layout.create(tmp_path / f"here-{number}"), layout.references()["trade"]
        assert download_course(here, [place], descriptor_of(whole.digest, whole.size), "480p")
    assert fetch_followed(campus.hub) == 0
    assert line.down - before < size * 1.03 + lost, "what the hub has, the school is not asked for"
    line.close()


def test_what_has_not_come_yet_is_said_to_come(campus: Campus, school: Campus, laptop_of: MakeLaptop) -> None:
    keep_followed(campus.hub, Followed(everything=True))
    assert fetch_followed(campus.hub, cancelled=lambda: _has_manifest(campus, school)) == 0
    line = laptop_of(campus).line
    film = max(school.hub.layout().needed_by(school.hub.layout().references()["trade"]), key=school.hub.layout().size)  # type: ignore[arg-type]
    answer = line.ask("GET", f"content/blobs/sha256/{film.removeprefix('sha256:')}", limit=10_000)
    assert answer.status == 503 and answer.headers["retry-after"] == "1"
    other = line.ask("GET", f"content/blobs/sha256/{'0' * 64}", limit=10_000)
    assert other.status == 404
    assert fetch_followed(campus.hub) == 1


def test_what_is_followed_no_more_is_not_said_to_come(campus: Campus, school: Campus, laptop_of: MakeLaptop) -> None:
    said: list[str] = []
    keep_followed(campus.hub, Followed(everything=True))
    assert fetch_followed(campus.hub, lambda: _has_manifest(campus, school), said.append) == 0 and not said
    client = laptop_of(campus).client
    coming = client.catalogue()
    assert coming and [one.id for one in coming.courses] == ["trade"]
    keep_followed(campus.hub, Followed())
    assert fetch_followed(campus.hub) == 0
    none = client.catalogue()
    assert none and none.courses == []


def _has_manifest(campus: Campus, school: Campus) -> bool:
    manifest = school.hub.layout().references()["trade"]
    config = school.hub.layout().needed_by(manifest)
    return sum(campus.hub.layout().has(digest) for digest in config) >= 3


@pytest.mark.expects_log(r"With the hub above", always=False)
def test_the_loop_brings_it_once_the_school_is_back(
    campus: Campus, school: Campus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loop, "_FIRST_WAIT", 0.05)
    port = school.port
    school.stop()
    keep_followed(campus.hub, Followed(courses=("trade",)))
    with pytest.raises(LineError):
        fetch_followed(campus.hub)
    loops = loop.begin_loops(campus.hub)
    try:
        school.start(port)
        until(lambda: "trade" in campus.hub.layout().references())
    finally:
        for one in loops:
            one.stop()


def test_the_command_line(campus: Campus, school: Campus) -> None:
    folder = campus.hub.folder
    assert "There are no courses here yet" in bivouac("courses", folder).stdout
    assert "No other server is named" in bivouac("mirrors", folder).stdout
    assert "at the hub above" in bivouac("courses", folder, "--above").stdout
    assert "bivouac hub serve FOLDER --upstream FILE" in bivouac("courses", school.hub.folder, "--above").stderr
    assert "no course “nothing”" in bivouac("follow", folder, "nothing").stderr
    followed = bivouac("follow", folder, "trade", "--now", "--cap", "100000")
    assert "1 course comes while the hub serves." in followed.stdout and "is on the hub" in followed.stdout
    assert "here, followed" in bivouac("courses", folder).stdout
    assert "MB are free again" in bivouac("remove", folder, "trade").stdout
    assert campus.hub.layout().references() == {} and fetch_followed(campus.hub) == 0
    assert "no course “trade”" in bivouac("remove", folder, "trade").stderr
    assert "All courses" in bivouac("follow", folder, "--everything").stdout
    assert "what is followed comes while the hub serves" in bivouac("courses", folder).stdout
    assert "0 courses come" in bivouac("follow", folder, "--stop").stdout
    assert "joined no other" in bivouac("follow", school.hub.folder, "trade").stderr
