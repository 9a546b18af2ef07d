#!/usr/bin/python3
"""The gates count themselves: what `make test` has run is compared with what it ran when it was last looked at.

tests/manifest.txt holds a line for each count: the room or the check, the least number, and what is counted. `cases` are
those that passed; anything else stands in the program's log, as `340 pages`.

usage: manifest.py BUILD
"""

import re
import sys
from pathlib import Path

from results import report

ROOT = Path(__file__).resolve().parents[1]


def read_manifest(text):
    """Triples: room or check, least number, what is counted."""
    lines = (line.split(maxsplit=2) for line in text.splitlines() if line and not line.startswith("#"))
    return [(room, int(least), what) for room, least, what in lines]


def counted(results, room, what):
    """How often it was, 0 when it was not run or does not say."""
    count, log = results / f"{room}.count", results / f"{room}.txt"
    if not count.exists() or not log.exists():
        return 0
    if what == "cases":
        return int(count.read_text().split()[0])
    return max((int(number) for number in re.findall(rf"(?<!\d)(\d+) {re.escape(what)}\b", log.read_text(errors="replace"))),
               default=0)


def compare(results, manifest):
    """Pairs of what is compared and whether all is there."""
    found = [(f"{room}: {counted(results, room, what)} {what}, at least {least}", counted(results, room, what) >= least)
             for room, least, what in manifest]
    known = {room for room, _, _ in manifest}
    return found + [(f"{path.stem}: in no line of tests/manifest.txt", False)
                    for path in sorted(results.glob("*.count")) if path.stem not in known]


def main():
    manifest = read_manifest((ROOT / "tests/manifest.txt").read_text(encoding="utf-8"))
    return report(compare(Path(sys.argv[1]) / "test-results", manifest))


if __name__ == "__main__":
    sys.exit(main())
