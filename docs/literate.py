#!/usr/bin/python3
"""The literate format of a chapter, and the filter that turns a chapter into a page for Doxygen.

A chapter is a C++ program. A block comment whose opener and closer stand alone on their lines is prose in Markdown;
everything else is code. Prose may hold $formulas$, displays between lines of $$, and the commands
    \\output          the report that the program printed
    \\figure NAME ..  the figure build/figures/NAME.svg; the text up to the next empty line is its caption
    \\run{NAME}       a number of this run by the name that the program gave it: with 6 decimals, or as a format after
                     a colon says ({NAME:.2f}, {NAME:.1e}); {|NAME|} is its size; a count is written as it is
    \\library FILE NAME ..  the definition of each function NAME, cut from src/FILE
    \\place{WORDS}    inside a formula, where it holds: src/formulas evaluates it there; a reader does not see it
    \\exercise        the chapter's exercise from chapters/exercises/, its hints folded
A page is one comment with as many lines as the chapter has, so that Doxygen's warnings point home; below the exercise,
which stands near the end, they point too far.
"""

import functools
import json
import os
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / os.environ.get("AUTOENCODER_BUILD", "build")
RUN = re.compile(r"\\run\{([^{}]*)\}")
NAMED = re.compile(r"(\|?)([A-Za-z]\w*)\1(?::(\.\d+[ef]))?")
PLACE = re.compile(r"\\place\{[^{}]*\} ?")
REFERENCE = re.compile(r'\\ref\s+(\d\d_\w+)(?:\s+"([^"]*)")?')
BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
CODE_SPAN = re.compile(r"(`[^`]*`)")


def chapter_names():
    """The chapters in reading order."""
    return (ROOT / "chapters/list.txt").read_text().split()


def exercise_names(number):
    """The exercises of a chapter, given its two digits: one, unless the list is wrong."""
    names = (ROOT / "chapters/exercises/list.txt").read_text().split()
    return [name for name in names if name.startswith(number + "_")]


class Chapter:
    """A chapter taken apart: `lines` holds a pair (is it prose, text) for each line of the file."""

    def __init__(self, path):
        self.path = Path(path)
        self.name = self.path.stem
        self.lines = []
        prose = False
        for text in self.path.read_text(encoding="utf-8").splitlines():
            if text == ("*/" if prose else "/*"):
                prose = not prose
                self.lines.append(("border", text))
            else:
                self.lines.append(("prose" if prose else "code", text))
        heading = self.lines[1][1] if len(self.lines) > 1 and self.lines[1][0] == "prose" else ""
        self.heading = heading[2:] if re.match(r"# (Exercise )?\d+ · \S", heading) else None

    def prose(self):
        """Pairs (line number, text) of all prose."""
        return [(number, text) for number, (kind, text) in enumerate(self.lines, 1) if kind == "prose"]

    def promise(self):
        """The paragraph under the title, on one line."""
        paragraph = []
        for _, text in self.prose()[1:]:
            if text:
                paragraph.append(text)
            elif paragraph:
                break
        return " ".join(paragraph)

    @functools.cached_property
    def values(self):
        """The numbers of the run, by the names that the program gave them."""
        return json.loads((BUILD / f"figures/{self.name}.values.json").read_text(encoding="utf-8"))

    def number(self, reference):
        """What stands in the braces of a `\\run`, as a reader sees it in a formula.

        Raises ValueError when it names no number of the run."""
        named = NAMED.fullmatch(reference)
        if named is None:
            raise ValueError(f"\\run{{{reference}}} is not written as {{NAME}}, {{|NAME|}} or {{NAME:.3f}}")
        bars, name, form = named.groups()
        value = self.values.get(name)
        if value is None:
            raise ValueError(f"\\run{{{reference}}}: the program has no number of this name")
        value = abs(value) if bars else value
        if isinstance(value, int) and form is None:
            return str(value)
        mantissa, power, exponent = format(value, f"z{form or '.6f'}").partition("e")
        if not power:
            return mantissa
        # 1.5e-05 would be set as a subtraction.
        factor = "" if mantissa == "1" else "-" if mantissa == "-1" else mantissa + r"\cdot "
        return f"{factor}10^{{{int(exponent)}}}"

    def with_numbers(self, text):
        """A text with the numbers of the run in place of their names."""
        return RUN.sub(lambda match: self.number(match[1]), text)

    def with_bound_numbers(self, text):
        """The same for a page, in whose formulas each number keeps the reference that it came from."""
        return RUN.sub(lambda match: rf"\htmlData{{run={match[1]}}}{{{self.number(match[1])}}}", text)

    def plain_program(self):
        """The program without its prose."""
        code = "\n".join("" if kind == "border" else text for kind, text in self.lines if kind != "prose")
        return re.sub(r"\n{3,}", "\n\n", code).strip("\n") + "\n"


def slug(heading):
    """A heading as a part of an anchor."""
    return re.sub(r"[^a-z0-9]+", "_", heading.lower()).strip("_") or "section"


def definition(path, name):
    """The lines of a function or a struct as they stand in a file of src/, without its comment: from its first line at the
    left margin to the brace that closes it there.

    Raises ValueError when the file defines nothing of this name, or several things."""
    lines = (ROOT / "src" / path).read_text(encoding="utf-8").splitlines()
    starts = [i for i, line in enumerate(lines)
              if re.match(rf"(?:[A-Za-z][^;=]*)?\b{re.escape(name)}\(|struct {re.escape(name)} {{", line) and not line.endswith(";")]
    if len(starts) != 1:
        raise ValueError(f"src/{path} has {len(starts)} definitions of {name}")
    start = starts[0]
    while start > 0 and re.match(r"[A-Za-z]", lines[start - 1]):
        start -= 1
    return lines[start:next(i for i in range(starts[0], len(lines)) if lines[i] in ("}", "};")) + 1]


def cut_from_library(command):
    """What a line `\\library FILE NAME ...` shows: the name of a file for it, and the definitions, an empty line between."""
    path, *names = command.split()[1:]
    cut = ["\n".join(definition(path, name)) for name in names]
    return slug(" ".join([path, *names])) + ".cpp", "\n\n".join(cut) + "\n"


def inline(text):
    """One line of prose with its formulas and links in Doxygen's spelling."""
    # Doxygen's own bold fails on a formula inside.
    parts = CODE_SPAN.split(BOLD.sub(r"<b>\1</b>", text))
    parts[::2] = [PLACE.sub("", part).replace("$", r"\f$") for part in parts[::2]]
    return "".join(parts)


def block(html):
    """HTML that Doxygen does not know, between two paragraphs."""
    return rf"\htmlonly[block]{html}\endhtmlonly "


class Page:
    """Writes a chapter as a Doxygen page, line by line."""

    def __init__(self, chapter):
        self.chapter = chapter
        self.display = False
        self.caption = False
        self.after_code = False

    def prose(self, text):
        name = self.chapter.name
        text = self.chapter.with_bound_numbers(text)
        if text == "$$":
            self.display = not self.display
            return r"\f[" if self.display else r"\f]"
        if self.display:
            return PLACE.sub("", text)
        if text == r"\output":
            return rf"\verbinclude {name}.txt"
        if text.startswith(r"\library "):
            return rf"\include {cut_from_library(text)[0]}"
        figure = re.match(r"\\figure\s+(\w+)\s*(.*)", text)
        if figure:
            self.caption = True
            return rf"\htmlinclude[block] {figure[1]}.html " + block("<figcaption>") + inline(figure[2])
        heading = re.match(r"(##+)\s+(.*)", text)
        if heading:
            level = "section" if len(heading[1]) == 2 else "subsection"
            return rf"\{level} {slug(heading[2])}_{name} {inline(heading[2])}"
        if text == "" and self.caption:
            return self.end_caption()
        return inline(text)

    def end_caption(self):
        self.caption = False
        return block("</figcaption></figure>")

    def border(self, text, first, last):
        if text == "/*":
            return rf"/*! \page {self.chapter.name} {self.chapter.heading}" if first else r"\endcode"
        end = self.end_caption() if self.caption else ""
        return end + ("" if last else r"\code{.cpp}")

    def end(self):
        """What follows the chapter: the way on, and the plain program."""
        example = rf"\example {self.chapter.name}.cpp The program of \ref {self.chapter.name} without its prose."
        return ["", self.links(), "*/", f"/*! {example} */"]

    def exercise(self):
        """The chapter's exercise with its hints folded."""
        number = self.chapter.name[:2]
        lines = []
        for name in exercise_names(number):
            path = ROOT / f"chapters/exercises/{name}.cpp"
            task = Chapter(path)
            hints = path.with_suffix(".md").read_text(encoding="utf-8").split("\n## ")[1:]
            lines += ["", rf"\subsection task_{self.chapter.name} {task.heading.split(' · ')[1]}", ""]
            lines += [inline(text) for _, text in task.prose()[1:]]
            lines += ["", r"\code{.cpp}", task.plain_program().rstrip(), r"\endcode",
                      f"`make exercise-{number}` makes your own copy, `chapters/answers/{path.name}`. Write your answer there; the same",
                      "command then checks it and often names the mistake if there is one.", ""]
            for title, text in (hint.split("\n", 1) for hint in hints if hint.startswith("Hint")):
                lines += [block(f"<details><summary>{title}</summary>"), ""]
                lines += [inline(line) for line in text.strip().split("\n")] + ["", block("</details>"), ""]
        return "\n".join(lines).split("\n")

    def links(self):
        """Where a reader goes from here."""
        names = chapter_names()
        place = names.index(self.chapter.name)
        steps = [("without the prose", f"{self.chapter.name}.cpp")]
        if place > 0:
            steps.insert(0, ("previous", names[place - 1]))
        if place + 1 < len(names):
            steps.append(("next", names[place + 1]))
        links = [rf"{block('<li>')}{label} \ref {target} {block('</li>')}" for label, target in steps]
        return block('<nav class="steps" aria-label="Chapters"><ul>') + "".join(links) + block("</ul></nav>")

    def text(self):
        lines = self.chapter.lines
        ends_in_prose = lines[-1] == ("border", "*/")
        out = []
        for i, (kind, text) in enumerate(lines):
            if kind == "border":
                out.append(self.border(text, i == 0, i + 1 == len(lines)))
            elif text == r"\exercise" and kind == "prose":
                out += self.exercise()
            elif kind == "prose":
                out.append(r"\tableofcontents" if i == 1 else self.prose(text))
            else:
                out.append(text)
        if not ends_in_prose:
            out.append(r"\endcode")
        out += self.end()
        # The star that Doxygen takes off each line of a comment, so that it takes none off the chapter.
        return "\n".join([out[0]] + ["* " + line for line in out[1:-2]] + out[-2:])
