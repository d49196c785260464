"""Patients in the tables of OMOP's Common Data Model, 5.4 or 5.3 (docs/omop.md).

`eligo.duckdb.screen_omop` and `eligo.spark.screen_omop` screen them. How it works:

1. Who is screened, and on which days (_omop_persons).
2. Which concepts stand in the tables, and which facts of the protocol's vocabulary each of them is: by code, by
   concept_ancestor, by source concept (_omop_facts). What types, statuses, qualifiers and contexts say is in _omop_words.
3. One select for each table, which makes records in JSON of its rows (_omop_records), what they are joined from the
   findings of 2 (_omop_meanings). All are one table of parts, which the database sorts by person.
4. The library puts the parts of each person together to a patient document and screens it, some persons at a time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Mapping, Sequence

from . import _core
from ._errors import EligoError
from ._omop_facts import Asked, ConceptFacts
from ._omop_meanings import EVENT_LISTS, EventKey, Meanings
from ._omop_persons import Persons, cohort_of
from ._omop_records import EVENT_TABLES, Records
from ._omop_tables import ROW_IDS, Cdm, SqlEngine
from ._protocol import Protocol

#: the tables that may be given
TABLES = tuple(ROW_IDS)

#: what `type_concepts=` may say of a type
TYPE_KINDS = ("order", "dispensed", "given", "stated", "problem list", "plain", "unsaid")


@dataclass(frozen=True)
class OmopRun:
    """`protocol`: the one to screen by, which knows what the site's concepts are not. `parts`: SQL of the parts of all
    patients, in no order."""

    protocol: Protocol
    parts: str


def prepare(
    protocol: Protocol,
    engine: SqlEngine,
    sources: Mapping[str, str],
    *,
    anchors: Mapping[str, object],
    cohort: str | None = None,
    cohort_definition_id: int | None = None,
    complete: Sequence[str] | None = None,
    type_concepts: Mapping[int, str] | None = None,
) -> OmopRun:
    """All but the screening. `sources` gives for each table what stands behind `from`."""
    kinds = dict(type_concepts or {})
    for concept, kind in kinds.items():
        if kind not in TYPE_KINDS:
            raise EligoError("type-unknown", f"type_concepts says {kind!r} of {concept}; it may be {', '.join(TYPE_KINDS)}")
    cdm = Cdm(engine, sources)
    asked = Asked(protocol)
    given = cohort_of(cdm, cohort, cohort_definition_id) if cohort is not None else None
    who = Persons(cdm, asked, anchors, given, protocol.as_of)
    persons = engine.keep_select("persons", who.select())
    tables = _tables_read(cdm)
    records = Records(cdm, persons, tables, asked.fields, kinds)
    used = records.used()
    ids = {id for keys in used.values() for key in keys for id in key} | records.further()
    facts = ConceptFacts(cdm, asked, ids)
    facts_read = _with_optional(tables, used, facts, asked)
    records = Records(cdm, persons, facts_read, asked.fields, kinds)
    names = {name.lower(): (fact.list_name, fact.value) for fact in asked.facts.values() for name in (fact.name, *fact.aliases)
             if fact.list_name != "attributes"}
    selects = records.selects(used, facts, Meanings(asked, facts), names)
    selects += who.selects(persons, complete, facts, records.openers())
    # A concept that is none of the facts with codes is told by its number. For a fact without codes it leaves the list open
    # (openers); but of results the latest is asked for, so that each row of them may be it.
    whole = [fact for name in EVENT_LISTS for fact in asked.in_list(name)] + facts.resolved("observations")
    whole_protocol = _core.with_whole_system(protocol._core, "OMOP", whole)
    return OmopRun(Protocol(whole_protocol, protocol.warnings), "\nunion all\n".join(selects))


def _tables_read(cdm: Cdm) -> list[str]:
    """An era is made of occurrences, so that it is read only where these are not there."""
    tables = [name for name in EVENT_TABLES if name in cdm]
    for era, of in (("condition_era", "condition_occurrence"), ("drug_era", "drug_exposure")):
        if of in tables and era in tables:
            tables.remove(era)
    return tables


def _with_optional(tables: Sequence[str], used: Mapping[str, set[EventKey]], facts: ConceptFacts, asked: Asked) -> list[str]:
    """Visits and devices are records only where the vocabulary has facts for some of them."""
    def has_facts(keys: set[EventKey]) -> bool:
        return any(asked.is_read(fact) for key in keys for fact in (
            *facts.certain(key.concept), *facts.by_code(key.source), *facts.possible(key.concept)))

    return [name for name in tables if name not in ("visit_occurrence", "device_exposure") or has_facts(used[name])]
