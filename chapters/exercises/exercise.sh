#!/bin/sh
# What the exercise targets of the Makefile do with the reader's files.
# usage: exercise.sh run PROGRAM | hint NN | solution NN | reset NN | shipped NAME | progress
set -eu
folder=chapters/exercises
build=${BUILD:-build}/exercises

# The file of an exercise, given its number.
file_of() {
    echo "$folder/$1"_*.cpp
}

# One section of a companion without its heading.
section() {
    awk -v heading="## $2" '/^## / { inside = $0 == heading; next } inside' "$1" | sed 's/^./  &/'
}

# The newest version in git that still has its task. Somebody may have answered and left the mark: then what it marks, the
# next line, is no longer what was shipped.
original_of() {
    git log --format=%H -- "$1" | while read -r commit; do
        if git show "$commit:./$1" | grep -A 1 TODO | grep -qE '^ *return (0|\{\});$'; then
            git show "$commit:./$1"
            break
        fi
    done
}

# An exercise as it came, given its name. Where git does not have it, the file in the folder.
shipped() {
    original=$(original_of "$folder/$1.cpp" 2>/dev/null)
    if [ -n "$original" ]; then
        printf '%s\n' "$original"
    else
        cat "$folder/$1.cpp"
    fi
}

run() {
    status=0
    # A list that grows without end is stopped at 4 GB, before the machine has no memory left. (The sanitizers need more.)
    case $build in
    *sanitize*) memory=unlimited ;;
    *) memory=4000000 ;;
    esac
    # shellcheck disable=SC3045 # POSIX does not ask for -v, and every sh has it
    (ulimit -v $memory && timeout 20 "$1") || status=$?
    case $status in
    0 | 1) ;;
    124) echo "  ✗ no answer within 20 seconds: is there a loop that does not end?" ;;
    134) echo "  ✗ the program stopped itself: an index is beyond the end of its list, or below 0" ;;
    *) echo "  ✗ the program broke off (status $status): is an index beyond the end of its list?" ;;
    esac
    [ $status -eq 0 ]
}

hint() {
    companion=$(file_of "$1")
    companion=${companion%.cpp}.md
    hints=$(grep -c '^## Hint ' "$companion")
    mkdir -p "$build"
    seen=$(cat "$build/$1.hints" 2>/dev/null || echo 0)
    first=$((seen + 1))
    last=$first
    if [ "$seen" -ge "$hints" ]; then
        echo "You have seen all $hints hints. Here they are again."
        first=1
        last=$hints
    fi
    for number in $(seq "$first" "$last"); do
        echo "Hint $number of $hints"
        section "$companion" "Hint $number"
    done
    echo "$last" >"$build/$1.hints"
    [ "$last" -lt "$hints" ] || echo "That was the last hint. What we would write: make solution-$1"
}

reset() {
    file=$(file_of "$1")
    original=$(mktemp)
    trap 'rm -f "$original"' EXIT
    original_of "$file" >"$original" 2>/dev/null || true
    if [ ! -s "$original" ]; then
        echo "The original of $file is not in git here: take it from a fresh copy of the workbook." >&2
        exit 1
    fi
    if cmp -s "$original" "$file"; then
        echo "$file is as it came: there is nothing to reset."
        return
    fi
    printf 'Set %s back? Your version is kept. [y/N] ' "$file"
    read -r answer || answer=
    case $answer in
    [yY] | [yY][eE][sS]) ;;
    *)
        echo "Nothing is changed."
        return
        ;;
    esac
    mkdir -p "$folder/kept"
    number=1
    while [ -e "$folder/kept/$(basename "$file" .cpp).$number.cpp" ]; do
        number=$((number + 1))
    done
    kept=$folder/kept/$(basename "$file" .cpp).$number.cpp
    cp "$file" "$kept"
    cat "$original" >"$file"
    rm -f "$build/$1.hints"
    echo "Your version is in $kept."
}

progress() {
    solved=0
    all=0
    for file in "$folder"/*.cpp; do
        all=$((all + 1))
        program=$build/$(basename "$file" .cpp)
        mark=· state=
        if [ ! -x "$program" ] || [ -n "$(find "$file" -newer "$program")" ]; then
            mark=✗ state=': does not compile'
        elif timeout 20 "$program" >/dev/null 2>&1; then
            mark=✓
            solved=$((solved + 1))
        elif ! grep -q TODO "$file"; then
            mark=✗ state=': not right yet'
        fi
        echo "  $mark $(sed -n 's/^# //p' "$file" | head -n 1)$state"
    done
    echo
    echo "$solved of $all solved. The files are in $folder/; check one with make exercise-NN."
}

case $1 in
run | hint | reset | shipped) "$@" ;;
solution) cat chapters/solutions/"$2"_*.cpp ;;
progress) progress ;;
esac
