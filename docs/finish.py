#!/usr/bin/python3
"""What the pages need after Doxygen: links from the chapters' code into the library, right markup, formulas, fonts,
the search index.

Doxygen links the words of a code fragment one by one, without the rest of the program: a local variable `loss` becomes
a link to a function of that name. Here a name becomes a link only when it can mean nothing else.

usage: finish.py
"""

import html
import json
import re
import sys
import xml.etree.ElementTree as xml
from html.parser import HTMLParser

import fonts
import formulas
import live
import markup
from literate import BUILD, ROOT, chapter_names

SITE = BUILD / "html.new"
PAGES = BUILD / "pages"
SPACE = "autoencoder::"
TYPES = ("class", "struct", "enumeration", "typedef")

LINK = re.compile(r'<a class="code[^"]*" href="([^"]*)">(.*?)</a>')
QUIET = re.compile(r'<span class="(?:comment|stringliteral|preprocessor)">.*?</span>')
NAME = re.compile(r"(?<![\w:])((?:\w+::)*)([A-Za-z_]\w*)(?!\w|::)")


class Library:
    """The documented names, from Doxygen's tag file: `names` maps a qualified name, without autoencoder::, to its kind
    and its place."""

    def __init__(self, path):
        self.names = {}
        self.briefs = []
        for compound in xml.parse(path).getroot():
            kind, name = compound.get("kind"), compound.findtext("name")
            if kind in ("class", "struct"):
                self.add(name, kind, compound.findtext("filename"))
            if kind in ("class", "struct", "namespace"):
                for member in compound.findall("member"):
                    self.add_member(name, member)

    def add(self, name, kind, place):
        self.names.setdefault(name.removeprefix(SPACE), (kind, place))

    def add_member(self, scope, member):
        place = f"{member.findtext('anchorfile')}#{member.findtext('anchor')}"
        name = f"{scope}::{member.findtext('name')}"
        self.add(name, member.get("kind"), place)
        for value in member.findall("enumvalue"):
            self.add(f"{name}::{value.text}", "value", f"{value.get('file')}#{value.get('anchor')}")

    def find(self, name, program):
        """Kind and place of a name as a chapter uses it, or nothing."""
        name = name.removeprefix(SPACE)
        used = re.search(rf"^using (?:autoencoder::)?((?:\w+::)+{re.escape(name)});", program, re.MULTILINE)
        return self.names.get(used[1] if used else name)


def link(place, text):
    return f'<a class="code" href="{place}">{text}</a>'


def own_names(program):
    """The functions that a program defines itself."""
    return set(re.findall(r"^\w[\w:<>&*, ]*?[ &*](\w+)\([^;]*?\)\s*(?:const)?\s*\{", program, re.MULTILINE))


def link_names(text, library, program):
    """Links in one line of highlighted code. A member after a dot keeps the link that Doxygen gave it by its type."""
    members = {}

    def keep_member(match):
        before = text[:match.start()]
        if before.endswith((".", "-&gt;")) or 'class="preprocessor"' in before[before.rfind("<span"):]:
            members[f"\0{len(members)}\0"] = match[0]
            return list(members)[-1]
        return match[2]

    def link_name(match):
        qualified = match[1] + match[2]
        before, after = match.string[:match.start()], match.string[match.end():]
        if before.endswith((".", "-&gt;", "&", "&#")) or match[2] in own_names_here:
            return match[0]
        kind, place = library.find(qualified, program) or (None, None)
        called = re.match(r"\(|&lt;[\w:, ]*&gt;\(", after)
        if kind in TYPES or kind == "function" and called or place and match[1]:
            return link(place, match[0])
        return match[0]

    own_names_here = own_names(program)
    plain = LINK.sub(keep_member, text)
    quiet = QUIET.findall(plain)
    parts = re.split(r"(<[^>]*>)", QUIET.sub("\1", plain))
    parts[::2] = [NAME.sub(link_name, part) for part in parts[::2]]
    done = "".join(parts)
    for span in quiet:
        done = done.replace("\1", span, 1)
    for mark, member in members.items():
        done = done.replace(mark, member)
    return done


def link_fragments(page, library, program):
    page = re.sub(r'<div class="ttc".*?</div></div>\n', "", page)
    return re.sub(r'(<div class="line">)(.*?)(</div>)',
                  lambda m: m[1] + link_names(m[2], library, program) + m[3], page)


def link_code_spans(page, library, program):
    """Links for `name`, `name()` and `scope::name` in prose."""
    def replace(match):
        found = library.find(html.unescape(match[2]).removesuffix("()"), program)
        wanted = match[2].endswith("()") or "::" in match[2] or found and found[0] in TYPES
        return f"{match[1]}{link(found[1], match[2])}</code>" if found and wanted else match[0]
    return re.sub(r"(<code[^>]*>)([\w:]+(?:\(\))?)</code>", replace, page)


# ---- the way back ---------------------------------------------------------------------------------------------------

def used_in(page, place, chapters):
    """Replaces Doxygen's list of examples, which follows its links, by the chapters whose links lead here."""
    here = [place]

    def replace(match):
        if match[0].startswith("<a"):
            here[0] = f"{place}#{match[1]}" if match[1] else place
            return match[0]
        users = chapters.get(here[0], {})
        links = ", ".join(f'<a href="{name}.html">{html.escape(title)}</a>' for name, title in users.items())
        return f'<dl class="section examples"><dt>Used in</dt><dd>{links}</dd></dl>' if links else ""
    return re.sub(r'<a id="(\w+)"|<a name="details"|<dl class="section examples">.*?</dl>', replace, page, flags=re.DOTALL)


def link_back(chapters):
    for path in SITE.glob("*.html"):
        page = path.read_text(encoding="utf-8")
        if 'class="section examples"' in page:
            path.write_text(used_in(page, path.name, chapters), encoding="utf-8")


# ---- search ---------------------------------------------------------------------------------------------------------

class Sections(HTMLParser):
    """Takes a page apart into its sections: title, anchor, text, code, and the terms it introduces (in italics)."""

    SKIPPED = {"head", "nav", "aside", "footer", "svg"}
    HEADINGS = {"h2", "h3"}
    BLOCKS = {"p", "li", "pre", "td", "th", "div", "figure"}

    def __init__(self):
        super().__init__()
        self.title = ""
        self.sections = [self.section()]
        self.skipping = []
        self.coding = []
        self.inside = None
        self.term = False

    @staticmethod
    def section():
        return {"title": "", "anchor": "", "text": [], "code": [], "terms": []}

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag in self.BLOCKS:
            self.sections[-1]["text"].append(" ")
        if tag in self.SKIPPED or attributes.get("class") in ("toc", "cards"):
            self.skipping.append(tag)
        elif self.skipping and tag == self.skipping[0]:
            self.skipping.append(tag)
        elif self.coding and tag == self.coding[0] or attributes.get("class") == "fragment":
            self.coding.append(tag)
        elif tag == "h1":
            self.inside = "title"
        elif tag in self.HEADINGS and not self.skipping:
            self.inside = "heading"
            self.sections.append(self.section())
        elif tag == "em":
            self.term = True
        elif tag == "a" and attributes.get("class") == "anchor" and self.inside == "heading":
            self.sections[-1]["anchor"] = attributes["id"]

    def handle_endtag(self, tag):
        if self.skipping and tag == self.skipping[-1]:
            self.skipping.pop()
        elif self.coding and tag == self.coding[-1]:
            self.coding.pop()
            self.sections[-1]["code"].append(" ")
        elif tag in self.HEADINGS or tag == "h1":
            self.inside = None
        elif tag == "em":
            self.term = False

    def handle_data(self, text):
        if self.skipping:
            return
        if self.inside == "title":
            self.title += text
        elif self.inside == "heading":
            self.sections[-1]["title"] += text
        elif self.coding:
            self.sections[-1]["code"].append(text)
        else:
            self.sections[-1]["text"].append(text)
            if self.term:
                self.sections[-1]["terms"].append(text)


SIGNS = {"alpha": "α", "beta": "β", "eta": "η", "theta": "θ", "phi": "φ", "sigma": "σ", "delta": "δ", "lambda": "λ",
         "nabla": "∇", "cdot": "·", "times": "×", "leftarrow": "←", "sum": "Σ", "approx": "≈", "le": "≤", "ge": "≥",
         "sqrt": "√", "pm": "±"}


def words(text):
    """Text as the search reads it: formulas lose their LaTeX, spaces are single."""
    text = formulas.BOUND.sub(r"\2", text)
    text = re.sub(r"\\lambda_\{(\d+),(\d+)\}", r"λ\1,\2 ", text)
    text = re.sub(r"([A-Zb])_(?:\{(\d+)(?:,\\mathrm\{(in)\})?\}|(\d))", r"\1\2\4\3", text)
    text = re.sub(r"([A-Z])_\{\\mathrm\{in\}\}", r"\1in", text)
    text = re.sub(r"\\delta_\{(\w+)\}", r"δ\1", text)
    text = re.sub(r"10\^\{?(-?\d+)\}?", r"10^\1", text)
    text = text.replace(r"\mathcal{L}", "ℒ")
    text = re.sub(r"\\partial\s*", "∂", text)
    text = re.sub(r"\\[dt]?frac\{([^{}]*)\}\s*\{([^{}]*)\}", lambda m: f"{m[1].strip()}/{m[2].strip()}", text)
    text = re.sub(r"\\([a-zA-Z]+)", lambda sign: SIGNS.get(sign[1], " "), text)
    text = re.sub(r"\\.|[{}$&]|\^(?![-\d])", " ", text)
    text = re.sub(r"\s*\(\s*1\s*[-−]\s*(\w+)\s*\)", r"(1−\1)", text) # the slope of a sigmoid is one word
    text = re.sub(r"\s+([.,;:?])", r"\1", text)
    return re.sub(r"\s+", " ", text).strip()


def entries_of_page(name):
    """One entry for the page, with the text before its first section, and one for each section."""
    sections = Sections()
    sections.feed((SITE / f"{name}.html").read_text(encoding="utf-8"))
    for section in sections.sections:
        anchor = "#" + section["anchor"] if section["anchor"] else ""
        entry = {"page": sections.title.strip(), "title": section["title"].strip(), "url": f"{name}.html{anchor}",
                 "terms": ", ".join(section["terms"]), "text": words("".join(section["text"])),
                 "code": words("".join(section["code"]))}
        if anchor or not entry["title"]:
            yield {key: value for key, value in entry.items() if value}


def entries_of_library(library):
    for name, (kind, place) in sorted(library.names.items()):
        yield {"page": "The library", "title": SPACE + name, "url": place, "kind": kind, "text": re.sub("::|_", " ", name)}


def link_chapter(name, library, chapters):
    """Links a chapter and its plain program, and notes for each place in the library that the chapter uses it."""
    program = (PAGES / f"{name}.cpp").read_text(encoding="utf-8")
    for path in (SITE / f"{name}.html", SITE / f"{name}_8cpp-example.html"):
        page = link_fragments(path.read_text(encoding="utf-8"), library, program)
        path.write_text(link_code_spans(page, library, program), encoding="utf-8")
    title = re.search(r'<h1 class="title">(.*?)</h1>', (SITE / f"{name}.html").read_text(encoding="utf-8"))[1]
    for place in re.findall(r'<a class="code[^"]*" href="([^"]*)"', page):
        chapters.setdefault(place, {})[name] = html.unescape(title)


def remove_unused():
    """What Doxygen writes and no page of the book links to: lists by first letter or by class, and its scripts."""
    for pattern in ("namespacemembers*.html", "globals*.html", "pages.html", "*-members.html", "doxygen_crawl.html",
                    "jquery.js", "dynsections.js", "tabs.css", "tab_*.png", "nav_*.png", "sync_*.png"):
        for path in SITE.glob(pattern):
            path.unlink()


def main():
    library = Library(PAGES / "library.tag")
    remove_unused()
    for path in SITE.glob("*.html"):
        path.write_text(markup.right(path.read_text(encoding="utf-8"), path.name), encoding="utf-8")
    chapters = {}
    for name in chapter_names():
        link_chapter(name, library, chapters)
        live.put(name)
    live.put("network")
    link_back(chapters)
    for path in sorted((ROOT / "docs").glob("*.md")):
        page = SITE / f"{path.stem}.html"
        if page.exists():
            page.write_text(link_code_spans(page.read_text(encoding="utf-8"), library, ""), encoding="utf-8")
    pages = [path.stem.replace("contents", "index") for path in sorted((ROOT / "docs").glob("*.md"))]
    entries = [entry for name in chapter_names() + pages for entry in entries_of_page(name)]
    entries += entries_of_library(library)
    script = "const SEARCH_ENTRIES = " + json.dumps(entries, ensure_ascii=False, indent=0) + ";\n"
    (SITE / "search_entries.js").write_text(script, encoding="utf-8")
    all_pages = sorted(SITE.glob("*.html"))
    if not formulas.set_formulas(all_pages):
        return 1
    fonts.put(all_pages, SITE / "assets", [SITE / "book.css", SITE / "assets/katex.min.css"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
