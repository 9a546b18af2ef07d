#!/usr/bin/python3
"""What the tests have run of the library, by room, and what they must not leave out.

usage: tests/coverage.py REPORT, gcovr's JSON. It ends with exit code 1 when

- a line of src/network/ or src/verification/ was never executed, or
- a branch of the input checks was never taken.

The input checks are the files named below, and the condition of every `if` of src/ and plots/ whose block throws, itself
or by a [[noreturn]] function. The layout that clang-format gives them is what they are found by: a block is indented by
four, its `if` is not. Of the branches of a file those count that stand in a line with a condition: the compiler makes more
of them, such as whether a local static is there already.
"""

import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ["src/network", "src/data", "src/verification", "src/lanes", "src/exercises", "src/study", "src/workbook", "plots"]
EVERY_LINE = ["src/network", "src/verification"]
CONDITION = re.compile(r"\b(if|for|while|switch|case)\b|\?|&&|\|\|")
EVERY_BRANCH = ["src/data/csv.cpp", "src/workbook/command_line.cpp", "src/workbook/options.cpp", "src/workbook/output_file.cpp"]


def indentation(line):
    return len(line) - len(line.lstrip())


def checks_that_throw(source):
    """The conditions of all `if` whose block throws: pairs of first and last line, counted from 1."""
    lines = source.splitlines()
    throwers = re.findall(r"\[\[noreturn\]\] \w+ (\w+)\(", source)
    throws = re.compile(r" +(throw\b|(" + "|".join(throwers or ["throw"]) + r")\()")
    conditions = []
    for number, line in enumerate(lines):
        if not throws.match(line):
            continue
        first = next(i for i in range(number, -1, -1) if lines[i] and indentation(lines[i]) == indentation(line) - 4)
        last = next(i for i in range(first, number + 1) if lines[i].endswith("{") or i == number)
        if re.match(r" *(\} else )?if\b", lines[first]) and (first + 1, last + 1) not in conditions:
            conditions.append((first + 1, last + 1))
    return conditions


class Report:
    """gcovr's report, read as the questions that are asked here."""

    def __init__(self, report):
        self.files = {file["file"]: file["lines"] for file in report["files"]}

    def lines(self, place):
        """Pairs of file and line that have code, of a file or of all below a folder."""
        return [(name, line) for name, lines in self.files.items() if name == place or name.startswith(place + "/")
                for line in lines if not line["gcovr/noncode"]]

    def share(self, place):
        """Executed and all lines, taken and all branches."""
        lines = [line for _, line in self.lines(place)]
        branches = [branch for line in lines for branch in line["branches"]]
        return (sum(line["count"] > 0 for line in lines), len(lines),
                sum(branch["count"] > 0 for branch in branches), len(branches))


def branches_left_out(name, lines):
    for line in lines:
        never = sum(branch["count"] == 0 for branch in line["branches"])
        if never:
            yield f"{name}:{line['line_number']}: {never} of {len(line['branches'])} branches never taken"


def passed(source, number, counts):
    """Whether a line for which gcov counts 0 was executed: it loses some lines in the middle of what it does count.

    That is so when the line is in one run with its executed neighbours: a whole statement between two others of its
    block, or arguments after others of the same list. It must have no branch and no block, and nothing may jump.
    """
    above, line, below = (source[i].rstrip() if 0 <= i < len(source) else "" for i in (number - 2, number - 1, number))
    if not (counts.get(number - 1) and counts.get(number + 1)) or re.search(r"\b(return|throw|break|continue)\b", above):
        return False
    if CONDITION.search(line) or re.search(r"\b(return|throw|else|default)\b|\[[^]]*\]\s*[({]", line):
        return False
    if above.endswith(";"):
        return line.endswith(";") and indentation(above) == indentation(line) == indentation(below)
    return above.endswith(",") and line.endswith(",") and indentation(line) == indentation(below)


def complaints(report, sources):
    """What the tests must not leave out and do.

    sources: the text of every file of the library by its name
    """
    for room in EVERY_LINE:
        lines = report.lines(room)
        if not lines:
            yield f"{room}: nothing of it is in the report"
        counts = {}
        for name, line in lines:
            counts.setdefault(name, {})[line["line_number"]] = line["count"]
        for name, line in lines:
            lost = not line["branches"] and passed(sources[name].splitlines(), line["line_number"], counts[name])
            if line["count"] == 0 and not lost:
                yield f"{name}:{line['line_number']}: never executed"
    for name in EVERY_BRANCH:
        source = sources[name].splitlines()
        lines = [line for _, line in report.lines(name)]
        if not lines:
            yield f"{name}: nothing of it is in the report"
        yield from branches_left_out(name, (line for line in lines if CONDITION.search(source[line["line_number"] - 1])))
    for name, source in sources.items():
        for first, last in checks_that_throw(source):
            lines = [line for _, line in report.lines(name) if first <= line["line_number"] <= last]
            if not any(line["branches"] for line in lines):
                yield f"{name}:{first}: a check that no program of the tests contains"
            elif name not in EVERY_BRANCH:
                yield from branches_left_out(name, lines)


def table(report):
    def row(name, executed, lines, taken, branches):
        def percent(part, whole):
            return f"{100 * part / whole:6.1f} %" if whole else "       –"
        return f"{name:18}{executed:6} of {lines:5} {percent(executed, lines)}{taken:8} of {branches:5} " \
               f"{percent(taken, branches)}"

    shares = [report.share(room) for room in ROOMS]
    yield f"{'room':18}{'lines executed':>23}{'branches taken':>25}"
    for room, share in zip(ROOMS, shares):
        yield row(room, *share)
    yield row("all", *map(sum, zip(*shares)))


def main():
    if len(sys.argv) != 2:
        print(f"usage: {sys.argv[0]} REPORT", file=sys.stderr)
        return 2
    report = Report(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    sources = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for room in ROOMS
               for path in sorted((ROOT / room).glob("*.[ch]pp"))}
    print("\n".join(table(report)))
    found = list(complaints(report, sources))
    for complaint in found:
        print(complaint)
    checks = sum(len(checks_that_throw(source)) for source in sources.values())
    print(f"coverage: {checks} checks that throw, {len(found)} complaints")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
