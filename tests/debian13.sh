#!/bin/sh
# The README's commands in a fresh Debian 13, as a user who is not root, in a fresh clone of this checkout's last commit.
# What the chapters print and draw there has to equal, byte for byte, what this system's build holds.
# usage: tests/debian13.sh BUILD GOAL...    BUILD holds this system's workbook; each GOAL is run as `make setup GOAL`
set -eu
build=$1
shift
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
as_root=''
if [ "$(id -u)" != 0 ]; then
    as_root=sudo
    command -v sudo >/dev/null || {
        echo "debian13: a system in a folder is made by root, and there is no sudo here" >&2
        exit 1
    }
fi
folder=$(mktemp -d /var/tmp/debian13.XXXXXX)
system=$folder/system
clean() {
    for place in dev/pts proc; do
        ! mountpoint -q "$system/$place" || $as_root umount "$system/$place"
    done
    $as_root rm -rf --one-file-system "$folder"
}
trap clean EXIT
trap 'exit 1' HUP INT TERM

echo "Debian 13: a fresh system from $mirror"
if ! $as_root debootstrap --variant=minbase --include=make,git,sudo,ca-certificates trixie "$system" "$mirror" \
    >"$folder/log" 2>&1; then
    echo "debian13: the system cannot be made, are the packages of $mirror reachable? The last it said:" >&2
    tail -n 5 "$folder/log" >&2
    exit 1
fi
$as_root mount -t proc proc "$system/proc"
$as_root mount -t devpts devpts "$system/dev/pts"
$as_root chroot "$system" useradd --create-home reader
echo 'reader ALL=(ALL) NOPASSWD: ALL' | $as_root tee "$system/etc/sudoers.d/reader" >/dev/null
git clone -q . "$folder/book"
$as_root mv "$folder/book" "$system/home/reader/book"
$as_root chroot "$system" chown -R reader: /home/reader/book

for goal in "$@"; do
    echo "Debian 13: make setup $goal"
    start=$(date +%s)
    if ! $as_root chroot "$system" su - reader -c "cd book && make setup $goal" >"$folder/log" 2>&1; then
        echo "debian13: make setup $goal fails there. The last it said:" >&2
        tail -n 40 "$folder/log" >&2
        exit 1
    fi
    if grep -E '(^|[ :])warning:' "$folder/log" >&2; then
        echo "debian13: make setup $goal warns there" >&2
        exit 1
    fi
    tail -n 1 "$folder/log"
    echo "Debian 13: that took $(($(date +%s) - start)) seconds, the packages included"
done
for part in output figures ledger.csv; do
    if ! diff -rq "$build/$part" "$system/home/reader/book/build/$part" >&2; then
        echo "debian13: $part there and here differ" >&2
        exit 1
    fi
done
echo "Debian 13: $(find "$build/output" -name '*.txt' | wc -l) reports, the figures and the ledger are those of this system"
