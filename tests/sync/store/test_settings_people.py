"""Settings and people of a machine."""

import dataclasses
from pathlib import Path

import msgspec
import pytest

from bivouac.errors import RefusedError
from bivouac.sync.protocol.messages import Catalogue, CatalogueEntry, HubInfo
from bivouac.sync.store.library import Library
from bivouac.sync.store.people import Campus, Learner
from bivouac.sync.store.settings import RENDITION, SCHEME, SETTINGS, TEXT_SCALE


def test_settings_keep_what_was_chosen_and_default_what_was_not(tmp_path: Path) -> None:
    library = Library(tmp_path)
    assert [library.settings.get(setting) for setting in SETTINGS] == [setting.default for setting in SETTINGS]
    library.settings.set(SCHEME, "dark")
    library.settings.set(TEXT_SCALE, 1.4)
    library.settings.set(RENDITION, "9000p")
    library.close()
    library = Library(tmp_path)
    assert (library.settings.get(SCHEME), library.settings.get(TEXT_SCALE)) == ("dark", 1.4)
    assert library.settings.get(RENDITION) == "auto", "a choice that is none any more gives the default"


def test_who_used_the_machine_last_comes_first(tmp_path: Path) -> None:
    library = Library(tmp_path)
    awa = library.people.add_guest("Awa")
    campus = Campus("campus-1", "Campus Abidjan", ("https://10.0.0.1:8443",), "PEM")
    library.people.join(campus, Learner("moussa", "Moussa", campus.id, "learner"), "secret", "d1")
    assert [one.name for one in library.people.learners()] == ["Moussa", "Awa"]
    library.people.use(awa.id)
    assert [one.name for one in library.people.learners()] == ["Awa", "Moussa"]
    assert library.people.campus("campus-1") == campus
    assert library.people.token("moussa") == ("secret", "d1")
    assert library.people.token(awa.id) == ("", "")


def test_the_catalogue_is_kept_for_when_the_campus_is_away(tmp_path: Path) -> None:
    library = Library(tmp_path)
    campus = Campus("c1", "Campus", ("http://127.0.0.1:1",), "")
    library.people.join(campus, Learner("awa", "Awa", "c1", "learner"), "t", "d1")
    entry = CatalogueEntry("course", "1", "Course", "fr", "", "sha256:" + "0" * 64, 10, 3, {"240p": 1000})
    library.people.keep_catalogue("c1", Catalogue("state", [entry]))
    assert library.people.catalogue("c1").courses == [entry]
    assert library.people.catalogue("unknown").courses == []
    unsigned = msgspec.structs.replace(entry, id="unsigned")
    library.people.keep_catalogue("c1", Catalogue("state", [entry]), [unsigned])
    assert library.people.catalogue("c1").courses == [entry]
    assert library.people.offered("c1") == Catalogue("state", [entry, unsigned])
    first = msgspec.structs.replace(entry, id="first", title="A course")
    library.people.keep_catalogue("c1", Catalogue("state", [entry]), [first])
    assert library.people.offered("c1") == Catalogue("state", [first, entry]), "in the hub's order"
    older = msgspec.msgpack.encode(Catalogue("state", [entry]))
    library._db.execute("UPDATE campuses SET catalogue = ?", (older,))
    assert library.people.offered("c1") == Catalogue("", [entry]), "what it kept was perhaps not all"


def test_nobody_follows_to_a_hub_that_only_says_their_id(tmp_path: Path) -> None:
    """All that a person did would go to it. The school above their campus is another matter, and the way back from it."""
    people = Library(tmp_path).people
    home = Campus("home", "Abidjan", ("https://10.0.0.1",), "PEM of home")
    school, stranger = Campus("school", "School", (), "PEM of the school"), Campus("stranger", "Stranger", (), "PEM")
    awa = Learner("awa", "Awa", "home", "learner")

    def come(to: Campus, certificate: str = "") -> None:
        to = dataclasses.replace(to, certificate=certificate or to.certificate)
        people.join(to, dataclasses.replace(awa, campus=to.id), f"token of {to.id}", "d1")

    def refused(to: Campus, certificate: str = "") -> bool:
        before = people.learner("awa"), people.token("awa"), people.campuses()
        with pytest.raises(RefusedError):
            come(to, certificate)
        return before == (people.learner("awa"), people.token("awa"), people.campuses())

    come(home)
    assert refused(school), "the campus has not said yet who is above it"
    people.keep_info("home", HubInfo("home", "Abidjan", {"home": {}, "school": {}}, ()))
    assert refused(stranger)
    people.keep_info("home", HubInfo("home", "Abidjan", {"home": {}, "school": {}}, ()))
    people.keep_lock("awa", "$argon2id$")
    ali = people.add_guest("Ali")
    people.use(ali.id)
    assert refused(school), "Ali is at the machine, and Awa has a password"
    people.use("awa")
    come(school)
    assert people.token("awa")[0] == "token of school"
    assert refused(home, "PEM of somebody else who says that it is home")
    come(home)
    assert people.token("awa")[0] == "token of home"


def test_the_machine_keeps_its_identity(tmp_path: Path) -> None:
    first = Library(tmp_path).device()
    again = Library(tmp_path).device()
    assert first.id == again.id
    assert first.public_key() == again.public_key()
    assert (tmp_path / "device.json").stat().st_mode & 0o077 == 0
