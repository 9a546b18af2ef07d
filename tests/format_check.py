#!/usr/bin/python3
"""The checks of the chapters' format see the faults they are there for, and name the place.

Each case puts one fault into a copy of a chapter. Prints one line for each case and ends with `N passed, N failed`.
"""

import re
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "docs"))

from literate import Chapter, Page, inline  # noqa: E402
from pages import check_figures, check_format, check_numbers, check_references, occurs  # noqa: E402
from results import report  # noqa: E402

NAME = "20_training"
SOURCE = (ROOT / f"chapters/{NAME}.cpp").read_text(encoding="utf-8")
REPORT = (ROOT / f"build/output/{NAME}.txt").read_text(encoding="utf-8")


class Heard:
    """Keeps what is complained about, as pairs of line and words."""

    def __init__(self):
        self.lines = []

    def error(self, _path, line, text):
        self.lines.append((line, text))


def complaints_about(source):
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / f"{NAME}.cpp"
        path.write_text(source, encoding="utf-8")
        chapter = Chapter(path)
    heard = Heard()
    check_format(chapter, heard)
    check_numbers(chapter, REPORT, heard)
    check_references(NAME, chapter.prose(), heard)
    check_figures(chapter, heard)
    return heard.lines


def line_of(text, source):
    return source[:source.index(text)].count("\n") + 1


def changed(old, new):
    assert old in SOURCE, old
    return SOURCE.replace(old, new, 1)


def cases():
    """Triples: what is wrong, the chapter with it, and a line and a word that the complaint must have."""
    number = re.search(r"\\run\{[^}]*\}", SOURCE)[0]
    wrong = number[:-1] + "7}"
    yield "a number that the report lacks", changed(number, wrong), line_of(number, SOURCE), "does not occur"
    yield "a number without braces", changed(number, r"\run 5"), line_of(number, SOURCE), "braces"
    yield "no title", changed("# 20 · ", "# "), 1, "begins with"
    yield "the number of another chapter", changed("# 20 · ", "# 19 · "), 1, "begins with"
    yield "no output", changed("\\output\n", "\n"), 1, "0 times"
    second = changed("\\output\n", "\\output\n\\output\n")
    yield "output twice", second, line_of("\\output\n", second) + 1, "2 times"
    yield "no exercise", changed("\\exercise\n", "\n"), 1, "exercise stands 0 times"
    twice = changed("\\exercise\n", "\\exercise\n\\exercise\n")
    yield "an exercise twice", twice, line_of("\\exercise\n", twice) + 1, "exercise stands 2 times"
    yield "no figure", re.sub(r"\\figure", r"figure", SOURCE), 1, "no figure"
    yield "a figure that is not drawn", changed("\\figure 20_loss", "\\figure 20_none"), \
        line_of("\\figure 20_loss", SOURCE), "does not draw it"
    yield "a link to no chapter", changed("\\ref 18_update", "\\ref 18_nothing"), line_of("\\ref 18_update", SOURCE), \
        "no chapter"
    yield "an open display", changed("$$\n\nwith", "\n\nwith"), line_of("$$\n\\lambda", SOURCE), "no partner"
    yield "prose that is not closed", SOURCE.rstrip().removesuffix("*/"), SOURCE.count("\n") - 1, "not closed"


def main():
    results = [("the chapter as it is", complaints_about(SOURCE) == [])]
    for what, source, line, words in cases():
        heard = complaints_about(source)
        results.append((what, any(at == line and words in text for at, text in heard)))
    results.append(("a number is not found inside a longer one",
                    occurs("0.65", "x 0.65 y") and not occurs("0.65", "0.656 10.65 0.65e-3 0.65.1")))
    results.append(("a power of ten is set as one", [inline(rf"$\run{{{number}}}$") for number in
                                                      ("-1.5387e-05", "1e+16", "-1e-07", "0.5")]
                    == [r"\f$-1.5387\cdot 10^{-5}\f$", r"\f$10^{16}\f$", r"\f$-10^{-7}\f$", r"\f$0.5\f$"]))
    lines = len(SOURCE.splitlines())
    results.append(("the page keeps the chapter's lines", Page(Chapter(ROOT / f"chapters/{NAME}.cpp")).text()
                    .split("\n")[line_of("\\output\n", SOURCE) - 1] == rf"* \verbinclude {NAME}.txt" and lines > 100))
    return report(results)


if __name__ == "__main__":
    sys.exit(main())
