"""Doxygen's markup, put right for readers who listen, who use the keyboard, or who print: headings in their order,
landmarks with names, tables that scroll in a box of their own, and nothing that waits for Doxygen's scripts."""

import html
import re

TABLE = re.compile(r'<table class="(?:markdownTable|doxtable)">.*?</table>', re.DOTALL)


def breakable(text):
    """A qualified name may go on in the next line after a `::`, and nowhere else."""
    return text.replace("::", "::<wbr/>")


def title_as_heading(page):
    return re.sub(r'<div class="title">(.*?)\s*</div>', lambda m: f'<h1 class="title">{breakable(m[1])}</h1>', page,
                  flags=re.DOTALL)


def lower_headings(page):
    """Sections stand one level below the title; so do the members of the library below their group."""
    head, contents, body = page.partition('<div class="contents">')
    body = re.sub(r'<h2 class="memtitle">(.*?)</h2>', r'<h3 class="memtitle">\1</h3>', body)
    if re.search(r"<h1\b", body):
        body = re.sub(r"<(/?)h([1-5])\b", lambda m: f"<{m[1]}h{int(m[2]) + 1}", body)
    return head + contents + body


def name_landmarks(page):
    # Where all sections are of the second level, Doxygen writes a list in a list without an item.
    page = re.sub(r'(<div class="toc">.*?)<ul>\s*<ul>(.*?)</ul>\s*</ul>', r"\1<ul>\2</ul>", page, count=1, flags=re.DOTALL)
    page = re.sub(r'<div class="toc"><h\d>Table of Contents</h\d>(.*?)</div>',
                  r'<nav class="toc" aria-labelledby="toc-title"><h2 id="toc-title">On this page</h2>\1</nav>', page,
                  count=1, flags=re.DOTALL)
    return re.sub(r'<div id="nav-path" class="navpath">(.*?)</div>',
                  r'<nav id="nav-path" aria-label="Where this belongs">\1</nav>', page, count=1, flags=re.DOTALL)


def name_permalinks(page):
    """The link at a member's heading says where it leads."""
    def named(match):
        name = html.escape(html.unescape(re.sub("<.*?>", "", match[2])))
        return f'<a href="{match[1]}" aria-label="Link to {name}">&#9670;</a></span>&nbsp;{match[2]}</h'
    return re.sub(r'<a href="(#\w+)">&#9670;&#?\w+;</a></span>(.*?)</h', named, page)


def without_scripts(page):
    """Lists that Doxygen folds by a script stand open; an anchor has one id and no name."""
    page = re.sub(r'<div class="levels">.*?</div>', "", page)
    page = re.sub(r'<span id="arr_\w+" class="arrow" onclick="[^"]*">.*?</span>', "", page)
    page = re.sub(r' onclick="toggle\w+\([^)]*\)"', "", page)
    page = re.sub(r'(<tr id="row_\w+"[^>]*?) style="display:none;"', r"\1", page)
    return re.sub(r'<a (?:id="([^"]*)" name="\1"|name="([^"]*)" id="\2")></a>', r'<a id="\1\2"></a>', page)


def paper_title(page):
    """The title as a custom property, for the line at the top of a printed page."""
    title = html.unescape(re.sub("<.*?>", "", re.search(r'<h1 class="title">(.*?)</h1>', page, re.DOTALL)[1]))
    text = title.replace("\\", "").replace('"', "")
    return page.replace('<html lang="en"', f"<html lang=\"en\" style='--paper-title: &quot;{html.escape(text)}&quot;'", 1)


def mark_place(page, name):
    """The side bar shows which of its pages this is, or to which of them it belongs."""
    start, navigation, rest = page.partition('<nav id="pages"')
    if f'<a href="{name}"' in rest[:rest.find("</nav>")]:
        place = f'<a href="{name}"'
        mark = f'{place} aria-current="page"'
    else:
        place = '<a href="examples.html"' if name.endswith("-example.html") else '<a href="library.html"'
        mark = f'{place} aria-current="true"'
    return start + navigation + rest.replace(place, mark, 1)


def keep_short_code(page):
    """A command or a name of some words' length stands on one line."""
    return re.sub(r"<code>([^<]{1,26})</code>", r'<code class="short">\1</code>', page)


def in_box(match):
    """A table in a box that can scroll; the corner above row heads is no head of a column."""
    return f'<div class="table">{re.sub(r"<th[^>]*>(?:&#160;|&nbsp;|[ ])*</th>", "<td></td>", match[0])}</div>'


def right(page, name):
    """A page of Doxygen's as the book shows it."""
    page = title_as_heading(page)
    page = lower_headings(page)
    page = name_landmarks(page)
    page = name_permalinks(page)
    page = without_scripts(page)
    page = keep_short_code(page)
    page = TABLE.sub(in_box, page)
    return mark_place(paper_title(page), name)
