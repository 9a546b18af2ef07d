#!/bin/sh
# Debian's packages: which a goal of make needs, and how each shows that it is there.
# usage: docs/packages.sh install GOAL...   installs what is missing, after it has printed the list
#        docs/packages.sh lacking GROUP...  the names of the packages of a group that are missing
#        docs/packages.sh check GOAL...     one line for each that is missing, with its remedy; exit code 1
# CXX is the compiler. Each line of the table: group, package, kind of evidence, evidence. A file may have a pattern.
set -u
CXX=${CXX:-g++}
table="
build    g++                            command $CXX
build    make                           command make
build    libboost-dev                   header  boost/version.hpp
build    libboost-program-options-dev   library boost_program_options
build    libboost-iostreams-dev         library boost_iostreams
build    libboost-filesystem-dev        library boost_filesystem
build    libgnuplot-iostream-dev        header  gnuplot-iostream.h
build    libeigen3-dev                  header  eigen3/Eigen/Core
figures  gnuplot-nox                    command gnuplot
figures  fonts-dejavu-core              file    /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf
pages    doxygen                        command doxygen
pages    doxygen-awesome-css            file    /usr/share/doxygen-awesome-css/doxygen-awesome.css
pages    libjs-katex                    file    /usr/share/javascript/katex/katex.min.js
pages    nodejs                         command node
pages    libjs-lunr                     file    /usr/share/javascript/lunr/lunr.min.js
pages    python3                        file    /usr/bin/python3
pages    fonts-sil-gentiumplus          file    /usr/share/fonts-sil-gentiumplus/woff2/GentiumBookPlus-Regular.woff2
pages    fonts-open-sans                file    /usr/share/fonts/truetype/open-sans/OpenSans-Regular.ttf
pages    fonts-katex                    file    /usr/share/fonts/truetype/katex/KaTeX_Main-Regular.ttf
pages    python3-fonttools              module  fontTools.subset
pages    python3-brotli                 module  brotli
live     clang-22                       command clang++-22
live     lld-22                         file    /usr/lib/llvm-22/bin/wasm-ld
live     libc++-22-dev-wasm32           file    /usr/lib/wasm32-wasi/libc++.a
live     libc++abi-22-dev-wasm32        file    /usr/lib/wasm32-wasi/libc++abi.a
live     libclang-rt-22-dev-wasm32      file    /usr/lib/llvm-22/lib/clang/22/lib/wasi/libclang_rt.builtins-wasm32.a
live     wasi-libc                      file    /usr/include/wasm32-wasi/stdlib.h
tests    libboost-test-dev              library boost_unit_test_framework
tests    git                            command git
tests    entr                           command entr
tests    python3                        file    /usr/bin/python3
tests    python3-clang                  module  clang.cindex
print    chromium                       file    /usr/bin/chromium
print    poppler-utils                  command pdfinfo
print    git                            command git
browser  python3-selenium               module  selenium
browser  chromium                       file    /usr/bin/chromium
browser  chromium-driver                file    /usr/bin/chromedriver
browser  firefox-esr                    file    /usr/bin/firefox-esr
browser  npm                            command npm
browser  default-jre-headless           command java
fuzz     clang                          command clang++
fuzz     libclang-rt-dev                runtime libclang_rt.fuzzer
watch    entr                           command entr
numpy    python3-numpy                  module  numpy
bench    libfann-dev                    header  doublefann.h
lint     clang                          command clang++
lint     clang-format                   command clang-format
lint     clang-tidy                     command clang-tidy
lint     cppcheck                       command cppcheck
lint     shellcheck                     command shellcheck
coverage gcovr                          command gcovr
valgrind valgrind                       command valgrind
valgrind libc6-dbg                      file    /usr/lib/debug/.build-id
debian13 debootstrap                    file    /usr/sbin/debootstrap
debian13 git                            command git
"

# The groups of the table that a goal needs. What is not named here is a part of the book. `setup` installs what lets the
# pages run their programs; the book is built without it, too.
live=
groups_of() {
    case $1 in
    help | clean | compile_commands.json | hint-* | solution-* | reset-exercise-* | reset-exercises) ;;
    library | chapters | verify | exercise | exercises | exercise-* | solutions) echo build ;;
    watch) echo build watch ;;
    chapter-*) echo build figures ;;
    test) echo build figures pages tests browser fuzz $live ;;
    mutation) echo build tests ;;
    fuzz | fuzz_programs) echo build fuzz ;;
    reference) echo numpy ;;
    bench) echo build figures pages numpy bench ;;
    lint | objects) echo build tests fuzz lint ;;
    coverage | tested) echo build figures pages tests coverage ;;
    valgrind) echo build valgrind ;;
    pdf | dist) echo build figures pages print $live ;;
    debian13) echo build figures pages debian13 ;;
    *) echo build figures pages $live ;;
    esac
}

# Whether the evidence of a package is there.
is_there() {
    case $1 in
    command) command -v "$2" ;;
    header) printf '#if !__has_include(<%s>)\n#error\n#endif\n' "$2" | "$CXX" -x c++ -E - ;;
    library) [ -e "$("$CXX" -print-file-name="lib$2.so")" ] ;;
    runtime) set -- "$(clang++ -print-resource-dir)"/lib/*/"$2"* && [ -e "$1" ] ;;
    module) /usr/bin/python3 -c "import importlib.util as u, sys; sys.exit(u.find_spec('$2') is None)" ;;
    file) [ -e "$2" ] ;;
    esac >/dev/null 2>&1
}

# Prints the lines of the table, each package once, that belong to some groups.
of_groups() {
    groups=" $* "
    echo "$table" | while read -r group package kind evidence; do
        case $groups in *" $group "*) [ -z "$package" ] || echo "$package $kind $evidence" ;; esac
    done | awk '!seen[$1]++'
}

# The same for what some goals need.
needed() {
    # shellcheck disable=SC2046 # each group is a word
    of_groups $(for goal; do groups_of "$goal"; done)
}

# Of the lines that it reads, those whose package is missing.
missing() {
    while read -r package kind evidence; do
        is_there "$kind" "$evidence" </dev/null || echo "$package $kind $evidence"
    done
}

names() { cut -d ' ' -f 1 | paste -s -d ' '; }

# The names of the packages of some groups that are missing.
lacking() { of_groups "$@" | missing | names; }

check() {
    lines=$(needed "$@" | missing)
    [ -n "$lines" ] || return 0
    echo "$lines" | while read -r package _ evidence; do
        echo "Missing: $evidence, of Debian's package $package. Install it with: make setup $*" >&2
    done
    return 1
}

# Gets what is missing, as the administrator.
get() {
    # shellcheck disable=SC2086 # each package is a word
    $as_root apt-get update -qq &&
        $as_root DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages
}

install() {
    live=live
    echo "Packages: $(needed "$@" | names)"
    packages=$(needed "$@" | missing | names)
    if [ -z "$packages" ]; then
        echo "All are installed."
        return
    fi
    echo "Missing:  $packages"
    if ! command -v apt-get >/dev/null; then
        echo "This system has no apt-get. Install in its own way what these packages of Debian hold: $packages" >&2
        return 1
    fi
    if [ "$(id -u)" = 0 ]; then
        as_root='env'
    elif command -v sudo >/dev/null; then
        as_root='sudo env'
    else
        echo "Only the administrator can install packages here. Ask for: apt-get install --no-install-recommends $packages" >&2
        return 1
    fi
    if ! get; then
        live=
        with_live=$packages
        packages=$(needed "$@" | missing | names)
        if [ "$packages" = "$with_live" ] || { [ -n "$packages" ] && ! get; }; then
            echo "The packages could not be installed. Ask the administrator for:" \
                "apt-get install --no-install-recommends $packages" >&2
            return 1
        fi
        echo "Without what compiles for a browser: the pages will not run their programs." >&2
    fi
    check "$@"
}

"$@"
