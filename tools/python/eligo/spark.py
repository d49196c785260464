"""Screens a Spark DataFrame where one machine is too small.

    import eligo, eligo.spark

    frame = spark.read.parquet("records")
    eligo.spark.screen(protocol, frame).where("verdict = 'eligible'")

Eligo and PyArrow must be installed where the executors run.
"""

from __future__ import annotations

from typing import Any, Callable, Iterator, Mapping, Sequence

from . import _arrow, _engine, omop
from ._omop_spark import SparkCdm, SparkEngine
from ._protocol import Protocol, load


def screen(
    protocol: Protocol,
    frame: Any,
    *,
    json: bool = False,
    layout: str = "auto",
    columns: Mapping[str, str] | None = None,
    order_by: str | None = None,
    partitions: int | None = None,
    screener_options: Mapping[str, Any] | None = None,
) -> Any:
    """A DataFrame with a row for each patient, as `eligo.duckdb.screen` gives it.

    The compiled protocol is broadcast once. The rows of a long table are brought together by patient (in `partitions`
    parts, by default as many as Spark says) and sorted; `order_by` is a column by which the rows of a patient are brought
    into order, and which is not part of the record. Without it their order is that of all their columns. It decides no
    status, but in which order reasons are told.
    """
    if layout == "auto":
        layout = _arrow.layout_of_names(frame.columns, columns)
    patient = _engine.patient_column(columns)
    if layout == "long":
        frame = frame.repartition(partitions, patient) if partitions else frame.repartition(patient)
        frame = frame.sortWithinPartitions(patient, *_order(frame, patient, order_by))
    return _answers(protocol, frame, json, layout, columns, order_by, screener_options)


def screen_omop(
    protocol: Protocol,
    cdm: SparkCdm,
    *,
    session: Any,
    anchors: Mapping[str, Any],
    cohort: Any = None,
    cohort_definition_id: int | None = None,
    complete: Sequence[str] | None = None,
    type_concepts: Mapping[int, str] | None = None,
    json: bool = False,
    partitions: int | None = None,
    screener_options: Mapping[str, Any] | None = None,
) -> Any:
    """The same for persons in tables of OMOP's CDM: see `eligo.duckdb.screen_omop`, whose options these are. `cdm` is a
    database of the catalogue, or a mapping from tables to names, queries or data frames.

    The concepts that stand in the tables are looked up at once, when this is called; the persons are screened where the
    executors run.
    """
    engine = SparkEngine(session)
    run = omop.prepare(
        protocol, engine, engine.sources(cdm), anchors=anchors, cohort=None if cohort is None else engine.source(cohort),
        cohort_definition_id=cohort_definition_id, complete=complete, type_concepts=type_concepts)
    frame = engine.query(run.parts)
    frame = frame.repartition(partitions, "patient") if partitions else frame.repartition("patient")
    return _answers(run.protocol, frame.sortWithinPartitions("patient"), json, "parts", None, None, screener_options)


def _answers(
    protocol: Protocol,
    frame: Any,
    json: bool,
    layout: str,
    columns: Mapping[str, str] | None,
    order_by: str | None,
    screener_options: Mapping[str, Any] | None,
) -> Any:
    """The answers for a frame in which the rows of a patient stand together."""
    patient = _engine.patient_column(columns)
    plan = _shared(frame, protocol.save())
    options = dict(screener_options or {})
    names = list(_engine.answer_schema(protocol, json).names)

    def work(batches: Iterator[Any]) -> Iterator[Any]:
        pa = _arrow.pyarrow()
        screener = load(plan()).screener(**options)
        if layout in ("long", "parts"):
            tables = _engine.whole_patients(batches, patient)
        else:
            tables = (pa.Table.from_batches([batch]) for batch in batches)
        for table in tables:
            if order_by is not None:
                table = table.drop_columns([order_by])
            # One thread: Spark runs as many tasks as there are processors.
            yield from _engine.answers(screener, table, json, 1, layout=layout, columns=columns).to_batches()

    return frame.mapInArrow(work, ", ".join(f"`{name}` string" for name in names))


def _order(frame: Any, patient: str, order_by: str | None) -> list[str]:
    if order_by is not None:
        return [order_by]
    # Maps have no order.
    return [name for name, of in frame.dtypes if name != patient and "map<" not in of]


def _shared(frame: Any, plan: bytes) -> Callable[[], bytes]:
    """The plan where the executors are. Spark Connect has no broadcast: there it goes with the work."""
    context = getattr(frame.sparkSession, "sparkContext", None) if _is_classic(frame) else None
    if context is None:
        return lambda: plan
    broadcast = context.broadcast(plan)

    def value() -> bytes:
        taken: bytes = broadcast.value
        return taken

    return value


def _is_classic(frame: Any) -> bool:
    return ".connect." not in type(frame).__module__
