"""Made-up patients: those of the founding trial, each changed at random. The same seed gives the same patients.

    python tests/python/generate.py COUNT > patients.ndjson
"""

from __future__ import annotations

import datetime
import json
import random
import sys
from pathlib import Path
from typing import Any, Iterator

PATIENTS = Path(__file__).resolve().parents[2] / "criteria/nct06710717/patients.ndjson"
LISTS = ("observations", "conditions", "treatments", "procedures")
DATES = ("date", "start", "end", "onset", "resolved")
ODD_VALUES = ("<5", "> 100", "pending", "negative", "forty", "NaN", "10-20", "1:160", "")
ODD_STATUSES = ("final", "entered-in-error", "preliminary", "planned", "unknown", "absent", "fine")


def moved(date: str, chance: random.Random) -> str:
    """Some days earlier or later, less exact, or no date at all."""
    roll = chance.random()
    if roll < 0.02:
        return "04/09/2025"
    if roll < 0.10:
        return date[:7] if roll < 0.07 else date[:4]
    if len(date) != 10:
        return date
    day = datetime.date.fromisoformat(date) + datetime.timedelta(days=chance.randint(-120, 60))
    return day.isoformat() + ("T08:30:00" if roll > 0.97 else "")


def changed_value(value: Any, chance: random.Random) -> Any:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if chance.random() < 0.03:
            return chance.choice(ODD_VALUES)
        changed = value * chance.choice((0.2, 0.5, 0.9, 1.1, 2, 6))
        return round(changed) if isinstance(value, int) else round(changed, 2)
    return chance.choice(ODD_VALUES) if chance.random() < 0.1 else value


def change(record: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    record = dict(record)
    for key in DATES:
        if key in record and chance.random() < 0.5:
            record[key] = moved(record[key], chance)
    if "value" in record:
        record["value"] = changed_value(record["value"], chance)
    if chance.random() < 0.05:
        record.pop(chance.choice(list(record)))
    if chance.random() < 0.03:
        record["status"] = chance.choice(ODD_STATUSES)
    if chance.random() < 0.03 and "fact" in record:
        record["fact"] = record["fact"] + chance.choice(("", "-x", " ", "S"))
    return record


def patients(count: int, seed: int = 1) -> Iterator[dict[str, Any]]:
    bases = [json.loads(line) for line in PATIENTS.read_text().splitlines()]
    for number in range(count):
        chance = random.Random(f"{seed} {number}")
        patient = {**chance.choice(bases), "patient": f"G-{number:07}"}
        strength = chance.random() * 0.3
        for name in LISTS:
            records = [one for one in patient.get(name, []) if chance.random() > strength / 3]
            patient[name] = [change(one, chance) if chance.random() < strength else one for one in records]
        if chance.random() < 0.1:
            patient["complete"] = [one for one in patient.get("complete", []) if chance.random() < 0.5]
        yield patient


if __name__ == "__main__":
    for patient in patients(int(sys.argv[1])):
        print(json.dumps(patient))
