#!/usr/bin/python3
"""Includes lead down only: chapters, then plots, then src, and inside src from the book to the mathematics.

Prints one line for each room and each fault that is tried, and ends with `N passed, N failed`.
"""

import re
import sys
from pathlib import Path

from results import report

ROOT = Path(__file__).resolve().parents[1]
# What the files of a room may include besides their own.
BELOW = {
    "network": set(),
    "data": {"network"},
    "lanes": {"network"},
    "verification": {"data", "network"},
    "formulas": {"verification", "data", "network"},
    "workbook": {"verification", "data", "network"},
    "exercises": {"workbook", "verification", "data", "network"},
    "study": {"workbook", "lanes", "data", "network"},
    "plots": {"study", "workbook", "data", "network"},
    "chapters": {"plots", "study", "workbook", "verification", "lanes", "data", "network"},
}
# A room's tests know the room, what it stands on, the samples, and what the tests share.
BELOW |= {f"tests/{room}": {room, "tests/support", "data"} | below for room, below in list(BELOW.items()) if room != "chapters"}
BELOW["tests/workbook"] |= {"plots"}  # a page is tried with a figure
BELOW["tests/programs"] = {"tests/support", "workbook"}
BELOW["tests/support"] = {"data", "network"}
BELOW["tests/fuzz"] = set(BELOW) - {"chapters"}
BELOW["tests/benchmark"] = {"verification", "lanes", "data", "network"}


def room_of(path):
    parts = path.split("/")
    return "/".join(parts[:2]) if parts[0] == "tests" else parts[1] if parts[0] == "src" else parts[0]


def wrong_includes(path, text):
    """The includes of a file that lead up, or to no room."""
    room = room_of(path)
    return [header for header in re.findall(r'^#include "([^"]+)"', text, re.MULTILINE)
            if room_of(header if header.startswith("tests/") else f"src/{header}") not in BELOW[room] | {room}]


def main():
    wrong = {room: [] for room in BELOW}
    files = 0
    for folder in ("src", "plots", "chapters", "tests"):
        for path in sorted((ROOT / folder).rglob("*.?pp")):
            name = str(path.relative_to(ROOT))
            inside_answers = name.startswith("chapters/") and name.count("/") > 1 or name.startswith("tests/exercises/answers/")
            if room_of(name) in BELOW and not inside_answers:
                files += 1
                wrong[room_of(name)] += [f"{name} includes {header}" for header in
                                         wrong_includes(name, path.read_text(encoding="utf-8"))]
    for includes in filter(None, wrong.values()):
        print("\n".join(includes))
    results = [(f"{room} includes what is below it", not includes) for room, includes in wrong.items()]
    results += [(f"{path} may not include {header}", wrong_includes(path, f'#include "{header}"\n') == [header])
                for path, header in [("src/network/loss.hpp", "data/csv.hpp"), ("src/workbook/page.hpp", "plots/figure.hpp"),
                                     ("src/verification/point.cpp", "workbook/table.hpp"), ("plots/text.cpp", "exercises/files.hpp"),
                                     ("tests/network/loss_test.cpp", "workbook/page.hpp"), ("chapters/20_training.cpp", "nowhere/a.hpp")]]
    print(f"{files} files")
    return report(results)


if __name__ == "__main__":
    sys.exit(main())
