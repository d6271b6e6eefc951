"""What every hub storage must do; a tiny test file for each storage runs it."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from msgspec.structs import replace as replace_in

from bivouac.errors import BivouacError, InputError, RecordError, RefusedError, StoreError
from bivouac.sync.hub.author import Author
from bivouac.sync.hub.class_list import Row, plan
from bivouac.sync.hub.namesakes import rename
from bivouac.sync.hub.storage import (
    Account,
    Feed,
    Head,
    Invite,
    Newcomer,
    Password,
    Segment,
    SetAside,
    Storage,
    Waiting,
)
from bivouac.sync.hub.tails import records_of
from bivouac.sync.journal import acts
from bivouac.sync.journal.clock import Reading
from bivouac.sync.journal.feeds import campus_stream, cohort_stream, feed_name, learner_stream
from bivouac.sync.journal.record import make_record
from bivouac.sync.store.device import device_id

HUB = Author("hubid", "h" * 20, lambda content: bytes(64), {"h" * 20: b"hub's key"}, lambda: 1000)
"""In whose name the storages under test note things."""

CLASS = Invite("i1", "ABC", b"salt", b"key", "learner", None, 2, 1000, 10)
D1, D2, D3 = ((bytes([at]) * 32, device_id(bytes([at]) * 32)) for at in (1, 2, 3))
"""Public keys and ids of computers."""

S, T = "learner:s", "learner:t"
AWA = Newcomer(D1[1], D1[0], b"token 1", "Awa Koné", "fr")


def together(*deeds: Callable[[], object]) -> list[object]:
    """What came of deeds that begin at once, or what they raised."""

    def done(deed: Callable[[], object]) -> object:
        try:
            return deed()
        except BivouacError as error:
            return error

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(done, deeds))


def follow(storage: Storage, other: Storage) -> None:
    """Let another hub know what this one noted about its campus."""
    segments = storage.segments(campus_stream(HUB.hub), HUB.feed, 0, 100)
    other.refold(HUB.hub, [record for segment in segments for record in records_of(HUB.feed, segment)], 50)


class StorageSuite:
    """Subclass it with fixtures `storage` and `other`, two of the kind, both empty."""

    # people

    def test_names_are_told_apart(self, storage: Storage) -> None:
        names = [
            storage.add_account(name, "learner", "fr", 1).name for name in ("Awa Koné", "awa  KONÉ", "Awa Koné", "Ali")
        ]
        assert names == ["Awa Koné", "awa  KONÉ (2)", "Awa Koné (3)", "Ali"]

    def test_a_name_is_one_whichever_apostrophe_hyphen_or_space_is_in_it(self, storage: Storage) -> None:
        kept = storage.add_account("Awa N'Diaye-Koné", "learner", "fr", 1)
        for apostrophe in "'’‘ʼ`´′＇":
            for hyphen in "-\u2010\u2011\u2013\u2014\u2212\uff0d":
                for space in " \u00a0\u202f\u2009":
                    text = f"awa{space}n{apostrophe}diaye{hyphen}KONÉ"
                    assert storage.find_account(text) == kept, ascii(text)
        assert storage.find_account("Awa NDiaye-Koné") is None
        assert storage.add_account("Awa N’Diaye–Koné", "learner", "fr", 1).name == "Awa N’Diaye–Koné (2)"

    def test_of_two_who_want_a_name_at_once_one_gets_it(self, storage: Storage) -> None:
        """Each has looked whether it is free before either writes, where they are let."""
        both = threading.Barrier(2)
        real = storage.find_accounts

        def looked(texts: Sequence[str]) -> dict[str, list[Account]]:
            found = real(texts)
            with contextlib.suppress(threading.BrokenBarrierError):
                both.wait(1)
            return found

        accounts = [storage.add_account(name, "learner", "fr", 1) for name in ("Awa", "Ali")]
        storage.find_accounts = looked  # type: ignore[method-assign]
        said = together(*(lambda one=one: rename(storage, one, "Eva") for one in accounts))
        assert sorted(type(one).__name__ for one in said) == ["Account", "InputError"], said
        assert sorted(one.account.name for one in storage.learners()) in (["Ali", "Eva"], ["Awa", "Eva"])

    def test_of_two_who_bring_in_a_list_at_once_nobody_becomes_two_people(self, storage: Storage) -> None:
        rows = [Row(f"Person {number}", None, "", "Finance 1", "") for number in range(5)]
        plans = [plan(storage, rows, "") for _ in range(2)]
        said = together(*(lambda one=one: one.carry_out(storage, 1) for one in plans))
        assert sorted(len(one) for one in said if isinstance(one, list)) == [0, 5], said
        assert [one.account.name for one in storage.learners()] == [row.name for row in rows]
        assert [one.name for one in storage.cohorts()] == ["Finance 1"]

    def test_people_come_a_page_at_a_time_with_what_they_brought(self, storage: Storage) -> None:
        accounts = [storage.add_account(f"Person {number:02}", "learner", "fr", 1) for number in range(12)]
        cohort = storage.add_cohort("Finance 1")
        for number, account in enumerate(accounts):
            storage.append(learner_stream(account.id), D1[1], None, Segment(1, number + 1, b"x"), b"m", 10 + number)
            if number % 2:
                storage.keep_member(cohort.id, account.id, "learner")
                feed = feed_name(cohort_stream(cohort.id), D2[1], account.id)
                storage.append(cohort_stream(cohort.id), feed, None, Segment(1, 5, b"x"), b"m", 50)
        storage.keep_member(cohort.id, accounts[1].id, "")  # who left wrote there, too
        everybody = storage.learners()
        assert [one.records for one in everybody] == [n + 1 + (5 if n % 2 else 0) for n in range(12)]
        assert [one.seen for one in everybody] == [50 if n % 2 else 10 + n for n in range(12)]
        begin, pages = "", list[str]()
        while page := storage.learners(begin, 5):
            assert page == everybody[len(pages) : len(pages) + 5]
            pages += [one.account.id for one in page[:4]]
            begin = page[4].account.id if len(page) > 4 else "Person 99"
        assert pages == [one.id for one in accounts]
        assert storage.learners("person  07", 2) == everybody[7:9]
        assert storage.learners("Person 10") == everybody[10:]

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
        assert storage.invited(20, [account.id, "s"]) == {account.id}, "and no class code"
        assert storage.invited(CLASS.expires, [account.id]) == set()

    def test_a_class_code_makes_accounts_as_long_as_it_has_uses(self, storage: Storage) -> None:
        storage.add_invite(CLASS)
        first = storage.take_up(CLASS, AWA, 20)
        second = storage.take_up(CLASS, Newcomer(D2[1], D2[0], b"token 2", "Ali", ""), 20)
        assert first and second and first.id != second.id and first.role == "learner"
        assert storage.take_up(CLASS, Newcomer(D3[1], D3[0], b"token 3", "Eva", ""), 20) is None
        assert storage.session(b"token 3") is None
        assert storage.standing().devices == 2  # the third left nothing behind

    def test_the_same_join_again_gives_the_same_account(self, storage: Storage) -> None:
        storage.add_invite(replace(CLASS, uses_left=1))
        first = storage.take_up(CLASS, AWA, 20)
        assert storage.take_up(CLASS, replace(AWA, token_hash=b"token 2", name="awa koné"), 30) == first
        for token in (b"token 1", b"token 2"):
            session = storage.session(token)
            assert first and session and (session.learner, session.device) == (first.id, D1[1])
            assert session.public_key == D1[0]

    def test_two_people_share_a_computer(self, storage: Storage) -> None:
        storage.add_invite(CLASS)
        first, second = (
            storage.take_up(CLASS, AWA, 20),
            storage.take_up(CLASS, replace(AWA, token_hash=b"t", name="Ali"), 20),
        )
        assert first and second and first.id != second.id
        assert storage.standing().devices == 1

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
        awa = storage.take_up(CLASS, AWA, 20)
        before = storage.session(b"token 1")
        assert awa and before
        for token in (b"token 2", b"token 3"):  # an answer was lost
            storage.let_in(awa, Newcomer(D2[1], D2[0], token, "", ""), 30)
            assert storage.session(token) == replace(before, device=D2[1], public_key=D2[0])
        assert storage.session(b"token 1") == before
        with pytest.raises(RefusedError, match="Another computer"):
            storage.let_in(awa, Newcomer(D2[1], D3[0], b"token 4", "", ""), 30)

    def test_a_computer_that_is_shut_out_is_nobodys(self, storage: Storage) -> None:
        storage.add_invite(CLASS)
        awa = storage.take_up(CLASS, AWA, 20)
        assert awa
        storage.shut_out(D1[1], True)
        assert storage.session(b"token 1") is None and storage.key_of(awa.id, D1[1]) is None
        assert storage.is_shut_out(b"token 1") and not storage.is_shut_out(b"token 9")
        assert storage.key_of(awa.id, D1[1], even_out=True) == D1[0]
        assert [(one.id, one.out, one.people) for one in storage.computers()] == [(D1[1], True, ("Awa Koné",))]
        with pytest.raises(RefusedError, match="shut out"):
            storage.take_up(CLASS, replace(AWA, token_hash=b"t", name="Ali"), 20)
        storage.shut_out(D1[1], False)
        assert storage.session(b"token 1") and not storage.is_shut_out(b"token 1")
        with pytest.raises(InputError):
            storage.shut_out("unheard of", True)

    def test_classes_have_members(self, storage: Storage) -> None:
        cohort, other = storage.add_cohort("Finance 1"), storage.add_cohort("Finance 2")
        awa, ali = (storage.add_account(name, "learner", "fr", 1) for name in ("Awa", "Ali"))
        storage.keep_member(cohort.id, awa.id, "learner")
        storage.keep_member(cohort.id, ali.id, "teacher")
        storage.keep_member(other.id, awa.id, "learner")
        assert [(one.name, one.role) for one in storage.members(cohort.id)] == [("Ali", "teacher"), ("Awa", "learner")]
        assert storage.cohorts_of(awa.id) == {cohort.id: "learner", other.id: "learner"}
        storage.keep_member(cohort.id, awa.id, "")
        assert storage.cohorts_of(awa.id) == {other.id: "learner"}
        storage.rename_cohort(replace(cohort, name="Finance A"))
        assert [one.name for one in storage.cohorts()] == ["Finance 2", "Finance A"]

    def test_a_code_may_lead_into_a_class(self, storage: Storage) -> None:
        cohort = storage.add_cohort("Finance 1")
        invite = replace(CLASS, cohort=cohort.id)
        storage.add_invite(invite)
        awa = storage.take_up(invite, AWA, 20)
        assert awa and storage.cohorts_of(awa.id) == {cohort.id: "learner"}

    def test_a_person_changes_and_has_a_password(self, storage: Storage) -> None:
        awa = storage.add_account("Awa", "learner", "fr", 1)
        storage.change_account(replace(awa, name="Awa Koné", role="teacher"))
        assert storage.find_account("awa koné") == replace(awa, name="Awa Koné", role="teacher")
        assert storage.password(awa.id) == Password()
        storage.keep_password(awa.id, Password("hash", temporary=True))
        assert storage.password(awa.id) == Password("hash", temporary=True)
        storage.keep_password(awa.id, Password("other"))
        assert storage.password(awa.id) == Password("other")

    def test_a_class_code_does_not_open_an_account_that_has_a_password(self, storage: Storage) -> None:
        storage.add_invite(CLASS)
        awa = storage.take_up(CLASS, AWA, 20)
        assert awa and storage.take_up(CLASS, replace(AWA, token_hash=b"again"), 21) == awa, "after a lost answer"
        storage.keep_password(awa.id, Password("hash"))
        with pytest.raises(RefusedError, match="has a password"):
            storage.take_up(CLASS, replace(AWA, token_hash=b"more"), 22)
        personal = replace(CLASS, id="i2", selector="XYZ", learner=awa.id, uses_left=1)
        storage.add_invite(personal)
        assert storage.take_up(personal, replace(AWA, token_hash=b"mine", name=""), 23) == awa

    def test_what_is_noted_is_records_that_another_hub_can_follow(self, storage: Storage, other: Storage) -> None:
        """In whatever order the records come, the other knows the same people, classes and computers."""
        storage.add_invite(CLASS)
        awa = storage.take_up(CLASS, AWA, 20)
        cohort = storage.add_cohort("Finance 1")
        assert awa
        storage.keep_member(cohort.id, awa.id, "learner")
        storage.shut_out(D1[1], True)
        storage.change_account(replace(awa, name="Awa K."))
        stream = campus_stream(HUB.hub)
        records = [
            record for segment in storage.segments(stream, HUB.feed, 0, 100) for record in records_of(HUB.feed, segment)
        ]
        assert [record.seq for record in records] == list(range(1, len(records) + 1))
        for _ in range(2):
            other.refold(HUB.hub, records, 50)
        assert other.find_account(awa.id) == storage.find_account(awa.id) == replace(awa, name="Awa K.")
        assert other.cohorts() == storage.cohorts() and other.members(cohort.id) == storage.members(cohort.id)
        assert [(one.id, one.out) for one in other.computers()] == [(D1[1], True)]
        other.refold(HUB.hub, records[:3], 60)
        assert other.find_account(awa.id) == replace(awa, name="Awa K."), "what was said earlier changes nothing"

    def test_what_a_class_reads_of_who_left_it_is_noted_with_the_removal(
        self, storage: Storage, other: Storage
    ) -> None:
        awa, cohort = storage.add_account("Awa", "learner", "fr", 1), storage.add_cohort("Finance 1")
        stream = cohort_stream(cohort.id)
        feed, later = (feed_name(stream, device[1], awa.id) for device in (D1, D2))
        storage.keep_member(cohort.id, awa.id, "learner")
        storage.append(stream, feed, None, Segment(1, 3, b"x"), b"m3", 1)
        storage.append(stream, feed_name(stream, D3[1], "ali"), None, Segment(1, 9, b"x"), b"m9", 1)
        assert storage.formers(cohort.id) == {}
        storage.keep_member(cohort.id, awa.id, "")
        assert storage.formers(cohort.id) == {awa.id: {feed: 3}}
        storage.append(stream, feed, Head(3, b"m3"), Segment(4, 6, b"y"), b"m6", 1)
        storage.append(stream, later, None, Segment(1, 2, b"z"), b"m2", 1)
        storage.keep_member(cohort.id, awa.id, "")
        assert storage.formers(cohort.id) == {awa.id: {feed: 3}}, "said twice, it is no more than it was"
        follow(storage, other)
        assert other.formers(cohort.id) == {awa.id: {feed: 3}}, "a hub that gets the class later shows as much"
        storage.keep_member(cohort.id, awa.id, "learner")
        assert storage.formers(cohort.id) == {}
        storage.keep_member(cohort.id, awa.id, "")
        assert storage.formers(cohort.id) == {awa.id: {feed: 6, later: 2}}
        follow(storage, other)
        assert other.formers(cohort.id) == storage.formers(cohort.id)

    def test_of_a_feed_that_becomes_a_branch_the_class_reads_as_much(self, storage: Storage) -> None:
        awa, cohort = storage.add_account("Awa", "learner", "fr", 1), storage.add_cohort("Finance 1")
        stream = cohort_stream(cohort.id)
        feed = feed_name(stream, D1[1], awa.id)
        storage.append(stream, feed, None, Segment(1, 2, b"x"), b"m2", 1)
        storage.append(stream, feed, Head(2, b"m2"), Segment(3, 4, b"x"), b"m4", 1)
        storage.keep_member(cohort.id, awa.id, "learner")
        storage.keep_member(cohort.id, awa.id, "")
        storage.append(stream, feed, Head(4, b"m4"), Segment(5, 6, b"x"), b"m6", 1)
        branch = f"{feed}~3~{b'abcde'.hex()}"
        storage.branch_off(stream, feed, 3, branch, b"m2")
        assert {feed: 2, branch: 6}.items() <= storage.feeds(stream).items()
        assert storage.formers(cohort.id) == {awa.id: {feed: 2, branch: 4}}

    def test_a_campus_says_nothing_about_another(self, storage: Storage, other: Storage) -> None:
        awa = storage.add_account("Awa", "learner", "fr", 1)
        cohort = storage.add_cohort("Finance 1")

        def say(*said: acts.Act) -> None:
            records = [
                make_record(campus_stream("elsewhere"), "x.hubelsewhere", at, Reading(1 << 60, 5), "", "", act)
                for at, act in enumerate(said, start=1)
            ]
            storage.refold("elsewhere", records, 70)

        say(
            acts.PersonKept(awa.id, "Somebody else", "administrator", "fr", 1),
            acts.CohortKept(cohort.id, "Taken"),
            acts.MemberKept(cohort.id, awa.id, "teacher"),
            acts.PasswordKept(awa.id, "stolen"),
            acts.DeviceAdmitted(D2[1], D2[0], awa.id),
            acts.PersonKept("newcomer", "Eva", "administrator", "fr", 1),
        )
        assert storage.find_account(awa.id) == awa and storage.password(awa.id) == Password()
        assert storage.cohorts() == [cohort] and storage.members(cohort.id) == []
        assert storage.key_of(awa.id, D2[1]) is None
        eva = storage.find_account("newcomer")
        assert eva and eva.role == "staff", "a campus below does not make those who rule the school"

    def test_one_use_is_one_use_however_many_come_at_once(self, storage: Storage) -> None:
        storage.add_invite(replace(CLASS, uses_left=1))
        results = []

        def come(at: int) -> None:
            key = bytes([at]) * 32
            newcomer = Newcomer(device_id(key), key, f"t{at}".encode(), f"N{at}", "")
            results.append(storage.take_up(CLASS, newcomer, 20))

        threads = [threading.Thread(target=come, args=(at,)) for at in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len([one for one in results if one]) == 1

    # journals

    def test_a_feed_grows_without_gaps(self, storage: Storage) -> None:
        assert storage.feeds("s") == {} and storage.head("s", "d") is None
        assert storage.append("s", "d", None, Segment(1, 5, b"one", 7), b"e", 1)
        assert not storage.append("s", "d", None, Segment(1, 6, b"begun already"), b"f", 2)
        assert not storage.append("s", "d", Head(5, b"other"), Segment(6, 6, b"of a copy"), b"f", 2)
        assert storage.append("s", "d", Head(5, b"e"), Segment(6, 6, b"two"), b"f", 2)
        assert not storage.append("s", "d", Head(7, b"g"), Segment(8, 9, b"gap"), b"i", 3)
        assert not storage.append("s", "d", Head(5, b"e"), Segment(6, 7, b"again"), b"g", 3)
        assert storage.append("s", "d", Head(6, b"f"), Segment(4, 9, b"more", cut=True), b"i", 3)
        assert storage.append("s", "other", None, Segment(1, 1, b"x"), b"a", 3)
        assert storage.append("t", "d", None, Segment(1, 1, b"y"), b"a", 3)
        assert storage.append("s", "d~4~0123456789", None, Segment(4, 4, b"a branch"), b"d", 3)
        assert storage.feeds("s") == {"d": 9, "other": 1, "d~4~0123456789": 4}
        assert storage.head("s", "d") == Head(9, b"i")
        assert storage.ends("s")["d"] == Head(9, b"i") and storage.ends("other") == {}
        kept = [Segment(1, 5, b"one", 7), Segment(6, 6, b"two"), Segment(4, 9, b"more", cut=True)]
        assert storage.segments("s", "d", 0, 10) == kept

    def test_segments_are_those_with_records_after_a_number(self, storage: Storage) -> None:
        for first in range(1, 3001, 1000):
            end = Head(first - 1, b"m") if first > 1 else None
            storage.append("s", "d", end, Segment(first, first + 999, b"%d" % first), b"m", 1)
        assert [one.first for one in storage.segments("s", "d", 999, 10)] == [1, 1001, 2001]
        assert [one.first for one in storage.segments("s", "d", 1000, 10)] == [1001, 2001]
        assert [one.first for one in storage.segments("s", "d", 1999, 1)] == [1001]
        assert storage.segments("s", "d", 3000, 10) == []

    def test_of_many_who_append_at_once_one_succeeds(self, storage: Storage) -> None:
        for first in (1, 2):
            results: list[bool] = []

            def come(first: int = first, results: list[bool] = results) -> None:
                end = Head(1, b"m") if first > 1 else None
                results.append(storage.append("s", "d", end, Segment(first, first, b"x"), b"m", 1))

            threads = [threading.Thread(target=come) for _ in range(6)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert sorted(results) == [False] * 5 + [True]

    def test_a_fork_becomes_a_branch(self, storage: Storage) -> None:
        for held, last in ((0, 4), (4, 9), (9, 12)):
            end = Head(held, b"m%d" % held) if held else None
            storage.append("s", "d", end, Segment(held + 1, last, b"%d" % last, 3), b"m%d" % last, 1)
        storage.branch_off("s", "d", 7, "d~7~0123456789", b"m6")
        assert storage.feeds("s") == {"d": 6, "d~7~0123456789": 12}
        assert storage.head("s", "d") == Head(6, b"m6")
        assert storage.head("s", "d~7~0123456789") == Head(12, b"m12")
        assert storage.segments("s", "d", 0, 9) == [Segment(1, 4, b"4", 3), Segment(5, 6, b"9", 3, cut=True)]
        kept = [Segment(7, 9, b"9", 3, cut=True), Segment(10, 12, b"12", 3, cut=True)]
        assert storage.segments("s", "d~7~0123456789", 6, 9) == kept
        assert storage.append("s", "d", Head(6, b"m6"), Segment(7, 8, b"theirs"), b"x", 1)
        storage.branch_off("s", "d", 1, "d~1~0123456789", b"")
        assert storage.feeds("s") == {"d~1~0123456789": 8, "d~7~0123456789": 12}

    def test_what_the_hub_above_has_is_remembered(self, storage: Storage) -> None:
        storage.keep_sent_up("s", {"a": 5, "b": 2})
        storage.keep_sent_up("s", {"a": 4})
        assert storage.sent_up("s") == {"a": 4, "b": 2} and storage.sent_up("t") == {}
        storage.keep_above({"hub": {"d": b"key"}})
        storage.keep_above({"hub": {"e": b"key 2"}})
        assert storage.above() == {"hub": {"e": b"key 2"}}

    def test_the_streams_below_a_hub_are_its_own_and_of_those_below_it(self, storage: Storage) -> None:
        """`west` and below it `village`; `east` is somebody else's. Letters go as in Python, whatever a server's country does."""

        def say(campus: str, *said: acts.Act) -> None:
            records = [
                make_record(campus_stream(campus), f"x.hub{campus}", at, Reading(at, 5), "", "", act)
                for at, act in enumerate(said, start=1)
            ]
            storage.refold(campus, records, 70)

        def person(id: str, role: str = "learner") -> acts.PersonKept:
            return acts.PersonKept(id, id, role, "fr", 1)

        say(HUB.hub, person("west", "hub"), person("east", "hub"), person("awa"))
        say("west", person("village", "hub"), person("a-b"), person("ab"), person("Ba"), acts.CohortKept("c1", "One"))
        say("village", person("aa"), person("silent"), acts.CohortKept("c2", "Two"))
        say("east", person("eva"), acts.CohortKept("c3", "Three"))
        campuses = [f"campus:{one}" for one in ("east", HUB.hub, "village", "west")]
        classes = [f"cohort:c{number}" for number in (1, 2, 3)]
        learners = [f"learner:{one}" for one in ("Ba", "a-b", "aa", "ab", "awa", "eva", "village", "nobody")]
        for stream in (*campuses, *classes, *learners):
            for feed in ("d", "e"):
                storage.append(stream, feed, None, Segment(1, 1, b"x"), b"m", 1)
        below = sorted([*campuses[2:], *classes[:2], *learners[:4], "learner:village"])
        assert storage.streams_below("west") == below and storage.streams_below("unheard of") == []
        assert storage.streams_below("village") == ["campus:village", "cohort:c2", "learner:aa"]
        for above in ("", "a", "campus:village", "cohort:c1", "d", "learner:", "learner:Ba", "learner:aa", "m"):
            for upto in ("", "a", "campus:west", "cohort:c1", "d", "learner:a-b", "learner:aa", "m"):
                expected = [one for one in below if one > above and (not upto or one <= upto)]
                assert storage.streams_below("west", above, upto) == expected
                assert storage.streams_below("west", above, upto, 3) == expected[:3]

    def test_a_class_of_this_hub_comes_to_the_campuses_whose_people_are_in_it(self, storage: Storage) -> None:
        """`west` and below it `village`, where Aa is; `east` has nobody in the class."""

        def say(campus: str, *said: acts.Act) -> None:
            records = [
                make_record(campus_stream(campus), f"x.hub{campus}", at, Reading(at, 5), "", "", act)
                for at, act in enumerate(said, start=1)
            ]
            storage.refold(campus, records, 70)

        def told(campus: str) -> list[acts.Act]:
            segments = storage.segments(campus_stream(campus), HUB.feed, 0, 9)
            return [record.act() for one in segments for record in records_of(HUB.feed, one)]

        hubs = [acts.PersonKept(id, id, "hub", "", 1) for id in ("west", "east")]
        say(HUB.hub, *hubs, acts.PersonKept("eva", "Eva", "teacher", "fr", 1), acts.DeviceAdmitted(D1[1], D1[0], "eva"))
        say("west", acts.PersonKept("village", "village", "hub", "", 1))
        say("village", acts.PersonKept("aa", "Aa", "learner", "fr", 1))
        cohort = storage.add_cohort("Finance 1").id
        for person, role in (("eva", "teacher"), ("aa", "learner")):
            storage.keep_member(cohort, person, role)
        for _ in range(2):
            storage.tell_below("west")
            storage.tell_below("east")
        assert told("west") == told("east") == []
        assert told("village") == [
            acts.CohortAbove(cohort, "Finance 1"),
            acts.MemberAbove(cohort, "aa", "learner"),
            acts.MemberAbove(cohort, "eva", "teacher"),
            acts.DeviceAdmitted(D1[1], D1[0], "eva"),
        ]
        for hub, has in (("west", True), ("village", True), ("east", False)):
            assert bool(storage.people_in(cohort, hub)) == has
            assert (cohort_stream(cohort) in storage.streams_below(hub)) == has
        storage.keep_member(cohort, "aa", "")
        storage.tell_below("west")
        assert told("village")[4:] == [acts.MemberAbove(cohort, "aa", "")]
        assert storage.people_in(cohort, "west") == {"aa": ""}, "what they wrote before still comes"
        storage.keep_member(cohort, "eva", "learner")
        storage.tell_below("west")
        assert len(told("village")) == 5, "who else is in it is not said any more"
        storage.keep_member(cohort, "aa", "learner")
        storage.tell_below("west")
        assert told("village")[5:] == [
            acts.MemberAbove(cohort, "aa", "learner"),
            acts.MemberAbove(cohort, "eva", "learner"),
        ]

    def test_a_class_of_one_campus_comes_to_another_whose_people_this_hub_put_in_it(self, storage: Storage) -> None:
        """`east` keeps the class, and says itself that people of `west` are in it, which brings it to nobody."""

        def say(campus: str, *said: acts.Act) -> None:
            records = [
                make_record(campus_stream(campus), f"x.hub{campus}", at, Reading(at, 5), "", "", act)
                for at, act in enumerate(said, start=1)
            ]
            storage.refold(campus, records, 70)

        def told(campus: str) -> list[acts.Act | None]:
            found = storage.segments(campus_stream(campus), HUB.feed, 0, 99)
            return [record.act() for segment in found for record in records_of(HUB.feed, segment)]

        say(HUB.hub, *(acts.PersonKept(id, id, "hub", "", 1) for id in ("west", "east")))
        say("east", acts.CohortKept("c1", "One"), acts.PersonKept("eva", "Eva", "teacher", "fr", 1))
        say("west", acts.PersonKept("aa", "Aa", "learner", "fr", 1), acts.DeviceAdmitted(D2[1], D2[0], "aa"))
        said = (acts.MemberKept("c1", "eva", "teacher"), acts.MemberKept("c1", "aa", "learner"))
        say("east", *said)
        storage.append("cohort:c1", "d.hubeast", None, Segment(1, 1, b"x"), b"m", 1)
        storage.tell_below("west")
        assert told("west") == [] and storage.people_in("c1", "west") == {}
        assert "cohort:c1" not in storage.streams_below("west")
        storage.keep_member("c1", "aa", "learner")
        for _ in range(2):
            storage.tell_below("west")
            storage.tell_below("east")
        assert told("west") == [
            acts.CohortAbove("c1", "One", "east"),
            acts.MemberAbove("c1", "aa", "learner"),
            acts.MemberAbove("c1", "eva", "teacher"),
        ]
        assert acts.DeviceAdmitted(D2[1], D2[0], "aa") in told("east") and len(told("east")) == 2
        assert storage.people_in("c1", "west") == {"aa": "learner"} and "cohort:c1" in storage.streams_below("west")
        assert storage.cohorts()[0].campus == "east", "nobody takes what was said to the campus for more"

    def test_which_classes_the_hub_above_tells_no_more_of_is_remembered(self, storage: Storage) -> None:
        for left in (True, True):
            storage.keep_left(cohort_stream("c1"), left)
        storage.keep_left(cohort_stream("c2"), True)
        storage.keep_left(cohort_stream("c2"), False)
        storage.keep_left(cohort_stream("c" * 40), True)
        assert storage.left() == {cohort_stream("c1")}

    def test_what_no_database_takes_is_passed_over_and_stops_nothing(self, storage: Storage) -> None:
        """A hub signs what it likes; what it says of its people comes in one transaction with what others brought."""
        kept = acts.PersonKept("aa", "Aa", "learner", "fr", 1)
        said = [
            replace_in(kept, name="\0"),
            replace_in(kept, language="\0"),
            replace_in(kept, person="p" * 41),
            replace_in(kept, created=1 << 63),
            acts.CohortKept("c" * 41, "One"),
            acts.CohortKept("c2", "a\0b"),
            acts.PasswordKept("aa", "\0"),
            acts.DeviceShutOut("d" * 4000),
            replace_in(kept, person="bb", name="\ufdfa" * 3000),
            replace_in(kept, person="cc", name="".join(map(chr, range(0x3300, 0x3357))) + "\u3316" * 3000),
            kept,
        ]
        records = [
            make_record(campus_stream("west"), "x.hubwest", at, Reading(at, 5), "", "", act)
            for at, act in enumerate(said, start=1)
        ]
        storage.refold("west", records, 70, whole=True)
        assert {one.account.id for one in storage.learners()} == {"aa", "bb", "cc"} and storage.cohorts() == []
        long = storage.find_account("bb")
        assert long and storage.find_account(long.name) == long, "its key is that of the name that was kept"

    def test_what_waits_to_be_proved_is_asked_for_by_stream(self, storage: Storage) -> None:
        for at, stream in enumerate((S, T, S)):
            storage.keep_unproved(stream, f"d{at}", 1, "Why", at)
        assert [one.feed for one in storage.unproved(S)] == ["d0", "d2"]
        assert len(storage.unproved()) == 3

    def test_what_is_kept_together_is_there_for_others_at_its_end(self, storage: Storage) -> None:
        def seen() -> tuple[dict[str, int], int]:
            found: list[tuple[dict[str, int], int]] = []
            elsewhere = threading.Thread(target=lambda: found.append((storage.feeds("s"), len(storage.learners()))))
            elsewhere.start()
            elsewhere.join()
            return found[0]

        with storage.together():
            assert storage.append("s", "d", None, Segment(1, 1, b"x"), b"m", 1)
            assert not storage.append("s", "d", None, Segment(1, 2, b"begun already"), b"n", 1)
            storage.add_account("Awa", "learner", "fr", 1)
            with storage.together():
                assert storage.append("s", "d", Head(1, b"m"), Segment(2, 2, b"y"), b"n", 1)
            assert storage.feeds("s") == {"d": 2} and len(storage.learners()) == 1 and seen() == ({}, 0)
        assert seen() == ({"d": 2}, 1)
        for error, stays in ((StoreError("Away."), 2), (RecordError("Damaged."), 3)):
            with pytest.raises(type(error)), storage.together():
                storage.append("s", "d", Head(2, b"n"), Segment(3, 3, b"z"), b"o", 1)
                raise error
            assert storage.feeds("s") == {"d": stays}
        with storage.noting():
            one, two = (storage.add_account("Ali", "learner", "fr", 1).name for _ in range(2))
            assert (one, two) == ("Ali", "Ali (2)")
        assert len(storage.segments(campus_stream(HUB.hub), HUB.feed, 0, 9)) == 2
        assert storage.feeds(campus_stream(HUB.hub)) == {HUB.feed: 3}

    def test_a_computers_key_is_known_for_the_people_who_use_it(self, storage: Storage) -> None:
        storage.add_invite(CLASS)
        awa = storage.take_up(CLASS, AWA, 20)
        ali = storage.take_up(CLASS, Newcomer(D2[1], D2[0], b"token 2", "Ali", ""), 20)
        assert awa and ali
        assert storage.key_of(awa.id, D1[1]) == D1[0]
        assert storage.key_of(awa.id, D2[1]) is storage.key_of(ali.id, D1[1]) is storage.key_of(ali.id, "x") is None

    # out to the world

    def test_feeds_are_listed_in_pages_and_by_when_something_came(self, storage: Storage) -> None:
        for stream, device, at in (
            (S, "d", 10),
            (S, "e", 20),
            (T, "c", 30),
            ("campus:x", "d", 30),
            ("cohort:k", "d.hubx", 30),
        ):
            storage.append(stream, device, None, Segment(1, 3, b""), b"m", at)
        everything = [Feed(S, "d", 3), Feed(S, "e", 3), Feed(T, "c", 3)]
        assert storage.received(0, ("", ""), 10) == everything
        assert storage.received(0, ("", ""), 2) == everything[:2]
        assert storage.received(0, (S, "e"), 2) == everything[2:]
        assert storage.received(20, ("", ""), 10) == everything[1:]

    def test_arrivals_are_segments_with_their_time(self, storage: Storage) -> None:
        for first in (1, 11, 21):
            end = Head(first - 1, b"m") if first > 1 else None
            storage.append(S, "d", end, Segment(first, first + 9, b"%d" % first), b"m", first * 100)
        found = [(one.segment, one.received_at) for one in storage.arrivals((S, "d"), 10, 10)]
        assert found == [(Segment(11, 20, b"11"), 1100), (Segment(21, 30, b"21"), 2100)]
        assert [one.segment.first for one in storage.arrivals((S, "d"), 9, 1)] == [1]
        assert [one.segment.first for one in storage.arrivals((S, "d"), 0, 10, since=1100)] == [11, 21]
        assert storage.arrivals((S, "other"), 0, 10) == []

    def test_how_far_each_store_is_is_kept(self, storage: Storage) -> None:
        storage.append(S, "d", None, Segment(1, 5, b""), b"m", 1)
        storage.append(T, "d", None, Segment(1, 2, b""), b"m", 1)
        assert storage.waiting("one", 10) == [Waiting(S, "d", 0, 5), Waiting(T, "d", 0, 2)]
        storage.forwarded("one", [Feed(S, "d", 3), Feed(T, "d", 2)], [], 9)
        assert storage.waiting("one", 10) == [Waiting(S, "d", 3, 5)]
        assert storage.waiting("two", 1) == [Waiting(S, "d", 0, 5)]
        storage.forwarded("one", [Feed(S, "d", 2)], [], 9)  # a second forwarder that is behind
        assert storage.waiting("one", 10) == [Waiting(S, "d", 3, 5)]
        storage.forwarded("one", [Feed(S, "d", 5)], [], 9)
        assert storage.waiting("one", 10) == []
        storage.append(S, "d", Head(5, b"m"), Segment(6, 6, b""), b"m", 1)
        assert storage.waiting("one", 10) == [Waiting(S, "d", 5, 6)]

    def test_what_a_store_refused_is_set_aside_until_it_is_taken(self, storage: Storage) -> None:
        first, second = SetAside(S, "d", 3, "no such verb"), SetAside(S, "d", 4, "too long")
        storage.forwarded("one", [], [second], 10)
        storage.forwarded("one", [Feed(S, "d", 5)], [first], 5)
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
        storage.append(learner_stream(awa.id), "d1", None, Segment(1, 5, b""), b"", 70)
        storage.append(learner_stream(awa.id), "d2", None, Segment(1, 2, b""), b"", 50)
        found = [(one.account.name, one.devices, one.records, one.seen) for one in storage.learners()]
        assert found == [("Ali", 0, 0, 0), ("Awa Koné", 1, 7, 70)]
        shared = cohort_stream(storage.add_cohort("Finance 1").id)
        storage.append(shared, feed_name(shared, "d1", awa.id), None, Segment(1, 3, b""), b"", 90)
        found = [(one.account.name, one.devices, one.records, one.seen) for one in storage.learners()]
        assert found == [("Ali", 0, 0, 0), ("Awa Koné", 1, 10, 90)], "what somebody writes in a class is received, too"

    def test_all_counted_is_the_sum_of_everybody(self, storage: Storage, other: Storage) -> None:
        assert (storage.standing().records, storage.standing().seen) == (0, 0)
        awa, ali = (storage.add_account(name, role, "fr", 1) for name, role in (("Awa", "learner"), ("Ali", "teacher")))
        stream, shared = learner_stream(awa.id), cohort_stream(storage.add_cohort("Finance 1").id)
        storage.append(stream, "d1", None, Segment(1, 9, b""), b"m9", 70)
        storage.branch_off(stream, "d1", 7, "d1~7~0123456789", b"m6")
        storage.append(stream, "d1", Head(6, b"m6"), Segment(7, 8, b""), b"m8", 75)
        storage.append(shared, feed_name(shared, "d1", ali.id), None, Segment(1, 3, b""), b"", 90)
        everybody, standing = storage.learners(), storage.standing()
        assert [one.records for one in everybody] == [3, 8 + 3], "what two copies of a laptop share came once"
        assert (standing.records, standing.seen) == (14, 90)
        assert standing.roles == {"learner": 1, "teacher": 1} and standing.devices == 0

    def test_many_are_found_at_once_by_id_or_name(self, storage: Storage, other: Storage) -> None:
        """Who is of this campus goes before who is of one below."""
        here = [storage.add_account(f"Person {number}", "learner", "fr", 1) for number in range(0, 1200, 300)]
        for name in ("Person 300", "Eva", "Ali", "Alou"):
            last = other.add_account(name, "learner", "fr", 1)
        other.change_account(replace(last, name="ali"))
        below = campus_stream("other")
        records = [
            record
            for feed in other.feeds(below)
            for segment in other.segments(below, feed, 0, 9)
            for record in records_of(feed, segment)
        ]
        storage.refold("other", records, 1)
        asked = [here[3].id, *(f"person  {number}" for number in range(1200)), "Eva", "Ali"]
        found = storage.find_accounts(asked)
        assert [found[f"person  {number}"] for number in range(0, 1200, 300)] == [[one] for one in here]
        assert found[here[3].id] == [here[3]] and len(found) == 7 and storage.find_accounts([]) == {}
        assert [one.campus for one in found["Eva"]] == ["other"] and sorted(one.name for one in found["Ali"]) == [
            "Ali",
            "ali",
        ]
        assert storage.find_account("Ali") is None, "of two elsewhere nobody knows who is meant"

    def test_of_two_of_one_name_nobody_is_found(self, storage: Storage) -> None:
        one, two = (storage.add_account(name, "learner", "fr", 1) for name in ("Zoé Traoré", "Zoé Diop"))
        storage.change_account(named := replace(two, name="zoé  traoré"))
        assert storage.find_account("Zoé Traoré") is None and storage.find_account(two.id) == named
        assert {person.id for person in storage.find_accounts(["Zoé Traoré"])["Zoé Traoré"]} == {one.id, two.id}

    def test_classes_are_counted(self, storage: Storage) -> None:
        one, two = storage.add_cohort("One"), storage.add_cohort("Two")
        for number in range(3):
            person = storage.add_account(f"Person {number}", "learner", "fr", 1)
            storage.keep_member(one.id, person.id, "learner")
        storage.keep_member(one.id, person.id, "")
        assert storage.sizes() == {one.id: 2} and two.id not in storage.sizes()
