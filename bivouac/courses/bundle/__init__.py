"""Bundles: courses as OCI image layouts, and as that folder in one `.bivouac` file (docs/bundle-format.md).

oci.py      manifests and indexes, decoded with limits      source.py   what a place to read blobs from can do
layout.py   a folder of blobs and references                archive.py  the same in one file
pack.py     the ZIP of a lesson                             pieces.py   checksums of each MiB of a large blob
version.py  a course version and what it needs              verify.py   every byte and name of one, checked
write.py    a draft made into blobs                         copy.py     from one place to another
part.py     a blob while it arrives, byte by byte           begun.py    large ones of which a copy was cut off
"""
