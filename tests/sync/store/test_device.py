"""This machine's identity: one, whoever asks first, and never a damaged one."""

import shutil
import threading
from pathlib import Path

import msgspec
import pytest

from bivouac import machine
from bivouac.sync.store.device import Device, device_id, open_device, renew


def test_threads_that_begin_at_once_are_one_device(tmp_path: Path) -> None:
    start, found = threading.Barrier(8), list[Device]()

    def ask() -> None:
        start.wait()
        found.append(open_device(tmp_path))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {device.id for device in found} == {open_device(tmp_path).id}
    assert {device.public_key() for device in found} == {found[0].public_key()}
    assert device_id(found[0].public_key()) == found[0].id


DAMAGED = [
    b"",
    b"\xff\xfe",
    b'{"id": "x", "private_key": "!"}',
    b'{"id": "00000000000000000000", "private_key": "c2hvcnQ="}',
]


@pytest.mark.expects_log("was put aside")
@pytest.mark.parametrize("content", DAMAGED)
def test_a_damaged_identity_has_a_twin(tmp_path: Path, content: bytes) -> None:
    device = open_device(tmp_path)
    (tmp_path / "device.json").write_bytes(content)
    assert open_device(tmp_path).id == device.id and open_device(tmp_path).public_key() == device.public_key()
    assert (tmp_path / "device.json").read_bytes() == (tmp_path / "device.copy.json").read_bytes()
    assert [path.read_bytes() for path in (tmp_path / "damaged").iterdir()] == [content], "nothing is deleted"


@pytest.mark.expects_log("was put aside")
def test_where_both_are_damaged_the_machine_is_another_and_nothing_is_deleted(tmp_path: Path) -> None:
    """Work was signed with it: whoever repairs the machine may make sense of what is left."""
    device = open_device(tmp_path)
    for name in ("device.json", "device.copy.json"):
        (tmp_path / name).write_bytes(b"damaged")
    assert open_device(tmp_path).id != device.id and open_device(tmp_path).former == ()
    assert len(list((tmp_path / "damaged").iterdir())) == 2


@pytest.mark.expects_log("was put aside")
def test_one_letter_of_a_key_is_enough_to_be_damaged(tmp_path: Path) -> None:
    device = open_device(tmp_path)
    stored = msgspec.json.decode((tmp_path / "device.json").read_bytes())
    key = stored["private_key"]
    stored["private_key"] = ("B" if key[0] == "A" else "A") + key[1:]
    (tmp_path / "device.json").write_bytes(msgspec.json.encode(stored))
    assert open_device(tmp_path).public_key() == device.public_key()


@pytest.mark.expects_log("was put aside")
def test_a_twin_that_is_behind_brings_no_old_name_back(tmp_path: Path) -> None:
    """The power may go between the two files: the twin is written first."""
    first = open_device(tmp_path)
    old = (tmp_path / "device.json").read_bytes()
    second = renew(tmp_path, first.id)
    (tmp_path / "device.json").write_bytes(old)  # as if only the twin had been written
    assert open_device(tmp_path).id == first.id, "the new one was never used"
    (tmp_path / "device.json").write_bytes(b"damaged")
    assert open_device(tmp_path).id == second.id


def test_a_copied_folder_is_another_machine_and_keeps_the_old_key_to_send_with(tmp_path: Path) -> None:
    home, copy = tmp_path / "home", tmp_path / "copy"
    home.mkdir()
    original = open_device(home)
    shutil.copytree(home, copy)
    copied = open_device(copy)
    assert copied.id != original.id and copied.former == (original.id,)
    assert copied.sign_as(original.id, b"x") == original.sign(b"x")
    assert open_device(copy).id == copied.id
    assert open_device(home).id == original.id and open_device(home).former == ()


def test_a_cloned_disk_in_other_hardware_is_another_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing on the disk has changed, down to its numbers."""
    monkeypatch.setattr(machine, "marks", lambda: frozenset({"disk 1", "card 1"}))
    original = open_device(tmp_path)
    monkeypatch.setattr(machine, "marks", lambda: frozenset({"disk 1", "card 2"}))
    assert open_device(tmp_path).id == original.id, "a card was changed"
    monkeypatch.setattr(machine, "marks", lambda: frozenset({"disk 2", "card 2"}))
    clone = open_device(tmp_path)
    assert clone.id != original.id and clone.former == (original.id,)
    monkeypatch.setattr(machine, "marks", frozenset)
    assert open_device(tmp_path).id == clone.id, "what cannot be known is no reason"


def test_a_new_identity_is_made_once(tmp_path: Path) -> None:
    first = open_device(tmp_path)
    second = renew(tmp_path, first.id)
    assert renew(tmp_path, first.id).id == second.id == open_device(tmp_path).id
    assert second.former == (first.id,)


def test_an_identity_of_the_first_form_is_kept(tmp_path: Path) -> None:
    stored = msgspec.json.decode((open_device(tmp_path), (tmp_path / "device.json").read_bytes())[1])
    (tmp_path / "device.json").write_bytes(msgspec.json.encode({key: stored[key] for key in ("id", "private_key")}))
    (tmp_path / "device.copy.json").unlink()
    assert open_device(tmp_path).id == stored["id"]
    assert (tmp_path / "device.copy.json").read_bytes() == (tmp_path / "device.json").read_bytes(), "it has a twin now"
