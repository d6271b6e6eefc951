"""This machine's identity: one, whoever asks first, and never a damaged one."""

import shutil
import threading
from pathlib import Path

import msgspec
import pytest

from bivouac import machine
from bivouac.errors import StoreError
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


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b'{"id": "x", "private_key": "!"}',
        b'{"id": "00000000000000000000", "private_key": "c2hvcnQ="}',
    ],
)
def test_a_damaged_identity_is_not_replaced(tmp_path: Path, content: bytes) -> None:
    """Work was signed with it: whoever repairs the machine may still have the file."""
    (tmp_path / "device.json").write_bytes(content)
    with pytest.raises(StoreError):
        open_device(tmp_path)
    assert (tmp_path / "device.json").read_bytes() == content


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
    assert open_device(tmp_path).id == stored["id"]
