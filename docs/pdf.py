#!/usr/bin/python3
"""The printed edition: all chapters of the book that is built, as one PDF with contents, page numbers, outline and links.

Chromium prints the same pages, one after the other in one document. On which page a chapter begins is known only
then: the PDF tells it, and the document is printed a second time with the numbers in its contents.

usage: pdf.py
"""

import html
import re
import subprocess
import sys
import tempfile

from literate import BUILD, ROOT, chapter_names
from pages import PARTS

SITE = BUILD / "html"
FOLDER = BUILD / "pdf"
TARGET = BUILD / "workbook.pdf"
HEAVY = 15e6 # bytes: what still goes by mail
APPENDIX = ["notation", "verification"]
CHROMIUM = """chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
    --disable-component-update --disable-sync --disable-dev-shm-usage --no-pdf-header-footer
    --generate-pdf-document-outline""".split()
STYLE = """
@media print {
    @page { size: A4; }
    section { break-before: page; }
    .cover { break-before: auto; padding-top: 45mm; text-align: left; }
    .cover h1 { font-size: 34pt; margin: 0 0 .4em; }
    .cover p { font-size: 13pt; max-width: 110mm; }
    .contents-list ol { list-style: none; padding: 0; margin: 0 0 1em; }
    .contents-list li { margin: .15em 0; }
    .contents-list h2 { font-size: 12pt !important; margin: 1.3em 0 .3em !important; }
    .contents-list li a { display: flex; gap: .6em; }
    .contents-list li a::before { content: ""; order: 1; flex: 1; border-bottom: 1px dotted #999; margin-bottom: .35em; }
    .contents-list li span:last-child { order: 2; }
    @page cover { @top-left { content: none; } @top-right { content: none; } @bottom-center { content: none; } }
    .cover { page: cover; }
}
"""


def title_and_body(name):
    page = (SITE / f"{name}.html").read_text(encoding="utf-8")
    title = re.search(r'<h1 class="title">(.*?)</h1>', page, re.DOTALL)[1]
    body = re.search(r'<div class="contents">(.*)</div><!-- contents -->', page, re.DOTALL)[1]
    body = re.sub(r'<nav class="toc".*?</nav>|<nav class="steps".*?</nav>', "", body, flags=re.DOTALL)
    return title, body


def inner_links(body, name, names, anchors):
    """Links within the book lead to places of this document; where a link leads out of it, only its words stay."""
    def replace(match):
        page, _, anchor = match[1].partition("#")
        place = anchor if anchor else "page-" + page.removesuffix(".html")
        if re.match("https?:", match[1]):
            return match[0]
        if page in ("", *(f"{other}.html" for other in names)) and (not anchor or anchor in anchors):
            return f'<a href="#{place}">{match[2]}</a>'
        return f"<span>{match[2]}</span>"
    return re.sub(r'<a\b[^>]*\bhref="([^"]*)"[^>]*>(.*?)</a>', replace, body, flags=re.DOTALL)


def contents(parts, titles, numbers):
    """The list of chapters, each with its page."""
    lines = []
    for part, names in parts:
        lines.append(f"<h2>{html.escape(part)}</h2><ol>")
        lines += [f'<li><a href="#page-{name}"><span>{titles[name]}</span><span>{numbers.get(name, "000")}</span></a></li>'
                  for name in names]
        lines.append("</ol>")
    return "\n".join(lines)


def document(parts, pages, numbers):
    """The whole book as one page."""
    head = re.search(r"<head>(.*?)</head>", (SITE / "index.html").read_text(encoding="utf-8"), re.DOTALL)[1]
    head = re.sub(r"<script\b.*?</script>", "", head, flags=re.DOTALL)
    head = re.sub(r'href="(?!data:|https?:)', 'href="../html/', head)
    names = list(pages)
    anchors = {anchor for _, body in pages.values() for anchor in re.findall(r'\bid="([^"]*)"', body)}
    titles = {name: title for name, (title, _) in pages.items()}
    rules, sections = [], []
    for name, (title, body) in pages.items():
        words = re.sub("<.*?>", "", title).replace('"', "")
        rules.append(f'@page p{name} {{ @top-left {{ content: "{html.unescape(words)}"; }} }}')
        sections.append(f'<section style="page: p{name}" id="page-{name}">'
                        f'<div class="header"><h1 class="title">{title}</h1></div>'
                        f'<div class="contents">{inner_links(body, name, names, anchors)}</div></section>')
    index = (SITE / "index.html").read_text(encoding="utf-8")
    promise = re.search(r'<p id="book-promise">(.*?)</p>', index)[1]
    opening = re.search(r'<div class="textblock"><p >(.*?)</p>|<div class="textblock"><p>(.*?)</p>', index, re.DOTALL)
    begin = opening[1] or opening[2]
    source = re.search(r"</a>\s*Source</h2>\s*(<p.*?</p>)", index, re.DOTALL)
    return f"""<!DOCTYPE html>
<html lang="en" class="light-mode">
<head>{head}<style>{STYLE}@media print {{ {" ".join(rules)} }}</style></head>
<body><main id="text">
<section class="cover"><h1 class="title">Backpropagation by hand</h1><p>{promise}</p><p>{begin}</p></section>
<section class="contents-list"><div class="header"><h1 class="title">Contents</h1></div>
<div class="contents">{contents(parts, titles, numbers)}
<h2>Source</h2>{inner_links(source[1], "index", names, anchors)}</div></section>
{"".join(sections)}
</main></body></html>
"""


def printed(text):
    """Prints the document; returns on which page each section with a link to it begins."""
    (FOLDER / "book.html").write_text(text, encoding="utf-8")
    new = FOLDER / "workbook.pdf"
    with tempfile.TemporaryDirectory(prefix="printed-edition-", ignore_cleanup_errors=True) as profile:
        run = subprocess.run([*CHROMIUM, f"--user-data-dir={profile}", f"--print-to-pdf={new}",
                              (FOLDER / "book.html").as_uri()], capture_output=True, text=True, check=False)
    if run.returncode or not new.exists():
        sys.exit(f"pdf.py: Chromium has not printed the book:\n{run.stderr}")
    listed = subprocess.run(["pdfinfo", "-dests", str(new)], capture_output=True, text=True, check=True).stdout
    return {name: int(page) for page, name in re.findall(r'^\s*(\d+) .*"page-(\w+)"$', listed, re.MULTILINE)}


def complaints(file):
    """What must not be in a printed book: a page with nothing but its number and its running heads, or too much weight."""
    text = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True).stdout
    empty = [number for number, page in enumerate(text.split("\f")[:-1], 1) if len(re.findall(r"\w+", page)) < 12]
    if empty:
        yield f"nothing stands on page {', '.join(map(str, empty))}"
    if file.stat().st_size > HEAVY:
        yield f"the file has {file.stat().st_size / 1e6:.0f} MB"


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    names = chapter_names()
    ends = [first for first, _ in PARTS[1:]] + [1000]
    parts = [(part, [name for name in names if first <= int(name[:2]) < end]) for (first, part), end in zip(PARTS, ends)]
    parts = [(part, inside) for part, inside in parts if inside] + [("To look up", APPENDIX)]
    pages = {name: title_and_body(name) for _, inside in parts for name in inside}
    numbers = printed(document(parts, pages, {}))
    missing = set(pages) - set(numbers)
    if missing:
        sys.exit(f"pdf.py: no page of the PDF is known for {', '.join(sorted(missing))}")
    if printed(document(parts, pages, numbers)) != numbers:
        sys.exit("pdf.py: the pages have moved when their numbers were put into the contents")
    found = list(complaints(FOLDER / "workbook.pdf"))
    if found:
        sys.exit(f"pdf.py: {'; '.join(found)}")
    (FOLDER / "workbook.pdf").replace(TARGET)
    print(f"The printed edition: {TARGET.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
