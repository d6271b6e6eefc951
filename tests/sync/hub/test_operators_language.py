"""What whoever looks after a hub reads in its terminal is in their language; what only programmers read stays as it is, behind a sentence."""

from __future__ import annotations

import contextlib
import http.client
import sqlite3
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from bivouac.courses.bundle import oci
from bivouac.language import current_language, use_language
from bivouac.sync.cli import main
from bivouac.sync.hub.catalogue import CatalogueReader
from bivouac.sync.hub.folder import HubFolder
from tests.sync.campus import HubProcess, store_two_lessons


@pytest.fixture
def hub(tmp_path: Path) -> HubFolder:
    return HubFolder.create(tmp_path / "hub", "Campus Abidjan")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody touch a file that is open")
@pytest.mark.parametrize("workers", [1, 2])
def test_a_hub_that_cannot_answer_says_so_in_french(hub: HubFolder, workers: int) -> None:
    serving = HubProcess(hub.folder, workers=workers, more=["--lang", "fr"])
    (hub.folder / "hub.sqlite").unlink()
    connection = http.client.HTTPConnection("127.0.0.1", serving.port, timeout=20)
    connection.request("GET", "/v1/health")
    assert connection.getresponse().status == 503
    connection.close()
    said = serving.end()[1]
    assert "Le serveur n’a pas pu répondre" in said and "La base de données" in said
    assert "could not" not in said and "database" not in said


@pytest.mark.expects_log("Un cours n’est pas proposé")
def test_a_course_that_is_not_offered_is_said_in_french(hub: HubFolder, caplog: pytest.LogCaptureFixture) -> None:
    layout = hub.layout()
    descriptor: oci.Descriptor = store_two_lessons(layout, {"240p": bytes(1000)})
    layout.blob_path(descriptor.digest).write_bytes(b"x" * descriptor.size)
    before = current_language()
    try:
        use_language("fr")
        CatalogueReader(layout).read()
    finally:
        use_language(before)
    assert "damaged" not in caplog.text


def test_what_sqlite_found_stands_below_a_sentence(hub: HubFolder) -> None:
    with contextlib.closing(sqlite3.connect(hub.folder / "hub.sqlite")) as db, db:
        db.execute("INSERT INTO tokens VALUES (zeroblob(32), 'nobody', 'nothing', '', '', 1)")
    said = CliRunner().invoke(main, ["--lang", "fr", "hub", "check", str(hub.folder)])
    assert said.exit_code == 1
    lines = said.output.splitlines()
    assert lines[0].startswith("La base de données du serveur est endommagée") and "hub check --repair" in lines[0]
    assert sorted(lines[1:]) == ["    tokens: devices", "    tokens: people"]
