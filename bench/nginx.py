"""nginx as a web server of a folder: what Debian's `nginx-light` installs, without its configuration and without root."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
"""The program; None where it is not installed."""

_SECONDS = 20.0

_CONFIGURATION = """
{user}
daemon off;
worker_processes {workers};
pid {work}/nginx.pid;
error_log stderr crit;
events {{ worker_connections 512; }}
http {{
    access_log off;
    default_type application/octet-stream;
    sendfile on;
    tcp_nopush on;
    client_body_temp_path {work}/body;
    proxy_temp_path {work}/proxy;
    fastcgi_temp_path {work}/fastcgi;
    scgi_temp_path {work}/scgi;
    uwsgi_temp_path {work}/uwsgi;
    server {{
        listen {host}:{port}{tls};
        root {folder};
        {more}
    }}
}}
"""


@contextmanager
def nginx_of(
    folder: Path,
    work: Path,
    more: str = "",
    *,
    tls: bool = False,
    workers: int = 1,
    at: tuple[str, int] | None = None,
    command: tuple[str, ...] = (),
) -> Iterator[int]:
    """nginx before a folder; gives its port.

    Args:
        work: an empty folder of its own.
        more: lines for its `server` block.
        at: where it listens; None: on a free port of loopback.
        command: what it is started with (`ip netns exec …`).
    """
    host, port = at or ("127.0.0.1", _free_port())
    work.mkdir(parents=True, exist_ok=True)
    user = "user root;" if os.geteuid() == 0 else ""  # else the workers cannot read what only its owner may
    configuration = work / "nginx.conf"
    configuration.write_text(
        _CONFIGURATION.format(
            user=user,
            workers=workers,
            work=work,
            host=host,
            port=port,
            tls=" ssl" if tls else "",
            folder=folder,
            more=more,
        )
    )
    start = [*command, str(NGINX), "-e", "stderr", "-p", str(work), "-c", str(configuration)]
    process = subprocess.Popen(start, stderr=subprocess.PIPE)
    try:
        _wait(process, work)
        yield port
    finally:
        process.terminate()
        process.communicate(timeout=_SECONDS)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(process: subprocess.Popen[bytes], work: Path) -> None:
    """Until it listens: then it writes its number down."""
    deadline = time.monotonic() + _SECONDS
    while not (work / "nginx.pid").exists():
        if process.poll() is not None or time.monotonic() > deadline:
            process.kill()
            raise RuntimeError(f"nginx did not start: {process.communicate()[1].decode()}")
        time.sleep(0.02)
