# The workbook: library, chapters, figures, pages and tests. `make help` lists what it can do.
# Everything generated goes to build/. The two commands of README.md: `make setup workbook` and `make setup test`.

.DEFAULT_GOAL := workbook
.DELETE_ON_ERROR:
.SUFFIXES:
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c

# Parallel by default; `make -j1` or any other -j given wins. A make within make takes part in what the first one has.
ifeq (0,$(MAKELEVEL))
MAKEFLAGS += -j$(shell nproc)
endif

# ---- packages -------------------------------------------------------------------------------------------------------

packages_build := g++ make libboost-dev libboost-program-options-dev libboost-iostreams-dev libboost-filesystem-dev libgnuplot-iostream-dev \
	gnuplot-nox fonts-dejavu-core
packages_pages := doxygen doxygen-awesome-css libjs-katex libjs-lunr python3 fonts-sil-gentiumplus fonts-open-sans
packages_tests := libboost-test-dev python3-numpy python3-clang python3-selenium chromium chromium-driver clang libclang-rt-dev
packages_valgrind := valgrind libc6-dbg
packages_lint := clang clang-format clang-tidy cppcheck shellcheck
packages_coverage := gcovr
packages := $(packages_build) $(packages_pages) $(packages_tests) \
	$(foreach goal,lint valgrind coverage,$(if $(filter $(goal),$(MAKECMDGOALS)),$(packages_$(goal))))

ifneq (,$(filter setup,$(MAKECMDGOALS)))
# `make setup workbook`: the packages come first, then a second make that can find them does the rest.
rest := $(filter-out setup,$(MAKECMDGOALS))
.NOTPARALLEL:
.PHONY: setup $(rest)
setup:
	@echo "Packages: $(packages)"
	@if ! command -v apt-get >/dev/null; then \
	    echo "This system has no apt-get: install these packages (Debian's names) in its own way."; exit 1; fi
	@missing=$$(for p in $(packages); do \
	    dpkg-query -W -f '$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || echo $$p; done); \
	if [ -z "$$missing" ]; then echo "All are installed."; exit 0; fi; \
	if [ "$$(id -u)" = 0 ]; then as_root=; else as_root=sudo; fi; \
	echo "Installing:" $$missing; \
	$$as_root apt-get update -qq; \
	$$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing
$(rest): setup
	@$(MAKE) --no-print-directory $@
else

.PHONY: setup

# ---- how to compile -------------------------------------------------------------------------------------------------

BUILD := build
CXX := g++
# What writes and draws gains nothing from more, and compiles a quarter faster; what computes has its own line below.
CXXFLAGS := -O1
# -ffp-contract=off: a fused multiply-add rounds once where NumPy rounds twice, and would change printed digits.
flags := -std=c++20 -ffp-contract=off -fPIC -Wall -Wextra -Wpedantic -Wconversion -Wshadow
ifdef SANITIZE
BUILD := build/sanitize
# Less optimised, with no more debugging information than a line number needs: it compiles in two thirds of the time.
CXXFLAGS := -O1 -g1
flags += -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -D_GLIBCXX_ASSERTIONS
endif
ifdef COVERAGE
BUILD := build/coverage
# Not optimised, so that no branch is merged with another. Counted atomically: trainings run on several threads.
CXXFLAGS := -O0
flags += --coverage -fprofile-update=atomic -fprofile-exclude-files=^/usr/
endif
ifdef WERROR
flags += -Werror
endif
# $(OVERLAY), where it is given, holds changed copies of some files, in folders of the same names: for the mutation gate.
compile = $(CXX) $(flags) $(CXXFLAGS) $(addprefix -I,$(OVERLAY) $(OVERLAY:%=%/src)) -I. -Isrc -MMD -MP
link = $(CXX) $(filter -fsanitize% --coverage,$(flags))

library := $(BUILD)/lib/libautoencoder.so
library_sources := $(sort $(wildcard src/*/*.cpp)) $(sort $(wildcard plots/*.cpp))
library_objects := $(library_sources:%.cpp=$(BUILD)/obj/%.o)
library_packages := -lboost_program_options -lboost_iostreams -lboost_filesystem

# The one list of chapters, in reading order.
chapters := $(shell cat chapters/list.txt)
$(if $(chapters),,$(error chapters/list.txt names no chapter))
$(if $(filter $(words $(chapters)),$(words $(sort $(chapters)))),,$(error chapters/list.txt names a chapter twice))
chapter_programs := $(chapters:%=$(BUILD)/chapters/%)
chapter_outputs := $(chapters:%=$(BUILD)/output/%.txt)

# The eleven that derive, and the way in which their own checks are part of `make verify`.
derivations := $(filter 06_% 07_% 08_% 09_% 10_% 11_% 12_% 13_% 14_% 15_% 16_%,$(chapters))
derivation_programs := $(derivations:%=$(BUILD)/chapters/%)
verify = $(BUILD)/verify $(BUILD)/ledger.csv && sh tests/derivations.sh $(BUILD)/chapters $(derivations)

# A room of tests is a folder below tests/ with C++ files: one test program each.
test_rooms := $(filter-out benchmark fuzz mutation,$(sort $(patsubst tests/%/,%,$(dir $(wildcard tests/*/*.cpp)))))
test_programs := $(test_rooms:%=$(BUILD)/tests/%)

# What computes.
ifeq (,$(SANITIZE)$(COVERAGE))
$(addprefix $(BUILD)/obj/src/,$(addsuffix /%,network data verification lanes)): CXXFLAGS := -O2
endif

# The fast training is compiled once for each instruction set (see src/lanes); the library chooses when it runs.
lanes := $(BUILD)/obj/src/lanes
# Every lane checked by two sanitizers makes so much code that it would run for hours: the address sanitizer alone looks at
# the lanes, and the undefined-behaviour sanitizer at the same formulas on other numbers. What is counted for the coverage
# is to keep its branches. Otherwise g++ is told to mix independent steps before it gives out registers, which the lanes
# gain a tenth from; clang always does.
$(lanes)/any.o $(lanes)/avx2.o $(lanes)/avx512.o: CXXFLAGS := $(if $(SANITIZE)$(COVERAGE),-O1 -g0,-O3 \
	$(if $(findstring clang,$(CXX)),,-fschedule-insns -fsched-pressure))
ifdef SANITIZE
$(lanes)/any.o $(lanes)/avx2.o $(lanes)/avx512.o: flags += -fno-sanitize=undefined
endif
ifeq (x86_64,$(shell uname -m))
$(lanes)/avx2.o: flags += -mavx2
$(lanes)/avx512.o: flags += -mavx512f -mavx512dq -mavx512vl
endif

objects := $(library_objects) $(chapters:%=$(BUILD)/obj/chapters/%.o) $(BUILD)/obj/tests/main.o $(BUILD)/obj/tests/verify.o $(BUILD)/obj/docs/notation.o \
	$(patsubst %.cpp,$(BUILD)/obj/%.o,$(filter-out tests/benchmark/%,$(wildcard tests/*/*.cpp)))

$(BUILD)/obj/tests/%: flags += -DBOOST_TEST_DYN_LINK

.PHONY: workbook library objects chapters figures exercises solutions test verify docs reference lint clean help
.SECONDARY: $(objects)

workbook: $(chapter_outputs) docs
	@echo "Reports:  $(BUILD)/output/"
	@echo "Figures:  $(BUILD)/figures/"
	@echo "The book: $(BUILD)/html/index.html"

library: $(library)

# ---- library, chapters ----------------------------------------------------------------------------------------------

ifdef OVERLAY
$(BUILD)/obj/%.o: $(OVERLAY)/%.cpp
	@mkdir -p $(@D)
	@echo "  compile $<"
	@$(compile) -c $< -o $@
endif
$(BUILD)/obj/%.o: %.cpp
	@mkdir -p $(@D)
	@echo "  compile $<"
	@$(compile) -c $< -o $@

$(library): $(library_objects)
	@mkdir -p $(@D)
	@echo "  link    $@"
	@$(link) -shared -Wl,-soname,$(@F) -Wl,--no-undefined $^ $(library_packages) -o $@

# What nearly every chapter includes, compiled once. (gcov and a header of that kind do not go together.)
ifndef COVERAGE
precompiled := $(BUILD)/precompiled/workbook/precompiled.hpp.gch
$(chapters:%=$(BUILD)/obj/chapters/%.o): $(precompiled)
$(chapters:%=$(BUILD)/obj/chapters/%.o): private flags += -I$(BUILD)/precompiled -include workbook/precompiled.hpp
$(precompiled): src/workbook/precompiled.hpp
	@mkdir -p $(@D)
	@echo "  compile $<"
	@$(compile) -x c++-header $< -o $@
-include $(precompiled:.gch=.d)
endif

# The program looks for the library beside itself, wherever the checkout stands.
$(BUILD)/chapters/%: $(BUILD)/obj/chapters/%.o $(library)
	@mkdir -p $(@D)
	@$(link) $< -L$(BUILD)/lib -lautoencoder -Wl,-rpath,'$$ORIGIN/../lib' -o $@

chapters: $(chapter_programs)

# A chapter's report, and with it its figures. The file gets its name when the chapter has ended well.
$(BUILD)/output/%.txt: $(BUILD)/chapters/%
	@mkdir -p $(@D)
	@echo "  run     $*"
	@trap 'rm -f $@.part' EXIT; $< --output $(BUILD)/figures > $@.part && mv $@.part $@

figures: $(chapter_outputs)

# `make chapter-07` builds chapter 07 and runs it.
chapter-%: chapters
	@program=$(firstword $(filter $(BUILD)/chapters/$*_%,$(chapter_programs))); \
	if [ -z "$$program" ]; then echo "There is no chapter $*; there are: $(chapters)" >&2; exit 2; fi; \
	$$program

include chapters/exercises/exercises.mk

# ---- pages ----------------------------------------------------------------------------------------------------------

docs: $(BUILD)/html/index.html

# Own files of the book, and what it takes from Debian's packages: the pages need no network.
docs_files := $(wildcard docs/*.* docs/Doxyfile)
docs_assets := $(addprefix /usr/share/javascript/,katex/katex.min.js katex/katex.min.css katex/contrib/auto-render.js \
	lunr/lunr.min.js) \
	$(addprefix /usr/share/fonts-sil-gentiumplus/woff2/GentiumBookPlus-,Regular.woff2 Italic.woff2 Bold.woff2) \
	$(addprefix /usr/share/fonts/truetype/,open-sans/OpenSans-Regular.ttf open-sans/OpenSans-Semibold.ttf \
	dejavu/DejaVuSans.ttf dejavu/DejaVuSansMono.ttf)

# The notation, printed by a program that asks the library for its names.
$(BUILD)/docs/notation: $(BUILD)/obj/docs/notation.o $(library)
	@mkdir -p $(@D)
	@$(link) $< -L$(BUILD)/lib -lautoencoder -Wl,-rpath,'$$ORIGIN/../lib' -o $@

$(BUILD)/pages/notation.txt: $(BUILD)/docs/notation
	@mkdir -p $(@D)
	@$< > $@

# What `make verify` says, for the page that explains it, and the ledger beside it.
$(BUILD)/output/verify.txt: $(BUILD)/verify $(derivation_programs)
	@mkdir -p $(@D)
	@echo "  verify"
	@{ $(verify); } > $@

# First the chapters are checked, then Doxygen makes the pages; a warning of either ends the build.
$(BUILD)/html/index.html: $(docs_files) tests/programs/faults.txt $(wildcard src/*/*.hpp plots/*.hpp chapters/* chapters/exercises/*) $(chapter_outputs) \
		$(BUILD)/pages/notation.txt $(BUILD)/output/verify.txt $(wildcard $(BUILD)/mutation/*.txt)
	@echo "  pages   $(@D)"
	@rm -rf $(@D)
	@mkdir -p $(@D)/assets/fonts
	@/usr/bin/python3 docs/pages.py
	@cp $(docs_assets) $(@D)/assets
	@cp /usr/share/fonts/truetype/katex/*.woff2 $(@D)/assets/fonts
	@cp $(BUILD)/figures/*.svg $(BUILD)/ledger.csv $(@D)
	@doxygen docs/Doxyfile
	@/usr/bin/python3 docs/finish.py

# ---- tests ----------------------------------------------------------------------------------------------------------

define test_room
$(BUILD)/tests/$(1): $(BUILD)/obj/tests/main.o $(patsubst %.cpp,$(BUILD)/obj/%.o,$(wildcard tests/$(1)/*.cpp)) $(library)
	@mkdir -p $$(@D)
	@echo "  link    $$@"
	@$(link) $$(filter %.o,$$^) -L$(BUILD)/lib -lautoencoder -Wl,-rpath,'$$$$ORIGIN/../lib' \
	    -lboost_unit_test_framework -o $$@
endef
$(foreach room,$(test_rooms),$(eval $(call test_room,$(room))))

# Each room's tests run in full even when another room's fail, rooms side by side; the last line adds them up.
# The pages are looked at in a browser, and a sample of the mutants is run; not under the sanitizers, which change neither.
ifndef SANITIZE
# The fuzz targets have sanitizers of their own.
more_tests := tests/mutation/gate.py tests/browser/browser_check.py tests/fuzz/fuzz.sh tests/format_check.py
test: docs fuzz_programs
endif

tested := $(test_programs) $(chapter_programs) $(chapter_outputs) $(solution_programs) $(shipped_programs)
test: $(tested)
	@sh tests/run.sh $(BUILD) $(more_tests) tests/coverage_check.py

# Every derivative by every witness, alone and in seconds: a summary table, and the ledger with every check. Then the
# eleven chapters that derive them.
verify: $(BUILD)/verify $(derivation_programs)
	@$(verify)

$(BUILD)/verify: $(BUILD)/obj/tests/verify.o $(library)
	@mkdir -p $(@D)
	@$(link) $< -L$(BUILD)/lib -lautoencoder -Wl,-rpath,'$$ORIGIN/lib' -o $@

# Computes every table of tests/reference/ anew and compares. Debian's own Python is the one that has Debian's NumPy.
reference:
	/usr/bin/python3 tests/reference/reference.py --compare $(patsubst %/options.txt,%,$(sort $(wildcard tests/reference/*/options.txt)))

# ---- fuzzing --------------------------------------------------------------------------------------------------------

# A libFuzzer program for each file of tests/fuzz/. The files of the library that read something are compiled with them,
# by clang, under ASan and UBSan; what those call besides comes from the library as it is.
fuzz_sources := $(wildcard tests/fuzz/*.cpp)
fuzz_readers := src/data/csv.cpp src/workbook/command_line.cpp src/workbook/options.cpp src/exercises/files.cpp src/study/study.cpp
fuzz_objects := $(patsubst %.cpp,build/fuzz/obj/%.o,$(fuzz_sources) $(fuzz_readers))
fuzz_programs := $(fuzz_sources:tests/fuzz/%.cpp=build/fuzz/%)
fuzz_compile := clang++ -std=c++20 -O1 -gline-tables-only -fsanitize=fuzzer,address,undefined,float-cast-overflow \
	-fno-sanitize-recover=all -D_GLIBCXX_ASSERTIONS -I. -Isrc -MMD -MP
FUZZ_SECONDS := 600

.PHONY: fuzz fuzz_programs
.SECONDARY: $(fuzz_objects)
fuzz_programs: $(fuzz_programs)

# `make fuzz` looks for ten minutes; FUZZ_SECONDS=60 for one.
fuzz: fuzz_programs
	@tests/fuzz/fuzz.sh $(FUZZ_SECONDS)

build/fuzz/obj/%.o: %.cpp
	@mkdir -p $(@D)
	@echo "  fuzz    $<"
	@$(fuzz_compile) -c $< -o $@

$(fuzz_programs): build/fuzz/%: build/fuzz/obj/tests/fuzz/%.o $(fuzz_readers:%.cpp=build/fuzz/obj/%.o) $(library)
	@echo "  link    $@"
	@$(fuzz_compile) $(filter %.o,$^) -L$(BUILD)/lib -lautoencoder -Wl,-rpath,'$$ORIGIN/../lib' -lboost_program_options -o $@

-include $(fuzz_objects:.o=.d)

# ---- memory ---------------------------------------------------------------------------------------------------------

# Every chapter under Valgrind: no read of what was never written, no access out of bounds, no leak. `make setup valgrind`.
.PHONY: valgrind
valgrind: chapters
	@tests/valgrind.sh $(BUILD)

# ---- mutation -------------------------------------------------------------------------------------------------------

# Every formula made wrong, one mistake at a time: do the tests see it? The gate compiles changed copies of some files, all
# mutants at once, and borrows from this build what they do not touch.
.PHONY: mutation
mutation: $(library) $(derivation_programs)
	@CXX="$(CXX)" tests/mutation/gate.py --build $(BUILD) --all

# ---- benchmark ------------------------------------------------------------------------------------------------------

# What the program is compared with; only `make bench` needs it.
packages_bench := libeigen3-dev libfann-dev python3-numpy
bench_programs := $(addprefix $(BUILD)/benchmark/,workbook eigen_any eigen_native fann)
bench_link = -L$(BUILD)/lib -lautoencoder -Wl,-rpath,'$$ORIGIN/../lib'

.PHONY: setup-bench bench
setup-bench:
	@$(MAKE) --no-print-directory setup packages="$(packages_bench)"

bench: $(bench_programs)
	@/usr/bin/python3 tests/benchmark/run.py $(BUILD) $(BENCH_OPTIONS)

$(BUILD)/benchmark/eigen_any $(BUILD)/benchmark/eigen_native: compile += -isystem /usr/include/eigen3 -O3
# Eigen warns about itself when it is compiled for AVX-512 with g++ 12.
$(BUILD)/benchmark/eigen_native: compile += -march=native -ffp-contract=fast -Wno-maybe-uninitialized
$(BUILD)/benchmark/fann: bench_link += -ldoublefann
$(BUILD)/benchmark/eigen_any $(BUILD)/benchmark/eigen_native: tests/benchmark/eigen.cpp
$(BUILD)/benchmark/fann: tests/benchmark/fann.cpp
$(BUILD)/benchmark/workbook: tests/benchmark/workbook.cpp
$(bench_programs): tests/benchmark/report.hpp $(library)
	@mkdir -p $(@D)
	@echo "  compile $@"
	@$(compile) $(filter %.cpp,$^) $(bench_link) -MF $@.d -o $@

# ---- coverage -------------------------------------------------------------------------------------------------------

# Which lines and branches of the library the tests run, in a build of its own and without the browser. It fails when one
# is left out that must not be: tests/coverage.py says which. What the build itself has run is not counted.
# Headers of the system are not counted either: that alone would take longer than all the rest. A test that limits the size of
# files (tests/programs/faults.txt) must leave room for the counts: up to 50 KB in a file.
# Every call that may throw is a branch to the compiler; those are left out, and those of lines without code, such as
# the end of a block where objects are destroyed. What remains are the branches that the source shows.
.PHONY: coverage tested
tested: $(tested)

coverage:
	@$(MAKE) --no-print-directory COVERAGE=1 tested
	@find build/coverage -name '*.gcda' -delete
	@sh tests/run.sh build/coverage
	@mkdir -p build/coverage/html
	@gcovr -j $$(nproc) --root . --filter src/ --filter plots/ --exclude-throw-branches --exclude-unreachable-branches \
	    --json build/coverage/report.json --html-details build/coverage/html/index.html build/coverage/obj
	@/usr/bin/python3 tests/coverage.py build/coverage/report.json
	@echo "Line by line: build/coverage/html/index.html"

# ---- lint -----------------------------------------------------------------------------------------------------------

# Layout, clang-tidy, both compilers without a warning, cppcheck and shellcheck. `make setup lint` installs what it needs.
# Each file has a mark for each check that it has passed, so that only what has changed is looked at again.
# The benchmarks need other libraries than the project, and are left out.
lint_sources := $(library_sources) $(filter-out tests/benchmark/%,$(wildcard chapters/*.cpp tests/*.cpp tests/*/*.cpp))
lint_headers := $(wildcard src/*/*.hpp plots/*.hpp tests/*/*.hpp)
lint_scripts := .ci/run $(wildcard tests/*.sh tests/*/*.sh chapters/exercises/*.sh)
lint_marks := $(foreach check,layout tidy clang cppcheck,$(lint_sources:%=build/lint/%.$(check))) \
	$(lint_headers:%=build/lint/%.layout) $(lint_scripts:%=build/lint/%.shellcheck)
lint_flags := $(filter-out -fsanitize% -fno-%,$(flags)) -DBOOST_TEST_DYN_LINK -I. -Isrc
lint_mark = mkdir -p $(@D) && touch $@

lint: $(lint_marks)
	@$(MAKE) --no-print-directory BUILD=build/lint/gcc WERROR=1 objects
	@echo "lint: nothing to complain about"

objects: $(objects)

build/lint/%.layout: % .clang-format
	@clang-format --dry-run -Werror $<
	@$(lint_mark)

# (What clang-tidy says on stderr is how many warnings of system headers it has left out.)
build/lint/%.tidy: % .clang-tidy | build/lint/%.clang
	@echo "  tidy    $<"
	@clang-tidy --quiet $< -- $(lint_flags) 2>/dev/null
	@$(lint_mark)

# It tells as well which headers the marks of a file hang on.
build/lint/%.clang: %
	@echo "  clang   $<"
	@mkdir -p $(@D)
	@clang++ $(lint_flags) -Werror -fsyntax-only -MMD -MP -MF $(@:.clang=.d) \
	    $(foreach check,clang tidy cppcheck,-MT $(@:.clang=.$(check))) $<
	@$(lint_mark)

# What is not asked of it, and why, stands in .cppcheck-suppressions.
build/lint/%.cppcheck: % .cppcheck-suppressions | build/lint/%.clang
	@cppcheck --quiet --std=c++20 --language=c++ --enable=warning,style,performance,portability --inline-suppr \
	    --suppressions-list=.cppcheck-suppressions --error-exitcode=1 -I. -Isrc $<
	@$(lint_mark)

build/lint/%.shellcheck: %
	@shellcheck $<
	@$(lint_mark)

-include $(lint_sources:%=build/lint/%.d)

# ---- housekeeping ---------------------------------------------------------------------------------------------------

compile_commands.json: Makefile
	@echo "  $@"
	@{ echo '['; separator=; for source in $(library_sources) $(wildcard chapters/*.cpp tests/*/*.cpp); do \
	    printf '%s{"directory": "%s", "file": "%s", "command": "%s -c %s"}' "$$separator" "$(CURDIR)" $$source \
	        "$(CXX) $(flags) -I. -Isrc" $$source; separator=$$',\n'; done; echo; echo ']'; } > $@

clean:
	rm -rf build compile_commands.json

help:
	@echo "make setup             install the packages (apt; asks sudo when you are not root)"
	@echo "make workbook          build everything, run every chapter, draw every figure, build the book (the default)"
	@echo "make test              build and run every test; SANITIZE=1 runs them under ASan and UBSan"
	@echo "make fuzz              ten minutes of arbitrary input for all that reads any (FUZZ_SECONDS=60: one minute)"
	@echo "make valgrind          every chapter under Valgrind (make setup valgrind installs it)"
	@echo "make coverage          which lines and branches the tests run; fails when one is left out that must not be"
	@echo "make verify            every derivative by every witness: a summary table, and build/ledger.csv"
	@echo "make mutation          make every formula wrong, one mistake at a time: the tests have to see each one"
	@echo "make chapter-20        build one chapter and run it"
	@echo "make exercises         where you are in the exercises (chapters/exercises/)"
	@echo "make exercise-07       check your answer to exercise 07; hint-07, solution-07 and reset-exercise-07 help"
	@echo "make figures           run the chapters and draw their figures"
	@echo "make docs              build the book, build/html/index.html"
	@echo "make bench             compare the speed with NumPy, Eigen and FANN (make setup-bench installs those)"
	@echo "make lint              layout, clang-tidy, cppcheck, shellcheck, and no warning from g++ or clang"
	@echo "make reference         compute the reference numbers of the tests anew with NumPy and compare"
	@echo "make compile_commands.json   for editors"
	@echo "make clean             remove everything that was built"

-include $(objects:.o=.d)
endif
