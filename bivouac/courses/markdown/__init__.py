"""Courses written as folders of Markdown; `importers/markdown.py` is the door, `docs/markdown-folder.md` the format.

reading.py       a file: its front matter and its text
sites.py         what the settings of site and book makers say; outlines.py: the order that they write down
templates.py     their commands as Markdown
dialects.py      what other Markdown tools write, as CommonMark and HTML
rendering.py     Markdown to HTML
spelling.py      settings that are nearly one of ours
titles.py        titles and order from names
languages.py     which language to take from a folder in several
layout.py        the folder as modules, lessons and activities
activities.py    one file as an activity; films.py, cases.py
resources.py     pictures and links between pages; targets.py: those with spaces; unused.py: files that nothing uses
opening.py       the source as a folder: unpacking a zip
"""
