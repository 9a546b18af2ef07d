"""What axe-core and the Nu HTML checker find on the pages."""

import json
import subprocess
from collections import defaultdict
from pathlib import Path
from urllib.parse import unquote, urlparse

TOOLS = Path(__file__).parent / "node_modules"
AXE = TOOLS / "axe-core/axe.min.js"
VNU = TOOLS / "vnu-jar/build/dist/vnu.jar"
# A heading of a table that is a formula is read out from its MathML, which axe-core does not take for text.
NOT_ASKED = {"empty-table-header": {"enabled": False}}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def accessibility(browser):
    """What axe-core finds wrong on the page as it is shown now."""
    browser.run(AXE.read_text(encoding="utf-8") + ";")
    return browser.run("""
        const wanted = {runOnly: arguments[0], rules: arguments[1], resultTypes: ["violations"]};
        return axe.run(document, wanted).then(({violations}) => violations.map(
            ({id, impact, nodes}) => `${id} (${impact}), ${nodes.length} times: ${nodes[0].html.slice(0, 120)}: `
                + `${nodes[0].failureSummary.split("\\n").slice(1, 2).join("").trim()}`));""", RULES, NOT_ASKED)


def invalid_markup(paths):
    """Pairs (page, problems): errors of the markup in some pages."""
    run = subprocess.run(["java", "-jar", str(VNU), "--errors-only", "--exit-zero-always", "--format", "json",
                          *map(str, paths)], capture_output=True, text=True, encoding="utf-8", check=True)
    problems = defaultdict(list)
    for message in json.loads(run.stderr)["messages"]:
        page = Path(unquote(urlparse(message["url"]).path)).name
        problems[page].append(f"line {message.get('lastLine')}: {message['message']}")
    return [(path.name, problems[path.name]) for path in paths]
