"""OMOP's tables in Spark: the SQL that is Spark's own."""

from __future__ import annotations

import uuid
from typing import Any, Iterator, Mapping, Sequence, Union

from ._errors import EligoError
from ._omop_tables import ROW_IDS, WHOLE_COLUMNS, of_cdm

#: a database of the catalogue, or of each table its name, a query, or a data frame
SparkCdm = Union[str, Mapping[str, Any]]

_KINDS = {"timestamp": "time", "timestamp_ntz": "time", "date": "date", "tinyint": "whole", "smallint": "whole", "int": "whole",
          "bigint": "whole", "double": "number", "float": "number"}


class SparkEngine:
    """Keeps its tables as temporary views, which the result goes on to need."""

    def __init__(self, session: Any) -> None:
        self._session = session
        self._prefix = f"eligo_{uuid.uuid4().hex[:12]}"
        self._count = 0

    def rows(self, sql: str) -> Iterator[tuple[Any, ...]]:
        return (tuple(row) for row in self._session.sql(sql).collect())

    def query(self, sql: str) -> Any:
        return self._session.sql(sql)

    def columns(self, table: str) -> dict[str, str]:
        return {name.lower(): "number" if of.startswith("decimal") else _KINDS.get(of, "text")
                for name, of in self._session.sql(f"select * from {table}").dtypes}

    def keep(self, name: str, columns: Mapping[str, Sequence[Any]]) -> str:
        kinds = []
        for key, cells in columns.items():
            is_whole = key in WHOLE_COLUMNS and all(isinstance(cell, int) for cell in cells)
            kinds.append(f"`{key}` {'bigint' if is_whole else 'string'}")
        rows = [tuple(row) for row in zip(*columns.values())]
        return self.view(self._session.createDataFrame(rows, ", ".join(kinds)), name)

    def keep_select(self, name: str, sql: str) -> str:
        return self.view(self._session.sql(sql), name)

    def view(self, frame: Any, name: str = "view") -> str:
        self._count += 1
        own = f"{self._prefix}_{name}_{self._count}"
        frame.createOrReplaceTempView(own)
        return own

    def quoted(self, text: str) -> str:
        array = f"to_json(array({text}))"
        return f"substr({array}, 2, length({array}) - 2)"

    def days_later(self, date: str, days: str) -> str:
        return f"date_add({date}, cast({days} as int))"

    def matches(self, text: str, pattern: str) -> str:
        return f"({text} rlike '{pattern}')"

    # ---- where the tables are

    def source(self, given: Any) -> str:
        if isinstance(given, str):
            return f"({given})" if " " in given.strip() and not given.strip().startswith("(") else given
        if hasattr(given, "createOrReplaceTempView"):
            return self.view(given)
        raise TypeError(f"a table of Spark is a name, a query or a data frame, not a {type(given).__name__}")

    def sources(self, cdm: SparkCdm) -> dict[str, str]:
        if isinstance(cdm, Mapping):
            return {name.lower(): self.source(given) for name, given in cdm.items()}
        names = [table.name for table in self._session.catalog.listTables(cdm)]
        found = {name.lower(): f"{cdm}.`{name}`" for name in names if name.lower() in ROW_IDS}
        if not found:
            raise EligoError("cdm-missing", f"the database {cdm} has no tables of the CDM")
        return of_cdm(self, found)
