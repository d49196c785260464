"""Screens what DuckDB can scan: files, Parquet, an attached PostgreSQL, a query.

    import duckdb, eligo, eligo.duckdb

    relation = duckdb.sql("select * from 'records.parquet'")
    eligo.duckdb.screen(protocol, relation).filter("verdict = 'eligible'")
"""

from __future__ import annotations

from typing import Any, Iterator, Mapping

from . import _arrow, _engine
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
