#!/bin/sh
# Runs a command on this machine's screen, or on a virtual one where there is none.
set -eu

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname)" != Linux ]; then
    exec "$@"
fi
echo "No screen here: using a virtual one."
export BIVOUAC_VIRTUAL_SCREEN=1
# Chromium's sandbox refuses to run as root. Only a developer's or a build machine has root and no screen.
[ "$(id -u)" != 0 ] || export QTWEBENGINE_DISABLE_SANDBOX=1
exec xvfb-run --auto-servernum --server-args='-screen 0 1280x800x24' "$@"
