"""Makes the demo course's bundles from its source in `assets/demo`, where they are missing or older than it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
DEMO = REPOSITORY / "assets" / "demo"
FOLDERS = {"fr": "premiers-pas-gestion-de-projet", "en": "first-steps-project-management"}


def demo_bundles() -> dict[str, Path]:
    """The bundles by language, made now if need be."""
    return {language: _bundle(language, DEMO / folder) for language, folder in FOLDERS.items()}


def _bundle(language: str, source: Path) -> Path:
    bundle = DEMO / f"demo.{language}.bivouac"
    newest = max(path.stat().st_mtime for path in [*source.rglob("*"), *(REPOSITORY / "bivouac/courses").rglob("*.py")])
    if not bundle.is_file() or bundle.stat().st_mtime < newest:
        # Whoever reads the old one meanwhile still finds it; two who make it at once, as workers of a test run do, each make their own.
        fresh = bundle.with_name(f".fresh-{os.getpid()}-{bundle.name}")
        fresh.unlink(missing_ok=True)
        command = [sys.executable, "-m", "bivouac.sync.cli", "course", "build", str(source), "-o", str(fresh)]
        subprocess.run(command, cwd=REPOSITORY, check=True, stdout=subprocess.DEVNULL)
        fresh.replace(bundle)
    return bundle


if __name__ == "__main__":
    for made in demo_bundles().values():
        print(made.relative_to(REPOSITORY))
