"""The same patients as documents and as tables of OMOP come to the same answers."""

from __future__ import annotations

import os
from typing import Any

import eligo
import eligo.duckdb
import generate
import pyarrow as pa
from eligo import _core
from omop_of import OmopOf, carried

COUNT = int(os.environ.get("ELIGO_OMOP_PATIENTS", "1000"))


def test_tables_and_documents_come_to_the_same_answers(trial: eligo.Protocol) -> None:
    facts = {name: (kind, codes) for name, kind, _, codes, *_ in _core.facts(trial._core)}
    site = OmopOf(facts)
    documents: list[dict[str, Any]] = [carried(document) for document in generate.patients(COUNT)]
    for document in documents:
        site.add(document)
    expected = trial.screen_cohort(documents)
    cohort = pa.Table.from_pylist(site.cohort)
    found = eligo.duckdb.omop_cohort(trial, site.cdm.tables(), cohort=cohort, anchors={
        "screening": "screening", "enrolment": "enrolment"})
    assert len(found) == len(expected) == COUNT
    places = {answer.patient: answer for answer in found}
    different = []
    for number, (document, one) in enumerate(zip(documents, expected), 1):
        other = places[str(number)]
        if one.verdict != other.verdict:
            different.append((document["patient"], "verdict", one.verdict, other.verdict))
        for a, b in zip(one.criteria, other.criteria):
            if a.status != b.status:
                different.append((document["patient"], a.id, a.status, b.status))
    assert different == []
    assert len({answer.verdict for answer in expected}) == 3
