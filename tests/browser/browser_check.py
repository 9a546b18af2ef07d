#!/usr/bin/python3
"""Opens every page of the book in Chromium, light and dark, from 320 to 1400 pixels wide, and checks what a reader meets.

Prints one line for each check and ends with `N passed, N failed`. The same checks are first put before a copy of the book
with one fault in it, a fault for each: a check that does not see its fault counts as failed.

usage: browser_check.py [--all] [SITE]       SITE: the directory of the book, build/html if not given
The accessibility is audited in some of the views of each page, with --all in every one.
"""

import os
import re
import shutil
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import unquote

from audits import accessibility, invalid_markup
from browser import Browser

ROOT = Path(__file__).resolve().parents[2]
FACTS = (Path(__file__).parent / "facts.js").read_text(encoding="utf-8")
WIDTHS = (320, 390, 1400)
THEMES = ("light", "dark")
VIEWS = [(width, theme) for width in WIDTHS for theme in THEMES]
CHAPTERS = (ROOT / "chapters/list.txt").read_text(encoding="utf-8").split()
# What a student would type, and the pages of which one should come first, or at least among the first three.
QUESTIONS = [line.split("\t") for line in
             (Path(__file__).parent / "questions.tsv").read_text(encoding="utf-8").splitlines()[1:]]
FIRST = 0.9 # of the questions: some have two good answers


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
    find("title and language", [] if facts["language"] == "en" and facts["title"].strip() else ["no title or language"])
    levels = [level for level, _ in facts["headings"]]
    find("headings", ([] if levels.count(1) == 1 and levels[0] == 1 else [f"{levels.count(1)} headings of the first level"])
         + [f"'{text}' is of level {level}, after {before}" for before, (level, text) in zip(levels, facts["headings"][1:])
            if level > before + 1]
         + [f"a heading of level {level} has no words" for level, text in facts["headings"] if not text])
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


def is_written(name):
    """Whether a page is the book's own; the others are the library's, all made by one pattern."""
    return not re.search(r"_8[ch]pp|^(class|struct|namespace|dir_|annotated|files|examples)", name)


def audited_views(name, turn, everything):
    """The views in which a page is audited, which takes a second or two: one for a page of the library, two for a page of
    the book, in turn; or every one."""
    each = 1 if everything else 3 if is_written(name) else len(VIEWS)
    return range(turn % each, len(VIEWS), each)


def check_page(browser, site, name, findings, audited=()):
    """Loads a page once and looks at it in every width and theme. Returns its anchors and links."""
    browser.view(1400, "light")
    browser.open(site / name)
    facts = browser.run(FACTS)
    check_facts(name, facts, findings)
    for view, (width, theme) in enumerate(VIEWS):
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
        if view in audited:
            findings.add("accessibility", accessibility(browser), f"{name}, {width} pixels, {theme}")
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
                # settings such as #sample=5 are put before the page's program by live_check.py
                if anchor and "=" not in anchor and unquote(anchor) not in pages[target][0]:
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


def ask(browser, question):
    """What the search shows for a question: address, title and marked words of each place; and what it announces."""
    return browser.run("""
        const field = document.getElementById("search-field"), list = document.getElementById("search-results");
        field.focus();
        field.value = arguments[0];
        list.replaceChildren();
        document.getElementById("announcement").textContent = "";
        field.dispatchEvent(new Event("input"));
        const places = () => [...list.querySelectorAll("li > a[href]")].map((link) => [link.getAttribute("href"),
            link.querySelector("b").textContent, [...link.querySelectorAll("mark")].map((mark) => mark.textContent)]);
        return new Promise((done) => {
            const wait = (left) => list.children.length || !left
                ? done([places(), document.getElementById("announcement").textContent]) : setTimeout(wait, 50, left - 1);
            wait(arguments[1]);
        });""", question, 2 if question == "?" else 60)


def check_search(browser, site, findings):
    browser.view(1400, "light")
    browser.open(site / "index.html")
    problems, first = [], 0
    for question, places in QUESTIONS:
        found, announced = ask(browser, question)
        pages = list(dict.fromkeys(url.partition(".html")[0] for url, _, _ in found))
        wanted = places.split("|")
        first += pages[:1] != [] and pages[0] in wanted
        if not set(pages[:3]) & set(wanted):
            problems.append(f"'{question}' finds {pages[:3]}")
        if not announced.startswith(f"{len(found)} place"):
            problems.append(f"'{question}' finds {len(found)} places and announces '{announced}'")
        chapters = [url for url, _, _ in found if url.partition(".html")[0] in CHAPTERS]
        if any("#" in url and url.partition("#")[0] not in chapters[:i] for i, url in enumerate(chapters)):
            problems.append(f"'{question}' shows a section before its chapter")
    if first < FIRST * len(QUESTIONS):
        problems.append(f"the right page comes first for {first} of {len(QUESTIONS)} questions only")
    word = "backpropagation"
    problems += [f"'{word[:n]}' finds nothing" for n in range(3, len(word)) if not ask(browser, word[:n])[0]]
    if not any("learning" in marks for _, _, marks in ask(browser, "learning rate")[0]):
        problems.append("the words of the question are not marked")
    if ask(browser, "?")[0]:
        problems.append("a question mark finds something")
    findings.add("search", problems)


def check_search_list(browser, site, findings):
    """The list lies above the page, and the keyboard goes from the field into it and back."""
    problems = []
    for width in WIDTHS:
        browser.view(width, "light")
        browser.open(site / f"{CHAPTERS[6]}.html")
        if not ask(browser, "weight")[0]:
            problems.append("nothing found")
            continue
        covered, steps, closed = browser.run("""
            const links = [...document.querySelectorAll("#search-results a")];
            const list = document.getElementById("search-results");
            const inside = ({left, top, width, height}) => [left + width / 2, top + height / 2];
            const covered = links.filter((link) => {
                const [x, y] = inside(link.getBoundingClientRect());
                return y < list.getBoundingClientRect().bottom && !list.contains(document.elementFromPoint(x, y));
            }).length;
            const press = (key) => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}));
            const steps = [];
            for (const key of ["ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp"]) {
                press(key);
                steps.push(links.indexOf(document.activeElement));
            }
            press("Escape");
            return [covered, steps, list.hidden];""")
        problems += [f"{covered} places are covered by the page, {width} pixels wide"] if covered else []
        problems += [f"the arrows lead to {steps}"] if steps != [0, 1, 0, -1] else []
        problems += [] if closed else ["Escape does not close the list"]
    findings.add("search list", problems)


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
    """On paper a chapter has no side bar, nothing is cut at the edge, its hints are there, and its code can be read."""
    for chapter in chapters:
        browser.view(1400, "dark")
        browser.open(site / f"{chapter}.html")
        browser.run(FACTS)
        browser.view(680, "dark", media="print")
        shown, cut, dark, folded, code = browser.run("""
            const style = getComputedStyle(document.body);
            const hidden = (element) => !element || getComputedStyle(element).display === "none";
            const wide = [...document.querySelectorAll(".fragment, figure svg, table")]
                .filter((element) => element.scrollWidth > element.clientWidth + 2 && element.clientWidth > 0);
            return [!hidden(document.getElementById("side")) || !hidden(document.querySelector(".steps")),
                    wide.length || document.documentElement.scrollWidth > innerWidth + 2, style.backgroundColor,
                    [...document.querySelectorAll("details > p")].filter((hint) => !hint.checkVisibility()
                        || hint.getBoundingClientRect().height === 0).length,
                    Math.min(...[...document.querySelectorAll(".line, pre.fragment")]
                        .map((line) => parseFloat(getComputedStyle(line).fontSize) * 0.75))];""")
        findings.add("print", (["the side bar is printed"] if shown else []) + (["something is cut"] if cut else [])
                     + ([f"{folded} hints are not printed"] if folded else [])
                     + ([f"code is printed at {code} points"] if round(code, 2) < 8.5 else [])
                     + ([f"paper is {dark}"] if brightness(dark) < 250 else []), chapter)


SITE_CHECKS = (check_theme_switch, check_search, check_search_list, check_keyboard, check_print)


def check_site(site, everything=False):
    """All checks on all pages."""
    findings = Findings()
    names = sorted(path.name for path in site.glob("*.html"))
    pages = {}

    def worker(share):
        browser = Browser()
        try:
            for turn, name in enumerate(share):
                pages[name] = check_page(browser, site, name, findings, audited_views(name, turn, everything))
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
    for name, problems in invalid_markup(sorted(site.glob("*.html"))):
        findings.add("valid markup", problems, name)
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
        ("title and language", page, replaced(r'<html lang="en"', "<html")),
        ("headings", page, replaced(r'<h1 class="title">(.*?)</h1>', r'<div class="title">\1</div>')),
        ("headings", page, replaced(r"(<main.*?)<h2>(.*?)</h2>", r"\1<h5>\2</h5>")),
        ("accessibility", css, replaced(r"(--page-secondary-foreground-color: )#56616e", r"\1#a0a8b0")),
        ("accessibility", page, replaced(in_text, r'\1<a href="#text"></a>')),
        ("accessibility", css, replaced(r"text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: .2em;",
                                        "text-decoration: none;")),
        ("valid markup", page, replaced(in_text, r"\1<ul><p>x</p></ul>")),
        ("valid markup", page, replaced(r"<msub>", "<msub><mi>x</mi>")),
        ("report", page, replaced(r'(<span id="report">\S)', r"\1x")),
        ("figures", page, replaced(r"<figcaption>.*?</figcaption>", "")),
        ("names linked", page, replaced(in_text, r"\1<code>no_such_function()</code>")),
        ("no network", page, replaced(in_text, r'\1<img src="http://127.0.0.1:9/x.png" alt=""/>')),
        ("no console error", page, replaced(in_text, r"\1<script>nothing.here();</script>")),
        ("no sideways scrolling", page, replaced(in_text, r'\1<div style="width:1500px">x</div>')),
        ("theme of the system", css, replaced(r"@media screen \{\s*html\.dark-mode \{", "@media screen { html.no-mode {")),
        ("theme switch", "book.js", replaced(r"chosenTheme = isDark\(\) \? \"light\"", 'chosenTheme = isDark() ? "dark"')),
        ("theme switch", "book.js", replaced(r'localStorage\.setItem\("theme"', 'localStorage.setItem("nothing"')),
        ("theme switch", "book.js", replaced(r'"aria-pressed"', '"aria-nothing"')),
        ("search", "search_entries.js", replaced(r"SEARCH_ENTRIES = .*", "SEARCH_ENTRIES = [];")),
        ("search", "search.js", replaced(r"assets/lunr", "assets/nowhere")),
        ("search", "search.js", replaced(r"line\.append\(mark\)", "line.append(mark.textContent)")),
        ("search", "search.js", replaced(r"(\$\{count\}) \$\{", r"some ${")),
        ("search", "search.js", replaced(r"longer\.forEach", "[].forEach")),
        ("search", "search.js", replaced(r"\"eta η\", ", "")),
        ("search list", css, replaced(r"position: fixed; z-index: 10;", "position: fixed; z-index: -1;")),
        ("search list", "search.js", replaced(r"move\(event\.key", "(() => 0)(event.key")),
        ("search list", "search.js", replaced(r"list\.hidden = true;", "")),
        ("keyboard", css, replaced(r":focus-visible \{ outline: 3px", ":focus-visible { outline: 0px")),
        ("keyboard", "index.html", replaced(r'<button id="theme"', '<button id="theme" tabindex="-1"')),
        ("print", css, replaced(r"#side, \.toc, \.steps, \.copy", ".toc, .copy")),
        ("print", css, replaced(r"details::details-content \{ content-visibility: visible;", "details::details-content {")),
        ("print", css, replaced(r"font-size: 8\.5pt !important", "font-size: 7pt !important")),
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
    elif check == "valid markup":
        findings.add(check, invalid_markup([path])[0][1])
    elif at_work:
        at_work[0](browser, site, findings)
    else:
        page = check_page(browser, site, f"{chapter}.html", findings,
                          range(len(VIEWS)) if check == "accessibility" else ())
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
    everything = arguments[:1] == ["--all"]
    site = Path(arguments[everything]) if arguments[everything:] else ROOT / "build/html"
    if not (site / "index.html").exists():
        print(f"{site}: there is no book; `make docs` makes it\n0 passed, 1 failed")
        return 1
    findings, pages = check_site(site, everything)
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
