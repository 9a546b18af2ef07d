# How the book is made of what the chapters print and draw. Part of the Makefile.

docs: $(BUILD)/html/index.html

# Own files of the book, and what it takes from Debian's packages: the pages need no network.
docs_files := $(wildcard docs/*.* docs/live/* docs/images/*.png docs/Doxyfile)
docs_assets := $(addprefix /usr/share/javascript/,katex/katex.min.css lunr/lunr.min.js)

# The notation, printed by a program that asks the library for its names.
$(BUILD)/pages/notation.txt: $(BUILD)/docs/notation
	$(call capture,$<)

# ---- the module that runs the pages in a browser -----------------------------------------------------------------------

# What computes, as WebAssembly: the library without command line, files, threads and gnuplot, and the chapters but for the
# study, which wants threads and signals. Without the compiler the pages do not run and are the same otherwise.
live_missing := $(shell sh docs/packages.sh lacking live)
live := $(if $(live_missing),,$(BUILD)/browser/options.json)
live_compiler := clang++-22 --target=wasm32-wasi -Wno-deprecated
live_chapters := $(filter-out 26_seeds,$(chapters))
live_sources := $(sort $(wildcard $(addsuffix /*.cpp,src/network src/data src/verification src/browser)) \
	$(addprefix src/workbook/,chapter.cpp derivation.cpp meaning.cpp options.cpp page.cpp table.cpp values.cpp) \
	$(filter-out plots/gnuplot.cpp,$(wildcard plots/*.cpp)))
live_objects := $(addprefix $(BUILD)/browser/,$(live_sources:%.cpp=%.o) $(live_chapters:%=chapters/%.o) mains.o)
live_compile = $(live_compiler) -std=c++20 -O1 -ffp-contract=off -fexceptions -Wall -Wextra -Wpedantic \
	-Wconversion -Wshadow -D_LIBCPP_ENABLE_CXX17_REMOVED_UNARY_BINARY_FUNCTION -I. -Isrc -idirafter /usr/include -MMD -MP

$(BUILD)/browser/%.o: %.cpp
	mkdir -p $(@D)
	@echo "  browser $<"
	$(live_compile) $(if $(filter chapters/%,$<),-Dmain=main_$(*F)) -c $< -o $@
$(BUILD)/browser/src/verification/fifty_digits.o: live_compile += -include src/browser/no_threads.hpp

# Each chapter's main function has a name of its own there.
$(BUILD)/browser/mains.cpp: chapters/list.txt docs/book.mk
	mkdir -p $(@D)
	{ echo '#include "browser/module.hpp"'; printf 'int main_%s(int, char**);\n' $(live_chapters); \
	  echo 'std::vector<autoencoder::browser::Main> autoencoder::browser::main_functions()'; \
	  echo '{ return {'; printf 'main_%s,\n' $(live_chapters); echo '}; }'; } >$@
$(BUILD)/browser/mains.o: $(BUILD)/browser/mains.cpp
	$(live_compile) -c $< -o $@

$(BUILD)/browser/workbook.wasm: $(live_objects)
	@echo "  link    $@"
	$(live_compiler) -fuse-ld=/usr/lib/llvm-22/bin/wasm-ld -mexec-model=reactor \
	    -Wl,-z,stack-size=1048576 -Wl,--strip-all -Wl,--gc-sections $^ -o $@
-include $(live_objects:.o=.d)

# What the controls of the pages are made from; and the module as a script, since a page from disk can fetch no file.
$(BUILD)/browser/options.json: $(BUILD)/browser/workbook.wasm docs/live/options.js docs/live/module.js
	node docs/live/options.js $< >$@
	{ printf 'globalThis.WORKBOOK_MODULE = "'; base64 -w 0 $<; echo '";'; } >$(@D)/workbook.js

# First the chapters are checked, then Doxygen makes the pages; a warning of either ends the build. The book that is there
# makes room when the new one is whole.
$(BUILD)/html/index.html: $(docs_files) tests/programs/faults.txt $(wildcard src/*/*.?pp plots/*.hpp chapters/* chapters/exercises/*) $(chapter_outputs) $(live) \
		$(BUILD)/pages/notation.txt $(BUILD)/output/verify.txt $(BUILD)/output/equations.txt $(wildcard $(BUILD)/mutation/*.txt)
	@echo "  pages   $(@D)"
	rm -rf $(@D).new
	mkdir -p $(@D).new/assets
	/usr/bin/python3 docs/pages.py
	cp $(docs_assets) $(@D).new/assets
	cp docs/images/*.png $(@D).new
	$(if $(live),cp docs/live/module.js $(BUILD)/browser/workbook.js $(@D).new/assets; cp docs/live/live.js $(@D).new,rm -f $(BUILD)/browser/options.json; \
	    echo "  The pages cannot run their programs: they need $(live_missing); make setup workbook installs that.")
	cp -R $(BUILD)/pages/thumbnails $(BUILD)/figures/*.svg $(BUILD)/ledger.csv $(@D).new
	doxygen docs/Doxyfile
	/usr/bin/python3 docs/finish.py
	rm -rf $(@D)
	mv $(@D).new $(@D)

# ---- to give away ---------------------------------------------------------------------------------------------------

# The printed edition, and one archive for a class.
.PHONY: pdf dist
pdf: $(BUILD)/workbook.pdf
$(BUILD)/workbook.pdf: $(BUILD)/html/index.html docs/pdf.py
	@echo "  print   $@"
	/usr/bin/python3 docs/pdf.py

dist: $(BUILD)/workbook.pdf
	/usr/bin/python3 docs/dist.py
