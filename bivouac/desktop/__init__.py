"""The learner's window, in Qt.

PySide's own `import` reads the source of each module that is imported and looks for "PySide6" in it, for the sake of its switch
`from __feature__ import snake_case`, and keeps what it read: a tenth of our start and 7 MB. Nothing here uses that switch.
"""

import builtins

import PySide6.QtCore  # noqa: F401  puts its `import` in place

builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
