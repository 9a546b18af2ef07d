#!/bin/sh
# What the exercise targets of the Makefile do with the reader's files.
# usage: exercise.sh check NN... | next | watch | run PROGRAM | hint NN | solution NN | reset NN | reset-all | progress
# On a terminal a wrong answer is no error of make's; anywhere else the exit status says it.
set -eu
folder=chapters/exercises
answers=chapters/answers
build=${BUILD:-build}/exercises
list=$(cat "$folder/list.txt")

# Whether a person looks at this. Then wrong and right have their colours, unless NO_COLOR says no.
terminal=
[ ! -t 1 ] || terminal=1
colours() {
    if [ -n "$terminal" ] && [ -z "${NO_COLOR:-}" ]; then
        esc=$(printf '\033')
        sed "s/✓/${esc}[32m✓${esc}[0m/g; s/✗/${esc}[31m✗${esc}[0m/g"
    else
        cat
    fi
}

# The name of an exercise, given its number.
name_of() {
    for name in $list; do
        [ "${name%%_*}" != "$1" ] || { echo "$name" && return; }
    done
    echo "There is no exercise '$1'; there are: $(echo "$list" | sed 's/_.*//' | paste -sd ' ')" >&2
    return 2
}

# One section of a companion without its heading.
section() {
    awk -v heading="## $2" '/^## / { inside = $0 == heading; next } inside' "$1" | sed 's/^./  &/'
}

# The reader's file of an exercise, made from the exercise when it is not there. Calls of make go through from its folder.
bring() {
    [ ! -e "$answers/$1.cpp" ] || return 0
    mkdir -p "$answers" 2>/dev/null || return 1
    # shellcheck disable=SC2016 # these are the variables of make
    [ -e "$answers/Makefile" ] || printf '.DEFAULT_GOAL := exercise\n%%:\n\t@$(MAKE) --no-print-directory -C ../.. $@\nMakefile: ;\n' \
        >"$answers/Makefile"
    new=$(mktemp "$answers/.new.XXXXXX" 2>/dev/null) || return 1
    cat "$folder/$1.cpp" >"$new" && chmod 644 "$new" && mv -n "$new" "$answers/$1.cpp" || return 1
    echo "Your file: $answers/$1.cpp"
}

# The content of an answer in short. What is said of an answer holds for its content, whatever the clock says.
content() {
    cksum <"$answers/$1.cpp"
}

is_solved() {
    [ -e "$answers/$1.cpp" ] && [ "$(cat "$build/$1.solved" 2>/dev/null)" = "$(content "$1")" ]
}

solved_of_all() {
    solved=0
    all=0
    for name in $list; do
        all=$((all + 1))
        ! is_solved "$name" || solved=$((solved + 1))
    done
    echo "$solved of $all"
}

# Why an answer cannot be compiled at all; nothing for a text.
no_text() {
    file=$answers/$1.cpp
    if [ ! -s "$file" ]; then
        echo "$file is empty: make reset-exercise-${1%%_*} brings the exercise back"
    elif [ "$(tr -d '\000' <"$file" | wc -c)" -ne "$(wc -c <"$file")" ]; then
        echo "$file is no plain text, UTF-16 perhaps: save it as UTF-8"
    fi
}

# Compiles an answer. Leaves what the compiler said in a log, without the words of make.
compile() {
    mkdir -p "$build"
    [ "$(cat "$build/$1.content" 2>/dev/null)" = "$(content "$1")" ] || rm -f "$build/$1"
    content "$1" >"$build/$1.content"
    status=0
    ${MAKE:-make} -s --no-print-directory inside=1 "$build/$1" >"$build/$1.log" 2>&1 || status=1
    sed -i '/^make/d; /^  compile /d; /^  link /d' "$build/$1.log"
    return $status
}

# Compiles and checks one answer, and says what there is to say.
check_one() {
    if ! bring "$1"; then
        echo "  ✗ $answers/ cannot be written to, so there is no file for your answer"
        return 1
    fi
    why=$(no_text "$1")
    if [ -n "$why" ]; then
        echo "  ✗ $why"
        return 1
    fi
    if ! compile "$1"; then
        cat "$build/$1.log"
        if grep -q 'No space left on device' "$build/$1.log"; then
            echo "  ✗ no space is left on the disk: nothing was checked"
        else
            echo "  ✗ it does not compile: the first message above says where"
        fi
        return 1
    fi
    cat "$build/$1.log"
    if ! run "$build/$1"; then
        line=$(awk '/^[A-Za-z_].*\(/ && !/main *\(/ { print NR; exit }' "$answers/$1.cpp")
        echo "  Your function: $answers/$1.cpp:${line:-1}"
        return 1
    fi
    content "$1" >"$build/$1.solved"
    echo
    echo "  $(solved_of_all) solved. What we would write: make solution-${1%%_*}. The next one: make exercise"
}

check() {
    result=0
    for number in "$@"; do
        name=$(name_of "$number") || return $?
        status=$({ { (check_one "$name") 2>&1 && echo 0 >&3 || echo 1 >&3; } | colours >&4; } 3>&1) 4>&1
        [ "$status" = 0 ] || result=1
    done
    [ -n "$terminal" ] || return $result
}

# The first exercise that is not solved.
next_name() {
    for name in $list; do
        is_solved "$name" || { echo "$name" && return; }
    done
}

next() {
    name=$(next_name)
    if [ -z "$name" ]; then
        echo "$(solved_of_all) solved: there is none left."
    else
        check "${name%%_*}"
    fi
}

# Checks an answer whenever it is saved. entr ends with 2 when a file is added: then the next one is there.
watch() {
    name=$(next_name)
    [ -z "$name" ] || bring "$name"
    echo "Waiting for you to save a file in $answers/; Ctrl-C ends this."
    while :; do
        status=0
        find "$answers" -maxdepth 1 -name '*.cpp' | entr -dnp sh "$folder/exercise.sh" saved /_ || status=$?
        [ "$status" -eq 2 ] || return 0
    done
}

# What `make watch` does with a file that was saved; once it is solved, the next one is brought.
saved() {
    name=$(basename "$1" .cpp)
    ${MAKE:-make} -s --no-print-directory "exercise-${name%%_*}" || true
    ! is_solved "$name" || bring "$(next_name)"
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
    name=$(name_of "$1")
    companion=$folder/$name.md
    hints=$(grep -c '^## Hint ' "$companion")
    mkdir -p "$build"
    seen=$(cat "$build/$name.hints" 2>/dev/null || echo 0)
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
    echo "$last" >"$build/$name.hints"
    [ "$last" -lt "$hints" ] || echo "That was the last hint. What we would write: make solution-$1"
}

solution() {
    name=$(name_of "$1")
    cat "chapters/solutions/$name.cpp"
}

# Puts an exercise back in the place of an answer, which is kept.
reset_one() {
    file=$answers/$1.cpp
    if [ ! -e "$file" ] || cmp -s "$folder/$1.cpp" "$file"; then
        return 1
    fi
    mkdir -p "$answers/kept"
    number=1
    while [ -e "$answers/kept/$1.$number.cpp" ]; do
        number=$((number + 1))
    done
    kept=$answers/kept/$1.$number.cpp
    mv "$file" "$kept"
    rm -f "$build/$1.hints" "$build/$1.solved"
    bring "$1" >/dev/null
    echo "$file is as it came. What you had: $kept; to have it back: cp $kept $file"
}

reset() {
    name=$(name_of "$1")
    reset_one "$name" || echo "$answers/$name.cpp is as it came: there is nothing to reset."
}

reset_all() {
    some=
    for name in $list; do
        ! reset_one "$name" || some=1
    done
    [ -n "$some" ] || echo "Every exercise is as it came: there is nothing to reset."
}

progress() {
    for name in $list; do
        mark=· state=
        if [ -e "$answers/$name.cpp" ] && ! cmp -s "$folder/$name.cpp" "$answers/$name.cpp"; then
            rm -f "$build/$name.solved"
            if [ -n "$(no_text "$name")" ] || ! compile "$name"; then
                mark=✗ state=': does not compile'
            elif (run "$build/$name") >/dev/null 2>&1; then
                mark=✓
                content "$name" >"$build/$name.solved"
            else
                mark=✗ state=': not right yet'
            fi
        fi
        echo "  $mark $(sed -n 's/^# //p' "$folder/$name.cpp" | head -n 1)$state" | colours
    done
    echo
    echo "$(solved_of_all) solved. Your answers are in $answers/; the next one: make exercise"
}

mkdir -p "$build"
case $1 in
check | next | watch | saved | run | hint | solution | reset | progress) "$@" ;;
reset-all) reset_all ;;
esac
