"""What a browser sees at a hub's address, and what the hub's own machine knows of who reached it."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import html
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bivouac import machine
from bivouac.errors import SpaceError
from bivouac.sync.cli import main
from bivouac.sync.hub.app import make_app
from bivouac.sync.hub.doctor import listen, look_outside
from bivouac.sync.hub.firewall import firewall_commands
from bivouac.sync.hub.folder import HubFolder, Serving
from bivouac.sync.hub.front_page import own_page, visitor_page
from bivouac.sync.hub.reached import FILE, Reached, read_reached
from bivouac.sync.protocol.line import Line
from bivouac.sync.protocol.nearby import VARIABLE, Announcer
from tests.sync.campus import Campus


def asked(
    folder: HubFolder,
    address: str,
    path: str = "/",
    language: str = "en",
    *,
    secured: bool = True,
    authorization: str = "",
) -> tuple[int, str, dict[str, str]]:
    """What the hub's application answers to a browser at an address."""
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(event: Any) -> None:
        sent.append(event)

    headers = [(b"host", b"192.168.1.20:8484"), (b"accept-language", language.encode())]
    headers += [(b"authorization", authorization.encode())] if authorization else []
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "https",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": headers,
        "client": (address, 50_000),
        "server": ("192.168.1.20", 8484),
        "state": {},
    }
    asyncio.run(make_app(folder, secured=secured)(scope, receive, send))  # type: ignore[arg-type]
    head = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], b"".join(event.get("body", b"") for event in sent[1:]).decode(errors="replace"), head


@pytest.fixture
def folder(tmp_path: Path) -> HubFolder:
    made = HubFolder.create(tmp_path / "pages", "Campus <Abidjan>")
    made.keep_serving(Serving(("https://192.168.1.20:8484",), 8484, 1))
    return made


def test_who_comes_from_elsewhere_reads_that_they_came_through(folder: HubFolder) -> None:
    status, page, headers = asked(folder, "192.168.1.77")
    assert status == 200 and "You have reached the campus “Campus &lt;Abidjan&gt;”" in page
    assert "https://192.168.1.20:8484" in page and "certificate of its own" in page
    (script,) = re.findall("<script>(.*?)</script>", page, re.DOTALL)
    allowed = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = headers["content-security-policy"].split("; ")
    assert "default-src 'none'" in policy and f"script-src 'sha256-{allowed}'" in policy, "this script, and no other"
    assert "Vous avez atteint le campus" in asked(folder, "192.168.1.77", language="fr-FR,fr;q=0.9")[1]


def test_the_hubs_own_machine_sees_whether_others_come_through(folder: HubFolder) -> None:
    before = asked(folder, "127.0.0.1")[1]
    assert "No other machine has reached it yet" in before and "data:image/svg+xml" in before
    assert all(html.escape(command) in before for command in firewall_commands(8484))
    asked(folder, "192.168.1.77", "/v1/health")
    after = asked(folder, "127.0.0.1")[1]
    assert "Other machines have reached it: 192.168.1.77" in after and "holds it back" not in after
    for page in (before, after):
        assert all(html.escape(command) in page for command in firewall_commands(5353, "udp")), "mDNS is another port"
    assert "Only this machine reaches it" in asked(folder, "127.0.0.1", secured=False)[1]


@pytest.mark.parametrize(
    ("language", "windows", "said"),
    [
        ("en", False, "in a terminal, with the password of an administrator"),
        ("fr", False, "dans un terminal, avec le mot de passe d’un administrateur"),
        ("en", True, "“Allow an app through firewall”"),
        ("fr", True, "« Autoriser une application via le pare-feu »"),
    ],
)
def test_the_page_says_where_the_firewall_is_opened(
    folder: HubFolder, monkeypatch: pytest.MonkeyPatch, language: str, windows: bool, said: str
) -> None:
    """Who has never opened one finds no prompt from the command alone, and Windows keeps a rule of its own once somebody said no."""
    if sys.platform == "win32" and not windows:
        pytest.skip("on Windows the program goes its way")
    monkeypatch.setattr(machine, "WINDOWS", windows)
    page = asked(folder, "127.0.0.1", language=language)[1].replace("\u00a0", " ")
    assert page.count(said) == 1, "once for both ports"
    assert "hub has" not in asked(folder, "192.168.1.77", language=language)[1]


def test_the_hubs_own_address_is_no_other_machine(folder: HubFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    Reached(folder.folder, lambda: 5).note("192.168.1.20")  # as a hub noted it that had another address then
    monkeypatch.setenv(VARIABLE, "192.168.1.20,fd00::20")
    for own in ("192.168.1.20", "::ffff:192.168.1.20", "fd00::20"):
        assert "No other machine has reached it yet" in asked(folder, own)[1], (
            "and this is the page of the hub's own machine"
        )
    unknown, *_ = look_outside(folder, 8484)
    assert unknown.well is None
    asked(folder, "192.168.1.77", "/v1/health")
    known, *_ = look_outside(folder, 8484)
    assert known.sentence == "Other machines reach it; the last was 192.168.1.77."


def test_what_is_sent_as_a_name_stays_a_name() -> None:
    page = visitor_page("A", '"><script>alert(1)</script>', "en", secured=True).decode()
    assert page.count("<script>") == 1 and "alert" not in page.split("<script>")[1]
    assert "<b>" not in own_page("<b>", ["https://a:1/<b>"], 1, ["<b>"], "en").decode()


def test_reached_is_kept_for_twenty_and_damage_is_borne(tmp_path: Path) -> None:
    now = 1_000_000
    reached = Reached(tmp_path, lambda: now)
    assert not reached.is_news("127.0.0.1")
    for number in range(30):
        now += 1
        reached.note(f"10.0.0.{number}")
    assert len(read_reached(tmp_path)) == 20 and not reached.is_news("10.0.0.1"), "one was noted this moment"
    now += 6_000
    assert not reached.is_news("10.0.0.29") and reached.is_news("10.0.0.1")
    (tmp_path / FILE).write_bytes(b"{")
    assert read_reached(tmp_path) == {} and Reached(tmp_path, lambda: now).is_news("10.0.0.29")


def test_a_full_disk_keeps_nobody_out(folder: HubFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, content: bytes) -> None:
        raise SpaceError("The disk is full.")

    monkeypatch.setattr(machine, "write_whole", full)
    assert asked(folder, "192.168.1.77")[0] == asked(folder, "192.168.1.77", "/v1/health")[0] == 200


def doctor(folder: Path) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["--lang", "en", "hub", "doctor", str(folder)])
    return done.exit_code, done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="nobody moves a database that a hub has open there")
@pytest.mark.expects_log("gone from its folder")
def test_the_doctor(campus: Campus, folder: HubFolder) -> None:
    here = campus.hub
    assert doctor(here.folder) == (1, "✗ This hub has never served. Start it with: bivouac hub serve\n")
    here.keep_serving(Serving((campus.url,), campus.port, 1))
    assert f"✓ It answers at {campus.url}." in doctor(here.folder)[1] and "--host 0.0.0.0" in doctor(here.folder)[1]
    (here.folder / "hub.sqlite").rename(here.folder / "moved")
    assert f"✗ It answers at {campus.url}, but cannot use its database just now." in doctor(here.folder)[1]
    folder.keep_serving(Serving(("https://127.0.0.1:9",), 9, 1))
    assert "✗ It does not answer at https://127.0.0.1:9." in doctor(folder.folder)[1]


def test_whether_others_come_through(folder: HubFolder) -> None:
    unknown, *commands, where = look_outside(folder, 8484)
    assert unknown.well is None and "No other machine has reached it yet" in unknown.sentence
    assert [one.sentence for one in commands] == [f"To open the firewall: {one}" for one in firewall_commands(8484)]
    assert where.well is None and "in a terminal" in where.sentence
    Reached(folder.folder, lambda: 5).note("192.168.1.9")
    (known,) = look_outside(folder, 8484)
    assert known.well and known.sentence == "Other machines reach it; the last was 192.168.1.9."


def test_whether_the_announcement_is_heard(folder: HubFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "127.0.0.1")
    monkeypatch.setattr("bivouac.sync.hub.doctor._LISTEN_SECONDS", 1.0)
    unheard, *commands, where = listen(folder)
    assert unheard.well is None and "is not heard, not even on this machine" in unheard.sentence
    assert [one.sentence for one in commands] == [
        f"To open the firewall: {one}" for one in firewall_commands(5353, "udp")
    ]
    assert "in a terminal" in where.sentence
    monkeypatch.setattr("bivouac.sync.hub.doctor._LISTEN_SECONDS", 20.0)
    announcer = Announcer(folder.settings.id, "Campus", 8484, "127.0.0.1", "")
    try:
        (heard,) = listen(folder)
    finally:
        announcer.stop()
    assert heard.well and "UDP port 5353) is heard on this machine" in heard.sentence


@pytest.mark.parametrize("windows", [False, True])
def test_a_firewall_is_told_which_kind_of_port(monkeypatch: pytest.MonkeyPatch, windows: bool) -> None:
    monkeypatch.setattr(machine, "WINDOWS", windows)
    for protocol, other in (("tcp", "udp"), ("udp", "tcp")):
        for command in firewall_commands(5353, protocol):
            assert protocol in command.lower() and other not in command.lower() and "5353" in command


def test_a_real_browser_request_is_answered(campus: Campus) -> None:
    line = Line(campus.url)
    answer = line.ask("GET", "", headers={"Accept-Language": "fr"}, limit=100_000)
    line.close()
    assert answer.status == 200 and b"Seule cette machine" in answer.body
