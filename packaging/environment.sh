#!/bin/sh
# Brings .venv to what a lock file says, and this checkout into it.
#
#     packaging/environment.sh requirements.lock
#
# Every package is checked against the hash in the lock. Started from the repository's root.
set -eu

lock=$1
python=.venv/bin/python

# An environment that was interrupted, or whose Python has gone or changed, is made anew.
if ! $python -c 'import sys, pip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' >/dev/null 2>&1; then
    interpreter=$(packaging/python.sh)
    echo "Making .venv with $interpreter"
    rm -rf .venv
    "$interpreter" -m venv .venv
fi

echo "Installing what $lock names"
$python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r "$lock"
$python -m pip install --quiet --disable-pip-version-check --no-input --no-deps --no-build-isolation --editable .
