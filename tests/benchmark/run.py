"""The benchmark: every program on the same job, in interleaved rounds, each result compared with the reference first.

    run.py BUILD [--rounds N] [--no-build-times]

The job is the document's: data, initialisation and 10,000 epochs on 12 samples. `make bench` builds the programs and runs
this. Only ratios travel from machine to machine; when other work is going on, the shortest times say more than medians.
"""

import argparse
import csv
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parent.parent
EPOCHS = (0, 1, 10, 100, 1000, 5000, 9999)


def run(command):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{command} ended with {done.returncode}: {done.stderr.strip()}")
    return done.stdout.split()


def reference_losses():
    with open(TOP / "tests/reference/document/loss.csv", encoding="utf-8") as file:
        loss = [float(row["loss"]) for row in csv.DictReader(file)]
    return [loss[epoch] for epoch in EPOCHS]


def check(name, losses, tolerance):
    expected = reference_losses()
    if len(losses) != len(expected):
        sys.exit(f"{name} gave {len(losses)} losses, not {len(expected)}: no time is reported")
    for epoch, value, right in zip(EPOCHS, losses, expected):
        if not abs(value - right) <= tolerance * right:
            sys.exit(f"{name}: loss {value} in epoch {epoch} is not {right} within {tolerance}: no time is reported")


def machine():
    model = platform.processor() or platform.machine()
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            model = next(line.split(":")[1].strip() for line in file if line.startswith("model name"))
    except (OSError, StopIteration):
        pass
    load = os.getloadavg()[0]
    return f"{model}, {os.cpu_count()} cores, load {load:.1f}; {run(['g++', '--version'])[3]} g++"


def table(title, header, rows):
    widths = [max(len(str(row[k])) for row in [header, *rows]) for k in range(len(header))]
    print(f"\n{title}\n")
    for row in [header, ["-" * w for w in widths], *rows]:
        cells = [str(c).ljust(w) if k == 0 else str(c).rjust(w) for k, (c, w) in enumerate(zip(row, widths))]
        print("  " + "  ".join(cells).rstrip())


def one_training(programs, rounds):
    """Median and shortest time of each program, in milliseconds, over interleaved rounds."""
    medians = {name: [] for name in programs}
    shortest = {name: [] for name in programs}
    for turn in range(rounds):
        for name, (command, tolerance) in programs.items():
            print(f"\r  round {turn + 1} of {rounds}: {name:40s}", end="", file=sys.stderr, flush=True)
            median, least, *losses = map(float, run(command))
            check(name, losses, tolerance)
            medians[name].append(median)
            shortest[name].append(least)
    print("\r" + " " * 70 + "\r", end="", file=sys.stderr)
    return {n: statistics.median(t) for n, t in medians.items()}, {n: min(t) for n, t in shortest.items()}


def whole_process(program, rounds):
    times = []
    for _ in range(5 * rounds):
        before = time.perf_counter()
        final = float(run([program, "once", "lanes"])[0])
        times.append((time.perf_counter() - before) * 1e3)
        if not abs(final - reference_losses()[-1]) <= 1e-12 * final:
            sys.exit(f"the whole process gave {final}")
    return statistics.median(times), min(times)


def seeds(program, rounds):
    """Milliseconds a seed; the shortest of each, in interleaved rounds."""
    kinds = {"scalar, one thread": ("scalar", 1, 60), "scalar, two threads": ("scalar", 2, 60),
             "lanes, one thread": ("lanes", 1, 1000), "lanes, two threads": ("lanes", 2, 1000)}
    times = {name: [] for name in kinds}
    for _ in range(rounds):
        for name, words in kinds.items():
            spent, final = map(float, run([program, "seeds", *words]))
            if not abs(final - reference_losses()[-1]) <= 1e-12 * final:
                sys.exit(f"seeds, {name}: seed 13 ends at {final}")
            times[name].append(spent)
    return {name: (statistics.median(t), min(t)) for name, t in times.items()}


def build_times(build):
    """Seconds for one chapter and for the library with all chapters, from nothing."""
    fresh = build / "benchmark" / "fresh"
    shutil.rmtree(fresh, ignore_errors=True)
    make = ["make", "--no-print-directory", "-C", TOP, f"BUILD={fresh.resolve()}"]

    def timed(*targets):
        before = time.perf_counter()
        run([*make, *targets])
        return time.perf_counter() - before

    chapter = timed(f"{fresh.resolve()}/obj/chapters/20_training.o")
    everything = timed("chapters")
    shutil.rmtree(fresh)
    return chapter, everything


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--no-build-times", action="store_true")
    options = parser.parse_args()
    here = options.build / "benchmark"
    own = here / "workbook"
    python = "/usr/bin/python3"  # Debian's own has Debian's NumPy
    sets = run([own, "sets"])

    # FANN adds up the loss in single precision and stops its slopes at outputs of 0.01 and 0.99.
    programs = {f"this program, lanes, {name}": ([own, "job", name], 1e-12) for name in sets}
    programs |= {"this program, scalar": ([own, "job", "scalar"], 1e-12),
                 "Eigen, native": ([here / "eigen_native"], 1e-12),
                 "Eigen, any x86-64": ([here / "eigen_any"], 1e-12),
                 "FANN": ([here / "fann"], 1e-6),
                 "NumPy, a matrix a layer": ([python, HERE / "numpy_programs.py", "matrix"], 1e-12),
                 "NumPy, a dictionary": ([python, HERE / "numpy_programs.py", "dictionary"], 1e-12)}
    fastest = f"this program, lanes, {sets[-1]}"

    print("Benchmark:", machine())
    medians, shortest = one_training(programs, options.rounds)
    rows = [[name, f"{medians[name]:.3f}", f"{shortest[name]:.3f}", f"{medians[name] / medians[fastest]:.1f}",
             f"{shortest[name] / shortest[fastest]:.1f}"] for name in programs]
    median, least = whole_process(own, options.rounds)
    rows.insert(1, ["the same as a whole process", f"{median:.3f}", f"{least:.3f}", f"{median / medians[fastest]:.1f}",
                    f"{least / shortest[fastest]:.1f}"])
    table(f"One training: 10,000 epochs on 12 samples, {options.rounds} interleaved rounds",
          ["program", "median ms", "shortest ms", "ratio of medians", "ratio of shortest"], rows)

    rows = []
    for samples in (12, 120, 1200, 12000, 120000):
        rows.append([samples, *(f"{float(run([own, 'growth', how, samples])[0]):.2f}" for how in ("scalar", "lanes"))])
    table("Growth with the batch: nanoseconds for one sample in one epoch", ["samples", "scalar", "lanes"], rows)

    many = seeds(own, max(3, options.rounds // 2))
    one_scalar = many["scalar, one thread"][1]
    rows = [[name, f"{m:.3f}", f"{s:.3f}", f"{one_scalar / s:.1f}"] for name, (m, s) in many.items()]
    table("Many seeds: milliseconds for one of 1,000 trainings of 10,000 epochs (scalar: of 60)",
          ["how", "median", "shortest", "times as fast as scalar, one thread"], rows)
    if not options.no_build_times:
        chapter, everything = build_times(options.build)
        table("Building, from nothing", ["what", "seconds"],
              [["one chapter", f"{chapter:.1f}"], ["the library and all chapters", f"{everything:.1f}"]])


if __name__ == "__main__":
    main()
