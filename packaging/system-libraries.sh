#!/bin/sh
# Sees to the system libraries that Bivouac stands on, on Debian and what comes from it.
#
#     packaging/system-libraries.sh run|test|package
#
# Asks dpkg what is missing and stops there when nothing is. What is missing is installed where that asks for no password;
# elsewhere the command to paste is printed, and the script fails if it is something that Bivouac cannot do without.
set -eu

python='python3 python3-venv'
window='libglib2.0-0 libgl1 libegl1 libxkbcommon0 libfontconfig1 libdbus-1-3'
x11='libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0'
media='libpulse0 libxrandr2' # without libxrandr2 QtMultimedia imports and has no player
web='libnss3 libasound2 libxcomposite1 libxdamage1 libxtst6 libxkbfile1'
screen='xvfb xauth' # a screen for machines that have none
fonts='fonts-noto-core fonts-noto-cjk' # Arabic and Chinese text in courses; our own font is shipped
# A second opinion on our OCI layouts; how often a disk is written to; the larger database; other servers that have courses; bad lines, and
# what else downloads over them.
proof='skopeo strace postgresql nginx-light docker-registry iproute2 aria2 curl rsync'
freezer='binutils icu-devtools' # PyInstaller reads libraries with objdump; packaging/icu.py makes one smaller

command -v dpkg-query >/dev/null && debian=yes || debian=no

# The words of the arguments that are not installed. Debian 13 renamed some libraries for 64-bit time: either name will do.
missing() {
    [ $debian = yes ] || return 0
    have=$(dpkg-query -W -f ' ${Package}=${db:Status-Status}' "$@" $(printf '%st64 ' "$@") 2>/dev/null) || true
    for package in "$@"; do
        case $have in
        *" $package=installed"* | *" ${package}t64=installed"*) ;;
        *) printf '%s ' "$package" ;;
        esac
    done
}

# A Python of ours anywhere on the path spares Debian's, and so does an environment that has been made.
python_at_hand() {
    [ -x .venv/bin/python ] || "$(dirname "$0")/python.sh" >/dev/null 2>&1
}

screen_at_hand() {
    [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]
}

install_with() {
    $1 apt-get update -qq </dev/null && $1 env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends $2 </dev/null >/dev/null
}

# Prefix of a command that installs, in `installer`; fails where that would ask for a password.
find_installer() {
    if [ "$(id -u)" = 0 ]; then
        installer=''
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        installer='sudo -n'
    else
        return 1
    fi
}

purpose=${1:?run, test or package}
needed="$window $x11 $media $web"
wanted=''
python_at_hand || needed="$python $needed"
case $purpose in
run)
    screen_at_hand || needed="$needed $screen"
    for_more=$(missing $fonts)
    [ -z "$for_more" ] || echo "To read courses in Arabic or Chinese: sudo apt-get install --no-install-recommends $for_more"
    ;;
test) wanted=$proof ;;
package) needed="$needed $freezer" ;;
*)
    echo "Unknown purpose: $purpose. Say run, test or package." >&2
    exit 2
    ;;
esac

if [ $debian = no ]; then
    echo "This is not a Debian system. If Bivouac does not start, install what your system calls $needed."
    exit 0
fi

needed=$(missing $needed)
[ -z "$wanted" ] || wanted=$(missing $wanted)
[ -n "$needed$wanted" ] || exit 0

if find_installer; then
    echo "Installing system libraries: $needed$wanted"
    install_with "$installer" "$needed$wanted" && exit 0
    echo "apt-get could not install them." >&2
fi
if [ -n "$needed" ]; then
    echo "Bivouac needs system libraries that are missing. Paste this line, then run make again:" >&2
    echo "    sudo apt-get update && sudo apt-get install --no-install-recommends $needed$wanted" >&2
    exit 1
fi
echo "Some tests are skipped without: sudo apt-get install --no-install-recommends $wanted"
