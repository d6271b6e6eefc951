"""What the hub's routes take and give, as an OpenAPI 3.1 description, made from the messages themselves."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct

from bivouac.sync.hub import metrics
from bivouac.sync.hub.refusals import JSON
from bivouac.sync.protocol import signing
from bivouac.sync.protocol.messages import (
    MEDIA_TYPE,
    Catalogue,
    Exchange,
    Exchanged,
    Health,
    Hello,
    HelloAnswer,
    HubInfo,
    Join,
    Joined,
    Lock,
    NewPassword,
    PersonalCode,
    Refusal,
    SignIn,
    Succeed,
    Succeeded,
)

_REASONS = {
    304: "It is still the state that was named.",
    400: "The message is damaged or impossible.",
    401: "The token is missing or unknown.",
    403: "The hub knows who asks and says no.",
    404: "There is no such file.",
    405: "Not a method of this address.",
    408: "The request came in too slowly.",
    413: "The request is larger than 8 MiB, or 64 KiB where no token is needed.",
    415: "The body is of another media type.",
    416: "The file has no such range.",
    429: "Too many attempts.",
    503: "The hub cannot answer just now.",
}
_BINS = [
    {"name": name, "in": "query", "required": False, "description": said, "schema": {"type": "string", "pattern": form}}
    for name, said, form in (
        ("bins", "The digests of all bins, and the courses in these.", "^([0-9]{1,5}([.][0-9]{1,5}){0,255})?$"),
        ("of", "How many bins the asker knows of.", "^[0-9]{0,5}$"),
    )
]
_OF_A_BODY = (400, 408, 413, 415, 503)


def document(name: str) -> bytes:
    """The description of the hub of a campus, as JSON."""
    paths = {
        "/v1/health": {
            "get": _operation(
                "Whether a hub is here and can be worked with, and which", Health, None, (503,), open_to_all=True
            )
        },
        "/v1/hello": {
            "post": _operation("The hub proves that it knows a code", HelloAnswer, Hello, (429,), open_to_all=True)
        },
        "/v1/join": {
            "post": _operation("Take up an invitation", Joined, Join, (403, 429), signed=True, open_to_all=True)
        },
        "/v1/exchange": {
            "post": _operation(
                "Push pages of records and fetch pages, of all streams of a person",
                Exchanged,
                Exchange,
                (401, 403, 429),
            )
        },
        "/v1/invite": {
            "post": _operation(
                "A one-time code for one's next laptop", PersonalCode, None, (*_OF_A_BODY, 401, 403, 429), signed=True
            )
        },
        "/v1/device": {
            "post": _operation(
                "Go on under a computer's new identity", Succeeded, Succeed, (401, 403, 429), signed=True
            )
        },
        "/v1/sign-in": {
            "post": _operation(
                "Sign in by name and password", Joined, SignIn, (403, 429), signed=True, open_to_all=True
            )
        },
        "/v1/password": {"post": _operation("Choose a password", Lock, NewPassword, (401, 403, 429), signed=True)},
        "/v1/lock": {"get": _operation("The hash of one's own password", Lock, None, (401, 503))},
        "/v1/hub": {"get": _operation("Keys and names of this hub and of those above it", HubInfo, None, (401, 503))},
        "/v1/catalogue": {
            "get": _operation(
                "The courses that the hub has", Catalogue, None, (400, 401, 503), headers=("If-None-Match",)
            )
        },
        "/schema/openapi.json": {"get": _own_operation()},
        "/": {"get": _front_page()},
        "/metrics": {"get": _metrics()},
        "/content/oci-layout": _content("The layout's version", JSON),
        "/content/index.json": _content("The layout's references", JSON),
        "/content/blobs/sha256/{hex}": _content("A blob", "application/octet-stream", ("hex",)),
    }
    paths["/v1/catalogue"]["get"]["responses"]["304"] = {"description": _REASONS[304]}
    paths["/v1/catalogue"]["get"]["parameters"] += _BINS
    _, schemas = msgspec.json.schema_components(
        (
            Health,
            Hello,
            HelloAnswer,
            Join,
            Joined,
            Exchange,
            Exchanged,
            PersonalCode,
            SignIn,
            NewPassword,
            Lock,
            Succeed,
            Succeeded,
            HubInfo,
            Catalogue,
            Refusal,
        ),
        ref_template="#/components/schemas/{name}",
    )
    return msgspec.json.format(
        msgspec.json.encode(
            {
                "openapi": "3.1.0",
                "info": {
                    "title": f"Bivouac hub: {name}",
                    "version": "1",
                    "description": "Bodies are msgpack, with byte strings where the schemas say base64, and zstd where that is shorter.",
                },
                "paths": paths,
                "components": {"schemas": schemas, "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
            }
        ),
        indent=1,
    )


def _operation(
    summary: str,
    answer: type[Struct],
    body: type[Struct] | None = None,
    refusals: tuple[int, ...] = (),
    *,
    signed: bool = False,
    open_to_all: bool = False,
    headers: tuple[str, ...] = (),
) -> dict[str, Any]:
    statuses = sorted({*refusals, *(_OF_A_BODY if body else ())})
    operation: dict[str, Any] = {
        "summary": summary,
        "responses": {
            "200": {"description": "Done.", "content": {MEDIA_TYPE: {"schema": _schema(answer)}}},
            **_refusals(statuses),
        },
        "security": [] if open_to_all else [{"token": []}],
    }
    if body:
        operation["requestBody"] = {"required": True, "content": {MEDIA_TYPE: {"schema": _schema(body)}}}
    named = [*headers, *([signing.HEADER] if signed else [])]
    if named:
        operation["parameters"] = [
            {"name": header, "in": "header", "required": header == signing.HEADER, "schema": {"type": "string"}}
            for header in named
        ]
    return operation


def _own_operation() -> dict[str, Any]:
    answer = {"description": "This description.", "content": {JSON: {"schema": {"type": "object"}}}}
    return {"summary": "This description", "responses": {"200": answer}, "security": []}


def _metrics() -> dict[str, Any]:
    answer = {
        "description": "Counts in Prometheus' form.",
        "content": {f"{metrics.MEDIA_TYPE}; charset=utf-8": {"schema": {"type": "string"}}},
    }
    return {
        "summary": "What the hub counts of itself, for its own machine",
        "responses": {"200": answer, **_refusals([403])},
        "security": [],
    }


def _front_page() -> dict[str, Any]:
    page = {"description": "The page.", "content": {"text/html; charset=utf-8": {"schema": {"type": "string"}}}}
    return {
        "summary": "A page for people: that they reach the hub, and how to join it",
        "parameters": [{"name": "Accept-Language", "in": "header", "required": False, "schema": {"type": "string"}}],
        "responses": {"200": page, **_refusals([405, 503])},
        "security": [],
    }


def _content(summary: str, kind: str, in_path: tuple[str, ...] = ()) -> dict[str, Any]:
    schema = {"type": "object"} if kind == JSON else {"type": "string", "format": "binary"}
    whole = {"description": "All of it.", "content": {kind: {"schema": schema}}}
    passing = "A computer that joined a campus below this hub shows a pass in place of a token (docs/protocol.md)."
    operation: dict[str, Any] = {
        "summary": summary,
        **({"description": passing} if in_path else {}),
        "parameters": [
            *({"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in in_path),
            {"name": "Range", "in": "header", "required": False, "schema": {"type": "string"}},
            {"name": "If-Range", "in": "header", "required": False, "schema": {"type": "string"}},
        ],
        "responses": {
            "200": whole,
            "206": whole | {"description": "The range."},
            **_refusals([401, 404, 405, 416, 503]),
        },
        "security": [{"token": []}],
    }
    return {"get": operation, "head": operation}


def _refusals(statuses: list[int]) -> dict[str, Any]:
    kinds = {kind: {"schema": _schema(Refusal)} for kind in (MEDIA_TYPE, JSON)}
    return {str(status): {"description": _REASONS[status], "content": kinds} for status in statuses}


def _schema(kind: type[Struct]) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{kind.__name__}"}
