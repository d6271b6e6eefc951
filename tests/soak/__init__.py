"""Slow campaigns, to be run by hand and by night: each is a module with a `--count` (CONTRIBUTING.md)."""
