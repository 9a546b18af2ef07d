# What a reader does with the exercises, and what the tests do with them. Part of the Makefile.

# The reader works in chapters/exercises/; nothing here writes there but `make reset-exercise-07`, which asks first.
exercises := $(basename $(notdir $(wildcard chapters/exercises/*.cpp)))
exercise_programs := $(exercises:%=$(BUILD)/exercises/%)
exercise_sh := BUILD=$(BUILD) sh chapters/exercises/exercise.sh
# A variable that never got a value has one that nobody expects, a whole number divided by 0 ends the program on every
# processor, and a function without a return does not compile. Whole numbers may become numbers with a point, but not the
# other way round.
compile_exercise = $(CXX) $(filter-out -Wconversion,$(flags)) -Wfloat-conversion -Werror=return-type \
	-ftrivial-auto-var-init=pattern -fsanitize=integer-divide-by-zero -fsanitize-undefined-trap-on-error -O0 -D_GLIBCXX_ASSERTIONS -I. -Isrc $< -L$(BUILD)/lib -lautoencoder \
	-Wl,-rpath,'$$ORIGIN/../lib' -o $@

# An exercise need not use all that its function is given.
$(BUILD)/exercises/%: chapters/exercises/%.cpp $(library)
	mkdir -p $(@D)
	$(compile_exercise) -Wno-unused-parameter

solution_programs := $(exercises:%=$(BUILD)/solutions/%)
$(BUILD)/solutions/%: chapters/solutions/%.cpp $(library)
	mkdir -p $(@D)
	$(compile_exercise) -Werror

# `make exercise-07` compiles and checks the reader's file; `make hint-07` shows the next hint; and so on.
define exercise_number
.PHONY: exercise-$(1) hint-$(1) solution-$(1) reset-exercise-$(1)
exercise-$(1): $(filter $(BUILD)/exercises/$(1)_%,$(exercise_programs))
	$(exercise_sh) run $$<
hint-$(1) solution-$(1):
	$(exercise_sh) $$(@:-$(1)=) $(1)
reset-exercise-$(1):
	$(exercise_sh) reset $(1)
endef
exercise_numbers := $(foreach name,$(exercises),$(firstword $(subst _, ,$(name))))
$(foreach number,$(exercise_numbers),$(eval $(call exercise_number,$(number))))

exercise-% hint-% solution-% reset-exercise-%:
	$(error There is no exercise '$*'; there are: $(exercise_numbers))

# For the tests: every solution, and every exercise as it was shipped, whatever the reader has made of it since.
shipped_programs := $(exercises:%=$(BUILD)/shipped/%)
$(shipped_programs:=.cpp): $(BUILD)/shipped/%.cpp: FORCE
	mkdir -p $(@D)
	new=$$(mktemp $@.XXXXXX); trap 'rm -f "$$new"' EXIT; $(exercise_sh) shipped $* >"$$new"; \
	    cmp -s "$$new" $@ || mv "$$new" $@
$(BUILD)/shipped/%: $(BUILD)/shipped/%.cpp $(library)
	$(compile_exercise) -Wno-unused-parameter -Werror

FORCE:
.PRECIOUS: $(shipped_programs:=.cpp)

# Each exercise with an answer that only declares its result, and the answers of tests/exercises/answers/.
idle_programs := $(exercises:%=$(BUILD)/idle/%)
$(idle_programs:=.cpp): $(BUILD)/idle/%.cpp: $(BUILD)/shipped/%.cpp
	mkdir -p $(@D)
	awk '/^[a-z].*\(/ && !/main/ { type = $$1 } \
	    /^ *return (0|\{\});$$/ { print "    " type " result;"; print "    return result;"; next } 1' $< >$@
$(idle_programs): $(BUILD)/idle/%: $(BUILD)/idle/%.cpp $(library)
	$(compile_exercise) -Wno-unused-parameter -Wno-uninitialized

ending_programs := $(patsubst tests/exercises/%.cpp,$(BUILD)/%,$(wildcard tests/exercises/answers/*.cpp))
$(ending_programs): $(BUILD)/%: tests/exercises/%.cpp $(library)
	mkdir -p $(@D)
	$(compile_exercise) -Wno-uninitialized -Wno-terminate -Wno-exceptions

solutions: $(solution_programs) $(shipped_programs) $(idle_programs) $(ending_programs)

# What does not compile is told in the table, not on the way.
exercises: $(library)
	$(MAKE) --no-print-directory -k $(exercise_programs) >/dev/null 2>&1 || true
	$(exercise_sh) progress
