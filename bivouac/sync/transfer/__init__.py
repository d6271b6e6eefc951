"""Courses on their way: from a hub, any web server that has an OCI image layout, or an OCI registry, into this machine's layout.

source.py    what a place to fetch from can do        web.py   the same over HTTP, range by range
part.py      a blob while it arrives, byte by byte     download.py   a course, piece by piece, resumable
registry.py  the same from an OCI registry
"""
