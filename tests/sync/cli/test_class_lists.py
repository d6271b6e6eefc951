"""A class list as the spreadsheet of a French school writes it, and the list of codes that it opens again."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from bivouac.sync.cli import main
from bivouac.sync.hub.folder import HubFolder

ROWS = "Nom;Prénom;Rôle\r\nKoné;Awa;\r\n;;\r\n\r\nŒuvrard;François;prof\r\n"


def run(*words: object, language: str = "en") -> str:
    result = CliRunner().invoke(main, ["--lang", language, "hub", *map(str, words)])
    assert result.exit_code == 0, result.output
    return result.output


def test_who_would_be_here_twice_for_an_accent_or_the_order_of_the_names_is_named(tmp_path: Path) -> None:
    HubFolder.create(folder := tmp_path / "hub", "Campus")
    file = tmp_path / "list.csv"
    file.write_bytes((ROWS + "KONE;Awa;\r\n").encode("cp1252"))
    assert "“Awa Koné” and “Awa KONE” count as two people" in run("import", folder, file, "--dry-run")
    file.write_bytes(ROWS.encode("cp1252"))
    assert "count as two people" not in run("import", folder, file)
    assert "count as two people" not in run("import", folder, file)
    file.write_bytes(b"nom;pr\xe9nom\r\nAwa;Kone\r\n")
    assert "“Kone Awa” and “Awa Koné” count as two people" in run("import", folder, file, "--dry-run")


def test_the_line_with_which_excel_says_what_stands_between_columns_is_no_heads(tmp_path: Path) -> None:
    HubFolder.create(folder := tmp_path / "hub", "Campus")
    file = tmp_path / "list.csv"
    file.write_bytes(("sep=;\r\n" + ROWS).encode("cp1252"))
    assert "New: François Œuvrard (teacher)" in run("import", folder, file)
    file.write_bytes(("sep=;\r\n" + ROWS + "X;Y;roi\r\n").encode("cp1252"))
    result = CliRunner().invoke(main, ["--lang", "en", "hub", "import", str(folder), str(file)])
    assert result.exit_code == 1 and "Line 7 of the list" in result.output


def test_codes_open_in_columns_in_a_french_spreadsheet(tmp_path: Path) -> None:
    """And what a list has already stays in its own manner, whatever language goes on with it."""
    HubFolder.create(folder := tmp_path / "hub", "Campus")
    file, codes = tmp_path / "list.csv", tmp_path / "codes.csv"
    file.write_bytes(ROWS.encode("cp1252"))
    run("import", folder, file, "--codes", codes, language="fr")
    before = codes.read_text("utf-8-sig")
    assert before.splitlines()[0] == "nom;code" and before.splitlines()[1].startswith("Awa Koné;")
    file.write_text("name\nIbrahim\n")
    run("import", folder, file, "--codes", codes)
    after = codes.read_text("utf-8-sig")
    assert after.startswith(before) and after.splitlines()[3].startswith("Ibrahim;")


def test_a_list_of_codes_from_before_goes_on_with_its_ids(tmp_path: Path) -> None:
    HubFolder.create(folder := tmp_path / "hub", "Campus")
    file, codes = tmp_path / "list.csv", tmp_path / "codes.csv"
    file.write_text("name\nIbrahim\n")
    codes.write_bytes("name,id,code\r\nAwa,p1,7K3QX-9M2TB\r\n".encode("utf-8-sig"))
    run("import", folder, file, "--codes", codes)
    assert [line.count(",") for line in codes.read_text("utf-8-sig").splitlines()] == [2, 2, 2]


def test_that_a_list_puts_nobody_in_a_class_is_said_with_how_to(tmp_path: Path) -> None:
    HubFolder.create(folder := tmp_path / "the hub", "Campus")
    file = tmp_path / "list.csv"
    file.write_text("name\nIbrahim\n")
    said = run("import", folder, file)
    assert f"puts nobody in one. To put them in a class: bivouac hub import '{folder}' {file} --class NAME" in said
    assert "nobody in one" not in run("import", folder, file, "--class", "Finance 1")
    file.write_text("name,class\nIbrahim,Finance 1\n")
    assert "nobody in one" not in run("import", folder, file)
