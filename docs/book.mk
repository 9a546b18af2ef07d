# How the book is made of what the chapters print and draw. Part of the Makefile.

docs: $(BUILD)/html/index.html

# Own files of the book, and what it takes from Debian's packages: the pages need no network.
docs_files := $(wildcard docs/*.* docs/Doxyfile)
docs_assets := $(addprefix /usr/share/javascript/,katex/katex.min.js katex/katex.min.css katex/contrib/auto-render.js \
	lunr/lunr.min.js) \
	$(addprefix /usr/share/fonts-sil-gentiumplus/woff2/GentiumBookPlus-,Regular.woff2 Italic.woff2 Bold.woff2) \
	$(addprefix /usr/share/fonts/truetype/,open-sans/OpenSans-Regular.ttf dejavu/DejaVuSans.ttf dejavu/DejaVuSansMono.ttf)
# Some versions of the package write SemiBold.
semibold := $(firstword $(wildcard $(addprefix /usr/share/fonts/truetype/open-sans/OpenSans-,Semibold.ttf SemiBold.ttf)))

# The notation, printed by a program that asks the library for its names.
$(BUILD)/pages/notation.txt: $(BUILD)/docs/notation
	$(call capture,$<)

# First the chapters are checked, then Doxygen makes the pages; a warning of either ends the build. The book that is there
# makes room when the new one is whole.
$(BUILD)/html/index.html: $(docs_files) tests/programs/faults.txt $(wildcard src/*/*.?pp plots/*.hpp chapters/* chapters/exercises/*) $(chapter_outputs) \
		$(BUILD)/pages/notation.txt $(BUILD)/output/verify.txt $(BUILD)/output/equations.txt $(wildcard $(BUILD)/mutation/*.txt)
	@echo "  pages   $(@D)"
	rm -rf $(@D).new
	mkdir -p $(@D).new/assets/fonts
	/usr/bin/python3 docs/pages.py
	cp $(docs_assets) $(@D).new/assets
	cp $(semibold) $(@D).new/assets/OpenSans-Semibold.ttf
	cp /usr/share/fonts/truetype/katex/*.woff2 $(@D).new/assets/fonts
	cp $(BUILD)/figures/*.svg $(BUILD)/ledger.csv $(@D).new
	doxygen docs/Doxyfile
	/usr/bin/python3 docs/finish.py
	rm -rf $(@D)
	mv $(@D).new $(@D)
