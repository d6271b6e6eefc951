"""Out to the world: what a hub received, as xAPI statements, as tables, and on its way to a learning record store (docs/xapi.md)."""
