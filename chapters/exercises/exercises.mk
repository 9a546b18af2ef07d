# What a reader does with the exercises, and what the tests do with them. Part of the Makefile.

# The reader's answers are in chapters/answers/, which git ignores. An answer is made from its exercise the first time that
# somebody asks for it, and nothing here writes to it again but `make reset-exercise-07`, which keeps what was there.
exercises := $(file <chapters/exercises/list.txt)
exercise_sh := BUILD=$(BUILD) MAKE='$(MAKE)' sh chapters/exercises/exercise.sh
# A variable that never got a value has one that nobody expects, a whole number divided by 0 ends the program on every
# processor, and a function without a return does not compile. Whole numbers may become numbers with a point, but not the
# other way round.
compile_exercise = $(CXX) $(filter-out -Wconversion,$(flags)) -Wfloat-conversion -Werror=return-type \
	-ftrivial-auto-var-init=pattern -fsanitize=integer-divide-by-zero -fsanitize-undefined-trap-on-error -O0 -D_GLIBCXX_ASSERTIONS -I. -Isrc $< -L$(BUILD)/lib -lautoencoder \
	-Wl,-rpath,'$$ORIGIN/../lib' -o $@

# An exercise need not use all that its function is given.
$(BUILD)/exercises/%: chapters/answers/%.cpp $(library)
	mkdir -p $(@D)
	$(compile_exercise) -Wno-unused-parameter

solution_programs := $(exercises:%=$(BUILD)/solutions/%)
$(BUILD)/solutions/%: chapters/solutions/%.cpp $(library)
	mkdir -p $(@D)
	$(compile_exercise) -Werror

# `make exercise-07 exercise-8` checks both, in this order.
two_digits = $(if $(filter 0 1 2 3 4 5 6 7 8 9,$(1)),0)$(1)
asked := $(patsubst exercise-%,%,$(filter exercise-%,$(MAKECMDGOALS)))
.PHONY: exercise exercises watch reset-exercises .exercises-asked
exercise-%: .exercises-asked ;
.exercises-asked: $(library)
	$(exercise_sh) check $(foreach number,$(asked),'$(subst ','\'',$(call two_digits,$(number)))')

exercise: $(library)
	$(exercise_sh) next

exercises: $(library)
	$(exercise_sh) progress

hint-% solution-% reset-exercise-%:
	$(exercise_sh) $(firstword $(subst -, ,$@)) '$(subst ','\'',$(call two_digits,$*))'

reset-exercises:
	$(exercise_sh) reset-all

# For the tests: every solution, every exercise as it is shipped.
shipped_programs := $(exercises:%=$(BUILD)/shipped/%)
$(BUILD)/shipped/%: chapters/exercises/%.cpp $(library)
	mkdir -p $(@D)
	$(compile_exercise) -Wno-unused-parameter -Werror

# Each exercise with an answer that only declares its result, and the answers of tests/exercises/answers/.
idle_programs := $(exercises:%=$(BUILD)/idle/%)
$(idle_programs:=.cpp): $(BUILD)/idle/%.cpp: chapters/exercises/%.cpp
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
