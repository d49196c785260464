"""DuckDB: relations in, a relation out, the bytes of the command."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb
import eligo
import eligo.duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest import PATIENTS
from eligo import _engine
from tables_of import long_rows


@pytest.fixture(scope="module")
def records(documents: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = list(long_rows(documents))
    names = dict.fromkeys(name for row in rows for name in row)
    file = tmp_path_factory.mktemp("duckdb") / "records.parquet"
    pq.write_table(pa.table({name: [row.get(name) for row in rows] for name in names}), file)
    return file


def lines(relation: Any) -> list[str]:
    return [line for (line,) in relation.project("json").fetchall()]


def test_a_parquet_file_gives_the_bytes_of_the_command(trial: eligo.Protocol, answers: Any, records: Path) -> None:
    relation = eligo.duckdb.screen(trial, duckdb.sql(f"select * from '{records}'"), json=True)
    assert "".join(line + "\n" for line in lines(relation)).encode() == answers(PATIENTS)


def test_batches_are_cut_between_patients(
    trial: eligo.Protocol, records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    relation = duckdb.sql(f"select * from '{records}' order by hash(fact)")
    whole = lines(eligo.duckdb.screen(trial, relation, json=True))
    monkeypatch.setattr(eligo.duckdb, "_BATCH", 7)
    monkeypatch.setattr(_engine.whole_patients, "__defaults__", (10,))
    assert lines(eligo.duckdb.screen(trial, relation, json=True)) == whole
    assert len(whole) == 84


def test_the_answers_are_a_relation(trial: eligo.Protocol, records: Path) -> None:
    with duckdb.connect() as connection:
        relation = connection.sql(f"select patient as who, * exclude patient from '{records}'")
        answers = eligo.duckdb.screen(trial, relation, columns={"patient": "who"}, connection=connection)
        assert answers.columns[:3] == ["patient", "verdict", "I1"] and answers.columns[-1] == "error"
        counted = dict(connection.sql("select verdict, count(*) from answers group by verdict").fetchall())
    assert counted == {"eligible": 18, "ineligible": 42, "undetermined": 24}


def test_documents_are_a_column_of_json(trial: eligo.Protocol, answers: Any) -> None:
    relation = duckdb.sql(f"select json from read_ndjson_objects('{PATIENTS}')")
    found = eligo.duckdb.screen(trial, relation, json=True)
    assert "".join(line + "\n" for line in lines(found)).encode() == answers(PATIENTS)


def test_a_type_that_duckdb_guesses_opens_answers_and_turns_none(
    trial: eligo.Protocol, documents: list[dict[str, Any]]
) -> None:
    """Where values of several types stand in one place, DuckDB gives texts with quotation marks in them."""
    relation = duckdb.sql(f"select * from read_ndjson('{PATIENTS}', sample_size = -1)")
    found = eligo.duckdb.screen(trial, relation).fetchall()
    same = 0
    for row, document in zip(found, documents):
        for status, criterion in zip(row[2:-1], trial.screen(document).criteria):
            assert status in (criterion.status, "unknown"), (row[0], criterion.id)
            same += status == criterion.status
    assert same > 0.5 * len(documents) * len(trial.criteria)


def test_a_document_that_cannot_be_read_has_its_row(trial: eligo.Protocol) -> None:
    relation = duckdb.sql("select * from (values ('{\"patient\": \"P\"}'), ('{broken')) as of(document)")
    rows = eligo.duckdb.screen(trial, relation, json=True).project("verdict, error, json").fetchall()
    assert rows[0][0] == "undetermined" and rows[0][1] is None
    assert rows[1][0] is None and "no patient that can be read" in rows[1][1]
    assert json.loads(rows[1][2])["error"] == "document-unreadable"


def test_no_rows_give_a_relation_without_rows(trial: eligo.Protocol, records: Path) -> None:
    relation = duckdb.sql(f"select * from '{records}' where patient = 'nobody'")
    assert eligo.duckdb.screen(trial, relation).fetchall() == []
