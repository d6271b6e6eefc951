"""`bivouac catalogue …`, as the school types it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from bivouac.courses.bundle.layout import Layout
from bivouac.sync.catalogue import keys
from bivouac.sync.cli import main
from tests.sync.campus import store_two_lessons


def test_a_school_signs_withdraws_rotates_and_renews(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "_COST", 1 << 10)
    monkeypatch.setenv("BIVOUAC_CATALOGUE_PASSPHRASE", "a tent in the rain")
    folder, held = tmp_path / "courses", tmp_path / "keys"
    store_two_lessons(Layout.create(folder), {"240p": b"small"})

    def run(*words: str, code: int = 0) -> str:
        result = CliRunner().invoke(main, ["--lang", "en", "catalogue", *words])
        assert result.exit_code == code, result.output
        return result.output

    signing = (str(folder), "--keys", str(held))
    assert "Make one with: bivouac catalogue init" in run("show", str(folder), code=1)
    run("init", *signing, "--timestamp-days", "90")
    assert "“Trade” is in the catalogue." in run("publish", *signing)
    assert "has all of it already" in run("publish", *signing)
    assert "trade  Trade" in run("show", str(folder))
    (old,) = held.glob("timestamp-*")
    assert run("rotate-keys", *signing, "timestamp").endswith(f"Destroy the old one and its copies: {old.name}\n")
    old.unlink()
    assert "timestamp" in run("renew", *signing, "--root")
    with monkeypatch.context() as patch:
        patch.setenv("BIVOUAC_CATALOGUE_PASSPHRASE", "a tent in the sun!")
        refused = run("renew", *signing, code=1)
        assert "The passphrase does not open the key “" in refused and "Try again." in refused
        assert "Traceback" not in refused
    assert "“Trade” is withdrawn." in run("revoke", *signing, "trade", "--reason", "The figures are wrong.")
    assert "The figures are wrong." in run("show", str(folder))
