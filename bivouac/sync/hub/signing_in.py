"""Signing in by name and password, and choosing a password (docs/protocol.md#passwords)."""

from __future__ import annotations

from collections.abc import Callable

from bivouac.sync.hub.brakes import Brake
from bivouac.sync.hub.crew import ALONE, Crew
from bivouac.sync.hub.directory import name_key
from bivouac.sync.hub.folder import Settings
from bivouac.sync.hub.joining import new_token, token_hash
from bivouac.sync.hub.refusals import RefusalError
from bivouac.sync.hub.storage import Account, Newcomer, Password, Session, Storage
from bivouac.sync.protocol import passwords
from bivouac.sync.protocol.messages import Joined, Lock, NewPassword, SignIn
from bivouac.sync.store.device import device_id

_ALIKE_AT_MOST = 4
"""Passwords of so many people of one name are looked at: each look takes a tenth of a second."""


class SigningIn:
    """Knows people by what only they know.

    Every method that looks at a password takes 64 MiB for a tenth of a second: whoever calls sees to it that few run at once.

    Args:
        now: milliseconds since 1970.
        crew: which of the hub's processes this is; alone when left out.
    """

    def __init__(self, storage: Storage, settings: Settings, now: Callable[[], int], crew: Crew = ALONE) -> None:
        self._storage = storage
        self._settings = settings
        self._now = now
        # A class behind one address signs in at once.
        self._asking = Brake("signing-in", burst=120, rate=2.0, crew=crew)
        # For one name from one address, so that nobody locks out a classmate; and for one name from everywhere.
        self._wrong_there = Brake("wrong-there", burst=10, rate=1 / 30, crew=crew)
        self._wrong = Brake("wrong-password", burst=50, rate=1 / 60, crew=crew)

    def sign_in(self, asked: SignIn, signed: bool, address: str) -> Joined:
        """Let somebody in on a computer that proved who it is. Of a wrong name and a wrong password it says the same.

        Args:
            signed: whether the request was signed with the key that is in it.
        """
        self._asking.spend(address)
        if not signed or asked.device != device_id(asked.public_key):
            raise RefusalError(403, "This computer did not prove who it is. Update Bivouac on it, then try again.")
        who = name_key(asked.name)
        self._wrong.check(who)
        self._wrong_there.check(f"{who} {address}")
        account, known = self._whose(asked)
        if account is None:
            self._wrong.spend(who)
            self._wrong_there.spend(f"{who} {address}")
            raise RefusalError(
                403,
                "The name or the password is not right. Check both; who forgot the password asks the campus staff for a new one.",
            )
        if passwords.is_outdated(known.hashed):
            self._storage.keep_password(account.id, Password(passwords.hash_password(asked.password), known.temporary))
        token = new_token()
        newcomer = Newcomer(asked.device, asked.public_key, token_hash(token), "", "")
        self._storage.let_in(account, newcomer, self._now())
        campus = self._settings
        return Joined(account.id, account.name, account.role, token, campus.id, campus.name, known.temporary)

    def _whose(self, asked: SignIn) -> tuple[Account | None, Password]:
        """Whose name and password it is: of several people of one name whoever's password it is, and nobody where it is that of two."""
        alike = self._storage.find_accounts([asked.name]).get(asked.name, [])[:_ALIKE_AT_MOST]
        known = [(account, self._storage.password(account.id)) for account in alike]
        if not known:
            passwords.is_password("", asked.password)  # takes as long, so that nobody learns which names there are
        rightly = [one for one in known if passwords.is_password(one[1].hashed, asked.password)]
        return rightly[0] if len(rightly) == 1 else (None, Password())

    def change(self, session: Session, asked: NewPassword) -> Lock:
        """Choose a password, or another one by knowing the old one."""
        self._asking.spend(session.learner)
        known = self._storage.password(session.learner)
        if session.role == "hub":
            raise RefusalError(403, "A hub has no password.")
        if known.hashed:
            self._wrong.check(session.learner)
            if not passwords.is_password(known.hashed, asked.old):
                self._wrong.spend(session.learner)
                raise RefusalError(
                    403, "The old password is not right. Type it again, or ask the campus staff for a new one."
                )
        kept = Password(passwords.hash_password(passwords.clean_password(asked.new, session.name)))
        self._storage.keep_password(session.learner, kept)
        return Lock(kept.hashed, must_change=False)

    def lock(self, session: Session) -> Lock:
        """What a computer keeps to open the person's profile with when no hub is near."""
        known = self._storage.password(session.learner)
        return Lock(known.hashed, known.temporary)
