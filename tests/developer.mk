# What only developers run: tests, and what looks at the tests. Part of the Makefile.

# ---- builds that measure --------------------------------------------------------------------------------------------

ifeq (1,$(SANITIZE))
# Less optimised, with no more debugging information than a line number needs: it compiles in two thirds of the time.
CXXFLAGS := -O1 -g1
flags += -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -D_GLIBCXX_ASSERTIONS
endif
ifeq (1,$(COVERAGE))
# Not optimised, so that no branch is merged with another. Counted atomically: trainings run on several threads.
CXXFLAGS := -O0
flags += --coverage -fprofile-update=atomic -fprofile-exclude-files=^/usr/
endif
# Every lane checked by two sanitizers makes so much code that it would run for hours: the address sanitizer alone looks at
# the lanes, and the undefined-behaviour sanitizer at the same formulas on other numbers.
ifneq (,$(measured))
$(lanes)/any.o $(lanes)/avx2.o $(lanes)/avx512.o: CXXFLAGS := -O1 -g0
endif
ifeq (1,$(SANITIZE))
$(lanes)/any.o $(lanes)/avx2.o $(lanes)/avx512.o: flags += -fno-sanitize=undefined
endif

# ---- tests ----------------------------------------------------------------------------------------------------------

# A room of tests is a folder below tests/ with C++ files: one test program each.
test_rooms := $(filter-out benchmark fuzz mutation,$(sort $(patsubst tests/%/,%,$(dir $(wildcard tests/*/*.cpp)))))
test_programs := $(test_rooms:%=$(BUILD)/tests/%)
test_objects := $(patsubst %.cpp,$(BUILD)/obj/%.o,tests/main.cpp $(filter-out tests/benchmark/%,$(wildcard tests/*/*.cpp)))

.PHONY: test tested objects reference lint
.SECONDARY: $(test_objects)
# (Boost's macros count with __COUNTER__, of which clang 22 warns where they are used.)
$(BUILD)/obj/tests/%: flags += -DBOOST_TEST_DYN_LINK $(if $(findstring clang,$(CXX)),-Wno-unknown-warning-option -Wno-c2y-extensions)

define test_room
$(BUILD)/tests/$(1): $(BUILD)/obj/tests/main.o $(patsubst %.cpp,$(BUILD)/obj/%.o,$(wildcard tests/$(1)/*.cpp)) $(library)
	mkdir -p $$(@D)
	@echo "  link    $$@"
	$(link) $$(filter %.o,$$^) $$(with_library) \
	    -lboost_unit_test_framework -o $$@
endef
$(foreach room,$(test_rooms),$(eval $(call test_room,$(room))))

# Each room's tests run in full even when another room's fail, rooms side by side; the last line adds them up.
# The pages are looked at in a browser, and a sample of the mutants is run; not under the sanitizers, which change neither.
ifneq (1,$(SANITIZE))
# The fuzz targets have sanitizers of their own.
# What audits the pages comes from the npm registry, once.
audit_tools := tests/browser/node_modules/.package-lock.json
$(audit_tools): tests/browser/package-lock.json
	@echo "  npm     $(@D)"
	npm ci --prefix tests/browser --ignore-scripts --no-audit --no-fund --silent
	touch $@
more_tests := tests/mutation/gate.py tests/browser/browser_check.py tests/browser/live_check.py tests/browser/firefox_check.py tests/fuzz/fuzz.sh tests/format_check.py tests/accepted.py tests/includes_check.py tests/names_check.py tests/readme_check.py tests/runner_check.py
test: docs fuzz_programs $(audit_tools)
endif

tested := $(test_programs) $(chapter_programs) $(chapter_outputs) $(solution_programs) $(shipped_programs) $(idle_programs) $(ending_programs)
test: $(tested)
	sh tests/run.sh $(BUILD) $(more_tests) tests/coverage_check.py

# Takes over what the reports, the figures' words and the texts of --help are now, to be reviewed with the change.
.PHONY: accept
accept: docs
	tests/accepted.py --accept
	git --no-pager diff --stat -- tests/reference/accepted

# Takes the pictures of the page of the network for README.md and the front page. `make setup test` installs what it needs.
.PHONY: pictures
pictures: docs
	tests/browser/pictures.py

# Computes every table of tests/reference/ anew and compares. Debian's own Python is the one that has Debian's NumPy.
reference:
	/usr/bin/python3 tests/reference/wrong_gradients.py tests/reference/wrong_gradients.csv
	/usr/bin/python3 tests/reference/reference.py --compare $(patsubst %/options.txt,%,$(sort $(wildcard tests/reference/*/options.txt)))

# ---- fuzzing --------------------------------------------------------------------------------------------------------

# A libFuzzer program for each file of tests/fuzz/. The files of the library that read something are compiled with them,
# by clang, under ASan and UBSan; what those call besides comes from the library as it is.
fuzz_sources := $(wildcard tests/fuzz/*.cpp)
fuzz_readers := src/data/csv.cpp src/data/samples.cpp src/workbook/command_line.cpp src/workbook/options.cpp src/exercises/files.cpp src/study/study.cpp
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
	tests/fuzz/fuzz.sh $(FUZZ_SECONDS)

build/fuzz/obj/%.o: %.cpp
	mkdir -p $(@D)
	@echo "  fuzz    $<"
	$(fuzz_compile) -c $< -o $@

$(fuzz_programs): build/fuzz/%: build/fuzz/obj/tests/fuzz/%.o $(fuzz_readers:%.cpp=build/fuzz/obj/%.o) $(library)
	@echo "  link    $@"
	$(fuzz_compile) $(filter %.o,$^) $(with_library) -lboost_program_options -o $@

-include $(fuzz_objects:.o=.d)

# ---- memory ---------------------------------------------------------------------------------------------------------

# Every chapter under Valgrind: no read of what was never written, no access out of bounds, no leak. `make setup valgrind`.
.PHONY: valgrind
valgrind: chapters
	tests/valgrind.sh $(BUILD)

# ---- mutation -------------------------------------------------------------------------------------------------------

# Every formula made wrong, one mistake at a time: do the tests see it? The gate compiles changed copies of some files, all
# mutants at once, and borrows from this build what they do not touch.
.PHONY: mutation
mutation: $(library) $(derivation_programs)
	CXX="$(CXX)" tests/mutation/gate.py --build $(BUILD) --all

# ---- benchmark ------------------------------------------------------------------------------------------------------

# The programs, and what they are compared with.
bench_programs := $(addprefix $(BUILD)/benchmark/,workbook eigen_any eigen_native fann)
bench_libraries = $(with_library)

.PHONY: bench

bench: $(bench_programs) $(chapter_programs) $(BUILD)/verify
	/usr/bin/python3 tests/benchmark/run.py $(BUILD) $(BENCH_OPTIONS)

$(BUILD)/benchmark/eigen_any $(BUILD)/benchmark/eigen_native: compile += -isystem /usr/include/eigen3 -O3
# Eigen warns about itself when it is compiled for AVX-512 with g++ 12.
$(BUILD)/benchmark/eigen_native: compile += -march=native -ffp-contract=fast -Wno-maybe-uninitialized
$(BUILD)/benchmark/fann: bench_libraries += -ldoublefann
$(BUILD)/benchmark/eigen_any $(BUILD)/benchmark/eigen_native: tests/benchmark/eigen.cpp
$(BUILD)/benchmark/fann: tests/benchmark/fann.cpp
$(BUILD)/benchmark/workbook: tests/benchmark/workbook.cpp
$(bench_programs): tests/benchmark/report.hpp $(library)
	mkdir -p $(@D)
	@echo "  compile $@"
	$(compile) $(filter %.cpp,$^) $(bench_libraries) -MF $@.d -o $@

# ---- coverage -------------------------------------------------------------------------------------------------------

# Which lines and branches of the library the tests run, in a build of its own and without the browser. It fails when one
# is left out that must not be: tests/coverage.py says which. What the build itself has run is not counted.
# Headers of the system are not counted either: that alone would take longer than all the rest. A test that limits the size of
# files (tests/programs/faults.txt) must leave room for the counts: up to 50 KB in a file.
# Every call that may throw is a branch to the compiler; those are left out, and those of lines without code, such as
# the end of a block where objects are destroyed. What remains are the branches that the source shows.
.PHONY: coverage
tested: $(tested)

coverage:
	$(MAKE) --no-print-directory COVERAGE=1 tested
	find build/coverage -name '*.gcda' -delete
	sh tests/run.sh build/coverage
	mkdir -p build/coverage/html
	gcovr -j $$(nproc) --root . --filter src/ --filter plots/ --exclude-throw-branches --exclude-unreachable-branches \
	    --json build/coverage/report.json --html-details build/coverage/html/index.html build/coverage/obj
	/usr/bin/python3 tests/coverage.py build/coverage/report.json
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
	$(MAKE) --no-print-directory BUILD=build/lint/gcc WERROR=1 objects
	@echo "lint: nothing to complain about"

objects: $(objects) $(test_objects)

build/lint/%.layout: % .clang-format
	clang-format --dry-run -Werror $<
	$(lint_mark)

# (What clang-tidy says on stderr is how many warnings of system headers it has left out.)
build/lint/%.tidy: % .clang-tidy | build/lint/%.clang
	@echo "  tidy    $<"
	clang-tidy --quiet $< -- $(lint_flags) 2>/dev/null
	$(lint_mark)

# It tells as well which headers the marks of a file hang on.
build/lint/%.clang: %
	@echo "  clang   $<"
	mkdir -p $(@D)
	clang++ $(lint_flags) -Werror -fsyntax-only -MMD -MP -MF $(@:.clang=.d) \
	    $(foreach check,clang tidy cppcheck,-MT $(@:.clang=.$(check))) $<
	$(lint_mark)

# What is not asked of it, and why, stands in .cppcheck-suppressions.
build/lint/%.cppcheck: % .cppcheck-suppressions | build/lint/%.clang
	cppcheck --quiet --std=c++20 --language=c++ --enable=warning,style,performance,portability --inline-suppr \
	    --suppressions-list=.cppcheck-suppressions --error-exitcode=1 -I. -Isrc $<
	$(lint_mark)

build/lint/%.shellcheck: %
	shellcheck $<
	$(lint_mark)

-include $(lint_sources:%=build/lint/%.d)

# ---- housekeeping ---------------------------------------------------------------------------------------------------

compile_commands.json: Makefile
	@echo "  $@"
	{ echo '['; separator=; for source in $(library_sources) $(wildcard chapters/*.cpp tests/*/*.cpp); do \
	    printf '%s{"directory": "%s", "file": "%s", "command": "%s -c %s"}' "$$separator" "$(CURDIR)" $$source \
	        "$(CXX) $(flags) -I. -Isrc" $$source; separator=$$',\n'; done; echo; echo ']'; } > $@

# ---- other systems --------------------------------------------------------------------------------------------------

# Both commands of README.md in a fresh Debian 13, and what they make compared with what this build has; COMMANDS=workbook
# runs the first one only.
COMMANDS := workbook test
.PHONY: debian13
debian13: $(chapter_outputs) $(BUILD)/output/verify.txt $(BUILD)/output/equations.txt
	tests/debian13.sh $(BUILD) $(COMMANDS)

help::
	@echo "make mutation          make every formula wrong, one mistake at a time: the tests have to see each one"
	@echo "make fuzz              ten minutes of arbitrary input for all that reads any (FUZZ_SECONDS=60: one minute)"
	@echo "make valgrind          every chapter under Valgrind"
	@echo "make coverage          which lines and branches the tests run; fails when one is left out that must not be"
	@echo "make bench             compare the speed with NumPy, Eigen and FANN"
	@echo "make lint              layout, clang-tidy, cppcheck, shellcheck, and no warning from g++ or clang"
	@echo "make accept            take over the reports, the words in the figures and the texts of --help as they are now"
	@echo "make pictures          take the pictures of the running pages for README.md and the front page anew"
	@echo "make reference         compute the reference numbers of the tests anew with NumPy and compare"
	@echo "make debian13          both commands of README.md in a fresh Debian 13, and the same numbers as here"
	@echo "make compile_commands.json   for editors"

-include $(test_objects:.o=.d)
