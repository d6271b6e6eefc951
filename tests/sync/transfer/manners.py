"""Manners of bad servers: what portals, proxies and careless programs make of a good answer."""

from __future__ import annotations

import gzip
from dataclasses import replace

from tests.sync.transfer.bad_server import Answer, Manner

PORTAL = b"<html><head><title>Welcome</title></head><body>Please sign in to use this network.</body></html>"


def portal(good: Answer) -> Answer:
    """A captive portal's page in place of everything."""
    return Answer(200, PORTAL, {"Content-Type": "text/html; charset=utf-8"})


def portal_elsewhere(good: Answer) -> Answer:
    """A captive portal that sends people to its own server."""
    return Answer(302, b"", {"Location": "http://127.0.0.2:9/login"})


def portal_as_bytes(good: Answer) -> Answer:
    """A captive portal's page under the type that was expected."""
    return Answer(200, PORTAL, {"Content-Type": "application/octet-stream"})


def length_too_short(good: Answer) -> Answer:
    """More comes than the head says."""
    return good.saying(Content_Length=str(max(1, len(good.body) // 2)))


def length_too_long(good: Answer) -> Answer:
    """Less comes than the head says, then the end."""
    return good.saying(Content_Length=str(len(good.body) + 1000))


def length_too_long_and_silence(good: Answer) -> Answer:
    """Less comes than the head says, then nothing."""
    return replace(length_too_long(good), hangs=True)


def half_a_range(good: Answer) -> Answer:
    """A shorter range than was asked for, in order."""
    body = good.body[: max(1, len(good.body) // 2)]
    said = f"bytes {good.start}-{good.start + len(body) - 1}/{len(good.file)}"
    return replace(good, body=body).saying(Content_Range=said)


def longer_range(good: Answer) -> Answer:
    """More than was asked for, in order."""
    body = good.file[good.start :]
    return replace(good, body=body).saying(Content_Range=f"bytes {good.start}-{len(good.file) - 1}/{len(good.file)}")


def other_range(good: Answer) -> Answer:
    """Another range than was asked for."""
    return good.saying(Content_Range=f"bytes {good.start + 1}-{good.start + len(good.body)}/{len(good.file) + 1}")


def no_range_said(good: Answer) -> Answer:
    """206 without a word on which."""
    return replace(good, headers={})


def wrong_total(good: Answer) -> Answer:
    """The range that was asked for, of a file of another size."""
    return good.saying(Content_Range=f"bytes {good.start}-{good.start + len(good.body) - 1}/{len(good.file) + 4321}")


def all_of_it(good: Answer) -> Answer:
    """200 and the whole file in place of 206."""
    return Answer(200, good.file, {"Content-Type": "application/octet-stream"})


def as_text(good: Answer) -> Answer:
    """The right bytes under a type of the server's own."""
    return good.saying(Content_Type="text/plain; charset=iso-8859-1")


def squeezed(good: Answer) -> Answer:
    """gzip that nobody asked for."""
    return replace(good, body=gzip.compress(good.body, 0)).saying(Content_Encoding="gzip")


def squeezed_unsaid(good: Answer) -> Answer:
    """gzip that nobody asked for, and not a word of it."""
    return replace(good, body=gzip.compress(good.body, 0))


def flipped(at: int) -> Manner:
    """One bit turned over at byte `at` of every file that has so many."""

    def flip(good: Answer) -> Answer:
        here = at - good.start
        if not 0 <= here < len(good.body):
            return good
        return replace(good, body=good.body[:here] + bytes([good.body[here] ^ 1]) + good.body[here + 1 :])

    return flip


def flipped_once(*places: int) -> Manner:
    """One bit turned over at each of these bytes, the first time that it is sent."""
    left = {at: flipped(at) for at in places}

    def flip(good: Answer) -> Answer:
        for at in [at for at in left if good.start <= at < good.start + len(good.body)]:
            good = left.pop(at)(good)
        return good

    return flip


def refuses(status: int, **headers: str) -> Manner:
    """Another status, and nothing in the body."""
    return lambda good: Answer(status, b"").saying(**headers)


def a_few_times(count: int, manner: Manner) -> Manner:
    """Bad `count` times, then good."""
    left = iter(range(count))
    return lambda good: manner(good) if next(left, None) is not None else good
