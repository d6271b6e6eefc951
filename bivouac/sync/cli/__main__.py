"""`python -m bivouac.sync.cli`: the `bivouac` command where it is not installed."""

from bivouac.sync.cli import main

main()
