"""Codes, proofs and accounts (docs/protocol.md#joining)."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from bivouac.errors import InputError
from bivouac.sync.hub.brakes import Brake
from bivouac.sync.hub.crew import ALONE, Crew
from bivouac.sync.hub.folder import Settings
from bivouac.sync.hub.refusals import RefusalError
from bivouac.sync.hub.storage import Invite, Newcomer, Role, Session, Storage
from bivouac.sync.journal.record import new_id
from bivouac.sync.protocol import invite as codes
from bivouac.sync.protocol import signing
from bivouac.sync.protocol.messages import Hello, HelloAnswer, Join, Joined, PersonalCode, Succeed, Succeeded
from bivouac.sync.protocol.whose import seal_id, seal_name
from bivouac.sync.protocol.word import content_of
from bivouac.sync.store.device import device_id

MAX_NAME = 80
DAY = 24 * 3600 * 1000
"""In milliseconds."""

OWN_CODE_DAYS = 2

_SELECTOR_TRIES = 200
_MOST_WORDS = 8
"""Keys by which the hub proves its id: it has one more each time that it is restored or moved, and those who met it lately know a late one."""

_STRETCHES_AT_ONCE = 2  # each takes 64 MiB


@dataclass(frozen=True)
class Offer:
    """What an invitation gives: a role, to one person (`learner`) or to `uses` people who say their names, and a place in a class (`cohort`)."""

    role: Role = "learner"
    learner: str | None = None
    uses: int = 1
    days: int = 7
    cohort: str | None = None


class Joining:
    """Lets people in.

    Args:
        secret: 32 bytes of this hub's own, from which answers about codes that do not exist are made.
        certificate: DER of what the hub shows on the network; empty when it serves plain HTTP.
        now: milliseconds since 1970.
        crew: which of the hub's processes this is; alone when left out.
    """

    def __init__(
        self,
        storage: Storage,
        settings: Settings,
        secret: bytes,
        certificate: bytes,
        now: Callable[[], int],
        crew: Crew = ALONE,
    ) -> None:
        self._storage = storage
        self._settings = settings
        self._secret = secret
        self._certificate = certificate
        self._now = now
        self._asking = Brake("joining", burst=120, rate=2.0, crew=crew)  # a class behind one address joins at once
        # Wrong codes for one selector: 35 bits last for centuries.
        self._wrong = Brake("wrong-code", burst=30, rate=0.1, crew=crew)
        self._stretching = threading.BoundedSemaphore(max(1, _STRETCHES_AT_ONCE // crew.size))

    def hello(self, hello: Hello, address: str) -> HelloAnswer:
        """Prove that this hub knows a code, and its own id. For a code that it does not know the answer looks alike, and stays the same."""
        self._asking.spend(address)
        if len(hello.nonce) != codes.NONCE_BYTES:
            raise InputError("This request to join is damaged. Update Bivouac on this computer.")
        invite = self._storage.invite(hello.selector, self._now())
        person, name = "", ""
        if invite:
            salt, key, asks_name = invite.salt, invite.stretched, invite.learner is None
            account = self._storage.find_account(invite.learner) if invite.learner else None
            person, name = (account.id, account.name) if account else ("", "")
        else:
            salt, key, asks_name = self._pretence(hello.selector)
        proof = codes.make_proof(key, hello.nonce, self._certificate)
        whose = b"" if asks_name else seal_name(key, hello.nonce, name)
        who = b"" if asks_name else seal_id(key, hello.nonce, person)
        hub, words = self._settings.id, self._words(hello.nonce)
        return HelloAnswer(salt, proof, self._settings.name, asks_name, whose, who, hub, words)

    def join(self, join: Join, signed: bool, address: str) -> Joined:
        """Take up an invitation.

        Args:
            signed: whether the request was signed with the key that is in it.
        """
        self._asking.spend(address)
        if not signed or join.device != device_id(join.public_key):
            raise RefusalError(403, "This computer did not prove who it is. Update Bivouac on it, then try again.")
        invite = self._known(codes.clean_code(join.code))
        name = ""
        if invite.learner is None:
            name = clean_name(join.name)
        token = new_token()
        if (invite.role == "hub") != bool(join.hub):
            raise RefusalError(403, "This code is for another hub. Use it with: bivouac hub serve --upstream")
        newcomer = Newcomer(join.device, join.public_key, token_hash(token), name, join.language[:35], join.hub)
        account = self._storage.take_up(invite, newcomer, self._now())
        if account is None:
            raise RefusalError(403, "This code was used already. Ask for a new one.")
        campus = self._settings
        return Joined(account.id, account.name, account.role, token, campus.id, campus.name)

    def own_code(self, session: Session) -> PersonalCode:
        """A one-time code for the same person's next laptop."""
        self._asking.spend(session.learner)
        offer = Offer("learner", session.learner, 1, OWN_CODE_DAYS)  # the account has its role already
        code, expires = make_invite(self._storage, offer, self._now())
        return PersonalCode(codes.show_code(code), expires)

    def succeed(self, session: Session, asked: Succeed) -> Succeeded:
        """Let a computer go on under its new identity. Asked again, it gives another token for the same."""
        self._asking.spend(session.learner)
        rightly = signing.is_succession(asked.proof, session.device, asked.device, asked.public_key)
        if asked.device != device_id(asked.public_key) or not rightly:
            raise RefusalError(403, "This computer did not prove who it is. Update Bivouac on it, then try again.")
        token = new_token()
        account = self._storage.find_account(session.learner)
        assert account is not None, "a session is somebody's"
        newcomer = Newcomer(asked.device, asked.public_key, token_hash(token), "", "")
        self._storage.let_in(account, newcomer, self._now())
        return Succeeded(token)

    def _words(self, nonce: bytes) -> dict[str, bytes]:
        """This hub's word for its id by its latest keys: who asks may know an older one."""
        content = content_of(self._settings.id, nonce, self._certificate)
        signers = islice(self._storage.author.signers.items(), _MOST_WORDS)
        return {device: signing.sign_word(content, sign) for device, sign in signers}

    def _known(self, code: str) -> Invite:
        selector = codes.selector_of(code)
        self._wrong.check(selector)
        invite = self._storage.invite(selector, self._now())
        with self._stretching:
            stretched = codes.stretch(code, invite.salt if invite else self._pretence(selector)[0])
        if invite is None or not hmac.compare_digest(stretched, invite.stretched):
            self._wrong.spend(selector)
            raise RefusalError(
                403,
                "The campus does not know this code. Check it, or ask for a new one; codes run out after some days.",
            )
        return invite

    def _pretence(self, selector: str) -> tuple[bytes, bytes, bool]:
        """Salt, key and manner of an invitation that does not exist."""
        seed = hmac.digest(self._secret, selector.encode(), "sha512")
        return seed[: codes.SALT_BYTES], seed[codes.SALT_BYTES : codes.SALT_BYTES + 32], seed[-1] % 2 == 0


def make_invite(storage: Storage, offer: Offer, now: int) -> tuple[str, int]:
    """A new invitation: its canonical code, which is kept nowhere, and when it runs out (milliseconds since 1970).

    Raises:
        InputError: all selectors are in use.
    """
    expires = now + offer.days * DAY
    for _ in range(_SELECTOR_TRIES):
        code, salt = codes.new_code(), secrets.token_bytes(codes.SALT_BYTES)
        selector = codes.selector_of(code)
        if storage.invite(selector, now):
            continue
        stretched = codes.stretch(code, salt)
        if storage.add_invite(
            Invite(
                new_id(), selector, salt, stretched, offer.role, offer.learner, offer.uses, expires, now, offer.cohort
            )
        ):
            return code, expires
    raise InputError("There are too many open invitations. Wait until some have run out.")


def clean_name(text: str) -> str:
    """A person's name as it is kept.

    Raises:
        InputError: it is empty, too long, or has letters that cannot be seen.
    """
    name = " ".join(text.split())
    if not 0 < len(name) <= MAX_NAME or not name.isprintable():
        raise InputError("Please give your name, with 1 to {n} letters.", n=MAX_NAME)
    return name


def new_token() -> str:
    """What speaks for a person on a device: 192 random bits, sent with every request, so not longer than they need be."""
    return secrets.token_urlsafe(24)


def token_hash(token: str) -> bytes:
    """What the hub keeps of a token."""
    return hashlib.sha256(token.encode()).digest()


def signed_by(body: bytes, signature: str, public_key: bytes) -> bool:
    """Whether a join was signed with the very key that it announces."""
    return len(public_key) == signing.KEY_BYTES and signing.is_signed(body, signature, public_key)
