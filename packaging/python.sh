#!/bin/sh
# Prints the path of a Python that Bivouac runs on (3.11 to 3.13, able to make a virtual environment), or fails with a sentence.
# The variable PYTHON names another one.
set -eu

suits() {
    "$1" -c 'import sys, ensurepip, venv, sqlite3; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' >/dev/null 2>&1
}

for candidate in ${PYTHON:+"$PYTHON"} python3 python3.11 python3.12 python3.13 /usr/bin/python3; do
    if suits "$candidate"; then
        command -v "$candidate"
        exit 0
    fi
done
echo "No Python 3.11, 3.12 or 3.13 was found. Install one (on Debian: sudo apt-get install python3 python3-venv), or name it: make PYTHON=/path/to/python3.11" >&2
exit 1
