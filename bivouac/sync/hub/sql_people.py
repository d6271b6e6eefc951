"""A hub's memory of people, their computers and their classes, in SQL. What is noted about them goes through the campus's stream (directory.py)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, bindparam, delete, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from bivouac.errors import InputError, RefusedError
from bivouac.sync.hub import former
from bivouac.sync.hub.author import Author
from bivouac.sync.hub.directory import name_key
from bivouac.sync.hub.engine import Database
from bivouac.sync.hub.sql_below import campuses_below
from bivouac.sync.hub.sql_classes import SqlClasses
from bivouac.sync.hub.sql_counting import brought_by, brought_together
from bivouac.sync.hub.sql_journals import take_turn
from bivouac.sync.hub.storage import (
    Account,
    Cohort,
    Computer,
    Invite,
    Learner,
    Member,
    Newcomer,
    Password,
    Role,
    Session,
    Standing,
)
from bivouac.sync.hub.tables import admissions, cohorts, devices, invites, members, passwords, people, tokens
from bivouac.sync.journal import acts
from bivouac.sync.journal.feeds import campus_stream, cohort_stream
from bivouac.sync.journal.record import new_id

_ACCOUNT = (people.c.id, people.c.name, people.c.role, people.c.language, people.c.created, people.c.campus)

_AT_ONCE = 500
"""So many people are asked for in one question."""


class SqlPeople(SqlClasses):
    """The part of `storage.Storage` that knows who is who."""

    def __init__(self, database: Database, author: Author) -> None:
        super().__init__(database, author)
        self._session = database.query(_SESSION)
        self._cohorts_of = database.query(_COHORTS_OF)

    # --- accounts ----------------------------------------------------------------------------------------------------

    def add_account(self, name: str, role: Role, language: str, now: int) -> Account:
        with self._db.write() as connection:
            take_turn(connection)
            return self._add_account(connection, name, role, language, now)

    def change_account(self, account: Account) -> None:
        with self._db.write() as connection:
            self._note_person(connection, account)
            for cohort, role in connection.execute(_COHORTS_OF, {"of": account.id}).all():
                self._say(connection, cohort_stream(cohort), acts.MemberNamed(account.id, account.name, role))

    def find_account(self, text: str) -> Account | None:
        found = self.find_accounts([text]).get(text, [])
        return found[0] if len(found) == 1 else None

    def find_accounts(self, texts: Sequence[str]) -> dict[str, list[Account]]:
        by_id, by_name = dict[str, Account](), dict[str, list[Account]]()
        with self._db.read() as connection:
            for some in _portions(texts):
                asked = or_(people.c.id.in_(some), people.c.name_key.in_([name_key(text) for text in some]))
                for row in connection.execute(select(*_ACCOUNT, people.c.name_key).where(asked).order_by(people.c.id)):
                    account = Account(*row[:-1])
                    if account.id not in by_id:  # by their id in one portion, by their name in another
                        by_id[account.id] = account
                        by_name.setdefault(row[-1], []).append(account)
        meant = {
            text: [by_id[text]] if text in by_id else self._nearest(by_name.get(name_key(text), [])) for text in texts
        }
        return {text: found for text, found in meant.items() if found}

    def _nearest(self, alike: list[Account]) -> list[Account]:
        """Who of several people of one name may be meant: those of this campus, else those of campuses below."""
        return [one for one in alike if one.campus == self.author.hub] or alike

    def keep_password(self, person: str, password: Password) -> None:
        with self._db.write() as connection:
            kept = acts.PasswordKept(person, password.hashed, password.temporary)
            self._say(connection, self._home_of(connection, person), kept)

    def password(self, person: str) -> Password:
        wanted = select(passwords.c.hashed, passwords.c.temporary).where(passwords.c.person == person)
        with self._db.read() as connection:
            found = connection.execute(wanted).first()
        return Password(*found) if found else Password()

    # --- computers -----------------------------------------------------------------------------------------------------

    def session(self, token_hash: bytes) -> Session | None:
        rows = self._session(token_hash=token_hash)
        return Session(*rows[0]) if rows else None

    def is_shut_out(self, token_hash: bytes) -> bool:
        found = select(devices.c.out).select_from(tokens.join(devices)).where(tokens.c.token_hash == token_hash)
        with self._db.read() as connection:
            return bool(connection.execute(found).scalar())

    def let_in(self, account: Account, newcomer: Newcomer, now: int) -> None:
        with self._db.write() as connection:
            self._let_in(connection, account, newcomer, {"invite": "", "asked_name": ""}, now)

    def key_of(self, person: str, device: str, *, even_out: bool = False) -> bytes | None:
        wanted = and_(admissions.c.person == person, devices.c.id == device)
        admitted = select(devices.c.public_key).join(admissions, admissions.c.device == devices.c.id).where(wanted)
        with self._db.read() as connection:
            return connection.execute(admitted if even_out else admitted.where(~devices.c.out)).scalar()

    def computers(self) -> list[Computer]:
        with self._db.read() as connection:
            rows = connection.execute(select(devices.c.id, devices.c.first_seen, devices.c.out)).all()
            of_people = select(admissions.c.device, people.c.name).join(people, people.c.id == admissions.c.person)
            named = connection.execute(of_people.order_by(people.c.name_key)).all()
        users: dict[str, list[str]] = {}
        for device, name in named:
            users.setdefault(device, []).append(name)
        return [Computer(id, seen, out, tuple(users.get(id, ()))) for id, seen, out in rows]

    def shut_out(self, device: str, out: bool) -> None:
        with self._db.write() as connection:
            users = select(admissions.c.person).where(admissions.c.device == device)
            # Whose campus is above this one, nobody here shuts out there.
            found = connection.execute(select(people.c.campus).where(people.c.id.in_(users)).distinct())
            homes = {campus_stream(campus) for campus in found.scalars().all()}
            if not homes:
                raise InputError("No computer has the id “{id}”. See them with: bivouac hub computers", id=device)
            for home in sorted(homes):
                self._say(connection, home, acts.DeviceShutOut(device, out))

    # --- classes -------------------------------------------------------------------------------------------------------

    def add_cohort(self, name: str) -> Cohort:
        cohort = Cohort(new_id(), name, self.author.hub)
        self.rename_cohort(cohort)
        return cohort

    def rename_cohort(self, cohort: Cohort) -> None:
        with self._db.write() as connection:
            self.require_keeps(connection, cohort.campus)
            self._say(connection, f"campus:{cohort.campus}", acts.CohortKept(cohort.id, cohort.name))
            self._say(connection, cohort_stream(cohort.id), acts.CohortNamed(cohort.name))

    def cohorts(self) -> list[Cohort]:
        with self._db.read() as connection:
            rows = connection.execute(select(cohorts.c.id, cohorts.c.name, cohorts.c.campus).order_by(cohorts.c.name))
            return [Cohort(*row) for row in rows]

    def keep_member(self, cohort: str, person: str, role: str) -> None:
        with self._db.write() as connection:
            self._keep_member(connection, cohort, person, role)

    def members(self, cohort: str) -> list[Member]:
        found = select(members.c.person, people.c.name, members.c.role).join(people, people.c.id == members.c.person)
        wanted = and_(members.c.cohort == cohort, members.c.role != "")
        with self._db.read() as connection:
            return [Member(*row) for row in connection.execute(found.where(wanted).order_by(people.c.name_key))]

    def sizes(self) -> dict[str, int]:
        counting = select(members.c.cohort, func.count()).join(people, people.c.id == members.c.person)
        with self._db.read() as connection:
            rows = connection.execute(counting.where(members.c.role != "").group_by(members.c.cohort))
            return {row[0]: row[1] for row in rows}

    def cohorts_of(self, person: str) -> dict[str, str]:
        return {cohort: role for cohort, role in self._cohorts_of(of=person)}

    def ever_in(self, cohort: str, person: str) -> bool:
        with self._db.read() as connection:
            return connection.execute(_MEMBER, {"of": person, "in": cohort}).first() is not None

    def campus_of(self, kind: str, owner: str) -> str | None:
        table = {"learner": people, "cohort": cohorts}.get(kind)
        if table is None:
            return owner
        with self._db.read() as connection:
            return connection.execute(select(table.c.campus).where(table.c.id == owner)).scalar()

    # --- invitations ---------------------------------------------------------------------------------------------------

    def add_invite(self, invite: Invite) -> bool:
        with self._db.write() as connection:
            connection.execute(delete(invites).where(invites.c.expires <= invite.created))
            if invite.learner is not None:
                connection.execute(delete(invites).where(invites.c.learner == invite.learner))
            try:
                with connection.begin_nested():
                    connection.execute(insert(invites).values(**vars(invite)))
            except IntegrityError:
                return False  # its selector is taken
            return True

    def invite(self, selector: str, now: int) -> Invite | None:
        wanted = and_(invites.c.selector == selector, invites.c.expires > now)
        with self._db.read() as connection:
            row = connection.execute(select(invites).where(wanted)).first()
        return Invite(**row._mapping) if row else None

    def invited(self, now: int, of: Sequence[str]) -> set[str]:
        good = and_(invites.c.expires > now, invites.c.uses_left > 0)
        found = set[str]()
        with self._db.read() as connection:
            for some in _portions(of):
                wanted = select(invites.c.learner).where(invites.c.learner.in_(some), good)
                found |= set(connection.execute(wanted).scalars())
        return found

    def take_up(self, invite: Invite, newcomer: Newcomer, now: int) -> Account | None:
        with self._db.write() as connection:
            take_turn(connection)  # two people of one name may come at once
            account = _joined_before(connection, invite, newcomer)
            if account is None:
                if not _use(connection, invite):
                    return None
                account = self._account_of(connection, invite, newcomer, now)
            if invite.cohort and not connection.execute(_MEMBER, {"of": account.id, "in": invite.cohort}).scalar():
                role = "teacher" if account.role == "teacher" else "learner"
                self._keep_member(connection, invite.cohort, account.id, role)
            known = {"invite": invite.id, "asked_name": name_key(newcomer.name)}
            self._let_in(connection, account, newcomer, known, now)
            return account

    # --- reports -------------------------------------------------------------------------------------------------------

    def learners(self, begin: str = "", limit: int = 0) -> list[Learner]:
        with self._db.moment() as connection:
            wanted = select(*_ACCOUNT).where(*_from(connection, begin)).order_by(people.c.name_key, people.c.id)
            found = [Account(*row) for row in connection.execute(wanted.limit(limit) if limit else wanted)]
            of = [one.id for one in found] if limit else None
            brought = brought_by(connection, of)
            counting = select(admissions.c.person, func.count()).group_by(admissions.c.person)
            counting = counting if of is None else counting.where(admissions.c.person.in_(of))
            counted: dict[str, int] = {row[0]: row[1] for row in connection.execute(counting)}
        return [Learner(person, counted.get(person.id, 0), *brought.get(person.id, (0, 0))) for person in found]

    def standing(self) -> Standing:
        with self._db.moment() as connection:
            counted = connection.execute(select(people.c.role, func.count()).group_by(people.c.role))
            roles = {row[0]: row[1] for row in counted}
            known = connection.execute(select(func.count()).select_from(devices)).scalar_one()
            records, seen = brought_together(connection)
        return Standing(roles, known, records, seen)

    # --- inside a transaction --------------------------------------------------------------------------------------------

    def _home_of(self, connection: Connection, person: str) -> str:
        """The stream of the campus to which somebody belongs."""
        return f"campus:{connection.execute(select(people.c.campus).where(people.c.id == person)).scalar_one()}"

    def _note_person(self, connection: Connection, one: Account) -> None:
        self._say(
            connection, f"campus:{one.campus}", acts.PersonKept(one.id, one.name, one.role, one.language, one.created)
        )

    def _keep_member(self, connection: Connection, cohort: str, person: str, role: str) -> None:
        campus = connection.execute(select(cohorts.c.campus).where(cohorts.c.id == cohort)).scalar_one()
        self.require_keeps(connection, campus)
        name, home = connection.execute(select(people.c.name, people.c.campus).where(people.c.id == person)).one()
        upto = {} if role else former.end_of(connection, cohort, person)
        self._say(connection, f"campus:{campus}", acts.MemberKept(cohort, person, role, upto))
        if role and home != campus:
            computers = select(devices.c.id, devices.c.public_key).join(admissions, admissions.c.device == devices.c.id)
            for device, key in connection.execute(computers.where(admissions.c.person == person)).all():
                self._say(connection, f"campus:{campus}", acts.DeviceAdmitted(device, key, person))
        self._say(connection, cohort_stream(cohort), acts.MemberNamed(person, name, role))

    def _let_in(
        self, connection: Connection, account: Account, newcomer: Newcomer, known: dict[str, str], now: int
    ) -> None:
        found: Row[Any] | None = connection.execute(select(devices).where(devices.c.id == newcomer.device)).first()
        if found is not None and found.out:
            raise RefusedError("This computer was shut out of the campus. Ask the campus staff.")
        if found is not None and found.public_key != newcomer.public_key:
            raise RefusedError("Another computer has this computer's name. Ask the campus staff.")
        wanted = and_(admissions.c.person == account.id, admissions.c.device == newcomer.device)
        if connection.execute(select(admissions.c.since).where(wanted)).first() is None:
            admitted = acts.DeviceAdmitted(newcomer.device, newcomer.public_key, account.id)
            self._say(connection, f"campus:{account.campus}", admitted)
        self._introduce(connection, account, newcomer)
        row = {"token_hash": newcomer.token_hash, "learner": account.id, "device": newcomer.device, "created": now}
        connection.execute(insert(tokens).values(**row, **known))

    def _introduce(self, connection: Connection, account: Account, newcomer: Newcomer) -> None:
        """Tell the other campuses of whose classes somebody is by which key what they write there is signed: their own campus's stream does
        not come there."""
        elsewhere = select(cohorts.c.campus).join(members, members.c.cohort == cohorts.c.id)
        elsewhere = elsewhere.where(members.c.person == account.id, cohorts.c.campus != account.campus).distinct()
        for campus in set(connection.execute(elsewhere).scalars()) & set(campuses_below(connection, self.author.hub)):
            admitted = acts.DeviceAdmitted(newcomer.device, newcomer.public_key, account.id)
            self._say(connection, campus_stream(campus), admitted)

    def _account_of(self, connection: Connection, invite: Invite, newcomer: Newcomer, now: int) -> Account:
        if newcomer.hub and connection.execute(select(people.c.id).where(people.c.id == newcomer.hub)).first():
            if newcomer.hub != invite.learner:
                raise RefusedError(
                    "This hub has joined before, so it needs an invite file of its own. Make one there: bivouac hub invite FOLDER --learner {id} --file FILE",
                    id=newcomer.hub,
                )
        elif invite.learner is None:
            return self._add_account(connection, newcomer.name, invite.role, newcomer.language, now, newcomer.hub)
        return Account(*connection.execute(select(*_ACCOUNT).where(people.c.id == invite.learner)).one())

    def _add_account(
        self, connection: Connection, name: str, role: Role, language: str, now: int, hub: str = ""
    ) -> Account:
        free, number = name, 1
        here = people.c.campus == self.author.hub
        while connection.execute(select(people.c.id).where(here, people.c.name_key == name_key(free))).first():
            number += 1
            free = f"{name} ({number})"
        account = Account(hub or new_id(), free, role, language, now, self.author.hub)
        self._note_person(connection, account)
        return account


_SESSION = (
    select(
        *(people.c.id, people.c.name, people.c.role, people.c.campus, devices.c.id, devices.c.public_key),
        func.coalesce(passwords.c.hashed, ""),
    )
    .select_from(tokens.join(people).join(devices).outerjoin(passwords, passwords.c.person == people.c.id))
    .where(tokens.c.token_hash == bindparam("token_hash"), ~devices.c.out)
)
_COHORTS_OF: Any = select(members.c.cohort, members.c.role).where(
    members.c.person == bindparam("of"), members.c.role != ""
)
_MEMBER: Any = select(members.c.role).where(members.c.person == bindparam("of"), members.c.cohort == bindparam("in"))


def _portions(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """As many as one question may name."""
    return (texts[at : at + _AT_ONCE] for at in range(0, len(texts), _AT_ONCE))


def _joined_before(connection: Connection, invite: Invite, newcomer: Newcomer) -> Account | None:
    same = and_(
        tokens.c.invite == invite.id,
        tokens.c.device == newcomer.device,
        tokens.c.asked_name == name_key(newcomer.name),
    )
    row = connection.execute(select(*_ACCOUNT).select_from(tokens.join(people)).where(same)).first()
    if row is None:
        return None
    kept = select(passwords.c.hashed).where(passwords.c.person == row[0])
    if newcomer.name and connection.execute(kept).scalar():  # with a class's code anybody can say a classmate's name
        raise RefusedError(
            "Somebody of this name joined here and has a password. Sign in with the name and the password."
        )
    return Account(*row)


def _use(connection: Connection, invite: Invite) -> bool:
    left = and_(invites.c.id == invite.id, invites.c.uses_left > 0)
    used = update(invites).where(left).values(uses_left=invites.c.uses_left - 1)
    return connection.execute(used).rowcount == 1


def _from(connection: Connection, begin: str) -> tuple[ColumnElement[bool], ...]:
    """Who comes at or behind a name, or somebody of whom the id is given, in the order of names."""
    if not begin:
        return ()
    key = connection.execute(select(people.c.name_key).where(people.c.id == begin)).scalar()
    if key is None:
        return (people.c.name_key >= name_key(begin),)
    return (or_(people.c.name_key > key, and_(people.c.name_key == key, people.c.id >= begin)),)
