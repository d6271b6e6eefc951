"""What the frozen app starts with."""

import sys

from bivouac.desktop.app import main

if __name__ == "__main__":
    sys.exit(main())
