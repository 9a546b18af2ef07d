#!/usr/bin/python3
"""The runner of the tests and what the continuous integration runs turn red when they should.

Each case is a folder with small programs in the place of a build's tests. Prints one line for each case and ends with
`N passed, N failed`.
"""

import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

from manifest import compare, read_manifest
from results import report

ROOT = Path(__file__).resolve().parents[1]
GOOD = "echo '3 test cases out of 3 passed'"


def write_program(path, script):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def run_tests(programs, more=""):
    """Last line and exit status of tests/run.sh over programs with these scripts, and one that counts itself."""
    with tempfile.TemporaryDirectory() as directory:
        build = Path(directory) / "build"
        for name, script in programs.items():
            write_program(build / f"tests/{name}", script)
        arguments = [write_program(Path(directory) / "check.sh", more)] if more else []
        done = subprocess.run(["sh", ROOT / "tests/run.sh", build, *arguments], capture_output=True, text=True, check=False)
        return done.stdout.splitlines()[-1], done.returncode


def run_ci(make):
    """The same of .ci/run, with another make."""
    with tempfile.TemporaryDirectory() as directory:
        write_program(Path(directory) / "make", make)
        path = f"{directory}:{os.environ['PATH']}"
        done = subprocess.run([ROOT / ".ci/run"], capture_output=True, text=True, check=False, env={**os.environ, "PATH": path})
        return done.stdout.splitlines()[-1], done.returncode


def counts(files, manifest):
    """Whether each line of a manifest holds, for a folder of results."""
    with tempfile.TemporaryDirectory() as directory:
        for name, text in files.items():
            (Path(directory) / name).write_text(text, encoding="utf-8")
        return [holds for _, holds in compare(Path(directory), read_manifest(manifest))]


def cases():
    """Triples: what is tried, what came out, what has to."""
    one = {"data": GOOD}
    failing = "echo '2 test cases out of 3 passed'; echo '1 test case out of 3 failed'; exit 201"
    yield "all is well", run_tests(one), ("3 passed, 0 failed", 0)
    yield "a case fails", run_tests({**one, "dummy": failing}), ("5 passed, 1 failed", 1)
    yield "a program crashes", run_tests({**one, "dummy": f"{GOOD}; kill -SEGV $$"}), ("6 passed, 1 failed", 1)
    yield "a program says nothing", run_tests({**one, "dummy": ":"}), ("3 passed, 1 failed", 1)
    yield "a check fails", run_tests(one, "echo '1 passed, 1 failed'; exit 1"), ("4 passed, 1 failed", 1)
    yield "a check ends with 1 though it counts no failure", run_tests(one, "echo '1 passed, 0 failed'; exit 1"), \
        ("4 passed, 1 failed", 1)
    yield "a check is not there", run_tests(one, "exec /no/such/program"), ("3 passed, 1 failed", 1)
    yield "there is nothing to run", run_tests({"nothing": "echo '0 test cases out of 0 passed'"})[1], 1
    yield ".ci/run: all is well", run_ci("echo '3 passed, 0 failed'"), ("4 passed, 0 failed", 0)
    yield ".ci/run: a test fails", run_ci('[ "$2" = debian13 ] || { echo "2 passed, 1 failed"; exit 2; }'), \
        ("3 passed, 1 failed", 1)
    yield ".ci/run: no count", run_ci('[ "$2" = debian13 ] || exit 2'), ("1 passed, 1 failed", 1)
    yield ".ci/run: Debian 13 fails", run_ci('echo "3 passed, 0 failed"; [ "$2" != debian13 ]'), ("3 passed, 1 failed", 1)
    results = {"data.count": "3 passed, 0 failed", "data.txt": "12 pages, 7 faults seeded\n"}
    yield "what the manifest asks for", counts(results, "data 3 cases\ndata 12 pages\ndata 7 faults seeded\n"), [True] * 3
    yield "fewer than it asks for", counts(results, "data 4 cases\ndata 13 pages\ndata 70 faults seeded\n"), [False] * 3
    yield "a room that was not run", counts(results, "data 3 cases\nplots 1 cases\n"), [True, False]
    yield "a room that it does not know", counts(results, ""), [False]


def main():
    results = []
    for what, found, expected in cases():
        if found != expected:
            print(f"{what}: {found} instead of {expected}")
        results.append((what, found == expected))
    return report(results)


if __name__ == "__main__":
    sys.exit(main())
