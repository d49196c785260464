"""The parts that engines for tables share: whole patients from sorted batches, and answers as batches."""

from __future__ import annotations

from typing import Any, Iterable, Iterator, Mapping

from ._arrow import pyarrow
from ._protocol import Protocol, Screener

#: rows of the long table that are screened together, at least
ROWS = 200_000


def whole_patients(batches: Iterable[Any], patient: str, rows: int = ROWS) -> Iterator[Any]:
    """Tables that hold all rows of each of their patients, from batches sorted by the patient."""
    pa = pyarrow()
    import pyarrow.compute as pc

    waiting: list[Any] = []
    count = 0
    for batch in batches:
        if batch.num_rows == 0:
            continue
        waiting.append(batch)
        count += batch.num_rows
        if count < rows:
            continue
        table = pa.Table.from_batches(waiting).combine_chunks()
        column = table.column(patient)
        others = pc.indices_nonzero(pc.fill_null(pc.not_equal(column, column[-1]), True))
        end = others[-1].as_py() + 1 if len(others) else 0  # the last patient may go on
        if end:
            yield table.slice(0, end)
        waiting = table.slice(end).to_batches()
        count = table.num_rows - end
    if waiting:
        yield pa.Table.from_batches(waiting)


def answer_schema(protocol: Protocol, json: bool) -> Any:
    """patient, verdict, a column for each criterion, error; and the line of the command."""
    pa = pyarrow()
    names = ["patient", "verdict", *(criterion.id for criterion in protocol.criteria), "error"]
    return pa.schema([pa.field(name, pa.string()) for name in names + (["json"] if json else [])])


def answers(screener: Screener, table: Any, json: bool, threads: int | None, **table_options: Any) -> Any:
    """The answers for the patients of a table."""
    pa = pyarrow()
    cohort = screener.screen_cohort(table, threads=threads, keep_documents=False, **table_options)
    answered = cohort.statuses().append_column("error", cohort.verdicts().column("error"))
    if json:
        lines = cohort.ndjson().decode().split("\n")[:-1]
        answered = answered.append_column("json", pa.array(lines, pa.string()))
    return answered.cast(answer_schema(screener.protocol, json))


def patient_column(columns: Mapping[str, str] | None) -> str:
    return (columns or {}).get("patient", "patient")
