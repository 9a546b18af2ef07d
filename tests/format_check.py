#!/usr/bin/python3
"""The checks of the chapters' format see the faults they are there for, and name the place.

Each case puts one fault into a copy of a chapter. Prints one line for each case and ends with `N passed, N failed`.
"""

import contextlib
import io
import re
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "docs"))

from formulas import set_formulas  # noqa: E402
from literate import Chapter, Page  # noqa: E402
from pages import check_figures, check_format, check_numbers, check_references  # noqa: E402
from results import report  # noqa: E402

NAME = "20_training"
SOURCE = (ROOT / f"chapters/{NAME}.cpp").read_text(encoding="utf-8")


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
    check_numbers(chapter, heard)
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
    for what, instead, words in [("a name that the program has not given", r"\run{no_loss}", "no number of this name"),
                                 ("a number that is typed", r"\run{0.656888}", "not written as"),
                                 ("a format that is none", r"\run{epoch_0_loss:3}", "not written as"),
                                 ("one bar", r"\run{|epoch_0_loss}", "not written as"),
                                 ("a number without braces", r"\run 5", "braces")]:
        yield what, changed(number, instead), line_of(number, SOURCE), words
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


def page_with(text):
    """What becomes of the formulas of a page, and whether they could be set."""
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "page.html"
        path.write_text(f"<p>{text}</p>", encoding="utf-8")
        with contextlib.redirect_stderr(io.StringIO()) as words:
            whole = set_formulas([path])
        return path.read_text(encoding="utf-8"), whole, words.getvalue()


def formula_results():
    """Pairs: what is expected of the formulas of a page, and whether it is so."""
    page, whole, _ = page_with(r"so \(O_{9,\mathrm{in}}\), and \(a = 10^{-5}\); \(-0.5\).")
    yield "formulas are set", whole and page.count("<math") == 2 and "\\(" not in page
    yield "a word in a formula is one identifier", "<mi>in</mi>" in page
    yield "a number in a formula is one number", "<msup><mn>10</mn>" in page
    kept = '<span class="nobreak"><span class="katex">'
    yield "a formula keeps its comma", re.search(rf"{kept}.*?</span>,</span> and", page) is not None
    yield "of a long formula the last part keeps it", \
        re.search(rf'{kept}<span class="katex-html" aria-hidden="true">.*?;</span>', page) is not None
    yield "a plain number is text", "−0.5.</p>" in page
    children = re.search(r"<msub>(.*?)</msub>", page_with(r"\(\lambda_{\max}\)")[0])[1]
    yield "a subscript has a base and an index", children == "<mi>λ</mi><mi>max</mi>"
    yield "a word in braces goes with its data", 'data-value="3"' in page_with(r"\(\htmlData{value=3}{x}\)")[0]
    program = r'<pre class="fragment">\(x\)</pre>'
    yield "a report is left as it is", program in page_with(program)[0]
    page, whole, words = page_with(r"\(\lamda\)")
    yield "a misspelt command ends the build", not whole and r"\lamda" in page and "page: error:" in words


def main():
    results = [("the chapter as it is", complaints_about(SOURCE) == [])]
    for what, source, line, words in cases():
        heard = complaints_about(source)
        results.append((what, any(at == line and words in text for at, text in heard)))
    chapter = Chapter(ROOT / f"chapters/{NAME}.cpp")
    chapter.values = {"small": -1.53871e-05, "ten": 1e16, "seven": -1e-07, "half": 0.5, "zero": -1e-9, "count": 12}
    results += [(f"{reference} is shown as {shown}", chapter.with_numbers(rf"$\run{{{reference}}}$") == f"${shown}$")
                for reference, shown in [("small:.4e", r"-1.5387\cdot 10^{-5}"), ("ten:.0e", "10^{16}"),
                                         ("seven:.0e", "-10^{-7}"), ("half", "0.500000"), ("half:.1f", "0.5"),
                                         ("zero", "0.000000"), ("|small|:.1e", r"1.5\cdot 10^{-5}"), ("count", "12"),
                                         ("count:.1f", "12.0")]]
    results += formula_results()
    lines = len(SOURCE.splitlines())
    results.append(("the page keeps the chapter's lines", Page(Chapter(ROOT / f"chapters/{NAME}.cpp")).text()
                    .split("\n")[line_of("\\output\n", SOURCE) - 1] == rf"* \verbinclude {NAME}.txt" and lines > 100))
    return report(results)


if __name__ == "__main__":
    sys.exit(main())
