#!/bin/sh
# The derivation chapters as `make verify` runs them: each at a few networks and samples, where every line of its table has
# to hold before every witness. Prints what fails, and one line at the end.
# usage: tests/derivations.sh FOLDER CHAPTER...
set -u
if [ $# -lt 2 ]; then
    echo "derivations.sh: needs the folder of the programs and at least one chapter" >&2
    exit 2
fi
folder=$1
shift
chapters=$#
output=$(mktemp -d)
trap 'rm -rf "$output"' EXIT
runs=0
failed=0
for chapter in "$@"; do
    for options in "" "--sample 7" "--seed 2 --data-seed 3 --sample 4"; do
        runs=$((runs + 1))
        # shellcheck disable=SC2086 # the options are words
        if ! "$folder/$chapter" --figures none --output "$output" $options >"$output/report.txt" 2>&1; then
            echo "  $chapter $options does not hold:"
            cat "$output/report.txt"
            failed=$((failed + 1))
        fi
    done
done
[ "$failed" -eq 0 ] || exit 1
echo "  $chapters chapters at $runs points: every line holds"
