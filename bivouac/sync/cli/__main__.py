"""`python -m bivouac.sync.cli`: the `bivouac` command where it is not installed."""

from bivouac.sync.cli import main

if __name__ == "__main__":  # a hub with several processes imports this in each
    main()
