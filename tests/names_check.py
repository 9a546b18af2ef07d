#!/usr/bin/python3
"""What stands between backquotes in the chapters, docs/ and README.md exists: a name of the library, of the program beside
it or of a test, an option, a target of make, a file. And the words of a link name the chapter it leads to.

Prints one line for each text and each fault that is tried, and ends with `N passed, N failed`.
"""

import re
import sys
import xml.etree.ElementTree as xml
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "docs"))

from literate import BUILD, REFERENCE, Chapter  # noqa: E402
from results import report  # noqa: E402

# What is no name: C++ of its own, and what a page shows as it is typed.
SHORT_LIST = {"T", "tap", "+=", "double", "if", "main", "std::normal_distribution", "normal(0, 0.1)", "T(2) / T(3)", "2.0 / 3",
              "if (error > tolerance) fail", "error <= tolerance", "debian:trixie", "sample_3_M6", "requires_grad", "backward()", "zero_grad()", "dL_dR7", "{of, by, number}"}
# What is made when it is asked for, and the examples where a page explains how chapters are written.
EXAMPLES = re.compile(r"\\\w|\$|#|NN_|NAME|page\.|return workbook::run|build/|chapters/answers/")


def read(path):
    return (ROOT / path).read_text(encoding="utf-8")


def library_names():
    names = set()
    for compound in xml.parse(BUILD / "pages/library.tag").getroot():
        names.add(compound.findtext("name").split("::")[-1])
        for member in compound.findall("member"):
            names.add(member.findtext("name"))
            names |= {value.text for value in member.findall("enumvalue")}
    for path in (ROOT / "src").rglob("*.cpp"):  # what a page shows of the library's own insides
        names |= set(re.findall(r"^\w[\w:<>&*, ]*[ &*](\w+)\(", path.read_text(encoding="utf-8"), re.MULTILINE))
    return names


LIBRARY = library_names()
TESTS = set(re.findall(r"BOOST_(?:AUTO|DATA)_TEST_CASE\(\s*(\w+)",
                       "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("*.cpp"))))
OPTIONS = set(re.findall(r"--[a-z][\w-]*", "".join(path.read_text(encoding="utf-8")
                                                  for path in (ROOT / "tests/reference/accepted/help").glob("*.txt"))))
MAKE = "\n".join(read(path) for path in ("Makefile", "tests/developer.mk", "docs/book.mk", "chapters/exercises/exercises.mk"))
TARGETS = {"setup"} | set(re.findall(r"^([a-z][\w.-]*)\s*:(?!=)", MAKE, re.MULTILINE))
TARGETS |= set(" ".join(re.findall(r"^\.PHONY:(.*)$", MAKE, re.MULTILINE)).split())
FILES = {path.name for path in (ROOT / "chapters").rglob("*")}


def is_target(word):
    return word in TARGETS or "=" in word or re.fullmatch(r"(chapter|exercise|hint|solution)-(\d\d|NN)", word) is not None


def exists(span, program):
    """Whether a span names something that is there."""
    name = re.sub(r"<.*>$", "", span.removesuffix("()")).split("::")[-1]
    word = span.split()[0]
    return (span in SHORT_LIST or EXAMPLES.search(span) is not None or name in LIBRARY or span in TESTS or span in FILES
            or word in OPTIONS or (ROOT / word.rstrip("/")).exists()
            or (word == "make" and all(map(is_target, span.split()[1:])))
            or re.search(rf"(?<!\w){re.escape(span)}(?!\w)", program) is not None)


def unknown(text, program):
    text = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    paragraphs = (" ".join(paragraph.split()) for paragraph in re.split(r"\n\s*\n|\n(?=\|)", text))
    return [span for paragraph in paragraphs for span in re.findall(r"`([^`]+)`", paragraph) if not exists(span, program)]


def misleading(text):
    """Links whose words name another chapter."""
    return [f"{name} is called {words}" for name, words in REFERENCE.findall(text)
            if any(int(number) != int(name[:2]) for number in re.findall(r"[Cc]hapter (\d+)", words))]


def texts():
    """Triples: file, its prose, the program beside it."""
    for path in sorted((ROOT / "chapters").glob("[0-9]*.cpp")):
        chapter = Chapter(path)
        yield path, "\n".join(text for _, text in chapter.prose()), chapter.plain_program()
    for path in [*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md"]:
        yield path, path.read_text(encoding="utf-8"), ""


FAULTS = ["`foward()`", "`make verfiy`", "`make chapter-7x`", "`--eopchs`", "`src/netwrok/`", "`an_index_slop`", "`05_numerical.cpp`",
          "`Sampel`", r'\ref 09_bias_b7 "chapter 8"', r'\ref 20_training "Chapter 2"']
RIGHT = ["`forward()`", "`make verify`", "`make chapter-07`", "`--epochs`", "`src/network/`", "`an_index_slip`",
         "`05_numerical_derivative.cpp`", "`Sample`", r'\ref 09_bias_b7 "chapter 9"', r'\ref 25_errata "the errata"']


def main():
    results = []
    for path, text, program in texts():
        wrong = unknown(text, program) + misleading(text)
        if wrong:
            print(f"{path.relative_to(ROOT)}: {', '.join(wrong)}")
        results.append((str(path.relative_to(ROOT)), not wrong))
    results += [(f"{fault} is seen", bool(unknown(fault, "") + misleading(fault))) for fault in FAULTS]
    results += [(f"{right} is right", not unknown(right, "") + misleading(right)) for right in RIGHT]
    return report(results)


if __name__ == "__main__":
    sys.exit(main())
