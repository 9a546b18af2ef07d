# The workbook: library, chapters, figures and pages. `make help` lists what it can do; V=1 shows the commands.
# Everything generated goes to build/. The two commands of README.md: `make setup workbook` and `make setup test`.
# What only developers run stands in tests/developer.mk, what the exercises need beside them.

.DEFAULT_GOAL := workbook
.DELETE_ON_ERROR:
.SUFFIXES:
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c

# Settings are given on the command line only: what stands here wins over the environment, where the same names may mean
# something else.
BUILD := build
CXX := g++
# What writes and draws gains nothing from more, and compiles a quarter faster; what computes has its own line below.
CXXFLAGS := -O1
V :=
WERROR :=
SANITIZE :=
COVERAGE :=
# Holds changed copies of some files, in folders of the same names: for the mutation gate.
OVERLAY :=
# The front below has done its part.
inside :=

$(if $(findstring override,$(foreach setting,BUILD CXX CXXFLAGS V WERROR SANITIZE COVERAGE OVERLAY,$(origin $(setting)))),\
	$(error make -e would let the environment choose the build: give settings on the command line))
$(foreach setting,V WERROR SANITIZE COVERAGE,$(if $(filter-out 0 1,$($(setting))),$(error $(setting) is 0 or 1, not '$($(setting))')))
ifneq (1,$(V))
.SILENT:
endif

# The same words and the same order on every machine, and nothing of the environment that a shell, a compiler, Python or
# git would obey.
export LC_ALL := C.UTF-8
export PYTHONDONTWRITEBYTECODE := 1
unexport LANGUAGE CDPATH BASH_ENV ENV SHELLOPTS BASHOPTS POSIXLY_CORRECT GREP_OPTIONS GREP_COLOR TAR_OPTIONS \
	DEPENDENCIES_OUTPUT SUNPRO_DEPENDENCIES GCOV_PREFIX GCOV_PREFIX_STRIP \
	$(filter-out PYTHONDONTWRITEBYTECODE,$(filter PYTHON%,$(.VARIABLES))) GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_PREFIX
ifeq (,$(TMPDIR))
unexport TMPDIR
endif

ifeq (1,$(SANITIZE))
BUILD := build/sanitize
endif
ifeq (1,$(COVERAGE))
BUILD := build/coverage
endif
export AUTOENCODER_BUILD := $(BUILD)

# Parallel by default; `make -j1` or any other -j given wins. A make within make takes part in what the first one has.
ifeq (0,$(MAKELEVEL))
MAKEFLAGS += -j$(shell nproc)
endif

ifeq (,$(inside))
# ---- the front ------------------------------------------------------------------------------------------------------

# Every call comes through here: packages first, then `clean`, then a second make does the rest. Two of them in one folder
# wait for each other. `setup` installs what the goals beside it need, which docs/packages.sh knows.
quoted = $(foreach word,$(1),'$(subst ','\'',$(word))')
rest := $(filter-out setup clean,$(MAKECMDGOALS)) $(if $(MAKECMDGOALS),,workbook)
needing := $(call quoted,$(or $(strip $(rest)),$(if $(filter clean,$(MAKECMDGOALS)),clean,workbook)))
# The lock is a file that `clean` leaves alone, and one for all builds of the folder. A make that is started by a program of
# the one which holds it, such as the mutation gate's, goes on under the same lock.
lock := $(if $(shell command -v flock),Makefile)
ifeq ($(AUTOENCODER_LOCK),$(CURDIR))
lock :=
endif
alone := $(lock:%=flock --close %)
here := '$(subst ','\'',$(CURDIR))'

.PHONY: .front
.front:
	CXX='$(subst ','\'',$(CXX))' sh docs/packages.sh $(if $(filter setup,$(MAKECMDGOALS)),install,check) $(needing)
	$(lock:%=flock --nonblock % true || echo "Another make is at work in this folder: this one goes on when that has ended.")
	$(if $(filter clean,$(MAKECMDGOALS)),$(alone) rm -rf build compile_commands.json)
	$(if $(filter watch,$(rest)),BUILD=$(BUILD) MAKE='$(MAKE)' sh chapters/exercises/exercise.sh watch)
	$(if $(filter-out watch,$(rest)),mkdir -p $(BUILD); AUTOENCODER_LOCK=$(here) $(alone) $(MAKE) --no-print-directory inside=1 -- $(call quoted,$(filter-out watch,$(rest))))

.DEFAULT_GOAL := .front
Makefile: ;
%: .front ;
else

# ---- how to compile -------------------------------------------------------------------------------------------------

# -ffp-contract=off: a fused multiply-add rounds once where NumPy rounds twice, and would change printed digits.
flags := -std=c++20 -ffp-contract=off -fPIC -Wall -Wextra -Wpedantic -Wconversion -Wshadow $(if $(filter 1,$(WERROR)),-Werror)
# What tests/developer.mk measures is optimised as it says there.
measured := $(filter 1,$(SANITIZE) $(COVERAGE))
compile = $(CXX) $(flags) $(CXXFLAGS) $(addprefix -I,$(OVERLAY) $(OVERLAY:%=%/src)) -I. -Isrc -MMD -MP
link = $(CXX) $(filter -fsanitize% --coverage,$(flags))
# Below a folder of the build; a program looks for the library beside itself, wherever the checkout stands.
with_library := -L$(BUILD)/lib -lautoencoder -Wl,-rpath,'$$ORIGIN/../lib'

library := $(BUILD)/lib/libautoencoder.so
library_sources := $(filter-out src/browser/%,$(sort $(wildcard src/*/*.cpp))) $(sort $(wildcard plots/*.cpp))
library_objects := $(library_sources:%.cpp=$(BUILD)/obj/%.o)
library_packages := -lboost_program_options -lboost_iostreams -lboost_filesystem

# The one list of chapters, in reading order.
chapters := $(strip $(file <chapters/list.txt))
$(if $(chapters),,$(error chapters/list.txt names no chapter))
$(if $(filter $(words $(chapters)),$(words $(sort $(chapters)))),,$(error chapters/list.txt names a chapter twice))
chapter_programs := $(chapters:%=$(BUILD)/chapters/%)
chapter_outputs := $(chapters:%=$(BUILD)/output/%.txt)

# The fast training is compiled once for each instruction set (see src/lanes); the library chooses when it runs. g++ is
# told to mix independent steps before it gives out registers, which gains a tenth; clang always does.
lanes := $(BUILD)/obj/src/lanes
ifeq (,$(measured))
$(addprefix $(BUILD)/obj/src/,$(addsuffix /%,network data verification lanes)): CXXFLAGS := -O2
$(lanes)/any.o $(lanes)/avx2.o $(lanes)/avx512.o: CXXFLAGS := -O3 \
	$(if $(findstring clang,$(CXX)),,-fschedule-insns -fsched-pressure)
endif
# The processor is the one that the compiler compiles for, which need not be the one that it runs on.
ifneq (,$(filter x86_64-%,$(shell $(CXX) -dumpmachine)))
$(lanes)/avx2.o: flags += -mavx2
$(lanes)/avx512.o: flags += -mavx512f -mavx512dq -mavx512vl
endif

# Boost 1.74's reader of JSON uses names that it has given up itself, and says so at every compilation.
$(addprefix $(BUILD)/obj/,src/formulas/evaluator.o tests/equations.o): flags += -DBOOST_BIND_GLOBAL_PLACEHOLDERS

# Eigen adds in the order in which the formula stands, on every processor and in a page.
$(BUILD)/obj/chapters/28_matrix_form.o: flags += -DEIGEN_DONT_VECTORIZE

objects := $(library_objects) $(chapters:%=$(BUILD)/obj/chapters/%.o) $(BUILD)/obj/docs/notation.o $(BUILD)/obj/tests/verify.o $(BUILD)/obj/tests/equations.o

.PHONY: workbook library chapters figures verify docs help
.SECONDARY: $(objects)

workbook: $(chapter_outputs) docs
	@echo "Reports:  $(BUILD)/output/"
	@echo "Figures:  $(BUILD)/figures/"
	@echo "The book: $(BUILD)/html/index.html"

library: $(library)

# ---- library, chapters ----------------------------------------------------------------------------------------------

ifneq (,$(OVERLAY))
$(BUILD)/obj/%.o: $(OVERLAY)/%.cpp
	mkdir -p $(@D)
	@echo "  compile $<"
	$(compile) -c $< -o $@
endif
$(BUILD)/obj/%.o: %.cpp
	mkdir -p $(@D)
	@echo "  compile $<"
	$(compile) -c $< -o $@

$(library): $(library_objects)
	mkdir -p $(@D)
	@echo "  link    $@"
	$(link) -shared -Wl,-soname,$(@F) -Wl,--no-undefined $^ $(library_packages) -o $@

# What nearly every chapter includes, compiled once: a chapter then compiles in 1.2 seconds of processor time, and otherwise
# in 1.9. (gcov and a header of that kind do not go together.)
ifneq (1,$(COVERAGE))
precompiled := $(BUILD)/precompiled/workbook/precompiled.hpp.gch
$(chapters:%=$(BUILD)/obj/chapters/%.o): $(precompiled)
$(chapters:%=$(BUILD)/obj/chapters/%.o): private flags += -I$(BUILD)/precompiled -include workbook/precompiled.hpp
$(precompiled): src/workbook/precompiled.hpp
	mkdir -p $(@D)
	@echo "  compile $<"
	$(compile) -x c++-header $< -o $@
-include $(precompiled:.gch=.d)
endif

$(chapter_programs) $(BUILD)/docs/notation: $(BUILD)/%: $(BUILD)/obj/%.o $(library)
	mkdir -p $(@D)
	$(link) $< $(with_library) -o $@

chapters: $(chapter_programs)

# What a program prints becomes a file when the program has ended well. Until then it has a name that nobody can foresee.
define capture
	mkdir -p $(@D)
	part=$$(mktemp $@.XXXXXX); trap 'rm -f "$$part"' EXIT; { $(1); } >"$$part"; chmod =rw "$$part"; mv "$$part" $@
endef

# A chapter's report, and with it its figures.
$(chapter_outputs): $(BUILD)/output/%.txt: $(BUILD)/chapters/%
	@echo "  run     $*"
	$(call capture,$< --output $(BUILD)/figures)

figures: $(chapter_outputs)

# `make chapter-07` builds chapter 07, and runs it.
define run_chapter
.PHONY: chapter-$(firstword $(subst _, ,$(1)))
chapter-$(firstword $(subst _, ,$(1))): $(BUILD)/chapters/$(1)
	$$<
endef
$(foreach chapter,$(chapters),$(eval $(call run_chapter,$(chapter))))
chapter-%:
	$(error There is no chapter '$*'; there are: $(chapters))

include chapters/exercises/exercises.mk

# ---- verification ---------------------------------------------------------------------------------------------------

# The eleven that derive, and the way in which their own checks are part of `make verify`.
derivations := $(filter 06_% 07_% 08_% 09_% 10_% 11_% 12_% 13_% 14_% 15_% 16_%,$(chapters))
derivation_programs := $(derivations:%=$(BUILD)/chapters/%)
run_verify = $(BUILD)/verify $(BUILD)/ledger.csv; sh tests/derivations.sh $(BUILD)/chapters $(derivations)

# Whose equations are evaluated: the chapters, the pages that are no chapters, and the comments of the library's headers.
equation_texts := $(chapters:%=chapters/%.cpp) $(sort $(wildcard docs/*.md)) \
	$(sort $(wildcard $(addsuffix /*.hpp,src/network src/data src/verification src/formulas)))
run_equations = $(BUILD)/equations $(BUILD)/equations.json $(BUILD)/figures $(equation_texts)

# Every derivative by every witness, alone and in seconds: a summary table, and the ledger with every check. Then the
# eleven chapters that derive them, and every equation of the book.
verify: $(BUILD)/verify $(BUILD)/equations $(derivation_programs) $(chapter_outputs)
	$(run_verify)
	$(run_equations)

$(BUILD)/verify $(BUILD)/equations: $(BUILD)/%: $(BUILD)/obj/tests/%.o $(library)
	$(link) $< $(subst /../,/,$(with_library)) -o $@

# The same for the page that explains it, and the ledger beside it.
$(BUILD)/output/verify.txt: $(BUILD)/verify $(derivation_programs)
	@echo "  verify"
	$(call capture,$(run_verify))

# And for the equations: a false one, or one that is neither evaluated nor marked, ends the build of the pages.
$(BUILD)/output/equations.txt: $(BUILD)/equations $(equation_texts) $(chapter_outputs)
	@echo "  equations"
	$(call capture,$(run_equations))

# ---- everything else ------------------------------------------------------------------------------------------------

include docs/book.mk tests/developer.mk

help::
	@echo "make setup             install the packages that the goals beside it need (apt; asks sudo when you are not root)"
	@echo "make workbook          build everything, run every chapter, draw every figure, build the book (the default)"
	@echo "make test              build and run every test; SANITIZE=1 runs them under ASan and UBSan"
	@echo "make chapter-20        build one chapter and run it"
	@echo "make exercise          check your answer to the next exercise that is not solved; make exercises shows all"
	@echo "make exercise-07       the same for exercise 7; hint-07, solution-07, reset-exercise-07 and reset-exercises help"
	@echo "make watch             check an answer whenever you save it"
	@echo "make verify            every derivative by every witness, every equation of the book; build/ledger.csv"
	@echo "make figures           run the chapters and draw their figures"
	@echo "make docs              build the book, build/html/index.html"
	@echo "make pdf               the printed edition: all chapters in one PDF, build/workbook.pdf"
	@echo "make dist              one archive for a class: book, PDF, tables, figures, programs and exercises"
	@echo "make clean             remove everything that was built"
	@echo "V=1 shows the commands; \`make setup bench\` installs what \`make bench\` needs, and so for every other goal."
-include $(objects:.o=.d)
endif
