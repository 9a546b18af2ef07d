#!/bin/sh
# Runs every test program of a build, as many at once as there are processors, and prints one line that adds them up:
# `N passed, N failed`. Those of the build are Boost.Test programs; any other named on the command line ends with such a
# line itself. A program that prints no count, or ends without telling, counts as one failure.
# usage: tests/run.sh BUILD [PROGRAM...]
set -u

# Runs one program and leaves its log, and its count as `N passed, N failed`.
run_one() {
    build=$1
    program=$2
    room=$(basename "$program")
    log=$build/test-results/$room.txt
    case $program in
    "$build"/tests/*)
        AUTOENCODER_BUILD=$build "$program" --report_level=short --log_level=test_suite --color_output=no >"$log" 2>&1
        status=$?
        good=$(sed -n 's/^ *\([0-9]*\) test cases\{0,1\} out of [0-9]* passed.*/\1/p' "$log" | tail -n 1)
        all=$(sed -n 's/^ *[0-9]* test cases\{0,1\} out of \([0-9]*\) \(passed\|failed\).*/\1/p' "$log" | tail -n 1)
        ;;
    *)
        "$program" >"$log" 2>&1
        status=$?
        closing=$(sed -n '$s/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' "$log")
        good=${closing% *}
        all=${closing:+$((good + ${closing#* }))}
        ;;
    esac
    bad=$((${all:-0} - ${good:-0}))
    if [ "$status" -ne 0 ] && [ "$bad" -eq 0 ] || [ -z "$all" ]; then
        bad=$((bad + 1))
    fi
    echo "${good:-0} passed, $bad failed" >"$build/test-results/$room.count"
    echo "$room: ${good:-0} passed, $bad failed"
}

if [ "$1" = --one ]; then
    run_one "$2" "$3"
    exit
fi

build=$1
shift
results=$build/test-results
rm -rf "$results"
mkdir -p "$results"
set -- "$@" "$build"/tests/* # the longest come first
printf '%s\0' "$@" | xargs -0 -n 1 -P "$(nproc)" sh "$0" --one "$build"
passed=0
failed=0
for program in "$@"; do
    room=$(basename "$program")
    good=0
    bad=1 # it has not even left a count
    if [ -f "$results/$room.count" ]; then
        read -r good _ bad _ <"$results/$room.count"
    fi
    if [ "$bad" -ne 0 ]; then
        echo "---- $room"
        grep -vE 'Entering test|Leaving test' "$results/$room.txt"
    fi
    passed=$((passed + good))
    failed=$((failed + bad))
done
# The build of `make test` runs everything: as much as the manifest says?
if [ "$build" = build ]; then
    if python3 tests/manifest.py "$build" >"$results/manifest.txt"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        grep -v ^passed "$results/manifest.txt"
    fi
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
