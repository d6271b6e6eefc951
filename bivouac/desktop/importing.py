"""Modules with classes of Qt, imported while the window lives: on its own thread, one module in each turn of the event loop.

On another thread that ends the program, now and then. Before Python 3.12, PySide finds what it knows of a class in a table of its own
(`SOTP_extender` in shiboken's pep384impl.cpp). Qt has it looked up whenever it asks an object for its class, for every rule of a style sheet,
say, and then without the interpreter's lock; so a class that is made on another thread at that moment moves the table away under the look-up. What is
read from the disk for that, and libraries that are mapped (`machine.map_library`), may be had beside the window.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.machinery
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import ModuleType
from typing import Any

from PySide6.QtCore import QObject

from bivouac.desktop.widgets.turns import in_next_turn

_OURS, _ANYBODY_S = "bivouac.desktop.", "bivouac.desktop.actions"
"""What no other thread imports, so that none is left with half of a module when an attempt ends; and what of it some may."""

_DONE = object()


def import_in_turns(owner: QObject, names: Sequence[str], then: Callable[[], object]) -> None:
    """Import modules and what they need, and call `then` after that, unless `owner` is gone by then; at once where all are there.

    Raises ImportError, in a turn to come: one cannot be imported.
    """
    steps = import_steps(names)

    def take_one() -> None:
        if next(steps, _DONE) is _DONE:
            then()
        else:
            in_next_turn(owner, take_one)

    if all(name in sys.modules for name in names):
        then()
    else:
        in_next_turn(owner, take_one)


def import_steps(names: Sequence[str]) -> Iterator[None]:
    """Import modules, and before each what of the desktop's it imports, at most one whole module from step to step; two where a package imports one of its own.

    Raises ImportError: one cannot be imported.
    """
    for name in names:
        waiting = [] if name in sys.modules else [name]  # each was needed by the one before it
        while waiting:
            if needed := _asker.attempt(waiting):
                waiting.append(needed)
            else:
                waiting.pop()
            yield


def read_ahead(path: Iterable[str], package: str) -> None:
    """Have the disk give what the modules of a package are made of, unless they are imported; from any thread, before the window's own imports them."""
    import pkgutil  # what the first picture does without

    for found in pkgutil.iter_modules(path, f"{package}."):
        finder: Any = found.module_finder  # PyInstaller's is none of the types that are declared
        spec = finder.find_spec(found.name)
        if spec is None:
            continue
        if found.name not in sys.modules:
            with contextlib.suppress(ImportError, OSError):
                spec.loader.get_code(found.name)
        read_ahead(spec.submodule_search_locations or (), found.name)


class _FirstError(Exception):
    """Ends an attempt to import one module, as another has to be imported first."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class _Asker:
    """Finds nothing; lets no module of the desktop be imported on the way to another.

    Imports stand above all else in a module, so that what was done of it when an attempt ends is nothing that others see. It stays where imports look
    once it is there: threads that import at that moment would pass over the finder behind one that goes.
    """

    def __init__(self) -> None:
        self._thread = 0
        self._waiting: Sequence[str] = ()

    def attempt(self, waiting: Sequence[str]) -> str:
        """Import the last of these; the name of what has to be imported before it, or nothing once it is there."""
        if self not in sys.meta_path:
            sys.meta_path.insert(0, self)
        self._thread, self._waiting = threading.get_ident(), waiting
        try:
            importlib.import_module(waiting[-1])
        except _FirstError as first:
            return first.name
        finally:
            self._thread = 0
        return ""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if self._thread != threading.get_ident() or name in self._waiting:
            return None
        if name.startswith(_OURS) and not name.startswith(_ANYBODY_S):
            raise _FirstError(name)
        return None


_asker = _Asker()
