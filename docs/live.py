"""The controls with which a chapter's page runs its program again, and the places where the page shows a run."""

import functools
import html
import json
import re

from literate import BUILD

SITE = BUILD / "html.new"
# What a program is told on the command line and no page can change.
NOT_OF_A_PAGE = ("figures", "output", "shard", "join", "data", "test-data")


@functools.cache
def module():
    """What the browser's module says of itself: `options` of each chapter (name, then placeholder, default, help and what is
    allowed), and the page of the network. Nothing without a compiler for it."""
    path = BUILD / "browser/options.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {"options": {}, "network": []}


def field(name, initial, kind):
    return f'<input name="{name}" {kind} value="{initial}" data-initial="{initial}" autocomplete="off"/>'


def control(name, placeholder, initial, help_text, allowed):
    """A control with the name of its option. What is dragged has a slider beside its number."""
    label, slider = name, ""
    if allowed.startswith("one of "):
        choices = "".join(f"<option{' selected' if choice == initial else ''}>{choice}</option>"
                          for choice in allowed.removeprefix("one of ").split(", "))
        asked = f'<select name="{name}" data-initial="{initial}">{choices}</select>'
    elif placeholder.startswith("SLIDER "):
        label = placeholder.removeprefix("SLIDER ")
        asked = field(name, initial, 'type="number" step="any"')
        slider = f'<input type="range" min="-3" max="3" step="0.01" value="{initial}" aria-label="{label}, to be dragged"/>'
    elif re.fullmatch(r"[\d.]+(e-?\d+)?", initial):
        asked = field(name, initial, 'type="number"' if initial.isdigit() else 'type="number" step="any"')
    else:
        asked = field(name, initial, 'type="text"')
    title = html.escape(f"{help_text}: {allowed}")
    return f'<div><label title="{title}"><span>{label}</span>{asked}</label>{slider}</div>'


def bar(options):
    all_controls = {name: control(name, *words) for name, words in options.items() if name not in NOT_OF_A_PAGE}
    dragged = {name: text for name, text in all_controls.items() if 'type="range"' in text}
    plain = "".join(text for name, text in all_controls.items() if name not in dragged)
    sliders = f'<div class="live-controls sliders">{"".join(dragged.values())}</div>' if dragged else ""
    return ('<form id="live" class="live" aria-label="Run this page again" hidden>'
            f'<div class="live-controls">{plain}<button type="button" disabled>The book’s run</button></div>{sliders}'
            '<p id="live-status" role="status"></p>'
            '<p id="live-note" hidden>The numbers, the report and the figures are those of your run. The words around them '
            'describe the book’s.</p></form><p id="live-hint" role="tooltip" hidden></p>')


def mark_report(page):
    """The report stands in an element of its own, without the list of the files that the command line has written."""
    def marked(match):
        text, written, files = match[2].partition("\nWritten to ")
        return f'{match[1]}<span id="report">{text}</span>{written}{files}</pre>'
    return re.sub(r'(<pre class="fragment">)([^<]*\nWritten to [^<]*)</pre>', marked, page, count=1)


def fill_network(page, parts):
    """The page of the network as it opens, for readers whose browser runs nothing."""
    for part in parts:
        if part["kind"] == "report":
            page = page.replace('<span id="report"></span>', f'<span id="report">{html.escape(part["content"])}</span>')
        if part["kind"] == "figure":
            empty = f'<figure id="figure-{part["name"]}"><div class="picture">'
            page = page.replace(empty, empty + part["content"])
    return page


def put(name):
    """Puts controls into the page of a chapter that the module knows, or into that of the network."""
    path = SITE / f"{name}.html"
    page = mark_report(path.read_text(encoding="utf-8"))
    said = module()
    if name == "network":
        page = fill_network(page, said["network"])
    options = said["options"].get(name)
    if options:
        page = page.replace("</head>", f'<script defer src="live.js" data-chapter="{name}"></script>\n</head>', 1)
        page = page.replace('<div class="textblock">', '<div class="textblock">' + bar(options), 1)
    path.write_text(page, encoding="utf-8")
