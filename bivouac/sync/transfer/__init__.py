"""Courses on their way: from a hub, any web server that has an OCI image layout, or an OCI registry, into this machine's layout.

source.py    what a place to fetch from can do        web.py   the same over HTTP, range by range
registry.py  the same from an OCI registry             download.py   a course, piece by piece, resumable
"""
