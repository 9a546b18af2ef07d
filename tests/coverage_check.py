#!/usr/bin/python3
"""The verdict on the coverage sees what it is there for, and names the place.

Each case is a small report with one fault in it. Prints one line for each case and ends with `N passed, N failed`.
"""

import copy
import sys

from coverage import EVERY_BRANCH, EVERY_LINE, Report, checks_that_throw, complaints, table
from results import report

SOURCE = """\
[[noreturn]] void fail(const std::string& why)
{
    throw Error(why);
}

double mean(std::span<const double> values)
{
    if (values.empty()) {
        throw std::invalid_argument("nothing to "
                                    "average");
    } else if (values.size() > most
               && !asked) {

        // which would take a day
        fail("too many");
    }
    if (values.size() == 1) {
        return values.front();
    }
    for (const double value : values) {
        throw value;
    }
    throw std::logic_error("never here");
}
"""
ROOM_SOURCE = """\
const double a = 1.0;
const double b = 2.0;
const double c = f(a,
                   b,
                   a,
                   b);
if (a > b) {
    g();
    h();
}
i();
"""
MEAN = "src/data/mean.cpp"
OTHER_SOURCE = """\
static const std::string more = "more";
return few ? less : more;
return many ? more : less;
"""


def line(number, count=1, branches=()):
    return {"line_number": number, "count": count, "gcovr/noncode": False,
            "branches": [{"count": count, "fallthrough": False, "throw": False} for count in branches]}


def good():
    """A report about which there is nothing to say."""
    files = {f"{room}/room.cpp": [line(1), line(2, 0), line(3, 1), line(4, 1), line(5, 0), line(6, 1),
                                   line(7, 5, [5, 3]), line(8, 3), line(9, 3), line(11)] for room in EVERY_LINE}
    files |= {name: [line(1, 7, [7, 0]), line(2, 7, [4, 3])] for name in EVERY_BRANCH}
    files[MEAN] = [line(8, 3, [1, 2]), line(11, 2, [1, 1]), line(12, 1, [1, 1]), line(17, 1, [1, 0]), line(22, 0)]
    return files


def replace(lines, others):
    """Puts lines of the same numbers into the place of those that are there."""
    numbers = [other["line_number"] for other in others]
    lines[:] = sorted([line for line in lines if line["line_number"] not in numbers] + others,
                      key=lambda line: line["line_number"])


def complaints_about(files):
    report = Report({"files": [{"file": name, "lines": lines} for name, lines in files.items()]})
    return list(complaints(report, {MEAN: SOURCE, **{name: OTHER_SOURCE for name in EVERY_BRANCH},
                                    **{f"{room}/room.cpp": ROOM_SOURCE for room in EVERY_LINE}}))


def cases():
    """Triples: what is wrong, a change that brings it into the report, and the only complaint there must be."""
    for room in EVERY_LINE:
        name = f"{room}/room.cpp"
        for place, number, lines in [("first", 1, [line(1, 0), line(2)]), ("last", 11, [line(10), line(11, 0)]),
                                     ("first in a block", 8, [line(8, 0)]), ("last in a block", 9, [line(9, 0)]),
                                     ("with a branch", 2, [line(2, 0, [0, 0])])]:
            yield f"a line of {room} that is never executed, {place}", \
                lambda files, name=name, lines=lines: replace(files[name], lines), f"{name}:{number}: never executed"
        yield f"nothing of {room}", lambda files, name=name: files.pop(name), f"{room}: nothing of it is in the report"
    for name in EVERY_BRANCH:
        yield f"a branch of {name}", lambda files, name=name: files[name].append(line(3, 4, [0, 4])), \
            f"{name}:3: 1 of 2 branches never taken"
        yield f"nothing of {name}", lambda files, name=name: files.pop(name), f"{name}: nothing of it is in the report"
    yield "a check that never throws", lambda files: files[MEAN].__setitem__(0, line(8, 3, [0, 3])), \
        f"{MEAN}:8: 1 of 2 branches never taken"
    yield "a check that always throws", lambda files: files[MEAN].__setitem__(0, line(8, 3, [3, 0])), \
        f"{MEAN}:8: 1 of 2 branches never taken"
    yield "the second line of a condition", lambda files: files[MEAN].__setitem__(2, line(12, 1, [0, 0])), \
        f"{MEAN}:12: 2 of 2 branches never taken"
    yield "a check that is never reached", lambda files: files[MEAN].__setitem__(0, line(8, 0, [0, 0])), \
        f"{MEAN}:8: 2 of 2 branches never taken"
    yield "a check that no program contains", lambda files: files[MEAN].pop(0), \
        f"{MEAN}:8: a check that no program of the tests contains"


def main():
    shares = list(table(Report({"files": [{"file": name, "lines": lines} for name, lines in good().items()]})))
    results = [("a good report", complaints_about(good()) == []),
               ("only checks that throw are found", checks_that_throw(SOURCE) == [(8, 8), (11, 12)]),
               ("the shares of a room", shares[1].split() == ["src/network", "8", "of", "10", "80.0", "%", "2", "of", "2",
                                                              "100.0", "%"]),
               ("the shares of a room with gaps", shares[2].split() == ["src/data", "6", "of", "7", "85.7", "%", "10", "of",
                                                                        "12", "83.3", "%"])]
    for what, change, expected in cases():
        files = copy.deepcopy(good())
        change(files)
        results.append((what, complaints_about(files) == [expected]))
    return report(results)


if __name__ == "__main__":
    sys.exit(main())
