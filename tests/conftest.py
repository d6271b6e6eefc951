"""What every test may use, and what every test is held to: silence, English, a home of its own, no network but loopback."""

from __future__ import annotations

import contextlib
import ipaddress
import logging
import os
import re
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import argon2
import pytest
from hypothesis import HealthCheck, settings

from bivouac import language
from bivouac.sync.protocol import passwords

REPOSITORY = Path(__file__).resolve().parent.parent
_REAL_HASHER = passwords._hasher

settings.register_profile(
    "house", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)  # no test measures haste
settings.load_profile("house")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # `make test &`: what tests start must hear Ctrl-C all the same
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def shared_courses() -> Path:
    """Real course files made by others, beside the checkout; tests that need them skip where they are absent."""
    folder = REPOSITORY.parent / "shared" / "courses"
    if not folder.is_dir():
        pytest.skip("the folder ../shared/courses with real course files is not beside this checkout")
    return folder


@pytest.fixture(scope="session", autouse=True)
def _home_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Nothing that a test starts finds the library of the person who runs it."""
    os.environ["BIVOUAC_HOME"] = str(tmp_path_factory.mktemp("home"))
    os.environ["BIVOUAC_NEARBY"] = "none"  # nor looks at its network, nor is announced there


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> Iterator[None]:
    """Passwords that tests choose cost a millisecond; `real_passwords` are for those that look at the price."""
    with pytest.MonkeyPatch.context() as patch:
        quick = argon2.PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
        patch.setattr(passwords, "_hasher", lambda: quick)
        yield


@pytest.fixture
def real_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords cost what they cost people."""
    monkeypatch.setattr(passwords, "_hasher", _REAL_HASHER)


@pytest.fixture(autouse=True)
def _source_language() -> Iterator[None]:
    """Tests read English, whatever the one before them chose."""
    language.use_language(language.SOURCE_LANGUAGE)
    yield
    language.use_language(language.SOURCE_LANGUAGE)


# Silence. Python's warnings are errors (filterwarnings), Qt's are caught by pytest-qt (qt_log_level_fail); log records here.


class _Listener(logging.Handler):
    """Keeps the records at WARNING or above of one phase of one test."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@contextlib.contextmanager
def _in_silence(item: pytest.Item) -> Iterator[list[str]]:
    """Run one phase and fail it for what was logged and no `expects_log` of the test announces."""
    listener = _Listener()
    logging.getLogger().addHandler(listener)
    try:
        yield listener.said
    finally:
        logging.getLogger().removeHandler(listener)
    expected = _expected(item)
    unexpected = [line for line in listener.said if not any(re.search(pattern, line) for pattern in expected)]
    if unexpected:
        pytest.fail("Logged, and not expected by the test:\n" + "\n".join(unexpected), pytrace=False)


def _expected(item: pytest.Item, *, always: bool = False) -> list[str]:
    """Patterns of what a test may log; with `always` of what it has to: `expects_log(pattern, always=False)` leaves it to chance."""
    marks = item.iter_markers("expects_log")
    return [mark.args[0] for mark in marks if not always or mark.kwargs.get("always", True)]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    with _in_silence(item):
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    with _in_silence(item) as said:
        yield
        for pattern in _expected(item, always=True):
            if not any(re.search(pattern, line) for line in said):
                pytest.fail(f"The test expects a log record that matches {pattern!r}, and none came.", pytrace=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    with _in_silence(item):
        yield


# No network but loopback: a hook that cannot be taken off sees each connection of this process.


def _stay_home(event: str, arguments: tuple[Any, ...]) -> None:
    if event != "socket.connect":
        return
    sock, address = arguments
    if (
        sock.family in (socket.AF_INET, socket.AF_INET6)
        and sock.type == socket.SOCK_STREAM
        and not _loopback(address[0])
    ):
        raise AssertionError(f"a test connects to {address[0]}: only this machine's own loopback is allowed")


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.split("%")[0]).is_loopback
    except ValueError:
        return host == "localhost"


sys.addaudithook(_stay_home)


@pytest.fixture(scope="session")
def demo_bundles() -> list[Path]:
    """The demo course's bundles, made from their source if need be."""
    sys.path.insert(0, str(REPOSITORY / "packaging"))
    try:
        from demo import demo_bundles
    finally:
        sys.path.pop(0)
    return list(demo_bundles().values())
