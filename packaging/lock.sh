#!/bin/sh
# Renews requirements.lock (to run) and requirements-dev.lock (to develop) from pyproject.toml, for every system and Python we
# support. The second is held to the versions of the first. No index address is written.
set -eu

compile() {
    target=$1
    shift
    .venv/bin/python -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
        --no-annotate --custom-compile-command 'make lock' --group build "$@" --output-file "$target" pyproject.toml
}

compile requirements.lock --upgrade --extra hub --extra desktop
compile requirements-dev.lock --upgrade --all-extras --constraint requirements.lock
