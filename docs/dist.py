#!/usr/bin/python3
"""One archive for a class, to be read on any system without building: the book, the printed edition, reports, tables and
figures, and the programs with their exercises. Beside it stands its checksum, in the form that `sha256sum -c` reads.

Everything in it bears the date of the last commit, so the same state makes the same archive.

usage: dist.py
"""

import hashlib
import subprocess
import time
import zipfile

from literate import BUILD, ROOT

README = """Backpropagation by hand, {version}

Open book/index.html in any browser; it needs no network. workbook.pdf is the same in print.

book/          the book
workbook.pdf   the printed edition
reports/       what each program prints
tables/        the numbers behind the figures, as CSV
figures/       the figures, as SVG
programs/      everything it is made of; `make setup workbook` there builds it anew, `make exercises` begins the exercises
"""


def git(*arguments):
    return subprocess.run(["git", "-C", str(ROOT), *arguments], capture_output=True, text=True, check=True).stdout.strip()


def files():
    """Pairs: the name in the archive, the file."""
    book = BUILD / "html"
    for path in sorted(path for path in book.rglob("*") if path.is_file()):
        yield f"book/{path.relative_to(book)}", path
    yield "workbook.pdf", BUILD / "workbook.pdf"
    yield "tables/ledger.csv", BUILD / "ledger.csv"
    for folder, kind in (("tables", "figures/*.csv"), ("figures", "figures/*.svg"), ("reports", "output/*.txt")):
        for path in sorted(BUILD.glob(kind)):
            yield f"{folder}/{path.name}", path
    for name in git("ls-files").splitlines():
        yield f"programs/{name}", ROOT / name


def main():
    date = time.gmtime(int(git("log", "-1", "--format=%ct")))
    version = time.strftime("%Y-%m-%d", date) + "-" + git("describe", "--always", "--dirty")
    name = f"backpropagation-{version}"
    target = BUILD / f"{name}.zip"
    for old in BUILD.glob("backpropagation-*.zip*"):
        old.unlink()
    unfinished = BUILD / "dist.new"
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        def add(path, content, mode):
            entry = zipfile.ZipInfo(f"{name}/{path}", date[:6])
            entry.external_attr = mode << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
        add("README.txt", README.format(version=version), 0o100644)
        add("VERSION", version + "\n", 0o100644)
        for path, file in files():
            add(path, file.read_bytes(), file.stat().st_mode)
    unfinished.replace(target)
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    (BUILD / f"{name}.zip.sha256").write_text(f"{digest}  {target.name}\n", encoding="utf-8")
    print(f"For a class: {target.relative_to(ROOT)}, {target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
