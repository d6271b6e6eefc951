"""Settings and people of a machine."""

import dataclasses
import sys
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bivouac.errors import RefusedError
from bivouac.sync.hub.certificate import make_certificate
from bivouac.sync.protocol.messages import Catalogue, CatalogueEntry, HubInfo
from bivouac.sync.protocol.signing import sign_word
from bivouac.sync.protocol.word import Word, content_of
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
    keys = {hub: Ed25519PrivateKey.generate() for hub in ("home", "school", "stranger")}
    told = {hub: {f"device of {hub}": key.public_key().public_bytes_raw()} for hub, key in keys.items()}

    def word(hub: str, signer: str) -> Word:
        content = content_of(hub, bytes(16), b"certificate")
        return Word(hub, content, {f"device of {hub}": sign_word(content, keys[signer].sign)})

    def come(to: Campus, certificate: str = "", signer: str = "") -> None:
        to = dataclasses.replace(to, certificate=certificate or to.certificate)
        said = word(to.id, signer or to.id)
        people.join(to, dataclasses.replace(awa, campus=to.id), f"token of {to.id}", "d1", said)

    def refused(to: Campus, certificate: str = "", signer: str = "") -> bool:
        before = people.learner("awa"), people.token("awa"), people.campuses()
        with pytest.raises(RefusedError):
            come(to, certificate, signer)
        return before == (people.learner("awa"), people.token("awa"), people.campuses())

    come(home)
    assert refused(school), "the campus has not said yet who is above it"
    people.keep_info("home", HubInfo("home", "Abidjan", {"home": told["home"], "school": told["school"]}, ()))
    assert refused(stranger)
    assert refused(school, signer="stranger"), "it only says that it is the school"
    with pytest.raises(RefusedError, match="does not prove"):
        people.join(school, dataclasses.replace(awa, campus="school"), "token", "d1")
    with pytest.raises(RefusedError, match="does not prove"):
        people.join(
            school, dataclasses.replace(awa, campus="school"), "token", "d1", word("home", "home")
        )  # another hub's own word
    people.keep_lock("awa", "$argon2id$")
    ali = people.add_guest("Ali")
    people.use(ali.id)
    assert refused(school), "Ali is at the machine, and Awa has a password"
    people.use("awa")
    come(school)
    assert people.token("awa")[0] == "token of school"
    assert refused(home, "PEM of somebody else who says that it is home", signer="stranger")
    come(home)
    assert people.token("awa")[0] == "token of home"


def test_a_hub_that_somebody_joined_here_gets_nobody_by_saying_that_theirs_is_above_it(tmp_path: Path) -> None:
    people = Library(tmp_path).people
    school, stranger = Campus("school", "School", (), "PEM of the school"), Campus("stranger", "Stranger", (), "PEM")
    people.join(school, Learner("awa", "Awa", "school", "learner"), "token", "d1")
    people.join(stranger, Learner("ali", "Ali", "stranger", "learner"), "token", "d1")
    people.keep_info("stranger", HubInfo("stranger", "Stranger", {"stranger": {}, "school": {}}, ()))
    with pytest.raises(RefusedError):
        people.join(stranger, Learner("awa", "Awa", "stranger", "learner"), "token", "d1")
    assert people.learner("awa") == Learner("awa", "Awa", "school", "learner")


def test_another_certificate_takes_a_campuss_place_only_with_its_own_keys_word(tmp_path: Path) -> None:
    people, key, other = Library(tmp_path).people, Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    home, awa = Campus("home", "Abidjan", ("https://10.0.0.1",), "PEM"), Learner("awa", "Awa", "home", "learner")
    anew, content = dataclasses.replace(home, certificate="PEM anew"), content_of("home", bytes(16), b"anew")

    def said(by: Ed25519PrivateKey) -> Word:
        return Word("home", content, {"d": sign_word(content, by.sign)})

    people.join(home, awa, "token", "d1")
    with pytest.raises(RefusedError, match="another certificate"):
        people.join(anew, awa, "stolen", "d1", said(key))  # the campus never told of a key
    people.keep_info("home", HubInfo("home", "Abidjan", {"home": {"d": key.public_key().public_bytes_raw()}}, ()))
    for word in (None, said(other), Word("other", content, said(key).signatures)):
        for who in (awa, Learner("ali", "Ali", "home", "learner")):
            with pytest.raises(RefusedError, match="another certificate"):
                people.join(anew, who, "stolen", "d1", word)
    assert (people.campuses(), people.learners(), people.token("awa")) == ([home], [awa], ("token", "d1"))
    people.join(anew, awa, "another", "d1", said(key))
    assert (people.campuses(), people.learners(), people.token("awa")) == ([anew], [awa], ("another", "d1"))


def test_the_same_certificate_may_be_written_otherwise(tmp_path: Path) -> None:
    """As by another tool, in an invite file made of the hub's own."""
    people, written = Library(tmp_path).people, make_certificate("Abidjan")[0].decode()
    home, awa = Campus("home", "Abidjan", (), written), Learner("awa", "Awa", "home", "learner")
    people.join(home, awa, "token", "d1")
    for text in (written.replace("\n", "\r\n"), "Certificate:\n" + written):
        people.join(dataclasses.replace(home, certificate=text), awa, "another", "d1")
    other = make_certificate("Abidjan")[0].decode()
    for text in (other, "", "-----BEGIN CERTIFICATE-----"):
        with pytest.raises(RefusedError, match="another certificate"):
            people.join(dataclasses.replace(home, certificate=text), awa, "stolen", "d1")


def test_the_machine_keeps_its_identity(tmp_path: Path) -> None:
    first = Library(tmp_path).device()
    again = Library(tmp_path).device()
    assert first.id == again.id
    assert first.public_key() == again.public_key()
    assert (tmp_path / "device.json").stat().st_mode & 0o077 == 0 or sys.platform == "win32", (
        "its folder is the person's"
    )
