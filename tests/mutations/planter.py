"""Writes mutants into a copy of the sources, side by side in one build: tests/mutations/generated."""
import concurrent.futures
import hashlib
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
COPY = pathlib.Path(os.environ.get("ELIGO_MUTANTS", ROOT / "build" / "mutants"))
IDS_OF_A_FILE = 400  # each file has numbers of its own, so that a change of one compiles that one alone
SIGNS = {"<": "<mutant::lt{%d}>", "<=": "<mutant::le{%d}>", ">": "<mutant::gt{%d}>", ">=": "<mutant::ge{%d}>",
         "==": "==mutant::eq{%d}==", "!=": "==mutant::ne{%d}=="}
# Of two things of one kind that are put in order `<=` is no order: there `<` is turned round.
IN_ORDER = {"<": "<mutant::turned_lt{%d}>", ">": "<mutant::turned_gt{%d}>"}
ONE_OF_TWO = re.compile(r"\b(?:a|b|x|y|one|other|left|right)\b")
# What no line of code is, or cannot hold a call: declarations, what is computed when it is compiled; and room that is
# asked for ahead, which changes no answer.
SKIPPED = re.compile(r"^\s*(//|#|case |template|static_assert|using |namespace|\*|requires)|constexpr|operator|NOLINT|"
                     r"\.reserve\(")
STATEMENT = re.compile(r"^(\s+)((?!return|const|auto|using|break|continue|case|else|if|for|while|do|switch|throw|delete|"
                       r"static|typename|std::\w+<)[A-Za-z_][\w.\[\]>-]*(\(.*\)| (\+|-|\||&)?= .*));$")


class Mutant:
    def __init__(self, number, path, line, kind):
        self.number, self.path, self.line, self.kind = number, path, line, kind
        self.text = ""  # of its line, and of those before if it is not the only one of the file

    def key(self):
        return str(self.path), self.kind, self.text


class Planter:
    """Writes mutants into the text of one file, but for the lines that do not compile with them."""

    def __init__(self, path, first):
        self.path, self.next = path, first
        self.mutants = []

    def mutant(self, line, kind):
        self.next += 1
        same = sum(other.line == line and other.kind.split("#")[0] == kind for other in self.mutants)
        self.mutants.append(Mutant(self.next, self.path, line, kind + ("#%d" % (same + 1) if same else "")))
        return self.next

    def line(self, number, text, following):
        if SKIPPED.search(text):
            return text
        found = STATEMENT.match(text)
        if found and text.count("(") == text.count(")") and not following.lstrip().startswith("else"):
            return "%s{ if (!mutant::on(%d)) %s; }" % (found[1], self.mutant(number, "statement"), found[2])
        text = self.condition(number, text)
        pieces = re.split(r'("(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'|//.*)', text)
        for i in range(0, len(pieces), 2):
            pieces[i] = self.signs(number, pieces[i])
        return "".join(pieces)

    def condition(self, number, text):
        start = re.match(r"(\s*(?:\} else )?if )\(", text)
        if not start or "mutant::" in text:
            return text
        depth, end = 0, -1
        for at in range(start.end() - 1, len(text)):
            depth += {"(": 1, ")": -1}.get(text[at], 0)
            if depth == 0:
                end = at
                break
        inner = text[start.end():end]
        if end < 0 or ";" in inner or re.search(r"[^=!<>]=[^=]", inner):
            return text
        return "%s(mutant::on(%d) ^ static_cast<bool>(%s)%s" % (start[1], self.mutant(number, "if"), inner, text[end:])

    def signs(self, number, text):
        def sign(found):
            sides = re.search(r"[\w.()>\[\]-]*$", text[:found.start()])[0], re.match(r"[\w.()>\[\]-]*", text[found.end():])[0]
            if found[1] in IN_ORDER and puts_in_order(*sides, text):
                return " " + IN_ORDER[found[1]] % self.mutant(number, found[1]) + " "
            return " " + SIGNS[found[1]] % self.mutant(number, found[1]) + " "
        text = re.sub(r"(?<=[\w)\]]) (<|<=|>|>=|==|!=) (?=[\w(*!-])", sign, text)
        text = re.sub(r"(?<=[\w)\]>]) && ", lambda _: " && !mutant::on(%d) && " % self.mutant(number, "&&"), text)
        text = re.sub(r"(?<=[\w)\]>]) \|\| ", lambda _: " || mutant::on(%d) || " % self.mutant(number, "||"), text)
        text = re.sub(r" ([+-]) 1\b(?![.\w'])",
                      lambda f: " %s (1 - mutant::on(%d))" % (f[1], self.mutant(number, f[1] + " 1")), text)
        return re.sub(r"return (true|false);",
                      lambda f: "return %smutant::on(%d);" % ("!" if f[1] == "true" else "", self.mutant(number, "return")),
                      text)


def puts_in_order(left, right, text):
    """Whether the same is asked of two things, or whether they, or an order and 0, are told to differ before."""
    left, right = left.lstrip("("), right.rstrip(")") if right.count(")") > right.count("(") else right
    is_of_two = left != right and ONE_OF_TWO.search(left) and ONE_OF_TWO.sub("", left) == ONE_OF_TWO.sub("", right)
    return bool(is_of_two) or "%s != %s" % (left, right) in text


def planted(path, first, left_out):
    lines = (ROOT / path).read_text().split("\n")
    planter = Planter(path, first)
    result = []
    for number, text in enumerate(lines, 1):
        following = lines[number] if number < len(lines) else ""
        result.append(text if number in left_out else planter.line(number, text, following))
    for mutant in planter.mutants:
        mutant.text = unmistakable(lines, mutant.line)
    return '#include "tests/mutations/mutant.h"\n#line 1\n' + "\n".join(result), planter.mutants


def unmistakable(lines, number):
    """The line, with those before it if another one is the same."""
    stripped = [line.strip() for line in lines]
    for first in range(number - 1, -1, -1):
        wanted = stripped[first:number]
        if sum(stripped[i:i + len(wanted)] == wanted for i in range(len(stripped))) == 1:
            return " ⏎ ".join(wanted)
    return stripped[number - 1]


def compile_errors(path):
    """The lines of the file that do not compile as planted; in functions that are evaluated at compile time, say."""
    command = ["g++", "-std=c++20", "-fsyntax-only", "-w", "-fmax-errors=0", "-I.", "-Iruntime/include",
               "-Icompiler/include", '-DELIGO_VERSION="0"', str(path)]
    run = subprocess.run(command, cwd=COPY, capture_output=True, text=True)
    return {int(line) for line in re.findall(r"^%s:(\d+):\d+: +(?:error|  required)" % re.escape(str(path)), run.stderr, re.M)} \
        if run.returncode else set()


def plant(path, first):
    """The mutants of a file, written into the copy. What was found not to compile is kept for the next time."""
    notes = COPY / "left-out" / path
    source = (ROOT / path).read_bytes()
    digest = hashlib.sha256(source).hexdigest()
    known = notes.read_text().split() if notes.exists() else []
    left_out = {int(line) for line in known[1:]} if known[:1] == [digest] else set()
    for _ in range(20):
        text, mutants = planted(path, first, left_out)
        changed = write(COPY / path, text.encode())
        errors = compile_errors(path) if changed else set()
        if not errors:
            write(notes, " ".join([digest, *map(str, sorted(left_out))]).encode())
            return mutants
        if errors <= left_out:
            break
        left_out |= errors
    write(COPY / path, source)
    print("left as it is:", path, file=sys.stderr)
    return []


def write(path, content):
    """Whether there was anything to write: a file that stays as it is need not be compiled anew."""
    if path.exists() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return True


def plant_all(folders, jobs):
    """Copies the sources and plants every mutant of the folders. Nothing stays in the copy that the tree has no more."""
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT,
                            capture_output=True, check=True).stdout.decode().split("\0")
    files = [name for name in listed if name and (ROOT / name).is_file()]
    plantable = [path.relative_to(ROOT) for folder in folders for path in sorted((ROOT / folder).glob("*.cpp"))]
    for name in set(files) - {str(path) for path in plantable}:
        if write(COPY / name, (ROOT / name).read_bytes()):
            (COPY / name).chmod((ROOT / name).stat().st_mode)
    for folder in {name.split("/")[0] for name in files if "/" in name}:
        for path in (COPY / folder).rglob("*"):
            if path.is_file() and str(path.relative_to(COPY)) not in files:
                path.unlink()
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        found = pool.map(lambda at: plant(plantable[at], at * IDS_OF_A_FILE), range(len(plantable)))
        return [mutant for mutants in found for mutant in mutants]
