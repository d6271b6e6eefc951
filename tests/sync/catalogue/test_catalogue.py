"""The school's catalogue and a machine's verified copy of it, under attack and after mishaps."""

from __future__ import annotations

import base64
import datetime
import shutil
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bivouac import machine
from bivouac.courses.bundle.archive import write_archive
from bivouac.courses.bundle.layout import Layout
from bivouac.errors import InputError, TrustError
from bivouac.sync.catalogue import keys
from bivouac.sync.catalogue.files import newest_root
from bivouac.sync.catalogue.repository import ROLES, Repository
from bivouac.sync.catalogue.trusted import TrustedCatalogue, fetch_from
from bivouac.sync.store.library import Library
from bivouac.sync.store.people import Campus as Known
from bivouac.sync.store.people import Learner
from bivouac.sync.transfer import offers
from bivouac.sync.transfer.bundles import take_in_bundle
from bivouac.sync.transfer.signed import refresh_over, require_download
from bivouac.sync.transfer.web import HUB_CONTENT, WebSource
from tests.sync.campus import Campus, store_two_lessons
from tests.sync.catalogue.conftest import DAY, FILMS, SECRET, START, PowerCutError, School, cut_power
from tests.sync.conftest import MakeLaptop


def test_what_was_published_verifies_and_says_what_a_list_shows(school: School, laptop: TrustedCatalogue) -> None:
    verified = laptop.refresh(fetch_from(school.layout.folder))
    descriptor = school.layout.references()["trade"]
    assert [(one.id, one.title, one.manifest) for one in verified.entries] == [("trade", "Trade", descriptor.digest)]
    verified.require("trade", descriptor.digest, descriptor.size, "Trade")
    with pytest.raises(TrustError, match="not in the school's catalogue"):
        verified.require("other", descriptor.digest, descriptor.size, "Trade")
    assert laptop.read() is not None


def test_keys_are_locked_and_not_among_the_courses(school: School, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not open"):
        Repository(school.layout, school.keys, "another passphrase").renew()
    with pytest.raises(InputError, match="at least 12"):
        Repository.create(Layout.create(tmp_path / "a"), tmp_path / "k", "short")
    with pytest.raises(InputError, match="handed out"):
        Repository.create(Layout.create(tmp_path / "b"), tmp_path / "b" / "keys", SECRET)


def test_no_file_tells_a_private_key_to_who_lacks_the_passphrase(school: School) -> None:
    """Neither as it is nor written in any of the ways in which keys are written."""
    for role in ROLES:
        school.open().rotate(role)
    files = [file for file in school.keys.parent.rglob("*") if file.is_file()]
    held = [file for file in files if file.is_relative_to(school.keys)]
    wanted = {file.stem.rpartition("-")[2]: msgspec.json.decode(file.read_bytes())["key"] for file in held}
    signers = keys.open_keys(school.keys, set(wanted.values()), SECRET)
    assert len(signers) == len(held) == 6 + len(ROLES)
    for signer in signers.values():
        private = signer._private_key
        assert isinstance(private, Ed25519PrivateKey)
        for told in _written(private):
            assert not [file for file in files if told in file.read_bytes().replace(b"\\n", b"\n")]
    for file in held:
        assert SECRET.encode() not in file.read_bytes()
        assert machine.WINDOWS or file.stat().st_mode & 0o077 == 0, "nobody else on this machine reads it"


def _written(key: Ed25519PrivateKey) -> list[bytes]:
    raw, plain = key.private_bytes_raw(), serialization.NoEncryption()
    der = key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, plain)
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    in_64 = [base64.b64encode(bytes(before) + raw)[4 * (before > 0) : -4] for before in range(3)]
    urls = [one.replace(b"+", b"-").replace(b"/", b"_") for one in in_64]
    return [
        raw, der, pem, pem.splitlines()[1], *in_64, *urls, raw.hex().encode(), raw.hex().upper().encode(),
        base64.b32encode(raw).rstrip(b"="), b", ".join(b"%d" % byte for byte in raw),
    ]  # fmt: skip


def test_an_older_catalogue_is_refused(school: School, laptop: TrustedCatalogue, tmp_path: Path) -> None:
    old = school.copy(tmp_path / "old")
    store_two_lessons(school.layout, FILMS, "2")
    school.open().publish()
    assert school.refresh(laptop) == ["2"]
    with pytest.raises(TrustError, match="older"):
        laptop.refresh(fetch_from(old))
    assert school.refresh(laptop) == ["2"]


def test_another_school_is_refused(laptop: TrustedCatalogue, tmp_path: Path) -> None:
    with pytest.raises(TrustError, match="did not sign"):
        laptop.refresh(fetch_from(School(tmp_path / "foreign").layout.folder))
    assert laptop.read() is None


@pytest.mark.parametrize("name", ["2.targets.json", "4.bin-?.json", "4.snapshot.json", "timestamp.json"])
@pytest.mark.parametrize("harm", ["absent", "older", "cut", "endless"])
def test_parts_that_do_not_belong_together_are_refused(
    school: School, laptop: TrustedCatalogue, name: str, harm: str
) -> None:
    store_two_lessons(school.layout, FILMS, "2")
    school.open().publish()
    school.open().renew()
    (file,) = (school.layout.folder / "catalogue").glob(name)
    whole = file.read_bytes()
    number, _, kind = file.name.partition(".")
    before = f"{int(number) - 1}.{kind}" if number.isdigit() else "3.snapshot.json"
    other = file.with_name(before).read_bytes()
    bad = {"older": other, "cut": whole[: len(whole) // 2], "endless": whole + b" " * (17 * 1024 * 1024)}
    file.unlink()
    if harm != "absent":
        file.write_bytes(bad[harm])
    with pytest.raises(TrustError):
        school.refresh(laptop)
    assert laptop.read() is None
    file.write_bytes(whole)
    assert school.refresh(laptop) == ["2"]


def test_a_year_off_the_grid_is_no_harm_and_then_it_runs_out(school: School, laptop: TrustedCatalogue) -> None:
    school.now = START + 360 * DAY
    assert school.refresh(laptop) == ["1"]
    school.now = START + 370 * DAY
    with pytest.raises(TrustError, match="run out"):
        school.refresh(laptop)
    with pytest.raises(TrustError, match="run out"):
        laptop.read()
    school.open().renew()
    assert school.refresh(laptop) == ["1"]


def test_what_was_read_once_runs_out_all_the_same(school: School, laptop: TrustedCatalogue) -> None:
    school.refresh(laptop)
    first = laptop.read()
    assert first is not None and laptop.read() is first, "verified once"
    school.now += 400 * DAY
    with pytest.raises(TrustError, match="run out"):
        laptop.read()
    school.now -= 399 * DAY
    store_two_lessons(school.layout, FILMS, "2")
    school.open().publish()
    school.laptop(laptop._path).refresh(fetch_from(school.layout.folder))  # another part of the program brought it
    again = laptop.read()
    assert again is not None and [one.version for one in again.entries] == ["2"]


def test_a_clock_in_2090_is_said_and_one_in_1970_makes_nothing_good_for_ever(
    school: School, laptop: TrustedCatalogue, tmp_path: Path
) -> None:
    school.now = datetime.datetime(2090, 1, 1, tzinfo=datetime.UTC)
    with pytest.raises(TrustError, match="2090-01-01, and that of the campus says 2026-09-02"):
        school.refresh(laptop, heard=lambda: START + DAY)
    school.now = START
    assert school.refresh(laptop) == ["1"]  # 2090 was not remembered
    stale = School(tmp_path / "stale", START - 500 * DAY)
    known = stale.laptop(tmp_path / "known")
    old = stale.copy(tmp_path / "old")
    stale.now = START
    stale.open().renew()
    stale.refresh(known)
    stale.now = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
    assert stale.refresh(known) == ["1"]
    with pytest.raises(TrustError):
        known.refresh(fetch_from(old))


def test_a_clock_set_back_does_not_make_good_what_ran_out_before_the_school_last_signed(
    school: School, laptop: TrustedCatalogue
) -> None:
    school.now = START + (4 * 365 - 30) * DAY
    school.open().renew()  # all but the root, which is good for another month
    assert school.refresh(laptop) == ["1"]
    school.now += 60 * DAY
    school.open().renew()
    school.now = START + DAY
    school.refresh(
        laptop
    )  # the computer's clock was set back; that the school signed later than the root lasted is known from here on
    with pytest.raises(TrustError, match="run out"):
        laptop.read()
    with pytest.raises(TrustError, match="run out"):
        school.refresh(laptop)


def test_a_withdrawn_course_says_why(school: School, laptop: TrustedCatalogue) -> None:
    descriptor = school.layout.references()["trade"]
    school.open().revoke("trade", "The figures are wrong.")
    verified = laptop.refresh(fetch_from(school.layout.folder))
    assert verified.entries == []
    with pytest.raises(TrustError, match=r"withdrawn “Trade” \(2026-09-01\): The figures are wrong\."):
        verified.require("trade", descriptor.digest, descriptor.size, "Trade")
    with pytest.raises(InputError, match="withdrawn"):
        school.open().publish(["trade"])
    assert school.open().publish() == []


def test_a_stolen_key_signs_nothing_after_it_was_replaced(
    school: School, laptop: TrustedCatalogue, tmp_path: Path
) -> None:
    thief = School.__new__(School)
    thief.layout, thief.now = Layout.open(school.copy(tmp_path / "thief")), START
    thief.keys = Path(shutil.copytree(school.keys, tmp_path / "stolen"))
    for file in thief.keys.glob("root-*"):
        file.unlink()
    for _ in range(40):
        thief.open().renew()  # so far ahead that the school's own would be older for ever
    assert thief.refresh(laptop) == ["1"]
    for role in ROLES[1:]:
        school.open().rotate(role)
    assert school.refresh(laptop) == ["1"]
    with pytest.raises(TrustError):
        thief.refresh(laptop)
    assert school.refresh(laptop) == ["1"]


def test_a_laptop_follows_many_new_roots_and_one_lost_key_of_three(school: School, laptop: TrustedCatalogue) -> None:
    lost = next(iter(school.keys.glob("root-*")))
    lost.unlink()
    identity = lost.stem.removeprefix("root-")
    school.open().rotate("root", identity)
    for role in ("timestamp", "root", "targets", "root", "snapshot"):
        school.open().rotate(role)
    assert school.open().root.signed.version == 7
    assert school.open().root.signed.roles["root"].threshold == 2
    assert school.refresh(laptop) == ["1"]
    for file in school.keys.glob("root-*"):
        file.unlink()
    with pytest.raises(InputError, match="needs 2 signatures"):
        school.open().rotate("timestamp")
    assert school.refresh(laptop) == ["1"]


@pytest.mark.parametrize(
    ("deed", "writes"), [("publish", 3), ("timestamp", 3), ("targets", 6), ("root", 1), ("many", 7)]
)
def test_a_power_cut_at_any_write_of_the_school_leaves_a_valid_catalogue(
    school: School, laptop: TrustedCatalogue, monkeypatch: pytest.MonkeyPatch, deed: str, writes: int
) -> None:
    store_two_lessons(school.layout, FILMS, "2")
    more = 15 if deed == "many" else 0
    for number in range(more):
        store_two_lessons(school.layout, FILMS, "2", f"course-{number}")
    for cut_at in range(writes):
        before = school.open()
        with monkeypatch.context() as patch:
            cut_power(patch, cut_at, school.layout.folder / "catalogue")
            with pytest.raises(PowerCutError):
                before.publish() if deed in ("publish", "many") else before.rotate(deed)
        assert school.refresh(laptop) == ["1"]
    school.open().publish()
    assert school.refresh(laptop) == ["2"] * (more + 1)


def test_a_power_cut_at_any_write_of_a_laptop_leaves_a_copy_that_goes_on(
    school: School, laptop: TrustedCatalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    school.refresh(laptop)
    school.open().rotate("timestamp")
    store_two_lessons(school.layout, FILMS, "2")
    school.open().publish()
    for cut_at in range(2):
        with monkeypatch.context() as patch:
            cut_power(patch, cut_at, tmp_path / "laptop")
            with pytest.raises(PowerCutError):
                school.refresh(laptop)
    assert school.refresh(laptop) == ["2"]


def test_a_laptop_with_a_root_takes_what_the_school_signed_and_nothing_else(school: School, tmp_path: Path) -> None:
    school.now = datetime.datetime.now(datetime.UTC)
    school.open().renew()
    foreign = Layout.create(tmp_path / "foreign")
    store_two_lessons(foreign, FILMS, "forged")
    write_archive(foreign, tmp_path / "foreign.bivouac")
    write_archive(school.layout, tmp_path / "signed.bivouac")
    library = Library(tmp_path / "library")
    library.people.join(Known("c", "Abidjan", ("http://127.0.0.1:1",), ""), Learner("l", "Awa", "c", "learner"), "", "")
    library.catalogue("c").begin(newest_root(school.layout.folder))
    with pytest.raises(TrustError, match="not yet had"):
        take_in_bundle(library, tmp_path / "signed.bivouac")
    for path in (tmp_path / "foreign", tmp_path / "foreign.bivouac"):
        with pytest.raises(TrustError):
            take_in_bundle(library, path)
    assert library.shelf.courses() == []
    stick = tmp_path / "stick"
    shutil.copytree(foreign.folder, stick / "Bivouac" / "courses")
    with pytest.raises(TrustError, match="not yet had"):
        offers.look(library, stick)
    assert take_in_bundle(library, school.layout.folder) == ["Trade"]  # as a stick: it brings the catalogue, too
    assert take_in_bundle(library, tmp_path / "signed.bivouac") == ["Trade"]
    library.catalogue("c").begin(newest_root(School(tmp_path / "other").layout.folder))  # changes nothing
    with pytest.raises(TrustError, match="not in the school's catalogue"):
        take_in_bundle(library, tmp_path / "foreign.bivouac")
    library.close()


def test_a_hub_gives_the_root_and_serves_what_is_signed(campus: Campus, laptop_of: MakeLaptop, tmp_path: Path) -> None:
    layout = campus.hub.layout()
    store_two_lessons(layout, FILMS)
    laptop = laptop_of(campus)
    line = laptop.line
    assert laptop.client.hub().root == b""
    repository = Repository.create(layout, tmp_path / "keys", SECRET)
    repository.publish()
    trusted = TrustedCatalogue(tmp_path / "trusted")
    trusted.begin(laptop.client.hub().root)
    verified = refresh_over(trusted, WebSource(line, HUB_CONTENT))
    entry = verified.entries[0]
    require_download(trusted, entry.id, entry.manifest, entry.manifest_size, entry.title)
    with pytest.raises(TrustError):
        require_download(trusted, entry.id, "sha256:" + "0" * 64, entry.manifest_size, entry.title)
    shutil.rmtree(layout.folder / "catalogue")  # a hub that would do without once more
    with pytest.raises(TrustError, match="not whole"):
        refresh_over(trusted, WebSource(line, HUB_CONTENT))
