"""What every hub storage must do; a tiny test file for each storage runs it."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from bivouac.errors import RefusedError
from bivouac.sync.hub.storage import Invite, Newcomer, Segment, Storage
from bivouac.sync.journal.feeds import learner_stream

CLASS = Invite("i1", "ABC", b"salt", b"key", "learner", None, 2, 1000, 10)
AWA = Newcomer("d1", b"public 1", b"token 1", "Awa Koné", "fr")


class StorageSuite:
    """Subclass it with a fixture `storage`."""

    # people

    def test_names_are_told_apart(self, storage: Storage) -> None:
        names = [
            storage.add_account(name, "learner", "fr", 1).name for name in ("Awa Koné", "awa  KONÉ", "Awa Koné", "Ali")
        ]
        assert names == ["Awa Koné", "awa  KONÉ (2)", "Awa Koné (3)", "Ali"]

    def test_an_account_is_found_by_id_and_name(self, storage: Storage) -> None:
        account = storage.add_account("Awa Koné", "staff", "fr", 1)
        assert storage.find_account(account.id) == storage.find_account("awa koné") == account
        assert storage.find_account("nobody") is None

    def test_an_invite_is_there_until_it_runs_out(self, storage: Storage) -> None:
        assert storage.add_invite(CLASS)
        assert storage.invite("ABC", 999) == CLASS
        assert storage.invite("ABC", 1000) is None
        assert storage.invite("XYZ", 0) is None

    def test_a_selector_is_taken_until_its_invite_runs_out(self, storage: Storage) -> None:
        assert storage.add_invite(CLASS)
        assert not storage.add_invite(replace(CLASS, id="i2"))
        assert storage.add_invite(replace(CLASS, id="i3", created=1000, expires=2000))
        found = storage.invite("ABC", 1000)
        assert found and found.id == "i3"

    def test_a_new_personal_invite_replaces_the_earlier_one(self, storage: Storage) -> None:
        account = storage.add_account("Awa", "learner", "fr", 1)
        assert storage.add_invite(replace(CLASS, learner=account.id))
        assert storage.add_invite(replace(CLASS, id="i2", selector="DEF", learner=account.id))
        assert storage.invite("ABC", 20) is None and storage.invite("DEF", 20)

    def test_a_class_code_makes_accounts_as_long_as_it_has_uses(self, storage: Storage) -> None:
        storage.add_invite(CLASS)
        first = storage.take_up(CLASS, AWA, 20)
        second = storage.take_up(CLASS, Newcomer("d2", b"public 2", b"token 2", "Ali", ""), 20)
        assert first and second and first.id != second.id and first.role == "learner"
        assert storage.take_up(CLASS, Newcomer("d3", b"public 3", b"token 3", "Eva", ""), 20) is None
        assert storage.session(b"token 3") is None
        assert storage.devices() == 2  # the third left nothing behind

    def test_the_same_join_again_gives_the_same_account(self, storage: Storage) -> None:
        storage.add_invite(replace(CLASS, uses_left=1))
        first = storage.take_up(CLASS, AWA, 20)
        assert storage.take_up(CLASS, replace(AWA, token_hash=b"token 2", name="awa koné"), 30) == first
        for token in (b"token 1", b"token 2"):
            session = storage.session(token)
            assert first and session and (session.learner, session.device) == (first.id, "d1")
            assert session.public_key == b"public 1"

    def test_two_people_share_a_computer(self, storage: Storage) -> None:
        storage.add_invite(CLASS)
        first, second = (
            storage.take_up(CLASS, AWA, 20),
            storage.take_up(CLASS, replace(AWA, token_hash=b"t", name="Ali"), 20),
        )
        assert first and second and first.id != second.id
        assert storage.devices() == 1

    def test_a_personal_code_opens_the_account_it_was_made_for(self, storage: Storage) -> None:
        account = storage.add_account("Awa", "staff", "fr", 1)
        invite = replace(CLASS, learner=account.id, uses_left=1)
        storage.add_invite(invite)
        assert storage.take_up(invite, replace(AWA, name=""), 20) == account

    def test_a_computers_key_never_changes(self, storage: Storage) -> None:
        storage.add_invite(CLASS)
        storage.take_up(CLASS, AWA, 20)
        with pytest.raises(RefusedError, match="Another computer"):
            storage.take_up(CLASS, replace(AWA, public_key=b"other", token_hash=b"t"), 20)
        found = storage.invite("ABC", 20)
        assert found and found.uses_left == 1

    def test_a_computer_goes_on_under_another_name(self, storage: Storage) -> None:
        storage.add_invite(CLASS)
        storage.take_up(CLASS, AWA, 20)
        before = storage.session(b"token 1")
        assert before
        for token in (b"token 2", b"token 3"):  # an answer was lost
            storage.succeed(before, "d2", b"public 2", token, 30)
            assert storage.session(token) == replace(before, device="d2", public_key=b"public 2")
        assert storage.session(b"token 1") == before
        with pytest.raises(RefusedError, match="Another computer"):
            storage.succeed(before, "d2", b"other", b"token 4", 30)

    def test_one_use_is_one_use_however_many_come_at_once(self, storage: Storage) -> None:
        storage.add_invite(replace(CLASS, uses_left=1))
        results = []

        def come(at: int) -> None:
            results.append(storage.take_up(CLASS, Newcomer(f"d{at}", b"p", f"t{at}".encode(), f"N{at}", ""), 20))

        threads = [threading.Thread(target=come, args=(at,)) for at in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len([one for one in results if one]) == 1

    # journals

    def test_a_feed_grows_without_gaps(self, storage: Storage) -> None:
        assert storage.feeds("s") == {}
        assert storage.append("s", "d", 0, Segment(1, 5, b"one", 7), 1)
        assert not storage.append("s", "d", 0, Segment(1, 6, b"begun already"), 2)
        assert storage.append("s", "d", 5, Segment(6, 6, b"two"), 2)
        assert not storage.append("s", "d", 7, Segment(8, 9, b"gap"), 3)
        assert not storage.append("s", "d", 5, Segment(6, 7, b"again"), 3)
        assert storage.append("s", "d", 6, Segment(4, 9, b"more", cut=True), 3)
        assert storage.append("s", "other", 0, Segment(1, 1, b"x"), 3)
        assert storage.append("t", "d", 0, Segment(1, 1, b"y"), 3)
        assert storage.append("s", "d~4~0123456789", 3, Segment(4, 4, b"a branch"), 3)
        assert storage.feeds("s") == {"d": 9, "other": 1, "d~4~0123456789": 4}
        kept = [Segment(1, 5, b"one", 7), Segment(6, 6, b"two"), Segment(4, 9, b"more", cut=True)]
        assert storage.segments("s", "d", 0, 10) == kept

    def test_segments_are_those_with_records_after_a_number(self, storage: Storage) -> None:
        for first in range(1, 3001, 1000):
            storage.append("s", "d", first - 1, Segment(first, first + 999, b"%d" % first), 1)
        assert [one.first for one in storage.segments("s", "d", 999, 10)] == [1, 1001, 2001]
        assert [one.first for one in storage.segments("s", "d", 1000, 10)] == [1001, 2001]
        assert [one.first for one in storage.segments("s", "d", 1999, 1)] == [1001]
        assert storage.segments("s", "d", 3000, 10) == []

    def test_of_many_who_append_at_once_one_succeeds(self, storage: Storage) -> None:
        for first in (1, 2):
            results: list[bool] = []

            def come(first: int = first, results: list[bool] = results) -> None:
                results.append(storage.append("s", "d", first - 1, Segment(first, first, b"x"), 1))

            threads = [threading.Thread(target=come) for _ in range(6)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert sorted(results) == [False] * 5 + [True]

    def test_a_computers_key_is_known_for_the_people_who_use_it(self, storage: Storage) -> None:
        storage.add_invite(CLASS)
        awa = storage.take_up(CLASS, AWA, 20)
        ali = storage.take_up(CLASS, Newcomer("d2", b"public 2", b"token 2", "Ali", ""), 20)
        assert awa and ali
        assert storage.key_of(awa.id, "d1") == b"public 1"
        assert storage.key_of(awa.id, "d2") is storage.key_of(ali.id, "d1") is storage.key_of(ali.id, "d3") is None

    # reports

    def test_the_report_has_everybody(self, storage: Storage) -> None:
        storage.add_invite(CLASS)
        awa = storage.take_up(CLASS, AWA, 20)
        assert awa
        storage.add_account("Ali", "staff", "", 1)
        storage.append(learner_stream(awa.id), "d1", 0, Segment(1, 5, b""), 70)
        storage.append(learner_stream(awa.id), "d2", 0, Segment(1, 2, b""), 50)
        found = [(one.account.name, one.devices, one.records, one.seen) for one in storage.learners()]
        assert found == [("Ali", 0, 0, 0), ("Awa Koné", 1, 7, 70)]
