"""Patients' documents as the tables of OMOP: what a site would have of the same patients.

`carried` leaves of a document what the CDM can say; `OmopOf.add` writes that into tables. So both say the same, and must come to
the same answers. What the CDM has no place for (docs/omop.md lists it) is left out of both:

- statuses of results, `active` and `ongoing`, absence, doses, and all further fields (`response`, `method`, `indication`, …);
- attributes but for birth and sex;
- dates of a month or a year alone (here the first day stands for them), dates that are none;
- lists that are whole one by one: here all are, or none.
"""

from __future__ import annotations

import random
import re
from typing import Any

from omop_cdm import CdmRows

LISTS = ("conditions", "treatments", "procedures", "observations")
DATES = ("date", "start", "end", "onset", "resolved")
KEYS = {"observations": {"fact", "value", "unit", "date", "reference"}, "conditions": {"fact", "onset", "resolved"},
        "treatments": {"fact", "start", "end"}, "procedures": {"fact", "date"}, "answers": {"question", "answer", "date"}}
UNITS = {"U/L": 8645, "mg/dL": 8840, "%": 8554, "mm[Hg]": 8876, "g/dL": 8713}
ROOTS = {"observations": 700_000_000, "conditions": 710_000_000, "treatments": 720_000_000, "procedures": 730_000_000}
#: a fact's list, and the codes that its vocabulary gives it
Facts = dict[str, tuple[str, list[tuple[str, str]]]]


def day_of(date: Any) -> str | None:
    """A day; None where the CDM cannot have it."""
    if not isinstance(date, str) or not re.fullmatch(r"\d{4}(-\d\d(-\d\d(T[0-9:]+)?)?)?", date):
        return None
    return date if len(date) > 10 else (date + "-01-01")[:10] if len(date) in (4, 7) else date


def carried_record(kind: str, record: dict[str, Any]) -> dict[str, Any] | None:
    name = record.get("fact", record.get("question"))
    if not isinstance(name, str) or not name.strip() or record.get("status") not in (None, "final", "active", "resolved", "completed"):
        return None
    kept = {key: value for key, value in record.items() if key in KEYS[kind] and value not in (None, "")}
    for key in DATES:
        if key in kept:
            if day_of(kept[key]) is None:
                return None
            kept[key] = day_of(kept[key]) if kind == "observations" else str(day_of(kept[key]))[:10]
    begin = next(key for key in ("date", "onset", "start") if key in KEYS[kind])
    if begin not in kept:
        return None  # the CDM wants a day of everything
    reference = {key: value for key, value in kept.pop("reference", {}).items() if key in ("low", "high")}
    return {**kept, **({"reference": reference} if reference else {})}


def carried(document: dict[str, Any]) -> dict[str, Any]:
    """The document as far as the CDM can say it."""
    of = {"patient": document["patient"], "anchors": document.get("anchors", {})}
    attributes = document.get("attributes", {})
    of["attributes"] = {key: attributes[key] for key in ("birth-date", "sex") if key in attributes}
    for kind in (*LISTS, "answers"):
        records = [carried_record(kind, record) for record in document.get(kind, []) if isinstance(record, dict)]
        of[kind] = [record for record in records if record is not None]
    if set(LISTS) <= {one for one in document.get("complete", []) if isinstance(one, str)}:
        of["complete"] = list(LISTS)
    return of


class OmopOf:
    """Writes documents into tables. A fact with codes is a concept, at times one below it, at times a code of the source
    alone; one without is a name that was not mapped."""

    def __init__(self, facts: Facts, seed: int = 1, version: str = "5.4") -> None:
        self.cdm = CdmRows(version)
        self.cohort: list[dict[str, Any]] = []
        self._chance = random.Random(seed)
        self._facts = facts
        self._words: dict[str, int] = {}
        self._concepts: dict[str, tuple[int, int]] = {}
        for number, (name, (kind, codes)) in enumerate(sorted(facts.items())):
            if codes and kind in ROOTS:
                root = ROOTS[kind] + 10 * number
                system, code = codes[0]
                vocabulary = {"ICD-10": "ICD10"}.get(system, system)
                if vocabulary == "ICD10":  # no standard
                    self.cdm.concept(root, name, vocabulary, code, standard=None)
                    self._concepts[name] = (0, root)
                    continue
                self.cdm.concept(root, f"The concept of {name}", vocabulary, code, standard="C" if vocabulary == "ATC" else "S")
                self.cdm.concept(root + 1, f"A kind of {name}", "HOUSE", f"{number}", below=(root,))
                self._concepts[name] = (root, root + 1)

    def add(self, document: dict[str, Any]) -> None:
        number = len(self.cohort) + 1
        anchors = {name.replace("-", "_"): day for name, day in document["anchors"].items()}
        self.cohort.append({"person_id": number, "patient": document["patient"], **anchors})
        self._person(number, document)
        for kind in (*LISTS, "answers"):
            for record in document.get(kind, []):
                getattr(self, f"_{kind}")(number, record)

    def _person(self, number: int, document: dict[str, Any]) -> None:
        birth = str(document["attributes"].get("birth-date", ""))
        parts = [int(part) for part in birth.split("-")] if re.fullmatch(r"\d{4}(-\d\d)*", birth) else []
        year, month, day = [*parts, None, None, None][:3]
        sex = {"male": 8507, "m": 8507, "female": 8532, "f": 8532}.get(str(document["attributes"].get("sex")), 0)
        self.cdm.add("person", person_id=number, gender_concept_id=sex, year_of_birth=year, month_of_birth=month, day_of_birth=day,
                     person_source_value=document["patient"])
        if document.get("complete"):
            start = "-".join([*birth.split("-"), "01", "01"][:3]) if parts else "1900-01-01"
            self.cdm.add("observation_period", person_id=number, observation_period_start_date=start,
                         observation_period_end_date="2099-12-31", period_type_concept_id=32817)

    def _named(self, prefix: str, record: dict[str, Any], column: str = "concept_id") -> dict[str, Any]:
        name = record.get("fact", record.get("question"))
        source = {f"{prefix}_source_value": name}
        if name not in self._concepts:
            return {f"{prefix}_{column}": 0, **source}
        root, child = self._concepts[name]
        if root == 0 or self._chance.random() < 0.1:
            return {f"{prefix}_{column}": 0, f"{prefix}_source_concept_id": root or child, f"{prefix}_source_value": "x"}
        return {f"{prefix}_{column}": child if self._chance.random() < 0.3 else root, **source}

    def _observations(self, person: int, record: dict[str, Any]) -> None:
        date = record["date"]
        cells: dict[str, Any] = {"measurement_date": date[:10], "measurement_type_concept_id": 32856}
        if len(date) > 10:
            cells["measurement_datetime"] = date
        reference = record.get("reference", {})
        cells.update(range_low=reference.get("low"), range_high=reference.get("high"))
        unit = record.get("unit")
        if unit in UNITS and self._chance.random() < 0.7:
            cells["unit_concept_id"] = UNITS[unit]
        else:
            cells.update(unit_concept_id=0, unit_source_value=unit)
        cells.update(self._value(record.get("value")))
        self.cdm.add("measurement", person_id=person, **self._named("measurement", record), **cells)

    def _value(self, value: Any) -> dict[str, Any]:
        if isinstance(value, bool):
            return {"value_source_value": str(value).lower()}
        if isinstance(value, (int, float)):
            return {"value_as_number": value}
        if isinstance(value, str) and (bound := re.fullmatch(r"(<=|>=|<|>) ?(\d+(\.\d+)?)", value)) and self._chance.random() < 0.7:
            operator = {"<": 4171756, "<=": 4171754, ">": 4172704, ">=": 4171755}[bound[1]]
            return {"operator_concept_id": operator, "value_as_number": float(bound[2])}
        if isinstance(value, str) and value.replace("-", "").isalpha() and self._chance.random() < 0.7:
            return {"value_as_concept_id": self._word(value), "value_source_value": value}
        return {"value_source_value": value}

    def _word(self, word: str) -> int:
        if word not in self._words:
            self._words[word] = self.cdm.concept(740_000_000 + len(self._words), word, "HOUSE WORDS", word, is_placed=False)
        return self._words[word]

    def _conditions(self, person: int, record: dict[str, Any]) -> None:
        self.cdm.add("condition_occurrence", person_id=person, condition_type_concept_id=32840,
                     condition_start_date=record["onset"], condition_end_date=record.get("resolved"), **self._named("condition", record))

    def _treatments(self, person: int, record: dict[str, Any]) -> None:
        end = record.get("end")
        self.cdm.add("drug_exposure", person_id=person, drug_type_concept_id=32830, drug_exposure_start_date=record["start"],
                     drug_exposure_end_date=end or record["start"], verbatim_end_date=end, **self._named("drug", record))

    def _procedures(self, person: int, record: dict[str, Any]) -> None:
        self.cdm.add("procedure_occurrence", person_id=person, procedure_type_concept_id=32817, procedure_date=record["date"],
                     **self._named("procedure", record))

    def _answers(self, person: int, record: dict[str, Any]) -> None:
        answer = record.get("answer")
        value = {"value_as_concept_id": {"yes": 4188539, "no": 4188540}[answer]} if answer in ("yes", "no") else {
            "value_as_string": str(answer)}
        self.cdm.add("observation", person_id=person, observation_concept_id=0, observation_source_value=record["question"],
                     observation_type_concept_id=32817, observation_date=record["date"], **value)
