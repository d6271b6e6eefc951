"""Class lists: a CSV file against the people that a hub knows. What it would change is said first; it never removes anybody."""

from __future__ import annotations

import csv
import dataclasses
import io
import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bivouac.errors import InputError
from bivouac.language import tr
from bivouac.sync.hub.directory import name_key, role_name
from bivouac.sync.hub.joining import clean_name
from bivouac.sync.hub.namesakes import everybody, free_name, nearly_alike, only_one
from bivouac.sync.hub.storage import Account, Cohort, Role, Storage

MAX_BYTES = 4 * 1024 * 1024
MAX_ROWS = 20_000
_AT_ONCE = 250
"""Lines that are carried out together: their notes travel in few pages, and a hub that serves is kept waiting for a moment only."""

_COLUMNS = {
    "name": ("name", "full name", "nom", "nom complet"),
    "first": ("first name", "given name", "prénom", "prénoms", "prenom", "prenoms"),
    "last": ("last name", "family name", "surname", "nom de famille"),
    "role": ("role", "rôle"),
    "language": ("language", "langue"),
    "cohort": ("class", "classe", "cohort"),
    "id": ("id", "identifiant"),
}
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
"""What “Unicode text” of a spreadsheet begins with."""

_WORDS: dict[Role, tuple[str, ...]] = {
    "learner": ("learner", "student", "apprenant", "apprenante", "étudiant", "étudiante"),
    "teacher": ("teacher", "enseignant", "enseignante", "professeur", "professeure", "prof"),
    "staff": ("staff", "équipe"),
    "administrator": ("administrator", "administrateur", "administratrice"),
}
_FROM_LISTS = ("learner", "teacher")
"""What a list makes of somebody who is here. Who sees all of a campus is decided one by one: a cell that was filled down decides nothing."""

ROLES: dict[str, Role] = {word: role for role, words in _WORDS.items() for word in words}
"""Words for roles, in every language that is spoken."""


@dataclass(frozen=True)
class Row:
    """One line of a list. `role` is None where it says none; `id` is that of somebody who is known; empty for a name alone."""

    name: str
    role: Role | None
    language: str
    cohort: str
    id: str


@dataclass(frozen=True)
class ClassList:
    """What was read of a list.

    Attributes:
        ignored: the heads of columns that nobody understood, as they stand there.
        whole: that of a column which may be of family names alone and was taken as the whole name, for want of one of first names.
    """

    rows: list[Row]
    ignored: list[str]
    whole: str = ""


@dataclass(frozen=True)
class Change:
    """What one line of a list would do: a person added (`account` None), or renamed and given a role, and put in a class."""

    row: Row
    account: Account | None
    cohort: str

    def sentences(self) -> list[str]:
        """All of it, for whoever decides."""
        row, account, where = self.row, self.account, f" → {self.cohort}" if self.cohort else ""
        if account is None:
            role = f" ({role_name(row.role)})" if row.role not in (None, "learner") else ""
            return [tr("New: {name}", name=row.name) + role + where]
        said = [tr("Here already: {name}", name=row.name) + where]
        if account.name != row.name:
            said = [tr("{old} is called {name} now.", old=account.name, name=row.name) + where]
        if row.role == account.role or row.role is None:
            return said
        if self._role(account) != account.role:
            return [*said, tr("{name} is {role} now.", name=row.name, role=role_name(row.role))]
        stays = tr(
            "{name} stays {role}: a list makes nobody who is here staff or administrator, and takes that from nobody. For one person: bivouac hub role FOLDER PERSON ROLE",
            name=row.name,
            role=role_name(account.role),
        )
        return [*said, stays]

    def do(self, storage: Storage, classes: dict[str, Cohort], now: int) -> Account | None:
        """Do it; the account where it is new. Done twice it is done once. A class that is made goes to `classes`, which are by name."""
        account, new = self.account, None
        if account is None:
            account = new = storage.add_account(self.row.name, self.row.role or "learner", self.row.language, now)
        else:
            wanted = dataclasses.replace(account, name=self.row.name, role=self._role(account))
            if wanted != account:
                storage.change_account(account := wanted)
        if self.cohort:
            if self.cohort not in classes:
                classes[self.cohort] = storage.add_cohort(self.cohort)
            cohort = classes[self.cohort]
            role = "teacher" if account.role == "teacher" else "learner"
            if storage.cohorts_of(account.id).get(cohort.id) != role:
                storage.keep_member(cohort.id, account.id, role)
        return new

    def _role(self, account: Account) -> str:
        """What somebody who is here is from then on."""
        changes = self.row.role in _FROM_LISTS and account.role in _FROM_LISTS
        return self.row.role if changes and self.row.role else account.role


@dataclass(frozen=True)
class Plan:
    """What a list would change, and who is in its classes and not in the list."""

    changes: list[Change]
    not_listed: list[str]
    alike: list[tuple[str, str]]
    """Somebody who would be new, and who has nearly that name, here or in the list."""

    def carry_out(self, storage: Storage, now: int) -> list[Account]:
        """Do all of it.

        Returns:
            the people who are new.
        """
        new = list[Account]()
        for at in range(0, len(self.changes), _AT_ONCE):
            with storage.noting():
                # The first of a name, and of those this campus's own before one that a hub above keeps.
                cohorts = sorted(reversed(storage.cohorts()), key=lambda one: one.campus == storage.author.hub)
                classes = {one.name: one for one in cohorts}
                some = _as_of_now(storage, self.changes[at : at + _AT_ONCE])
                done = [change.do(storage, classes, now) for change in some]
            new += [account for account in done if account]
        return new


def _as_of_now(storage: Storage, changes: Sequence[Change]) -> list[Change]:
    """Changes after another list, or a laptop that joined, may have brought some of these people in since they were planned.

    Raises:
        InputError: somebody else has got a name meanwhile.
    """
    known = storage.find_accounts([one.row.name for one in changes if one.account is None])
    now = list[Change]()
    for one in changes:
        if one.account is None:
            account = only_one(storage, one.row.name, known.get(one.row.name, []))
            one = dataclasses.replace(one, account=account)
        elif name_key(one.account.name) != name_key(one.row.name):
            free_name(storage, one.account, one.row.name)
        now.append(one)
    return now


def read_list(data: bytes) -> ClassList:
    """The people in a CSV file: UTF-8 or what older spreadsheets write, with commas, semicolons or tabs.

    Raises:
        InputError: it is no such list; the sentence names the line.
    """
    if len(data) > MAX_BYTES:
        raise InputError("This list is too long. Split it into several files.")
    _require_text(data)
    said, text = _said_delimiter(_text_of(data))
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=said or _delimiter(text))
    try:
        heads = [" ".join(head.split()) for head in next(lines, [])]
        places = _places([head.casefold() for head in heads])
        found = [
            (number, line)
            for number, line in enumerate(lines, start=3 if said else 2)
            if any(cell.strip() for cell in line)
        ]
    except csv.Error as error:
        raise InputError("This file is not a list of people (CSV).") from error
    if len(found) > MAX_ROWS:
        raise InputError("This list is too long. Split it into several files.")
    rows = [_row(number, line, places) for number, line in found]
    _require_once(rows)
    ignored = [head for place, head in enumerate(heads) if head and place not in places.values()]
    return ClassList(rows, ignored, _taken_as_whole(heads, places, rows))


def _taken_as_whole(heads: Sequence[str], places: Mapping[str, int], rows: Sequence[Row]) -> str:
    head = heads[places.get("name", places.get("last", 0))]
    if "first" in places or head.casefold() not in ("nom", *_COLUMNS["last"]):
        return ""
    # “Nom” alone is the whole name in many lists, and has several words then.
    of_one_word = sum(" " not in row.name for row in rows)
    return head if head.casefold() != "nom" or 2 * of_one_word > len(rows) else ""


def _require_text(data: bytes) -> None:
    """Raise InputError for a file that is no text, which says what it is and what to do."""
    if not data.strip(b"\xef\xbb\xbf\0 \r\n\t;,"):
        raise InputError("This file is empty. Look whether it is the right one, and was saved. Nothing was done.")
    if data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        raise InputError(
            "This is a spreadsheet's own file (Excel, LibreOffice), or another packed one, and no CSV. Open it, choose “Save as” and there “CSV UTF-8”, and give that file. Nothing was done."
        )
    if data.startswith(b"%PDF"):
        raise InputError(
            "This is a PDF, of which no list can be read. Ask whoever made it for the spreadsheet, and save that as CSV. Nothing was done."
        )
    if data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM")) and b"\0" in data[:4096]:
        raise InputError(
            "This is a picture, of which no list can be read. Type the names into a spreadsheet, and save that as CSV. Nothing was done."
        )
    if b"\0" in data and not data.startswith(_UTF_16):
        raise InputError(
            "This file is no text, so no list of people (CSV). In a spreadsheet choose “Save as” and there “CSV UTF-8”. Nothing was done."
        )


def plan(storage: Storage, rows: Sequence[Row], cohort: str) -> Plan:
    """What a list would change. Somebody is known by their id, else by their name.

    Raises:
        InputError: an id in it is nobody's, a name that of several people, or one that somebody else has already.
    """
    known = storage.find_accounts([row.id or row.name for row in rows])
    named = Counter(name_key(row.name) for row in rows)
    changes = []
    for row in rows:
        text = row.id or row.name
        account = only_one(storage, text, known.get(text, []))
        if row.id and (account is None or account.id != row.id):
            raise InputError(
                "Nobody here has the id “{id}” (line of {name}), and nothing was done. Leave the id out for who is new; somebody of another campus is put in a class at the school's hub.",
                id=row.id,
                name=row.name,
            )
        if account and name_key(account.name) != name_key(row.name):
            if named[name_key(row.name)] > 1:
                raise _twice(row.name)
            free_name(storage, account, row.name)
        changes.append(Change(row, account, row.cohort or cohort))
    listed = {change.account.id for change in changes if change.account}
    wanted = {change.cohort for change in changes}
    absent = {
        member.name
        for one in storage.cohorts()
        if one.name in wanted
        for member in storage.members(one.id)
        if member.role == "learner" and member.person not in listed
    }
    new = [one.row.name for one in changes if one.account is None]
    here = (one.name for one in everybody(storage)) if new else ()
    return Plan(changes, sorted(absent), nearly_alike(new, itertools.chain((row.name for row in rows), here)))


def _places(heads: list[str]) -> dict[str, int]:
    """Which column is where. “nom” beside “prénom” is the family name, and the whole name where it stands alone.

    Raises:
        InputError: there is no name.
    """
    places: dict[str, int] = {}
    for field, names in _COLUMNS.items():
        place = next((heads.index(name) for name in names if name in heads), None)
        if place is not None:
            places[field] = place
    if "name" in places and "first" in places and "last" not in places:
        places["last"] = places.pop("name")
    if "name" not in places and "last" not in places:
        raise InputError(
            "The list needs a first line with the names of its columns, one of them “name”, or “last name” and “first name” (in French “nom” and “prénom”)."
        )
    return places


def _row(number: int, line: list[str], places: dict[str, int]) -> Row:
    def cell(field: str) -> str:
        place = places.get(field)
        return " ".join(line[place].split()) if place is not None and place < len(line) else ""

    try:
        name = clean_name(cell("name") or f"{cell('first')} {cell('last')}")
    except InputError as error:
        raise InputError(
            "Line {n} of the list cannot be read: a name of 1 to 80 letters is needed. Nothing was done.", n=number
        ) from error
    word = cell("role")
    role = ROLES.get(word.casefold())
    if word and role is None:
        raise InputError(
            "Line {n} of the list: “{word}” is no role. A role is learner, teacher, staff or administrator. Nothing was done.",
            n=number,
            word=word,
        )
    return Row(name, role, cell("language")[:35], cell("cohort")[:80], cell("id"))


def _require_once(rows: Sequence[Row]) -> None:
    seen: set[str] = set()
    for row in rows:
        key = row.id or name_key(row.name)
        if key in seen:
            raise _twice(row.name)
        seen.add(key)


def _twice(name: str) -> InputError:
    return InputError(
        "“{name}” is in the list twice. If they are two people, tell them apart there, by a second first name or as “{name} (2)”; if it is one, take a line out. Nothing was done.",
        name=name,
    )


def _text_of(data: bytes) -> str:
    for encoding in ("utf-16",) if data.startswith(_UTF_16) else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _said_delimiter(text: str) -> tuple[str, str]:
    """What Excel's own first line (`sep=;`) says stands between columns, and the text without that line; empty where there is none."""
    first, end, rest = text.partition("\n")
    word = first.strip().strip('"').casefold()
    return (first.strip().strip('"')[4:], rest) if end and word in ("sep=;", "sep=,", "sep=\t") else ("", text)


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)
