#!/usr/bin/python3
"""The mutation gate: every formula of the network, the data and the derivation is made wrong, one mistake at a time, and
the tests have to notice each one.

usage: tests/mutation/gate.py [--build BUILD] [--all] [--only TEXT]

BUILD is a folder of `make` in which the library and the chapters are built. Without options the sample of `make test` is
run: each hundredth mutant (the 100th, the 200th, …), and every fault of the checker itself; with --all everything.
--only keeps the mutants whose file or function holds a text, for work on one of them. Prints a table and what is wrong,
and ends with `N passed, N failed`.

A mutant passes when the tests see it:
  derivative   a formula that a derivative hangs on: `make verify` alone must see it
  whole        anything else: some test of the whole suite must see it
  checker      a fault of the checker: the checker's own tests, tests/verification, must see it
or when it stands in equivalents.csv, with the reason, and no test sees it. There too, as `no derivative`, stands what
changes none of the 82 derivatives: the rest of the suite must see that.
"""

import argparse
import csv
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import mutants as m

HERE = Path(__file__).parent
NETWORK = "src/network/"
CHAPTERS = [f"chapters/{name}.cpp" for name in Path("chapters/list.txt").read_text().split() if "06" <= name[:2] <= "16"]
# What stands in a chapter besides its derivation is no formula of the network, and how much memory is set aside for a
# record (`empty_record`) changes no result.
TARGETS = {
    NETWORK + "forward.hpp": ("derivative", None),
    NETWORK + "loss.hpp": ("derivative", None),
    NETWORK + "backpropagation.hpp": ("derivative", None),
    NETWORK + "chain_rule.hpp": ("derivative", None),
    "src/verification/tape.hpp": ("derivative", None),
    NETWORK + "descent.hpp": ("whole", None),
    NETWORK + "training.cpp": ("whole", {"require_positive", "require_sense", "forward_and_back", "record", "train", "fastest_fall"}),
    NETWORK + "initialization.hpp": ("whole", None),
    NETWORK + "initialization.cpp": ("whole", None),
    NETWORK + "baseline.cpp": ("whole", None),
    "src/data/random_stream.cpp": ("whole", None),
    "src/data/samples.cpp": ("whole", None),
    "src/data/regression.cpp": ("whole", None),
    "src/data/csv.cpp": ("whole", None),
} | {chapter: ("derivative", {re.sub(r"^\d+_", "", Path(chapter).stem)}) for chapter in CHAPTERS}

WITNESSES = ["formula, 50 digits", "rounding bound", "tape", "complex step", "central difference", "eighth-order difference"]
# The rooms of tests, each with the tests that look at numbers: not those of command lines and of the reader's own files.
LOWER_ROOMS = {"data": [], "network": [], "verification": []}  # quick, and they see nearly everything
UPPER_ROOMS = {
    "workbook": [], "lanes": [], "study": [], "plots": [],
    "exercises": ["--run_test=!every_exercise_as_shipped*", "--run_test=!every_solution_passes", "--run_test=!progress_tells*",
                  "--run_test=!an_answer_that_only*", "--run_test=!every_way_to_end*", "--run_test=!a_limit_that*"],
    "programs": ["--run_test=a_chapter_alone*,tables_agree*,a_training_that_diverges*"]}
SAMPLE = 100
# As much of the library as `make verify` and the lower rooms are linked with.
LOWER_LIBRARY = ["src/network/*.cpp", "src/data/*.cpp", "src/verification/*.cpp", "plots/*.cpp",
                 "src/workbook/*.cpp", "src/study/seed_row.cpp"]
WHOLE_LIBRARY = ["src/*/*.cpp", "plots/*.cpp"]
# A mutant may go round in circles: a run that takes this much longer than the slowest one of the program as it is, is
# stopped and counts as seen.
PATIENCE = 20


def read_list(name):
    """The rows of one of the lists beside this program."""
    with open(HERE / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def sources(patterns):
    """The files that some patterns name, but for the browser's, which are in no library."""
    return sorted(str(path) for pattern in patterns for path in Path().glob(pattern) if path.parent.name != "browser")


class Gate:
    def __init__(self, build, every, only):
        self.normal = Path(build)
        self.build = self.normal / "mutation" / ("all" if every == 1 and not only else "part")
        self.source = self.build / "source"
        self.every, self.only = every, only
        self.listed = {(row["file"], row["function"], row["original"], row["mutated"]): row["kind"] for row in read_list("equivalents.csv")}
        self.overlay = m.Overlay(TARGETS, read_list("checker_faults.csv"))
        self.made = self.chosen(self.overlay.mutants)
        self.library = sources(LOWER_LIBRARY)
        self.scratch = Path(tempfile.mkdtemp())
        self.seconds = {}

    def chosen(self, all_mutants):
        """The fixed rule: each N-th of those that must be seen, and all faults of the checker."""
        counted = [mutant for mutant in all_mutants if mutant.suite != "checker"]
        picked = set(map(id, counted[self.every - 1::self.every]))
        return [mutant for mutant in all_mutants
                if (mutant.suite == "checker" or id(mutant) in picked)
                and (not self.only or self.only in f"{mutant.file} {mutant.function}")]

    # ---- building -----------------------------------------------------------------------------------------------------

    def make(self, targets):
        command = ["make", "-k", "--no-print-directory", f"BUILD={self.build}", f"OVERLAY={self.source}",
                   f"CXX={os.environ.get('CXX', 'g++')}", "CXXFLAGS=-O1 -w",
                   f"library_sources={' '.join(self.library + ['tests/mutation/mutant.cpp'])}"] + [str(self.build / target) for target in targets]
        environment = {k: v for k, v in os.environ.items() if k not in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL")}
        return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)

    def borrow(self):
        """What no formula of a mutant is compiled into is taken from the build as it is, with the list of what it hangs on:
        `make` sees whether it is up to date. Not so a chapter: its list leaves out what the precompiled header includes."""
        changed = set(self.overlay.changed())
        for listed in (self.normal / "obj").rglob("*.d"):
            if listed.parent.name == "chapters":
                continue
            text = listed.read_text()
            built, copy = listed.with_suffix(".o"), self.build / listed.relative_to(self.normal)
            if built.exists() and not changed & set(map(os.path.normpath, text.replace("\\\n", " ").split())):
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(built, copy.with_suffix(".o"))
                copy.write_text(text.replace(f"{self.normal}/", f"{self.build}/"))

    def compile(self, targets):
        """Builds with all mutants, leaving out those that are no C++."""
        while True:
            alive = [mutant for mutant in self.made if mutant.compiled]
            self.overlay.select(alive)
            self.overlay.write(self.source)
            self.borrow()
            result = self.make(targets)
            if result.returncode == 0:
                return
            places = self.overlay.variants_at(self.source)
            wrong = {places[file, int(line)] for file, line in re.findall(r"^(\S+?):(\d+):\d+: (?:fatal )?error:", result.stderr, re.M)
                     if (file, int(line)) in places}
            if not wrong:
                raise SystemExit(f"the mutated sources do not compile:\n{result.stderr[-3000:]}")
            for mutant in alive:
                if mutant.setting in map(str, wrong):
                    mutant.compiled = False

    def link_chapters(self, chapters):
        """A mutated chapter runs on the library as it is."""
        objects = [self.build / "obj" / chapter.replace(".cpp", ".o") for chapter in chapters]
        mutant = self.build / "obj/tests/mutation/mutant.o"
        (self.build / "chapters").mkdir(exist_ok=True)
        for object_file in objects:
            subprocess.run(["g++", object_file, mutant, f"-L{self.normal}/lib", "-lautoencoder",
                            f"-Wl,-rpath,{(self.normal / 'lib').absolute()}", "-o", self.build / "chapters" / object_file.stem],
                           check=True)

    # ---- running ------------------------------------------------------------------------------------------------------

    def run(self, command, mutant):
        """(whether it ended well, what it printed) of a program; one that takes far too long did not end well."""
        environment = os.environ | {"MUTANT": mutant.setting if mutant else "", "AUTOENCODER_BUILD": str(self.build)}
        program = Path(command[0]).name
        limit = None if mutant is None else PATIENCE * self.seconds[program] + 1
        begun = os.times().elapsed
        try:
            done = subprocess.run(command, capture_output=True, text=True, errors="replace", env=environment, timeout=limit,
                                  check=False)
        except subprocess.TimeoutExpired:
            return False, "no end"
        if mutant is None:
            self.seconds[program] = max(self.seconds.get(program, 0), os.times().elapsed - begun)
        return done.returncode == 0, done.stdout

    def verify(self, mutant):
        """What `make verify` says of a mutant outside the chapters: the witnesses that reject it."""
        ledger = self.scratch / f"ledger{mutant.name if mutant else ''}.csv"
        good, printed = self.run([self.build / "verify", ledger, "brief"], mutant)
        ledger.unlink(missing_ok=True)
        if good:
            return None
        rejected = [w for w in WITNESSES if re.search(rf"^  {w} +\d+ +[1-9]", printed, re.M)]
        return rejected or ["the count of checks, or no end"]

    def derivation(self, mutant):
        """What `make verify` says of a mutant in a chapter."""
        chapter = Path(mutant.file).stem
        good, _ = self.run(["sh", "tests/derivations.sh", self.build / "chapters", chapter], mutant)
        return None if good else ["the chapter"]

    def rooms(self, mutant, rooms):
        for room, filters in rooms.items():
            good, _ = self.run([self.build / "tests" / room, "--report_level=no", "--log_level=nothing"] + filters, mutant)
            if not good:
                return [f"tests/{room}"]
        return None

    def judge(self, mutant):
        if mutant.suite == "checker":
            seen = self.rooms(mutant, {"verification": []})
        elif mutant.file.startswith("chapters/"):
            seen = self.derivation(mutant)
        elif mutant.suite == "derivative":
            seen = self.verify(mutant)
            mutant.extra["verify"] = bool(seen)
            seen = seen or self.rooms(mutant, LOWER_ROOMS)
        else:
            seen = self.rooms(mutant, LOWER_ROOMS) or self.verify(mutant)
        mutant.extra["by"] = " + ".join(seen or [])
        mutant.extra["seen"] = bool(seen)

    def run_all(self):
        chapters = sorted({mutant.file for mutant in self.made if mutant.file.startswith("chapters/")})
        (self.build / "obj").mkdir(parents=True, exist_ok=True)
        others = len(chapters) < len({mutant.file for mutant in self.made})
        programs = ["verify"] + [f"tests/{room}" for room in LOWER_ROOMS] if others else []
        self.compile(["obj/tests/mutation/mutant.o"] + programs + ["obj/" + chapter.replace(".cpp", ".o") for chapter in chapters])
        self.link_chapters(chapters)
        if others and (self.verify(None) or self.rooms(None, LOWER_ROOMS)):
            raise SystemExit("the tests fail without a mutant")
        for chapter in chapters:
            good, printed = self.run(["sh", "tests/derivations.sh", self.build / "chapters", Path(chapter).stem], None)
            if not good:
                raise SystemExit(f"{chapter} fails without a mutant:\n{printed}")
        alive = [mutant for mutant in self.made if mutant.compiled]
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for done, _ in enumerate(pool.map(self.judge, alive), 1):
                if sys.stderr.isatty():
                    print(f"\r  {done} of {len(alive)} mutants", end="", file=sys.stderr, flush=True)
        self.upper([mutant for mutant in alive if not mutant.extra["seen"] and not mutant.file.startswith("chapters/")
                    and mutant.suite != "checker" and not self.kind_of(mutant)])

    def upper(self, survivors):
        """Those that all quick tests let live, and that are not argued to be equivalent, are shown to the rest of the suite,
        which takes most of a minute for each."""
        if not survivors or self.every > 1 or self.only:
            return
        print(f"  {len(survivors)} mutants are left for the rest of the suite", flush=True)
        for mutant in survivors:
            print(f"    {mutant.file} | {mutant.function} | {mutant.mutated}", flush=True)
        made, self.made = self.made, survivors
        self.build, lower = self.normal / "mutation" / "rest", self.build
        self.source = self.build / "source"
        self.library = sources(WHOLE_LIBRARY)
        names = Path("chapters/list.txt").read_text().split()
        self.compile([f"tests/{room}" for room in UPPER_ROOMS] + [f"chapters/{name}" for name in names]
                     + [f"output/{name}.txt" for name in names])
        if self.rooms(None, UPPER_ROOMS):
            raise SystemExit("the tests of the upper rooms fail without a mutant")
        for mutant in survivors:
            seen = self.rooms(mutant, UPPER_ROOMS)
            mutant.extra["by"] = " + ".join(seen or [])
            mutant.extra["seen"] = bool(seen)
        self.made, self.build = made, lower

    # ---- judging ------------------------------------------------------------------------------------------------------

    def kind_of(self, mutant):
        """What the list says of a mutant, if it has it."""
        return self.listed.get((mutant.file, mutant.function, mutant.original, mutant.mutated))

    def verdict(self, mutant):
        """What is wrong with how the tests met a mutant; empty when all is well."""
        listed = self.kind_of(mutant)
        seen_by_verify = mutant.extra.get("verify", False)
        mutant.extra["equivalent"] = listed == "equivalent"
        if listed == "equivalent":
            return f"is said to be equivalent, but {mutant.extra['by']} sees it" if mutant.extra["seen"] else ""
        if not mutant.extra["seen"]:
            return "is not seen by any test"
        if listed == "no derivative":
            return "is said to change no derivative, but `make verify` sees it" if seen_by_verify else ""
        if mutant.suite == "derivative" and not mutant.file.startswith("chapters/") and not seen_by_verify:
            return f"is seen by {mutant.extra['by']}, but not by `make verify`: does it change a derivative?"
        return ""

    def report(self):
        alive = [mutant for mutant in self.made if mutant.compiled]
        failures = []
        for mutant in alive:
            complaint = self.verdict(mutant)
            mutant.extra["verdict"] = complaint or ("equivalent" if mutant.extra["equivalent"] else "seen")
            if complaint:
                failures.append(f"  {mutant.file}:{mutant.line} {mutant.function}, {mutant.operator}: {complaint}\n"
                                f"    {mutant.original}\n    {mutant.mutated}   (MUTANT='{mutant.setting}')")
        if self.every == 1 and not self.only:
            listed = {(mutant.file, mutant.function, mutant.original, mutant.mutated) for mutant in alive}
            failures += [f"  equivalents.csv: there is no such mutant: {', '.join(key)}" for key in self.listed if key not in listed]
        table = self.table(alive)
        print(table)
        for failure in failures:
            print(failure)
        folder = self.normal / "mutation"
        m.write_table(self.made, folder / ("mutants.csv" if self.every == 1 else "sample.csv"))
        shown = folder / ("table.txt" if self.every == 1 else "sample.txt")
        if not self.only and not (shown.exists() and shown.read_text() == table):  # the book is made anew when it changes
            shown.write_text(table)
        print(f"{len(alive) - len(failures)} passed, {len(failures)} failed")
        return 0 if not failures and alive else 1

    def table(self, alive):
        lines = []
        for heading, kind in (("what was done", lambda mutant: mutant.operator),
                              ("where", lambda mutant: re.sub(r"chapters/.*", "chapters 6 to 16", mutant.file))):
            rows = [[heading, "made", "compiled", "seen", "equivalent"]]
            for key in sorted({kind(mutant) for mutant in self.made}) + [None]:
                mine = [mutant for mutant in self.made if key in (kind(mutant), None)]
                counts = Counter()
                for mutant in mine:
                    counts["compiled"] += mutant.compiled
                    counts["seen"] += mutant.extra.get("seen", False)
                    counts["equivalent"] += mutant.extra.get("equivalent", False)
                rows.append([key or "all", len(mine), counts["compiled"], counts["seen"], counts["equivalent"]])
            lines += self.aligned(rows) + [""]
        rejected = [mutant for mutant in alive if mutant.extra.get("verify")]
        rows = [["witness", "sees", f"of {len(rejected)}", "alone"]]
        for witness in WITNESSES:
            seen = [mutant for mutant in rejected if witness in mutant.extra["by"].split(" + ")]
            alone = sum(mutant.extra["by"] == witness for mutant in seen)
            rows.append([witness, len(seen), f"{100 * len(seen) / max(1, len(rejected)):.1f} %", alone])
        return "\n".join(lines + self.aligned(rows)) + "\n"

    @staticmethod
    def aligned(rows):
        widths = [max(len(str(row[i])) for row in rows) for i in range(len(rows[0]))]
        lines = ["  " + "  ".join(str(cell).ljust(w) if i == 0 else str(cell).rjust(w) for i, (cell, w) in enumerate(zip(row, widths)))
                 for row in rows]
        return [lines[0], "  " + "  ".join("─" * w for w in widths)] + lines[1:]


def main():
    options = argparse.ArgumentParser(description="Runs the mutation gate.")
    options.add_argument("--build", default="build", help="folder of the build")
    options.add_argument("--all", action="store_true", help="run every mutant, not only the sample")
    options.add_argument("--only", default="", help="run the mutants whose file or function holds this text")
    given = options.parse_args()
    gate = Gate(given.build, 1 if given.all or given.only else SAMPLE, given.only)
    try:
        gate.run_all()
        return gate.report()
    finally:
        shutil.rmtree(gate.scratch)


if __name__ == "__main__":
    sys.exit(main())
