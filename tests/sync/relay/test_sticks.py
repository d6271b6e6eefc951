"""Progress by stick: sealed, proved, acknowledged by the same road, and harmless however it is handled."""

from __future__ import annotations

import contextlib
import errno
import shutil
from pathlib import Path
from typing import IO, Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bivouac.errors import BivouacError, InputError
from bivouac.sync.exchange.courier import believe, pack_journal
from bivouac.sync.exchange.side import JournalSide
from bivouac.sync.hub.courier import take_parcel
from bivouac.sync.journal.acts import Answered, Noted, Reached
from bivouac.sync.protocol.courier import Parcel, Receipt, new_identity, open_parcel, read_receipt, recipient_of, seal
from bivouac.sync.protocol.messages import HubInfo
from bivouac.sync.relay.sticks import Visit, hear_receipts, pack_for_above, take_all
from tests.sync.campus import Campus, Laptop
from tests.sync.conftest import MakeLaptop
from tests.sync.relay.conftest import MakeCampus


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def write(laptop: Laptop, count: int, first: int = 0) -> None:
    laptop.journal.record("course", "activity", *(Reached(first + at) for at in range(count)))


def pack(laptop: Laptop, stick: Path, info: HubInfo | None = None) -> Path:
    """What `exchange/stick.py` does for a learner of a library."""
    info = info or laptop.client.hub()
    (parcel,) = pack_journal(laptop.journal, laptop.joined.learner, info, laptop.device.sign_as)
    file = stick / "Bivouac" / f"{laptop.joined.learner}-{laptop.device.id}.bivouac-progress"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(parcel)
    return file


def take(campus: Campus, stick: Path) -> list[Visit]:
    with contextlib.closing(campus.hub.storage()) as storage:
        return take_all(campus.hub, storage, stick)


def hear(laptop: Laptop, stick: Path) -> int:
    keys = [key for of in laptop.client.hub().keys.values() for key in of.values()]
    side = JournalSide(laptop.journal, laptop.device.sign_as)
    receipts = sorted(stick.rglob(f"{laptop.joined.learner}-*.bivouac-receipt"))
    return sum(believe(side, read_receipt(file.read_bytes(), keys)) for file in receipts)


def test_a_parcel_arrives_and_its_receipt_goes_back(hub_of: MakeCampus, laptop_of: MakeLaptop, stick: Path) -> None:
    campus = hub_of("Campus")
    laptop = laptop_of(campus)
    write(laptop, 1200)
    pack(laptop, stick)
    (visit,) = take(campus, stick)
    assert (visit.name, visit.new, visit.error) == ("Awa Koné", 1200, None)
    assert laptop.journal.standing().waiting == 1200
    assert hear(laptop, stick) == 1200
    assert laptop.journal.standing().waiting == 0
    assert hear(laptop, stick) == 0
    assert not list(pack_journal(laptop.journal, laptop.joined.learner, laptop.client.hub(), laptop.device.sign_as))
    outcome = laptop.exchange()
    assert (outcome.sent, outcome.fetched) == (0, 0)


def test_who_carries_it_reads_nothing(hub_of: MakeCampus, laptop_of: MakeLaptop, stick: Path) -> None:
    laptop = laptop_of(hub_of("Campus"))
    laptop.journal.record("secret-course", "page", Noted("n", "nobody must read this"))
    content = pack(laptop, stick).read_bytes()
    for word in (b"nobody", b"secret-course", laptop.joined.learner.encode(), laptop.device.id.encode()):
        assert word not in content


def test_twice_late_out_of_order_and_after_the_network_it_is_harmless(
    hub_of: MakeCampus, laptop_of: MakeLaptop, stick: Path, tmp_path: Path
) -> None:
    campus = hub_of("Campus")
    laptop = laptop_of(campus)
    write(laptop, 3)
    early = shutil.copy(pack(laptop, stick), tmp_path / "early")
    write(laptop, 3, 3)
    late = pack(laptop, stick)
    assert [one.new for one in take(campus, stick)] == [6]
    assert [one.new for one in take(campus, stick)] == [0]
    shutil.copy(early, late)
    (visit,) = take(campus, stick)
    assert (visit.new, visit.error) == (0, None)
    write(laptop, 2, 6)
    laptop.exchange()
    (visit,) = take(campus, stick)
    assert (visit.new, visit.error) == (0, None)
    assert laptop.exchange().complete and not laptop.exchange().copied
    hear(laptop, stick)
    assert laptop.journal.standing().waiting == 0
    second = laptop_of(campus, "second", name="Ibrahim")
    assert hear(second, stick) == 0


def test_half_copied_to_another_school_or_forged_it_is_refused_with_a_sentence(
    hub_of: MakeCampus, laptop_of: MakeLaptop, stick: Path
) -> None:
    campus, other = hub_of("Campus"), hub_of("Other")
    laptop, stranger = laptop_of(campus), laptop_of(other, "stranger", name="Ibrahim")
    write(laptop, 3)
    file = pack(laptop, stick)
    (visit,) = take(other, stick)
    assert visit.error and "not for this hub" in visit.error.sentence()
    whole = file.read_bytes()
    for part in (b"", whole[:10], whole[: len(whole) // 2], whole[:-1], whole + b"x", b"x" * 500):
        file.write_bytes(part)
        (visit,) = take(campus, stick)
        assert visit.error and visit.new == 0
    write(stranger, 2)
    pack(stranger, stick, laptop.client.hub())  # sealed to a school that does not know its writer
    file.write_bytes(whole)
    visits = {one.file: one for one in take(campus, stick)}
    assert visits[file.name].new == 3, "one bad file keeps no other from being taken in"
    assert [one for one in visits.values() if one.error and "does not know yet" in one.error.sentence()]


def test_nobody_packs_in_anothers_name_and_no_lost_computer_at_all(
    hub_of: MakeCampus, laptop_of: MakeLaptop, stick: Path
) -> None:
    campus = hub_of("Campus")
    laptop, thief = laptop_of(campus), laptop_of(campus, "thief", name="Ibrahim")
    write(thief, 2)
    info = laptop.client.hub()
    side = JournalSide(thief.journal, thief.device.sign_as)
    forged = Parcel(info.hub, laptop.joined.learner, laptop.device.id, [])
    with contextlib.closing(campus.hub.storage()) as storage:

        def take_in(data: bytes) -> None:
            take_parcel(storage, campus.hub.settings.readers, campus.hub.courier_key(), data, 5)

        with pytest.raises(InputError, match="does not know"):
            take_in(seal(forged, thief.device.sign, info.recipients))
        write(laptop, 2)
        good = pack(laptop, stick).read_bytes()
        storage.shut_out(laptop.device.id, True)
        with pytest.raises(InputError, match="shut out"):
            take_in(good)
        assert storage.feeds(laptop.journal.stream) == {}
    assert side.own_feeds(thief.journal.stream)


def test_a_receipt_is_believed_only_from_the_school_and_only_as_far_as_it_is_proved(
    hub_of: MakeCampus, laptop_of: MakeLaptop, stick: Path
) -> None:
    campus = hub_of("Campus")
    laptop, other = laptop_of(campus), laptop_of(campus, "other", name="Ibrahim")
    write(laptop, 4)
    pack(laptop, stick)
    take(campus, stick)
    (file,) = stick.rglob("*.bivouac-receipt")
    data = file.read_bytes()
    key = laptop.client.hub().keys[campus.hub.settings.id][campus.hub.author().device]
    for damaged in (b"", data[:-1], data[:80], bytes(64) + data[64:], other.device.sign(data[64:]) + data[64:]):
        with pytest.raises(InputError, match="not from your school"):
            read_receipt(damaged, [key])
    receipt = read_receipt(data, [key])
    side = JournalSide(laptop.journal, laptop.device.sign_as)
    lies = [
        {laptop.journal.stream: {laptop.device.id: (99, b"12345")}},
        {laptop.journal.stream: {laptop.device.id: (4, b"12345")}},
        {laptop.journal.stream: {"another": (4, b"12345")}, "learner:x": {"y": (1, b"")}},
    ]
    for received in lies:
        assert believe(side, msgspec.structs.replace(receipt, received=received)) == 0
    assert laptop.journal.standing().waiting == 4
    assert believe(side, receipt) == 4


def test_a_copy_of_a_disk_is_told_from_its_original_by_stick_too(
    hub_of: MakeCampus, laptop_of: MakeLaptop, stick: Path
) -> None:
    campus = hub_of("Campus")
    laptop = laptop_of(campus)
    laptop.journal.close()
    shutil.copy(laptop.folder / "journal.sqlite", laptop.folder / "copy.sqlite")
    laptop.journal, copy = laptop.open_journal(), laptop.open_journal("copy.sqlite")
    laptop.journal.record("course", "quiz", Answered("q", "mine", 1000))
    copy.record("course", "quiz", Answered("q", "the copy's", 1000))
    laptop.exchange()
    laptop.journal, original = copy, laptop.journal
    pack(laptop, stick)
    (visit,) = take(campus, stick)
    assert (visit.new, visit.error) == (0, None)
    assert hear(laptop, stick) == 0 and copy.standing().waiting == 1, (
        "a copy's acts are not confirmed by the original's"
    )
    laptop.exchange()
    assert copy.standing().waiting == 0 and copy.state("course", "quiz").questions["q"].tries == 2
    original.close()


def test_a_campus_without_any_line_sends_its_stick_to_the_school(
    hub_of: MakeCampus, laptop_of: MakeLaptop, stick: Path
) -> None:
    """Once joined, the campus needs no network again: its people, classes and acts travel, and the receipt comes home."""
    school, campus = hub_of("School"), hub_of("Campus")
    campus.join(school)
    campus.exchange()
    laptop = laptop_of(campus)
    write(laptop, 700)
    laptop.exchange()
    with contextlib.closing(campus.hub.storage()) as storage:
        assert pack_for_above(campus.hub, storage, stick)
    (visit,) = take(school, stick)
    assert visit.error is None and visit.new >= 702
    with contextlib.closing(school.hub.storage()) as storage:
        assert storage.feeds(laptop.journal.stream) == {laptop.device.id: 700}
    with contextlib.closing(campus.hub.storage()) as storage:
        assert sum(visit.new for visit in hear_receipts(campus.hub, storage, stick)) >= 702
        assert pack_for_above(campus.hub, storage, stick) == []
    assert campus.exchange().sent == 0


def test_a_learners_stick_goes_to_the_school_itself(hub_of: MakeCampus, laptop_of: MakeLaptop, stick: Path) -> None:
    """It is sealed to the hubs above, too; the school takes it once it knows whose it is."""
    school, campus = hub_of("School"), hub_of("Campus")
    campus.join(school)
    campus.exchange()
    laptop = laptop_of(campus)
    write(laptop, 5)
    pack(laptop, stick)
    (visit,) = take(school, stick)
    assert visit.error and "does not know yet" in visit.error.sentence()
    campus.exchange()
    (visit,) = take(school, stick)
    assert (visit.new, visit.error) == (5, None)
    assert hear(laptop, stick) == 5
    assert laptop.exchange().complete
    assert campus.exchange().complete


def test_what_one_file_on_a_stick_does_keeps_no_other_from_its_way(
    hub_of: MakeCampus, laptop_of: MakeLaptop, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A receipt that is damaged, a file that the stick does not give, a place where nothing can be written."""
    school, campus = hub_of("School"), hub_of("Campus")
    campus.join(school)
    campus.exchange()
    for name in ("Awa", "Kofi"):
        laptop = laptop_of(campus, name, name=name)
        write(laptop, 3)
        bad = pack(laptop, stick)
    real = Path.open

    def unreadable(file: Path, *arguments: Any, **options: Any) -> IO[Any]:
        if file == bad:
            raise OSError(errno.EIO, "Input/output error", str(file))
        return real(file, *arguments, **options)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", unreadable)
        visits = take(campus, stick)
    assert {visit.name: bool(visit.error) for visit in visits} == {"Awa": False, "": True}
    (receipt,) = stick.rglob("*.bivouac-receipt")
    receipt.unlink()
    receipt.mkdir()
    visits = take(campus, stick)
    assert {visit.name: (visit.new, bool(visit.error)) for visit in visits} == {"Awa": (0, True), "Kofi": (3, False)}

    with contextlib.closing(campus.hub.storage()) as storage:
        assert pack_for_above(campus.hub, storage, stick)
    take(school, stick)
    (good,) = stick.rglob(f"{campus.hub.settings.id}-*.bivouac-receipt")
    damaged = good.with_name(f"{campus.hub.settings.id}-0.bivouac-receipt")
    damaged.write_bytes(good.read_bytes()[:-1])
    with contextlib.closing(campus.hub.storage()) as storage:
        bad_one, good_one = hear_receipts(campus.hub, storage, stick)
        assert bad_one.error and bad_one.file == damaged.name and good_one.new and not good_one.error
        assert pack_for_above(campus.hub, storage, stick) == []


@given(st.binary(max_size=400))
def test_any_bytes_in_a_seal_are_refused(content: bytes) -> None:
    import pyrage

    sealed = pyrage.encrypt(content, [pyrage.x25519.Recipient.from_str(recipient_of(_IDENTITY))])
    with pytest.raises(BivouacError):
        open_parcel(sealed, _IDENTITY)


_IDENTITY = new_identity()


def test_receipts_survive_their_form() -> None:
    receipt = Receipt("hub", "w", "d", {"s": {"f": (3, b"12345")}}, 7)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(receipt), type=Receipt) == receipt
