#!/bin/sh
# Runs every chapter of a build under Valgrind's memcheck. An error, or memory that is lost for good, fails the chapter;
# so does an exit code that the chapter does not have without Valgrind. The trainings are short: after a few epochs no
# line of them is new. Valgrind does not show AVX-512 to a program, so the lanes choose AVX2 or less by themselves.
# usage: tests/valgrind.sh BUILD [CHAPTER...]
set -u
build=$1
shift
# shellcheck disable=SC2046 # each chapter is a word
[ $# -gt 0 ] || set -- $(cat chapters/list.txt)
passed=0
failed=0
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
for chapter; do
    program=$build/chapters/$chapter
    options="--figures none --output $scratch"
    "$program" --help >"$scratch/help"
    for short in "--epochs 30" "--seeds 20"; do
        ! grep -q -- "^ *${short% *} " "$scratch/help" || options="$options $short"
    done
    # shellcheck disable=SC2086 # the options are several words
    "$program" $options >"$scratch/plain" 2>&1
    expected=$?
    # shellcheck disable=SC2086
    valgrind --quiet --error-exitcode=99 --leak-check=full --show-leak-kinds=definite --errors-for-leak-kinds=definite \
        "$program" $options >"$scratch/report" 2>"$scratch/errors"
    status=$?
    if [ "$status" -eq "$expected" ] && ! grep -q '^==' "$scratch/errors"; then
        passed=$((passed + 1))
        echo "$chapter: no error"
    else
        failed=$((failed + 1))
        echo "$chapter: exit code $status, without Valgrind $expected"
        cat "$scratch/errors"
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
