"""A course's source in an OCI registry (OCI distribution specification 1.1): a repository is a folder of courses, a tag a reference.

Registries keep manifests apart from blobs, may want a token that anybody gets (Docker's token authentication), and often send the
asker elsewhere for a blob. No server but the registry sees that token, and digests prove the bytes wherever they come from.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from urllib.parse import parse_qsl, urlencode, urlsplit

import msgspec
from msgspec import Struct

from bivouac.courses.bundle import oci
from bivouac.courses.bundle.oci import Descriptor
from bivouac.courses.limits import LIMITS
from bivouac.decoding import from_json
from bivouac.errors import BundleError, InputError, RefusedError
from bivouac.sync.protocol.line import Line, Stream, asked_too_often, clean_url, is_loopback, is_private
from bivouac.sync.transfer.elsewhere import MOST_HOPS, Elsewhere
from bivouac.sync.transfer.source import Chunks, MissingError
from bivouac.sync.transfer.web import body, not_a_course

SCHEME = "registry://"

_PART = "[a-z0-9]+(?:[._-]+[a-z0-9]+)*"
_ADDRESS = re.compile(rf"{SCHEME}([^/@]+)/({_PART}(?:/{_PART})*)(?::([A-Za-z0-9_][A-Za-z0-9_.-]{{0,127}}))?")
_BLOB = re.compile(r"blobs/sha256/([0-9a-f]{64})")
_PARAMETER = re.compile(r'(\w+)="([^"]*)"')
_NEXT = re.compile(r'<(/v2/[^<>]+)>\s*;\s*rel="?next"?')
_MOST_TAGS = 10_000
_SMALL = 64 * 1024


class _Tags(Struct, frozen=True):
    tags: list[str] | None = None


class _Token(Struct, frozen=True):
    token: str = ""
    access_token: str = ""


def registry_address(address: str) -> tuple[str, str, str]:
    """Of `registry://host[:port]/name[:tag]`: the URL of the registry, the repository, and the tag or empty.

    HTTPS, but for this machine itself.

    Raises:
        InputError: it is no such address.
    """
    found = _ADDRESS.fullmatch(address.strip())
    try:
        host, name, tag = found.groups() if found else ("", "", "")
        scheme = "http" if is_loopback(urlsplit(f"//{host}").hostname or "") else "https"
        return clean_url(f"{scheme}://{host}"), name, tag or ""
    except (InputError, ValueError):
        raise InputError(
            "“{address}” is not the address of a registry. One looks like registry://courses.example.org/school/courses.",
            address=address[:100],
        ) from None


class RegistrySource:
    """The courses of a repository.

    Args:
        line: the way to the registry.
        name: of the repository (`school/courses`).
        tag: of the only course that is wanted, under whatever tag; empty: all that are tagged with their own ids.
    """

    def __init__(self, line: Line, name: str, tag: str = "") -> None:
        self.whole_only = False
        self._line = line
        self._name = name
        self._tag = tag
        self._token = ""
        self._elsewhere = Elsewhere(line)

    def close(self) -> None:
        """Let go of the connections; they open again when something is fetched."""
        self._line.close()
        self._elsewhere.close()

    def fetch(self, path: str, start: int, end: int) -> Chunks:
        """See `source.Source`. `index.json` is made of the tags."""
        if path == "index.json":
            yield self._index()[start:end]
            return
        blob = _BLOB.fullmatch(path)
        if not blob:
            raise MissingError
        try:
            yield from self._read(f"blobs/sha256:{blob[1]}", start, end)
        except MissingError:  # a manifest is asked for by its digest, too, and is no blob here
            yield from self._read(f"manifests/sha256:{blob[1]}", start, end)

    def _index(self) -> bytes:
        """What `index.json` would say of this repository."""
        if self._tag:
            descriptor = self._described(self._tag)
            return oci.encode(oci.Index(manifests=(descriptor,)))
        found = []
        for tag in self._tags():
            with contextlib.suppress(BundleError, MissingError):  # something else than a course, or gone meanwhile
                descriptor = self._described(oci.require_course_id(tag))
                if descriptor.annotations[oci.REFERENCE] == tag:
                    found.append(descriptor)
        return oci.encode(oci.Index(manifests=tuple(found)))

    def _described(self, tag: str) -> Descriptor:
        """The course that a tag stands for. Raises BundleError when it is none."""
        data = self._document(f"manifests/{tag}", LIMITS.manifest)[0]
        course_id = oci.decode_manifest(data).annotations.get(oci.COURSE_ID, "")
        descriptor = Descriptor(media_type=oci.MANIFEST, digest=oci.digest_of(data), size=len(data))
        return oci.course_entry(course_id, descriptor)

    def _tags(self) -> list[str]:
        """All tags, sorted, page by page."""
        tags: set[str] = set()
        page = "tags/list"
        while page and len(tags) < _MOST_TAGS:
            data, more = self._document(page, LIMITS.index)
            try:
                new = set(from_json(data, _Tags).tags or ()) - tags
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise not_a_course() from error
            tags |= new
            following = _NEXT.search(more)
            page = following[1].removeprefix(f"/v2/{self._name}/") if following and new else ""
        return sorted(tags)

    def _document(self, path: str, limit: int) -> tuple[bytes, str]:
        """A small document and its `Link` header."""
        data = bytearray()
        with self._open(path, {}) as answer:
            for chunk in body(answer, 0, limit + 1, 0, self._line.stall):
                data += chunk
            return bytes(data), answer.headers.get("link", "")

    def _read(self, path: str, start: int, end: int) -> Chunks:
        with self._open(path, {"Range": f"bytes={start}-{end - 1}"}) as answer:
            self.whole_only = answer.status == 200
            yield from body(answer, start, end, end, self._line.stall)

    @contextlib.contextmanager
    def _open(self, path: str, headers: Mapping[str, str]) -> Iterator[Stream]:
        """The answer of whoever has it: the registry, with a token where it wants one, or where it sends us."""
        line, path, asked = self._line, f"v2/{self._name}/{path}", False
        for _ in range(MOST_HOPS):
            own = self._own_headers() if line is self._line else {}
            with line.open("GET", path, headers={**headers, **own}, sent_away=True) as answer:
                if answer.status in (401, 403):  # a token that was good may have run out
                    challenge = answer.headers.get("www-authenticate", "") if line is self._line else ""
                    if asked or not self._get_token(challenge):
                        raise self._refused()
                    asked = True
                elif 300 <= answer.status < 400:
                    line, path = self._elsewhere.follow(line, path, answer.headers.get("location", ""))
                else:
                    yield answer
                    return
        raise not_a_course()

    def _own_headers(self) -> dict[str, str]:
        token = {"Authorization": f"Bearer {self._token}"} if self._token else {}
        return {"Accept": oci.MANIFEST} | token

    def _get_token(self, challenge: str) -> bool:
        """Get the token that anybody gets; false where there is none to be had (Docker's token authentication)."""
        if not challenge.lower().startswith("bearer ") or not is_private(self._line.url):
            return False
        asked = dict(_PARAMETER.findall(challenge))
        place = urlsplit(asked.get("realm", ""))
        query = parse_qsl(place.query) + [(name, asked[name]) for name in ("service", "scope") if name in asked]
        try:
            line = self._elsewhere.line_to(f"{place.scheme}://{place.netloc}")
            answer = line.ask("GET", f"{place.path.lstrip('/')}?{urlencode(query)}", limit=_SMALL)
            if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
                raise asked_too_often(answer.headers)
            found = from_json(answer.body, _Token) if answer.status == 200 else _Token()
        except (InputError, msgspec.DecodeError, UnicodeDecodeError):
            return False
        self._token = found.token or found.access_token
        return self._token.isascii() and self._token.isprintable() and bool(self._token)

    def _refused(self) -> RefusedError:
        return RefusedError(
            "The registry does not let this computer fetch “{name}”. Ask whoever keeps it to let everybody read it.",
            name=self._name,
        )
