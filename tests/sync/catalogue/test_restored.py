"""A hub that was made of a backup goes on with the catalogue that its laptops know."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bivouac.courses.bundle.layout import Layout
from bivouac.errors import TrustError
from bivouac.sync.catalogue.trusted import TrustedCatalogue, fetch_from
from bivouac.sync.hub.folder import HubFolder
from bivouac.sync.relay.beginning_anew import put_aside
from bivouac.sync.relay.school import SCHOOL, pass_on_kept
from tests import windows
from tests.sync.campus import store_two_lessons
from tests.sync.catalogue.conftest import SECRET
from tests.terminal import refused, run


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> HubFolder:
    """One that signs its course."""
    monkeypatch.setenv("BIVOUAC_CATALOGUE_PASSPHRASE", SECRET)
    made = HubFolder.create(tmp_path / "campus", "Campus Abidjan")
    store_two_lessons(made.layout(), {"240p": b"film"})
    for step in ("init", "publish"):
        run("catalogue", step, made.folder, "--keys", tmp_path / "keys")
    return made


@pytest.fixture
def laptop(hub: HubFolder, tmp_path: Path) -> TrustedCatalogue:
    """What a laptop that joined knows."""
    trusted = TrustedCatalogue(tmp_path / "laptop")
    trusted.begin((hub.content / "catalogue" / "1.root.json").read_bytes())
    trusted.refresh(fetch_from(hub.content))
    return trusted


def test_a_backup_brings_the_catalogue_and_the_school_goes_on_publishing(
    hub: HubFolder, laptop: TrustedCatalogue, tmp_path: Path
) -> None:
    run("hub", "backup", hub.folder, tmp_path / "monday")
    said = run("hub", "restore", tmp_path / "monday", tmp_path / "campus2")
    assert "1 course was not in the backup" in said and "No signed catalogue" not in said
    again = HubFolder(tmp_path / "campus2")
    assert [one.id for one in laptop.refresh(fetch_from(again.content)).entries] == ["trade"]
    run("hub", "fill", again.folder, hub.folder)
    store_two_lessons(again.layout(), {"240p": b"film"}, course_id="finance")
    run("catalogue", "publish", again.folder, "--keys", tmp_path / "keys")
    assert {one.id for one in laptop.refresh(fetch_from(again.content)).entries} == {"trade", "finance"}


def test_a_damaged_catalogue_keeps_no_backup_from_being_made(hub: HubFolder, tmp_path: Path) -> None:
    (hub.content / "catalogue" / "timestamp.json").write_bytes(b"x")
    run("hub", "backup", hub.folder, tmp_path / "monday")
    run("hub", "restore", tmp_path / "monday", tmp_path / "campus2")


def test_a_backup_of_before_says_how_the_catalogue_comes_back(
    hub: HubFolder, laptop: TrustedCatalogue, tmp_path: Path
) -> None:
    keys = ("--keys", tmp_path / "keys")
    run("hub", "backup", hub.folder, tmp_path / "monday")
    shutil.rmtree(tmp_path / "monday" / "content" / "catalogue")  # as they were
    assert "--adopt-catalogue" in run("hub", "restore", tmp_path / "monday", tmp_path / "campus2")
    again = HubFolder(tmp_path / "campus2")
    assert "--adopt-catalogue" in refused("catalogue", "publish", again.folder, *keys)
    held = sorted(path.name for path in (tmp_path / "keys").iterdir())
    said = refused("catalogue", "init", again.folder, *keys)
    assert "keys of a catalogue that exists already" in said and "--adopt-catalogue" in said
    assert sorted(path.name for path in (tmp_path / "keys").iterdir()) == held, "no second set of keys beside the first"
    run("hub", "fill", again.folder, hub.folder, "--adopt-catalogue")
    assert "has all of it already" in run("catalogue", "publish", again.folder, *keys)
    store_two_lessons(Layout.create(tmp_path / "other"), {"240p": b"film"}, course_id="finance")
    run("hub", "add", again.folder, tmp_path / "other")
    run("catalogue", "publish", again.folder, *keys)
    pass_on_kept(again)  # as `hub serve` does when it begins
    assert {one.id for one in laptop.refresh(fetch_from(again.content)).entries} == {"trade", "finance"}


@pytest.fixture
def back(hub: HubFolder, laptop: TrustedCatalogue, tmp_path: Path) -> HubFolder:
    """The hub as it was before two more courses were published and one withdrawn, which the laptop has heard of."""
    run("hub", "backup", hub.folder, tmp_path / "monday", "--with-courses")
    keys = ("--keys", tmp_path / "keys")
    for course in ("finance", "writing"):
        store_two_lessons(hub.layout(), {"240p": b"film"}, course_id=course)
        run("catalogue", "publish", hub.folder, *keys)
    run("catalogue", "revoke", hub.folder, *keys, "trade", "--reason", "The figures are wrong.")
    assert {one.id for one in laptop.refresh(fetch_from(hub.content)).entries} == {"finance", "writing"}
    said = run("hub", "restore", tmp_path / "monday", tmp_path / "campus2")
    assert "before you publish" in said and "--newer-on" in said
    made = HubFolder(tmp_path / "campus2")
    store_two_lessons(made.layout(), {"240p": b"film"}, course_id="law")
    return made


def test_a_hub_of_an_older_backup_signs_nothing_before_somebody_says_how(
    back: HubFolder, laptop: TrustedCatalogue, tmp_path: Path
) -> None:
    keys = ("--keys", tmp_path / "keys")
    before = {path.name: path.read_bytes() for path in (back.content / "catalogue").iterdir()}
    for command in (["publish"], ["renew"], ["revoke"], ["rotate-keys"]):
        more = {"revoke": ["trade", "--reason", "Wrong."], "rotate-keys": ["timestamp"]}.get(command[0], [])
        said = refused("catalogue", *command, back.folder, *keys, *more)
        assert "--newer-on" in said and "--as-restored" in said
    assert {path.name: path.read_bytes() for path in (back.content / "catalogue").iterdir()} == before
    run("catalogue", "publish", back.folder, *keys, "--as-restored")
    assert {one.id for one in laptop.refresh(fetch_from(back.content)).entries} == {"trade", "law"}
    store_two_lessons(back.layout(), {"240p": b"film"}, course_id="music")
    run("catalogue", "publish", back.folder, *keys)
    assert {one.id for one in laptop.refresh(fetch_from(back.content)).entries} == {"trade", "law", "music"}


def test_a_hub_of_an_older_backup_goes_on_from_the_newest_that_somebody_has(
    hub: HubFolder, back: HubFolder, laptop: TrustedCatalogue, tmp_path: Path
) -> None:
    run("catalogue", "publish", back.folder, "--keys", tmp_path / "keys", "--newer-on", hub.folder)
    now = laptop.refresh(fetch_from(back.content))
    assert {one.id for one in now.entries} == {"finance", "writing", "law"}, "nothing that was published is lost"
    assert [one.course for one in now.revoked.values()] == ["trade"], "nor what was withdrawn"


def test_a_hub_that_was_filled_from_a_newer_place_publishes_as_before(
    hub: HubFolder, back: HubFolder, laptop: TrustedCatalogue, tmp_path: Path
) -> None:
    run("hub", "fill", back.folder, hub.folder, "--course", "finance", "--course", "writing")
    run("catalogue", "publish", back.folder, "--keys", tmp_path / "keys")
    assert {one.id for one in laptop.refresh(fetch_from(back.content)).entries} == {"finance", "writing", "law"}


def test_keys_that_were_replaced_after_the_backup_sign_again(
    hub: HubFolder, back: HubFolder, laptop: TrustedCatalogue, tmp_path: Path
) -> None:
    keys = ("--keys", tmp_path / "keys")
    known = {path.name for path in (tmp_path / "keys").iterdir()}
    old = next(path for path in (tmp_path / "keys").iterdir() if path.name.startswith("targets-"))
    run("catalogue", "rotate-keys", hub.folder, *keys, "targets")
    laptop.refresh(fetch_from(hub.content))
    old.unlink()
    assert len(known) == len([*(tmp_path / "keys").iterdir()])
    run("catalogue", "publish", back.folder, *keys, "--newer-on", hub.folder)
    assert {one.id for one in laptop.refresh(fetch_from(back.content)).entries} == {"finance", "writing", "law"}


def test_another_schools_catalogue_is_no_newer_one(
    back: HubFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BIVOUAC_CATALOGUE_PASSPHRASE", SECRET)
    other = HubFolder.create(tmp_path / "other", "Another school")
    store_two_lessons(other.layout(), {"240p": b"film"})
    keys = ("--keys", tmp_path / "other-keys")
    run("catalogue", "init", other.folder, *keys)
    run("catalogue", "publish", other.folder, *keys, "--above", 50)
    said = refused("catalogue", "publish", back.folder, "--keys", tmp_path / "keys", "--newer-on", other.folder)
    assert "did not sign" in said
    store_two_lessons(Layout.create(tmp_path / "unsigned"), {"240p": b"film"})
    said = refused("catalogue", "publish", back.folder, "--keys", tmp_path / "keys", "--newer-on", tmp_path / "unsigned")  # fmt: skip
    assert "no signed catalogue" in said


def test_a_disk_that_was_set_back_is_mended_with_the_number_that_laptops_have(
    hub: HubFolder, laptop: TrustedCatalogue, tmp_path: Path
) -> None:
    """Nothing on such a disk tells: a laptop and a campus have other content under the numbers that come next."""
    keys = ("--keys", tmp_path / "keys")
    older = Path(shutil.copytree(hub.folder, tmp_path / "image"))
    campus = HubFolder.create(tmp_path / "below", "Campus Bouaké")
    store_two_lessons(campus.layout(), {"240p": b"film"})
    for course in ("finance", "writing"):
        store_two_lessons(hub.layout(), {"240p": b"film"}, course_id=course)
        run("catalogue", "publish", hub.folder, *keys)
    laptop.refresh(fetch_from(hub.content))
    run("hub", "fill", campus.folder, hub.folder, "--adopt-catalogue")
    number = next(line for line in run("catalogue", "show", campus.folder).splitlines() if line.startswith("Number "))
    shutil.rmtree(hub.folder)
    older.rename(hub.folder)
    store_two_lessons(hub.layout(), {"240p": b"film"}, course_id="law")
    run("catalogue", "publish", hub.folder, *keys)
    with pytest.raises(TrustError):
        laptop.refresh(fetch_from(hub.content))
    run("catalogue", "publish", hub.folder, *keys, "--above", number.split()[1])
    assert {one.id for one in laptop.refresh(fetch_from(hub.content)).entries} == {"trade", "law"}
    assert "older" not in run("hub", "fill", campus.folder, hub.folder)
    assert "law" in run("catalogue", "show", campus.folder)


def test_new_keys_are_refused_where_laptops_go_by_others(hub: HubFolder, laptop: TrustedCatalogue, tmp_path: Path) -> None:  # fmt: skip
    new = ("--keys", tmp_path / "new-keys")
    assert "--begin-anew" in refused("catalogue", "init", hub.folder, *new)
    shutil.rmtree(hub.content / "catalogue")  # the way out that suggests itself
    said = refused("catalogue", "init", hub.folder, *new)
    assert "go by no other" in said and "bivouac hub init" in said and "copy" in said
    assert not (tmp_path / "new-keys").exists() and not (hub.content / "catalogue").exists()
    run("hub", "backup", hub.folder, tmp_path / "monday")
    run("hub", "restore", tmp_path / "monday", tmp_path / "campus2")
    assert "--begin-anew" in refused("catalogue", "init", tmp_path / "campus2", *new), "a copy knows it, too"


def test_a_catalogue_begun_anew_keeps_the_one_before(hub: HubFolder, laptop: TrustedCatalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    new, before = ("--keys", tmp_path / "new-keys"), (hub.content / "catalogue" / "timestamp.json").read_bytes()
    with monkeypatch.context() as patch:
        patch.setenv("BIVOUAC_CATALOGUE_PASSPHRASE", "short")
        refused("catalogue", "init", hub.folder, *new, "--begin-anew")
    assert (hub.content / "catalogue" / "timestamp.json").read_bytes() == before, "it came back"
    assert "catalogue.before-1" in run("catalogue", "init", hub.folder, *new, "--begin-anew")
    assert (hub.folder / "catalogue.before-1" / "catalogue" / "timestamp.json").read_bytes() == before
    run("catalogue", "publish", hub.folder, *new)
    with pytest.raises(TrustError):
        laptop.refresh(fetch_from(hub.content))


def test_a_catalogue_of_which_a_part_cannot_be_moved_stays_whole(hub: HubFolder, tmp_path: Path) -> None:
    """Windows moves no folder in which a file is open; half of a catalogue would stay beside the hub, and half in its place."""
    above = hub.folder / SCHOOL
    above.mkdir()
    (above / "timestamp.json").write_bytes(b"{}")
    before = (hub.content / "catalogue" / "timestamp.json").read_bytes()
    with windows.manners(tmp_path), (above / "timestamp.json").open("rb"):  # noqa: SIM117
        with pytest.raises(PermissionError), put_aside(hub.folder, hub.layout()):
            pytest.fail("nothing may be begun")
    assert (hub.content / "catalogue" / "timestamp.json").read_bytes() == before
    assert above.is_dir() and not (hub.folder / "catalogue.before-1").exists()
