"""Courses on a web server that knows nothing of Bivouac: nginx, as it comes with Debian."""

from __future__ import annotations

import contextlib
import datetime
import os
import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.nginx import NGINX, nginx_of
from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.verify import verify_course
from bivouac.courses.limits import LIMITS
from bivouac.errors import BundleError, LineError, RefusedError, TrustError
from bivouac.sync.catalogue import keys
from bivouac.sync.catalogue.files import newest_root
from bivouac.sync.catalogue.repository import Repository
from bivouac.sync.catalogue.trusted import TrustedCatalogue
from bivouac.sync.protocol.line import Line
from bivouac.sync.transfer.download import offered
from bivouac.sync.transfer.signed import refresh_over, require_download
from bivouac.sync.transfer.web import WebSource
from bivouac.sync.transfer.wishes import Wishes
from tests.sync.campus import store_two_lessons
from tests.sync.transfer.bad_server import certificate_until
from tests.sync.transfer.downloading import download_course
from tests.sync.transfer.rig import BadLine, Trouble

pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is not installed (Debian: nginx-light)")

FILM = random.Random(5).randbytes(4 * LIMITS.piece + 1000)
SECRET = "a tent in the rain"
HEADS = 20_000


@pytest.fixture
def there(tmp_path: Path) -> Layout:
    layout = Layout.create(tmp_path / "there")
    store_two_lessons(layout, {"240p": FILM})
    return layout


@pytest.fixture
def here(tmp_path: Path) -> Layout:
    return Layout.create(tmp_path / "here")


@contextlib.contextmanager
def web(url: str, certificate: str = "") -> Iterator[WebSource]:
    with contextlib.closing(Line(url, certificate, stall=2)) as line:
        yield WebSource(line)


@pytest.mark.parametrize(
    "more",
    [
        "",
        "max_ranges 0;",
        "keepalive_requests 1;",
        "gzip on; gzip_types *; gzip_min_length 1;",
        "types { application/json json; } charset utf-8;",
        "etag off; if_modified_since off; expires max;",
        "default_type text/plain;",
        "chunked_transfer_encoding off; keepalive_timeout 0;",
    ],
)
def test_a_course_comes_from_nginx_however_it_is_set(there: Layout, here: Layout, tmp_path: Path, more: str) -> None:
    with nginx_of(there.folder, tmp_path / "nginx", more) as port, web(f"http://127.0.0.1:{port}") as source:
        assert download_course(here, source, offered(source)["trade"])
    assert verify_course(here, here.references()["trade"]).id == "trade"


def test_a_folder_below_the_root_of_a_server_will_do(there: Layout, here: Layout, tmp_path: Path) -> None:
    with nginx_of(tmp_path, tmp_path / "nginx") as port, web(f"http://127.0.0.1:{port}/there/") as source:
        assert download_course(here, source, offered(source)["trade"])


@pytest.mark.parametrize("trouble", [Trouble(cut_at=700_001), Trouble(cut_at=700_001, ending="reset")], ids=str)
def test_cut_lines_to_nginx_cost_nothing_twice(there: Layout, here: Layout, tmp_path: Path, trouble: Trouble) -> None:
    with (
        nginx_of(there.folder, tmp_path / "nginx") as port,
        contextlib.closing(BadLine(port)) as line,
        web(f"http://127.0.0.1:{line.port}") as source,
    ):
        line.trouble = trouble
        descriptor = offered(source)["trade"]
        assert download_course(here, source, descriptor, wishes=Wishes(waits=(0.0,) * 3))
        assert line.down < sum(path.stat().st_size for path in (there.folder / "blobs" / "sha256").iterdir()) + HEADS
    assert verify_course(here, descriptor).id == "trade"


def test_nginx_that_goes_away_and_comes_back(there: Layout, here: Layout, tmp_path: Path) -> None:
    descriptor = there.references()["trade"]
    with (
        nginx_of(there.folder, tmp_path / "nginx", "limit_rate 300k;") as port,
        contextlib.closing(BadLine(port)) as line,
        web(f"http://127.0.0.1:{line.port}") as source,
    ):
        line.later(2_000_000, lambda: stop(tmp_path / "nginx"))
        with pytest.raises(LineError, match="try again later"):
            download_course(here, source, descriptor, wishes=Wishes(waits=(0.0,) * 3))
        came = line.down
    assert here.references() == {} and came >= 2_000_000
    with (
        nginx_of(there.folder, tmp_path / "again") as port,
        contextlib.closing(BadLine(port)) as line,
        web(f"http://127.0.0.1:{line.port}") as source,
    ):
        assert download_course(here, source, descriptor)
        assert line.down < len(FILM) - came + 100_000


def stop(work: Path) -> None:
    """At once, in the middle of its answers."""
    pid = work / "nginx.pid"
    os.kill(int(pid.read_text()), signal.SIGTERM)
    while pid.exists():  # it goes with nginx
        time.sleep(0.01)


def test_a_pinned_certificate_of_nginx(there: Layout, here: Layout, tmp_path: Path) -> None:
    certificate, key = certificate_until(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=1))
    pem = tmp_path / "server.pem"
    pem.write_bytes(certificate + key)
    more = f"ssl_certificate {pem}; ssl_certificate_key {pem};"
    with (
        nginx_of(there.folder, tmp_path / "nginx", more, tls=True) as port,
        web(f"https://127.0.0.1:{port}", certificate.decode()) as source,
    ):
        assert download_course(here, source, offered(source)["trade"])


def test_nginx_that_lets_nobody_in(there: Layout, here: Layout, tmp_path: Path) -> None:
    with (
        nginx_of(there.folder, tmp_path / "nginx", "location /blobs/ { deny all; }") as port,
        web(f"http://127.0.0.1:{port}") as source,
        pytest.raises(RefusedError),
    ):
        download_course(here, source, offered(source)["trade"])
    assert here.references() == {}


def test_nginx_without_courses(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with (
        nginx_of(tmp_path / "empty", tmp_path / "nginx") as port,
        web(f"http://127.0.0.1:{port}") as source,
        pytest.raises(BundleError, match="no courses"),
    ):
        offered(source)


def test_a_signed_catalogue_on_nginx(
    there: Layout, here: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "_COST", 1 << 10)
    repository = Repository.create(there, tmp_path / "keys", SECRET)
    repository.publish()
    trusted = TrustedCatalogue(tmp_path / "trusted")
    trusted.begin(newest_root(there.folder))
    with nginx_of(there.folder, tmp_path / "nginx") as port, web(f"http://127.0.0.1:{port}") as source:
        assert [entry.id for entry in refresh_over(trusted, source).entries] == ["trade"]
        signed = offered(source)["trade"]
        require_download(trusted, "trade", signed.digest, signed.size, "Trade")
        assert download_course(here, source, signed)
        store_two_lessons(there, {"240p": FILM}, version="2")  # and nobody signs it
        unsigned = offered(source)["trade"]
        refresh_over(trusted, source)
        with pytest.raises(TrustError):
            require_download(trusted, "trade", unsigned.digest, unsigned.size, "Trade")
    assert here.references()["trade"].digest == signed.digest
