#!/usr/bin/python3
"""What the pages need after Doxygen: links from the chapters' code into the library, and the search index.

Doxygen links the words of a code fragment one by one, without the rest of the program: a local variable `loss` becomes
a link to a function of that name. Here a name becomes a link only when it can mean nothing else.

usage: finish.py
"""

import html
import json
import re
import xml.etree.ElementTree as xml
from html.parser import HTMLParser

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
        found = library.find(html.unescape(match[1]).removesuffix("()"), program)
        wanted = match[1].endswith("()") or "::" in match[1] or found and found[0] in TYPES
        return f"<code>{link(found[1], match[1])}</code>" if found and wanted else match[0]
    return re.sub(r"<code>([\w:]+(?:\(\))?)</code>", replace, page)


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
    """Takes a page apart into its sections: title, anchor, text, and the terms it introduces (in italics)."""

    SKIPPED = {"head", "nav", "aside", "footer", "svg"}
    HEADINGS = {"h1", "h2"}
    BLOCKS = {"p", "li", "pre", "td", "th", "div", "figure"}

    def __init__(self):
        super().__init__()
        self.title = ""
        self.sections = [{"title": "", "anchor": "", "text": [], "terms": []}]
        self.skipping = []
        self.inside = None
        self.term = False

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag in self.BLOCKS:
            self.sections[-1]["text"].append(" ")
        if tag in self.SKIPPED or "toc" in attributes.get("class", "").split():
            self.skipping.append(tag)
        elif self.skipping and tag == self.skipping[0]:
            self.skipping.append(tag)
        elif tag == "div" and attributes.get("class") == "title":
            self.inside = "title"
        elif tag in self.HEADINGS and not self.skipping:
            self.inside = "heading"
            self.sections.append({"title": "", "anchor": "", "text": [], "terms": []})
        elif tag == "em":
            self.term = True
        elif tag == "a" and attributes.get("class") == "anchor" and self.inside == "heading":
            self.sections[-1]["anchor"] = attributes["id"]

    def handle_endtag(self, tag):
        if self.skipping and tag == self.skipping[-1]:
            self.skipping.pop()
        elif tag in self.HEADINGS or tag == "div":
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
        else:
            self.sections[-1]["text"].append(text)
            if self.term:
                self.sections[-1]["terms"].append(text)


SIGNS = {"alpha": "α", "beta": "β", "eta": "η", "theta": "θ", "phi": "φ", "sigma": "σ", "delta": "δ", "lambda": "λ",
         "nabla": "∇", "cdot": "·", "times": "×", "leftarrow": "←", "sum": "Σ", "approx": "≈", "le": "≤", "ge": "≥",
         "sqrt": "√", "pm": "±"}


def words(text):
    """Text as the search reads it: formulas lose their LaTeX, spaces are single."""
    text = re.sub(r"\\lambda_\{(\d+),(\d+)\}", r"λ\1,\2 ", text)
    text = re.sub(r"([A-Zb])_\{?(\d+)(?:,\\mathrm\{in\})?\}?", r"\1\2", text)
    text = re.sub(r"\\partial\s*", "∂", text)
    text = re.sub(r"\\([a-zA-Z]+)", lambda sign: SIGNS.get(sign[1], " "), text)
    text = re.sub(r"\\.|[{}$^&]", " ", text)
    return re.sub(r"\s+", " ", text).strip()


def entries_of_page(name):
    sections = Sections()
    sections.feed((SITE / f"{name}.html").read_text(encoding="utf-8"))
    title = sections.title.strip()
    for section in sections.sections:
        text = words("".join(section["text"]))
        if text:
            anchor = "#" + section["anchor"] if section["anchor"] else ""
            yield {"page": title, "title": section["title"].strip(), "url": f"{name}.html{anchor}",
                   "terms": ", ".join(section["terms"]), "text": text}


def entries_of_library(library):
    for name, (kind, place) in sorted(library.names.items()):
        yield {"page": "The library", "title": SPACE + name, "url": place,
               "text": re.sub("::|_", " ", name) + f", {kind}"}


def link_chapter(name, library, chapters):
    """Links a chapter and its plain program, and notes for each place in the library that the chapter uses it."""
    program = (PAGES / f"{name}.cpp").read_text(encoding="utf-8")
    for path in (SITE / f"{name}.html", SITE / f"{name}_8cpp-example.html"):
        page = link_fragments(path.read_text(encoding="utf-8"), library, program)
        path.write_text(link_code_spans(page, library, program), encoding="utf-8")
    title = re.search(r'<div class="title">(.*?)\s*</div>', (SITE / f"{name}.html").read_text(encoding="utf-8"))[1]
    for place in re.findall(r'<a class="code[^"]*" href="([^"]*)"', page):
        chapters.setdefault(place, {})[name] = html.unescape(title)


def remove_lists():
    """Doxygen's lists of everything by first letter, which nothing links to."""
    for path in [*SITE.glob("namespacemembers*.html"), *SITE.glob("globals*.html"), *SITE.glob("pages.html")]:
        path.unlink()


def main():
    library = Library(PAGES / "library.tag")
    chapters = {}
    for name in chapter_names():
        link_chapter(name, library, chapters)
    link_back(chapters)
    remove_lists()
    for path in sorted((ROOT / "docs").glob("*.md")):
        page = SITE / f"{path.stem}.html"
        if page.exists():
            page.write_text(link_code_spans(page.read_text(encoding="utf-8"), library, ""), encoding="utf-8")
    pages = [path.stem for path in sorted((ROOT / "docs").glob("*.md")) if path.stem != "contents"]
    entries = [entry for name in chapter_names() + pages for entry in entries_of_page(name)]
    entries += entries_of_library(library)
    script = "const SEARCH_ENTRIES = " + json.dumps(entries, ensure_ascii=False, indent=0) + ";\n"
    (SITE / "search_entries.js").write_text(script, encoding="utf-8")


if __name__ == "__main__":
    main()
