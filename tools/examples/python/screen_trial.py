"""Screens the patients of a trial and says of each undetermined one what to ask.

    python screen_trial.py criteria/nct06710717/nct06710717.crit criteria/nct06710717/patients.ndjson
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
    print(f"{protocol.name}, version {protocol.version}: {protocol.title}")

    cohort = protocol.screen_cohort(patients)
    for answer in cohort:
        if answer.error is not None:
            print(f"a document has no answer: {answer.error}")
            continue
        print(f"{answer.patient}: {answer.verdict}")
        for ask in answer.asks if answer.verdict == "undetermined" else ():
            print(f"  ask for {ask.text} ({', '.join(ask.criteria)})")

    for row in cohort.attrition():
        if row.ruled_out:
            print(f"{row.criterion} rules out {row.ruled_out}, {row.remaining} are left")
    print(", ".join(f"{count} {verdict}" for verdict, count in cohort.counts.items()))
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: screen_trial.py PROTOCOL PATIENTS")
    sys.exit(main(*sys.argv[1:]))
