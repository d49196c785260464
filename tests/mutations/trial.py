"""The tests that a mutant must get past, the likeliest and quickest to see it first: tests/mutations/generated."""
import collections
import concurrent.futures
import os
import pathlib
import shutil
import subprocess
import threading
import time

from planter import COPY

MEMORY = 6 << 30  # a mutant may ask for memory without end
ANSWERS = "tests/bindings/suites.tsv"  # protocol, patients, answers as they must be to the byte


class Suite:
    """Some tests, and what they are made of: a file, or a folder with files of an ending."""

    def __init__(self, name, command, *made_of):
        self.name, self.command, self.made_of = name, command, made_of
        self.seconds, self.reached = 0.0, set()

    def changed(self):
        """When anything last changed that it is made of."""
        files = [path for pattern in self.made_of for path in COPY.glob(pattern)]
        return max(path.stat().st_mtime for path in files)

    def run(self, variables, seconds):
        """Whether it is green; a fault that makes something run for ever, or end, is seen."""
        folder = COPY / "tmp" / str(threading.get_ident())
        folder.mkdir(parents=True, exist_ok=True)
        command = ["prlimit", "--as=%d" % MEMORY, "--core=0", *self.command]
        process = subprocess.Popen(command, cwd=COPY, env=dict(os.environ, TMPDIR=str(folder), **variables),
                                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                   start_new_session=True)
        try:
            return process.wait(seconds) == 0
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)
            process.wait()
            return False
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def suites():
    eligo, oracle = "build/bin/eligo", "build/bin/eligo_oracle"
    criteria = ["criteria/**/*", "tests/language/**/*.crit"]
    found = [Suite("tests/unit/" + path.name,
                   ["build/bin/eligo_unit_tests", "--abort-after=1", "--source-file=*/" + path.name],
                   "build/bin/eligo_unit_tests", "criteria/**/*")
             for path in sorted((COPY / "tests/unit").rglob("*_test.cpp"))]
    for folder in ("tests/language", "criteria"):
        for path in sorted((COPY / folder).rglob("*.cases")):
            name = str(path.relative_to(COPY))
            found.append(Suite(name, [eligo, "test", name], eligo, name, *criteria))
    with (COPY / ANSWERS).open() as rows:
        for protocol, patients, answers in (row.split("\t") for row in rows.read().splitlines()):
            command = '"$0" screen "$1" "$2" --format json | cmp -s - "$3"'
            found.append(Suite(answers, ["sh", "-c", command, eligo, protocol, patients, answers], eligo, patients, answers,
                               *criteria))
    for name in ("vignette", "language", "amendment", "fault", "fhir"):
        arguments = ["tests/language"] if name == "language" else []
        program = "build/bin/eligo_%s_tests" % name
        found.append(Suite("the %s tests" % name, [program, *arguments], program, "tests/**/*", *criteria))
    for script in sorted((COPY / "tests/cli").glob("*.test.sh")):
        name = str(script.relative_to(COPY))
        found.append(Suite(name, ["bash", name, str(COPY / eligo)], eligo, name, "tests/cli/expect.sh", "tests/cli/*/**/*",
                           "docs/**/*", *criteria))
    for start, pairs in [(at, 100) for at in range(0, 800, 100)] + [(at, 800) for at in range(800, 5600, 800)]:
        found.append(Suite("the oracle from %d" % start,
                           [oracle, "--exact", "--show", "0", "--start", str(start), "--pairs", str(pairs)], oracle))
    for start in (0, 200):
        found.append(Suite("the oracle's properties from %d" % start,
                           [oracle, "--exact", "--properties", "--show", "0", "--start", str(start), "--pairs", "200"], oracle))
    return found


class Trials:
    """Each suite runs once without a fault, and tells what it takes and which mutants it comes upon."""

    def __init__(self, jobs, most_seconds):
        self.seen = collections.Counter()  # (suite, file)
        self.tried = collections.Counter()
        with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
            found = suites()
            self.red = [suite.name for suite, green in zip(found, pool.map(self.measure, found)) if not green]
        self.suites = [suite for suite in found if suite.reached and suite.seconds <= most_seconds]

    @staticmethod
    def measure(suite):
        """Whether it is green. What was measured is kept until something changes that the suite is made of."""
        kept = COPY / "measured" / suite.name.replace("/", "+")
        kept.parent.mkdir(exist_ok=True)
        if kept.exists() and kept.stat().st_mtime > suite.changed():
            measured = kept.read_text().split()
            suite.seconds, suite.reached = float(measured[0]), set(map(int, measured[1:]))
            return True
        kept.unlink(missing_ok=True)
        notes = COPY / "reached" / str(threading.get_ident())
        notes.parent.mkdir(exist_ok=True)
        notes.unlink(missing_ok=True)
        began = time.time()
        green = suite.run({"ELIGO_MUTANTS_REACHED": str(notes)}, 600)
        suite.seconds = time.time() - began
        suite.reached = set(map(int, notes.read_text().split())) if notes.exists() else set()
        if green:
            kept.write_text(" ".join([str(suite.seconds), *map(str, sorted(suite.reached))]))
        return green

    def cost(self, suite, file):
        """What it takes on average to see a fault of this file with it."""
        return suite.seconds * (self.tried[suite, file] + 2) / (self.seen[suite, file] + 1)

    def seen_by(self, mutant):
        """The name of what goes red first; empty if nothing does, None if nothing comes upon the mutant."""
        file = str(mutant.path)
        left = [suite for suite in self.suites if mutant.number in suite.reached]
        if not left:
            return None
        while left:
            suite = min(left, key=lambda each: self.cost(each, file))
            left.remove(suite)
            self.tried[suite, file] += 1
            if not suite.run({"ELIGO_MUTANT": str(mutant.number)}, 20 + 10 * suite.seconds):
                self.seen[suite, file] += 1
                return suite.name
        return ""
