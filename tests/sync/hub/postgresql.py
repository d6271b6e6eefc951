"""A PostgreSQL server for tests: the real one, in a folder of its own, to be stopped and started."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

_DEBIAN = Path("/usr/lib/postgresql")


def programs() -> Path | None:
    """The folder of `initdb` and `postgres`, which Debian keeps off the path."""
    found = sorted(_DEBIAN.glob("*/bin/initdb")) or [Path(one) for one in [shutil.which("initdb")] if one]
    return found[-1].parent if found else None


class Server:
    """A server on a free port of this machine, which trusts whoever comes from it."""

    def __init__(self) -> None:
        found = programs() if sys.platform != "win32" else None  # Wine shows it Debian's
        if found is None:
            pytest.skip("PostgreSQL is not installed (Debian: postgresql)")
        self._programs = found
        self.folder = Path(tempfile.mkdtemp(prefix="bivouac-postgresql-"))
        self._as_root = os.getuid() == 0  # PostgreSQL refuses to run as root
        if self._as_root:
            shutil.chown(self.folder, "postgres", "postgres")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self._run("initdb", "-D", self.folder / "data", "-U", "bivouac", "-A", "trust", "-E", "UTF8", "--no-sync")
        self.start()

    def start(self) -> None:
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1"
        self._run("pg_ctl", "-D", self.folder / "data", "-l", self.folder / "log", "-w", "-o", options, "start")

    @property
    def pid(self) -> int:
        """Of the process that all the server's others are children of."""
        return int((self.folder / "data" / "postmaster.pid").read_text().split()[0])

    def stop(self) -> None:
        """At once, as when the machine goes down."""
        self._run("pg_ctl", "-D", self.folder / "data", "-m", "immediate", "stop")

    def database(self, name: str) -> str:
        """The address of a new, empty database."""
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "bivouac", name)
        return f"postgresql://bivouac@127.0.0.1:{self.port}/{name}"

    def dump(self, url: str, target: Path) -> None:
        """`pg_dump` of a database in its own form, from beside the server."""
        here = self.folder / "dump"
        self._run("pg_dump", "--format=custom", f"--file={here}", url)
        shutil.move(here, target)

    def restore(self, dump: Path, url: str) -> None:
        """`pg_restore` into a database that is empty."""
        here = Path(shutil.copy(dump, self.folder / "dump"))
        here.chmod(0o644)
        self._run("pg_restore", "--exit-on-error", "--no-owner", f"--dbname={url}", here)

    def drop(self, name: str) -> None:
        self._run("dropdb", "--force", "-h", "127.0.0.1", "-p", str(self.port), "-U", "bivouac", name)

    def close(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *arguments: str | Path) -> None:
        command = [str(self._programs / program), *map(str, arguments)]
        if self._as_root:
            command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command]
        done = subprocess.run(
            command, cwd=self.folder, env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr.decode()
