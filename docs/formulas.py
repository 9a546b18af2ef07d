"""Sets the formulas of all pages with KaTeX, in one run of node, so that a page needs no script for them."""

import html
import json
import re
import subprocess
import sys

from literate import BUILD, ROOT

FORMULA = re.compile(r'(?P<code><(?P<tag>pre|div) class="fragment">.*?(?:</pre>|</div><!-- fragment -->))'
                     r"|(?P<before>[(“]?)\\\((?P<inline>.*?)\\\)(?P<after>[^\s<]{0,8})"
                     r"|\\\[(?P<display>.*?)\\\]", re.DOTALL)
DECIMAL = re.compile(r"(?:\\htmlData\{run=(?P<run>[^{}]*)\}\{)?(?P<digits>-?\d+(\.\d+)?)(?(run)\})")
# A number of the run, bound to the reference that it came from: what stands in braces has none of its own but an exponent.
BOUND = re.compile(r"\\htmlData\{run=([^{}]*)\}\{((?:[^{}]|\{[^{}]*\})*)\}")
# The symbols of the network, and the derivatives of one with respect to another.
SYMBOL = (r"(?:\\lambda_\{\d+,\d+\}|[LMRO]_\{\d+,\\mathrm\{in\}\}|[ILMROb]_(?:\{\d+\}|\d))")
NAMED = re.compile(BOUND.pattern + rf"|\\[dt]?frac\{{\\partial ?(?P<of>{SYMBOL}|\\mathcal\{{L\}})\}}\s*\{{\\partial ?(?P<by>{SYMBOL})\}}"
                   rf"|\\partial ?(?P<of_>{SYMBOL}|\\mathcal\{{L\}})\s*/\s*\\partial ?(?P<by_>{SYMBOL})"
                   rf"|(?<![\w\\])(?P<alone>{SYMBOL})(?![\d^'])")
BASE = '<span class="base">'


def parts(match):
    """The TeX of a formula, and whether it stands on a line of its own."""
    tex, display = match["inline"], match["display"] is not None
    return html.unescape(match["display"] if display else tex).strip(), display


def name_of(symbol):
    """The plain name of a symbol: `\\lambda_{6,7}` is lambda_6_7, `R_{7,\\mathrm{in}}` is R7_in."""
    if symbol.startswith(r"\mathcal"):
        return "L"
    first, *others = re.findall(r"\d+|in(?=\})", symbol)
    head = "lambda_" if symbol.startswith(r"\lambda") else "b_" if symbol.startswith("b") else symbol[0]
    return "_".join([head + first, *others])


def with_values(tex, known):
    """The TeX of a formula in which each symbol that has a value in the run says its name."""
    def marked(match):
        of, by = match["of"] or match["of_"], match["by"] or match["by_"]
        name = name_of(match["alone"]) if match["alone"] else of and f"d{name_of(of)}_d{name_of(by)}"
        return rf"\htmlData{{value={name}}}{{{match[0]}}}" if name in known else match[0]
    return NAMED.sub(marked, tex)


def values_of(page):
    """The names that the program of a page gives to its numbers; a page that is no chapter has none."""
    path = BUILD / f"figures/{page.stem}.values.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def spoken(markup):
    """KaTeX's MathML as a screen reader wants it: a word is one identifier and a number is one number."""
    markup = re.sub(r'<mrow>((?:<mi mathvariant="normal">\w</mi>){2,})</mrow>',
                    lambda m: f"<mi>{re.sub('<.*?>', '', m[1])}</mi>", markup)
    markup = re.sub(r"<mn>([\d.]+)</mn><msup><mn>(\d)</mn>", r"<msup><mn>\1\2</mn>", markup)
    # An operator without an argument, such as the max of λ_max: the sign of application would be a third child.
    return re.sub(r"(<mi>\w+</mi>)<mo>\u2061</mo>(</m(?:sub|sup)>)", r"\1\2", markup)


def mathml_of(number):
    """How KaTeX and `spoken` write a number."""
    sign = "<mo>−</mo>" if number.startswith("-") else ""
    factor, dot, power = number.removeprefix("-").rpartition(r"\cdot ")
    if not power.startswith("10^"):
        return f"{sign}<mn>{power}</mn>"
    exponent = power[len("10^{"):-1]
    raised = f"<mn>{exponent}</mn>"
    if exponent.startswith("-"):
        raised = f"<mrow><mo>−</mo><mn>{exponent[1:]}</mn></mrow>"
    elif len(exponent) > 1:
        raised = f"<mrow><mn>{exponent}</mn></mrow>"
    return sign + (f"<mn>{factor}</mn><mo>⋅</mo>" if dot else "") + f"<msup><mn>10</mn>{raised}</msup>"


def bound(markup, tex, named):
    """A formula whose MathML, too, says which of its numbers is bound to what; in its source they are plain."""
    start = 0
    for reference, number in BOUND.findall(tex):
        wanted = mathml_of(number)
        # KaTeX takes the full stop behind a number for a part of it.
        pattern = re.escape(wanted.removesuffix("</mn>")) + (r"(\.?)</mn>" if wanted.endswith("</mn>") else "()")
        place = re.compile(pattern).search(markup, start, markup.find("<annotation"))
        if place is None:
            raise ValueError(f"the number {number} is not in the MathML of the formula {tex}")
        marked = f'<mrow data-run="{reference}">{wanted}</mrow>' + (f"<mo>{place[1]}</mo>" if place[1] else "")
        markup = markup[:place.start()] + marked + markup[place.end():]
        start = place.start() + len(marked)
    return markup.replace(html.escape(named, quote=False), html.escape(BOUND.sub(r"\2", tex), quote=False), 1)


def unbroken(before, markup, after):
    """A formula with what stands next to it: the line breaks at the formula's relations, and not before a comma."""
    if not before and not after:
        return markup
    if markup.count(BASE) == 1:
        return f'<span class="nobreak">{before}{markup}{after}</span>'
    start, end = markup.rsplit(BASE, 1)
    last = f'<span class="katex"><span class="katex-html" aria-hidden="true">{BASE}{end}'
    return f'{before}{start}</span></span><span class="nobreak">{last}{after}</span>'


def set_formulas(pages):
    """Replaces the TeX in all pages, a list of paths. Returns whether every formula could be set."""
    texts = {path: path.read_text(encoding="utf-8") for path in pages}
    known = {path: values_of(path) for path in pages}
    found = {(with_values(parts(match)[0], known[path]), parts(match)[1]): path
             for path, text in texts.items() for match in FORMULA.finditer(text) if not match["code"]}
    wanted = json.dumps([{"tex": tex, "display": display} for tex, display in found])
    run = subprocess.run(["node", str(ROOT / "docs/formulas.js")], input=wanted, capture_output=True, text=True,
                         encoding="utf-8", check=False)
    if run.returncode:
        print(f"docs/formulas.js: error: {run.stderr.strip()}", file=sys.stderr)
        return False
    done = dict(zip(found, json.loads(run.stdout)))
    faults = {formula: result["error"] for formula, result in done.items() if "error" in result}
    for formula, error in faults.items():
        print(f"{found[formula].stem}: error: {error}, in the formula {formula[0]}", file=sys.stderr)
    if faults:
        return False

    def replace(match, names):
        if match["code"]:
            return match[0]
        tex, display = parts(match)
        named = with_values(tex, names)
        markup = bound(spoken(done[named, display]["html"]), tex, named)
        if display:
            return markup
        decimal = DECIMAL.fullmatch(tex)
        if decimal:
            markup = decimal["digits"].replace("-", "−") # in the digits of the text
            if decimal["run"]:
                markup = f'<span data-run="{decimal["run"]}">{markup}</span>'
            return f"{match['before']}{markup}{match['after']}"
        return unbroken(match["before"], markup, match["after"])

    for path, text in texts.items():
        changed = FORMULA.sub(lambda match: replace(match, known[path]), text)
        if changed != text:
            path.write_text(changed, encoding="utf-8")
    return True
