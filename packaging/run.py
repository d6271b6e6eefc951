"""`make run`: a campus hub with the demo course, and the app beside it, all in `out/run`.

On a virtual screen nobody is there to click: the same app then plays the whole path by itself, and leaves screenshots and a
summary in `out/`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(REPOSITORY), str(REPOSITORY / "packaging")]

from demo import demo_bundles  # noqa: E402

from tests.stories import whole_path  # noqa: E402
from tests.stories.campus import Hub  # noqa: E402

OUT = REPOSITORY / "out"


def run_for_a_person(bundles: list[Path]) -> int:
    """Start hub and app; the app opens at the hub's invitation until somebody has joined."""
    folder = OUT / "run"
    fresh = not (folder / "hub" / "hub.sqlite").exists()
    hub = Hub(folder / "hub", new=fresh)
    for bundle in bundles if fresh else []:
        hub.add(bundle)
    hub.start()
    try:
        print(f"The campus hub answers at {hub.url}. Its folder is {hub.folder}.")
        laptop = folder / "laptop"
        invite = [] if (laptop / "journals").exists() else [str(hub.invite(folder / "campus.bivouac-invite"))]
        command = [sys.executable, "-m", "bivouac.desktop.app", "--home", str(laptop), *invite]
        return subprocess.run(command, cwd=REPOSITORY, check=False).returncode
    finally:
        hub.stop()


def play_the_story(bundles: list[Path]) -> int:
    """Play the whole path on the virtual screen and write down how it went."""
    for name in ("story", "screenshots"):
        shutil.rmtree(OUT / name, ignore_errors=True)
    (OUT / "story").mkdir(parents=True)
    told = whole_path.play(OUT / "story", bundles, OUT / "screenshots", lambda text: print(f"· {text}", flush=True))
    problems = whole_path.problems(told)
    (OUT / "summary.md").write_text(whole_path.summary(told, problems, OUT / "screenshots"), encoding="utf-8")
    print(f"Screenshots and a summary are in {OUT}.")
    for problem in problems:
        print(f"NOT AS IT SHOULD BE: {problem}")
    return 1 if problems else 0


def main() -> int:
    bundles = list(demo_bundles().values())
    return play_the_story(bundles) if os.environ.get("BIVOUAC_VIRTUAL_SCREEN") else run_for_a_person(bundles)


if __name__ == "__main__":
    sys.exit(main())
