#!/usr/bin/python3
"""What README.md says of the chapters, of a report and of the folders is what they are.

Prints one line for each part and for each fault that is tried, and ends with `N passed, N failed`.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "docs"))

from literate import Chapter, chapter_names  # noqa: E402
from results import report  # noqa: E402

README = (ROOT / "README.md").read_text(encoding="utf-8")
REPORT = (ROOT / "tests/reference/accepted/reports/03_forward_pass.txt").read_text(encoding="utf-8")
CHAPTERS = [(str(int(name[:2])), name, Chapter(ROOT / f"chapters/{name}.cpp").heading.split(" · ")[1])
            for name in chapter_names()]
FOLDERS = [f"src/{path.name}/" for path in sorted((ROOT / "src").iterdir()) if path.is_dir()]
FOLDERS += ["chapters/", "plots/", "tests/", "docs/"]


def chapters(text):
    """The table of chapters: number, file and title of each, in order; and how many the first lines speak of."""
    rows = re.findall(r"\[(\d+)\]\(chapters/(\w+)\.cpp\) ([^|\n]+?) \|", text)
    return rows == CHAPTERS and f"{len(CHAPTERS)} short programs" in text


def excerpt(text):
    """The lines under a command are the first of what it prints."""
    shown = re.search(r"^\$ make chapter-03\n(.*?)^\.\.\.$", text, re.MULTILINE | re.DOTALL)
    return shown is not None and shown[1].count("\n") > 3 and REPORT.startswith(shown[1])


def folders(text):
    """The table of folders names each of them once."""
    return sorted(re.findall(r"^\| `([\w/]+/)` \|", text, re.MULTILINE)) == sorted(FOLDERS)


def pictures(text):
    """Each picture is there and has words for those who do not see it."""
    shown = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", text)
    return len(shown) == len(re.findall(r"docs/images/", text)) > 0 and all(
        len(words) > 20 and (ROOT / path).exists() for words, path in shown)


def main():
    parts = {"the chapters": chapters, "the excerpt": excerpt, "the folders": folders, "the pictures": pictures}
    results = [(what, holds(README)) for what, holds in parts.items()]
    for what, old, new in [
            ("the chapters", "[7](chapters/07", "[8](chapters/07"), ("the chapters", "The weight λ7,9", "The weight λ7,8"),
            ("the chapters", "29 short", "28 short"), ("the chapters", "chapters/26_seeds.cpp", "chapters/26_seed.cpp"),
            ("the excerpt", "0.710459", "0.710495"), ("the excerpt", "L4 = σ", "L5 = σ"),
            ("the folders", "`src/lanes/`", "`src/lane/`"), ("the pictures", "images/20_loss", "images/20_los")]:
        assert old in README, old
        results.append((f"{new} for {old} is seen", not parts[what](README.replace(old, new, 1))))
    return report(results)


if __name__ == "__main__":
    sys.exit(main())
