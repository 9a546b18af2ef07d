#!/usr/bin/python3
"""What the book needs beside Doxygen: checks the chapters, then writes the pages and parts that are computed.

Everything goes to build/pages/: the chapters as pages, the figures for inclusion, the colours they use, the plain programs, the
cards of the contents page, the notation table and the ledger. Errors name file and line, and end the build.

usage: pages.py
"""

import colorsys
import csv
import html
import re
import sys
import xml.etree.ElementTree as xml
from pathlib import Path

import thumbnails
from literate import BUILD, CODE_SPAN, REFERENCE, ROOT, RUN, Chapter, Page, block, chapter_names, cut_from_library, exercise_names, inline

PAGES = BUILD / "pages"
SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"


class Complaints:
    """Tells what is wrong, and counts it, so that one build tells all of it."""

    def __init__(self):
        self.errors = 0

    def error(self, path, line, text):
        print(f"{path}:{line}: error: {text}", file=sys.stderr)
        self.errors += 1


def check_numbers(chapter, complaints):
    for line, text in chapter.prose():
        for reference in RUN.findall(text):
            try:
                chapter.number(reference)
            except ValueError as error:
                complaints.error(f"chapters/{chapter.name}.cpp", line, str(error))
        if "\\run" in RUN.sub("", text):
            complaints.error(f"chapters/{chapter.name}.cpp", line, r"\run needs its name in braces on the same line")


def check_references(path, lines, complaints):
    for line, text in lines:
        for name, _ in REFERENCE.findall(CODE_SPAN.sub("", text)):
            if name not in chapter_names():
                complaints.error(path, line, f"there is no chapter {name}")


def check_library(chapter, complaints):
    for line, text in chapter.prose():
        if text.startswith("\\library"):
            try:
                cut_from_library(text)
            except (OSError, ValueError) as error:
                complaints.error(f"chapters/{chapter.name}.cpp", line, str(error))


def check_figures(chapter, complaints):
    figures = [(line, text.split()[1]) for line, text in chapter.prose() if re.match(r"\\figure\s+\w", text)]
    path = f"chapters/{chapter.name}.cpp"
    if not figures:
        complaints.error(path, 1, r"the chapter has no figure (\figure NAME caption)")
    for line, name in figures:
        if not (BUILD / f"figures/{name}.svg").exists():
            complaints.error(path, line, f"there is no build/figures/{name}.svg: the program does not draw it")


def check_format(chapter, complaints):
    path = f"chapters/{chapter.name}.cpp"
    number = int(chapter.name[:2])
    if chapter.heading is None or not chapter.heading.startswith(f"{number} · "):
        complaints.error(path, 1, f"a chapter begins with a line '/*' and a line '# {number} · Title'")
    outputs = [line for line, text in chapter.prose() if text == r"\output"]
    if len(outputs) != 1:
        complaints.error(path, outputs[-1] if outputs else 1, rf"\output stands {len(outputs)} times, and should once")
    exercises = [line for line, text in chapter.prose() if text == r"\exercise"]
    names = exercise_names(chapter.name[:2])
    if len(exercises) != len(names) or len(names) > 1:
        complaints.error(path, (exercises or [1])[-1],
                         rf"\exercise stands {len(exercises)} times, for {len(names)} in chapters/exercises/list.txt")
    displays = [line for line, text in chapter.prose() if text == "$$"]
    if len(displays) % 2:
        complaints.error(path, displays[-1], "a line $$ has no partner")
    for line, (kind, text) in enumerate(chapter.lines, 1):
        if kind == "code" and "/*" in text:
            complaints.error(path, line, "prose begins with a line '/*' of its own; a comment within code begins with '//'")
    if [kind for kind, _ in chapter.lines].count("border") % 2:
        complaints.error(path, len(chapter.lines), "a block of prose is not closed by a line '*/'")


def read_chapters(complaints):
    """The chapters of the list that can be shown, each checked."""
    chapters = []
    for line, name in enumerate(chapter_names(), 1):
        path = ROOT / f"chapters/{name}.cpp"
        report = BUILD / f"output/{name}.txt"
        if not path.exists() or not report.exists():
            complaints.error("chapters/list.txt", line, f"{name} has no program or no report")
            continue
        chapter = Chapter(path)
        check_format(chapter, complaints)
        check_numbers(chapter, complaints)
        check_references(f"chapters/{name}.cpp", chapter.prose(), complaints)
        check_figures(chapter, complaints)
        check_library(chapter, complaints)
        chapters.append(chapter)
    return chapters


# ---- figures --------------------------------------------------------------------------------------------------------

COLOUR_NAMES = {"black": "000000", "white": "ffffff", "lightgrey": "d3d3d3", "gray": "808080", "grey": "808080"}


def hexadecimal(colour):
    """A colour of an SVG attribute as six digits, or nothing for `none`, `currentColor` and the like."""
    numbers = re.fullmatch(r"rgb\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*\)", colour)
    if numbers:
        return "".join(f"{int(number):02x}" for number in numbers.groups())
    if re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        return colour[1:].lower()
    return COLOUR_NAMES.get(colour)


def on_dark(colour):
    """The colour with the same hue that does on a dark page what this one does on white."""
    red, green, blue = (int(colour[i:i + 2], 16) / 255 for i in (0, 2, 4))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    turned = colorsys.hls_to_rgb(hue, 0.97 - 0.85 * lightness, saturation)
    return "".join(f"{round(255 * part):02x}" for part in turned)


def follow_theme(element, colours):
    """Replaces colours by CSS variables, which the dark theme sets anew."""
    styles = []
    for attribute in ("fill", "stroke", "color", "flood-color"):
        colour = hexadecimal(element.get(attribute, ""))
        if colour:
            colours.add(colour)
            styles.append(f"{attribute}:var(--figure-{colour})")
            del element.attrib[attribute]
    if styles:
        element.set("style", ";".join(styles + [element.get("style", "")]).strip(";"))


def own_ids(element, prefix):
    """Prefixes an id and the references to ids, so that several figures can stand on one page."""
    for attribute, value in list(element.attrib.items()):
        if attribute == "id":
            element.set("id", f"{prefix}-{value}")
        elif attribute in (f"{{{XLINK}}}href", "href") and value.startswith("#"):
            del element.attrib[attribute]
            element.set("href", f"#{prefix}-{value[1:]}")
        else:
            element.set(attribute, re.sub(r"url\(#", f"url(#{prefix}-", value))


def is_background(element, canvas):
    return (element.tag == f"{{{SVG}}}rect" and element.get("x") == "0" and element.get("y") == "0"
            and [element.get("width"), element.get("height")] == canvas)


def figure_for_page(path, colours, complaints):
    """The figure as it stands in a page: no background, colours and ids of its own, a description for who listens."""
    prefix = "figure-" + path.stem
    root = xml.parse(path).getroot()
    title, description = root.find(f"{{{SVG}}}title"), root.find(f"{{{SVG}}}desc")
    if title is None or description is None or "GNUPLOT" in (description.text or ""):
        complaints.error(f"build/figures/{path.name}", 1, "the figure has no title or no description of what it shows")
    canvas = root.get("viewBox").split()[2:]
    for parent in list(root.iter()):
        for child in list(parent):
            if is_background(child, canvas):
                parent.remove(child)
    for element in root.iter():
        follow_theme(element, colours)
        own_ids(element, prefix)
    for part, element in (("title", title), ("desc", description)):
        if element is not None:
            element.set("id", f"{prefix}-{part}")
    root.set("role", "img")
    root.set("aria-labelledby", f"{prefix}-title {prefix}-desc")
    root.set("style", f"max-width:{canvas[0]}px")
    xml.register_namespace("", SVG)
    text = re.sub(r"\n\s*\n+", "\n", xml.tostring(root, encoding="unicode"))
    # Doxygen reads the picture as one piece of HTML; a figure ends after its caption, which the chapter holds.
    return f'<figure id="{prefix}"><div class="picture">{text}</div>'


def write_figures(complaints):
    colours = set()
    for path in sorted((BUILD / "figures").glob("*.svg")):
        write(PAGES / f"{path.stem}.html", figure_for_page(path, colours, complaints))
    light = "".join(f"  --figure-{c}: #{c};\n" for c in sorted(colours) if c not in ("000000", "ffffff"))
    dark = "".join(f"  --figure-{c}: #{on_dark(c)};\n" for c in sorted(colours) if c not in ("000000", "ffffff"))
    plain = "  --figure-000000: var(--page-foreground-color);\n  --figure-ffffff: var(--page-background-color);\n"
    write(PAGES / "figures.css", f"html, html.dark-mode {{\n{plain}{light}}}\n@media screen {{ html.dark-mode {{\n{dark}}} }}\n")


# ---- pages ----------------------------------------------------------------------------------------------------------

def write(path, text):
    """Writes a file, unless it holds this text already."""
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


# The parts of the book, each with the number of its first chapter.
PARTS = [(1, "One sample"), (6, "Backpropagation"), (17, "Training"), (21, "What was learned"), (27, "By machine")]
OTHER_PAGES = [("network", "The network in your hands"), ("teaching", "Five minutes on the screen"), ("notation", "Notation"), ("verification", "Verification"),
               ("library", "The library"), ("examples", "Plain programs"), ("carrying_on", "Carrying the work on")]


def by_part(chapters):
    """Pairs (name of the part, its chapters)."""
    ends = [first for first, _ in PARTS[1:]] + [100]
    for (first, name), end in zip(PARTS, ends):
        part = [chapter for chapter in chapters if first <= int(chapter.name[:2]) < end]
        if part:
            yield name, part


def opening(text, length=170):
    """The first sentences of a chapter's promise, as many as a card holds."""
    text = REFERENCE.sub(r"\2", text).replace("$", r"\f$")
    sentences = re.findall(r".*?[.?](?=\s|$)", text) or [text]
    shown = sentences[0]
    for more in sentences[1:]:
        if len(shown + more) > length:
            break
        shown += more
    return shown


def first_figure(chapter):
    for _, text in chapter.prose():
        if re.match(r"\\figure\s+\w", text):
            return text.split()[1]
    return None


def card(chapter):
    figure = first_figure(chapter)
    picture = ""
    if figure and (BUILD / f"figures/{figure}.svg").exists():
        small = thumbnails.thumbnail(chapter.name, BUILD / f"figures/{figure}.svg", read_quantities())
        write(PAGES / f"thumbnails/{chapter.name}.svg", small)
        picture = f'<img class="thumbnail" src="thumbnails/{chapter.name}.svg" alt="" width="240" height="150" loading="lazy"/>'
    return (block(f'<li class="card">{picture}') + f"\\subpage {chapter.name}\n\n"
            + opening(chapter.with_numbers(chapter.promise())) + "\n" + block("</li>") + "\n")


def cards(chapters):
    text = ""
    for name, part in by_part(chapters):
        text += f"### {name}\n\n" + block('<ul class="cards">') + "\n" + "".join(map(card, part)) + block("</ul>") + "\n\n"
    return text


def navigation(chapters):
    """The side bar: every chapter and every other page, as plain links."""
    def item(target, label):
        return f'<li><a href="{target}.html">{html.escape(label)}</a></li>'
    text = "<ul>" + item("index", "Start") + "</ul>\n"
    for name, part in by_part(chapters):
        text += f"<h2>{name}</h2>\n<ol>" + "\n".join(item(c.name, c.heading) for c in part) + "</ol>\n"
    return text + "<h2>Look up</h2>\n<ul>" + "\n".join(item(*page) for page in OTHER_PAGES) + "</ul>\n"


def table(header, rows):
    """A Markdown table."""
    lines = [header, ["---"] * len(header)] + rows
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def first_chapter(patterns, chapters):
    """A link to the first chapter whose text holds one of the patterns, or else to the first whose report does."""
    def text(chapter):
        return "\n".join(line for _, line in chapter.lines)

    def report(chapter):
        return (BUILD / f"output/{chapter.name}.txt").read_text(encoding="utf-8")

    for source in (text, report):
        for chapter in chapters:
            if any(re.search(pattern, source(chapter)) for pattern in patterns):
                return rf"\ref {chapter.name}"
    return ""


def read_quantities():
    """The library's names, as docs/notation.cpp prints them: LaTeX, Unicode, plain, member, meaning."""
    return [line.split("\t") for line in (PAGES / "notation.txt").read_text(encoding="utf-8").splitlines()]


def quantities_table(chapters):
    rows = []
    for latex, unicode, plain, member, meaning in read_quantities():
        if "_" not in latex:
            continue
        patterns = [re.escape(latex) + r"(?!\d)", rf"(?<!\w){unicode}(?![\w,])", rf"(?<!\w){plain}(?!\w)"]
        braces = re.sub(r"_\{(\d)\}$", r"_\1", latex)
        patterns.append(re.escape(braces) + r"(?![\w{])")
        rows.append([rf"\f${latex}\f$", f"`{member}`", meaning, first_chapter(patterns, chapters)])
    return table(["symbol", "identifier", "meaning", "first in"], rows)


def ledger_table():
    """For each derivative, its value at the first sample and the largest error that each witness found anywhere."""
    latex = {plain: symbol for symbol, _, plain, _, _ in read_quantities()}
    with open(BUILD / "ledger.csv", encoding="utf-8", newline="") as file:
        ledger = list(csv.DictReader(file))
    errors = [column for column in ledger[0] if re.search("_in_(bounds|tolerances)$", column)]
    rows = {}
    for line in ledger:
        row = rows.setdefault((line["of"], line["by"]), {"value": line["code"], "points": 0, "worst": [0.0] * len(errors)})
        row["points"] += 1
        row["worst"] = [max(worst, float(line[error])) for worst, error in zip(row["worst"], errors)]
    header = ["derivative", "value"] + [re.sub("_in_.*", "", error).replace("_", " ") for error in errors] + ["points"]
    return table(header, [
        [rf"\f$\partial {latex[of]}/\partial {latex[by]}\f$", f"{float(row['value']):.6f}"]
        + [f"{worst:.1g}" for worst in row["worst"]] + [str(row["points"])]
        for (of, by), row in rows.items()])


def faults_table():
    """What the programs say when something goes wrong: the situations that tests/programs/faults_test.cpp runs."""
    lines = (ROOT / "tests/programs/faults.txt").read_text(encoding="utf-8").splitlines()
    rows = []
    for situation, code, line in zip(lines[0::5], lines[2::5], lines[3::5]):
        # Within two backticks: in one, Doxygen takes the quotation marks of a line for the end.
        rows.append([situation, code, f"``{line.replace('|', chr(92) + '|')}``" if line else ""])
    return table(["what happens", "exit code", "what the program says"], rows)


def mutation_table():
    """What the mutation gate found when it was last run: on all mutants, or else on the sample of `make test`."""
    for name, about in [("table", "This is what it found."),
                        ("sample", "This is what it found on the sample that `make test` takes; `make mutation` and then "
                                   "`make docs` show all.")]:
        path = BUILD / f"mutation/{name}.txt"
        if path.exists():
            return f"{about}\n\n\\verbatim\n{path.read_text(encoding='utf-8')}\\endverbatim\n"
    return "Run `make mutation` and then `make docs`, and its table stands here.\n"


def mutation_list(name, columns):
    """A list of the mutation gate as a table: heading of a column, its name in the list, whether it is code."""
    with open(ROOT / "tests/mutation" / name, encoding="utf-8", newline="") as file:
        rows = [[f"`{row[key]}`" if code else row[key] for _, key, code in columns] for row in csv.DictReader(file)]
    return table([heading for heading, _, _ in columns], [[cell.replace("|", r"\|") for cell in row] for row in rows])


def fill(text, parts, chapters):
    """A page of docs/ in Doxygen's spelling, with its computed parts."""
    def first(match):
        return first_chapter([re.escape(part) for part in match[1].split("|")], chapters)
    text = re.sub(r"\\first\{(.*)\}(?= \|$)", first, text, flags=re.MULTILINE)
    text = "\n".join(inline(line) for line in text.split("\n"))
    return re.sub(r"^\\insert (\w+)$", lambda match: parts[match[1]], text, flags=re.MULTILINE)


def as_comment(page):
    """A page as a comment of Doxygen's: a Markdown file's name would be read as part of its path, quotation marks and all."""
    title, body = page.split("\n", 1)
    heading, name = re.fullmatch(r"# (.*) \{#(\w+)\}", title).groups()
    command = f"\\mainpage {heading}" if name == "mainpage" else f"\\page {name} {heading}"
    return "\n".join(["/*! " + command] + [f"* {line}".rstrip() for line in body.splitlines()] + ["*/"]) + "\n"


def write_pages(chapters, complaints):
    parts = {"cards": cards(chapters), "navigation": navigation(chapters), "quantities": quantities_table(chapters),
             "ledger": ledger_table(), "faults": faults_table(), "mutation": mutation_table(),
             "equivalents": mutation_list("equivalents.csv", [("in", "function", True), ("the formula in the mutant", "mutated", True),
                                                              ("why no check of derivatives can see it", "reason", False)]),
             "checker_faults": mutation_list("checker_faults.csv", [("fault", "fault", False), ("what stands there", "text", True),
                                                                    ("instead", "instead", True)])}
    for path in sorted((ROOT / "docs").glob("*.md")) + [ROOT / "docs/header.html"]:
        text = path.read_text(encoding="utf-8")
        check_references(f"docs/{path.name}", enumerate(text.splitlines(), 1), complaints)
        if path.suffix == ".md":
            write(PAGES / f"{path.stem}.dox", as_comment(fill(text, parts, chapters)))
        else:
            write(PAGES / path.name, text.replace(r"\insert navigation", parts["navigation"]))
    for chapter in chapters:
        write(PAGES / f"{chapter.name}.cpp", chapter.plain_program())
        for _, text in chapter.prose():
            if text.startswith(r"\library "):
                write(PAGES / cut_from_library(text)[0], cut_from_library(text)[1])
        # Not by a filter of Doxygen's: that goes through a shell, which reads a quotation mark or $ in the path.
        write(PAGES / f"chapters/{chapter.name}.dox", Page(chapter).text() + "\n")


def main():
    for folder in ("chapters", "thumbnails"):
        (PAGES / folder).mkdir(parents=True, exist_ok=True)
    complaints = Complaints()
    chapters = read_chapters(complaints)
    write_figures(complaints)
    if complaints.errors == 0:
        write_pages(chapters, complaints)
    return 1 if complaints.errors else 0


if __name__ == "__main__":
    sys.exit(main())
