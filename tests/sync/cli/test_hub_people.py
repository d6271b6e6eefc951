"""Staff at a terminal: roles, classes, lists, lost computers, a hub above, a stick."""

from __future__ import annotations

import contextlib
import csv
import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from bivouac.errors import InputError, RefusedError
from bivouac.sync.exchange.join import greet
from bivouac.sync.exchange.join import join as take_up
from bivouac.sync.hub.class_list import plan, read_list
from bivouac.sync.hub.folder import Serving
from bivouac.sync.hub.joining import Offer
from bivouac.sync.hub.storage import Account
from bivouac.sync.hub.storage import Learner as Known
from bivouac.sync.journal.acts import Reached
from bivouac.sync.journal.clock import wall_milliseconds
from bivouac.sync.protocol import invite
from bivouac.sync.protocol.invite import clean_code, read_invitation, selector_of
from bivouac.sync.store.library import Library
from bivouac.sync.store.people import Campus as KnownCampus
from bivouac.sync.store.people import Learner
from tests.sync.campus import Campus, Laptop
from tests.terminal import refused, run


@pytest.fixture
def campus(tmp_path: Path) -> Iterator[Campus]:
    campus = Campus(tmp_path / "campus")
    yield campus
    campus.stop()


def members(campus: Campus, name: str) -> dict[str, str]:
    with contextlib.closing(campus.hub.storage()) as storage:
        (cohort,) = [one for one in storage.cohorts() if one.name == name]
        return {one.name: one.role for one in storage.members(cohort.id)}


def test_a_class_list_adds_and_never_removes(campus: Campus, tmp_path: Path) -> None:
    folder, file, codes = campus.hub.folder, tmp_path / "list.csv", tmp_path / "codes.csv"
    file.write_text(
        "nom;rôle;classe\nAwa Koné;;Finance 1\nIbrahim Touré;apprenant;Finance 1\nMme Diop;enseignant;\n", "utf-8"
    )
    trial = run("hub", "import", folder, file, "--class", "Finance 1", "--dry-run")
    assert "New: Awa Koné" in trial and "a trial" in trial
    assert run("hub", "learners", folder).count("\n") == 1
    run("hub", "import", folder, file, "--class", "Finance 1", "--codes", codes)
    everybody = {"Awa Koné": "learner", "Ibrahim Touré": "learner", "Mme Diop": "teacher"}
    assert members(campus, "Finance 1") == everybody
    rows = list(csv.DictReader(codes.read_text("utf-8-sig").splitlines()))
    assert [row["name"] for row in rows] == list(everybody)
    laptop = Laptop(tmp_path / "laptop", campus.url, rows[0]["code"], name="")
    assert laptop.joined.name == "Awa Koné"
    laptop.close()
    file.write_bytes("name,class\nAwa Koné,Finance 1\nÉva,Finance 1\n".encode("cp1252"))
    said = run("hub", "import", folder, file)
    assert "left as they are: Ibrahim Touré" in said and "1 person is new" in said
    assert members(campus, "Finance 1") == {**everybody, "Éva": "learner"}
    (row,) = (line for line in run("hub", "classes", folder, "Finance 1").splitlines() if "Ibrahim Touré" in line)
    file.write_text(f"id,name\n{row.split()[-1]},Ibrahima Touré\n", "utf-8")
    run("hub", "import", folder, file)
    assert "Ibrahima Touré" in members(campus, "Finance 1")


def test_a_list_as_a_french_spreadsheet_has_it() -> None:
    heads = "Nom;Prénom;Rôle;Téléphone;Classe"
    lines = [
        "KONÉ;Awa;Apprenante;01;F1",
        "Diop;Fatou;Professeur;;",
        "Touré;Ibrahim;équipe;;",
        "Bah;Ali;Administratrice;;",
    ]
    found = read_list("\r\n".join([heads, *lines, ""]).encode("cp1252"))
    assert [row.name for row in found.rows] == ["Awa KONÉ", "Fatou Diop", "Ibrahim Touré", "Ali Bah"]
    assert [row.role for row in found.rows] == ["learner", "teacher", "staff", "administrator"]
    assert found.ignored == ["Téléphone"] and found.rows[0].cohort == "F1"
    for heads in ("first name,last name", "Given Name,Family  name", "prenom,nom de famille"):
        assert [row.name for row in read_list(f"{heads}\nAwa,Koné\n".encode()).rows] == ["Awa Koné"]


def test_a_list_of_family_names_alone_is_no_list_of_people_without_a_word(campus: Campus, tmp_path: Path) -> None:
    for head, name, said in (
        ("Surname", "Koné", True),
        ("Nom", "Koné", True),
        ("Nom", "Awa Koné", False),
        ("Name", "Koné", False),
        ("Nom complet", "Koné", False),
    ):
        (tmp_path / "list.csv").write_text(f"{head}\n{name}\n", "utf-8")
        output = run("hub", "import", campus.hub.folder, tmp_path / "list.csv", "--dry-run")
        assert (f"“{head}” was taken as the whole name" in output) == said
    (tmp_path / "list.csv").write_text("Nom;Prénom\nKoné;Awa\n", "utf-8")
    assert "whole name" not in run("hub", "import", campus.hub.folder, tmp_path / "list.csv", "--dry-run")
    assert read_list("nom\tprénom\nKoné\tAwa\n".encode("utf-16")).rows[0].name == "Awa Koné"


def test_of_two_classes_of_one_name_the_id_tells_which(campus: Campus) -> None:
    with contextlib.closing(campus.hub.storage()) as storage:
        made = [storage.add_cohort("Finance 1") for _ in range(2)]
        storage.keep_member(made[1].id, storage.add_account("Awa", "learner", "fr", 1).id, "learner")
    said = refused("hub", "classes", campus.hub.folder, "Finance 1")
    assert "Several classes" in said and all(one.id in said for one in made) and "1 person" in said
    assert "No class here" in refused("hub", "classes", campus.hub.folder, "Finance 9")


def test_a_list_says_what_it_makes_of_people_who_are_here(campus: Campus, tmp_path: Path) -> None:
    folder, file = campus.hub.folder, tmp_path / "list.csv"
    roles = {"Awa": "learner", "Fatou": "teacher", "Ali": "staff", "Eva": "learner", "Zoé": "teacher"}
    with contextlib.closing(campus.hub.storage()) as storage:
        before = {name: storage.add_account(name, role, "fr", 1).id for name, role in roles.items()}  # type: ignore[arg-type]
    file.write_text(
        "nom;rôle\nAwa;enseignante\nFatou;apprenante\nAli;enseignant\nEva;équipe\nZoé;\nMina;équipe\nIbrahim;apprenant\n",
        "utf-8",
    )
    trial = run("hub", "import", folder, file, "--class", "Finance 1", "--dry-run").splitlines()
    assert {one.account.name: one.account.role for one in learners(campus)} == roles
    said = run("hub", "import", folder, file, "--class", "Finance 1").splitlines()
    assert said[:-1] == trial[:-1]
    stays = "a list makes nobody who is here staff or administrator"
    assert [line.partition(":")[0] if stays in line else line for line in said[:-1]] == [
        "Here already: Awa → Finance 1",
        "Awa is teacher now.",
        "Here already: Fatou → Finance 1",
        "Fatou is learner now.",
        "Here already: Ali → Finance 1",
        "Ali stays staff",
        "Here already: Eva → Finance 1",
        "Eva stays learner",
        "Here already: Zoé → Finance 1",
        "New: Mina (staff) → Finance 1",
        "New: Ibrahim → Finance 1",
        "The column “nom” was taken as the whole name, because the list has none of first names. If it has family names alone, add a column “first name”.",
    ]
    after = {**roles, "Awa": "teacher", "Fatou": "learner", "Mina": "staff", "Ibrahim": "learner"}
    assert {one.account.name: one.account.role for one in learners(campus)} == after
    in_class = {name: "teacher" if role == "teacher" else "learner" for name, role in after.items()}
    assert members(campus, "Finance 1") == in_class
    file.write_text(f"id,name,role\n{before['Awa']},Awa Koné,learner\n", "utf-8")
    said = run("hub", "import", folder, file).splitlines()
    assert said[:2] == ["Awa is called Awa Koné now.", "Awa Koné is learner now."]
    assert run("hub", "import", folder, file).splitlines()[0] == "Here already: Awa Koné"


def test_columns_that_nobody_understands_are_named(campus: Campus, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("Nom;Age;Ville\nAwa Koné;20;Abidjan\n", "utf-8")
    said = run("hub", "import", campus.hub.folder, file, "--dry-run")
    assert "New: Awa Koné" in said and "not understood, and left out: Age, Ville" in said


def test_codes_that_were_written_once_stay(campus: Campus, tmp_path: Path) -> None:
    folder, file, codes = campus.hub.folder, tmp_path / "list.csv", tmp_path / "codes.csv"
    file.write_text("name\nAwa\nIbrahim\n", "utf-8")
    assert "2 new codes are in" in run("hub", "import", folder, file, "--codes", codes)
    before = codes.read_bytes()
    assert "2 people of the list were here already" in run("hub", "import", folder, file, "--codes", codes)
    assert codes.read_bytes() == before
    file.write_text("name\nAwa\nÉva\n", "utf-8")
    run("hub", "import", folder, file, "--codes", codes)
    rows = list(csv.DictReader(codes.read_text("utf-8-sig").splitlines()))
    assert codes.read_bytes().startswith(before) and [row["name"] for row in rows] == ["Awa", "Ibrahim", "Éva"]
    laptop = Laptop(tmp_path / "laptop", campus.url, rows[1]["code"], name="")
    assert laptop.joined.name == "Ibrahim"
    laptop.close()


def test_a_file_that_is_no_list_of_codes_is_left_alone(campus: Campus, tmp_path: Path) -> None:
    folder, file = campus.hub.folder, tmp_path / "list.csv"
    file.write_text("name\nAwa\n", "utf-8")
    for codes, says in ((file, "Name another file"), (tmp_path / "none" / "codes.csv", "no folder")):
        assert says in refused("hub", "import", folder, file, "--codes", codes)
    assert file.read_text("utf-8") == "name\nAwa\n" and run("hub", "learners", folder).count("\n") == 1


def test_files_for_a_class_leave_the_codes_of_its_list_good(campus: Campus, tmp_path: Path) -> None:
    folder, file, codes = campus.hub.folder, tmp_path / "list.csv", tmp_path / "codes.csv"
    file.write_text("name\nAwa\nIbrahim\n", "utf-8")
    run("hub", "import", folder, file, "--class", "Finance 1", "--codes", codes)
    first, second = (row["code"] for row in csv.DictReader(codes.read_text("utf-8-sig").splitlines()))
    written = run("hub", "invites", folder, "Finance 1", tmp_path / "invites", "--url", campus.url)
    assert "0 invitations are in" in written and "still good (on a list, or made one by one): Awa, Ibrahim" in written
    laptop = Laptop(tmp_path / "laptop", campus.url, first, name="")
    assert laptop.joined.name == "Awa"
    laptop.close()
    written = run("hub", "invites", folder, "Finance 1", tmp_path / "invites", "--url", campus.url)
    assert "1 invitation is in" in written, "Awa's code is used up: a file for her next laptop takes nothing away"
    written = run("hub", "invites", folder, "Finance 1", tmp_path / "invites", "--url", campus.url, "--replace")
    assert "had until now are worthless: Ibrahim" in written and "2 invitations are in" in written
    with pytest.raises(RefusedError):
        Laptop(tmp_path / "other", campus.url, second, name="")
    said = run("hub", "invite", folder, "--learner", "Ibrahim")
    assert "The invitation that Ibrahim had is worthless now." in said


def owner(campus: Campus, file: Path) -> str:
    """Whose invitation is in a file, as the hub knows it."""
    code = clean_code(read_invitation(file).code)
    with contextlib.closing(campus.hub.storage()) as storage:
        invite = storage.invite(selector_of(code), wall_milliseconds())
        return invite.learner or "" if invite else "nobody"


def test_a_file_is_for_whom_its_code_is_whatever_it_is_called(campus: Campus, tmp_path: Path) -> None:
    folder, file, output = campus.hub.folder, tmp_path / "list.csv", tmp_path / "invites"

    def write(*options: str) -> str:
        return run("hub", "invites", folder, "F", output, "--url", campus.url, *options)

    file.write_text("name\nAwa Koné\nAli Bah\n", "utf-8")
    run("hub", "import", folder, file, "--class", "F")
    assert "2 invitations are in" in write()
    with contextlib.closing(campus.hub.storage()) as storage:
        marie, ali = (storage.find_account(name) for name in ("Awa Koné", "Ali Bah"))
    assert marie and ali
    before = read_invitation(output / "Awa Koné.bivouac-invite")
    run("hub", "rename", folder, "Awa Koné", "Awa Marie Koné")
    file.write_text("name\nAwa Koné\n", "utf-8")
    run("hub", "import", folder, file, "--class", "F")
    assert "3 invitations are in" in (said := write()) and "1 of them new" in said
    assert {path.stem for path in output.iterdir()} == {"Awa Koné", "Awa Marie Koné", "Ali Bah"}
    with contextlib.closing(campus.hub.storage()) as storage:
        new = storage.find_account("Awa Koné")
    assert new and new.id != marie.id
    owners = {path.stem: owner(campus, path) for path in output.iterdir()}
    assert owners == {"Awa Koné": new.id, "Awa Marie Koné": marie.id, "Ali Bah": ali.id}
    assert read_invitation(output / "Awa Marie Koné.bivouac-invite") == before, "what is on sticks stays good"

    # Two who swap their names.
    for person, name in ((marie.id, "Awa Diop"), (new.id, "Awa Marie Koné"), (marie.id, "Awa Koné")):
        run("hub", "rename", folder, person, name)
    assert "0 of them new" in write()
    owners = {path.stem: owner(campus, path) for path in output.iterdir()}
    assert owners == {"Awa Koné": marie.id, "Awa Marie Koné": new.id, "Ali Bah": ali.id}


def test_files_of_invitations_follow_the_hub_and_worthless_ones_are_named(campus: Campus, tmp_path: Path) -> None:
    folder, file, output = campus.hub.folder, tmp_path / "list.csv", tmp_path / "invites"
    file.write_text("name\nAwa\nAli\n", "utf-8")
    run("hub", "import", folder, file, "--class", "F")
    run("hub", "invites", folder, "F", output, "--url", "https://192.168.1.20:8484")
    of_class = output / "class.bivouac-invite"
    run("hub", "invite", folder, "--url", campus.url, "--file", of_class)
    (output / "Notes.bivouac-invite").write_text("no invitation")
    before = read_invitation(output / "Awa.bivouac-invite")
    run("hub", "invite", folder, "--learner", "Ali")
    said = run("hub", "invites", folder, "F", output, "--url", campus.url)
    assert "This file is worthless" in said and "Ali.bivouac-invite" in said and "1 invitation is in" in said
    after = read_invitation(output / "Awa.bivouac-invite")
    assert after.urls == (campus.url,) and after.code == before.code, "the hub has moved, and its code is the same"
    said = run("hub", "invites", folder, "F", output, "--url", campus.url, "--replace")
    assert "worthless, its code" not in said and "2 invitations are in" in said and of_class.exists()
    file.write_text("name\nclass\n", "utf-8")
    run("hub", "import", folder, file, "--class", "F")
    run("hub", "invites", folder, "F", output, "--url", campus.url)
    assert owner(campus, of_class) == "", "nobody's file is put in the place of another's"


def test_an_invitation_says_where_it_leads(campus: Campus, tmp_path: Path) -> None:
    folder, file = campus.hub.folder, tmp_path / "class.bivouac-invite"
    campus.hub.keep_serving(Serving((campus.url,), campus.port, 1))
    said = run("hub", "invite", folder, "--url", "192.168.1.20", "--file", file)
    assert read_invitation(file).urls == (f"https://192.168.1.20:{campus.port}",) and "Other computers" not in said
    assert "\n100 people can join with it." in said
    for written in ("https://hub.example.org", "https://192.168.1.20:9000", f"http://192.168.1.20:{campus.port}"):
        run("hub", "invite", folder, "--url", written, "--file", file)
        assert read_invitation(file).urls == (written,)
    (folder / "serving.json").unlink()
    run("hub", "invite", folder, "--url", "192.168.1.20", "--file", file)
    assert read_invitation(file).urls == ("https://192.168.1.20:8484",)
    said = run("hub", "invite", folder, "--url", campus.url, "--file", file)
    assert f"Other computers do not reach {campus.url}" in said and "--host 0.0.0.0" in said
    assert "is not the address" in refused("hub", "invite", folder, "--url", "ftp://here")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf\r\n;;\r\n", "is empty"),
        (b"PK\x03\x04" + bytes(200), "Save as"),
        (b"\xd0\xcf\x11\xe0" + bytes(200), "Save as"),
        (b"%PDF-1.7\n", "is a PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "is a picture"),
        (b"name\nAwa\n" + bytes(200), "is no text"),
        (b"prenom,age\nAwa,5\n", "first line"),
        (b"name,role\nAwa,king\n", "Line 2 of the list: “king” is no role"),
        (b"name\n" + b"x" * 90 + b"\n", "Line 2"),
        (b"name\nAwa\nawa \n", r"twice. If they are two people, .* as “awa \(2\)”"),
        (b"name,id\nAwa,nobody\n", "has the id"),
        (b"name\n" + b"x\n" * 20_001, "too long"),
        (b'name\n"' + b"x" * 200_000, "not a list"),
    ],
)
def test_a_list_that_cannot_be_read_changes_nothing(campus: Campus, content: bytes, says: str) -> None:
    with contextlib.closing(campus.hub.storage()) as storage, pytest.raises(InputError, match=says):
        plan(storage, read_list(content).rows, "")


def test_roles_classes_and_lost_computers(campus: Campus, tmp_path: Path) -> None:
    folder = campus.hub.folder
    laptop = Laptop(tmp_path / "laptop", campus.url, campus.code())
    run("hub", "role", folder, "awa koné", "teacher")
    run("hub", "class", folder, "Finance 1", "--teacher", "Awa Koné")
    assert members(campus, "Finance 1") == {"Awa Koné": "teacher"}
    assert "Awa Koné" in run("hub", "classes", folder, "Finance 1")
    run("hub", "class", folder, "Finance 1", "--remove", "Awa Koné")
    assert members(campus, "Finance 1") == {}
    run("hub", "rename", folder, "Awa Koné", "Awa Diarra")
    assert "Awa Diarra" in run("hub", "computers", folder)
    laptop.exchange()
    said = refused("hub", "shut-out", folder, "awa diarra")
    assert "is a person" in said and laptop.device.id in said
    assert "shut out" not in run("hub", "computers", folder)
    assert "everybody who used it: Awa Diarra." in run("hub", "shut-out", folder, laptop.device.id)
    with pytest.raises(RefusedError, match="This computer was shut out of the campus"):
        laptop.exchange()
    assert "shut out" in run("hub", "computers", folder)
    run("hub", "let-back", folder, laptop.device.id)
    laptop.exchange()
    for wrong in (("role", folder, "Nobody", "staff"), ("shut-out", folder, "none"), ("classes", folder, "none")):
        assert "See " in refused("hub", *wrong)
    laptop.close()


def namesakes(campus: Campus) -> tuple[Account, Account]:
    """Two people of one name, as two hubs may make them that knew nothing of each other; the first is in a class."""
    with contextlib.closing(campus.hub.storage()) as storage:
        one, two = (storage.add_account(name, "learner", "fr", 1) for name in ("Zoé Traoré", "Zoé Diop"))
        storage.change_account(two := dataclasses.replace(two, name="Zoé Traoré"))
        storage.keep_member(storage.add_cohort("Finance 1").id, one.id, "learner")
    return one, two


def learners(campus: Campus) -> list[Known]:
    with contextlib.closing(campus.hub.storage()) as storage:
        return storage.learners()


def everybody(campus: Campus) -> dict[str, tuple[str, str]]:
    """Names and roles by id."""
    return {one.account.id: (one.account.name, one.account.role) for one in learners(campus)}


def test_of_two_people_of_one_name_none_is_taken_for_the_other(campus: Campus, tmp_path: Path) -> None:
    folder, (one, two), file = campus.hub.folder, namesakes(campus), tmp_path / "list.csv"
    file.write_text("name\nZoé Traoré\n", "utf-8")
    before = everybody(campus)
    for command in (
        ("role", folder, "Zoé Traoré", "staff"),
        ("password", folder, "zoé traoré"),
        ("rename", folder, "Zoé Traoré", "Zoé T."),
        ("class", folder, "Finance 2", "--add", "Zoé Traoré"),
        ("invite", folder, "--learner", "Zoé Traoré"),
        ("import", folder, file),
    ):
        said = refused("hub", *command)
        assert f"{one.id} (Finance 1)" in said and f"{two.id} (in no class)" in said, command
    assert everybody(campus) == before and "Finance 2" not in run("hub", "classes", folder)
    with contextlib.closing(campus.hub.storage()) as storage:
        assert not storage.password(one.id).hashed and not storage.password(two.id).hashed
    run("hub", "role", folder, two.id, "staff")
    assert everybody(campus) == {one.id: ("Zoé Traoré", "learner"), two.id: ("Zoé Traoré", "staff")}
    run("hub", "rename", folder, two.id, " Zoé  Traoré (2) ")
    run("hub", "role", folder, "Zoé Traoré", "teacher")
    assert everybody(campus) == {one.id: ("Zoé Traoré", "teacher"), two.id: ("Zoé Traoré (2)", "staff")}


def test_a_name_in_use_or_none_is_given_to_nobody(campus: Campus, tmp_path: Path) -> None:
    folder, file = campus.hub.folder, tmp_path / "list.csv"
    with contextlib.closing(campus.hub.storage()) as storage:
        awa, zoe = (storage.add_account(name, "learner", "fr", 1) for name in ("Awa", "Zoé"))
    before = everybody(campus)
    for wrong, says in (("zoé ", f"somebody else already: {zoe.id}"), (" ", "1 to 80"), ("x" * 81, "1 to 80")):
        assert says in refused("hub", "rename", folder, "Awa", wrong)
    for lines, says in (
        (f"{awa.id},Zoé", f"somebody else already: {zoe.id}"),
        (f"{awa.id},Éva\n{zoe.id},Éva", "twice"),
        (f"{awa.id},Éva\n,Éva", "twice"),
    ):
        file.write_text(f"id,name\n{lines}\n", "utf-8")
        assert says in refused("hub", "import", folder, file)
    assert everybody(campus) == before
    assert run("hub", "rename", folder, "Awa", " AWA  Koné ") == "Awa is called AWA Koné now.\n"
    run("hub", "rename", folder, "awa koné", "Awa Koné")
    file.write_text(f"id,name\n{awa.id},Awa Diarra\n", "utf-8")
    assert "Awa Koné is called Awa Diarra now." in run("hub", "import", folder, file, "--dry-run")
    assert everybody(campus)[awa.id] == ("Awa Koné", "learner")
    run("hub", "import", folder, file)
    assert everybody(campus)[awa.id] == ("Awa Diarra", "learner")


def test_a_code_that_leads_into_a_class(campus: Campus, tmp_path: Path) -> None:
    folder = campus.hub.folder
    run("hub", "class", folder, "Finance 1")
    code = run("hub", "invite", folder, "--class", "Finance 1").split()[0]
    Laptop(tmp_path / "laptop", campus.url, code).close()
    assert members(campus, "Finance 1") == {"Awa Koné": "learner"}


def test_an_invitation_to_print(campus: Campus, tmp_path: Path) -> None:
    folder = campus.hub.folder
    for name, begins in (("code.svg", b"<?xml"), ("code.png", b"\x89PNG")):
        run("hub", "invite", folder, "--url", campus.url, "--qr", tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(begins)
    assert ".svg or .png" in refused("hub", "invite", folder, "--url", campus.url, "--qr", tmp_path / "x.gif")


def test_a_hub_above_and_a_stick(campus: Campus, tmp_path: Path) -> None:
    school, stick = Campus(tmp_path / "school", name="School"), tmp_path / "stick"
    stick.mkdir()
    try:
        file = tmp_path / "campus.bivouac-invite"
        run("hub", "invite", school.hub.folder, "--role", "hub", "--file", file, "--url", school.url)
        for absent in ("school.bivouac-invite", tmp_path / "gone"):
            said = refused("hub", "sync", campus.hub.folder, "--upstream", absent)
            assert f"There is no invite file “{absent}”" in said and "--role hub" in said
        assert "Acts that the hub above received" in run("hub", "sync", campus.hub.folder, "--upstream", file)
        assert "no progress of a laptop on this stick" in run("courier", "hub", campus.hub.folder, stick)
        library = joined(campus, tmp_path / "home")
        (learner,) = library.people.learners()
        library.journal(learner.id).record("c", "a", *(Reached(at) for at in range(5)))
        library.close()
        said = run("courier", "laptop", stick, "--library", tmp_path / "home")
        assert "the stick carries 5 acts" in said
        assert "Awa: 5 new acts" in run("courier", "hub", campus.hub.folder, stick)
        again = run("courier", "laptop", stick, "--library", tmp_path / "home")
        assert "has received 5 more acts" in again and "has everything" in again
        assert "Take the stick there and run: bivouac courier hub" in run("courier", "hub", campus.hub.folder, stick)
        assert "Campus" in run("courier", "hub", school.hub.folder, stick)
        assert "The hub above has received" in run("courier", "hub", campus.hub.folder, stick)
        own = campus.hub.settings.id
        (stick / "Bivouac" / f"{own}-1.bivouac-receipt").write_bytes(b"nonsense")
        Laptop(tmp_path / "kofi", campus.url, campus.code(), name="Kofi").close()
        said = refused("courier", "hub", campus.hub.folder, stick)
        assert f"{own}-1.bivouac-receipt: This receipt is not" in said and "Take the stick there" in said
        run("hub", "sync", campus.hub.folder)
        with contextlib.closing(school.hub.storage()) as storage:
            assert storage.feeds(f"learner:{learner.id}")
        (stick / "Bivouac" / "bad.bivouac-progress").write_bytes(b"nonsense")
        assert "damaged" in refused("courier", "hub", campus.hub.folder, stick)
        library = Library(tmp_path / "home")
        library.journal(learner.id).record("c", "a", Reached(6))
        away = KnownCampus("away", "Away", ("http://127.0.0.1:9",), "")
        library.people.join(away, Learner("kofi", "Kofi", "away", "learner"), "token", library.device().id)
        library.close()
        said = refused("courier", "laptop", stick, "--library", tmp_path / "home")
        assert "Kofi: The campus has not said yet" in said and "Awa: the stick carries 1 act." in said
        mistyped = tmp_path / "stik"
        for command in (("hub", campus.hub.folder, mistyped), ("laptop", mistyped, "--library", tmp_path / "home")):
            assert "is no drive or folder" in refused("courier", *command) and not mistyped.exists()
        nobody = ("laptop", mistyped, "--library", tmp_path / "nobody")
        assert "is no drive or folder" in refused("courier", *nobody) and not mistyped.exists()
        assert "no drive" in refused("courier", "laptop", tmp_path / "none", "--library", tmp_path / "home")
    finally:
        school.stop()


def joined(campus: Campus, folder: Path) -> Library:
    """A library on which Awa joined the campus and heard from it once."""
    library = Library(folder)
    device = library.device()
    answer = take_up(
        greet(campus.url, campus.code(Offer())),
        device=device.id,
        public_key=device.public_key(),
        sign=device.sign,
        name="Awa",
    )
    known = KnownCampus(answer.campus, answer.campus_name, (campus.url,), "")
    library.people.join(known, Learner(answer.learner, answer.name, known.id, answer.role), answer.token, device.id)
    from bivouac.desktop.actions.hubs import at_hub

    library.people.keep_info(known.id, at_hub(library, known, answer.learner, lambda hub: hub.hub()))
    return library


@pytest.fixture(autouse=True)
def _quick_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(invite, "_COST", 1 << 4)


def test_files_for_a_stick_are_of_learners_alone_unless_others_are_named(campus: Campus, tmp_path: Path) -> None:
    folder, file, output = campus.hub.folder, tmp_path / "list.csv", tmp_path / "invites"
    file.write_text("name,role\nAwa Koné,learner\nMme Touré,teacher\nSékou,staff\n", "utf-8")
    run("hub", "import", folder, file, "--class", "F")
    rows = [line.split() for line in run("hub", "classes", folder, "F").splitlines()]
    assert ["Sékou", "staff"] in [row[:2] for row in rows]

    def invites(*options: str) -> str:
        return run("hub", "invites", folder, "F", output, "--url", campus.url, *options)

    said = invites()
    assert [path.name for path in output.iterdir()] == ["Awa Koné.bivouac-invite"]
    assert "Mme Touré (teacher)" in said and "Sékou (staff)" in said and "--role" in said
    said = invites("--role", "teacher", "--role", "staff")
    assert len(list(output.iterdir())) == 3 and "Awa Koné (learner)" in said
    said = invites()
    assert "Mme Touré.bivouac-invite, Sékou.bivouac-invite" in said and "still good" in said
    assert len(list(output.iterdir())) == 3


def test_a_name_without_its_accents_is_answered_with_the_one_that_is_meant(campus: Campus, tmp_path: Path) -> None:
    folder, file = campus.hub.folder, tmp_path / "list.csv"
    file.write_text("name\nAwa Koné\nKofi\n", "utf-8")
    run("hub", "import", folder, file)
    for typed in ("Awa Kone", "kone awa"):
        assert "Did you mean: Awa Koné?" in refused("hub", "password", folder, typed)
    assert "Nobody here is called “Ama”. See" in refused("hub", "password", folder, "Ama")
