"""Bivouac: the campus that travels. Rooms: courses, sync, desktop (docs/architecture.md)."""

__version__ = "0.1.0"
