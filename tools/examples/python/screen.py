"""A host: screens the patients of a file and prints a line for each, id and verdict; says on the other channel what the
undetermined wait for, and where patients drop out.

    python screen.py criteria/nct06710717/nct06710717.crit criteria/nct06710717/patients.ndjson
"""

from __future__ import annotations

import sys

import eligo


def main(trial: str, patients: str) -> int:
    try:
        protocol = eligo.compile(trial)
    except eligo.EligoError as error:
        print(error, file=sys.stderr)
        return 2

    cohort = protocol.screen_cohort(patients)
    for answer in cohort:
        if answer.error is not None:
            print(f"a document has no answer: {answer.error}", file=sys.stderr)
            continue
        print(answer.patient, answer.verdict, sep="\t")
        for ask in answer.asks if answer.verdict == "undetermined" else ():
            print(f"{answer.patient}: ask for {ask.text} ({', '.join(ask.criteria)})", file=sys.stderr)

    for row in cohort.attrition():
        if row.ruled_out:
            print(f"{row.criterion} rules out {row.ruled_out}, {row.remaining} are left", file=sys.stderr)
    return 1 if "no answer" in cohort.counts else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: screen.py PROTOCOL PATIENTS")
    sys.exit(main(*sys.argv[1:]))
