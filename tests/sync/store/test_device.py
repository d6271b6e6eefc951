"""This machine's identity: one, whoever asks first, and never a damaged one."""

import threading
from pathlib import Path

import pytest

from bivouac.errors import StoreError
from bivouac.sync.store.device import Device, device_id, open_device


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
