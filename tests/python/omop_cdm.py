"""A CDM in tables of Arrow, row by row: what a test does not say of a row is null, or what every row has."""

from __future__ import annotations

import datetime
from collections import defaultdict
from pathlib import Path
from typing import Any

import pyarrow as pa

COLUMNS_FILE = Path(__file__).with_name("omop_columns.tsv")
#: concepts of the CDM itself that the tests use
BASICS = [
    (8507, "MALE", "Gender", "M"), (8532, "FEMALE", "Gender", "F"),
    (9189, "Negative", "SNOMED", "260385009"), (9191, "Positive", "SNOMED", "10828004"), (9190, "Not detected", "SNOMED", "260415000"),
    (4126681, "Detected", "SNOMED", "260373001"), (4188539, "Yes", "SNOMED", "373066001"), (4188540, "No", "SNOMED", "373067005"),
    (4132135, "Absent", "SNOMED", "2667000"), (4181412, "Present", "SNOMED", "52101004"),
    (8645, "unit per liter", "UCUM", "U/L"), (8840, "milligram per deciliter", "UCUM", "mg/dL"), (8554, "percent", "UCUM", "%"),
    (8876, "millimeter mercury column", "UCUM", "mm[Hg]"), (8713, "gram per deciliter", "UCUM", "g/dL"), (9525, "titer", "UCUM", "{titer}"),
    (4172703, "=", "SNOMED", "276136004"), (4171756, "<", "SNOMED", "276139006"), (4171754, "<=", "SNOMED", "276137008"),
    (4172704, ">", "SNOMED", "276138003"), (4171755, ">=", "SNOMED", "276140008"),
    (32817, "EHR", "Type Concept", "OMOP4976890"), (32818, "EHR administration record", "Type Concept", "OMOP4976891"),
    (32825, "EHR dispensing record", "Type Concept", "OMOP4976898"), (32838, "EHR prescription", "Type Concept", "OMOP4976911"),
    (32830, "EHR medication list", "Type Concept", "OMOP4976903"), (32833, "EHR order", "Type Concept", "OMOP4976906"),
    (32840, "EHR problem list", "Type Concept", "OMOP4976913"), (32856, "Lab", "Type Concept", "OMOP4976929"),
    (32865, "Patient self-report", "Type Concept", "OMOP4976938"), (32813, "Claim enrolment record", "Type Concept", "OMOP4976886"),
    (32858, "NLP", "Type Concept", "OMOP4976931"), (32842, "EHR referral record", "Type Concept", "OMOP4976915"),
    (32879, "Registry", "Type Concept", "OMOP4976952"),
    (32893, "Confirmed diagnosis", "Condition Status", "OMOP4976966"), (32899, "Preliminary diagnosis", "Condition Status", "OMOP4976972"),
    (32906, "Resolved condition", "Condition Status", "OMOP4976979"), (4132494, "Rule out", "SNOMED", "21520"),
]
TYPES = {"int": pa.int64(), "float": pa.float64(), "date": pa.date32(), "time": pa.timestamp("us"), "text": pa.string()}


def columns_of(version: str) -> dict[str, dict[str, str]]:
    """The columns of each table of a version of the CDM, with their types."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for line in COLUMNS_FILE.read_text().splitlines()[1:]:
        table, column, versions, kind, *_ = line.split("\t")
        if version in versions.split():
            found[table][column] = kind
    return dict(found)


class CdmRows:
    def __init__(self, version: str = "5.4") -> None:
        self.columns = columns_of(version)
        self.rows: dict[str, list[dict[str, Any]]] = {name: [] for name in self.columns}
        for id, name, vocabulary, code in BASICS:
            self.concept(id, name, vocabulary, code, standard="S", is_placed=False)

    def add(self, table: str, **cells: Any) -> int:
        """Columns that the version does not have are left out. Gives the number of the row."""
        number = len(self.rows[table]) + 1
        own = f"{table}_id"
        if own in self.columns[table]:
            cells = {own: number, **cells}
        self.rows[table].append({name: cell for name, cell in cells.items() if name in self.columns[table]})
        return int(cells.get(own, number))

    def concept(self, id: int, name: str, vocabulary: str, code: str, standard: str | None = "S", below: tuple[int, ...] = (),
                is_placed: bool = True) -> int:
        """`below`: what it lies below. One that is placed stands in concept_ancestor."""
        self.rows["concept"].append({"concept_id": id, "concept_name": name, "vocabulary_id": vocabulary, "concept_code": code,
                                     "standard_concept": standard, "domain_id": "", "concept_class_id": ""})
        if is_placed and standard is not None:
            for ancestor in (id, *below):
                self.rows["concept_ancestor"].append({"ancestor_concept_id": ancestor, "descendant_concept_id": id})
        return id

    def related(self, a: int, relationship: str, b: int) -> None:
        self.rows["concept_relationship"].append({"concept_id_1": a, "concept_id_2": b, "relationship_id": relationship})

    def tables(self) -> dict[str, pa.Table]:
        return {name: self._table(name, rows) for name, rows in self.rows.items()}

    def _table(self, name: str, rows: list[dict[str, Any]]) -> pa.Table:
        schema = pa.schema({column: TYPES[kind] for column, kind in self.columns[name].items()})
        return pa.Table.from_pylist([{key: _typed(cell, self.columns[name][key]) for key, cell in row.items()} for row in rows], schema)


def _typed(cell: Any, kind: str) -> Any:
    if cell is None or not isinstance(cell, str):
        return cell
    if kind == "date":
        return datetime.date.fromisoformat(cell)
    return datetime.datetime.fromisoformat(cell) if kind == "time" else cell
