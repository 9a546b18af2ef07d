#!/usr/bin/python3
"""Opens some pages of the book in Firefox, from disk, without a window: they draw, search and compute there as in Chromium.

Prints one line for each check and ends with `N passed, N failed`. The list is also put before a copy of the book with a
fault in it, which it has to see. Firefox is spoken to by its own WebDriver BiDi.

usage: firefox_check.py [SITE]
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import trio
import trio_websocket

from live_check import native

FIREFOX = Path("/usr/bin/firefox-esr")
PATIENCE = 60 # seconds for an answer and for a page to be ready, which take one or two


class Firefox:
    """One Firefox with a profile of its own. `complaints` holds what pages wrote to the console as an error."""

    def __init__(self, socket):
        self.socket, self.sent, self.complaints = socket, 0, []

    async def ask(self, method, **parameters):
        self.sent += 1
        await self.socket.send_message(json.dumps({"id": self.sent, "method": method, "params": parameters}))
        with trio.fail_after(PATIENCE):
            while True:
                answer = json.loads(await self.socket.get_message())
                if answer.get("method") == "log.entryAdded" and answer["params"]["level"] == "error":
                    self.complaints.append(str(answer["params"]["text"]))
                if answer.get("id") == self.sent:
                    if answer["type"] == "error":
                        raise RuntimeError(f"{method}: {answer['message']}")
                    return answer["result"]

    async def begin(self):
        await self.ask("session.new", capabilities={})
        await self.ask("session.subscribe", events=["log.entryAdded"])
        self.page = (await self.ask("browsingContext.getTree"))["contexts"][0]["context"]

    async def open(self, path, fragment=""):
        await self.ask("browsingContext.navigate", context=self.page, url="about:blank", wait="complete")
        await self.ask("browsingContext.navigate", context=self.page, url=path.resolve().as_uri() + fragment, wait="complete")

    async def run(self, script):
        """What a function of JavaScript returns, as JSON."""
        answer = await self.ask("script.evaluate", target={"context": self.page}, awaitPromise=True,
                                expression=f"(async () => JSON.stringify(await (async () => {{{script}}})()))()")
        if answer["type"] == "exception":
            raise RuntimeError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"]["value"])

    async def ready(self):
        """The report of a page that runs its program, once it shows what its controls say."""
        with trio.fail_after(PATIENCE):
            while not await self.run("return document.documentElement.dataset.live === 'ready'"):
                await trio.sleep(0.05)
        return await self.run("return document.getElementById('report').textContent")


# ---- what is checked ------------------------------------------------------------------------------------------------

async def check_pages(firefox, site):
    """Formulas are typeset and figures drawn."""
    for name in ("index", "11_output_M6", "20_training", "verification"):
        await firefox.open(site / f"{name}.html")
        formulas, errors, flat = await firefox.run("""
            const flat = [...document.querySelectorAll("figure svg")].filter((svg) => svg.getBoundingClientRect().height < 50);
            return [document.querySelectorAll(".katex").length, document.querySelectorAll(".katex-error").length, flat.length];""")
        yield f"{name}: no formula is typeset" if not formulas else ""
        yield f"{name}: {errors} formulas in error" if errors else ""
        yield f"{name}: {flat} figures are not drawn" if flat else ""


async def check_theme(firefox, site):
    """The switch changes the theme, and the next page remembers."""
    dark = "return document.documentElement.classList.contains('dark-mode')"
    await firefox.open(site / "index.html")
    before = await firefox.run(dark)
    await firefox.run("document.getElementById('theme').click(); return 0")
    yield "a click does not change the theme" if await firefox.run(dark) == before else ""
    await firefox.open(site / "notation.html")
    yield "the next page has forgotten the theme" if await firefox.run(dark) == before else ""


async def check_search(firefox, site):
    await firefox.open(site / "index.html")
    found = await firefox.run("""
        const field = document.getElementById("search-field"), list = document.getElementById("search-results");
        field.focus();
        field.value = "bottleneck";
        field.dispatchEvent(new Event("input"));
        for (let left = 60; left && !list.children.length; --left) await new Promise((done) => setTimeout(done, 50));
        return [...list.querySelectorAll("li > a[href]")].map((link) => link.getAttribute("href"));""")
    yield f"'bottleneck' finds {found[:3]}" if not any("21_latent_space" in url for url in found) else ""


async def check_chapter(firefox, site):
    """A chapter with settings in its address says what its program says."""
    for chapter, option, value in (("11_output_M6", "sample", "5"), ("20_training", "seed", "7")):
        await firefox.open(site / f"{chapter}.html", f"#{option}={value}")
        yield f"{chapter}: another report" if await firefox.ready() != native(chapter, [[option, value]])[0] else ""


async def check_network(firefox, site):
    """A derivative on the page of the network is that of chapter 10."""
    await firefox.open(site / "network.html", "#seed=7&sample=5")
    row = re.search(r"^  λ6,7 +(\S+) +(\S+)$", await firefox.ready(), re.MULTILINE)
    expected = native("10_weight_6_7", [["seed", "7"], ["sample", "5"]])[2]["dL_dlambda_6_7"]
    # the page shows six decimals or more
    yield "∂ℒ/∂λ6,7 is not that of chapter 10" if not row or abs(float(row[2]) - expected) > 1e-6 else ""


CHECKS = {"formulas and figures in Firefox": check_pages, "theme switch in Firefox": check_theme,
          "search in Firefox": check_search, "a chapter's program in Firefox": check_chapter,
          "the network in Firefox": check_network}
# Faults that the checks must see: what each changes in a file of the book.
FAULTS = (("a chapter's program in Firefox", "live.js", 'byId("report").textContent = report.content;', ""),
          ("search in Firefox", "search.js", "assets/lunr", "assets/nowhere"),
          ("formulas and figures in Firefox", "verification.html", "</body>", "<script>nothing.here();</script></body>"))


async def problems_of(check, firefox, site):
    firefox.complaints.clear()
    try:
        problems = [problem async for problem in CHECKS[check](firefox, site) if problem]
        return problems + firefox.complaints
    except (RuntimeError, trio.TooSlowError) as error:
        return [str(error) or "does not become ready"]


async def all_checks(firefox, site, directory):
    await firefox.begin()
    wrong = {check: await problems_of(check, firefox, site) for check in CHECKS}
    copy, missed = Path(directory) / "html", []
    shutil.copytree(site, copy)
    for check, name, old, new in FAULTS:
        whole = (copy / name).read_text(encoding="utf-8")
        (copy / name).write_text(whole.replace(old, new, 1), encoding="utf-8")
        if old not in whole or not await problems_of(check, firefox, copy):
            missed.append(f"'{check}' does not see '{old}' turned into '{new}'")
        (copy / name).write_text(whole, encoding="utf-8")
    return wrong | {"faults seen in Firefox": missed}


def with_firefox(site):
    """Starts Firefox, which tells on stderr where it listens, and runs the checks."""
    async def talk(address, directory):
        async with trio_websocket.open_websocket_url(address + "/session", max_message_size=1 << 26) as socket:
            return await all_checks(Firefox(socket), site, directory)

    with tempfile.TemporaryDirectory(prefix="firefox-check-", ignore_cleanup_errors=True) as directory:
        (Path(directory) / "profile").mkdir()
        program = subprocess.Popen([FIREFOX, "--headless", "--no-remote", "--profile", f"{directory}/profile",
                                    "--remote-debugging-port", "0"], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL,
                                   text=True, env={"HOME": directory, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"})
        try:
            for line in program.stderr:
                if found := re.search(r"WebDriver BiDi listening on (ws://\S+)", line):
                    return trio.run(talk, found[1], directory)
            return {"Firefox starts": ["it ended before it listened"]}
        finally:
            program.terminate()
            program.wait()


def main(arguments):
    site = Path(arguments[0]) if arguments else Path(__file__).resolve().parents[2] / "build/html"
    for needed, remedy in ((FIREFOX, "`make setup test` installs it, Debian's package firefox-esr"),
                           (site / "live.js", "the pages do not run their programs: `make setup docs` installs the compiler")):
        if not needed.exists():
            print(f"{needed} is missing; {remedy}\n0 passed, 1 failed")
            return 1
    wrong = with_firefox(site)
    for check, problems in wrong.items():
        print(f"{'FAILED' if problems else 'passed'}  {check}")
        for problem in problems[:20]:
            print(f"          {problem}")
    failed = sum(bool(problems) for problems in wrong.values())
    print(f"{len(FAULTS)} faults seeded")
    print(f"{len(wrong) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
