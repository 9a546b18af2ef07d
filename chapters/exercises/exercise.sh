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

# Why a program left no verdict, given its exit status, what it left as its trail, and what it wrote to stderr: one sentence
# for each cause, and the call in which it happened. The reader's own words stand in stderr above it.
cause_of() {
    status=$1 trail=$2 errors=$3
    call=$(sed -n 's/^call //p' "$trail" | tail -n 1)
    last=$(tail -n 1 "$trail")
    own=$(sed -n "s/^[^ ]*: \(.*_[^ ]*\.cpp:[0-9]*\): .*Assertion [\`'‘]\(.*\)['’] failed\.*$/your own assert at \1 does not hold, \2/p" "$errors")
    case $last in
    'cause time') why='there is no answer within 10 seconds: is there a loop that does not end?' ;;
    'cause output') why='more than 1 MB is printed: is there a loop that does not end?' ;;
    'cause stack') why='the stack is full: does a function call itself without end, or hold a very large array?' ;;
    'cause null') why='a null pointer is followed' ;;
    'cause memory') why="memory is used that is not the program's: is an index beyond the end of an array?" ;;
    'cause zero') why='a whole number is divided by 0' ;;
    'cause abort')
        if [ -n "$own" ]; then
            why=$own
        elif grep -q "/c++/.*Assertion '__n <" "$errors"; then
            why='an index is beyond the end of its list, or below 0'
        elif grep -q "/c++/.*Assertion" "$errors"; then
            why="the standard library was asked for something that is not there, such as the first of an empty list"
        elif grep -q '^terminate called' "$errors"; then
            why='an exception left a function that promises to throw none'
        elif grep -qE '^(free|malloc|realloc|double free|corrupted|munmap_chunk)' "$errors"; then
            why='memory was written or freed that was not to be: is an index beyond the end of an array?'
        else
            why='the function ended the program with abort()'
        fi
        ;;
    call\ *)
        if [ "$status" -gt 128 ]; then
            why="the signal $(kill -l "$status") ended the program, sent from outside or by the function itself"
        else
            why="the function ended the program, with exit status $status: it has to return its result"
        fi
        ;;
    answered)
        call=
        why='the program ended before its report: does main() still call exercise::report()?'
        ;;
    *)
        case $status in
        126 | 127) why="the program cannot be started, $(sed -n '1s/^.*: [0-9]*: //p' "$errors")" ;;
        *) why="the program ended with status $status before anything was asked: does main() still ask?" ;;
        esac
        ;;
    esac
    echo "  ✗ $why"
    [ -z "$call" ] || echo "    In the call: $call"
}

# Prints what a program wrote; of a great deal the beginning and the end.
show() {
    if [ "$(wc -l <"$1")" -le 200 ] && [ "$(wc -c <"$1")" -le 65536 ]; then
        cat "$1"
    else
        head -c 2000 "$1" | head -n 20
        printf '\n  … %s bytes in all …\n\n' "$(wc -c <"$1")"
        tail -c 4000 "$1" | tail -n 40
    fi
}

# Whether the program of an exercise says that the answer is right. Its trail counts, not its exit status: a function may
# end the program. It reads nothing, and writes into files, which src/exercises/trail.cpp limits.
run() {
    mkdir -p "$build"
    place=$(mktemp -d "$build/run.XXXXXX")
    trap 'rm -rf "$place"' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    : >"$place/trail"
    status=0
    AUTOENCODER_TRAIL=$place/trail "$1" </dev/null >"$place/out" 2>"$place/errors" || status=$?
    show "$place/out"
    show "$place/errors" >&2
    case $(tail -n 1 "$place/trail") in
    'verdict solved') return 0 ;;
    'verdict wrong') return 1 ;;
    esac
    cause_of "$status" "$place/trail" "$place/errors"
    return 1
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
        elif (run "$program") >/dev/null 2>&1; then
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
