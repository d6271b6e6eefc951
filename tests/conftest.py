"""What every test may use."""

from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared_courses() -> Path:
    """Real course files made by others, beside the checkout; tests that need them skip where they are absent."""
    folder = REPOSITORY.parent / "shared" / "courses"
    if not folder.is_dir():
        pytest.skip("the folder ../shared/courses with real course files is not beside this checkout")
    return folder
