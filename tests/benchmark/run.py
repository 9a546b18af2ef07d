"""The benchmark: every program on the same job, in interleaved rounds, each result compared with the reference first.

    run.py BUILD [--rounds N] [--parts training,growth,seeds,waits,build]

The job is the document's: data, initialisation and 10,000 epochs on 12 samples. `make bench` builds the programs and runs
this; `make bench BENCH_OPTIONS="--parts seeds --rounds 3"` runs a part. Only ratios travel from machine to machine; when
other work is going on, the shortest times and the processor times say more than medians. The last table sets what is
asked of the program beside what was found.
"""

import argparse
import csv
import json
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parent.parent
EPOCHS = (0, 1, 10, 100, 1000, 5000, 9999)
PARTS = ("training", "growth", "seeds", "waits", "build")
PYTHON = "/usr/bin/python3"  # Debian's own has Debian's NumPy


def run(command):
    """The words a program prints, and its largest memory in MB."""
    with subprocess.Popen([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          text=True) as process:
        out, err = process.stdout.read(), process.stderr.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{command} ended with {process.returncode}: {err.strip()}")
    return out.split(), used.ru_maxrss / 1024


def reference_losses():
    with open(TOP / "tests/reference/document/loss.csv", encoding="utf-8") as file:
        loss = [float(row["loss"]) for row in csv.DictReader(file)]
    return [loss[epoch] for epoch in EPOCHS]


def check(name, losses, tolerance, expected):
    if len(losses) != len(expected):
        sys.exit(f"{name} gave {len(losses)} losses, not {len(expected)}: no time is reported")
    for value, right in zip(losses, expected):
        if not abs(value - right) <= tolerance * right:
            sys.exit(f"{name}: a loss of {value} is not {right} within {tolerance}: no time is reported")


def machine():
    model = platform.processor() or platform.machine()
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            model = next(line.split(":")[1].strip() for line in file if line.startswith("model name"))
    except (OSError, StopIteration):
        pass
    compiler = run(["g++", "-dumpfullversion"])[0][0]
    return f"{model}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; g++ {compiler}"


def say(text):
    """Where the benchmark is, on a line that the next one overwrites."""
    if sys.stderr.isatty():
        print(f"\r  {text:70s}\r", end="", file=sys.stderr, flush=True)


def table(title, header, rows):
    say("")
    widths = [max(len(str(row[k])) for row in [header, *rows]) for k in range(len(header))]
    print(f"\n{title}\n")
    for row in [header, ["-" * w for w in widths], *rows]:
        cells = [str(c).ljust(w) if k == 0 else str(c).rjust(w) for k, (c, w) in enumerate(zip(row, widths))]
        print("  " + "  ".join(cells).rstrip())
    sys.stdout.flush()


class Verdicts:
    """What is asked, and what was found."""

    def __init__(self):
        self.rows = []

    def at_least(self, what, asked, found, unit="×", goal=None):
        better = " (goal " + f"{goal}{unit})" if goal else ""
        self.rows.append([what, f"≥ {asked}{unit}{better}", f"{found:.4g}{unit}", "yes" if found >= asked else "no"])

    def at_most(self, what, asked, found, unit):
        self.rows.append([what, f"≤ {asked}{unit}", f"{found:.3g}{unit}", "yes" if found <= asked else "no"])


def training(here, rounds, verdicts):
    own = here / "workbook"
    ours = "this program"
    # FANN adds up the loss in single precision and stops its slopes at outputs of 0.01 and 0.99.
    programs = {ours: ([own, "job"], 1e-12),
                 "this program's tape": ([own, "tape"], 1e-12),
                 "Eigen, native": ([here / "eigen_native"], 1e-12),
                 "Eigen, any x86-64": ([here / "eigen_any"], 1e-12),
                 "FANN": ([here / "fann"], 1e-6),
                 "NumPy, a matrix a layer": ([PYTHON, HERE / "numpy_programs.py", "matrix"], 1e-12),
                 "NumPy, a dictionary": ([PYTHON, HERE / "numpy_programs.py", "dictionary"], 1e-12)}
    whole = "the same as a whole process"
    medians = {name: [] for name in [*programs, whole]}
    shortest = {name: [] for name in [*programs, whole]}
    expected = reference_losses()
    for turn in range(rounds):
        for name, (command, tolerance) in programs.items():
            say(f"round {turn + 1} of {rounds}: {name}")
            median, least, *losses = map(float, run(command)[0])
            check(name, losses, tolerance, expected)
            medians[name].append(median)
            shortest[name].append(least)
        for _ in range(5):
            before = time.perf_counter()
            final = float(run([own, "once"])[0][0])
            spent = (time.perf_counter() - before) * 1e3
            check(whole, [final], 1e-12, expected[-1:])
            medians[whole].append(spent)
            shortest[whole].append(spent)
    median = {name: statistics.median(times) for name, times in medians.items()}
    least = {name: min(times) for name, times in shortest.items()}
    order = [ours, whole, *(name for name in programs if name != ours)]
    table(f"One training: 10,000 epochs on 12 samples, {rounds} interleaved rounds",
          ["program", "median ms", "shortest ms", "ratio of medians", "ratio of shortest"],
          [[name, f"{median[name]:.3f}", f"{least[name]:.3f}", f"{median[name] / median[ours]:.1f}",
            f"{least[name] / least[ours]:.1f}"] for name in order])
    for name, asked in (("NumPy, a dictionary", 150), ("NumPy, a matrix a layer", 30), ("FANN", 2)):
        verdicts.at_least(f"one training against {name}", asked, median[name] / median[ours])


def growth(here, rounds, verdicts):
    sizes = (12, 120, 1200, 12000, 120000)
    times = {size: [] for size in sizes}
    memory = {}
    for _ in range(max(1, rounds // 3)):
        for samples in sizes:
            say(f"growth: {samples} samples")
            words, memory[samples] = run([here / "workbook", "growth", samples])
            times[samples].append(float(words[0]))
    least = {size: min(values) for size, values in times.items()}
    table("Growth with the batch: one sample in one epoch, only the last epoch recorded",
          ["samples", "ns", "memory MB"], [[n, f"{least[n]:.2f}", f"{memory[n]:.1f}"] for n in sizes])
    costs = [least[n] for n in sizes[1:]]
    verdicts.at_most("cost of a sample, largest by smallest, 120 to 120,000 samples", 1.5, max(costs) / min(costs), "×")


def seeds(here, rounds, verdicts):
    """Scalar code and lanes in turn, so that whatever else the machine does slows both."""
    cores = os.cpu_count()
    kinds = [(how, threads, {"scalar": 60, "lanes": 1000}[how])
             for threads in sorted({1, cores}) for how in ("scalar", "lanes")]
    walls = {kind: [] for kind in kinds}
    works = {kind: [] for kind in kinds}
    for turn in range(rounds):
        for kind in kinds:
            say(f"seeds: round {turn + 1} of {rounds}, {kind[0]}, {kind[1]} threads")
            wall, work, final = map(float, run([here / "workbook", "seeds", *kind])[0])
            check(f"seeds, {kind}: seed 13", [final], 1e-12, reference_losses()[-1:])
            walls[kind].append(wall)
            works[kind].append(work)
    wall = {kind[:2]: statistics.median(times) for kind, times in walls.items()}
    work = {kind[:2]: statistics.median(times) for kind, times in works.items()}
    rows = [[f"{how}, {threads} thread{'s' if threads > 1 else ''}", f"{wall[how, threads]:.3f}",
             f"{work[how, threads]:.3f}", f"{wall['scalar', threads] / wall[how, threads]:.1f}",
             f"{work['scalar', threads] / work[how, threads]:.1f}"] for how, threads, _ in kinds]
    table(f"Many seeds: one of 1,000 trainings of 10,000 epochs (scalar: of 60), medians of {rounds} interleaved rounds",
          ["how", "ms", "processor ms", "scalar / this, ms", "scalar / this, processor"], rows)
    for threads in sorted({1, cores}):
        verdicts.at_least(f"many seeds, lanes against scalar, {threads} threads", 6,
                          wall["scalar", threads] / wall["lanes", threads], goal=9)
    if cores == 2:
        verdicts.at_least("many seeds in lanes, from one to two threads", 1.9, wall["lanes", 1] / wall["lanes", 2])


def waits(build_folder, rounds):
    """What a reader waits for, each as the whole process that he starts."""
    folder = build_folder.resolve()
    node = shutil.which("node")
    module = folder / "browser/workbook.wasm"
    again = json.dumps([{"chapter": "20_training", "settings": [["seed", "7"]], "references": []}])
    jobs = {"chapter 20, its figures drawn": ([folder / "chapters/20_training", "--output", "o"], None),
            "chapter 20, numbers only": ([folder / "chapters/20_training", "--output", "o", "--figures", "none"], None),
            "the study of 1,000 seeds": ([folder / "chapters/26_seeds", "--output", "o", "--figures", "none"], None),
            "every derivative by every witness": ([folder / "verify", "ledger.csv"], None)}
    if node and module.exists():
        jobs["a page's program, started and run once (node)"] = ([node, TOP / "tests/browser/runs.js", module], again)
    times = {name: [] for name in jobs}
    with tempfile.TemporaryDirectory() as there:
        for turn in range(rounds):
            for name, (command, text) in jobs.items():
                say(f"waits: round {turn + 1} of {rounds}, {name}")
                before = time.perf_counter()
                subprocess.run(list(map(str, command)), cwd=there, input=text, text=True, check=True, stdout=subprocess.DEVNULL)
                times[name].append((time.perf_counter() - before) * 1e3)
    table(f"What a reader waits for, {rounds} interleaved rounds", ["what", "median ms", "shortest ms"],
          [[name, f"{statistics.median(found):.1f}", f"{min(found):.1f}"] for name, found in times.items()])


def build(here, verdicts):
    """A copy of the project, since its pages always go to build/, and from nothing: no compiler cache, no other make."""
    fresh = here / "fresh"
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(TOP, fresh, symlinks=True, ignore=shutil.ignore_patterns("build", ".git"))
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS", "GNUMAKE"))}

    def timed(*targets):
        say("building: make -j2 " + " ".join(targets))
        before, used = time.perf_counter(), os.times()
        done = subprocess.run(["make", "-j2", *targets], cwd=fresh, env=clean, capture_output=True, text=True,
                              check=False)
        if done.returncode != 0:
            sys.exit(f"make {' '.join(targets)} ended with {done.returncode}: {done.stderr.strip()[-2000:]}")
        now = os.times()
        return (time.perf_counter() - before,
                now.children_user + now.children_system - used.children_user - used.children_system)

    times = {"make -j2 workbook, from nothing": timed("workbook")}
    (fresh / "chapters/20_training.cpp").touch()
    times["one chapter again, compiled and linked"] = timed("build/chapters/20_training")
    (fresh / "chapters/20_training.cpp").touch()
    times["one chapter edited, until its page is there"] = timed("docs")
    shutil.rmtree(fresh)
    table("Building", ["what", "seconds", "processor seconds"],
          [[what, f"{wall:.1f}", f"{work:.1f}"] for what, (wall, work) in times.items()])
    verdicts.at_most("the whole workbook from nothing, make -j2", 120, times["make -j2 workbook, from nothing"][0], " s")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=7, help="how often each program runs (default 7)")
    parser.add_argument("--parts", default=",".join(PARTS), help="which parts, separated by commas (default all)")
    options = parser.parse_args()
    parts = options.parts.split(",")
    if options.rounds < 1:
        parser.error(f"--rounds {options.rounds}: allowed is a whole number from 1 on")
    for part in parts:
        if part not in PARTS:
            parser.error(f"--parts '{part}': allowed are {', '.join(PARTS)}")
    here = options.build / "benchmark"
    verdicts = Verdicts()

    print("Benchmark:", machine())
    if "training" in parts:
        training(here, options.rounds, verdicts)
    if "growth" in parts:
        growth(here, options.rounds, verdicts)
    if "seeds" in parts:
        seeds(here, options.rounds, verdicts)
    if "waits" in parts:
        waits(options.build, options.rounds)
    if "build" in parts:
        build(here, verdicts)
    table("What is asked, and what was found", ["what", "asked", "found", "reached"], verdicts.rows)


if __name__ == "__main__":
    main()
