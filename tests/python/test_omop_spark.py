"""OMOP's tables in Spark come to the answers of DuckDB."""

from __future__ import annotations

import datetime
from typing import Any

import eligo
import eligo.duckdb
import eligo.spark
import pytest
from pyspark.sql import SparkSession
from test_omop import ANCHORS, TRIAL, cdm_of
from test_spark import spark  # noqa: F401


@pytest.fixture(scope="module")
def frames(spark: SparkSession, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:  # noqa: F811
    import pyarrow.parquet as pq

    folder = tmp_path_factory.mktemp("cdm")
    found = {}
    for name, table in cdm_of("5.4").items():
        pq.write_table(table, folder / f"{name}.parquet")
        found[name] = spark.read.parquet(str(folder / f"{name}.parquet"))
    return found


def test_spark_comes_to_the_same_answers(spark: SparkSession, frames: dict[str, Any]) -> None:  # noqa: F811
    protocol = eligo.compile(TRIAL)
    expected = sorted(eligo.duckdb.screen_omop(protocol, cdm_of("5.4"), anchors=ANCHORS, json=True).fetchall())
    found = eligo.spark.screen_omop(protocol, frames, session=spark, anchors=ANCHORS, json=True, partitions=4)
    assert sorted(tuple(row) for row in found.collect()) == expected


def test_spark_takes_a_cohort(spark: SparkSession, frames: dict[str, Any]) -> None:  # noqa: F811
    protocol = eligo.compile(TRIAL)
    cohort = spark.createDataFrame([(1, datetime.date(2025, 6, 1))], "subject_id bigint, cohort_start_date date")
    found = eligo.spark.screen_omop(protocol, frames, session=spark, cohort=cohort, anchors={"screening": "cohort_start_date"})
    assert [(row.patient, row["Q-ALT"]) for row in found.collect()] == [("1", "met")]
