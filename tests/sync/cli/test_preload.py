"""`bivouac preload` and `bivouac hub invites`, as staff use them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bivouac import language
from bivouac.courses.bundle import oci
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.version import read_version
from bivouac.sync.cli import hub_invites
from bivouac.sync.protocol.invite import read_invitation
from bivouac.sync.store.library import Library
from tests.courses.bundle.conftest import WEBM, store_course
from tests.sync.campus import Campus
from tests.sync.conftest import MakeLaptop
from tests.terminal import bivouac

FILM = b"film" * 100_000


@pytest.fixture
def source(tmp_path: Path) -> Layout:
    layout = Layout.create(tmp_path / "source")
    store_course(layout, "planning", film=FILM)
    store_course(layout, "trade")
    return layout


def test_sticks_are_filled_by_a_preset_and_reported(source: Layout, tmp_path: Path) -> None:
    sticks = [tmp_path / "one", tmp_path / "two"]
    for stick in sticks:
        stick.mkdir()
    (tmp_path / "abidjan.toml").write_text('name = "Abidjan"\ncourses = ["planning"]\n')
    filled = bivouac(
        "preload",
        *sticks,
        "--from",
        source.folder,
        "--preset",
        tmp_path / "abidjan.toml",
        "--report",
        tmp_path / "r.json",
    )
    assert filled.exit_code == 0 and filled.stdout.count("Complete: ") == 2
    report = json.loads((tmp_path / "r.json").read_text())
    assert [one["complete"] for one in report["sticks"]] == [True, True] and report["courses"][0]["id"] == "planning"
    again = bivouac(
        "preload", sticks[0], "--from", source.folder, "--courses", "planning, trade", "--report", tmp_path / "r.html"
    )
    assert again.exit_code == 0 and "2 courses" in again.stderr
    assert "1 of 1 stick is complete." in (tmp_path / "r.html").read_text("utf-8")
    assert "“Planning” is whole." in bivouac("course", "check", sticks[0]).stdout


def test_what_cannot_be_done_ends_with_another_number(source: Layout, tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    failed = bivouac("preload", tmp_path / "one", tmp_path / "away", "--from", source.folder)
    assert failed.exit_code == 1 and "Complete" in failed.stdout and "is no drive or folder" in failed.stderr
    assert "A folder: make it first." in failed.stderr
    assert bivouac("preload", tmp_path / "one", "--from", source.folder, "--report", tmp_path / "r.doc").exit_code == 1
    assert bivouac("preload", "--check", tmp_path).exit_code == 1


def test_a_computer_without_courses_says_so_and_how_to_name_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BIVOUAC_HOME", str(tmp_path / "laptop"))
    (tmp_path / "one").mkdir()
    for begin in (lambda: None, lambda: Library(tmp_path / "laptop").close()):
        begin()
        refused = bivouac("preload", tmp_path / "one")
        assert refused.exit_code == 1 and not list((tmp_path / "one").iterdir())
        assert "There are no courses on this computer yet" in refused.stderr and "--from" in refused.stderr


def test_a_size_of_films_that_is_not_there_is_refused(source: Layout, tmp_path: Path) -> None:
    stick = tmp_path / "one"
    stick.mkdir()
    store_course(source, "planning", films={"480p": FILM, "240p": FILM[:-9]})
    refused = bivouac("preload", stick, "--from", source.folder, "--rendition", "360p")
    assert refused.exit_code == 1 and not list(stick.iterdir())
    assert "in the size “360p”. There are: 240p, 480p." in refused.stderr
    source.delete_blob(oci.digest_of(WEBM + FILM))
    lacking = bivouac("preload", stick, "--from", source.folder, "--rendition", "480p")
    assert lacking.exit_code == 1 and "There are: 240p." in lacking.stderr
    assert bivouac("preload", stick, "--from", source.folder, "--rendition", "240p").exit_code == 0
    (tmp_path / "pages" / "01-start").mkdir(parents=True)
    (tmp_path / "pages" / "01-start" / "01-why.md").write_text("# Why plan\n\nBecause.\n")
    assert bivouac("course", "build", tmp_path / "pages", "-o", tmp_path / "pages.bivouac").exit_code == 0
    pages = bivouac("preload", stick, "--from", tmp_path / "pages.bivouac", "--rendition", "480p")
    assert pages.exit_code == 0, "who has no films has them in every size"


def test_damage_is_named_and_mended_from_another_source(source: Layout, tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    bivouac("preload", tmp_path / "one", "--from", source.folder)
    assert "2 courses, whole" in bivouac("preload", "--check", tmp_path / "one").stdout
    _flip(tmp_path / "one")
    found = bivouac("preload", "--check", tmp_path / "one")
    assert (found.exit_code, found.stderr) == (1, f"{tmp_path / 'one'}: Damaged: film “Film” (240p) of “Planning”.\n")
    mended = bivouac("preload", "--check", "--repair", "--from", source.folder, tmp_path / "one")
    assert mended.exit_code == 0 and "mended: film “Film” (240p) of “Planning”" in mended.stdout


@pytest.mark.parametrize("gone", [False, True])
@pytest.mark.parametrize("parts", [["manifest"], ["config"], ["manifest", "config", "film"]])
def test_a_damaged_description_is_mended_and_what_it_hid(
    source: Layout, tmp_path: Path, parts: list[str], gone: bool
) -> None:
    stick = tmp_path / "one"
    stick.mkdir()
    bivouac("preload", stick, "--from", source.folder)
    layout, manifest = Layout(stick / "Bivouac" / "courses"), source.references()["planning"]
    config = read_version(source, manifest).manifest.config.digest
    digests = {"manifest": manifest.digest, "config": config, "film": oci.digest_of(WEBM + FILM)}
    for part in parts:
        path = layout.blob_path(digests[part])
        path.unlink() if gone else path.write_bytes(b"\0" + path.read_bytes()[1:])
    assert "Damaged: the description of “planning”." in bivouac("preload", "--check", stick).stderr
    other = Layout.create(tmp_path / "other")
    store_course(other, "trade")
    refused = bivouac("preload", "--check", "--repair", "--from", other.folder, stick)
    assert refused.exit_code == 1 and "mended" not in refused.stdout and "is missing" in refused.stderr
    mended = bivouac("preload", "--check", "--repair", "--from", source.folder, stick)
    assert mended.exit_code == 0 and mended.stdout.count("mended:") == len(parts), mended.output
    assert "2 courses, whole" in bivouac("preload", "--check", stick).stdout


def test_a_hubs_folder_is_where_its_courses_are(campus: Campus, tmp_path: Path) -> None:
    store_course(campus.hub.layout(), "planning", film=FILM)
    (tmp_path / "one").mkdir()
    assert bivouac("preload", tmp_path / "one", "--from", campus.hub.folder).exit_code == 0
    _flip(tmp_path / "one")
    mended = bivouac("preload", "--check", "--repair", "--from", campus.hub.folder, tmp_path / "one")
    assert mended.exit_code == 0 and "mended: film" in mended.stdout


def test_where_to_mend_from_is_asked_for(source: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BIVOUAC_HOME", str(tmp_path / "laptop"))
    (tmp_path / "one").mkdir()
    bivouac("preload", tmp_path / "one", "--from", source.folder)
    _flip(tmp_path / "one")
    said = bivouac("preload", "--check", "--repair", tmp_path / "one")
    assert said.exit_code == 1 and "no courses on this laptop to mend the stick from. Say with --from" in said.stderr
    library = Library(tmp_path / "laptop")
    store_course(library.shelf.layout, "trade")
    library.close()
    said = bivouac("preload", "--check", "--repair", tmp_path / "one")
    assert said.exit_code == 1 and "does not have what is missing. Say with --from" in said.stderr


def test_damage_is_mended_from_a_hub(
    campus: Campus, laptop_of: MakeLaptop, source: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BIVOUAC_HOME", str(tmp_path / "laptop"))
    store_course(campus.hub.layout(), "planning", film=FILM)
    laptop = laptop_of(campus)
    (tmp_path / "one").mkdir()
    bivouac("preload", tmp_path / "one", "--from", source.folder)
    _flip(tmp_path / "one")
    from bivouac.sync.store.people import Campus as Known
    from bivouac.sync.store.people import Learner

    library = Library(tmp_path / "laptop")
    library.people.join(
        Known("c", "Campus", (campus.url,), ""), Learner("l", "Awa", "c", "staff"), laptop.joined.token, ""
    )
    library.close()
    mended = bivouac("preload", "--check", "--repair", "--from", campus.url, tmp_path / "one")
    assert mended.exit_code == 0 and "mended: film" in mended.stdout
    refused = bivouac("preload", "--check", "--repair", "--from", "http://127.0.0.1:1", tmp_path / "one")
    assert refused.exit_code == 0, "there is nothing to mend"


def _flip(stick: Path) -> None:
    path = Layout(stick / "Bivouac" / "courses").blob_path(oci.digest_of(WEBM + FILM))
    path.write_bytes(b"\0" + path.read_bytes()[1:])


def test_each_person_of_a_class_has_an_invitation_that_stays(tmp_path: Path) -> None:
    hub, invites = tmp_path / "hub", tmp_path / "invites"
    bivouac("hub", "init", hub, "--name", "Campus Abidjan")
    (tmp_path / "list.csv").write_text("name\nAwa Diallo\nKofi\n", "utf-8")
    bivouac("hub", "import", hub, tmp_path / "list.csv", "--class", "Finance 1")
    assert bivouac("hub", "invites", hub, "Finance 1", invites).exit_code == 1, "the hub has no address yet"
    made = bivouac("hub", "invites", hub, "Finance 1", invites, "--url", "http://127.0.0.1:8484")
    assert "2 invitations are in" in made.stdout and "2 of them new" in made.stdout
    code = read_invitation(invites / "Awa Diallo.bivouac-invite").code
    (invites / "Kofi.bivouac-invite").unlink()
    again = bivouac("hub", "invites", hub, "Finance 1", invites, "--url", "http://127.0.0.1:8484", "--replace")
    assert "1 of them new" in again.stdout and read_invitation(invites / "Awa Diallo.bivouac-invite").code == code
    assert read_invitation(invites / "Kofi.bivouac-invite").class_name == "Finance 1"


def test_two_of_one_name_have_invitations_that_say_the_name() -> None:
    people = [("n1", "Awa Diallo"), ("n2", "AWA Diallo"), ("n3", "Kofi"), ("n4", "a/b"), ("n5", "Ali")]
    names = hub_invites._file_names(people, {"ali.bivouac-invite"})
    ending = ".bivouac-invite"
    assert names == {
        "n1": f"Awa Diallo (n1){ending}",
        "n2": f"AWA Diallo (n2){ending}",
        "n3": f"Kofi{ending}",
        "n4": f"n4{ending}",
        "n5": f"Ali (n5){ending}",
    }


@pytest.fixture(autouse=True)
def _english() -> object:
    yield
    language.use_language("en")
