"""Tables in and tables out: the long table, rows, documents; exact values; nothing dropped."""

from __future__ import annotations

import datetime
import decimal
import json
import random
from typing import Any

import eligo
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from conftest import PATIENTS
from eligo import _arrow
from tables_of import LISTS, long_rows, text_of


@pytest.fixture(scope="module")
def long_table(documents: list[dict[str, Any]]) -> Any:
    return table_of_rows(list(long_rows(documents)))


@pytest.fixture(scope="module")
def expected(trial: eligo.Protocol) -> bytes:
    return trial.screen_cohort(PATIENTS).ndjson()


def table_of_rows(rows: list[dict[str, Any]]) -> Any:
    names = dict.fromkeys(name for row in rows for name in row)
    return pa.table({name: [row.get(name) for row in rows] for name in names})


def documents_of(data: Any, **options: Any) -> list[Any]:
    return [json.loads(document) for document in _arrow.documents(data, **options)]


# ---- the same bytes


def test_a_long_table_gives_the_bytes_of_the_file(trial: eligo.Protocol, long_table: Any, expected: bytes) -> None:
    assert trial.screen_cohort(long_table).ndjson() == expected
    assert trial.screen_cohort(long_table.to_reader(max_chunksize=7)).ndjson() == expected
    assert trial.screen_cohort(pl.from_arrow(long_table)).ndjson() == expected
    assert trial.screen_cohort(long_table.to_pandas()).ndjson() == expected
    assert trial.screen_cohort(long_table.to_pandas().set_index(["patient", "list"])).ndjson() == expected


def test_the_rows_of_a_patient_belong_together_wherever_they_stand(trial: eligo.Protocol, long_table: Any) -> None:
    order = list(range(long_table.num_rows))
    random.Random(7).shuffle(order)
    mixed = trial.screen_cohort(long_table.take(order))
    outcomes = {one.patient: [criterion.status for criterion in one.criteria] for one in mixed}
    assert outcomes == {
        one.patient: [criterion.status for criterion in one.criteria] for one in trial.screen_cohort(long_table)
    }
    assert len(mixed) == len(outcomes) == 84


def test_rows_and_documents_give_the_same_bytes(
    trial: eligo.Protocol, documents: list[dict[str, Any]], expected: bytes
) -> None:
    as_text = pa.table({"document": [json.dumps(one) for one in documents]})
    assert trial.screen_cohort(as_text).ndjson() == expected
    assert trial.screen_cohort(pl.from_arrow(as_text)).ndjson() == expected
    assert trial.screen_cohort(as_text.to_pandas()).ndjson() == expected

    def of_one_type(document: dict[str, Any]) -> dict[str, Any]:
        """Values of a nested column have one type: texts, as they may be in the document."""
        rows = json.loads(json.dumps(document), parse_int=str, parse_float=str)
        rows["complete"] = [{"list": one} if isinstance(one, str) else one for one in rows.get("complete", [])]
        if isinstance(rows.get("answers"), dict):
            rows["answers"] = [{"question": name, "answer": answer} for name, answer in rows["answers"].items()]
        for kind in LISTS:
            for record in rows.get(kind, []):
                for key in ("value", "answer"):
                    if isinstance(record.get(key), bool):
                        record[key] = text_of(record[key])
        return rows

    nested = pa.Table.from_pylist([of_one_type(one) for one in documents])
    assert trial.screen_cohort(nested).ndjson() == expected
    assert trial.screen_cohort(pl.from_arrow(nested)).ndjson() == expected


# ---- values


def values(column: Any) -> list[Any]:
    """What becomes of the values of a column."""
    count = len(column)
    table = pa.table({"patient": ["P"] * count, "list": ["observations"] * count, "value": column})
    return [record.get("value", "missing") for record in documents_of(table)[0]["observations"]]


@pytest.mark.parametrize(
    ("column", "written"),
    [
        (pa.array([1, None, -(2**63)], pa.int64()), [1, "missing", -(2**63)]),
        (pa.array([2**64 - 1], pa.uint64()), [2**64 - 1]),
        (pa.array([-7, 7], pa.int8()), [-7, 7]),
        (pa.array([0.1, 1e300, float("nan"), float("inf"), -float("inf")]), [0.1, 1e300, "NaN", "Infinity", "-Infinity"]),
        (pa.array([0.1], pa.float32()), [0.1]),
        (pa.array([decimal.Decimal("12345678901234567890.10")], pa.decimal128(38, 2)), ["12345678901234567890.10"]),
        (pa.array([decimal.Decimal("-0.05"), None], pa.decimal256(50, 2)), ["-0.05", "missing"]),
        (pa.array(["<10", "1:160", "ä\"\\\n", "", None]), ["<10", "1:160", "ä\"\\\n", "", "missing"]),
        (pa.array(["x"], pa.large_string()), ["x"]),
        (pa.array(["x", "a text that is longer than twelve"], pa.string_view()), ["x", "a text that is longer than twelve"]),
        (pa.array(["a", "b", "a"]).dictionary_encode(), ["a", "b", "a"]),
        (pa.array([True, False, None]), [True, False, "missing"]),
        (pa.array([datetime.date(2025, 9, 4)]), ["2025-09-04"]),
        (pa.array([datetime.date(2025, 9, 4)], pa.date64()), ["2025-09-04"]),
        (pa.array([datetime.datetime(2025, 9, 4, 8, 30)], pa.timestamp("s")), ["2025-09-04T08:30:00"]),
        (pa.array([datetime.datetime(2025, 9, 4, 8, 30, 0, 500000)], pa.timestamp("us")), ["2025-09-04T08:30:00.500000"]),
        # 22:30 UTC is the next day in Berlin: the day is that of the zone's own clock.
        (pa.array([datetime.datetime(2025, 9, 4, 22, 30)], pa.timestamp("s", "Europe/Berlin")), ["2025-09-05T00:30:00+0200"]),
        (pa.array([datetime.datetime(2025, 9, 4, 8, 30)], pa.timestamp("s", "UTC")), ["2025-09-04T08:30:00+0000"]),
        (pa.array([b"forty", b"\xff"]), ["forty", "0xff"]),
        (pa.array([datetime.timedelta(hours=1)]), ["1:00:00"]),
        (pa.array([None, None], pa.null()), ["missing", "missing"]),
        (pa.array([["a", None], [], None]), [["a", None], [], "missing"]),
        (pa.array([{"value": 3, "unit": None}]), [{"value": 3}]),
        (pa.array([[datetime.date(2025, 1, 2)], None, []]), [["2025-01-02"], "missing", []]),
        (pa.array([{"day": datetime.date(2025, 1, 2)}, None]), [{"day": "2025-01-02"}, "missing"]),
        (pa.array([[("a", 1), ("b", None)], None], pa.map_(pa.string(), pa.int32())), [{"a": 1}, "missing"]),
        (pa.array([[("a", datetime.date(2025, 1, 2))], None, []], pa.map_(pa.string(), pa.date32())),
         [{"a": "2025-01-02"}, "missing", {}]),
    ],
    ids=lambda of: str(of.type) if isinstance(of, pa.Array) else "",
)
def test_values_keep_their_meaning(column: Any, written: list[Any]) -> None:
    assert values(column) == written
    doubled = pa.concat_arrays([column, column])
    assert values(doubled.slice(len(column))) == written, "a slice is read where it begins"


def test_a_decimal_is_exact(trial: eligo.Protocol, documents: list[dict[str, Any]]) -> None:
    """5 x 40 is 200: 199.99999999999999999999 passes, which a double could not tell from 200."""

    def status(value: str) -> str:
        rows = [row for row in long_rows(documents[:1]) if row["fact"] != "ALT"]
        table = table_of_rows([{**row, "value": None} for row in rows])
        known = table_of_rows(rows).column("value")
        digits = pa.array([decimal.Decimal(value)], pa.decimal128(38, 20))
        alt = pa.table({"patient": ["UKM-001"], "list": ["observations"], "fact": ["ALT"], "unit": ["U/L"], "high": ["40"],
                        "date": ["2025-08-27"], "value": digits})
        rest = table.set_column(table.column_names.index("value"), "value", known)
        alt = alt.set_column(6, "value", alt.column("value").cast(pa.string()))
        return trial.screen_cohort(pa.concat_tables([rest, alt], promote_options="default"))[0].criterion("I7").status

    assert status("199.99999999999999999999") == "met"
    assert status("200.00000000000000000000") == "not_met"


def observation(**cells: Any) -> Any:
    """A patient whose only ALT is in this row of the long table, beside all else of the first patient."""
    return {"patient": "UKM-001", "list": "observations", "fact": "ALT", "unit": "U/L", "date": "2025-08-27", "high": "40",
            **cells}


@pytest.mark.parametrize(
    "cells",
    [
        {"value": "NaN"}, {"value": "forty"}, {"value": None}, {"value": "38", "unit": "mg"},
        {"value": "38", "date": "04/09/2025"}, {"value": "38", "list": "labs"}, {"value": "38", "list": None},
        {"value": "38", "list": "text"}, {"value": "38", "fact": None}, {"value": "38", "status": "fine"},
        {"value": "38", "voided": "1"},
    ],
    ids=str,
)
def test_a_cell_that_makes_no_sense_is_never_dropped(
    trial: eligo.Protocol, documents: list[dict[str, Any]], cells: dict[str, Any]
) -> None:
    rest = [row for row in long_rows(documents[:1]) if row["fact"] not in ("ALT", "observations")]
    assert trial.screen_cohort(table_of_rows([*rest, observation(value="38")]))[0].criterion("I7").status == "met"
    (answer,) = trial.screen_cohort(table_of_rows([*rest, observation(**cells)]))
    assert answer.criterion("I7").status == "unknown"
    assert answer.notices, "the library says that it does not understand it"


@pytest.mark.parametrize("cells", [{"value": "no"}, {"status": "refuted"}, {"date": "2025-01-01"}, {"code": "x"},
                                   {"start": "soon"}, {"fact": None}])
def test_no_list_is_complete_by_a_row_that_is_not_understood(
    trial: eligo.Protocol, documents: list[dict[str, Any]], cells: dict[str, Any]
) -> None:
    rest = [row for row in long_rows(documents[1:2]) if row["list"] != "complete"]
    row = {"patient": "UKM-002", "list": "complete", "fact": "procedures"}
    assert trial.screen_cohort(table_of_rows([*rest, row]))[0].criterion("E14").parts["E14a"] == "not_met"
    answer = trial.screen_cohort(table_of_rows([*rest, {**row, **cells}]))[0]
    assert answer.criterion("E14").parts["E14a"] == "unknown"


def test_an_attribute_without_a_value_says_nothing() -> None:
    table = table_of_rows([
        {"patient": "P", "list": "attributes", "fact": "contraception-methods", "value": None},
        {"patient": "P", "list": "attributes", "fact": "sex", "value": "female"},
        {"patient": "P", "list": "attributes", "fact": "sex", "value": "female"},
        {"patient": "P", "list": "attributes", "fact": "words", "value": "a"},
        {"patient": "P", "list": "attributes", "fact": "words", "value": "b"},
        {"patient": "P", "list": "attributes", "fact": "weight", "value": "60", "unit": "kg"},
    ])
    assert documents_of(table) == [{"patient": "P", "attributes": {
        "contraception-methods": None, "sex": "female", "words": ["a", "b"], "weight": {"value": "60", "unit": "kg"}}}]


def test_an_anchor_that_says_more_than_a_day_is_not_given(trial: eligo.Protocol, documents: list[dict[str, Any]]) -> None:
    rows = list(long_rows(documents[:1]))
    for row in rows:
        if row["list"] == "anchors":
            row["status"] = "planned"
    answer = trial.screen_cohort(table_of_rows(rows))[0]
    assert answer.criterion("I1").status == "unknown" and answer.notices


# ---- shapes


def test_pandas_columns_of_mixed_types_are_read_value_by_value() -> None:
    frame = pd.DataFrame({
        "patient": ["P"] * 5, "list": ["observations"] * 5,
        "value": pd.Series([38, "<10", 1.5, None, float("nan")], dtype=object),
        "date": pd.to_datetime(["2025-09-04"] * 5),
    })
    records = documents_of(frame)[0]["observations"]
    assert [record.get("value") for record in records] == ["38", "<10", "1.5", None, None]
    assert records[0]["date"].startswith("2025-09-04T00:00:00")


def test_columns_can_be_renamed(trial: eligo.Protocol, long_table: Any, expected: bytes) -> None:
    renamed = long_table.rename_columns({"patient": "subject_id", "value": "result_value"})
    columns = {"patient": "subject_id", "value": "result_value"}
    assert trial.screen_cohort(renamed, columns=columns).ndjson() == expected
    underscored = long_table.rename_columns({"list": "List"})
    assert trial.screen_cohort(underscored).ndjson() == expected


@pytest.mark.parametrize(
    ("table", "options", "code"),
    [
        ({"a": [1], "b": [2]}, {}, "layout-unknown"),
        ({"patient": ["P"], "x": ["y"]}, {"layout": "long"}, "column-missing"),
        ({"patient": ["P"], "list": ["x"]}, {"columns": {"fact": "nowhere"}}, "column-unknown"),
        ({"patient": ["P"], "list": ["x"], "fact": ["a"], "Fact": ["b"]}, {}, "column-twice"),
    ],
)
def test_a_table_that_is_none_of_these_is_an_error(table: dict[str, Any], options: dict[str, Any], code: str) -> None:
    with pytest.raises(eligo.EligoError) as caught:
        _arrow.documents(pa.table(table), **options)
    assert caught.value.code == code


def test_a_row_without_a_patient_is_an_error(trial: eligo.Protocol) -> None:
    with pytest.raises(ValueError, match="row 2 names no patient"):
        trial.screen_cohort(pa.table({"patient": ["P", None], "list": ["observations"] * 2}))


def test_a_document_that_is_null_has_its_place(trial: eligo.Protocol) -> None:
    cohort = trial.screen_cohort(pa.table({"document": ['{"patient": "P"}', None, "{broken"]}))
    assert [one.error is None for one in cohort] == [True, False, False]


def test_an_empty_table_is_an_empty_cohort(trial: eligo.Protocol, long_table: Any) -> None:
    empty = trial.screen_cohort(long_table.slice(0, 0))
    assert len(empty) == 0 and empty.ndjson() == b""
    assert empty.statuses().num_rows == empty.reasons().num_rows == empty.outcomes().num_rows == 0
    assert sum(row.remaining for row in empty.attrition()) == 0


def test_a_stream_that_breaks_off_is_an_error(trial: eligo.Protocol) -> None:
    schema = pa.schema({"patient": pa.string(), "list": pa.string()})

    def batches() -> Any:
        yield pa.record_batch({"patient": ["P"], "list": ["observations"]}, schema=schema)
        raise OSError("the network is gone")

    with pytest.raises(OSError, match="the network is gone"):
        trial.screen_cohort(pa.RecordBatchReader.from_batches(schema, batches()))


# ---- answers as tables


def test_answers_are_tables(trial: eligo.Protocol) -> None:
    cohort = trial.screen_cohort(PATIENTS.read_bytes() + b"{broken\n")
    statuses = cohort.statuses()
    assert statuses.num_rows == 85 and statuses.column_names[:3] == ["patient", "verdict", "I1"]
    by_row = statuses.to_pylist()
    for row, answer in zip(by_row, cohort):
        assert row["verdict"] == answer.verdict
        assert {one.id: one.status for one in answer.criteria} == ({} if answer.error else {
            name: status for name, status in row.items() if name not in ("patient", "verdict")})
    assert by_row[84]["I1"] is None
    outcomes = cohort.outcomes()
    assert outcomes.num_rows == 85 * 30 and outcomes.slice(30, 1).to_pylist() == [
        {"patient": "UKM-002", "criterion": "I1", "status": "met"}]
    reasons = cohort.reasons().filter(pa.compute.field("patient") == "UKM-002").to_pylist()
    assert reasons == [{"patient": "UKM-002", "criterion": "E14", "code": "unknown-end", "fact": "cyclophosphamide",
                        "text": "no end of cyclophosphamide (from 2025-05-11, end not recorded)"}]
    asks = cohort.asks().filter(pa.compute.field("patient") == "UKM-002").to_pylist()
    assert asks == [{"patient": "UKM-002", "fact": "cyclophosphamide",
                     "text": "when cyclophosphamide ended, or that it goes on", "criteria": ["E14"]}]
    assert cohort.verdicts().to_pylist()[84]["error"].startswith("this is no patient that can be read")
    assert cohort.notices().num_rows == sum(len(answer.notices) for answer in cohort)
