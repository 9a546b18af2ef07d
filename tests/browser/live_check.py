#!/usr/bin/python3
"""The pages that run their own program. The module is run in node with some hundred settings, allowed and not, and says what
the native program says, byte for byte; then pages are used in Chromium as a reader uses them.

Prints one line for each check and ends with `N passed, N failed`. Checks of a page are also put before copies with a fault.

usage: live_check.py [SITE]
"""

import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "docs"))

from browser import Browser # noqa: E402
from literate import BUILD, RUN, Chapter # noqa: E402

# Values of each option: ordinary ones, the smallest and large ones, and one that is refused.
VALUES = {
    "seed": ["0", "1", "7", "4294967295", "-1"],
    "data-seed": ["0", "3", "99", "4294967296"],
    "test-seed": ["0", "5", "123456"],
    "samples": ["1", "2", "5", "30", "0"],
    "sigma": ["0", "0.01", "0.5", "2", "2.5"],
    "epochs": ["1", "2", "50", "1500", "0"],
    "learning-rate": ["1e-3", "0.5", "3", "20", "-0.1"],
    "tolerance": ["1e-6", "1e-9", "off"],
    "sample": ["1", "2", "5", "12", "13"],
}
RUNS = 240
# The C library has an `exp` with fused multiply-add for the processors that know it, which rounds now and then differently.
# A browser's module has the plain one. With the plain one in both, all digits of all numbers are the same.
PLAIN_EXP = {"GLIBC_TUNABLES": "glibc.cpu.hwcaps=-FMA,-FMA4,-AVX2"}


def combinations(options):
    """Chapters and settings, some hundred of them, the same on every machine."""
    dice = random.Random(19)
    chapters = sorted(name for name in options if name != "network")
    for number in range(RUNS):
        chapter = chapters[number % len(chapters)]
        known = [name for name in options[chapter] if name in VALUES]
        chosen = dice.sample(known, dice.randint(0, len(known))) if number >= len(chapters) else []
        yield chapter, [[name, dice.choice(VALUES[name])] for name in chosen]


def native(chapter, settings):
    """What the program says: its report, its complaint, its numbers."""
    with tempfile.TemporaryDirectory(prefix="live-check-") as output:
        words = [f"--{name}={value}" for name, value in settings]
        run = subprocess.run([str(BUILD / "chapters" / chapter), *words, "--figures=none", f"--output={output}"],
                             capture_output=True, text=True, encoding="utf-8", check=False, env=os.environ | PLAIN_EXP)
        values = Path(output) / f"{chapter}.values.json"
        numbers = json.loads(values.read_text(encoding="utf-8")) if values.exists() else {}
    return run.stdout.partition("\nWritten to ")[0], run.stderr.strip().removeprefix(f"{chapter}: "), numbers


def shown(chapter, numbers, reference):
    """What the build of the pages makes of a number, as the module writes it. What is too wide for a page has a power of
    ten there, and a number that a run does not have is a dash; the book's own run has neither."""
    name, _, form = reference.partition(":")
    value = numbers.get(name.strip("|"))
    if value is None:
        return "–"
    if isinstance(value, float) and abs(value) >= 1e9 and not form.endswith("e"):
        reference = f"{name}:{form[:-1] or '.6'}e"
    chapter.values = numbers
    tex = chapter.number(reference)
    return tex.replace(r"\cdot ", "·").replace("{", "").replace("}", "").replace("-", "−")


def check_module(options):
    """Compares the runs. Returns what is wrong, by check."""
    runs = list(combinations(options))
    chapters = {name: Chapter(ROOT / f"chapters/{name}.cpp") for name in options if name != "network"}
    references = {name: sorted(set(RUN.findall(chapter.path.read_text(encoding="utf-8"))))
                  for name, chapter in chapters.items()}
    asked = json.dumps([{"chapter": chapter, "settings": settings, "references": references[chapter]}
                        for chapter, settings in runs])
    answer = subprocess.run(["node", str(ROOT / "tests/browser/runs.js"), str(BUILD / "browser/workbook.wasm")], input=asked,
                            capture_output=True, text=True, encoding="utf-8", check=True)
    wrong = {"reports of the module": [], "refusals of the module": [], "numbers of the module": []}
    for (name, settings), parts in zip(runs, json.loads(answer.stdout)):
        report, complaint, numbers = native(name, settings)
        said = {kind: [part["content"] for part in parts if part["kind"] == kind]
                for kind in ("report", "refusal", "error", "failure")}
        call = " ".join([name] + [f"--{option}={value}" for option, value in settings])
        if report != "".join(said["report"]):
            wrong["reports of the module"].append(call)
        if complaint != "".join(said["refusal"] + said["error"] + said["failure"][:1]):
            wrong["refusals of the module"].append(f"{call}: {complaint!r}, not {said}")
        chapters[name].values = numbers
        if numbers != json.loads("".join(part["content"] for part in parts if part["kind"] == "values") or "{}"):
            wrong["numbers of the module"].append(f"{call}: not the native values")
        for part in parts:
            if part["kind"] == "number" and numbers:
                expected = shown(chapters[name], numbers, part["name"])
                if part["content"] != expected:
                    wrong["numbers of the module"].append(f"{call}: {part['name']} is {part['content']}, not {expected}")
    return wrong


def check_links(site):
    """Every link that carries settings, such as 20_training.html#epochs=4000, leads to a page that takes them."""
    links = sorted({link for page in site.glob("*.html")
                    for link in re.findall(r'href="(\w+\.html#[^"]*=[^"]*)"', page.read_text(encoding="utf-8"))})
    asked = [{"chapter": link.partition(".html#")[0], "settings": parse_qsl(unescape(link.partition("#")[2]), True),
              "references": []} for link in links]
    answer = subprocess.run(["node", str(ROOT / "tests/browser/runs.js"), str(BUILD / "browser/workbook.wasm")],
                            input=json.dumps(asked), capture_output=True, text=True, encoding="utf-8", check=True)
    refused = [f"{link}: {part['content']}" for link, parts in zip(links, json.loads(answer.stdout)) for part in parts
               if part["kind"] in ("refusal", "error")]
    return {"links with settings": refused + ([] if links else ["there is none"])}


# ---- in a browser ---------------------------------------------------------------------------------------------------

class Reader:
    """Who reads a chapter in the browser."""

    def __init__(self, site):
        self.site = site
        self.browser = Browser()

    def open(self, chapter, fragment="", width=1400):
        self.browser.view(width, "light")
        self.browser.open(self.site / f"{chapter}.html", fragment)
        self.wait()

    def wait(self):
        for _ in range(200):
            if self.browser.run("return document.documentElement.dataset.live === 'ready'"):
                return
            time.sleep(0.05)
        raise TimeoutError("the page does not become ready")

    def type_into(self, name, text):
        field = self.browser.driver.find_element("css selector", f"#live [name='{name}']")
        field.clear()
        field.send_keys(text)
        self.wait()

    def report(self):
        return self.browser.run("return document.getElementById('report').textContent")

    def look(self):
        return self.browser.run("""return {
            numbers: [...document.querySelectorAll(".textblock [data-run]")].map((e) => e.textContent.replace(/\\u200b/g, "")),
            marked: document.querySelectorAll(".changed").length,
            status: document.getElementById("live-status").textContent,
            note: !document.getElementById("live-note").hidden,
            figures: [...document.querySelectorAll("figure svg desc")].map((e) => e.textContent),
            address: location.hash, wide: document.documentElement.scrollWidth}""")


def check_settings(reader):
    """A link with settings shows their run; what the reader types does, too; then the book's run comes back."""
    chapter = "11_output_M6"
    reader.open(chapter)
    book, book_report = reader.look(), reader.report()
    yield "the book's run is marked as changed" if book["marked"] or book["note"] else ""
    yield "the report is not the book's" if book_report != native(chapter, [])[0] else ""
    reader.type_into("sample", "5")
    typed, typed_report = reader.look(), reader.report()
    yield "the report is not that of sample 5" if typed_report != native(chapter, [["sample", "5"]])[0] else ""
    yield "no number is marked as changed" if not typed["marked"] or not typed["note"] else ""
    yield f"the address is {typed['address']}" if typed["address"] != "#sample=5" else ""
    yield "the figure is still the book's" if typed["figures"] == book["figures"] else ""
    reader.open(chapter, "#seed=7&sample=5", 390)
    linked = reader.look()
    yield "a link with settings does not show their run" \
        if reader.report() != native(chapter, [["seed", "7"], ["sample", "5"]])[0] else ""
    yield f"{linked['wide']} pixels wide on a phone" if linked["wide"] > 390 else ""
    reader.browser.run("document.querySelector('#live button').click()")
    time.sleep(0.2)
    reader.wait()
    back = reader.look()
    yield "the way back does not lead to the book's run" if reader.report() != book_report \
        or back["numbers"] != book["numbers"] or back["figures"] != book["figures"] or back["address"] else ""


def check_refusals(reader):
    """A wrong setting is refused in the program's words, and the page stays as it is."""
    for fragment, words in (("#sample=99", "--sample '99': allowed is a whole number from 1 to the number of samples, here 12"),
                            ("#colour=red", "unknown option '--colour': allowed are --help")):
        reader.open("16_weight_1_4", fragment)
        look = reader.look()
        yield f"{fragment} is answered with '{look['status']}'" if not look["status"].startswith(words) else ""
        yield f"{fragment} changes the page" if look["marked"] else ""


def check_failures(reader):
    """A check that fails says so."""
    reader.open("20_training", "#learning-rate=100000&epochs=50")
    yield "a training that diverges is not told" if "diverged" not in reader.look()["status"] else ""


def check_network(reader):
    """What is moved on the page of the network has the derivative that the page gives."""
    reader.open("network", "#seed=7&sample=5")
    table = r"^  λ6,7 +(\S+) +(\S+)$"
    value, slope = map(float, re.search(table, reader.report(), re.MULTILINE).groups())
    expected = native("10_weight_6_7", [["seed", "7"], ["sample", "5"]])[2]
    yield "λ6,7 is not that of chapter 10" if abs(value - expected["lambda_6_7"]) > 1e-6 else ""
    yield "∂ℒ/∂λ6,7 is not that of chapter 10" if abs(slope - expected["dL_dlambda_6_7"]) > 1e-6 else ""
    losses = []
    for moved in (value - 0.1, value + 0.1):
        reader.type_into("lambda_6_7", f"{moved:.6f}")
        losses.append(float(re.search(r"^Loss of the sample (\S+),", reader.report())[1]))
    # six decimals in the loss, and an error proportional to the square of the step
    yield f"the losses {losses} do not have the slope {slope}" if abs((losses[1] - losses[0]) / 0.2 - slope) > 1e-3 else ""
    reader.browser.run("""const slider = document.querySelector("#live [aria-label^='b9']");
        slider.value = "1.5"; slider.dispatchEvent(new Event("input", {bubbles: true}));""")
    reader.wait()
    yield "a slider moves nothing" if not re.search(r"^  b9 +1\.500000 ", reader.report(), re.MULTILINE) else ""


def check_symbols(reader):
    """A symbol of a formula tells its value in this run, to the mouse and to the keyboard."""
    reader.open("11_output_M6", "#sample=5")
    expected = f"{native('11_output_M6', [['sample', '5']])[2]['R7']:.6f}"
    for event, target in (("pointerover", "[data-value='R7']"), ("focus", ".katex-display:has([data-value='R7'])")):
        reader.browser.run("document.getElementById('live-hint').hidden = true; document.querySelector(arguments[0])"
                           ".dispatchEvent(new Event(arguments[1], {bubbles: arguments[1] !== 'focus'}))", target, event)
        time.sleep(0.3)
        hint = reader.browser.run("const hint = document.getElementById('live-hint'); return hint.hidden ? '' : hint.textContent")
        yield f"{event} on R7 says '{hint}'" if f"R7 = {expected}, output of R7" not in hint else ""


CHECKS = {"symbols in the page": check_symbols, "the network in your hands": check_network, "settings in the page": check_settings, "refusals in the page": check_refusals,
          "failures in the page": check_failures}
# Faults of a page that its checks must see.
FAULTS = (("symbols in the page", "live.js", "    connectSymbols();\n", ""), ("settings in the page", "live.js", 'byId("report").textContent = report.content;', ""),
          ("settings in the page", "live.js", "element.classList.toggle", "element.classList.contains"),
          ("settings in the page", "live.js", "showAddress();\n})", "})"),
          ("refusals in the page", "live.js", '["refusal", ', '["nothing", '),
          ("the network in your hands", "live.js", "numberOf(event.target).value = event.target.value;", ""),
          ("failures in the page", "live.js", '"failure"]', '"nothing"]'))


def try_page(check, reader):
    try:
        return [problem for problem in CHECKS[check](reader) if problem] + reader.browser.complaints()
    except TimeoutError as error:
        return [str(error)]


def check_pages(site):
    wrong, missed = {}, []
    reader = Reader(site)
    with tempfile.TemporaryDirectory(prefix="live-faults-") as directory:
        try:
            for check in CHECKS:
                wrong[check] = try_page(check, reader)
            reader.site = Path(directory) / "html"
            shutil.copytree(site, reader.site)
            for check, name, old, new in FAULTS:
                whole = (reader.site / name).read_text(encoding="utf-8")
                (reader.site / name).write_text(whole.replace(old, new, 1), encoding="utf-8")
                if whole.count(old) != 1 or not try_page(check, reader):
                    missed.append(f"'{check}' does not see '{old}' turned into '{new}'")
                (reader.site / name).write_text(whole, encoding="utf-8")
        finally:
            reader.browser.close()
    wrong["faults seen"] = missed
    return wrong


def main(arguments):
    site = Path(arguments[0]) if arguments else BUILD / "html"
    options = BUILD / "browser/options.json"
    if not options.exists():
        print("the pages do not run their programs: `make setup docs` installs the compiler for it\n0 passed, 1 failed")
        return 1
    wrong = check_module(json.loads(options.read_text(encoding="utf-8"))["options"]) | check_links(site) | check_pages(site)
    for check, problems in wrong.items():
        print(f"{'FAILED' if problems else 'passed'}  {check}")
        for problem in problems[:20]:
            print(f"          {problem}")
    failed = sum(bool(problems) for problems in wrong.values())
    print(f"{RUNS} runs compared, {len(FAULTS)} faults seeded")
    print(f"{len(wrong) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
