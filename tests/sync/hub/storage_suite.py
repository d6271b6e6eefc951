"""What every hub storage must do; a tiny test file for each storage runs it."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from bivouac.errors import RefusedError
from bivouac.sync.hub.storage import Feed, Invite, Newcomer, Segment, SetAside, Storage, Waiting
from bivouac.sync.journal.record import learner_stream

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
        assert storage.append("s", "d", Segment(1, 5, b"one"), 1)
        assert storage.append("s", "d", Segment(6, 6, b"two"), 2)
        assert not storage.append("s", "d", Segment(8, 9, b"gap"), 3)
        assert not storage.append("s", "d", Segment(6, 7, b"again"), 3)
        assert not storage.append("s", "d", Segment(1, 2, b"again"), 3)
        assert not storage.append("s", "other", Segment(2, 2, b"gap"), 3)
        assert storage.append("s", "other", Segment(1, 1, b"x"), 3)
        assert storage.append("t", "d", Segment(1, 1, b"y"), 3)
        assert storage.feeds("s") == {"d": 6, "other": 1}
        assert storage.segments("s", "d", 0, 10) == [Segment(1, 5, b"one"), Segment(6, 6, b"two")]

    def test_segments_are_those_with_records_after_a_number(self, storage: Storage) -> None:
        for first in range(1, 3001, 1000):
            storage.append("s", "d", Segment(first, first + 999, b"%d" % first), 1)
        assert [one.first for one in storage.segments("s", "d", 999, 10)] == [1, 1001, 2001]
        assert [one.first for one in storage.segments("s", "d", 1000, 10)] == [1001, 2001]
        assert [one.first for one in storage.segments("s", "d", 1999, 1)] == [1001]
        assert storage.segments("s", "d", 3000, 10) == []

    def test_of_many_who_append_at_once_one_succeeds(self, storage: Storage) -> None:
        for first in (1, 2):
            results: list[bool] = []

            def come(first: int = first, results: list[bool] = results) -> None:
                results.append(storage.append("s", "d", Segment(first, first, b"x"), 1))

            threads = [threading.Thread(target=come) for _ in range(6)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert sorted(results) == [False] * 5 + [True]

    # out to the world

    def test_feeds_are_listed_in_pages_and_by_when_something_came(self, storage: Storage) -> None:
        for stream, device, at in (("s", "d", 10), ("s", "e", 20), ("t", "c", 30)):
            storage.append(stream, device, Segment(1, 3, b""), at)
        everything = [Feed("s", "d", 3), Feed("s", "e", 3), Feed("t", "c", 3)]
        assert storage.received(0, ("", ""), 10) == everything
        assert storage.received(0, ("", ""), 2) == everything[:2]
        assert storage.received(0, ("s", "e"), 2) == everything[2:]
        assert storage.received(20, ("", ""), 10) == everything[1:]

    def test_arrivals_are_segments_with_their_time(self, storage: Storage) -> None:
        for first in (1, 11, 21):
            storage.append("s", "d", Segment(first, first + 9, b"%d" % first), first * 100)
        found = [(one.segment, one.received_at) for one in storage.arrivals(("s", "d"), 10, 10)]
        assert found == [(Segment(11, 20, b"11"), 1100), (Segment(21, 30, b"21"), 2100)]
        assert [one.segment.first for one in storage.arrivals(("s", "d"), 9, 1)] == [1]
        assert [one.segment.first for one in storage.arrivals(("s", "d"), 0, 10, since=1100)] == [11, 21]
        assert storage.arrivals(("s", "other"), 0, 10) == []

    def test_how_far_each_store_is_is_kept(self, storage: Storage) -> None:
        storage.append("s", "d", Segment(1, 5, b""), 1)
        storage.append("t", "d", Segment(1, 2, b""), 1)
        assert storage.waiting("one", 10) == [Waiting("s", "d", 0, 5), Waiting("t", "d", 0, 2)]
        storage.forwarded("one", [Feed("s", "d", 3), Feed("t", "d", 2)], [], 9)
        assert storage.waiting("one", 10) == [Waiting("s", "d", 3, 5)]
        assert storage.waiting("two", 1) == [Waiting("s", "d", 0, 5)]
        storage.forwarded("one", [Feed("s", "d", 2)], [], 9)  # a second forwarder that is behind
        assert storage.waiting("one", 10) == [Waiting("s", "d", 3, 5)]
        storage.forwarded("one", [Feed("s", "d", 5)], [], 9)
        assert storage.waiting("one", 10) == []
        storage.append("s", "d", Segment(6, 6, b""), 1)
        assert storage.waiting("one", 10) == [Waiting("s", "d", 5, 6)]

    def test_what_a_store_refused_is_set_aside_until_it_is_taken(self, storage: Storage) -> None:
        first, second = SetAside("s", "d", 3, "no such verb"), SetAside("s", "d", 4, "too long")
        storage.forwarded("one", [], [second], 10)
        storage.forwarded("one", [Feed("s", "d", 5)], [first], 5)
        assert storage.set_aside("one", 10) == [first, second]
        assert storage.set_aside("two", 10) == []
        again = replace(first, reason="still no such verb")
        storage.forwarded("one", [], [again], 20)
        assert storage.set_aside("one", 1) == [second] and storage.set_aside("one", 10) == [second, again]
        storage.taken("one", [second, again])
        assert storage.set_aside("one", 10) == []

    # reports

    def test_the_report_has_everybody(self, storage: Storage) -> None:
        storage.add_invite(CLASS)
        awa = storage.take_up(CLASS, AWA, 20)
        assert awa
        storage.add_account("Ali", "staff", "", 1)
        storage.append(learner_stream(awa.id), "d1", Segment(1, 5, b""), 70)
        storage.append(learner_stream(awa.id), "d2", Segment(1, 2, b""), 50)
        found = [(one.account.name, one.devices, one.records, one.seen) for one in storage.learners()]
        assert found == [("Ali", 0, 0, 0), ("Awa Koné", 1, 7, 70)]
