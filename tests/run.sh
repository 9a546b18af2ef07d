#!/bin/sh
# Runs every test program of a build and prints one line that adds them up: `N passed, N failed`.
# Those of the build are Boost.Test programs; any other named on the command line ends with such a line itself.
# A program that prints no count, or ends without telling, counts as one failure.
# usage: tests/run.sh BUILD [PROGRAM...]
set -u
build=$1
shift
passed=0
failed=0
results=$build/test-results
mkdir -p "$results"
for program in "$build"/tests/* "$@"; do
    room=$(basename "$program")
    log=$results/$room.txt
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
    echo "$room: ${good:-0} passed, $bad failed"
    if [ "$bad" -ne 0 ]; then
        grep -vE 'Entering test|Leaving test' "$log"
    fi
    passed=$((passed + ${good:-0}))
    failed=$((failed + bad))
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
