#!/usr/bin/python3
"""Opens every page of the book in Chromium, light and dark, 390 and 1400 pixels wide, and checks what a reader meets.

Prints one line for each check and ends with `N passed, N failed`. The same checks are first put before a copy of the book
with one fault in it, a fault for each: a check that does not see its fault counts as failed.

usage: browser_check.py [SITE]       SITE: the directory of the book, build/html if not given
"""

import os
import re
import shutil
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import unquote

from browser import Browser

ROOT = Path(__file__).resolve().parents[2]
FACTS = (Path(__file__).parent / "facts.js").read_text(encoding="utf-8")
WIDTHS = (390, 1400)
THEMES = ("light", "dark")
CHAPTERS = (ROOT / "chapters/list.txt").read_text(encoding="utf-8").split()
SUBJECTS = {  # what a student would type, and the chapters of which one should be among the first three
    "sigmoid": ["03_forward_pass"],
    "bottleneck": ["01_architecture", "21_latent_space"],
    "λ7,9": ["07_weight_7_9"],
    "learning rate": ["18_update"],
    "Xavier": ["02_initialization"],
    "overfitting": ["24_overfitting"],
    "regression": ["21_latent_space"],
    "complex step": ["05_numerical_derivative"],
}


class Findings:
    """What is wrong, by check. A check that ran and found nothing has an empty list."""

    def __init__(self):
        self.by_check = {}
        self.looked_at = {}

    def add(self, check, problems, where=""):
        self.by_check.setdefault(check, []).extend(f"{where}: {problem}" if where else problem for problem in problems)
        self.looked_at[check] = self.looked_at.get(check, 0) + 1


# ---- one page -------------------------------------------------------------------------------------------------------

def check_facts(name, facts, findings):
    """What can be told from a page once it is loaded."""
    find = lambda check, problems: findings.add(check, problems, name)
    doubled = sorted({i for i in facts["ids"] if facts["ids"].count(i) > 1})
    find("unique ids", [f"id {i} stands twice" for i in doubled])
    find("formulas", [f"in error: {error}" for error in facts["formulaErrors"]]
         + [f"not typeset: {part.strip()[:60]}" for part in facts["rawFormulas"]])
    find("Markdown", [f"not set: {part.strip()[:60]}" for part in facts["rawMarkdown"]])
    find("pictures drawn", [f"{p['name']} is not drawn" for p in facts["pictures"] if not p["drawn"]])
    find("descriptions", [f"{p['name']} has no description" for p in facts["pictures"] if not p["described"]])
    find("title and language", [] if facts["language"] == "en" and facts["title"].strip() and facts["headings"]
         else ["no title, heading or language"])
    if name.removesuffix(".html") in CHAPTERS:
        check_chapter(name.removesuffix(".html"), facts, find)


def check_chapter(chapter, facts, find):
    """What a chapter's page owes to its program."""
    source = (ROOT / f"chapters/{chapter}.cpp").read_text(encoding="utf-8")
    report = (ROOT / f"build/output/{chapter}.txt").read_text(encoding="utf-8")
    own = set(re.findall(r"(\w+)\(", source))
    find("report", [] if facts["report"].strip() == report.strip() else ["the report differs from what the program printed"])
    shown = re.findall(r"^\\figure\s+(\w+)", source, re.MULTILINE)
    find("figures", [f"figure {name} is missing" for name in shown if name not in facts["figures"]]
         + [f"figure {name} has no caption" for name, caption in zip(facts["figures"], facts["captions"]) if not caption])
    defined = {name for name in own if re.search(rf"^\S.*\b{name}\(", source, re.MULTILINE)} | {"main"}
    find("names linked", [f"{name} is no link" for name in facts["unlinked"]
                          if name.removesuffix("()") not in defined and not name.startswith("std::")])


def check_page(browser, site, name, findings):
    """Loads a page once and looks at it in every width and theme. Returns its anchors and links."""
    browser.view(1400, "light")
    browser.open(site / name)
    facts = browser.run(FACTS)
    check_facts(name, facts, findings)
    for width in WIDTHS:
        for theme in THEMES:
            browser.view(width, theme)
            wide, colours = browser.run("""
                const look = () => {
                    const style = getComputedStyle(document.body);
                    return [[document.documentElement.scrollWidth, innerWidth], [style.color, style.backgroundColor]];
                };
                const frame = () => new Promise((done) => requestAnimationFrame(done));
                return frame().then(frame).then(look);""")
            findings.add("no sideways scrolling", [] if wide[0] <= width and wide[1] <= width
                         else [f"{max(wide)} pixels wide in a window of {width}"], name)
            light_page = brightness(colours[1]) > brightness(colours[0])
            findings.add("theme of the system", [] if light_page == (theme == "light")
                         else [f"colours {colours} in the {theme} theme"], name)
    asked, failed = browser.requests()
    findings.add("no network", [f"asks for {url}" for url in asked if not re.match("file:|data:|about:|blob:", url)], name)
    findings.add("nothing missing", [f"cannot load {url}" for url in failed], name)
    findings.add("no console error", browser.complaints(), name)
    return facts["anchors"], facts["links"]


def brightness(colour):
    red, green, blue = (float(part) for part in re.findall(r"[\d.]+", colour)[:3])
    return 0.299 * red + 0.587 * green + 0.114 * blue


def check_links(site, pages, findings):
    """Every link within the book leads to a page that is there, and to an anchor in it."""
    for name, (_, links) in pages.items():
        problems = []
        for link in set(links):
            if re.match("https?:|mailto:|data:|javascript:", link):
                continue
            path, _, anchor = link.partition("#")
            target = unquote(path) or name
            if target in pages:
                if anchor and unquote(anchor) not in pages[target][0]:
                    problems.append(f"{link}: no such place")
            elif not (site / target).is_file() or target.endswith(".html"):
                problems.append(f"{link}: no such file")
        findings.add("links", problems, name)


# ---- the book at work -----------------------------------------------------------------------------------------------

DARK = "return document.documentElement.classList.contains('dark-mode')"


def check_theme_switch(browser, site, findings):
    """The switch changes the theme, says so, and the next page remembers."""
    problems = []
    browser.view(1400, "light")
    browser.open(site / "index.html")
    browser.run("localStorage.clear()")
    browser.open(site / "index.html")
    for wanted in (True, False):
        browser.run("document.getElementById('theme').click()")
        if browser.run(DARK) != wanted:
            problems.append("a click does not change the theme")
        if browser.run("return document.getElementById('theme').getAttribute('aria-pressed')") != str(wanted).lower():
            problems.append("the button does not say which theme is on")
        browser.open(site / "notation.html")
        if browser.run(DARK) != wanted:
            problems.append("the next page has forgotten the theme")
    browser.run("localStorage.clear()")
    findings.add("theme switch", problems)


def check_search(browser, site, findings):
    browser.view(1400, "light")
    browser.open(site / "index.html")
    for subject, wanted in SUBJECTS.items():
        results = browser.run("""
            const field = document.getElementById("search-field"), list = document.getElementById("search-results");
            field.focus();
            field.value = arguments[0];
            list.replaceChildren();
            field.dispatchEvent(new Event("input"));
            return new Promise((done) => {
                const wait = (left) => list.children.length || !left
                    ? done([...list.children].map((line) => line.dataset.url || "")) : setTimeout(wait, 50, left - 1);
                wait(60);
            });""", subject)
        found = any(url.startswith(name) for name in wanted for url in results[:3])
        findings.add("search", [] if found else [f"'{subject}' finds {results[:3]}"])


def check_keyboard(browser, site, findings):
    """Tab reaches the first things on a page, and shows where it is; the first stop leads to the text."""
    browser.view(1400, "light")
    for page in ("index.html", f"{CHAPTERS[0]}.html"):
        browser.open(site / page)
        problems, stops = [], []
        for _ in range(40):
            browser.press_tab()
            element, stop, visible = browser.run("""
                const element = document.activeElement, style = getComputedStyle(element);
                return [element.tagName, element.id || element.className || element.textContent.trim().slice(0, 30),
                        style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2];""")
            stops.append(stop)
            if not visible and element != "BODY":
                problems.append(f"focus on '{stop}' is not to be seen")
        problems += [f"Tab does not reach {needed}" for needed in ("skip", "search-field", "theme") if needed not in stops]
        findings.add("keyboard", problems, page)


def check_print(browser, site, findings, chapters=CHAPTERS):
    """On paper a chapter has no side bar, and nothing is cut at the edge."""
    for chapter in chapters:
        browser.view(1400, "dark")
        browser.open(site / f"{chapter}.html")
        browser.run(FACTS)
        browser.view(680, "dark", media="print")
        shown, cut, dark = browser.run("""
            const style = getComputedStyle(document.body);
            const hidden = (element) => !element || getComputedStyle(element).display === "none";
            const wide = [...document.querySelectorAll(".fragment, figure svg, table")]
                .filter((element) => element.scrollWidth > element.clientWidth + 2 && element.clientWidth > 0);
            return [!hidden(document.getElementById("side")) || !hidden(document.querySelector(".steps")),
                    wide.length || document.documentElement.scrollWidth > innerWidth + 2, style.backgroundColor];""")
        findings.add("print", (["the side bar is printed"] if shown else []) + (["something is cut"] if cut else [])
                     + ([f"paper is {dark}"] if brightness(dark) < 250 else []), chapter)


SITE_CHECKS = (check_theme_switch, check_search, check_keyboard, check_print)


def check_site(site):
    """All checks on all pages."""
    findings = Findings()
    names = sorted(path.name for path in site.glob("*.html"))
    pages = {}

    def worker(share):
        browser = Browser()
        try:
            for name in share:
                pages[name] = check_page(browser, site, name, findings)
            return browser
        except BaseException:
            browser.close()
            raise

    count = min(4, os.cpu_count() or 1)
    with ThreadPoolExecutor(count) as pool:
        browsers = list(pool.map(worker, [names[i::count] for i in range(count)]))
    try:
        for check in SITE_CHECKS:
            check(browsers[0], site, findings)
    finally:
        for browser in browsers:
            browser.close()
    check_links(site, pages, findings)
    return findings, len(names)


# ---- faults ---------------------------------------------------------------------------------------------------------

def replaced(pattern, by):
    def edit(text):
        changed = re.sub(pattern, by, text, count=1, flags=re.DOTALL)
        assert changed != text, f"the fault {pattern} does not apply"
        return changed
    return edit


def faults(chapter, css):
    """Pairs of a check and a fault that it must see: the file to change and how."""
    page = f"{chapter}.html"
    in_text = r"(<div class=\"textblock\">)"
    return [
        ("links", page, replaced(in_text, r'\1<a href="nowhere.html">x</a>')),
        ("links", page, replaced(in_text, r'\1<a href="index.html#nowhere">x</a>')),
        ("unique ids", page, replaced(in_text, r'\1<i id="twice"></i><i id="twice"></i>')),
        ("formulas", page, replaced(in_text, r"\1\\(\\lamda_7\\) ")),
        ("formulas", page, replaced(in_text, r"\1\\(x^2 and no end ")),
        ("Markdown", page, replaced(in_text, r"\1| An option is misspelt | 2 | ")),
        ("Markdown", page, replaced(in_text, r"\1see `make test` and **read** on ")),
        ("pictures drawn", page, replaced(in_text, r'\1<img src="nowhere.svg" alt="nothing"/>')),
        ("nothing missing", page, replaced(in_text, r'\1<img src="nowhere.svg" alt="nothing"/>')),
        ("pictures drawn", page, replaced(r"(<figure[^>]*>\s*<div[^>]*>\s*<svg[^>]*>).*?(</svg>)", r"\1\2")),
        ("descriptions", page, replaced(in_text, r'\1<img src="assets/none.svg"/>')),
        ("descriptions", page, replaced(r' role="img"', "")),
        ("descriptions", page, replaced(r"(<desc[^>]*>).*?(</desc>)", r"\1\2")),
        ("title and language", page, replaced(r'<html lang="en">', "<html>")),
        ("report", page, replaced(r'(<pre class="fragment">\S)', r"\1x")),
        ("figures", page, replaced(r"<figcaption>.*?</figcaption>", "")),
        ("names linked", page, replaced(in_text, r"\1<code>no_such_function()</code>")),
        ("no network", page, replaced(in_text, r'\1<img src="http://127.0.0.1:9/x.png" alt=""/>')),
        ("no console error", page, replaced(in_text, r"\1<script>nothing.here();</script>")),
        ("no sideways scrolling", page, replaced(in_text, r'\1<div style="width:1500px">x</div>')),
        ("theme of the system", css, replaced(r"@media screen \{\s*html\.dark-mode \{", "@media screen { html.no-mode {")),
        ("theme switch", "book.js", replaced(r"button\.addEventListener\(\"click\", \(\) => \{\s*toggle", "(() => { toggle")),
        ("theme switch", "book.js", replaced(r'"aria-pressed"', '"aria-nothing"')),
        ("search", "search_entries.js", replaced(r"SEARCH_ENTRIES = .*", "SEARCH_ENTRIES = [];")),
        ("search", "search.js", replaced(r"assets/lunr", "assets/nowhere")),
        ("keyboard", css, replaced(r":focus-visible \{ outline: 3px", ":focus-visible { outline: 0px")),
        ("keyboard", "index.html", replaced(r'<button id="theme"', '<button id="theme" tabindex="-1"')),
        ("print", css, replaced(r"#side, \.toc, \.steps, \.copy", ".toc, .copy")),
        ("print", page, replaced(in_text, r'\1<div style="width:1500px">x</div>')),
    ]


def sees(browser, site, check, name, edit, chapter):
    """Whether a check finds the fault that is put into a file."""
    path = site / name
    whole = path.read_text(encoding="utf-8")
    path.write_text(edit(whole), encoding="utf-8")
    findings = Findings()
    at_work = [site_check for site_check in SITE_CHECKS if site_check.__name__ == "check_" + check.replace(" ", "_")]
    if check == "print":
        check_print(browser, site, findings, [chapter])
    elif at_work:
        at_work[0](browser, site, findings)
    else:
        page = check_page(browser, site, f"{chapter}.html", findings)
    if check == "links":
        others = {p.name: (re.findall(r'(?:id|name)="([^"]*)"', p.read_text(encoding="utf-8")), [])
                  for p in site.glob("*.html")}
        check_links(site, {**others, f"{chapter}.html": page}, findings)
    path.write_text(whole, encoding="utf-8")
    return bool(findings.by_check.get(check))


def check_checks(site):
    """Every check meets its faults on a copy of the book. Returns what was not seen."""
    chapter = next(name for name in reversed(CHAPTERS) if "<figure" in (site / f"{name}.html").read_text(encoding="utf-8"))
    cases = faults(chapter, "book.css")

    def worker(share):
        missed = []
        browser = Browser()
        with tempfile.TemporaryDirectory(prefix="browser-faults-") as directory:
            copy = Path(directory) / "html"
            shutil.copytree(site, copy)
            try:
                for check, name, edit in share:
                    if not sees(browser, copy, check, name, edit, chapter):
                        missed.append(f"the check '{check}' does not see a fault in {name}")
            finally:
                browser.close()
        return missed

    count = min(4, os.cpu_count() or 1)
    with ThreadPoolExecutor(count) as pool:
        missed = [line for lines in pool.map(worker, [cases[i::count] for i in range(count)]) for line in lines]
    return missed, [check for check, _, _ in cases]


def main(arguments):
    site = Path(arguments[0]) if arguments else ROOT / "build/html"
    if not (site / "index.html").exists():
        print(f"{site}: there is no book; `make docs` makes it\n0 passed, 1 failed")
        return 1
    findings, pages = check_site(site)
    missed, seeded = check_checks(site)
    findings.add("faults seen", missed + [f"no fault is known for the check '{check}'"
                                          for check in findings.by_check if check not in seeded])
    failed = 0
    for check, problems in findings.by_check.items():
        failed += bool(problems)
        print(f"{'FAILED' if problems else 'passed'}  {check} ({findings.looked_at[check]} looked at)")
        for problem in problems[:20]:
            print(f"          {problem}")
    print(f"{pages} pages, {len(seeded)} faults seeded")
    print(f"{len(findings.by_check) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
