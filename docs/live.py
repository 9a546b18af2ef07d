"""The controls with which a chapter's page runs its program again, and the places where the page shows a run."""

import html
import json
import re

from literate import BUILD

SITE = BUILD / "html.new"
# What a program is told on the command line and no page can change.
NOT_OF_A_PAGE = ("figures", "output", "shard", "join", "data", "test-data")


def chapters_of_module():
    """The options of the chapters in the browser's module: name, then placeholder, default, help and what is allowed.
    Empty without a compiler for it."""
    path = BUILD / "browser/options.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def control(name, initial, help_text, allowed):
    whole = re.fullmatch(r"\d+", initial)
    kind = 'type="number" step="any"' if re.fullmatch(r"[\d.]+(e-?\d+)?", initial) else 'type="text"'
    kind = 'type="number"' if whole else kind
    title = html.escape(f"{help_text}: {allowed}")
    return (f'<label title="{title}">{name}<input name="{name}" {kind} value="{html.escape(initial)}" autocomplete="off"/>'
            "</label>")


def bar(options):
    controls = "".join(control(name, initial, help_text, allowed)
                       for name, (_, initial, help_text, allowed) in options.items() if name not in NOT_OF_A_PAGE)
    return ('<form id="live" class="live" aria-label="Run this page again" hidden>'
            f'<div class="live-controls">{controls}<button type="reset" disabled>The book’s run</button></div>'
            '<p id="live-status" role="status"></p>'
            '<p id="live-note" hidden>The numbers, the report and the figures are those of your run. The words around them '
            'describe the book’s.</p></form>')


def mark_report(page):
    """The report stands in an element of its own, without the list of the files that the command line has written."""
    def marked(match):
        text, written, files = match[2].partition("\nWritten to ")
        return f'{match[1]}<span id="report">{text}</span>{written}{files}</pre>'
    return re.sub(r'(<pre class="fragment">)([^<]*\nWritten to [^<]*)</pre>', marked, page, count=1)


def put(name):
    """Puts controls into the page of a chapter that the module knows."""
    path = SITE / f"{name}.html"
    page = mark_report(path.read_text(encoding="utf-8"))
    options = chapters_of_module().get(name)
    if options:
        page = page.replace("</head>", f'<script defer src="live.js" data-chapter="{name}"></script>\n</head>', 1)
        page = page.replace('<div class="textblock">', '<div class="textblock">' + bar(options), 1)
    path.write_text(page, encoding="utf-8")
