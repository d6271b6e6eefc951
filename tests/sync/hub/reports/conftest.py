"""The school of reports (`tests/sync/hub/conftest.py` has another of that name)."""

from tests.sync.conftest import school

__all__ = ["school"]
