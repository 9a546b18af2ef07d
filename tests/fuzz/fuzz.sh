#!/bin/sh
# Gives the fuzz targets of build/fuzz/ inputs that nobody has thought of.
# usage: tests/fuzz/fuzz.sh [SECONDS]
# Without SECONDS the run is short and always the same: so many inputs, made from the files of tests/fuzz/seeds/ by a
# random stream with a fixed seed. With SECONDS all targets together take that long, and what they have learned is kept
# in build/fuzz/corpus/ for the next time. The last line is `N passed, N failed`. An input that breaks a property is kept
# in build/fuzz/found/; build/fuzz/TARGET FILE repeats it.
set -u
inputs=20000
seconds=${1:-}
passed=0
failed=0
ran=0
mkdir -p build/fuzz/found
for source in tests/fuzz/*.cpp; do
    target=$(basename "$source" .cpp)
    seeds=tests/fuzz/seeds/$target
    set -- -artifact_prefix="build/fuzz/found/$target-" -print_final_stats=1
    [ ! -e "$seeds.dict" ] || set -- "$@" -dict="$seeds.dict"
    if [ -n "$seconds" ]; then
        mkdir -p "build/fuzz/corpus/$target"
        set -- "$@" -max_total_time="$((seconds / $(find tests/fuzz -name '*.cpp' | wc -l)))" "build/fuzz/corpus/$target"
        [ ! -d "$seeds" ] || set -- "$@" "$seeds"
    else
        set -- "$@" -seed=1 -runs=$inputs
        [ ! -d "$seeds" ] || set -- "$@" -seed_inputs="$(find "$seeds" -type f | sort | paste -sd ,)"
    fi
    echo "$target"
    log=build/fuzz/$target.txt
    if "build/fuzz/$target" "$@" >"$log" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
    fi
    cat "$log"
    units=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    ran=$((ran + ${units:-0}))
done
echo "$ran inputs"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
