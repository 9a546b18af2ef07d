"""Makes mutants: copies of the project's files in which every formula can be had in many wrong versions.

One copy of a file holds all its mutants. Where a formula stood, the copy has a choice between the formula and its wrong
versions, and the environment of the running program says which (see mutant.hpp). So everything is compiled once, and a
mutant costs one run. libclang finds the formulas and their parts; the files themselves know nothing of it.
"""

import csv
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from clang import cindex
from clang.cindex import CursorKind as Kind

ARGUMENTS = ["-x", "c++", "-std=c++20", "-I.", "-Isrc"]
SUBSCRIPTS = [(1, 2, 3), (4, 5), (6,), (7, 8), (9, 10, 11)]  # the nodes, layer by layer
SCALES = [f"1e-{k}" for k in range(2, 15)]
COARSE_SCALES = ["1e-2", "1e-5", "1e-8"]  # where tests compare with numbers of NumPy, to twelve digits or ten
EXPRESSION_KINDS = {
    Kind.BINARY_OPERATOR, Kind.UNARY_OPERATOR, Kind.CALL_EXPR, Kind.DECL_REF_EXPR, Kind.MEMBER_REF_EXPR, Kind.PAREN_EXPR,
    Kind.INTEGER_LITERAL, Kind.FLOATING_LITERAL, Kind.CONDITIONAL_OPERATOR, Kind.UNEXPOSED_EXPR, Kind.INIT_LIST_EXPR,
    Kind.CXX_FUNCTIONAL_CAST_EXPR, Kind.CXX_STATIC_CAST_EXPR, Kind.CXX_BOOL_LITERAL_EXPR, Kind.ARRAY_SUBSCRIPT_EXPR,
    Kind.CXX_UNARY_EXPR}
FUNCTION_KINDS = {Kind.FUNCTION_DECL, Kind.FUNCTION_TEMPLATE, Kind.CXX_METHOD, Kind.CONSTRUCTOR}


@dataclass
class Site:
    """A formula: the right-hand side of an assignment, the start of a variable, what is returned, a condition."""
    file: str
    function: str
    line: int
    start: int
    end: int
    type: str  # what the choice returns, in the words of the file
    target: str  # what takes the value; empty for a condition
    node: object
    number: int = 0

    @property
    def is_real(self):
        """Whether it is a real number that can be scaled: what is written as 0 stays 0."""
        if self.node.kind in (Kind.INTEGER_LITERAL, Kind.FLOATING_LITERAL) and next(self.node.get_tokens()).spelling in ("0", "0.0"):
            return False
        return self.type in ("T", "double") or self.node.type.get_canonical().spelling == "double"


@dataclass
class Mutant:
    """One wrong version of the program."""
    name: str
    file: str
    function: str
    line: int
    operator: str
    original: str
    mutated: str
    setting: str  # what the environment says to have it
    suite: str  # which tests must see it: `derivative` (make verify alone), `whole`, `checker`
    compiled: bool = True
    extra: dict = field(default_factory=dict)


def words(text):
    """A piece of C++ on one line."""
    return " ".join(text.split())


class Source:
    """A file, its text in bytes (libclang counts them) and its formulas."""

    def __init__(self, path, only=None):
        self.path = str(path)
        self.text = Path(path).read_bytes()
        unit = cindex.Index.create().parse(self.path, args=ARGUMENTS)
        errors = [d.spelling for d in unit.diagnostics if d.severity >= cindex.Diagnostic.Error]
        if errors:
            raise SystemExit(f"{self.path}: libclang says: {errors[0]}")
        self.sites = []
        self.only = only
        self.names = {}  # names that each function declares
        for function in self.functions(unit.cursor):
            self.visit(self.body(function), function, function)
        self.sites.sort(key=lambda site: (site.start, -site.end))

    def piece(self, start, end):
        return self.text[start:end].decode()

    def text_of(self, node):
        return self.piece(node.extent.start.offset, node.extent.end.offset)

    def functions(self, node):
        for child in node.get_children():
            location = child.location.file
            if location is not None and location.name != self.path:
                continue
            if child.kind in FUNCTION_KINDS:
                if self.body(child) is not None and (self.only is None or child.spelling in self.only):
                    yield child
            else:
                yield from self.functions(child)

    @staticmethod
    def body(function):
        return next((c for c in function.get_children() if c.kind == Kind.COMPOUND_STMT), None)

    def operator(self, node):
        """The sign between the two operands."""
        left, right = node.get_children()
        between = self.piece(left.extent.end.offset, right.extent.start.offset)
        return re.sub(r"//.*|/\*.*?\*/|[()\s]", "", between)

    def add(self, node, function, type_, target):
        start, end = node.extent.start.offset, node.extent.end.offset
        if any(site.start == start and site.end == end for site in self.sites):
            return
        self.sites.append(Site(self.path, function.spelling.split("<")[0], node.extent.start.line, start, end, type_, target, node))

    def visit(self, node, function, innermost):
        """Finds the formulas below a node."""
        self.names.setdefault(function.spelling, set())
        for child in node.get_children():
            deeper = child if child.kind == Kind.LAMBDA_EXPR else innermost
            parts = list(child.get_children())
            if child.kind in (Kind.VAR_DECL, Kind.PARM_DECL):
                self.names[function.spelling].add(child.spelling)
            if child.kind == Kind.VAR_DECL:
                self.variable(child, parts, function)
            elif child.kind == Kind.RETURN_STMT and parts:
                self.returned(parts[0], function, innermost)
            elif child.kind == Kind.BINARY_OPERATOR and len(parts) == 2 and self.operator(child) == "=":
                target = self.text_of(parts[0])
                self.add(parts[1], function, f"std::decay_t<decltype({target})>", target)
            elif child.kind == Kind.COMPOUND_ASSIGNMENT_OPERATOR:
                target = self.text_of(parts[0])
                self.add(parts[1], function, f"std::decay_t<decltype({self.text_of(parts[1])})>", target)
            elif child.kind in (Kind.IF_STMT, Kind.WHILE_STMT) and parts[0].kind in EXPRESSION_KINDS:
                self.add(parts[0], function, "bool", "")
            elif child.kind == Kind.DO_STMT:
                self.add(parts[-1], function, "bool", "")
            elif child.kind == Kind.FOR_STMT and len(parts) == 4:
                self.add(parts[1], function, "bool", "")
            elif child.kind == Kind.CALL_EXPR and child.spelling == "prove":
                self.steps(child, function)
            elif child.kind == Kind.CALL_EXPR and len(parts) == 3 and self.text_of(parts[0]) == "tap":
                self.add(parts[1], function, "Quantity", "tap")
            self.visit(child, function, deeper)

    def variable(self, node, parts, function):
        if not parts or parts[-1].kind not in EXPRESSION_KINDS:
            return
        start = node.extent.start.offset
        head = self.piece(start, parts[-1].extent.start.offset)
        if "=" not in head or "constexpr" in head or "&" in head or "*" in head or "[" in head:
            return
        type_ = re.sub(r"\b(const|volatile|static)\b", "", head.split("=")[0].rsplit(node.spelling, 1)[0]).strip()
        if type_ == "auto":
            type_ = f"std::decay_t<decltype({self.text_of(parts[-1])})>"
        self.add(parts[-1], function, type_, node.spelling)

    def returned(self, node, function, innermost):
        if node.kind == Kind.LAMBDA_EXPR:
            return
        if innermost.kind == Kind.LAMBDA_EXPR:
            type_ = f"std::decay_t<decltype({self.text_of(node)})>"
            if node.kind == Kind.INIT_LIST_EXPR:
                return
        else:
            type_ = function.result_type.spelling
            if "&" in type_ or "*" in type_:
                return
        self.add(node, function, type_, "return")

    def steps(self, call, function):
        """In a chapter, each step of the table that is proved: `{of, by, value}`."""
        for node in call.walk_preorder():
            parts = list(node.get_children())
            if node.kind == Kind.INIT_LIST_EXPR and len(parts) >= 3 and parts[2].kind != Kind.INIT_LIST_EXPR:
                self.add(parts[2], function, "double", "step")


def siblings(name):
    """The same name with another node of the same layer, one node at a time: λ7,9 becomes λ8,9, λ7,10, λ7,11."""
    result = []
    for match in re.finditer(r"\d+", name):
        if re.search(r"[A-Za-z]\d*$|_$|[a-z]$", name[:match.start()]) is None:
            continue
        layer = next((layer for layer in SUBSCRIPTS if int(match.group()) in layer), ())
        for other in layer:
            if other != int(match.group()):
                result.append(name[:match.start()] + str(other) + name[match.end():])
    return result


def document_names():
    layers = [("I", SUBSCRIPTS[0]), ("L", SUBSCRIPTS[1]), ("M", SUBSCRIPTS[2]), ("R", SUBSCRIPTS[3]), ("O", SUBSCRIPTS[4])]
    names = set()
    for i, (letter, subscripts) in enumerate(layers):
        for n in subscripts:
            names.add(f"{letter}{n}")
            if letter != "I":
                names |= {f"{letter}{n}_in", f"b_{n}"}
                names |= {f"lambda_{before}_{n}" for before in layers[i - 1][1]}
    return names


DOCUMENT_NAMES = document_names()


def other_names(name, declared):
    """Names that could stand in the place of a name by mistake, each with the kind of mistake."""
    for other in siblings(name):
        if other in DOCUMENT_NAMES or other in declared:
            yield "index slip", other
    for other in ([name[:-3]] if name.endswith("_in") else [name + "_in"]):
        if re.fullmatch(r"[LMRO]\d+(_in)?", name) and other in DOCUMENT_NAMES:
            yield "input for output", other


def other_numbers(text):
    digits = re.fullmatch(r"(\d+)(\.\d+)?([uUlLfF]*)", text)
    if digits is None:
        return
    number = float if digits.group(2) else int
    value = number(digits.group(1) + (digits.group(2) or ""))
    for other in (0, 1, value + 1, value - 1, -value):
        if other != value:
            yield "constant", str(number(other)) + digits.group(3)


ARITHMETIC = "+-*/"
COMPARISONS = {"<": ("<=", ">"), "<=": ("<", ">"), ">": (">=", "<"), ">=": (">", "<"), "==": ("!=",), "!=": ("==",)}


class Maker:
    """The wrong versions of each formula of a file."""

    def __init__(self, source):
        self.source = source

    def changes(self, node, declared):
        """(operator, start, end, replacement) for a node and all below it; not in lambdas, which have their own formulas."""
        s = self.source
        parts = list(node.get_children())
        start, end = node.extent.start.offset, node.extent.end.offset
        if node.kind == Kind.LAMBDA_EXPR:
            return
        if node.kind == Kind.BINARY_OPERATOR and len(parts) == 2:
            sign = s.operator(node)
            left, right = (s.text_of(p) for p in parts)
            if sign in ARITHMETIC:
                for other in ARITHMETIC.replace(sign, ""):
                    yield "arithmetic operator", start, end, f"(({left}) {other} ({right}))"
                what = "dropped term" if sign in "+-" else "dropped factor"
                yield what, start, end, f"({left})"
                yield what, start, end, f"({right})" if sign != "-" else f"(-({right}))"
            for other in COMPARISONS.get(sign, ()):
                yield "condition", start, end, f"(({left}) {other} ({right}))"
            if sign in ("&&", "||"):
                yield "condition", start, end, f"(({left}) {'||' if sign == '&&' else '&&'} ({right}))"
                yield "condition", start, end, f"({left})"
                yield "condition", start, end, f"({right})"
        elif node.kind == Kind.UNARY_OPERATOR and s.text_of(node)[0] in "-!":
            yield "sign" if s.text_of(node)[0] == "-" else "condition", start, end, f"({s.text_of(parts[0])})"
        elif node.kind == Kind.CONDITIONAL_OPERATOR:
            condition, yes, no = (s.text_of(p) for p in parts)
            yield "condition", start, end, f"(({condition}) ? ({no}) : ({yes}))"
        elif node.kind in (Kind.INTEGER_LITERAL, Kind.FLOATING_LITERAL):
            for operator, other in other_numbers(s.text_of(node)):
                yield operator, start, end, other
        elif node.kind in (Kind.DECL_REF_EXPR, Kind.MEMBER_REF_EXPR):
            name = re.search(r"\w+$", s.text_of(node))
            if name is not None:
                at = end - len(name.group())
                for operator, other in other_names(name.group(), declared):
                    yield operator, at, end, other
        elif node.kind == Kind.CALL_EXPR and len(parts) == 2 and s.text_of(parts[0]) != "T":
            callee = s.text_of(parts[0])
            if parts[0].kind in (Kind.DECL_REF_EXPR, Kind.UNEXPOSED_EXPR) and s.text_of(node).startswith(callee + "("):
                yield "dropped call", start, end, f"({s.text_of(parts[-1])})"
        for part in parts:
            yield from self.changes(part, declared)

    def wrong_versions(self, site, declared):
        """(operator, text) of each wrong version of a formula."""
        s = self.source
        text = s.piece(site.start, site.end)
        found = {}
        for operator, start, end, replacement in self.changes(site.node, declared):
            wrong = s.piece(site.start, start) + replacement + s.piece(end, site.end)
            found.setdefault(wrong, operator)
        if site.is_real:
            found.setdefault(f"-({text})", "sign")
            found.setdefault(f"{site.type}(0)" if site.type in ("T", "double") else "0", "zero")
        if site.type == "bool" and site.target == "":
            found.setdefault("true", "condition")
            found.setdefault("false", "condition")
        found.pop(text, None)
        return [(operator, wrong) for wrong, operator in found.items()]


def name_in(text, name):
    return re.search(rf"(?<![\w.]){re.escape(name)}(?!\w)", text) is not None


class Overlay:
    """Changed copies of files, and the mutants they hold."""

    def __init__(self, targets, faults=()):
        """targets: {path: (suite, functions or None)}; faults: those of the checker, as checker_faults.csv has them."""
        self.sources = {}
        self.mutants = []
        self.choices = {}  # site number: [(variant, text, mutant)]
        self.scaling = set()  # numbers of the sites that some mutant scales
        variant = site_number = 0
        files = list(dict.fromkeys(list(targets) + [f for f in (fault["file"] for fault in faults)]))
        with ThreadPoolExecutor() as pool:
            sources = list(pool.map(lambda file: Source(file, targets.get(file, (None, None))[1]), files))
        for file, source in zip(files, sources):
            suite, _ = targets.get(file, (None, None))
            if file.startswith("chapters/"):  # the factor lines, not the comparisons around them
                source.sites = [site for site in source.sites if site.is_real]
            self.sources[file] = source
            maker = Maker(source)
            for site in source.sites:
                site_number += 1
                site.number = site_number
                self.choices[site.number] = []
                versions = maker.wrong_versions(site, source.names[site.function]) if suite else []
                for operator, text in versions:
                    variant += 1
                    self.keep(site, operator, text, variant, suite)
                if suite and site.is_real:
                    original = words(source.piece(site.start, site.end))
                    for scale in SCALES if suite == "derivative" else COARSE_SCALES:
                        self.mutants.append(Mutant("", file, site.function, site.line, "scaled by 1 + 10^-k", original,
                                                   f"({original}) * (1 + {scale})", f"{site.number}*1+{scale}", suite))
            if suite == "derivative":
                self.compensating_pairs(source, suite)
            for fault in faults:
                if fault["file"] == file:
                    variant += 1
                    self.fault(source, fault["text"], fault["instead"], fault["fault"], variant)
        for number, mutant in enumerate(self.mutants, 1):
            mutant.name = f"{number}"

    def keep(self, site, operator, text, variant, suite):
        original = words(self.sources[site.file].piece(site.start, site.end))
        mutant = Mutant("", site.file, site.function, site.line, operator, original, words(text), str(variant), suite)
        self.mutants.append(mutant)
        self.choices[site.number].append((variant, text, mutant))

    def compensating_pairs(self, source, suite):
        """Two formulas, one made from the other: the first one twice, the second one half, and the product is right."""
        real = [site for site in source.sites if site.is_real and site.target not in ("", "return", "step")]
        for first in real:
            for second in source.sites:
                text = source.piece(second.start, second.end)
                if second.function != first.function or not second.is_real or second.start <= first.end:
                    continue
                if second.target == "step" or not name_in(text, first.target):
                    continue
                for factor in ("2", "1.000001"):
                    self.mutants.append(Mutant(
                        "", source.path, first.function, first.line, "compensating pair", words(source.piece(first.start, first.end)),
                        f"{first.target} * {factor}, {second.target} / {factor}: {words(text)}",
                        f"{first.number}*{factor},{second.number}/{factor}", suite))

    def fault(self, source, find, replacement, what, variant):
        """A fault of the checker, given as a piece of its text and what stands there instead."""
        at = source.text.find(find.encode())
        if at < 0 or source.text.find(find.encode(), at + 1) >= 0:
            raise SystemExit(f"{source.path}: the text of the fault '{what}' is not there exactly once: {find}")
        end = at + len(find.encode())
        around = [site for site in source.sites if site.start <= at and end <= site.end]
        if not around:
            raise SystemExit(f"{source.path}: the text of the fault '{what}' stands in no formula: {find}")
        site = min(around, key=lambda s: s.end - s.start)
        text = source.piece(site.start, at) + replacement + source.piece(end, site.end)
        mutant = Mutant("", source.path, site.function, site.line, what, words(find), words(replacement), str(variant), "checker")
        self.mutants.append(mutant)
        self.choices[site.number].append((variant, text, mutant))

    def select(self, wanted):
        """Keeps only some mutants in the copies."""
        keep = {id(m) for m in wanted}
        for choices in self.choices.values():
            choices[:] = [c for c in choices if id(c[2]) in keep]
        self.scaling = {int(n) for m in wanted for n in re.findall(r"(\d+)[*/]", m.setting)}

    def render(self, source, start, end, sites):
        """The text from start to end with the choices in their places."""
        result, at = [], start
        for site in sites:
            if site.start < at or site.end > end or not (self.choices[site.number] or site.number in self.scaling):
                continue
            inner = [s for s in sites if site.start <= s.start and s.end <= site.end and s is not site]
            result.append(source.piece(at, site.start))
            original = self.render(source, site.start, site.end, inner)
            kind = site.type

            def value(text):
                return f"{kind}{text}" if text.startswith("{") else f"static_cast<{kind}>({text})"
            choice = [f"[&]() -> {kind} {{ switch (::autoencoder::mutation::variant()) {{"]
            for variant, text, _ in self.choices[site.number]:
                choice.append(f"\n/*{variant}*/ case {variant}: return {value(words(text))};")
            normal = f"::autoencoder::mutation::scaled<{kind}>({site.number}, {value(original)})" if site.is_real else value(original)
            choice.append(f"\ndefault: return {normal};\n}} }}()")
            result.append("".join(choice))
            at = site.end
        result.append(source.piece(at, end))
        return "".join(result)

    def write(self, folder):
        """Writes the copies of the files that hold a mutant; one that is as before is left alone, so that it is not compiled
        again."""
        for file, source in self.sources.items():
            if not self.is_changed(source):
                (Path(folder) / file).unlink(missing_ok=True)
                continue
            text = '#include "tests/mutation/mutant.hpp"\n' + self.render(source, 0, len(source.text), source.sites)
            place = Path(folder) / file
            place.parent.mkdir(parents=True, exist_ok=True)
            if not place.exists() or place.read_text() != text:
                place.write_text(text)

    def is_changed(self, source):
        """Whether a file holds a mutant."""
        return any(self.choices[site.number] or site.number in self.scaling for site in source.sites)

    def changed(self):
        """The files that hold a mutant."""
        return [file for file, source in self.sources.items() if self.is_changed(source)]

    def variants_at(self, folder):
        """Which variant stands in which line of the copies, for what the compiler says of them."""
        found = {}
        for file in self.changed():
            for number, line in enumerate((Path(folder) / file).read_text().splitlines(), 1):
                match = re.match(r"/\*(\d+)\*/", line)
                if match:
                    found[str(Path(folder) / file), number] = int(match.group(1))
        return found


def write_table(mutants, file):
    """All mutants as a table, for a look at them."""
    with open(file, "w", newline="", encoding="utf-8") as out:
        rows = csv.writer(out)
        rows.writerow(["mutant", "file", "line", "function", "operator", "original", "mutated", "setting", "suite", "verdict", "by"])
        for m in mutants:
            rows.writerow([m.name, m.file, m.line, m.function, m.operator, m.original, m.mutated, m.setting, m.suite,
                           m.extra.get("verdict", ""), m.extra.get("by", "")])
