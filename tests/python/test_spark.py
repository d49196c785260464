"""Spark with two workers: data frames in, a data frame out, the bytes of the command, whatever happens to an executor."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any, Iterator

import eligo
import eligo.spark
import pyarrow as pa
import pyarrow.parquet as pq
import pyspark
import pytest
from conftest import PATIENTS
from pyspark.sql import SparkSession
from tables_of import long_rows


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    """Two workers in processes of their own, each with one processor."""
    os.environ["SPARK_HOME"] = os.path.dirname(pyspark.__file__)
    os.environ["SPARK_WORKER_DIR"] = str(tmp_path_factory.mktemp("work"))
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.warehouse.dir", str(tmp_path_factory.mktemp("warehouse")))
        .config("spark.executorEnv.PYTHONDONTWRITEBYTECODE", "1")
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.fixture(scope="module")
def records(spark: SparkSession, documents: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> Any:
    rows = [{**row, "number": i} for i, row in enumerate(long_rows(documents))]
    names = dict.fromkeys(name for row in rows for name in row)
    file = tmp_path_factory.mktemp("spark") / "records.parquet"
    pq.write_table(pa.table({name: [row.get(name) for row in rows] for name in names}), file)
    return spark.read.parquet(str(file)).repartition(5)  # the rows of a patient stand apart


def lines(rows: list[Any]) -> bytes:
    return "".join(row.json + "\n" for row in sorted(rows, key=lambda row: row.patient)).encode()


def test_a_long_table_gives_the_bytes_of_the_command(trial: eligo.Protocol, answers: Any, records: Any) -> None:
    found = eligo.spark.screen(trial, records, json=True, order_by="number", partitions=4)
    assert found.columns[:3] == ["patient", "verdict", "I1"] and found.columns[-2:] == ["error", "json"]
    assert lines(found.collect()) == answers(PATIENTS)


def test_documents_are_a_column_of_json(trial: eligo.Protocol, answers: Any, spark: SparkSession) -> None:
    frame = spark.read.text(str(PATIENTS)).repartition(3)
    assert lines(eligo.spark.screen(trial, frame, json=True).collect()) == answers(PATIENTS)


def executors(session: SparkSession) -> list[int]:
    """The processes of the executors of this session."""
    id = session.sparkContext.applicationId.encode()
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                words = (entry / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if id in words and any(word.endswith(b"CoarseGrainedExecutorBackend") for word in words):
                found.append(int(entry.name))
    return found


def test_a_killed_executor_loses_and_doubles_nothing(
    trial: eligo.Protocol, answers: Any, spark: SparkSession, records: Any, tmp_path: Path
) -> None:
    marks, is_killed = tmp_path / "marks", tmp_path / "killed"
    marks.mkdir()

    def slowly(batches: Any) -> Any:
        """Marks each part that was screened with the executor's process, and waits until one was killed, so that it
        loses a part in the middle."""
        import os
        import time
        import uuid

        with open(f"/proc/{os.getppid()}/stat") as stat:  # the parent is the executor's own helper
            executor = stat.read().rpartition(")")[2].split()[1]
        for batch in batches:
            open(marks / f"{executor} {uuid.uuid4()}", "w").close()
            while not is_killed.exists():
                time.sleep(0.05)
            yield batch

    screened = eligo.spark.screen(trial, records, json=True, order_by="number", partitions=8)
    slow = screened.mapInArrow(slowly, screened.schema)
    own = executors(spark)
    assert len(own) == 2
    killed: list[int] = []

    def kill() -> None:
        deadline = time.monotonic() + 300
        while not os.listdir(marks) and time.monotonic() < deadline:
            time.sleep(0.05)
        found = [int(mark.split()[0]) for mark in os.listdir(marks)]
        killed.extend(pid for pid in own if pid in found[:1])
        for pid in killed:
            os.kill(pid, signal.SIGKILL)
        is_killed.touch()

    killer = threading.Thread(target=kill)
    killer.start()
    found = slow.collect()
    killer.join()
    assert killed, "an executor of this session was killed"
    assert len(os.listdir(marks)) > 8, "its part was screened again"
    assert lines(found) == answers(PATIENTS)
