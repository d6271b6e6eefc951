"""Who has more than one parcel carries makes several: each arrives by itself, and is harmless twice, late and out of order."""

from __future__ import annotations

import contextlib
import itertools
import os
from pathlib import Path

import pytest

from bivouac.errors import SpaceError
from bivouac.sync.exchange import courier
from bivouac.sync.exchange.stick import Carried, carry_journal
from bivouac.sync.journal.acts import Noted, Reached
from bivouac.sync.protocol.courier import open_parcel
from bivouac.sync.relay.sticks import Visit, hear_receipts, pack_for_above, take_all
from bivouac.sync.store.people import Learner
from tests.sync.campus import Campus, Laptop
from tests.sync.conftest import MakeLaptop
from tests.sync.relay.conftest import MakeCampus


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def little(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parcels of two pages of notes."""
    monkeypatch.setattr(courier, "FULL_PARCEL", 100_000)


def write_notes(laptop: Laptop, count: int = 60) -> None:
    """Of which a page has about seven."""
    notes = (Noted(f"n{at}", os.urandom(9_000).hex()) for at in range(count))
    laptop.journal.record("course", "activity", *notes)


def carry(laptop: Laptop, stick: Path) -> Carried:
    joined = laptop.joined
    learner = Learner(joined.learner, joined.name, joined.campus, joined.role)
    return carry_journal(laptop.journal, laptop.device, learner, laptop.client.hub(), stick)


def take(campus: Campus, stick: Path) -> list[Visit]:
    with contextlib.closing(campus.hub.storage()) as storage:
        return take_all(campus.hub, storage, stick)


def parcels(stick: Path) -> list[Path]:
    return sorted(stick.rglob("*.bivouac-progress"))


def held(campus: Campus, laptop: Laptop) -> int:
    with contextlib.closing(campus.hub.storage()) as storage:
        return storage.feeds(laptop.journal.stream).get(laptop.device.id, 0)


def test_much_goes_in_several_parcels_with_a_receipt_each(
    hub_of: MakeCampus, laptop_of: MakeLaptop, stick: Path, little: None
) -> None:
    campus = hub_of("Campus")
    laptop = laptop_of(campus)
    write_notes(laptop)
    assert (carry(laptop, stick).packed, carry(laptop, stick).error) == (60, None)
    files = parcels(stick)
    own = f"{laptop.joined.learner}-{laptop.device.id}"
    assert len(files) > 3
    assert [file.name for file in files] == [
        f"{own}{number}.bivouac-progress" for number in ("", *(f"_{part:04}" for part in range(2, len(files) + 1)))
    ]
    sizes = [len(open_parcel(file.read_bytes(), campus.hub.courier_key()).content) for file in files]
    assert max(sizes) < 100_000 + 70_000
    visits = take(campus, stick)
    assert [visit.error for visit in visits] == [None] * len(files) and sum(visit.new for visit in visits) == 60
    assert len(list(stick.rglob("*.bivouac-receipt"))) == len(files)
    assert carry(laptop, stick).confirmed == 60
    assert parcels(stick) == [] and laptop.journal.standing().waiting == 0


def test_parts_in_any_order_arrive_and_none_is_counted_that_did_not(
    hub_of: MakeCampus, laptop_of: MakeLaptop, stick: Path, little: None, tmp_path: Path
) -> None:
    campus = hub_of("Campus")
    laptop = laptop_of(campus)
    write_notes(laptop, 30)
    carry(laptop, stick)
    first, *others = parcels(stick)
    lost = first.rename(tmp_path / first.name)
    assert all(visit.new == 0 and visit.error is None for visit in take(campus, stick)), "they follow nothing yet"
    assert carry(laptop, stick).confirmed == 0, "and so nothing is confirmed"
    for file in parcels(stick):
        file.unlink()
    lost.rename(first)
    arrived = sum(visit.new for visit in take(campus, stick))
    assert 0 < arrived == held(campus, laptop) < 30
    assert carry(laptop, stick).confirmed == arrived
    assert len(parcels(stick)) == len(others), "what has arrived is not carried again, nor an old part left over"
    for files in itertools.islice(itertools.permutations([file.read_bytes() for file in parcels(stick)]), 6):
        for place, data in zip(parcels(stick), files, strict=True):
            place.write_bytes(data)
        assert not any(visit.error for visit in take(campus, stick))
    assert held(campus, laptop) == 30
    assert carry(laptop, stick).confirmed == 30 - arrived and parcels(stick) == []
    assert laptop.exchange().complete and not laptop.exchange().copied


def test_a_hub_of_many_pages_sends_them_by_stick(hub_of: MakeCampus, laptop_of: MakeLaptop, stick: Path) -> None:
    """Of one stream more than a push over the network brings at once."""
    school, campus = hub_of("School"), hub_of("Campus")
    campus.join(school)
    campus.exchange()
    laptop = laptop_of(campus)
    for at in range(40):
        laptop.journal.record("course", "activity", Reached(at))
        laptop.exchange()
    with contextlib.closing(campus.hub.storage()) as storage:
        (file,) = pack_for_above(campus.hub, storage, stick)
    (visit,) = take(school, stick)
    assert visit.error is None and held(school, laptop) == 40
    streams = [one.stream for one in open_parcel(file.read_bytes(), school.hub.courier_key()).parcel.streams]
    assert len(set(streams)) < len(streams)
    with contextlib.closing(school.hub.storage()) as storage:
        assert visit.new == sum(sum(storage.feeds(stream).values()) for stream in set(streams)), "each counted once"
    with contextlib.closing(campus.hub.storage()) as storage:
        assert sum(visit.new for visit in hear_receipts(campus.hub, storage, stick)) == visit.new
        assert pack_for_above(campus.hub, storage, stick) == []


def test_a_hub_of_many_people_makes_parcels_whose_receipts_are_not_too_large(
    hub_of: MakeCampus, laptop_of: MakeLaptop, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(courier, "FULL_FEEDS", 2)
    school, campus = hub_of("School"), hub_of("Campus")
    campus.join(school)
    campus.exchange()
    for name in ("Awa", "Kofi", "Mariam", "Yao"):
        laptop = laptop_of(campus, name, name=name)
        laptop.journal.record("course", "activity", Reached(1))
        laptop.exchange()
    with contextlib.closing(campus.hub.storage()) as storage:
        assert len(pack_for_above(campus.hub, storage, stick)) == 3
    assert [visit.error for visit in take(school, stick)] == [None] * 3
    assert held(school, laptop) == 1


def test_a_stick_that_is_full_in_the_middle_carries_what_found_room(
    hub_of: MakeCampus, laptop_of: MakeLaptop, small_disk: Path, little: None
) -> None:
    school, campus = hub_of("School"), hub_of("Campus")
    campus.join(school)
    campus.exchange()
    laptop = laptop_of(campus)
    write_notes(laptop, 40)
    laptop.exchange()
    free = os.statvfs(small_disk)
    (small_disk / "film").write_bytes(bytes(free.f_bavail * free.f_frsize - 300_000))
    with contextlib.closing(campus.hub.storage()) as storage:
        with pytest.raises(SpaceError):
            pack_for_above(campus.hub, storage, small_disk)
        assert len(parcels(small_disk)) == 2 and not list(small_disk.rglob(".part-*"))
        (small_disk / "film").unlink()
        assert [visit.error for visit in take(school, small_disk)] == [None] * 2
        arrived = held(school, laptop)
        assert 0 < arrived < 40
        hear_receipts(campus.hub, storage, small_disk)
        assert pack_for_above(campus.hub, storage, small_disk)
        assert not any(visit.error for visit in take(school, small_disk)) and held(school, laptop) == 40
        hear_receipts(campus.hub, storage, small_disk)
        assert pack_for_above(campus.hub, storage, small_disk) == [] and parcels(small_disk) == []
