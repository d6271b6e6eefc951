"""The signed catalogue of many courses: a change costs its bin, and bins are as safe as one list is."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from tuf.api.metadata import Metadata, MetaFile, Snapshot, Targets, Timestamp

from bivouac.courses.bundle.layout import Layout
from bivouac.errors import LineError, TrustError
from bivouac.sync.catalogue import keys
from bivouac.sync.catalogue.bins import bin_names, bits_for
from bivouac.sync.catalogue.files import FOLDER, Parts
from bivouac.sync.catalogue.trusted import Fetch, TrustedCatalogue, fetch_from
from bivouac.sync.transfer.extras import catalogue_with, write_catalogue
from tests.sync.campus import store_two_lessons
from tests.sync.catalogue.conftest import DAY, FILMS, SECRET, School

KEPT = re.compile(r"\d+\.(targets|bin-.+|snapshot)\.json")


@pytest.fixture
def many(school: School) -> School:
    """A school of twenty courses, in four bins."""
    for number in range(19):
        store_two_lessons(school.layout, FILMS, "1", f"course-{number}")
    school.open().publish()
    return school


class Road:
    """A way to a folder of courses that counts what it carries, and breaks after so many files."""

    def __init__(self, layout: Layout, breaks_after: int = 1000) -> None:
        self._fetch: Fetch = fetch_from(layout.folder)
        self._left = breaks_after
        self.carried: list[str] = []

    def fetch(self, name: str, limit: int) -> bytes | None:
        if self._left == 0:
            raise LineError("The line went silent. Bivouac will try again later.")
        data = self._fetch(name, limit)
        if data is not None:
            self._left -= 1
            self.carried.append(name)
        return data


def test_there_are_about_as_many_bins_as_each_has_courses() -> None:
    assert [1 << bits_for(count) for count in (0, 3, 16, 70, 300, 10_000, 10**9)] == [2, 2, 4, 8, 16, 64, 1024]


def test_a_change_costs_its_bin(many: School, laptop: TrustedCatalogue) -> None:
    first = Road(many.layout)
    assert len(laptop.refresh(first.fetch).entries) == 20
    assert len(first.carried) == 3 + 4
    store_two_lessons(many.layout, FILMS, "2", "course-5")
    many.open().publish()
    second = Road(many.layout)
    versions = {entry.id: entry.version for entry in laptop.refresh(second.fetch).entries}
    assert versions["course-5"] == "2" and len(versions) == 20
    assert [name.split(".")[-2].split("-")[0] for name in second.carried] == ["timestamp", "snapshot", "bin"]
    many.open().revoke("course-5", "The figures are wrong.")
    verified = laptop.refresh(Road(many.layout).fetch)
    assert len(verified.entries) == 19 and len(verified.revoked) == 1


def test_a_catalogue_that_grows_into_more_bins_is_followed(school: School, laptop: TrustedCatalogue) -> None:
    assert school.refresh(laptop) == ["1"]
    for before, count in ((0, 14), (14, 15), (15, 63)):
        for number in range(before, count):
            store_two_lessons(school.layout, FILMS, "1", f"course-{number}")
        school.open().publish()
        assert len(school.refresh(laptop)) == len(school.open().entries()) == count + 1
    assert len(bin_names(school.open().targets.signed)) == 8


def test_what_came_before_the_line_went_is_not_fetched_again(
    many: School, laptop: TrustedCatalogue, tmp_path: Path
) -> None:
    for cut_at in range(4, 7):
        fresh = many.laptop(tmp_path / f"laptop-{cut_at}")
        cut = Road(many.layout, breaks_after=cut_at)
        with pytest.raises(LineError):
            fresh.refresh(cut.fetch)
        assert fresh.read() is None, "half a catalogue is none"
        rest = Road(many.layout)
        assert len(fresh.refresh(rest.fetch).entries) == 20
        assert not {name for name in rest.carried if "bin" in name} & set(cut.carried)
    many.refresh(laptop)
    many.open().renew()
    with pytest.raises(LineError):
        laptop.refresh(Road(many.layout, breaks_after=5).fetch)
    known = laptop.read()
    assert known and len(known.entries) == 20, "what was verified before still holds"


def test_a_damaged_bin_is_refused_and_the_others_are_kept(many: School, laptop: TrustedCatalogue) -> None:
    for file in sorted((many.layout.folder / FOLDER).glob("*.bin-*.json")):
        whole = file.read_bytes()
        file.write_bytes(whole.replace(b"Trade", b"Fraud"))
        if b"Trade" in whole and file.name in Parts(file.parent).names():
            with pytest.raises(TrustError):
                many.refresh(laptop)
        file.write_bytes(whole)
    assert len(many.refresh(laptop)) == 20


def test_a_stolen_targets_key_signs_no_bin_after_it_was_replaced(
    many: School, laptop: TrustedCatalogue, tmp_path: Path
) -> None:
    """Not even for a thief who holds the keys of snapshot and timestamp as well."""
    stolen = shutil.copytree(many.keys, tmp_path / "stolen")
    (old,) = many.open().root.signed.roles["targets"].keyids
    many.open().rotate("targets")
    assert len(many.refresh(laptop)) == 20
    thief = many.open()
    thief_signs = keys.open_keys(stolen, {old}, SECRET)[old]
    name, forged = next((name, part) for name, part in thief.bins.items() if part.signed.targets)
    forged.signed.targets.clear()
    forged.signed.version += 1
    forged.signatures.clear()
    forged.sign(thief_signs)
    _put(thief.snapshot, name, forged)
    copy = many.copy(tmp_path / "copy")
    _write(copy, f"{forged.signed.version}.{name}", forged.to_bytes())
    _sign_above(copy, many, thief.snapshot, thief.timestamp)
    with pytest.raises(TrustError, match="did not sign"):
        laptop.refresh(fetch_from(copy))
    assert len(many.refresh(laptop)) == 20


def test_a_course_counts_in_its_own_bin_only(many: School, laptop: TrustedCatalogue, tmp_path: Path) -> None:
    """So that nobody who signs twice leaves two versions of a course, of which chance chooses."""
    school = many.open()
    (first, one), (second, other) = [(name, part) for name, part in school.bins.items() if part.signed.targets][:2]
    path, target = next(iter(one.signed.targets.items()))
    other.signed.targets[path] = target
    del one.signed.targets[path]
    school._changed |= {first, second}
    school._publish()
    assert len(many.refresh(laptop)) == 19


def test_only_what_counts_stays_and_travels(many: School, laptop: TrustedCatalogue, tmp_path: Path) -> None:
    for edition in range(2, 8):
        store_two_lessons(many.layout, FILMS, str(edition), "course-5")
        many.open().publish()
    folder = many.layout.folder / FOLDER
    now = {name for name in Parts(folder).names() if KEPT.fullmatch(name)}
    there = {file.name for file in folder.iterdir() if KEPT.fullmatch(file.name)}
    assert there > now and len(there - now) == 2, "the bin and the snapshot before, for who began to read"
    stick = Layout.create(tmp_path / "stick")
    write_catalogue(catalogue_with(many.layout), stick)
    assert {file.name for file in (stick.folder / FOLDER).iterdir()} == set(Parts(folder).names())
    assert len(laptop.refresh(fetch_from(stick.folder)).entries) == 20


def test_who_began_to_read_before_a_change_can_read_to_the_end(many: School, laptop: TrustedCatalogue) -> None:
    road, said = Road(many.layout), list[str]()

    def fetch(name: str, limit: int) -> bytes | None:
        if "snapshot" in name and not said:
            said.append(name)
            many.open().renew()
        return road.fetch(name, limit)

    assert len(laptop.refresh(fetch).entries) == 20


def test_a_school_that_publishes_now_and_then_never_has_a_bin_run_out(many: School, laptop: TrustedCatalogue) -> None:
    for _ in range(12):
        many.now += 150 * DAY
        store_two_lessons(many.layout, FILMS, many.now.isoformat(), "course-5")
        if (many.open().root.signed.expires - many.now).days < 200:
            many.open().renew_root()
        many.open().publish()
        assert len(many.refresh(laptop)) == 20


def test_a_hub_passes_every_part_on(many: School, laptop: TrustedCatalogue, tmp_path: Path) -> None:
    many.refresh(laptop)
    for name, data in laptop.files().items():
        _write(tmp_path / "passed", name.removesuffix(".json"), data)
    other = many.laptop(tmp_path / "other")
    assert len(other.refresh(fetch_from(tmp_path / "passed")).entries) == 20


def _put(snapshot: Metadata[Snapshot], name: str, part: Metadata[Targets]) -> None:
    snapshot.signed.meta[f"{name}.json"] = MetaFile.from_data(part.signed.version, part.to_bytes(), ["sha256"])
    snapshot.signed.version += 1


def _sign_above(folder: Path, school: School, snapshot: Metadata[Snapshot], timestamp: Metadata[Timestamp]) -> None:
    repository = school.open()
    data = repository._sign("snapshot", snapshot)
    _write(folder, f"{snapshot.signed.version}.snapshot", data)
    timestamp.signed.version += 1
    timestamp.signed.snapshot_meta = MetaFile.from_data(snapshot.signed.version, data, ["sha256"])
    _write(folder, "timestamp", repository._sign("timestamp", timestamp))


def _write(folder: Path, name: str, data: bytes) -> None:
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    (folder / FOLDER / f"{name}.json").write_bytes(data)
