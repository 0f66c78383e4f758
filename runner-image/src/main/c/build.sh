#!/bin/sh
# Compiles the native programs of the runner image, static, for every architecture that a compiler is here for.
#   build.sh OUTPUT_DIRECTORY     writes OUTPUT_DIRECTORY/{x64,arm64}/{gate,known}
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=$1
built=
for arch in x64 arm64; do
    case $arch in
        x64) machine=x86_64 ;;
        arm64) machine=aarch64 ;;
    esac
    if [ "$(uname -m)" = "$machine" ] && command -v "${CC:-cc}" > /dev/null; then
        compiler=${CC:-cc}
    elif command -v "$machine-linux-gnu-gcc" > /dev/null; then
        compiler=$machine-linux-gnu-gcc
    else
        echo "WARNING: no C compiler for $arch here: this build can't measure on $arch." >&2
        echo "         On Debian or Ubuntu: apt-get install gcc libc6-dev gcc-aarch64-linux-gnu libc6-dev-arm64-cross" >&2
        continue
    fi
    mkdir -p "$out/$arch"
    for program in gate known; do
        [ -e "$here/$program.c" ] || continue
        if [ ! "$out/$arch/$program" -nt "$here/$program.c" ]; then
            case $program in
                known) entry=-Wl,-e,enter ;;
                *) entry= ;;
            esac
            "$compiler" -std=gnu17 -O2 -Wall -Wextra -Werror -static -s $entry -o "$out/$arch/$program" "$here/$program.c"
        fi
    done
    built="$built $arch"
done
if [ -z "$built" ]; then
    echo "ERROR: no C compiler at all: the gate can't be built. bin/setup installs one." >&2
    exit 1
fi
