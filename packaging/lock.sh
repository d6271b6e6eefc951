#!/bin/sh
# Renews requirements.lock (to run), requirements-dev.lock (to develop) and requirements-lrs.lock (the learning record store that the
# tests send to) from pyproject.toml, for every system and Python we support. The second is held to the versions of the first. No
# index address is written.
set -eu

compile() {
    target=$1
    shift
    .venv/bin/python -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
        --no-annotate --custom-compile-command 'make lock' --upgrade "$@" --output-file "$target"
}

compile requirements.lock --group build --extra hub --extra desktop pyproject.toml
compile requirements-dev.lock --group build --all-extras --constraint requirements.lock pyproject.toml
compile requirements-lrs.lock --group pyproject.toml:lrs
