#!/usr/bin/python3
"""What a reader sees of the programs, compared with what was last accepted: every report, every program's --help, and the
words in every figure. A change shows as a difference in tests/reference/accepted/, to be read with the change that made it.

usage: accepted.py [--accept]     with --accept, what the build has now is accepted
"""

import difflib
import os
import subprocess
import sys
import xml.etree.ElementTree as xml
from pathlib import Path

from results import report

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / os.environ.get("AUTOENCODER_BUILD", "build")
ACCEPTED = ROOT / "tests/reference/accepted"
SVG = "{http://www.w3.org/2000/svg}"
ACCEPT = "`make accept` takes it over"


def help_of(program):
    result = subprocess.run([program, "--help"], capture_output=True, text=True, check=True)
    return result.stdout


def words_of(figure):
    """Title, description, and each text of a figure on a line of its own, in the order of drawing."""
    words = ("".join(element.itertext()) for element in xml.parse(figure).getroot().iter()
             if element.tag in (SVG + "title", SVG + "desc", SVG + "text"))
    return "".join(" ".join(line.split()) + "\n" for line in words)


def present():
    """Pairs (name, text) of all that is compared."""
    place = os.path.relpath(BUILD, ROOT)
    for path in sorted((BUILD / "output").glob("*.txt")):
        yield f"reports/{path.name}", path.read_text(encoding="utf-8").replace(f"{place}/", "build/")
    for path in sorted(path for path in (BUILD / "chapters").iterdir() if path.suffix == ""):
        yield f"help/{path.name}.txt", help_of(path)
    for path in sorted((BUILD / "figures").glob("*.svg")):
        yield f"labels/{path.stem}.txt", words_of(path)


def difference(before, now):
    return "\n".join(difflib.unified_diff(before.splitlines(), now.splitlines(), "accepted", "now", lineterm="", n=0))


def accept():
    now = dict(present())
    for path in list(ACCEPTED.rglob("*.txt")):
        if str(path.relative_to(ACCEPTED)) not in now:
            path.unlink()
    for name, text in now.items():
        path = ACCEPTED / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    print(f"accepted: {len(now)} texts in {ACCEPTED.relative_to(ROOT)}")


def main():
    if sys.argv[1:] == ["--accept"]:
        accept()
        return 0
    results = []
    now = dict(present())
    for name, text in now.items():
        path = ACCEPTED / name
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        results.append((name, text == before))
        if text != before:
            print(f"{name} is not what was accepted; {ACCEPT} when it is right\n{difference(before, text)}")
    for path in sorted(ACCEPTED.rglob("*.txt")):
        name = str(path.relative_to(ACCEPTED))
        if name not in now:
            results.append((f"{name} is made by nothing any more; {ACCEPT}", False))
    return report(results)


if __name__ == "__main__":
    sys.exit(main())
