# How the book is made of what the chapters print and draw. Part of the Makefile.

docs: $(BUILD)/html/index.html

# Own files of the book, and what it takes from Debian's packages: the pages need no network.
docs_files := $(wildcard docs/*.* docs/Doxyfile)
docs_assets := $(addprefix /usr/share/javascript/,katex/katex.min.css lunr/lunr.min.js)

# The notation, printed by a program that asks the library for its names.
$(BUILD)/pages/notation.txt: $(BUILD)/docs/notation
	$(call capture,$<)

# First the chapters are checked, then Doxygen makes the pages; a warning of either ends the build. The book that is there
# makes room when the new one is whole.
$(BUILD)/html/index.html: $(docs_files) tests/programs/faults.txt $(wildcard src/*/*.?pp plots/*.hpp chapters/* chapters/exercises/*) $(chapter_outputs) \
		$(BUILD)/pages/notation.txt $(BUILD)/output/verify.txt $(BUILD)/output/equations.txt $(wildcard $(BUILD)/mutation/*.txt)
	@echo "  pages   $(@D)"
	rm -rf $(@D).new
	mkdir -p $(@D).new/assets
	/usr/bin/python3 docs/pages.py
	cp $(docs_assets) $(@D).new/assets
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
