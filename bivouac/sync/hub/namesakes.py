"""People of one name: who is meant, and which names are free."""

from __future__ import annotations

import dataclasses
import itertools
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from bivouac.errors import InputError
from bivouac.language import tr
from bivouac.sync.hub.directory import name_key
from bivouac.sync.hub.joining import clean_name
from bivouac.sync.hub.storage import Account, Storage

_PAGE = 50
_AT_MOST = 20
"""So many of one name are listed: a sentence longer than a screen helps nobody."""


def only_one(storage: Storage, text: str, found: Sequence[Account]) -> Account | None:
    """Who is meant by a name or an id, of those who may be (`Storage.find_accounts`); None for nobody.

    Raises:
        InputError: there are several; the sentence tells them apart.
    """
    if len(found) > 1:
        raise InputError(
            "Several people here are called “{name}”, and nothing was done. Name the one you mean by their id: {people}",
            name=text,
            people=told_apart(storage, found),
        )
    return found[0] if found else None


def alike(storage: Storage, text: str) -> list[str]:
    """Names that somebody may have meant who left accents out, or put the family name first; some at most."""
    wanted = _folded(text)
    found = (one.name for one in everybody(storage) if _folded(one.name) == wanted)
    return list(itertools.islice(found, _AT_MOST))


def everybody(storage: Storage) -> Iterator[Account]:
    """All people and hubs, by name, read a page at a time: a school may have more than there is memory."""
    begin = ""
    while people := storage.learners(begin, _PAGE + 1):
        yield from (one.account for one in people[:_PAGE])
        if len(people) <= _PAGE:
            return
        begin = people[_PAGE].account.id


def nearly_alike(names: Sequence[str], others: Iterable[str]) -> list[tuple[str, str]]:
    """Each of some names with one of the others that is another name and nearly the same, as `alike` means it; a pair once."""
    folded: dict[tuple[str, ...], dict[str, str]] = {tuple(_folded(name)): {} for name in names}
    for other in others:
        if (same := folded.get(tuple(_folded(other)))) is not None:
            same.setdefault(name_key(other), other)
    found = dict[frozenset[str], tuple[str, str]]()
    for name in names:
        for key, other in folded[tuple(_folded(name))].items():
            if key != name_key(name):
                found.setdefault(frozenset((key, name_key(name))), (name, other))
    return list(found.values())


def _folded(name: str) -> list[str]:
    letters = unicodedata.normalize("NFKD", name_key(name))
    return sorted("".join(one for one in letters if not unicodedata.combining(one)).replace("-", " ").split())


def free_name(storage: Storage, account: Account, text: str) -> str:
    """A name as somebody may be called from now on: clean, and nobody else's on their campus or here.

    Raises:
        InputError: it is no name, or in use.
    """
    name = clean_name(text)
    near = (account.campus, storage.author.hub)
    others = [one for one in storage.find_accounts([name]).get(name, []) if one.id != account.id and one.campus in near]
    if others:
        raise InputError(
            "“{name}” is the name of somebody else already: {people}. Tell the two apart, by a second first name or as “{name} (2)”. Nothing was done.",
            name=name,
            people=told_apart(storage, others),
        )
    return name


def rename(storage: Storage, account: Account, text: str) -> Account:
    """Give somebody another name that is free, looked for and given in one step: of two who ask for it at once one gets it.

    Raises:
        InputError: as `free_name`.
    """
    with storage.noting():
        named = dataclasses.replace(account, name=free_name(storage, account, text))
        storage.change_account(named)
    return named


def told_apart(storage: Storage, alike: Sequence[Account]) -> str:
    """Ids of people of one name, each with their classes and, where they are of another campus, that one."""
    cohorts = {one.id: one.name for one in storage.cohorts()}

    def one_of(account: Account) -> str:
        places = sorted(cohorts[cohort] for cohort in storage.cohorts_of(account.id) if cohort in cohorts)
        campus = storage.find_account(account.campus) if account.campus != storage.author.hub else None
        places += [campus.name] if campus else []
        return f"{account.id} ({', '.join(places) or tr('in no class')})"

    return "; ".join([*map(one_of, alike[:_AT_MOST]), *(["…"] if len(alike) > _AT_MOST else [])])
