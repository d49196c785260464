"""Screens what DuckDB can scan: files, Parquet, an attached PostgreSQL, a query.

    import duckdb, eligo, eligo.duckdb

    relation = duckdb.sql("select * from 'records.parquet'")
    eligo.duckdb.screen(protocol, relation).filter("verdict = 'eligible'")
"""

from __future__ import annotations

from typing import Any, Iterator, Mapping, Sequence

from . import _arrow, _core, _engine, omop
from ._cohort import Cohort
from ._omop_duckdb import CdmSource, DuckDbEngine
from ._protocol import Protocol, Screener

_NUMBER = "eligo row number"
_BATCH = 50_000


def screen(
    protocol: Protocol | Screener,
    relation: Any,
    *,
    json: bool = False,
    layout: str = "auto",
    columns: Mapping[str, str] | None = None,
    threads: int | None = None,
    connection: Any = None,
) -> Any:
    """A relation with a row for each patient: patient, verdict, a column of statuses for each criterion, and `error` where
    a document could not be read; with `json` also the line that `eligo screen --format json` prints.

    The patients of a long table are sorted by DuckDB, in the order of their ids, and their rows keep the order in which
    they stand; those of other layouts keep theirs. The input goes through memory in batches, the answers stay in it.
    `connection` is the one to give the answers to; by default the one of the module duckdb.
    """
    import duckdb

    screener = protocol if isinstance(protocol, Screener) else protocol.screener()
    pa = _arrow.pyarrow()
    if layout == "auto":
        layout = _arrow.layout_of_names(relation.columns, columns)
    answered = [
        _engine.answers(screener, table, json, threads, layout=layout, columns=columns)
        for table in _tables(relation, layout, _engine.patient_column(columns))
    ]
    schema = _engine.answer_schema(screener.protocol, json)
    answers = pa.concat_tables(answered) if answered else schema.empty_table()
    return (connection or duckdb).from_arrow(answers)


def _tables(relation: Any, layout: str, patient: str) -> Iterator[Any]:
    pa = _arrow.pyarrow()
    if layout != "long":
        for batch in _batches(relation):
            yield pa.Table.from_batches([batch])
        return
    quoted = '"' + patient.replace('"', '""') + '"'
    numbered = relation.project(f'*, row_number() over () as "{_NUMBER}"')
    ordered = numbered.order(f'{quoted}, "{_NUMBER}"')
    for table in _engine.whole_patients(_batches(ordered), patient):
        yield table.drop_columns([_NUMBER])


def _batches(relation: Any) -> Iterator[Any]:
    for name in ("to_arrow_reader", "fetch_arrow_reader", "fetch_record_batch"):
        if hasattr(relation, name):
            return iter(getattr(relation, name)(_BATCH))
    raise TypeError(f"this is no relation of DuckDB but a {type(relation).__name__}")


def screen_omop(
    protocol: Protocol | Screener,
    cdm: CdmSource,
    *,
    anchors: Mapping[str, Any],
    cohort: Any = None,
    cohort_definition_id: int | None = None,
    complete: Sequence[str] | None = None,
    type_concepts: Mapping[int, str] | None = None,
    json: bool = False,
    threads: int | None = None,
    connection: Any = None,
) -> Any:
    """The same for persons in tables of OMOP's CDM 5.4 or 5.3 (docs/omop.md). A patient is a `person_id`.

    `cdm`: a schema (`main`, `pg.cdm` of an attached database), a folder with a file for each table (Parquet, CSV), or a
    mapping from tables to names, queries, files, relations or tables of Arrow. `anchors`: of each anchor a day for
    everybody, or the name of a column of `cohort`, a table with `person_id` or `subject_id`; with a cohort only its persons
    are screened. `complete`: the lists that hold all there is in each observation period; by default its type says which.
    `type_concepts`: what a type of this site says (`order`, `dispensed`, `given`, `stated`, `problem list`, `plain`,
    `unsaid`). Errors: `table-missing`, `column-missing`, `anchor-unknown`, `anchor-invalid`, `cohort-twice`.
    """
    import duckdb

    pa = _arrow.pyarrow()
    used = connection or duckdb
    given = protocol if isinstance(protocol, Screener) else protocol.screener()
    schema = _engine.answer_schema(given.protocol, json)
    engine = DuckDbEngine(used)
    try:
        screener, tables = _omop_tables(
            given, engine, cdm, anchors=anchors, cohort=cohort, cohort_definition_id=cohort_definition_id,
            complete=complete, type_concepts=type_concepts)
        answered = [_engine.answers(screener, table, json, threads, layout="parts") for table in tables]
    finally:
        engine.forget()
    return used.from_arrow(pa.concat_tables(answered) if answered else schema.empty_table())


def omop_cohort(
    protocol: Protocol | Screener, cdm: CdmSource, *, threads: int | None = None, connection: Any = None, **options: Any
) -> Cohort:
    """The same persons as a `Cohort`, in memory with their documents, so that each answer can be explained. The options are
    those of `screen_omop`."""
    import duckdb

    given = protocol if isinstance(protocol, Screener) else protocol.screener()
    engine = DuckDbEngine(connection or duckdb)
    results = _core.Results()
    try:
        screener, tables = _omop_tables(given, engine, cdm, **options)
        for table in tables:
            for stretch in screener._stretches(table, threads, True, layout="parts", columns=None):
                results.take(stretch)
    finally:
        engine.forget()
    return Cohort(screener, results)


def omop_documents(protocol: Protocol | Screener, cdm: CdmSource, *, connection: Any = None, **options: Any) -> Iterator[bytes]:
    """The patient documents that `screen_omop` screens, in the order of `person_id`, to look at. The options are the same.
    A code of the system `OMOP` in them is a concept that is none of the facts with codes, which only `screen_omop` knows."""
    import duckdb

    given = protocol if isinstance(protocol, Screener) else protocol.screener()
    engine = DuckDbEngine(connection or duckdb)
    try:
        for table in _omop_tables(given, engine, cdm, **options)[1]:
            yield from _arrow.documents(table, layout="parts")
    finally:
        engine.forget()


def _omop_tables(given: Screener, engine: DuckDbEngine, cdm: CdmSource, *, cohort: Any = None, **options: Any) -> Any:
    """The screener, and tables of parts that hold whole patients."""
    run = omop.prepare(given.protocol, engine, engine.sources(cdm),
                       cohort=None if cohort is None else engine.source(cohort), **options)
    relation = engine.query(f"select * from ({run.parts}) parts order by patient")
    return given._of(run.protocol), _engine.whole_patients(_batches(relation), "patient")
